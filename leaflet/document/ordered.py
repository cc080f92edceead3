"""Ordered: a list whose numbers may begin later, or go on from the list before it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from leaflet.content.list_item import LETTERS, ListItem
from leaflet.document.block import Block
from leaflet.source.span import Span
from leaflet.source.walk import inside, rebuilt, walk

MOST = 999
"""The highest number."""
OPEN = ("columns",)
"""Blocks whose lists a later one outside of them may go on from."""


class Ordered(Block, frozen=True, kw_only=True):
    """The base of lists with numbers or letters; `items` is what is counted."""

    start: Annotated[
        Annotated[int, Meta(ge=1, le=MOST)] | None,
        Meta(description="The number of the first item, unless 1."),
    ] = None
    continues: Annotated[
        bool, Meta(description="Whether the numbers go on from the list before it.")
    ] = False
    letters: Annotated[
        bool, Meta(description="Whether the items have letters in place of numbers.")
    ] = False

    @property
    def listed(self) -> tuple[ListItem, ...]:
        """The items that are counted."""
        raise NotImplementedError

    @property
    def first_number(self) -> int:
        """The number of the first item."""
        return self.start or 1

    @property
    def last_number(self) -> int:
        """The number of the last item."""
        return self.first_number + len(self.listed) - 1

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault where two keys say where it begins, and where letters run out."""
        if self.start and self.continues:
            problem = "`start` and `continues` both say with which number the list begins"
            yield "continues", "conflicting-keys", problem, "keep one of them"
        most = len(LETTERS) if self.letters else MOST
        if self.last_number > most:
            what = "letters end with z" if self.letters else f"numbers end with {MOST}"
            count, first = len(self.listed), self.first_number
            problem = f"the list has {count} items from {first} on, and {what}"
            yield "items", "wrong-count", problem, "make several lists of it"


def lost(blocks: tuple[Block, ...]) -> Iterator[Ordered]:
    """Yield the lists that are to go on where no list stands before them."""
    _, orphans = _continued(blocks)
    yield from orphans


def continued(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with each list that goes on from another told its first number.

    The list before it stands in the same flow, in columns of it, or in what that stands in. Where
    an edition has none, numbers begin with 1.
    """
    return _continued(blocks)[0]


def _continued(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[Ordered]]:
    orphans: list[Ordered] = []
    if not any(block.continues for block in walk(blocks, Ordered)):
        return blocks, orphans

    def value(held: Any, last: dict[bool, int]) -> Any:
        """Return a value with its lists numbered, and note in `last` where those end."""
        if isinstance(held, Ordered):
            return numbered(held, last)
        is_open = not isinstance(held, Block) or held.word in OPEN
        own = last if is_open else dict(last)
        return rebuilt(held, [value(each, own) for each in inside(held)])

    def numbered(block: Ordered, last: dict[bool, int]) -> Ordered:
        if block.continues:
            if block.letters not in last:
                orphans.append(block)
            first = last.get(block.letters, 0) + 1
            block = msgspec.structs.replace(block, start=first, continues=False)
        last[block.letters] = block.last_number
        return block

    return value(blocks, {}), orphans
