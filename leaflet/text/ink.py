"""Measures how far letters reach over and under their line, so that lines never meet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from leaflet.text import scripts
from leaflet.text.set_line import SetLine
from leaflet.text.shape import Piece

_TALL = re.compile("[\u00c0-\u00de\u0100-\u1fff\u2c00-\U0010ffff]")
"""Letters whose ink may stand out of the leading: capitals with accents, and other scripts."""


def least_leading(above: SetLine, below: SetLine) -> float:
    """Return how far apart two baselines are at least if no ink may meet; in ems, 0 for any."""
    if not _TALL.search("".join(part.text for part in (*above.fragments, *below.fragments))):
        return 0.0
    return _most(_reach(piece)[1] for piece in _pieces(above)) + _most(
        _reach(piece)[0] for piece in _pieces(below)
    )


def _pieces(line: SetLine) -> Iterable[Piece]:
    return chain.from_iterable(part.pieces for part in line.fragments)


def _most(lengths: Iterable[float]) -> float:
    return max(lengths, default=0.0)


@lru_cache(maxsize=8_192)
def _reach(piece: Piece) -> tuple[float, float]:
    """Return how far the ink of a piece reaches over and under the baseline; in ems."""
    font = piece.font
    over = under = 0.0
    for glyph in piece.glyphs:
        ink = font.hb_font.get_glyph_extents(glyph.gid)
        if ink and ink.height:
            top = ink.y_bearing / font.upem + glyph.y
            over, under = max(over, top), max(under, -top - ink.height / font.upem)
    if not piece.script:
        return over, under
    rise = scripts.rise(piece.script, font.cap_height)
    return over * scripts.SCALE + rise, under * scripts.SCALE - rise
