"""Measures how hard a leaflet is to read, by the formulas that guidance names for its language.

A formula counts lengths; it cannot tell sense from nonsense. Use the figures to find heavy
sections, not as proof that a text is plain.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from leaflet.editor.prose import formula
from leaflet.editor.prose.formula import Formula, Ratios
from leaflet.editor.prose.manuscript import Manuscript, Section
from leaflet.editor.prose.passage import Passage
from leaflet.editor.prose.sentence import words
from leaflet.editor.prose.syllable import syllables

LONG = 3
"""Syllables of what SMOG calls a polysyllabic word."""
FEWEST = 30
"""Sentences that SMOG is made for (McLaughlin, 1969)."""
ENOUGH = 30
"""Words below which a grade says nothing."""
LABEL = 2
"""Words of a label."""
TOPICS = 20
"""Long words of a title that are taken as its topic, at most."""
TOPIC_SYLLABLES = 1
"""What a word of the topic counts for once the leaflet has said what it means."""


STOPS = (".", "?", "!", ":", "…", "。", "？", "！", "।", "۔", "؟", "።", "။", "។", "։", "།")
"""What ends a sentence in the languages that there are."""


class Counts(NamedTuple):
    """The counts that the formulas use."""

    sentences: int
    words: int
    syllables: int
    polysyllables: int
    """Words of 3 syllables or more, or of as many as the formula of the language calls hard."""
    letters: int = 0
    long: int = 0
    """Words of more than 6 letters."""

    @property
    def are_enough(self) -> bool:
        """Return whether there are enough words for a grade to mean something."""
        return self.words >= ENOUGH

    @property
    def grade(self) -> float:
        """Return the Flesch-Kincaid grade: US school years, reading age less 5 (Kincaid, 1975)."""
        return 0.39 * self._words_a_sentence + 11.8 * self._syllables_a_word - 15.59

    @property
    def ease(self) -> float:
        """Return the Flesch reading ease: plain English has 60 or more (Flesch, 1948)."""
        return 206.835 - 1.015 * self._words_a_sentence - 84.6 * self._syllables_a_word

    @property
    def smog(self) -> float:
        """Return the SMOG grade, for full understanding (McLaughlin, 1969)."""
        return 1.043 * math.sqrt(self.polysyllables * 30 / max(1, self.sentences)) + 3.1291

    @property
    def ratios(self) -> Ratios:
        """What the formulas of other languages weigh."""
        counted = (self.sentences, self.syllables, self.letters, self.long, self.polysyllables)
        return Ratios(self._words_a_sentence, *(each / max(1, self.words) for each in counted))

    @property
    def _words_a_sentence(self) -> float:
        return self.words / max(1, self.sentences)

    @property
    def _syllables_a_word(self) -> float:
        return self.syllables / max(1, self.words)


class Row(NamedTuple):
    """A section with its figures."""

    section: Section
    counts: Counts


class Readability(NamedTuple):
    """The readability figures of a leaflet."""

    whole: Counts
    """Words of the topic that are explained count one syllable."""
    raw: Counts
    """Every word counts in full."""
    topic: tuple[str, ...]
    """The words of the topic that are explained."""
    sections: tuple[Row, ...]
    """Those that have sentences."""
    formula: Formula | None = None
    """That of a language other than English, if there is one."""


@functools.lru_cache(8)
def of(manuscript: Manuscript) -> Readability:
    """Measure a manuscript, without its headings, names and references."""
    known = formula.of(manuscript.document.language)
    topic = explained(manuscript) if manuscript.is_english else ()
    rows = []
    for section in manuscript.sections:
        if counted := counts(filter(is_read, section.passages), topic, known):
            rows.append(Row(section, counted))
    empty = Counts(0, 0, 0, 0)
    prose = [*filter(is_read, manuscript.prose)]
    whole, raw = (counts(prose, words, known) or empty for words in (topic, ()))
    return Readability(whole, raw, topic, tuple(rows), known)


def is_read(passage: Passage) -> bool:
    """Return whether a passage is running text, which counts.

    Headings do not, nor do titles, and labels of one or two words ("eggs", "1 October") would only
    make a leaflet look easier than it is. An item of a list is a sentence of its own.
    """
    if not passage.is_prose or passage.is_short or passage.field == "title":
        return False
    return passage.length > LABEL or passage.said.endswith(STOPS)


def counts(
    passages: Iterable[Passage], topic: tuple[str, ...] = (), known: Formula | None = None
) -> Counts | None:
    """Count the words and syllables of passages; None if they have no words."""
    each = [(s.words, p.length_of(s.words)) for p in passages for s in p.sentences if s.words]
    said = [word.text for words, _ in each for word in words]
    if not said:
        return None
    spoken = [known.syllables(word) if known else _syllables(word, topic) for word in said]
    hard = sum(count >= (known.hard if known else LONG) for count in spoken)
    letters = [sum(map(str.isalpha, word)) for word in said]
    long = sum(count > formula.LONG for count in letters)
    return Counts(len(each), sum(n for _, n in each), sum(spoken), hard, sum(letters), long)


def _syllables(word: str, topic: tuple[str, ...]) -> int:
    if word[0].isdigit():
        return 1
    lower = word.lower()
    known = lower in topic or lower.removesuffix("s") in topic
    return TOPIC_SYLLABLES if known else syllables(word)


def explained(manuscript: Manuscript) -> tuple[str, ...]:
    """Return the long words of the title that the leaflet explains, in lower case.

    It does by a glossary, by a heading such as "About acupuncture" or "What is acupuncture?", or by
    a sentence: "acupuncture is a …", "acupuncture means …", "acupuncture, a …", "acupuncture (…)".
    """
    title = manuscript.document.title.literal
    long = (word.text.lower() for word in words(title) if syllables(word.text) >= LONG)
    first = islice(dict.fromkeys(long), TOPICS)
    return tuple(word for word in first if _is_said(word, manuscript))


def _is_said(word: str, manuscript: Manuscript) -> bool:
    heading, sentence = _explaining(word)
    for passage in manuscript.passages:
        if passage.kind == "glossary" and passage.field == "term":
            if word in passage.said.lower():
                return True
        elif (heading if passage.is_heading else sentence).search(passage.said):
            return True
    return False


def _explaining(word: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns for a heading and a sentence that explain a word."""
    named = rf"(?:an? |the |your )?{re.escape(word)}s?\b"
    asked = rf"(?:about|what(?:’s| is| are)) {named}(?: and\b.*)?\??$"
    heading = rf"^(?:{asked}|what {named} (?:is|are|means?)\b)"
    behind = r"(?: (?:is|are) (?:an?|the|when|where|how)\b| means?\b|, (?:an?|which is|or)\b| \()"
    sentence = rf"\b{named}{behind}|\({named}\)"
    return re.compile(heading, re.IGNORECASE), re.compile(sentence, re.IGNORECASE)
