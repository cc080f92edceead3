"""Manuscript: what a leaflet says, passage by passage, each with its role and its place."""

from __future__ import annotations

import datetime
import functools
import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from leaflet import citation
from leaflet import clinic as clinics
from leaflet import language as languages
from leaflet import profile as profiles
from leaflet.block import Block
from leaflet.inline import Text
from leaflet.prose import sentence, wordlist
from leaflet.prose.sentence import Sentence, Word
from leaflet.reading import Voice
from leaflet.text.fonts import drawn
from leaflet.text.run import Run
from leaflet.value import Line, Name

if TYPE_CHECKING:
    from leaflet.clinic import Clinic
    from leaflet.document import Document
    from leaflet.errors import Place
    from leaflet.language import Language
    from leaflet.profile import Profile
    from leaflet.prose.wordlist import Own

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
PROSE = ("P", "LBody", "TD")
"""The roles of what is read on its own: paragraphs, items of lists, cells of tables."""
LISTED = ("items", "do", "dont")
"""The keys of what a list is made of."""
BARE = ("references", "contact", "appointment", "notes", "qr")
"""Blocks whose words are names, addresses and titles of sources, not sentences."""


class Flaw(NamedTuple):
    """What a rule has against a place of the leaflet: a sentence, the place, and a way out."""

    problem: str
    place: Place | None
    hint: str = ""
    blocks: tuple[Block, ...] = ()
    """The blocks that it stands in, the outermost first: one of them may accept it."""


