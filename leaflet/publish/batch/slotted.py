"""Writes a file again for other details: what is painted of them stands in slots."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from leaflet.composition.imposition import Side
from leaflet.composition.leaflet import Leaflet
from leaflet.content.inline import Filling
from leaflet.content.language import Language
from leaflet.graphics import qr_code
from leaflet.layout.column import ClinicParagraph
from leaflet.layout.slices import (
    Blank,
    Mark,
    PlacedPicture,
    Shape,
    Stroke,
    StructureNode,
    Words,
    moved,
)
from leaflet.publish import build
from leaflet.publish.batch.paragraphs import Again, PlacedParagraph, on_page
from leaflet.publish.pdf import metadata, shared
from leaflet.publish.pdf.content import ContentStream
from leaflet.publish.pdf.file import File, PdfDictionary, PdfName, PdfStream
from leaflet.publish.pdf.glyphs import cids_of, shown
from leaflet.publish.pdf.inks import indexed
from leaflet.publish.pdf.metadata import Facts
from leaflet.publish.pdf.objects import PDFString
from leaflet.publish.pdf.shared import SharedWriter
from leaflet.publish.pdf.writer import link_annotation
from leaflet.text import fonts
from leaflet.text.fonts import Family
from leaflet.text.lines import set_lines
from leaflet.text.run import Run
from leaflet.text.shape import Piece

NEAR = 1e-6
"""Points that are no difference."""
LEVEL = 6
"""How hard content is compressed, as `deflated` does."""


class Unlike(Exception):
    """Raised where leaflets differ in more than single lines."""


class ToldDetails(NamedTuple):
    """What a clinic says: its words and its addresses, each by a key."""

    words: Mapping[str, str]
    links: Mapping[str, str]
    details: Mapping[str, Run]
    """What fills the fields of texts."""


WordPattern = tuple[tuple[str, bool], ...]
"""Words, and keys of words where the second is true."""
EightBits = tuple[int, ...]
"""A colour, in eight bits a part."""
NamedColours = Mapping[str, EightBits]
"""Colours by name."""


def pattern(texts: Sequence[str], told: Sequence[ToldDetails]) -> WordPattern:
    """Return how a text is made of details; the second clinic's are unlike all other words."""
    names = {words: key for key, words in [*told[1].words.items()][::-1]}
    tokens = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    parts = re.split(f"({tokens})", texts[1])
    made = tuple((names[part], True) if n % 2 else (part, False) for n, part in enumerate(parts))
    if any(said(made, each) != text for each, text in zip(told, texts, strict=True)):
        raise Unlike
    return made


def said(parts: WordPattern, told: ToldDetails) -> str:
    """Return the text of a pattern for a clinic."""
    return "".join(told.words[part] if is_key else part for part, is_key in parts)


SetWords = tuple[tuple[Piece, ...], float]
"""The pieces and the width of words."""
NOTHING: SetWords = ((), 0.0)


class WordsAround(NamedTuple):
    """What stands beside words on their line."""

    before: Words | None = None
    after: Words | None = None
    is_kept: bool = False
    """Whether the words are set as one that is not parted, such as a phone number."""


class MarkSlot(NamedTuple):
    """A mark that differs from clinic to clinic."""

    mark: Any
    """It, as the first clinic has it."""
    parts: WordPattern = ()
    """What words say."""
    follows: bool = False
    """Whether words begin where those before them end."""
    link: str = ""
    """The key of the address that words, or a code, lead to."""
    under: int = -1
    """Which mark of the page a rule runs under."""
    least: float = 0.0
    most: float = 0.0
    """How wide words, or a code, may be."""
    around: WordsAround = WordsAround()


def slots(
    marks: Sequence[Sequence[Any]], told: Sequence[ToldDetails], setter: Setter
) -> list[MarkSlot | None]:
    """Return the slots of a page, which several clinics have; None for what is alike."""
    if len({len(each) for each in marks}) > 1:
        raise Unlike
    same = [*zip(*marks, strict=True)]
    return [_slot(same, number, told, setter) for number in range(len(same))]


