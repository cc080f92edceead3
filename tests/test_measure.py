"""What `leaflet measure` finds in finished files: known numbers, defects, every theme."""

import functools
import json
import re
from io import BytesIO
from pathlib import Path
from time import process_time

import leaflets
import pikepdf
import pytest
import torture
from drafts import FOOT, FULL, HEIGHT, LAST, LEADING, LEFT, SIZE, TOP, WIDTH, Draft, untagged

import leaflet
from leaflet import measure
from leaflet.content.sheet import MM
from leaflet.graphics.colour import BLACK, WHITE, contrast
from leaflet.layout.slices import Fill, Stroke
from leaflet.measure import FAILS, NOTE, OK, RULES, UNMEASURED
from leaflet.source import named
from leaflet.text import fonts
from leaflet.text.shape import shape

PALE = (0.75, 0.75, 0.75)
FOLDER = Path(__file__).parents[1] / "examples"
EXAMPLES = [path.stem for path in leaflets.examples()]
NAMES = [rule.__name__.replace("_", "-") for rule in RULES]

ABSENT = {"coarse-picture", "level-picture", "alerts", "imprint", "contact", "rack-title"}
"""Rules about what the drafts have none of: they are not measured."""


def draft(spare=0.0):
    """A sound leaflet of two pages and most of a third, with room at the foot of the second."""
    made = Draft()
    made.fill(made.block(TOP, "Your back", role="H1", size=24))
    made.page()
    made.y = made.fill(foot=FOOT - spare)
    return made


def ended(made):
    """The leaflet with its last page."""
    made.page()
    made.y = made.fill(foot=560)
    return made


def by_rule(pdf):
    return {found.rule: found for found in measure.measure(pdf)}


def failing(pdf):
    return {found.rule for found in measure.measure(pdf) if found.verdict == FAILS}


# ---- numbers


def test_a_sound_leaflet_keeps_every_rule():
    found = by_rule(ended(draft()).pdf())
    assert list(found) == NAMES
    assert {row.rule for row in found.values() if row.verdict not in (OK, UNMEASURED)} == set()


def test_the_numbers_are_those_that_were_drawn():
    found = by_rule(ended(draft()).pdf())
    figures = {rule: dict(row.figures) for rule, row in found.items()}
    font = fonts.family("plain").regular[0]
    width = sum(piece.advance for piece in shape(FULL, fonts.family("plain"))) * SIZE
    assert figures["smallest-text"] == {"points": 12.5}
    assert figures["body-size"] == {"points": 12.5, "title": 24}
    height = figures["x-height"]["millimetres"]
    assert height == pytest.approx(font.x_height * SIZE / MM, abs=0.006)
    assert figures["line-length"]["median"] == len(FULL)
    assert figures["line-length"]["longest"] == len(FULL)
    assert set(figures["leading"].values()) == {1.36}
    assert figures["contrast"] == {"body": 21, "body_grey": 21, "other": 21, "other_grey": 21}
    # The nearest edge is the page number's: its baseline is on 800, and it has a descender.
    assert figures["safe-area"]["millimetres"] == pytest.approx((HEIGHT - 800) / MM - 0.9, abs=0.2)
    assert figures["ragged-edge"] == {"spread": 0, "shortest": 100}
    assert width < WIDTH - LEFT


@pytest.mark.parametrize(
    ("text", "ground"),
    [(PALE, WHITE), ((0.1, 0.2, 0.4), (0.9, 0.95, 1.0)), (WHITE, (0.0, 0.3, 0.3))],
)
def test_contrast_is_that_of_the_colours_in_the_file(text, ground):
    made = ended(draft())
    made.pages[-1].insert(0, Fill(LEFT - 10, made.y - 20, 300, 40, ground))
    made.block(made.y, "Against its ground", colour=text)
    figures = dict(by_rule(made.pdf())["contrast"].figures)
    assert figures["body"] == pytest.approx(contrast(text, ground), rel=0.02)


def test_the_last_page_is_measured():
    found = by_rule(ended(draft(spare=30)).pdf())
    assert 60 < dict(found["last-page"].figures)["percent"] < 80
    assert dict(found["hole"].figures)["percent"] > 85


# ---- defects: each is found by its own rule and by no other


def small(made):
    made.block(made.y, "This is too small to read.", size=9)


def small_digits(made):
    made.block(made.y, "123", size=9)


def pale(made):
    made.block(made.y, "This is too pale to read.", colour=PALE)


