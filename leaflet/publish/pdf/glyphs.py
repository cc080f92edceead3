"""Embeds fonts in a PDF: subsets of them, with the text of each glyph.

Every font is a Type0 font with Identity-H (ISO 32000-1, 9.7). The CID of a glyph is its number in
the font file, so that the same words are the same bytes in every leaflet. A glyph that says
something else than its own character, a ligature's parts or a space that is kept, has a second CID
past the last glyph, which CIDToGIDMap leads back.
"""

from __future__ import annotations

import functools
import hashlib
import struct
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

import uharfbuzz as hb

from leaflet.publish.pdf.file import (
    File,
    PdfDictionary,
    PdfName,
    PdfReference,
    PdfStream,
    Raw,
    array,
    deflated,
    dictionary,
    number,
)
from leaflet.text.fonts import Font
from leaflet.text.shape import Glyph, Piece
from leaflet.text.shape import piece as shaped

SYMBOLIC = 4
"""Font flag: the glyphs are reached by number, not by a standard encoding (9.8.2)."""
UNSAID = "\u200b"
"""What a glyph says whose cluster was said by the glyph before it."""
_UNUSED = (b"GSUB", b"GPOS", b"GDEF", b"name", b"post", b"cmap", b"OS/2", b"STAT", b"gasp")
"""Tables that a TrueType program in a PDF does without (9.9, Table 126)."""
_ESCAPED = {0x5C: b"\\\\", 0x28: b"\\(", 0x29: b"\\)", 0x0D: b"\\r", 0x0A: b"\\n"}


class Shown(NamedTuple):
    """Operators that show glyphs, with the glyph and the text of each CID in them."""

    operators: bytes
    cids: dict[int, tuple[int, str]]


class EmbeddedFont:
    """One embedded font of a file, and the pieces that it shows."""

    def __init__(self, font: Font, name: str) -> None:
        self.font = font
        self.name = name
        """In the resources of the pages."""
        self.pieces: set[Piece] = set()

    def shown(self, pieces: tuple[Piece, ...], size: float) -> bytes:
        """Return the operators that show pieces at `size` points."""
        self.pieces.update(pieces)
        return _shown(pieces, size)

    def shown_alone(self, font: Font, glyph: Glyph, size: float) -> bytes:
        """Return the operators that show a glyph where the text matrix is."""
        only = glyph._replace(x=0.0, y=0.0, text=glyph.text or UNSAID)
        return self.shown((shaped(font, (only,)),), size)

    def add_to(self, file: File) -> PdfReference:
        """Register the font's objects and return a reference to the Type0 font."""
        used: dict[int, tuple[int, str]] = {}
        for piece in self.pieces:
            used.update(_word(piece).cids)
        subset = _subset(self.font, tuple(sorted(used.items())))
        return self._add(file, subset, f"{subset.tag}+{self.font.name}")

    def add_whole(self, file: File, characters: Iterable[str]) -> PdfReference:
        """Register the font with all of the characters, for what is typed into form fields.

        It has no tag of a subset: a viewer would not type in one.
        """
        codes, font = _codes(self.font), self.font.hb_font
        glyphs = ((font.get_nominal_glyph(ord(each)), each) for each in characters)
        cids = {codes.give(key)[0]: key for key in glyphs if key[0]}
        return self._add(file, _subset(self.font, tuple(sorted(cids.items()))), self.font.name)

    def _add(self, file: File, subset: _Subset, base: str) -> PdfReference:
        descriptor = self._descriptor(base, file.add(subset.program))
        descendant = dictionary(
            Type=PdfName("Font"),
            Subtype=PdfName("CIDFontType2"),
            BaseFont=PdfName(base),
            CIDSystemInfo=dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=file.add(descriptor),
            W=subset.widths,
            CIDToGIDMap=file.add(subset.to_gid),
        )
        return file.add(
            dictionary(
                Type=PdfName("Font"),
                Subtype=PdfName("Type0"),
                BaseFont=PdfName(base),
                Encoding=PdfName("Identity-H"),
                DescendantFonts=array(file.add(descendant)),
                ToUnicode=file.add(subset.to_unicode),
            )
        )

    def _descriptor(self, base: str, program: PdfReference) -> PdfDictionary:
        font = self.font
        corners = struct.unpack(">4h", font.face.reference_table("head").data[36:44])
        box = array(*(round(edge * 1000 / font.upem) for edge in corners))
        return dictionary(
            Type=PdfName("FontDescriptor"),
            FontName=PdfName(base),
            Flags=SYMBOLIC,
            FontBBox=box,
            ItalicAngle=0,
            Ascent=round(font.ascent * 1000),
            Descent=-round(font.descent * 1000),
            CapHeight=round(font.cap_height * 1000),
            StemV=140 if font.bold else 80,
            FontFile2=program,
        )


@functools.lru_cache(maxsize=8_192)
def _shown(pieces: tuple[Piece, ...], size: float) -> bytes:
    """Return operators that show pieces: one TJ (9.4.3), or letter by letter where needed."""
    words = [_word(piece).operators for piece in pieces]
    if all(words):
        return b"[(" + b"".join(words) + b")] TJ"
    glyphs = chain.from_iterable(piece.glyphs for piece in pieces)
    return _letters(pieces[0].font, _shared(tuple(glyphs)), size).operators


