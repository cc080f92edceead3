"""Pictures in the body: their size, their words, and what is refused."""

import leaflets
import pytest
from gates import gate, pdfium
from gates.compare import letters
from laid import LOOKS, bottoms, compose, edges, find, pages, pictures, read
from PIL import Image as Pillow

import leaflet
from leaflet.content import sheet
from leaflet.errors import LeafletError
from leaflet.layout.slices import Fill, PlacedPicture, Words

pytestmark = pytest.mark.usefixtures("natural_size")

WIDTH = 132 * sheet.MM


def image(fields: str) -> str:
    return f"- image: {{file: drawing.png, alt: A head over a box{fields}}}"


def drawn(made) -> list[PlacedPicture]:
    return [mark for mark, _ in pictures(made)]


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
    assert mark.x == pytest.approx(16 * sheet.MM)


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
    ((_, page),) = pictures(made)
    assert find(made, "The caption").page == page
    assert len(bottoms(made)) == len(pages(made))


def test_the_caption_stands_under_the_picture_and_the_credit_under_that():
    made = compose(image(", caption: The caption, credit: A. Painter"))
    (mark,) = drawn(made)
    caption, credit = find(made, "The caption"), find(made, "A. Painter")
    assert mark.y + mark.height < caption.y - caption.size * 0.7 < caption.y < credit.y
    assert caption.x == credit.x == pytest.approx(mark.x)
    assert credit.y - caption.y == pytest.approx(16.5)


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


# ── beside text, cropped, in a row ───────────────────────────────────────────────────────────

WORDS = "Keep moving your knee as far as it is comfortable. Most sore knees get better soon."
BESIDE = f"""
- image:
    picture: knee
    crop: 1:1
    {{}}
    caption: Hold it so
    body:
      - heading: What helps
      - paragraph: {WORDS}
      - paragraph: The last words.
"""


def first_words(made, words: str):
    """The mark of the line that begins with these words, and its page."""
    return next(
        (mark, page.number)
        for page in pages(made)
        for mark in page.marks
        if isinstance(mark, Words) and mark.text.startswith(words)
    )


@pytest.mark.parametrize("theme", ["calm", "high-contrast"])
def test_a_picture_beside_text_takes_four_of_twelve_columns_and_its_top_is_that_of_the_heading(
    theme,
):
    made = compose(BESIDE.format("side: end"), sheet="a4", theme=theme)
    (mark,), (head, _) = drawn(made), first_words(made, "What")
    assert mark.x / sheet.MM == pytest.approx(138.67, abs=0.01)
    assert mark.width / sheet.MM == pytest.approx(55.33, abs=0.01)
    assert mark.height == pytest.approx(mark.width)
    assert mark.y == pytest.approx(head.y - head.font.cap_height * head.size, abs=0.5 * sheet.MM)
    text, _ = first_words(made, "Keep")
    assert all(m.x + m.width < mark.x - 5 * sheet.MM for m in words_at(made, text.y))


@pytest.mark.parametrize(("theme", "wide"), [("warm", 49), ("clinical", 55.33)])
def test_where_headings_narrow_the_text_a_picture_beside_it_is_still_large(theme, wide):
    made = compose(BESIDE.format("side: end"), sheet="a4", theme=theme)
    (mark,), (text, _) = drawn(made), first_words(made, "Keep")
    assert mark.width / sheet.MM == pytest.approx(wide, abs=0.01)
    assert (mark.x - text.x) / sheet.MM >= 65 + 6 - 0.01
    assert (mark.x + mark.width) / sheet.MM == pytest.approx(194, abs=0.01)


def words_at(made, y: float) -> list[Words]:
    return [m for m in pages(made)[0].marks if isinstance(m, Words) and abs(m.y - y) < 0.01]


def test_a_picture_at_the_start_stands_under_the_heading_before_its_text():
    made = compose(BESIDE.format("side: start"), sheet="a4", theme="calm")
    (mark,), (head, _), (text, _) = (
        drawn(made),
        first_words(made, "What"),
        first_words(made, "Keep"),
    )
    assert mark.y == pytest.approx(text.y - text.font.cap_height * text.size, abs=0.5 * sheet.MM)
    assert head.x <= mark.x and mark.x + mark.width + 5 * sheet.MM < text.x
    assert (text.x - mark.x) / sheet.MM == pytest.approx(4 * 15.333, abs=0.01)


@pytest.mark.parametrize("paper", ["a5", "a5-booklet", "trifold-dl", "large-print", "half-letter"])
def test_on_a_narrow_sheet_a_cropped_picture_stands_over_its_text_three_to_two(paper):
    made = compose(BESIDE.format("side: end"), sheet=paper)
    ((mark, page),) = pictures(made)
    (head, on), (text, below) = first_words(made, "What"), first_words(made, "Keep")
    assert on == page == below
    assert mark.width / mark.height == pytest.approx(1.5)
    assert head.y < mark.y and mark.y + mark.height < text.y - text.size * 0.6
    assert mark.x == pytest.approx(text.x)


@pytest.mark.parametrize("paper", ["a4", "a5", "trifold-dl"])
@pytest.mark.parametrize("lines", [0, 9, 17, 25, 31])
def test_a_picture_is_never_parted_from_the_text_beside_it(paper, lines):
    body = "- paragraph: One line.\n" * lines + BESIDE.format("side: end")
    made = compose(body, sheet=paper)
    found = {first_words(made, words)[1] for words in ("What", "Keep", "The last", "Hold")}
    found |= {page for _, page in pictures(made)}
    assert len(found) == 1


