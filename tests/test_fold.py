"""A simulated fold: paper that is printed, turned, folded and stapled, and then leafed through.

Nothing here knows how pages are imposed. It begins with where marks came to stand on the sides of
the finished leaflet, cuts each side at the folds, and moves strips of paper about.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import pytest
from laid import CLINIC, compose

from leaflet.content import sheet
from leaflet.content.sheet import MM
from leaflet.layout.slices import Words
from leaflet.source import named

PAGES = {name: sheet.load(name) for name in named.names("sheet")}
BOOKLETS = [name for name, paper in PAGES.items() if paper.fold == "saddle"]
ROLLED = [name for name, paper in PAGES.items() if paper.fold == "roll"]
ZIGZAG = [name for name, paper in PAGES.items() if paper.fold == "z"]


class Face(NamedTuple):
    """What a person sees on one face of a strip of paper."""

    number: int
    """Of the page, as its own words tell it."""
    upright: bool = True

    def turned(self) -> Face:
        """Upside down."""
        return self._replace(upright=not self.upright)


class Panel(NamedTuple):
    """A strip of paper between folds: what is printed on its upper and on its lower face."""

    up: Face
    down: Face
    width: float

    def over(self) -> Panel:
        """Turned about an upright line: what was below is above, and still upright."""
        return Panel(self.down, self.up, self.width)


# ---- printing


def words_of(side):
    """Yield the x and the text of each mark with words of the content on a side; in mm."""
    for x, _, page in side.pages:
        for mark in page.marks:
            if isinstance(mark, Words) and mark.node:
                yield (x + mark.x) / MM, "".join(glyph.text for glyph in mark.glyphs)


def faces(side, folds):
    """The faces of a side from left to right, told by the words `Number …` on them."""
    edges = [0.0, *folds, side.width / MM]
    found = []
    for left, right in pairwise(edges):
        here = "".join(text for x, text in words_of(side) if left <= x < right)
        (number,) = {int(part.split()[0]) for part in here.split("Number ")[1:]} or {0}
        found.append(Face(number))
    return found


def printed(front, back, folds, flip):
    """The sheet from a printer that prints both sides; the front lies above.

    It turns the paper about its long or its short edge before it prints the back. About an upright
    edge left and right change places; about a level one the back comes out upside down.
    """
    wide = front.width > front.height
    widths = [b - a for a, b in zip([0.0, *folds], [*folds, front.width / MM], strict=True)]
    above = faces(front, folds)
    mirrored = [front.width / MM - fold for fold in reversed(folds)]
    below = [*reversed(faces(back, mirrored))]
    if (flip == "long") == wide:
        below = [face.turned() for face in faces(back, folds)]
    return [Panel(*each) for each in zip(above, below, widths, strict=True)]


def paper(made, folds, flip=None):
    """The printed sheets, each as the panels of its front from left to right."""
    fronts, backs = made.sides[0::2], made.sides[1::2]
    flip = flip or made.sheet.flip
    return [printed(a, b, folds, flip) for a, b in zip(fronts, backs, strict=True)]


# ---- folding


def turned_over(panels):
    """The open sheet, the other face up."""
    return [panel.over() for panel in reversed(panels)]


def roll(panels):
    """Fold the inside, which lies up: the last panel in over the middle, and the first over both.

    The pile from the top down.
    """
    left, middle, right = panels
    assert right.width <= middle.width  # what is tucked in must not be nipped at the fold
    return [left.over(), right.over(), middle]


def zigzag(panels):
    """Fold the inside, which lies up: the first panel over the second, the third to the back."""
    left, middle, right = panels
    return [left.over(), middle, right.over()]


def stapled(sheets):
    """Lay the sheets in one another, the outermost first, their fronts outside; fold them.

    The leaves of the booklet from the cover on; of a leaf the upper face is read first.
    """
    open_up = [turned_over(panels) for panels in sheets]  # the inside up; the outermost below
    right = [panels[1] for panels in reversed(open_up)]  # the right halves from the top down
    left = [panels[0].over() for panels in open_up]  # folded over: the outermost comes on top
    return [*left, *right]


def leafed(leaves):
    """The faces in the order in which a reader turns them up."""
    return [face for leaf in leaves for face in (leaf.up, leaf.down)]


# ---- what is read


HEAD = f"title: Number 1\n{CLINIC}"
"""Of a leaflet whose cover, which has the first page for itself, tells the number of that."""


def booklet(pages, name, more=""):
    """A booklet of so many pages, each telling its number in words that are part of it.

    `more` is what follows these words on the last of them, in YAML.
    """
    body = "- page_break\n".join(
        f"- paragraph: Number {n} begins here.\n" for n in range(2, pages + 1)
    )
    return compose(body + more, HEAD, sheet=name)


@pytest.mark.parametrize("name", BOOKLETS)
@pytest.mark.parametrize("pages", [4, 8, 12, 16])
def test_the_leaves_of_a_booklet_turn_in_order_and_upright(name, pages):
    made = booklet(pages, name)
    spine = made.sides[0].width / MM / 2
    sheets = paper(made, [spine])
    assert len(sheets) == pages // 4
    assert leafed(stapled(sheets)) == [Face(n) for n in range(1, pages + 1)]


@pytest.mark.parametrize("name", BOOKLETS)
def test_turned_on_the_wrong_edge_every_second_page_of_a_booklet_is_upside_down(name):
    made = booklet(8, name)
    seen = leafed(stapled(paper(made, [made.sides[0].width / MM / 2], flip="long")))
    assert [face.upright for face in seen] != [True] * 8


FOLDED = """\
- heading: Number 2 begins
- page_break
- heading: Number 3 begins
- page_break
- heading: Number 4 begins
- page_break
- heading: Number 5 begins
- contact: {title: Number 6 begins}
"""


def opened(name):
    """The printed sheet, its outside up."""
    made = compose(FOLDED, HEAD, sheet=name)
    widths = made.sheet.widths[0]
    (panels,) = paper(made, [widths[0], widths[0] + widths[1]])
    assert [panel.width for panel in panels] == pytest.approx(widths)
    return panels


@pytest.mark.parametrize("name", ROLLED)
def test_a_rolled_leaflet_opens_leaf_by_leaf_to_its_inside(name):
    outside = opened(name)
    cover, flap, middle = roll(turned_over(outside))
    assert cover.up == Face(1)  # it lies on the rack
    assert middle.down == Face(6)  # turned over, the way to the clinic
    assert [cover.down, flap.up] == [Face(2), Face(5)]  # the cover is opened
    assert [cover.down, middle.up, flap.down] == [Face(2), Face(3), Face(4)]  # and then the flap


@pytest.mark.parametrize("name", ZIGZAG)
def test_a_leaflet_folded_to_and_fro_opens_to_its_inside(name):
    outside = opened(name)
    cover, middle, last = zigzag(turned_over(outside))
    assert cover.up == Face(1)
    assert last.down == Face(6)  # turned over, the way to the clinic
    assert [cover.down, middle.up] == [Face(2), Face(3)]  # the cover is opened
    assert [last.up, middle.down] == [Face(4), Face(5)]  # and the leaf under it, from behind
    assert [panel.up for panel in outside] == [Face(4), Face(5), Face(1)]


@pytest.mark.parametrize("name", [*ROLLED, *ZIGZAG])
def test_the_back_of_each_panel_is_where_the_other_side_has_it(name):
    outside = opened(name)
    inside = turned_over(outside)
    assert [panel.up.upright and panel.down.upright for panel in inside] == [True] * 3
    assert sorted(face.number for panel in inside for face in panel[:2]) == [1, 2, 3, 4, 5, 6]


# ---- what makes it fall into place


@pytest.mark.parametrize("name", ROLLED)
def test_the_panel_that_is_tucked_in_is_narrower_by_2_mm_to_4_mm_or_a_sixteenth_of_an_inch(name):
    outside = opened(name)
    spare = outside[1].width - outside[0].width
    assert outside[1].width == pytest.approx(outside[2].width)
    assert spare == pytest.approx(3) or spare == pytest.approx(25.4 / 16)


@pytest.mark.parametrize("name", BOOKLETS)
def test_the_pages_of_inner_sheets_stand_nearer_to_the_spine(name):
    made = booklet(16, name)
    spine = made.sides[0].width / 2
    for number, side in enumerate(made.sides):
        left, right = side.pages
        creep = number // 2 * 0.1 * MM
        assert spine - left.x - made.sheet.width == pytest.approx(-creep, abs=0.01)
        assert right.x - spine == pytest.approx(-creep, abs=0.01)


def test_trimmed_booklets_have_text_on_one_place_of_every_page():
    made = booklet(16, "a5-booklet")
    spine, caliper = made.sides[0].width / MM / 2, made.sheet.caliper
    ends = set()
    for number, side in enumerate(made.sides):
        pushed = number // 2 * caliper  # the sheets around it push it out of the fold
        cut = 148.5 - 2  # from the spine of the outermost sheet
        left, right = side.pages
        ends.add(round(cut - (right.x / MM - spine) - pushed, 3))
        ends.add(round(cut - (spine - left.x / MM - 148.5) - pushed, 3))
    assert ends == {146.5}


@pytest.mark.parametrize("pages", [2, 3, 5, 6, 7, 9, 13])
def test_a_booklet_is_filled_up_to_whole_sheets(pages):
    made = booklet(pages, "a5-booklet")
    whole = -(-pages // 4) * 4
    assert made.pages == whole
    (note,) = (note for note in made.notes if note.code == "empty-pages")
    assert note.problem.startswith(f"{whole - pages} of {whole} pages ")
    order = [face.number for face in leafed(stapled(paper(made, [148.5])))]
    assert order == [*range(1, pages + 1), *[0] * (whole - pages)]


@pytest.mark.parametrize("pages", [2, 3, 4, 5, 6, 8])
def test_the_contact_panel_of_a_booklet_stands_on_its_back(pages):
    more = "- paragraph: Some more words.\n" * 9
    made = booklet(pages, "a5-booklet", f"{more}- contact: {{title: Come in}}\n")
    assert made.pages % 4 == 0
    back, _ = made.sides[0].pages
    assert back.page.number == made.pages
    assert "Come in" in "".join(text for x, text in words_of(made.sides[0]) if x < 148.5)
