"""`- icon_array: …`: how many of 10 to 1,000 people something happens to, as a crowd of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from leaflet.content.frequency import Frequency, contradicts, whole_numbers
from leaflet.content.inline import Text
from leaflet.content.language import Language
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.people import SIZES, Crowd, crowd
from leaflet.layout import figures
from leaflet.layout.column import Column
from leaflet.layout.figures import Group
from leaflet.layout.grid import SOURCE
from leaflet.layout.slices import Slice, height, moved, too_wide
from leaflet.layout.strips import bound_to_next, cap_top, side_by_side, trimmed
from leaflet.text.run import Run

LEAST = 140.0
"""The words stand beside the crowd where they have so much room, and else over and under it."""
HIGHEST = 60 * MM
"""How high words may be that stand beside a lower crowd."""
SIGN, SPOT = 13.0, 8.0
"""Height of a person, and of a dot, in the legend; in points."""
HIGHER = 1.4
"""How much higher than the crowd the words beside it may be where they go on."""


class IconArray(Block, frozen=True):
    """A crowd of people, the affected ones first: they are dark, and the others pale."""

    stays_whole: ClassVar[bool] = True

    text: Annotated[Text, Meta(description="The same in a sentence.")]
    number: Annotated[
        Frequency | None, Meta(description="Set large before the sentence, such as 9 in 100.")
    ] = None
    affected: Annotated[int, Meta(ge=1, le=1000)] | None = None
    of: Literal[10, 20, 100, 1000] | None = None
    label: Annotated[Text | None, Meta(description="What happens to those that are affected.")] = (
        None
    )
    other: Annotated[Text | None, Meta(description="What happens to the others.")] = None
    source: Text | None = None
    body: Annotated[
        tuple[Block, ...], Meta(description="Blocks that go on after the words, as paragraphs do.")
    ] = ()

    @property
    def part(self) -> int:
        """How many people are affected."""
        return self.affected or (self.number.part if self.number else 0)

    @property
    def whole(self) -> int:
        """How many people there are."""
        return self.of or (self.number.whole if self.number else 100)

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield faults: numbers that a crowd cannot show, or that the words do not agree with."""
        if not (self.number or self.affected):
            yield "affected", "missing-key", "`affected` is missing", "add a line `affected: …`"
        elif self.number and (self.number.part, self.number.whole) != (self.part, self.whole):
            problem = f"the number says {self.number}, and the crowd is {self.part} in {self.whole}"
            yield "number", "number-mismatch", problem, "leave out `affected` and `of`"
        elif self.whole not in SIZES:
            problem = f"a crowd is of 10, 20, 100 or 1000 people, not of {self.whole}"
            yield "number", "out-of-range", problem, "put it as so many in 100 people"
        elif not 0 < self.part <= self.whole:
            where = "affected" if self.affected else "number"
            problem = (
                f"{self.part} is more than {self.whole}" if self.part else "nobody is affected"
            )
            yield where, "out-of-range", problem, ""
        elif self.part * 100 < self.whole:
            problem = (
                f"{self.part} in {self.whole} is under 1 in 100: too few to be seen in a crowd"
            )
            where = "affected" if self.affected else "number"
            yield where, "out-of-range", problem, "say it in a paragraph, in words and numbers"
        else:
            yield from self._word_faults()

    def _word_faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield faults where the words say other numbers than the crowd, or one of the two only."""
        others = self.whole - self.part
        for form in self.text.forms:
            if contradicts(form.literal, self.part, others, whole=self.whole):
                problem = f"the crowd is {self.part} in {self.whole}, and the words say another"
                yield "text", "number-mismatch", problem, "say the number that is drawn"
        if self.label and self.other:
            return
        if self.label or self.other:
            key = "other" if self.label else "label"
            yield key, "missing-key", f"`{key}` is missing", f"add a line `{key}: …`"
            return
        told = (*whole_numbers(self.text.literal), *([self.part] if self.number else ()))
        for number in (self.part, others):
            if number and number not in told:
                problem = f"the words do not say {number}, one of the two numbers that are drawn"
                hint = "say how many are affected and how many are not, or add `label` and `other`"
                yield "text", "number-mismatch", problem, hint
                return

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the crowd with its words beside it, or over and under it."""
        quarter = column.look.quarter
        yield from column.gap(2 * quarter)
        side = self._side(column)
        if side and self._fits(side):
            yield self._beside(column, side)
        else:
            yield from self._stacked(column)
            yield from column.gap(2 * quarter if self.body else 0)
            yield from column.flow(self.body)
        yield from column.gap(4 * quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the sentence, the picture and the legend."""
        if self.number:
            yield from voice.says("P", figures.said(self.number, self.text, voice.filling))
        else:
            yield from voice.says("P", self.text)
        yield "Figure", ""
        for number, what in self._groups():
            runs = self._in_numbers(number, what.runs(voice.filling), voice.language)
            yield from voice.says("P", runs)
        if self.source:
            yield from voice.says("P", figures.sourced(self.source, voice.filling, voice.language))
        yield from voice.flow(self.body)

    @property
    def _crowd(self) -> Crowd:
        return crowd(self.whole)

    def _groups(self) -> Iterator[tuple[int, Text]]:
        """Yield the number of people in each group and what happens to them, where that is said."""
        if self.label and self.other:
            yield self.part, self.label
            if self.part < self.whole:
                yield self.whole - self.part, self.other

    def _side(self, column: Column) -> Column | None:
        """Return the column beside the crowd, on the sheet's grid; None if it is too narrow."""
        start = column.x + self._crowd.size[0] + column.grid.gutter
        side = column.inset(column.grid.after(start) - column.x)
        return side if side.width >= LEAST else None

    def _fits(self, side: Column) -> bool:
        trial = side.trial
        words = [*self._sentence(trial), *self._said_after(trial)]
        highest = max(self._crowd.size[1], HIGHEST) + SIGN
        highest *= HIGHER if self.body else 1
        return height(words) <= highest and not any(too_wide(words))

    def _beside(self, column: Column, side: Column) -> Slice:
        """Return the crowd beside its words; its top aligns with that of their first capitals."""
        sentence = [*self._sentence(side)]
        drawn = figures.stack([self._drawn(column)], cap_top(sentence))
        gap = side.gap(2 * side.look.quarter)
        return side_by_side([drawn], [*sentence, *gap, *self._said_after(side)])

    def _said_after(self, column: Column) -> list[Slice]:
        """Return the legend and the blocks that go on under the sentence."""
        legend, more = [*self._legend(column)], [*column.flow(self.body)]
        gap = column.gap(2 * column.look.quarter) if legend and more else ()
        return trimmed([*legend, *gap, *more])

    def _stacked(self, column: Column) -> Iterator[Slice]:
        """Yield the crowd under its sentence and over its legend."""
        gap = [*column.gap(2 * column.look.quarter)]
        sentence = [*self._sentence(column)]
        drawn, legend = [self._drawn(column)], [*self._legend(column)]
        yield from figures.led(sentence, gap, drawn, gap if legend else [], legend)

    def _sentence(self, column: Column) -> Iterator[Slice]:
        node = column.node.add("P")
        if self.number:
            styles = figures.steps(column.look)
            yield from bound_to_next(figures.big_number(column, self.number, node, styles))
        yield from figures.sentence(column, self.text, node)

    def _drawn(self, column: Column) -> Slice:
        """Return the figure of both groups."""
        node = column.node.add("Figure", alt=self._alt(column))
        affected = Group(0, self.part, "marker")
        others = Group(self.part, self.whole, "pale")
        return figures.crowd(column, self._crowd, (affected, others), node)

    def _legend(self, column: Column) -> Iterator[Slice]:
        """Yield the legend: each group's sign, number and words, then the source."""
        body = column.look.styles["body"]
        words = column.inset(SOURCE)
        for (number, what), role in zip(self._groups(), ("marker", "pale"), strict=False):
            ink = column.look.colours[role]
            tall = SPOT if self._crowd.dots else SIGN
            sign = figures.sign(column, self._crowd.alone(), tall, ink)
            runs = self._in_numbers(number, words.runs(what, body), column.language)
            first, *others = words.lines(runs, body, column.node.add("P"))
            shape = moved(sign, 0, (body.leading - sign.height) / 2)
            yield first._replace(marks=(shape, *first.marks))
            yield from others
            yield from column.gap(column.look.quarter)
        yield from figures.source(column, self.source)

    def _in_numbers(
        self, number: int, what: tuple[Run, ...], language: Language
    ) -> tuple[Run, ...]:
        n, total = (figures.grouped(each, language) for each in (number, self.whole))
        lead = language.label("in_total", n=n, total=total)
        return (Run(lead, bold=True, keep=True), Run(" "), *what)

    def _alt(self, column: Column) -> str:
        """Return what the crowd shows, in the words of the legend if there is one."""
        language = column.language
        total = figures.grouped(self.whole, language)
        groups = [(n, text.plain(column.filling)) for n, text in self._groups()]
        if not groups:
            n = figures.grouped(self.part, language)
            return language.label("people_filled", n=n, total=total)
        return " ".join(
            language.label("people_of", n=figures.grouped(number, language), total=total)
            + f" {words.rstrip('.' + language.stop.text)}{language.stop}"
            for number, words in groups
        )
