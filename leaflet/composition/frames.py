"""Finds the part of a page or panel that text may fill: from its first to its last baseline."""

from __future__ import annotations

from leaflet.content.sheet import MM, Sheet
from leaflet.layout.column import Column
from leaflet.layout.pages import Frame


def text_frame(column: Column, sheet: Sheet, foot_height: float = 0.0) -> Frame:
    """Return the frame of an inner page; its foot takes `foot_height` points over the margin."""
    lines, head = sheet.lines, column.line_room("topic")
    first = head.over + column.bar_height
    top = max(lines.first * MM - first, sheet.margins.top * MM)
    foot = sheet.height - sheet.margins.bottom * MM - foot_height
    bottom = min(lines.last * MM + column.line_room("body").under, foot)
    return Frame(top, bottom, first, head.caps)
