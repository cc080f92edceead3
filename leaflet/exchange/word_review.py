"""Finds what reviewers changed in a Word file of a leaflet, and where its content file says that.

Only tracked changes and comments count (ISO/IEC 29500-1, 17.13). Each change is one paragraph with
its words before and after; nothing is taken into the content file unless somebody says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from leaflet import limits
from leaflet.content import language as languages
from leaflet.content.inline import Filling, Text
from leaflet.document import document as documents
from leaflet.document.document import Document
from leaflet.document.translation_numbers import denials
from leaflet.errors import Fault, LeafletError, Place
from leaflet.exchange.archive import Archive
from leaflet.exchange.word_styles import attribute, local
from leaflet.source import nodes
from leaflet.source.model import Reader
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.exchange.markup import Element

SHORTEST = 3
"""Letters of the shortest text that is looked for inside a paragraph."""
_GONE, _NEW = ("del", "moveFrom"), ("ins", "moveTo")
_MARKUP = re.compile(r"\*\*|\]\([^)\s]*\)|[\[~^\\]")
"""What stands in the text of a content file and is not printed."""
_FILLED = re.compile(r"\{[^{}]+\}|\[\^[\w-]+\]")
"""What something else is printed for: a detail of the clinic, a source."""
_SIGN = re.compile(r"[*\[\]{}~^\\]")
FILLED = -1
"""The place of a letter that stands nowhere in the file."""
_PLAIN = re.compile(r"[^\W_][^:#\n]*[^\s:#]")
"""What YAML takes for a text without quotation marks, one line of it."""


class WordChange(NamedTuple):
    """A paragraph that reviewers changed, or said something about."""

    before: str
    after: str
    who: tuple[str, ...]
    """Who changed it and when; of a comment, who made it."""
    comment: str = ""
    """What a comment says; nothing is changed then."""


class PlacedChange(NamedTuple):
    """A change with its place in the content file."""

    change: WordChange
    text: Text | None
    """The text that it changes; None where that is to be found by hand."""
    new: str = ""
    """What is to stand in the file in place of the text."""
    warns: tuple[str, ...] = ()
    """What a person must look at: a changed number, a `not`."""

    @property
    def place(self) -> Place | None:
        """The place of the text in the file."""
        return self.text.span.place if self.text and self.text.span else None


def changes(data: bytes) -> list[WordChange]:
    """Return the tracked changes and the comments of a Word file, in their order.

    LeafletError for a file that cannot be read.
    """
    archive = Archive(data)
    root = archive.xml("word/document.xml")
    if root is None:
        hint = "name the .docx that came back from review"
        raise LeafletError(Fault("unknown-format", "this is no Word document", None, hint))
    remarks = _comments(archive.xml("word/comments.xml"))
    return [found for each in root.iter() if local(each) == "p" for found in _of(each, remarks)]


def placed(found: Iterable[WordChange], document: Document, filling: Filling) -> list[PlacedChange]:
    """Return changes with their places in the content file that the document was read from."""
    texts = [(each, " ".join(each.plain(filling).split())) for each in document.texts if each.span]
    return [_placed(change, texts, document, filling) for change in found]


def taken(text: str, accepted: Iterable[PlacedChange]) -> str:
    """Return the text of a content file with these changes; all else stays, to the byte."""
    spans = {
        (each.text.span.start, each.text.span.end): each.new
        for each in accepted
        if each.text and each.text.span
    }
    for (start, end), new in sorted(spans.items(), reverse=True):
        text = text[:start] + _written(new, text[start:end]) + text[end:]
    return text


def checked(text: str, name: str, before: Document) -> None:
    """Raise LeafletError if a content file with its changes would not be a leaflet any more."""
    reader = Reader()
    root = reader.attempt(nodes.read, text.encode(), name, limits.CONTENT_BYTES, before.folder)
    if isinstance(root, nodes.Mapping):
        reader.struct(documents.translated(root), Document)
    reader.finish()


# ---- from the Word file


def _comments(root: Element | None) -> dict[str, tuple[str, str]]:
    """Return who made each comment, and what it says, by its id."""
    found = {}
    for each in root if root is not None else ():
        found[attribute(each, "id")] = (_who(each), _said(each, ()))
    return found


def _of(paragraph: Element, remarks: Mapping[str, tuple[str, str]]) -> Iterator[WordChange]:
    marked = [each for each in paragraph.iter() if local(each) in (*_GONE, *_NEW)]
    before, after = _said(paragraph, _NEW), _said(paragraph, _GONE)
    if before != after:
        yield WordChange(before, after, tuple(dict.fromkeys(filter(None, map(_who, marked)))))
    for each in paragraph.iter():
        if local(each) == "commentReference" and (told := remarks.get(attribute(each, "id"))):
            yield WordChange(after, after, (told[0],), told[1])


def _said(element: Element, without: tuple[str, ...]) -> str:
    """Return the words of a paragraph, but for those inside elements of these names."""
    return " ".join("".join(_words(element, without)).split())


def _words(element: Element, without: tuple[str, ...]) -> Iterator[str]:
    for each in element:
        name = local(each)
        if name in ("t", "delText"):
            yield each.text or ""
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name not in without and name not in ("drawing", "pict", "instrText"):
            yield from _words(each, without)


def _who(element: Element) -> str:
    told = (attribute(element, "author"), attribute(element, "date")[:10])
    return ", ".join(filter(None, told))


# ---- into the content file


def _placed(
    change: WordChange, texts: list[tuple[Text, str]], document: Document, filling: Filling
) -> PlacedChange:
    warns = tuple(_warns(change, document))
    known = [each for each in texts if each[1] == change.before]
    if not known:
        inside = [each for each in texts if len(each[1]) > SHORTEST and each[1] in change.before]
        known = sorted(inside, key=lambda each: -len(each[1]))
    for text, said in known:
        if change.comment:
            return PlacedChange(change, text)
        if (after := _cut(change, said)) is not None:
            new = _marked(_raw(text), said, after, _values(text, filling))
            if new is not None and after:
                return PlacedChange(change, text, new, warns)
    return PlacedChange(change, None, warns=warns)


def _cut(change: WordChange, said: str) -> str | None:
    """Return what becomes of a text that is part of a paragraph; None if more than it changes."""
    at = change.before.find(said)
    head, tail = change.before[:at], change.before[at + len(said) :]
    whole = len(head) + len(tail) <= len(change.after)
    if not (whole and change.after.startswith(head) and change.after.endswith(tail)):
        return None
    return change.after[len(head) : len(change.after) - len(tail)].strip()


def _values(text: Text, filling: Filling) -> list[str]:
    """Return what is printed for each detail of the clinic and each source of a text."""
    filled = (part for part in text.parts if not isinstance(part, Run))
    return [re.sub(r"\s+", " ", filling.run(part).text) for part in filled]


def _raw(text: Text) -> str:
    """Return a text as it is marked up, in one line; nothing where its lines are meant as such."""
    assert text.span
    written = text.span.source.text[text.span.start : text.span.end]
    if written[:1] == "|":
        return ""
    if written[:1] == ">":
        return " ".join(written.partition("\n")[2].split())
    line = " ".join(written.split())
    node = nodes.read(f"a: {line}\n".encode(), "text")
    value = node.get("a") if isinstance(node, nodes.Mapping) else None
    return " ".join(value.text.split()) if isinstance(value, nodes.Scalar) else ""


def _marked(raw: str, said: str, after: str, filled: list[str]) -> str | None:
    """Return a marked-up text with the changes made in its plain words.

    None where a change touches what is filled in, as a detail of the clinic, or brings signs that
    would be markup: what a reviewer types is words alone.
    """
    places = _places(raw, said, filled)
    if places is None:
        return None
    made, done = [], 0
    for kind, start, end, to_start, to_end in SequenceMatcher(
        None, said, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            continue
        first, last = _range(places, start, end, len(raw))
        if first < done or last - first != end - start or _SIGN.search(after, to_start, to_end):
            return None
        made += [raw[done:first], after[to_start:to_end]]
        done = last
    return "".join([*made, raw[done:]])


def _range(places: list[int], start: int, end: int, length: int) -> tuple[int, int]:
    """Return the offsets in a marked-up text of what is printed from `start` up to `end`."""
    if start == end:  # something comes in behind a letter, or before all of them
        at = places[start - 1] + 1 if start and places[start - 1] != FILLED else None
        after = places[start] if start < len(places) else length
        first = after if at is None else at
        return (first, first) if first != FILLED else (FILLED, FILLED)
    if FILLED in places[start:end]:
        return FILLED, FILLED
    return places[start], places[end - 1] + 1


def _places(raw: str, said: str, filled: list[str]) -> list[int] | None:
    """Return where each letter that is printed stands in the marked-up text, or None.

    `filled` is what is printed for each detail and source, whose letters stand nowhere.
    """
    places: list[int] = []
    at, values = 0, [*filled]
    while len(places) < len(said) or at < len(raw):
        if (held := _FILLED.match(raw, at)) and values:
            value = values.pop(0)
            if not said.startswith(value, len(places)):
                return None
            places += [FILLED] * len(value)
            at = held.end()
        elif len(places) < len(said) and at < len(raw) and raw[at] == said[len(places)]:
            places.append(at)
            at += 1
        elif mark := _MARKUP.match(raw, at):
            at = mark.end()
        else:
            return None
    return places


def _written(new: str, old: str) -> str:
    """Return a text as YAML has it: without quotation marks if it had none and needs none."""
    is_plain = old[:1] not in "\"'|>" and _PLAIN.fullmatch(new)
    return new if is_plain else json.dumps(new, ensure_ascii=False)


def _warns(change: WordChange, document: Document) -> Iterator[str]:
    before, after = (re.findall(r"\d+(?:[.,]\d+)*", said) for said in (change.before, change.after))
    if before != after:
        yield "a number"
    language = languages.load(document.language)
    if denials(change.before, language) != denials(change.after, language):
        yield "a “not”"
