"""Sheets: sizes in points, and how pages stand on them; measured in the PDF by pdfium."""

import pypdfium2
import pytest
from laid import compose

from leaflet import build, named, sheet


@pytest.mark.parametrize("name", named.names("sheet"))
def test_the_pdf_has_the_page_size_that_the_sheet_says(name):
    paper = sheet.load(name)
    pdf = pypdfium2.PdfDocument(build.write(compose("- paragraph: Words.", sheet=name)))
    wide, tall = pdf[0].get_size()
    assert wide == pytest.approx(paper.page[0] * 72 / 25.4, abs=0.01)
    assert tall == pytest.approx(paper.page[1] * 72 / 25.4, abs=0.01)


def test_a4_is_595_by_842_points():
    assert sheet.load("a4").width == pytest.approx(595.28, abs=0.01)
    assert sheet.load("a4").height == pytest.approx(841.89, abs=0.01)


def test_pages_are_imposed_one_to_a_side_in_reading_order():
    leaflet = compose("- paragraph: Words.\n" * 90)
    assert leaflet.pages == len(leaflet.sides) >= 3
    assert [p.page.number for s in leaflet.sides for p in s.pages] == [*range(1, leaflet.pages + 1)]


@pytest.mark.parametrize("name", named.names("sheet"))
def test_a_line_of_text_has_55_to_75_characters_on_a4_and_fewer_on_smaller_paper(name):
    from laid import lines

    words = "Most people who read this leaflet would like to know what is known. " * 20
    leaflet = compose(f"- paragraph: {words}", sheet=name)
    full = [len(s.text.strip()) for s in lines(leaflet) if s.size == 12.5][:-1]
    mean = sum(full) / len(full)
    assert (55 if name != "a5" else 45) <= mean <= 75, mean
