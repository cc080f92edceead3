"""How to reach the clinic, on a poster: in words and a code that are seen from afar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics import qr_code
from leaflet.graphics.colour import BLACK
from leaflet.layout.addresses import not_underlined
from leaflet.layout.clinic_details import at_sites, is_reached_at_sites, to_do
from leaflet.layout.column import Column
from leaflet.layout.slices import Shape, Slice
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.content.clinic import Clinic

KEYS = ("booking", "website")
"""The details that the code may lead to, the best first."""


class Reach(Block, frozen=True):
    """The phone number, the hours and a code to scan."""

    ends_alone: ClassVar[bool] = True

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the words and the code under them."""
        yield from self.words(column)
        yield from self.code(column)

    def words(self, column: Column) -> Iterator[Slice]:
        """Yield the number to call and the hours."""
        styles, colours = column.look.styles, column.look.colours
        head = styles["lead"]._replace(bold=True, colour=colours["heading"])
        verb = column.language.label(to_do(column.clinic))
        yield from column.lines(verb, head, column.node.add("P"))
        yield from self._way(column)
        yield from column.gap(column.look.quarter)
        for line in column.clinic.hours:
            yield from column.lines(line.text, styles["body"], column.node.add("P"))

    def _way(self, column: Column) -> Iterator[Slice]:
        """Yield the number, or what is in its place, in the largest type that it has room in."""
        if is_reached_at_sites(column.clinic):
            for runs in at_sites(column.clinic):
                lines = column.lines(runs, column.look.styles["body"], column.node.add("P"))
                yield from not_underlined(lines)
        if not (way := column.clinic.way):
            return
        styles, colours = column.look.styles, column.look.colours
        phone = (column.filling.clinic[way],)
        sizes = (styles[name] for name in ("phone", "h2", "body"))
        fitting = (kind for kind in sizes if column.widths(phone, kind)[1] <= column.width)
        style = next(fitting, styles["body"])._replace(colour=colours["heading"], bold=True)
        yield from not_underlined(column.lines(phone, style, column.node.add("P")))

    def code(self, column: Column) -> Iterator[Slice]:
        """Yield the code, as wide as the column, and its caption; nothing without an address."""
        key, address = scanned(column.clinic, column.filling.clinic)
        if not address:
            return
        alt = column.language.label("qr", address=address.text)
        node, outline = column.node.add("Figure", alt=alt), qr_code.outline(address.link)
        side = column.width
        yield Slice(side, (Shape(column.x, 0, side, side, outline, BLACK, node),))
        yield from column.gap(column.look.quarter)
        caption = column.look.styles["body"]._replace(bold=True)
        words = column.language.label(f"scan_{key}")
        spare = max(0.0, column.width - column.widths(words, caption)[1])
        yield from column.inset(spare / 2).lines(words, caption, column.node.add("P"))

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the label, the number, the hours, the code and its caption."""
        yield "P", voice.language.label(to_do(voice.clinic))
        for runs in at_sites(voice.clinic) if is_reached_at_sites(voice.clinic) else ():
            yield from voice.says("P", runs)
        if way := voice.clinic.way:
            yield from voice.says("P", (voice.filling.clinic[way],))
        for line in voice.clinic.hours:
            yield from voice.says("P", line.text)
        key, address = scanned(voice.clinic, voice.filling.clinic)
        if address:
            yield "Figure", ""
            yield "P", voice.language.label(f"scan_{key}")


def scanned(clinic: Clinic, details: Mapping[str, Run]) -> tuple[str, Run | None]:
    """Return the key and the words of the address for the code, if the clinic has one."""
    return next(((key, details[key]) for key in KEYS if getattr(clinic, key)), ("", None))
