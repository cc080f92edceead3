"""The grid of each sheet: where its columns begin, and how wide its text is."""

import pytest

from leaflet.composition.paper import column_of
from leaflet.content import sheet as sheets
from leaflet.content.sheet import MM
from leaflet.layout.grid import parted

A4 = [16, 31.33, 46.67, 62, 77.33, 92.67, 108, 123.33, 138.67, 154, 169.33, 184.67]


def _grid(name):
    sheet = sheets.load(name)
    x, width, margin = column_of(sheet, "across")
    return parted(sheet, x - margin, width + margin)


def test_the_columns_of_an_a4_page_begin_every_fifteen_and_a_third_millimetres():
    grid = _grid("a4")

    assert [grid.at(k) / MM for k in range(12)] == pytest.approx(A4, abs=0.01)
    assert grid.column / MM == pytest.approx(9.333, abs=0.001)
    assert grid.prose / MM == pytest.approx(132)
