"""Edition: decides which parts and which words of a leaflet go on a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from leaflet.blocks.heading import Heading
from leaflet.content import sheet as sheets
from leaflet.content.inline import Text
from leaflet.content.part import Part
from leaflet.content.reference import Reference
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError, meant, shown
from leaflet.source import model, named, walk
from leaflet.source.model import Reader, Struct
from leaflet.source.value import Name

FULL, SHORT = "full", "short"
"""The edition of every sheet that asks for no other, and the one in which short forms stand."""


# ---- the names that there are


def known(document: Document) -> tuple[str, ...]:
    """Return the names of all editions and sheets, with those of the document's folder."""
    found = {FULL, SHORT}
    for name in named.names("sheet", document.folder):
        found.add(name)
        with suppress(LeafletError):  # what is wrong with a sheet is told when it is used
            found.add(sheets.load(name, document.folder).edition.text)
    return tuple(sorted(found))


def check(document: Document) -> None:
    """Raise LeafletError for names in `only` and `except` of no edition and no sheet."""
    if document.has_editions:
        _refuse([name for part in _parts(document) for name in _names(part)], document)


def check_name(name: str, document: Document) -> None:
    """Raise LeafletError if the edition that is asked for does not exist."""
    if name not in (FULL, SHORT):
        _refuse([Name(name)], document)


def check_asked(edition: Name, document: Document) -> None:
    """Raise LeafletError for a sheet's edition that nothing in the document is for."""
    if edition.text in (FULL, SHORT):
        return
    shipped = {sheets.load(name).edition.text for name in named.names("sheet")}
    marked = {name.text for part in _parts(document) for name in _names(part)}
    if edition.text not in shipped | marked:
        problem = f"no part of the leaflet is for the edition `{shown(edition.text)}`"
        hint = meant(edition.text, sorted({FULL, SHORT} | shipped | marked))
        raise LeafletError(
            Fault("unknown-name", problem, edition.span and edition.span.place, hint)
        )


def _refuse(written: list[Name], document: Document) -> None:
    names = known(document)
    if found := [_unknown(name, names) for name in written if name.text not in names]:
        raise LeafletError(*found)


def _unknown(name: Name, names: tuple[str, ...]) -> Fault:
    problem = f"there is no edition and no sheet called `{shown(name.text)}`"
    hint = meant(name.text, names)
    if not name.span:
        return Fault("unknown-name", problem, None, hint, "edition")
    return Fault("unknown-name", problem, name.span.place, hint)


def _parts(value: object) -> Iterator[Part]:
    """Yield what may be marked, blocks and their items first."""
    yield from walk.walk(value, Part)
    yield from (text.wording for text in walk.walk(value, Text) if text.wording)


def _names(part: Part) -> Iterator[Name]:
    for written in (part.only, part.except_):
        yield from written.names if written else ()


# ---- the cut


def cut(document: Document, names: frozenset[str]) -> Document:
    """Return the document as the edition and the sheet called `names` have it.

    Texts have their short form if `short` is among them. LeafletError where words that are not
    marked would stand over nothing.
    """
    if not document.has_editions:
        return document

    def form(text: Text) -> Text | None:
        if text.wording is None:
            return text
        chosen = text.forms[-1] if SHORT in names else text
        return type(text)(chosen.parts, chosen.span) if text.wording.is_in(names) else None

    left = _Knife(names, lambda part: part.is_in(names), form).cut(document)
    return _with_its_sources(left, document, names)


def _with_its_sources(left: Document, whole: Document, names: frozenset[str]) -> Document:
    """Return what is left, without citations of references that are not.

    A source that only left out texts name is not needed either; the full edition has them all.
    """
    unnamed = _cited(whole) - _cited(left) if FULL not in names else set()
    gone = _ids(whole) - _ids(left)

    def has(part: Part) -> bool:
        return not (isinstance(part, Reference) and part.id and part.id.text in unnamed)

    return _Knife(names, has, lambda text: text.without(gone)).cut(left)