class Passage:
    """A text of the leaflet in its role."""

    def __init__(
        self, text: Text | Line, said: str, role: str, where: _Where, language: str
    ) -> None:
        self.text = text
        self.said = said
        """The words as printed, details of the clinic filled in, without numbers of sources."""
        self.role = role
        """A structure type, such as P, LBody (an item of a list), H2 or TD; "" if not read out."""
        self.language = language
        """ISO 639-1."""
        self.is_short = False
        """Whether it is the short form of the passage before it."""
        self.field, self.blocks = where
        """Its key in YAML, and the blocks that it stands in, the outermost first."""

    @property
    def block(self) -> Block | None:
        """The innermost block; title and subtitle stand in none."""
        return self.blocks[-1] if self.blocks else None

    @functools.cached_property
    def kind(self) -> str:
        """The name of that block as it is written in YAML, or `document`."""
        return kind(self.block) if self.block else "document"

    @functools.cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences; an item of a list is one even without a full stop."""
        return tuple(sentence.sentences(self.said, self.language))

    @functools.cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words and numbers."""
        return tuple(sentence.words(self.said))

    @functools.cached_property
    def foreign(self) -> tuple[tuple[int, int, str], ...]:
        """Start, end and language (BCP 47) of what is written in another language."""
        parts = self.text.parts if isinstance(self.text, Text) else ()
        runs = [(drawn(p.text), p.language) for p in parts if isinstance(p, Run) and p.language]
        found = ((self.said.find(words), len(words), language) for words, language in runs)
        return tuple((at, at + length, language) for at, length, language in found if at >= 0)

    def finds(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches in the writer's own words: no address, no other language."""
        for found in pattern.finditer(self.said):
            if not any(start < found.end() and found.start() < end for start, end in self._set):
                yield found

    @functools.cached_property
    def _set(self) -> tuple[tuple[int, int], ...]:
        """Start and end of what no rule of style may touch."""
        addresses = (found.span() for found in _ADDRESS.finditer(self.said))
        return (*((start, end) for start, end, _ in self.foreign), *addresses)

    @property
    def is_heading(self) -> bool:
        """Whether it heads something."""
        return self.role in HEADINGS

    @property
    def is_prose(self) -> bool:
        """Whether it is made of sentences, or of parts of them."""
        return self.role in PROSE and self.kind not in BARE

    @property
    def is_spoken(self) -> bool:
        """Whether its words are the writer's: prose, headings, labels; not names and addresses."""
        return bool(self.role) and self.kind not in BARE

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the sources that it names."""
        fields = self.text.fields if isinstance(self.text, Text) else ()
        return tuple(name[1:] for name in fields if name[:1] == "^")

    def place(self, start: int = 0, end: int | None = None) -> Place | None:
        """Where the characters `start` to `end` of `said` stand in the file."""
        span = self.text.span
        if not span or not self.said[start:end]:
            return span and span.place
        raw = span.source.text[span.start : span.end]
        found = _written(self.said[start:end]).search(raw, _near(self.said, start, raw))
        if not found:
            return span.find(self.said[start:end])
        return span.source.place(span.start + found.start(), span.start + found.end())

    def flaw(self, problem: str, hint: str = "", start: int = 0, end: int | None = None) -> Flaw:
        """A flaw of the characters `start` to `end` of `said`."""
        return Flaw(problem, self.place(start, end), hint, self.blocks)

    def __repr__(self) -> str:
        return f"Passage({self.role}, {self.said!r})"


_Where = tuple[str, tuple[Block, ...]]
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[\w-]+(?:\.[a-z][\w-]+)+(?:/\S*)?")
"""Of the web or of e-mail."""


def _near(said: str, start: int, raw: str) -> int:
    """Where to begin to look for what begins at `start`: behind as many times its first word."""
    word = re.match(r"\S*", said[start:])[0]
    before = len(re.findall(re.escape(word), said[:start])) if word else 0
    at = -1
    for _ in range(before + 1):
        at = raw.find(word, at + 1)
        if at < 0:
            return 0
    return at


def _written(words: str) -> re.Pattern[str]:
    """Finds words as YAML may have them: over several lines, bold, or with a source between."""
    between = r"(?:\*\*|\[\^[\w-]+\])*(?:\s+|\*\*)(?:\*\*|\[)*"
    return re.compile(between.join(map(re.escape, words.split())))


class Section(NamedTuple):
    """A heading of level 2, or the leaflet's title, and all that stands under it."""

    heading: Passage
    passages: tuple[Passage, ...]
    """Without the heading."""

    def flaw(self, problem: str, hint: str = "") -> Flaw:
        """A flaw of the whole section, at its heading."""
        return self.heading.flaw(problem, hint)


class Manuscript:
    """A document as an editor reads it, for a clinic, on a day."""

    def __init__(self, document: Document, today: datetime.date) -> None:
        self.document = document
        self.today = today
        self.clinic: Clinic = document.clinic or clinics.sample()
        self.language: Language = languages.load(document.language)
        self.profile: Profile = profiles.of(document)
        self.passages: tuple[Passage, ...] = tuple(self._passages())
        """In the order of the file."""

    @functools.cached_property
    def sections(self) -> tuple[Section, ...]:
        """The parts under the title and under each heading of level 2."""
        parts: list[tuple[Passage, list[Passage]]] = []
        for passage in self.passages:
            if (passage.role in ("H1", "H2") and not passage.is_short) or not parts:
                parts.append((passage, []))
            else:
                parts[-1][1].append(passage)
        return tuple(Section(heading, tuple(under)) for heading, under in parts)

    @functools.cached_property
    def prose(self) -> tuple[Passage, ...]:
        """The passages that are made of sentences, or of parts of them."""
        return tuple(passage for passage in self.passages if passage.is_prose)

    @functools.cached_property
    def spoken(self) -> tuple[Passage, ...]:
        """The passages whose words are the writer's: prose, headings, labels."""
        return tuple(passage for passage in self.passages if passage.is_spoken)

    @functools.cached_property
    def lists(self) -> tuple[tuple[Passage, ...], ...]:
        """The items of each list, lead-ins left out."""
        whole = (passage for passage in self.prose if not passage.is_short)
        items = (p for p in whole if p.field in LISTED and p.role == "LBody")
        grouped = itertools.groupby(items, key=lambda item: (id(item.block), item.field))
        return tuple(tuple(group) for _, group in grouped)

    @functools.cached_property
    def flows(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks that stand one below the other: the body, and what blocks hold."""
        return tuple(_flows(self.document.body))

    @functools.cached_property
    def lower_words(self) -> frozenset[str]:
        """Every word that the leaflet somewhere writes in small letters alone."""
        words = (word.text for passage in self.spoken for word in passage.words)
        return frozenset(word for word in words if word.islower())

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """The words of the clinic's details and of who made the leaflet, in small letters."""
        details = [run.text for run in self.clinic.details().values()]
        lines = [self.document.publisher, self.document.code, *self.document.authors]
        said = " ".join([*details, *(line.text for line in lines if line)])
        return frozenset(word.text.lower() for word in sentence.words(said))

    @functools.cached_property
    def own(self) -> Own:
        """The user's own words, from a file beside the content."""
        span = self.document.title.span
        return wordlist.own(span.source.folder if span else None)

    @property
    def is_english(self) -> bool:
        """Whether rules on English words apply."""
        return self.document.language.primary == "en"

    def of_kind(self, *names: str) -> tuple[Block, ...]:
        """The blocks that are written with these names."""
        return tuple(block for block in _blocks(self.document.body) if kind(block) in names)

    @functools.cached_property
    def own_clinic(self) -> Clinic | None:
        """The clinic, unless there is none or it is the sample."""
        given = self.document.clinic
        return given if given and not given.is_sample else None

    def flaw(
        self, problem: str, hint: str = "", at: Line | Text | None = None, words: str = ""
    ) -> Flaw:
        """A flaw of the leaflet as a whole, at the value `at` or at the title.

        `words` are those of a plain line that are meant, if not all.
        """
        span = (at or self.document.title).span
        words = words or (at.text if isinstance(at, Line) else "")
        return Flaw(problem, span.find(words) if span else None, hint)

    def _passages(self) -> Iterator[Passage]:
        document, language = self.document, self.document.language.primary
        details = _Known(citation.details(document, self.clinic))
        spoken = _Known({key: run for key, run in details.items() if key[0] != "^"})
        roles = _Roles(document, Voice(self.clinic, details, self.language))
        heads = [(document.title, ("title", ())), (document.subtitle, ("subtitle", ()))]
        found = [*((text, where) for text, where in heads if text), *_texts(document.body)]
        for text, where in sorted(found, key=lambda pair: _offset(pair[0])):
            role = "" if isinstance(text, Name) else roles.of(drawn(_filled(text, details)))
            for form in text.forms if isinstance(text, Text) else (text,):
                passage = Passage(form, drawn(_filled(form, spoken)), role, where, language)
                passage.is_short = form is not text
                yield passage


def _filled(text: Text | Line, details: _Known) -> str:
    return text.plain(details) if isinstance(text, Text) else text.text


class _Known(dict):
    """Details of the clinic; what is not known is nothing, and `leaflet build` will say so."""

    def __missing__(self, key: str) -> Run:
        return Run("")


class _Roles:
    """The role in which each text is read out."""

    def __init__(self, document: Document, voice: Voice) -> None:
        heads = [*voice.heads(1, document.title), *voice.says("P", document.subtitle or "")]
        self.entries = [(role, said) for role, said in (*heads, *voice.flow(document.body)) if said]
        self.whole = {said: role for role, said in reversed(self.entries)}

    def of(self, words: str) -> str:
        """The role of the entry that has these words, whole or with a label before them."""
        if words in self.whole:
            return self.whole[words]
        return next((role for role, said in self.entries if said.endswith(words)), "")


def kind(block: Block) -> str:
    """The name of a block as it is written in YAML."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(block).__name__).lower()


def _texts(value: Any, where: _Where = ("", ())) -> Iterator[tuple[Text | Line, _Where]]:
    """Yield every text under `value` with its key and its blocks; names of files are none."""
    if isinstance(value, Text) or type(value) is Line:
        yield value, where
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, where)
    elif isinstance(value, msgspec.Struct):
        blocks = (*where[1], value) if isinstance(value, Block) else where[1]
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), (name, blocks))


def _blocks(value: Any) -> Iterator[Block]:
    """Yield every block under `value`, those that hold others first."""
    if isinstance(value, tuple):
        for item in value:
            yield from _blocks(item)
    elif isinstance(value, msgspec.Struct):
        if isinstance(value, Block):
            yield value
        for name in value.__struct_fields__:
            yield from _blocks(getattr(value, name))


def _flows(value: Any) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks of each flow under `value`; where a page ends makes no difference."""
    if isinstance(value, tuple):
        if flow := tuple(b for b in value if isinstance(b, Block) and kind(b) != "page_break"):
            yield flow
        for item in value:
            yield from _flows(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _flows(getattr(value, name))


def _offset(text: Text | Line) -> int:
    return text.span.start if text.span else 0
