"""Sheets: sizes in points, pages on their places, and files that are wrong; read by pikepdf."""

import re
from io import BytesIO
from pathlib import Path

import leaflets
import msgspec
import pikepdf
import pytest
from gates import gate
from laid import ALL, HEAD, OPEN, compose, find, lines, pages, read

import leaflet
from leaflet.composition.imposition import within_reach
from leaflet.content import sheet
from leaflet.content.sheet import MM
from leaflet.errors import LeafletError
from leaflet.layout.slices import Fill, PlacedPicture, Shape, Stroke, Words
from leaflet.publish import build
from leaflet.source import named
from leaflet.source.value import Line

SHORT = Path(__file__).with_name("folded.yaml")
SHEETS = named.names("sheet")
THEMES = named.names("theme")
FOLDED = tuple(name for name in SHEETS if sheet.load(name).panels)
BOOKLETS = tuple(name for name in SHEETS if sheet.load(name).fold == "saddle")
POSTERS = tuple(name for name in SHEETS if sheet.load(name).shows)
LARGE = tuple(name for name in ALL if sheet.load(name).text_size)
PAPER = {
    "a4": (210, 297),
    "letter": (215.9, 279.4),
    "a5": (148, 210),
    "half-letter": (139.7, 215.9),
    "a5-booklet": (297, 210),
    "half-letter-booklet": (279.4, 215.9),
    "trifold-dl": (297, 210),
    "trifold-letter": (279.4, 215.9),
    "zfold-dl": (297, 210),
    "large-print": (210, 297),
    "large-print-letter": (215.9, 279.4),
    "giant-print": (210, 297),
    "poster-a4": (210, 297),
    "poster-a3": (297, 420),
}
"""Millimetres: ISO 216, and Letter of 8.5 by 11 inches."""
NUMBER = r"(-?[\d.]+)"


def made_of(name, theme="calm", content=SHORT):
    return leaflet.compose(leaflet.read(content), theme=theme, sheet=name)


def text_of(words):
    return "".join(glyph.text for glyph in words.glyphs)


def box(mark):
    """Left, top, right and bottom of a mark; words from ascender to descender."""
    match mark:
        case Words():
            top, low = mark.y - mark.font.ascent * mark.size, mark.y + mark.font.descent * mark.size
            blank = mark.size / 3 * text_of(mark).endswith(" ")  # it may hang over the edge
            return mark.x, top, mark.x + mark.width - blank, low
        case Stroke():
            half = mark.thickness / 2 * (mark.y == mark.to_y)
            return mark.x, mark.y - half, mark.to_x, mark.to_y + half
        case Fill() | PlacedPicture() | Shape():
            return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height


def placed(made, *kinds):
    """Yield side, page number and the edges of each mark where it stands on its side; in mm."""
    for side, clipped in zip(made.sides, within_reach(made.sides), strict=True):
        for x, y, page in clipped.pages:
            for mark in page.marks:
                if isinstance(mark, kinds or object):
                    left, top, right, low = box(mark)
                    edges = (left + x, top + y, right + x, low + y)
                    yield side, page.number, tuple(edge / MM for edge in edges)


def media_boxes(pdf):
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            left, low, right, high = (float(edge) for edge in page.MediaBox)
            yield (right - left) / MM, (high - low) / MM


# ---- sizes


def test_every_sheet_is_known_to_these_tests():
    assert sorted(PAPER) == sorted(SHEETS)


@pytest.mark.parametrize("name", SHEETS)
def test_the_pdf_has_the_paper_that_the_sheet_says(name):
    boxes = [*media_boxes(build.write(made_of(name)))]
    assert boxes
    assert all(found == pytest.approx(PAPER[name], abs=0.01) for found in boxes)


def test_a4_is_595_by_842_points():
    assert sheet.load("a4").width == pytest.approx(595.28, abs=0.01)
    assert sheet.load("a4").height == pytest.approx(841.89, abs=0.01)