def unnumbered(document: Document, names: frozenset[str]) -> Document:
    """Return the document without citations of references that it does not show.

    LeafletError where nothing else is said of what cannot be left out.
    """
    gone = _cited(document) - _ids(document)
    return _Knife(names, lambda part: True, lambda text: text.without(gone)).cut(document)


def _ids(document: Document) -> set[str]:
    return {source.id.text for source in document.sources if source.id}


def _cited(document: Document) -> set[str]:
    return {name for text in document.texts for name in text.cited}


class _Knife:
    """Takes out of a document the parts that an edition does not have."""

    def __init__(
        self,
        names: frozenset[str],
        has: Callable[[Part], bool],
        form: Callable[[Text], Text | None],
    ) -> None:
        self.names, self.has, self.form = names, has, form
        self.reader = Reader()

    def cut(self, document: Document) -> Document:
        """Return what is left of the document, or the document itself if nothing is cut."""
        left: Document | None = self._value(document)
        return self.reader.finished(left)

    def _value(self, value: Any) -> Any:
        """Return what is left of a value, or None."""
        match value:
            case Text():
                return self.form(value)
            case Part() if not self.has(value):
                return None
        inside = walk.inside(value)
        if not inside:
            return value
        left = [self._value(held) for held in inside]
        match value:
            case Struct():
                return self._struct(value, walk.rebuilt(value, left))
            case (Block(), *_):
                self._refuse_bare_headings(value, left)
        return walk.rebuilt(value, left)

    def _struct(self, struct: Struct, left: Struct) -> Struct | None:
        """Return what is left of a struct; None if a field that it needs is gone."""
        for field in model.fields(type(struct)):
            if field.required and getattr(left, field.name) in (None, ()):
                self._refuse_bare(struct, field.name, left)
                return None
        if isinstance(left, Part) and left.is_optional:
            return msgspec.structs.replace(left, only=None, except_=None)
        return left

    def _refuse_bare(self, struct: Struct, name: str, left: Struct) -> None:
        """Note that nothing is left of the field `name`, where the struct has other words."""
        condition = self._condition(getattr(struct, name))
        others = next(walk.walk(left, Text), None)
        is_part = isinstance(struct, Part)
        if others and (condition or not is_part):
            whole = f"give the whole of it `{condition}` too"
            hint = whole if is_part else "leave a block that is not marked"
            self.reader.fault(
                others.span, "nothing-left", f"nothing is left of `{name}` {self._here}", hint
            )

    def _refuse_bare_headings(self, blocks: tuple[Block, ...], left: list[Block | None]) -> None:
        """Note headings that have nothing under them any more."""
        for place, heading in enumerate(blocks):
            if left[place] and isinstance(heading, Heading):
                below = slice(place + 1, _end_of_section(blocks, place))
                if _speaks(blocks[below]) and not _speaks(left[below]):
                    condition = self._condition(blocks[below]) or f"except: {min(self.names)}"
                    problem = f"nothing is left under this heading {self._here}"
                    self.reader.fault(
                        heading.text.span, "nothing-left", problem, f"give it `{condition}` too"
                    )

    def _condition(self, value: object) -> str:
        """Return the first mark that left something out, as it is written, or ""."""
        part = next((part for part in _parts(value) if not part.is_in(self.names)), Part())
        if part.only:
            return f"only: {part.only}"
        return f"except: {part.except_}" if part.except_ else ""

    @property
    def _here(self) -> str:
        return "for " + " and ".join(f"`{name}`" for name in sorted(self.names))


class _Above(NamedTuple):
    """Stands for the column above a block, to find out whether the block is a heading."""

    level: int = 0
    floor: int = 1


def _end_of_section(blocks: tuple[Block, ...], start: int) -> int:
    """Return the index at which the section of the heading at `start` ends."""
    level = blocks[start].level_after(_Above())
    for place, later in enumerate(blocks[start + 1 :], start + 1):
        if 0 < later.level_after(_Above()) <= level:
            return place
    return len(blocks)


def _speaks(blocks: Iterable[Block | None]) -> bool:
    """Return whether there is any block but page breaks."""
    return any(one and one.word != "page_break" for one in blocks)
