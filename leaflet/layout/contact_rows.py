"""Draws other contacts than the clinic on a panel: beside each other where there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflet.content.clinic import printed
from leaflet.content.look import Style
from leaflet.content.other_contact import OtherContact
from leaflet.layout import cards
from leaflet.layout.addresses import not_underlined, on_one_line
from leaflet.layout.column import Column, Drawn
from leaflet.layout.grid import INSET
from leaflet.layout.rules import HAIRLINE, rule
from leaflet.layout.slices import Slice, heading_role
from leaflet.layout.strips import bound_to_next, side_by_side
from leaflet.text import fonts
from leaflet.text.lines import natural_width
from leaflet.text.run import Run

ABREAST, GUTTER = 130.0, 18.0
"""The least width of one that has another beside it, and the white between them, in points."""
CALL = 0.4
"""The share that the name and the number of one alone take, with the rest beside them."""


def panel(column: Column, contacts: Sequence[OtherContact], level: int) -> Iterator[Slice]:
    """Yield a panel with contacts, each whole under its name, a heading of `level`."""
    inner = column.inside("Sect")
    column = inner.wide
    place = column.inset(INSET, INSET)
    ways: list[Drawn] = [_rows(contacts, level, count) for count in _abreast(contacts, place)]
    if len(contacts) == 1 and place.width * CALL >= ABREAST:
        ways.append(lambda place: [_beside(contacts[0], place, level)])
    ways.append(_rows(contacts, level, 1))
    yield from column.gap(3 * column.look.quarter)
    yield from cards.panel(column, place.first_fitting(*ways))
    yield from column.gap(4 * column.look.quarter)


def _abreast(contacts: Sequence[OtherContact], column: Column) -> Iterator[int]:
    """Yield how many may stand in a row, the fullest rows first; at least two.

    Each address stands on one line: parted after a full stop it would seem to end there.
    """
    widest = max(_address_widths(contacts, column), default=0.0)
    best = 2 if len(contacts) in (2, 4) else 3
    for count in range(best, 1, -1):
        room = (column.width - GUTTER * (count - 1)) / count
        if len(contacts) >= count and room >= max(ABREAST, widest):
            yield count


def _address_widths(contacts: Sequence[OtherContact], column: Column) -> Iterator[float]:
    body = column.look.styles["body"]
    for contact in contacts:
        for address in filter(None, (contact.email, contact.website, contact.booking)):
            yield natural_width((printed(address),), fonts.family(body.family), body.size)


def _rows(contacts: Sequence[OtherContact], level: int, count: int) -> Drawn:
    """Return what draws so many contacts in a row, with a rule between rows."""

    def drawn(column: Column) -> Iterator[Slice]:
        places = column.split(*[1] * count, gap=GUTTER)
        for first in range(0, len(contacts), count):
            if first:
                yield from column.gap(2 * column.look.quarter)
                yield rule(column, HAIRLINE)
                yield from bound_to_next(column.gap(2 * column.look.quarter))
            row = contacts[first : first + count]
            cells = [
                [*_head(one, place, level, is_alone=len(contacts) == 1), *_details(one, place)]
                for one, place in zip(row, places, strict=False)
            ]
            yield side_by_side(*cells)

    return drawn


def _beside(contact: OtherContact, column: Column, level: int) -> Slice:
    """Return one contact in a row: its name and number, and the rest at their side."""
    first = column.width * CALL
    call = column.inset(0, column.width - first)
    head = [*_head(contact, call, level, is_alone=True)]
    return side_by_side(head, [*_details(contact, column.inset(first + GUTTER))])


def _head(contact: OtherContact, column: Column, level: int, *, is_alone: bool) -> Iterator[Slice]:
    """Yield the name and the phone number, which are larger where no other stands beside them."""
    styles, node = column.look.styles, column.node.add(heading_role(level))
    yield from column.lines(contact.name, _named(styles["h3"], styles["body"], is_alone), node)
    if contact.phone:
        run = printed(contact.phone)
        style = _fitting(column, run, ("h2", "h3") if is_alone else ("h3",))
        yield from not_underlined(column.lines((run,), style, column.node.add("P")))


def _fitting(column: Column, run: Run, steps: tuple[str, ...]) -> Style:
    """Return the first of these styles in which a number has room on one line, or bold body."""
    styles = column.look.styles
    for style in (styles[name] for name in steps):
        if on_one_line(column, run, style) == style:
            return style
    return styles["body"]._replace(bold=True)


def _named(large: Style, body: Style, is_alone: bool) -> Style:
    """Return the style of a name: smaller than the number under it."""
    return large if is_alone else body._replace(bold=True, colour=large.colour)


def _details(contact: OtherContact, column: Column) -> Iterator[Slice]:
    """Yield all other details, one under another."""
    body = column.look.styles["body"]
    for lines in contact.details(column.filling):
        node = column.node.add("P")
        for runs in lines:
            yield from not_underlined(column.lines(runs, body, node))
