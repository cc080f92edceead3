"""Reads PDF as far as it goes: by its tags where it has some, else by where its words stand.

A PDF says how pages look. Without tags nobody can be sure what is a heading, a list or a table, nor
in which order columns are read, so a note says that a person has to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from leaflet import limits
from leaflet.errors import Fault, LeafletError
from leaflet.exchange import merged_cells
from leaflet.exchange.flow import clean
from leaflet.exchange.merged_cells import WideCell
from leaflet.exchange.parts import (
    BoxPart,
    CellPart,
    FilePart,
    HeadingPart,
    LeftOver,
    ListEntry,
    ListPart,
    Original,
    ParagraphPart,
    Stretch,
    joined,
    texts,
)
from leaflet.measure import guess, tree
from leaflet.measure import seen as painted
from leaflet.measure.print_lines import PrintedLine, PrintedParagraph
from leaflet.measure.printed import Print
from leaflet.measure.tree import Element

COVERED = 0.6
"""The share of the letters that tags have in a file that is read by them."""
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_HEADING = re.compile(r"(?:H|H([1-6])|Title)")
_SIGN = re.compile(r"(?:[•●▪■◦○‣⁃∙·➢➤✓✔*–-]|o|\(?\d{1,2}[.)])\s")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]?", re.IGNORECASE)
_MARK = re.compile(rf"[^\w\s]*|o|{_NUMBER.pattern}", re.IGNORECASE)
"""What stands before an item of a list and is no words."""
COLUMN = 14.0
"""Columns are as many sizes wide at least; what is narrower is a table, and read row by row."""
NEAR = 4.0
"""Sizes between a bullet and its item at most."""
_INSIDE = ("Span", "Link", "Em", "Strong", "Sub", "Quote", "Code", "Reference", "Annot", "Lbl")
"""Elements inside a line of text."""


def read(data: bytes, folder: Path | None) -> Original:
    """Return the parts of a PDF; LeafletError for one that is locked, damaged or a scan."""
    found = tree.read(data)
    if found.pages > limits.PAGES:
        problem = f"the PDF has {found.pages:,} pages, and {limits.PAGES} are the most"
        raise LeafletError(Fault("too-large", problem, None, "part it into several files"))
    seen = Print(painted.read(data))
    letters = sum(len(line.text.replace(" ", "")) for line in seen.lines)
    if not letters:
        problem = "the PDF has no words: it is a scan, or its words are drawn"
        hint = "have a program read its words (OCR), or take the file that it was made from"
        raise LeafletError(Fault("no-text", problem, None, hint))
    left: list[LeftOver] = []
    parts = tuple(_tagged(found.elements, left))
    tagged = sum(len(text.replace(" ", "")) for text in texts(parts)) + _letters(left)
    if tagged >= COVERED * letters:
        note = "the PDF was read by its tags; its pictures were not taken"
    else:
        parts, left = tuple(_guessed(seen)), []
        note = (
            "the PDF has no tags, or too few: headings, lists, tables and the order of columns are"
            " guesses, and its pictures were not taken; compare it line by line"
        )
    left += _furniture(seen)
    return Original(parts, tuple(left), found.title, found.language, notes=(note,))


def _letters(left: Sequence[LeftOver]) -> int:
    return sum(len(each.words.replace(" ", "")) for each in left if each.kind != "picture")


# ---- by its tags


def _tagged(elements: Sequence[Element | str | None], left: list[LeftOver]) -> Iterator[FilePart]:
    """Yield the parts that elements are; loose words are paragraphs."""
    for is_inline, row in groupby(elements, _is_inline):
        found = [*row]
        if is_inline:
            yield from _paragraph("".join(map(_words, found)))
            continue
        for each in found:
            if isinstance(each, Element):
                yield from _element(each, left)


def _is_inline(each: Element | str | None) -> bool:
    return each is None or isinstance(each, str) or each.role in _INSIDE


def _element(element: Element, left: list[LeftOver]) -> Iterator[FilePart]:
    role = element.role
    if heading := _HEADING.fullmatch(role):
        words = " ".join(_words(element).split())
        if words:
            yield HeadingPart((Stretch(words),), int(heading[1] or 1), role == "Title")
    elif role == "P" and all(map(_is_inline, element.kids)):
        yield from _paragraph(_words(element))
    elif role == "L":
        yield from _list(element, left)
    elif role == "Table":
        yield from merged_cells.table([[*_cells(row, left)] for row in _rows(element)])
        others = (e for e in element.kids if isinstance(e, Element) and e.role == "Caption")
        yield from _tagged([*others], left)
    elif role == "Figure":
        said = element.alt or element.actual or _words(element)
        left.append(LeftOver("picture", "in the text", " ".join(said.split()), "of a PDF"))
    elif role in ("TOC", "Index"):
        left.append(LeftOver("navigation", "in the text", " ".join(_words(element).split())))
    elif role == "Form":
        left.append(LeftOver("form-field", "in the text", " ".join(_words(element).split())))
    elif role in ("BlockQuote", "Aside"):
        if inner := tuple(_tagged(element.kids, left)):
            yield BoxPart(inner, is_quote=role == "BlockQuote")
    elif role != "Artifact":
        yield from _tagged(element.kids, left)


def _list(element: Element, left: list[LeftOver]) -> Iterator[FilePart]:
    entries: list[ListEntry] = []
    signs: list[str] = []
    for item in element.kids:
        if not isinstance(item, Element):
            continue
        if item.role != "LI":
            parts = tuple(_element(item, left))
        else:
            labels = [e for e in item.kids if isinstance(e, Element) and e.role == "Lbl"]
            sign = " ".join("".join(map(_words, labels)).split())
            signs.append(sign)
            said = Stretch("" if _MARK.fullmatch(sign) else sign, bold=True)
            parts = tuple(_tagged([e for e in item.kids if e not in labels], left))
            parts = (ParagraphPart((said,)), *parts) if said.text else parts
        if parts:
            entries.append(ListEntry(parts))
    if entries:
        numbers = [sign for sign in signs if sign]
        is_ordered = bool(numbers) and all(_NUMBER.fullmatch(sign) for sign in numbers)
        first = re.search(r"\d+", numbers[0]) if is_ordered else None
        yield ListPart(tuple(entries), is_ordered, int(first[0]) if first else 1)


def _rows(element: Element) -> Iterator[Element]:
    for each in element.kids:
        if isinstance(each, Element) and each.role == "TR":
            yield each
        elif isinstance(each, Element) and each.role in ("THead", "TBody", "TFoot"):
            yield from _rows(each)


def _cells(row: Element, left: list[LeftOver]) -> Iterator[WideCell]:
    for each in row.kids:
        if isinstance(each, Element) and each.role in ("TH", "TD"):
            parts = tuple(_tagged(each.kids, left))
            yield WideCell(CellPart(parts, each.role == "TH"), each.columns)


def _words(each: Element | str | None) -> str:
    """Return the words of an element, as it says that they are to be read."""
    if each is None or isinstance(each, str):
        return each or ""
    if each.actual:
        return each.actual
    apart = "" if each.role in _INSIDE else " "
    return apart + "".join(map(_words, each.kids)) + apart


def _paragraph(text: str) -> Iterator[ParagraphPart]:
    words = joined([Stretch(clean(" ".join(text.split())))])
    if words:
        yield ParagraphPart(words)


# ---- by where its words stand


def _guessed(seen: Print) -> Iterator[FilePart]:
    """Yield paragraphs page by page, columns one after the other."""
    lines = [*_with_signs(seen.content)]
    pages = groupby(sorted(guess.paragraphs(lines), key=_page), key=_page)
    for paragraph in (each for _, row in pages for each in _ordered([*row])):
        for lines in _items(paragraph):
            said: list[Stretch] = []
            for line in lines:
                glued = bool(said) and said[-1].text.endswith("-")
                said += ([] if not said or glued else [Stretch(" ")]) + [*_stretches(line)]
            if words := joined(said):
                yield ParagraphPart(words, round(lines[0].size, 1))


def _with_signs(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Yield lines, each with the bullet or number that stands alone before it."""
    signs = [line for line in lines if _MARK.fullmatch(line.text.strip())]
    before: dict[int, PrintedLine] = {}
    for sign in signs:
        beside = (line for line in lines if _follows(line, sign))
        if line := min(beside, key=lambda each: each.ink.left, default=None):
            before.setdefault(id(line), sign)
    taken = {id(sign) for sign in before.values()}
    for line in lines:
        if found := before.get(id(line)):
            text, words = f"{clean(found.text).strip()} {line.text}", (*found.words, *line.words)
            yield line._replace(text=text, words=words)
        elif id(line) not in taken:
            yield line


