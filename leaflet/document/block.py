"""Block: one piece of a leaflet's body, named in YAML and drawn on a column."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Protocol

from msgspec import Meta

from leaflet import shipped
from leaflet.content.acceptance import Acceptance
from leaflet.content.part import Part
from leaflet.document import other_words
from leaflet.errors import meant
from leaflet.source.model import Reader
from leaflet.source.nodes import Mapping, Node, Scalar

if TYPE_CHECKING:
    from leaflet.document.voice import Entry, Voice
    from leaflet.layout.column import Column
    from leaflet.layout.slices import Slice


SLIP = "tear_off"
"""The block that is torn off at the foot of the last page."""


class Above(Protocol):
    """What a block stands under: a column, or the voice of a reader."""

    @property
    def level(self) -> int:
        """The level of the heading above."""

    @property
    def floor(self) -> int:
        """The level of the heading that the whole flow stands under."""


class Block(Part, frozen=True, kw_only=True):
    """The base of all blocks, one file each in `blocks/`, named as it is written."""

    word: ClassVar[str] = ""
    """What it is called in YAML: the name of its module, such as `icon_array`."""

    stays_whole: ClassVar[bool] = False
    """Whether it stays on one page unless `keep` says other."""

    ends_alone: ClassVar[bool] = False
    """Whether no imprint follows it where it is the last."""

    keep: Annotated[
        Literal["together", "apart"] | None,
        Meta(description="Keeps the block on one page, or lets a page end inside it."),
    ] = None
    accept: Acceptance | None = None

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.word = cls.__module__.rpartition(".")[2]

    @property
    def is_whole(self) -> bool:
        """Whether it stays on one page."""
        return self.keep == "together" or (self.stays_whole and not self.keep)

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the slices that show the block, top to bottom."""
        raise NotImplementedError

    def level_after(self, above: Above) -> int:
        """Return the level of the heading that what follows the block stands under."""
        return above.level

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the block as it is read aloud: roles and texts in reading order."""
        raise NotImplementedError

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Block | None:
        """Read a block from `node`: `- heading: …`, or a bare name such as `- contact`."""
        if cls is not Block:
            return reader.struct(node, cls)
        if isinstance(node, Scalar) and node.text in names():
            return reader.struct(Mapping((), node.span), named(node.text))
        if not (isinstance(node, Mapping) and node.entries):
            hint = "begin with its name, such as `- paragraph: …`"
            reader.fault(node.span, "wrong-kind", "a block is needed here, and this is none", hint)
            return None
        (key, value), *more = node.entries
        if key.text not in names():
            problem = f"`{reader.shown(key.text)}` is not a block"
            hint = other_words.written(key.text) or meant(
                key.text, names(), "`leaflet blocks` lists them all"
            )
            reader.fault(key.span, "unknown-block", problem, hint)
            return None
        for other, _ in more:
            problem = f"`{reader.shown(other.text)}` stands beside the block `{key.text}`"
            reader.fault(
                other.span,
                "key-beside-block",
                problem,
                "a new block begins with `- `; a key of this one stands further in",
            )
        return reader.struct(value, named(key.text))

    @classmethod
    def items_from_one(cls, node: Node, reader: Reader) -> tuple[Block | None, ...] | None:
        """Read a text that stands where blocks are expected as one paragraph."""
        if isinstance(node, Scalar) or (isinstance(node, Mapping) and node.get("text")):
            return (reader.struct(node, named("paragraph")),)
        return None


def names() -> tuple[str, ...]:
    """Return the names of all blocks, in alphabetical order."""
    return shipped.module_names("blocks")


@functools.cache
def named(name: str) -> type[Block]:
    """Return the class of the block `name`, from `blocks/<name>.py`."""
    module = shipped.module("blocks", name)
    found: type[Block] = getattr(module, name.title().replace("_", ""))
    return found
