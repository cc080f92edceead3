"""`- action_plan: …`: what to watch for and what to do about it, in zones from green to red."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, NamedTuple

from msgspec import Meta

from leaflet.content.inline import Filling, Text
from leaflet.content.list_item import ListItem
from leaflet.content.sheet import MM
from leaflet.document.block import Above, Block
from leaflet.document.voice import Entry, Voice, bare
from leaflet.graphics import signs
from leaflet.graphics.colour import RGB
from leaflet.graphics.outline import Outline
from leaflet.layout import blanks, cards, lists
from leaflet.layout.card_heads import SIGN, at_sign, linked_in, readable_on
from leaflet.layout.cards import Card, CardLook
from leaflet.layout.column import Column, Said
from leaflet.layout.slices import WISHED, Shape, Slice, heading_role, height, too_wide
from leaflet.layout.strips import bound_to_next, side_by_side, stacked, trimmed, whole
from leaflet.source.model import Struct
from leaflet.source.value import Line
from leaflet.text.run import Run

WIDE = 150 * MM
"""On a card so wide what to do stands beside what you see."""
LOW = 0.45
"""Of a page a card takes at most so much there: its two sides are never parted."""
FIGURE, ASIDE = 28 * MM, 2 * MM
"""The width of a line for a figure, and the white before it."""
RISE = 0.1
"""How far words beside a line stand under its foot, in their size."""


class ZoneLook(NamedTuple):
    """What tells a zone from the others in colour, in grey and in black: no two share any."""

    head: str
    line: str
    """The roles of the colours of the head and of the outline."""
    sign: Outline
    outline: float
    radius: float
    is_cut: bool = False
    """Whether its corners are cut off."""


LOOKS = {
    "green": ZoneLook("green", "green_line", signs.CHECK_DISC, 0.5 * MM, 4 * MM),
    "amber": ZoneLook("amber", "amber_line", signs.KINDS["caution"], 0.85 * MM, 0.0),
    "red": ZoneLook("urgent", "urgent", signs.KINDS["urgent"], 1.2 * MM, 4 * MM, is_cut=True),
}
"""By zone, in their order: round corners, square ones, and those of a stop sign."""


class ShortUnit(Line):
    """A unit that stands behind a line to write on, such as `litres a minute`."""

    __slots__ = ()
    is_words = True
    limit = 20


class PersonalFigure(Struct, frozen=True):
    """A figure that is written in by hand, such as a best peak flow."""

    main: ClassVar[str] = "label"

    label: Text
    unit: Annotated[ShortUnit | None, Meta(description="What stands after the line.")] = None

    def said(self, filling: Filling) -> tuple[Run, ...]:
        """Return the label, with a space before the unit."""
        runs = self.label.runs(filling)
        return (*runs[:-1], runs[-1]._replace(text=f"{runs[-1].text} ")) if self.unit else runs

    @property
    def ending(self) -> tuple[Run, ...]:
        """The unit, after the white behind the line."""
        return (Run(self.unit.text),) if self.unit else ()


class Zone(Struct, frozen=True):
    """One zone of a plan: what the reader sees, and what to do then."""

    elsewhere: ClassVar[dict[str, str]] = dict.fromkeys(
        ("colour", "color"), "a zone is called by its colour: `green`, `amber` or `red`"
    )

    either: ClassVar[tuple[tuple[str, ...], ...]] = (("do", "body"),)

    see: Annotated[tuple[ListItem, ...], Meta(description="What tells the reader of the zone.")]
    do: Annotated[tuple[ListItem, ...], Meta(description="What to do in it.")] = ()
    title: Annotated[Text | None, Meta(description="What it means, in a few words.")] = None
    label: Annotated[Text | None, Meta(description="Words in place of “Green zone”.")] = None
    fill_in: Annotated[
        tuple[PersonalFigure, ...], Meta(description="Figures that are written in by hand.")
    ] = ()
    body: Annotated[tuple[Block, ...], Meta(description="More of what to do.")] = ()

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for a zone that says nothing of what to do."""
        if not (self.do or self.body):
            hint = "say what the reader does in this zone: `do: […]`, or blocks under `body:`"
            yield "do", "missing-key", "`do` is missing", hint


