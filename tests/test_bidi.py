"""Which way text runs: the conformance tests of UAX #9, and lines of several directions."""

import io
import itertools
import lzma
import os
from pathlib import Path

import laid
import leaflets
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

import leaflet
from leaflet.content import language
from leaflet.layout.slices import Fill
from leaflet.source import named
from leaflet.source.value import LanguageTag
from leaflet.text import bidi, directions, fonts
from leaflet.text.lines import set_lines
from leaflet.text.run import Run

DATA = Path(__file__).parent / "data"
STEP = 1 if "LEAFLET_TORTURE" in os.environ else 17
"""Every so many lines of the tests of Unicode are tried in `make test`."""
FAMILY = fonts.family("amiri+plain")


def rows(name):
    text = lzma.decompress((DATA / f"{name}.txt.xz").read_bytes()).decode()
    for line in text.splitlines():
        if row := line.partition("#")[0].strip():
            yield row


def numbers(words):
    return [None if word == "x" else int(word) for word in words.split()]


def test_levels_and_order_are_those_of_unicodes_test_of_characters():
    tried = 0
    for row in itertools.islice(rows("BidiCharacterTest"), 0, None, STEP):
        codes, direction, _, expected, order = row.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found = bidi.levels(text, {"0": 0, "1": 1, "2": None}[direction])
        assert found == numbers(expected), row
        seen = [place for place, level in enumerate(found) if level is not None]
        visual = [seen[place] for place in bidi.order([found[place] for place in seen])]
        assert visual == numbers(order), row
        tried += 1
    assert tried > 5000


def test_levels_are_those_of_unicodes_test_of_classes():
    tried, expected = 0, []
    for row in itertools.islice(rows("BidiTest"), 0, None):
        if row.startswith("@Levels"):
            expected = numbers(row.partition(":")[2])
        elif row[0] != "@":
            tried += 1
            if tried % STEP:
                continue
            kinds, bits = row.split(";")
            for bit, base in ((1, None), (2, 0), (4, 1)):
                if int(bits) & bit:
                    assert bidi.levels("", base, kinds.split()) == expected, row
    assert tried > 400_000


def test_a_language_file_says_the_direction_that_its_tag_has():
    found = {tag: language.load(LanguageTag(tag)) for tag in named.names("language")}
    left = {tag for tag, each in found.items() if each.goes_left}
    assert left == {tag for tag in found if directions.runs_left(tag)}
    assert {"ar", "fa", "he", "ur"} <= left


# ---- lines


def drawn(text, language="ar", width=1000.0, **look):
    """The characters of a line from left to right, with where the ink begins and ends."""
    (line,) = set_lines((Run(text, **look),), FAMILY, 10.0, width, language)
    placed = []
    for part in line.fragments:
        left = line.width - part.x - part.advance if directions.runs_left(language) else part.x
        x = left + (part.advance if part.pieces[0].goes_left else 0)
        for glyph in itertools.chain.from_iterable(piece.glyphs for piece in part.pieces):
            wide = glyph.advance * 10
            x -= wide if part.pieces[0].goes_left else 0
            placed.append((x, glyph.text))
            x += 0 if part.pieces[0].goes_left else wide
    return "".join(text for _, text in sorted(placed)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("اتصل على +44 20 7946 0123 الآن", "+44 20 7946 0123"),
        ("اتصل على (020) 7946 0123 الآن", "(020) 7946 0123"),
        ("تاريخ 1999-09-02 الفحص", "1999-09-02"),
        ("الإصدار 1.2", "1.2"),
        ("فلتر زيت 2014", "2014"),
        ("خذ 2–3 أقراص", "2–3"),
        ("اكتب إلى desk@harbour.example الآن", "desk@harbour.example"),
    ],
)
def test_a_number_keeps_its_order_among_words_that_run_to_the_left(text, kept):
    assert kept in drawn(text)


def test_words_that_run_to_the_left_stand_so_and_brackets_are_turned():
    assert drawn("אבג (דה) 12", "he") == "12 )הד( גבא"  # what glyphs say, not how they look
    opened, closed = (glyph for glyph in glyphs(Run("אבג (דה)")) if glyph.text in "()")
    plain = {glyph.text: glyph.gid for glyph in glyphs(Run("דה)")) + glyphs(Run("(דה"))}
    assert opened.gid != closed.gid
    assert {opened.gid, closed.gid} == {plain["("], plain[")"]}


def test_a_word_that_runs_to_the_left_stands_in_a_line_that_runs_to_the_right():
    assert drawn("Ask for אבג now", "en") == "Ask for גבא now"


def test_a_line_without_letters_that_run_to_the_left_reads_as_it_is_written():
    assert drawn("12 Harbour Street, Exampletown 12") == "12 Harbour Street, Exampletown 12"
    assert drawn("01632 960 555") == "01632 960 555"