def test_a_word_that_has_no_room_beside_the_picture_sends_the_picture_above_it():
    long = "Pneumonoultramicroscopicsilicovolcanoconiosisandthelikeofthat"
    made = compose(BESIDE.format("side: end").replace("The last", long), sheet="a4")
    (mark,), (text, _) = drawn(made), first_words(made, "Keep")
    assert mark.y + mark.height < text.y


def test_the_heading_is_read_before_the_picture_and_the_picture_before_the_text():
    for paper in ("a4", "a5"):
        made = compose(BESIDE.format("side: end"), sheet=paper)
        roles = [role for role, _ in leaflets.said(made)]
        at = roles.index("Figure")
        assert roles[at - 1 : at + 4] == ["H2", "Figure", "Caption", "P", "P"]
        assert [n.role for n in made.tree.children][-5:] == roles[at - 1 : at + 4]


def test_a_drawing_of_lines_is_never_cut():
    made = compose("- image: {picture: bird-dog, crop: '1:1'}")
    (mark,) = drawn(made)
    assert mark.cut is None and mark.width / mark.height == pytest.approx(2.0)


def test_a_drawing_says_what_it_shows_unless_the_writer_does():
    own, given, mute = (
        compose(f"- image: {{picture: knee{more}}}")
        for more in ("", ", alt: A knee that hurts", ", decorative: yes")
    )
    alts = [[m.node.alt if m.node else "" for m in drawn(made)] for made in (own, given, mute)]
    assert alts == [["A person sits and holds a sore knee."], ["A knee that hurts"], [""]]


THREE = "{picture: walk, caption: One}, {picture: knee}, {picture: vaccine}"
ROW = f"- images: {{crop: '3:2', items: [{THREE}]}}"


@pytest.mark.parametrize(("paper", "is_row"), [("a4", True), ("a5", True), ("trifold-dl", False)])
def test_pictures_stand_in_a_row_where_there_is_room(paper, is_row):
    made = compose(ROW, sheet=paper)
    marks = drawn(made)
    assert [round(m.width / m.height, 2) for m in marks] == [1.5] * 3
    assert len({round(m.y) for m in marks}) == (1 if is_row else 3)
    assert len({round(m.x) for m in marks}) == (3 if is_row else 1)


def test_pictures_of_a_row_stand_on_one_foot_and_their_words_on_one_line():
    body = "- images: [{picture: bridge, caption: One}, {picture: walking, caption: Two}]"
    made = compose(body, sheet="a4")
    low, high = drawn(made)
    assert low.height < high.height
    assert low.y + low.height == pytest.approx(high.y + high.height)
    assert first_words(made, "One")[0].y == first_words(made, "Two")[0].y


@pytest.mark.parametrize("count", [1, 4])
def test_a_row_has_two_or_three_pictures(count):
    with pytest.raises(LeafletError, match="two or three pictures stand in a row"):
        read(f"- images: [{', '.join(['{picture: walk}'] * count)}]")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("caption: Words", "missing-key"),
        ("picture: knee\n    file: drawing.png\n    alt: A box", "conflicting-keys"),
        ("picture: knee\n    side: end", "missing-key"),
        ("picture: knee\n    focus: [0.5]", "wrong-count"),
        ("picture: knee\n    focus: [0.5, 3]", "not-a-number"),
        ("picture: knee\n    crop: 2:1", "not-a-choice"),
        ("picture: knee\n    width: 50\n    body: Words", "needless-key"),
        ("picture: kne", "unknown-name"),
    ],
)
def test_keys_that_contradict_each_other_are_refused(fields, code):
    with pytest.raises(LeafletError) as caught:
        read(f"- image:\n    {fields}")
    assert code in [fault.code for fault in caught.value.faults]


def test_a_cropped_photograph_under_200_dots_is_refused_with_its_line(tmp_path):
    saved(tmp_path, (900, 900), "photo.jpg")
    body = "- image: {picture: photo.jpg, alt: A wide plain, crop: '3:2'}"
    with pytest.raises(LeafletError) as caught:
        leaflet.compose(leaflets.document(tmp_path, body), sheet="a4")
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.excerpt.strip()) == ("coarse-crop", body)
    assert fault.problem == "`photo.jpg` has 173 dots to a printed inch"
    assert fault.hint == "200 are needed here: use one of 1,040 pixels across or more"
    saved(tmp_path, (1040, 900), "photo.jpg")
    assert leaflet.compose(leaflets.document(tmp_path, body), sheet="a4").notes == ()


def test_a_cropped_photograph_keeps_its_focus(tmp_path):
    saved(tmp_path, (1200, 1600), "photo.jpg")
    field = "picture: photo.jpg, alt: A plain, crop: '3:2'"
    for focus, top in (("[0.5, 0.25]", 0.0), ("[0.5, 0.5]", 0.25), ("[0.1, 0.9]", 0.5)):
        body = f"- image: {{{field}, focus: {focus}}}"
        (mark,) = drawn(leaflet.compose(leaflets.document(tmp_path, body), sheet="a4"))
        assert mark.cut == pytest.approx((0.0, top, 1.0, top + 0.5))


def test_a_card_begins_level_with_the_picture_beside_it():
    card = "{callout: {kind: note, title: Good to know, body: Most knees get better.}}"
    made = compose(f"- image: {{picture: knee, crop: '1:1', body: [{card}]}}", sheet="a4")
    (mark,) = drawn(made)
    grounds = [f for f in pages(made)[0].marks if isinstance(f, Fill) and f.x < mark.x]
    assert min(abs(ground.y - mark.y) for ground in grounds if ground.width > 200) < 0.01


def test_one_picture_that_an_edition_leaves_of_a_row_is_no_wider_than_text():
    body = "- images: [{picture: walk}, {picture: knee, only: short}]"
    (mark,) = drawn(compose(body, sheet="a4"))
    assert mark.width / sheet.MM == pytest.approx(132)