def _slot(
    same: list[tuple[Any, ...]], number: int, told: Sequence[ToldDetails], setter: Setter
) -> MarkSlot | None:
    alike = same[number]
    first = alike[0]
    if any(type(each) is not type(first) for each in alike):
        raise Unlike
    match first:
        case Words():
            return _words(same, number, told, setter)
        case Stroke() if len({(each.x, each.to_x, each.y) for each in alike}) > 1:
            return MarkSlot(first, under=_above(same, alike))
        case Shape() if any(each.outline != first.outline for each in alike):
            link = next((key for key in told[0].links if _is_code(alike, told, key)), "")
            widths = [each.outline.width for each in alike]
            return MarkSlot(first, link=link, least=min(widths), most=max(widths))
    return None


def _words(
    same: list[tuple[Any, ...]], number: int, told: Sequence[ToldDetails], setter: Setter
) -> MarkSlot | None:
    alike: tuple[Words, ...] = same[number]
    first = alike[0]
    texts = [each.text for each in alike]
    is_placed = len({each.x for each in alike}) == 1
    if len({*texts}) == 1 and is_placed:
        return None
    if not is_placed and not all(map(_follows, alike, same[number - 1])):
        raise Unlike
    link = ""
    if len({each.link for each in alike}) > 1:
        link = next((key for key in told[0].links if _leads(alike, told, key)), "")
    widths = [each.width for each in alike]
    slot = MarkSlot(first, (), not is_placed, link, -1, min(widths), max(widths))
    if len({*texts}) == 1:
        return slot
    beside = _beside(same, number)
    for around in (WordsAround(), WordsAround(is_kept=True), beside, beside._replace(is_kept=True)):
        if all(setter(each.text, each, around) == (each.pieces, each.width) for each in alike):
            return slot._replace(parts=pattern(texts, told), around=around)
    raise Unlike


def _beside(same: list[tuple[Any, ...]], number: int) -> WordsAround:
    """Return the words of one font that touch those of a number, and are the same for all."""
    words = same[number][0]
    near = [same[at] if 0 <= at < len(same) else () for at in (number - 1, number + 1)]
    found = []
    for each, side in zip(near, (-1, 1), strict=True):
        is_alike = each and isinstance(each[0], Words) and len({one.pieces for one in each}) == 1
        touches = is_alike and (each[0].font, each[0].y) == (words.font, words.y)
        one, other = (
            (words, each[0]) if touches and side > 0 else (each[0] if touches else None, words)
        )
        found.append(each[0] if touches and _follows(other, one) else None)
    return WordsAround(found[0], found[1])


def _follows(words: Words, before: Any) -> bool:
    return isinstance(before, Words) and abs(before.x + before.width - words.x) < NEAR


def _leads(alike: tuple[Words, ...], told: Sequence[ToldDetails], key: str) -> bool:
    return all(each.links[key] == words.link for words, each in zip(alike, told, strict=True))


def _is_code(alike: tuple[Shape, ...], told: Sequence[ToldDetails], key: str) -> bool:
    return all(
        qr_code.outline(each.links[key]) == mark.outline
        for mark, each in zip(alike, told, strict=True)
    )


def _above(same: list[tuple[Any, ...]], rules: tuple[Stroke, ...]) -> int:
    """Return the words that rules run under, on all pages."""
    for number, alike in enumerate(same):
        if isinstance(alike[0], Words) and all(map(_runs_under, rules, alike)):
            return number
    raise Unlike


def _runs_under(rule: Stroke, words: Words) -> bool:
    is_wide = abs(words.x - rule.x) < NEAR and abs(words.x + words.width - rule.to_x) < NEAR
    return is_wide and 0 < rule.y - words.y < words.size