def test_pages_are_imposed_one_to_a_side_in_reading_order():
    leaflet = compose("- paragraph: Words.\n" * 90)
    assert leaflet.pages == len(leaflet.sides) >= 3
    assert [p.page.number for s in leaflet.sides for p in s.pages] == [*range(1, leaflet.pages + 1)]


@pytest.mark.parametrize("name", ALL)
def test_a_line_of_text_has_at_most_75_characters_and_on_handouts_55(name):
    words = "Most people who read this leaflet would like to know what is known. " * 20
    leaflet = compose(f"- paragraph: {words}\n- paragraph: {words}", sheet=name)
    size = max(12.5, leaflet.sheet.text_size)
    full = [len(s.text.strip()) for s in lines(leaflet) if s.size == pytest.approx(size)][:-1]
    mean = sum(full) / len(full)
    least = 55 if name in ("a4", "letter") else 45 if leaflet.sheet.page[0] > 120 else 30
    assert least <= mean <= 75, mean


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_stands_where_an_office_printer_cannot_print(name, theme):
    marks = [*placed(made_of(name, theme))]
    assert marks
    for side, number, (left, top, right, low) in marks:
        where = (number, left, top, right, low)
        assert min(left, top) >= 5 - 0.01, where
        assert right <= side.width / MM - 5 + 0.01, where
        assert low <= side.height / MM - 5 + 0.01, where


# ---- what is said


@pytest.mark.parametrize("name", [*FOLDED, *BOOKLETS, *LARGE, *POSTERS, "half-letter"])
def test_a_leaflet_on_the_sheet_passes_every_gate(name):
    made = made_of(name)
    found = gate.refusals(leaflet.write(made), leaflets.said(made))
    assert {gate: said for gate, said in found.items() if said} == {}


@pytest.mark.parametrize("name", ALL)
def test_every_sheet_says_what_the_handout_says(name):
    assert leaflets.said(made_of(name)) == leaflets.said(made_of("a4"))


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_room_for_the_short_leaflet(name, theme):
    made = made_of(name, theme)
    assert made.pages == made.sheet.panels or not made.sheet.panels
    assert [page.number for page in pages(made)] == [*range(1, made.pages + 1)]


# ---- panels


def links(pdf):
    """Yield page, left and right of each link, in millimetres."""
    with pikepdf.open(BytesIO(pdf)) as file:
        for number, page in enumerate(file.pages):
            for annotation in page.get("/Annots", ()):
                left, _, right, _ = (float(edge) / MM for edge in annotation.Rect)
                yield number, left, right


def figures(pdf):
    """Yield page, left and right of the box of each figure, in millimetres."""
    with pikepdf.open(BytesIO(pdf)) as file:
        numbers = {page.objgen: number for number, page in enumerate(file.pages)}
        for element in file.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure":
                left, _, right, _ = (float(edge) / MM for edge in element.A.BBox)
                yield numbers[element.Pg.objgen], left, right


FOLDS = {
    "trifold-dl": ([97, 197], [100, 200]),
    "trifold-letter": ([92.075, 185.7375], [93.6625, 187.325]),
    "zfold-dl": ([99, 198], [99, 198]),
}
"""Millimetres from the left edge of the outside and of the inside to each fold."""


@pytest.mark.parametrize("name", FOLDED)
def test_no_word_stands_within_4_mm_of_a_fold(name):
    made = made_of(name)
    for side, folds in zip(made.sides, FOLDS[name], strict=True):
        spans = [(left, right) for at, _, (left, _, right, _) in placed(made, Words) if at is side]
        assert spans
        for fold in folds:
            assert all(right <= fold - 4 or left >= fold + 4 for left, right in spans), fold


