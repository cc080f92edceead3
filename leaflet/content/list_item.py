"""ListItem: the words of an item of a list, and a list of its own under them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, ClassVar, Self

from msgspec import Meta

from leaflet.content.inline import Text
from leaflet.content.part import Part
from leaflet.errors import shown
from leaflet.source.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node

LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""The labels of a list with letters, which has as many items at most."""
KEYS = ("text", "short", "items", "body", "only", "except", "needs")
"""Of which an item has some that is written with keys."""
NO_THIRD = "make two lists of it: one list may stand in another, and no third in that"


class Subitem(Text):
    """An item of a list inside an item: words, and no third list."""

    __slots__ = ()

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read the words; None and a fault if they are none, or hold a list of their own."""
        if _has_list(node):
            problem = "this list stands in a list that stands in a list"
            reader.fault(node.span, "nested-too-deep", problem, NO_THIRD)
            return None
        return super().from_node(node, reader)


class ListItem(Part, frozen=True):
    """An item of a list; a list of its own may stand under its words."""

    main: ClassVar[str] = "text"
    """A plain text is enough."""
    leads_to: ClassVar[tuple[str, ...]] = ("items",)

    text: Text
    items: Annotated[
        tuple[Subitem, ...], Meta(description="A list under the words, which has no list in it.")
    ] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is words and nothing else."""
        return not self.items

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read an item; None and a fault that shows how one with a list of its own is written."""
        if found := _sublist(node):
            lead, items = found
            problem = "a list stands here without the words that lead in to it"
            if lead:
                problem = f"`{shown(lead, 30)}` is an item with a list of its own"
            reader.fault(node.span, "wrong-kind", problem, f"write `{_written(lead, items)}`")
            return None
        if isinstance(node, Mapping) and not any(node.get(key) for key in KEYS):
            reader.scalar(node, "text")
            return None
        return reader.struct(node, cls)


ListedItem = Text | ListItem
"""What a list is made of."""


def size(items: Iterable[ListedItem]) -> int:
    """Return the number of items, those of inner lists too."""
    return sum(1 + (0 if isinstance(item, Text) else len(item.items)) for item in items)


def _sublist(node: Node) -> tuple[str, Sequence] | None:
    """Return the lead-in and the items of a list that is written in a way that people try."""
    match node:
        case Sequence():
            return "", node
        case Mapping(entries=((Scalar() as key, Sequence() as items),)) if key.text != "items":
            return key.text, items
    return None


def _has_list(node: Node) -> bool:
    values = [value for _, value in node.entries] if isinstance(node, Mapping) else [node]
    return any(isinstance(value, Sequence) for value in values)


def _written(lead: str, items: Sequence) -> str:
    """Return how the item is written, with the first words of its list."""
    said = [shown(item.text, 30) for item in items.items[:2] if isinstance(item, Scalar)]
    inner = ", ".join([*said, *(["…"] if len(items.items) > len(said) else [])])
    return f"- {{text: {shown(lead, 30) or 'the words above'}, items: [{inner}]}}"
