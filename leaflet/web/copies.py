"""Copies: leaflets of one's own that began as one of ours, known by its code, and their versions.

Words that were changed always carry a version of their own, so that no two sheets of one code and
version ever say different things.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from contextlib import suppress

import msgspec

from leaflet.document.document import Document
from leaflet.errors import LeafletError
from leaflet.source import nodes
from leaflet.source.nodes import Mapping, Node, Scalar
from leaflet.source.value import Line

LOOKS = ("clinic", "theme", "sheet", "editable", "pack", "version")
"""Keys that are no words: whose leaflet it is, how it looks, and its version."""
MARK = ", your copy"
_MARKED = re.compile(r"(.*?), your copy(?: ([0-9]{1,6}))?", re.DOTALL)
_VERSION = re.compile(r"""^version:[ \t]*["']?([^"'#\n]*)""", re.MULTILINE)
_CODE = re.compile(r"""^code:[ \t]*["']?([^"'#\n]*)""", re.MULTILINE)


def words_of(data: bytes) -> str:
    """Return a digest of the words of a content file, nothing where it cannot be read."""
    root = _root(data)
    if not root:
        return ""
    told = [(key.text, _plain(node)) for key, node in root.entries if key.text not in LOOKS]
    return hashlib.sha256(repr(sorted(told)).encode()).hexdigest()


def base(version: str) -> str:
    """Return the version that a copy began from."""
    found = _MARKED.fullmatch(version)
    return found[1] if found else version


def number(version: str) -> int:
    """Return which of one's own versions this is; 0 for one that is not marked."""
    found = _MARKED.fullmatch(version)
    return int(found[2] or 1) if found else 0


def marked(document: Document, original: str) -> Document:
    """Return a copy with changed words under a version that says so, whoever has changed them."""
    own = document.version.text if document.version else original
    if MARK in own:
        return document
    return msgspec.structs.replace(document, version=Line(f"{own}{MARK}"))


def versioned(text: str, before: bytes, original: bytes | None, used: int) -> str:
    """Return content under a new version where its words are new and its version is not.

    `original` is that of ours which it is a copy of, and `used` is the highest number that any copy
    of that ever had. What cannot be read stays as it is: it cannot be printed either.
    """
    data = text.encode()
    words, version, was = words_of(data), version_of(data), version_of(before)
    if not words or words == words_of(original or b""):
        return text
    if words == words_of(before):
        is_taken_back = number(version) < number(was) and original is not None
        return _with_version(text, was) if is_taken_back else text
    if original is None:
        return _with_version(text, _next(was)) if version and version == was else text
    if number(version) > used:
        return text
    return _with_version(text, f"{base(version or version_of(original))}{MARK} {used + 1}")


def is_kept_as(text: str, kept: str) -> bool:
    """Return whether content was kept as it is, or under another version."""
    return text == kept or _with_version(text, version_of(kept.encode())) == kept


def version_of(data: bytes) -> str:
    """Return the version in a content file, also in one that cannot be read."""
    return _written(data, "version", _VERSION)


def code_of(data: bytes) -> str:
    """Return the leaflet's own code in a content file, also in one that cannot be read."""
    return _written(data, "code", _CODE)


def _written(data: bytes, key: str, line: re.Pattern[str]) -> str:
    """Return the text of a key, by its line where the file cannot be read."""
    if root := _root(data):
        value = root.get(key)
        return value.text.strip() if isinstance(value, Scalar) else ""
    found = line.search(data.decode("utf-8", "replace"))
    return found[1].strip() if found else ""


def is_older(copy: Document, original: Document) -> bool:
    """Return whether the original was brought up to date since a copy of it was made."""
    mine = copy.version.text if copy.version else ""
    theirs = original.version.text if original.version else ""
    if copy.issued and original.issued and copy.issued < original.issued:
        return True
    return MARK in mine and base(mine) != theirs


def _next(version: str) -> str:
    """Return the version after one: its last number is raised."""
    if not (last := [*re.finditer(r"[0-9]{1,9}", version)]):
        return f"{version} 2"
    start, end = last[-1].span()
    return f"{version[:start]}{int(version[start:end]) + 1}{version[end:]}"


def _with_version(text: str, version: str) -> str:
    """Write a version into a content file; all else stays, to the byte."""
    root = _root(text.encode())
    written = json.dumps(version, ensure_ascii=False)
    if not root:
        return text
    if isinstance(old := root.get("version"), Scalar):
        start, end = old.span.start, old.span.end
        is_one_line = "\n" not in text[start:end]
        return text[:start] + written + text[end:] if is_one_line else text
    at = next((key.span.start for key, _ in root.entries if key.text == "title"), 0)
    is_own_line = at == 0 or text[at - 1] == "\n"
    return f"{text[:at]}version: {written}\n{text[at:]}" if is_own_line else text


@functools.lru_cache(maxsize=16)
def _root(data: bytes) -> Mapping | None:
    with suppress(LeafletError):
        root = nodes.read(data, "content")
        return root if isinstance(root, Mapping) else None
    return None


def _plain(node: Node) -> object:
    """Return a node as what it says, without its place."""
    match node:
        case Scalar():
            return node.text, node.keeps_lines
        case Mapping():
            return [(key.text, _plain(value)) for key, value in node.entries]
    return [_plain(item) for item in node.items]