def _follows(line: PrintedLine, sign: PrintedLine) -> bool:
    """Tell whether a line of words stands right beside a sign."""
    if line.page != sign.page or abs(line.y - sign.y) > 0.2 * line.size:
        return False
    near = 0 < line.ink.left - sign.ink.right < NEAR * line.size
    return near and not _MARK.fullmatch(line.text.strip())


def _page(paragraph: PrintedParagraph) -> int:
    return paragraph[0].page


def _ordered(found: list[PrintedParagraph]) -> Iterator[PrintedParagraph]:
    """Yield the paragraphs of a page as they are read: it is cut at its widest white.

    White from top to bottom parts columns; where there is none, white across parts what stands
    above from what stands below.
    """
    if len(found) < 2:
        yield from found
        return
    size = max(paragraph[0].size for paragraph in found)
    for least, low, high in ((size, 0, 1), (0.0, 2, 3)):
        edges = sorted((_edges(paragraph), at) for at, paragraph in enumerate(found))
        edges.sort(key=lambda edge: edge[0][low])
        reached, cut, widest = edges[0][0][high], 0, least
        for number, (edge, _) in enumerate(edges[1:], 1):
            if edge[low] - reached > widest:
                cut, widest = number, edge[low] - reached
            reached = max(reached, edge[high])
        sides = [found[at] for _, at in edges[:cut]], [found[at] for _, at in edges[cut:]]
        if cut and (high == 3 or all(_width(side) >= COLUMN * size for side in sides)):
            for side in sides:
                yield from _ordered(side)
            return
    yield from sorted(found, key=lambda paragraph: (paragraph[0].y, paragraph[0].left))


