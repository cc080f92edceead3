"""`- contact`: the panel that says how to reach the clinic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import ClassVar

from leaflet.content.clinic import DETAILS, PANEL, Clinic
from leaflet.content.inline import Text
from leaflet.document.block import Above, Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics import icon
from leaflet.layout import qr_mark
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice, height, moved
from leaflet.layout.strips import beside as row
from leaflet.layout.strips import bound_to_next, side_by_side
from leaflet.text import fonts
from leaflet.text.lines import natural_width
from leaflet.text.run import Run

SIGN, GAP, PAD = 14.0, 7.0, 16.0
"""Size of a sign, white beside it, and inside the panel's edges; in points."""
SLIM, CLOSE, APART = 9.0, 0.5, 3.0
"""White inside the edges of a close panel, between its details, and between them elsewhere."""
BESIDE = 120.0
"""Points that values need beside their labels; where they have less they run on after them."""
UNDER = 36.0
"""Points that the publisher's line needs under the panel."""
FEW = 2
"""Details that stand together on either side of a break, where no page holds the panel."""
NARROW = 300.0
"""Points that the details need beside the QR code; where they have less it stands under them."""


class Contact(Block, frozen=True):
    """A panel with all known details of the clinic and a QR code."""

    stays_whole: ClassVar[bool] = True

    title: Text | None = None

    def level_after(self, above: Above) -> int:
        """Return the level of its title."""
        return above.floor + 1

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the panel: a heading, the clinic's name, each detail, the QR code.

        It is set closely where the publisher's line would otherwise have no room under it.
        """
        before = len(column.node.children)
        slices = [*self._panel(column)]
        if column.room - UNDER < height(slices) and not column.is_close:
            del column.node.children[before:]
            slices = [*self._panel(column._replace(is_close=True))]
        yield from slices

    def _panel(self, column: Column) -> Iterator[Slice]:
        values = column.margin - PAD
        column = column.wide
        pad = SLIM if column.is_close else PAD
        inner = column.inside("Sect").inset(pad, pad)
        slices = self._inside(inner, values)
        yield from column.gap(4)
        title, style = self.title or column.language.label("contact"), column.look.styles["h2"]
        again = [*inner.continued(title, style), *inner.gap(GAP)]
        yield from column.panel(slices, column.look.colours["panel"], pad - 2, again=again)
        yield from column.gap(CLOSE if column.is_close else 11)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the heading, the clinic's name, its labelled details and the code's label."""
        yield "Sect", ""
        yield from voice.heads(voice.floor + 1, self.title or voice.language.label("contact"))
        yield "P", voice.clinic.name.text
        for key, lines in _details(voice.clinic, voice.filling.clinic):
            spaced = (lines[0], *(run for line in lines[1:] for run in (Run(" "), line)))
            yield from voice.says("P", (voice.language.label_run(key), *spaced))
        scanned, label = _to_scan(voice.filling.clinic)
        if scanned:
            yield "Figure", ""
            yield "P", voice.language.label(label)

    def _inside(self, column: Column, values: float) -> list[Slice]:
        """Return the words with the QR code beside them, beside their head, or under them.

        What they say begins `values` points from the start, or further where a label needs it.
        """
        scanned, label = _to_scan(column.filling.clinic)
        if not scanned:
            return [*self._head(column), *self._rows(column, values)]
        room = column.width - qr_mark.width(scanned) - PAD

        def code(place: Column) -> list[Slice]:
            end = place.inset(room + PAD)
            return [qr_mark.drawn(end, scanned), Slice(4), *_caption(end, label)]

        def at_side(place: Column) -> Iterator[Slice]:
            slim = place._replace(width=room)
            return qr_mark.beside([*self._head(slim), *self._rows(slim, values)], code(place))

        def at_head(place: Column) -> list[Slice]:
            head = [*self._head(place._replace(width=room))]
            rows = [*self._rows(place, values)]
            return [*bound_to_next([side_by_side(head, code(place)), *place.gap(GAP)]), *rows]

        def under(place: Column) -> Iterator[Slice]:
            yield from (*self._head(place), *self._rows(place, values), Slice(GAP))
            yield from qr_mark.with_words(place, scanned, lambda end: _caption(end, label))

        first = [at_side] if room >= NARROW else [at_head] if column.is_close else []
        return column.first_fitting(*first, under)

    def _head(self, column: Column) -> Iterator[Slice]:
        """Yield the heading and the clinic's name."""
        styles, label = column.look.styles, column.language.label
        title = column.heading(self.title or label("contact"), column.floor + 1)
        yield from (slice for slice in title if not slice.white)
        name = column.lines(column.clinic.name.text, styles["h4"], column.node.add("P"))
        yield from bound_to_next([*name, *column.gap(4)])

    def _rows(self, column: Column, values: float) -> Iterator[Slice]:
        """Yield the clinic's details; what they say begins `values` points in, or further."""
        styles, label = column.look.styles, column.language.label
        rows = [*_details(column.clinic, column.filling.clinic)]
        family, size = fonts.family(styles["body"].family), styles["body"].size
        widest = max(natural_width((Run(label(key), bold=True),), family, size) for key, _ in rows)
        indent = max(values, min(SIGN + widest + 2 * GAP, column.width / 2))
        forms = (_row, _run_on) if column.width - indent >= BESIDE else (_run_on,)
        between = CLOSE if column.is_close else APART
        for number, (key, lines) in enumerate(rows):
            ways = (partial(form, indent=indent, key=key, lines=lines) for form in forms)
            row = [*bound_to_next(column.first_fitting(*ways)), *column.gap(between)]
            few = number + 1 < FEW or len(rows) - FEW <= number < len(rows) - 1
            yield from bound_to_next(row) if few else row


