"""Finds the drawings that come with the program, and gives them other colours.

Each is one SVG in `art/`; every path of it says in `data-slot` what its colour is for.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from leaflet.errors import Fault, LeafletError, meant, shown
from leaflet.graphics import picture
from leaflet.graphics.colour import RGB, hex_of
from leaflet.graphics.picture import Picture

KINDS = ("covers", "exercises", "body", "signs")
"""The folders of the drawings."""
SHAPES = ("wide", "broad", "square", "tall")
"""The shapes that a cover has: 4:3, 5:3, 1:1 and 12:25; any other drawing has one, `wide`."""
SLOTS = ("brand", "brand-mid", "brand-tint", "disc", "accent", "ink", "skin", "skin-2", "paper")
"""What the colours of a drawing are for."""
MIDDLE = (0.5, 0.5)

_FOLDER = Path(__file__).with_name("art")
_FILL = re.compile(r'data-slot="([a-z0-9-]+)" fill="(#[0-9a-f]{6})"')


class Drawing(NamedTuple):
    """A drawing of ours, as it is drawn, and what is known of it."""

    name: str
    """As the user writes it, such as `back-pain`."""
    kind: str
    """One of KINDS."""
    shape: str
    """One of SHAPES."""
    width: float
    height: float
    alt: str
    """What one sees, in English, for who cannot see it."""
    focus: tuple[float, float]
    """The point that is never cut off: its share from the left and from the top."""
    regions: tuple[str, ...]
    """The parts that have a name of their own, of a map of the body."""
    path: Path

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots that it has, in the order of SLOTS."""
        found = {slot for slot, _ in _FILL.findall(self.svg)}
        return tuple(slot for slot in SLOTS if slot in found)

    @property
    def svg(self) -> str:
        """The file as it is."""
        return _text(self.path)


@functools.cache
def names(*kinds: str) -> tuple[str, ...]:
    """Return the names of the drawings of these kinds, or of all, in alphabetical order."""
    found = {each.name for each in _all() if each.kind in (kinds or KINDS)}
    return tuple(sorted(found))


def drawing(name: str, shape: str = "wide") -> Drawing:
    """Return the drawing `name` in a shape, if it has several; LeafletError if there is none."""
    found = {each.shape: each for each in shapes(name)}
    return found.get(shape) or found["wide"]


def shapes(name: str) -> tuple[Drawing, ...]:
    """Return the drawing `name` in all shapes that it has; LeafletError if there is none."""
    found = tuple(each for each in _all() if each.name == name)
    if not found:
        raise LeafletError(refused(name))
    return found


def nearest(name: str, width: float, height: float) -> Drawing:
    """Return the drawing `name` in the shape of which a box cuts off least."""
    wanted = math.log(width / height)
    return min(shapes(name), key=lambda each: abs(math.log(each.width / each.height) - wanted))


def refused(name: str, *kinds: str) -> Fault:
    """Describe that there is no drawing of this name, and which one may be meant."""
    problem = f"there is no picture called `{shown(name)}`"
    all_ = "`leaflet pictures` lists them; the name of a file has its ending, such as `photo.jpg`"
    hint = meant(name, names(*kinds), all_)
    return Fault("unknown-name", problem, None, hint)


def recoloured(drawing: Drawing, colours: Mapping[str, RGB]) -> Picture:
    """Return the drawing with other colours in its slots.

    A slot that is not given keeps the colour it is drawn in.
    """
    fixed = ((slot, hex_of(colour)) for slot, colour in colours.items())
    return _recoloured(drawing, tuple(sorted(fixed)))


@functools.lru_cache(256)
def _recoloured(drawing: Drawing, colours: tuple[tuple[str, str], ...]) -> Picture:
    given = dict(colours)

    def filled(found: re.Match[str]) -> str:
        slot, own = found.groups()
        return found[0].replace(own, given.get(slot, own))

    return picture.read_bytes(_FILL.sub(filled, drawing.svg).encode(), drawing.name)


@functools.cache
def _text(path: Path) -> str:
    return path.read_text("utf-8")


@functools.cache
def _all() -> tuple[Drawing, ...]:
    index = msgspec.json.decode((_FOLDER / "index.json").read_bytes())
    return tuple(_drawing(file, facts) for file, facts in index.items())


def _drawing(file: str, facts: dict[str, Any]) -> Drawing:
    kind, _, stem = file.removesuffix(".svg").partition("/")
    shape = next((s for s in SHAPES[1:] if kind == "covers" and stem.endswith(f"-{s}")), "wide")
    name = stem.removesuffix(f"-{shape}")
    width, height = facts["size"]
    x, y = facts.get("focus", MIDDLE)
    regions = tuple(facts.get("regions", ()))
    path = _FOLDER / file
    return Drawing(name, kind, shape, width, height, facts["alt"], (x, y), regions, path)
