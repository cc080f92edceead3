"""Cell: what one cell of a table says, as it is written: words, a list, a picture, ticks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, Self, TypeVar

import msgspec
from msgspec import Meta

from leaflet.content.inline import Cite, Field, Text
from leaflet.content.list_item import LETTERS
from leaflet.content.picture_file import DescribedPicture, PictureFile, PictureName
from leaflet.source.model import Struct
from leaflet.source.nodes import Mapping, Scalar, Sequence
from leaflet.source.value import Line
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node

T = TypeVar("T", bound=Text)

TICK = "[ ]"
"""How a box to tick is written."""
_TICKS = re.compile(r"\s*\[ \]\s*")
_BOXES = re.compile("[☐□]")
"""What is meant for a box to tick too."""
_MARKS = ("only", "except", "needs")


class NotedText(Text):
    """A text in a table; where that has footnotes, `[^a]` in it is the mark of the first."""

    __slots__ = ()
    whole: ClassVar[str] = ""
    """What it is, where it cannot be left out alone."""

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read the text that `node` says; None and a fault if it is none."""
        made = super().from_node(node, reader)
        if made and cls.whole and made.is_optional:
            hint = "give it a `short` form, or mark the whole table"
            problem = f"{cls.whole} cannot be left out"
            reader.fault(node.span, "cannot-be-left-out", problem, hint)
            return None
        return made

    @property
    def noted(self) -> Self:
        """The text, and its short form, with the marks of footnotes in place of citations."""
        wording = self.wording
        if wording:
            short = wording.short and _noted(wording.short)
            wording = msgspec.structs.replace(wording, text=_noted(wording.text), short=short)
        return type(self)(_noted(self).parts, self.span, wording)

    @property
    def notes(self) -> frozenset[str]:
        """The letters of the footnotes that it is marked with, in any of its forms."""
        parts = (part for form in self.forms for part in form.parts)
        return frozenset(part.source for part in parts if isinstance(part, Run) and part.source)


def _noted(text: T) -> T:
    return type(text)(tuple(map(_marked, text.parts)), text.span, text.wording)


def _marked(part: Run | Field | Cite) -> Run | Field | Cite:
    """Return the mark of a footnote for a citation of one letter."""
    if isinstance(part, Cite) and part.source in LETTERS:
        return Run(f"\u00a0{mark(part.source)}", part.bold, keep=True, source=part.source)
    return part


def mark(letter: str) -> str:
    """Write the letter of a footnote as it stands in a cell and before the footnote."""
    return f"[{letter}]"


class CellText(NotedText):
    """The words of a cell, which may be empty."""

    __slots__ = ()
    whole = "one cell of a table"
    may_be_empty = True

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read the words of a cell from `node`; None and a fault if it cannot be one."""
        if isinstance(node, Scalar):
            if not (node.text.strip() or node.comment):
                return cls((), node.span)
            node = node._replace(text=_BOXES.sub(TICK, node.text))
        return super().from_node(node, reader)


class Footnote(NotedText):
    """What stands under a table, after its letter."""

    __slots__ = ()
    whole = "a footnote"


class CellItem(NotedText):
    """An item of a list in a cell."""

    __slots__ = ()

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read an item from `node`; None and a fault if it is none, or a list again."""
        inner = {"items", "bullets", "steps"}
        if isinstance(node, Sequence) or (
            isinstance(node, Mapping) and any(key.text in inner for key, _ in node.entries)
        ):
            problem = "this list stands in a list of a cell"
            hint = "write its items one after another, or make rows of them"
            reader.fault(node.span, "nested-too-deep", problem, hint)
            return None
        made = super().from_node(node, reader)
        if made and _TICKS.search(made.literal):
            problem = "a box to tick stands in the words of a cell, not in its list"
            hint = "write the boxes as the words: `[ ] one [ ] two`"
            reader.fault(node.span, "wrong-kind", problem, hint)
            return None
        return made


class CellPicture(Struct, DescribedPicture, frozen=True):
    """A picture in a cell."""

    main: ClassVar[str] = "picture"

    picture: PictureName | None = None
    file: PictureFile | None = None
    """A file; `picture` takes one too."""
    alt: Annotated[Line | None, Meta(description="What it shows, for who cannot see it.")] = None
    decorative: Annotated[bool, Meta(description="Whether it says nothing.")] = False

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault where there is not one picture, or no `alt`."""
        yield from self.picture_faults()


class Cell(Struct, frozen=True):
    """Words, which may be none, and what else stands in a cell."""

    main: ClassVar[str] = "text"
    """Words alone are enough."""

    text: CellText | None = None
    """Its words; `[ ]` is a box to tick."""
    bullets: Annotated[tuple[CellItem, ...], Meta(description="A list under the words.")] = ()
    steps: Annotated[tuple[CellItem, ...], Meta(description="A list with numbers.")] = ()
    image: Annotated[CellPicture | None, Meta(description="A picture over the words.")] = None
    span: Annotated[int, Meta(ge=1, le=13, description="Columns that a head stands over.")] = 1

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for two lists in one cell."""
        if self.bullets and self.steps:
            problem = "either `bullets` or `steps` may be written, not both"
            yield "steps", "conflicting-keys", problem, "keep one of them"

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read a cell from `node`; None and faults if it cannot be one."""
        match node:
            case Sequence(items=()):  # what YAML makes of `[ ]` outside quotes
                return cls(CellText((Run(TICK),), node.span))
            case Sequence():
                hint = "write a list in a cell as `{bullets: […]}`"
                reader.fault(node.span, "wrong-kind", "a cell is needed here, not a list", hint)
                return None
            case Mapping() if node.get("text") and any(map(node.get, _MARKS)):
                text = CellText.from_node(node, reader)
                return cls(text) if text else None
        return reader.struct(node, cls)

    @property
    def literal(self) -> str:
        """Its words without fields and citations."""
        return self.said.literal

    @property
    def said(self) -> CellText:
        """Its words, which may be none."""
        return self.text or CellText(())

    @property
    def texts(self) -> tuple[NotedText, ...]:
        """All that it says."""
        return (self.said, *self.bullets, *self.steps)

    @property
    def noted(self) -> Self:
        """The cell with the marks of footnotes in place of citations."""
        return msgspec.structs.replace(
            self,
            text=self.text and self.text.noted,
            bullets=tuple(item.noted for item in self.bullets),
            steps=tuple(item.noted for item in self.steps),
        )


def ticked(text: Text) -> tuple[Text, tuple[Text, ...]]:
    """Return the words before the first box to tick, and those after each box."""
    if not _TICKS.search(text.literal):
        return text, ()
    found: list[list[Run | Field | Cite]] = [[]]
    for part in text.parts:
        if not isinstance(part, Run):
            found[-1].append(part)
            continue
        words, *others = _TICKS.split(part.text)
        found[-1].append(part._replace(text=words))
        found += ([part._replace(text=other)] for other in others)
    before, *after = (Text(tuple(_trimmed(parts)), text.span) for parts in found)
    return before, tuple(after)


def _trimmed(parts: list[Run | Field | Cite]) -> Iterator[Run | Field | Cite]:
    """Yield the parts without empty runs, and without blanks at either end."""
    for place, part in enumerate(parts):
        if isinstance(part, Run):
            words = part.text if place else part.text.lstrip()
            words = words if place < len(parts) - 1 else words.rstrip()
            part = part._replace(text=words)
        if not isinstance(part, Run) or part.text:
            yield part