ParagraphsSet = Sequence[Sequence[ClinicParagraph]]
"""The paragraphs with details in them that were set for each of several leaflets."""


def _others(marks: Sequence[Mark], placed: Sequence[PlacedParagraph]) -> dict[int, Mark]:
    """Return the marks, by number, that belong to no paragraph that is set again."""
    again = set[int]().union(*({*each.words, *each.rules} for each in placed))
    return {number: mark for number, mark in enumerate(marks) if number not in again}


class SlottedPage:
    """The slots of a page, and the marks that are painted with them."""

    def __init__(
        self,
        marks: Sequence[Sequence[Mark]],
        told: Sequence[ToldDetails],
        setter: Setter,
        noted: ParagraphsSet,
    ) -> None:
        self.setter = setter
        placed = [on_page(*each) for each in zip(marks, noted, strict=True)]
        rest = [_others(*each) for each in zip(marks, placed, strict=True)]
        self.paragraphs = placed[0]
        self.marks: dict[int, Any] = dict(enumerate(marks[0]))
        """By their numbers."""
        self.numbers = [*rest[0]]
        found = slots([[*each.values()] for each in rest], told, setter)
        self.slots = {self.numbers[n]: slot for n, slot in enumerate(found) if slot}

    @cached_property
    def again(self) -> set[int]:
        """The numbers of all marks that are set again for each clinic."""
        of_paragraphs = ({*each.words, *each.rules} for each in self.paragraphs)
        return {*self.slots}.union(*of_paragraphs)

    def group(self, numbers: range) -> tuple[int, int] | None:
        """Return which paragraph some marks belong to, and which of its groups they are."""
        for at, placed in enumerate(self.paragraphs):
            if numbers.start in placed.words:
                nodes = [_node(self.marks[n]) for n in range(placed.words.start, numbers.start)]
                return at, sum(1 for _ in groupby(nodes))
        return None

    def keep(self, numbers: Collection[int]) -> None:
        """Forget all marks but some."""
        self.marks = {number: self.marks[number] for number in numbers}

    def filled(self, told: ToldDetails) -> tuple[dict[int, Any], list[Again]] | None:
        """Return the marks of a clinic, and its paragraphs; None where one does not fit."""
        made, paragraphs = dict(self.marks), list[Again]()
        for placed in self.paragraphs:
            again = placed.again(told.details)
            if again is None:
                return None
            paragraphs.append(again)
            made |= zip(placed.rules, again.rules, strict=False)
        rules = [(n, slot) for n, slot in self.slots.items() if isinstance(slot.mark, Stroke)]
        for number, slot in self.slots.items():
            if not isinstance(slot.mark, Stroke):
                mark = self._filled(slot, made.get(number - 1), told)
                if mark is None:
                    return None
                made[number] = mark
        for number, slot in rules:
            over = made[self.numbers[slot.under]]
            made[number] = slot.mark._replace(x=over.x, to_x=over.x + over.width)
        return made, paragraphs

    def _filled(self, slot: MarkSlot, before: Any, told: ToldDetails) -> Mark | None:
        if isinstance(slot.mark, Shape):
            outline = qr_code.outline(told.links[slot.link])
            fits = slot.least <= outline.width <= slot.most
            return slot.mark._replace(outline=outline) if fits else None
        words: Words = slot.mark
        x = before.x + before.width if slot.follows else words.x
        link = told.links[slot.link] if slot.link else words.link
        if not slot.parts:
            return words._replace(x=x, link=link)
        pieces, width = self.setter(said(slot.parts, told), words, slot.around)
        if not pieces or not slot.least - NEAR <= width <= slot.most + NEAR:
            return None
        return words._replace(x=x, link=link, pieces=pieces, width=width)