@pytest.mark.parametrize("name", FOLDED)
def test_links_and_figures_stand_on_the_back_panel_with_their_words(name):
    made = made_of(name)
    pdf = leaflet.write(made)
    back = next(
        n for n, side in enumerate(made.sides) if any(p.page.number == 6 for p in side.pages)
    )
    edges = [0, *FOLDS[name][back], PAPER[name][0]]
    place = [p.page.number for p in made.sides[back].pages].index(6)
    inside = edges[place] + 4, edges[place + 1] - 4

    def on_it(found):
        """Those that begin on the back panel."""
        return [
            (left, right)
            for side, left, right in found
            if side == back and edges[place] < left < edges[place + 1]
        ]

    codes = on_it(figures(pdf))
    assert len(on_it(links(pdf))) >= 4
    assert len(codes) == 1
    spans = [*on_it(links(pdf)), *codes]
    assert all(inside[0] <= left < right <= inside[1] for left, right in spans)


@pytest.mark.parametrize("name", FOLDED)
def test_text_stands_in_the_middle_of_its_panel_and_panels_on_their_places(name):
    made = made_of(name)
    for side, folds in zip(made.sides, FOLDS[name], strict=True):
        edges = [0, *folds, PAPER[name][0]]
        for place, at in enumerate(side.pages):
            middle = (at.x + made.sheet.width / 2) / MM
            assert middle == pytest.approx((edges[place] + edges[place + 1]) / 2, abs=0.05)


@pytest.mark.parametrize("name", FOLDED)
@pytest.mark.parametrize("theme", THEMES)
def test_the_front_has_the_title_and_the_back_the_contact_panel(name, theme):
    made = made_of(name, theme)
    front, *_, back = ([text_of(m) for m in p.marks if isinstance(m, Words)] for p in pages(made))
    assert " ".join(front).startswith("Harbour Clinic")
    assert "your knee" in " ".join(" ".join(front).split())
    assert "".join(back).startswith("Call us")
    assert "next review" in " ".join(back).replace("\u00a0", " ").lower()


def test_the_cover_of_a_folded_leaflet_fills_its_panel_under_the_strip():
    made = made_of("trifold-dl")
    front = next(p.page for side in made.sides for p in side.pages if p.page.number == 1)
    ground = max((m for m in front.marks if isinstance(m, Fill)), key=lambda m: m.height)
    assert (ground.y / MM, ground.height / MM) == pytest.approx((24, 210 - 24))
    assert ground.width / MM == pytest.approx(100)  # the front is wider than the panel tucked in


def test_the_first_paragraph_is_larger_if_it_is_short_and_stands_inside():
    for times, size in ((3, 15.5), (40, 12.5)):
        made = compose(f"- paragraph: {'Words and more words. ' * times}", sheet="trifold-dl")
        found = [line for line in lines(made) if "more words" in line.text]
        assert {(line.page, line.size) for line in found} == {(2, size)}


def test_a_title_whose_longest_word_is_too_wide_for_the_front_is_smaller_and_told():
    for title, size, codes in (
        ("Lithotripsy now", 36, []),
        ("Extracorporeal lithotripsy", 30, []),
        ("Cholecystectomy-and-recovery-now", 25, ["small-title"]),
    ):
        made = compose("- contact", HEAD.replace("A test", title), sheet="zfold-dl")
        front = [line for line in lines(made) if line.page == 1]
        assert max(line.size for line in front) == pytest.approx(size), title
        assert [n.code for n in made.notes if n.code == "small-title"] == codes


# ---- too much and too little


@pytest.mark.parametrize("name", FOLDED)
def test_a_leaflet_that_is_too_long_says_by_how_much_and_what_is_long(name):
    body = "".join(f"- key_points: [{'Say this once more. ' * n}]\n" for n in (30, 40, 50, 60, 90))
    with pytest.raises(LeafletError) as caught:
        leaflet.compose(read(body + "- contact", HEAD), sheet=name)
    first, *longest = caught.value.faults
    found = re.fullmatch(
        r"the leaflet is (\d+) lines? too long for the .* of this sheet", first.problem
    )
    assert int(found[1]) >= 1
    assert "`except:`" in first.hint
    assert "`short:`" in first.hint
    assert len(longest) == 3
    assert [fault.problem.split("`")[1] for fault in longest].count("key_points") >= 2
    assert any(fault.place.line == HEAD.count("\n") + 6 for fault in longest if fault.place)


