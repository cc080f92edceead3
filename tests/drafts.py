"""Draws PDFs from marks at known places: as ours are made, and as other programs make them."""

import functools
from io import BytesIO

import pikepdf
from reportlab.pdfbase.pdfmetrics import stringWidth

from leaflet.composition.imposition import Placed, Side
from leaflet.content.sheet import MM
from leaflet.graphics.colour import BLACK
from leaflet.layout.slices import Fill, Page, Stroke, StructureNode, Words
from leaflet.publish.pdf import writer
from leaflet.publish.pdf.metadata import Facts
from leaflet.text import fonts
from leaflet.text.shape import shape

WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, TOP, FOOT = 100.0, 60.0, 760.0
SIZE, LEADING = 12.5, 17.0
FULL = "Walking a little every day helps six in ten backs to mend in time"
BRIEF = "Walk a bit"
"""A line that is quickly read."""
TORN = "\N{WORD JOINER}"
"""Ends a line inside of a word: no space is painted after it."""
LAST = "and so does rest at night."


class Draft:
    """Pages in the making, from marks at known places; `blank` ends lines with a space."""

    words, last = FULL, LAST

    def __init__(self, width=WIDTH, height=HEIGHT, blank=False):
        self.size = width, height
        self.blank = blank
        self.root = StructureNode("Document")
        self.pages = [[]]

    def line(self, y, text, node=None, x=LEFT, size=SIZE, colour=BLACK, bold=False):
        """One line of words on the last page."""
        for piece in shape(text, fonts.family("plain"), bold):
            width = piece.advance * size
            words = Words(x, y, piece.font, size, (piece,), width, colour, node)
            self.pages[-1].append(words)
            x += width
        return y

    def block(self, y, *lines, role="P", leading=LEADING, within=None, **look):
        """A block of lines, the first with its baseline on y; where the next may begin."""
        node = (within or self.root).add(role)
        for place, line in enumerate(lines, 1):
            ended = self.blank and place < len(lines) and not line.endswith(TORN)
            self.line(y, line.removesuffix(TORN) + " " * ended, node, **look)
            y += leading
        return y + LEADING / 2

    def group(self, role, within=None):
        """An element that holds others."""
        return (within or self.root).add(role)

    def items(self, y, texts, sign, holder, x=LEFT):
        """Items of a list, a line each, behind a bullet, or behind numbers from `sign` on."""
        for place, text in enumerate(texts):
            item = holder.add("LI")
            label = f"{sign + place}." if isinstance(sign, int) else sign
            self.line(y, label, item.add("Lbl"), x)
            self.line(y, text, item.add("LBody"), x + 14)
            y += 1.2 * LEADING
        return y + LEADING / 2

    def row(self, y, cells, holder, role="TD", bold=False):
        """A row of a table: at each x the lines of a cell."""
        row = holder.add("TR")
        ends = [
            self.block(y, *lines, role=role, within=row, x=x, bold=bold)
            for x, lines in cells.items()
        ]
        return max(ends)

    def box(self, x, y, width, height, fill=None, line=None):
        """A ground, or an outline."""
        box = Fill(x, y, width, height, fill or (1, 1, 1), line=line, thickness=(line and 1) or 0.0)
        self.pages[-1].insert(0, box)

    def rule(self, y, x=LEFT, to=LEFT + 380):
        """A line to write on."""
        self.pages[-1].append(Stroke(x, y, to, y, 0.5, BLACK))

    def fill(self, y=TOP, foot=FOOT, **look):
        """Paragraphs of three lines down to the foot, the last line just on it."""
        while y + 2 * LEADING <= foot:
            y = self.block(y, self.words, self.words, self.last, **look)
        return y

    def page(self):
        """Begin a page; close this one with its furniture."""
        self.close()
        self.pages.append([])

    def close(self):
        """Number the page; a folded side has none."""
        if self.size[0] < self.size[1]:
            self.line(800, f"Page {len(self.pages)}", size=SIZE)

    def pdf(self):
        """The finished file."""
        self.close()
        made = [Page(number, tuple(marks)) for number, marks in enumerate(self.pages, 1)]
        sides = [Side(*self.size, (Placed(0, 0, page),)) for page in made]
        return writer.write(sides, self.root, Facts("A test", "Nobody", "en-GB"))


class Bare(Draft):
    """The same without tags, in Helvetica, painted line by line or word by word."""

    def __init__(self, width=WIDTH, height=HEIGHT, blank=False, by_word=False):
        super().__init__(width, height, blank)
        self.by_word = by_word
        self.drawn = [[]]

    def page(self):
        """Begin a page."""
        super().page()
        self.drawn.append([])

    def line(self, y, text, node=None, x=LEFT, size=SIZE, colour=BLACK, bold=False):
        """One line of words on the last page."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        space = stringWidth(" ", font, size)
        for part in text.split() if self.by_word else [text]:
            self.drawn[-1] += [
                "BT",
                "{:.3f} {:.3f} {:.3f} rg".format(*colour),
                f"/F{int(bold)} {size} Tf {x:.2f} {self.size[1] - y:.2f} Td",
                f"<{part.encode('cp1252').hex()}> Tj ET",
            ]
            x += stringWidth(part, font, size) + space
        return y

    def box(self, x, y, width, height, fill=None, line=None):
        """A ground in one piece; an outline as four thin bars."""
        self._bar(x, y, width, height, fill)
        if line:
            for bar in (
                (x, y, 1, height),
                (x + width - 1, y, 1, height),
                (x, y, width, 1),
                (x, y + height - 1, width, 1),
            ):
                self._bar(*bar, line)

    def _bar(self, x, y, width, height, colour):
        if colour:
            bar = f"{x:.2f} {self.size[1] - y - height:.2f} {width:.2f} {height:.2f} re f"
            self.drawn[-1][:0] = ["{:.3f} {:.3f} {:.3f} rg".format(*colour), bar]

    def rule(self, y, x=LEFT, to=LEFT + 380):
        """A line to write on."""
        self._bar(x, y, to - x, 0.5, BLACK)

    def pdf(self):
        """The finished file."""
        self.close()
        file = pikepdf.new()
        named = {f"/F{bold}": helvetica(bold) for bold in (0, 1)}
        for drawn in self.drawn:
            page = file.add_blank_page(page_size=self.size)
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(named))
            page.Contents = file.make_stream("\n".join(drawn).encode())
        out = BytesIO()
        file.save(out)
        return out.getvalue()


def helvetica(bold):
    """One of the fonts that every reader has."""
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name("/Helvetica-Bold" if bold else "/Helvetica"),
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )


def untagged(pdf):
    """The same file without its tags."""
    with pikepdf.open(BytesIO(pdf)) as file:
        del file.Root.StructTreeRoot
        out = BytesIO()
        file.save(out)
        return out.getvalue()


PROGRAMS = {
    "tagged": functools.partial(Draft, blank=True),
    "bare": functools.partial(Bare, blank=True),
    "words": functools.partial(Bare, by_word=True),
}
"""How programs make files: with tags and without; text in lines with their spaces, or in words."""


def made(program, draw, **size):
    """The file that a program makes of what `draw` draws."""
    draft = PROGRAMS[program](**size)
    draft.words = draft.last = BRIEF
    draw(draft)
    return draft.pdf()
