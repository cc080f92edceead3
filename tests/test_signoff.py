"""The report for a clinical lead to sign: everything is in it, on paper and on a screen."""

import datetime
import re
from html.parser import HTMLParser

import pytest
from conftest import CLINIC, CONTENT
from gates import gate, pdfium, poppler
from leaflets import said
from test_check import BAD, HEAD, LONG, OLD, REASON

import leaflet
from leaflet.document.document import Document
from leaflet.editor import engine, pemat
from leaflet.editor.report import as_html, signoff
from leaflet.publish import build
from leaflet.source import nodes
from leaflet.source.model import read
from leaflet.text.fonts import drawn

TODAY = datetime.date(2026, 11, 23)
EVIL = "Knee & <script>alert(1)</script> “pain”"
WHOLE = f"""\
{HEAD.replace("title: Knee pain", f'title: "{EVIL}"')}\
  - heading: Rest
  - paragraph:
      text: {LONG}
      accept: {{ long-sentence: {REASON} }}
  - heading: A <b>second</b> part
  - paragraph: "{LONG.replace("very", "most")}"
{OLD}"""
VOID = {"meta", "br", "hr", "link", "img", "input"}


def checked(text, name="content.yaml"):
    return engine.check(read(nodes.read(text.encode(), name), Document), today=TODAY)