def pale_heading(made):
    made.y = made.block(made.y, "Too pale", role="H2", size=16, colour=(0.55, 0.55, 0.55))
    made.block(made.y, LAST)


def grey_only(made):
    # Black on orange reaches 7:1 in colour; in grey the orange comes out darker.
    made.pages[-1].insert(0, Fill(LEFT, made.y - 20, 300, 40, (1, 0.55, 0)))
    made.block(made.y, "Only in colour", colour=(0.1, 0.1, 0.1))


def half_covered(made):
    made.pages[-1].insert(0, Fill(LEFT + 40, made.y - 20, 300, 40, (0.3, 0.3, 0.3)))
    made.block(made.y, "Partly-on-a-dark-ground")


def overprinted(made):
    made.block(made.y, "One line is here.")
    made.block(made.y + 5, "Another is over it.")


def at_the_edge(made):
    made.block(made.y, "Near the edge", x=3 * MM)


def over_the_edge(made):
    made.block(made.y, "Over the edge", x=-6)


def off_the_page(made):
    made.block(HEIGHT + 30, "Nobody sees this")


def long_line(made):
    made.block(made.y, ("till it is still " * 6)[:100].strip().ljust(100, "l"))


def tight(made):
    made.block(made.y, FULL, FULL, LAST, leading=14.5)


def loose(made):
    made.block(made.y, FULL, FULL, LAST, leading=21)


def ragged(made):
    made.block(made.y, FULL, "A line that", FULL, LAST)


DEFECTS = {
    small: "smallest-text",
    small_digits: "smallest-text",
    pale: "contrast",
    pale_heading: "contrast",
    grey_only: "contrast",
    half_covered: "contrast",
    overprinted: "overlap",
    at_the_edge: "safe-area",
    over_the_edge: "page-edge",
    off_the_page: "page-edge",
    long_line: "line-length",
    tight: "leading",
    loose: "leading",
    ragged: "ragged-edge",
}


@pytest.mark.parametrize("spoil", DEFECTS, ids=lambda spoil: spoil.__name__)
def test_a_defect_is_found_by_its_rule_alone(spoil):
    made = ended(draft())
    spoil(made)
    scale = {"type-scale"} if DEFECTS[spoil] == "smallest-text" else set()
    assert failing(made.pdf()) == {DEFECTS[spoil]} | scale


def test_leading_is_found_without_tags_where_it_is_that_of_the_whole():
    made = Draft()
    y = TOP
    while y < FOOT:
        y = made.block(y, FULL, FULL, LAST, leading=14.5)
    assert failing(untagged(made.pdf())) == {"leading"}


@pytest.mark.parametrize("spoil", DEFECTS.keys() - {tight, loose}, ids=lambda spoil: spoil.__name__)
def test_a_defect_is_found_without_tags(spoil):
    made = ended(draft())
    spoil(made)
    found = by_rule(untagged(made.pdf()))
    assert DEFECTS[spoil] in {row.rule for row in found.values() if row.verdict == FAILS}
    unmeasured = {rule for rule, row in found.items() if row.verdict == UNMEASURED}
    assert unmeasured == {"lone-line", "heading-gaps", "cover"} | ABSENT


def saved(file):
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_finding_says_where_it_is():
    made = ended(draft())
    small(made)
    (place,) = by_rule(made.pdf())["smallest-text"].findings
    assert place == (3, "This is too small to read.", "9.0 pt", True)


def test_a_heading_at_the_foot_is_stranded():
    made = draft(spare=3 * LEADING)
    made.block(made.y, "What comes next", role="H2", size=16)
    pdf = ended(made).pdf()
    assert failing(pdf) == {"stranded-heading"}
    assert by_rule(pdf)["stranded-heading"].findings[0][:2] == (2, "What comes next")


def test_a_heading_over_lines_to_write_on_is_not_stranded():
    made = ended(draft())
    made.block(made.y, "Your notes", role="H2", size=16)
    for y in (20, 50, 80):
        made.pages[-1].append(Stroke(LEFT, made.y + y, 400, made.y + y, 0.5, PALE))
    assert failing(made.pdf()) == set()


