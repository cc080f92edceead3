"""Reads YAML text as nodes that remember their place; the only import of yaml.

Every text stays as it is written: `01632` is not a number, `9:30` not a time, `NO` not false.
Aliases, anchors, tags, a key written twice and a second document are refused, and so is what
would silently lose a word. The tree is built from the parser's events: nothing recurses.
"""

from __future__ import annotations

import os
import re
import sys
from bisect import bisect_right
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from leaflet import limits
from leaflet.errors import Fault, FileError, LeafletError, Place, shown
from leaflet.source.files import file_bytes, too_large
from leaflet.source.span import Argument, Source, Span
from leaflet.source.syntax import repaired, syntax_fault, too_deep, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator


class Scalar(NamedTuple):
    """A text as it is written in the file."""

    text: str
    span: Span
    comment: str = ""
    """The `# …` that stands where the text should be: an unquoted colour, most often."""
    keeps_lines: bool = False
    """Whether each line end is meant: behind `|`, with `\\n`, or in a text that a program gave."""
    printed: str = ""
    """What a translation prints for what is read in a form of its own, such as a dose."""

    def step(self, start: int, end: int) -> None:
        """Nothing stands inside a text."""


class Sequence(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    span: Span

    def step(self, start: int, end: int) -> tuple[int, Node] | None:
        """Return the number and the node of the item that holds these offsets."""
        at = bisect_right(self.items, start, key=lambda item: item.span.start) - 1
        return (at, self.items[at]) if at >= 0 and self.items[at].span.reaches(start, end) else None


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file; no key occurs twice."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """Return the value of a key."""
        return next((node for name, node in self.entries if name.text == key), None)

    def step(self, start: int, end: int) -> tuple[str, Node] | None:
        """Return the key that stands at these offsets or holds them, and its value."""
        at = bisect_right(self.entries, start, key=lambda entry: entry[0].span.start) - 1
        if at < 0 or (start, end) == (self.span.start, self.span.end):
            return None
        key, value = self.entries[at]
        return (key.text, value) if key.text and value.span.reaches(start, end) else None


Node = Scalar | Sequence | Mapping

_STEP = re.compile(r'\.?(?P<key>[\w-]+)|\[(?P<item>\d+)\]|\["(?P<quoted>(?:[^"\\]|\\.)*)"\]')


def find(node: Node | None, path: str) -> Node | None:
    """Return what stands at a path such as `items[1].answer` below `node`, or None."""
    for step in _STEP.finditer(path):
        if isinstance(node, Mapping):
            node = node.get(step["key"] or re.sub(r"\\(.)", r"\1", step["quoted"] or ""))
        elif isinstance(node, Sequence) and step["item"]:
            node = dict(enumerate(node.items)).get(int(step["item"]))
        else:
            return None
    return node


# ---- from a file to text


def read_file(
    path: str | os.PathLike[str], limit: int = limits.CONTENT_BYTES, folder: Path | None = None
) -> Node:
    """Read a content file; `-` is standard input.

    What it names lies in `folder`, which is that of the file unless it is given. Raises
    LeafletError, and FileError for the file.
    """
    if str(path) == "-":
        if sys.stdin is None or getattr(sys.stdin, "closed", False):
            raise FileError(Fault("stream-closed", "standard input is closed"))
        return read(sys.stdin.buffer.read(limit + 1), "<standard input>", limit, folder)
    return read(file_bytes(Path(path), limit), str(path), limit, folder or Path(path).parent)


_OTHER_FILES = (
    (b"PK\x03\x04", "a Word or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "a Word file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF file"),
)
_AS_UTF8 = "in the editor, choose Save As and the encoding UTF-8"


def _decode(data: bytes, name: str) -> str:
    whole = Place(name)
    for start, kind in _OTHER_FILES:
        if data.startswith(start):
            hint = "`leaflet bring` makes a leaflet of it"
            problem = f"this is {kind}, not plain text"
            raise LeafletError(Fault("not-plain-text", problem, whole, hint))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) * 4 > len(data[:200]):
        problem = "this file is saved as UTF-16 (“Unicode”), or is no text at all"
        raise LeafletError(Fault("wrong-encoding", problem, whole, _AS_UTF8))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The excerpt shows a replacement character: a guess at the old encoding could mislead.
        rest = error.object  # without the byte order mark, as `start` is
        before = len(rest[: error.start].decode())
        place = Source(name, rest.decode(errors="replace")).place(before)
        problem = f"the character here (byte {rest[error.start]:02X}) is not saved as UTF-8"
        raise LeafletError(Fault("wrong-encoding", problem, place, _AS_UTF8)) from None


# Bidirectional controls can make a line read otherwise than it is stored (CVE-2021-42574); the
# marks U+061C, U+200E and U+200F only order what is beside them, and are not printed.
# U+2028 and U+2029 would end a line for libyaml, but in no editor.
_REFUSED = re.compile(
    "([\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    "\u2028-\u202e\u2066-\u2069\ufffe\uffff\U0001fffe-\U0010ffff]"
    # Of the planes above only the last two characters; as single ones they would be slow to search.
    + "(?<!["
    + "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(2, 17))
    + r"]))\1*"
)


def _hidden(char: str) -> str:
    """Say what kind of refused character this is."""
    if char in "\u2066\u2067\u2068\u2069" or "\u202a" <= char <= "\u202e":
        kind = "a hidden sign that changes the direction of writing"
    elif char in "\u2028\u2029\ufeff":
        kind = "a hidden separator"
    else:
        kind = "a character that cannot be printed"
    return f"{kind} (U+{ord(char):04X})"


def refused(source: Source) -> list[Fault]:
    """Return a fault for each character that cannot be printed, or that hides what is written."""
    found = islice(_REFUSED.finditer(source.text), limits.FAULTS)
    hint = "delete it: go behind it and press Backspace"
    return [
        Fault("hidden-character", f"here is {_hidden(m[1])}", source.place(*m.span()), hint)
        for m in found
    ]


# ---- from text to values


def scalar(text: str, name: str, key: str = "") -> Scalar:
    """Wrap a value that stands in no file; `name` says where, as in `--set clinic.phone`."""
    source = Argument(name, text, key or name)
    if faults := refused(source):
        raise LeafletError(*faults)
    return Scalar(text, Span(source, 0, len(text)))


def read(
    data: bytes, name: str, limit: int = limits.CONTENT_BYTES, folder: Path | None = None
) -> Node:
    """Read the bytes of a content file; what it names lies in `folder`.

    Raises LeafletError with every fault that was found.
    """
    if len(data) > limit:
        raise LeafletError(too_large("this file", len(data), limit).at(Place(name)))
    source = Source(name, _decode(data, name), folder)
    if faults := refused(source):
        raise LeafletError(*faults)
    root = _tree(source, source.text, faults)
    if faults:  # of two about one place the first is the cause
        raise LeafletError(*_first_of_each_place(source, root, faults))
    if root is None or (isinstance(root, Scalar) and root.text in ("", "null", "~")):
        hint = "see the content.yaml that comes with Leaflet for a first example"
        raise LeafletError(Fault("empty-file", "there is nothing in this file", Place(name), hint))
    source.build = _again
    return root


def _again(source: Source) -> Node | None:
    """Build the values of a source that has no faults."""
    return _built(source, source.text, [], [])


def _first_of_each_place(source: Source, root: Node | None, faults: list[Fault]) -> Iterator[Fault]:
    """Yield faults that were found before the tree was whole, each with its key."""
    seen: dict[tuple[str, int, int], Fault] = {}
    for fault in faults:
        place = _place(fault, source)
        seen.setdefault(place[:3], fault._replace(place=source.keyed(place, root)))
    return (seen[place] for place in sorted(seen))


def _place(fault: Fault, source: Source) -> Place:
    """Return the place of a fault; one that has none is about the file as a whole."""
    return fault.place or Place(source.name)


def _tree(source: Source, text: str, faults: list[Fault]) -> Node | None:
    """Build the nodes; after a fault of syntax, go on behind it to find the others.

    `text` is what the parser is given: that of the source, with the faulty values taken out.
    """
    found: list[Fault] = []
    for _ in range(limits.SYNTAX_FAULTS):
        others: list[Fault] = []
        stops: list[Fault] = []
        root = _built(source, text, others, stops)
        if not stops:
            break
        place = _place(stops[0], source)
        if found and place[:3] <= _place(found[-1], source)[:3]:
            break
        found += stops
        mended = repaired(text, place)
        if not mended:
            break
        text = mended
    faults += found + others
    return root


def _events(source: Source, text: str, faults: list[Fault], stops: list[Fault]) -> Iterator[Any]:
    """Yield the parser's events; what ends them early is added to the faults or the `stops`.

    Each has its marks, though the stubs of PyYAML know events without them.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    event: Any = None
    try:
        for count, event in enumerate(yaml.parse(text, Loader=loader)):
            if count > limits.EVENTS:
                problem = f"this file has more than {limits.EVENTS:,} keys and texts"
                place = source.place(event.start_mark.index)
                faults.append(Fault("too-many-keys", problem, place, "make two leaflets of it"))
                return
            yield event
    except yaml.MarkedYAMLError as error:
        stops.append(syntax_fault(source, error, event))
    except (yaml.YAMLError, ValueError, KeyError, AttributeError, OverflowError, RecursionError):
        # What PyYAML is known to let through, none of it with a place.
        faults.append(Fault("syntax", "this file cannot be understood", Place(source.name)))


def _built(source: Source, text: str, faults: list[Fault], stops: list[Fault]) -> Node | None:
    """Build the nodes from parser events, with a stack of open lists and mappings."""
    nodes: list[list[Node]] = [[]]
    opened: list[Span] = []
    for event in _events(source, text, faults, stops):
        span = Span(source, event.start_mark.index, event.end_mark.index)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            faults.append(unquoted(span))
        match type(event).__name__:
            case "ScalarEvent":
                nodes[-1].append(_text(event, span, faults))
            case "AliasEvent":
                nodes[-1].append(Scalar("", span))
            case "SequenceStartEvent" | "MappingStartEvent" if len(nodes) > limits.DEPTH:
                faults.append(too_deep(span.place))
                break
            case "SequenceStartEvent":
                nodes.append([])
                opened.append(span)
            case "MappingStartEvent":
                nodes.append(_Entries())
                opened.append(span)
            case "SequenceEndEvent" | "MappingEndEvent":
                nodes[-2].append(_closed(nodes.pop(), opened.pop(), span.end, faults))
            case "DocumentStartEvent" if nodes[0]:
                hint = "delete the `---` here, or put what follows into a file of its own"
                faults.append(
                    Fault("second-document", "a second document starts here", span.place, hint)
                )
                break
    while opened:  # where the parser gave up, the keys before it are checked all the same
        nodes[-2].append(_unfinished(nodes.pop(), opened.pop(), faults))
    return nodes[0][0] if nodes[0] else None


class _Entries(list[Node]):
    """The keys and values of a mapping by turns."""


def _closed(nodes: list[Node], start: Span, end: int, faults: list[Fault]) -> Node:
    span = Span(start.source, start.start, end)
    if isinstance(nodes, _Entries):
        return _mapping(nodes, span, faults)
    return Sequence(tuple(nodes), span)


def _unfinished(nodes: list[Node], start: Span, faults: list[Fault]) -> Node:
    """Close what the parser never came to the end of: all that follows is inside it."""
    end = len(start.source.text)
    if isinstance(nodes, _Entries) and len(nodes) % 2 and isinstance(nodes[-1], Scalar):
        nodes.append(Scalar("", Span(start.source, nodes[-1].span.end, end)))
    return _closed(nodes, start, end, faults)


def _text(event: Any, span: Span, faults: list[Fault]) -> Scalar:
    """Check one text for what its line does not show, or what would be lost from it."""
    text, rest = event.value, span.source.text[span.end : span.end + 200]
    if hidden := _REFUSED.search(text):  # can only come from an escape such as "\x1b"
        problem = f"this text contains {_hidden(hidden[1])}"
        faults.append(
            Fault(
                "hidden-character",
                problem,
                span.place,
                "delete the backslash and the code behind it",
            )
        )
    if event.style == '"' and (glued := _GLUED.search(span.source.text, span.start, span.end)):
        problem = "a backslash at the end of a line in double quotes joins two words to one"
        place = span.source.place(*glued.span())
        hint = "write `\\n` to end the line in print, or leave out the backslash"
        faults.append(Fault("glued-words", problem, place, hint))
    if event.style:
        return Scalar(text, span, keeps_lines=event.style == "|" or _says_line_end(event, span))
    comment = _COMMENT.match(rest)
    if not text:
        return Scalar(text, span, comment[1].rstrip() if comment else "")
    if comment and comment[1].lstrip("#")[:1].strip():
        problem = "what follows the # would be left out as a note"
        place = span.source.place(span.end + comment.start(1), span.end + comment.end(1))
        hint = "put the whole text in quotation marks, or a space after the # of a note"
        faults.append(Fault("lost-text", problem, place, hint))
    if item := _SWALLOWED.search(span.source.text, span.start, span.end):
        problem = "this line is read as a part of the text above it, not as a list item"
        place = span.source.place(*item.span(1))
        faults.append(
            Fault(
                "swallowed-item",
                problem,
                place,
                "start it as far left as the list items above; a list in an item is written "
                "`{text: …, items: […, …]}`",
            )
        )
    return Scalar(text, span)


def _says_line_end(event: Any, span: Span) -> bool:
    r"""Return whether a text in double quotes has a `\n`, which is a line end that is meant."""
    return (
        event.style == '"' and _LINE_END.search(span.source.text, span.start, span.end) is not None
    )


_GLUED = re.compile(r"(?<=[\s\"])[^\s\\/\"]+\\(?=\r?\n[ \t]*[^\s\\])")
"""A word before a backslash that YAML takes with the line end, so that the next word joins it."""
_LINE_END = re.compile(r"(?<!\\)(?:\\\\)*\\n")
_COMMENT = re.compile(r"[ \t]*(#[^\r\n]*)")
_SWALLOWED = re.compile(r"[\r\n][ \t]*(- [^\r\n]*)")
_PLACEHOLDER = re.compile(r"(?<!\{)\{[^{}:,]+\}")


def _mapping(nodes: list[Node], span: Span, faults: list[Fault]) -> Node:
    """Pair keys with values; a placeholder such as {clinic.phone} only looks like a mapping."""
    if _PLACEHOLDER.fullmatch(span.source.text, span.start, span.end):
        faults.append(unquoted(span))
    entries: list[tuple[Scalar, Node]] = []
    seen: dict[str, Scalar] = {}
    for key, value in zip(nodes[::2], nodes[1::2], strict=False):
        if not isinstance(key, Scalar):
            faults.append(unquoted(span if span.starts_with("{{") else key.span))
            key = Scalar("", key.span)
        elif not key.text:
            hint = "write a word before the colon"
            faults.append(
                Fault("no-key", "there is no key before this colon", key.span.place, hint)
            )
        elif key.text in seen:
            line = seen[key.text].span.place.line
            problem = f"`{shown(key.text)}` is written twice: it is also in line {line}"
            faults.append(Fault("duplicate-key", problem, key.span.place, "keep one of the two"))
        seen.setdefault(key.text, key)
        entries.append((key, value))
    return Mapping(tuple(entries), span)
