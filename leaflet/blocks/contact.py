"""`- contact`: the panel that says how to reach the clinic."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.block import Block
from leaflet.clinic import FILLING, Clinic
from leaflet.inline import Text
from leaflet.layout.column import Column
from leaflet.layout.slices import WISHED, Slice, bound_to_next, held
from leaflet.reading import Entry, Voice
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
        for key, lines in self._lines(column.clinic, column.details):
            slices += held(inner.labelled(column.language.label(key), lines), WISHED)
            slices += inner.gap(3)
        yield from column.gap(4)
        yield from column.panel(slices, column.look.colours["panel"])
        yield from column.gap(11)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the heading, the clinic, and its details by label."""
        yield "Sect", ""
        yield from voice.says("H2", self.title or voice.language.label("contact"))
        yield "P", voice.clinic.name.text
        for key, lines in self._lines(voice.clinic, voice.details):
            spaced = (lines[0], *(run for line in lines[1:] for run in (Run(" "), line)))
            yield from voice.says("P", (Run(voice.language.label(key) + " "), *spaced))

    def _lines(self, clinic: Clinic, details: dict[str, Run]) -> Iterator[tuple[str, list[Run]]]:
        """Yield each detail that is known, under its key, line by line."""
        for key in FILLING[1:]:
            value = getattr(clinic, key)
            if isinstance(value, tuple) and value:
                yield key, [Run(line.text) for line in value]
            elif value:
                yield key, [details[key]]