@pytest.mark.parametrize("before", [1, 3])
def test_a_line_alone_at_head_or_foot_is_found(before):
    made = draft(spare=before * LEADING + 5)
    node = made.root.add("P")
    lines = [FULL, FULL, FULL, LAST]
    for place in range(before):
        made.line(made.y + place * LEADING, lines[place], node)
    made.page()
    for place, line in enumerate(lines[before:]):
        made.line(TOP + place * LEADING, line, node)
    made.fill(TOP + (len(lines) - before + 0.5) * LEADING, 560)
    pdf = made.pdf()
    assert "lone-line" in failing(pdf)
    text = {1: FULL, 3: LAST}[before]
    assert [place.text for place in by_rule(pdf)["lone-line"].findings] == [text]


def test_two_lines_on_each_side_of_a_break_are_well():
    made = draft(spare=2 * LEADING + 5)
    node = made.root.add("P")
    for place, line in enumerate((FULL, FULL)):
        made.line(made.y + place * LEADING, line, node)
    made.page()
    for place, line in enumerate((FULL, LAST)):
        made.line(TOP + place * LEADING, line, node)
    made.fill(TOP + 2.5 * LEADING, 560)
    assert failing(made.pdf()) == set()


def test_a_question_that_is_cut_is_found():
    made = draft(spare=2 * LEADING + 5)
    node = made.root.add("H3")
    made.line(made.y, "Will it hurt when I begin", node, size=15)
    made.page()
    made.line(TOP, "to walk again?", node, size=15)
    made.fill(TOP + 1.5 * LEADING, 560)
    assert failing(made.pdf()) == {"stranded-heading"}


def test_a_question_whose_answer_is_in_another_column_is_found():
    made = ended(draft())
    made.block(made.y, "Will it hurt?", role="H3", size=15)
    made.block(made.y - 3 * LEADING, LAST, x=440)
    assert failing(made.pdf()) == {"stranded-heading"}


def test_a_hole_is_found():
    pdf = ended(draft(spare=300)).pdf()
    assert failing(pdf) == {"hole", "dead-foot"}
    assert by_rule(pdf)["hole"].findings[0].page == 2


def test_a_hole_in_the_middle_of_a_page_is_found():
    made = Draft()
    made.fill(foot=250)
    made.fill(500)
    made.page()
    assert failing(ended(made).pdf()) == {"hole"}


def test_a_tint_or_picture_fills_a_page():
    made = draft(spare=300)
    made.pages[-1].insert(0, Fill(LEFT, made.y, 300, FOOT - made.y, PALE))
    assert failing(ended(made).pdf()) == set()


@pytest.mark.parametrize(("lines", "verdict"), [(2, FAILS), (14, NOTE), (30, OK)])
def test_the_last_page_is_not_nearly_empty(lines, verdict):
    made = draft()
    made.page()
    made.fill(TOP, TOP + lines * LEADING)
    found = by_rule(made.pdf())
    assert found["last-page"].verdict == verdict
    assert {rule for rule, row in found.items() if row.verdict == FAILS} <= {"last-page"}


def test_type_that_is_too_small_throughout_fails_by_size_and_x_height():
    made = Draft()
    y = TOP
    while y < FOOT:
        y = made.block(y, FULL, FULL, LAST, size=11, leading=15)
    found = failing(made.pdf())
    assert found == {"smallest-text", "body-size", "x-height", "type-scale"}


def test_a_raised_reference_numeral_may_be_small():
    made = ended(draft())
    node = made.root.add("P")
    made.line(made.y, "As the source says", node)
    made.line(made.y - 4.5, "12", node, x=LEFT + 112, size=8)
    found = by_rule(made.pdf())
    assert found["smallest-text"].verdict == measure.OK
    assert failing(made.pdf()) == set()


def test_a_link_is_not_faint_for_its_own_underline():
    made = ended(draft())
    made.block(made.y, "www.clinic.example")
    made.pages[-1].insert(0, Stroke(LEFT, made.y + 1.5, LEFT + 110, made.y + 1.5, 0.75, BLACK))
    assert failing(made.pdf()) == set()


# ---- files of other programs


def scaled(file):
    for page in file.pages:
        page.contents_add(b"q 0.5 0 0 0.5 0 0 cm", prepend=True)
        page.contents_add(b"Q")


def in_a_form(file):
    for page in file.pages:
        page.Contents = as_form(file, page)


def as_form(file, page):
    data = b"\n".join(part.read_bytes() for part in parts(page))
    form = file.make_stream(data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.BBox, form.Resources = page.MediaBox, page.Resources
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    return file.make_stream(b"/X Do")


def parts(page):
    return page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]


