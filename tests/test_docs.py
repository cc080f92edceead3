"""The docs site: the reference has every public name. `make docs` builds it, strictly."""

import re
from pathlib import Path

import pytest

import leaflet
from tools import shown

PAGE = Path(__file__).parents[1] / "docs" / "api.md"


def test_the_reference_has_every_public_name():
    told = re.findall(r"^\.\. auto\w+:: leaflet\.(\w+)", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(told) > 10
    assert sorted(told) == sorted(set(leaflet.__all__) - {"__version__"})


@pytest.mark.parametrize("example", [*shown.examples()], ids=lambda each: each.picture)
def test_every_example_of_the_docs_builds_and_has_its_picture(example):
    made = example.composed()
    assert made.notes == ()
    left, top, right, low = shown.box(made)
    assert right - left > 100 and low - top > 40
    assert not example.picture or (PAGE.parent / f"{example.picture}.png").is_file()


def test_there_are_examples_in_the_docs():
    assert len([each for each in shown.examples() if each.picture]) >= 4
