"""A picture that a content file names, already read and checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from leaflet.errors import LeafletError
from leaflet.graphics import picture
from leaflet.graphics.picture import Picture
from leaflet.source.value import Line

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node
    from leaflet.source.span import Span


class _FileName(Line):
    """The name as it is written."""

    __slots__ = ()
    what = "the name of a picture file"


class PictureFile:
    """A picture and the file that it comes from; equal to any other of the same picture.

    The file lies in the folder of the content file that names it; the command line, and a `Path` in
    a program, may name one anywhere.
    """

    __slots__ = ("path", "picture", "span", "text")
    hint: ClassVar[str] = "write the content into a file beside the picture"
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["picture.png"]}

    def __init__(
        self, text: str, picture: Picture, path: Path | None = None, span: Span | None = None
    ) -> None:
        """Make it of the name as it is written, the checked picture, and where both stand.

        There is no `path` for a picture that comes from no file.
        """
        self.text = text
        self.picture = picture
        self.path = path
        self.span = span

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read the picture whose file `node` names, or return None and note the fault."""
        name = _FileName.from_node(node, reader)
        if name is None:
            return None
        source = node.span.source
        if source.anywhere:
            path = Path(name.text)
            found = reader.attempt(_read, node.span, picture.read_named, path)
        elif source.folder:
            path = source.folder / name.text
            found = reader.attempt(_read, node.span, picture.read, name.text, source.folder)
        else:
            problem = f"{source.name} is in no folder, so it cannot name a picture"
            reader.fault(node.span, "no-folder", problem, source.hint or cls.hint)
            return None
        return cls(name.text, found, path, node.span) if found else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PictureFile) and other.picture == self.picture

    def __hash__(self) -> int:
        return hash(self.picture)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"


def _read(span: Span, read: Callable[..., Picture], *where: str | Path) -> Picture:
    """Read a picture; its faults get the place of its name."""
    try:
        return read(*where)
    except LeafletError as error:
        faults = (fault.at(span.place) for fault in error.faults)
        raise type(error)(*faults) from None
