"""The contact details close a leaflet: a destination, whole on every sheet, with all details."""

import leaflets
import pytest
from gates import gate
from laid import ALL, compose, pages

import leaflet
from leaflet.content import sheet as sheets
from leaflet.content.sheet import MM
from leaflet.layout.slices import Fill, Shape, Words

NAME = "The Harbour Road and Exampletown Community Clinic for Backs, Necks and Knees"
FULL = {
    "name": "Harbour Clinic",
    "practitioner": "Dr Ada Example",
    "address": ["12 Harbour Street", "Exampletown", "EX1 2AB"],
    "phone": "01632 960 555",
    "email": "desk@harbour.example",
    "website": "https://www.harbour.example",
    "hours": ["Monday to Friday, 9am to 6pm", "Saturday, 9am to 1pm"],
    "booking": "https://www.harbour.example/book",
    "registration": "BAcC member 123456",
}
SIX = ["The Old Post Office", "Unit 12", "12 Quay Street", "Near the Fountain", "Port", "EX1 2AB"]
CLINICS = {
    "bare": {key: FULL[key] for key in ("name", "address", "phone")},
    "full": FULL,
    "worst": FULL | {"name": NAME, "address": SIX, "other_phone": "07700 900 123"},
    "mail": FULL | {"email": "reception.appointments@harbour-road-community-clinic.example"},
    "phone": FULL | {"phone": "+44 (0)1632 960 777 ext 4567"},
}
FORMATS = "Large print, Easy Read, Braille, audio or another language; call us."
BODY = f"""
- heading: What helps
- paragraph: Keep moving, and rest a little.
- contact:
    formats: {FORMATS}
"""
HEAD = """
title: A test
language: en-GB
code: ACU-BP
version: "1.0"
issued: 2026-11-22
next_review: 2027-11-22
publisher: Leaflet, the open patient leaflet project
"""


def made(sheet="a4", clinic="full", theme="calm", body=BODY, **more):
    return compose(
        body, HEAD, clinic=leaflet.Clinic(**CLINICS[clinic] | more), sheet=sheet, theme=theme
    )


def words_of(page):
    return [mark for mark in page.marks if isinstance(mark, Words) and mark.node]


def said(leaflet_made):
    """What is read aloud, page by page."""
    return [" ".join(mark.text for mark in words_of(page)) for page in pages(leaflet_made)]


def plain(text):
    return text.replace("\u00a0", " ").replace(",", "").replace(" ", "")


@pytest.mark.parametrize("clinic", CLINICS)
@pytest.mark.parametrize("paper", ALL)
def test_all_details_stand_whole_on_the_last_page(paper, clinic):
    texts = said(made(paper, clinic))
    given = CLINICS[clinic]
    for key, value in given.items():
        for line in value if isinstance(value, list) else [value]:
            assert plain(line.removeprefix("https://")) in plain(texts[-1]), key
    assert plain(FORMATS) in plain(texts[-1])
    assert plain("Published by Leaflet, the open patient leaflet project.") in plain(texts[-1])
    assert not any("Call us" in text for text in texts[:-1])


@pytest.mark.parametrize("theme", ["calm", "warm", "clinical", "high-contrast", "photocopy"])
@pytest.mark.parametrize("paper", ["a4", "a5", "a5-booklet", "trifold-dl", "large-print"])
def test_the_number_is_large_on_one_line_and_the_code_can_be_scanned(paper, theme):
    page = pages(made(paper, theme=theme))[-1]
    (number,) = [mark for mark in words_of(page) if mark.text == "01632 960 555"]
    assert number.size >= 25
    assert number.link == "tel:01632960555"
    (code,) = [mark for mark in page.marks if isinstance(mark, Shape) and mark.node]
    assert code.width / MM >= 25
    under = [fill for fill in page.marks if isinstance(fill, Fill)][-1]
    assert under[:3] == pytest.approx(code[:3])
    assert under.colour == (1, 1, 1)
    (caption,) = [mark for mark in words_of(page) if mark.text == "Scan to book"]
    assert caption.x + caption.width < sheets.load(paper).width


