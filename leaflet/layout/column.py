"""Column: what a block draws on, with a width, a look and a place in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from leaflet.content.inline import Field, Filling, Text
from leaflet.content.language import Language
from leaflet.content.look import Look, Style
from leaflet.content.sheet import MM
from leaflet.graphics.colour import RGB
from leaflet.graphics.outline import Outline
from leaflet.layout.grid import NEAR, Grid
from leaflet.layout.slices import (
    BOUND,
    Elastic,
    Fill,
    Mark,
    PlacedPicture,
    Shape,
    Slice,
    Stroke,
    StructureNode,
    TooWide,
    Words,
    heading_role,
    height,
    moved,
    too_wide,
)
from leaflet.layout.strips import (
    begun,
    bound_to_next,
    collapsed,
    stacked,
    trimmed,
    whole,
)
from leaflet.text import fonts, scripts
from leaflet.text.ink import least_leading
from leaflet.text.lines import (
    Extent,
    extents,
    least_width,
    natural_width,
    set_lines,
)
from leaflet.text.run import Run, inline_role
from leaflet.text.set_line import Fragment, SetLine

if TYPE_CHECKING:
    from leaflet.content.clinic import Clinic
    from leaflet.graphics.picture import Picture

Said = Text | str | tuple[Run, ...]
"""What a paragraph can be made of."""

Drawn = Callable[["Column"], Iterable[Slice]]
"""What draws a part of something on the column that it is given."""

Nodes = StructureNode | tuple[StructureNode | None, ...] | None
"""Where text is in reading order, nowhere for decoration; in a tuple, each of its runs."""

OVER_TOPIC = (6, 8, 24)
"""The white over a heading of level 2 in quarters of a line: at least, as a rule, and at most."""
UNDER_TOPIC, UNDER_RULE = 2, 2
"""The white under it, and under a rule over it."""
BAR = (14 * MM, 1.6 * MM, 2 * MM)
"""A bar over a heading: its width, its height and the white under it."""
ASIDE = {"margin": 4 * MM, "column": 14 * MM, "across": 0.0}
"""From a heading beside the text to that."""
LEAST = 2
"""The quarters of a line to which white that is more gives way, such as that between cards."""
UNDERLINE = 0.06
"""Thickness of the rule under a link, in ems."""


class LineRoom(NamedTuple):
    """The parts of a line of text, in points."""

    over: float
    """From its top to its baseline."""
    under: float
    caps: float
    """How high its capitals are."""


class Landscape(NamedTuple):
    """The room on a page that is turned; in points."""

    width: float
    """From where the margin column begins on an upright page."""
    height: float


class Flowing(Protocol):
    """The interface of a block, as far as layout needs it."""

    @property
    def is_whole(self) -> bool:
        """Whether it stays in one piece, unless it is higher than a page."""

    def layout(self, column: Column) -> Iterable[Slice]:
        """Yield its slices, top to bottom."""

    def level_after(self, above: Column) -> int:
        """Return the level of the heading that what follows stands under."""


class Column(NamedTuple):
    """The place a block draws in; `x` from the page's start edge, `x` and `width` in points."""

    x: float
    width: float
    look: Look
    language: Language
    clinic: Clinic
    filling: Filling
    """What fills fields and citations in a text."""
    node: StructureNode
    """What is drawn becomes this node's children."""
    level: int = 1
    """Of the heading that this stands under."""
    floor: int = 1
    """Of the heading that all of this flow stands under: the title, or a question."""
    margin: float = 0.0
    """Width of the margin column beside this one, and of the space between; 0 for none."""
    abreast: bool = True
    """Whether two columns of text may stand beside each other; in large print they may not."""
    room: float = 420.0
    """The height that a page has for its content."""
    is_folded: bool = False
    """Whether pages are panels of one sheet: a short list does not cross a fold."""
    is_close: bool = False
    """Whether the contact panel takes as little room as it can."""
    white: float = 1.0
    """The share of the usual white that stands between lines, items and blocks."""
    landscape: Landscape | None = None
    """The room on a turned page, where what is drawn may have one to itself."""
    grid: Grid = Grid()
    """The columns of the sheet."""
    state: str = ""
    """What the sheet is where it is not to be given out: an example, a draft."""
    mm: float = MM
    """Points of a printed millimetre: fewer on pages that are magnified after they are laid out."""
    is_alert: bool = False
    """Whether it is inside an alert: lead-ins are bold there, and bullets are squares."""
    scale: float = 1.0
    """By which a short leaflet is magnified after it is laid out; its logo is not."""
    is_fillable: bool = False
    """Whether what is to be filled in becomes form fields: on screens, not on folded sheets."""
    imprint_first: bool = False
    """Whether the first page says code, version and dates too."""

    # Narrower or deeper columns

    @property
    def prose(self) -> Column:
        """The column for running text: no wider than lines that are easy to read."""
        return self._replace(width=min(self.width, self.grid.prose))

    @property
    def is_full(self) -> bool:
        """Whether it takes all columns of the page: it stands in no card and in no part of them."""
        whole = self.grid.width(self.grid.columns)
        return abs(self.x - self.grid.x) < NEAR and abs(self.width - whole) < NEAR

    def span(self, first: int, count: int) -> Column:
        """Return a column over `count` columns of the sheet's grid; the first has the number 0."""
        place = self.grid.at(first), self.grid.width(count)
        return self._replace(x=place[0], width=place[1])._apart

    def inset(self, start: float, end: float = 0.0) -> Column:
        """Return a column that is narrower by so many points on each side."""
        return self._replace(x=self.x + start, width=self.width - start - end)._apart

    @property
    def _apart(self) -> Column:
        """The column without a margin column or turned pages: for what stands in something."""
        return self._replace(margin=0.0, landscape=None)

    @property
    def turned(self) -> Column | None:
        """The column over the whole width of a turned page, if there may be one."""
        if not self.landscape:
            return None
        width, height = self.landscape
        return self.wide._replace(width=width, room=height)

    @property
    def wide(self) -> Column:
        """Return one column over this one and a margin; nothing stands in an outer column."""
        return self._apart if self.look.heads == "column" else self.inset(-self.margin)

    @property
    def printed(self) -> float:
        """Width of the column as it is printed, in points."""
        return self.width * self.scale

    @property
    def ungrown(self) -> Column:
        """Return the column as wide, in points, as if the type had not grown."""
        scale = self.scale
        return self._replace(width=self.width * scale, margin=self.margin * scale, scale=1.0)

    def inside(self, role: str) -> Column:
        """Return the column with a new structure node for its content."""
        return self._replace(node=self.node.add(role))

    @property
    def trial(self) -> Column:
        """Return the column with a structure node that is thrown away."""
        return self._replace(node=StructureNode("Sect"))

    def beneath(self, level: int) -> Column:
        """Return the column for blocks that stand under a heading of `level`."""
        return self._replace(level=level, floor=level)

    # What blocks say

    def text(self, text: Said, style: str = "body", role: str = "P") -> Iterator[Slice]:
        """Yield a paragraph with its space; no first or last line stands alone on a page.

        Its lines are short enough to read easily, however wide the column is.
        """
        kind = self.look.styles[style]
        yield from self.gap(kind.before)
        yield from self.prose.lines(text, kind, self.node.add(role))
        yield from self.gap(kind.after)

    def heading(self, text: Said, level: int) -> Iterator[Slice]:
        """Yield a heading bound to what follows it; level 2 is where the theme has it."""
        style = self._heading_style(text, level)
        node = self.node.add(heading_role(level))
        if level > 2:
            yield from self.gap(style.before)
            yield from bound_to_next(self.lines(text, style, node))
            yield from bound_to_next(self.gap(style.after))
            return
        yield self.over_topic
        if self.margin:
            yield from self._aside(text, style, node)
        else:
            yield from begun(bound_to_next([*self._bar(), *self.lines(text, style, node)]))
            yield from bound_to_next(self.gap(self.quarters(UNDER_TOPIC)))

    def quarters(self, count: float) -> float:
        """Return so many quarters of a line of body text, of which all spaces are made."""
        return count * self.look.quarter

    @property
    def over_topic(self) -> Slice:
        """The white over a heading of level 2, which takes what the page has left over."""
        least, usual, most = map(self.quarters, OVER_TOPIC)
        usual = max(least, self.quarters(round(OVER_TOPIC[1] * self.white)))
        elastic = Elastic(usual - least, most - usual, self.quarters(1))
        return Slice(usual, white=True, elastic=elastic)

    def line_room(self, style: str) -> LineRoom:
        """Return how much of a line of a style is over its baseline and under it."""
        kind = self.look.styles[style]
        font = fonts.family(kind.family).fonts(kind.bold)[0]
        over = baseline(kind, font)
        return LineRoom(over, kind.leading - over, font.cap_height * kind.size)

    @property
    def bar_height(self) -> float:
        """How high the bar over a heading is with the white under it; 0 where there is none."""
        return (BAR[1] + BAR[2]) * self.look.has_bars

    def _bar(self) -> Iterator[Slice]:
        """Yield the bar of the brand over a heading that cannot have its colour."""
        if self.bar_height:
            wide, tall, _ = BAR
            bar = Fill(self.x, 0, wide, tall, self.look.colours["band"])
            yield Slice(self.bar_height, (bar,))

    def _aside(self, text: Said, style: Style, node: StructureNode) -> Iterator[Slice]:
        """Yield a heading beside the text: in a margin under a rule, or in the outer column."""
        if self.look.heads == "margin":
            yield from (rule._replace(white=True) for rule in self.wide.rule())
            yield from self.gap(self.quarters(UNDER_RULE))
        yield self.hung(text, style, node, self._bar())._replace(topic=True)

    def hung(
        self, text: Said, style: Style, node: StructureNode | None, over: Iterable[Slice] = ()
    ) -> Slice:
        """Return words in the margin column; what follows begins on the baseline of the first."""
        lines = [*over, *self.aside.lines(text, style, node)]
        return Slice(0.0, tuple(stacked(lines, 0)), BOUND, hang=height(lines))

    @property
    def aside(self) -> Column:
        """The column for headings beside this one."""
        between = ASIDE[self.look.heads] / self.scale
        return self._replace(x=self.x - self.margin, width=self.margin - between)._apart

    def _heading_style(self, text: Said, level: int) -> Style:
        """Return the style of a heading, or the largest smaller one that has room for its words."""
        place = self.aside if level == 2 and self.margin else self
        names = ("topic", "h3", "h4")[min(max(level, 2), 4) - 2 :]
        styles = [self.look.styles[name] for name in names]
        return next((each for each in styles if place.has_room(text, each)), styles[-1])

    def titled(self, title: Text | None) -> Iterator[Slice]:
        """Yield the title of a block, if it has one, bound to the block."""
        if title:
            yield from self.heading(title, self.floor + 1)

    def lines(self, text: Said, style: Style, node: Nodes) -> Iterator[Slice]:
        """Yield one slice a line; neither the first nor the last line stands alone on a page.

        `node` is the place of the text in reading order, or one for each of its runs.
        """
        noted = _PARAGRAPHS.get()
        if noted is None or not (isinstance(node, StructureNode) and _names_clinic(text)):
            yield from self._lines(text, style, node)
            return
        slices = tuple(self._lines(text, style, node))
        noted.append(ClinicParagraph(self, text, style, node, slices))
        yield from slices

    def _lines(self, text: Said, style: Style, node: Nodes) -> Iterator[Slice]:
        numbered, span = self._parted(text, style), text.span if isinstance(text, Text) else None
        runs = tuple(run for _, run in numbered)
        if isinstance(node, tuple):
            node = tuple(node[number] for number, _ in numbered)
        lines = set_lines(
            *(runs, fonts.family(style.family), style.size, self.width, self.language.tag.text),
            balanced=style.balanced,
        )
        inlines: dict[int, StructureNode] = {}
        for number, line in enumerate(lines, 1):
            marks = tuple(self._words(line, runs, style, node, inlines))
            lower = _crowded(lines[number - 2], line, style) if number > 1 else 0.0
            if lower:
                marks = tuple(moved(mark, 0.0, lower) for mark in marks)
            if line.outside:
                marks = tuple(_told(mark, TooWide(line.outside, span)) for mark in marks)
            alone = number < len(lines) and number in (1, len(lines) - 1)
            yield Slice(style.leading + lower, marks, BOUND if alone else 0)

    def continued(self, title: Said, style: Style) -> Iterator[Slice]:
        """Yield a title as it is repeated on the next page, with a word that says so."""
        yield from self.lines(self.continuing(title, style), style, None)

    def continuing(self, title: Said, style: Style) -> tuple[Run, ...]:
        """Return a title without its links, and with the word that says that it is continued."""
        word = Run(self.language.label("continued"), style.bold)
        said = (*self.runs(title, style), Run(" "), word)
        return tuple(run._replace(link="") for run in said)

    def first_fitting(self, *ways: Drawn) -> list[Slice]:
        """Return what the first way draws that has room for its widest word, or else the last."""
        before = len(self.node.children)
        for way in ways[:-1]:
            drawn = [*way(self)]
            if not any(too_wide(drawn)):
                return drawn
            del self.node.children[before:]
        return [*ways[-1](self)]

    def picture(self, picture: Picture, width: float, alt: str) -> Iterator[Slice]:
        """Yield a picture `width` points wide; `alt` describes it for those who cannot see it.

        Without an `alt` it is decoration.
        """
        tall = width * picture.height / picture.width
        node = self.node.add("Figure", alt=alt) if alt else None
        yield Slice(tall, (PlacedPicture(self.x, 0, width, tall, picture, node),))

    @property
    def halves(self) -> list[Column]:
        """Two columns in this one, with the white of the grid between them."""
        return self.split(1, 1, gap=self.grid.gutter)

    def split(self, *shares: float, gap: float = 18.0) -> list[Column]:
        """Return columns side by side in this one: `shares` of its width, `gap` points apart."""
        room = self.width - gap * (len(shares) - 1)
        columns, x = [], 0.0
        for share in shares:
            width = room * share / sum(shares)
            columns.append(self.inset(x, self.width - x - width))
            x += width + gap
        return columns

    def shape(
        self, outline: Outline, size: float, colour: RGB, node: StructureNode | None = None
    ) -> Iterator[Slice]:
        """Yield an outline `size` points wide; decoration unless a Figure node is given."""
        tall = size * outline.height / outline.width
        yield Slice(tall, (Shape(self.x, 0, size, tall, outline, colour, node),))

    def rule(self) -> Iterator[Slice]:
        """Yield a rule across the column, as thick as the theme has it."""
        thickness = self.look.rule
        mark = Stroke(self.x, 0, self.x + self.width, 0, thickness, self.look.colours["rule"])
        yield Slice(thickness, (mark,))

    def gap(self, space: float, least: float = 0.0) -> Iterator[Slice]:
        """Yield white space, or nothing where it is 0; so much at least, where there is less."""
        if space:
            q = self.look.quarter
            quarters = LEAST if space > LEAST * q else 1
            closer = max(least, max(quarters, round(space * self.white / q)) * q)
            yield Slice(space if self.white == 1.0 else closer, white=True)

    def flow(self, blocks: Iterable[Flowing]) -> Iterator[Slice]:
        """Yield the slices of blocks in order, each at the level of the heading before it."""
        yield from collapsed(self._flowing(blocks))

    def _flowing(self, blocks: Iterable[Flowing]) -> Iterator[Slice]:
        column = self
        for block in blocks:
            slices = block.layout(column)
            yield from column.in_one_piece(slices) if block.is_whole else slices
            if (level := block.level_after(column)) != column.level:
                column = column._replace(level=level)

    def in_one_piece(self, slices: Iterable[Slice]) -> Iterator[Slice]:
        """Yield the slices in one piece, unless no page could hold it."""
        slices = list(slices)
        yield from whole(slices) if height(trimmed(slices)) <= self.room else slices

    # What the words are, once the clinic is known

    def widths(self, text: Said, style: Style) -> tuple[float, float]:
        """Return the width of the text's widest word and of all of it on one line, in points."""
        given = self.runs(text, style), fonts.family(style.family), style.size
        language = self.language.tag.text
        return least_width(*given, language), natural_width(*given, language)

    def has_room(self, text: Said, style: Style) -> bool:
        """Return whether the widest word of a text fits in the column."""
        return self.widths(text, style)[0] <= self.width

    def extents(self, text: Said, style: Style) -> tuple[Extent, ...]:
        """Return the lengths of what stays on one line each of a text, in points."""
        family = fonts.family(style.family)
        return extents(self.runs(text, style), family, style.size, self.language.tag.text)

    def characters(self, text: Said) -> int:
        """Return the most characters of body text that stand on one line of the text."""
        body = self.look.styles["body"]
        kind = fonts.family(body.family), body.size, self.width, self.language.tag.text
        lines = set_lines(self.runs(text, body), *kind)
        said = ("".join(part.text for part in line.fragments) for line in lines)
        return max((len(words.strip()) for words in said), default=0)

    def runs(self, text: Said, style: Style) -> tuple[Run, ...]:
        """Return the runs of a text with its fields filled, in the style's weight."""
        return tuple(run for _, run in self._parted(text, style))

    def _parted(self, text: Said, style: Style) -> list[tuple[int, Run]]:
        """Return the runs as they are drawn, each with the number of the run that it is part of."""
        runs: tuple[Run, ...]
        match text:
            case str():
                runs = (Run(text),)
            case Text():
                runs = text.runs(self.filling)
            case _:
                runs = text
        runs = self.language.numbers.tied(runs)
        if style.bold:
            runs = tuple(Run(run.text, True, *run[2:]) for run in runs)
        return self.filling.parted(runs)

    def _words(
        self,
        line: SetLine,
        runs: tuple[Run, ...],
        style: Style,
        node: Nodes,
        inlines: dict[int, StructureNode],
    ) -> Iterator[Mark]:
        font = fonts.family(style.family).fonts(style.bold)[0]
        base = baseline(style, font)
        for part in _ended(line.fragments):
            own = node[part.run] if isinstance(node, tuple) else node
            link = runs[part.run].link if own else ""
            place = own and _inline(runs, part.run, own, inlines)
            size, above = _raised(style, part)
            is_text = style.colour in (self.look.colours["text"], self.look.colours["muted"])
            ink = self.look.colours["link"] if link and is_text else style.colour
            x, width = self.x + part.x, part.advance
            yield Words(x, base - above, part.font, size, part.pieces, width, ink, place, link)
            if link and not (
                link.startswith("tel:") and style.size > self.look.styles["body"].size
            ):
                y = base + style.size * 0.13
                yield Stroke(x, y, x + width, y, style.size * UNDERLINE, ink)


