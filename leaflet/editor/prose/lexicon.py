"""Finds what the words of a sentence mean: an illness, a medicine, a therapy, an outcome.

Files of `words/` list the words by meaning, with commas between ways to say it. A
noun is found in the plural too, and a verb in
all its regular forms; other phrases are found as written. `a/b` is one word or the other, `word?`
may be missing, `heal*` has any ending, `*pril` any beginning, `<n>` is a number and `...` stands
for up to 4 words; `^` is the beginning of the sentence. `<usual>` is any word of the class that a
file lists under that name.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.value import Line

FILES = ("actors", "care", "claiming", "illnesses", "outcomes", "persuasion", "stances")
"""The files in `words/` that list words by meaning."""
_TOKEN = re.compile(r"\d[\d.,]*|[^\W\d_]+(?:[’'][^\W\d_]+)*|[%£$€;:,.–—“”\"!?★]")
_QUOTE = str.maketrans({"’": "'", '"': "“"})
_COMMA = re.compile(r"(?<! ), ")
"""What parts phrases; a comma after a blank is a word of its phrase."""
_STOPS = frozenset(";:.–—!?")
_SHORT = {"can't": ("cannot",), "won't": ("will", "not"), "let's": ("let", "us")}
_ENDINGS = {"n't": "not", "'ll": "will", "'ve": "have", "'re": "are", "'d": "had", "'s": ""}
_GAP = 4
"""Words that `...` stands for at most."""
_STEM = 3
"""Letters by which words with any ending are found."""
_NUMBERS = frozenset(
    {
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "hundred",
        "several",
        "few",
        "couple",
        "first",
        "second",
        "third",
        "single",
    }
)
_NUMBER = "<n>"
_BEGINNING = "^"
WordChoice = tuple[tuple[str, ...], ...]
"""Ways to write a part of a phrase, each in words."""
_ANYTHING: WordChoice = ()
"""What `...` stands for."""


class Meanings(Struct, frozen=True):
    """Words by their meaning, one file in `words/`."""

    classes: dict[str, tuple[Line, ...]] = msgspec.field(default_factory=dict)
    """Words that stand in the same place of a phrase, by the name of the class."""
    nouns: dict[str, tuple[Line, ...]] = msgspec.field(default_factory=dict)
    verbs: dict[str, tuple[Line, ...]] = msgspec.field(default_factory=dict)
    phrases: dict[str, tuple[Line, ...]] = msgspec.field(default_factory=dict)


class LexicalToken(NamedTuple):
    """A word, number or mark in lower case, with its offsets."""

    text: str
    start: int
    end: int


class Sense(NamedTuple):
    """A part of a sentence with a meaning: its first token, and the one after its last."""

    first: int
    last: int


class Meant(NamedTuple):
    """A sentence with what its parts mean, each meaning's parts in order."""

    tokens: tuple[LexicalToken, ...]
    senses: Mapping[str, tuple[Sense, ...]]

    def has(self, meaning: str) -> bool:
        """Return whether any part has this meaning."""
        return meaning in self.senses


@functools.lru_cache(2048)
def reading(sentence: str) -> Meant:
    """Return what the parts of a sentence mean."""
    tokens = tuple(_tokens(sentence))
    words = [token.text for token in tokens]
    found: dict[str, set[Sense]] = {}
    for first, word in enumerate(words):
        for meaning, rest in _candidates(word, words[first + 1] if first + 1 < len(words) else ""):
            last = _end(rest, words, first + 1)
            if last is not None:
                found.setdefault(meaning, set()).add(Sense(first, last))
    return Meant(tokens, {meaning: tuple(sorted(each)) for meaning, each in found.items()})


def _tokens(sentence: str) -> Iterator[LexicalToken]:
    yield LexicalToken(_BEGINNING, 0, 0)
    for found in _TOKEN.finditer(sentence):
        for word in _whole_words(found[0].lower().translate(_QUOTE)):
            yield LexicalToken(word, *found.span())


def _whole_words(word: str) -> tuple[str, ...]:
    """Return the words of a contraction: “won't” is “will not”, and “clinic's” is “clinic”."""
    if "'" not in word:
        return (word,)
    if word in _SHORT:
        return _SHORT[word]
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and word != ending:
            return tuple(each for each in (word.removesuffix(ending), full) if each)
    return (word,)


def _candidates(word: str, after: str) -> Iterator[tuple[str, tuple[WordChoice, ...]]]:
    """Yield the meanings that may begin with a word, each with what must follow.

    Those that need another word than the one `after` it are left out, where that is plain.
    """
    whole, endings, beginnings = _lexicon()
    for number in (word, _NUMBER) if _is_number(word) else (word,):
        for meaning, rest, seconds in whole.get(number, ()):
            if seconds is None or after in seconds:
                yield meaning, rest
    for meaning, stem, rest in endings.get(word[:_STEM], ()):
        if word.startswith(stem):
            yield meaning, rest
    for meaning, tail, rest in beginnings.get(word[-_STEM:], ()):
        if word.endswith(tail) and word != tail:
            yield meaning, rest


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in _NUMBERS


def _end(rest: tuple[WordChoice, ...], words: list[str], at: int) -> int | None:
    """Return where a phrase ends whose `rest` should stand from `at`, or None."""
    for place, wanted in enumerate(rest):
        if wanted is _ANYTHING:
            return _after_gap(rest[place + 1 :], words, at)
        fitting = next((way for way in wanted if _fits(way, words, at)), None)
        if fitting is None:
            return None
        at += len(fitting)
    return at


