"""Finds words that are torn between two lines, and table cells too narrow for their prose."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from leaflet.measure.measured import Measured, Requirement, at
from leaflet.measure.print_lines import SAME_SIZE, PrintedLine, PrintedParagraph
from leaflet.measure.printed import Print

FEW = 2
"""Words of a line that is too short for prose."""
RUN = 3
"""Lines in a row that may not be so short."""
PROSE = 5
"""Words of a text that is prose."""

_SAID = 0.6
"""A file that paints a space at this share of its line ends says by it where words end."""
_LONG = 20
"""A line of so many characters is no short one, however few its words are."""
_SPACED = re.compile(
    "LATIN|GREEK|CYRILLIC|ARMENIAN|GEORGIAN|HEBREW|ARABIC|DEVANAGARI|BENGALI|GURMUKHI|GUJARATI|"
    "TAMIL|TELUGU|ETHIOPIC"
)
"""Scripts that part words by spaces."""
_CELLS = frozenset(("TD", "TH"))
_ROOM = 1.5
"""A torn word fills its line but for so many ems."""
_UNITS = re.compile("[mkdc]?[glm]|mm|h|hr|hrs|s|pt|ft|lb|st|nd|rd|th|tsp|tbsp|v|vs")
_ADDRESS = re.compile(r"\w[./@:]\w")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿāēīōūăąęěįőůűųı]")


def torn_word(found: Print) -> Measured:
    """Find words that go on in the next line without a hyphen.

    A file that ends its lines with spaces says itself where a word ends; of others, the words
    that stand elsewhere in the file tell, and scraps that are no words.
    """
    rule = Requirement("torn-word", "no word in two without a hyphen", "typesetters' custom")
    ends = [pair for paragraph in found.paragraphs for pair in pairwise(paragraph)]
    says = _says_ends(ends)
    known, rights = _words(found), _rights(found)
    findings = [
        at(line, f"“{_last(line)}” and “{_first(below)}” are one word")
        for line, below in ends
        if _meet(line, below)
        and _is_full(found, line, rights)
        and ((says and not _is_said(line)) or _is_known(line, below, known) or _is_scrap(below))
    ]
    return rule.found(str(len(findings) or "none"), findings, places=len(findings))


def _says_ends(ends: Sequence[tuple[PrintedLine, PrintedLine]]) -> bool:
    """Return whether a file paints a space where a line ends that tears no word."""
    whole = [_is_said(line) for line, below in ends if not _meet(line, below)]
    return bool(whole) and sum(whole) >= _SAID * len(whole)


def _is_said(line: PrintedLine) -> bool:
    return line.words[-1].letters[-1].blank


def _meet(line: PrintedLine, below: PrintedLine) -> bool:
    """Return whether one line ends, and the next one begins, inside of a word."""
    end, start = line.text[-1:], below.text[:1]
    is_address = _ADDRESS.search(_last(line)) and not _ADDRESS.search(_first(below))
    return _is_joined(end) and _is_joined(start) and not start.isupper() and not is_address


@cache
def _is_joined(char: str) -> bool:
    """Return whether a character is of a script that parts words by spaces."""
    return char.isalpha() and bool(_SPACED.match(unicodedata.name(char, "")))


def _words(found: Print) -> Counter[str]:
    """Count the words that stand inside of lines, where nothing tears them."""
    counts: Counter[str] = Counter()
    for line in found.lines:
        counts.update(_LETTERS.findall(line.text.casefold())[1:-1])
    return counts


def _rights(found: Print) -> dict[tuple[int, int], float]:
    """Return where the longest line of each column ends."""
    rights: dict[tuple[int, int], float] = defaultdict(float)
    for line in found.content:
        key = _column(found, line)
        rights[key] = max(rights[key], line.ink.right)
    return rights


def _column(found: Print, line: PrintedLine) -> tuple[int, int]:
    return found.area(line), round(line.left)


def _is_full(found: Print, line: PrintedLine, rights: Mapping[tuple[int, int], float]) -> bool:
    """Return whether a line ends near the next column, or near the longest line of its own."""
    beside = [
        other.left
        for other in found.content
        if other.page == line.page
        and other.left > line.ink.right
        and other.ink.top < line.ink.bottom
        and other.ink.bottom > line.ink.top
    ]
    if beside and min(beside) - line.ink.right < (_ROOM + 1) * line.size:
        return True
    return rights[_column(found, line)] - line.ink.right < _ROOM * line.size


def _last(line: PrintedLine) -> str:
    return line.text.split()[-1]


def _first(line: PrintedLine) -> str:
    return line.text.split()[0]


def _is_known(line: PrintedLine, below: PrintedLine, known: Counter[str]) -> bool:
    """Return whether the file has two parts as one word elsewhere, and not each as a word."""
    one, other = _LETTERS.findall(_last(line))[-1:], _LETTERS.findall(_first(below))[:1]
    if not one or not other:
        return False
    whole, halves = one[0] + other[0], (one[0], other[0])
    return known[whole.casefold()] > 0 and not all(known[half.casefold()] for half in halves)


def _is_scrap(line: PrintedLine) -> bool:
    """Return whether all of a line is a piece of a word: small letters without a vowel."""
    text = line.text
    is_word = _UNITS.fullmatch(text) or _VOWELS.search(text)
    return text.isalpha() and text.islower() and not is_word


# Narrow columns


def narrow_column(found: Print) -> Measured:
    """Find table cells with prose that is set in lines of one or two words."""
    wanted = f"no {RUN} lines of {FEW} words in a row"
    rule = Requirement("narrow-column", wanted, "typesetters' custom")
    findings = [
        at(cell[0], f"{run} lines of one or two words in a row")
        for cell in _cells(found)
        if len(_text(cell).split()) >= PROSE and (run := _run(cell)) >= RUN
    ]
    findings += [
        at(cell[0], f"{len(cell)} lines of one word in a head")
        for cell in _cells(found)
        if cell[0].block and "TH" in cell[0].block.roles and _is_stacked(cell)
    ]
    findings.sort(key=lambda place: -int(place.value.split()[0]))
    return rule.found(str(len(findings) or "none"), findings, places=len(findings))


def _is_stacked(cell: PrintedParagraph) -> bool:
    """Return whether each line of a cell is one word."""
    return all(len(line.text.split()) == 1 for line in cell)


def _cells(found: Print) -> Iterator[PrintedParagraph]:
    """Yield paragraphs in table cells; without tags, those that others stand beside."""
    for paragraph in found.paragraphs:
        block = paragraph[0].block
        if len(paragraph) >= RUN and (
            not _CELLS.isdisjoint(block.roles) if block else _is_beside(paragraph, found)
        ):
            yield paragraph


def _is_beside(paragraph: PrintedParagraph, found: Print) -> bool:
    """Return whether a paragraph stands beside others as a cell does, and is no side heading."""
    first, area = paragraph[0], found.area(paragraph[0])
    beside = {
        round(line.left)
        for line in found.content
        if abs(line.y - first.y) < 0.5 * first.size
        and round(line.left) != round(first.left)
        and found.area(line) == area
        and any(map(str.isalnum, line.text))
    }
    is_heading = first.size > found.size + SAME_SIZE
    return bool(beside) and not is_heading


def _run(cell: PrintedParagraph) -> int:
    """Return how many lines in a row are short because no more words had room."""
    right = max(line.ink.right for line in cell)
    most = run = 0
    for place, line in enumerate(cell):
        is_short = len(line.text.split()) <= FEW and len(line.text) < _LONG
        is_full = all(line.ink.right + _gap(below) > right for below in cell[place + 1 : place + 2])
        run = run + 1 if is_short and is_full else 0
        most = max(most, run)
    return most


def _gap(line: PrintedLine) -> float:
    """Return the width that the first word of a line and a space would take."""
    word = line.words[0]
    return word.ink.right - word.ink.left + 0.2 * line.size


def _text(cell: PrintedParagraph) -> str:
    return " ".join(line.text for line in cell)