def _width(found: Sequence[PrintedParagraph]) -> float:
    edges = [*map(_edges, found)]
    return max(edge[1] for edge in edges) - min(edge[0] for edge in edges)


def _edges(paragraph: PrintedParagraph) -> tuple[float, float, float, float]:
    """Return left, right, top and bottom of a paragraph."""
    boxes = [line.ink for line in paragraph]
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    return left, right, min(box.top for box in boxes), max(box.bottom for box in boxes)


def _items(paragraph: PrintedParagraph) -> Iterator[list[PrintedLine]]:
    """Yield the lines of a paragraph, anew from each that begins with a bullet or a number."""
    row: list[PrintedLine] = []
    for line in paragraph:
        if row and _SIGN.match(line.text):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _stretches(line: PrintedLine) -> Iterator[Stretch]:
    for at, word in enumerate(line.words):
        bold = bool(_BOLD.search(word.style.font))
        blank = " " if at and _is_apart(line, at) else ""
        yield Stretch(blank + clean(word.text), bold)


def _is_apart(line: PrintedLine, at: int) -> bool:
    """Tell whether a blank stands before a word: words of two styles may touch."""
    before, word = line.words[at - 1], line.words[at]
    return clean(f"{before.text} {word.text}") in clean(line.text)


def _furniture(seen: Print) -> Iterator[LeftOver]:
    """Yield what stands at the head and the foot of pages, and what is turned."""
    for line in seen.lines:
        if line.furniture or not line.upright:
            height = seen.leaf(line).height
            why = "" if line.upright else "it is turned"
            kind = "header" if line.y < height / 2 else "footer"
            yield LeftOver(kind, f"page {line.page}", clean(line.text), why)  # type: ignore[arg-type]
