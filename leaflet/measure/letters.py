"""Measures size, line length, leading and the ragged edge; lengths in points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from statistics import median, pstdev
from typing import NamedTuple

from leaflet.measure.measured import MM, Measured, Requirement, at
from leaflet.measure.print_lines import SAME_SIZE, PrintedLine, PrintedParagraph
from leaflet.measure.printed import Print
from leaflet.measure.seen import Letter

LEAST_SIZE = 12.0
LEAST_X_HEIGHT = 2.0
"""Millimetres."""
FEWEST, MOST, LONGEST = 55, 75, 80
"""Characters: of the median full line, of 19 lines in 20, of any line."""
TIGHT, WIDE = 1.3, 1.5
"""Leading as a share of the size."""
CLOSE = 1.2
"""That of the large words of a poster, at least."""
RAGGED, SHORT = 0.10, 0.60
"""Shares of the measure: the spread of line ends, and the shortest line inside a paragraph."""

_ROUNDING = 0.02
"""Points: what a file's two decimals may take from a size."""
_BLANK_LINE = 1.9
"""A distance of so many sizes has an empty line in it."""
_TITLES = frozenset(("Title", "H1"))
_PAGE = 150 * MM / LEAST_SIZE
"""A narrower page, in sizes, cannot hold 55 characters a line: a folded leaflet, giant print."""
_BODY_COLUMN = 0.6
"""A column narrower than this share of the main one holds cards or cells, not body text."""


def smallest_text(found: Print) -> Measured:
    """Measure the smallest text as drawn; sub- and superscripts may be smaller."""
    rule = Requirement("smallest-text", f"at least {LEAST_SIZE:g} pt", "UKAAF G003, clear print")
    sizes = [(_smallest(line), line) for line in found.lines if not _is_script(line)]
    if not sizes:
        return rule.unmeasured("no text")
    least = min(size for size, _ in sizes)
    small = sorted((s, i) for i, (s, _) in enumerate(sizes) if s < LEAST_SIZE - _ROUNDING)
    findings = (at(sizes[place][1], f"{size:.1f} pt") for size, place in small)
    return rule.found(f"{least:.1f} pt", findings, points=least)


def _smallest(line: PrintedLine) -> float:
    return min(word.style.size for word in line.words if not word.script)


def _is_script(line: PrintedLine) -> bool:
    return all(word.script for word in line.words)


def body_size(found: Print) -> Measured:
    """Measure the size that most letters have."""
    rule = Requirement("body-size", f"at least {LEAST_SIZE:g} pt", "UKAAF G003, clear print")
    if not found.size:
        return rule.unmeasured("no text")
    first = next(line for line in found.content if abs(line.size - found.size) < SAME_SIZE)
    value = f"{found.size:.1f} pt"
    small = found.size < LEAST_SIZE - _ROUNDING
    findings = [at(first, value)] if small else ()
    return rule.found(value, findings, points=found.size, title=_title_size(found))


def _title_size(found: Print) -> float:
    """Return the size of the title, or of the largest text of the first page."""
    tagged = [line.size for line in found.content if line.block and _TITLES & {*line.block.roles}]
    return max(tagged or [line.size for line in found.content if line.page == 1], default=0.0)


def x_height(found: Print) -> Measured:
    """Measure the height of the letter x in each font of the body text."""
    rule = Requirement("x-height", f"at least {LEAST_X_HEIGHT:.1f} mm", "readingsight.org.uk")
    fonts: dict[str, list[tuple[float, PrintedLine]]] = defaultdict(list)
    for line in filter(found.is_body, found.content):
        for word in (word for word in line.words if not word.script):
            fonts[word.style.font] += (
                (_height(letter) / MM, line) for letter in word.letters if letter.text == "x"
            )
    heights = {font: min(seen) for font, seen in fonts.items() if seen}
    if not heights:
        return rule.unmeasured("no letter x")
    least = min(height for height, _ in heights.values())
    small = sorted(item for item in heights.items() if item[1][0] < LEAST_X_HEIGHT - 0.005)
    findings = (at(line, f"{height:.2f} mm in {font}") for font, (height, line) in small)
    return rule.found(f"{least:.2f} mm", findings, millimetres=least)


def _height(x: Letter) -> float:
    """Return the x-height by the font's outline, or by its substitute if it is not embedded."""
    return x.style.x_height * x.style.size or x.y - x.ink.top


def leading(found: Print) -> Measured:
    """Measure the leading of body text as a share of its size."""
    tight = CLOSE if found.is_poster else TIGHT
    rule = Requirement("leading", f"{tight} to {WIDE} of the size", "RNIB clear print; UKAAF G003")
    pairs = [
        ((below.y - above.y) / above.size, below)
        for paragraph in found.paragraphs
        for above, below in pairwise(paragraph)
        if above.page == below.page and found.is_body(above) and found.is_body(below)
    ]
    pairs = [(share, line) for share, line in pairs if 0.5 < share < _BLANK_LINE]
    if not pairs:
        return rule.unmeasured("no paragraph of two lines")
    shares = [share for share, _ in pairs]
    middle = median(shares)
    off = [pair for pair in pairs if not tight - 0.01 <= pair[0] <= WIDE + 0.01]
    off.sort(key=lambda pair: -abs(pair[0] - (tight + WIDE) / 2))
    findings = (at(line, f"{share:.2f}") for share, line in off)
    value = f"{middle:.2f} (from {min(shares):.2f} to {max(shares):.2f})"
    return rule.found(value, findings, median=middle, least=min(shares), most=max(shares))


# The measure