def turned(file):
    """The same look: the content turned one way, the page the other."""
    for page in file.pages:
        page.contents_add(f"q 0 1 -1 0 {HEIGHT:.2f} 0 cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.MediaBox, page.Rotate = [0, 0, HEIGHT, WIDTH], 90


def shifted(file):
    """The same look: everything moved, and the page with it."""
    for page in file.pages:
        page.contents_add(b"q 1 0 0 1 50 70 cm", prepend=True)
        page.contents_add(b"Q")
        page.MediaBox = [50, 70, 50 + WIDTH, 70 + HEIGHT]


def changed(pdf, change):
    with pikepdf.open(BytesIO(pdf)) as file:
        change(file)
        return saved(file)


@pytest.mark.parametrize("change", [in_a_form, turned, shifted], ids=lambda change: change.__name__)
def test_what_looks_the_same_measures_the_same(change):
    made = ended(draft())
    made.pages[-1].insert(0, Fill(LEFT, made.y - 20, 300, 40, (0.2, 0.3, 0.2)))
    made.block(made.y, "White on a tint", colour=WHITE)
    plain = untagged(made.pdf())
    same = changed(plain, change)
    for one, other in zip(measure.measure(plain), measure.measure(same), strict=True):
        assert other.verdict == one.verdict
        assert dict(other.figures) == pytest.approx(dict(one.figures), abs=0.1), one.rule


def test_sizes_are_those_that_are_drawn():
    pdf = changed(untagged(ended(draft()).pdf()), scaled)
    found = by_rule(pdf)
    half = pytest.approx(SIZE / 2, abs=0.06)
    assert dict(found["body-size"].figures) == {"points": half, "title": 12}
    assert dict(found["smallest-text"].figures) == {"points": half}


def test_text_that_is_not_painted_is_not_measured():
    pdf = changed(untagged(ended(draft()).pdf()), hide)
    assert by_rule(pdf)["contrast"].verdict == UNMEASURED


def hide(file):
    for page in file.pages:
        page.contents_add(b"3 Tr", prepend=True)


def test_an_empty_pdf_has_nothing_to_measure():
    file = pikepdf.new()
    file.add_blank_page()
    assert failing(saved(file)) == set()


# ---- the command


def test_the_table_says_what_fails_and_where(run, folder, golden):
    made = ended(draft())
    small(made)
    made.y += 2 * LEADING
    pale(made)
    (folder / "x.pdf").write_bytes(made.pdf())
    ran = run("measure", "x.pdf")
    assert (ran.code, ran.err) == (1, "")
    golden("measure.txt", ran.said)


def test_json_has_every_figure(run, folder):
    (folder / "x.pdf").write_bytes(ended(draft()).pdf())
    ran = run("measure", "x.pdf", "--format", "json")
    rows = json.loads(ran.said)
    assert ran.code == 0
    assert [row["rule"] for row in rows] == NAMES
    unmeasured = {row["rule"] for row in rows if row["verdict"] == "not measured"}
    assert unmeasured == ABSENT
    assert {row["verdict"] for row in rows if row["rule"] not in unmeasured} == {"ok"}
    assert rows[1]["figures"] == {"points": 12.5, "title": 24}


def test_files_of_a_series_are_compared(run, folder):
    (folder / "a.pdf").write_bytes(ended(draft()).pdf())
    (folder / "b.pdf").write_bytes(ended(draft()).pdf())
    assert run("measure", "a.pdf", "b.pdf").code == 0
    large = Draft()
    large.block(TOP, "Your back", role="H1", size=30)
    for y in range(100, 760, 20):
        large.block(y, "Walking helps.", size=14)
    (folder / "c.pdf").write_bytes(large.pdf())
    ran = run("measure", "a.pdf", "b.pdf", "c.pdf", "--format", "json")
    series = json.loads(ran.said)["series"][0]
    assert (ran.code, series["verdict"]) == (1, FAILS)
    assert [(place["text"], place["value"]) for place in series["findings"]] == [
        ("c.pdf", "body 14 pt, others 12.5 pt"),
        ("c.pdf", "title 30 pt, others 24 pt"),
    ]
    assert "equal-sizes  ✗ fails: 2 sizes differ" in run("measure", "a.pdf", "c.pdf").said


@pytest.mark.parametrize(("size", "lines", "found"), [(12.5, 20, True), (16, 20, False)])
def test_a_single_page_that_is_half_white_in_small_type_is_found(size, lines, found):
    made = Draft()
    for place in range(lines):
        made.block(TOP + place * LEADING, "Walking helps.", size=size)
    assert ("last-page" in failing(made.pdf())) == found


def short_of_pages(pdf):
    with pikepdf.open(BytesIO(pdf)) as file:
        out = BytesIO()
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue().replace(b"/Count 1", b"/Count 9")


def locked(pdf):
    with pikepdf.open(BytesIO(pdf)) as file:
        out = BytesIO()
        file.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
        return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (lambda: None, 3, "there is no file"),
        (lambda: b"Knee pain", 1, "not a PDF"),
        (lambda: short_of_pages(Draft().pdf()), 1, "is damaged"),
        (lambda: locked(Draft().pdf()), 1, "locked by a password"),
    ],
)
def test_a_file_that_cannot_be_measured_is_refused_plainly(data, code, words, run, folder):
    if content := data():
        (folder / "x.pdf").write_bytes(content)
    ran = run("measure", "x.pdf")
    assert (ran.code, ran.said) == (code, "")
    assert "x.pdf" in ran.err and words in ran.err


