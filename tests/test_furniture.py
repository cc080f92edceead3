"""The foot of inner pages is one quiet line; the imprint is said once."""

import itertools
from pathlib import Path
from types import SimpleNamespace

import leaflets
import pytest
from gates import gate
from laid import CLINIC, compose, lines, pages

import leaflet
from leaflet import measure
from leaflet.content import sheet as sheets
from leaflet.content.clinic import ShortName, cut_name
from leaflet.content.sheet import MM
from leaflet.layout.slices import Words

LONG = "The Harbour Road and Exampletown Community Clinic for Backs, Necks and Knees"
FACTS = "title: A test\nlanguage: en-GB\ncode: T-1\nversion: '2.10'\nnext_review: 2030-01-31\n"
BODY = "- paragraph: Rest, then walk a little further each day.\n" * 60
OPEN = ("a4", "letter", "a5", "a5-booklet", "large-print", "giant-print", "half-letter")


def head(name=LONG, more=""):
    return FACTS + CLINIC.replace("Harbour Clinic", name) + more


EXAMPLE = "Example, not approved"


def feet(made):
    """The artifacts of each page, as (page, baseline, words)."""
    marks = [
        (page.number, round(mark.y, 2), mark)
        for page in pages(made)
        for mark in page.marks
        if isinstance(mark, Words) and not mark.node and "notes" not in mark.text
    ]
    return sorted(marks, key=lambda foot: (*foot[:2], foot[2].x))


@pytest.mark.parametrize("state", [None, "example"])
@pytest.mark.parametrize("paper", OPEN)
def test_the_foot_is_one_line_also_with_a_long_name(paper, state):
    made = compose(BODY + "- contact", head(), sheet=paper, state=state)
    sheet = sheets.load(paper)
    found = [foot for foot in feet(made) if foot[0] > 1 or sheet.page[0] > 200]
    if len(found) < len(feet(made)):  # what the cover says of the state
        assert [mark.text for number, _, mark in feet(made) if number == 1] == [EXAMPLE]
    numbers = {number for number, _, _ in found}
    assert numbers | {1} == {*range(1, made.pages)}
    assert (1 in numbers) == (sheet.page[0] > 200)  # small pages have a cover
    for number in numbers:
        on_page = [foot for foot in found if foot[0] == number]
        assert {y for _, y, _ in on_page} == {round(sheet.lines.foot * MM, 2)}
        words = [mark for _, _, mark in on_page]
        said = [mark.text for mark in words]
        if sheet.fold and number % 2 == 0:
            said.reverse()  # the number stands at the outer edge
        assert said[0].endswith("01632 960 555")
        assert said[-1] == f"{number} of {made.pages}"
        assert said[1:-1] == ([EXAMPLE] if state else [])
        for left, right in itertools.pairwise(words):
            assert left.x + left.width < right.x - 10


@pytest.mark.parametrize("state", [None, "example"])
@pytest.mark.parametrize("paper", [name for name in OPEN if "booklet" not in name])
def test_a_leaflet_of_the_nhs_says_what_it_is_on_its_first_page_too(paper, state):
    made = compose(BODY + "- contact", head(more="profile: uk-nhs\n"), sheet=paper, state=state)
    first = 1 if sheets.load(paper).page[0] > 200 else 2
    on_line, on_next = (
        [mark for number, _, mark in feet(made) if number == wanted]
        for wanted in (first, first + 1)
    )
    assert any("T-1" in mark.text for mark in on_line)
    assert on_line[-1].text.startswith(f"{first} of")
    assert not any("T-1" in mark.text for mark in on_next)
    assert any("Example" in mark.text for mark in on_line) == bool(state)
    for left, right in itertools.pairwise(sorted(on_line, key=lambda mark: mark.x)):
        assert left.x + left.width < right.x - 10
    (found,) = (row for row in measure.measure(leaflet.write(made)) if row.rule == "imprint")
    assert found.verdict == "ok"


def test_a_leaflet_of_the_nhs_has_its_dates_on_a_first_page_with_room():
    made = compose(BODY + "- contact", head(more="profile: uk-nhs\n"), sheet="a4")
    (middle,) = [mark.text for n, _, mark in feet(made) if n == 1 and "T-1" in mark.text]
    assert middle.replace("\u00a0", " ") == "T-1, version 2.10, next review 31 January 2030"


