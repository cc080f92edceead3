"""Manuscript: a leaflet passage by passage, as an editor reads it."""

from __future__ import annotations

import datetime
import functools
import operator
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from leaflet.composition import edition as editions
from leaflet.content import clinic as clinics
from leaflet.content import language as languages
from leaflet.content.frequency import BigNumber, Frequency
from leaflet.content.inline import Filling, Text
from leaflet.content.list_item import ListItem
from leaflet.content.picture_file import PictureFile
from leaflet.document import citation
from leaflet.document import profile as profiles
from leaflet.document.block import Block
from leaflet.document.voice import Voice
from leaflet.editor import claims
from leaflet.editor.prose import sentence, wordlist
from leaflet.editor.prose.passage import Flaw, Passage, Where
from leaflet.source import walk
from leaflet.source.value import Line, Name
from leaflet.text.fonts import drawn
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.content.clinic import Clinic
    from leaflet.content.language import Language
    from leaflet.document.document import Document
    from leaflet.document.profile import Profile
    from leaflet.editor.claims import Attribution
    from leaflet.editor.prose.wordlist import Own

LISTED = ("items", "do", "dont", "see")
"""The keys of what a list is made of."""


class Section(NamedTuple):
    """A heading of level 2, or the leaflet's title, and all that stands under it."""

    heading: Passage
    passages: tuple[Passage, ...]
    """Without the heading."""

    def flaw(self, problem: str, hint: str = "") -> Flaw:
        """Return a flaw of the whole section, at its heading."""
        return self.heading.flaw(problem, hint)