# ---- our own leaflets, as their files are


KNOWN: dict[tuple[str, str, str], set[str]] = {("content", "letter", "clinical"): {"hole"}}
"""What fails by leaflet, sheet and theme: words have to be moved."""
NO_PART = {"coarse-picture", "rack-title"}
"""Rules about photos, and about the fronts of folded sheets: on A4 the leaflet has neither."""


@functools.cache
def default(theme):
    made = leaflet.compose(leaflet.read(leaflets.CONTENT), theme=theme, sheet="a4")
    return by_rule(leaflet.write(made))


@pytest.mark.parametrize("rule", NAMES)
@pytest.mark.parametrize("theme", named.names("theme"))
def test_the_default_leaflet_keeps_the_rule_in_every_theme(theme, rule):
    verdict = default(theme)[rule].verdict
    well = (UNMEASURED,) if rule in NO_PART else (OK, NOTE)
    assert verdict in ((FAILS,) if rule in KNOWN.get(("content", "a4", theme), ()) else well)


@pytest.mark.parametrize(
    ("theme", "sheet"), torture.pairs(named.names("theme"), ["letter", "a5"], 1)
)
def test_the_default_leaflet_keeps_every_rule_on_other_paper(theme, sheet):
    made = leaflet.compose(leaflet.read(leaflets.CONTENT), theme=theme, sheet=sheet)
    assert failing(leaflet.write(made)) == KNOWN.get(("content", sheet, theme), set())


@pytest.mark.parametrize("sheet", [name for name in named.names("sheet") if name != "a4"])
def test_the_default_leaflet_keeps_every_rule_on_every_sheet(sheet):
    made = leaflet.compose(leaflet.read(leaflets.CONTENT), sheet=sheet)
    assert failing(leaflet.write(made)) == KNOWN.get(("content", sheet, "calm"), set())


@pytest.mark.parametrize("tag", ["ar", "bn", "zh"])
def test_rules_for_other_letters_measure_nothing(tag):
    made = leaflet.compose(leaflet.read(FOLDER / f"knee-sprain.{tag}.yaml"), draft_ok=True)
    rows = {row.rule: row for row in measure.measure(leaflet.write(made))}
    silent = {"leading", "overlap", "line-length", "x-height"}
    assert {rows[name].verdict for name in silent} == {measure.UNMEASURED}
    assert (rows["text-starts"].verdict == measure.UNMEASURED) == (tag == "ar")
    assert rows["page-edge"].verdict == measure.OK


THEMES = [theme for theme in named.names("theme") if theme != "calm"]


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        (name, theme)
        for number, name in enumerate(EXAMPLES)
        for theme in ("calm", THEMES[number % len(THEMES)])
    ],
)
def test_an_example_keeps_every_rule_in_two_themes(name, theme):
    made = leaflet.compose(leaflet.read(FOLDER / f"{name}.yaml"), theme=theme, sheet="a4")
    assert failing(leaflet.write(made)) == KNOWN.get((name, "a4", theme), set())


def test_there_are_themes_and_rules():
    assert len(named.names("theme")) >= 2
    assert len(EXAMPLES) >= 6
    assert len(NAMES) == 38
    assert all(re.match(r"[a-z-]+$", name) for name in NAMES)


def test_measuring_takes_no_time():
    made = leaflet.compose(leaflet.read(leaflets.CONTENT))
    pdf = leaflet.write(made)
    start = process_time()
    measure.measure(pdf)
    assert process_time() - start < 2
