"""Rules: what parts one thing from another, or stands over what counts."""

from __future__ import annotations

from leaflet.content.sheet import MM
from leaflet.graphics.outline import Outline
from leaflet.layout.column import Column
from leaflet.layout.slices import BOUND, Shape, Slice, StructureNode

HAIRLINE, BOLD = 0.35 * MM, 1.1 * MM
"""Thickness of a rule that parts, and of one that stands over what counts."""
_SQUARE = Outline(1, 1, (("R", (0, 0, 1, 1)),))


def rule(
    column: Column, thickness: float, role: str = "rule", node: StructureNode | None = None
) -> Slice:
    """Return a rule across the column in the colour of a role, bound to what is under it.

    With a node, which is a Figure and has an `alt`, it is read.
    """
    ink = column.look.colours[role]
    mark = Shape(column.x, 0, column.width, thickness, _SQUARE, ink, node)
    return Slice(thickness, (mark,), BOUND)
