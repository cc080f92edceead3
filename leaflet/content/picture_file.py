"""A picture that a content file names, already read and checked; a file, or one of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from msgspec import Meta

from leaflet.errors import LeafletError
from leaflet.graphics import drawings, picture
from leaflet.graphics.drawings import Drawing
from leaflet.graphics.picture import Picture
from leaflet.source.value import Line

if TYPE_CHECKING:
    from leaflet.graphics.colour import RGB
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node
    from leaflet.source.span import Span


ENDINGS = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp")
FEWEST = 3
"""Letters of words that say what a picture shows."""
FocusPoint = Annotated[
    tuple[Annotated[float, Meta(ge=0, le=1)], ...],
    Meta(description="What is never cut off: its share from the left and from the top."),
]


def focus_faults(point: tuple[float, ...]) -> Iterator[tuple[str, str, str, str]]:
    """Yield a fault for a point that has not two numbers."""
    if point and len(point) != 2:
        hint = "write such as [0.5, 0.3]: half from the left, a third from the top"
        yield "focus", "wrong-count", "a point has two numbers", hint


def alt_faults(
    alt: Line | None, named: PictureFile, way_out: str = ""
) -> Iterator[tuple[str, str, str, str]]:
    """Yield a fault where nobody says in words what a picture shows (PDF/UA-1, 7.3)."""
    sentence = "say in a sentence what the picture shows"
    if alt is None:
        if not (isinstance(named, PictureName) and named.alt):
            yield "alt", "missing-key", "`alt` is missing", f"{sentence}{way_out}"
    elif _is_file_name(alt.text, named.text):
        yield "alt", "empty-description", "this is the name of a file", sentence
    elif sum(map(str.isalpha, alt.text)) < FEWEST:
        yield "alt", "empty-description", "this does not say what the picture shows", sentence


def _is_file_name(words: str, file: str) -> bool:
    name = PurePath(file.replace("\\", "/"))
    same = words.casefold() in (file.casefold(), name.name.casefold(), name.stem.casefold())
    return same or words.casefold().endswith(ENDINGS)


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


NO_PICTURE = frozenset({"no", "none", "false", "off", "null", "plain"})
"""Words that say that there is to be no picture."""
NO_PICTURE_HINT = "delete it where there is no picture; for a plain cover write `{layout: plain}`"


class PictureName(PictureFile):
    """A drawing of ours by its bare name, `back-pain`, or a file by one with an ending."""

    __slots__ = ("drawing",)
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["back-pain", "photo.jpg"]}

    def __init__(
        self,
        text: str,
        picture: Picture,
        path: Path | None = None,
        span: Span | None = None,
        drawing: Drawing | None = None,
    ) -> None:
        super().__init__(text, picture, path, span)
        self.drawing = drawing

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read the picture that `node` names, or return None and note the fault."""
        name = _FileName.from_node(node, reader)
        if name is None:
            return None
        if PurePath(name.text).suffix or "/" in name.text or "\\" in name.text:
            return super().from_node(node, reader)
        if name.text.lower() in NO_PICTURE:
            problem = f"there is no picture called `{name.text}`"
            reader.fault(node.span, "unknown-name", problem, NO_PICTURE_HINT)
            return None
        if name.text not in drawings.names():
            reader.found.append(drawings.refused(name.text).at(node.span.place))
            return None
        drawing = drawings.drawing(name.text)
        drawn = drawings.recoloured(drawing, {})
        return cls(name.text, drawn, None, node.span, drawing)

    def coloured(
        self, colours: Mapping[str, RGB], size: tuple[float, float] | None = None
    ) -> Picture:
        """Return a drawing in these colours, in its best shape for a box; a file as it is."""
        if not self.drawing:
            return self.picture
        drawing = drawings.nearest(self.text, *size) if size else self.drawing
        return drawings.recoloured(drawing, colours)

    @property
    def alt(self) -> str:
        """What one sees on a drawing of ours; nothing is known of a file."""
        return self.drawing.alt if self.drawing else ""

    def focus(self, size: tuple[float, float]) -> tuple[float, float]:
        """Return the point of a drawing, in its best shape for a box, that is never cut off."""
        return drawings.nearest(self.text, *size).focus if self.drawing else drawings.MIDDLE


def _read(span: Span, read: Callable[..., Picture], *where: str | Path) -> Picture:
    """Read a picture; its faults get the place of its name."""
    try:
        return read(*where)
    except LeafletError as error:
        faults = (fault.at(span.place) for fault in error.faults)
        raise type(error)(*faults) from None


class DescribedPicture:
    """What a struct has that names one picture, by `picture` or by `file`, and says what it shows.

    The struct has the fields `picture`, `file`, `alt` and `decorative`.
    """

    __slots__ = ()
    if TYPE_CHECKING:
        picture: PictureName | None
        file: PictureFile | None
        alt: Line | None
        decorative: bool

    def picture_faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault where there is not one picture, or no `alt` (PDF/UA-1, 7.3)."""
        if not (self.picture or self.file):
            hint = "write the name of a drawing, as `leaflet pictures` lists them, or of a file"
            yield "picture", "missing-key", "`picture` is missing", hint
            return
        if self.picture and self.file:
            problem = "either `picture` or `file` may be written, not both"
            yield "file", "conflicting-keys", problem, "keep one of them"
        if self.decorative and self.alt:
            problem = "a decorative picture is not read aloud, so it has no `alt`"
            yield "alt", "conflicting-keys", problem, "delete `alt`, or `decorative`"
        elif not self.decorative:
            yield from alt_faults(self.alt, self.named, ", or write `decorative: yes`")

    @property
    def named(self) -> PictureFile:
        """The picture, by whichever key it is named."""
        named = self.picture or self.file
        if named is None:
            raise TypeError(f"{type(self).__name__} without a picture")
        return named

    @property
    def said(self) -> str:
        """What it shows in words; nothing for decoration."""
        if self.decorative:
            return ""
        return self.alt.text if self.alt else self.picture.alt if self.picture else ""
