"""Detail: what a form and the contact panel need to know about one detail of the clinic."""

from __future__ import annotations

from typing import NamedTuple

from leaflet.content.picture_file import PictureFile
from leaflet.source.value import Colour, Line


class Detail(NamedTuple):
    """One detail, written into the annotation of its field in `Clinic`."""

    title: str
    """Its name on a form; what stands on the leaflet is its label in `languages/`."""
    hint: str
    """What a form says about it."""
    ask: str
    """What a form asks for where nothing, or nothing useful, is written."""
    sign: str = ""
    """The icon before it in the contact panel."""
    stand_in: str = ""
    """What a preview shows while nothing is written; no finished leaflet ever has it."""
    complete: str = "off"
    """What a browser may fill in (HTML, 4.10.18.7)."""
    key: str = ""
    """The name of its field: the key in a file. This and what follows comes from the field."""
    kind: type[Line] | type[PictureFile] = Line
    """What it is, or each of its lines."""
    has_lines: bool = False
    is_needed: bool = False

    @property
    def has_words(self) -> bool:
        """Whether it can fill `{clinic.…}` and be printed: colours and pictures cannot."""
        return not issubclass(self.kind, Colour | PictureFile)

    @property
    def refusal(self) -> str:
        """The code of the fault of a text that is no such detail, or nothing for a picture."""
        return self.kind.code if issubclass(self.kind, Line) else ""

    @property
    def has_link(self) -> bool:
        """Whether it is an address that a phone can follow."""
        return hasattr(self.kind, "link")
