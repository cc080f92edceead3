"""Finds alerts, cards with a solid head in red, amber or black, and measures how they are told.

An alert is read in haste and in bad light: words that stand out, a sign whose shape is its own, and
no card beside it that is larger. Lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from leaflet.graphics.colour import BLACK, RGB, apart, lch
from leaflet.measure import boxes
from leaflet.measure.contrast import least_contrast
from leaflet.measure.geometry import Bounds
from leaflet.measure.ground import unpacked
from leaflet.measure.measured import MM, Found, Measured, Requirement
from leaflet.measure.print_lines import PrintedLine
from leaflet.measure.printed import Print
from leaflet.measure.seen import Leaf, Thing

CONTRAST = 7.0
"""The least contrast of the words of a head."""
CLEAR = 3 * MM
"""White outside a card."""

_LEAST_AREA = 60.0
"""The least width of an area; what is narrower is a sign or a bullet."""
_EDGE = 6 * MM
"""What is so near the edge of the page is an area of the cover or the contact."""
_HUES = {"red": 36.0, "amber": 80.0}
_NEAR, _STRONG, _BLACK = 26.0, 50.0, 20.0
"""Degrees from those hues, and the least chroma; the most lightness of a head in black."""
_SAME = 4.0
"""Points by which the head of a card may be narrower than its outline."""
_SIGN = (1.2, 4.0)
"""The height of a sign, in sizes of body text."""
_SQUARE = 1.4
"""A sign is at most so many times as wide as high, or as high as wide."""
_CELLS, _DIFFERENT = 16, 0.08
"""Two signs are compared in so many cells each way; so many of them differ."""


class Alert(NamedTuple):
    """A card with a solid head."""

    leaf: Leaf
    colour: str
    """`red`, `amber` or `black`."""
    head: Bounds
    card: Bounds
    title: tuple[PrintedLine, ...]
    sign: Bounds | None
    fill: RGB
    """The colour of the head."""

    @property
    def is_coloured(self) -> bool:
        """Whether its head is red or amber."""
        return self.colour in _HUES

    @property
    def said(self) -> str:
        """The words of the head."""
        return " ".join(line.text for line in self.title)

    @property
    def area(self) -> float:
        """The area of the card."""
        return (self.card.right - self.card.left) * (self.card.bottom - self.card.top)


def alerts(found: Print) -> Measured:
    """Measure how alerts are told: by words, by signs, and by their place among other cards."""
    wanted = f"words {CONTRAST:g}:1, a sign of its own, no larger card beside"
    rule = Requirement("alerts", wanted, "ISO 3864-1; see docs")
    seen = [alert for leaf in found.leaves for alert in on_page(found, leaf)]
    if not seen:
        return rule.unmeasured("no alerts")
    findings = [one for alert in seen for one in _faults(found, alert)]
    findings += _alike(seen)
    return rule.found(str(len(seen)), findings, alerts=len(seen), places=len(findings))


def on_page(found: Print, leaf: Leaf) -> Iterator[Alert]:
    """Yield the alerts of a page."""
    things = [thing for thing in leaf.things if _is_wide(thing.box, found.size)]
    for thing in things:
        colour = thing.fill and _colour(thing.fill)
        around = [other.box for other in things if _is_card_of(thing.box, other.box)]
        if not (colour and around) or at_edge(thing.box, leaf):
            continue
        if title := [*_title(found, leaf, thing)]:
            card = max(around, key=lambda box: box.bottom - box.top)
            sign = _sign(thing.box, title, leaf.things, found.size)
            yield Alert(leaf, colour, thing.box, card, tuple(title), sign, thing.fill or BLACK)


def _is_wide(box: Bounds, size: float) -> bool:
    return box.right - box.left > boxes.WIDE * size and box.bottom - box.top > boxes.TALL * size


def _colour(fill: RGB) -> str:
    """Return the name of a head's colour, or nothing where it is none of an alert."""
    lightness, chroma, hue = lch(fill)
    if chroma > _STRONG:
        near = (name for name, at in _HUES.items() if apart(hue, at) < _NEAR)
        return min(near, key=lambda name: apart(hue, _HUES[name]), default="")
    return "black" if lightness < _BLACK else ""


def _is_card_of(head: Bounds, card: Bounds) -> bool:
    """Return whether a box is the card that a head closes above: as wide, and higher."""
    return (
        0 <= head.left - card.left < _SAME
        and 0 <= card.right - head.right < _SAME
        and 0 <= head.top - card.top < _SAME
        and card.bottom - head.bottom > 0.1
    )


def at_edge(box: Bounds, leaf: Leaf) -> bool:
    """Return whether a box is an area of the cover or the contact, which go to the edges."""
    trim = leaf.trim
    return box.left - trim.left < _EDGE or trim.right - box.right < _EDGE


