"""Draws the pictures of the README and the docs from leaflets that are built for it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
import screen
import shown
from paper import GROUND, Panel, fold, lay, pile, stand, tinted, turned
from PIL import Image, ImageDraw, ImageFont

import leaflet
from leaflet.cli import specimen
from leaflet.content import sheet as sheets
from leaflet.source import named

DOCS = Path(__file__).parent.parent / "docs"
GREY = (225, 228, 230)
GAP = 16
"""Pixels round a page."""
UNIT = 3.0
"""Pixels to a millimetre of the folded sheets, which are drawn at twice their size."""
DOTS = 72
"""Dots to an inch of the examples of the docs."""
INK = (38, 50, 56)


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


class Table:
    """A ground on which sheets of paper are laid out, in millimetres."""

    def __init__(self, wide: float, tall: float) -> None:
        self.ground = Image.new("RGB", (round(wide * UNIT), round(tall * UNIT)), GROUND)
        face = DOCS.parent / "fonts" / "LeafletPlain_400Regular.ttf"
        self.font = ImageFont.truetype(face, round(13 * UNIT))

    def put(self, picture: Image.Image, left: float, foot: float) -> None:
        """A picture with its left lower corner there."""
        lay(self.ground, picture, round(left * UNIT), round(foot * UNIT) - picture.height)

    def say(self, words: str, middle: float, top: float) -> None:
        """Words under the middle of a thing."""
        at = (middle * UNIT, (top + 15) * UNIT)
        ImageDraw.Draw(self.ground).text(at, words, INK, self.font, anchor="mt", align="center")


def on_paper(content: str, name: str) -> list[Image.Image]:
    """The printed sides of a leaflet on a sheet, at UNIT."""
    return pages(built(content, sheet=name), UNIT * 25.4)


def draw_sheets(content: str) -> None:
    """What one content becomes: flat, as a booklet, and folded to panels."""
    table = Table(1240, 660)
    _draw_flat(table, content, 330)
    _draw_booklet(table, on_paper(content, "a5-booklet"), 745, 330)
    _draw_folded(table, on_paper(content, "trifold-dl"), sheets.load("trifold-dl"), 612)
    wide, tall = table.ground.size
    save(table.ground.resize((wide // 2, tall // 2), Image.LANCZOS), "sheets.png", 224)


def _draw_flat(table: Table, content: str, foot: float) -> None:
    first, second, *_ = on_paper(content, "a4")
    table.put(second, 42, foot - 8)
    table.put(first, 28, foot)
    table.say("A4 handout", 140, foot)
    table.put(on_paper(content, "large-print")[0], 276, foot)
    table.say("Large print", 381, foot)
    table.put(on_paper(content, "poster-a4")[0], 510, foot)
    table.say("Poster", 615, foot)


def _draw_booklet(table: Table, sides: list[Image.Image], left: float, foot: float) -> None:
    """The front, and the spread in the middle of the innermost sheet."""
    wide, tall = sides[0].size
    front = sides[0].crop((wide // 2, 0, wide, tall))
    bound = tinted(front, ((0, 0.82), (0.03, 0.97), (0.08, 1), (1, 1)))
    table.put(pile(bound, [(6, 0), (4, 0), (2, 0)]), left, foot)
    table.say("A5 booklet", left + 74, foot)
    spine = ((0, 1), (0.42, 0.99), (0.49, 0.9), (0.5, 0.74), (0.51, 0.92), (0.56, 1), (1, 1))
    spread = tinted(sides[-1], spine)
    table.put(pile(spread, [(2, 4), (0, 2)]), left + 174, foot + 1)
    table.say("open in the middle", left + 174 + 148, foot)


def _draw_folded(table: Table, sides: list[Image.Image], sheet: sheets.Sheet, foot: float) -> None:
    """Both sides flat with their folds, the sheet half opened, and folded."""
    top = foot - sheet.page[1]
    for side, widths, left, words in zip(
        sides, sheet.widths, (28, 365), ("Tri-fold, outside", "inside"), strict=True
    ):
        table.put(side, left, foot)
        for x in (left + widths[0], left + widths[0] + widths[1]):
            fold(table.ground, x * UNIT, top * UNIT, sheet.page[1] * UNIT, UNIT)
        table.say(words, left + 148, foot)
    _draw_standing(table, _panels(sides[1], sheet.widths[1]), (850, foot - 22))
    table.say("half opened", 865, foot)
    cover = _panels(sides[0], sheet.widths[0])[-1]
    closed = tinted(cover, ((0, 0.86), (0.04, 1), (1, 1)))
    table.put(pile(closed, [(4, 0), (2, 0)]), 1090, foot)
    table.say("folded to DL", 1140, foot)


def _panels(side: Image.Image, widths: tuple[float, ...]) -> list[Image.Image]:
    """The panels of a side, from left to right."""
    edges = [0, widths[0], widths[0] + widths[1], sum(widths)]
    return [
        side.crop((round(a * UNIT), 0, round(b * UNIT), side.height)) for a, b in pairwise(edges)
    ]


def _draw_standing(table: Table, panels: list[Image.Image], at: tuple[float, float]) -> None:
    """The inside of the tri-fold, its outer panels turned to whoever reads it."""
    left, middle, right = panels
    near = turned((0, 0), left.width, 142)
    far = turned((middle.width, 0), right.width, 58)
    made = [
        Panel(middle, (0, 0), (middle.width, 0), (0.93, 0.97)),
        Panel(left, near, (0, 0), (1.0, 0.95)),
        Panel(right, (middle.width, 0), far, (0.84, 0.9)),
    ]
    stand(table.ground, made, left.height, (at[0] * UNIT - middle.width / 2, at[1] * UNIT))


def save(picture: Image.Image, name: str, colours: int = 96) -> None:
    """A picture in few colours, so that the repository stays small."""
    picture.quantize(colours).save(DOCS / name, optimize=True)
    print(DOCS / name)


def draw_examples() -> None:
    """The examples of the docs, each cut to what it shows; several pages are shown whole."""
    for each in shown.examples():
        if each.picture:
            made = each.composed()
            _, page, *others = pages(leaflet.write(made), DOTS)
            if others:
                drawn = sheet([small(one) for one in (page, *others)], 1 + len(others))
            else:
                drawn = page.crop([round(at * DOTS / 72) for at in shown.box(made)])
            save(drawn, f"{each.picture}.png")


def draw_looks() -> None:
    """The first and an inner page of a leaflet in each theme, and in other colours."""
    for each in shown.looks():
        first, inner, *_ = pages(leaflet.write(each.composed()), 42)
        save(sheet([first, inner], 2), f"{each.picture}.png", 64)


def small(page: Image.Image) -> Image.Image:
    """A page at a third of its size."""
    return page.resize((page.width // 3, page.height // 3), Image.LANCZOS)


def main() -> None:
    """Draw every picture anew."""
    DOCS.mkdir(exist_ok=True)
    draw("content.yaml", "leaflet.png", 60, 4)
    draw("examples/gallery.yaml", "gallery.png", 50, 4)
    looks = [first_page("content.yaml", theme) for theme in named.names("theme")]
    save(sheet(looks, len(looks)), "themes.png")
    draw_sheets("content.yaml")
    save(screen.clinic(), "page.png")
    specimen_pages = pages(leaflet.write(leaflet.compose(specimen.pictures())), 50)
    save(sheet(specimen_pages, len(specimen_pages)), "pictures-all.png")
    draw_examples()
    draw_looks()


if __name__ == "__main__":
    main()