@pytest.mark.parametrize("name", FOLDED)
def test_the_fewer_words_there_are_the_fewer_lines_it_is_too_long_by(name):
    box = "- callout: {kind: tip, title: A tip, body: [{bullets: [One, Two, Three, Four, Five]}]}\n"
    over = []
    for count in (60, 50, 40, *range(30, 8, -1)):
        body = box * 12 + "- paragraph: Words and words.\n" * count + "- contact\n"
        try:
            compose(body + "- references: [One source, Another source]", sheet=name)
        except LeafletError as error:
            over.append(int(re.search(r"\d+", error.faults[0].problem)[0]))
    assert len(over) > 10
    assert over == sorted(over, reverse=True)


def test_a_clinic_with_many_details_is_told_that_they_are_long():
    hours = "".join(f"    Day {n}, 9am to 5pm\n" for n in range(30))
    head = leaflets.CLINIC.replace("    Sunday, 10am to noon\n", hours) + "\ntitle: A test\n"
    with pytest.raises(LeafletError) as caught:
        compose("- paragraph: Words.\n" * 90 + "- contact", head, sheet="trifold-dl")
    hints = {fault.problem.split("`")[1]: fault.hint for fault in caught.value.faults[1:]}
    assert hints["contact"].startswith("the clinic’s details fill it")
    assert not any(hint for name, hint in hints.items() if name != "contact")


def test_too_many_ends_of_pages_are_named_as_such():
    body = "- paragraph: Words.\n- page_break\n" * 9 + "- paragraph: Words."
    with pytest.raises(LeafletError) as caught:
        compose(body, sheet="trifold-dl")
    assert caught.value.faults[0].problem.startswith("the leaflet has more pages than the 6 panels")
    assert "`page_break`" in caught.value.faults[0].hint


@pytest.mark.parametrize("name", FOLDED)
def test_contact_details_fill_the_back_and_a_back_that_they_share_is_told(name):
    told = []
    for count in (20, 95):
        body = "- contact\n" + "- bullets: [Words.]\n" * count
        made = compose(body, sheet=name)
        seen = [line for line in lines(made) if "01632" in line.text]
        assert {line.page for line in seen} == {6}
        told.append(any(note.code == "back-is-shared" for note in made.notes))
    assert told == [False, True]


def test_it_is_too_long_by_as_many_lines_as_are_added():
    def over(count):
        body = "- paragraph: Words.\n" * 12 + "- bullets: [Words.]\n" * count
        with pytest.raises(LeafletError) as caught:
            compose(body, sheet="zfold-dl")
        return int(re.search(r"\d+", caught.value.faults[0].problem)[0])

    item = 16.5 + 8.25  # a line and the white after it
    grown = over(190) - over(150)
    assert grown == pytest.approx(40 * item / 16.5, rel=0.1)


def test_type_is_never_shrunk_to_make_room():
    sizes = {line.size for line in lines(made_of("trifold-dl")) if line.size < 13}
    assert sizes == {12.5}


def test_empty_panels_have_lines_for_notes_and_the_back_keeps_the_contact_panel():
    made = compose(
        "- paragraph: Words.\n- heading: More\n- paragraph: Words.\n- contact", sheet="zfold-dl"
    )
    assert "3 of 6 panels are empty and have lines for notes" in [
        note.problem for note in made.notes
    ]
    for page in pages(made)[2:5]:
        assert "".join(text_of(m) for m in page.marks if isinstance(m, Words)) == "Your notes"
        rules = [m for m in page.marks if isinstance(m, Stroke)]
        assert len(rules) >= 15
        assert not any(m.node for m in page.marks if isinstance(m, Words))
    assert any("Call us" in line.text for line in lines(made) if line.page == 6)