class ClinicParagraph(NamedTuple):
    """A paragraph with details of the clinic in it, as it was set on a column."""

    column: Column
    text: Said
    style: Style
    node: StructureNode
    slices: tuple[Slice, ...]
    """Its lines."""


_PARAGRAPHS: ContextVar[list[ClinicParagraph] | None] = ContextVar("paragraphs", default=None)


@contextmanager
def clinic_paragraphs() -> Iterator[list[ClinicParagraph]]:
    """Note the paragraphs with details of the clinic in them that are set meanwhile."""
    noted: list[ClinicParagraph] = []
    token = _PARAGRAPHS.set(noted)
    try:
        yield noted
    finally:
        _PARAGRAPHS.reset(token)


def _names_clinic(text: Said) -> bool:
    return isinstance(text, Text) and any(isinstance(part, Field) for part in text.parts)


def _ended(fragments: tuple[Fragment, ...]) -> tuple[Fragment, ...]:
    """Return the fragments of a line, with a lone space at its end given to what stands before it.

    Readers such as pdfium drop a space that is painted by itself at the end of a line.
    """
    if len(fragments) < 2:
        return fragments
    *others, before, last = fragments
    if last.text.strip(" ") or last.font != before.font:
        return fragments
    goes_left = before.pieces[-1].goes_left  # or a number before it would be painted backwards
    spaces = (msgspec.structs.replace(piece, goes_left=goes_left) for piece in last.pieces)
    return (*others, before._replace(pieces=(*before.pieces, *spaces)))


