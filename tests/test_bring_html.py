"""Web pages and what is pasted: each word comes into the leaflet or into the report."""

import re

import pytest
from brought_words import Said, body, bring, facts, lost
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from leaflet import limits
from leaflet.errors import LeafletError
from leaflet.exchange.parts import ListPart, TablePart, texts
from leaflet.exchange.readers.html import parts_of_html

PAGE = """
<html lang="en-GB"><head><title>Knee pain - Harbour</title><style>p {color: red}</style></head>
<body><h1>Knee pain</h1>
<p>Rest <b>a little</b>, then <a href="https://www.harbour.example/walk">walk</a>.</p>
<ul><li>ice<li>rest<ul><li>in bed<li>on a chair</ul></ul>
<ol start="3"><li>Sit.<li>Stand.</ol>
<table><caption>Times</caption><tr><th>Day<th>Opens<tr><td>Monday<td>9am</table>
<div class="nhsuk-care-card"><h3>Call 999 if:</h3><ul><li>you cannot breathe</ul></div>
<p>It is common<sup><a href="#fn1">1</a></sup>.</p>
<hr><ol><li id="fn1">A review of 21 studies. <a href="#r1">↩</a></li></ol>
<script>alert("lost")</script></body></html>
"""


def test_a_page_becomes_the_blocks_that_it_stands_for():
    made = bring(PAGE)
    assert body(made) == [
        {"paragraph": "Rest **a little**, then [walk](https://www.harbour.example/walk)."},
        {"bullets": ["ice", {"text": "rest", "items": ["in bed", "on a chair"]}]},
        {"steps": {"start": "3", "items": ["Sit.", "Stand."]}},
        {
            "table": {
                "caption": "Times",
                "head": ["Day", "Opens"],
                "header": "row",
                "rows": [["Monday", "9am"]],
            }
        },
        {
            "callout": {
                "kind": "urgent",
                "title": "Call 999 if:",
                "body": [{"bullets": ["you cannot breathe"]}],
            }
        },
        {"paragraph": "It is common[^note-1]."},
        {"references": [{"id": "note-1", "text": "A review of 21 studies."}]},
    ]
    assert facts(made)["title"] == "Knee pain"
    assert [(each.kind, each.words) for each in made.leaflet.left] == [
        ("page-title", "Knee pain - Harbour")
    ]
    assert "alert" not in made.text + made.report


def test_guesses_are_marked_beside_what_was_guessed():
    lines = bring(PAGE).text.splitlines()
    (at,) = [number for number, line in enumerate(lines) if "callout" in line]
    assert lines[at - 1] == "  # check: a box; its kind was guessed from “999”"
    assert '  name: "[name of the clinic]"   # check: the file does not say' in lines


def test_what_word_pastes_is_lists_again():
    item = (
        "<p class=MsoListParagraph style='mso-list:l{0} level{1} lfo1'><![if !supportLists]><span>"
        "<span style='mso-list:Ignore'>{2}<span>&nbsp;&nbsp;</span></span></span><![endif]>{3}"
        "<o:p></o:p></p>"
    )
    told = [(0, 1, "·", "ice"), (0, 2, "o", "in a cloth"), (0, 1, "·", "rest")]
    told += [(1, 1, "1.", "Sit."), (1, 1, "2.", "Stand.")]
    found = parts_of_html("".join(item.format(*each) for each in told))
    bullets, steps = found.parts
    assert (bullets.is_ordered, steps.is_ordered) == (False, True)
    assert [*texts(found.parts)] == ["ice", "in a cloth", "rest", "Sit.", "Stand."]
    assert isinstance(bullets.entries[0].parts[1], ListPart)


def test_what_google_docs_pastes_is_not_all_bold():
    page = (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">'
        '<p dir="ltr">'
        '<span style="font-weight:700">Rest</span>'
        '<span style="font-weight:400"> a little.</span></p>'
        '<ul><li aria-level="1"><p>ice</p></li><ul><li aria-level="2"><p>in a cloth</p>'
        "</li></ul></ul></b>"
    )
    assert body(bring(page)) == [
        {"paragraph": "**Rest** a little."},
        {"bullets": [{"text": "ice", "items": ["in a cloth"]}]},
    ]