class Setter(NamedTuple):
    """Sets a single line of details."""

    family: Family
    language: Language

    def __call__(self, text: str, like: Words, around: WordsAround) -> SetWords:
        """Return the pieces and the width of a text; none where it has another font.

        Letters join with those of the words around it, whose pieces stay as they are.
        """
        bare = text.removesuffix(" ")
        bold = like.font.bold
        words = (around.before, around.after)
        runs = [Run(each.text if each else "", bold) for each in words]
        runs.insert(1, Run(bare, bold, keep=around.is_kept))
        if bare != text and not around.after:
            runs[2] = Run(" ", bold)
        tied = self.language.numbers.tied(tuple(runs))
        if len(Filling({}, signs=self.language.signs).parted(tied)) != len(tied):
            return NOTHING
        given = self.family, like.size, 1e6, self.language.tag.text
        (line, *others) = set_lines(tied, *given)
        parts = {part.run: part for part in line.fragments}
        if others or len(parts) != len(line.fragments) or 1 not in parts:
            return NOTHING
        sides = ((parts.get(at), each) for at, each in zip((0, 2), words, strict=True) if each)
        if any(not part or part.pieces != each.pieces for part, each in sides):
            return NOTHING
        pieces, width = parts[1].pieces, parts[1].advance
        if any(piece.font is not like.font for piece in pieces):
            return NOTHING
        if bare != text and not around.after:
            pieces += parts[2].pieces
        return pieces, width


class _Group(NamedTuple):
    """A marked-content sequence with slots."""

    page: int
    """Which page of the side it is on."""
    marks: range
    begin: bytes
    links: tuple[tuple[int, PdfDictionary], ...]
    """The numbers and dictionaries of its annotations."""
    paragraph: tuple[int, int] | None
    """Which paragraph of the page it belongs to, and which of its sequences it is."""


def _joined(parts: Sequence[bytes | _Group]) -> list[bytes | _Group]:
    """Return the parts with those that follow one another without a slot as one."""
    found: list[bytes | _Group] = []
    for part in parts:
        if found and isinstance(part, bytes) and isinstance(before := found[-1], bytes):
            found[-1] = before + b"\n" + part
        else:
            found.append(part)
    return found


class SlottedSide:
    """The content of a side: bytes, and sequences with slots between them."""

    def __init__(self, height: float, content: ContentStream, number: int) -> None:
        self.height, self.content, self.number = height, content, number
        self.pages: list[SlottedPage] = []
        self.parts: list[bytes | _Group] = []
        """What is painted, each part after a line end."""

    def add(
        self, page: SlottedPage, linked: Mapping[int, list[int]], objects: Sequence[Any]
    ) -> None:
        """Add a page that stands on the side."""
        kept = {page.numbers[slot.under] for slot in page.slots.values() if slot.under >= 0}
        for node, group in groupby(page.marks, key=lambda number: _node(page.marks[number])):
            numbers = [*group]
            marks = range(numbers[0], numbers[-1] + 1)
            if isinstance(page.marks[marks.start], Blank):
                continue
            painted = self._painted()
            self.sequence += 1
            if page.again.isdisjoint(marks):
                self.parts.append(b"\n".join(painted))
            else:
                found = linked[self.mcid] if node else []
                links = tuple((number, objects[number - 1]) for number in found)
                place = (len(self.pages), marks, painted[0], links)
                self.parts.append(_Group(*place, page.group(marks)))
                kept |= {*marks}
            self.mcid += node is not None
        page.keep(kept)
        self.pages.append(page)

    sequence = mcid = 0

    def _painted(self) -> list[bytes]:
        starts = [*self.content.starts, len(self.content.parts)]
        return self.content.parts[starts[self.sequence] : starts[self.sequence + 1]]

    def finish(self) -> None:
        """Compress what comes before the first slot."""
        first = next((n for n, part in enumerate(self.parts) if isinstance(part, _Group)), None)
        begun = [part for part in self.parts[:first] if isinstance(part, bytes)]
        self.begun = zlib.compressobj(LEVEL)
        self.start = self.begun.compress(b"\n".join(begun))
        self.rest = _joined(self.parts[len(begun) :])
        self.is_begun = bool(begun)
        del self.content, self.parts

    def filled(
        self, told: ToldDetails, paint: ContentStream, links: dict[int, PdfDictionary]
    ) -> bytes | None:
        """Return the compressed content for a clinic; `links` gets its annotations."""
        pages = [page.filled(told) for page in self.pages]
        parts = [b""] if self.is_begun else []
        for part in self.rest:
            if isinstance(part, bytes):
                parts.append(part)
                continue
            if (page := pages[part.page]) is None:
                return None
            made, paragraphs = page
            if part.paragraph:
                at, group = part.paragraph
                marks = paragraphs[at].groups[group]
            else:
                marks = [made[number] for number in part.marks]
            paint.height, paint.parts = self.height, [part.begin]
            paint.sequence(marks)
            parts += (*paint.parts, b"EMC")
            links |= zip((n for n, _ in part.links), _links(part, marks, self.height), strict=True)
        if any(page is None for page in pages):
            return None
        rest = self.begun.copy()
        return self.start + rest.compress(b"\n".join(parts)) + rest.flush()


