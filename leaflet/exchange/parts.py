"""Parts: what every reader turns a file into, before it becomes blocks of a leaflet.

Readers only say what stands in the file. What a part means for a leaflet, such as that a box is an
alert, is guessed in one place for all formats: `mapping`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from leaflet.text.run import Script


class Stretch(NamedTuple):
    """Words of one look; a line end in `text` is one that the writer made."""

    text: str
    bold: bool = False
    link: str = ""
    """The address that the words lead to."""
    note: str = ""
    """The id of the note that is called here; there is no text then."""
    script: Script = ""


Stretches = tuple[Stretch, ...]


class HeadingPart(NamedTuple):
    """A heading; the highest level is 1."""

    words: Stretches
    level: int
    is_title: bool = False
    """Whether the file calls it the title of the whole."""


class ParagraphPart(NamedTuple):
    """A paragraph."""

    words: Stretches
    size: float = 0.0
    """The size of its type in points, where the file tells it."""
    is_subtitle: bool = False
    """Whether the file calls it the line under the title."""


class ListEntry(NamedTuple):
    """What stands behind one bullet or number; inner lists are parts of it."""

    parts: tuple[FilePart, ...]


class ListPart(NamedTuple):
    """A list."""

    entries: tuple[ListEntry, ...]
    is_ordered: bool = False
    start: int = 1


class CellPart(NamedTuple):
    """A cell of a table; one that spans others is followed by empty ones."""

    parts: tuple[FilePart, ...]
    is_head: bool = False


class TablePart(NamedTuple):
    """A table; all rows have as many cells."""

    rows: tuple[tuple[CellPart, ...], ...]
    caption: Stretches = ()
    is_merged: bool = False
    """Whether cells were merged, and stand alone now with empty ones beside them."""


class PicturePart(NamedTuple):
    """A picture with its bytes, and what the file says that it shows."""

    data: bytes
    alt: str = ""
    is_decorative: bool = False


class NotePart(NamedTuple):
    """A footnote, an endnote or a source, which stretches call by its id."""

    id: str
    words: Stretches


class BoxPart(NamedTuple):
    """Parts that a frame, a ground or a name of a style sets apart."""

    parts: tuple[FilePart, ...]
    is_quote: bool = False


FilePart = HeadingPart | ParagraphPart | ListPart | TablePart | PicturePart | NotePart | BoxPart

LeftKind = Literal[
    "alt-text",
    "changed-text",
    "comment",
    "contact-label",
    "deleted-text",
    "drawing",
    "embedded-object",
    "equation",
    "fact-label",
    "file-fact",
    "footer",
    "form-field",
    "header",
    "hidden-text",
    "link-address",
    "navigation",
    "page-text",
    "page-title",
    "picture",
    "typed-mark",
    "unreadable-signs",
]
"""Why words are in the report and not in the leaflet; a kind is never given another meaning."""
IN_WORDS: dict[LeftKind, str] = {
    "alt-text": "what a picture shows, in words that a leaflet cannot take",
    "changed-text": "a tracked change, taken into the leaflet as if it were accepted",
    "comment": "a comment",
    "contact-label": "the label of a detail that is in `clinic:` now",
    "deleted-text": "words that a tracked change deletes",
    "drawing": "a drawing",
    "embedded-object": "something of another program",
    "equation": "an equation",
    "fact-label": "the label of a date, a code or a name that has a key of its own now",
    "file-fact": "what the file says of itself",
    "footer": "the foot of pages",
    "form-field": "a field to fill in",
    "header": "the head of pages",
    "hidden-text": "hidden words",
    "link-address": "an address that a leaflet cannot lead to",
    "navigation": "the menu of a web page, or a list of contents",
    "page-text": "what stands around the text of a web page",
    "page-title": "the title that the file gives itself",
    "picture": "a picture that was not taken",
    "typed-mark": "a mark that a block prints by itself, such as Q and A",
    "unreadable-signs": "signs that no font has",
}


class LeftOver(NamedTuple):
    """What a file says and the leaflet does not, with its words and where they stand."""

    kind: LeftKind
    place: str
    words: str
    why: str = ""
    """More about the reason, such as what is wrong with a picture."""


class Original(NamedTuple):
    """What a reader found in one file."""

    parts: tuple[FilePart, ...]
    left: tuple[LeftOver, ...] = ()
    title: str = ""
    """What the file calls itself where no part is the title."""
    language: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    """Keys of a leaflet that the file tells outright, such as `version`, with their values."""
    notes: tuple[str, ...] = ()
    """What else a person should know, in sentences."""
    is_verbatim: bool = False
    """Whether nothing may be guessed or moved, as in what an authority has approved."""


PART_NAMES = {
    HeadingPart: "headings",
    ParagraphPart: "paragraphs",
    ListPart: "lists",
    TablePart: "tables",
    PicturePart: "pictures",
    NotePart: "notes",
    BoxPart: "boxes and quotations",
}
"""What parts are called in the report."""


def text_of(words: Iterable[Stretch]) -> str:
    """Return the plain text of stretches."""
    return "".join(stretch.text for stretch in words)


def texts(parts: Iterable[FilePart]) -> Iterator[str]:
    """Yield the text of every part, in reading order, inner ones too."""
    for part in parts:
        match part:
            case HeadingPart(words=words) | ParagraphPart(words=words) | NotePart(words=words):
                yield text_of(words)
            case ListPart(entries=entries):
                for entry in entries:
                    yield from texts(entry.parts)
            case TablePart(rows=rows, caption=caption):
                yield text_of(caption)
                for cell in (cell for row in rows for cell in row):
                    yield from texts(cell.parts)
            case BoxPart(parts=inner):
                yield from texts(inner)
            case PicturePart(alt=alt):
                yield alt


def inside(part: FilePart) -> Iterator[FilePart]:
    """Yield the parts that stand in a part."""
    match part:
        case ListPart(entries=entries):
            yield from (inner for entry in entries for inner in entry.parts)
        case TablePart(rows=rows):
            yield from (inner for row in rows for cell in row for inner in cell.parts)
        case BoxPart(parts=parts):
            yield from parts


def counted(parts: Iterable[FilePart]) -> Counter[str]:
    """Return how many parts there are of each kind, inner ones too, by the names of the report."""
    found: Counter[str] = Counter()
    for part in parts:
        found[PART_NAMES[type(part)]] += 1
        found += counted(inside(part))
    return found


def joined(words: Iterable[Stretch]) -> Stretches:
    """Return stretches with neighbours of one look joined, blanks as one, and none at the ends."""
    found: list[Stretch] = []
    for look, row in groupby(_spaced(words), lambda each: each._replace(text="")):
        if look.note:
            found += row
        elif text := "".join(each.text for each in row):
            found.append(look._replace(text=text))
    while found and not found[0].note and not found[0].text.strip():
        found.pop(0)
    while found and not found[-1].note and not found[-1].text.strip():
        found.pop()
    if found:
        found[0] = found[0]._replace(text=found[0].text.lstrip())
        found[-1] = found[-1]._replace(text=found[-1].text.rstrip())
    return tuple(found)


def _spaced(words: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield stretches without the blanks that follow a blank or a line end."""
    end = ""
    for stretch in words:
        text = stretch.text.lstrip(" ") if end in (" ", "\n") else stretch.text
        if text or stretch.note:
            yield stretch._replace(text=text)
            end = "" if stretch.note else text[-1]


def in_one_line(paragraphs: Iterable[Stretches]) -> Stretches:
    """Return paragraphs as the words of a heading, which are bold by themselves."""
    words = (each for said in paragraphs for each in (*said, Stretch(" ")))
    return joined(each._replace(bold=False, text=each.text.replace("\n", " ")) for each in words)
