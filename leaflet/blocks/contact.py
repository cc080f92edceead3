"""`- contact`: how to reach the clinic, at the foot of the last page or on the back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from leaflet.content.clinic import PANEL, Clinic
from leaflet.content.inline import Text
from leaflet.content.look import Style
from leaflet.document.block import Above, Block
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.colour import RGB
from leaflet.layout import cards, qr_mark
from leaflet.layout.column import Column
from leaflet.layout.grid import INSET
from leaflet.layout.slices import Slice, Stroke, heading_role
from leaflet.layout.strips import bound_to_next, side_by_side
from leaflet.text import fonts
from leaflet.text.lines import natural_width
from leaflet.text.run import Run

CALLED = ("phone", "other_phone")
"""The details that are called."""
WHERE = ("practitioner", "registration", "address")
"""Those that stand under the clinic's name."""
ONLINE = ("email", "website", "booking")
"""Those that are written to or looked at."""
SPOKEN = {"phone", "other_phone", "hours", *WHERE, *ONLINE}
SMALL = 25.0
"""Millimetres across the QR code of the small form."""
CALL, BESIDE = 0.4, 120.0
"""The share of the small form that the call takes, and the points that words need beside it."""
COMMA = Run(",")
"""Between two lines of an address on one line of print, for the eye alone."""


