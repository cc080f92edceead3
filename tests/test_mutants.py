"""Every deliberate damage to a leaflet of ours is noticed by a gate."""

import leaflets
import pytest
from gates import mutants, table

import leaflet

NEVER = {"TD missing", "TH scope dropped"}
"""What the default leaflet has no place for."""


@pytest.fixture(scope="module")
def survey(tmp_path_factory) -> table.Rows:
    made = leaflet.compose(leaflets.default(tmp_path_factory.mktemp("mutants")))
    return table.survey(leaflet.write(made), leaflets.said(made))


def test_every_mutant_of_the_default_leaflet_is_refused_by_a_gate(survey, record_property):
    record_property("table", table.render(survey))
    assert set(mutants.MUTANTS) - set(survey) <= NEVER
    assert table.unnoticed(survey) == []