@pytest.mark.parametrize("paper", ALL)
def test_it_is_read_in_the_order_of_its_use(paper):
    text = plain(said(made(paper, other_phone="07700 900 123"))[-1])
    text = text[text.index("Callus") :]
    order = ["Call us", "01632 960 555", "07700 900 123", "Monday", "Harbour Clinic", "12 Harbour"]
    order += ["desk@", "www.harbour.example", "Scan to book", FORMATS, "ACU-BP version 1.0."]
    places = [text.index(plain(words)) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize("paper", ["a4", "letter", "a5", "large-print"])
def test_the_band_reaches_the_foot_and_both_edges_of_the_page(paper):
    sheet = sheets.load(paper)
    fills = [fill for fill in pages(made(paper))[-1].marks if isinstance(fill, Fill)]
    across = [fill for fill in fills if fill.x < 15 and fill.width > sheet.width - 30]
    call, details = across[-2:]
    assert call.y > sheet.height * 0.25
    assert call.y + call.height == pytest.approx(details.y)
    assert details.y + details.height > sheet.height - 15


@pytest.mark.parametrize(
    ("colour", "is_filled"), [("#0b5c6b", True), ("#005eb8", False), ("#ffd400", True)]
)
def test_the_back_is_in_the_brand_where_its_words_can_be_read_there(colour, is_filled):
    page = pages(made("trifold-dl", colour=colour))[-1]
    ground = max((m for m in page.marks if isinstance(m, Fill)), key=lambda m: m.width * m.height)
    brand = tuple(round(int(colour[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))
    assert (tuple(round(part, 3) for part in ground.colour) == brand) == is_filled


def test_what_follows_comes_before_but_for_short_paragraphs_which_stand_inside():
    body = "- contact\n- paragraph: Ask for Braille.\n- heading: Sources\n- bullets: [One]\n"
    text = said(made(body=body))[-1]
    places = [text.index(words) for words in ("Sources", "One", "Call us", "Ask for Braille")]
    assert places == sorted(places)


def test_a_heading_right_over_it_says_what_to_do():
    leaflet_made = made(body="- paragraph: Rest.\n- heading: Talk to us\n- contact\n")
    text = " ".join(said(leaflet_made))
    assert text.count("Talk to us") == 1
    assert "Call us" not in text


def test_the_small_form_stands_where_it_is_written_with_all_details():
    body = "- paragraph: Rest.\n- contact: {size: small}\n- heading: After it\n"
    for paper in ("a4", "a5", "trifold-dl"):
        text = " ".join(said(made(paper, body=body + "- paragraph: Walk.\n")))
        for words in ("01632 960 555", "Dr Ada Example", "desk@harbour.example", "EX1 2AB"):
            assert plain(words) in plain(text)
        assert text.index("Scan to book") < text.index("After it") < text.index("ACU-BP")


def test_the_small_form_is_35_mm_high_with_a_name_an_address_and_a_website():
    few = {key: FULL[key] for key in ("name", "phone", "website")} | {"address": "1 Hill Road"}
    body = "- paragraph: Rest a little, then walk.\n" * 30 + "- contact: {size: small}\n"
    small = compose(body, HEAD, clinic=leaflet.Clinic(**few))
    grounds = (m for page in pages(small) for m in page.marks if isinstance(m, Fill))
    heights = {round(m.height / MM, 1) for m in grounds if 177 < m.width / MM < 179}
    assert 35 <= max(heights) <= 35.5


@pytest.mark.parametrize("code", ["ACU-BP", "ACUPUNCTURE-BACK-1", "ACUPUNCTURE-FOR-BACK-12"])
def test_on_a_narrow_back_a_version_is_never_parted_from_its_number(code):
    head = HEAD.replace("ACU-BP", code)
    back = pages(compose(BODY, head, clinic=leaflet.Clinic(**FULL), sheet="trifold-dl"))[-1]
    rows = {}
    for mark in words_of(back):
        rows[round(mark.y)] = rows.get(round(mark.y), "") + mark.text
    (row,) = [row for row in rows.values() if "version" in row.casefold()]
    assert "version 1.0" in row.replace("\N{NO-BREAK SPACE}", " ")


def test_nothing_of_it_is_underlined():
    underlined = [mark for mark in pages(made())[-1].marks if type(mark).__name__ == "Stroke"]
    assert underlined == []


@pytest.mark.parametrize(("paper", "size"), [("a4", "size: small"), ("trifold-dl", "")])
def test_what_runs_on_for_want_of_room_is_read_as_it_is_elsewhere(paper, size):
    long = made(paper, "worst", body=f"{BODY}    {size}\n")
    marks = [mark for page in pages(long) for mark in page.marks if isinstance(mark, Words)]
    assert any(mark.text == "," and not mark.node for mark in marks)
    readers = (gate.available().get(name) for name in ("poppler", "pdfium"))
    for refusals in filter(None, readers):
        assert refusals(leaflet.write(long), leaflets.said(long)) == []