class Contact(Block, frozen=True):
    """How to reach the clinic: what to do, the phone number, all other details and a QR code.

    It closes the leaflet: on pages it stands across the foot of the last one, folded it is the
    back. What follows it in the content comes before it, but for short paragraphs right after it,
    which stand inside it.
    """

    stays_whole: ClassVar[bool] = True

    title: Annotated[Text | None, Meta(description="What to do; “Call us” unless said.")] = None
    formats: Annotated[
        tuple[Text, ...], Meta(description="Such as how to ask for large print or Braille.")
    ] = ()
    size: Annotated[
        Literal["small"] | None, Meta(description="A small panel where it is written.")
    ] = None

    def level_after(self, above: Above) -> int:
        """Return the level of its title."""
        return above.floor + 1

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the small form: a panel with all details, where it stands."""
        q, column = column.look.quarter, column.wide
        inner = column.inside("Sect").inset(INSET, INSET)._replace(is_close=True)
        yield from column.gap(3 * q)
        yield from cards.panel(column, [self._small(inner)])
        yield from column.gap(4 * q)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield what to do, the details in the order of their use, the code and its caption."""
        clinic, details = voice.clinic, voice.filling.clinic
        yield "Sect", ""
        yield from voice.heads(voice.floor + 1, self.title or voice.language.label("contact"))
        for key in (*CALLED, "hours"):
            yield from _read(voice, key)
        yield "P", clinic.name.text
        for key in (*WHERE, *ONLINE, *others()):
            yield from _read(voice, key)
        scanned, label = to_scan(details)
        if scanned:
            yield "Figure", ""
            yield "P", voice.language.label(label)
        for text in self.formats:
            yield from voice.says("P", text)

    # The parts, each of which makes its place in reading order as it is drawn

    def verb(self, column: Column, style: str) -> list[Slice]:
        """Return what to do, as a heading."""
        title = self.title or column.language.label("contact")
        node = column.node.add(heading_role(column.floor + 1))
        return [*column.lines(title, column.look.styles[style], node)]

    def phones(self, column: Column) -> list[Slice]:
        """Return the phone number, as large as it has room, and the other under it."""
        slices: list[Slice] = []
        for key, kind in zip(CALLED, ("phone", "h3"), strict=True):
            if run := column.filling.clinic.get(key):
                style = _on_one_line(column, run, column.look.styles[kind])
                slices += _not_underlined(column.lines((run,), style, column.node.add("P")))
        return slices

    def has_room(self, column: Column) -> bool:
        """Return whether the phone number has its full size on one line of the column."""
        run, style = column.filling.clinic["phone"], column.look.styles["phone"]
        return _on_one_line(column, run, style) == style

    def caption_width(self, column: Column, label: str) -> float:
        """Return the width of what the QR code is for, in points."""
        body = column.look.styles["body"]._replace(bold=True)
        return column.widths(column.language.label(label), body)[1] + 0.1

    def hours(self, column: Column) -> list[Slice]:
        """Return the opening hours."""
        return [*_detail(column, "hours")]

    def where(self, column: Column) -> list[Slice]:
        """Return the clinic's name, who treats there, and the address."""
        body = column.look.styles["body"]
        slices = [
            *column.lines(column.clinic.name.text, body._replace(bold=True), column.node.add("P"))
        ]
        for key in WHERE:
            slices += _detail(column, key)
        return slices

    def online(self, column: Column) -> list[Slice]:
        """Return the e-mail address, the web address and where to book, and what else there is."""
        return [slice for key in (*ONLINE, *others()) for slice in _detail(column, key)]

    def in_other_formats(self, column: Column) -> list[Slice]:
        """Return the sentences that stand in the panel."""
        q, body = column.look.quarter, column.look.styles["body"]
        slices: list[Slice] = []
        for text in self.formats:
            slices += column.gap(q if slices else 0)
            slices += column.lines(text, body, column.node.add("P"))
        return slices

    def running(self, column: Column) -> Iterator[Slice]:
        """Yield all parts under each other in a panel that may go on on the next page."""
        column = column.inside("Sect")
        inner = column.inset(INSET, INSET)
        title = self.title or column.language.label("contact")
        again = [*inner.continued(title, column.look.styles["h3"])]
        yield from cards.panel(column, self._stacked(inner), again)

    def _stacked(self, column: Column) -> Iterator[Slice]:
        scanned, label = to_scan(column.filling.clinic)
        yield from bound_to_next([*self.verb(column, "h3"), *self.phones(column)])
        yield from (*self.hours(column), *self.where(column), *self.online(column))
        if scanned:
            yield from bound_to_next(qr_mark.on_white(column, scanned))
            yield from caption(column, label)
        yield from self.in_other_formats(column)

    def _small(self, column: Column) -> Slice:
        """Return all parts in one piece, beside each other as far as there is room."""
        scanned, label = to_scan(column.filling.clinic)
        code, gap = 0.0, 6 * column.look.quarter
        if scanned:
            code = max(qr_mark.side(scanned, SMALL), self.caption_width(column, label))

        def words(call: Column, rest: Column) -> list[list[Slice]]:
            head = [*self.verb(call, "h3"), *self.phones(call)]
            return [head, [*self.hours(rest), *self.where(rest), *self.online(rest)]]

        def scan(place: Column) -> Iterator[Slice]:
            if scanned:
                yield from qr_mark.on_white(place, scanned, SMALL)
                yield from caption(place, label)

        def in_a_row(place: Column) -> list[Slice]:
            first = place.width * CALL
            rest = place.inset(first + gap, code + gap)
            head, said = words(place.inset(0, place.width - first), rest)
            cells = [head, said, [*scan(place.inset(place.width - code))]]
            return [side_by_side(*cells), *self.in_other_formats(place)]

        def beside_code(place: Column) -> list[Slice]:
            slim = place.inset(0, code + gap)
            head, said = words(slim, slim)
            cells = [[*head, *said], [*scan(place.inset(place.width - code))]]
            return [side_by_side(*cells), *self.in_other_formats(place)]

        def stacked(place: Column) -> list[Slice]:
            head, said = words(place, place)
            return [*head, *said, *scan(place), *self.in_other_formats(place)]

        ways = [in_a_row] if column.width * (1 - CALL) - code - 2 * gap > BESIDE else []
        ways += [beside_code] if column.width - code - gap > BESIDE else []
        return side_by_side(column.first_fitting(*ways, stacked))


