"""Measures a finished PDF of any program against the rules of the printed page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from leaflet.measure import (
    alerts,
    alignment,
    bleed,
    boxes,
    closing,
    contrast,
    covers,
    crowds,
    feet,
    folds,
    frame,
    illustrated,
    letters,
    page_ends,
    places,
    seen,
    series,
    spoken,
    tints,
    torn_words,
    type_scale,
)
from leaflet.measure.measured import FAILS, NOTE, OK, UNMEASURED, Found, Measured
from leaflet.measure.printed import Print

__all__ = [
    "FAILS",
    "NOTE",
    "OK",
    "RULES",
    "UNMEASURED",
    "Found",
    "Measured",
    "equal_sizes",
    "measure",
    "read",
]

equal_sizes = series.equal_sizes

RULES: tuple[Callable[[Print], Measured], ...] = (
    letters.smallest_text,
    letters.body_size,
    letters.x_height,
    type_scale.type_scale,
    letters.line_length,
    letters.leading,
    letters.ragged_edge,
    contrast.contrast,
    crowds.close_people,
    crowds.alike_people,
    crowds.unsaid_number,
    places.overlap,
    places.page_edge,
    places.safe_area,
    bleed.bleed,
    bleed.rack_title,
    covers.cover,
    torn_words.torn_word,
    torn_words.narrow_column,
    page_ends.stranded_heading,
    page_ends.lone_line,
    boxes.split_panel,
    boxes.untitled_panel,
    folds.list_over_fold,
    frame.hole,
    feet.dead_foot,
    frame.last_page,
    frame.empty_margin,
    illustrated.coarse_picture,
    illustrated.level_picture,
    alerts.alerts,
    tints.alert_tints,
    alignment.text_starts,
    alignment.first_baselines,
    alignment.heading_gaps,
    closing.foot_line,
    closing.imprint,
    closing.contact,
)
"""In the order of the table."""


def measure(data: bytes) -> tuple[Measured, ...]:
    """Measure a PDF by each rule; LeafletError if it cannot be read."""
    found = Print(seen.read(data))
    return tuple(rule(found) for rule in RULES)


def read(path: Path) -> tuple[Measured, ...]:
    """Measure a PDF file by each rule; LeafletError with its name if it cannot be read."""
    return spoken.of_file(path, measure)
