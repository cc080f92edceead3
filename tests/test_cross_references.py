"""Lists of contents, references to headings by their names, and headings with numbers."""

import io

import laid
import pikepdf
import pytest

from leaflet.composition import cross_references
from leaflet.document.reading import reading
from leaflet.errors import LeafletError
from leaflet.publish import build

TEXT = "- paragraph: You are asked about your health and what you take.\n" * 30
BODY = (
    "- paragraph: Read [what to expect](see:What to expect) first.\n- contents\n"
    f"- heading: Before you come\n{TEXT}- heading: What to expect\n{TEXT}"
    f"- heading: After your visit\n{TEXT}- contact\n"
)


def said(made) -> list[tuple[str, str]]:
    return list(reading(made.document, made.clinic, made.language))


def pages_of(made) -> dict[str, int]:
    """The page of each heading of level 2, found by where its words are printed."""
    return {
        "".join(
            mark.text for mark in page.marks if getattr(mark, "node", None) is node
        ): page.number
        for page in laid.pages(made)
        for node in {getattr(mark, "node", None) for mark in page.marks}
        if node and node.role == "H2"
    }


def refused(body: str, **how):
    with pytest.raises(LeafletError) as caught:
        laid.compose(body, **how)
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize("sheet", ["a4", "a5", "a5-booklet", "large-print"])
def test_the_contents_and_a_reference_say_the_page_that_each_heading_is_printed_on(sheet):
    made = laid.compose(BODY, sheet=sheet)
    pages = pages_of(made)
    entries = said(made)
    rows = [entries[n + 1][1] for n, (role, _) in enumerate(entries) if role == "TOCI"]
    names = ["Before you come", "What to expect", "After your visit", "Call us"]
    assert rows == [f"{name} {pages[name]}" for name in names]
    assert ("Link", f"what to expect (page {pages['What to expect']})") in [
        (role, words.replace("\u00a0", " ")) for role, words in entries
    ]
    assert pages["After your visit"] > pages["Before you come"]


def test_links_lead_to_the_place_of_the_heading():
    made = laid.compose(BODY)
    file = pikepdf.open(io.BytesIO(build.write(made)))
    numbers = {page.objgen: number for number, page in enumerate(file.pages, 1)}
    links = [
        (str(link.Contents), numbers[link.Dest[0].objgen])
        for page in file.pages
        for link in page.get("/Annots", [])
        if "/Dest" in link
    ]
    pages = pages_of(made)
    assert (f"After your visit {pages['After your visit']}", pages["After your visit"]) in links
    assert len(links) == 5
    outline = file.open_outline().root[0].children
    tops = {item.title: item.destination[3] for item in outline}
    assert {float(link.Dest[3]) for link in file.pages[0].Annots} <= {*map(float, tops.values())}


def test_where_pages_have_no_numbers_the_words_stand_alone_and_lead_on_screens():
    body = "- paragraph: See [that](see:what to  EXPECT).\n- contents\n- heading: What to expect\n"
    made = laid.compose(body + "- paragraph: This.\n- contact\n", sheet="trifold-dl")
    assert ("Link", "that") in said(made)
    assert "TOC" not in {role for role, _ in said(made)}
    assert "contents-left-out" in {note.code for note in made.notes}
    file = pikepdf.open(io.BytesIO(build.write(made)))
    assert sum("/Dest" in link for page in file.pages for link in page.get("/Annots", [])) == 1


def test_a_heading_over_the_contents_is_their_title_and_no_row_of_them():
    head = "- heading: In this leaflet\n- contents\n"
    made = laid.compose(f"{head}- heading: One\n{TEXT}- heading: Two\n{TEXT}{TEXT}")
    entries = said(made)
    assert [words for role, words in entries if role == "H2"] == ["In this leaflet", "One", "Two"]
    rows = [entries[n + 1][1][:3] for n, (role, _) in enumerate(entries) if role == "TOCI"]
    assert rows == ["One", "Two"]


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [("numbers", ["1. One", "1.1 Part", "2. Two"]), ("letters", ["A. One", "A1 Part", "B. Two"])],
)
def test_sections_have_their_numbers_in_headings_bookmarks_and_contents(kind, numbers):
    body = "- contents\n- heading: One\n- heading: {text: Part, level: 3}\n- paragraph: a\n"
    made = laid.compose(
        body + "- heading: Two\n- paragraph: See [it](see:Part).\n",
        head=f"{laid.HEAD}sections: {kind}\n",
    )
    entries = [(role, words.replace("\u00a0", " ")) for role, words in said(made)]
    assert [words for role, words in entries if role in ("H2", "H3")] == ["Contents", *numbers]
    assert ("P", numbers[2]) in entries
    outline = pikepdf.open(io.BytesIO(build.write(made))).open_outline().root[0].children
    titles = [
        each.title.replace("\u00a0", " ") for item in outline for each in (item, *item.children)
    ]
    assert titles[1:] == numbers


