"""`- benefits: …`: what may speak for a treatment, each with a title and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.icon_name import IconName
from leaflet.content.inline import Filling, Text
from leaflet.content.part import Part
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.icon import outline
from leaflet.layout.column import Column, Drawn
from leaflet.layout.grid import ICON
from leaflet.layout.rules import HAIRLINE, rule
from leaflet.layout.slices import BOUND, Slice, heading_role, height
from leaflet.layout.strips import bound_to_next, side_by_side, unstranded, whole
from leaflet.text.run import Run

SIGN = 11 * MM
"""Width of an icon."""
NARROWEST = 190.0
"""Benefits narrower than this many points stand one under another."""


class Benefit(Part, frozen=True):
    """One benefit: a title, a few words, and the evidence they rest on."""

    title: Text
    text: Text
    icon: IconName | None = None
    evidence: Annotated[Text | None, Meta(description="What the benefit rests on.")] = None


class Benefits(Block, frozen=True):
    """Benefits under hairlines, in one or two columns."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[Benefit, ...]
    intro: Text | None = None
    columns: Annotated[int, Meta(ge=1, le=2)] = 1
    numbered: bool = False

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the benefits in rows; none of them is split."""
        if self.intro:
            yield from bound_to_next(column.prose.text(self.intro))
        ways = (self._rows(places) for places in self._places(column))
        yield from column.first_fitting(*ways)
        yield from column.gap(2 * column.look.quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the title, text and evidence of each benefit."""
        if self.intro:
            yield from voice.says("P", self.intro)
        for number, benefit in enumerate(self.items):
            yield from voice.heads(voice.level + 1, self._title(number, voice.filling))
            yield from voice.says("P", benefit.text)
            if benefit.evidence:
                yield from voice.says("P", _evidence(benefit.evidence, voice))

    def _places(self, column: Column) -> Iterator[list[Column]]:
        """Yield the columns for the benefits: two if they are wide enough, and else one."""
        places = column.split(*[1] * self.columns, gap=column.grid.gutter)
        if self.columns > 1 and column.abreast and places[0].printed >= NARROWEST:
            yield places
        yield [column]

    def _rows(self, places: list[Column]) -> Drawn:
        """Return what draws the benefits in rows of as many as there are places."""

        def drawn(column: Column) -> Iterator[Slice]:
            rows = []
            for first in range(0, len(self.items), len(places)):
                row = range(first, min(first + len(places), len(self.items)))
                cells = [
                    [*self._ruled(n, place, column.level + 1)]
                    for n, place in zip(row, places, strict=False)
                ]
                made = [side_by_side(*cells)] if len(places) > 1 else [*whole(cells[0])]
                rows.append([*made, *column.gap(2 * column.look.quarter)])
            yield from unstranded(rows) if len(places) > 1 else chain(*rows)

        return drawn

    def _ruled(self, number: int, place: Column, level: int) -> Iterator[Slice]:
        """Yield a benefit under a hairline: its icon, and the words beside it."""
        icon, tall = self.items[number].icon, 0.0
        yield rule(place, HAIRLINE)
        yield from bound_to_next(place.gap(2 * place.look.quarter))
        if icon:
            (sign,) = place.shape(outline(icon.text), SIGN, place.look.colours["marker"])
            tall = sign.height
            yield sign._replace(height=0.0, keep_with_next=BOUND)
        indent = ICON if any(item.icon for item in self.items) else 0.0
        words = [*self._words(number, place.inset(indent).prose, level)]
        yield from words
        if (missing := tall - height(words)) > 0:
            yield Slice(missing)

    def _words(self, number: int, column: Column, level: int) -> Iterator[Slice]:
        """Yield the title, the text and the evidence, one directly under another."""
        benefit, styles = self.items[number], column.look.styles
        title, node = self._title(number, column.filling), column.node.add(heading_role(level))
        bold = styles["body"]._replace(bold=True, balanced=True, colour=styles["h3"].colour)
        yield from column.lines(title, bold, node)
        yield from column.lines(benefit.text, styles["body"], column.node.add("P"))
        if benefit.evidence:
            said = _evidence(benefit.evidence, column)
            yield from column.lines(said, styles["body"], column.node.add("P"))

    def _title(self, number: int, filling: Filling) -> tuple[Run, ...]:
        runs = self.items[number].title.runs(filling)
        return (Run(f"{number + 1}. "), *runs) if self.numbered else runs


def _evidence(text: Text, teller: Column | Voice) -> tuple[Run, ...]:
    label = teller.language.label("evidence")
    return (Run(f"{label} ", bold=True), *text.runs(teller.filling))
