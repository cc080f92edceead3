"""Writes form fields: widgets that are filled in on a screen (ISO 32000-1, 12.7).

Each has a name of its own, a tooltip and an appearance, and none has an action; viewers draw what
is typed in a font that is embedded for that (ISO 19005-2, 6.4.1 and PDF/UA-1, 7.18).
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import NamedTuple

from leaflet.layout.slices import Blank
from leaflet.publish.pdf.file import (
    File,
    PdfDictionary,
    PdfName,
    PdfReference,
    PdfStream,
    array,
    deflated,
    dictionary,
    number,
)
from leaflet.publish.pdf.glyphs import EmbeddedFont
from leaflet.text import fonts

FONT = "Typed"
"""The name of the font for what is typed, in the resources of the form."""
LATIN = (
    *(range(0x20, 0x7F), range(0xA0, 0x250), range(0x1E00, 0x1F00)),
    *(range(0x2010, 0x2027), range(0x2030, 0x203B), range(0x20A0, 0x20C0)),
)
"""The characters of it: letters of all languages in Latin script, marks and signs of money."""
MULTILINE, DO_NOT_SCROLL = 1 << 12, 1 << 23
"""Flags of text fields (12.7.4.3): no more can be typed than what is printed."""
PRINTED = 4
"""The flag of an annotation that is printed (12.5.3)."""
OVER = 1.5
"""The height of a field on a line, in sizes of its type."""
EDGE = 3.0
"""From the outline of a room to the field in it, in points."""
TICK = ((0.22, 0.52), (0.42, 0.3), (0.8, 0.74))
"""The corners of a tick, in widths of its box from its lower left corner."""
PEN = 0.1
"""The thickness of its stroke, in widths of the box."""


class FieldBox(NamedTuple):
    """The rectangle of a field on its page, in points from the lower left corner."""

    left: float
    low: float
    width: float
    height: float


class Fields:
    """Gathers the form fields of a file."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.widgets: list[PdfReference] = []
        self.names: Counter[str] = Counter()

    def add(
        self, blank: Blank, page: PdfReference, height: float
    ) -> tuple[PdfReference, PdfDictionary]:
        """Add the field of a blank on a page `height` points high; return its widget."""
        box = _box(blank, height)
        own = self._ticked(box) if blank.kind == "tick" else self._typed(blank, box)
        widget = dictionary(
            Type=PdfName("Annot"),
            Subtype=PdfName("Widget"),
            T=self._name(blank.name),
            TU=blank.name,
            F=PRINTED,
            P=page,
            Rect=array(box.left, box.low, box.left + box.width, box.low + box.height),
            **own,
        )
        reference = self.file.add(widget)
        self.widgets.append(reference)
        return reference, widget

    def form(self) -> PdfReference | None:
        """Add the form of all fields (12.7.2), if there are any."""
        if not self.widgets:
            return None
        resources = dictionary(Font=dictionary(**{FONT: self._font}))
        return self.file.add(dictionary(Fields=array(*self.widgets), DR=resources))

    @cached_property
    def _font(self) -> PdfReference:
        font = fonts.family("noto").regular[0]
        characters = (chr(code) for codes in LATIN for code in codes)
        return EmbeddedFont(font, FONT).add_whole(self.file, characters)

    def _name(self, name: str) -> str:
        """Return a name that no other field has; full stops part names of fields (12.7.3.2)."""
        plain = name.replace(".", " ").strip()
        self.names[plain] += 1
        count = self.names[plain]
        return plain if count == 1 else self._name(f"{plain} ({count})")

    def _typed(self, blank: Blank, box: FieldBox) -> dict[str, PdfName | PdfDictionary | int | str]:
        """Return the entries of a text field (12.7.4.3), empty."""
        lines = MULTILINE if blank.kind == "room" else 0
        resources = dictionary(Font=dictionary(**{FONT: self._font}))
        empty = _appearance(box, b"/Tx BMC\nEMC", Resources=resources)
        return {
            "FT": PdfName("Tx"),
            "Ff": lines | DO_NOT_SCROLL,
            "DA": f"/{FONT} {number(blank.size)} Tf 0 g",
            "AP": dictionary(N=self.file.add(empty)),
        }

    def _ticked(self, box: FieldBox) -> dict[str, PdfName | PdfDictionary | int | str]:
        """Return the entries of a check box (12.7.4.2.3), not ticked."""
        corners = [(x * box.width, y * box.height) for x, y in TICK]
        path = " ".join(
            f"{number(x)} {number(y)} {'l' if count else 'm'}"
            for count, (x, y) in enumerate(corners)
        )
        drawn = f"q {number(PEN * box.width)} w 1 J 1 j 0 G {path} S Q".encode()
        states = dictionary(
            Yes=self.file.add(_appearance(box, drawn)), Off=self.file.add(_appearance(box, b""))
        )
        off = PdfName("Off")
        return {"FT": PdfName("Btn"), "V": off, "AS": off, "AP": dictionary(N=states)}


def _box(blank: Blank, height: float) -> FieldBox:
    """Return where a field stands: close over its line, or within the outline of its box."""
    low = height - blank.y - blank.height
    match blank.kind:
        case "line":
            return FieldBox(blank.x, low, blank.width, min(blank.height, OVER * blank.size))
        case "room":
            inside = (blank.width - 2 * EDGE, blank.height - 2 * EDGE)
            return FieldBox(blank.x + EDGE, low + EDGE, *inside)
        case "tick":
            return FieldBox(blank.x, low, blank.width, blank.height)


def _appearance(box: FieldBox, content: bytes, **entries: PdfDictionary) -> PdfStream:
    """Return a form XObject as large as a field (12.5.5)."""
    return deflated(
        content,
        Type=PdfName("XObject"),
        Subtype=PdfName("Form"),
        BBox=array(0, 0, box.width, box.height),
        **entries,
    )
