"""Passage: a text of the leaflet with its role and place; rules yield flaws of it."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from leaflet.content.inline import Cite, Field, Text
from leaflet.document.block import Block
from leaflet.editor.prose import sentence
from leaflet.editor.prose.origin import Origin
from leaflet.editor.prose.sentence import Sentence, Word
from leaflet.editor.prose.spans import Spans
from leaflet.source.value import Line
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.content.language import Language
    from leaflet.errors import Place

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
PROSE = ("P", "LBody", "TD")
"""The roles of what is read on its own: paragraphs, items of lists, cells of tables."""
BARE = ("references", "contact", "contacts", "appointment", "notes", "qr")
"""Blocks whose words are names, addresses and titles of sources, not sentences."""


class Flaw(NamedTuple):
    """What a rule has against a place: a sentence, the place and a hint."""

    problem: str
    place: Place | None
    hint: str = ""
    blocks: tuple[Block, ...] = ()
    """The blocks that it stands in, the outermost first: one of them may accept it."""


class Where(NamedTuple):
    """The place of a text in the leaflet."""

    field: str
    """Its key in YAML."""
    blocks: tuple[Block, ...]
    """The blocks that it stands in, the outermost first."""
    holder: msgspec.Struct | None = None
    """What has the key: a block, or an item of one."""


class Passage:
    """A text of the leaflet with its role, key and blocks."""

    def __init__(
        self,
        text: Text | Line,
        pieces: Sequence[str],
        role: str,
        where: Where,
        language: Language,
        *,
        is_short: bool = False,
    ) -> None:
        """Join `pieces`, the words of each part of the text as printed."""
        self.text = text
        self.said = "".join(pieces)
        """The words as printed, details of the clinic filled in, without numbers of sources."""
        self.role = role
        """A structure type, such as P, LBody (an item of a list), H2 or TD; "" if not read out."""
        self.language = language
        self.is_short = is_short
        """Whether it is the short form of the passage before it."""
        self.field, self.blocks, self.holder = where
        self._pieces = pieces

    @property
    def block(self) -> Block | None:
        """The innermost block around it; None for title and subtitle."""
        return self.blocks[-1] if self.blocks else None

    @functools.cached_property
    def kind(self) -> str:
        """Name of that block as written in YAML, or `document`."""
        return self.block.word if self.block else "document"

    @functools.cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences; a list item is one even without a full stop."""
        return tuple(sentence.sentences(self.said, self.language.tag.primary))

    @functools.cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words and numbers."""
        return tuple(sentence.words(self.said))

    @property
    def length(self) -> int:
        """The number of its words, as many as English would have."""
        return self.length_of(self.words)

    def length_of(self, words: Iterable[Word]) -> int:
        """Return the number of words of a sentence in its language."""
        count = sentence.length(words, self.language.letters_a_word)
        return round(count / self.language.words_a_word)

    @functools.cached_property
    def foreign(self) -> tuple[tuple[int, int, str], ...]:
        """Start, end and language (BCP 47) of words in another language."""
        return tuple(
            (start, end, part.language)
            for part, start, end in self.parts
            if isinstance(part, Run) and part.language
        )

    @property
    def parts(self) -> Iterator[tuple[Run | Field | Cite, int, int]]:
        """Yield each part of the text with its start and end in `said`; a plain line has none."""
        start = 0
        for part, words in zip(getattr(self.text, "parts", ()), self._pieces, strict=False):
            yield part, start, start + len(words)
            start += len(words)

    def said_at(self, written: int) -> int:
        """Return the offset in `said` of an offset in the writer's own words."""
        number = bisect_right(self._runs, written, key=itemgetter(0)) - 1
        if number < 0:
            return written
        before, start = self._runs[number]
        return start + written - before

    @functools.cached_property
    def _runs(self) -> list[tuple[int, int]]:
        """The offsets of each run of the writer's words: among them, and in `said`."""
        runs = [(part, start) for part, start, _ in self.parts if isinstance(part, Run)]
        lengths = accumulate((len(run.text) for run, _ in runs), initial=0)
        return [(before, start) for before, (_, start) in zip(lengths, runs, strict=False)]

    def finds(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches in the writer's own words, not in addresses or other languages."""
        for found in pattern.finditer(self.said):
            if not self._set.meet(*found.span()):
                yield found

    @functools.cached_property
    def _set(self) -> Spans:
        """Addresses and words in other languages, which no rule of style may touch."""
        addresses = (
            (found.start("site") if found["site"] else found.start(), found.end())
            for found in _ADDRESS.finditer(self.said)
        )
        return Spans([*((start, end) for start, end, _ in self.foreign), *addresses])

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.role in HEADINGS

    @property
    def is_prose(self) -> bool:
        """Whether it consists of sentences or parts of sentences."""
        return self.role in PROSE and self.kind not in BARE

    @property
    def is_spoken(self) -> bool:
        """Whether its words are the writer's: prose, headings and labels."""
        return bool(self.role) and self.kind not in BARE

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the references it cites."""
        return self.text.cited if isinstance(self.text, Text) else ()

    def place(self, start: int = 0, end: int | None = None) -> Place | None:
        """Return the place in the file of the characters `start` to `end`."""
        span = self.text.span
        if span is None:
            return None
        end = len(self.said) if end is None else end
        found = self._origin.find(start, end)
        if found:
            return span.source.place(span.start + found[0], span.start + found[1])
        return span.find(self.said[start:end])

    @functools.cached_property
    def _origin(self) -> Origin:
        """The places of its words in the file."""
        span = self.text.span
        raw = span.source.text[span.start : span.end] if span else ""
        filled = ((start, end) for part, start, end in self.parts if isinstance(part, Field))
        return Origin(self.said, raw, Spans(filled))

    def flaw(self, problem: str, hint: str = "", start: int = 0, end: int | None = None) -> Flaw:
        """Return a flaw at the characters `start` to `end`."""
        return Flaw(problem, self.place(start, end), hint, self.blocks)

    def __repr__(self) -> str:
        return f"Passage({self.role}, {self.said!r})"


_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|(?<!\S)\S[^\s@]*+@\S+\.\w+"
    r"|(?<![\w-])-*+(?!www\.)(?P<site>\w[\w-]*+(?:\.[a-z][\w-]+)+(?:/\S*)?)"
)
"""Of the web or of e-mail. Each alternative is tried once a word, not from each of its letters."""
