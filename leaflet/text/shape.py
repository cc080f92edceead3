"""Shapes text into glyphs with HarfBuzz; each word is shaped once and remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, islice, pairwise
from operator import itemgetter
from typing import NamedTuple

import msgspec
import uharfbuzz as hb

from leaflet.text import scripts
from leaflet.text.fonts import Family, Font, clusters, drawn, font_for, has_own_face
from leaflet.text.run import Script


class MissingGlyph(LookupError):
    """Raised if no font of the family has a character; checks before layout prevent it."""

    def __init__(self, char: str) -> None:
        """Keep the character that has no glyph, with its marks."""
        self.char = char
        super().__init__(f"no font has {char!r} (U+{ord(char[0]):04X})")


class Glyph(NamedTuple):
    """One glyph with its advance and offset, in fractions of the em."""

    gid: int
    advance: float
    x: float
    """Moves the drawing right of the pen, y upwards; the pen itself does not move."""
    y: float
    text: str
    """On the first glyph of a cluster what the whole cluster says, on the others nothing."""


class Piece(msgspec.Struct, frozen=True, cache_hash=True):
    """Glyphs of one font in the order of the text; `advance` in ems of what they stand in."""

    font: Font
    glyphs: tuple[Glyph, ...]
    """In ems of their own, which are smaller in a sub- or superscript."""
    text: str
    advance: float
    script: Script = ""
    """`sub` or `super` where they are small and below or above the line."""
    goes_left: bool = False
    """Whether each glyph stands left of the one before it."""


def piece(
    font: Font, glyphs: tuple[Glyph, ...], script: Script = "", *, goes_left: bool = False
) -> Piece:
    """Return a piece of these glyphs."""
    text = "".join(glyph.text for glyph in glyphs)
    scale = scripts.SCALE if script else 1.0
    advance = sum(glyph.advance for glyph in glyphs) * scale
    return Piece(font, glyphs, text, advance, script, goes_left)


class Neighbours(NamedTuple):
    """What stands before and after a text that is shaped, and joins its letters."""

    before: str = ""
    after: str = ""


ALONE = Neighbours()


@lru_cache(maxsize=8_192)
def shape(
    text: str,
    family: Family,
    bold: bool = False,
    language: str = "en",
    tabular: bool = False,
    goes_left: bool = False,
    beside: Neighbours = ALONE,
) -> tuple[Piece, ...]:
    """Shape `text` into pieces, one for each stretch of one font, in the order of the text.

    It runs to the right, or to the left if `goes_left`; letters join with those `beside` it. With
    kerning and the font's standard ligatures, which are HarfBuzz's defaults; with `tabular`
    figures, which are all as wide as each other, so that numbers align in a table. The texts of the
    glyphs joined are `drawn(text)`. Raises MissingGlyph; the .notdef glyph is never an answer.
    """
    features = {"tnum": True} if tabular else {}
    before, rest = drawn(beside.before), drawn(text)
    whole, end, pieces = before + rest + drawn(beside.after), len(before), []
    for part, font in _stretches(rest, family, bold, language):
        start, end = end, end + len(part)
        buffer = _shaped(whole, (start, end), font, language, features, goes_left)
        pieces.append(_piece((start, whole[:end]), font, buffer, family.spacing, goes_left))
    return tuple(piece for piece in pieces if piece.glyphs)


def small(text: str, family: Family, bold: bool, language: str, script: Script) -> Iterator[Piece]:
    """Yield the pieces of a sub- or superscript: what they show is in `scripts.shown`."""
    said = iter(drawn(text))
    for part in shape(scripts.shown(text), family, bold, language):
        glyphs = (g._replace(text="".join(islice(said, len(g.text)))) for g in part.glyphs)
        yield piece(part.font, tuple(glyphs), script)


def _stretches(text: str, family: Family, bold: bool, language: str) -> Iterator[tuple[str, Font]]:
    """Yield the text cut where the font changes."""
    face = family.fonts(bold)[0]
    if face.covers(text) and not has_own_face(text, language):
        yield text, face
        return
    for font, parts in groupby(_with_fonts(text, family, bold, language), itemgetter(1)):
        yield "".join(part for part, _ in parts), font


def _with_fonts(text: str, family: Family, bold: bool, language: str) -> Iterator[tuple[str, Font]]:
    """Yield the words of the text and the spaces after them, each with its font.

    A word is in one font if one has all of it: a name with a single letter in another face looks
    broken. Otherwise the font changes from cluster to cluster.
    """
    for word, spaces in re.findall(r"([^ ]*)( *)", text):
        for part in [word] if font_for(family, word, bold, language) else clusters(word):
            font = _font(family, part, bold, language)
            yield part, font
        yield spaces, font if font.covers(spaces) else _font(family, spaces, bold, language)


def _font(family: Family, cluster: str, bold: bool, language: str) -> Font:
    font = font_for(family, cluster, bold, language)
    if font is None:
        raise MissingGlyph(cluster)
    return font


def _piece(
    text: tuple[int, str], font: Font, buffer: hb.Buffer, spacing: float, goes_left: bool
) -> Piece:
    """Return the glyphs of a buffer; of the text it is what begins at an offset."""
    start, whole = text
    glyphs = tuple(_glyphs(buffer, whole, 1 / font.upem, goes_left))
    if spacing != 1:
        glyphs = tuple(
            glyph._replace(advance=glyph.advance * spacing) if glyph.text == " " else glyph
            for glyph in glyphs
        )
    for glyph in glyphs:
        if glyph.gid == 0:
            raise MissingGlyph(glyph.text or whole[start:])
    advance = sum(glyph.advance for glyph in glyphs)
    return Piece(font, glyphs, whole[start:] if glyphs else "", advance, goes_left=goes_left)


def _shaped(
    whole: str,
    part: tuple[int, int],
    font: Font,
    language: str,
    features: dict[str, bool],
    goes_left: bool,
) -> hb.Buffer:
    """Shape a part of a text; what is beside it joins its letters."""
    start, end = part
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(whole, start, end - start)
    buffer.direction = "rtl" if goes_left else "ltr"
    buffer.language = language  # before the guess, which would ask the machine's locale
    buffer.guess_segment_properties()  # the script, from the first letter that has one
    hb.shape(font.hb_font, buffer, features)
    return buffer


def _glyphs(buffer: hb.Buffer, text: str, em: float, goes_left: bool) -> Iterator[Glyph]:
    """Yield the glyphs in the order of the text, which HarfBuzz gives from left to right."""
    infos = [*zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)]
    starts = sorted({info.cluster for info, _ in infos})
    texts = {start: text[start:end] for start, end in pairwise([*starts, len(text)])}
    for info, position in reversed(infos) if goes_left else infos:
        x_advance, x, y = position.x_advance, position.x_offset, position.y_offset
        said = texts.pop(info.cluster, "")
        yield Glyph(info.codepoint, x_advance * em, x * em, y * em, said)
