"""Lists: items that hang from a sign or from a number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from leaflet.content.inline import Text
from leaflet.content.list_item import LETTERS, ListedItem, size
from leaflet.content.sheet import MM
from leaflet.graphics import signs
from leaflet.graphics.outline import Outline
from leaflet.layout import blanks
from leaflet.layout.column import Column, baseline
from leaflet.layout.grid import ICON, INSET, NUMERAL, SOURCE
from leaflet.layout.slices import BOUND, WISHED, Mark, Shape, Slice, StructureNode, moved, too_wide
from leaflet.layout.strips import beside, bound_to_next, side_by_side, trimmed, unstranded, whole
from leaflet.text import fonts

SHORT = 7
"""Items of a list that does not cross a fold, nor a page where there is another way."""
MANY, LONG, WIDE = 4, 5, 150 * MM
"""So many items of an alert, and more sources, stand in two columns where there is so much room."""
LABEL = 3.5
"""The least white between a number and its words, in points."""
LOW = 0.4
"""They take at most this share of a page, for they are never parted."""


class Marker(NamedTuple):
    """A sign that stands before an item; it is decoration, and numbers nothing."""

    sign: Outline
    size: float
    """Its width and height, in points."""
    hang: float
    """How far the words hang from where it begins, in points."""
    role: str = "marker"
    """The role of its colour."""

    @property
    def is_small(self) -> bool:
        """Whether it is a bullet, on a level with small letters; others are as high as lines."""
        return self.hang == INSET


DISC = Marker(signs.DISC, 1.9 * MM, INSET)
DOT = Marker(signs.DISC, 1.3 * MM, INSET)
"""Before the items of a list inside an item."""
SQUARE = Marker(signs.SQUARE, 1.9 * MM, INSET)
SQUARE_DOT = SQUARE._replace(size=DOT.size)
BOX = Marker(signs.TICK_BOX, blanks.TICK, NUMERAL, "text")
TICK = Marker(signs.CHECK_DISC, 5.6 * MM, NUMERAL)
CROSS = Marker(signs.CROSS_DISC, 5.6 * MM, NUMERAL, "muted")


def bulleted(
    column: Column, items: Sequence[ListedItem], intro: Text | None = None
) -> Iterator[Slice]:
    """Yield a list with bullets: discs, and in an alert squares under a bold lead-in."""
    if not column.is_alert:
        yield from marked(column, DISC, items, intro)
        return
    yield from leading_in(column, intro)

    def drawn(place: Column, part: range, node: StructureNode) -> Iterator[Slice]:
        return _items(place, SQUARE, items[part.start : part.stop], node)

    if len(items) >= MANY and (halves := _in_two(column, len(items), drawn, "None")):
        yield from halves
    else:
        yield from marked(column, SQUARE, items)


DrawnItems = Callable[[Column, range, StructureNode], Iterable[Slice]]
"""What draws the items of those numbers on a column, under the node of their list."""


def _in_two(column: Column, count: int, drawn: DrawnItems, numbering: str) -> list[Slice]:
    """Return a list in two columns, or nothing where there is too little room for that.

    The first column is read before the second.
    """
    if not column.abreast or column.printed < WIDE - 2 * INSET:
        return []

    def made(place: Column) -> Slice:
        node, half = listing(place.node, numbering), (count + 1) // 2
        starts = place.split(1, 1, gap=column.grid.gutter)
        parts = zip(starts, (range(half), range(half, count)), strict=True)
        return side_by_side(*[trimmed(drawn(start, part, node)) for start, part in parts])

    tried = made(column.trial)
    if tried.height > LOW * column.room or any(too_wide([tried])):
        return []
    return [made(column), *column.gap(column.look.styles["body"].after)]


def marked(
    column: Column, marker: Marker, items: Sequence[ListedItem], intro: Text | None = None
) -> Iterator[Slice]:
    """Yield a list whose items hang from a sign; no item stands alone on a page.

    A short list is in one piece.
    """
    column = column.prose
    slices = [*leading_in(column, intro)]
    slices += _items(column, marker, items, listing(column.node, "None"))
    yield from kept(column, slices, size(items))


def kept(column: Column, slices: Iterable[Slice], count: int) -> Iterable[Slice]:
    """Return a list of `count` items, in one piece if they are few: on pages by wish."""
    if count > SHORT:
        return slices
    return column.in_one_piece(slices) if column.is_folded else whole(slices, WISHED)


def numbered(column: Column, items: Sequence[Text]) -> Iterator[Slice]:
    """Yield a list whose items hang from their numbers; many stand in two columns."""
    body = column.look.styles["body"]
    bold = body._replace(bold=True, colour=column.look.colours["heading"])
    _, widest = column.widths(number_of(len(items)), bold)
    hang = next((each for each in (SOURCE, NUMERAL) if widest + LABEL <= each), widest + LABEL)

    def entries(place: Column, part: range, node: StructureNode) -> Iterator[list[Slice]]:
        for number in part:
            entry = node.add("LI")
            label = place.lines(number_of(number + 1), bold, entry.add("Lbl"))
            words = place.inset(hang).lines(items[number], body, entry.add("LBody"))
            yield [*beside(label, words)]

    def drawn(place: Column, part: range, node: StructureNode) -> Iterator[Slice]:
        return chain.from_iterable(entries(place, part, node))

    if len(items) > LONG and (halves := _in_two(column, len(items), drawn, "Decimal")):
        yield from halves
        return
    node = listing(column.node, "Decimal")
    yield from unstranded([*entries(column.prose, range(len(items)), node)])
    yield from column.gap(body.after)


Label = Callable[[int], str]
"""What stands before an item of that number."""


def number_of(number: int) -> str:
    """Write the number of an item as it stands before it."""
    return f"{number}."


def letter_of(number: int) -> str:
    """Write the letter of an item as it stands before it, a for number 1."""
    return f"{LETTERS[number - 1]}."


def leading_in(column: Column, intro: Text | None) -> Iterator[Slice]:
    """Yield the lead-in of a list, if it has one, bound to the first item; bold in an alert."""
    if intro:
        style = column.look.styles["body"]._replace(bold=column.is_alert)
        lines = column.prose.lines(intro, style, column.node.add("P"))
        yield from bound_to_next(lines)
        yield from bound_to_next(column.gap(column.look.quarter))


def listing(node: StructureNode, numbering: str) -> StructureNode:
    """Return a new list; `numbering` is its ListNumbering (ISO 32000-1, 14.8.5.5)."""
    return node.add("L", attributes=(f"/O /List /ListNumbering /{numbering}",))


def _items(
    column: Column, marker: Marker, items: Sequence[ListedItem], node: StructureNode
) -> Iterator[Slice]:
    between = column.look.quarter * (1 if marker.is_small else 2)
    after = column.look.styles["body"].after
    drawn = []
    for item in items:
        entry = node.add("LI")
        sign = _sign(column, marker, item, entry)
        words = told(column.inset(marker.hang), item, entry.add("LBody"), dotted)
        drawn.append([*headed(column, marker, sign, words)])
    yield from spaced(column, drawn, between)
    yield from column.gap(after)


def spaced(column: Column, items: list[list[Slice]], between: float) -> Iterator[Slice]:
    """Yield the items of a list, so far from each other; none stands alone on a page.

    One that holds a list or blocks may be parted, and is not alone.
    """
    for number, slices in enumerate(items, 1):
        white = column.gap(between if number < len(items) else 0.0)
        is_edge = number < len(items) and number in (1, len(items) - 1)
        if is_edge and not _may_part(slices):
            yield from bound_to_next([*slices, *white])
        elif is_edge and number > 1:
            yield from _end_bound([*slices, *white])
        else:
            yield from (*slices, *white)


def _may_part(slices: list[Slice]) -> bool:
    """Return whether there is white inside an item at which a page may end."""
    return any(slice.white and slice.keep_with_next < BOUND for slice in slices[:-1])


def _end_bound(slices: list[Slice]) -> Iterator[Slice]:
    """Yield the slices, from the last that is not white on bound to the next."""
    last = max(number for number, slice in enumerate(slices) if not slice.white)
    yield from slices[:last]
    yield from bound_to_next(slices[last:])


Inner = Callable[[Column, Sequence[ListedItem], StructureNode], Iterator[Slice]]
"""What draws the list inside an item, under a node."""


def told(column: Column, item: ListedItem, node: StructureNode, inner: Inner) -> Iterator[Slice]:
    """Yield the words of an item, bound to the list that they lead in to if it has one."""
    text = item if isinstance(item, Text) else item.text
    body = column.look.styles["body"]
    if isinstance(item, Text) or item.is_plain:
        yield from column.lines(text, body, node)
        return
    yield from bound_to_next(column.lines(text, body, node.add("P")))
    if item.items:
        yield from bound_to_next(column.gap(column.look.quarter))
        yield from inner(column, item.items, node)


def dotted(column: Column, items: Sequence[ListedItem], node: StructureNode) -> Iterator[Slice]:
    """Yield the list inside an item, whose items hang from a dot."""
    marker = DOT if not column.is_alert else SQUARE_DOT
    yield from trimmed(_items(column, marker, items, listing(node, "None")))


def lettered(column: Column, items: Sequence[ListedItem], node: StructureNode) -> Iterator[Slice]:
    """Yield the list inside an item, whose items hang from letters."""
    yield from _labelled(column, letter_of, items, listing(node, "LowerAlpha"))


def counted(column: Column, items: Sequence[ListedItem], node: StructureNode) -> Iterator[Slice]:
    """Yield the list inside an item, whose items hang from numbers."""
    yield from _labelled(column, number_of, items, listing(node, "Decimal"))


def _labelled(
    column: Column, label: Label, items: Sequence[ListedItem], node: StructureNode
) -> Iterator[Slice]:
    body = column.look.styles["body"]
    bold = body._replace(bold=True, colour=column.look.colours["heading"])
    labels = [label(number) for number in range(1, len(items) + 1)]
    widest = max(column.widths(words, bold)[1] for words in labels)
    place = column.inset(max(ICON - NUMERAL, widest + LABEL))
    drawn = []
    for words, item in zip(labels, items, strict=True):
        entry = node.add("LI")
        sign = column.lines(words, bold, entry.add("Lbl"))
        drawn.append([*beside(sign, told(place, item, entry.add("LBody"), dotted))])
    yield from spaced(column, drawn, column.look.quarter)


def _sign(
    column: Column, marker: Marker, item: ListedItem, entry: StructureNode
) -> tuple[Mark, ...]:
    """Return the sign of an item at the top of the column, or the box to tick it."""
    if marker != BOX:
        return _plain(column, marker)
    text = item if isinstance(item, Text) else item.text
    return ticked(column, entry, blanks.spoken(column, text))


def ticked(column: Column, entry: StructureNode, name: str) -> tuple[Mark, ...]:
    """Return the box to tick for `name`, at the top of the column; a form field is its label."""
    label = column._replace(node=entry.add("Lbl")) if column.is_fillable else column
    return blanks.tick(label, name).marks


def _plain(column: Column, marker: Marker) -> tuple[Mark, ...]:
    ink, size = column.look.colours[marker.role], marker.size
    return (Shape(column.x, 0, size, size, marker.sign, ink),)


def signed(column: Column, marker: Marker, words: Iterable[Slice]) -> Iterator[Slice]:
    """Yield the lines of an item with its sign before the first, which is as high as the sign."""
    return headed(column, marker, _plain(column, marker), words)


def headed(
    column: Column, marker: Marker, sign: tuple[Mark, ...], words: Iterable[Slice]
) -> Iterator[Slice]:
    """Yield the lines of an item with the marks of its sign, as large as that of `marker`."""
    style, size = column.look.styles["body"], marker.size
    first, *others = words
    over = max(0.0, (size - style.leading) / 2)
    tall = first.height + over + (0 if others else over)
    top = over + style.leading / 2
    if marker.is_small:
        font = fonts.family(style.family).regular[0]
        top = baseline(style, font) - font.x_height * style.size / 2
    placed = (moved(mark, 0, top - size / 2) for mark in sign)
    lowered = (moved(mark, 0, over) for mark in first.marks)
    yield first._replace(height=tall, marks=(*placed, *lowered))
    yield from others
