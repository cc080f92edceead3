"""`- key_points: …`: what to remember if nothing else is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.voice import Entry, Voice
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice


class KeyPoints(Block, frozen=True):
    """A panel of the main points with bullets; ticks would say yes to each."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    stays_whole: ClassVar[bool] = True

    items: tuple[Text, ...]
    title: Text | None = None

    def takes_margin(self) -> bool:
        """Return whether the panel stands in the margin column too: it does, for its head."""
        return True

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the panel; its title is tagged as a paragraph, because it heads no section."""
        column = column.inside("Sect")
        title = self.title or column.language.label("in_short")

        def head(place: Column) -> Iterator[Slice]:
            return place.lines(title, place.look.styles["h3"], place.node.add("P"))

        def body(place: Column) -> Iterator[Slice]:
            styles = place.look.styles
            even = styles | {"body": styles["body"]._replace(balanced=True)}
            place = place._replace(look=place.look._replace(styles=even))
            return place.listed("•", self.items, None)

        def again(place: Column) -> Iterator[Slice]:
            return place.continued(title, place.look.styles["h3"])

        yield from column.headed_panel(head, body, again, column.look.colours["panel"])

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the title and the points."""
        yield "Sect", ""
        yield from voice.says("P", self.title or voice.language.label("in_short"))
        yield from voice.lists("•", self.items, None)