class TextColumn(NamedTuple):
    """Body paragraphs that share a left edge."""

    left: float
    right: float
    """Where nine of ten full lines end at the latest."""
    paragraphs: tuple[PrintedParagraph, ...]

    @property
    def width(self) -> float:
        """Width of the column, in points."""
        return self.right - self.left


def columns(found: Print) -> list[TextColumn]:
    """Return the columns with full lines, the one with most of them first."""
    lefts: dict[int, list[PrintedParagraph]] = defaultdict(list)
    for paragraph in found.running:
        for _, lines in groupby(paragraph, key=found.area):
            part = tuple(lines)
            lefts[round(min(line.left for line in part))].append(part)
    made = []
    for paragraphs in lefts.values():
        ends = sorted(line.ink.right for paragraph in paragraphs for line in paragraph[:-1])
        if ends:
            left = min(line.left for line in paragraphs[0])
            made.append(TextColumn(left, ends[int(len(ends) * 0.9)], tuple(paragraphs)))
    return sorted(made, key=lambda column: -sum(len(p) - 1 for p in column.paragraphs))


def line_length(found: Print) -> Measured:
    """Measure the characters of full lines in the main column, and of the longest line.

    Addresses and text beside other text have a narrower measure, and are left out.
    """
    wanted = f"{FEWEST} to {MOST} characters, none over {LONGEST}"
    rule = Requirement("line-length", wanted, "RNIB clear print")
    full = columns(found)
    longest = max((line for p in found.running for line in p), key=_characters, default=None)
    if longest is None:
        return rule.unmeasured("no running text")
    figures: dict[str, float] = {"longest": _characters(longest)}
    value = f"longest {_characters(longest)}"
    findings = [
        at(line, f"{_characters(line)} characters")
        for paragraph in found.running
        for line in paragraph
        if _characters(line) > LONGEST
    ]
    if full:
        lines = [line for _, line in _ends(full[0], found)]
        lines = lines or [line for paragraph in full[0].paragraphs for line in paragraph[:-1]]
        counts = sorted(map(_characters, lines))
        middle, high = median(counts), counts[int(len(counts) * 0.95)]
        figures |= {"median": middle, "percentile_95": high}
        value = f"median {middle:g}, 95th percentile {high}, {value}"
        if middle > MOST or high > MOST:
            findings.append(at(max(lines, key=_characters), f"95th percentile {high}"))
        elif middle < FEWEST:
            short = min(lines, key=lambda line: abs(_characters(line) - middle))
            columned = _is_columned(full[0], found.leaf(short).width, found.size)
            columned |= any(_hangs_in(full[0], other) for other in full[1:])
            findings.append(at(short, f"median {middle:g} characters", fails=not columned))
    findings.sort(key=lambda place: -len(place.text))
    return rule.found(value, findings, **figures)


def _characters(line: PrintedLine) -> int:
    return len(line.text)


def _is_columned(column: TextColumn, page: float, size: float) -> bool:
    """Return whether lines may be short: the page is narrow or has several columns."""
    return page < _PAGE * size or column.width < page / 2


def _hangs_in(column: TextColumn, other: TextColumn) -> bool:
    """Return whether a column stands inside another: it hangs from icons, or is in a card."""
    return other.left < column.left - SAME_SIZE and other.width > column.width


def ragged_edge(found: Print) -> Measured:
    """Measure how far the full lines of body paragraphs fall short of their measure.

    In a column as narrow as a folded leaflet's panel that is noted, for words cannot be parted.
    """
    wanted = f"spread up to {RAGGED:.0%}, no line under {SHORT:.0%} of the measure"
    rule = Requirement("ragged-edge", wanted, "RNIB clear print")
    made = columns(found)
    if not made:
        return rule.unmeasured("no paragraph of two lines")
    main = made[0]
    body = [column for column in made if column.width >= _BODY_COLUMN * main.width]
    ends = [end for column in body for end in _ends(column, found)]
    if not ends:
        return rule.unmeasured("no full line")
    spread = pstdev(min(share, 1.0) for share, _ in ends)
    least, shortest = min(ends, key=lambda end: end[0])
    findings = [at(line, f"{share:.0%} of the measure") for share, line in ends if share < SHORT]
    if spread > RAGGED:
        findings.append(at(shortest, f"a spread of {spread:.0%}"))
    if _is_columned(main, found.leaf(shortest).width, found.size):
        findings = [place._replace(fails=False) for place in findings]
    value = f"spread {spread:.1%}, shortest line {least:.0%}"
    return rule.found(value, findings, spread=spread * 100, shortest=least * 100)


def _ends(column: TextColumn, found: Print) -> Iterator[tuple[float, PrintedLine]]:
    """Yield the full lines of a column, each with the share of the measure that it fills.

    Paragraphs of short lines alone are addresses and the like, and so are those whose lines hang
    beside a label; those with something beside them have a narrower measure of their own.
    """
    for paragraph in column.paragraphs:
        shares = [(line.ink.right - column.left) / column.width for line in paragraph]
        short = max(shares) < 0.75 or _hangs(paragraph)
        if short or _has_neighbour(paragraph, column, found):
            continue
        yield from zip(shares[:-1], paragraph[:-1], strict=True)


def _hangs(paragraph: PrintedParagraph) -> bool:
    """Return whether all lines but the first are indented past a label."""
    first, *others = paragraph
    return bool(others) and min(line.ink.left for line in others) > first.ink.left + 2 * first.size


def _has_neighbour(paragraph: PrintedParagraph, column: TextColumn, found: Print) -> bool:
    pages = {line.page for line in paragraph}
    return any(
        line.ink.left < column.right
        and line.ink.left > max(own.ink.right for own in paragraph)
        and any(abs(line.y - own.y) < own.size for own in paragraph if own.page == line.page)
        for line in found.content
        if line.page in pages
    )
