"""Draws the ground of a figure on a panel under its whole topic, from fold to fold."""

from __future__ import annotations

from itertools import accumulate

from leaflet.composition.room import Slices
from leaflet.content.sheet import Sheet
from leaflet.layout.grid import INSET
from leaflet.layout.pages import Frame
from leaflet.layout.slices import BOUND, Fill, Slice

EXACT = 0.01


def grounded(panels: list[Slices], sheet: Sheet, frame: Frame) -> list[Slices]:
    """Return the panels with the ground of each figure drawn under its heading too.

    It goes on under the words of its topic, off the foot of the panel if those are its last.
    """
    return [
        _grounded(panel, sheet, frame, goes_on=_begins_inside(after))
        for panel, after in zip(panels, [*panels[1:], ()], strict=False)
    ]


def _begins_inside(panel: Slices) -> bool:
    """Return whether a panel begins with the rest of a topic."""
    return not next((slice.topic for slice in panel if slice.marks), True)


def _grounded(panel: Slices, sheet: Sheet, frame: Frame, *, goes_on: bool) -> Slices:
    grounds = tuple(
        _under_topic(panel, at, sheet, frame, ground, goes_on=goes_on)
        for at, slice in enumerate(panel)
        for ground in slice.marks
        if isinstance(ground, Fill) and _is_ground(ground, sheet)
    )
    if not grounds:
        return panel
    first, *others = panel
    return (first._replace(marks=(*grounds, *first.marks)), *others)


def _is_ground(mark: Fill, sheet: Sheet) -> bool:
    """Return whether a tint is that of a figure: from fold to fold, over a part of a panel."""
    is_across = mark.x <= EXACT and mark.width >= sheet.width - EXACT
    return is_across and mark.height < sheet.height / 2


def _under_topic(
    panel: Slices, at: int, sheet: Sheet, frame: Frame, ground: Fill, *, goes_on: bool
) -> Fill:
    """Return the ground of the figure in one slice of a panel, under what belongs to it."""
    tops = [*accumulate((slice.height for slice in panel), initial=0.0)]
    begin, end = tops[at] + ground.y, tops[at] + ground.y + ground.height
    head = _heading(panel, at)
    if head is not None:
        is_first = not any(slice.marks for slice in panel[:head])
        begin = -frame.top if is_first else tops[head] - INSET
    after = next((n for n in range(at + 1, len(panel)) if panel[n].topic), len(panel))
    is_last = after == len(panel)
    if not any(map(_has_ground, panel[at + 1 : after])) and not (is_last and goes_on):
        words = max(n for n in range(at, after) if panel[n].marks)
        end = sheet.height - frame.top if is_last else max(end, tops[words + 1] + INSET)
    return ground._replace(y=begin, height=end - begin)


def _heading(panel: Slices, at: int) -> int | None:
    """Return where the heading right before a slice begins, if there is one."""
    for number in range(at - 1, -1, -1):
        if panel[number].topic:
            return number
        if panel[number].marks and panel[number].keep_with_next < BOUND:
            return None
    return None


def _has_ground(slice: Slice) -> bool:
    return any(isinstance(mark, Fill) for mark in slice.marks)