def test_a_long_name_is_cut_at_a_word_and_the_cut_is_told():
    made = compose(BODY, head(), sheet="a4")
    assert feet(made)[0][2].text == "Harbour Road and Exampletown, 01632 960 555"
    (note,) = [note for note in made.notes if note.code == "name-cut"]
    assert "Harbour Road and Exampletown" in note.problem
    assert "short_name" in note.hint


def test_a_short_name_stands_in_its_place():
    made = compose(BODY, head(more="  short_name: Harbour Backs\n"), sheet="a4")
    assert feet(made)[0][2].text == "Harbour Backs, 01632 960 555"
    assert [note.code for note in made.notes] == []


@pytest.mark.parametrize("most", range(8, 80, 3))
def test_a_cut_name_is_whole_words_of_it(most):
    cut = cut_name(LONG, most)
    assert len(cut) <= most
    assert not cut.endswith((" and", " for", ","))
    assert set(cut.split()) <= {word.strip(",") for word in LONG.split()} | set(LONG.split())
    assert ShortName.limit == 36


@pytest.mark.parametrize("paper", ["a4", "a5-booklet", "trifold-dl", "poster-a4", "large-print"])
@pytest.mark.parametrize("end", ["- contact\n", ""])
def test_code_version_and_dates_are_said_once(paper, end):
    made = compose("- key_points: [Rest, Walk]\n" + end, head("Harbour Clinic"), sheet=paper)
    said = " ".join(line.text for line in lines(made, furniture=True)).replace("\u00a0", " ")
    assert said.count("T-1, version 2.10") == 1
    assert said.count("Next review 31 January 2030") == (0 if "poster" in paper else 1)


@pytest.mark.parametrize("paper", ["trifold-dl", "zfold-dl", "poster-a4", "poster-a3", "a4"])
def test_a_sheet_without_such_a_foot_says_its_state_in_the_imprint_and_on_each_panel(paper):
    body = "- key_points: [Rest, Walk]\n- contact\n"
    said = [
        "".join(line.text for line in lines(compose(body, sheet=paper, state=state), True))
        for state in (None, "draft", "example")
    ]
    assert "Draft" not in said[0]
    assert "approved" not in said[0]
    panels = sheets.load(paper).panels or 1
    assert said[1].count("Draft translation") == panels
    assert said[2].count(EXAMPLE) == panels


@pytest.mark.parametrize("paper", ["trifold-dl", "a4"])
def test_a_state_in_the_imprint_is_read_out_as_it_is_tagged(paper):
    body = "- key_points: [Rest, Walk]\n- contact\n"
    made = compose(body, head("Harbour Clinic"), sheet=paper, state="draft")
    expected = leaflets.said(made, "Draft translation")
    assert any(text.startswith("Draft translation. T-1") for _, text in expected)
    assert {
        name: said for name, said in gate.refusals(leaflet.write(made), expected).items() if said
    } == {}


def test_only_the_states_that_there_are_can_be_asked_for():
    with pytest.raises(TypeError, match="draft or example"):
        compose("- paragraph: a", state="final")


def test_nothing_is_marked_unless_it_is_asked_for():
    document = leaflet.read("examples/knee-sprain.yaml")
    said = " ".join(line.text for line in lines(leaflet.compose(document), furniture=True))
    assert "approved" not in said


@pytest.mark.parametrize(("id", "own"), [("example-a", False), ("example-a", True), ("a", False)])
def test_only_the_page_for_reception_marks_examples(id, own):
    office = pytest.importorskip("leaflet.web.office")
    shelf = pytest.importorskip("leaflet.web.shelf")
    entry = shelf.ShelvedLeaflet(id, Path("a.yaml"), b"", own, lambda *_: None)
    read = SimpleNamespace(is_example=entry.is_example, read=SimpleNamespace(digest="1"))
    document = leaflet.read("examples/knee-sprain.yaml")
    order = office.Office.order(None, read, document, ("calm", "a4"), None)
    assert order.state == ("example" if (id, own) == ("example-a", False) else None)
