"""Writes sides with bleed as a PDF/X-4 (ISO 15930-7) for a print shop.

PDF/A-2a and PDF/UA-1 it stays: PDF/X-4 takes the links away and asks for four inks, for boxes that
say where paper is cut, and for more words about the file.
"""

from __future__ import annotations

import functools
import hashlib
import uuid
from collections.abc import Iterator, Sequence
from itertools import chain

from leaflet.composition.imposition import Side
from leaflet.composition.press import GAP, LENGTH, Press
from leaflet.graphics.picture import pixels
from leaflet.layout.slices import PlacedPicture, StructureNode
from leaflet.publish.pdf import metadata
from leaflet.publish.pdf.content import CIRCLE
from leaflet.publish.pdf.file import (
    File,
    PdfArray,
    PdfDictionary,
    PdfName,
    PdfStream,
    array,
    deflated,
    dictionary,
    number,
)
from leaflet.publish.pdf.inks import PROFILE, Process
from leaflet.publish.pdf.metadata import Claims, Facts
from leaflet.publish.pdf.objects import PDFObject
from leaflet.publish.pdf.writer import Writer

INTENTS = ("GTS_PDFA1", "GTS_PDFX")
CONDITION = {
    "OutputConditionIdentifier": "FOGRA39",
    "OutputCondition": "Offset printing on coated paper, ISO 12647-2:2004/Amd 1, paper type 1 or 2",
    "RegistryName": "http://www.color.org",
    "Info": "ISO Coated v2 300% (basICColor)",
}
"""The printing condition that the profile describes, as it is registered."""
HAIRLINE = 0.3
"""Thickness of printer's marks, in points."""


def write(sides: Sequence[Side], root: StructureNode, facts: Facts, press: Press) -> bytes:
    """Write the file from the sides that `press.printed` returns; `facts.issued` is needed."""
    return _PressWriter(root, press).write(sides, facts)


class _PressWriter(Writer):
    """Writes a file in four inks."""

    def __init__(self, root: StructureNode, press: Press) -> None:
        super().__init__(root)
        self.press = press
        self.inks = Process()
        self.file.version = b"1.6"  # ISO 15930-7 goes by PDF 1.6

    def claims(self, facts: Facts) -> Claims:
        return Claims(_intents, tuple(_properties(facts)), _SCHEMA)

    def info(self, facts: Facts) -> PdfDictionary:
        """Return the Info dictionary, which says that the file is not trapped."""
        said = metadata.info(facts)
        said["Trapped"] = PdfName("False")
        return said

    def own(self, side: Side) -> dict[str, PDFObject]:
        """Return the page's MediaBox, BleedBox and TrimBox, and its transparency group."""
        room, over = self.press.room, self.press.room - self.press.over
        own = super().own(side)
        own["BleedBox"] = array(over, over, side.width - over, side.height - over)
        own["TrimBox"] = array(room, room, side.width - room, side.height - room)
        if _is_see_through(side):
            own["Group"] = dictionary(S=PdfName("Transparency"), CS=PdfName("DeviceCMYK"))
        return own

    def around(self, side: Side) -> bytes:
        """Draw the printer's marks as an artifact (ISO 32000-1, 14.8.2.2.2) in all inks."""
        if self.press.marks == "none":
            return b""
        self.resources["ColorSpace"] = dictionary(All=_every_ink())
        head = f"/Artifact <</Type /Page>> BDC q /All CS 1 SCN {HAIRLINE} w"
        folds = self.press.folds[len(self.tags.sides) - 1 :][:1]
        marks = [*_crop_marks(side, self.press), *_fold_marks(side, self.press, folds)]
        if "registration" in self.press.marks:
            marks += _registration_marks(side, self.press)
        return "\n".join([head, *marks, "Q EMC"]).encode()


def _every_ink() -> PdfArray:
    """Return the colour space of marks that print on every plate (ISO 32000-1, 8.6.6.4)."""
    four = dictionary(
        FunctionType=2, Domain=array(0, 1), N=1, C0=array(0, 0, 0, 0), C1=array(1, 1, 1, 1)
    )
    return array(PdfName("Separation"), PdfName("All"), PdfName("DeviceCMYK"), four)


