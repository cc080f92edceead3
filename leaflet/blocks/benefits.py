"""`- benefits: …`: what may speak for a treatment, each with a title and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from leaflet.content.icon_name import IconName
from leaflet.content.inline import Filling, Text
from leaflet.content.part import Part
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.icon import outline
from leaflet.layout.column import Column, Drawn
from leaflet.layout.slices import Slice, heading_role
from leaflet.layout.strips import beside, bound_to_next
from leaflet.text.run import Run

PAD = 11.0
"""Between a card's edge and its words, in points."""
GAP = 10.0
"""Between cards."""
ICON = 22.0
NARROWEST = 190.0
"""Cards narrower than this many points stand one under another."""


class Benefit(Part, frozen=True):
    """One benefit: a title, a few words, and the evidence they rest on."""

    title: Text
    text: Text
    icon: IconName | None = None
    evidence: Annotated[Text | None, Meta(description="What the benefit rests on.")] = None


class Benefits(Block, frozen=True):
    """Benefits as cards, in one or two columns."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[Benefit, ...]
    intro: Text | None = None
    columns: Annotated[int, Meta(ge=1, le=2)] = 1
    numbered: bool = False

    def takes_margin(self) -> bool:
        """Return whether the block uses the margin column: cards side by side need it."""
        return self.columns > 1

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the cards in rows; no card is split."""
        if self.intro:
            over = column.wide if self.takes_margin() else column
            yield from bound_to_next(over.text(self.intro))
        ways = (self._cards(places) for places in self._places(column))
        yield from column.first_fitting(*ways)

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
        """Yield the columns for the cards: two if they are wide enough, and else one."""
        places = column.wide.split(*[1] * self.columns, gap=GAP)
        if self.columns > 1 and column.abreast and places[0].printed >= NARROWEST:
            yield places
        yield [column]

    def _cards(self, places: list[Column]) -> Drawn:
        """Return what draws the cards in rows of as many as there are places."""

        def drawn(column: Column) -> Iterator[Slice]:
            for first in range(0, len(self.items), len(places)):
                row = range(first, min(first + len(places), len(self.items)))
                cells = [
                    (place, self._card(n, place, column.level + 1))
                    for n, place in zip(row, places, strict=False)
                ]
                yield column.cards(cells, column.look.colours["panel"], PAD)
                yield from column.gap(GAP)

        return drawn

    def _card(self, number: int, place: Column, level: int) -> list[Slice]:
        """Yield a card: its icon beside the title, the rest under it."""
        benefit = self.items[number]
        inner = place.inset(PAD, PAD)
        style = inner.look.styles["h3"]
        beside_icon = inner.inset(ICON + 8) if benefit.icon else inner
        node = inner.node.add(heading_role(level))
        title = beside_icon.lines(self._title(number, inner.filling), style, node)
        if benefit.icon:
            icon = inner.shape(outline(benefit.icon.text), ICON, inner.look.colours["marker"])
            title = beside(icon, title)
        card = [
            *title,
            *inner.gap(3),
            *inner.lines(benefit.text, inner.look.styles["body"], inner.node.add("P")),
        ]
        if benefit.evidence:
            said = _evidence(benefit.evidence, inner)
            card += [
                *inner.gap(3),
                *inner.lines(said, inner.look.styles["body"], inner.node.add("P")),
            ]
        return card

    def _title(self, number: int, filling: Filling) -> tuple[Run, ...]:
        runs = self.items[number].title.runs(filling)
        return (Run(f"{number + 1}. "), *runs) if self.numbered else runs


def _evidence(text: Text, teller: Column | Voice) -> tuple[Run, ...]:
    label = teller.language.label("evidence")
    return (Run(f"{label} ", bold=True), *text.runs(teller.filling))
