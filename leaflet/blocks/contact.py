"""`- contact`: the panel that says how to reach the clinic."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.block import Block
from leaflet.clinic import FILLING
from leaflet.inline import Text
from leaflet.layout.column import Column
from leaflet.layout.slices import WISHED, Slice, bound_to_next, held
from leaflet.text.run import Run


class Contact(Block, frozen=True):
    """The clinic's details; all that are known, in one panel."""

    title: Text | None = None

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the panel: a heading, the clinic's name, and a line for each detail."""
        inner = column.inside("Sect").inset(20, 16)
        styles = column.look.styles
        title = self.title or column.language.label("contact")
        slices = [*inner.heading(title, 2)]
        name = inner.lines(column.clinic.name.text, styles["h4"], inner.node.add("P"))
        slices += [*bound_to_next(name), *inner.gap(4)]
        for key in FILLING[1:]:
            slices += held(self._detail(key, inner), WISHED)
        yield from column.gap(6)
        yield from column.panel(slices, column.look.colours["panel"])
        yield from column.gap(14)

    def _detail(self, key: str, column: Column) -> Iterator[Slice]:
        value = getattr(column.clinic, key)
        if not value:
            return
        runs = (
            [Run(line.text) for line in value]
            if isinstance(value, tuple)
            else [column.details[key]]
        )
        yield from column.labelled(column.language.label(key), runs)
        yield from column.gap(4)
