"""`- body_map: …`: a body, a hand, a foot or a face with the places that the text is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.language import Language
from leaflet.content.look import drawing_colours
from leaflet.content.sheet import MM
from leaflet.document.block import Block
from leaflet.document.text_beside import Beside, PictureSide, read_beside, set_beside
from leaflet.document.voice import Entry, Voice
from leaflet.errors import meant, shown
from leaflet.graphics import body
from leaflet.layout import crop
from leaflet.layout.column import Column
from leaflet.layout.slices import Mark, Shape, Slice, StructureNode
from leaflet.layout.strips import bound_to_next
from leaflet.source.value import Name
from leaflet.text.run import Run

HIGH = 60 * MM
LINE = 1.0
"""Thickness of the line around a place, in points."""
View = Literal["front", "back", "face", "hand", "right-hand", "foot", "right-foot"]


class BodyMap(Block, frozen=True):
    """A figure with places of it filled and named; left and right are the patient's own."""

    stays_whole: ClassVar[bool] = True
    """It is never parted from its words, nor from the text beside it."""

    view: Annotated[View, Meta(description="What is seen; `hand` and `foot` are the left ones.")]
    regions: Annotated[
        tuple[Name, ...], Meta(description="The places that are filled, such as `lower-back`.")
    ]
    caption: Annotated[
        Text | None, Meta(description="Words under it, in the place of the names of the places.")
    ] = None
    side: PictureSide = None
    body: Beside = ()

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for each place that the figure has not, and for a side of nothing."""
        known = body.regions(self.view)
        for number, region in enumerate(self.regions):
            if region.text not in known:
                problem = f"`{shown(region.text)}` is no place on the view `{self.view}`"
                near = meant(region.text, known)
                every = f"; there are: {', '.join(known)}" if near.startswith("did") else ""
                yield f"regions[{number}]", "unknown-name", problem, near + every
        if self.side and not self.body:
            hint = "put the blocks that stand beside the figure under `body:`"
            yield "body", "missing-key", "`body` is missing", hint

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the figure with its words, bound to what stands beside it."""
        if self.body:
            yield from set_beside(column, self.body, self.side, self._drawn)
            return
        yield from column.gap(column.look.quarter)
        yield from self._drawn(column, False)
        yield from column.gap(2 * column.look.quarter)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the figure and its words, and what stands beside it."""
        figure = [("Figure", ""), *voice.says("Caption", self._words(voice.language))]
        if self.body:
            yield from read_beside(voice, self.body, figure)
        else:
            yield from figure

    def _drawn(self, column: Column, is_wide: bool) -> Iterable[Slice]:
        """Yield the figure over its words."""
        names = column.language.listed(self._names(column.language))
        alt = column.language.label(f"body_{self.view.replace('-', '_')}", names=names)
        yield from bound_to_next(self._figure(column, column.node.add("Figure", alt=alt)))
        yield from bound_to_next(column.gap(column.look.quarter))
        style = column.look.styles["body"]._replace(bold=not self.caption)
        yield from column.lines(self._words(column.language), style, column.node.add("Caption"))

    def _figure(self, column: Column, node: StructureNode) -> Iterator[Slice]:
        """Yield the figure, its places filled and outlined in ink."""
        look = column.look
        figure = body.figure(self.view, drawing_colours(look) | {"brand-mid": look.colours["mid"]})
        width = min(column.width, HIGH * figure.width / figure.height)
        tall = width * figure.height / figure.width
        marks: list[Mark] = [crop.inside(figure, (column.x, 0.0, width, tall), node)]
        for region in dict.fromkeys(self.regions):
            place = Shape(
                column.x,
                0.0,
                width,
                tall,
                body.region(self.view, region.text),
                look.colours["warm"],
                node,
            )
            marks.append(place._replace(line=look.colours["text"], thickness=LINE))
        yield Slice(tall, tuple(marks))

    def _names(self, language: Language) -> list[str]:
        return [language.region(region.text) for region in dict.fromkeys(self.regions)]

    def _words(self, language: Language) -> Text | tuple[Run, ...]:
        if self.caption:
            return self.caption
        return (Run(language.begun(language.listed(self._names(language)))),)