def inked(column: Column, ink: RGB) -> Column:
    """Return the column with all type in one colour, for words on a ground of the brand."""
    look = column.look
    styles = {name: kind._replace(colour=ink) for name, kind in look.styles.items()}
    return column._replace(look=look._replace(styles=styles))


def caption(column: Column, label: str, style: str = "body") -> Iterator[Slice]:
    """Yield what the QR code is for."""
    kind = column.look.styles[style]._replace(bold=True)
    yield from column.lines(column.language.label(label), kind, column.node.add("P"))


def to_scan(details: Mapping[str, Run]) -> tuple[Run | None, str]:
    """Return the address for the QR code and its label, or None."""
    if "booking" in details:
        return details["booking"], "scan_booking"
    return details.get("website"), "scan_website"


def others() -> tuple[str, ...]:
    """Return the details that have no place of their own, and stand after their label."""
    return tuple(key for key in PANEL if key not in SPOKEN)


def _said(key: str, clinic: Clinic, details: Mapping[str, Run]) -> list[tuple[Run, ...]]:
    """Return the lines of a detail, each but the last ending in a space, for reading aloud."""
    value = getattr(clinic, key)
    if not value:
        return []
    lines = [Run(line.text) for line in value] if isinstance(value, tuple) else [details[key]]
    return [*((line, Run(" ")) for line in lines[:-1]), (lines[-1],)]


def _labelled(key: str) -> bool:
    """Return whether a detail stands after its label."""
    return key == "booking" or key in others()


def _detail(column: Column, key: str) -> Iterator[Slice]:
    """Yield the lines of a detail, if the clinic has it; an address runs on if room is short."""
    body = column.look.styles["body"]
    lines = _said(key, column.clinic, column.filling.clinic)
    if not lines:
        return
    if column.is_close and key == "address":
        lines = _run_on(column, body)
    node = column.node.add("P")
    if _labelled(key):
        lines[0] = (column.language.label_run(key), *lines[0])
    for runs in lines:
        linked = column.filling.linked(runs)
        nodes = tuple(None if run == COMMA else node for run in linked)
        yield from _not_underlined(column.lines(linked, body, nodes))


def _run_on(column: Column, style: Style) -> list[tuple[Run, ...]]:
    """Return the lines of the address, as many on each line of print as it has room for."""
    rows: list[tuple[Run, ...]] = []
    for line in column.clinic.address:
        joined = (*rows[-1], COMMA, Run(f" {line.text}")) if rows else ()
        if joined and natural_width(joined, fonts.family(style.family), style.size) <= column.width:
            rows[-1] = joined
        else:
            rows.append((Run(line.text),))
    return [*((*row, Run(" ")) for row in rows[:-1]), *rows[-1:]]


def _read(voice: Voice, key: str) -> Iterator[Entry]:
    lines = _said(key, voice.clinic, voice.filling.clinic)
    if lines:
        label = (voice.language.label_run(key),) if _labelled(key) else ()
        runs = (run for line in lines for run in voice.filling.linked(line))
        yield from voice.says("P", (*label, *runs))


def _on_one_line(column: Column, run: Run, style: Style) -> Style:
    """Return the style, smaller where the run has no room on one line of the column."""
    wide = natural_width((run._replace(bold=True),), fonts.family(style.family), style.size)
    if wide <= column.width:
        return style
    size, q = (
        max(column.look.styles["body"].size, style.size * column.width / wide - 0.1),
        column.look.quarter,
    )
    return style._replace(size=size, leading=ceil(style.leading * size / style.size / q) * q)


def _not_underlined(slices: Iterable[Slice]) -> Iterator[Slice]:
    """Yield lines without the rules under links: what is called or looked at is plain here."""
    for slice in slices:
        yield slice._replace(
            marks=tuple(mark for mark in slice.marks if not isinstance(mark, Stroke))
        )