def test_a_leaflet_without_a_contact_panel_has_lines_on_the_back_and_its_facts_under_them():
    made = compose("- paragraph: Words.", HEAD + "version: '2'\n", sheet="trifold-dl")
    back = pages(made)[5]
    words = [text_of(m) for m in back.marks if isinstance(m, Words)]
    assert words[0] == "Your notes"
    assert "Version 2" in " ".join(words).replace("\u00a0", " ")


# ---- large print and posters


@pytest.mark.parametrize(("name", "least"), [("large-print", 18), ("giant-print", 20)])
@pytest.mark.parametrize("theme", THEMES)
def test_no_type_of_large_print_is_smaller_than_it_says(name, least, theme):
    made = made_of(name, theme)
    sizes = [m.size for page in pages(made) for m in page.marks if isinstance(m, Words)]
    assert min(sizes) == pytest.approx(least)


@pytest.mark.parametrize("name", LARGE)
def test_large_print_is_set_anew_and_no_magnified_copy(name):
    ordinary, large = said(made_of("a5")), said(made_of(name))
    assert "".join("".join(large).split()) == "".join("".join(ordinary).split())
    assert large != ordinary


def said(made):
    """The words of the content as they are painted, a piece of a line each."""
    marks = (mark for page in pages(made) for mark in page.marks)
    return [text_of(mark) for mark in marks if isinstance(mark, Words) and mark.node]


@pytest.mark.parametrize("name", LARGE)
def test_large_print_has_one_column(name):
    body = "- columns: {first: [paragraph: One.], second: [paragraph: Two.]}\n"
    body += "- do_dont: {do: [Three.], dont: [Four.]}\n"
    body += "- benefits: {columns: 2, items: [{title: Five, text: T.}, {title: Six, text: T.}]}\n"
    asked = "{question: Seven?, answer: A.}, {question: Eight?, answer: A.}"
    body += f"- faqs: {{columns: 2, items: [{asked}]}}\n"
    rows = {}
    for line in lines(compose(body, sheet=name)):
        for word in ("One.", "Two.", "Three.", "Four.", "Five", "Six", "Seven", "Eight"):
            if word in line.text:
                rows[word] = (line.page, line.y)
    assert len(set(rows.values())) == len(rows) == 8


@pytest.mark.parametrize(
    ("name", "times"), [("large-print", 18 / 12.5), ("giant-print", 20 / 12.5)]
)
def test_codes_and_signs_of_large_print_are_larger_too(name, times):
    def drawn(paper):
        """The sides of the code, the sign and whatever else is as wide as high."""
        shapes = (m for p in pages(made_of(paper)) for m in p.marks if isinstance(m, Shape))
        sized = {m.node.alt: (m.width, m.height) for m in shapes if m.node}
        return {said: sides for said, sides in sized.items() if sides[0] == sides[1]}

    ordinary, large = drawn("a4"), drawn(name)
    assert large.keys() == ordinary.keys() >= {"Urgent"}
    assert len(ordinary) >= 2
    for said, sides in ordinary.items():
        assert large[said] == pytest.approx([side * times for side in sides]), said


@pytest.mark.parametrize("theme", THEMES)
def test_posters_of_a_series_have_one_set_of_sizes_and_those_on_a3_are_larger(theme):
    def sizes(name, points):
        body = "- key_points: [" + "One more point, " * points + "The last]\n- contact\n"
        made = compose(body, HEAD, sheet=name, theme=theme)
        return {round(line.size, 1) for line in lines(made)}

    for name, wanted in (("poster-a4", {74, 22, 48, 18}), ("poster-a3", {111, 33, 72, 27})):
        assert {round(size) for size in sizes(name, 1)} == wanted
        assert sizes(name, 1) == sizes(name, 3)


