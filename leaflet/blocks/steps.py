"""`- steps: …`: what to do, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, NamedTuple, Self

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.list_item import LETTERS, NO_THIRD, ListItem, size
from leaflet.content.look import Style
from leaflet.content.sheet import MM
from leaflet.document import block as blocks
from leaflet.document.block import Block
from leaflet.document.ordered import Ordered
from leaflet.document.voice import Entry, Voice
from leaflet.graphics.colour import BLACK, WHITE, contrast
from leaflet.layout import lists
from leaflet.layout.column import Column, Drawn
from leaflet.layout.grid import NUMERAL
from leaflet.layout.slices import Fill, Mark, Slice, StructureNode, moved
from leaflet.layout.strips import bound_to_next, trimmed
from leaflet.source.nodes import Mapping, Node
from leaflet.source.span import Span
from leaflet.source.walk import walk

if TYPE_CHECKING:
    from leaflet.source.model import Reader

DISC = 7.5 * MM
"""Diameter of the disc behind a number."""
ASIDE = 4.0
"""White between a number and the edge of its disc, in points."""
OUTSIDE = ("steps", "heading", "page_break", "contact", "columns", "faqs", "contents", "tear_off")
"""Blocks that a step cannot hold."""


class StepItem(ListItem, frozen=True):
    """A step: its words, a list under them, and blocks such as a picture."""

    body: Annotated[
        tuple[Block, ...], Meta(description="Blocks of the step, under its words and its list.")
    ] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is words and nothing else."""
        return not (self.items or self.body)

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read a step; a block beside its words is a fault that shows where it stands."""
        keys = node.entries if isinstance(node, Mapping) else ()
        own = ("text", *cls.__struct_fields__)
        beside = [key for key, _ in keys if key.text in blocks.names() and key.text not in own]
        if not beside or not isinstance(node, Mapping) or not node.get("text"):
            return super().from_node(node, reader)
        for key in beside:
            problem = f"the block `{key.text}` stands beside the words of a step"
            hint = f"write it under `body:`, as `- {key.text}: …`"
            reader.fault(key.span, "unknown-key", problem, hint)
        return None

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for each block that a step cannot hold, and for a third list in lists."""
        if len(self.items) > len(LETTERS):
            problem = f"the step has a list of {len(self.items)} items, and letters end with z"
            yield "items", "wrong-count", problem, "make several steps of it"
        for number, one in enumerate(self.body):
            where = f"body[{number}]"
            if found := next((each for each in walk(one, Block) if each.word in OUTSIDE), None):
                hint = "end the list before it; the next goes on with `continues: yes`"
                if found.word == "steps":
                    hint = "write what is done in turn here as the step's `items:`"
                yield where, "wrong-kind", f"a step cannot hold a block `{found.word}`", hint
            elif any(item.items for item in walk(one, ListItem)):
                problem = "this list stands in a step and has a list in it"
                yield where, "nested-too-deep", problem, NO_THIRD


class Steps(Ordered, frozen=True):
    """A numbered list with an optional lead-in."""

    main: ClassVar[str] = "items"
    """A plain list is enough."""

    items: tuple[StepItem, ...]
    intro: Text | None = None

    @property
    def listed(self) -> tuple[ListItem, ...]:
        """The steps."""
        return self.items

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the lead-in, bound to the first step, and the steps.

        Steps of words alone, or few with lists in them, do not cross a fold.
        """
        slices = self._slices(column.prose)
        is_plain = all(step.is_plain for step in self.items)
        if any(step.body for step in self.items):
            yield from slices
        elif column.is_folded and is_plain:
            yield from column.in_one_piece(slices)
        else:
            yield from lists.kept(column, slices, size(self.items))

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the lead-in and the list; the blocks of a step come after its words."""
        if self.intro:
            yield from voice.says("P", self.intro)
        yield "L", ""
        for number, step in enumerate(self.items, self.first_number):
            yield from (("LI", ""), ("Lbl", self._label(number)))
            yield from voice.item(step, lists.number_of if self.letters else lists.letter_of)
            yield from voice.flow(step.body)

    def _label(self, number: int) -> str:
        return LETTERS[number - 1].upper() if self.letters else str(number)

    def _slices(self, column: Column) -> Iterator[Slice]:
        yield from lists.leading_in(column, self.intro)
        listing = lists.listing(column.node, "UpperAlpha" if self.letters else "Decimal")
        labels = [self._label(number) for number in range(self.first_number, self.last_number + 1)]
        numerals = _Numerals.of(column, labels, lists.counted if self.letters else lists.lettered)
        steps = zip(labels, self.items, strict=True)
        drawn = [[*numerals.step(*step, listing.add("LI"))] for step in steps]
        apart = 4 if any(step.body for step in self.items) else 2
        yield from lists.spaced(column, drawn, column.quarters(apart))
        yield from column.gap(numerals.body.after)


class _Numerals(NamedTuple):
    """Discs with numbers or letters on a column, each `wide` and `tall` points."""

    column: Column
    inner: lists.Inner
    """What draws the list in a step."""
    body: Style
    wide: float
    tall: float

    @classmethod
    def of(cls, column: Column, labels: list[str], inner: lists.Inner) -> _Numerals:
        """Return the discs for these numbers or letters."""
        body = column.look.styles["body"]
        bold = body._replace(bold=True)
        widest = max(column.widths(label, bold)[1] for label in labels)
        tall = max(DISC, body.leading + 2)
        return cls(column, inner, body, max(tall, widest + 2 * ASIDE), tall)

    def step(self, label: str, step: StepItem, node: StructureNode) -> Iterator[Slice]:
        """Yield the disc with the words beside it, at least as high as the disc."""
        over = (self.tall - self.body.leading) / 2
        sign = [*self._disc(), *self._number(label, node.add("Lbl"))]
        first, *others = self._told(step, node.add("LBody"))
        tall = over + self.body.leading if others else self.tall
        lowered = (moved(mark, 0, over) for mark in first.marks)
        yield first._replace(height=tall, marks=(*sign, *lowered))
        yield from others

    def _told(self, step: StepItem, node: StructureNode) -> Iterator[Slice]:
        """Yield the words of a step, its list and its blocks, all beside the disc."""
        column = self.column.inset(NUMERAL + self.wide - DISC)
        yield from lists.told(column, step, node, self.inner)
        if step.body:
            wide = self.column._replace(node=node)
            yield from bound_to_next(column.gap(2 * column.look.quarter))
            yield from wide.first_fitting(_flow_of(step, column.x - wide.x), _flow_of(step, 0))

    def _disc(self) -> Iterator[Mark]:
        ink, round = self.column.look.colours["marker"], self.tall / 2
        yield Fill(self.column.x, 0, self.wide, self.tall, ink, round, round)

    def _number(self, number: str, node: StructureNode) -> Iterator[Mark]:
        disc = self.column.look.colours["marker"]
        ink = max(WHITE, BLACK, key=lambda ink: contrast(ink, disc))
        style = self.body._replace(bold=True, colour=ink)
        room = self.wide - self.column.widths(number, style)[1]
        (line,) = self.column.inset(room / 2).lines(number, style, node)
        yield from (moved(mark, 0, (self.tall - style.leading) / 2) for mark in line.marks)


def _flow_of(step: StepItem, indent: float) -> Drawn:
    """Return what draws the blocks of a step so many points further in."""
    return lambda column: trimmed(column.inset(indent).flow(step.body))
