"""Draws the pictures of the README from leaflets that are built for it."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image

import leaflet
from leaflet import named

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


def built(content: str, **how: str) -> bytes:
    """The PDF of a leaflet of this checkout."""
    return leaflet.write(leaflet.compose(leaflet.read(DOCS.parent / content), **how))


def first_page(content: str, theme: str) -> Image.Image:
    """A leaflet's first page in a theme."""
    return pages(built(content, theme=theme), 45)[0]


def draw(content: str, name: str, dots: int, across: int) -> None:
    """All pages of a leaflet, so many in a row."""
    save(sheet(pages(built(content), dots), across), name)


def save(picture: Image.Image, name: str) -> None:
    """A picture in few colours, so that the repository stays small."""
    picture.quantize(96).save(DOCS / name, optimize=True)
    print(DOCS / name)


def main() -> None:
    """Draw every picture anew."""
    DOCS.mkdir(exist_ok=True)
    draw("content.yaml", "leaflet.png", 60, 4)
    draw("examples/gallery.yaml", "gallery.png", 50, 4)
    looks = [first_page("content.yaml", theme) for theme in named.names("theme")]
    save(sheet(looks, len(looks)), "themes.png")


if __name__ == "__main__":
    main()
