"""Words look in our PDFs as in Chromium: as wide, and with the same ink.

`make torture` tries every script.
"""

import io

import pypdfium2
import pytest
import test_text_layer
import torture
from PIL import Image, ImageChops, ImageOps, ImageStat

from leaflet.composition.imposition import Placed, Side
from leaflet.content import language as languages
from leaflet.graphics.colour import BLACK
from leaflet.layout.slices import Page, StructureNode, Words
from leaflet.publish.pdf import writer
from leaflet.publish.pdf.metadata import Facts
from leaflet.source.value import LanguageTag
from leaflet.text import directions, fonts
from leaflet.text.lines import set_lines
from leaflet.text.run import Run

SAID = {
    tag: text for tag, text in test_text_layer.SAID.items() if tag not in ("mr", "fa", "yo")
} | {
    "zh": "人人有权享有生命、自由和人身安全。",
    "zh-Hant": "人人有權享有生命、自由與人身安全。",
    "ja": "すべて人は、生命、自由と身体の安全。",
    "ko": "모든 사람은 생명과 신체의 자유.",
    "el": "Κάθε άτομο έχει δικαίωμα στη ζωή.",
    "cy": "Mae gan bawb yr hawl i fywyd, ŵyr.",
}
TAGS = SAID if torture.IS_LONG else ("ar", "bn", "km", "th")
SIZE, ROOM = 48, 24
"""Pixels, which are points in our PDFs."""
WIDE, HIGH = 1400, 160
PAGE = """<style>
@font-face {{ font-family: own; src: url(https://fonts.example/{number}); font-weight: 400 }}
body {{ margin: 0 }}
span {{ display: inline-block; padding: {room}px; font: {size}px/2 own; white-space: pre;
  text-rendering: geometricPrecision; text-spacing-trim: space-all }}
span:lang(ja) {{ font-kerning: none }}  /* kana are set solid, as JLREQ has it */
</style><span lang="{tag}" dir="{dir}">{text}</span>"""
MEASURED = """async () => {
  const span = document.querySelector('span')
  await document.fonts.load('48px own', span.textContent)
  const range = document.createRange()
  range.selectNodeContents(span)
  return [range.getBoundingClientRect().width, document.fonts.check('48px own')]
}"""
DIFFERENT = 0.4
"""The share of the ink that may be elsewhere: edges of letters, which each program smooths."""


def line(tag):
    """Our line of words of a language, and the one font that it is set in."""
    try:
        face = languages.load(LanguageTag(tag)).faces_first
    except languages.LeafletError:  # no leaflet is in it, but words of leaflets are
        face = ()
    family = fonts.family("+".join((*face, "plain")))
    (set_line,) = set_lines((Run(SAID[tag]),), family, SIZE, WIDE, tag)
    (font,) = {part.font for part in set_line.fragments}
    return set_line, font


def ink(picture):
    """A picture in grey, cut to its ink."""
    grey = ImageOps.invert(picture.convert("L"))
    return grey.crop(grey.getbbox())


def ours(set_line, tag):
    """The line as pdfium draws our PDF."""
    root = StructureNode("Document")
    node, wide = root.add("P"), max(part.x + part.advance for part in set_line.fragments)
    marks = []
    for part in set_line.fragments:
        x = wide - part.x - part.advance if directions.runs_left(tag) else part.x
        place = (ROOM + x, HIGH / 2)
        marks.append(Words(*place, part.font, SIZE, part.pieces, part.advance, BLACK, node))
    side = Side(WIDE, HIGH, (Placed(0, 0, Page(1, tuple(marks))),))
    pdf = writer.write([side], root, Facts("Shapes", "Nobody", tag))
    with pypdfium2.PdfDocument(pdf) as file:
        return ink(file[0].render(scale=1).to_pil())


def theirs(page, tag, font):
    """The line as Chromium draws it, its width, and whether it is in our font."""
    page.route(
        "https://fonts.example/*",
        lambda route: route.fulfill(
            path=font.path, headers={"Access-Control-Allow-Origin": "*"}, content_type="font/ttf"
        ),
    )
    way = "rtl" if directions.runs_left(tag) else "ltr"
    given = {"number": tag, "room": ROOM, "size": SIZE, "tag": tag, "dir": way, "text": SAID[tag]}
    page.set_content(PAGE.format(**given))
    measured = page.evaluate(MEASURED)
    picture = Image.open(io.BytesIO(page.locator("span").screenshot()))
    page.unroute("https://fonts.example/*")
    return ink(picture), *measured


@pytest.fixture(scope="module")
def tab(chromium):
    context = chromium.new_context(viewport={"width": WIDE, "height": 400})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("tag", TAGS)
def test_a_line_has_the_width_and_the_ink_of_chromium(tag, tab):
    set_line, font = line(tag)
    drawn = ours(set_line, tag)
    seen, width, is_own = theirs(tab, tag, font)
    assert is_own
    assert sum(part.advance for part in set_line.fragments) == pytest.approx(width, rel=0.01)
    assert abs(drawn.width - seen.width) <= 3
    assert abs(drawn.height - seen.height) <= 3
    other = ImageStat.Stat(ImageChops.difference(drawn.resize(seen.size), seen)).mean[0]
    assert other < DIFFERENT * ImageStat.Stat(seen).mean[0]