def test_only_the_main_text_of_a_page_is_taken_and_the_rest_is_told():
    page = (
        "<nav>Home</nav><header>Trust</header><main><h1>Knee</h1><p>Rest.</p></main>"
        "<footer>Terms</footer>"
    )
    made = bring(page)
    assert body(made) == [{"paragraph": "Rest."}]
    assert {(each.kind, each.words) for each in made.leaflet.left} == {
        ("navigation", "Home"),
        ("header", "Trust"),
        ("footer", "Terms"),
    }


def test_merged_cells_stand_apart_and_a_cell_alone_is_a_box():
    page = "<h1>K</h1><table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>"
    (table,) = (part for part in parts_of_html(page).parts if isinstance(part, TablePart))
    rows = [["".join(texts(cell.parts)) for cell in row] for row in table.rows]
    assert rows == [["a", "b", ""], ["", "c", "d"]]
    made = bring("<h1>K</h1><table><tr><td>Call 999 now.</table><p>Rest.")
    assert body(made)[0] == {"callout": {"kind": "urgent", "body": "Call 999 now."}}


def test_a_table_of_many_columns_is_turned_or_parted():
    def table(columns):
        return f"<h1>K</h1><table><tr>{'<th>h' * columns}<tr>{'<td>c' * columns}</table>"

    assert body(bring(table(13)))[0]["table"]["landscape"] == "yes"
    parted = body(bring(table(20)))
    assert [len(each["table"]["head"]) for each in parted] == [8, 8, 6]


def test_signs_of_our_markup_are_printed_as_they_stood():
    page = "<h1>K</h1><p>a **b** {clinic.phone} [^x] [w](https://x.example) H~2~O 10^9^"
    (block,) = body(bring(page))
    assert (
        block["paragraph"]
        == "a * *b* * { clinic.phone} [ ^x] [w] (https://x.example) H~ 2~ O 10^ 9^"
    )


def test_an_address_that_no_leaflet_leads_to_is_told():
    made = bring('<h1>K</h1><p><a href="javascript:alert(1)">a</a> <a href="ftp://b.example">b</a>')
    assert body(made) == [{"paragraph": "a b"}]
    assert [each.words for each in made.leaflet.left] == ["ftp://b.example"]


def test_a_picture_is_kept_with_its_words_and_one_on_the_web_is_not_fetched(tmp_path):
    Image.new("RGB", (60, 40), "red").save(tmp_path / "knee.png")
    page = (
        '<h1>K</h1><img src="knee.png" alt="A red knee">'
        '<img src="https://x.example/a.png" alt="Far away">'
        '<img src="knee.png" alt="knee.png"><img src="../out.png" alt="Outside">'
    )
    made = bring(page, folder=tmp_path)
    assert body(made) == [
        {"image": {"file": "pictures/leaflet-1.png", "alt": "A red knee"}},
        {"image": {"file": "pictures/leaflet-1.png", "decorative": "yes"}},
    ]
    assert [*made.pictures] == ["pictures/leaflet-1.png"]
    assert [each.words for each in made.leaflet.left] == ["Far away", "Outside", "knee.png"]


def test_questions_under_a_heading_are_questions_and_sections_that_ask_are_not():
    page = (
        "<h1>K</h1><h2>What is it?</h2><p>Pain.<h2>FAQs</h2><h3>Must I?</h3><p>No."
        "<h3>May I?</h3><p>Yes."
    )
    assert body(bring(page)) == [
        {"heading": "What is it?"},
        {"paragraph": "Pain."},
        {"heading": "FAQs"},
        {
            "faqs": [
                {"question": "Must I?", "answer": "No."},
                {"question": "May I?", "answer": "Yes."},
            ]
        },
    ]


def test_contact_details_are_the_clinics_and_dates_and_codes_the_leaflets():
    page = (
        "<h1>K</h1><p>Rest.<h2>Contact us</h2><p>Phone: 01632 960 555<br>desk@harbour.example<br>"
        "Monday to Friday, 9am to 5pm<p>2 Quay Road<br>Exampletown<br>EX1 1AA"
        "<h2>About</h2><p>Leaflet ref: PIL-123 Version: 2.1 Issued: 12 March 20"
        "26 Review date: March 2029"
    )
    made = bring(page)
    found = facts(made)
    assert found["clinic"] == {
        "name": "[name of the clinic]",
        "address": ["2 Quay Road", "Exampletown", "EX1 1AA"],
        "phone": "01632 960 555",
        "email": "desk@harbour.example",
        "hours": ["Monday to Friday, 9am to 5pm"],
    }
    assert (found["code"], found["version"]) == ("PIL-123", "2.1")
    assert (found["issued"], found["next_review"]) == ("2026-03-12", "2029-03-01")
    assert {"contact": {"title": "Contact us"}} in body(made)
    assert lost(Said(page).text, made) == {}