class ActionPlan(Block, frozen=True):
    """Zones with what you see and what to do; word, sign and shape tell them apart."""

    elsewhere: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("yellow", "orange"), "call the middle zone `amber`"),
        "zones": "write the zones by their names: `green:`, `amber:` and `red:`",
    }

    red: Zone
    amber: Zone | None = None
    green: Zone | None = None
    title: Text | None = None
    see_title: Annotated[Text | None, Meta(description="In place of “What you see”.")] = None
    do_title: Annotated[Text | None, Meta(description="In place of “What to do”.")] = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for a red zone alone."""
        if not (self.green or self.amber):
            problem = "a plan has two zones at least, and this has only the red one"
            hint = "add `amber:` or `green:`, or write a `callout` of the kind `urgent`"
            yield "red", "wrong-count", problem, hint

    @property
    def zones(self) -> Iterator[tuple[str, Zone]]:
        """The zones by name, from green to red."""
        zones = ((name, getattr(self, name)) for name in LOOKS)
        return ((name, zone) for name, zone in zones if zone)

    def level_after(self, above: Above) -> int:
        """Return the level of its title."""
        return above.floor + 1 if self.title else above.level

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the title and a card for each zone, on one page by wish; no card is parted."""
        yield from column.titled(self.title)
        column = column._replace(level=self.level_after(column))
        slices = [*column.gap(cards.APART, cards.CLOSEST)]
        for name, zone in self.zones:
            drawn = _Drawn(self, zone, name, column.inside("Sect"))
            slices += column.in_one_piece(drawn.card())
            slices += column.gap(cards.APART, cards.CLOSEST)
        yield from whole(slices, WISHED) if height(slices) <= column.room else slices

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the title, and of each zone its label and title, what you see and what to do."""
        yield from voice.titled(self.title)
        voice = voice._replace(level=self.level_after(voice))
        for name, zone in self.zones:
            yield "Sect", ""
            yield from voice.heads(voice.level + 1, zone.label or voice.language.label(name))
            yield from voice.says("P", zone.title) if zone.title else ()
            yield from voice.says("P", self.see_title or voice.language.label("you_see"))
            for figure in zone.fill_in:
                yield from voice.says("P", (*figure.said(voice.filling), *figure.ending))
                yield from voice.field()
            yield from _read(voice, zone.see)
            yield from voice.says("P", self.do_title or voice.language.label("to_do"))
            yield from _read(voice, zone.do)
            yield from voice.beneath(voice.level + 1).flow(zone.body)


def _read(voice: Voice, items: tuple[ListItem, ...]) -> Iterator[Entry]:
    """Yield a list, or the only item of one as a paragraph."""
    is_one = len(items) == 1 and items[0].is_plain
    yield from voice.says("P", items[0].text) if is_one else voice.lists(bare, items)


class _Drawn(NamedTuple):
    """Draws one zone of a plan on a column of its own."""

    plan: ActionPlan
    zone: Zone
    name: str
    column: Column

    def card(self) -> Iterator[Slice]:
        """Yield the card: its head over what you see and what to do."""
        look, colours = LOOKS[self.name], self.column.look.colours
        shape = (look.outline, look.radius, look.is_cut)
        card = Card(
            self.column, CardLook(colours[look.line], colours[look.head], colours["paper"], *shape)
        )
        ink = readable_on(card.look.head, self.column)
        head = self._head(linked_in(card.inner, ink), ink)
        again = self._head(linked_in(card.inner.trial, ink), ink, again=True)
        yield from card.headed(head, self._body(self._plain(card.inner)), again)

    def _plain(self, column: Column) -> Column:
        """Return the column with bullets and rules in ink: a brand may look like a zone."""
        ink = column.look.colours["text"]
        look = column.look._replace(colours=column.look.colours | {"marker": ink, "rule": ink})
        is_red = self.name == "red"
        return column.beneath(column.level + 1)._replace(look=look, is_alert=is_red)

    def _head(self, column: Column, ink: RGB, again: bool = False) -> list[Slice]:
        """Return the sign with the label and the title of the zone beside it."""
        sign = Shape(column.x, 0, SIGN, SIGN, LOOKS[self.name].sign, ink)
        label = self.zone.label or column.language.label(self.name)

        def words(place: Column) -> Iterator[Slice]:
            styles = place.look.styles
            title = styles["h3"]._replace(colour=ink, bold=True, balanced=True)
            small = styles["h4"]._replace(colour=ink) if self.zone.title else title
            said = place.continuing(label, small) if again else label
            role = heading_role(place.level + 1)
            yield from bound_to_next(place.lines(said, small, place.node.add(role)))
            if self.zone.title:
                yield from place.lines(self.zone.title, title, place.node.add("P"))

        return at_sign(column, Slice(SIGN, (sign,)), words)

    def _body(self, column: Column) -> Iterator[Slice]:
        """Yield what you see and what to do, beside each other where there is room."""
        if column.abreast and self.column.printed >= WIDE and self._fits_abreast(column):
            yield self._abreast(column)
            return
        yield from self._seen(column)
        yield from column.gap(2 * column.look.quarter)
        yield from self._to_do(column)

    def _fits_abreast(self, column: Column) -> bool:
        tried = [
            trimmed(draw(place))
            for draw, place in zip((self._seen, self._to_do), column.trial.halves, strict=True)
        ]
        is_low = all(height(cell) <= LOW * column.room for cell in tried)
        slices = [slice for cell in tried for slice in cell]
        return is_low and not any(too_wide(slices)) and not any(s.breaks for s in slices)

    def _abreast(self, column: Column) -> Slice:
        seen, to_do = column.halves
        return side_by_side(trimmed(self._seen(seen)), trimmed(self._to_do(to_do)))

    def _seen(self, column: Column) -> Iterator[Slice]:
        yield from _labelled(column, self.plan.see_title or column.language.label("you_see"))
        for figure in self.zone.fill_in:
            yield from _to_write(column, figure)
            yield from column.gap(2 * column.look.quarter)
        yield from _listed(column, self.zone.see)

    def _to_do(self, column: Column) -> Iterator[Slice]:
        yield from _labelled(column, self.plan.do_title or column.language.label("to_do"))
        yield from _listed(column, self.zone.do)
        yield from column.flow(self.zone.body)


def _labelled(column: Column, label: Said) -> Iterator[Slice]:
    yield from bound_to_next(
        column.lines(label, column.look.styles["body"]._replace(bold=True), column.node.add("P"))
    )
    yield from bound_to_next(column.gap(column.look.quarter))


def _listed(column: Column, items: tuple[ListItem, ...]) -> Iterator[Slice]:
    """Yield a list with bullets, or the only item of one as a paragraph."""
    if len(items) == 1 and items[0].is_plain:
        yield from column.text(items[0].text)
    elif items:
        yield from lists.bulleted(column, items)


def _to_write(column: Column, figure: PersonalFigure) -> Iterator[Slice]:
    """Yield a figure's label, a line to write on beside it, or under it, and its unit."""
    node, style = column.node.add("P"), column.look.styles["body"]
    words = figure.said(column.filling)
    wide, unit = (
        column.widths(words, style)[1] + ASIDE,
        column.widths(figure.ending, style)[1] + ASIDE / 2,
    )
    label = [*column.lines(words, style, node)]
    start = wide if wide + FIGURE + unit <= column.width else 0.0
    room = min(FIGURE, column.width - start - unit)
    name = blanks.spoken(column, figure.label)
    row = [*blanks.ruled(column.inset(start, column.width - start - room), name).marks]
    after = (
        column.inset(start + room + ASIDE / 2).lines(figure.ending, style, node)
        if figure.unit
        else ()
    )
    level = blanks.LINE - style.leading + RISE * style.size
    row = [*stacked(label, level), *row] if start else row
    yield from () if start else bound_to_next(label)
    yield Slice(blanks.LINE, (*row, *stacked(after, level)))