def _crop_marks(side: Side, press: Press) -> Iterator[str]:
    """Yield crop marks: two lines at each corner, clear of the bleed."""
    near = press.room - press.over - GAP
    for across in (press.room, side.width - press.room):
        for start in (near - LENGTH, side.height - near):
            yield _line(across, start, across, start + LENGTH)
    for up in (press.room, side.height - press.room):
        for start in (near - LENGTH, side.width - near):
            yield _line(start, up, start + LENGTH, up)


def _fold_marks(side: Side, press: Press, folds: Sequence[Sequence[float]]) -> Iterator[str]:
    """Yield fold marks: a broken line above and below each fold."""
    near = press.room - press.over - GAP
    for across in chain.from_iterable(folds):
        for start in (near - LENGTH, side.height - near):
            x = press.room + across
            yield f"[2 2] 0 d {_line(x, start, x, start + LENGTH)} [] 0 d"


def _registration_marks(side: Side, press: Press) -> Iterator[str]:
    """Yield registration marks: a cross in a circle at the middle of each edge."""
    middle, arm = press.room - press.over - GAP - LENGTH / 2, LENGTH / 2
    for x, y in (
        (side.width / 2, middle),
        (side.width / 2, side.height - middle),
        (middle, side.height / 2),
        (side.width - middle, side.height / 2),
    ):
        yield _line(x - arm, y, x + arm, y)
        yield _line(x, y - arm, x, y + arm)
        yield f"{_circle(x, y, arm * 0.6)} S"


def _is_see_through(side: Side) -> bool:
    """Return whether a picture on the side is partly transparent."""
    marks = (mark for placed in side.pages for mark in placed.page.marks)
    pictures = {mark.picture for mark in marks if isinstance(mark, PlacedPicture)}
    return any(found.kind == "png" and pixels(found)[1] is not None for found in pictures)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{number(x)} {number(y)} m {number(to_x)} {number(to_y)} l S"


def _circle(x: float, y: float, radius: float) -> str:
    """Return the path of a circle, from its right side on."""
    path = f"{number(x + radius)} {number(y)} m"
    across, up = radius, 0.0
    for _ in range(4):
        bend = ((across - up * CIRCLE), (up + across * CIRCLE))
        across, up = -up, across
        back = (across + up * CIRCLE, up - across * CIRCLE)
        points = (bend, back, (across, up))
        path += "".join(f" {number(x + dx)} {number(y + dy)}" for dx, dy in points) + " c"
    return path


# ---- what the file says it is


def _intents(file: File) -> tuple[PdfDictionary, ...]:
    """Return the output intents for PDF/A and PDF/X, of one profile (ISO 19005-2, 6.2.3)."""
    profile = file.add(_profile())
    return tuple(
        dictionary(
            Type=PdfName("OutputIntent"), S=PdfName(kind), **CONDITION, DestOutputProfile=profile
        )
        for kind in INTENTS
    )


@functools.cache
def _profile() -> PdfStream:
    return deflated(PROFILE.read_bytes(), N=4)


def _properties(facts: Facts) -> Iterator[str]:
    """Yield the XMP properties of PDF/X-4; the document's id follows from its facts."""
    digest = hashlib.sha256(repr(facts).encode()).digest()
    document = uuid.UUID(bytes=digest[:16], version=5)
    said = {
        "pdfxid:GTS_PDFXVersion": "PDF/X-4",
        "xmp:MetadataDate": facts.day,
        "xmpMM:DocumentID": f"uuid:{document}",
        "xmpMM:VersionID": facts.version or "1",
        "xmpMM:RenditionClass": "default",
    }
    for name, value in said.items():
        prefix = name.partition(":")[0]
        space = f' xmlns:{prefix}="{_OWN[prefix]}"' if prefix in _OWN else ""
        yield f"<{name}{space}>{metadata.escape(value)}</{name}>"


_OWN = {
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
"""Of the properties that no other leaflet has."""


_SCHEMA = f"""<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/X identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_OWN["pdfxid"]}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfxid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>GTS_PDFXVersion</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 15930</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"""
"""The extension schema of what PDF/A does not know."""
