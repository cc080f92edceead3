"""What every cover is drawn with: its grounds, its title in a size that fits, its picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from leaflet.content.look import Style, disc_on_band, drawing_colours
from leaflet.content.sheet import MM, Sheet
from leaflet.errors import Fault, LeafletError
from leaflet.graphics.colour import RGB
from leaflet.graphics.emblem import LARGE, WHOLE, WITHIN, EmblemInks, Sizes, emblem
from leaflet.graphics.widened import widened
from leaflet.layout import crop
from leaflet.layout.column import Column
from leaflet.layout.crop import Rectangle
from leaflet.layout.grid import parted
from leaflet.layout.slices import Fill, Mark, PlacedPicture, Slice, Words, height, moved, too_wide
from leaflet.layout.strips import stacked

if TYPE_CHECKING:
    from leaflet.document.document import Document

RULE = 1.6
"""Thickness of the rules of a cover without a ground, in millimetres."""
SIGNS = {
    "treatment": "care",
    "test": "test-tubes",
    "condition": "stethoscope",
    "medicine": "pills",
    "vaccine": "vaccine",
    "appointment": "calendar",
    "service": "hospital",
    "aftercare": "bandage",
    "exercise": "stretching",
    "form": "clipboard",
    "fees": "money",
    "action-plan": "checklist",
}
"""The icon of a cover without a picture, by what the leaflet is about."""
SIGN = "information"
BROAD, BEFORE = 2.0, 0.7
"""In a box of this ratio or more a drawing stands nearer to the end: the share of white before."""


class Way(NamedTuple):
    """A way to set the title: the name of a style, a column, and the most lines; 0 for any."""

    style: str
    column: Column
    most: int = 0
    share: float = 1.0
    """Of the size and the leading of the style."""

    def coloured(self, ink: RGB) -> Style:
        """Return the style in a colour."""
        style = self.column.look.styles[self.style]
        size, leading = style.size * self.share, style.leading * self.share
        return style._replace(size=size, leading=leading, colour=ink)


class Title(NamedTuple):
    """The title, set in one of several ways."""

    way: Way
    lines: list[Slice]

    @property
    def height(self) -> float:
        """Height of its lines, in points."""
        return height(self.lines)

    @property
    def fits(self) -> bool:
        """Whether it has few lines, and each word its room."""
        most = self.way.most
        return not (any(too_wide(self.lines)) or (most and len(self.lines) > most))

    @property
    def last_baseline(self) -> float:
        """Depth of the baseline of its last line, in points."""
        words = [mark for mark in stacked(self.lines, 0) if isinstance(mark, Words)]
        return max(mark.baseline for mark in words)


class Canvas:
    """A page that a cover is drawn on; the nodes of what is drawn follow one another."""

    def __init__(self, document: Document, column: Column, sheet: Sheet) -> None:
        self.document, self.column, self.sheet = document, column, sheet
        self.look = column.look
        self.mm = column.mm
        """Points of a printed millimetre."""

    @property
    def on_white(self) -> Canvas:
        """The canvas for words that stand beside the grounds and not on them."""
        return _White(self.document, self.column, self.sheet)

    @property
    def beside_column(self) -> Canvas:
        """The canvas with its column over the tinted one too."""
        start = self.sheet.margins.start * MM
        width = self.sheet.width - start - self.sheet.margins.end * MM
        column = self.column._replace(x=start, width=width)
        return Canvas(self.document, column, self.sheet)

    @property
    def across(self) -> Canvas:
        """The canvas from margin to margin, on the grid of a page without a tinted column."""
        column = self.beside_column.column
        grid = parted(self.sheet, column.x, column.width)
        return Canvas(self.document, column._replace(grid=grid), self.sheet)

    @property
    def is_large(self) -> bool:
        """Whether it is a page of large print."""
        return self.mm * self.column.scale < MM

    @property
    def is_filled(self) -> bool:
        """Whether the title stands on a ground of the brand."""
        return self.look.cover in ("split", "top", "bare")

    # Colours

    @property
    def inks(self) -> tuple[RGB, RGB]:
        """The colours of the title and of the words under it."""
        colours = self.look.colours
        return (colours["on"],) * 2 if self.is_filled else (colours["heading"], colours["text"])

    def ground(self, box: Rectangle) -> Iterator[Fill]:
        """Yield the ground of a block, or the rules that it has in place of one."""
        x, y, width, tall = box
        band, rule = self.look.colours["band"], RULE * self.mm
        if self.is_filled:
            yield Fill(*box, band)
            return
        yield Fill(x, y, width, rule, band)
        if self.look.cover == "ruled":
            yield Fill(x, y + tall - rule, width, rule, band)

    # Words

    def title(self, ways: Iterable[Way]) -> Title:
        """Return the title in the first way in which it fits, or else in the last."""
        for way in ways:
            style = way.coloured(self.inks[0])
            title = Title(way, [*way.column.lines(self.document.title, style, None)])
            if title.fits:
                break
        return title

    def titled(self, title: Title, y: float) -> Iterator[Mark]:
        """Yield the title at its place on the page, `y` points down."""
        style = title.way.coloured(self.inks[0])
        node = self.column.node.add("H1")
        yield from stacked(title.way.column.lines(self.document.title, style, node), y)

    def purpose(self, column: Column) -> list[Slice]:
        """Return the lines of the subtitle, to be measured; none if there is none."""
        subtitle = self.document.subtitle
        return [*column.lines(subtitle, self._purpose, None)] if subtitle else []

    def purposed(self, column: Column, y: float) -> Iterator[Mark]:
        """Yield the subtitle at its place on the page, `y` points down, if there is one."""
        if subtitle := self.document.subtitle:
            lines = column.lines(subtitle, self._purpose, self.column.node.add("P"))
            yield from stacked(lines, y)

    def stated(self) -> Iterator[Mark]:
        """Yield what the sheet is if it is no finished one, where other pages have their foot."""
        if self.column.state:
            style = self.look.styles["furniture"]._replace(colour=self.inks[1])
            lines = [*self.column.lines(self.column.state, style, None)]
            marks = [*stacked(lines, 0.0)]
            low = max(mark.baseline for mark in marks if isinstance(mark, Words))
            yield from (moved(mark, 0, self.sheet.lines.foot * self.mm - low) for mark in marks)

    @property
    def _purpose(self) -> Style:
        return self.look.styles["subtitle"]._replace(colour=self.inks[1])

    # The picture

    def inside(self, box: Rectangle) -> Rectangle:
        """Return what the rules of a block leave of it."""
        if self.is_filled:
            return box
        x, y, width, tall = box
        rule = RULE * self.mm
        return x, y + rule, width, tall - rule * (1 + (self.look.cover == "ruled"))

    def picture(self, box: Rectangle, sizes: Sizes = LARGE) -> PlacedPicture:
        """Return the picture filling a box, or an icon in its place."""
        cover = self.document.cover
        if not (cover and cover.picture):
            return self._icon(box, sizes)
        size = box[2:]
        drawn = cover.picture.coloured(drawing_colours(self.look), size)
        if cover.picture.drawing:
            ratio = box[2] / box[3]
            drawn = widened(drawn, ratio, BEFORE if ratio > BROAD else 0.5)
        x, y = cover.focus or cover.picture.focus(size)
        alt = cover.alt.text if cover.alt else cover.picture.alt
        return crop.filled(drawn, box, (x, y), self.column.node.add("Figure", alt=alt))

    def badge(self, box: Rectangle) -> PlacedPicture:
        """Return a square picture, or an icon on a disc that is whole."""
        return self.picture(box, WHOLE)

    def upright(self, box: Rectangle) -> PlacedPicture:
        """Return the picture across a tall cover, or an icon on a disc that no edge cuts off."""
        return self.picture(box, WITHIN)

    def _icon(self, box: Rectangle, sizes: Sizes) -> PlacedPicture:
        drawn = emblem(self.sign, box[2:], self._icon_inks, sizes)
        return crop.filled(drawn, box, (0.5, 0.5))

    @property
    def _icon_inks(self) -> EmblemInks:
        colours = self.look.colours
        match self.look.cover:
            case "white":
                return EmblemInks(colours["paper"], colours["tint"], colours["heading"])
            case "ruled":
                return EmblemInks(colours["paper"], None, colours["heading"])
            case "bare":
                return EmblemInks(colours["band"], None, colours["on"])
        return EmblemInks(colours["band"], disc_on_band(self.look), colours["on"])

    @property
    def sign(self) -> str:
        """The name of the icon of the leaflet."""
        cover = self.document.cover
        if cover and cover.icon:
            return cover.icon.text
        return SIGNS.get(self.document.about or "", SIGN)


class _White(Canvas):
    @property
    def inks(self) -> tuple[RGB, RGB]:
        colours = self.look.colours
        return colours["heading"], colours["text"]


def too_much(document: Document, over: float) -> LeafletError:
    """Return the error for a cover whose title is so many points too high."""
    problem = f"the title and what stands over and under it are {over / MM:.0f} mm too high"
    place = document.title.span and document.title.span.place
    hint = "the cover has no more room: shorten the title or give it a `short:` form"
    return LeafletError(Fault("too-high", problem, place, hint))
