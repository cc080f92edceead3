"""Tells of what format a file is, and reads it; what cannot be read is refused with a way out."""

from __future__ import annotations

from pathlib import Path, PurePath

from leaflet import limits, shipped
from leaflet.errors import Fault, LeafletError, shown
from leaflet.exchange.parts import Original
from leaflet.source.files import too_large

ENDINGS = {
    **{".html": "html", ".htm": "html", ".xhtml": "html"},
    **{".md": "markdown", ".markdown": "markdown", ".txt": "plain"},
    **{".docx": "docx", ".odt": "odt", ".pdf": "pdf"},
}
"""The reader of a file, by the ending of its name."""
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_AS_DOCX = "open it in Word or LibreOffice, and save it as .docx"


def original(data: bytes, name: str, form: str = "", folder: Path | None = None) -> Original:
    """Read the parts of a file, by the reader of its format; LeafletError where there is none."""
    if len(data) > limits.BROUGHT_BYTES:
        raise LeafletError(too_large(f"`{shown(name, 200)}`", len(data), limits.BROUGHT_BYTES))
    if not data.strip():
        raise LeafletError(Fault("empty-file", f"there is nothing in `{shown(name, 200)}`"))
    reader = shipped.module("exchange/readers", form or _form(data, name))
    found: Original = reader.read(data, folder)
    return found


def _form(data: bytes, name: str) -> str:
    """Return the format of a file: by its first bytes, then by its name."""
    said, ending = f"`{shown(name, 200)}`", PurePath(name).suffix.lower()
    if data.startswith(_OLD_WORD):
        if b"E\0n\0c\0r\0y\0p\0t\0e\0d" in data:
            hint = "open it with its password, and save it without one"
            raise LeafletError(Fault("locked-file", f"{said} is locked by a password", None, hint))
        problem = f"{said} is a Word file of the old kind (.doc)"
        raise LeafletError(Fault("old-format", problem, None, _AS_DOCX))
    if data.startswith(b"{\\rtf"):
        raise LeafletError(Fault("old-format", f"{said} is an RTF file", None, _AS_DOCX))
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK"):
        is_word = b"[Content_Types].xml" in data or b"content.xml" not in data
        return "docx" if is_word else "odt"
    if ending in (".docx", ".odt", ".pdf"):
        problem = f"{said} is no {ending[1:]} file, or is damaged"
        raise LeafletError(Fault("damaged-file", problem, None, "save it anew, and bring that in"))
    if ending in ENDINGS:
        return ENDINGS[ending]
    if data.lstrip()[:1] == b"<":
        return "html"
    if b"\0" in data[:4096]:
        hint = "it takes .docx, .odt, .html, .md, .txt and .pdf"
        raise LeafletError(
            Fault("unknown-format", f"{said} is of a kind that is not read", None, hint)
        )
    if data.lstrip()[:1] == b"{" and b'"resourceType"' in data[:100_000]:
        return "fhir"
    return "plain"
