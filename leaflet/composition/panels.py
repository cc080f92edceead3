"""Lays out a folded leaflet: a front panel, the text, and the contact details on the back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from leaflet.composition import story
from leaflet.composition.contact_band import Ending, at_feet, at_foot, ending
from leaflet.composition.frames import text_frame
from leaflet.composition.front_panel import front
from leaflet.composition.room import Slices, empty, lines_over, overfull, refuse_too_high, ruled
from leaflet.composition.topic_grounds import grounded
from leaflet.composition.wide_words import refuse_too_wide
from leaflet.content.sheet import MM, Sheet
from leaflet.errors import Fault, note
from leaflet.layout.column import Column
from leaflet.layout.pages import Frame, assemble, paginate, share
from leaflet.layout.slices import WHOLE, WISHED, Mark, Page, Slice, height
from leaflet.layout.strips import bound_to_next, firm, stacked

if TYPE_CHECKING:
    from leaflet.document.document import Document


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
    inner = text_frame(column, sheet)
    room = _Room(inner, inner, sheet.panels - 1)
    column = column._replace(room=room.back.height, is_folded=True, is_close=True)
    cover = front(document, column, sheet)
    inside = [] if cover.has_purpose else [*_purpose(document, column)]
    main, close = story.main(document.body, column, progress), ending(document, column, sheet)
    main = [*inside, *main]
    back: Slices = (close.back(column, room.back),) if close.contact else ()
    refuse_too_wide([cover.slice, *main, *back], document, column, sheet)
    refuse_too_high(main, room.back, column)
    if back and back[0].height > room.back.height + 0.01:
        column.node.children.pop()
        back = ()
    made, notes = _backed(main, back, room) if back else None, []
    if made is None:
        del column.node.children[len(column.node.children) - len(back) :]
        foot = close.foot(column, room.back)
        notes = [*_shared_back(close)]
        if not close.contact and (lined := _under_lines(main, foot, column, room)):
            made, notes = lined
        else:
            made = _footed(main, foot, room, (column, document.body))
    own = made[: len(made) - len(back)]
    made = [*grounded(own, sheet, room.inner), *made[len(own) :]]
    made, more = _filled(at_feet(made, room.inner), bool(back), column, room)
    whole = Frame(0.0, sheet.height)
    pages = assemble([(cover.slice,), *made], whole, room.inner, PanelFoot(column, sheet))
    return [*pages], [*notes, *more]


def _shared_back(close: Ending) -> Iterator[Fault]:
    """Yield a note that the contact details have not the whole back."""
    if close.contact:
        problem = "the contact details share the back with text that has no room elsewhere"
        hint = "say it in fewer words, or leave some out with `except: short`"
        yield note("back-is-shared", problem, hint=hint)


class PanelFoot:
    """Draws what the sheet is if it is no finished one, in the margin under a panel.

    Panels need neither heads nor numbers; the front and the back say it themselves.
    """

    def __init__(self, column: Column, sheet: Sheet) -> None:
        style = column.look.styles["furniture"]
        lines = [*column.lines(column.state, style, None)] if column.state else []
        top = sheet.height - sheet.margins.bottom * MM
        self.marks = (*stacked(lines, top),)

    def __call__(self, page: int, pages: int) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
        """Return the marks of head and foot on a panel."""
        return (), self.marks if 1 < page < pages else ()


def _purpose(document: Document, column: Column) -> Iterator[Slice]:
    """Yield the subtitle for the panel inside, where the front has no room for it."""
    if document.subtitle:
        yield from bound_to_next(column.text(document.subtitle, "subtitle"))


def _backed(main: list[Slice], back: Slices, room: _Room) -> list[Slices] | None:
    """Return the panels after the front, the last of them `back`; None if the others are too few.

    No box is parted unless there is no room for it in one piece.
    """
    before = share([*map(_unparted, main)], room.frames[:-1])
    before = share(main, room.frames[:-1]) if before is None else before
    return None if before is None else [*before, back]


def _under_lines(
    main: list[Slice], foot: list[Slice], column: Column, room: _Room
) -> tuple[list[Slices], list[Fault]] | None:
    """Return the panels, the empty ones with lines to write on and `foot` under the last of those.

    None if no panel is empty.
    """
    before = share([*map(_unparted, main)], room.frames[:-1])
    if not foot or not before or len(before) == room.panels:
        return None
    lower = room.back._replace(bottom=room.back.bottom - height(foot))
    page, _ = at_foot((*ruled(column, lower), *foot), room.back)
    count = room.panels - len(before)
    note = empty(count, room.panels + 1, "panels")
    return [*before, *[ruled(column, room.inner)] * (count - 1), page], [note]


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