def _crowded(above: SetLine, below: SetLine, style: Style) -> float:
    """Return by how many points a line is lower so that its ink does not meet that above it."""
    return max(0.0, least_leading(above, below) * style.size - style.leading)


def _raised(style: Style, part: Fragment) -> tuple[float, float]:
    """Return the size of a stretch of a line and how far it is over its baseline, in points."""
    if not part.script:
        return style.size, 0.0
    caps = fonts.family(style.family).fonts(style.bold)[0].cap_height
    return style.size * scripts.SCALE, style.size * scripts.rise(part.script, caps)


def _told(mark: Mark, word: TooWide) -> Mark:
    """Return the mark with the word of it that is too wide, if it is words."""
    return mark._replace(outside=word) if isinstance(mark, Words) else mark


def baseline(style: Style, font: fonts.Font) -> float:
    """Return the depth of the baseline under a line's top; half the leading lies above the type."""
    ink = (font.ascent + font.descent) * style.size
    return (style.leading - ink) / 2 + font.ascent * style.size


def _inline(
    runs: tuple[Run, ...], run: int, node: StructureNode, inlines: dict[int, StructureNode]
) -> StructureNode:
    """Return the structure node of a run: the paragraph's, or an inline node inside it."""
    role = inline_role(runs[run])
    if not role:
        return node
    while run and not runs[run].said and inline_role(runs[run - 1]) == role:
        run -= 1
    if run not in inlines:
        inlines[run] = node.add(role[0], language=runs[run].language)
        inlines[run].actual = runs[run].said
    return inlines[run]
