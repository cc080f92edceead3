"""`leaflet bring`: one file or a shelf of them, again and again, and no work is lost."""

import csv
import json
import os
import sys
import time
from pathlib import Path

import pytest
import yaml
from brought_words import Said, body, bring, facts, lost
from conftest import without
from word_files import zipped

from leaflet import limits
from leaflet.errors import LeafletError
from leaflet.exchange import collection, shelf_row
from leaflet.exchange.formats import original

PAGE = "<h1>{}</h1><h2>What it is</h2><p>{}</p><p>Review date: May 2029</p>"
LONG = "Pain in the knee is common and gets better in a few weeks for most people who walk. " * 6


def shelf(folder):
    """A folder of leaflets in which two say nearly the same and one is of an old kind."""
    (folder / "in" / "more").mkdir(parents=True)
    other = LONG.replace("knee", "back").replace("weeks", "days").replace("walk", "swim")
    for name, words in (("knee", LONG), ("more/knee", LONG + "Ask us."), ("back", other[::-1])):
        (folder / "in" / f"{name}.html").write_text(PAGE.format(f"{name} pain", words), "utf-8")
    (folder / "in" / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (folder / "in" / "~$knee.docx").write_bytes(b"lock")
    (folder / "in" / "=cmd.md").write_text("# =cmd\n\nText.\n", "utf-8")


def table(folder):
    text = (folder / collection.TABLE).read_text("utf-8-sig")
    return {row["file"]: row for row in csv.DictReader(text.splitlines())}


def test_a_file_becomes_a_leaflet_that_builds_and_a_report(folder, run):
    Path("knee.html").write_text(PAGE.format("Knee pain", "Rest."), "utf-8")
    ran = run("bring", "knee.html")
    assert (ran.code, ran.err) == (0, "")
    assert ran.said.startswith("leaflets/knee.yaml (brought): Knee pain, ")
    assert Path("leaflets/reports/knee.md").read_text("utf-8").startswith("# knee.html\n")
    built = run("build", "leaflets/knee.yaml", "-o", "knee.pdf")
    assert built.code == 0, built.err
    assert Path("knee.pdf").read_bytes().startswith(b"%PDF")
    checked = run("check", "leaflets/knee.yaml", "--format", "concise")
    assert "leftover" in checked.said  # what nobody has filled in is found


def test_a_shelf_is_brought_in_with_one_report(folder, run):
    shelf(folder)
    ran = run("bring", "in", "-o", "out", "--jobs", "2")
    assert ran.code == 1  # one was refused
    rows = table(folder / "out")
    assert {name: row["status"] for name, row in rows.items()} == {
        "in/=cmd.md": "brought",
        "in/back.html": "brought",
        "in/knee.html": "brought",
        "in/more/knee.html": "brought",
        "in/old.doc": "refused",
    }
    knee = rows["in/knee.html"]
    assert (knee["title"], knee["next_review"]) == ("knee pain", "2029-05-01")
    assert (knee["alike"], rows["in/back.html"]["alike"]) == ("in/more/knee.html", "")
    assert (
        int(knee["words"]) > 90 and float(knee["grade"]) > 1 and "missing-about" in knee["missing"]
    )
    assert rows["in/more/knee.html"]["leaflet"] == "knee-2.yaml"
    assert rows["in/old.doc"]["code"] == "old-format"
    assert rows["in/=cmd.md"]["title"] == "'=cmd"


def test_a_second_run_goes_on_and_replaces_nothing_that_was_edited(folder, run):
    shelf(folder)
    run("bring", "in", "-o", "out")
    times = {path: path.stat().st_mtime_ns for path in Path("out").glob("*.yaml")}
    edited = Path("out/back.yaml")
    edited.write_text(edited.read_text("utf-8").replace("title: back", "title: My back"), "utf-8")
    Path("in/knee.html").write_text(PAGE.format("Knees", "Walk."), "utf-8")
    Path("out/cmd.yaml").unlink()
    ran = run("bring", "in", "-o", "out")
    statuses = {name: row["status"] for name, row in table(folder / "out").items()}
    assert statuses == {
        "in/=cmd.md": "brought",
        "in/back.html": "edited",
        "in/knee.html": "brought",
        "in/more/knee.html": "kept",
        "in/old.doc": "refused",
    }, ran.err
    assert "My back" in edited.read_text("utf-8")
    assert "Knees" in Path("out/knee.yaml").read_text("utf-8")
    assert Path("out/knee-2.yaml").stat().st_mtime_ns == times[Path("out/knee-2.yaml")]


def test_a_run_from_another_folder_knows_what_was_made(folder, run, monkeypatch):
    shelf(folder)
    run("bring", "in", "-o", "out")
    monkeypatch.chdir("in")
    ran = run("bring", "knee.html", "more/../back.html", "-o", "../out")
    assert ran.code == 0, ran.err
    rows = table(folder / "out")
    assert {row["status"] for row in rows.values()} == {"kept"}
    assert {row["leaflet"] for row in rows.values()} == {
        path.name for path in Path("../out").glob("*.yaml")
    }


def test_a_leaflet_that_somebody_else_wrote_is_never_replaced(folder, run):
    Path("knee.html").write_text(PAGE.format("Knee", "Rest."), "utf-8")
    Path("leaflets").mkdir()
    Path("leaflets/knee.yaml").write_text("mine", "utf-8")
    ran = run("bring", "knee.html")
    assert ran.code == 1 and "is there already" in ran.err
    assert Path("leaflets/knee.yaml").read_text("utf-8") == "mine"


def test_what_takes_too_long_is_refused_and_the_others_go_on(folder, monkeypatch):
    shelf(folder)
    monkeypatch.setattr(limits, "BROUGHT_SECONDS", 0.0)
    way = collection.BringWay(Path("out"), None)
    begun = time.monotonic()
    rows = [*collection.run(collection.tasks([Path("in/back.html")], way.output), way, 1)]
    assert [row.code for row in rows] == ["too-much-work"]
    assert time.monotonic() - begun < 20


def test_nothing_to_bring_in_and_no_such_file_are_told(folder, run):
    Path("empty").mkdir()
    assert run("bring", "empty").code == 1
    assert run("bring", "nowhere.docx").code == 3


def test_texts_that_share_most_of_their_words_in_a_row_are_alike():
    words = LONG.lower().split() * 3
    same = shelf_row.ShelfRow("a", "brought", sketch=shelf_row.sketch(words))
    near = shelf_row.ShelfRow("b", "brought", sketch=shelf_row.sketch([*words, "ask", "us"]))
    other = shelf_row.ShelfRow("c", "brought", sketch=shelf_row.sketch([w[::-1] for w in words]))
    assert [row.alike for row in shelf_row.compared([same, near, other])] == [("b",), ("a",), ()]


@pytest.mark.parametrize("name", ["a.html", "a.md", "a.odt"])
def test_without_the_extra_it_says_how_to_get_it(name, monkeypatch):
    for library in ("lxml", "markdown_it"):
        monkeypatch.setitem(sys.modules, library, None)
    data = zipped({"content.xml": "<a/>"}) if name == "a.odt" else b"<p>x"
    with pytest.raises(LeafletError) as caught:
        original(data, name)
    assert str(caught.value) == without("word").rstrip()


# ---- Markdown and plain text


def test_markdown_is_read_with_its_notes_tables_and_head():
    made = bring(
        "---\ntitle: Knee pain\nlang: en-GB\nteam: physio\n---\n\nRest **a little**[^1].\n\n"
        "| Day | Dose |\n|---|---|\n| Monday | 5 mg |\n\n1. Sit.\n2. Stand.\n\n"
        "- [ ] ice\n- [ ] rest\n\n"
        "[^1]: A review\n    of studies.\n",
        "leaflet.md",
    )
    assert (facts(made)["title"], facts(made)["language"]) == ("Knee pain", "en-GB")
    assert body(made) == [
        {"paragraph": "Rest **a little**[^note-1]."},
        {"table": {"head": ["Day", "Dose"], "header": "row", "rows": [["Monday", "5 mg"]]}},
        {"steps": ["Sit.", "Stand."]},
        {"checklist": ["ice", "rest"]},
        {"references": [{"id": "note-1", "text": "A review of studies."}]},
    ]
    assert [each.words for each in made.leaflet.left] == ["team: physio"]


@pytest.mark.skipif("LEAFLET_COMMONMARK" not in os.environ, reason="no examples of CommonMark")
def test_no_word_of_the_examples_of_commonmark_is_lost_and_each_builds():
    """LEAFLET_COMMONMARK names the file of examples that each version of CommonMark has."""
    examples = json.loads(Path(os.environ["LEAFLET_COMMONMARK"]).read_text("utf-8"))
    assert len(examples) > 600
    found = {}
    for example in examples:
        made = bring(f"# T\n\n{example['markdown']}", "leaflet.md")
        said = Said(example["html"].replace("**", "")).text
        odd = example["section"] == "HTML blocks" or "?q=" in example["html"]
        if not odd and (words := lost(said, made)):  # no tag is ended, or our signs are in a link
            found[example["example"]] = words
    assert found == {}


def test_plain_text_has_headings_and_lists_that_were_typed_by_hand():
    made = bring(
        "KNEE PAIN\r\n\r\nAt home\r\n\r\nTake:\r\n- ice\r\n- rest\r\n\r\n"
        "1. Sit.\r\n2. Stand.\r\n\r\n"
        "Q: Must I?\r\n\r\nA: No.\r\n\r\nQ: May I?\r\n\r\nA: Yes.\r\n",
        "leaflet.txt",
    )
    assert facts(made)["title"] == "KNEE PAIN"
    assert body(made) == [
        {"heading": "At home"},
        {"bullets": {"intro": "Take:", "items": ["ice", "rest"]}},
        {"steps": ["Sit.", "Stand."]},
        {
            "faqs": [
                {"question": "Must I?", "answer": "No."},
                {"question": "May I?", "answer": "Yes."},
            ]
        },
    ]


def test_text_of_old_windows_is_read_and_told():
    made = bring("Knee\n\nIt’s 5°C.".encode("cp1252"), "leaflet.txt")
    assert body(made) == [{"paragraph": "It’s 5°C."}]
    assert "cp1252" in made.report


# ---- what is written


def test_a_content_file_is_written_as_a_person_would():
    page = "<h1>K</h1><p>First sentence here. B. Two: yes #1. See Dr. Hill.<p>- no<p>a: b"
    text = bring(page).text
    assert "      First sentence here.\n      B. Two: yes #1. See Dr. Hill.\n" in text
    assert '  - paragraph: "a: b"' in text
    assert yaml.safe_load(text)["body"][-1] == {"paragraph": "a: b"}


def test_what_no_font_has_is_told_and_the_leaflet_builds():
    made = bring("<h1>K</h1><p>Rest 😀 now.<p>\U00012000\U00012001")
    assert body(made) == [{"paragraph": "Rest now."}]
    assert {each.words for each in made.leaflet.left} == {"😀", "\U00012000\U00012001"}


@pytest.mark.parametrize(
    "page", ["<p>a." * 11_000, "<p>a.<h2>b</h2>" * 1_500, f"<p>{'word ' * 300_000}"]
)
def test_a_book_is_no_leaflet(page):
    with pytest.raises(LeafletError) as caught:
        bring(f"<h1>K</h1>{page}")
    assert caught.value.faults[0].code == "too-many-blocks"


def test_a_block_that_cannot_be_built_becomes_paragraphs():
    cell = "x" * 400
    made = bring(f"<h1>K</h1><table><tr><td>{cell}<td>b<tr><td>c<td>d</table>")
    assert body(made) == [{"paragraph": words} for words in "bcd"]
    assert "# check: this was to be `table`, which could not be built" in made.text
    assert [each.words for each in made.leaflet.left] == [cell]


@pytest.mark.parametrize("words", ["=1+1", "+44", "-x", "@x", "\tx"])
def test_no_cell_of_the_report_is_a_formula(words):
    row = shelf_row.ShelfRow(words, "brought")
    (line,) = csv.DictReader(shelf_row.table([row]).splitlines())
    assert line["file"] == f"'{words}"


def test_a_fact_that_cannot_be_built_is_told_once():
    made = bring('<html lang="english"><h1>K</h1><p>Rest.')
    assert "language" not in facts(made)
    assert [each.words for each in made.leaflet.left] == ["english"]
