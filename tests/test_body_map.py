"""Maps of the body: which places there are, how they are filled, and what is said of them."""

import leaflets
import pytest
from gates import gate
from laid import compose, pages, pictures, read

import leaflet
from leaflet.content import language as languages
from leaflet.content.sheet import MM
from leaflet.errors import LeafletError
from leaflet.graphics import body
from leaflet.layout.slices import Shape, Words
from leaflet.source.value import LanguageTag

pytestmark = pytest.mark.usefixtures("natural_size")

BACK = "- body_map: {view: back, regions: [lower-back, left-knee]"


def marks(made, kind):
    return [mark for page in pages(made) for mark in page.marks if isinstance(mark, kind)]


def spots(made) -> list[Shape]:
    return [mark for mark in marks(made, Shape) if mark.line]


def extent(spot: Shape) -> tuple[float, float]:
    """The leftmost and the rightmost place of a spot, as shares of the width of its figure."""
    across = [at for _, points in spot.outline.path for at in points[::2]]
    return min(across) / spot.outline.width, max(across) / spot.outline.width


@pytest.mark.parametrize("view", body.VIEWS)
def test_every_part_of_a_view_has_an_outline_and_a_word(view):
    english = languages.load(LanguageTag("en-GB"))
    assert len(body.regions(view)) >= 7
    for name in body.regions(view):
        assert len(body.region(view, name).path) > 3
        assert english.region(name).replace(" ", "").isalpha()


def test_the_figure_is_60_mm_high_and_its_places_are_filled_and_outlined_in_ink():
    made = compose(f"{BACK}}}")
    ((figure, _),) = pictures(made)
    assert figure.height == pytest.approx(60 * MM)
    assert len(spots(made)) == 2
    for spot in spots(made):
        assert spot[:4] == figure[:4] and spot.node is figure.node
        assert spot.thickness == 1.0 and sum(spot.line) < 0.6 < 1.5 < sum(spot.colour)


def test_a_place_that_is_named_twice_is_filled_once():
    assert len(spots(compose("- body_map: {view: back, regions: [neck, neck]}"))) == 1


def test_left_and_right_are_those_of_the_patient():
    (front,), (back,) = (
        spots(compose(f"- body_map: {{view: {view}, regions: [left-knee]}}"))
        for view in ("front", "back")
    )
    assert extent(front)[0] > 0.5 > extent(back)[1]


def test_a_right_hand_is_the_mirror_image_of_a_left_one():
    (left,), (right,) = (
        spots(compose(f"- body_map: {{view: {view}, regions: [thumb]}}"))
        for view in ("hand", "right-hand")
    )
    assert extent(right) == pytest.approx([1 - at for at in extent(left)[::-1]])


def test_the_places_are_said_in_words_and_in_the_description():
    made = compose(f"{BACK}}}")
    (said,) = [words for words in marks(made, Words) if words.text.startswith("Lower back")]
    assert said.text == "Lower back, left knee" and said.font.bold
    ((figure, _),) = pictures(made)
    assert figure.node.alt == "The back of a body. Marked: lower back, left knee."


def test_the_words_of_the_writer_stand_in_the_place_of_the_names():
    made = compose(f"{BACK}, caption: Where it aches}}")
    texts = [words.text for words in marks(made, Words)]
    assert "Where it aches" in texts and not any("Lower" in text for text in texts)


def test_a_place_that_the_view_has_not_is_refused_with_all_that_it_has():
    with pytest.raises(LeafletError) as caught:
        read("- body_map:\n    view: front\n    regions:\n    - chest\n    - lower-bak")
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.excerpt.strip()) == ("unknown-name", "- lower-bak")
    assert fault.problem == "`lower-bak` is no place on the view `front`"
    assert all(name in fault.hint for name in body.regions("front"))


def test_a_place_is_refused_with_the_nearest_that_is_meant():
    with pytest.raises(LeafletError, match="did you mean `lower-back`"):
        read("- body_map: {view: back, regions: [lower-bak]}")


@pytest.mark.parametrize("paper", ["a4", "a5", "trifold-dl"])
def test_maps_and_rows_of_pictures_pass_every_gate(paper):
    inner = "body: [{heading: Where it aches}, {paragraph: 'Keep moving, but not too much.'}]"
    made = compose(
        f"""
{BACK}, {inner}}}
- body_map: {{view: right-foot, regions: [side-heel, sole-heel], side: start, body: Two heels}}
- images: [{{picture: cat-cow, caption: 'On hands and knees, back up'}}, {{picture: walk}}]
- image: {{picture: knee, crop: '1:1', {inner}}}
""",
        sheet=paper,
    )
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert [role for role, _ in expected].count("Figure") == 5
    assert pdf.count(b"/Subtype /Form") == 5 + 1  # the sign on the cover
    found = {name: said for name, said in gate.refusals(pdf, expected).items() if said}
    assert found == {}
