"""Measures a finished PDF of any program against the rules of the printed page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import bidirectional

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


OF_ALPHABETS = ("x-height", "line-length", "leading", "overlap")
"""Rules for Latin, Greek and Cyrillic letters: others are higher, or say more in one."""
FROM_LEFT = ("text-starts", "alerts", "ragged-edge")
"""Rules for lines that begin at the left."""
HALF = 0.5
"""The share of letters from which on they are those of the text."""


def measure(data: bytes) -> tuple[Measured, ...]:
    """Measure a PDF by each rule; LeafletError if it cannot be read.

    Rules for letters of alphabets, or for lines from the left, measure nothing in others.
    """
    found = Print(seen.read(data))
    names = (*_unfit(found),)
    why = "not a rule for these letters"
    rows = (rule(found) for rule in RULES)
    return tuple(
        row._replace(value=why, verdict=UNMEASURED, findings=(), figures=())
        if row.rule in names
        else row
        for row in rows
    )


def _unfit(found: Print) -> Iterator[str]:
    """Yield the names of the rules that do not fit the letters of a text."""
    letters = [char for line in found.content for char in line.text if char.isalpha()]
    if sum(map(_is_of_alphabet, letters)) < HALF * len(letters):
        yield from OF_ALPHABETS
    if sum(bidirectional(char) in ("R", "AL") for char in letters) > HALF * len(letters):
        yield from FROM_LEFT


def _is_of_alphabet(char: str) -> bool:
    """Return whether a letter is Latin, Greek or Cyrillic, by its block."""
    return char < "\u0530" or "\u1e00" <= char <= "\u1fff"


def read(path: Path) -> tuple[Measured, ...]:
    """Measure a PDF file by each rule; LeafletError with its name if it cannot be read."""
    return spoken.of_file(path, measure)