def test_a_review_date_that_has_passed_keeps_nobody_from_building():
    made = bring("<h1>K</h1><p>Rest.<p>Review date: May 2020")
    assert "# next_review: 2020-05-01   # check: this date has passed" in made.text


def test_numbers_in_brackets_call_the_sources_that_are_listed():
    page = (
        "<h1>K</h1><p>Rest helps [1, 2]. Pain<sup>2</sup> in 10 m<sup>2</sup>.<h2>References</h2>"
        "<ol><li>One<li>Two</ol>"
    )
    first, sources = body(bring(page))
    assert first["paragraph"] == "Rest helps[^source-1][^source-2]. Pain[^source-2] in 10 m^2^."
    assert sources["references"]["title"] == "References"
    assert [each["id"] for each in sources["references"]["items"]] == ["source-1", "source-2"]


def test_word_and_google_docs_say_which_paragraph_is_the_title():
    for name in ("MsoTitle", "title"):
        made = bring(f"<p>First.<p class={name}>Knee pain</p><p class=MsoSubtitle>Facts<p>Rest.")
        assert (facts(made)["title"], len(body(made))) == ("Knee pain", 3)


def test_a_page_without_head_and_body_is_whole():
    head = "<!DOCTYPE html><meta charset=utf-8><title>T</title>"
    made = bring(f"{head}<section><h1>Knee</h1><p>Rest.</section><section><p>Walk.</section>")
    assert (facts(made)["title"], body(made)) == (
        "Knee",
        [{"paragraph": "Rest."}, {"paragraph": "Walk."}],
    )


# ---- no word is lost, whatever the page

NAMES = [
    *("p", "div", "h1", "h2", "h3", "h5", "ul", "ol", "li", "table", "tr", "td", "th", "b", "a"),
    *("sup", "sub", "span", "blockquote", "pre", "br", "section", "nav", "main", "aside", "dl"),
    *("dt", "dd", "details", "summary", "figure", "figcaption", "svg", "button", "caption", "q"),
]
MARKS = ["", "", ' class="alert"', ' style="display:none"', ' href="#a"', ' colspan="2"']


@st.composite
def trees(draw, depth=0):
    """A piece of HTML in which no word comes twice."""
    words = draw(st.integers(0, 2))
    said = " ".join(f"w{draw(st.integers(0, 10**9))}x" for _ in range(words))
    if depth > 4 or draw(st.booleans()):
        return said
    name = draw(st.sampled_from(NAMES))
    mark = draw(st.sampled_from(MARKS))
    inner = "".join(draw(st.lists(trees(depth + 1), max_size=4)))
    return f"{said} <{name}{mark}>{inner}</{name}> "


@settings(max_examples=60, deadline=None)
@given(st.lists(trees(), min_size=1, max_size=6).map("".join).filter(str.strip))
def test_no_word_of_a_page_is_lost_and_the_leaflet_builds(page):
    assert lost(Said(page).text, bring(page)) == {}


# ---- pages made to harm


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<div>" * 5000 + "x", "too-deep"),
        ("<p>x" * (limits.MARKUP_ELEMENTS + 10), "too-large"),
        ("<table><tr><td>a<td>b</table>" * 5000, "too-large"),
        ("x" * (limits.MARKUP_BYTES + 10), "too-large"),
        ("<p>" + "word " * 3_000_000, "too-large"),
    ],
)
def test_a_page_that_nobody_wrote_for_people_is_refused(page, code):
    with pytest.raises(LeafletError) as caught:
        parts_of_html(page)
    assert [fault.code for fault in caught.value.faults] == [code]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td colspan=9999 rowspan=9999>a<td>b</table><p>Rest.",
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><p>&a; Rest.",
        "<p>\x00\x07\u202eRest\ud800 \U000f0000.".encode("utf-8", "surrogatepass"),
        "",
        "<img src='data:image/png;base64,!!!!' alt='No picture'><p>Rest.",
    ],
)
def test_odd_pages_are_read_without_harm(page):
    if page:
        made = bring(page)
        assert re.search(r"Rest", made.text) and "root:" not in made.text
