"""Voice: yields the texts of blocks as they are read aloud, as roles and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import NamedTuple, Protocol

from leaflet.content.clinic import Clinic, printed
from leaflet.content.inline import Filling, Text
from leaflet.content.language import Language
from leaflet.content.list_item import ListedItem
from leaflet.content.other_contact import OtherContact
from leaflet.layout.cells import TableCell, TableContent
from leaflet.layout.lists import Label, number_of
from leaflet.layout.slices import heading_role
from leaflet.text.fonts import drawn
from leaflet.text.run import Run, inline_role

Entry = tuple[str, str]


def bare(number: int) -> str:
    """Return nothing: a bullet or a box before an item says nothing."""
    return ""


class Spoken(Protocol):
    """The interface of a block, as far as reading aloud needs it."""

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield its roles and texts."""

    def level_after(self, above: Voice) -> int:
        """Return the level of the heading that what follows stands under."""


class Voice(NamedTuple):
    """Reads aloud for a clinic, in a language, under a heading of a level."""

    clinic: Clinic
    filling: Filling
    language: Language
    level: int = 1
    floor: int = 1
    is_fillable: bool = False
    """Whether what is to be filled in are form fields."""

    def says(self, role: str, text: Text | str | Iterable[Run]) -> Iterator[Entry]:
        """Yield a text in its role, then its links, citations and words of other languages."""
        runs = self._runs(text)
        yield role, _words(runs)
        for (inline, _), alike in groupby(enumerate(runs), key=_place):
            if inline:
                yield inline[0], _words(run for _, run in alike)

    def _runs(self, text: Text | str | Iterable[Run]) -> tuple[Run, ...]:
        match text:
            case str():
                runs: tuple[Run, ...] = (Run(text),)
            case Text():
                runs = text.runs(self.filling)
            case _:
                runs = tuple(text)
        return tuple(run for _, run in self.filling.parted(runs))

    def lists(
        self,
        label: Label,
        items: Iterable[ListedItem],
        intro: Text | None = None,
        inner: Label = bare,
    ) -> Iterator[Entry]:
        """Yield a list after its lead-in; `label` and `inner` say what is before its items.

        `inner` is of the lists inside them.
        """
        if intro:
            yield from self.says("P", intro)
        yield "L", ""
        for number, item in enumerate(items, 1):
            yield "LI", ""
            if words := label(number):
                yield "Lbl", words
            yield from self.item(item, inner)

    def item(self, item: ListedItem, inner: Label = bare) -> Iterator[Entry]:
        """Yield the words of an item, and the list in it."""
        if isinstance(item, Text) or item.is_plain:
            yield from self.says("LBody", item if isinstance(item, Text) else item.text)
            return
        yield "LBody", ""
        yield from self.says("P", item.text)
        if item.items:
            yield from self.lists(inner, item.items)

    def contact(self, contact: OtherContact, level: int) -> Iterator[Entry]:
        """Yield a contact: its name as a heading, its number and each of its details."""
        yield from self.heads(level, contact.name)
        if contact.phone:
            yield from self.says("P", (printed(contact.phone),))
        for lines in contact.details(self.filling):
            yield from self.says("P", chain.from_iterable(lines))

    def table(self, table: TableContent) -> Iterator[Entry]:
        """Yield a table row by row, after its caption."""
        yield "Table", ""
        if table.caption:
            yield from self.says("Caption", table.caption)
        for cells in table.heads:
            yield "TR", ""
            for cell in cells:
                yield from self._cell("TH", cell)
        for row in table.rows:
            yield "TR", ""
            for cell, role in zip(row, table.roles(), strict=True):
                yield from self._cell(role, cell)
                if table.has_grid and cell.is_blank:
                    yield from self.field()
        if table.notes:
            yield "L", ""
            for note in table.notes:
                yield from (("LI", ""), ("Lbl", note.mark))
                yield from self.says("LBody", note.text)

    def _cell(self, role: str, cell: TableCell) -> Iterator[Entry]:
        """Yield a cell: its words, or its picture, words, list and what may be ticked."""
        if cell.is_plain:
            yield from self.says(role, cell.text)
            return
        yield role, ""
        if cell.alt:
            yield "Figure", ""
        if not cell._replace(items=(), ticks=(), picture=None).is_blank:
            yield from self.says("P", cell.text)
        if cell.items:
            yield from self.lists(number_of if cell.is_numbered else bare, cell.items)
        for words in cell.ticks:
            yield from self.field()
            if words:
                yield from self.says("P", words)

    def field(self) -> Iterator[Entry]:
        """Yield a form field, where the leaflet has them: a line to write on is silent."""
        if self.is_fillable:
            yield "Form", ""

    def to_tick(self, items: Iterable[ListedItem], intro: Text | None = None) -> Iterator[Entry]:
        """Yield a list of what is ticked, after its lead-in; a box is heard as a form field."""
        if intro:
            yield from self.says("P", intro)
        yield "L", ""
        for item in items:
            yield "LI", ""
            if self.is_fillable:
                yield "Lbl", ""
            yield from self.field()
            yield from self.item(item)

    def flow(self, blocks: Iterable[Spoken]) -> Iterator[Entry]:
        """Yield the texts of blocks, each at the level of the heading before it."""
        voice = self
        for block in blocks:
            yield from block.reading(voice)
            voice = voice._replace(level=block.level_after(voice))

    def beneath(self, level: int) -> Voice:
        """Return the voice for blocks that stand under a heading of `level`."""
        return self._replace(level=level, floor=level)

    def titled(self, title: Text | None) -> Iterator[Entry]:
        """Yield the title of a block, if it has one."""
        if title:
            yield from self.heads(self.floor + 1, title)

    def heads(self, level: int, text: Text | str | Iterable[Run]) -> Iterator[Entry]:
        """Yield a heading."""
        yield from self.says(heading_role(level), text)


def _place(numbered: tuple[int, Run]) -> tuple[tuple[()] | tuple[str, str], int]:
    """Return what the neighbours of one inline element share: each sign is one by itself."""
    number, run = numbered
    return inline_role(run), number if run.said else -1


def _words(runs: Iterable[Run]) -> str:
    """Return the words as they are said, with every kind of space as one."""
    return drawn("".join(run.said or run.text for run in runs))
