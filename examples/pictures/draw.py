"""Draw the pictures of the examples; run it with a Python that has Pillow."""

from pathlib import Path

from PIL import Image, ImageDraw

SIZE = 900, 600
"""Pixels; on paper 60 mm wide this is 380 dots per inch."""
INK = "#1d3557"
LIGHT = "#a8c5da"


def chair() -> Image.Image:
    """A person on a chair with one leg held out straight."""
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    draw.line([(60, 560), (840, 560)], INK, 6)
    for limb in ([(200, 150), (200, 555)], [(200, 390), (430, 390)], [(420, 390), (420, 555)]):
        draw.line(limb, LIGHT, 26, joint="curve")
    draw.ellipse((230, 60, 330, 160), fill=INK)
    body = [(270, 180), (265, 350), (480, 350)]
    other = [(480, 350), (500, 530), (560, 538)]
    straight = [(480, 350), (760, 335), (775, 275)]
    for limb in (body, other, straight, [(270, 215), (330, 300), (400, 320)]):
        draw.line(limb, INK, 44, joint="curve")
        for x, y in limb:
            draw.ellipse((x - 21, y - 21, x + 21, y + 21), fill=INK)
    return picture


if __name__ == "__main__":
    chair().save(Path(__file__).with_name("chair.png"), optimize=True)
