"""Makes sure that what was brought in builds: a block that is refused becomes a plainer one."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from leaflet.content import emoji
from leaflet.document import document as documents
from leaflet.errors import Fault, LeafletError
from leaflet.exchange.draft_block import NOTHING, DraftBlock, DraftFact, DraftLeaflet, DraftValue
from leaflet.exchange.marked_text import neutral
from leaflet.exchange.parts import LeftOver, texts
from leaflet.publish import build

TRIES = 8
"""How often a leaflet is mended before it is left to a person."""
_NOT_BUILT = "the leaflet could not be built with it"
_BLOCK = re.compile(r"body\[(\d+)\]")
_SIGN = re.compile(r"U\+([0-9A-F]{4,6})")


class Tried(NamedTuple):
    """A leaflet that was read and laid out, or what is wrong with it."""

    document: documents.Document | None
    sides: int
    faults: tuple[Fault, ...]


def tried(text: str, pictures: Mapping[str, bytes]) -> Tried:
    """Read and lay out a content file with its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in pictures.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        document = None
        try:
            document = documents.read(text, folder=folder)
            made = build.compose(document, past_review=True)
        except LeafletError as error:
            return Tried(document, 0, error.faults)
        return Tried(document, len(made.sides), ())


def plainer(leaflet: DraftLeaflet, faults: tuple[Fault, ...]) -> DraftLeaflet:
    """Return the leaflet with what the faults are about in a plainer form, or left over."""
    if any(fault.code in ("no-glyph", "emoji") for fault in faults):
        return _without(leaflet, _unprinted(leaflet, faults))
    numbers = {int(found[1]) for fault in faults if (found := _BLOCK.match(fault.path))}
    keys = {fault.path.split("[")[0] for fault in faults if not _BLOCK.match(fault.path)}
    left = [*leaflet.left]
    body: list[DraftBlock] = []
    for number, block in enumerate(leaflet.body):
        body += _plain(block, left) if number in numbers else [block]
    body = body or [NOTHING]
    facts = _kept(leaflet.facts, keys, left)
    clinic = _kept(leaflet.clinic, {key.removeprefix("clinic.") for key in keys}, left)
    return leaflet._replace(facts=facts, clinic=clinic, body=tuple(body), left=tuple(left))


def _plain(block: DraftBlock, left: list[LeftOver]) -> Iterator[DraftBlock]:
    """Yield paragraphs in place of a block; one that is a paragraph already is left over."""
    said = [text for text in texts(block.parts) if text.strip()]
    if block.word == "paragraph" or not said:
        words = " ".join(said) or " ".join(_words(block.value))
        left.append(LeftOver("unreadable-signs", "in the text", words, _NOT_BUILT))
        return
    check = f"this was to be `{block.word}`, which could not be built"
    for text in said:
        yield DraftBlock("paragraph", neutral(" ".join(text.split())), (check,))


def _kept(
    facts: Mapping[str, DraftFact], keys: set[str], left: list[LeftOver]
) -> dict[str, DraftFact]:
    """Return facts without those of these keys, which are left over; title and name stay."""
    gone = (keys & set(facts)) - {"title", "name"}
    for key in sorted(gone):
        value = facts[key].value
        words = value if isinstance(value, str) else " ".join(value)
        left.append(LeftOver("file-fact", f"`{key}:`", words, _NOT_BUILT))
    return {key: fact for key, fact in facts.items() if key not in gone}


def _unprinted(leaflet: DraftLeaflet, faults: tuple[Fault, ...]) -> set[str]:
    """Return the signs that no font has, and the emoji, which are several signs in a row."""
    signs = {chr(int(code, 16)) for fault in faults for code in _SIGN.findall(fault.problem)}
    said = (word for block in leaflet.body for word in _words(block.value))
    told = (fact.value for facts in (leaflet.facts, leaflet.clinic) for fact in facts.values())
    return signs | {sign for words in (*said, *map(str, told)) for sign in emoji.found(words)}


def _without(leaflet: DraftLeaflet, signs: set[str]) -> DraftLeaflet:
    """Return the leaflet without signs that no font has; of letters, without their blocks."""
    left = [*leaflet.left]
    body: list[DraftBlock] = []
    for block in leaflet.body:
        words = " ".join(_words(block.value))
        found = {sign for sign in signs if sign in words}
        if any(len(sign) == 1 and unicodedata.category(sign)[0] in "LMN" for sign in found):
            left.append(
                LeftOver("unreadable-signs", "in the text", words, "no font has its letters")
            )
        elif found:
            place = f"in “{words[:60]}”"
            left.append(LeftOver("unreadable-signs", place, " ".join(sorted(found))))
            body.append(block._replace(value=_cut(block.value, found)))
        else:
            body.append(block)
    facts, clinic = (
        {key: fact._replace(value=_cut_fact(fact, signs)) for key, fact in told.items()}
        for told in (leaflet.facts, leaflet.clinic)
    )
    body = body or [NOTHING]
    return leaflet._replace(facts=facts, clinic=clinic, body=tuple(body), left=tuple(left))


def _words(value: DraftValue) -> Iterator[str]:
    match value:
        case str():
            yield value
        case DraftBlock(value=inner):
            yield from _words(inner)
        case Mapping():
            for each in value.values():
                yield from _words(each)
        case list() | tuple():
            for each in value:
                yield from _words(each)


def _cut(value: DraftValue, signs: set[str]) -> DraftValue:
    """Return a value without signs; a text of which nothing is left is an ellipsis."""
    match value:
        case str():
            kept = value
            for sign in sorted(signs, key=len, reverse=True):
                kept = kept.replace(sign, "")
            return re.sub(" +", " ", kept).strip() or ("…" if value else "")
        case DraftBlock():
            return value._replace(value=_cut(value.value, signs))
        case Mapping():
            return {key: _cut(each, signs) for key, each in value.items()}
        case list() | tuple():
            return [_cut(each, signs) for each in value]
    return value


def _cut_fact(fact: DraftFact, signs: set[str]) -> str | list[str]:
    if isinstance(fact.value, str):
        return str(_cut(fact.value, signs))
    return [str(_cut(each, signs)) for each in fact.value]
