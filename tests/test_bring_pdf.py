"""PDF files come in as far as their tags and words allow, and what is guessed is said plainly."""

import io
import re
import subprocess

import pytest
from brought_words import body, bring, facts, lost
from conftest import CONTENT
from PIL import Image
from programs import POPPLER
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from test_bring_docx import refused

import leaflet

BODY = """\
  - callout: {kind: urgent, title: Call 999, body: if you cannot breathe.}
  - heading: At home
  - bullets: {intro: "Take:", items: [ice, {text: rest, items: [in bed]}]}
  - steps: [Sit., Stand.]
  - table: {head: [Day, Dose], header: row, rows: [[Monday, 5 mg], [Tuesday, 10 mg]]}
"""


def made_here():
    document = leaflet.read(CONTENT + BODY)
    return leaflet.write(leaflet.compose(document))


def test_a_tagged_file_is_read_by_its_tags():
    made = bring(made_here(), "leaflet.pdf")
    assert facts(made)["title"] == "Knee pain"
    found = body(made)
    assert {"heading": "At home"} in found
    assert {
        "bullets": {"intro": "Take:", "items": ["ice", {"text": "rest", "items": ["in bed"]}]}
    } in found
    assert {"steps": ["Sit.", "Stand."]} in found
    rows = [["Monday", "5 mg"], ["Tuesday", "10 mg"]]
    assert {"table": {"head": ["Day", "Dose"], "header": "row", "rows": rows}} in found
    assert "the PDF was read by its tags; its pictures were not taken" in made.report


@pytest.mark.needs("poppler")
def test_no_word_that_another_reader_sees_is_lost(tmp_path):
    for number, data in enumerate((made_here(), untagged())):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data)
        command = [POPPLER.path.replace("pdfinfo", "pdftotext"), "-raw", str(path), "-"]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        items = re.sub(r"^\d\.? ", "", said, flags=re.M)  # numbers of steps come back by themselves
        assert lost(items, bring(data, "leaflet.pdf")) == {}


def untagged():
    """A page of two columns under a title, as a program without tags draws it."""
    held = io.BytesIO()
    canvas = Canvas(held, A4, invariant=True)
    canvas.setFont("Helvetica-Bold", 24)
    canvas.drawString(50, 780, "Knee pain")
    for x, words in ((50, "left"), (320, "right")):
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(x, 730, f"On the {words}")
        canvas.setFont("Helvetica", 11)
        for line in range(4):
            canvas.drawString(
                x, 710 - 14 * line, f"The {words} column has line {line} of some words"
            )
        for line in range(2):
            canvas.drawString(x, 640 - 14 * line, "•")
            canvas.drawString(x + 14, 640 - 14 * line, f"{words} item {line} of a list of things")
    canvas.save()
    return held.getvalue()


def test_a_file_without_tags_is_read_column_by_column_and_says_that_it_is_a_guess():
    made = bring(untagged(), "leaflet.pdf")
    lines = [f"The {{0}} column has line {n} of some words" for n in range(4)]
    assert body(made) == [
        each
        for side in ("left", "right")
        for each in (
            {"heading": f"On the {side}"},
            {"paragraph": " ".join(lines).format(side)},
            {"bullets": [f"{side} item {n} of a list of things" for n in range(2)]},
        )
    ]
    assert "compare it line by line" in made.report


def test_a_scan_and_what_is_no_file_are_refused():
    held = io.BytesIO()
    Image.new("RGB", (60, 40)).save(held, "PDF")
    assert refused(held.getvalue(), "scan.pdf") == "no-text"
    assert refused(b"%PDF-1.7 cut off", "cut.pdf") == "damaged-file"
