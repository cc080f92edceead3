"""The name of an icon, as a content file has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

from leaflet.graphics import icon
from leaflet.graphics.outline import Outline
from leaflet.source.value import Name

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node


class IconName(Name):
    """The name of an icon that exists."""

    __slots__ = ()
    what = "the name of an icon"
    schema: ClassVar[dict[str, Any]] = {**Name.schema, "examples": ["phone", "heart"]}

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read the name that `node` says, or return None and note the fault."""
        made = super().from_node(node, reader)
        if made and made.text not in icon.names():
            reader.found.append(icon.refused(made.text).at(node.span.place))
            return None
        return made

    @property
    def outline(self) -> Outline:
        """The shape of the icon."""
        return icon.outline(self.text)
