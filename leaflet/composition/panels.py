"""Lays out a folded leaflet: a front panel, the text, and the contact details on the back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from leaflet.composition import story
from leaflet.composition.contact_band import Ending, at_foot, ending
from leaflet.composition.cover import front
from leaflet.composition.room import Slices, empty, lines_over, overfull, refuse_too_high, ruled
from leaflet.composition.wide_words import refuse_too_wide
from leaflet.content.sheet import MM, Sheet
from leaflet.errors import Fault, LeafletError, note
from leaflet.layout.column import Column
from leaflet.layout.pages import Frame, assemble, paginate, share
from leaflet.layout.slices import WHOLE, WISHED, Mark, Page, Slice, StructureNode, height
from leaflet.layout.strips import firm

if TYPE_CHECKING:
    from leaflet.document.block import Block
    from leaflet.document.document import Document

LEAD = 0.45
"""The share of the front's height that the first paragraph may take there."""


class _Room(NamedTuple):
    """The frames of the panels after the front, and their number."""

    inner: Frame
    back: Frame
    panels: int

    @property
    def frames(self) -> list[Frame]:
        """Return the frame of each panel after the front."""
        return [*[self.inner] * (self.panels - 1), self.back]

    def higher(self, more: float) -> _Room:
        """Return the same room with the back panel `points` higher."""
        return self._replace(back=self.back._replace(bottom=self.back.bottom + more))


def lay(
    document: Document, column: Column, sheet: Sheet, progress: story.Progress
) -> tuple[list[Page], list[Fault]]:
    """Lay out the panels in reading order; return them with notes about empty ones."""
    top, bottom = sheet.margins.top * MM, sheet.height - sheet.margins.bottom * MM
    room = _Room(Frame(top, bottom), Frame(top, bottom), sheet.panels - 1)
    column = column._replace(room=room.back.height, is_folded=True, is_close=True)
    cover = Frame(sheet.band * MM, sheet.height - sheet.band * MM)
    lead, blocks = _lead(document.body, column, cover.height * LEAD)
    box = (cover.top, sheet.width - 2 * cover.top, cover.height)
    first = front(document, column, box, lead)
    if lead and first.height > cover.height:
        column = column._replace(node=_emptied(column.node))
        blocks, first = document.body, front(document, column, box, None)
    main, close = story.main(blocks, column, progress), ending(document, column, sheet)
    back = (close.back(column, room.back),) if close.contact else ()
    refuse_too_wide([first, *main, *back], document, column, sheet)
    _refuse_full_front(first, cover, document)
    refuse_too_high([*main, *back], room.back, column)
    made, notes = _backed(main, back, room) if back else None, []
    if made is None:
        del column.node.children[len(column.node.children) - len(back) :]
        made = _footed(main, close.foot(column, room.back), room, (column, blocks))
        notes = [*_shared_back(close)]
    made, more = _filled(made, bool(back), column, room)
    return [*assemble([(first,), *made], cover, room.inner, _no_furniture)], [*notes, *more]


def _shared_back(close: Ending) -> Iterator[Fault]:
    """Yield a note that the contact details have not the whole back."""
    if close.contact:
        problem = "the contact details share the back with text that has no room elsewhere"
        hint = "say it in fewer words, or leave some out with `except: short`"
        yield note("back-is-shared", problem, hint=hint)


def _no_furniture(page: int, pages: int) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return no marks: panels need neither heads nor numbers."""
    return (), ()


def _emptied(node: StructureNode) -> StructureNode:
    node.children.clear()
    return node


def _refuse_full_front(first: Slice, cover: Frame, document: Document) -> None:
    """Raise LeafletError if the name, the title and the subtitle are too much for the front."""
    if (over := first.height - cover.height) > 0.01:
        problem = f"the clinic's name, the title and the subtitle are {over / MM:.0f} mm too high"
        place = document.title.span and document.title.span.place
        hint = "the front panel has no more room: shorten the title or give it a `short:` form"
        raise LeafletError(Fault("too-high", problem, place, hint))


def _lead(
    blocks: story.Blocks, column: Column, most: float
) -> tuple[Block | None, tuple[Block, ...]]:
    """Split off the first paragraph of the body if it is short enough for the front."""
    if blocks[0].word == "paragraph":
        tried = blocks[0].layout(column.inset(0, 20).trial)
        if height(tried) <= most:
            return blocks[0], blocks[1:]
    return None, blocks


def _backed(main: list[Slice], back: Slices, room: _Room) -> list[Slices] | None:
    """Return the panels after the front, the last of them `back`; None if the others are too few.

    No box is parted unless there is no room for it in one piece.
    """
    before = share([*map(_unparted, main)], room.frames[:-1])
    before = share(main, room.frames[:-1]) if before is None else before
    return None if before is None else [*before, back]


def _footed(
    main: list[Slice], foot: list[Slice], room: _Room, given: tuple[Column, story.Blocks]
) -> list[Slices]:
    """Return the panels after the front with `foot` at the foot of the last one that has words.

    Raises LeafletError with the longest of the blocks if there are too few panels.
    """
    column, blocks = given
    whole = [*map(_unparted, main), *foot]
    made = share(whole, room.frames) or paginate([*main, *foot], *room.frames)
    if len(made) > room.panels:
        over = lines_over(
            lambda more: len(paginate([*main, *foot], *room.higher(more).frames)),
            room.panels,
            column,
            sum(map(height, made)),
        )
        raise overfull(blocks, column, over, f"the {room.panels + 1} panels of this sheet")
    if foot:
        made[-1], _ = at_foot(made[-1], room.back)
    return made


def _unparted(slice: Slice) -> Slice:
    return firm(slice, WHOLE) if slice.keep_with_next == WISHED else slice


def _filled(
    made: list[Slices], has_end: bool, column: Column, room: _Room
) -> tuple[list[Slices], list[Fault]]:
    """Fill empty panels with lines to write on; the back, if there is one, stays as it is."""
    count = room.panels - len(made)
    if not count:
        return made, []
    at = len(made) - has_end
    lines = [ruled(column, room.inner) for _ in range(count - (not has_end))]
    if not has_end:
        lines.append(ruled(column, room.back))
    note = empty(count, room.panels + 1, "panels")
    return [*made[:at], *lines, *made[at:]], [note]
