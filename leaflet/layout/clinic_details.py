"""Sets the details of the clinic, one by one, as panels and bands of contact details have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leaflet.content.clinic import PANEL, Clinic, printed
from leaflet.content.look import Style
from leaflet.graphics.colour import RGB
from leaflet.layout.addresses import not_underlined, on_one_line
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.layout.strips import side_by_side
from leaflet.text import fonts
from leaflet.text.lines import natural_width
from leaflet.text.run import Run

CALLED = ("phone", "other_phone")
"""The details that are called."""
WHERE = ("site", "practitioner", "registration", "address")
"""Those that stand under the clinic's name."""
ONLINE = ("email", "website", "booking")
"""Those that are written to or looked at."""
SPOKEN = {"phone", "other_phone", "hours", *WHERE, *ONLINE}
GUTTER = 18.0
"""White between two sites beside each other, in points."""
COMMA = Run(",")
"""Between two lines of an address on one line of print, for the eye alone."""


def inked(column: Column, ink: RGB) -> Column:
    """Return the column with all type in one colour, for words on a ground of the brand."""
    look = column.look
    styles = {name: kind._replace(colour=ink) for name, kind in look.styles.items()}
    return column._replace(look=look._replace(styles=styles))


def to_do(clinic: Clinic) -> str:
    """Return the label that says how to reach the clinic: to call, to write, or to look."""
    way = clinic.way
    if is_reached_at_sites(clinic):
        ways = {site.way for site in clinic.others}
        way = "phone" if "phone" in ways else next(iter(sorted(filter(None, ways))), "phone")
    if not way or way in CALLED:
        return "contact"
    return "contact_email" if way == "email" else "contact_online"


def first(clinic: Clinic) -> tuple[str, ...]:
    """Return the keys of what is seen first: a number or two, or what is in their place."""
    if is_reached_at_sites(clinic):
        return ()
    if clinic.way == "phone":
        return CALLED
    return (clinic.way,) if clinic.way else ()


def is_reached_at_sites(clinic: Clinic) -> bool:
    """Return whether the numbers to call are those of its sites alone, or all ways to reach it."""
    if clinic.way in CALLED:
        return False
    return any(site.phone or not clinic.way for site in clinic.others)


def at_sites(clinic: Clinic) -> Iterator[tuple[Run, Run]]:
    """Yield the name of each site with the number to call there, or what is in its place."""
    for site in clinic.others:
        if site.way:
            yield Run(f"{site.name} ", bold=True), printed(getattr(site, site.way))


def calls_at_sites(column: Column) -> Iterator[Slice]:
    """Yield each site's name over its number, two sites beside each other where there is room."""
    sites, body = [*at_sites(column.clinic)], column.look.styles["body"]
    halves = column.split(1, 1, gap=GUTTER)
    number = column.look.styles["h2" if len(sites) > 1 else "phone"]
    fitting = (on_one_line(halves[0], run, number) == number for _, run in sites)
    is_wide = len(sites) > 1 and all(fitting)
    places = halves if is_wide else [column]
    for start in range(0, len(sites), len(places)):
        yield from column.gap(column.look.quarter if start else 0)
        cells = []
        for (name, run), place in zip(sites[start : start + len(places)], places, strict=False):
            node = place.node.add("P")
            under = place.lines((run,), on_one_line(place, run, number), node)
            cells.append([*place.lines((name,), body, node), *not_underlined(under)])
        yield side_by_side(*cells)


def online(clinic: Clinic) -> tuple[str, ...]:
    """Return the keys of what is written to or looked at, but for what is seen first."""
    return tuple(key for key in ONLINE if key not in first(clinic))


def caption(column: Column, label: str, style: str = "body") -> Iterator[Slice]:
    """Yield what the QR code is for."""
    kind = column.look.styles[style]._replace(bold=True)
    yield from column.lines(column.language.label(label), kind, column.node.add("P"))


def to_scan(details: Mapping[str, Run]) -> tuple[Run | None, str]:
    """Return the address for the QR code and its label, or None."""
    if "booking" in details:
        return details["booking"], "scan_booking"
    return details.get("website"), "scan_website"


def others() -> tuple[str, ...]:
    """Return the details that have no place of their own, and stand after their label."""
    return tuple(key for key in PANEL if key not in SPOKEN)


def said(key: str, clinic: Clinic, details: Mapping[str, Run]) -> list[tuple[Run, ...]]:
    """Return the lines of a detail, each but the last ending in a space, for reading aloud."""
    value = getattr(clinic, key)
    if not value:
        return []
    lines = (
        [Run(line.text, is_detail=True) for line in value]
        if isinstance(value, tuple)
        else [details[key]]
    )
    return [*((line, Run(" ")) for line in lines[:-1]), (lines[-1],)]


def labelled(key: str) -> bool:
    """Return whether a detail stands after its label."""
    return key == "booking" or key in others()


def detail(column: Column, key: str) -> Iterator[Slice]:
    """Yield the lines of a detail, if the clinic has it; an address runs on if room is short."""
    body = column.look.styles["body"]
    lines = said(key, column.clinic, column.filling.clinic)
    if not lines:
        return
    if column.is_close and key == "address":
        lines = _run_on(column, body)
    node = column.node.add("P")
    if labelled(key):
        lines[0] = (column.language.label_run(key), *lines[0])
    for runs in lines:
        linked = column.filling.linked(runs)
        nodes = tuple(None if run == COMMA else node for run in linked)
        yield from not_underlined(column.lines(linked, body, nodes))


def _run_on(column: Column, style: Style) -> list[tuple[Run, ...]]:
    """Return the lines of the address, as many on each line of print as it has room for."""
    rows: list[tuple[Run, ...]] = []
    for line in column.clinic.address:
        joined = (*rows[-1], COMMA, Run(f" {line.text}", is_detail=True)) if rows else ()
        if joined and natural_width(joined, fonts.family(style.family), style.size) <= column.width:
            rows[-1] = joined
        else:
            rows.append((Run(line.text, is_detail=True),))
    return [*((*row, Run(" ")) for row in rows[:-1]), *rows[-1:]]