def _after_gap(rest: tuple[WordChoice, ...], words: list[str], at: int) -> int | None:
    for start in range(at, min(at + _GAP, len(words) - 1) + 1):
        found = _end(rest, words, start)
        if found is not None:
            return found
        if words[start] in _STOPS:
            return None
    return None


def _fits(wanted: tuple[str, ...], words: list[str], at: int) -> bool:
    end = at + len(wanted)
    return end <= len(words) and all(map(_is_word, wanted, words[at:end]))


def _is_word(wanted: str, word: str) -> bool:
    if wanted == _NUMBER:
        return _is_number(word)
    if wanted.startswith("*"):
        return word.endswith(wanted[1:]) and word != wanted[1:]
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


class _Lexicon(NamedTuple):
    whole: dict[str, list[tuple[str, tuple[WordChoice, ...], frozenset[str] | None]]]
    """What may begin with a word: its meaning, what must follow, and the words that may be second
    where these can be told."""
    endings: dict[str, list[tuple[str, str, tuple[WordChoice, ...]]]]
    """The same by the first letters of words that may have any ending."""
    beginnings: dict[str, list[tuple[str, str, tuple[WordChoice, ...]]]]
    """The same by the last letters of words that may begin in any way."""


@functools.cache
def _lexicon() -> _Lexicon:
    """Return the phrases of all files by their first words."""
    lexicon = _Lexicon({}, {}, {})
    for meaning, (choice, *others) in _entries():
        rest = tuple(others)
        seconds = _seconds(rest)
        for first, *more in choice:
            after = (*(((each,),) for each in more), *rest) if more else rest
            if first.endswith("*"):
                entry = (meaning, first[:-1], after)
                lexicon.endings.setdefault(first[:_STEM], []).append(entry)
            elif first.startswith("*"):
                entry = (meaning, first[1:], after)
                lexicon.beginnings.setdefault(first[-_STEM:], []).append(entry)
            else:
                lexicon.whole.setdefault(first, []).append(
                    (meaning, after, frozenset(more[:1]) if more else seconds)
                )
    return lexicon


def _seconds(rest: tuple[WordChoice, ...]) -> frozenset[str] | None:
    """Return the words that may begin the `rest` of a phrase, or None if any number may."""
    if not rest or rest[0] is _ANYTHING:
        return None
    words = [way[0] for way in rest[0]]
    return None if any("*" in word or word == _NUMBER for word in words) else frozenset(words)


def _entries() -> Iterator[tuple[str, list[WordChoice]]]:
    """Yield every phrase with its meaning, with and without words that may miss."""
    for name in FILES:
        listed = named.load("word", name, Meanings)
        for kind in ("nouns", "verbs", "phrases"):
            for meaning, lines in getattr(listed, kind).items():
                for written in _each(lines):
                    for choices in _ways(written, kind, listed.classes):
                        yield meaning, choices


def _each(lines: tuple[Line, ...]) -> Iterator[str]:
    """Yield the words or phrases of lines, which commas part."""
    for line in lines:
        yield from _COMMA.split(line.text.lower().replace("’", "'").replace("-", " "))


def _ways(
    line: str, kind: str, classes: Mapping[str, tuple[Line, ...]]
) -> Iterator[list[WordChoice]]:
    """Yield the ways to write a phrase: the choices of words at each place."""
    written = line.split()
    places: list[list[WordChoice | None]] = []
    for place, each in enumerate(written):
        words = [*_members(each.rstrip("?") or each, classes)]
        if (kind, place) in {("nouns", len(written) - 1), ("verbs", 0)}:
            forms = plural if kind == "nouns" else conjugated
            words = [*itertools.chain.from_iterable(map(forms, words))]
        choice = _ANYTHING if each == "..." else tuple(map(_in_words, words))
        places.append([choice, None] if each.endswith("?") and len(each) > 1 else [choice])
    for way in itertools.product(*places):
        if choices := [choice for choice in way if choice is not None]:
            yield choices


def _members(word: str, classes: Mapping[str, tuple[Line, ...]]) -> Iterator[str]:
    """Yield the ways to write a word: itself, one of several, or any of a class."""
    for each in word.split("/"):
        found = classes.get(each.strip("<>")) if each.startswith("<") and each != _NUMBER else None
        yield from _each(found) if found else (each,)


@functools.cache
def _in_words(way: str) -> tuple[str, ...]:
    """Return the words of a way to write a word, such as “high street”."""
    return tuple(itertools.chain.from_iterable(map(_whole_words, way.split())))


def plural(noun: str) -> tuple[str, ...]:
    """Return a noun with its regular plural."""
    if noun.endswith(("*", "s", "<n>")):
        return (noun,)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun, f"{noun[:-1]}ies"
    return noun, f"{noun}{'es' if noun.endswith(('x', 'ch', 'sh')) else 's'}"


def conjugated(verb: str) -> tuple[str, ...]:
    """Return the regular forms of a verb."""
    if verb.endswith(("*", "<n>")):
        return (verb,)
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    ending = "es" if verb.endswith(("s", "x", "ch", "sh", "z", "o")) else "s"
    is_short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb)
    root = verb + verb[-1] if is_short else verb
    return verb, f"{verb}{ending}", f"{root}ed", f"{root}ing"
