"""Every word is spelt right.

Checked where this computer has a Hunspell dictionary for the leaflet's language, such as the
package hunspell-en-gb brings or LibreOffice comes with; without one this rule finds nothing. Names,
addresses and words of the clinic's details are left alone. What is right but not in the dictionary
goes under `allow` in a file words.yaml beside the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import dictionary, wordlist
from leaflet.editor.prose.dictionary import Dictionary
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.sentence import Word

GROUP = "spelling"
SEVERITY = "warning"
SOURCE = "Hunspell: https://hunspell.github.io"
_WORD = re.compile(r"(?<![\w“‘])[^\W\d_]+(?:[’'-][^\W\d_]+)*(?![\w-])")
SHORTEST = 3
"""Letters of a word that is looked up."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the words that no dictionary has, each once."""
    own = dictionary.find(manuscript.document.language.text)
    if not own and not any(passage.foreign for passage in manuscript.spoken):
        return
    seen = set(_known(manuscript))
    for passage in manuscript.spoken:
        starts = {sentence.start for sentence in passage.sentences}
        for word, words in _looked_up(passage, own):
            if word.text.lower() in seen or words.knows(word.text):
                continue
            near = words.suggest(word.text)
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
    for found in passage.finds(_WORD) if own else ():
        if len(found[0]) >= SHORTEST and (found[0].islower() or found[0].istitle()):
            yield Word(found[0], *found.span()), own
    for start, end, language in passage.foreign:
        if words := dictionary.find(language):
            for found in _WORD.finditer(passage.said, start, end):
                if len(found[0]) >= SHORTEST:
                    yield Word(found[0], *found.span()), words


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
