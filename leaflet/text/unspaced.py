"""Finds where a line may end in scripts that put no spaces between words.

Ideographs and kana part anywhere but at marks that may not begin or end a line (UAX #14, classes
ID, CL, CP, EX, NS, OP; JLREQ 3.1.7 and 3.1.8; CLREQ 3.1.3). Thai parts between words, which a
dictionary tells; Lao, Khmer and Burmese between syllables, Tibetan after its mark between them,
Ethiopic after its mark between words. Hangul keeps its words whole, as its spaces part them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newmm_tokenizer.trie import Trie

_IDEOGRAPHIC = (
    "\u2e80-\u2fdf\u3001-\u30ff\u3105-\u312f\u31a0-\u31ff\u3200-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\uffe0-\uffe6\U00020000-\U000323af"
)
_NOT_FIRST = (
    r"\s\"',.;:!?)\]}%/\-‐–—…‥’”»›‼⁇⁈⁉、。，．：；？！）］｝」』】》〉〕〗〙〛｠·・ー々〻ゝゞヽヾ％‰℃°′″～〜"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ｡､･ｧ-ｰﾞﾟ｣\u0e46\u0e2f"
)
"""What no line begins with."""
_NOT_LAST = r"\"'(\[{“‘«‹（［｛「『【《〈〔〖〘〚｟｢$£€¥￥＄￡"
"""What no line ends with."""
_GLUE = "\u00a0\u200b\u202f\u2060\u2011\ufeff "
"""What holds both its sides, or is a space, after which a line ends anyway."""
_ASIDE = re.compile(
    rf"""
    (?<= [{_IDEOGRAPHIC}] ) (?<! [{_NOT_LAST}] ) (?! [{_NOT_FIRST}{_GLUE}] ) .
  | (?<! [{_NOT_LAST}{_GLUE}\d] ) (?<= . ) (?! [{_NOT_FIRST}] ) [{_IDEOGRAPHIC}]
    """,
    re.VERBOSE,
)
"""What a line may begin with: an ideograph, or what stands behind one."""
_MARKED = re.compile("(?<=[\u1361-\u1368\u0f0b])(?![\u1361-\u1368\u0f0b-\u0f14 ])")
"""Behind the marks of Ethiopic and Tibetan."""
_LAO = re.compile(
    "(?<![\u0ec0-\u0ec4])(?:[\u0ec0-\u0ec4]|[\u0e81-\u0eae](?=[\u0eb0-\u0ebd\u0ec8-\u0ecd]))"
)
_KHMER = re.compile("(?<!\u17d2)(?:[\u1780-\u17a2](?=[\u17b6-\u17ca\u17d2])|[\u17a3-\u17b3])")
"""A consonant with a vowel or one below it: a bare one is most often the end of a syllable."""
_BURMESE = re.compile(
    "(?<!\u1039)[\u1000-\u102a\u103f\u104c-\u104f](?![\u103a\u1039]|[\u102b-\u1035]*[\u1037]?\u103a)"
)
_SYLLABLES = ((_LAO, "\u0e80-\u0eff"), (_KHMER, "\u1780-\u17ff"), (_BURMESE, "\u1000-\u109f"))
_THAI = re.compile("[\u0e00-\u0e7f]{2,}")
SHORTEST_PART = 3
"""Letters of the shortest word that a compound of Thai is parted into."""
LETTER = re.compile(
    f"[{_IDEOGRAPHIC}\u0e00-\u0e7f\u0e80-\u0eff\u0f00-\u0fff\u1000-\u109f\u1360-\u1368\u1780-\u17ff]"
)
"""A letter of such writing, or a mark of it."""


def places(text: str) -> Iterator[int]:
    """Yield the offsets where a new line may begin inside such writing, in no order."""
    if text.isascii() or not LETTER.search(text):
        return
    yield from (found.start() for found in _ASIDE.finditer(text) if found.start())
    yield from (found.start() for found in _MARKED.finditer(text) if 0 < found.start() < len(text))
    for syllable, letters in _SYLLABLES:
        for run in re.finditer(f"[{letters}]{{2,}}", text):
            begins = syllable.finditer(text, *run.span())
            yield from (found.start() for found in begins if found.start() > run.start())
    for run in _THAI.finditer(text):
        yield from (run.start() + end for end in _thai(run[0]))


@lru_cache(maxsize=1024)
def _thai(text: str) -> tuple[int, ...]:
    """Return where words of Thai begin, but for the first."""
    from newmm_tokenizer.tokenizer import word_tokenize  # a dictionary: half a second at first

    begins = [*accumulate(map(len, word_tokenize(text)))][:-1]
    return tuple(begin for begin in begins if text[begin] not in "\u0e46\u0e2f")


def joints(word: str) -> frozenset[int]:
    """Return the offsets in a compound of Thai at which one of its words ends, or none."""
    thai = _THAI.search(word)
    if not thai:
        return frozenset()
    return frozenset(thai.start() + end for end in _compound(thai[0]))


@lru_cache(maxsize=1024)
def _compound(word: str) -> tuple[int, ...]:
    """Return where the words end that a longer one is made of, if all are in the dictionary."""
    from newmm_tokenizer.newmm import DEFAULT_WORD_DICT_TRIE, segment

    parts = segment(word, _Shorter(word, DEFAULT_WORD_DICT_TRIE))
    if any(len(part) < SHORTEST_PART or part not in DEFAULT_WORD_DICT_TRIE for part in parts):
        return ()
    return tuple(accumulate(map(len, parts[:-1])))


class _Shorter(NamedTuple):
    """A dictionary without one of its words."""

    word: str
    dictionary: Trie

    def prefixes(self, text: str) -> list[str]:
        """Return the words that a text begins with."""
        return [each for each in self.dictionary.prefixes(text) if each != self.word]
