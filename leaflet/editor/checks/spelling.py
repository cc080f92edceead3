"""Every word is spelt right.

Checked where this computer has a Hunspell dictionary for the leaflet's language, such as the
package hunspell-en-gb brings or LibreOffice comes with; without one this rule finds nothing. Names,
addresses and words of the clinic's details are left alone. What is right but not in the dictionary
goes under `allow` in a file words.yaml beside the content.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from leaflet.editor.prose import dictionary, wordlist
from leaflet.editor.prose.dictionary import Dictionary
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.sentence import Word

GROUP = "spelling"
SEVERITY = "warning"
SOURCE = "Hunspell: https://hunspell.github.io"
_PARTS = r"[^\W\d_]++(?:-[^\W\d_]++)*+"
_WORD = re.compile(
    rf"(?<![\w“‘])(?:(?P<word>{_PARTS}(?![\w-])(?:[’']{_PARTS}(?![\w-]))*+)|{_PARTS})"
)
"""A word, or letters before a digit or a hyphen, which are skipped so as to be read once."""
SHORTEST = 3
"""Letters of a word that is looked up."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the words that no dictionary has, each once."""
    own = dictionary.find(manuscript.document.language.text)
    if not own and not any(passage.foreign for passage in manuscript.spoken):
        return
    seen = set(_known(manuscript))
    knows, suggest = functools.cache(Dictionary.knows), functools.cache(Dictionary.suggest)
    for passage in manuscript.spoken:
        starts = {sentence.start for sentence in passage.sentences}
        for word, words in _looked_up(passage, own):
            if word.text.lower() in seen or knows(words, word.text):
                continue
            near = suggest(words, word.text)
            if not word.text.islower():
                near = [n for n in near if word.start in starts and _is_swapped(n, word.text)]
                if not near:  # most likely a name
                    continue
            seen.add(word.text.lower())
            yield _flaw(passage, word, near)


def _flaw(passage: Passage, word: Word, near: list[str]) -> Flaw:
    meant = " or ".join(f"“{each}”" for each in near)
    asked = f"did you mean {meant}? If not" if meant else "if it is right"
    hint = f"{asked}, put it under `allow` in {wordlist.FILE}"
    problem = f"`{word.text}` is not in the dictionary"
    return passage.flaw(problem, hint, word.start, word.end)


def _looked_up(passage: Passage, own: Dictionary | None) -> Iterator[tuple[Word, Dictionary]]:
    """Yield the words of a passage, each with the dictionary of its language if there is one."""
    if own:
        for word in _words(passage.finds(_WORD)):
            if word.text.islower() or word.text.istitle():
                yield word, own
    for start, end, language in passage.foreign:
        if words := dictionary.find(language):
            for word in _words(_WORD.finditer(passage.said, start, end)):
                yield word, words


def _words(found: Iterable[re.Match[str]]) -> Iterator[Word]:
    """Yield the words that are long enough to look up."""
    for each in found:
        if each["word"] and len(each["word"]) >= SHORTEST:
            yield Word(each["word"], *each.span())


def _known(manuscript: Manuscript) -> Iterator[str]:
    """Yield words that need no dictionary, in small letters."""
    yield from manuscript.names
    yield from manuscript.own.allowed
    for words in wordlist.sets("known").values():
        yield from words
    for passage in manuscript.passages:
        if not passage.is_spoken:
            yield from (word.text.lower() for word in passage.words)


def _is_swapped(word: str, written: str) -> bool:
    """Return whether only two letters are swapped, as in “Teh”."""
    return sorted(word) == sorted(written.lower())
