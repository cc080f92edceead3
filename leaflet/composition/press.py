"""Prepares pages for a print shop: adds bleed and crop marks, and removes links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple, get_args

from leaflet.composition.imposition import Placed, Side, into_bleed
from leaflet.composition.paper import SHARP as BLURRED
from leaflet.content.sheet import MM, Sheet
from leaflet.errors import Fault, LeafletError, note, shown
from leaflet.layout.slices import (
    Blank,
    Fill,
    Mark,
    PlacedPicture,
    Shape,
    Stroke,
    StructureNode,
    Words,
)

Marks = Literal["none", "crop", "crop+registration"]
MARKS = get_args(Marks)
"""Print shops differ: most set marks of their own, some refuse files that have any."""
GAP = 1 * MM
"""Between the bleed and the marks, and between the marks and the edge of the file."""
LENGTH = 5 * MM
"""Of a crop mark, and the room a registration mark takes."""
MOST = 20.0
"""The widest bleed, in millimetres."""
SHARP = 300.0
"""The pixels of a picture that an inch needs on a press; fewer than BLURRED are noted anyway."""
SAFE = 3.0
"""Millimetres from the cut within which no word should stand: paper shifts under the knife."""
HAIR = 0.25
"""The thinnest rule, in points, that a press holds."""
INCH = 25.4


class Press(NamedTuple):
    """What a print shop wants: bleed, marks and the folds of the sheet."""

    marks: str = "none"
    """One of `none`, `crop` and `crop+registration`."""
    bleed: float | None = None
    """Millimetres that colour runs over the cut; None for what is usual with the paper."""
    folds: tuple[tuple[float, ...], ...] = ()
    """Where each side is folded, in points from its left: `on` sets it."""

    @property
    def over(self) -> float:
        """Width of the bleed, in points."""
        return (self.bleed or 0.0) * MM

    @property
    def room(self) -> float:
        """Distance from the cut to the edge of the file, in points: bleed, then marks."""
        return self.over + (0.0 if self.marks == "none" else LENGTH + 2 * GAP)

    def on(self, sheet: Sheet) -> Press:
        """Return the press settings for a sheet: with its folds, and its bleed unless one is set.

        LeafletError for marks that nobody knows and a bleed that no file can have.
        """
        if self.marks not in MARKS:
            problem = f"there are no marks called `{shown(self.marks)}`"
            hint = f"there are: {', '.join(MARKS)}"
            raise LeafletError(Fault("unknown-name", problem, None, hint, "marks"))
        if not 0 <= (self.bleed or 0) <= MOST:
            problem = f"a bleed of {self.bleed:g} mm is not possible"
            hint = f"write 0 to {MOST:g}; most print shops ask 3"
            raise LeafletError(Fault("out-of-range", problem, None, hint, "bleed"))
        folds = tuple(tuple(accumulate(wide * MM for wide in side[:-1])) for side in sheet.widths)
        bleed = sheet.bleed if self.bleed is None else self.bleed
        return self._replace(bleed=bleed, folds=folds)


def printed(
    sides: Iterable[Side], tree: StructureNode, press: Press
) -> tuple[list[Side], StructureNode]:
    """Return the sides with bleed and marks, and the tree, without links and form fields."""
    root = StructureNode(tree.role, tree.alt, tree.language, tree.attributes)
    places = {tree: root}
    _copy_below(tree, places)
    bled = (into_bleed(side, press.over) for side in sides)
    return [_roomy(side, press.room, places) for side in bled], root


def _copy_below(node: StructureNode, places: dict[StructureNode, StructureNode]) -> None:
    """Copy all below a node; what a link says becomes its parent's own words.

    PDF/X-4 has no annotations where there is ink (ISO 15930-7), and a Link without one is
    none; a form field is nothing on paper. `places` has the copy of the node, and gets what
    stands for each node below.
    """
    copy = places[node]
    for child in node.children:
        if child.role == "Link":
            places[child] = copy
        elif _is_field(child):
            continue
        else:
            places[child] = copy.add(child.role, child.alt, child.language, child.attributes)
        _copy_below(child, places)


def _is_field(node: StructureNode) -> bool:
    """Return whether a node is a form field, or holds nothing else."""
    return node.role == "Form" or (bool(node.children) and all(map(_is_field, node.children)))


def _roomy(side: Side, room: float, places: dict[StructureNode, StructureNode]) -> Side:
    pages = tuple(
        Placed(x + room, y + room, page._replace(marks=tuple(_plain(page.marks, places))))
        for x, y, page in side.pages
    )
    return side._replace(width=side.width + 2 * room, height=side.height + 2 * room, pages=pages)


def _plain(marks: Iterable[Mark], places: dict[StructureNode, StructureNode]) -> Iterator[Mark]:
    """Yield the marks without links and form fields, each attached to the copy of its node."""
    for mark in marks:
        match mark:
            case Blank():
                continue
            case Words(node=StructureNode() as node):
                yield mark._replace(node=places[node], link="")
            case PlacedPicture(node=StructureNode() as node) | Shape(node=StructureNode() as node):
                yield mark._replace(node=places[node])
            case _:
                yield mark


def described(side: Side, press: Press) -> str:
    """Describe the job for a print shop: the trimmed size and the bleed."""
    bleed = press.bleed or 0.0
    unit, size = ("in", INCH) if _is_whole(bleed / INCH * 8) else ("mm", 1.0)
    wide, high, over = (f"{round(mm / size, 3):g}" for mm in (*_cut(side), bleed))
    marks = {"none": "no marks", "crop": "crop marks"}.get(press.marks, "crop and register marks")
    return f"trim {wide} × {high} {unit}, bleed {over} {unit}, {marks}"


def _cut(side: Side) -> tuple[float, float]:
    """Write a width and a height in millimetres."""
    return side.width / MM, side.height / MM


def _is_whole(count: float) -> bool:
    return count > 0 and abs(count - round(count)) < 0.001


def notes(sides: Sequence[Side]) -> Iterator[Fault]:
    """Yield a note for each thing that a print shop may refuse the file for."""
    yield from _coarse(sides)
    lines = [thick for side in sides for thick in _thicknesses(side)]
    if thin := [thick for thick in lines if thick < HAIR]:
        problem, hint = f"a rule is {min(thin):.2f} pt thin", f"under {HAIR} pt it may not print"
        yield note("thin-rule", problem, None, hint)
    for number, side in enumerate(sides, 1):
        near = min(_distances(side), default=SAFE)
        if near < SAFE - 0.05:
            problem = f"side {number} has words {near:.1f} mm from its edge"
            hint = f"keep words {SAFE:g} mm from where it is cut"
            yield note("near-edge", problem, None, hint)


def _coarse(sides: Iterable[Side]) -> Iterator[Fault]:
    """Yield a note for each picture that is sharp enough for an office printer but not a press."""
    coarse: dict[str, float] = {}
    for mark in _marks(sides):
        if isinstance(mark, PlacedPicture):
            name, dots = mark.picture.name, mark.dots
            coarse[name] = min(dots, coarse.get(name, SHARP))
    for name, dots in coarse.items():
        if BLURRED <= dots < SHARP:
            problem = f"`{shown(name)}` has {dots:.0f} dots to a printed inch"
            hint = f"a press wants {SHARP:.0f}: use a larger picture"
            yield note("coarse-picture", problem, None, hint)


def _marks(sides: Iterable[Side]) -> Iterator[Mark]:
    for side in sides:
        for placed in side.pages:
            yield from placed.page.marks


def _thicknesses(side: Side) -> Iterator[float]:
    for mark in _marks([side]):
        match mark:
            case Stroke():
                yield mark.thickness
            case Fill(line=tuple()) | Shape(line=tuple()):
                yield mark.thickness


def _distances(side: Side) -> Iterator[float]:
    """Yield the distance of each text from the nearest edge of its side, in millimetres."""
    for x, y, page in side.pages:
        for mark in page.marks:
            if isinstance(mark, Words):
                left, top = x + mark.x, y + mark.y - mark.font.ascent * mark.size
                low = y + mark.y + mark.font.descent * mark.size
                across = min(left, side.width - left - mark.width)
                yield min(across, top, side.height - low) / MM