def test_a_poster_shows_the_main_points_and_how_to_reach_the_clinic_in_its_lower_third():
    made = made_of("poster-a4")
    said = " ".join(text for _, text in leaflets.said(made))
    for words in ("Looking after your knee", "Keep moving", "01632 960 777", "Scan to book"):
        assert words in said
    assert "Why knees hurt" not in said
    phone = find(made, "01632 960 777")
    assert phone.y / MM > 206
    code = max((m for m in pages(made)[0].marks if isinstance(m, Shape)), key=lambda m: m.width)
    assert code.width / MM == pytest.approx(44)


def test_a_poster_of_many_words_is_noted_and_one_without_room_refused():
    for times, codes in ((2, []), (6, ["long-poster"])):
        points = "  - Some seven words that stand in passing\n" * times
        made = compose(f"- key_points:\n{points}- contact\n", sheet="poster-a4")
        assert [n.code for n in made.notes if n.code == "long-poster"] == codes
    with pytest.raises(LeafletError) as caught:
        compose("- key_points:\n" + "  - Words that have no room\n" * 20, sheet="poster-a4")
    assert caught.value.faults[0].code == "does-not-fit"


def test_a_poster_says_how_long_a_title_may_be_that_leaves_no_room():
    body = "- key_points: [Give drinks, Keep cool, Call us]\n- contact\n"
    long = "What to do when your child has a high temperature and is under five"
    with pytest.raises(LeafletError) as caught:
        compose(body, HEAD.replace("A test", long), sheet="poster-a4")
    _, fault = caught.value.faults
    most = int(re.search("about ([0-9]+) characters", fault.hint)[1])
    assert 30 < most < len(long)
    short = "A high temperature in a child under five"[:most]
    assert compose(body, HEAD.replace("A test", short), sheet="poster-a4").pages == 1


def test_a_poster_of_many_words_has_the_titles_of_points_but_numbers_with_their_words():
    points = [
        "{title: Keep moving, text: a little each day}",
        "{title: 9 in 100, text: people feel sore the day after}",
        "Rest at night",
    ]
    for more, words in (
        (0, "Keep moving a little each day"),
        (3, "Keep moving"),
    ):
        items = [*points, *(["Some seven words that stand in passing"] * more)]
        made = compose(f"- key_points: [{', '.join(items)}]\n", sheet="poster-a4")
        said = [text for role, text in leaflets.said(made) if role == "P"]
        assert {words, "9 in 100 people feel sore the day after", "Rest at night"} <= {*said}


def test_what_is_only_for_the_poster_stands_on_it_and_what_is_not_does_not():
    body = "- key_points: [One]\n- paragraph: {text: Come in., only: poster}\n"
    body += "- key_points: {items: [Two], except: poster}\n- paragraph: Three.\n"
    said = " ".join(text for _, text in leaflets.said(compose(body, sheet="poster-a3")))
    assert "Come in." in said
    assert "One" in said
    assert "Two" not in said
    assert "Three" not in said


def test_a_poster_has_the_short_form_of_texts_and_no_numbers_of_sources_it_does_not_show():
    body = "- key_points: [{text: 'Long words[^a].', short: 'Few[^a].'}]\n"
    body += "- references: [{id: a, text: A book}]\n"
    said = " ".join(text for _, text in leaflets.said(compose(body, sheet="poster-a4")))
    assert "Few." in said
    assert "[1]" not in said
    assert "A book" not in said


def test_a_poster_has_no_numbers_of_sources_in_its_subtitle_either():
    body = "- key_points: [One point]\n- references: [{id: one, text: A source}]"
    made = compose(body, HEAD + "subtitle: Words of a source[^one]\n", sheet="poster-a4")
    assert [line.text.strip() for line in lines(made)][:2] == ["A test", "Words of a source"]


def test_a_leaflet_with_nothing_for_a_poster_is_refused():
    with pytest.raises(LeafletError, match="nothing of this leaflet is for a poster"):
        compose("- paragraph: Words.", sheet="poster-a4")


def _warning():
    """A poster that shows the urgent warning too."""
    poster = sheet.load("poster-a4")
    return msgspec.structs.replace(poster, shows=(*poster.shows, Line("urgent")))


