"""`- icon_array: …`: how many of 100 or 1,000 people something happens to, as a crowd of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.language import Language
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.colour import RGB
from leaflet.graphics.people import HUNDRED, THOUSAND, Crowd
from leaflet.layout.column import Column
from leaflet.layout.slices import Shape, Slice, height, too_wide
from leaflet.layout.strips import bound_to_next, side_by_side
from leaflet.text.run import Run

BESIDE = 20.0
"""Between the crowd and the words, in points."""
LEAST = 140.0
"""The words stand beside the crowd where they have so much room, and else over and under it."""
SIGN = 13.0
"""Height of a sign of the legend."""


class IconArray(Block, frozen=True):
    """A crowd of figures, the affected ones first; fill tells them apart, not colour alone."""

    stays_whole: ClassVar[bool] = True

    affected: Annotated[int, Meta(ge=1, le=1000)]
    text: Annotated[Text, Meta(description="The same in a sentence.")]
    label: Annotated[Text, Meta(description="What happens to those that are affected.")]
    other: Annotated[Text, Meta(description="What happens to the others.")]
    of: Literal[100, 1000] = 100
    source: Text | None = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield faults: more people than there are, or under 1 in 100, where a crowd misleads."""
        if self.affected > self.of:
            yield "affected", "out-of-range", f"{self.affected} is more than {self.of}", ""
        elif self.affected * 100 < self.of:
            problem = (
                f"{self.affected} in {self.of} is under 1 in 100: too few to be seen in a crowd"
            )
            yield "affected", "out-of-range", problem, "say it in a paragraph, in words and numbers"

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the crowd with its sentence and legend, beside it or over and under it."""
        yield from column.gap(6)
        side = column.inset(self._crowd.size[0] + BESIDE)
        if self._fits(side):
            sentence = [*self._sentence(side), *side.gap(8)]
            crowd = [*self._drawn(column)]
            yield side_by_side(crowd, [*sentence, *self._legend(side)])
        else:
            yield from bound_to_next(self._sentence(column))
            yield from bound_to_next(column.gap(8))
            yield from bound_to_next(self._drawn(column))
            yield from bound_to_next(column.gap(8))
            yield from self._legend(column)
        yield from column.gap(12)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the sentence, the picture and the legend."""
        yield from voice.says("P", self.text)
        yield "Figure", ""
        for number, what in self._groups():
            runs = self._in_numbers(number, what.runs(voice.filling), voice.language)
            yield from voice.says("P", runs)
        if self.source:
            runs = self.source.runs(voice.filling)
            yield from voice.says("P", _sourced(runs, voice.language))

    @property
    def _crowd(self) -> Crowd:
        return HUNDRED if self.of == 100 else THOUSAND

    def _groups(self) -> Iterator[tuple[int, Text]]:
        """Yield the number of people in each group and what happens to them."""
        yield self.affected, self.label
        if self.affected < self.of:
            yield self.of - self.affected, self.other

    def _fits(self, side: Column) -> bool:
        if side.width < LEAST:
            return False
        trial = side.trial
        words = [*self._sentence(trial), *side.gap(8), *self._legend(trial)]
        return height(words) <= self._crowd.size[1] + 2 * SIGN and not any(too_wide(words))

    def _sentence(self, column: Column) -> Iterator[Slice]:
        style = column.look.styles["body"]._replace(bold=True)
        yield from column.lines(self.text, style, column.node.add("P"))

    def _drawn(self, column: Column) -> Iterator[Slice]:
        """Yield the figure of both groups, at most as wide as the column."""
        crowd, colours = self._crowd, column.look.colours
        width, tall = crowd.size
        scale = min(1.0, column.width / width)
        figure = column.node.add("Figure", alt=self._alt(column))
        groups = [(0, self.affected, True), (self.affected, self.of, False)]
        marks = (
            Shape(
                *(column.x, 0.0, width * scale, tall * scale),
                *(crowd.outline(*group), _ink(colours, group[2]), figure),
            )
            for group in groups
            if group[0] < group[1]
        )
        yield Slice(tall * scale, tuple(marks))

    def _legend(self, column: Column) -> Iterator[Slice]:
        """Yield the legend: each group's sign, number and words, then the source."""
        body, colours = column.look.styles["body"], column.look.colours
        words = column.inset(SIGN + 5)
        for (number, what), filled in zip(self._groups(), (True, False), strict=False):
            sign = self._crowd.sign(filled)
            scale = min(SIGN / sign.height, 2.0)
            wide, tall = sign.width * scale, sign.height * scale
            x, y = column.x + (SIGN - wide) / 2, (body.leading - tall) / 2
            shape = Shape(x, y, wide, tall, sign, _ink(colours, filled))
            runs = self._in_numbers(number, words.runs(what, body), column.language)
            first, *others = words.lines(runs, body, column.node.add("P"))
            yield first._replace(marks=(shape, *first.marks))
            yield from others
            yield from column.gap(4)
        if self.source:
            style = column.look.styles["furniture"]
            runs = _sourced(column.runs(self.source, style), column.language)
            yield from column.lines(runs, style, column.node.add("P"))

    def _in_numbers(
        self, number: int, what: tuple[Run, ...], language: Language
    ) -> tuple[Run, ...]:
        lead = language.label("in_total", n=_said(number, language), total=_said(self.of, language))
        return (Run(lead, bold=True, keep=True), Run(" "), *what)

    def _alt(self, column: Column) -> str:
        language = column.language
        what, other = (text.plain(column.filling) for text in (self.label, self.other))
        groups = [(self.affected, what), (self.of - self.affected, other)]
        return " ".join(
            language.label("people_of", n=_said(number, language), total=_said(self.of, language))
            + f" {words.rstrip('.')}."
            for number, words in groups
        )


def _said(number: int, language: Language) -> str:
    """Write a number up to 1,000 as the language does."""
    return language.label("thousand") if number == 1000 else str(number)


def _sourced(runs: tuple[Run, ...], language: Language) -> tuple[Run, ...]:
    return (Run(language.label("source")), Run(" "), *runs)


def _ink(colours: Mapping[str, RGB], filled: bool) -> RGB:
    return colours["heading" if filled else "muted"]
