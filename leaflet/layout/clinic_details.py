"""Sets the details of the clinic, one by one, as panels and bands of contact details have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leaflet.content.clinic import PANEL, Clinic
from leaflet.content.look import Style
from leaflet.graphics.colour import RGB
from leaflet.layout.addresses import not_underlined
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
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
COMMA = Run(",")
"""Between two lines of an address on one line of print, for the eye alone."""


def inked(column: Column, ink: RGB) -> Column:
    """Return the column with all type in one colour, for words on a ground of the brand."""
    look = column.look
    styles = {name: kind._replace(colour=ink) for name, kind in look.styles.items()}
    return column._replace(look=look._replace(styles=styles))


def to_do(clinic: Clinic) -> str:
    """Return the label that says how to reach the clinic: to call, to write, or to look."""
    if not clinic.way or clinic.way in CALLED:
        return "contact"
    return "contact_email" if clinic.way == "email" else "contact_online"


def first(clinic: Clinic) -> tuple[str, ...]:
    """Return the keys of what is seen first: a number or two, or what is in their place."""
    if clinic.way == "phone":
        return CALLED
    return (clinic.way,) if clinic.way else ()


def online(clinic: Clinic) -> tuple[str, ...]:
    """Return the keys of what is written to or looked at, but for what is seen first."""
    return tuple(key for key in ONLINE if key != clinic.way)


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
    lines = [Run(line.text) for line in value] if isinstance(value, tuple) else [details[key]]
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
        joined = (*rows[-1], COMMA, Run(f" {line.text}")) if rows else ()
        if joined and natural_width(joined, fonts.family(style.family), style.size) <= column.width:
            rows[-1] = joined
        else:
            rows.append((Run(line.text),))
    return [*((*row, Run(" ")) for row in rows[:-1]), *rows[-1:]]
