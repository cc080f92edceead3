"""Pictures in the body: their size, their words, and what is refused."""

import leaflets
import pytest
from gates import gate, pdfium
from gates.compare import letters
from laid import LOOKS, bottoms, compose, edges, find, pages, read
from PIL import Image as Pillow

import leaflet
from leaflet.content import sheet
from leaflet.errors import LeafletError
from leaflet.layout.slices import PlacedPicture

pytestmark = pytest.mark.usefixtures("natural_size")

WIDTH = (210 - 16 - 16 - 46) * sheet.MM


def image(fields: str) -> str:
    return f"- image: {{file: drawing.png, alt: A head over a box{fields}}}"


def drawn(made) -> list[PlacedPicture]:
    return [mark for page in pages(made) for mark in page.marks if isinstance(mark, PlacedPicture)]


def refusals(fields: str) -> list[tuple[str, int, str]]:
    """The problems of an image of these fields, each with the line and the way out."""
    with pytest.raises(LeafletError) as caught:
        read(f"- image:\n{fields}")
    return [(f.problem, f.place.excerpt.strip(), f.hint) for f in caught.value.faults]


def saved(folder, size: tuple[int, int], name: str = "own.png") -> None:
    Pillow.new("RGB", size, (10, 90, 100)).save(folder / name)


@pytest.mark.parametrize("share", [20, 55, 100])
def test_a_picture_is_as_wide_as_its_share_of_the_column(share):
    (mark,) = drawn(compose(image(f", width: {share}")))
    assert mark.width == pytest.approx(WIDTH * share / 100)
    assert mark.height == pytest.approx(mark.width / 2)  # the file is twice as wide as high
    assert mark.x == pytest.approx((16 + 46) * sheet.MM)


@pytest.mark.parametrize("paper", ["a4", "a5", "letter"])
def test_a_high_picture_is_made_narrower_and_takes_no_more_than_60_percent_of_a_page(
    paper, tmp_path
):
    saved(tmp_path, (300, 1200))
    body = "- image: {file: own.png, alt: A tall thing}"
    made = leaflet.compose(leaflets.document(tmp_path, body), sheet=paper)
    (mark,) = drawn(made)
    assert mark.height == pytest.approx(4 * mark.width)
    assert 0.4 < mark.height / sheet.load(paper).height < 0.6
    assert all(low <= made.sides[0].height for *_, low in edges(made))


@pytest.mark.parametrize("count", range(12, 30))
def test_a_picture_is_never_parted_from_its_caption(count):
    made = compose("- paragraph: One line.\n" * count + image(", caption: The caption"))
    (page,) = (p.number for p in pages(made) if any(isinstance(m, PlacedPicture) for m in p.marks))
    assert find(made, "The caption").page == page
    assert len(bottoms(made)) == len(pages(made))


def test_the_caption_stands_under_the_picture_and_the_credit_under_that():
    made = compose(image(", caption: The caption, credit: A. Painter"))
    (mark,) = drawn(made)
    caption, credit = find(made, "The caption"), find(made, "A. Painter")
    assert mark.y + mark.height < caption.y - caption.size * 0.7 < caption.y < credit.y
    assert caption.x == credit.x == pytest.approx(mark.x)
    assert credit.y - caption.y == pytest.approx(17)


def test_caption_and_credit_are_one_caption_after_the_figure(tmp_path):
    saved(tmp_path, (900, 300))
    body = "- image: {file: own.png, alt: A plain, caption: The **plain**, credit: '[Us](tel:1)'}"
    body = body.replace("A plain,", "A wide plain,")
    pdf = leaflet.write(leaflet.compose(leaflets.document(tmp_path, body)))
    found = letters(pdfium.read(pdf))[-3:]
    assert found == [("Figure", ""), ("Caption", "TheplainUs"), ("Link", "Us")]
    assert "A wide plain" in pdfium_alts(pdf)


