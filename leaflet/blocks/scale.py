"""`- scale: …`: what very common to very rare mean, and which of them something is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, NamedTuple, get_args

from msgspec import Meta

from leaflet.content.frequency import rates
from leaflet.content.inline import Text
from leaflet.content.language import Language
from leaflet.content.look import Look
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.colour import AAA, contrast
from leaflet.layout import figures
from leaflet.layout.column import Column
from leaflet.layout.grid import INSET
from leaflet.layout.slices import Fill, Slice, StructureNode, height
from leaflet.layout.strips import bound_to_next, side_by_side, stacked

Step = Literal["very common", "common", "uncommon", "rare", "very rare"]
"""The words of the scale, as they are written in YAML."""
STEPS: tuple[Step, ...] = get_args(Step)
LIMITS = (1, 10, 100, 1_000, 10_000)
"""Each step is up to 1 in so many, and more than 1 in the next."""
WHITE, PAD, OVER = 1.2 * MM, 3.0 * MM, 2.4 * MM
"""Between two cells, and in them beside the words, and over and under those."""
OUTLINE = 1.1 * MM
"""Thickness of the outline of the step that applies, where words cannot stand on the brand."""
SEEN = 1.03
"""The least contrast to the paper of a ground that is seen; a paler one has an outline."""
ROOMY, MEANING = 100 * MM, 55 * MM
"""In rows so wide, what a word means begins so far from the start, as in other figures."""
APART = 12.0
"""Points between a word and what it means, where they stand in one row."""


class Scale(Block, frozen=True):
    """Five steps from very common to very rare; the one that applies stands out."""

    stays_whole: ClassVar[bool] = True

    applies: Annotated[
        Step,
        Meta(description="The step that stands out."),
    ]
    text: Annotated[Text, Meta(description="The sentence that says what it applies to, and how.")]
    source: Text | None = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault where the sentence says a frequency of another step."""
        said = [(part, whole) for part, whole in rates(self.text.literal) if 0 < part <= whole]
        if said and not any(self._holds(*rate) for rate in said):
            part, whole = said[0]
            problem = f"{part} in {whole} is not {self.applies}"
            yield "applies", "number-mismatch", problem, f"it is {_step(part, whole)}"

    def _holds(self, part: int, whole: int) -> bool:
        """Return whether the step that applies holds a frequency; the limits are in both."""
        step = STEPS.index(self.applies)
        rarer = step + 1 == len(STEPS) or part * LIMITS[step + 1] >= whole
        return part * LIMITS[step] <= whole and rarer

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the steps side by side, or in rows where there is less room, and the sentence."""
        quarter, prose = column.look.quarter, column.prose
        yield from column.gap(2 * quarter)
        yield from bound_to_next(column.first_fitting(self._abreast, self._rows, self._stacked))
        yield from bound_to_next(column.gap(3 * quarter))
        yield from figures.led(
            prose.lines(self.text, column.look.styles["body"], column.node.add("P")),
            figures.source(column, self.source),
        )
        yield from column.gap(4 * quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the steps with what they mean, and the sentence."""
        yield "L", ""
        for word, meaning in _labels(voice.language):
            yield "LI", ""
            yield "Lbl", word
            yield "LBody", meaning
        yield from voice.says("P", self.text)
        if self.source:
            yield from voice.says("P", figures.sourced(self.source, voice.filling, voice.language))

    def _abreast(self, column: Column) -> Iterator[Slice]:
        """Yield one row of five cells, each with its word over what it means."""
        places = column.split(*[1] * len(STEPS), gap=WHITE)
        cells = [
            (cell, place, [*cell.under(place.inset(PAD, PAD))])
            for cell, place in zip(self._cells(column), places, strict=True)
        ]
        tall = max(height(words) for _, _, words in cells) + 2 * OVER
        yield side_by_side(*([cell.drawn(place, words, tall)] for cell, place, words in cells))

    def _rows(self, column: Column) -> Iterator[Slice]:
        """Yield a row for each step, its word beside what it means."""
        for cell in self._cells(column):
            inner = column.inset(INSET, INSET)
            words = side_by_side(*cell.beside(inner))
            yield cell.drawn(column, [words], words.height + 2 * OVER)
            yield Slice(WHITE)

    def _stacked(self, column: Column) -> Iterator[Slice]:
        """Yield a row for each step, its word over what it means."""
        for cell in self._cells(column):
            words = [*cell.under(column.inset(INSET, INSET))]
            yield cell.drawn(column, words, height(words) + 2 * OVER)
            yield Slice(WHITE)

    def _cells(self, column: Column) -> Iterator[_Cell]:
        listing = column.node.add("L", attributes=("/O /List /ListNumbering /None",))
        for step, labels in zip(STEPS, _labels(column.language), strict=True):
            yield _Cell(*labels, step == self.applies, listing.add("LI"))


class _Cell(NamedTuple):
    """One step of the scale: its word, what it means, and whether it applies."""

    word: str
    meaning: str
    applies: bool
    node: StructureNode

    def under(self, column: Column) -> Iterator[Slice]:
        """Yield the word with what it means under it."""
        yield from bound_to_next(self._word(column))
        yield from self._meaning(column)

    def beside(self, column: Column) -> tuple[list[Slice], list[Slice]]:
        """Return the word, and beside it what it means."""
        bold = column.look.styles["body"]._replace(bold=True)
        words = (word for word, _ in _labels(column.language))
        wide = max(column.widths(word, bold)[1] for word in words) + APART
        if column.width >= ROOMY:
            wide = column.grid.after(column.x + MEANING) - column.x
        return [*self._word(column)], [*self._meaning(column.inset(wide))]

    def drawn(self, column: Column, words: list[Slice], tall: float) -> Slice:
        """Return the cell with its words on its ground."""
        look = column.look
        fill = Fill(column.x, 0, column.width, tall, look.colours["panel"])
        if self.applies and _takes_words(look):
            fill = fill._replace(colour=look.colours["band"])
        elif self.applies:
            fill = fill._replace(line=look.colours["marker"], thickness=OUTLINE)
        elif contrast(look.colours["panel"], look.colours["paper"]) < SEEN:
            fill = fill._replace(line=look.colours["rule"], thickness=look.rule)
        return Slice(tall, (fill, *stacked(words, OVER)))

    def _word(self, column: Column) -> Iterator[Slice]:
        return self._lines(self.word, column, "Lbl", bold=True)

    def _meaning(self, column: Column) -> Iterator[Slice]:
        return self._lines(self.meaning, column, "LBody", bold=False)

    def _lines(self, said: str, column: Column, role: str, *, bold: bool) -> Iterator[Slice]:
        style = column.look.styles["body"]._replace(bold=bold)
        if self.applies and _takes_words(column.look):
            style = style._replace(colour=column.look.colours["on"])
        return column.lines(said, style, self.node.add(role))


def _takes_words(look: Look) -> bool:
    """Return whether small words can be read on the brand."""
    return contrast(look.colours["on"], look.colours["band"]) >= AAA


def _labels(language: Language) -> Iterator[tuple[str, str]]:
    """Yield the word of each step and what it means, in a language."""
    for step in STEPS:
        name = step.replace(" ", "_")
        yield language.label(name), language.label(f"{name}_is")


def _step(part: int, whole: int) -> str:
    """Return the most frequent step that holds a frequency."""
    return next(
        step
        for step, limit in zip(STEPS, (*LIMITS[1:], whole + 1), strict=True)
        if part * limit >= whole
    )
