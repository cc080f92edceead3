"""Draws the end of a leaflet: the contact details across the foot of a page, or as the back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from leaflet.blocks.contact import Contact
from leaflet.blocks.tear_off import TearOff
from leaflet.composition import story
from leaflet.content.sheet import MM, Sheet
from leaflet.document.imprint import imprint
from leaflet.graphics.colour import AAA, RGB, legible
from leaflet.layout import qr_mark
from leaflet.layout.clinic_details import caption, inked, to_scan
from leaflet.layout.column import Column, baseline
from leaflet.layout.pages import Frame
from leaflet.layout.slices import Fill, Mark, Slice, Words, height, too_wide
from leaflet.layout.strips import bound_to_next, side_by_side, stacked
from leaflet.text import fonts
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.document.document import Document

GUTTER = 6 * MM
"""Between what stands side by side."""
HIGH, PAD = 36 * MM, 4 * MM
"""The least height of the call on a wide page, and the white over and under words on a ground."""
WIDE, TWO = 150 * MM, 105 * MM
"""The least widths of text beside such a call, and of text in two columns."""
RULE = 1.6 * MM
"""Over the details where the theme has no grounds."""


class Ending(NamedTuple):
    """What a leaflet ends with: maybe the contact details, and the imprint."""

    contact: Contact | None
    imprint: tuple[str, ...]
    sheet: Sheet
    slip: TearOff | None = None
    """What is torn off under them."""

    def foot(self, column: Column, frame: Frame) -> list[Slice]:
        """Return what stands at the foot of the last page, whose text ends with `frame`.

        The contact details reach under the frame, down to the edge of the page; those that are too
        high for any page run on from page to page.
        """
        q, sheet = column.look.quarter, self.sheet
        if self.contact:
            place = self._across(column).inside("Sect")
            band = _Band(self.contact, self.imprint, place).drawn(sheet)
            under = sheet.height - frame.bottom
            if band.height - under > frame.height:
                column.node.children.pop()
                return self._running(self._across(column))
            band = band._replace(height=max(band.height - under, q), footed=True)
            return [Slice(4 * q, white=True), band]
        lines = [*_imprint(self.imprint, self._across(column), "furniture")]
        if self.slip:
            slip = self.slip.layout(self._across(column))
            return [*column.gap(4 * q), *bound_to_next(lines), *slip]
        foot = side_by_side(lines)._replace(footed=True)
        return [Slice(4 * q, white=True), foot] if lines else []

    def _running(self, column: Column) -> list[Slice]:
        """Return the contact details and the imprint as they run on from page to page."""
        assert self.contact
        slices = [*column.gap(4 * column.look.quarter), *self.contact.running(column)]
        return [*slices, *_imprint(self.imprint, column, "furniture")]

    def _across(self, column: Column) -> Column:
        """Return the column from margin to margin."""
        start, end = (side * MM for side in (self.sheet.margins.start, self.sheet.margins.end))
        wide = self.sheet.width - start - end
        return column.wide._replace(x=start, width=wide)

    def back(self, column: Column, frame: Frame) -> Slice:
        """Return the contact details as they fill the back, whose text stands in `frame`."""
        assert self.contact
        before = len(column.node.children)
        for is_close in (False, True):
            del column.node.children[before:]
            place = self._across(column).inside("Sect")._replace(is_close=is_close)
            back = _Back(self.contact, self.imprint, place).drawn(self.sheet, frame)
            if back.height <= frame.height + 0.01:
                break
        return back


def ending(document: Document, column: Column, sheet: Sheet) -> Ending:
    """Return what a leaflet ends with on a sheet; a poster has its imprint in its foot."""
    contact = story.closing(document.body)
    if sheet.most == 1 and not contact:
        return Ending(None, (), sheet)
    state = column.state if contact or sheet.panels else ""  # elsewhere the foot says it
    slip = story.slip(document.body)
    return Ending(contact, imprint(document, column.language, state), sheet, slip)


def at_feet(pages: Iterable[tuple[Slice, ...]], *frames: Frame) -> list[tuple[Slice, ...]]:
    """Return the pages, each with its last slice at its foot if it belongs there.

    The last of the frames holds for all further pages.
    """
    last = len(frames) - 1
    return [at_foot(page, frames[min(n, last)])[0] for n, page in enumerate(pages)]


def at_foot(page: tuple[Slice, ...], frame: Frame) -> tuple[tuple[Slice, ...], float]:
    """Return the slices of a page with the last at its foot, and the white over that.

    What runs on from page to page stays where it is.
    """
    if not page[-1].footed:
        return page, 0.0
    white = max(0.0, frame.height - height(page))
    return (*page[:-1], Slice(white), page[-1]), white


class _Ground(NamedTuple):
    """A ground over the width of a page, and the colour of its words if they all have one."""

    colour: RGB
    ink: RGB | None

    def place(self, column: Column) -> Column:
        """Return the column for words on the ground."""
        return inked(column, self.ink) if self.ink else column


def _ground(column: Column, least: float) -> _Ground:
    """Return the ground of the brand if words are so legible there, in grey too, else the tint."""
    colours = column.look.colours
    if column.look.cover == "ruled":
        return _Ground(colours["paper"], None)
    if legible(colours["on"], colours["band"]) >= least:
        return _Ground(colours["band"], colours["on"])
    return _Ground(colours["panel"], None)


class _Band:
    """The details across the foot of a page: the call on the brand, the others on its tint."""

    def __init__(self, contact: Contact, imprint: tuple[str, ...], column: Column) -> None:
        self.contact, self.imprint, self.column = contact, imprint, column
        self.scanned, self.label = to_scan(column.filling.clinic)
        self.code = qr_mark.side(self.scanned) if self.scanned else 0.0

    def drawn(self, sheet: Sheet) -> Slice:
        """Return the band in one slice, which ends at the edge of the page."""
        column, colours = self.column, self.column.look.colours
        ground = _ground(column, 0.0)
        place = ground.place(column)
        call = place.inset(0, self.code + GUTTER) if self.code else place
        is_beside = bool(self.code) and self.contact.has_room(call) and self._is_in_two
        call = call if is_beside else place
        words = [*self.contact.verb(call, "h2"), *self.contact.phones(call)]
        code = self.code if is_beside else 0.0
        tall = max(height(words) + 2 * PAD, code + PAD, HIGH if column.width > WIDE else 0.0)
        marks: list[Mark] = [*stacked(words, (tall - height(words)) / 2)]
        under = [*(self._code_over(tall) if is_beside else self._code_below())]
        marks += stacked(_apart(under, [*self._imprint()], 2 * column.look.quarter), tall + PAD)
        lowest = max(mark.baseline for mark in marks if isinstance(mark, Words))
        total = lowest + sheet.height - sheet.lines.foot * MM
        if column.look.cover == "ruled":
            return Slice(total, (Fill(0, 0, sheet.width, RULE, colours["band"]), *marks))
        upper = Fill(0, 0, sheet.width, tall, ground.colour)
        lower = Fill(0, tall, sheet.width, total - tall, colours["panel"])
        return Slice(total, (upper, lower, *marks))

    def _imprint(self) -> Iterator[Slice]:
        return _imprint(self.imprint, self.column, "body")

    @property
    def _is_in_two(self) -> bool:
        """Whether the details have room in two columns."""
        if self.column.width < TWO:
            return False
        first, second = (column.trial for column in self._columns())
        return not any(too_wide([*self._place(first), *self.contact.online(second)]))

    def _columns(self) -> list[Column]:
        """Return the columns for the place and for what is online."""
        return self.column.split(1, 1, gap=GUTTER)

    def _code_over(self, tall: float) -> Iterator[Slice]:
        """Yield the details, with the code in the call above them and its caption under it."""
        first, second = self._columns()
        left, q = self._place(first), self.column.look.quarter
        wide = max(self.code, self.contact.caption_width(second, self.label))
        end = self.column.inset(self.column.width - wide)
        right = self.contact.online(second)
        assert self.scanned
        column = self.column
        (code,) = qr_mark.on_white(column.inset(column.width - self.code), self.scanned)
        code = Slice(0.0, tuple(stacked([code], -PAD - (tall + self.code) / 2)))
        said = [*caption(end, self.label)]
        if any(_right(slice) > end.x - GUTTER for slice in right[: len(said)]):
            right = [*(Slice(line.height) for line in said), *right]
        right = _apart(right, self.contact.in_other_formats(second), 2 * q)
        yield side_by_side(left, right, said, [code])

    def _code_below(self) -> Iterator[Slice]:
        """Yield the details with the code among them, if there is one."""
        contact, q = self.contact, self.column.look.quarter
        if not self._is_in_two:
            slices = _apart(self._place(self.column), _online(contact, self.column, q), 2 * q)
            yield from _apart(slices, contact.in_other_formats(self.column), 2 * q)
            return
        first, second = self._columns()
        left, right = self._place(first), contact.online(second)
        if self.scanned:
            code = [*qr_mark.on_white(second, self.scanned), Slice(q), *caption(second, self.label)]
            right = _apart(right, code, 2 * q)
        yield side_by_side(left, _apart(right, contact.in_other_formats(second), 2 * q))

    def _place(self, column: Column) -> list[Slice]:
        hours = self.contact.opening(column)
        return _apart(hours, self.contact.where(column), 2 * column.look.quarter)


class _Back:
    """The details as they fill a page or panel: on the brand if all its words can be read there."""

    def __init__(self, contact: Contact, imprint: tuple[str, ...], column: Column) -> None:
        self.contact, self.imprint, self.column = contact, imprint, column
        self.white = column.look.quarter * (1 if column.is_close else 2)

    def drawn(self, sheet: Sheet, frame: Frame) -> Slice:
        """Return the whole back in one slice, which is higher than `frame` if that is too small."""
        column = self.column
        ground = _ground(column, AAA)
        place = ground.place(column)
        upper, lower = self._upper(place), self._lower(place)
        above = next(
            (mark.baseline for mark in stacked(upper, 0.0) if isinstance(mark, Words)), 0.0
        )
        upper.insert(0, Slice(max(0.0, frame.first - above)))
        foot = sheet.lines.foot * MM - frame.top + _under_baseline(column)
        tall = max(foot, height(upper) + 2 * self.white + height(lower))
        marks = [*stacked(upper, 0.0), *stacked(lower, tall - height(lower))]
        high = frame.height + max(0.0, tall - foot)
        fill = Fill(0, -frame.top, sheet.width, sheet.height, ground.colour)
        return Slice(high, (fill, *marks))

    def _upper(self, column: Column) -> list[Slice]:
        """Return all but what stands at the foot."""
        contact, white = self.contact, self.white
        slices = [*contact.verb(column, "h2"), *contact.phones(column)]
        slices = _apart(slices, contact.opening(column), white)
        slices = _apart(slices, contact.where(column), white)
        return _apart(slices, _online(contact, column, white), white)

    def _lower(self, column: Column) -> list[Slice]:
        set_imprint = _run_in if column.is_close else _imprint
        formats = self.contact.in_other_formats(column)
        return _apart(formats, [*set_imprint(self.imprint, column, "body")], self.white)


def _online(contact: Contact, column: Column, white: float) -> list[Slice]:
    """Return what is online over the QR code, or beside it where there is little room."""
    scanned, label = to_scan(column.filling.clinic)
    if not scanned:
        return contact.online(column)
    aside = qr_mark.side(scanned) + GUTTER

    def at_side(place: Column) -> list[Slice]:
        beside = place.inset(aside)
        said = contact.online(beside)
        (code,) = qr_mark.on_white(place, scanned)
        return [_centred(code, [*said, *caption(beside, label)])]

    def under(place: Column) -> list[Slice]:
        said = contact.online(place)
        (code,) = qr_mark.on_white(place, scanned)
        row = _centred(code, [*caption(place.inset(aside), label, "lead")])
        return _apart(said, [row], 2 * white)

    return column.first_fitting(*([at_side] if column.is_close else []), under)


def _centred(code: Slice, words: list[Slice]) -> Slice:
    """Return the QR code with words beside its middle."""
    return side_by_side([code], [Slice(max(0.0, code.height - height(words)) / 2), *words])


def _apart(first: list[Slice], second: list[Slice], white: float) -> list[Slice]:
    """Return one after the other, with white between them if there are both."""
    return [*first, Slice(white), *second] if first and second else [*first, *second]


def _imprint(paragraphs: Iterable[str], column: Column, style: str) -> Iterator[Slice]:
    for words in filter(None, paragraphs):
        yield from column.lines(words, column.look.styles[style], column.node.add("P"))


def _run_in(paragraphs: Iterable[str], column: Column, style: str) -> Iterator[Slice]:
    """Yield the paragraphs one after the other, each a paragraph of its own for the ear."""
    runs = [Run(f"{words} ") for words in paragraphs if words]
    nodes = tuple(column.node.add("P") for _ in runs)
    yield from column.lines(tuple(runs), column.look.styles[style], nodes) if runs else ()


def _right(slice: Slice) -> float:
    """Return where the words of a slice end, in points."""
    return max((mark.x + mark.width for mark in slice.marks if isinstance(mark, Words)), default=0)


def _under_baseline(column: Column) -> float:
    """Return how far under its baseline a line of body text ends, in points."""
    body = column.look.styles["body"]
    return body.leading - baseline(body, fonts.family(body.family).regular[0])