def test_a_poster_takes_the_warning_out_of_columns():
    body = "- columns:\n    first: [paragraph: One.]\n"
    body += "    second: [callout: {kind: urgent, body: Two.}]\n"
    said = " ".join(text for _, text in leaflets.said(compose(body, sheet=_warning())))
    assert "Two." in said
    assert "One." not in said


def test_a_poster_takes_the_warning_out_of_an_answer():
    answer = "[{paragraph: One.}, {callout: {kind: urgent, body: Two.}}]"
    body = f"- faqs: {{items: [{{question: Why?, answer: {answer}}}]}}"
    said = " ".join(text for _, text in leaflets.said(compose(body, sheet=_warning())))
    assert "Two." in said
    assert "One." not in said


def test_a_point_that_is_only_the_number_of_a_source_is_not_on_a_poster():
    body = "- key_points: [Rest a little, '[^a]']\n- references: [{id: a, text: A book}]\n"
    said = [text for _, text in leaflets.said(compose(body, sheet="poster-a4"))]
    assert said.count("Rest a little") == 1
    assert not any("[" in text for text in said)


# ---- a user's own sheet

OWN = """\
title: A card
page: [105, 210]
margins: {top: 10, bottom: 10, start: 10, end: 10}
"""


def own(folder, text, name="card"):
    (folder / "sheets").mkdir(exist_ok=True)
    (folder / "sheets" / f"{name}.yaml").write_text(text, "utf-8")
    return leaflets.document(folder, "- paragraph: Words.")


def test_a_sheet_beside_the_content_is_found_and_read(tmp_path):
    made = leaflet.compose(own(tmp_path, OWN), sheet="card")
    found = [*media_boxes(leaflet.write(made))]
    assert found == [pytest.approx((105, 210), abs=0.01)] * 2  # the cover has a page


def test_a_sheet_beside_the_content_goes_before_a_shipped_one(tmp_path):
    assert leaflet.compose(own(tmp_path, OWN, "a4"), sheet="a4").sheet.page == (105, 210)
    assert leaflet.compose(leaflet.read(SHORT), sheet="a4").sheet.page == (210, 297)


def test_the_content_may_name_a_sheet_of_its_own(tmp_path):
    own(tmp_path, OWN)
    document = leaflets.document(tmp_path, "- paragraph: Words.", "title: A test\nsheet: card\n")
    assert leaflet.compose(document).sheet.title.text == "A card"


@pytest.mark.parametrize("name", ["../card", "sheets/card", "/etc/passwd", "Card", "card.yaml"])
def test_a_sheet_has_a_name_and_no_path(tmp_path, name):
    document = own(tmp_path, OWN)
    (tmp_path / "card.yaml").write_text(OWN, "utf-8")
    with pytest.raises(LeafletError, match="there is no sheet called"):
        leaflet.compose(document, sheet=name)


