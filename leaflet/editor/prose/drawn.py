"""Knows which blocks draw something, and whether a leaflet has pictures."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.document.illustration import Illustration
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.source.walk import walk

CHARTS = ("icon_array", "compare", "bars", "scale")
"""Blocks that draw frequencies."""
DRAWINGS = ("image", "images", "figure", "body_map", "exercises", "exercise", "timeline")
"""Blocks that draw other things."""


def pictures(manuscript: Manuscript) -> Iterator[Illustration]:
    """Yield the pictures that say something."""
    found = walk(manuscript.document.blocks, Illustration)
    return (picture for picture in found if not picture.decorative)


def has_pictures(manuscript: Manuscript) -> bool:
    """Return whether a leaflet has a chart, a drawing, a picture or one on its cover."""
    drawn = (block for block in DRAWINGS if block not in ("image", "images"))
    cover = manuscript.document.cover
    has_cover = bool(cover and cover.picture)
    return bool(
        has_cover or manuscript.of_kind(*CHARTS, *drawn) or next(pictures(manuscript), None)
    )
