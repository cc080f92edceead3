"""What `leaflet measure` says of pictures: dots to an inch, and level with the heading beside."""

import leaflets
import pytest
from laid import compose
from PIL import Image as Pillow

import leaflet
from leaflet import measure
from leaflet.composition import paper
from leaflet.layout import strips
from leaflet.measure import FAILS, NOTE, OK, UNMEASURED, seen
from leaflet.measure.geometry import round_

pytestmark = pytest.mark.usefixtures("natural_size")

BESIDE = "- image: {picture: knee, crop: '1:1', body: [{heading: What helps}, {paragraph: Rest.}]}"


def found(made: leaflet.Leaflet, rule: str) -> measure.Measured:
    return {each.rule: each for each in measure.measure(leaflet.write(made))}[rule]


def photographed(folder, across: int, fields: str) -> leaflet.Leaflet:
    Pillow.new("RGB", (across, across), (10, 90, 100)).save(folder / "own.png")
    body = f"- image: {{picture: own.png, alt: A wide plain{fields}}}"
    return leaflet.compose(leaflets.document(folder, body), sheet="a4")


@pytest.mark.parametrize("theme", ["calm", "clinical", "warm"])
def test_a_picture_is_level_with_the_heading_beside_it(theme):
    rule = found(compose(BESIDE, sheet="a4", theme=theme), "level-picture")
    assert rule.verdict == OK and dict(rule.figures)["worst"] < 0.1


def test_a_picture_that_stands_higher_than_the_capitals_beside_it_is_found(monkeypatch):
    monkeypatch.setattr(strips, "cap_top", lambda slices: 0.0)
    rule = found(compose(BESIDE, sheet="a4"), "level-picture")
    assert rule.verdict == FAILS
    assert rule.findings[0].text == "What helps" and dict(rule.figures)["worst"] > 1


def test_a_page_without_a_picture_beside_a_heading_is_not_measured():
    made = compose("- heading: What helps\n- image: {picture: knee}", sheet="a4")
    assert found(made, "level-picture").verdict == UNMEASURED


def test_a_cropped_picture_of_too_few_dots_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(paper, "SHARP", 0.0)
    rule = found(photographed(tmp_path, 900, ", crop: '3:2'"), "coarse-picture")
    assert (rule.verdict, rule.findings[0].value) == (FAILS, "173 dots to an inch")


def test_a_whole_picture_of_too_few_dots_is_noted(tmp_path):
    rule = found(photographed(tmp_path, 900, ""), "coarse-picture")
    assert (rule.verdict, rule.findings[0].fails) == (NOTE, False)


def test_a_sharp_picture_and_a_drawing_are_fine(tmp_path):
    made = photographed(tmp_path, 1040, ", crop: '3:2'")
    assert found(made, "coarse-picture").verdict == OK
    assert found(compose(BESIDE, sheet="a4"), "coarse-picture").verdict == UNMEASURED


def test_what_a_crop_hides_is_no_part_of_the_page():
    """A tall drawing in a low box: nothing of it counts above the box or under it."""
    made = compose("- image: {picture: walk, crop: '3:2'}", sheet="a4")
    (leaf, *_) = seen.read(leaflet.write(made))
    boxes = [thing.box for thing in leaf.things if thing.is_cut and thing.block]
    whole = round_(boxes)
    assert len(boxes) > 20 and whole in boxes  # the ground of the drawing fills its box
    assert (whole.right - whole.left) / (whole.bottom - whole.top) == pytest.approx(1.5, abs=0.01)
