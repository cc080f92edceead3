"""Lays out a poster: few large words beside a picture, and how to reach the clinic under them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from leaflet.blocks.key_points import KeyPoint, KeyPoints
from leaflet.blocks.paragraph import Paragraph
from leaflet.composition.canvas import Canvas, Way
from leaflet.composition.reach import Reach
from leaflet.composition.room import overfull
from leaflet.composition.strip import logo_size
from leaflet.content.inline import Text
from leaflet.content.sheet import MM, Sheet
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError, note
from leaflet.layout.column import Column
from leaflet.layout.crop import Rectangle
from leaflet.layout.slices import Mark, PlacedPicture, Slice, StructureNode, height, too_wide
from leaflet.layout.strips import stacked, trimmed
from leaflet.source.walk import walk
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.document.block import Block

WIDE, HIGH = 210.0, 297.0
"""The paper that these millimetres are for; those of another grow with it."""
TITLE, PICTURE, FOOT = 17.0, 82.0, 206.0
"""Where the title and the picture begin, and where their ground ends at most."""
RULED = 9.0
"""Where a rule stands that has the place of the ground."""
UNDER_TITLE, AFTER_TITLE, STEP, AROUND, OVER_FOOT = 2.5, 8.0, 16.0, 5.0, 10.0
"""From the title to the subtitle, and to what follows; from the top of the picture to the points,
and under them; over the rest."""
SIDE, GAP, OVER_CODE = 44.0, 3.0, 6.0
"""The side of the code, and from it to the words beside it and to the logo over it."""
BETWEEN = 0.4
"""White between two points, in lines."""
FEW = 3
"""The lines of a title that is not long."""
LEAST = 45.0
"""The least height of a picture; points have the whole width where it would be less."""
BESIDE = (5, 6, 7)
"""Columns of the grid beside the picture, which are as few as can be."""
UNDER = 14.0
"""From the last line of all to the edge."""
WORDS = 40
"""The most words of a poster that are read in passing, but for the contact details."""


def brief(document: Document) -> Document:
    """Return the document with its points as paragraphs, and the contact details in few words.

    Where all is too much to be read in passing, points have their titles alone.
    """
    whole = _shortened(document, _whole)
    return whole if _count(whole) <= WORDS else _shortened(document, _titled)


def _shortened(document: Document, said: Callable[[KeyPoint], Text]) -> Document:
    body: list[Block] = []
    for one in document.body:
        if isinstance(one, KeyPoints):
            body += (Paragraph(text=said(point)) for point in one.items)
        elif one.word not in ("contact", "qr"):
            body.append(one)
    return msgspec.structs.replace(document, body=(*body, Reach()))


def _whole(point: KeyPoint) -> Text:
    """Return a point as one paragraph; words that go on after its title are one sentence."""
    if not point.title:
        return point.text
    goes_on = point.text.literal[:1].islower()
    between = Run(" " if goes_on else ". ", bold=True)
    return Text((*point.title.parts, between, *point.text.parts), point.title.span)


def _titled(point: KeyPoint) -> Text:
    """Return the title of a point; a number says nothing without its words."""
    has_number = point.title and any(map(str.isdigit, point.title.literal))
    return point.title if point.title and not has_number else _whole(point)


def _count(document: Document) -> int:
    """Return the words of a poster, but for the contact details."""
    blocks = [one for one in document.body if not isinstance(one, Reach)]
    said = [document.title, document.subtitle, *(t for one in blocks for t in walk(one, Text))]
    return sum(len(text.literal.split()) for text in said if text)


def long_posters(document: Document) -> Iterator[Fault]:
    """Yield a note if there are more words than anyone reads in passing."""
    if (words := _count(document)) > WORDS:
        problem = f"the poster has {words} words, and at most {WORDS} are read in passing"
        hint = "give its points a `title:`, or leave some out with `except: poster`"
        yield note("long-poster", problem, None, hint)


def lay(document: Document, column: Column, sheet: Sheet, imprint: float) -> Slice:
    """Return the whole poster as one slice; LeafletError if it has too many words.

    Points stand on the ground of the title, other blocks under it, and the contact details last,
    over an imprint that is `imprint` points high.
    """
    return _Poster(document, column.wide, sheet, imprint).drawn()


def beside_code(column: Column, sheet: Sheet) -> Column:
    """Return the column of all words at the foot, which the code stands beside."""
    return column.inset(0, (SIDE + GAP) * sheet.width / WIDE)


class _Foot(NamedTuple):
    """What stands under the ground of the title, measured."""

    others: float
    """The height of the blocks that are no points."""
    words: float
    name: float
    code: float
    logo: float
    imprint: float
    """How far the imprint reaches over the lowest place of the code."""

    @property
    def reach(self) -> float:
        """The height of the contact details, with what the imprint takes from them."""
        return max(self.words + self.name + self.imprint, self.logo + self.code)


class _Poster:
    """Draws one poster."""

    def __init__(self, document: Document, column: Column, sheet: Sheet, imprint: float) -> None:
        self.document, self.column, self.sheet = document, column, sheet
        self.imprint = imprint
        self.canvas = Canvas(document, column, sheet)
        self.title = self.canvas.title((Way("title", column), Way("title_small", column)))
        self.unit = sheet.width / WIDE
        side = SIDE * self.unit
        self.side = column.inset(column.width - side)
        """The column of the logo and the code."""
        self.words = beside_code(column, sheet)
        """The column of the number and the hours."""
        self.reach = Reach()

    def _down(self, millimetres: float) -> float:
        """Return how far down something stands, in points."""
        return millimetres / HIGH * self.sheet.height

    def drawn(self) -> Slice:
        """Return all of it, in reading order, whatever stands where."""
        column, canvas, foot = self.column, self.canvas, self._measured()
        reach = min(self._down(FOOT + OVER_FOOT), self._down(HIGH - UNDER) - foot.reach)
        others = reach - foot.others
        ground = others - self._down(OVER_FOOT)
        marks: list[Mark] = [*canvas.ground(self._ground(ground))]
        marks += self._owner(reach, foot)
        top = self._down(TITLE)
        marks += canvas.titled(self.title, top)
        under = top + self.title.height + self._down(UNDER_TITLE)
        low = under + height(canvas.purpose(column)) + self._down(AFTER_TITLE - UNDER_TITLE)
        picture = max(self._down(PICTURE), low)
        tall = ground - picture
        count = self._beside(ground - low - self._down(AROUND)) if tall >= LEAST * self.unit else 0
        beside = column.span(0, count) if count else column
        if count:
            start = column.grid.at(count)
            marks.append(canvas.picture((start, picture, self.sheet.width - start, tall)))
        elif self.document.cover and self.document.cover.picture:
            raise self._too_much(low, ground)
        marks += canvas.purposed(column, under)
        points = height(self._points(beside.trial))
        if low + points + self._down(AROUND) > ground:
            raise self._too_much(low + points + self._down(AROUND), ground)
        start = min(max(low, picture + self._down(STEP)), ground - self._down(AROUND) - points)
        marks += stacked(self._points(beside), start)
        marks += stacked(self._others(column), others)
        marks += stacked(self.reach.words(self.words), reach)
        marks += stacked(self.reach.code(self.side), reach + foot.logo)
        return Slice(self.sheet.height, tuple(marks))

    def _ground(self, foot: float) -> Rectangle:
        top = 0.0 if self.canvas.is_filled else self._down(RULED)
        return 0.0, top, self.sheet.width, foot - top

    def _measured(self) -> _Foot:
        """Return the heights of what stands under the ground of the title."""
        logo = self._logo_size()
        return _Foot(
            height(self._others(self.column.trial)),
            height(self.reach.words(self.words.trial)),
            height(self._name(None)),
            height(self.reach.code(self.side.trial)),
            logo[1] + OVER_CODE * self.unit if logo[1] else 0.0,
            self._imprint(),
        )

    def _imprint(self) -> float:
        """Return how far the imprint reaches over the lowest place of the code."""
        if not self.imprint:
            return 0.0
        return max(0.0, self._down(HIGH - UNDER) - self.sheet.lines.foot * MM + self.imprint)

    def _logo_size(self) -> tuple[float, float]:
        logo = self.column.clinic.logo
        if not logo:
            return 0.0, 0.0
        wide, tall = logo_size(logo.picture)
        scale = min(
            self.side.width / wide, self.column.mm / MM * self.sheet.width / (self.column.mm * WIDE)
        )
        return wide * scale, tall * scale

    def _name(self, node: StructureNode | None) -> list[Slice]:
        if not self.column.clinic.shows_name:
            return []
        gap = [*self.words.gap(self.column.look.quarter)]
        style = self.column.look.styles["body"]._replace(bold=True)
        return [*gap, *self.words.lines(self.column.clinic.name.text, style, node)]

    def _owner(self, y: float, foot: _Foot) -> Iterator[Mark]:
        """Yield the clinic's logo over the code, and its name under the hours."""
        clinic = self.column.clinic
        if clinic.logo:
            alt = self.column.language.label("logo", name=clinic.name)
            node = self.column.node.add("Figure", alt=alt)
            yield PlacedPicture(self.side.x, y, *self._logo_size(), clinic.logo.picture, node)
        if clinic.shows_name:
            yield from stacked(self._name(self.column.node.add("P")), y + foot.words)

    def _points(self, column: Column) -> list[Slice]:
        """Return the points, in large type on the ground of the title."""
        lead, ink = self.column.look.styles["lead"], self.canvas.inks[0]
        large = lead._replace(bold=True, colour=ink, before=0.0, after=lead.leading * BETWEEN)
        look = column.look._replace(styles=column.look.styles | {"body": large})
        points = (one for one in self.document.body if isinstance(one, Paragraph))
        return trimmed(column._replace(look=look).flow(points))

    def _others(self, column: Column) -> list[Slice]:
        """Return the blocks that are neither points nor the contact details."""
        kinds = (Paragraph, Reach)
        drawn = [*column.flow(one for one in self.document.body if not isinstance(one, kinds))]
        return [*drawn, *column.gap(OVER_FOOT * self.unit)] if drawn else []

    def _beside(self, room: float) -> int:
        """Return the columns in which the points have so much room; 0 if there are none."""
        for count in BESIDE:
            points = self._points(self.column.span(0, count).trial)
            if height(points) <= room and not any(too_wide(points)):
                return count
        return 0

    def _too_much(self, needed: float, room: float) -> LeafletError:
        leading = self.column.look.styles["lead"].leading
        over = max(1, ceil((needed - room) / leading))
        blocks = [one for one in self.document.body if not isinstance(one, Reach)]
        error = overfull(blocks, self.column, over, "the page of this sheet")
        return self._long_title(error, needed - room) if len(self.title.lines) > FEW else error

    def _long_title(self, error: LeafletError, over: float) -> LeafletError:
        """Return the error with the characters that the title may have, and nothing on others.

        A title of one line less, or of as many less as take `over` points, leaves room for all.
        """
        said, lines = self.document.title, len(self.title.lines)
        fewer = lines - ceil(over / (self.title.height / lines))
        problem = f"the title is long: {lines} lines"
        hint = "give it a `short:` form for posters"
        if fewer > 1:
            most = len(said.plain(self.column.filling)) * fewer // lines
            hint = f"{hint}, of about {most} characters"
        place = said.span.place if said.span else None
        return LeafletError(error.faults[0], Fault("long-block", problem, place, hint))
