"""Draws figures: a big number with its sentence, a crowd of people, and where it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from leaflet.content.inline import Filling, Text
from leaflet.content.language import Language
from leaflet.content.look import Look, Style
from leaflet.graphics.colour import RGB
from leaflet.graphics.outline import Outline
from leaflet.graphics.people import Crowd
from leaflet.layout.column import Column
from leaflet.layout.slices import Shape, Slice, StructureNode, TooWide, Words
from leaflet.layout.strips import bound_to_next, stacked
from leaflet.source.value import Line
from leaflet.text.run import Run

STEP = 1.2
"""By how much a big number is smaller where there is no room for it."""
SENTENCE = ("lead", "body")
"""The styles of the sentence of a figure: the second where there is no room for the first."""
NO_BREAK_SPACE = "\u00a0"


def steps(look: Look) -> tuple[Style, ...]:
    """Return the styles of a big number, from the largest to that of a phone number."""
    large, quarter = look.styles["number"], look.quarter
    leading = quarter * round(large.leading / STEP / quarter)
    smaller = large._replace(size=large.size / STEP, leading=leading)
    return large, smaller, look.styles["phone"]


def big_number(
    column: Column, number: Line, node: StructureNode, styles: Sequence[Style]
) -> Iterator[Slice]:
    """Yield a number on one line, in the first of the styles that has room for it.

    One that is too wide for all of them is told as a word that is, so that it is never broken.
    """
    fits = [style for style in styles if width(column, number, style) <= column.width]
    style = (fits or styles[-1:])[0]
    outside = None if fits else TooWide(number.text, number.span)
    for slice in column.lines((_unbroken(number), Run(" ")), style, node):
        marks = (m._replace(outside=outside) if isinstance(m, Words) else m for m in slice.marks)
        yield slice._replace(marks=tuple(marks))


def width(column: Column, number: Line, style: Style) -> float:
    """Return the width of a number on one line, in points."""
    return column.widths((_unbroken(number),), style)[1]


def _unbroken(number: Line) -> Run:
    return Run(number.text.replace(" ", NO_BREAK_SPACE), bold=True, keep=True)


def sentence(column: Column, text: Text, node: StructureNode) -> Iterator[Slice]:
    """Yield the sentence of a figure, bold but for the numbers of its sources.

    It is smaller where a word of it would be too wide.
    """
    styles = [column.look.styles[name]._replace(bold=True, balanced=True) for name in SENTENCE]
    fits = (style for style in styles if column.widths(text, style)[0] <= column.width)
    style = next(fits, styles[-1])._replace(bold=False)
    runs = (run._replace(bold=not run.source) for run in column.runs(text, style))
    yield from column.lines(tuple(runs), style, node)


def said(number: Line, text: Text, filling: Filling) -> tuple[Run, ...]:
    """Return a number and the sentence that it begins, as they are read aloud."""
    return (Run(number.text), Run(" "), *text.runs(filling))


def sourced(text: Text, filling: Filling, language: Language) -> tuple[Run, ...]:
    """Return the words that say where a figure is from."""
    return (Run(language.label("source")), Run(" "), *text.runs(filling))


def source(column: Column, text: Text | None) -> Iterator[Slice]:
    """Yield where a figure is from, if that is known."""
    if text:
        style = column.look.styles["furniture"]
        runs = sourced(text, column.filling, column.language)
        yield from column.lines(runs, style, column.node.add("P"))


class Group(NamedTuple):
    """People of a crowd who are drawn alike: from one number up to another."""

    start: int
    end: int
    role: str
    """The role of their colour."""
    hollow: bool = False


def crowd(column: Column, people: Crowd, groups: Iterable[Group], node: StructureNode) -> Slice:
    """Return the figure of a crowd, at most as wide as the column."""
    width, tall = people.size
    scale = min(1.0, column.width / width)
    box = (column.x, 0.0, width * scale, tall * scale)
    marks = (
        Shape(
            *box,
            people.outline(group.start, group.end, hollow=group.hollow),
            column.look.colours[group.role],
            node,
        )
        for group in groups
        if group.start < group.end
    )
    return Slice(tall * scale, tuple(marks))


def sign(column: Column, outline: Outline, tall: float, ink: RGB) -> Shape:
    """Return one person, `tall` points high, at the start of a column; it is decoration."""
    return Shape(column.x, 0.0, tall * outline.width / outline.height, tall, outline, ink)


def stack(slices: Iterable[Slice], top: float = 0.0) -> Slice:
    """Return slices under one another as one that is never cut, `top` points further down."""
    parts = list(slices)
    return Slice(top + sum(part.height for part in parts), tuple(stacked(parts, top)))


def grouped(number: int, language: Language) -> str:
    """Write a number up to 1,000 as the language does."""
    return language.label("thousand") if number == 1000 else str(number)


def led(*parts: Iterable[Slice]) -> Iterator[Slice]:
    """Yield parts of a figure, all of them bound to the last that there is."""
    *others, last = (drawn for part in parts if (drawn := [*part]))
    for part in others:
        yield from bound_to_next(part)
    yield from last