def test_sections_are_counted_through_columns():
    columns = "- columns: {first: [heading: A, paragraph: a], second: [heading: B, paragraph: b]}\n"
    body = f"- heading: One\n- paragraph: a\n{columns.replace(', paragraph', '}, {paragraph')}"
    body = body.replace("[heading", "[{heading").replace("a]", "a}]").replace("b]}", "b}]}")
    made = laid.compose(
        f"{body}- heading: Two\n- paragraph: c\n", f"{laid.HEAD}sections: letters\n"
    )
    heads = [words.replace("\u00a0", " ") for role, words in said(made) if role == "H2"]
    assert heads == ["A. One", "B. A", "C. B", "D. Two"]


def test_a_poster_says_the_words_of_a_reference_alone():
    body = (
        "- key_points: [{text: 'See [two](see:Two)'}]\n- heading: Two\n- paragraph: a\n- contact\n"
    )
    made = laid.compose(body, sheet="poster-a4")
    assert ("P", "See two") in said(made)


TWO = "- heading: One\n- paragraph: a\n- heading: Two\n- paragraph: "


@pytest.mark.parametrize(
    ("body", "code", "problem", "hint"),
    [
        (f"{TWO}'[b](see:Tow)'\n", "unknown-heading", "`Tow`", "`Two`"),
        (f"{TWO}'[b](see: )'\n", "unknown-heading", "no heading", "One, Two"),
        (
            f"{TWO}'[b](see:one)'\n- heading: One\n- qr: a.example\n",
            "several-headings",
            "2",
            "words",
        ),
        ("- contents\n- paragraph: a\n", "nothing-to-list", "no heading", "- heading"),
        (f"- contents\n- contents\n{TWO}b\n", "duplicate-item", "one list", "delete"),
        (f"- callout: [contents]\n{TWO}b\n", "wrong-kind", "inside another", "`body:`"),
    ],
)
def test_a_reference_to_nothing_and_contents_of_nothing_are_refused(body, code, problem, hint):
    fault = refused(body)
    assert (fault.code, problem in fault.problem, hint in fault.hint) == (code, True, True)


def test_a_heading_that_an_edition_leaves_out_is_told_from_one_that_is_nowhere():
    body = "- heading: {text: One}\n- paragraph: 'See [two](see:Two).'\n"
    two = "- heading: {text: Two, except: short}\n- paragraph: {text: b, except: short}\n"
    assert laid.compose(body + two).pages == 1
    fault = refused(body + two, edition="short")
    assert (fault.code, fault.place.line > 1) == ("heading-left-out", True)
    unprinted = "- paragraph: {text: '[x](see:Three)', except: short}\n"
    body = f"- heading: Two\n- paragraph: a\n{unprinted}"
    assert refused(body, edition="short").code == "unknown-heading"


def test_numbers_that_do_not_settle_are_refused(monkeypatch):
    answers = iter([{2: 5}, {2: 6}, {2: 5}])
    monkeypatch.setattr(cross_references, "_pages_of", lambda made: next(answers))
    fault = refused("- contents\n- heading: One\n- paragraph: a\n")
    assert (fault.code, next(answers, None)) == ("unsettled-pages", None)


def test_a_long_leaflet_without_contents_is_noted_on_the_sheet_that_it_is_written_for():
    body = "- heading: One\n" + "- paragraph: a\n- page_break\n" * 8
    codes = {
        sheet: {note.code for note in laid.compose(body, sheet=sheet).notes}
        for sheet in ("a4", "large-print")
    }
    noted = {sheet: "no-contents" in found for sheet, found in codes.items()}
    assert noted == {"a4": True, "large-print": False}
