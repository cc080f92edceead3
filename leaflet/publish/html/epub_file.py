"""Writes a composed leaflet as an e-book (EPUB 3.3) that holds its web page and a list of headings.

The same leaflet gives the same bytes: no part says when it was written.
"""

from __future__ import annotations

import datetime
import uuid
import zipfile
from html import escape
from io import BytesIO

from leaflet.composition.leaflet import Leaflet
from leaflet.publish.html import web_page
from leaflet.publish.html.web_page import WebPage

EPOCH = (1980, 1, 1, 0, 0, 0)
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
ACCESS = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
    (
        "accessibilitySummary",
        "Its words are text in reading order, and its pictures are described.",
    ),
)
"""What it offers to readers with a disability (EPUB Accessibility 1.1, 2)."""
UNDATED = datetime.date(2000, 1, 1)
"""The day of a leaflet that does not say when it was issued."""


def epub_file(leaflet: Leaflet) -> bytes:
    """Return a leaflet as an .epub file."""
    page = web_page.web_page(leaflet)
    files = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": _package(page),
        "EPUB/nav.xhtml": _navigation(page),
        "EPUB/leaflet.xhtml": _document(page, page.body, page.style),
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        _add(archive, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)  # OCF 3.3, 4.2.3
        for name, text in files.items():
            _add(archive, name, text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str, way: int) -> None:
    part = zipfile.ZipInfo(name, EPOCH)
    part.compress_type = way
    archive.writestr(part, text.encode())


def _package(page: WebPage) -> str:
    facts = page.facts
    day = facts.issued or UNDATED
    key = uuid.uuid5(uuid.NAMESPACE_URL, "\n".join((facts.title, facts.author, page.body)))
    access = "".join(f'<meta property="schema:{name}">{said}</meta>\n' for name, said in ACCESS)
    drawn = ' properties="svg"' if "<svg" in page.body else ""
    about = f"<dc:description>{escape(facts.subject)}</dc:description>\n" if facts.subject else ""
    way = f' page-progression-direction="{page.way}"'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" \
xml:lang="{escape(facts.language)}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{key}</dc:identifier>
<dc:title>{escape(facts.title)}</dc:title>
<dc:language>{escape(facts.language)}</dc:language>
<dc:creator>{escape(facts.author)}</dc:creator>
{about}<meta property="dcterms:modified">{day:%Y-%m-%d}T00:00:00Z</meta>
{access}</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="leaflet" href="leaflet.xhtml" media-type="application/xhtml+xml"{drawn}/>
</manifest>
<spine{way}>
<itemref idref="leaflet"/>
</spine>
</package>
"""


def _navigation(page: WebPage) -> str:
    """Return the list of the headings of the first two levels, which readers show as a menu."""
    known = [each for each in page.headings if each[0] <= 2 and each[2]]
    items = "".join(
        f'<li><a href="leaflet.xhtml#{id}">{escape(words)}</a></li>\n' for _, id, words in known
    )
    title = escape(page.facts.title)
    body = f'<nav epub:type="toc"><h1>{title}</h1>\n<ol>\n{items}</ol></nav>\n'
    return _document(page, body, "")


def _document(page: WebPage, body: str, style: str) -> str:
    language = escape(page.facts.language)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
lang="{language}" xml:lang="{language}" dir="{page.way}">
<head>
<title>{escape(page.facts.title)}</title>
<style>{style}</style>
</head>
<body>
{body}</body>
</html>
"""
