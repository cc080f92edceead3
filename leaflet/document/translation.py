"""Puts the texts of a translation into the leaflet that it translates.

A file such as `content.pl.yaml` holds the texts alone, each under the path that it has in the
leaflet, with a digest of what it translates. So a text that was changed since is told, and none is
printed in two languages by mistake.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, NamedTuple

from msgspec import Meta

from leaflet.content import language as languages
from leaflet.content.inline import Text
from leaflet.content.language import Language
from leaflet.content.picture_file import PictureName
from leaflet.document import translation_numbers
from leaflet.errors import Fault, LeafletError, joined, shown
from leaflet.source import nodes
from leaflet.source.model import Reader, Struct
from leaflet.source.nodes import Node, Scalar, Sequence
from leaflet.source.value import LanguageTag, Line
from leaflet.source.walk import walk

KEY = "translates"
"""The key by which a file is known as a translation."""
FACTS = "translation"
"""The key under which the leaflet has who translated and checked it."""
_DIGITS = 8


class Signed(Struct, frozen=True):
    """Who has translated a leaflet, or checked the translation."""

    main = "name"

    name: Line
    role: Line | None = None
    date: datetime.date | None = None


class TranslationFacts(Struct, frozen=True):
    """What a leaflet is a translation of, and who stands for it."""

    title: Annotated[Line, Meta(description="The title of what it translates.")]
    translator: Annotated[Signed | None, Meta(description="Who translated it.")] = None
    clinical_check: Annotated[
        Signed | None, Meta(description="Who checked that it says the same; it is a draft without.")
    ] = None


class SourceText(NamedTuple):
    """A text of a leaflet that is to be translated."""

    key: str
    """Its path in the leaflet, such as `body[3].faqs.items[1].answer`."""
    node: Scalar

    @property
    def digest(self) -> str:
        """The digest by which a change of it is seen."""
        return hashlib.sha256(_text(self.node).encode()).hexdigest()[:_DIGITS]


class TranslationEntry(NamedTuple):
    """A text of a translation file, with its nodes."""

    key: Scalar
    of: str
    said: Node | None
    back: str = ""
    source: str = ""
    """The text that it translates, as it was then."""
    short: Scalar | None = None
    """The same in fewer words, for sheets whose edition is the short one."""


class TranslationRow(NamedTuple):
    """A text, its translation, and what somebody else has translated back, if that is there."""

    source: str
    said: str
    back: str


class Pairing(NamedTuple):
    """Which entry of a translation belongs to which text of the leaflet."""

    fresh: dict[str, TranslationEntry]
    """By the path of the text, what says it as it is now."""
    stale: dict[str, TranslationEntry]
    """What says it as it was once."""
    missing: tuple[SourceText, ...]
    gone: tuple[TranslationEntry, ...]
    """What translates nothing that is there."""


def texts(document: Any, root: Node) -> Iterator[SourceText]:
    """Yield the texts of a leaflet that are to be translated, in their order, once each."""
    said = walk(_said(document), (Text, Line))
    forms = (form for each in said if _is_said(each) for form in getattr(each, "forms", (each,)))
    lines = (document.publisher, *document.authors, *document.keywords, document.subject)
    seen: set[str] = set()
    for value in (*forms, *filter(None, lines)):
        key = value.span.place.key if value.span else ""
        node = nodes.find(root, key)
        if key and key not in seen and isinstance(node, Scalar) and _text(node):
            seen.add(key)
            yield SourceText(key, node)
    yield from _drawings(document, root)


def _wordings(document: Any) -> dict[str, Text]:
    """Return the texts of a leaflet that may have a short form, by their paths."""
    return {text.span.place.key: text for text in walk(_said(document), Text) if text.span}


def _said(document: Any) -> tuple[Any, ...]:
    """Return what of a leaflet holds words."""
    return document.title, document.subtitle, document.blocks


def _drawings(document: Any, root: Node) -> Iterator[SourceText]:
    """Yield what is seen on drawings of ours, where the leaflet does not say it itself."""
    seen: set[str] = set()
    for picture in walk((document.cover, document.blocks), PictureName):
        holder = picture.span.place.key.removesuffix(".picture") if picture.span else ""
        node = nodes.find(root, holder) if holder and picture.alt else None
        is_told = isinstance(node, nodes.Mapping) and (node.get("alt") or node.get("decorative"))
        if node and not is_told and holder not in seen:
            seen.add(holder)
            yield SourceText(f"{holder}.alt", nodes.scalar(picture.alt, holder))


def _is_said(value: Text | Line) -> bool:
    """Return whether a value is words, or is printed as such: no name, address or number."""
    return isinstance(value, Text) or type(value) is Line or value.is_words or value.is_read


def entries(root: Node) -> Iterator[TranslationEntry]:
    """Yield the texts of a translation file; what is no text is told when it is read."""
    written = root.get("texts") if isinstance(root, nodes.Mapping) else None
    for key, node in written.entries if isinstance(written, nodes.Mapping) else ():
        if isinstance(node, nodes.Mapping):
            of, source, back = (_text(node.get(name)) for name in ("of", "from", "back"))
            said = node.get("is")
            is_said = isinstance(said, Scalar) and said.text.strip()
            short = node.get("short")
            shorter = short if isinstance(short, Scalar) and short.text.strip() else None
            yield TranslationEntry(key, of, said if is_said else None, back, source, shorter)


def _text(node: Node | None) -> str:
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""


def paired(sources: Iterable[SourceText], found: Iterable[TranslationEntry]) -> Pairing:
    """Pair texts with their translations: by path and digest, by digest, and by path.

    What is left is paired in its order with what stood in a place of the same kind, and is stale.
    """
    by_key = {entry.key.text: entry for entry in found}
    by_digest: dict[str, list[TranslationEntry]] = {}
    for entry in by_key.values():
        by_digest.setdefault(entry.of, []).append(entry)
    fresh, stale, missing, used = {}, {}, [], set[str]()
    waiting = []
    for source in sources:
        own = by_key.get(source.key)
        if own and own.of == source.digest:
            fresh[source.key] = own
            used.add(own.key.text)
        else:
            waiting.append(source)
    for source in waiting:
        moved = [e for e in by_digest.get(source.digest, ()) if e.key.text not in used]
        if moved:
            fresh[source.key] = moved[0]
            used.add(moved[0].key.text)
    for source in waiting:
        if source.key in fresh:
            continue
        like = [
            e for key, e in by_key.items() if key not in used and _kind(key) == _kind(source.key)
        ]
        own = next((e for e in like if e.key.text == source.key), next(iter(like), None))
        if own:
            stale[source.key] = own
            used.add(own.key.text)
        else:
            missing.append(source)
    gone = tuple(entry for key, entry in by_key.items() if key not in used)
    return Pairing(fresh, stale, tuple(missing), gone)


def _kind(key: str) -> str:
    """Return a path without the numbers of items, which change where something is put before."""
    return re.sub(r"\[\d+\]", "[]", key)


def told(root: Node, source: Node) -> Iterator[TranslationRow]:
    """Yield the texts of a translation file in its order, each with what it translates."""
    for entry in entries(root):
        was = entry.source or _text(nodes.find(source, entry.key.text))
        yield TranslationRow(was, words(entry), entry.back)
        if entry.short:
            yield TranslationRow(was, _text(entry.short), "")


def applied(root: nodes.Mapping, source: nodes.Mapping, document: Any) -> nodes.Mapping:
    """Return the leaflet with the texts of a translation; `document` is read of the `source`.

    Raises LeafletError with every text that is missing, was changed since, translates nothing, or
    says other numbers, fields, links or sources.
    """
    reader = Reader()
    tag = root.get("language")
    if not tag:
        problem = "the translation does not say its language"
        raise LeafletError(Fault("missing-key", problem, root.span.place, "such as `language: pl`"))
    translated = reader.finished(LanguageTag.from_node(tag, reader))
    given = [*texts(document, source)]
    pairing = paired(given, entries(root))
    spoken = languages.load(document.language), languages.load(translated)
    wordings = _wordings(document)
    faults = [*_faults(root, given, pairing, spoken)]
    for source_text, short in _shorts(given, pairing):
        faults += _short_faults(source_text, short, wordings.get(source_text.key), spoken)
    if faults:
        raise LeafletError(*faults)
    said = {key: entry.said for key, entry in pairing.fresh.items() if entry.said}
    made = _replaced(source, said | dict(_doses(document, source, said)), "")
    for key, words_of_alt in said.items():
        if key.endswith(".alt") and not nodes.find(source, key):
            holder = key.removesuffix(".alt")
            made = _put(made, holder, _described(nodes.find(made, holder), words_of_alt))
    for source_text, short in _shorts(given, pairing):
        made = _shortened(made, source_text.key, short, wordings[source_text.key])
    made = _noted(made, *spoken)
    return _headed(made, root, source, tag)


def _shorts(given: list[SourceText], pairing: Pairing) -> Iterator[tuple[SourceText, Scalar]]:
    """Yield each text of which a translation has a short form of its own, with that."""
    for text in given:
        entry = pairing.fresh.get(text.key)
        if entry and entry.short:
            yield text, entry.short


def _shortened(made: nodes.Mapping, key: str, short: Scalar, text: Text) -> nodes.Mapping:
    """Return a leaflet with the short form of a text beside it."""
    entry, holder = (Scalar("short", short.span), short), key.removesuffix(".text")
    said = nodes.find(made, holder if text.wording else key)
    if not said or isinstance(said, Sequence):
        return made
    own = said.entries if isinstance(said, nodes.Mapping) else ((Scalar("text", said.span), said),)
    return _put(made, holder if text.wording else key, nodes.Mapping((*own, entry), said.span))


def _short_faults(
    source: SourceText, short: Scalar, text: Text | None, spoken: tuple[Language, Language]
) -> Iterator[Fault]:
    """Yield what is wrong with a short form that a translation has of its own."""
    place = short.span.place
    if not text or (text.wording and text.wording.short):
        problem = (
            "the leaflet has a short form of this itself" if text else "this has no short form"
        )
        yield Fault("conflicting-keys", problem, place, "delete `short:`")
    for told in translation_numbers.differences(source.node.text, short.text, *spoken):
        hint = f"it translates “{shown(_text(source.node), 100)}”"
        yield Fault("translation-numbers", told, place, hint)


def _noted(made: nodes.Mapping, first: Language, second: Language) -> nodes.Mapping:
    """Return a leaflet whose first urgent callout says how to be helped in another language.

    Those who take calls where leaflets are in English ask for the name of the language in English.
    """
    body, note = made.get("body"), second.emergency_note
    is_asked = first.tag.primary == "en" != second.tag.primary
    if not (is_asked and note and isinstance(body, Sequence)):
        return made
    said = nodes.scalar(note.text.replace("{english}", second.english.text), "emergency_note")
    for number, item in enumerate(body.items):
        callout = item.get("callout") if isinstance(item, nodes.Mapping) else None
        if isinstance(callout, nodes.Mapping) and _text(callout.get("kind")) == "urgent":
            path = f"body[{number}].callout.body"
            return _put(made, path, _with_paragraph(callout.get("body"), said))
    return made


def _described(holder: Node | None, alt: Node) -> Node | None:
    """Return what holds a picture, with what is seen on it."""
    if holder is None:
        return None
    own = holder.entries if isinstance(holder, nodes.Mapping) else ()
    named = own or ((Scalar("picture", holder.span), holder),)
    return nodes.Mapping((*named, (Scalar("alt", alt.span), alt)), holder.span)


def _with_paragraph(body: Node | None, said: Scalar) -> Node | None:
    """Return the body of a callout with one more paragraph."""
    if body is None:
        return None
    items = body.items if isinstance(body, Sequence) else (_paragraph(body),)
    return Sequence((*items, _paragraph(said)), body.span)


def _paragraph(text: Node) -> nodes.Mapping:
    return nodes.Mapping(((Scalar("paragraph", text.span), text),), text.span)


def _put(made: nodes.Mapping, path: str, node: Node | None) -> nodes.Mapping:
    put: nodes.Mapping = _replaced(made, {path: node} if node else {}, "")
    return put


def _faults(
    root: nodes.Mapping,
    given: list[SourceText],
    pairing: Pairing,
    spoken: tuple[Language, Language],
) -> Iterator[Fault]:
    """Yield what is wrong with the texts of a translation."""
    known = {"translates", "language", "translator", "clinical_check", "texts"}
    for key, _ in root.entries:
        if key.text not in known:
            problem = f"`{shown(key.text)}` is not a key of a translation"
            hint = "what is no text stays in the leaflet that it translates"
            yield Fault("unknown-key", problem, key.span.place, hint)
    for source in given:
        now = shown(_text(source.node), 100)
        fresh, stale = pairing.fresh.get(source.key), pairing.stale.get(source.key)
        entry = fresh or stale
        if stale and stale.said:
            was = f"it was “{shown(stale.source, 100)}”, and " if stale.source else "it "
            problem = f"the text was changed since it was translated: {was}is now “{now}”"
            hint = f"the translation is “{shown(words(stale), 100)}”; mend it, then write "
            hint += f"`of: {source.digest}`"
            yield Fault("stale-translation", problem, stale.key.span.place, hint)
        elif not entry or not entry.said:
            problem = f"`{source.key}` is not translated: “{now}”"
            place = entry.key.span.place if entry else root.span.place
            hint = "`leaflet translate update` adds what is missing"
            yield Fault("missing-translation", problem, place, hint)
        elif fresh and isinstance(fresh.said, Scalar):
            told_in = (source.node.text, fresh.said.text)
            for told in translation_numbers.differences(*told_in, *spoken):
                hint = f"it translates “{now}”"
                yield Fault("translation-numbers", told, fresh.said.span.place, hint)
    for entry in pairing.gone:
        problem = "this translates nothing that the leaflet says"
        hint = "delete it; `leaflet translate update` does"
        yield Fault("idle-translation", problem, entry.key.span.place, hint)


def words(entry: TranslationEntry) -> str:
    """Return what an entry says, in one line."""
    return _text(entry.said)


def _doses(document: Any, source: Node, said: Mapping[str, Node]) -> Iterator[tuple[str, Node]]:
    """Yield what is reckoned with as the source has it, each with what is printed for it."""
    for line in walk(document.blocks, Line):
        key = line.span.place.key if line.is_read and line.span else ""
        node, words = nodes.find(source, key) if key else None, said.get(key)
        if isinstance(node, Scalar) and isinstance(words, Scalar):
            yield key, node._replace(text=line.text, printed=words.text)


def _replaced(node: Node, said: Mapping[str, Node], path: str) -> Any:
    """Return a tree with other nodes at some paths."""
    if path in said:
        return said[path]
    match node:
        case nodes.Mapping():
            pairs = (
                (key, _replaced(value, said, joined(path, key.text))) for key, value in node.entries
            )
            return node._replace(entries=tuple(pairs))
        case Sequence():
            items = (_replaced(item, said, joined(path, at)) for at, item in enumerate(node.items))
            return node._replace(items=tuple(items))
    return node


def _headed(
    made: nodes.Mapping, root: nodes.Mapping, source: nodes.Mapping, tag: Node
) -> nodes.Mapping:
    """Return the leaflet with its language, and with who stands for the translation."""
    title = nodes.find(source, "title")
    if isinstance(title, nodes.Mapping):
        title = title.get("text")
    own = [
        (key, node) for key, node in root.entries if key.text in ("translator", "clinical_check")
    ]
    facts = [(Scalar("title", root.span), title or tag), *own]
    kept = [(key, node) for key, node in made.entries if key.text not in ("language", FACTS)]
    span = root.span
    return made._replace(
        entries=(
            *kept,
            (Scalar("language", span), tag),
            (Scalar(FACTS, span), nodes.Mapping(tuple(facts), span)),
        )
    )


def written(
    language: str, source: str, root: Node | None, pairing: Pairing, given: list[SourceText]
) -> str:
    """Write a translation file anew: what is there stays, what is missing is empty."""
    lines = [f"{KEY}: {source}", f"language: {language}"]
    for key in ("translator", "clinical_check"):
        node = root.get(key) if isinstance(root, nodes.Mapping) else None
        if node:
            lines.append(f"{key}: {json.dumps(_plain(node), ensure_ascii=False)}")
    if not any(line.startswith("translator") for line in lines):
        lines += ["# translator: {name: …, role: …, date: 2026-01-31}"]
    if not any(line.startswith("clinical_check") for line in lines):
        lines += ["# clinical_check: {name: …, date: 2026-01-31}   # a draft until this is here"]
    lines.append("texts:")
    for text in given:
        now = _text(text.node)
        fresh, stale = pairing.fresh.get(text.key), pairing.stale.get(text.key)
        entry = fresh or stale
        lines.append(f"  {json.dumps(text.key)}:")
        if stale and stale.said:
            lines += [f"    # the text is now: {now}", "    # mend the translation, then write"]
            lines += [f"    # of: {text.digest}", f"    of: {json.dumps(stale.of)}"]
            lines += _quoted("from", stale.source)
        else:
            lines += [f"    of: {json.dumps(text.digest)}", *_quoted("from", now)]
        lines += _quoted("is", words(entry)) if entry and entry.said else ['    is: ""']
        lines += _quoted("short", _text(entry.short)) if entry else ()
        lines += _quoted("back", entry.back) if entry else ()
    return "\n".join(lines) + "\n"


def _quoted(key: str, text: str) -> list[str]:
    return [f"    {key}: {json.dumps(text, ensure_ascii=False)}"] if text else []


def _plain(node: Node) -> object:
    """Return what a node says, for a line of YAML."""
    match node:
        case nodes.Mapping():
            return {key.text: _plain(value) for key, value in node.entries}
        case Sequence():
            return [_plain(item) for item in node.items]
    return node.text
