"""A leaflet as a Word file has its words, with headings, lists and tables of Word."""

import re
import subprocess
from io import BytesIO

import docx
import programs
import pytest
from docx.oxml.ns import qn
from test_html import FILES, Heard, compose, letters, made_of

from leaflet.exchange import word_file
from leaflet.publish.html import web_page

COUNTED = re.compile(r"\d+\.?")
"""A number of a list, which Word counts by itself."""


def opened(data):
    return docx.Document(BytesIO(data))


def said(file):
    """All texts and descriptions in the order of the file."""
    for each in file.element.body.iter(qn("w:t"), qn("wp:docPr")):
        yield each.text if each.tag == qn("w:t") else each.get("descr") or ""


def uncounted(heard):
    """What a page says but for the numbers of its lists."""
    for number, part in enumerate(heard.said):
        if not (number in heard.labels and COUNTED.fullmatch(part.strip())):
            yield part


@pytest.mark.parametrize("path", FILES[::3], ids=lambda path: path.stem)
def test_a_word_file_has_the_words_of_the_page_in_their_order(path):
    made = compose(path)
    scan = made.language.label("qr", address="")
    file = opened(word_file.word_file(made))
    mine = (part.removeprefix(scan) for part in said(file) if part != word_file.BLANK)
    wanted = uncounted(Heard(web_page.page(made)))
    assert letters("".join(mine)) == letters("".join(wanted))
    assert file.core_properties.title
    assert file.core_properties.language == made.document.language.text


BODY = """
- heading: Doses
- bullets: [one, two]
- steps: [first, second]
- steps: [again, more]
- table:
    head: [Age, How much]
    rows: [["2 years", "5 ml"], ["4 years", "7 ml"]]
- paragraph: "Call [the **desk**](tel:01632960555) or read [this](https://www.nhs.uk)."
"""


@pytest.fixture
def file(folder):
    return opened(word_file.word_file(made_of(folder, BODY)))


def test_headings_lists_and_tables_are_those_of_word(file):
    styled = {}
    for each in file.paragraphs:
        styled.setdefault(each.style.name, []).append(each.text)
    assert styled["Heading 1"] == ["A test"]
    assert "Doses" in styled["Heading 2"]
    assert styled["List Bullet"] == ["one", "two"]
    assert styled["List Number"] == ["first", "second", "again", "more"]
    table = file.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Age", "How much"]
    heads = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows]
    assert heads == [True, False, False]


def test_each_numbered_list_begins_anew(file):
    numbered = [each for each in file.paragraphs if each.style.name == "List Number"]
    lists = [each._p.pPr.numPr.numId.val for each in numbered]
    assert lists[0] == lists[1] != lists[2] == lists[3]


def test_links_lead_outside_alone(file):
    links = file.element.body.iter(qn("w:hyperlink"))
    targets = {file.part.rels[each.get(qn("r:id"))].target_ref for each in links}
    assert {"tel:01632960555", "https://www.nhs.uk"} <= targets
    assert all(re.match("https?:|tel:|mailto:", target) for target in targets)


def test_the_same_leaflet_gives_the_same_bytes(folder):
    made = made_of(folder, BODY)
    assert word_file.word_file(made) == word_file.word_file(made)


def test_a_leaflet_from_right_to_left_runs_so_in_word(folder):
    made = made_of(folder, "- paragraph: مرحبا\n", "title: مرحبا\nlanguage: ar\n")
    found = opened(word_file.word_file(made)).element.body
    assert len([*found.iter(qn("w:bidi"))]) >= 2
    assert len([*found.iter(qn("w:rtl"))]) >= 2


def test_libreoffice_opens_it_with_its_headings(folder):
    office = programs.LIBREOFFICE.need()
    programs.POPPLER.need()
    path = folder / "leaflet.docx"
    path.write_bytes(word_file.word_file(made_of(folder, BODY)))
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", folder, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = subprocess.run(
        ["pdftotext", "-layout", folder / "leaflet.pdf", "-"],
        check=True,
        capture_output=True,
    ).stdout.decode()
    assert re.search(r"^\s*A test\s*$", text, re.MULTILINE)
    assert re.search(r"^\s*Doses\s*$", text, re.MULTILINE)
    assert re.search(r"1\.\s+first\s+2\.\s+second\s+1\.\s+again", text)


def test_the_command_writes_a_word_file(run, folder):
    assert run("build", "--docx").code == 0
    (written,) = (folder / "output").glob("*.docx")
    assert opened(written.read_bytes()).paragraphs
