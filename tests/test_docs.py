"""The docs site: the reference has every public name. `make docs` builds it, strictly."""

import re
from pathlib import Path

import leaflet

PAGE = Path(__file__).parents[1] / "docs" / "api.md"


def test_the_reference_has_every_public_name():
    told = re.findall(r"^\.\. auto\w+:: leaflet\.(\w+)", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(told) > 10
    assert sorted(told) == sorted(set(leaflet.__all__) - {"__version__"})
