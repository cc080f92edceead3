"""A language whose labels nobody who is named has read marks each sheet as a draft."""

import datetime

import msgspec
import pytest
from laid import compose, lines, pages, read

from leaflet.composition.leaflet import Leaflet
from leaflet.content import language as languages
from leaflet.content.language import LabelsReview
from leaflet.document import document as documents
from leaflet.editor import engine
from leaflet.editor.report import signoff
from leaflet.errors import LeafletError
from leaflet.graphics.colour import contrast
from leaflet.layout.slices import Fill, Words
from leaflet.publish import packing
from leaflet.source.value import LanguageTag, Line

CLINIC = "clinic: {name: Harbour, address: 1 Quay, phone: 01632 960 555}\n"
POLISH = f"title: Ból kolana\nlanguage: pl\n{CLINIC}"
BODY = "- paragraph: Odpoczywaj.\n" * 3
MARK = languages.load(LanguageTag("pl")).label("draft")


def says(made: Leaflet) -> list[int]:
    return [line.page for line in lines(made, furniture=True) if MARK in line.text]


@pytest.fixture
def reviewed(monkeypatch):
    """Polish, as it is once a person has read its labels."""
    review = LabelsReview(Line("Anna Nowak"), Line("translator"), datetime.date(2026, 11, 30))
    found = msgspec.structs.replace(languages.load(LanguageTag("pl")), reviewed=review)
    monkeypatch.setattr(languages, "load", lambda tag: found)


@pytest.mark.parametrize("sheet", ["a4", "a5-booklet", "trifold-dl", "poster-a4", "large-print"])
def test_each_sheet_in_such_a_language_is_marked_in_that_language(sheet):
    made = compose("- key_points: [Raz, Dwa]\n- contact\n", POLISH, sheet=sheet)
    assert says(made)
    (note,) = (note for note in made.notes if note.code == "draft-labels")
    assert (note.place.line, note.severity) == (2, "note")
    assert MARK in note.problem
    assert "leaflet language review pl" in note.hint


@pytest.mark.parametrize("end", ["- contact\n", ""])
@pytest.mark.parametrize(
    "sheet", ["a4", "a5", "letter", "large-print", "a5-booklet", "trifold-dl", "zfold-dl"]
)
def test_every_page_and_panel_has_the_mark(sheet, end):
    made = compose("- paragraph: Odpoczywaj.\n" * 30 + end, POLISH, sheet=sheet)
    assert {*says(made)} == {*range(1, made.pages + 1)}
    assert made.pages > 1 or sheet in ("a4", "letter")


@pytest.mark.parametrize("theme", ["calm", "clinical", "warm", "photocopy", "high-contrast"])
def test_the_mark_can_be_read_on_every_cover_and_meets_nothing(theme):
    for sheet in ("a5", "trifold-dl"):
        made = compose(BODY * 5, POLISH, sheet=sheet, theme=theme)
        (mark,) = (
            mark for mark in pages(made)[0].marks if isinstance(mark, Words) and mark.text == MARK
        )
        grounds = [
            fill.colour
            for fill in pages(made)[0].marks
            if isinstance(fill, Fill) and fill.y < mark.baseline < fill.y + fill.height
        ]
        assert contrast(mark.colour, grounds[-1] if grounds else (1, 1, 1)) >= 7
        assert mark.node is None


def test_the_mark_goes_where_a_person_says_that_it_is_checked():
    made = compose(BODY, POLISH, draft_ok=True)
    assert says(made) == []
    assert "draft-labels" not in [note.code for note in made.notes]


def test_the_mark_goes_once_a_person_who_is_named_has_read_the_labels(reviewed):
    made = compose(BODY, POLISH)
    assert says(made) == []
    assert made.notes == ()


def test_an_example_says_that_it_is_one_and_not_that_it_is_a_draft():
    made = compose(BODY, POLISH, state="example")
    example = made.language.label("example")
    assert says(made) == []
    assert any(example in line.text for line in lines(made, furniture=True))


def test_a_pack_is_marked_or_not_likewise():
    document = read(BODY, POLISH)
    marked, unmarked = (
        packing.pack(document, names=("a4", "a5"), draft_ok=ok) for ok in (False, True)
    )
    assert [bool(says(file.leaflet)) for file in marked.files] == [True, True]
    assert [bool(says(file.leaflet)) for file in unmarked.files] == [False, False]


def test_draft_ok_is_yes_or_no():
    with pytest.raises(TypeError, match="draft_ok"):
        compose(BODY, POLISH, draft_ok="yes")


def labels_row(document):
    report = signoff._facts(
        engine.check(document), signoff._Script(engine.check(document).manuscript)
    )
    (table,) = report
    return [[cell.text.literal for cell in row] for row in table.rows if "Labels" in str(row)]


def test_the_sign_off_says_who_has_read_the_labels_or_that_nobody_has(reviewed, monkeypatch):
    document = read(BODY, POLISH)
    ((_, said),) = labels_row(document)
    assert said == "Polish, read by Anna Nowak, translator, 2026-11-30"
    monkeypatch.undo()
    ((_, said),) = labels_row(document)
    assert said == "Polish: a draft, which nobody who is named has read"
    assert labels_row(read("- paragraph: Rest.\n")) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Knee pain", "knee-pain"),
        ("Żółć i ból głowy", "zolc-i-bol-glowy"),
        ("Straße Ærø 2", "strasse-aero-2"),
    ],
)
def test_a_title_in_latin_letters_is_a_file_name_without_their_marks(title, name):
    assert documents.slug(title) == name


def test_titles_in_other_scripts_have_file_names_apart():
    titles = [
        "بعد فحص الدم",
        "بعد العملية",
        "验血之后",
        "COVID-19 疫苗",
        "COVID-19 检测",
        "Боль",
        "βλ-1",
    ]
    names = [documents.slug(title) for title in titles]
    assert len({*names}) == len(titles)
    assert all(name.isascii() and name[-7] == "-" for name in names)
    assert names[3].startswith("covid-19-")


def test_a_leaflet_in_another_language_has_its_tag_in_its_name():
    english = compose(BODY, POLISH.replace("pl", "en-GB", 1))
    polish = compose(BODY, POLISH)
    assert (english.slug, polish.slug) == ("bol-kolana", "bol-kolana.pl")
    assert packing.file_name(polish, "a4") == "bol-kolana_harbour_a4_pl.pdf"


DOSES = """
- doses:
    medicine: Paracetamol
    strength: 120 mg in 5 ml
    rows:
      - {age: 6 to 7 years, amount: 5 ml (120 mg), often: up to 4 times a day, most: 4 doses}
"""


def test_doses_in_english_words_are_not_printed_in_another_language():
    with pytest.raises(LeafletError) as caught:
        compose(DOSES, POLISH)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.line) == ("english-only", 10)
    assert "in Polish" in fault.hint
    assert compose(DOSES, POLISH.replace("pl", "en-GB", 1)).pages == 1
