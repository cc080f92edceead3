"""Sets a leaflet in two languages side by side, block by block.

The patient's language stands at the side where its lines begin, the clinic's beside it. What both
say alike stands once, and so do the contact details.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec.structs import replace

from leaflet.blocks.contact import Contact
from leaflet.blocks.heading import Heading
from leaflet.blocks.paragraph import Paragraph
from leaflet.composition import mirror, story
from leaflet.content.inline import Text
from leaflet.content.sheet import MM, Sheet
from leaflet.document.block import Block
from leaflet.errors import Fault, LeafletError
from leaflet.layout.column import Column
from leaflet.layout.slices import Fill, Slice, Stroke, StructureNode, height, too_wide
from leaflet.layout.strips import LEAST_CARD, levelled, side_by_side, trimmed
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.content.language import Language
    from leaflet.content.look import Look
    from leaflet.document.block import Above
    from leaflet.document.document import Document
    from leaflet.document.voice import Entry, Voice
    from leaflet.source.value import LanguageTag

SINGLE = ("page_break", "contents", "tear_off")
"""Blocks that stand once: they are of the whole sheet."""
TOPIC = 2
"""The level of the headings that begin a section."""
LEAST_HALF = 190.0
"""Points of a column in which words of every language have room."""
LEAST_SHEET = 200 * MM
ITEMIZED = ("L", "Table", "TOC")
"""What has parts that are set row by row."""
BlockPair = tuple[Block, Block]
"""A block in each language."""
Key = tuple[int, ...]
"""The place of a part in reading order."""
HIGH = 0.8
"""The share of a page that a row may take; what is higher stands one under the other."""


@dataclass(frozen=True)
class Tongue:
    """A language with the look that it is set in."""

    tag: LanguageTag
    language: Language
    look: Look

    def column(self, column: Column) -> Column:
        """Return a column in this language, whose structure node says so."""
        node = column.node.add("Div", language=self.tag.text)
        return self._in(column._replace(node=node, look=self.look))

    def voice(self, voice: Voice) -> Voice:
        """Return a voice in this language."""
        words = self.language
        filling = voice.filling._replace(phones=words.phones, signs=words.signs)
        return voice._replace(language=words, filling=filling)

    def _in(self, column: Column) -> Column:
        words = self.language
        filling = column.filling._replace(phones=words.phones, signs=words.signs)
        return column._replace(language=words, filling=filling)


class BilingualBlock(Block, frozen=True):
    """A block in the patient's language, and the same block in the clinic's; or a section."""

    first: tuple[Block, ...]
    second: tuple[Block, ...]
    tongue: Tongue
    """Of the second."""

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield both side by side in rows; one under the other where they have no room for that."""
        column = column.wide
        before = len(column.node.children)
        if column.abreast and (rows := self._rows(column)):
            yield from rows
            return
        del column.node.children[before:]
        yield from column._replace(node=column.node.add("Div")).flow(self.first)
        is_left = column.language.goes_left
        yield from self._second(self.tongue.column(column), is_left=is_left)

    def level_after(self, above: Above) -> int:
        """Return the level of the heading that what follows stands under."""
        level = above.level
        for block in self.first:
            if isinstance(block, Heading):
                level = block.level_after(above)
        return level

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the block in one language, then in the other."""
        yield "Div", ""
        yield from voice.flow(self.first)
        yield "Div", ""
        yield from self.tongue.voice(voice).flow(self.second)

    def _rows(self, column: Column) -> list[Slice]:
        """Return the rows, or nothing where they do not fit."""
        start, end = column.halves
        if min(start.printed, end.printed) < LEAST_HALF:
            return []
        start = start._replace(node=column.node.add("Div"))
        end = self.tongue.column(end)
        cells = [*start.flow(self.first)], self._second(end, is_left=start.language.goes_left)
        if any(too_wide([*cells[0], *cells[1]])) or any(s.breaks or s.turned for s in cells[0]):
            return []
        caps = column.line_room("body").caps
        rows = [*_aligned(cells[0], cells[1], (start.node, end.node), caps)]
        return rows if all(row.height <= HIGH * column.room for row in rows) else []

    def _second(self, column: Column, *, is_left: bool) -> list[Slice]:
        """Return the slices of the second block, turned back where the page will be turned over.

        A page is mirrored as a whole for a language that runs to the left (`composition.mirror`).
        """
        slices = [*column.flow(self.second)]
        if is_left == self.tongue.language.goes_left:
            return slices
        return [mirror.within(slice, 2 * column.x + column.width) for slice in slices]


def _aligned(
    first: Sequence[Slice],
    second: Sequence[Slice],
    nodes: tuple[StructureNode, StructureNode],
    caps: float,
) -> Iterator[Slice]:
    """Yield a slice for each part of a block, with the part in both languages.

    Parts are items of lists, questions, rows of tables. A block of which the two do not have the
    same parts is one part.
    """
    cells = trimmed(first), trimmed(second)
    parted = [[*_parts(cell, node)] for cell, node in zip(cells, nodes, strict=True)]
    if [key for key, _ in parted[0]] != [key for key, _ in parted[1]]:
        parted = [[((), cell)] for cell in cells]
    over, under = _whites(first)
    yield from over
    for number, ((_, one), (_, other)) in enumerate(zip(*parted, strict=True)):
        if number:
            yield Slice(max(height(_whites(part)[0]) for part in (one, other)), white=True)
        pair = [trimmed(one), trimmed(other)]
        row = side_by_side(*levelled(pair, caps))
        keep = max((part[-1].keep_with_next for part in pair if part), default=0)
        yield row._replace(keep_with_next=keep, topic=any(p and p[0].topic for p in pair))
    yield from under


def _parts(slices: list[Slice], node: StructureNode) -> Iterator[tuple[Key, list[Slice]]]:
    """Yield the parts of a block, each with its place in reading order.

    White and rules between two parts are over the second.
    """
    keys = [_key(slice, node) for slice in slices]
    carded = {key[:1] for key, slice in zip(keys, slices, strict=True) if _has_ground(slice)}
    part: list[Slice] = []
    last: Key = ()
    said = 0  # slices of the part up to the last that says something
    for key, slice in zip(keys, slices, strict=True):
        key = key[:1] if key[:1] in carded else key
        if key and last and key != last:
            yield last, part[:said]
            part = part[said:]
        part.append(slice)
        if key:
            last, said = key, len(part)
    yield last, part


def _key(slice: Slice, top: StructureNode) -> Key:
    """Return the place of what a slice says first: a child of `top`, or an item of a list in it."""
    nodes = (mark.node for mark in slice.marks if not isinstance(mark, Fill | Stroke))
    node = next(filter(None, nodes), None)
    path: list[StructureNode] = []
    while node is not None and node is not top:
        path.insert(0, node)
        node = node.parent
    deep = 2 if path and path[0].role in ITEMIZED else 1
    parents = [top, *path]
    return tuple(
        next(n for n, child in enumerate(parent.children) if child is one)
        for parent, one in zip(parents, path[:deep], strict=False)
    )


def _has_ground(slice: Slice) -> bool:
    """Return whether a slice has the ground of a card, which is one piece."""
    return any(isinstance(mark, Fill) and mark.width >= LEAST_CARD for mark in slice.marks)


def _whites(slices: Sequence[Slice]) -> tuple[list[Slice], list[Slice]]:
    """Return the white space over slices and under them."""
    over = [*takewhile(lambda slice: slice.white, slices)]
    under = [*takewhile(lambda slice: slice.white, slices[len(over) :][::-1])]
    return over, under[::-1]


def paired(document: Document, other: Document, tongue: Tongue, *, stacked: bool) -> Document:
    """Return a document whose blocks say both what they say and what those of the other do.

    The title of the other is the subtitle; both subtitles are the first row. Where they are to be
    `stacked`, a whole section stands under the same in the other language.
    """
    tag = tongue.tag.text
    pairs: list[BlockPair] = []
    if document.subtitle and other.subtitle:
        pairs.append((Paragraph(text=document.subtitle), Paragraph(text=other.subtitle)))
    pairs += zip(document.body, other.body, strict=True)
    body: list[Block] = []
    for part in _sections(pairs) if stacked else ([pair] for pair in pairs):
        one, two = part[0]
        if isinstance(one, Contact) and isinstance(two, Contact) and story.is_closing(one):
            formats = (*one.formats, *(_marked(text, tag) for text in two.formats))
            body.append(replace(one, formats=tuple(dict.fromkeys(formats))))
        elif all(_is_single(*pair) for pair in part):
            body += [one for one, _ in part]
        else:
            first, second = zip(*part, strict=True)
            body.append(BilingualBlock(first=first, second=second, tongue=tongue))
    return replace(document, subtitle=_marked(other.title, tag), body=tuple(body))


def _sections(pairs: Iterable[BlockPair]) -> Iterator[list[BlockPair]]:
    """Yield the blocks under each heading with it; what stands once is a part of its own."""
    section: list[BlockPair] = []
    for one, two in pairs:
        alone = one.word in SINGLE or story.is_closing(one)
        if section and (alone or (isinstance(one, Heading) and one.level == TOPIC)):
            yield section
            section = []
        section.append((one, two))
        if alone:
            yield section
            section = []
    if section:
        yield section


def _is_single(one: Block, two: Block) -> bool:
    """Return whether a block stands once: both are the same, or it is of the whole sheet."""
    return one == two or one.word in SINGLE


def _marked(text: Text, tag: str) -> Text:
    """Return a text whose words are in a language."""
    parts = (
        part._replace(language=tag) if isinstance(part, Run) and not part.language else part
        for part in text.parts
    )
    return Text(tuple(parts), text.span)


def refuse_sheet(sheet: Sheet, document: Document) -> None:
    """Raise LeafletError for a sheet that has no room for two columns of text."""
    if sheet.fold or sheet.most or sheet.shows or sheet.width < LEAST_SHEET:
        problem = "this sheet has no room for two languages beside each other"
        hint = "choose a4, letter, large-print or large-print-letter"
        raise LeafletError(Fault("beside-sheet", problem, document.place("sheet"), hint))


def same_blocks(one: Document, other: Document) -> bool:
    """Return whether two documents have the same blocks in the same order."""
    return [block.word for block in one.body] == [block.word for block in other.body]
