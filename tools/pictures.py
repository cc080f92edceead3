"""Draws the pictures of the README from leaflets that are built for it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

import leaflet

DOCS = Path(__file__).parent.parent / "docs"
GREY = (225, 228, 230)
GAP = 16
"""Pixels round a page."""


def pages(pdf: bytes, dots: int) -> list[Image.Image]:
    """The pages of a PDF as pictures, at so many dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=dots / 72).to_pil() for page in document]


def sheet(pictures: list[Image.Image], across: int) -> Image.Image:
    """The pictures on one grey ground, so many in a row."""
    wide, tall = pictures[0].size
    down = -(-len(pictures) // across)
    ground = Image.new("RGB", (across * (wide + GAP) + GAP, down * (tall + GAP) + GAP), GREY)
    for number, picture in enumerate(pictures):
        row, place = divmod(number, across)
        ground.paste(picture, (GAP + place * (wide + GAP), GAP + row * (tall + GAP)))
    return ground


def main() -> None:
    """Draw every picture anew."""
    DOCS.mkdir(exist_ok=True)
    made = leaflet.compose(leaflet.read(DOCS.parent / "content.yaml"))
    drawn = pages(leaflet.write(made), 60)
    picture = sheet(drawn, 3 if len(drawn) > 4 else len(drawn)).quantize(64)
    picture.save(DOCS / "leaflet.png", optimize=True)
    print(DOCS / "leaflet.png")


if __name__ == "__main__":
    main()