def _links(group: _Group, marks: Sequence[Mark], height: float) -> Iterator[PdfDictionary]:
    """Yield the annotations of a sequence, each with the entries that it had at the end."""
    linked = (mark for mark in marks if isinstance(mark, Words) and mark.link)
    lines = groupby(linked, key=lambda mark: mark.y)
    for (_, earlier), (_, line) in zip(group.links, lines, strict=True):
        made = link_annotation(height, *line)
        made.dict |= {key: v for key, v in earlier.dict.items() if key not in made.dict}
        yield made


def _node(mark: Mark) -> StructureNode | None:
    return getattr(mark, "node", None)


class _Font(NamedTuple):
    """A font of the file, in which words are shown."""

    name: str
    cids: frozenset[int]

    def shown(self, pieces: tuple[Piece, ...]) -> bytes:
        """Return the operators that show pieces; KeyError for a glyph that the file lacks."""
        if not all(self.cids.issuperset(cids_of(piece)) for piece in pieces):
            raise KeyError
        return shown(pieces)


class Alt(NamedTuple):
    """What is said of a figure, in its structure element."""

    element: int
    before: bytes
    parts: WordPattern
    after: bytes

    def written(self, told: ToldDetails, file: File) -> bytes:
        """Return the structure element for a clinic."""
        return b"%b%b%b" % (self.before, PDFString(said(self.parts, told)).format(file), self.after)


def _alts(
    writer: SharedWriter, trees: Sequence[StructureNode], told: Sequence[ToldDetails]
) -> Iterator[Alt]:
    """Yield the figures of which something else is said for each clinic."""
    nodes = [[*tree.nodes] for tree in trees]
    if len({len(each) for each in nodes}) > 1:
        raise Unlike
    for alike in zip(*nodes, strict=True):
        alts = [node.alt for node in alike]
        if len({*alts}) > 1:
            number = writer.tags.elements[alike[0]].count
            element = writer.file.objects[number - 1].format(writer.file)
            ends = element.split(PDFString(alts[0]).format(writer.file))
            if len(ends) != 2:
                raise Unlike
            yield Alt(number, ends[0], pattern(alts, told), ends[1])


def _named(
    palettes: Sequence[NamedColours], entries: Sequence[Sequence[EightBits]]
) -> list[str | EightBits]:
    """Return the name of each colour of a file, or the colour where it has none."""
    found: list[str | EightBits] = []
    for alike in zip(*entries, strict=True):
        names = (
            name
            for name in palettes[0]
            if all(own[name] == ink for own, ink in zip(palettes, alike, strict=True))
        )
        name = next(names, "")
        if not name and len({*alike}) > 1:
            raise Unlike
        found.append(name or alike[0])
    return found