def pdfium_alts(pdf: bytes) -> list[str]:
    from leaflet.measure import tree

    waiting, alts = [*tree.read(pdf).elements], []
    while waiting:
        element = waiting.pop()
        if isinstance(element, tree.Element):
            alts += [element.alt] if element.alt else []
            waiting += element.kids
    return alts


def test_a_decorative_picture_is_drawn_and_not_read():
    made = compose("- image: {file: drawing.png, decorative: yes}")
    assert [mark.node for mark in drawn(made)] == [None]
    assert [node.role for node in made.tree.children] == ["P", "H1"]


@pytest.mark.parametrize(("theme", "paper"), LOOKS)
def test_pictures_pass_every_gate(theme, paper, tmp_path):
    saved(tmp_path, (800, 600))
    saved(tmp_path, (500, 900), "photo.jpg")
    body = """
- image: {file: own.png, alt: A plain in one colour, caption: What is to be seen., credit: Us}
- callout:
    body:
      - image: {file: photo.jpg, alt: 'A plain, upright', width: 40, credit: 'From [a](tel:1)'}
- image: {file: photo.jpg, decorative: yes, caption: Words under decoration}
"""
    made = leaflet.compose(leaflets.document(tmp_path, body), theme=theme, sheet=paper)
    pdf, expected = leaflet.write(made), leaflets.said(made)
    assert [role for role, _ in expected].count("Figure") == 2
    found = {name: said for name, said in gate.refusals(pdf, expected).items() if said}
    assert found == {}


# ── notes and faults ─────────────────────────────────────────────────────────────────────────


def test_a_coarse_picture_is_noted_once_with_what_it_has_where_it_is_largest():
    made = compose(image(", width: 20") + "\n" + image(""))
    dots = 600 / WIDTH * 72
    (note,) = made.notes
    assert (note.code, note.path) == ("blurred-picture", "body[0].image.file")
    assert note.problem == f"`drawing.png` has {dots:.0f} dots to a printed inch"


def test_a_picture_of_200_dots_to_an_inch_is_fine():
    assert compose(image(", width: 40")).notes == ()


SENTENCE = "say in a sentence what the picture shows"


def test_a_picture_needs_words_or_is_decoration():
    assert refusals("    file: drawing.png") == [
        ("`alt` is missing", "file: drawing.png", f"{SENTENCE}, or write `decorative: yes`")
    ]
    assert refusals("    file: drawing.png\n    alt: A box\n    decorative: yes") == [
        (
            "a decorative picture is not read aloud, so it has no `alt`",
            "alt: A box",
            "delete `alt`, or `decorative`",
        )
    ]


@pytest.mark.parametrize(
    ("alt", "problem"),
    [
        ("drawing.png", "this is the name of a file"),
        ("Drawing", "this is the name of a file"),
        ("IMG_2041.JPG", "this is the name of a file"),
        ("a box.jpeg", "this is the name of a file"),
        ("ab", "this does not say what the picture shows"),
        ("1. 2", "this does not say what the picture shows"),
    ],
)
def test_the_words_for_a_picture_are_no_file_name_and_no_scrap(alt, problem):
    assert refusals(f"    file: drawing.png\n    alt: {alt}") == [
        (problem, f"alt: {alt}", SENTENCE)
    ]


@pytest.mark.parametrize("share", ["19", "101", "wide", "50.5"])
def test_the_width_is_a_share_of_the_column(share):
    ((problem, place, _),) = refusals(f"    file: drawing.png\n    alt: A box\n    width: {share}")
    assert problem == f"`{share}` is not a whole number from 20 to 100"
    assert place == f"width: {share}"


def test_a_picture_that_is_not_there_is_refused_at_its_name():
    ((problem, place, _),) = refusals("    file: missing.png\n    alt: A box")
    assert "missing.png" in problem
    assert place == "file: missing.png"


def test_the_name_of_a_picture_may_have_letters_that_no_font_has(tmp_path):
    saved(tmp_path, (300, 1200), "膝.png")
    body = "- image: {file: 膝.png, alt: A knee}"
    (mark,) = drawn(leaflet.compose(leaflets.document(tmp_path, body)))
    assert mark.picture.name == "膝.png"
