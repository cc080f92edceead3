"""Makes one glyph of the several that a letter is drawn with, so that readers see one letter.

A vowel may stand on both sides of its consonant, and the dots of a letter may be glyphs of their
own. In a PDF each glyph says a text of its own, and readers put something between them. So glyphs
that say one text together are one composite glyph of the subset (OpenType 1.9, glyf).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import uharfbuzz as hb

from leaflet.text.fonts import Font, extends
from leaflet.text.shape import Glyph, Piece

# Flags of a component: its offsets are words, and in font units; there are more components.
_WORDS, _OFFSETS, _MORE = 0x0001, 0x0002, 0x0020
_OVERLAPS = 0x0400
_MAGIC = 0xB1B0AFBA
"""What the sum of a font file is taken from for `checkSumAdjustment`."""


class Component(NamedTuple):
    """A glyph of the font, moved; in font units."""

    gid: int
    x: int
    y: int


class Composite(NamedTuple):
    """Glyphs that say one text together; `advance` in font units."""

    components: tuple[Component, ...]
    advance: int


SignShape = int | Composite
"""A glyph of the font, or several as one."""


class Sign(NamedTuple):
    """What says a text, on the line, with its advance and offset in fractions of the em."""

    drawing: SignShape
    advance: float
    x: float
    text: str


@lru_cache(maxsize=8_192)
def signs(piece: Piece) -> tuple[Sign, ...]:
    """Return the glyphs of a piece in the order of the text, a letter with its marks as one."""
    found: list[list[Glyph]] = []
    for glyph in piece.glyphs:
        if found and _belongs(glyph):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return tuple(
        _plain(cluster[0]) if _is_plain(cluster, piece) else _joined(cluster, piece)
        for cluster in found
    )


def _belongs(glyph: Glyph) -> bool:
    """Return whether a glyph is part of the letter before it, or stands over or under it."""
    if not glyph.text or not glyph.advance or glyph.y:
        return True
    first = glyph.text[0]
    return extends(first) and first != "\u200c"  # a non-joiner is told with what follows it


def _is_plain(cluster: Sequence[Glyph], piece: Piece) -> bool:
    """Return whether a letter is one glyph on the line; to the left, also whether it is not kerned.

    Readers take kerning between letters that are placed one by one for a space.
    """
    glyph = cluster[0]
    if len(cluster) > 1 or glyph.y:
        return False
    usual = advance(glyph.gid, piece.font)
    is_kerned = glyph.x or round(glyph.advance * piece.font.upem) != usual
    return not (piece.goes_left and is_kerned)


def _plain(glyph: Glyph) -> Sign:
    return Sign(glyph.gid, glyph.advance, glyph.x, glyph.text)


def _joined(cluster: Sequence[Glyph], piece: Piece) -> Sign:
    em, pen = piece.font.upem, 0
    components: list[Component] = []
    for glyph in reversed(cluster) if piece.goes_left else cluster:
        components.append(Component(glyph.gid, pen + round(glyph.x * em), round(glyph.y * em)))
        pen += round(glyph.advance * em)
    inked = [each for each in components if _has_ink(each.gid, piece.font)] or components[:1]
    text = "".join(glyph.text for glyph in cluster)
    width = max(0, pen)  # OpenType 1.9, hmtx: no width is below 0, however a letter is kerned
    return Sign(Composite(tuple(inked), width), pen / em, 0.0, text)


def _has_ink(gid: int, font: Font) -> bool:
    """Return whether a glyph draws anything; with one that does not, FreeType draws no composite.

    Fonts of Burmese have an empty glyph for a vowel that another has taken in.
    """
    ink = font.hb_font.get_glyph_extents(gid)
    return bool(ink and ink.width and ink.height)


def gids(drawing: SignShape) -> Iterator[int]:
    """Yield the glyphs of the font that something is drawn with."""
    if isinstance(drawing, int):
        yield drawing
    else:
        yield from (component.gid for component in drawing.components)


def advance(drawing: SignShape, font: Font) -> int:
    """Return how far the pen moves, in font units."""
    if isinstance(drawing, Composite):
        return drawing.advance
    width: int = font.hb_font.get_glyph_h_advance(drawing)
    return width


def with_composites(
    subset: hb.Face, font: Font, composites: Sequence[Composite], numbers: Mapping[int, int]
) -> bytes:
    """Return a font file with composites behind its glyphs; `numbers` are those in the subset."""
    if not composites:
        data: bytes = subset.blob.data
        return data
    tables = {tag: bytearray(subset.reference_table(tag).data) for tag in subset.table_tags}
    last = subset.glyph_count
    boxes = [_box(each, font) for each in composites]
    drawn = [_glyph(*pair, numbers) for pair in zip(composites, boxes, strict=True)]
    _add_outlines(tables, last, drawn)
    lines = [(each.advance, box[0]) for each, box in zip(composites, boxes, strict=True)]
    _add_metrics(tables, last, lines)
    _raise_limits(tables["maxp"], composites)
    return _file(tables)


def _box(composite: Composite, font: Font) -> tuple[int, int, int, int]:
    """Return the least and most x and y: left, low, right, high."""
    edges = [
        (each.x + ink.x_bearing, each.y + ink.y_bearing, ink.width, ink.height)
        for each in composite.components
        if (ink := font.hb_font.get_glyph_extents(each.gid))
    ]
    return (
        round(min((x for x, *_ in edges), default=0)),
        round(min((y + height for _, y, _, height in edges), default=0)),
        round(max((x + width for x, _, width, _ in edges), default=0)),
        round(max((y for _, y, *_ in edges), default=0)),
    )


def _glyph(
    composite: Composite, box: tuple[int, int, int, int], numbers: Mapping[int, int]
) -> bytes:
    """Return the description of a composite glyph, padded to four bytes."""
    made = bytearray(struct.pack(">5h", -1, *box))
    for left, (gid, x, y) in enumerate(composite.components, 1 - len(composite.components)):
        flags = _WORDS | _OFFSETS | _OVERLAPS | (_MORE if left else 0)
        made += struct.pack(">2H2h", flags, numbers[gid], x, y)
    return bytes(made) + bytes(-len(made) % 4)


def _add_outlines(tables: dict[str, bytearray], last: int, drawn: Sequence[bytes]) -> None:
    """Add descriptions to `glyf`, and their places to `loca`, which has long offsets then."""
    head, loca = tables["head"], tables["loca"]
    is_long = struct.unpack_from(">h", head, 50)[0]
    old = struct.unpack_from(f">{last + 1}{'I' if is_long else 'H'}", loca)
    starts = [place if is_long else 2 * place for place in old]
    tables["glyf"] += bytes(-len(tables["glyf"]) % 4)
    added = accumulate(map(len, drawn), initial=len(tables["glyf"]))
    starts[-1:] = added
    tables["loca"] = bytearray(struct.pack(f">{len(starts)}I", *starts))
    tables["glyf"] += b"".join(drawn)
    struct.pack_into(">h", head, 50, 1)


def _add_metrics(tables: dict[str, bytearray], last: int, lines: Sequence[tuple[int, int]]) -> None:
    """Add advances and left side bearings to `hmtx`, whose rows are all whole then."""
    (count,) = struct.unpack_from(">H", tables["hhea"], 34)
    rows = [*struct.iter_unpack(">Hh", tables["hmtx"][: 4 * count])]
    rest = struct.unpack_from(f">{last - count}h", tables["hmtx"], 4 * count)
    rows += [(rows[-1][0], bearing) for bearing in rest]
    rows += lines
    tables["hmtx"] = bytearray(b"".join(struct.pack(">Hh", *row) for row in rows))
    struct.pack_into(">H", tables["hhea"], 10, max(wide for wide, _ in rows))
    struct.pack_into(">H", tables["hhea"], 34, len(rows))


def _raise_limits(maxp: bytearray, composites: Sequence[Composite]) -> None:
    """Count the new glyphs, and what one of them may be made of at most."""
    most = max(len(composite.components) for composite in composites)
    (count,) = struct.unpack_from(">H", maxp, 4)
    points, contours, deep_points, deep_contours = struct.unpack_from(">4H", maxp, 6)
    elements, depth = struct.unpack_from(">2H", maxp, 28)
    struct.pack_into(">H", maxp, 4, count + len(composites))
    limits = (max(points, deep_points) * most, max(contours, deep_contours) * most)
    struct.pack_into(">2H", maxp, 10, *(min(0xFFFF, limit) for limit in limits))
    struct.pack_into(">2H", maxp, 28, max(elements, most), depth + 1)


def _file(tables: Mapping[str, bytearray]) -> bytes:
    """Return a font file of these tables, with its sums (OpenType 1.9, otff)."""
    struct.pack_into(">I", tables["head"], 8, 0)
    power = len(tables).bit_length() - 1
    search = 16 << power
    made = struct.pack(">I4H", 0x00010000, len(tables), search, power, 16 * len(tables) - search)
    place, bodies, places = len(made) + 16 * len(tables), b"", {}
    for tag, table in sorted(tables.items()):
        body = bytes(table) + bytes(-len(table) % 4)
        places[tag] = place + len(bodies)
        made += struct.pack(">4s3I", tag.encode(), _sum(body), places[tag], len(table))
        bodies += body
    whole = bytearray(made + bodies)
    struct.pack_into(">I", whole, places["head"] + 8, (_MAGIC - _sum(whole)) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes | bytearray) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
