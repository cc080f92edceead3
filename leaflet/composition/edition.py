"""Edition: decides which parts and words of a leaflet go on a sheet, and to a clinic."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from leaflet.blocks.heading import Heading
from leaflet.content import sheet as sheets
from leaflet.content.clinic import DETAILS
from leaflet.content.inline import Text
from leaflet.content.part import Part
from leaflet.content.reference import Reference
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError, meant, note, shown
from leaflet.source import model, named, walk
from leaflet.source.model import Reader, Struct
from leaflet.source.value import Name

FULL, SHORT = "full", "short"
"""The edition of every sheet that asks for no other, and the one in which short forms stand."""
EVERY = frozenset(DETAILS)
"""All details that a clinic can have."""


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


def cut(document: Document, names: frozenset[str], told: Collection[str] = EVERY) -> Document:
    """Return the document as the edition and the sheet called `names` have it.

    Texts have their short form if `short` is among them. What needs other details of the clinic
    than those in `told` is left out. LeafletError where words that are not marked would stand over
    nothing.
    """
    if not document.has_editions:
        return document

    def has(part: Part) -> bool:
        return part.is_in(names) and not part.lacks(told)

    def form(text: Text) -> Text | None:
        if text.wording is None:
            return text
        chosen = text.forms[-1] if SHORT in names else text
        return type(text)(chosen.parts, chosen.span) if has(text.wording) else None

    left = _Knife(names, has, form, told).cut(document)
    lacking = {name for part in fallen(document, names, told) for name in _cited_in(part)}
    return _with_its_sources(left, document, names, lacking)


def for_clinic(document: Document, told: Collection[str]) -> Document:
    """Return the document without what needs other details of the clinic, in all editions."""
    if not document.has_needs:
        return document

    def form(text: Text) -> Text | None:
        return None if text.wording and text.wording.lacks(told) else text

    knife = _Knife(frozenset(), lambda part: not part.lacks(told), form, told)
    return knife.left(document) or document


def fallen(value: object, names: frozenset[str], told: Collection[str]) -> Iterator[Part]:
    """Yield the outermost parts of an edition that need details which are not in `told`."""
    part = value.wording if isinstance(value, Text) else value
    if isinstance(part, Part):
        if not part.is_in(names):
            return
        if part.lacks(told):
            yield part
            return
    for held in walk.inside(value):
        yield from fallen(held, names, told)


def notes(document: Document, names: frozenset[str], told: Collection[str]) -> Iterator[Fault]:
    """Yield a note for each part that is left out for want of a detail."""
    for part in fallen(document, names, told) if document.has_needs else ():
        details = [f"`{name}`" for name in part.lacks(told)]
        span = part.lacks(told)[0].span
        problem = f"{_called(part)} is left out, as the clinic has no {' and no '.join(details)}"
        yield note("part-left-out", problem, span and span.place)


def _called(part: Part) -> str:
    """Return the first words of a part, or what it is."""
    for text in walk.walk(part, Text):
        if text.parts:
            words = "".join(getattr(each, "text", "…") for each in text.parts)
            return f"“{shown(words)}”"
    return f"a block `{part.word}`" if isinstance(part, Block) else "a part"


def _with_its_sources(
    left: Document, whole: Document, names: frozenset[str], lacking: set[str]
) -> Document:
    """Return what is left, without citations of references that are not.

    A source that only left out texts name is not needed either, unless those are `lacking` for
    want of a detail; the full edition has them all.
    """
    unnamed = _cited(whole) - _cited(left) - lacking if FULL not in names else set()
    gone = _ids(whole) - _ids(left)
    if not (unnamed or gone):
        return left

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


def _cited_in(part: Part) -> Iterator[str]:
    texts = (form for text in walk.walk(part, Text) for form in text.forms)
    return (name for text in texts for name in text.cited)


class _Knife:
    """Takes out of a document the parts that an edition does not have."""

    def __init__(
        self,
        names: frozenset[str],
        has: Callable[[Part], bool],
        form: Callable[[Text], Text | None],
        told: Collection[str] = EVERY,
    ) -> None:
        self.names, self.has, self.form, self.told = names, has, form, told
        self.reader = Reader()

    def cut(self, document: Document) -> Document:
        """Return what is left of the document, or the document itself if nothing is cut."""
        return self.reader.finished(self.left(document))

    def left(self, document: Document) -> Document | None:
        """Return what is left of the document, or None, whatever stands over nothing."""
        left: Document | None = self._value(document)
        return left

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
        if isinstance(value, tuple):  # a row of which nothing is left
            pairs = zip(inside, left, strict=True)
            left = [None if was and made == () else made for was, made in pairs]
        match value:
            case Struct():
                return self._struct(value, walk.rebuilt(value, left))
            case (Block(), *_):
                self._refuse_bare_headings(value, left)
        return walk.rebuilt(value, left)

    def _struct(self, struct: Struct, left: Struct) -> Struct | None:
        """Return what is left of a struct; None if a field that it needs is gone."""
        leads_to = struct.leads_to if isinstance(struct, Part) else ()
        for field in model.fields(type(struct)):
            is_needed = field.required or (field.name in leads_to and getattr(struct, field.name))
            if is_needed and getattr(left, field.name) in (None, ()):
                self._refuse_bare(struct, field.name, left)
                return None
        for group in struct.either:
            if all(getattr(left, name) in (None, ()) for name in group):
                gone = next(name for name in group if getattr(struct, name))
                self._refuse_bare(struct, gone, left)
                return None
        if isinstance(left, Part) and left.is_optional:
            return msgspec.structs.replace(left, only=None, except_=None, needs=None)
        return left

    def _refuse_bare(self, struct: Struct, name: str, left: Struct) -> None:
        """Note that nothing is left of the field `name`, where the struct has other words."""
        why = self._why(getattr(struct, name))
        others = next(walk.walk(left, Text), None)
        is_part = isinstance(struct, Part)
        if others and (why.mark or not is_part):
            whole = f"give the whole of it `{why.mark}` too"
            hint = whole if is_part else "leave a block that is not marked"
            self.reader.fault(
                others.span, "nothing-left", f"nothing is left of `{name}` {why.where}", hint
            )

    def _refuse_bare_headings(self, blocks: tuple[Block, ...], left: list[Block | None]) -> None:
        """Note headings that have nothing under them any more."""
        for place, heading in enumerate(blocks):
            if left[place] and isinstance(heading, Heading):
                below = slice(place + 1, _end_of_section(blocks, place))
                if _speaks(blocks[below]) and not _speaks(left[below]):
                    why = self._why(blocks[below])
                    mark = why.mark or f"except: {min(self.names)}"
                    problem = f"nothing is left under this heading {why.where}"
                    self.reader.fault(
                        heading.text.span, "nothing-left", problem, f"give it `{mark}` too"
                    )

    def _why(self, value: object) -> _Why:
        """Return the first mark that left something out."""
        here = "for " + " and ".join(f"`{name}`" for name in sorted(self.names))
        for part in _parts(value):
            if not part.is_in(self.names):
                mark = f"only: {part.only}" if part.only else f"except: {part.except_}"
                return _Why(mark, here)
            if lacking := part.lacks(self.told):
                return _Why(f"needs: {part.needs}", f"for a clinic without `{lacking[0]}`")
        return _Why("", here)


class _Why(NamedTuple):
    """Why something is left out."""

    mark: str
    """The mark that did it, as it is written, or nothing."""
    where: str
    """For which editions or clinics."""


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
