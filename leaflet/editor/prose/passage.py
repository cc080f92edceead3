"""Passage: a text of the leaflet with its role and place; rules yield flaws of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.editor.prose import sentence
from leaflet.editor.prose.sentence import Sentence, Word
from leaflet.source.value import Line
from leaflet.text.fonts import drawn
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.errors import Place

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
PROSE = ("P", "LBody", "TD")
"""The roles of what is read on its own: paragraphs, items of lists, cells of tables."""
BARE = ("references", "contact", "appointment", "notes", "qr")
"""Blocks whose words are names, addresses and titles of sources, not sentences."""


class Flaw(NamedTuple):
    """What a rule has against a place: a sentence, the place and a hint."""

    problem: str
    place: Place | None
    hint: str = ""
    blocks: tuple[Block, ...] = ()
    """The blocks that it stands in, the outermost first: one of them may accept it."""


class Passage:
    """A text of the leaflet with its role, key and blocks."""

    def __init__(
        self,
        text: Text | Line,
        said: str,
        role: str,
        where: Where,
        language: str,
        *,
        is_short: bool = False,
    ) -> None:
        self.text = text
        self.said = said
        """The words as printed, details of the clinic filled in, without numbers of sources."""
        self.role = role
        """A structure type, such as P, LBody (an item of a list), H2 or TD; "" if not read out."""
        self.language = language
        """ISO 639-1."""
        self.is_short = is_short
        """Whether it is the short form of the passage before it."""
        self.field, self.blocks = where
        """Its key in YAML, and the blocks that it stands in, the outermost first."""

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
        return tuple(sentence.sentences(self.said, self.language))

    @functools.cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words and numbers."""
        return tuple(sentence.words(self.said))

    @functools.cached_property
    def foreign(self) -> tuple[tuple[int, int, str], ...]:
        """Start, end and language (BCP 47) of words in another language."""
        parts = self.text.parts if isinstance(self.text, Text) else ()
        runs = [(drawn(p.text), p.language) for p in parts if isinstance(p, Run) and p.language]
        found = ((self.said.find(words), len(words), language) for words, language in runs)
        return tuple((at, at + length, language) for at, length, language in found if at >= 0)

    def finds(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches in the writer's own words, not in addresses or other languages."""
        for found in pattern.finditer(self.said):
            if not any(start < found.end() and found.start() < end for start, end in self._set):
                yield found

    @functools.cached_property
    def _set(self) -> tuple[tuple[int, int], ...]:
        """Start and end of words that no rule of style may touch."""
        addresses = (found.span() for found in _ADDRESS.finditer(self.said))
        return (*((start, end) for start, end, _ in self.foreign), *addresses)

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
        if not span or not self.said[start:end]:
            return span and span.place
        raw = span.source.text[span.start : span.end]
        found = _written(self.said[start:end]).search(raw, _near(self.said, start, raw))
        if not found:
            return span.find(self.said[start:end])
        return span.source.place(span.start + found.start(), span.start + found.end())

    def flaw(self, problem: str, hint: str = "", start: int = 0, end: int | None = None) -> Flaw:
        """Return a flaw at the characters `start` to `end`."""
        return Flaw(problem, self.place(start, end), hint, self.blocks)

    def __repr__(self) -> str:
        return f"Passage({self.role}, {self.said!r})"


Where = tuple[str, tuple[Block, ...]]
"""The key of a text in YAML, and the blocks that it stands in, the outermost first."""
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|\b[\w-]+(?:\.[a-z][\w-]+)+(?:/\S*)?")
"""Of the web or of e-mail."""


def _near(said: str, start: int, raw: str) -> int:
    """Return where to search for the words at `start`: after as many of their first word."""
    word = re.match(r"\S*", said[start:])[0]
    before = len(re.findall(re.escape(word), said[:start])) if word else 0
    at = -1
    for _ in range(before + 1):
        at = raw.find(word, at + 1)
        if at < 0:
            return 0
    return at


def _written(words: str) -> re.Pattern[str]:
    """Return a pattern that finds words as YAML may have them: over lines, bold, with citations."""
    between = r"(?:\*\*|\[\^[\w-]+\])*(?:\s+|\*\*)(?:\*\*|\[)*"
    return re.compile(between.join(map(re.escape, words.split())))