class SlottedFile:
    """A file of several clinics that differs in single lines, figures' words and colours."""

    def __init__(
        self,
        laid: Sequence[Leaflet],
        told: Sequence[ToldDetails],
        palettes: Sequence[NamedColours],
        noted: ParagraphsSet,
        family: str,
    ) -> None:
        writers = [SharedWriter(each.tree) for each in laid]
        sides = [build.printed_sides(each) for each in laid]
        try:
            self.written = [
                writer.write(on, build.facts_of(each))
                for writer, on, each in zip(writers, sides, laid, strict=True)
            ]
        except OverflowError:  # more colours than a palette has
            raise Unlike from None
        """The files of the clinics, as they are written without slots."""
        if len({(len(each.inks.entries), len(each.file.objects)) for each in writers}) > 1:
            raise Unlike
        writer = writers[0]
        self.file = File()
        self.inks, self.images = writer.inks, dict(writer.images)
        self.colours = _named(palettes, [[*each.inks.entries] for each in writers])
        self.fonts = {
            font: _Font(each.name, frozenset(each.cids)) for font, each in writer.fonts.items()
        }
        setter = Setter(fonts.family(family), laid[0].language)
        self.sides = [*_sides(writer, sides, told, setter, noted)]
        self.alts = [*_alts(writer, [leaflet.tree for leaflet in laid], told)]
        self.front, self.trailer = writer.file.front(), writer.file.trailer
        self.streams, self.small = writer.file.own_objects()
        self.palette, self.info = writer.palette_at.count, max(writer.file.own)
        self.xmp = next(n for n, body in self.streams.items() if b"/Metadata" in body[:99])

    def filled(self, told: ToldDetails, palette: NamedColours, facts: Facts) -> bytes | None:
        """Write the file for a clinic; None where its details do not fit the slots."""
        small, streams, file = dict(self.small), dict(self.streams), self.file
        links: dict[int, PdfDictionary] = {}
        paint = ContentStream(0.0, self._font, self._image, _untagged, _unfielded, self.inks)
        for side in self.sides:
            try:
                content = side.filled(told, paint, links)
            except (KeyError, ValueError):  # a letter that its fonts lack, a link on more lines
                return None
            if content is None:
                return None
            streams[side.number] = PdfStream(content, Filter=PdfName("FlateDecode")).format(file)
        small |= {number: link.format(file) for number, link in links.items()}
        small |= {alt.element: alt.written(told, file) for alt in self.alts}
        streams[self.xmp] = metadata.xmp_stream(facts, metadata.archive()).format(file)
        small[self.info] = metadata.info(facts).format(file)
        colours = [palette[ink] if isinstance(ink, str) else ink for ink in self.colours]
        small[self.palette] = indexed(colours)
        return shared.whole(self.front, streams, small, self.trailer)

    def _font(self, words: Words) -> Any:
        return self.fonts[words.font]

    def _image(self, image: PlacedPicture) -> str:
        return self.images[image.picture]


def _sides(
    writer: SharedWriter,
    sides: Sequence[Sequence[Side]],
    told: Sequence[ToldDetails],
    setter: Setter,
    noted: ParagraphsSet,
) -> Iterator[SlottedSide]:
    if len({len(each) for each in sides}) > 1:
        raise Unlike
    for key, same in enumerate(zip(*sides, strict=True)):
        made = SlottedSide(same[0].height, writer.painted[key], writer.contents_at[key])
        linked = {mcid: found for (side, mcid), found in writer.linked.items() if side == key}
        for placed in zip(*(side.pages for side in same), strict=True):
            marks = [[moved(mark, x, y) for mark in page.marks] for x, y, page in placed]
            made.add(SlottedPage(marks, told, setter, noted), linked, writer.file.objects)
        made.finish()
        yield made


def _untagged(node: StructureNode, marks: list[Mark]) -> int:
    raise AssertionError("a sequence with slots has its number")


def _unfielded(blank: Blank) -> None:
    raise AssertionError("a field has no slot")
