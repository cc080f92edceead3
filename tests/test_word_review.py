"""What reviewers changed in Word is listed with its place, and taken where somebody says so."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from leaflet.document import document as documents
from leaflet.exchange import word_file
from leaflet.publish import build

CONTENT = """\
# Kept as it is.
title: Knee pain
clinic:
  name: Harbour Clinic
  address: 1 Harbour Road
  phone: 01632 960 555
body:
  - heading: Care   # the first
  - paragraph: Take 500 mg twice a day, and **never** more.
  - paragraph: "Call us on {clinic.phone} if it hurts."
  - bullets: [rest your leg, lift it up]
  - paragraph: >
      Walk a little
      each day.
"""
WHEN = "2026-11-02T10:00:00Z"


def tracked(name, inside):
    made = OxmlElement(name)
    made.set(qn("w:author"), "A. Reader")
    made.set(qn("w:date"), WHEN)
    made.append(inside)
    return made


def change(file, text, old, new):
    """Change words of a paragraph as Word does while it tracks: the rest of it stays."""
    (paragraph,) = (p for p in file.paragraphs if text in p.text.replace("\u00a0", " "))
    (run,) = (r for r in paragraph.runs if old in r.text.replace("\u00a0", " "))
    before, _, after = run.text.replace("\u00a0", " ").partition(old)
    run.text = before
    gone = OxmlElement("w:r")
    said = OxmlElement("w:delText")
    said.text, said_space = old, qn("xml:space")
    said.set(said_space, "preserve")
    gone.append(said)
    deleted = tracked("w:del", gone)
    run._r.addnext(deleted)
    last = deleted
    if new:
        came = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = new
        text.set(said_space, "preserve")
        came.append(text)
        last = tracked("w:ins", came)
        deleted.addnext(last)
    rest = OxmlElement("w:r")
    tail = OxmlElement("w:t")
    tail.text = after
    tail.set(said_space, "preserve")
    rest.append(tail)
    last.addnext(rest)


@pytest.fixture
def content(folder):
    path = folder / "content.yaml"
    path.write_text(CONTENT, "utf-8")
    return path


@pytest.fixture
def file(content):
    made = build.compose(documents.read(content))
    return docx.Document(BytesIO(word_file.word_file(made)))


def review(file, run, *words):
    file.save("reviewed.docx")
    return run("bring", "--onto", "content.yaml", "reviewed.docx", *words)


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "then"),
    [
        ("Take 500", "twice", "once", 9, "Take 500 mg once a day, and **never** more."),
        ("Take 500", "never", "not", 9, "Take 500 mg twice a day, and **not** more."),
        ("Call us", "hurts", "swells", 10, '"Call us on {clinic.phone} if it swells."'),
        ("rest your", "leg", "knee", 11, "[rest your knee, lift it up]"),
        ("Walk", "little", "bit", 12, "Walk a bit each day."),
        ("Care", "Care", "Care: now", 8, '"Care: now"   # the first'),
    ],
)
def test_a_change_is_taken_at_its_place_and_nothing_else(
    file, run, content, text, old, new, line, then
):
    change(file, text, old, new)
    listed = review(file, run)
    assert f"1. line {line} (A. Reader, 2026-11-02)" in listed.said
    assert content.read_text("utf-8") == CONTENT
    assert review(file, run, "--accept", "1").code == 0
    now = content.read_text("utf-8")
    assert then in now
    kept = [each for each in CONTENT.splitlines()[:6] if each in now]
    assert len(kept) == 6
    assert build.compose(documents.read(content)).pages


def test_a_changed_number_and_a_not_that_is_gone_are_said(file, run):
    change(file, "Take 500", "500 mg", "50 mg")
    change(file, "Walk", "Walk", "Do not walk")
    said = review(file, run).said
    assert "look: a number changed" in said
    assert "look: a “not” changed" in said


def test_what_is_no_text_of_the_file_is_left_to_a_person(file, run, content):
    change(file, "Harbour Clinic", "Harbour", "Hill")
    listed = review(file, run)
    assert "by hand" in listed.said
    assert "+ Hill Clinic" in listed.said
    assert review(file, run, "--accept", "1").code == 2
    assert review(file, run, "--accept", "all").code == 0
    assert content.read_text("utf-8") == CONTENT


def test_changes_can_be_taken_one_by_one(file, run, content):
    change(file, "Take 500", "twice", "once")
    change(file, "rest your", "leg", "knee")
    assert "1 change taken, 1 left" in review(file, run, "--accept", "2").said
    assert content.read_text("utf-8") == CONTENT.replace("rest your leg", "rest your knee")


def test_a_comment_is_told_with_what_it_is_about(file, run):
    (paragraph,) = (each for each in file.paragraphs if "Take 500" in each.text)
    file.add_comment(paragraph.runs[0], text="Is this so?", author="B. Reader", initials="B")
    said = review(file, run).said
    assert "comment: Is this so?" in said
    assert "1. line 9 (B. Reader" in said


@pytest.mark.parametrize("typed", ["**leg", "[x](https://a.example)", "{clinic.fax}"])
def test_what_a_reviewer_types_is_never_markup(file, run, content, typed):
    change(file, "rest your", "leg", typed)
    result = review(file, run, "--accept", "all")
    assert "by hand" in result.said
    assert content.read_text("utf-8") == CONTENT


def test_a_word_file_without_changes_says_so(file, run):
    assert "no tracked change" in review(file, run).said


def test_what_is_no_word_file_is_refused(run, content):
    Path("reviewed.docx").write_bytes(b"PK\x03\x04 broken")
    assert run("bring", "--onto", "content.yaml", "reviewed.docx").code == 1
    assert run("bring", "--onto", "content.yaml").code == 2
