"""`- contact`: how to reach the clinic, at the foot of the last page or on the back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.look import Style
from leaflet.content.other_contact import OtherContact
from leaflet.document.block import Above, Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout import cards, contact_rows, qr_mark
from leaflet.layout.addresses import not_underlined, on_one_line
from leaflet.layout.clinic_details import (
    CALLED,
    WHERE,
    at_sites,
    calls_at_sites,
    caption,
    detail,
    first,
    is_reached_at_sites,
    labelled,
    online,
    others,
    said,
    to_do,
    to_scan,
)
from leaflet.layout.column import Column
from leaflet.layout.grid import INSET
from leaflet.layout.slices import Slice, heading_role, height
from leaflet.layout.strips import bound_to_next, side_by_side
from leaflet.source.value import Email, Line, Phone, WebAddress

OWN = ("title", "formats", "size")
"""The keys of the clinic's panel."""
THEIRS = ("phone", "text", "hours", "place", "email", "website", "booking")
"""Those of another's, beside its name."""
SMALL = 25.0
"""Millimetres across the QR code of the small form."""
SEEN = 1.25
"""How many times as large as a heading the phone number of the small form is, at least."""
CALL, BESIDE = 0.4, 120.0
"""The share of the small form that the call takes, and the points that words need beside it."""


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

    name: Annotated[
        Text | None, Meta(description="Whom to reach, if not the clinic: Ward 4, Night nurse.")
    ] = None
    phone: Annotated[Phone | None, Meta(description="Theirs, as printed.")] = None
    text: Annotated[Text | None, Meta(description="When to call them.")] = None
    hours: Annotated[tuple[Line, ...], Meta(description="Theirs, line by line.")] = ()
    place: Annotated[tuple[Line, ...], Meta(description="Where they are, line by line.")] = ()
    email: Email | None = None
    website: WebAddress | None = None
    booking: WebAddress | None = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for details without a name, and for keys of the clinic beside one."""
        if self.other:
            yield from self.other.faults()
            for key in OWN:
                if getattr(self, key):
                    problem = (
                        f"`{key}` belongs to the clinic's own contact details, not to another's"
                    )
                    yield key, "conflicting-keys", problem, "delete it, or `name`"
        elif key := next((key for key in THEIRS if getattr(self, key)), ""):
            problem = f"nothing here says whose `{key}` this is"
            hint = "add `name: …`; the clinic's own details stand under `clinic:`"
            yield key, "missing-key", problem, hint

    @property
    def other(self) -> OtherContact | None:
        """Whom it is about, if not the clinic."""
        if not self.name:
            return None
        return OtherContact(name=self.name, **{key: getattr(self, key) for key in THEIRS})

    def level_after(self, above: Above) -> int:
        """Return the level of its title; another's is under the heading above."""
        return above.level if self.name else above.floor + 1

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield another's panel, or the clinic's small one with all details, where it stands."""
        if self.other:
            yield from contact_rows.panel(column, (self.other,), column.level + 1)
            return
        q, column = column.look.quarter, column.wide
        inner = column.inside("Sect").inset(INSET, INSET)._replace(is_close=True)
        yield from column.gap(3 * q)
        yield from cards.panel(column, [self._small(inner)])
        yield from column.gap(4 * q)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield what to do, the details in the order of their use, the code and its caption."""
        yield "Sect", ""
        if self.other:
            yield from voice.contact(self.other, voice.level + 1)
            return
        clinic, details = voice.clinic, voice.filling.clinic
        verb = self.title or voice.language.label(to_do(clinic))
        yield from voice.heads(voice.floor + 1, verb)
        for key in first(clinic):
            if run := details.get(key):
                yield from voice.says("P", (run,))
        for runs in at_sites(clinic) if is_reached_at_sites(clinic) else ():
            yield from voice.says("P", runs)
        yield from _read(voice, "hours")
        yield from voice.says("P", clinic.name.text)
        for key in (*WHERE, *online(clinic), *others()):
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
        title = self.title or column.language.label(to_do(column.clinic))
        node = column.node.add(heading_role(column.floor + 1))
        return [*column.lines(title, column.look.styles[style], node)]

    def phones(self, column: Column) -> list[Slice]:
        """Return the phone number, as large as it has room, and the other under it.

        Where there is none, what is in its place is set in the size of a lead; where only sites
        have one, theirs.
        """
        if is_reached_at_sites(column.clinic):
            return [*calls_at_sites(column)]
        slices: list[Slice] = []
        for key in first(column.clinic):
            if run := column.filling.clinic.get(key):
                style = on_one_line(column, run, _size(column, key))
                slices += not_underlined(column.lines((run,), style, column.node.add("P")))
        return slices

    def has_room(self, column: Column) -> bool:
        """Return whether the phone number has its full size on one line of the column."""
        if not (way := column.clinic.way) or is_reached_at_sites(column.clinic):
            return True
        style = _size(column, way)
        return on_one_line(column, column.filling.clinic[way], style) == style

    def caption_width(self, column: Column, label: str) -> float:
        """Return the width of what the QR code is for, in points."""
        body = column.look.styles["body"]._replace(bold=True)
        return column.widths(column.language.label(label), body)[1] + 0.1

    def opening(self, column: Column) -> list[Slice]:
        """Return the opening hours."""
        return [*detail(column, "hours")]

    def where(self, column: Column) -> list[Slice]:
        """Return the clinic's name, who treats there, and the address."""
        body = column.look.styles["body"]
        slices = [
            *column.lines(column.clinic.name.text, body._replace(bold=True), column.node.add("P"))
        ]
        for key in WHERE:
            slices += detail(column, key)
        return slices

    def online(self, column: Column) -> list[Slice]:
        """Return the e-mail address, the web address and where to book, and what else there is."""
        return [
            slice for key in (*online(column.clinic), *others()) for slice in detail(column, key)
        ]

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
        title = self.title or column.language.label(to_do(column.clinic))
        again = [*inner.continued(title, column.look.styles["h3"])]
        yield from cards.panel(column, self._stacked(inner), again)

    def _stacked(self, column: Column) -> Iterator[Slice]:
        scanned, label = to_scan(column.filling.clinic)
        yield from bound_to_next([*self.verb(column, "h3"), *self.phones(column)])
        yield from (*self.opening(column), *self.where(column), *self.online(column))
        if scanned:
            yield from bound_to_next(qr_mark.on_white(column, scanned))
            yield from caption(column, label)
        yield from self.in_other_formats(column)

    def _small(self, column: Column) -> Slice:
        """Return all parts in one piece, beside each other as far as there is room."""
        scanned, label = to_scan(column.filling.clinic)
        code, gap = 0.0, 6 * column.look.quarter
        narrow = code = qr_mark.side(scanned, SMALL) if scanned else 0.0
        if scanned:
            code = max(code, self.caption_width(column, label))

        def words(call: Column, rest: Column) -> list[list[Slice]]:
            head = [*self.verb(call, "h3"), *self.phones(call)]
            return [head, [*self.opening(rest), *self.where(rest), *self.online(rest)]]

        def scan(place: Column, beside: Column | None = None) -> Iterator[Slice]:
            if scanned:
                yield from qr_mark.on_white(place, scanned, SMALL)
                yield from caption(beside or place, label)

        def in_a_row(place: Column) -> list[Slice]:
            first = place.width * CALL
            rest = place.inset(first + gap, code + gap)
            head, said = words(place.inset(0, place.width - first), rest)
            if height(said) + place.look.styles["body"].leading > narrow:
                cells = [head, said, [*scan(place.inset(place.width - code))]]
            else:
                drawn = [*scan(place.inset(place.width - narrow), rest)]
                cells = [head, [*said, *drawn[1:]], drawn[:1]]
            return [side_by_side(*cells), *self.in_other_formats(place)]

        def beside_code(place: Column) -> list[Slice]:
            slim = place.inset(0, code + gap)
            head, said = words(slim, slim)
            cells = [[*head, *said], [*scan(place.inset(place.width - code))]]
            return [side_by_side(*cells), *self.in_other_formats(place)]

        def stacked(place: Column) -> list[Slice]:
            head, said = words(place, place)
            return [*head, *said, *scan(place), *self.in_other_formats(place)]

        is_seen = self._is_seen(column.inset(0, column.width * (1 - CALL)))
        is_wide = column.width * (1 - CALL) - code - 2 * gap > BESIDE
        ways = [in_a_row] if is_wide and is_seen else []
        ways += [beside_code] if column.width - code - gap > BESIDE else []
        return side_by_side(column.first_fitting(*ways, stacked))

    def _is_seen(self, column: Column) -> bool:
        """Return whether the phone number is clearly larger there than a heading."""
        way, least = column.clinic.way, SEEN * column.look.styles["h2"].size
        if way not in CALLED:
            return True
        run = column.filling.clinic[way]
        return on_one_line(column, run, _size(column, way)).size >= least


def _size(column: Column, key: str) -> Style:
    """Return the style of what is seen first, and of another number under it."""
    styles = column.look.styles
    if key == column.clinic.way:
        return styles["phone"] if key in CALLED else styles["lead"]._replace(bold=True)
    return styles["h3"]


def _read(voice: Voice, key: str) -> Iterator[Entry]:
    lines = said(key, voice.clinic, voice.filling.clinic)
    if lines:
        label = (voice.language.label_run(key),) if labelled(key) else ()
        runs = (run for line in lines for run in voice.filling.linked(line))
        yield from voice.says("P", (*label, *runs))