class Page(HTMLParser):
    """The words of a page, its tags, and what is wrong with their nesting."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.words, self.wrong = [], [], [], []
        self.feed(text)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.open += [] if tag in VOID else [tag]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "title"):
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def of(self, name):
        return [attributes for tag, attributes in self.tags if tag == name]


@pytest.fixture(scope="module")
def found():
    return checked(WHOLE)


@pytest.fixture(scope="module")
def page(found):
    return Page(as_html.page(signoff.document(found)))


@pytest.fixture(scope="module")
def made(found):
    return build.compose(signoff.document(found))


@pytest.fixture(scope="module")
def pdf(made):
    return build.write(made)


def wanted(found):
    """What must stand in the report, whatever its form."""
    score = pemat.score(found.manuscript)
    yield from (EVIL, "1 November 2026", "1 November 2027", "content.yaml", leaflet.__version__)
    yield from ("Grade (Flesch-Kincaid)", "at most 7", "Rest", "A <b>second</b> part")
    yield from (f"{score.cdc:g}%", *(item.title for item in score.items))
    yield from (finding.flaw.problem for finding in found.findings)
    yield from (finding.rule.id for finding in found.findings)
    yield from (REASON, "NHS, knee pain, June 2019", *signoff.LINES)


def bare(words):
    """Without blanks and hyphens: pdfium loses both at the end of a line."""
    return re.sub(r"[\s\ufffe\u2010-]", "", words)


def test_both_forms_say_all_of_it(found, page, pdf):
    printed = bare("".join(text for _, text in pdfium.read(pdf)))
    assert len(found.open) > 3 and len(found.accepted) == 1
    for words in wanted(found):
        assert words in page.text, words
        assert bare(words) in printed, words


def test_both_forms_say_the_same(made, page):
    """Every text of the document that is composed stands in the page, in the same order."""
    start = 0
    texts = [text for role, text in said(made) if role in ("H1", "H2", "TH", "TD", "P", "LBody")]
    assert len(texts) > 100
    for text in texts[1:]:  # the first is the clinic's name on the cover
        at = page.text.replace(" ", "").find(text.replace(" ", ""), start)
        assert at >= 0, text
        start = at


def test_a_finding_is_told_with_its_line_and_its_few_words(found):
    whole, *others = (row for row in _rows(found) if row[3] in ("missing-contact", "old-source"))
    assert whole == ["all", "error", "nothing here says how to reach the clinic", "missing-contact"]
    problem = "the newest date of this source is 2019, 7 years ago: “2019”"
    assert others == [["15", "warning", problem, "old-source"]]


def test_a_finding_in_another_file_is_told_with_its_name(folder):
    (folder / "content.yaml").write_text(CONTENT, "utf-8")
    (folder / "clinic.yaml").write_text(CLINIC + "website: http://harbour.org\n", "utf-8")
    document = leaflet.read(folder / "content.yaml", clinic=folder / "clinic.yaml")
    (row,) = (r for r in _rows(engine.check(document, today=TODAY)) if r[3] == "clinic-website")
    assert row[0] == "clinic.yaml 4"
    assert row[2] == "this address is not secure: “http://harbour.org”"


def _rows(found):
    """The rows of the table of open findings."""
    chapter = signoff.document(found).body[1]
    return [[cell.literal for cell in row] for row in chapter.blocks[0].rows]


@pytest.mark.needs("poppler")
def test_an_independent_reader_finds_all_of_it_in_the_pdf(made, pdf):
    assert poppler.read(pdf) and gate._poppler(pdf, said(made)) == []


def test_the_pdf_passes_every_gate(made, pdf):
    assert gate.refusals(pdf, said(made)) == {name: [] for name in gate.available()}


def test_the_page_is_well_formed_and_has_landmarks(page):
    assert page.wrong == []
    assert page.of("html") == [{"lang": "en-GB"}]
    assert [len(page.of(tag)) for tag in ("header", "main", "h1", "title")] == [1, 1, 1, 1]
    ids = [each["id"] for each in page.of("h2")]
    assert len(ids) == len(set(ids)) == 8
    assert [each["aria-labelledby"] for each in page.of("section")] == ids
    assert {each["scope"] for each in page.of("th")} == {"row", "col"}


def test_the_page_asks_for_nothing_and_runs_nothing(page):
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "link", "img", "iframe", "form"})
    assert all({"src", "style", "onload", "onclick"}.isdisjoint(facts) for _, facts in page.tags)
    (policy,) = (each for each in page.of("meta") if "http-equiv" in each)
    assert policy["content"].startswith("default-src 'none'")


def test_a_leaflet_without_findings_sources_or_dates_has_a_report_too():
    found = checked(CONTENT)
    page = Page(as_html.page(signoff.document(found)))
    assert "Next review no date" in page.text
    assert "It names none." in page.text and "There are none." in page.text
    assert build.write(build.compose(signoff.document(found)))[:5] == b"%PDF-"


def test_a_file_in_a_deep_folder_keeps_no_report_back():
    name = "/home/somebody/" + "a-deep-folder_of-leaflets/" * 8 + "knee_pain.yaml"
    found = checked(CONTENT, name)
    (table,) = signoff.document(found).body[0].blocks
    assert name in {drawn(cell.literal) for row in table.rows for cell in row}
    assert build.write(build.compose(signoff.document(found)))[:5] == b"%PDF-"


def test_a_character_that_no_font_has_is_named_and_keeps_no_report_back():
    found = checked(CONTENT.replace("Knee pain", "Knee pain \N{SLICE OF PIZZA}"))
    made = build.compose(signoff.document(found))
    assert "Leaflet check: Knee pain U+1F355" in [text for _, text in said(made)]


def test_a_clinic_with_details_of_the_sample_keeps_no_report_back():
    found = checked(CONTENT.replace("01632 960 555", "01632 960 123"))
    assert found.manuscript.own_clinic
    assert build.compose(signoff.document(found)).clinic.is_sample
    other = build.compose(signoff.document(checked(CONTENT))).clinic
    assert other.name.text == "Harbour Clinic"


def test_words_of_another_language_are_marked_as_such():
    document = signoff.document(checked(CONTENT))
    assert not any(run.language for run in document.title.parts)
    script = signoff._Script(checked(CONTENT).manuscript)
    script.language = "pl"
    assert as_html._inline(script.text(script.own("Kolano"))) == '<span lang="pl">Kolano</span>'


@pytest.mark.parametrize(("name", "start"), [("a.html", b"<!DOCTYPE html>"), ("a.pdf", b"%PDF-")])
def test_the_command_writes_the_form_that_the_name_asks_for(folder, run, name, start):
    (folder / "content.yaml").write_text(BAD, "utf-8")
    code, _, err = run("check", "--write-report", name)
    assert (code, err) == (1, f"{name}: print it, and have it signed\n")
    assert (folder / name).read_bytes().startswith(start)
    first = (folder / name).read_bytes()
    run("check", "--write-report", name)
    assert (folder / name).read_bytes() == first
    assert sorted(path.name for path in folder.iterdir()) == [name, "content.yaml"]


def test_a_report_is_never_written_over_what_was_read(folder, run):
    (folder / "content.html").write_text(BAD, "utf-8")
    code, _, err = run("check", "content.html", "--write-report", "content.html")
    assert code == 3
    assert "is read for this leaflet; it is not replaced" in err
    assert (folder / "content.html").read_text("utf-8") == BAD


def test_no_report_is_written_of_what_cannot_be_read(folder, run):
    (folder / "content.yaml").write_text("titel: x\n", "utf-8")
    assert run("check", "--write-report", "a.pdf").code == 1
    assert not (folder / "a.pdf").exists()
