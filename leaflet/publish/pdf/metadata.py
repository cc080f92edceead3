"""Writes title, author and language into the catalogue, the Info dictionary and XMP.

Info and XMP say the same (ISO 19005-2, 6.6.3). The identifiers claim PDF/UA-1 and PDF/A-2a.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from leaflet.publish.pdf.file import (
    File,
    PdfDictionary,
    PdfName,
    PdfReference,
    PdfStream,
    array,
    deflated,
    dictionary,
)

PRODUCER = "Leaflet"


class Facts(NamedTuple):
    """The facts of a leaflet for catalogues and screen readers."""

    title: str
    author: str
    language: str
    subject: str = ""
    keywords: tuple[str, ...] = ()
    code: str = ""
    version: str = ""
    issued: datetime.date | None = None
    goes_left: bool = False
    """Whether the language is written from right to left."""

    @property
    def day(self) -> str:
        """The beginning of the day of issue as XMP writes it, or nothing if there is none."""
        return f"{self.issued.isoformat()}T00:00:00Z" if self.issued else ""


def info(facts: Facts) -> PdfDictionary:
    """Return the Info dictionary (ISO 32000-1, 14.3.3)."""
    date = f"D:{facts.issued.isoformat().replace('-', '')}000000Z" if facts.issued else None
    return dictionary(
        Title=facts.title,
        Author=facts.author,
        Subject=facts.subject or None,
        Keywords=", ".join(facts.keywords) or None,
        Creator=PRODUCER,
        Producer=PRODUCER,
        CreationDate=date,
        ModDate=date,
    )


def output_intent(file: File) -> PdfDictionary:
    """Return the output intent sRGB (ISO 19005-2, 6.2.3)."""
    return dictionary(
        Type=PdfName("OutputIntent"),
        S=PdfName("GTS_PDFA1"),
        OutputConditionIdentifier="sRGB IEC61966-2.1",
        Info="sRGB IEC61966-2.1",
        DestOutputProfile=file.add(_srgb()),
    )


@functools.cache
def _srgb() -> PdfStream:
    return deflated(Path(__file__).with_name("srgb.icc").read_bytes(), N=3)


class Claims(NamedTuple):
    """The standards that a file claims, and its output intents."""

    intents: Callable[[File], tuple[PdfDictionary, ...]]
    properties: tuple[str, ...] = ()
    """Of XMP, beside those that every leaflet has."""
    schemas: str = ""
    """The extension schemas that PDF/A asks of them (ISO 19005-2, 6.6.2.3)."""


def archive() -> Claims:
    """Return the claims PDF/UA-1 and PDF/A-2a, in sRGB."""
    return Claims(lambda file: (output_intent(file),))


def catalogue(
    file: File, facts: Facts, claims: Claims, **entries: PdfReference | None
) -> PdfDictionary:
    """Return the document catalogue; `entries` are what it leads to, such as Pages."""
    return dictionary(
        Type=PdfName("Catalog"),
        Lang=facts.language,
        MarkInfo=dictionary(Marked=True),
        ViewerPreferences=dictionary(
            DisplayDocTitle=True, Direction=PdfName("R2L") if facts.goes_left else None
        ),
        Metadata=file.add_own(xmp_stream(facts, claims)),
        OutputIntents=array(*(file.add(intent) for intent in claims.intents(file))),
        **entries,
    )


def xmp_stream(facts: Facts, claims: Claims) -> PdfStream:
    """Return the XMP packet as a stream, which is not compressed so that any program finds it."""
    return PdfStream(xmp(facts, claims), Type=PdfName("Metadata"), Subtype=PdfName("XML"))


def xmp(facts: Facts, claims: Claims) -> bytes:
    """Return the XMP packet (ISO 16684-1), with the extension schema PDF/A asks of pdfuaid."""
    subjects = "".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in facts.keywords)
    properties = (
        _alternative("dc:title", facts.title),
        f"<dc:creator><rdf:Seq><rdf:li>{escape(facts.author)}</rdf:li></rdf:Seq></dc:creator>",
        f"<dc:language><rdf:Bag><rdf:li>{facts.language}</rdf:li></rdf:Bag></dc:language>",
        _alternative("dc:description", facts.subject),
        f"<dc:subject><rdf:Bag>{subjects}</rdf:Bag></dc:subject>" if subjects else "",
        _simple("dc:identifier", " ".join(filter(None, (facts.code, facts.version)))),
        _simple("pdf:Keywords", ", ".join(facts.keywords)),
        _simple("pdf:Producer", PRODUCER),
        _simple("xmp:CreatorTool", PRODUCER),
        _simple("xmp:CreateDate", facts.day),
        _simple("xmp:ModifyDate", facts.day),
        *claims.properties,
    )
    packet = _PACKET.replace("{schemas}", claims.schemas)
    return packet.replace("{properties}", "\n".join(filter(None, properties))).encode()


def escape(text: str) -> str:
    """Escape text for XML; the standard library's function imports a network stack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _simple(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _alternative(name: str, value: str) -> str:
    if not value:
        return ""
    item = f'<rdf:li xml:lang="x-default">{escape(value)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>"


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{properties}
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>{schemas}</rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
