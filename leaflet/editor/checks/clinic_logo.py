"""The clinic's logo is sharp in print.

A picture made for a screen has too few pixels for paper and looks blurred beside sharp type.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.composition.paper import SHARP
from leaflet.composition.strip import logo_size
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "clinic"
SEVERITY = "note"
SOURCE = "Leaflet's own rule"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw for a logo of pixels with fewer than 200 to a printed inch."""
    clinic = manuscript.own_clinic
    if clinic and clinic.logo and clinic.logo.picture.kind != "svg":
        picture = clinic.logo.picture
        dots = picture.width / logo_size(picture)[0] * 72
        if dots < SHARP:
            problem = f"the logo has {dots:.0f} dots to a printed inch, and will look blurred"
            hint = "use an SVG, or a picture with more pixels"
            yield manuscript.flaw(problem, hint, clinic.logo)
