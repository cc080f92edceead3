"""BlockForms: the block that each part becomes: a paragraph, a list, a table, a callout."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from leaflet import limits
from leaflet.content.picture_file import ENDINGS, FEWEST
from leaflet.errors import LeafletError
from leaflet.exchange import guesses
from leaflet.exchange.box_kinds import kind_of, title_of
from leaflet.exchange.draft_block import DraftBlock, DraftValue
from leaflet.exchange.marked_text import marked, neutral
from leaflet.exchange.parts import (
    BoxPart,
    CellPart,
    FilePart,
    HeadingPart,
    LeftKind,
    LeftOver,
    ListEntry,
    ListPart,
    NotePart,
    ParagraphPart,
    PicturePart,
    Stretch,
    Stretches,
    TablePart,
    joined,
    text_of,
    texts,
)
from leaflet.graphics import picture

COLUMNS, TURNED = 8, 13
"""Columns of the widest table on an upright page, and on a turned one."""
_BY_MACHINE = re.compile(
    r"\s*Description automatically generated.*|\s*AI-generated content.*", re.DOTALL
)
_LONGEST_ALT = 500


class BlockForms:
    """Makes blocks of parts, and keeps pictures and what is left over on the way."""

    def __init__(self, stem: str, notes: Collection[str], is_verbatim: bool = False) -> None:
        self.stem, self.notes, self.is_verbatim = stem, notes, is_verbatim
        self.left: list[LeftOver] = []
        self.pictures: dict[str, bytes] = {}
        self._files: dict[str, str] = {}

    def text(self, words: Stretches, bold: bool = True) -> str:
        """Return words as a text of a leaflet."""
        said, lost = marked(words, self.notes, bold)
        self.left += [
            LeftOver("link-address", f"behind “{text_of(words)[:60]}”", each) for each in lost
        ]
        return said

    def blocks(self, parts: Iterable[FilePart]) -> Iterator[DraftBlock]:
        """Yield the blocks of parts; a paragraph that ends with a colon leads in to its list."""
        row = [*parts] if self.is_verbatim else [*guesses.typed_lists(parts)]
        lead: ParagraphPart | None = None
        for number, part in enumerate(row):
            after = row[number + 1] if number + 1 < len(row) else None
            if isinstance(part, ParagraphPart) and isinstance(after, ListPart) and _leads_in(part):
                lead = part
                continue
            yield from self._made(part, lead)
            lead = None

    def _made(self, part: FilePart, lead: ParagraphPart | None) -> Iterator[DraftBlock]:
        match part:
            case ParagraphPart():
                yield from self._paragraphs(part)
            case HeadingPart(words=words):  # inside a box or a cell, where no heading can stand
                yield from self._paragraphs(ParagraphPart(_bold(words)))
            case ListPart():
                yield from self._listed(part, lead)
            case TablePart():
                yield from self._tables(part)
            case PicturePart():
                yield from self._picture(part)
            case BoxPart(parts=inner):
                if all(isinstance(each, PicturePart) for each in inner):
                    yield from self.blocks(inner)
                else:
                    yield self._callout(part)
            case NotePart(words=words):
                yield from self._paragraphs(ParagraphPart(words))

    def _paragraphs(self, part: ParagraphPart) -> Iterator[DraftBlock]:
        text = self.text(part.words)
        if len(text) <= limits.TEXT_CHARACTERS:
            if text:
                yield DraftBlock("paragraph", text, (), (part,))
            return
        plain = neutral(text_of(part.words))
        for piece in pieces(plain, limits.TEXT_CHARACTERS - 100):
            yield DraftBlock("paragraph", neutral(piece), ("this paragraph was parted",))

    # ---- lists

    def _listed(self, part: ListPart, lead: ParagraphPart | None) -> Iterator[DraftBlock]:
        """Yield a list; what cannot stand in an item follows it, and then the list goes on."""
        items: list[DraftValue] = []
        intro, begun = (self.text(lead.words) if lead else ""), False
        for entry in part.entries:
            item, others = self._item(entry, part.is_ordered)
            items += [item] if item else []
            made = [block for other in others for block in self._made(other, None)]
            if made:
                yield from self._list_block(part, items, intro, begun)
                begun, items, intro = begun or bool(items), [], ""
                yield from made
        yield from self._list_block(part, items, intro, begun)

    def _list_block(
        self, part: ListPart, items: list[DraftValue], intro: str, begun: bool
    ) -> Iterator[DraftBlock]:
        if not items:
            if intro:
                yield DraftBlock("paragraph", intro)
            return
        boxes = [guesses.BOX.match(item) if isinstance(item, str) else None for item in items]
        word = "steps" if part.is_ordered else "bullets"
        if all(boxes):
            word = "checklist"
            items = [guesses.BOX.sub("", item) for item in items if isinstance(item, str)]
        keys: dict[str, DraftValue] = {"intro": intro} if intro else {}
        if word == "steps" and begun:
            keys["continues"] = True
        elif word == "steps" and part.start != 1:
            keys["start"] = part.start
        value: DraftValue = {**keys, "items": items} if keys else items
        yield DraftBlock(word, value, (), (part,))

    def _item(self, entry: ListEntry, is_ordered: bool) -> tuple[DraftValue, list[FilePart]]:
        """Return an item of a list, and the parts that cannot stand in it."""
        words: list[Stretches] = []
        inner: list[str] = []
        others: list[FilePart] = []
        for part in entry.parts:
            if isinstance(part, ParagraphPart | HeadingPart) and not (inner or others):
                words.append(part.words)
            elif isinstance(part, ListPart) and words and not others:
                inner += self._flat(part)
            else:
                others.append(part)
        text = self.text(_lines(words)) if words else ""
        if is_ordered and len(inner) > 26:
            others.insert(0, next(p for p in entry.parts if isinstance(p, ListPart)))
            inner = []
        if inner:
            return {"text": text, "items": inner}, others
        return text, others

    def _flat(self, part: ListPart) -> list[str]:
        """Return the texts of an inner list; those of lists in it follow their item."""
        found: list[str] = []
        for entry in part.entries:
            words = [p.words for p in entry.parts if isinstance(p, ParagraphPart | HeadingPart)]
            if words:
                found.append(self.text(_lines(words)))
            for other in entry.parts:
                if isinstance(other, ListPart):
                    found += self._flat(other)
                elif not isinstance(other, ParagraphPart | HeadingPart):
                    found += [neutral(said) for said in self._words(other) if said.strip()]
        return found

    def _words(self, part: FilePart) -> Iterator[str]:
        """Yield the texts of a part that has no place of its own; a picture is left over."""
        if isinstance(part, PicturePart):
            self._leave("picture", part.alt, "no picture can stand here")
            return
        yield from texts((part,))

    # ---- tables

    def _tables(self, part: TablePart) -> Iterator[DraftBlock]:
        """Yield a table; one of more columns than a page has room for as several."""
        checks = ["merged cells were taken apart"] if part.is_merged else []
        width = len(part.rows[0])
        if width <= TURNED:
            yield self._table(part.rows, part.caption, checks)
            return
        checks.append(f"the table had {width} columns; it was parted, with the first in each")
        for at in range(1, width, COLUMNS - 1):
            rows = tuple((row[0], *row[at : at + COLUMNS - 1]) for row in part.rows)
            yield self._table(rows, part.caption if at == 1 else (), checks)

    def _table(
        self, rows: Sequence[Sequence[CellPart]], caption: Stretches, checks: list[str]
    ) -> DraftBlock:
        head, rows, told = _headed(rows)
        made = checks + (
            [] if told else ["the first row is bold, and was taken for the head"] if head else []
        )
        named = len(rows[0]) > 1 and all(_is_head(row[0]) for row in rows) if rows else False
        keys: dict[str, DraftValue] = {}
        if caption:
            keys["caption"] = self.text(caption, bold=False)
        if head:
            keys["head"] = [self._head_cell(cell) for cell in head]
            keys["header"] = "both" if named else "row"
        if rows and COLUMNS < len(rows[0]) <= TURNED:
            keys["landscape"] = True
        if rows:
            keys["rows"] = [
                [self._cell(cell, named and not at) for at, cell in enumerate(row)] for row in rows
            ]
        whole = TablePart(tuple(tuple(row) for row in ([head] if head else []) + [*rows]), caption)
        return DraftBlock("table", keys, tuple(made), (whole,))

    def _head_cell(self, cell: CellPart) -> DraftValue:
        value = self._cell(cell, True)
        return value if isinstance(value, str) else " ".join(texts(cell.parts))

    def _cell(self, cell: CellPart, is_head: bool) -> DraftValue:
        """Return a cell: its words alone, or with a list or a picture under them."""
        words: list[Stretches] = []
        items: list[DraftValue] = []
        shown: DraftBlock | None = None
        word = ""
        for part in cell.parts if self.is_verbatim else guesses.typed_lists(cell.parts):
            if isinstance(part, ParagraphPart | HeadingPart) and not items:
                words.append(part.words)
            elif isinstance(part, ListPart) and not items:
                items, word = [*self._flat(part)], "steps" if part.is_ordered else "bullets"
            elif isinstance(part, PicturePart) and not (shown or items):
                shown = next(self._picture(part), None)
            else:
                said = [neutral(each) for each in self._words(part) if each.strip()]
                if items:
                    items += said
                else:
                    words += [(Stretch(each),) for each in said]
        text = self.text(_lines(words), bold=not is_head)
        keys: dict[str, DraftValue] = {"text": text} if text else {}
        if items:
            keys[word] = items
        elif shown and isinstance(shown.value, dict):
            keys["image"] = {key: each for key, each in shown.value.items() if key != "caption"}
        return keys if set(keys) - {"text"} else text

    # ---- pictures

    def _picture(self, part: PicturePart) -> Iterator[DraftBlock]:
        """Yield a picture, whose file is kept; one that cannot be printed is left over."""
        try:
            if len(part.data) > limits.PICTURE_BYTES:
                self._leave(
                    "picture", part.alt, "the file is larger than a leaflet's picture may be"
                )
                return
            seen = picture.read_bytes(part.data, "the picture")
        except LeafletError as error:
            self._leave("picture", part.alt, error.faults[0].problem)
            return
        digest = hashlib.sha256(part.data).hexdigest()
        if digest not in self._files:
            ending = {"jpeg": "jpg"}.get(seen.kind, seen.kind)
            self._files[digest] = f"pictures/{self.stem}-{len(self._files) + 1}.{ending}"
            self.pictures[self._files[digest]] = part.data
        keys: dict[str, DraftValue] = {"file": self._files[digest]}
        alt = _BY_MACHINE.sub("", " ".join(part.alt.split()))
        checks: tuple[str, ...] = ()
        if alt != " ".join(part.alt.split()):
            checks = ("a program wrote this description",)
            self._leave("alt-text", part.alt[len(alt) :], "the remark of a program")
        if _describes(alt):
            keys["alt"] = alt
        else:
            keys["decorative"] = True
            if not part.is_decorative:
                checks = ("nobody says what this picture shows: write it as `alt:`, or leave this",)
            if alt:
                self._leave("alt-text", alt, "it does not say what the picture shows")
        yield DraftBlock("image", keys, checks, (part,))

    def _leave(self, kind: LeftKind, words: str, why: str) -> None:
        self.left.append(LeftOver(kind, "in the text", " ".join(words.split()), why))

    # ---- boxes

    def _callout(self, part: BoxPart) -> DraftBlock:
        """Return a callout, of the kind that its words call for; a quotation is one block."""
        inner = guesses.unboxed(part)
        if part.is_quote and len(inner) == 1 and isinstance(inner[0], ParagraphPart):
            return DraftBlock("quote", self.text(inner[0].words), (), (part,))
        said = " ".join(texts(inner))
        kind, check = kind_of(said)
        title: Stretches = ()
        if inner and (head := title_of(inner[0])) and len(inner) > 1:
            title, inner = head, inner[1:]
        body = [*self.blocks(inner)]
        keys: dict[str, DraftValue] = {"kind": kind}
        if title:
            keys["title"] = self.text(title, bold=False)
        if not body:
            keys["body"] = keys.pop("title", "")
            return DraftBlock("paragraph", keys["body"], (), (part,))
        is_one = len(body) == 1 and body[0].word == "paragraph"
        keys["body"] = body[0].value if is_one else body
        return DraftBlock("callout", keys, (check,), (part,))


def pieces(text: str, most: int) -> Iterator[str]:
    """Yield a long text in pieces that end with a sentence, or with a word."""
    while len(text) > most:
        end = max(text.rfind(". ", 0, most) + 1, 0) or text.rfind(" ", 0, most)
        end = end if end > 0 else most
        yield text[:end].strip()
        text = text[end:].strip()
    if text:
        yield text


def _headed(
    rows: Sequence[Sequence[CellPart]],
) -> tuple[Sequence[CellPart], Sequence[Sequence[CellPart]], bool]:
    """Return the head of a table, the other rows, and whether the file says which is the head."""
    first = rows[0]
    told = all(cell.is_head or not cell.parts for cell in first) and any(c.is_head for c in first)
    if len(rows) > 1 and (told or (all(map(_is_bold, first)) and not all(map(_is_bold, rows[1])))):
        return first, rows[1:], told
    return (), rows, True


def _is_head(cell: CellPart) -> bool:
    return cell.is_head or (bool(cell.parts) and _is_bold(cell))


def _is_bold(cell: CellPart) -> bool:
    """Tell whether all words of a cell are bold, or it has none."""
    words = [w for p in cell.parts if isinstance(p, ParagraphPart | HeadingPart) for w in p.words]
    plain = all(isinstance(part, ParagraphPart | HeadingPart) for part in cell.parts)
    return plain and all(each.bold or not each.text.strip() for each in words)


def _leads_in(part: ParagraphPart) -> bool:
    return text_of(part.words).rstrip().endswith(":")


def _describes(alt: str) -> bool:
    """Tell whether words say what a picture shows, and are no name of a file or a program."""
    if alt.casefold().endswith(ENDINGS) or len(alt) > _LONGEST_ALT:
        return False
    named = re.fullmatch(
        r"(?:image|picture|img|graphic|object|shape|photo)[\s_-]*\d*", alt, re.IGNORECASE
    )
    return not named and sum(map(str.isalpha, alt)) >= FEWEST


def _bold(words: Stretches) -> Stretches:
    return tuple(each._replace(bold=True) for each in words)


def _lines(paragraphs: Sequence[Stretches]) -> Stretches:
    """Return paragraphs as the lines of one."""
    found: list[Stretch] = []
    for number, said in enumerate(paragraphs):
        found += ([Stretch("\n")] if number else []) + [*said]
    return joined(found)