def test_letters_join_where_a_run_begins_inside_a_word():
    parted = glyphs(Run("مح"), Run("مد", link="https://a.example"))
    apart = glyphs(Run("مح"), Run(" مد", link="https://a.example"))
    assert [g.text for g in parted] == [*"محمد"]
    assert parted[1].gid != apart[1].gid  # joined to what follows
    assert parted[2].gid != apart[3].gid  # and to what stands before


def glyphs(*runs):
    (line,) = set_lines(runs, FAMILY, 10.0, 1000.0, "ar")
    return [g for part in line.fragments for piece in part.pieces for g in piece.glyphs]


def test_an_overlong_word_that_runs_to_the_left_is_told_and_stands_whole():
    (line,) = set_lines((Run("فسيكفيكهم" * 4),), FAMILY, 10.0, 50.0, "ar")
    assert line.outside == "فسيكفيكهم" * 4


def test_the_text_of_a_line_is_in_the_order_of_the_text():
    text = "قد تشعر بألم. اتصل على 0123 456 الآن (أو 999)."
    lines = set_lines((Run(text),), FAMILY, 12.0, 120.0, "ar")
    assert len(lines) > 1
    said = "".join(part.text for line in lines for part in line.fragments)
    assert said.replace("\u00a0", " ") == text


@pytest.mark.parametrize("mark", "\u061c\u200e\u200f")
def test_marks_of_direction_are_read_over(mark):
    made = laid.compose(f"- paragraph: One {mark}two.{mark}\n")
    assert "One two." in {text for _, text in leaflets.said(made)}


def test_a_link_of_words_of_both_directions_is_as_wide_as_they_are():
    made = laid.compose("- paragraph: See [one אבג דה two](https://a.example/b) here.\n")
    with pikepdf.open(io.BytesIO(leaflet.write(made))) as file:
        (link,) = file.pages[0].Annots
        left, _, right, _ = map(float, link.Rect)
    assert 70 < right - left < 140


def test_the_numbers_of_steps_stand_on_round_discs_where_lines_are_far_apart():
    clinic = {"name": "Hill Clinic", "address": "1 Hill Road", "phone": "01632 960 555"}
    steps = [{"steps": ["اغسل يديك", "جفف الجلد"]}]
    content = {"title": "بعد الفحص", "language": "ar", "clinic": clinic, "body": steps}
    made = leaflet.compose(leaflet.read(content), draft_ok=True)
    marks = [mark for side in made.sides for _, _, page in side.pages for mark in page.marks]
    discs = [m for m in marks if isinstance(m, Fill) and m.upper and 2 * m.upper == m.height]
    assert len(discs) == 2
    assert all(disc.width == disc.height for disc in discs)


@pytest.mark.parametrize("width", [225, 230, 240, 250])
def test_a_line_runs_as_its_paragraph_does_even_without_a_letter_that_says_so(width):
    """A line of Latin letters in an Arabic paragraph has its bracket and colon at the left."""
    said = "ع It may briefly ease pain. The Council (BAcC) is more hopeful than NHS guidance: "
    runs = (Run(said), Run("acupuncture.org.uk/fact-sheets", link="https://a.example"))
    lines = set_lines(runs, fonts.family("plain"), 12.5, width, "ar")
    assert "".join(part.text for line in lines for part in line.fragments) == said + runs[1].text
    for line in lines:
        for part in line.fragments:
            assert len({piece.goes_left for piece in part.pieces}) == 1


@given(st.lists(st.tuples(st.text("ab1אב", min_size=1, max_size=3), st.booleans()), min_size=1))
def test_isolates_right_beside_each_other_follow_each_other_as_the_paragraph_does(parts):
    """Words that are isolated have an edge that nobody sees, which counts in the order (BD8)."""
    runs = tuple(
        Run(words, label=label, bold=bool(n % 2)) for n, (words, label) in enumerate(parts)
    )
    marked = "".join(f"\u2068{run.text}\u2069" if run.label else run.text for run in runs)
    base = directions.base_level(marked, "he")
    levels = [level for level in bidi.levels(marked, base) if level is not None]
    wanted = "".join(marked[at] for at in bidi.order(levels))
    (line,) = set_lines(runs, fonts.family("plain"), 10, 10_000, "he")
    # places count from the right
    placed = sorted(line.fragments, key=lambda part: -part.x)
    seen = "".join(part.text[::-1] if part.pieces[0].goes_left else part.text for part in placed)
    assert seen == wanted.replace("\u2068", "").replace("\u2069", "")


def test_the_white_before_the_number_of_a_source_is_the_paragraph_s():
    runs = (Run("بعد 70"), Run("\u00a0[3]", keep=True, source="a"), Run("."))
    level = directions.levels_of(runs, "ar").chars
    assert level[6] == 1 and level[7:10] == [2, 2, 2]
