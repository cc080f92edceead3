"""Measures whether anything on a page with an alert looks like a pale alert, or like its words.

With a red brand a panel in a tint of it is taken for a warning, and a warning for a panel. So do
colours near that of an alert stay in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.graphics.colour import RGB, difference, hex_of, lch
from leaflet.measure import boxes
from leaflet.measure.alerts import Alert, at_edge, on_page
from leaflet.measure.geometry import Bounds
from leaflet.measure.measured import Found, Measured, Requirement, at
from leaflet.measure.printed import Print
from leaflet.measure.seen import Thing

ALERTS = (0.64, 0.09, 0.1), (1.0, 0.72, 0.11)
"""Red and amber."""
SOLID = 25.0
"""How different a panel or a word is from the solid colour of an alert, at least (CIEDE2000)."""
TINT = 6.0
"""And the ground of a panel from the tinted ground of an alert."""
PALE = 60.0
"""The lightness of a ground that a panel may have; a darker one is a head, or an area."""
NEAR = 6.0
"""Points from the edge of a panel to the bar at its side."""
TALL = 0.8
"""The share of the panel's height that such a bar has."""


class _Ground(NamedTuple):
    """A panel with the colour of its ground; whether it is an alert, by its outline or bar."""

    panel: boxes.Panel
    colour: RGB
    alert: bool


def alert_tints(found: Print) -> Measured:
    """Find panels and words that look like an alert and are none."""
    wanted = f"panels {TINT:g} from tinted alerts, panels and words {SOLID:g} from solid ones"
    rule = Requirement("alert-tints", f"{wanted} (CIEDE2000)", "Leaflet’s own rule; see docs")
    grounds = [*_grounds(found)]
    alerts = [alert for leaf in found.leaves for alert in on_page(found, leaf) if alert.is_coloured]
    told = [ground for ground in grounds if ground.alert]
    others = [ground for ground in grounds if not ground.alert]
    pairs = [(one, other) for one in told for other in others]
    apart = [difference(one.colour, other.colour) for one, other in pairs]
    if not alerts and not pairs:
        return rule.found("no alerts in colour")
    findings = [
        _at(other, f"its ground is {each:.1f} from that of “{one.panel.lines[0].text}”")
        for (one, other), each in zip(pairs, apart, strict=True)
        if each < TINT
    ]
    findings += [place for alert in alerts for place in _like(found, alert, others)]
    value = f"least {min(apart):.1f}" if apart else "no tinted alert"
    return rule.found(value, findings, places=len(findings), least=min(apart, default=0.0))


def _grounds(found: Print) -> Iterator[_Ground]:
    """Yield the panels that stand on a pale ground of their own."""
    for panel in boxes.panels(found):
        fill, edge = panel.look
        leaf = found.leaves[panel.page - 1]
        is_pale = fill and min(fill) < 0.995 and lch(fill).lightness > PALE
        if fill and is_pale and not at_edge(panel.box, leaf):
            bars = (_bar(thing, panel.box) for thing in leaf.things)
            is_alert = any(_is_red(each) for each in (edge, *bars) if each)
            yield _Ground(panel, fill, is_alert)


def _is_red(colour: RGB) -> bool:
    """Return whether a colour is taken for the red or the amber of alerts."""
    return any(difference(colour, alert) < SOLID for alert in ALERTS)


def _bar(thing: Thing, box: Bounds) -> RGB | None:
    """Return the colour of a thing that is the bar at the side of a box."""
    high = min(thing.box.bottom, box.bottom) - max(thing.box.top, box.top)
    is_tall = high > TALL * (box.bottom - box.top)
    is_at = abs(thing.box.left - box.left) < NEAR and thing.box.right - box.left < 2 * NEAR
    return thing.fill if is_tall and is_at else None


def _like(found: Print, alert: Alert, others: list[_Ground]) -> Iterator[Found]:
    """Yield what on the page of an alert looks like its solid colour."""
    solid = alert.fill
    for ground in others:
        is_there = ground.panel.page == alert.leaf.number
        if is_there and (each := difference(ground.colour, solid)) < SOLID:
            yield _at(ground, f"its ground is {each:.1f} from “{alert.said}”")
    cards = [each.card for each in on_page(found, alert.leaf)]
    for line in found.lines:
        inside = any(_holds(card, line.ink) for card in cards)
        if line.page == alert.leaf.number and not inside:
            worst = min(line.words, key=lambda word: difference(word.style.colour, solid))
            if (each := difference(worst.style.colour, solid)) < SOLID:
                yield at(line, f"{hex_of(worst.style.colour)} is {each:.1f} from “{alert.said}”")


def _holds(box: Bounds, inner: Bounds) -> bool:
    x, y = (inner.left + inner.right) / 2, (inner.top + inner.bottom) / 2
    return box.left < x < box.right and box.top < y < box.bottom


def _at(ground: _Ground, value: str) -> Found:
    return at(ground.panel.lines[0], value)
