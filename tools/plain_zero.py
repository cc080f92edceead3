"""Makes the fonts `LeafletPlain_*` from Atkinson Hyperlegible Next: its zero without the slash.

    python tools/plain_zero.py

A slashed zero looks like a null sign, which is misread in doses, so a leaflet has plain ones. The
slash parts the counter of the zero, the white inside it, in two. They become one again: each keeps
its curve, and from the end of one curve to the start of the other runs a bend that both flow into.
All other glyphs stay as they are. The licence wants another name for what is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates
from fontTools.ttLib.tables.ttProgram import Program

ROOT = Path(__file__).parents[1]
SOURCE, TARGET = ROOT / "tools" / "fonts", ROOT / "fonts"
WEIGHTS = "400Regular", "700Bold"
OLD, NEW = "Atkinson Hyperlegible Next", "Leaflet Plain"
GLYPH, COPYRIGHT = "zero", 0


class Dot(NamedTuple):
    """A point of a contour: on its curve, or one that bends it."""

    x: float
    y: float
    on: bool


def main() -> None:
    """Write the fonts of both weights."""
    for weight in WEIGHTS:
        made = derived(SOURCE / f"AtkinsonHyperlegibleNext_{weight}.ttf")
        made.save(TARGET / f"LeafletPlain_{weight}.ttf")


def derived(path: Path) -> TTFont:
    """Return the font with a plain zero, under the other name."""
    font = TTFont(path, recalcBBoxes=False, recalcTimestamp=False)
    glyphs = font["glyf"]
    outer, *halves = contours(glyphs[GLYPH])
    glyphs[GLYPH] = glyph(outer, joined(*halves))
    glyphs[GLYPH].recalcBounds(glyphs)
    for entry in font["name"].names:
        said = entry.toUnicode()
        if entry.nameID != COPYRIGHT:
            entry.string = said.replace(OLD, NEW).replace(
                OLD.replace(" ", ""), NEW.replace(" ", "")
            )
    return font


def contours(glyph: Glyph) -> list[list[Dot]]:
    """Return the contours of a simple glyph."""
    found, start = [], 0
    dots = [
        Dot(x, y, bool(flag & 1))
        for (x, y), flag in zip(glyph.coordinates, glyph.flags, strict=True)
    ]
    for end in glyph.endPtsOfContours:
        found.append(dots[start : end + 1])
        start = end + 1
    return found


def glyph(*outlines: Sequence[Dot]) -> Glyph:
    """Return a simple glyph of the contours."""
    made, dots = Glyph(), [dot for outline in outlines for dot in outline]
    made.numberOfContours, made.program = len(outlines), Program()
    made.coordinates = GlyphCoordinates([(round(dot.x), round(dot.y)) for dot in dots])
    made.flags = bytearray(dot.on for dot in dots)
    made.endPtsOfContours = [
        sum(map(len, outlines[: count + 1])) - 1 for count in range(len(outlines))
    ]
    return made


def joined(one: list[Dot], other: list[Dot]) -> list[Dot]:
    """Return one counter of the two halves, without the straight edges along the slash."""
    one, other = _without_slash(one), _without_slash(other)
    return [*one, _bend(one, other), *other, _bend(other, one)]


def _without_slash(half: list[Dot]) -> list[Dot]:
    """Return the half from the end of its longest straight edge round to its start."""

    def straight(at: int) -> float:
        before, after = half[at - 1], half[at]
        return abs(before.y - after.y) if before.on and after.on else 0.0

    at = max(range(len(half)), key=straight)
    return half[at:] + half[:at]


def _bend(one: list[Dot], other: list[Dot]) -> Dot:
    """Return where the tangent at the end of `one` meets that at the start of `other`."""
    (before, end), (start, after) = one[-2:], other[:2]
    ahead, back = (end.x - before.x, end.y - before.y), (start.x - after.x, start.y - after.y)
    gap = (start.x - end.x, start.y - end.y)
    share = (gap[0] * back[1] - gap[1] * back[0]) / (ahead[0] * back[1] - ahead[1] * back[0])
    return Dot(end.x + share * ahead[0], end.y + share * ahead[1], on=False)


if __name__ == "__main__":
    main()