def _row(column: Column, indent: float, key: str, lines: list[Run]) -> Iterator[Slice]:
    """Yield a detail: its sign and label, and its lines beside them."""
    body, node = column.look.styles["body"], column.node.add("P")
    named = column.inset(SIGN + GAP, column.width - indent + GAP)
    heads = named.lines((column.language.label_run(key),), body, node)
    value = column.inset(indent)
    said = (slice for runs in _ended(lines) for slice in value.lines(runs, body, node))
    yield from row(_signed(column, key, heads), said)


def _run_on(column: Column, indent: float, key: str, lines: list[Run]) -> Iterator[Slice]:
    """Yield a detail with its label and value on one line, for narrow columns."""
    body, node = column.look.styles["body"], column.node.add("P")
    first, *others = _ended(lines)
    place = column.inset(SIGN + GAP)
    runs = ((column.language.label_run(key), *first), *others)
    yield from _signed(column, key, (s for words in runs for s in place.lines(words, body, node)))


def _ended(lines: list[Run]) -> list[tuple[Run, ...]]:
    """Yield the lines, each but the last ending in a space so that words stay apart when read."""
    return [*((run, Run(" ")) for run in lines[:-1]), (lines[-1],)]


def _signed(column: Column, key: str, lines: Iterable[Slice]) -> Iterator[Slice]:
    """Yield the lines, the sign of the detail before the first."""
    leading, ink = column.look.styles["body"].leading, column.look.colours["marker"]
    drawn = column.shape(icon.outline(DETAILS[key].sign), SIGN, ink)
    sign = [moved(mark, 0, (leading - SIGN) / 2) for slice in drawn for mark in slice.marks]
    for slice in lines:
        yield slice._replace(marks=(*sign, *slice.marks)) if sign else slice
        sign = []


def _caption(column: Column, label: str) -> Iterator[Slice]:
    body = column.look.styles["body"]
    yield from column.lines(column.language.label(label), body, column.node.add("P"))


def _to_scan(details: Mapping[str, Run]) -> tuple[Run | None, str]:
    """Return the address for the QR code and its label, or None."""
    if "booking" in details:
        return details["booking"], "scan_booking"
    return details.get("website"), "scan_website"


def _details(clinic: Clinic, details: Mapping[str, Run]) -> Iterator[tuple[str, list[Run]]]:
    """Yield the key and the lines of each known detail."""
    for key in PANEL:
        value = getattr(clinic, key)
        if isinstance(value, tuple) and value:
            yield key, [Run(line.text) for line in value]
        elif value:
            yield key, [details[key]]