PANELS = "paper: [297, 210]\nfold: roll\n"
SIDES = "sides: [[5, 6, 1], [2, 3, 4]]\n"
WIDTHS = "widths: [[97, 100, 100], [100, 100, 97]]\n"
DL = OWN.replace("105", "97") + PANELS


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (OWN.replace("105, ", ""), ["page: a page has a width and a height"]),
        (OWN.replace("105", "70"), ["margins: the margins leave less than 60 mm for the text"]),
        (DL + WIDTHS, ["fold: a folded sheet has as many panels inside as outside"]),
        (
            DL + WIDTHS + SIDES.replace("6", "5"),
            ["sides: the 6 panels are not numbered 1 to 6 once each; there is no 6"],
        ),
        (
            DL + WIDTHS + SIDES.replace("5, 6", "6, 5"),
            ["sides: the last panel is not on the back of the folded sheet"],
        ),
        (
            DL + WIDTHS + "sides: [[1, 6, 5], [2, 3, 4]]",
            ["sides: the front is the panel at the right of the outside"],
        ),
        (DL + SIDES, ["sides: each panel needs a width"]),
        (
            DL + SIDES + WIDTHS.replace("[97, 100", "[99, 100"),
            [
                "widths: the panels of the outside are 299 mm wide together, and the paper 297 mm",
                "widths: the folds of the two sides do not lie on each other",
            ],
        ),
        (
            OWN.replace("210]", "200]") + PANELS + SIDES + WIDTHS,
            [
                "page: the page is not as high as the paper: 210 mm",
                "page: the page is wider than the narrowest panel, which has 97 mm",
            ],
        ),
        (OWN + "paper: [297, 210]\nfold: saddle\n", ["paper: two pages stand side by side here"]),
        (OWN + "paper: [297, 210]\n", ["paper: paper that is not folded has the size of the page"]),
        (OWN + SIDES, ["sides: only paper that is folded has panels"]),
        (
            OWN + "paper: [210, 210]\nfold: saddle\n" + SIDES,
            ["sides: the pages of a booklet find their places by themselves"],
        ),
        (OWN + "paper: [210]\n", ["paper: paper has a width and a height"]),
        (
            OWN + "fold: rol\ncaliper: thick\nmargin: 5",
            [
                "fold: `rol` is not one of the words allowed here",
                "caliper: `thick` is not a number from 0 to 1",
                "margin: `margin` is not a key that belongs here",
            ],
        ),
        (OWN + "band: 8\n", ["band: `band` is not a key that belongs here"]),
    ],
)
def test_what_is_wrong_with_a_sheet_is_told_at_once_and_where(tmp_path, text, problems):
    with pytest.raises(LeafletError) as caught:
        leaflet.compose(own(tmp_path, text), sheet="card")
    keys = [line.partition(":")[0] for line in text.splitlines()]
    told = []
    for fault in caught.value.faults:
        assert fault.place.file.endswith("card.yaml")
        assert fault.place.column >= 1
        told.append(f"{keys[fault.place.line - 1]}: {fault.problem}")
    assert sorted(told) == sorted(problems)


def test_a_sheet_that_shows_what_is_no_block_is_refused_with_its_place(tmp_path):
    document = own(tmp_path, OWN + "shows: [key_points, urgnt]\n")
    with pytest.raises(LeafletError) as caught:
        leaflet.compose(document, sheet="card")
    (fault,) = caught.value.faults
    assert fault.place.line == 4
    assert fault.problem == "`urgnt` is neither a block nor a kind of callout"
    assert fault.hint == "did you mean `urgent`?"


@pytest.mark.parametrize("more", [DL + SIDES + WIDTHS, OWN + "paper: [210, 210]\nfold: saddle\n"])
def test_large_print_may_be_folded_too(tmp_path, more):
    made = leaflet.compose(own(tmp_path, more + "text_size: 15\n"), sheet="card")
    sizes = [m.size for p in pages(made) for m in p.marks if isinstance(m, Words)]
    assert min(sizes) >= 15
    for side, _, (left, top, right, low) in placed(made):
        assert min(left, top) >= 0
        assert right <= side.width / MM
        assert low <= side.height / MM


# ---- press


@pytest.mark.parametrize("name", BOOKLETS)
def test_a_press_gets_the_pages_of_a_booklet_one_by_one(name):
    made = made_of(name)
    sides = build.press_sides(made)
    assert [side.pages[0].page.number for side in sides] == [*range(1, made.pages + 1)]
    assert {round(side.width / MM, 2) for side in sides} == {made.sheet.page[0]}


@pytest.mark.parametrize("name", FOLDED)
def test_a_press_gets_a_folded_leaflet_as_two_sides(name):
    made = made_of(name)
    assert rounded(build.press_sides(made)) == rounded(made.sides)


def rounded(value):
    """A value whose lengths are given to a millionth of a point."""
    if isinstance(value, tuple):
        return tuple(map(rounded, value))
    return round(value, 6) if isinstance(value, float) else value


def test_open_sheets_are_not_forgotten():
    assert {"a4", "a5-booklet", "large-print"} <= set(OPEN)