def _title(found: Print, leaf: Leaf, head: Thing) -> Iterator[PrintedLine]:
    """Yield the lines of large or bold type that stand on the colour of a head."""
    for line in found.lines:
        is_there = line.page == leaf.number and _holds(head.box, line.ink)
        is_large = is_there and boxes.is_display(line, found.size)
        if is_large and _ground(leaf, line) == _bytes(head.fill):
            yield line


def _ground(leaf: Leaf, line: PrintedLine) -> bytes:
    """Return the colour just before the first word of a line, as red, green and blue."""
    scale, box = leaf.ground.scale, line.ink
    x, y = round((box.left - 1) * scale), round((box.top + box.bottom) / 2 * scale)
    return unpacked(leaf.ground).crop((x, y, x + 1, y + 1)).tobytes()


def _bytes(colour: RGB | None) -> bytes:
    return bytes(round(part * 255) for part in colour or ())


def _holds(box: Bounds, inner: Bounds) -> bool:
    x, y = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return box.left < x < box.right and box.top < y < box.bottom


def _sign(
    head: Bounds, title: Iterable[PrintedLine], things: Iterable[Thing], size: float
) -> Bounds | None:
    """Return where the sign beside the title is, or None."""
    start = min(line.ink.left for line in title)
    for thing in things:
        wide, high = thing.box.right - thing.box.left, thing.box.bottom - thing.box.top
        is_sign = _SIGN[0] * size < high < _SIGN[1] * size and wide < _SQUARE * high < 2 * wide
        if is_sign and _holds(head, thing.box) and thing.box.left < start:
            return thing.box
    return None


def _faults(found: Print, alert: Alert) -> Iterator[Found]:
    least = min(least_contrast(line, alert.leaf) for line in alert.title)
    if least < CONTRAST - 0.01:
        yield _at(alert, f"its head has {least:.1f}:1")
    if alert.sign is None:
        yield _at(alert, "it has no sign")
    if not any(map(str.isalpha, alert.said)):
        yield _at(alert, "it has no word")
    if any(_area(panel.box) > alert.area for panel in _beside(found, alert)):
        yield _at(alert, "a card beside it is larger")
    if any(_crowds(thing, alert.card) for thing in alert.leaf.things):
        yield _at(alert, f"another area is nearer than {CLEAR / MM:g} mm")


def _beside(found: Print, alert: Alert) -> Iterator[boxes.Panel]:
    """Yield the panels beside a red or black card; an amber one is of less haste."""
    if alert.colour == "amber":
        return
    for panel in boxes.panels(found):
        box, card = panel.box, alert.card
        is_level = box.top < card.bottom and box.bottom > card.top
        is_apart = box.right < card.left or box.left > card.right
        is_near = panel.area == found.area_of(alert.leaf.number, card)
        if panel.page == alert.leaf.number and is_near and is_level and is_apart:
            yield panel


def _area(box: Bounds) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _crowds(thing: Thing, card: Bounds) -> bool:
    """Return whether a tinted area stands outside a card, but too near to it."""
    if not thing.fill or min(thing.fill) > 0.985:
        return False
    box = thing.box
    is_area = box.right - box.left > _LEAST_AREA and box.bottom - box.top > CLEAR
    across = max(card.left - box.right, box.left - card.right)
    down = max(card.top - box.bottom, box.top - card.bottom)
    return is_area and 0.1 < max(across, down) < CLEAR


def _alike(seen: list[Alert]) -> Iterator[Found]:
    """Yield a finding for each two alerts of different colours that have one sign."""
    kinds = {alert.colour: alert for alert in seen if alert.sign}
    for one, other in combinations(kinds.values(), 2):
        cells = zip(_shape(one), _shape(other), strict=True)
        if sum(mine != its for mine, its in cells) < _DIFFERENT * _CELLS**2:
            yield _at(other, f"it has the sign of “{one.said}”")


def _shape(alert: Alert) -> list[bool]:
    """Return the sign of an alert in cells, true where it is not the colour of the head."""
    if alert.sign is None:
        return []
    scale = alert.leaf.ground.scale
    left, top, right, bottom = (round(at * scale) for at in alert.sign)
    seen = unpacked(alert.leaf.ground).convert("L").crop((left, top, right, bottom))
    corner = seen.tobytes()[0]
    pixels = [*seen.resize((_CELLS, _CELLS)).tobytes()]
    spread = max(abs(pixel - corner) for pixel in pixels) or 1
    return [abs(pixel - corner) > spread / 2 for pixel in pixels]


def _at(alert: Alert, value: str) -> Found:
    return Found(alert.leaf.number, alert.said, value)