class Manuscript:
    """A document as an editor reads it, for a clinic, on a day."""

    def __init__(self, document: Document, today: datetime.date) -> None:
        self.today = today
        self.clinic: Clinic = document.clinic or clinics.sample()
        self.document = editions.for_clinic(document, self.clinic.told)
        self.language: Language = languages.load(document.language)
        self.profile: Profile = profiles.of(document)
        self.passages: tuple[Passage, ...] = tuple(self._passages())
        """In the order of the file."""

    @functools.cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections under the title and under each heading of level 2."""
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
    def aloud(self) -> tuple[str, ...]:
        """All that the body says, with numbers that are no text, but for the contact details."""
        blocks = tuple(block for block in self.document.body if block.word != "contact")
        filling = Filling(_Known(self.clinic.details()), _Known(citation.numbers(self.document)))
        said = Voice(self.clinic, filling, self.language).flow(blocks)
        return tuple(words for _, words in said if words)

    @functools.cached_property
    def lists(self) -> tuple[tuple[Passage, ...], ...]:
        """The items of each list, without lead-ins."""
        whole = (passage for passage in self.prose if not passage.is_short)
        grouped: dict[tuple[int, str], list[Passage]] = {}
        for item in whole:
            if item.role in ("LBody", "P") and _is_item(item):
                holder = item.block if item.kind == "key_points" else item.holder
                grouped.setdefault((id(holder), item.field), []).append(item)
        return tuple(map(tuple, grouped.values()))

    @functools.cached_property
    def flows(self) -> tuple[tuple[Block, ...], ...]:
        """The flows of blocks: the body, and flows inside blocks."""
        flows = map(_flow, walk.walk(self.document.blocks, tuple))
        return tuple(flow for flow in flows if flow)

    @functools.cached_property
    def lower_words(self) -> frozenset[str]:
        """Every word that the leaflet writes in lower case somewhere."""
        words = (word.text for passage in self.spoken for word in passage.words)
        return frozenset(word for word in words if word.islower())

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """The words of the clinic's details and of publisher and authors, in lower case."""
        details = [run.text for run in self.clinic.details().values()]
        lines = [self.document.publisher, self.document.code, *self.document.authors]
        said = " ".join([*details, *(line.text for line in lines if line)])
        return frozenset(word.text.lower() for word in sentence.words(said))

    @functools.cached_property
    def own(self) -> Own:
        """The user's own words, from a file beside the content."""
        span = self.document.title.span
        return wordlist.own(span.source.folder if span else None)

    @functools.cached_property
    def claims(self) -> tuple[Attribution, ...] | None:
        """The claims in the file beside the content; None where there is no such file."""
        return claims.beside(self.document)

    @property
    def is_english(self) -> bool:
        """Whether rules on English words apply."""
        return self.document.language.primary == "en"

    def called(self, passage: Passage) -> Iterator[tuple[int, int]]:
        """Yield where the phone numbers of a passage stand, by the words of its language."""
        start = 0
        for run in self.language.phones.linked((Run(passage.said),)):
            end = start + len(run.text)
            if run.link:
                yield start, end
            start = end

    def of_text(self, text: object) -> Sequence[Passage]:
        """Return the passages of a text object."""
        return self._by_text.get(id(text), ())

    @functools.cached_property
    def _by_text(self) -> dict[int, list[Passage]]:
        found: dict[int, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(id(passage.text), []).append(passage)
        return found

    def of_kind(self, *names: str) -> tuple[Block, ...]:
        """Return the blocks of these names."""
        blocks = walk.walk(self.document.blocks, Block)
        return tuple(block for block in blocks if block.word in names)

    @functools.cached_property
    def own_clinic(self) -> Clinic | None:
        """The clinic; None if there is none or it is the sample."""
        given = self.document.clinic
        return given if given and not given.is_sample else None

    def flaw(
        self,
        problem: str,
        hint: str = "",
        at: Line | Text | PictureFile | None = None,
        words: str = "",
    ) -> Flaw:
        """Return a flaw of the whole leaflet, at the value `at` or at the title.

        `words` are those of a plain line that are meant, if not all.
        """
        span = (at or self.document.title).span
        words = words or (at.text if isinstance(at, Line) else "")
        return Flaw(problem, span.find(words) if span else None, hint)

    def _passages(self) -> Iterator[Passage]:
        document = self.document
        filling = Filling(_Known(self.clinic.details()), _Known(citation.numbers(document)))
        spoken = filling._replace(citations=_Known())
        roles = _Roles(document, Voice(self.clinic, filling, self.language))
        heads = [(document.title, Where("title", ())), (document.subtitle, Where("subtitle", ()))]
        found = [*((text, where) for text, where in heads if text), *_texts(document.blocks)]
        for text, where in sorted(found, key=lambda pair: _offset(pair[0])):
            role = "" if isinstance(text, Name) else roles.of("".join(_pieces(text, filling)))
            for form in text.forms if isinstance(text, Text) else (text,):
                pieces, is_short = _pieces(form, spoken), form is not text
                yield Passage(form, pieces, role, where, self.language, is_short=is_short)


def _is_item(passage: Passage) -> bool:
    """Return whether a passage is an item of a list, or a point with a title of its own."""
    return passage.field in LISTED or (passage.kind, passage.field) == ("key_points", "text")


def _pieces(text: Text | Line, filling: Filling) -> tuple[str, ...]:
    """Return the words of each part of a text as printed."""
    words = (run.text for run in text.runs(filling)) if isinstance(text, Text) else (text.text,)
    return tuple(map(drawn, words))


class _Known(dict[str, Run]):
    """Words by key; what is not known is nothing, and `leaflet build` will say so."""

    def __missing__(self, key: str) -> Run:
        return Run("")


class _Roles:
    """The role in which each text is read out."""

    def __init__(self, document: Document, voice: Voice) -> None:
        heads = [*voice.heads(1, document.title), *voice.says("P", document.subtitle or "")]
        entries = (*heads, *voice.flow(document.blocks))
        self._entries = [(said, role) for role, said in entries if said]
        self._whole = dict(reversed(self._entries))
        self._found: dict[str, str] = {}

    def of(self, words: str) -> str:
        """Return the role of the entry with these words: whole, after a label, or before more."""
        if words in self._whole:
            return self._whole[words]
        if words not in self._found:
            found = self._begun(self._backward, words[::-1]) or self._begun(self._forward, words)
            self._found[words] = self._entries[min(found)][1] if found else ""
        return self._found[words]

    def _begun(self, entries: list[tuple[str, int]], words: str) -> list[int]:
        """Return the numbers of the entries that begin with these words."""
        first = bisect_left(entries, words, key=operator.itemgetter(0))
        last = bisect_right(entries, words, key=lambda entry: entry[0][: len(words)])
        return [number for _, number in entries[first:last]]

    @functools.cached_property
    def _forward(self) -> list[tuple[str, int]]:
        """The words of each entry, sorted, with the entry's number."""
        return sorted((said, number) for number, (said, _) in enumerate(self._entries))

    @functools.cached_property
    def _backward(self) -> list[tuple[str, int]]:
        """The words of each entry, spelt backwards and sorted, with the entry's number."""
        return sorted((said[::-1], number) for said, number in self._forward)


def _texts(body: tuple[Block, ...]) -> Iterator[tuple[Text | Line, Where]]:
    """Yield every text of the body with its key and its blocks; names of files are none."""
    for found in walk.located(body, (Text, Line)):
        if isinstance(found.value, Text) or type(found.value) in (Line, BigNumber, Frequency):
            blocks = tuple(each for each in found.holders if isinstance(each, Block))
            yield found.value, _where(found, blocks)


def _where(found: walk.Located, blocks: tuple[Block, ...]) -> Where:
    """Return the place of a text; the words of an item stand where the item does."""
    *others, holder = found.holders
    if not (isinstance(holder, ListItem) and found.key == "text"):
        return Where(found.key, blocks, holder)
    fields = zip(others[-1].__struct_fields__, walk.inside(others[-1]), strict=True)
    keys = (key for key, held in fields if any(each is holder for each in walk.inside(held)))
    return Where(next(keys, found.key), blocks, others[-1])


def _flow(items: tuple[object, ...]) -> tuple[Block, ...]:
    """Return the blocks of a flow, without page breaks."""
    return tuple(b for b in items if isinstance(b, Block) and b.word != "page_break")


def _offset(text: Text | Line) -> int:
    return text.span.start if text.span else 0