@functools.lru_cache(maxsize=8_192)
def _word(piece: Piece) -> Shown:
    """Return a piece inside a TJ, or None if a mark is raised or a glyph has no text alone."""
    if any(glyph.y or not glyph.text for glyph in piece.glyphs):
        return Shown(b"", _letters(piece.font, _shared(piece.glyphs), 0.0).cids)
    shown = _letters(piece.font, piece.glyphs, 0.0)
    return shown._replace(operators=shown.operators.removeprefix(b"[(").removesuffix(b")] TJ"))


def _letters(font: Font, glyphs: tuple[Glyph, ...], size: float) -> Shown:
    """Return one TJ, or several with Ts between them where a mark is raised."""
    codes = _codes(font)
    cids: dict[int, tuple[int, str]] = {}
    parts = [b"[("]
    owed = raised = 0.0  # thousandths that the pen is too far right; ems above the baseline
    for gid, advance, x, y, text in glyphs:
        if y != raised:
            parts.append(f")] TJ {number(y * size)} Ts [(".encode())
            raised = y
        if kern := round(owed - x * 1000):
            parts.append(b")%d(" % kern)
        key = (gid, text)
        cid, code, width = codes.given.get(key) or codes.give(key)
        cids[cid] = key
        parts.append(code)
        owed += width - advance * 1000 - kern
    parts.append(b")] TJ 0 Ts" if raised else b")] TJ")
    return Shown(b"".join(parts), cids)


def _shared(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Yield the glyphs, each with some text; a composed letter is shared among its parts."""
    said = [glyph.text or UNSAID for glyph in glyphs]
    for first, text in enumerate(said):
        parts = unicodedata.normalize("NFD", text)
        rest = said[first + 1 : first + len(parts)]
        if len(parts) > 1 and rest == [UNSAID] * (len(parts) - 1):
            said[first : first + len(parts)] = parts
    return tuple(glyph._replace(text=text) for glyph, text in zip(glyphs, said, strict=True))


class _Codes:
    """The CIDs of a font: a number, code and width for each pair of glyph and text."""

    def __init__(self, font: Font) -> None:
        self.font = font
        self.own = {
            font.hb_font.get_nominal_glyph(c): chr(c) for c in sorted(font.face.unicodes)[::-1]
        }
        """What each glyph says by itself: the lowest of its characters."""
        self.given: dict[tuple[int, str], tuple[int, bytes, float]] = {}
        self.taken: dict[int, tuple[int, str]] = {}
        """Who has which second CID."""

    def give(self, key: tuple[int, str]) -> tuple[int, bytes, float]:
        """Return a CID, its code in a literal string (7.3.4.2) and its width in 1/1000 em."""
        gid, text = key
        cid = gid if self.own.get(gid) == text else self._second_cid(gid, text)
        code = b"".join(_ESCAPED.get(byte, bytes((byte,))) for byte in cid.to_bytes(2))
        return self.given.setdefault(key, (cid, code, float(_width(self.font, gid))))

    def _second_cid(self, gid: int, text: str) -> int:
        """Return a CID past the font's glyphs, derived from the text: the same in every file."""
        digest = hashlib.sha256(f"{gid} {text}".encode()).digest()
        cid: int = self.font.face.glyph_count + int.from_bytes(digest[:2]) % 8192
        while self.taken.setdefault(cid, (gid, text)) != (gid, text):
            cid += 1
        return cid


_codes = functools.cache(_Codes)


def _width(font: Font, gid: int) -> str:
    return number(font.hb_font.get_glyph_h_advance(gid) * 1000 / font.upem)


class _Subset(NamedTuple):
    """A font program with some of the glyphs, and the mapping from CIDs to them."""

    tag: str
    """Six letters that tell subsets of one font apart (9.6.4)."""
    program: PdfStream
    to_gid: PdfStream
    to_unicode: PdfStream
    widths: Raw


Cids = tuple[tuple[int, tuple[int, str]], ...]
"""CIDs in order, each with its glyph and what that says."""


@functools.lru_cache(maxsize=64)
def _subset(font: Font, cids: Cids) -> _Subset:
    """Subset a font to the glyphs of these CIDs, without hints."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(gid for _, (gid, _) in cids)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(int.from_bytes(tag) for tag in _UNUSED)
    for axis, value in font.variations.items():
        wanted.pin_axis_location(font.face, axis, value)
    plan = hb.SubsetPlan(font.face, wanted)
    program = plan.execute().blob.data
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
    return _Subset(
        tag,
        program=deflated(program, Length1=len(program)),
        to_gid=deflated(_to_gid(cids, plan.old_to_new_glyph_mapping)),
        to_unicode=deflated(_to_unicode(cids)),
        widths=Raw(b"[%b]" % " ".join(f"{c}[{_width(font, g)}]" for c, (g, _) in cids).encode()),
    )


def _to_gid(cids: Cids, numbers: Mapping[int, int]) -> bytes:
    """Return a CIDToGIDMap (9.7.4.2); `numbers` are the glyph ids in the subset."""
    last, _ = cids[-1]
    table = bytearray(2 * (last + 1))
    for cid, (gid, _) in cids:
        table[2 * cid : 2 * cid + 2] = numbers[gid].to_bytes(2)
    return bytes(table)


def _to_unicode(cids: Cids) -> bytes:
    """Return a ToUnicode CMap (9.10.3), 100 entries a block at most (Adobe Tech Note 5014)."""
    pairs = [f"<{cid:04x}> <{text.encode('utf-16-be').hex()}>" for cid, (_, text) in cids]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
{body}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
""".encode()
