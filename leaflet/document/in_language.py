"""Finds the file of a leaflet in a language: its own, or that of a translation beside it."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from leaflet import limits
from leaflet.content import language as languages
from leaflet.document import translation
from leaflet.errors import Fault, LeafletError, shown
from leaflet.source import nodes
from leaflet.source.files import file_bytes
from leaflet.source.nodes import Mapping, Node, Scalar
from leaflet.source.value import LanguageTag

OWN = "en-GB"
"""The language of a leaflet that does not say its own."""


class LanguageFile(NamedTuple):
    """A leaflet in one of its languages."""

    tag: LanguageTag
    path: Path


class FileFacts(NamedTuple):
    """What a file says of itself: nothing where it says none."""

    translates: str
    """The name of the file that it translates, in the same folder."""
    language: str


def files(content: str | os.PathLike[str]) -> tuple[LanguageFile, ...]:
    """Return the files of a leaflet in its languages, its own first; `content` may be any of them.

    The Polish translation of `knee.yaml` is called `knee.pl.yaml`, and says `language: pl`. Raises
    LeafletError where the leaflet cannot be read.
    """
    path = sources(content)[-1]
    own = LanguageTag(facts(path).language or OWN)
    return LanguageFile(own, path), *_beside(path)


def sources(content: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Return the files that hold the words of a leaflet: two where it is a translation."""
    path = Path(content)
    name = facts(path).translates
    return (path, path.with_name(name)) if name else (path,)


def facts(path: Path) -> FileFacts:
    """Return what a file says of itself; LeafletError where it cannot be read."""
    return _facts(file_bytes(path, limits.CONTENT_BYTES), str(path))


@lru_cache(maxsize=4096)
def _facts(data: bytes, name: str) -> FileFacts:
    root = nodes.read(data, name)
    said = root if isinstance(root, Mapping) else None
    of, tag = (_plain(said and said.get(key)) for key in (translation.KEY, "language"))
    is_tag = LanguageTag.pattern.fullmatch(tag)
    return FileFacts(of if of and Path(of).name == of else "", tag if is_tag else "")


def _plain(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def chosen(content: str | os.PathLike[str], wanted: str) -> Path:
    """Return the file of a leaflet in a language; LeafletError that names those there are.

    By the lookup of RFC 4647, 3.4: the file of the whole tag or of its nearest part, never in
    another script. A tag that says less than that of the file, as `en` of `en-GB`, is enough where
    it means one file alone.
    """
    there = files(content)
    tag = LanguageTag(wanted)
    script = languages.script(tag)
    known = [each for each in there if script and languages.script(each.tag) == script]
    for part in languages.ranges(tag):
        for each in known:
            if each.tag.text.lower() == part:
                return _checked(each)
    near = [each for each in known if tag.text.lower() in languages.ranges(each.tag)]
    if near and (len(near) == 1 or near[0] == there[0]):
        return _checked(near[0])
    raise LeafletError(_not_there(tag, there))


def _checked(file: LanguageFile) -> Path:
    """Return the path of a file; LeafletError if it says another language than its name."""
    said = facts(file.path).language or OWN
    if said.lower() == file.tag.text.lower():
        return file.path
    root = nodes.read_file(file.path)
    node = root.get("language") if isinstance(root, Mapping) else None
    problem = f"the file is named after `{file.tag}`, and says that it is in `{said}`"
    place = (node or root).span.place
    raise LeafletError(Fault("wrong-language", problem, place, "mend the one or the other"))


def _not_there(tag: LanguageTag, there: tuple[LanguageFile, ...]) -> Fault:
    own = there[0].path
    problem = f"`{shown(own.name)}` is not there in `{shown(tag.text)}`"
    hint = "there are: " + ", ".join(each.tag.text for each in there)
    if languages.script(tag):
        hint += f"; `leaflet translate new {shown(own.name)} --to {tag}` begins one"
    return Fault("no-such-translation", problem, None, hint)


def _beside(path: Path) -> Iterator[LanguageFile]:
    """Yield the translations beside a leaflet, in the order of their tags."""
    pattern = f"{glob.escape(path.stem)}.*{glob.escape(path.suffix)}"
    for each in sorted(path.parent.glob(pattern)):
        written = LanguageTag(each.name[len(path.stem) + 1 : len(each.name) - len(path.suffix)])
        if LanguageTag.pattern.fullmatch(written.text) and _is_of(path, each):
            yield LanguageFile(written, each)


def _is_of(path: Path, other: Path) -> bool:
    """Return whether a file is a leaflet in another language; what is no YAML is told later."""
    with suppress(LeafletError):
        said = facts(other)
        return said.translates in ("", path.name) and bool(said.language)
    return True
