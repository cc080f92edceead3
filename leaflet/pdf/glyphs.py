"""Glyphs: fonts as a PDF carries them, subset and with the text that each glyph says.

Every font is a Type0 font with Identity-H (ISO 32000-1, 9.7). A CID is given out for each pair of
a glyph and its text, so that one glyph may say different things: a ligature, a space that is kept.
"""

from __future__ import annotations

import functools
import hashlib
import struct
from collections.abc import Iterable
from itertools import groupby

import uharfbuzz as hb

from leaflet.pdf.file import File, Name, Raw, Stream, array, dictionary, number
from leaflet.pdf.reportlab import PDFObjectReference
from leaflet.text.fonts import Font
from leaflet.text.shape import Glyph

SYMBOLIC = 4
"""Font flag: the glyphs are reached by number, not by a standard encoding (9.8.2)."""
UNSAID = "\u200b"
"""What a glyph says whose cluster was said by the glyph before it."""
_UNUSED = (b"GSUB", b"GPOS", b"GDEF", b"name", b"post", b"cmap", b"OS/2", b"STAT", b"gasp")
"""Tables that a TrueType program in a PDF does without (9.9, Table 126)."""
_ESCAPED = {b"\\": b"\\\\", b"(": b"\\(", b")": b"\\)", b"\r": b"\\r", b"\n": b"\\n"}


class EmbeddedFont:
    """One font of one file: the glyphs used so far, by CID; CID 0 is never used."""

    def __init__(self, font: Font, name: str) -> None:
        self.font = font
        self.name = name
        """In the resources of the pages."""
        self.cids: dict[tuple[int, str], int] = {}
        self.widths: list[float] = [0.0]
        """By CID, in thousandths of the em."""

    def cid(self, glyph: Glyph) -> int:
        """The CID of a glyph with its text."""
        key = (glyph.gid, glyph.text or UNSAID)
        found = self.cids.get(key)
        if found is None:
            found = self.cids[key] = len(self.cids) + 1
            advance = self.font.hb_font.get_glyph_h_advance(glyph.gid)
            self.widths.append(advance * 1000 / self.font.upem)
        return found

    def shown(self, glyphs: Iterable[Glyph], size: float) -> bytes:
        """The operators that show glyphs at `size` points: TJ, and Ts round a raised mark."""
        operators: list[bytes] = []
        items: list[bytes | int] = []
        owed = raised = 0.0  # thousandths that the pen is too far right; ems above the baseline
        for glyph in glyphs:
            if glyph.y != raised:
                operators += [_tj(items), f"{number(glyph.y * size)} Ts".encode()]
                items, raised = [], glyph.y
            cid = self.cid(glyph)
            kern = round(owed - glyph.x * 1000)
            if kern:
                items.append(kern)
            items.append(cid.to_bytes(2))
            owed += self.widths[cid] - glyph.advance * 1000 - kern
        operators.append(_tj(items))
        return b" ".join([*operators, b"0 Ts"] if raised else operators)

    def add_to(self, file: File) -> PDFObjectReference:
        """Register the font's objects; what comes back refers to the Type0 font."""
        program, gids = _subset(self.font, frozenset(gid for gid, _ in self.cids))
        tag = hashlib.sha256(program).digest()
        base = "".join(chr(65 + byte % 26) for byte in tag[:6]) + f"+{self.font.name}"
        to_gid = b"\0\0" + b"".join(gids[gid].to_bytes(2) for gid, _ in self.cids)
        descendant = dictionary(
            Type=Name("Font"),
            Subtype=Name("CIDFontType2"),
            BaseFont=Name(base),
            CIDSystemInfo=dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=file.add(self._descriptor(base, file.add(_program(program)))),
            W=Raw(b"[1[" + " ".join(map(number, self.widths[1:])).encode() + b"]]"),
            CIDToGIDMap=file.add(Stream(to_gid)),
        )
        return file.add(
            dictionary(
                Type=Name("Font"),
                Subtype=Name("Type0"),
                BaseFont=Name(base),
                Encoding=Name("Identity-H"),
                DescendantFonts=array(file.add(descendant)),
                ToUnicode=file.add(Stream(_to_unicode(self.cids))),
            )
        )

    def _descriptor(self, base: str, program: PDFObjectReference):
        font = self.font
        corners = struct.unpack(">4h", font.face.reference_table("head").data[36:44])
        box = array(*(round(edge * 1000 / font.upem) for edge in corners))
        return dictionary(
            Type=Name("FontDescriptor"),
            FontName=Name(base),
            Flags=SYMBOLIC,
            FontBBox=box,
            ItalicAngle=0,
            Ascent=round(font.ascent * 1000),
            Descent=-round(font.descent * 1000),
            CapHeight=round(font.cap_height * 1000),
            StemV=140 if font.bold else 80,
            FontFile2=program,
        )


def _tj(items: list[bytes | int]) -> bytes:
    """Strings of codes and the kerns between them, shown by one operator (9.4.3)."""
    if not items:
        return b""
    written = b""
    for glyphs, group in groupby(items, key=lambda item: isinstance(item, bytes)):
        written += b"(" + _escaped(b"".join(group)) + b")" if glyphs else _kern(group)
    return b"[" + written + b"] TJ"


def _kern(group: Iterable[int]) -> bytes:
    return b" ".join(b"%d" % kern for kern in group)


def _escaped(codes: bytes) -> bytes:
    """The bytes of a literal string (7.3.4.2)."""
    for raw, written in _ESCAPED.items():
        codes = codes.replace(raw, written)
    return codes


def _program(program: bytes) -> Stream:
    return Stream(program, Length1=len(program))


@functools.lru_cache(maxsize=64)
def _subset(font: Font, gids: frozenset[int]) -> tuple[bytes, dict[int, int]]:
    """A TrueType file with these glyphs alone, unhinted, and their numbers in it."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(gids)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(int.from_bytes(tag) for tag in _UNUSED)
    plan = hb.SubsetPlan(font.face, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)


def _to_unicode(cids: dict[tuple[int, str], int]) -> bytes:
    """A ToUnicode CMap (9.10.3), at most 100 entries a block (Adobe Technical Note 5014)."""
    pairs = [f"<{cid:04x}> <{text.encode('utf-16-be').hex()}>" for (_, text), cid in cids.items()]
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
