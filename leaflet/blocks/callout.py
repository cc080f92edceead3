"""`- callout: …`: what must not be missed, on a card with a sign and a word of its kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.look import Style
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.colour import RGB
from leaflet.graphics.signs import KINDS
from leaflet.layout import cards
from leaflet.layout.card_heads import SIGN, at_sign, linked_in, readable_on
from leaflet.layout.cards import Card, CardLook
from leaflet.layout.column import Column, Drawn, Said
from leaflet.layout.grid import ICON, INSET
from leaflet.layout.rules import rule
from leaflet.layout.slices import Shape, Slice, height, too_wide
from leaflet.layout.strips import bound_to_next, trimmed

WIDE = 150 * MM
"""On a card so wide a short body stands beside its head."""
LINES = 3
"""The most lines of such a body."""
NARROW = 100 * MM
"""On a narrower card that is no alert the body stands under the sign, not beside it."""
RULE = 0.5 * MM
"""Thickness of the rule over what follows the list of an alert."""
LIST = "bullets"
"""The block that tells the signs of an alert."""
ALERTS = ("urgent", "today")
WARNINGS = (*ALERTS, "caution")


class Callout(Block, frozen=True):
    """A card of a kind: note, tip, caution, today or urgent."""

    main: ClassVar[str] = "body"
    """A plain text is a note."""

    elsewhere: ClassVar[dict[str, str]] = dict.fromkeys(
        ("colour", "color", "zone"),
        "a `kind` has its own colour; green, amber and red zones stand in an `action_plan`",
    )

    body: tuple[Block, ...]
    kind: Literal["note", "tip", "caution", "today", "urgent"] = "note"
    title: Text | None = None
    label: Annotated[Text | None, Meta(description="Words in place of that of its kind.")] = None

    @property
    def is_whole(self) -> bool:
        """Whether it stays on one page, as a warning does: a part might be taken for all of it."""
        return super().is_whole or (self.kind in WARNINGS and not self.keep)

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the card; a word and a sign tell its kind, never colour alone."""
        column = column.inside("Sect")
        yield from column.gap(cards.APART, cards.CLOSEST)
        yield from self._alert(column) if self.kind in ALERTS else self._advice(column)
        yield from column.gap(cards.APART, cards.CLOSEST)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the label or the sign, the title or the word for its kind, and the body."""
        yield "Sect", ""
        if self.title and self.label:
            yield from voice.says("P", self.label)
        elif self.title:
            yield "Figure", ""
        yield from voice.says("P", self.title or self.label or voice.language.label(self.kind))
        yield from voice.flow(self.body)

    # Alerts: a solid head that says what to do, over a body on paper

    def _alert(self, column: Column) -> Iterator[Slice]:
        card = Card(column, self._card_look(column))
        ink = readable_on(card.look.head, column)
        if row := self._in_a_row(card, ink):
            yield row
            return
        inner = card.inner
        head = self._headed(inner, ink, "h2", "h3")
        again = self._headed(inner.trial, ink, "h2", "h3", again=True)
        yield from card.headed(head, self._told(self._alerting(inner)), again)

    def _card_look(self, column: Column) -> CardLook:
        colours, shape = column.look.colours, (column.look.outline, column.look.radius)
        line, head = ("amber_line", "amber") if self.kind == "today" else ("urgent", "urgent")
        return CardLook(colours[line], colours[head], colours["paper"], *shape)

    def _alerting(self, column: Column) -> Column:
        """Return the column for the body of an alert, with bullets and rules in its colour."""
        colours = column.look.colours
        ink = colours["urgent" if self.kind == "urgent" else "text"]
        look = column.look._replace(colours=colours | {"marker": ink, "rule": ink})
        abreast = column.abreast and self.keep != "apart"  # columns side by side are never parted
        return column._replace(look=look, is_alert=True, abreast=abreast)

    def _in_a_row(self, card: Card, ink: RGB) -> Slice | None:
        """Return an alert of less haste and of few lines as one row, if its card is wide enough."""
        column = card.column
        if self.kind != "today" or not column.abreast or column.printed < WIDE:
            return None
        start = (column.width + column.grid.gutter) / 2
        place = self._alerting(column.inset(start + INSET, INSET))
        tried = trimmed(self._told(place.trial))
        most = (LINES + 0.5) * column.look.styles["body"].leading
        if height(tried) > most or any(too_wide(tried)) or any(slice.breaks for slice in tried):
            return None
        head = self._headed(column.inset(INSET, column.width - start + INSET), ink, "h3")
        return card.beside(head, self._told(place), column.x + start)

    def _told(self, column: Column) -> Iterator[Slice]:
        """Yield the body of an alert; what follows its last list stands under a rule."""
        lists = [number for number, block in enumerate(self.body, 1) if block.word == LIST]
        end = lists[-1] if lists else len(self.body)
        yield from column.flow(self.body[:end])
        if after := self.body[end:]:
            yield rule(column, RULE)
            yield from bound_to_next(column.gap(column.look.quarter))
            yield from column.flow(after)

    # Advice: a sign and words on a quiet ground

    def _advice(self, column: Column) -> Iterator[Slice]:
        ink = column.look.colours[self.kind]
        inner = column.inset(INSET, INSET)
        style = inner.look.styles["h3"]
        again = [*inner.trial.lines(self._continued(inner), style, None)]
        words = self._under_sign if column.printed < NARROW else self._at_sign
        yield from cards.on_ground(column, words(inner, ink), again, ink)

    def _under_sign(self, column: Column, ink: RGB) -> Iterator[Slice]:
        """Yield the sign with the title beside it, over the body."""
        yield from bound_to_next(self._headed(column, ink, "h3", ink_of_title="heading"))
        yield from bound_to_next(column.gap(column.look.quarter))
        yield from column.flow(self.body)

    def _at_sign(self, column: Column, ink: RGB) -> Iterator[Slice]:
        """Yield the title over the body, both beside the sign."""
        sign = self._sign(column, ink)
        place = column.inset(ICON)
        title = self._titled(place, column.look.styles["h3"], column.look.colours["text"])
        first, *others = [*bound_to_next(title), *trimmed(place.flow(self.body))]
        yield first._replace(marks=(*sign.marks, *first.marks))
        yield from others
        if (missing := SIGN - first.height - height(others)) > 0:
            yield Slice(missing)

    # What both have: the sign, the label and the title

    def _title(self, column: Column) -> Said:
        return self.title or self.label or column.language.label(self.kind)

    def _continued(self, column: Column) -> Said:
        return column.continuing(self._title(column), column.look.styles["h3"])

    def _sign(self, column: Column, ink: RGB) -> Slice:
        """Return the sign, which is read as the word of its kind where nothing else says it."""
        node = None
        if self.title and not self.label:
            node = column.node.add("Figure", alt=column.language.label(self.kind))
        return Slice(SIGN, (Shape(column.x, 0, SIGN, SIGN, KINDS[self.kind], ink, node),))

    def _titled(self, column: Column, style: Style, ink: RGB) -> Iterator[Slice]:
        """Yield the title under the label, which is in `ink`, of a callout that has both."""
        if self.title and self.label:
            small = column.look.styles["h4"]._replace(colour=ink)
            yield from bound_to_next(column.lines(self.label, small, column.node.add("P")))
        yield from column.lines(self._title(column), style, column.node.add("P"))

    def _headed(
        self, column: Column, ink: RGB, *names: str, again: bool = False, ink_of_title: str = ""
    ) -> list[Slice]:
        """Return the sign with the title beside it, or under it where a word of it is too wide.

        The title has the first of the styles in which its words fit beside the sign.
        """
        colour = column.look.colours[ink_of_title] if ink_of_title else ink
        sign, label = self._sign(column, ink), column.look.colours["text"] if ink_of_title else ink

        def way(name: str) -> Drawn:
            style = column.look.styles[name]._replace(colour=colour, bold=True, balanced=True)
            if again:
                return lambda place: place.lines(self._continued(place), style, None)
            return lambda place: self._titled(place, style, label)

        return at_sign(linked_in(column, colour), sign, *map(way, names))
