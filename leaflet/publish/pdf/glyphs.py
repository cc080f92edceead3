"""Embeds fonts in a PDF: subsets of them, with the text of each glyph.

Every font is a Type0 font with Identity-H (ISO 32000-1, 9.7). The CID of a glyph is its number in
the font file, so that the same words are the same bytes in every leaflet. A glyph that says
something else than its own character, a ligature's parts or a space that is kept, has a second CID
past the last glyph, which CIDToGIDMap leads back; so has what several glyphs say together.
"""

from __future__ import annotations

import functools
import hashlib
import struct
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import uharfbuzz as hb

from leaflet.publish.pdf.composites import (
    Composite,
    Sign,
    SignShape,
    advance,
    gids,
    signs,
    with_composites,
)
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
from leaflet.text.shape import Piece

SYMBOLIC = 4
"""Font flag: the glyphs are reached by number, not by a standard encoding (9.8.2)."""
_UNUSED = (b"GSUB", b"GPOS", b"GDEF", b"name", b"post", b"cmap", b"OS/2", b"STAT", b"gasp")
"""Tables that a TrueType program in a PDF does without (9.9, Table 126)."""
_ESCAPED = {0x5C: b"\\\\", 0x28: b"\\(", 0x29: b"\\)", 0x0D: b"\\r", 0x0A: b"\\n"}


SaidBy = tuple[SignShape, str]
"""What is drawn, and its text."""


class Shown(NamedTuple):
    """What stands inside a TJ, with what is drawn and said by each CID in it."""

    operands: bytes
    cids: dict[int, SaidBy]


class EmbeddedFont:
    """One embedded font of a file, and the pieces that it shows."""

    def __init__(self, font: Font, name: str) -> None:
        self.font = font
        self.name = name
        """In the resources of the pages."""
        self.pieces: set[Piece] = set()
        self.alone: dict[int, SaidBy] = {}
        """What is shown outside of pieces."""

    def shown(self, pieces: tuple[Piece, ...]) -> bytes:
        """Return the operator that shows pieces."""
        self.pieces.update(pieces)
        return shown(pieces)

    def shown_alone(self, sign: Sign) -> bytes:
        """Return the operator that shows a sign where the text matrix is."""
        alone = _letters(self.font, (sign._replace(x=0.0),))
        self.alone.update(alone.cids)
        return b"[(%b)] TJ" % alone.operands

    @property
    def cids(self) -> dict[int, SaidBy]:
        """The glyph and the text of each CID that is used."""
        used = dict(self.alone)
        for piece in self.pieces:
            used.update(cids_of(piece))
        return used

    def add_to(self, file: File) -> PdfReference:
        """Register the font's objects and return a reference to the Type0 font."""
        subset = _subset(self.font, tuple(sorted(self.cids.items())))
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
def shown(pieces: tuple[Piece, ...]) -> bytes:
    """Return the operator that shows pieces: one TJ (9.4.3)."""
    return b"[(%b)] TJ" % b"".join(_word(piece).operands for piece in pieces)


def cids_of(piece: Piece) -> dict[int, SaidBy]:
    """Return the glyph and the text of each CID of a piece."""
    return _word(piece).cids


@functools.lru_cache(maxsize=8_192)
def _word(piece: Piece) -> Shown:
    """Return a piece as it stands inside a TJ (9.4.3)."""
    return _letters(piece.font, signs(piece))


def _letters(font: Font, written: tuple[Sign, ...]) -> Shown:
    """Return what shows signs inside a TJ: literal strings, and moves between them."""
    codes = _codes(font)
    cids: dict[int, SaidBy] = {}
    parts: list[bytes] = []
    owed = 0.0  # thousandths that the pen is too far right
    for drawing, wide, x, text in written:
        if kern := round(owed - x * 1000):
            parts.append(b")%d(" % kern)
        key = (drawing, text)
        cid, code, width = codes.given.get(key) or codes.give(key)
        cids[cid] = key
        parts.append(code)
        owed += width - wide * 1000 - kern
    return Shown(b"".join(parts), cids)


class _Codes:
    """The CIDs of a font: a number, code and width for each pair of drawing and text."""

    def __init__(self, font: Font) -> None:
        self.font = font
        self.own = {
            font.hb_font.get_nominal_glyph(c): chr(c) for c in sorted(font.face.unicodes)[::-1]
        }
        """What each glyph says by itself: the lowest of its characters."""
        self.given: dict[SaidBy, tuple[int, bytes, float]] = {}
        self.taken: dict[int, SaidBy] = {}
        """Who has which second CID."""

    def give(self, key: SaidBy) -> tuple[int, bytes, float]:
        """Return a CID, its code in a literal string (7.3.4.2) and its width in 1/1000 em."""
        drawing, text = key
        if isinstance(drawing, int) and self.own.get(drawing) == text:
            cid = drawing
        else:
            cid = self._second_cid(key)
        code = b"".join(_ESCAPED.get(byte, bytes((byte,))) for byte in cid.to_bytes(2))
        return self.given.setdefault(key, (cid, code, float(_width(self.font, drawing))))

    def _second_cid(self, key: SaidBy) -> int:
        """Return a CID past the font's glyphs, derived from the text: the same in every file."""
        drawing, text = key
        digest = hashlib.sha256(f"{drawing} {text}".encode()).digest()
        cid: int = self.font.face.glyph_count + int.from_bytes(digest[:2]) % 8192
        while self.taken.setdefault(cid, key) != key:
            cid += 1
        return cid


_codes = functools.cache(_Codes)


def _width(font: Font, drawing: SignShape) -> str:
    return number(advance(drawing, font) * 1000 / font.upem)


class _Subset(NamedTuple):
    """A font program with some of the glyphs, and the mapping from CIDs to them."""

    tag: str
    """Six letters that tell subsets of one font apart (9.6.4)."""
    program: PdfStream
    to_gid: PdfStream
    to_unicode: PdfStream
    widths: Raw


Cids = tuple[tuple[int, SaidBy], ...]
"""CIDs in order, each with what is drawn and what that says."""


@functools.lru_cache(maxsize=64)
def _subset(font: Font, cids: Cids) -> _Subset:
    """Subset a font to the glyphs of these CIDs, without hints."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(gid for _, (drawing, _) in cids for gid in gids(drawing))
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(int.from_bytes(tag) for tag in _UNUSED)
    for axis, value in font.variations.items():
        wanted.pin_axis_location(font.face, axis, value)
    plan = hb.SubsetPlan(font.face, wanted)
    face, numbers = plan.execute(), plan.old_to_new_glyph_mapping
    composites = [*dict.fromkeys(each for _, (each, _) in cids if isinstance(each, Composite))]
    program = with_composites(face, font, composites, numbers)
    places = dict(numbers) | {each: n for n, each in enumerate(composites, face.glyph_count)}
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
    return _Subset(
        tag,
        program=deflated(program, Length1=len(program)),
        to_gid=deflated(_to_gid(cids, places)),
        to_unicode=deflated(_to_unicode(cids)),
        widths=Raw(b"[%b]" % " ".join(f"{c}[{_width(font, g)}]" for c, (g, _) in cids).encode()),
    )


def _to_gid(cids: Cids, places: Mapping[SignShape, int]) -> bytes:
    """Return a CIDToGIDMap (9.7.4.2); `places` are the glyph ids in the subset."""
    last, _ = cids[-1]
    table = bytearray(2 * (last + 1))
    for cid, (drawing, _) in cids:
        table[2 * cid : 2 * cid + 2] = places[drawing].to_bytes(2)
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
