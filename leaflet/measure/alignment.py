"""Checks that text begins on few lines across a page, and stands on even lines down it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from statistics import median

from leaflet.measure import boxes
from leaflet.measure.feet import ContentBand, Feet
from leaflet.measure.measured import MM, Measured, Requirement, at
from leaflet.measure.print_lines import SAME_SIZE, PrintedLine
from leaflet.measure.printed import Print

STARTS = 4
"""The most places across a page where columns of text begin."""
FIVE = 5
"""Cells of one width across a page, such as those of a scale, which no grid of columns has."""
MANY = 3
"""Columns of a table that stand where its words have room, not where columns of text begin."""
HANGS = (0.0, 5.2, 7.8, 10.4, 15.333)
"""Millimetres that text of 12.5 pt may hang from there, by its bullet, number or icon."""
INSIDE = 5.2
"""Millimetres that the words of a card stand further in."""
BODY = 12.5
NEAR = 0.3 * MM
"""How far text may begin off its place, in points."""
SAME, CLOSE = 0.5, 0.6
"""Points that baselines beside each other may differ; by more than a share of a line they are
different lines."""
UNDER = 0.34
"""Of a line's size, from its baseline to where the next line begins."""
CAPITALS = 0.67
"""Of its size, the height of its capitals."""
PART = 1.2
"""Lines of white across a page that end one part of it."""
THIN = 6.0
"""Points up to which a drawn thing is a rule, and no card."""
LABEL = 6
"""Sizes by which a label may end before the rule that belongs to it."""
EVEN = 1.0
"""Quarters of a line by which white over headings may differ on a page."""


def text_starts(found: Print) -> Measured:
    """Count the places where columns of text begin on each page; hanging text belongs to one."""
    rule = Requirement("text-starts", f"at most {STARTS} on a page", "one grid")
    pages: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in found.content:
        is_again = found.tagged and not line.block  # the head of a table that goes on
        asides = (_is_numbered, _is_caption, _is_to_fill_in)
        is_placed = _is_placed(line) or any(is_one(line, found) for is_one in asides)
        if not (is_again or is_placed) and (place := found.area(line)) < len(found.areas):
            pages[place].append(line)
    if not pages:
        return rule.unmeasured("no text")
    for place, lines in pages.items():
        lines = [line for line in lines if not _goes_on(line, found.content)]
        pages[place] = [*_first_cells(lines)]
        ends = [one for one in found.content if _is_cell(one) and found.area(one) == place]
        pages[place] = [line for line in pages[place] if not _is_set_to_end(line, ends)]
    cells = {place: _cells(found, place) for place in pages}
    starts = {
        place: list(_bases((line for line in lines if not _is_at(line, cells[place])), found.size))
        for place, lines in pages.items()
    }
    findings = [
        at(own[-1], f"{len(own)} places: {', '.join(f'{one.left / MM:.1f}' for one in own)} mm")
        for own in starts.values()
        if len(own) > STARTS
    ]
    most = max(map(len, starts.values()))
    return rule.found(f"{most} on a page", findings, places=most)


def _cells(found: Print, place: int) -> set[float]:
    """Return where the words of FIVE or more cells of one width begin, in points."""
    rows: dict[int, list[float]] = defaultdict(list)
    for line in found.content:
        if found.area(line) == place:
            rows[round(line.y)].append(line.left)
    cells: set[float] = set()
    for row in map(sorted, rows.values()):
        steps = [b - a for a, b in pairwise(row)]
        if len(row) >= FIVE and max(steps) - min(steps) <= NEAR:
            cells.update(row)
    return cells


def _is_at(line: PrintedLine, places: Iterable[float]) -> bool:
    return any(abs(line.left - place) <= NEAR for place in places)


def _is_placed(line: PrintedLine) -> bool:
    """Return whether a line stands where what it belongs to does: a label, a number in a cell."""
    roles = line.block.roles if line.block else ()
    is_number = not any(map(str.isalpha, line.text))
    return "Lbl" in roles or "Figure" in roles or is_number


def _is_numbered(line: PrintedLine, found: Print) -> bool:
    """Return whether a line begins with a number in the middle of a disc."""
    if not line.text[:1].isdigit():
        return False
    boxes = (thing.box for thing in found.leaf(line).things)
    return any(
        box.left < line.ink.left < box.right < box.left + 3 * line.size
        and box.top < line.y < box.bottom < box.top + 3 * line.size
        for box in boxes
    )


def _is_caption(line: PrintedLine, found: Print) -> bool:
    """Return whether a line comes right after a picture, such as what a code is for."""
    if not line.block or not line.block.places:
        return False
    *parents, number = line.block.places
    before = (*parents, number - 1)
    drawn = (thing.block for thing in found.leaf(line).things if thing.block)
    return any("Figure" in one.roles and one.places[: len(before)] == before for one in drawn)


def _is_to_fill_in(line: PrintedLine, found: Print) -> bool:
    """Return whether a line goes on a row with a box to tick before it, or a rule after it."""
    size, ink = line.size, line.ink
    is_first = not any(
        other.page == line.page and abs(other.y - line.y) < SAME and other.ink.right < ink.left
        for other in found.content
    )
    boxes = (thing.box for thing in found.leaf(line).things)
    level = [box for box in boxes if box.top < line.y + size and box.bottom > line.y - size]
    return not is_first and any(
        (0 <= ink.left - box.right < 2 * size and size / 2 < box.bottom - box.top < 2 * size)
        or (0 <= box.left - ink.right < LABEL * size and box.bottom - box.top < THIN)
        for box in level
    )


def _goes_on(line: PrintedLine, lines: Iterable[PrintedLine]) -> bool:
    """Return whether a line goes on right after another, as an item of a list that is run in."""
    return any(
        other.page == line.page
        and abs(other.y - line.y) < SAME
        and -NEAR < line.ink.left - other.ink.right < line.size
        for other in lines
    )


def _is_cell(line: PrintedLine) -> bool:
    return bool(line.block and "TR" in line.block.roles)


def _first_cells(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Yield the lines, but of a table with MANY columns, which no grid has, those of its first."""
    cells = {id(line): found for line in lines if (found := _cell_of(line))}
    many = {table for table, number in cells.values() if number >= MANY - 1}
    for line in lines:
        table, number = cells.get(id(line), ((), 0))
        if not (number and table in many):
            yield line


def _cell_of(line: PrintedLine) -> tuple[tuple[int, ...], int] | None:
    """Return the place of the table that a line is in, and the number of its cell in the row."""
    if not (line.block and "TR" in line.block.roles):
        return None
    row = line.block.roles.index("TR")
    places = line.block.places[: row + 2]
    return places[:row], places[row + 1]


def _is_set_to_end(line: PrintedLine, cells: Sequence[PrintedLine]) -> bool:
    """Return whether a line of a table ends where another does that begins elsewhere."""
    return _is_cell(line) and any(
        abs(other.ink.right - line.ink.right) <= 2 * NEAR and abs(other.left - line.left) > 2 * NEAR
        for other in cells
    )


def _bases(lines: Iterable[PrintedLine], size: float) -> Iterator[PrintedLine]:
    """Yield the first line, from the start, of each place that no other explains."""
    hangs = {one + more for one, more in product(HANGS, (0.0, INSIDE, 2 * INSIDE))}
    hangs = {hang * MM * max(1.0, size / BODY) for hang in hangs}
    found: list[float] = []
    for line in sorted(lines, key=lambda line: line.left):
        if not any(abs(line.left - base - hang) <= NEAR for base in found for hang in hangs):
            found.append(line.left)
            yield line


def first_baselines(found: Print) -> Measured:
    """Find columns beside each other whose first lines are nearly, but not quite, on one line."""
    wanted = f"equal within {SAME:g} pt"
    rule = Requirement("first-baselines", wanted, "typesetters' custom")
    if not found.content:
        return rule.unmeasured("no text")
    feet = Feet(found)
    pairs = [pair for place in range(len(found.areas)) for pair in _paired(feet, place)]
    pairs += _panels(found)
    off = [(abs(one.y - other.y), other) for one, other in pairs]
    off = [(gap, line) for gap, line in off if gap < CLOSE * feet.leading]
    findings = [at(line, f"{gap:.1f} pt off") for gap, line in off if gap > SAME]
    worst = max((gap for gap, _ in off), default=0.0)
    return rule.found(f"{worst:.1f} pt at most", findings, points=worst)


def _paired(feet: Feet, place: int) -> Iterator[tuple[PrintedLine, PrintedLine]]:
    """Yield the first lines of columns beside each other in each part of an area."""
    part: list[ContentBand] = []
    for band in feet.bands[place]:
        if part and band.top - max(one.bottom for one in part) > PART * feet.leading:
            yield from _beside([line for one in part for line in one.lines])
            part = []
        part.append(band)
    yield from _beside([line for one in part for line in one.lines])


def _beside(lines: Sequence[PrintedLine]) -> Iterator[tuple[PrintedLine, PrintedLine]]:
    """Yield the first line of the first column with that of each other column."""
    columns: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: line.ink.left):
        if columns and line.ink.left < max(one.ink.right for one in columns[-1]):
            columns[-1].append(line)
        else:
            columns.append([line])
    columns = [own for own in columns if not _is_placed(min(own, key=_baseline))]
    for first, other in product(columns[:1], columns[1:]):
        if abs(_middle(first) - _middle(other)) > 2 * NEAR:
            yield min(first, key=_baseline), min(other, key=_baseline)


def _baseline(line: PrintedLine) -> float:
    return line.y


def _middle(lines: Sequence[PrintedLine]) -> float:
    """Return the middle of lines from the top of their first capitals to their last baseline."""
    first, last = min(lines, key=_baseline), max(lines, key=_baseline)
    return (first.y - CAPITALS * first.size + last.y) / 2


def _panels(found: Print) -> Iterator[tuple[PrintedLine, PrintedLine]]:
    """Yield the first lines of the panels of each folded side, but for the cover and for cards."""
    sides: dict[int, list[PrintedLine]] = defaultdict(list)
    heads = {id(line) for panel in boxes.panels(found) for line in panel.first}
    for place, area in enumerate(found.areas):
        own = [line for line in found.content if found.area(line) == place]
        first = min(own, key=lambda line: line.y, default=None)
        if area.folded and place and first and id(first) not in heads:
            sides[area.page].append(first)
    for first, *others in sides.values():
        yield from ((first, other) for other in others)


def heading_gaps(found: Print) -> Measured:
    """Compare the white over the headings of the second level on each page.

    Those inside a card or a slip stand as it has them, and the first of all as the title does.
    """
    rule = Requirement("heading-gaps", "equal on a page within a quarter line", "rhythm")
    if not found.tagged:
        return rule.unmeasured("needs tags to know headings, the file has none")
    feet = Feet(found)
    worst, findings = 0.0, []
    for place in range(len(found.areas)):
        gaps = [*_of_the_page(feet.found, _over_headings(feet, place))]
        beside = [(gap, head) for gap, head in gaps if _is_beside_text(feet, head)]
        gaps = beside or gaps
        if len(gaps) < 2:
            continue
        usual = median(gap for gap, _ in gaps)
        off = max(gaps, key=lambda pair: abs(pair[0] - usual))
        quarters = (max(gaps)[0] - min(gaps)[0]) / (feet.leading / 4)
        worst = max(worst, quarters)
        if quarters > EVEN + 0.3:
            findings.append(at(off[1], f"{off[0] / MM:.1f} mm, others {usual / MM:.1f}"))
    return rule.found(f"{worst:.1f} quarters of a line at most", findings, quarters=worst)


def _of_the_page(
    found: Print, gaps: Iterable[tuple[float, PrintedLine]]
) -> Iterator[tuple[float, PrintedLine]]:
    """Yield the largest headings, but for those inside parts and for one under the title."""
    heads = [(gap, head) for gap, head in gaps if head.block and not _is_under_title(head, found)]
    if heads:
        least = min(_depth(head) for _, head in heads)
        large = max(head.size for _, head in heads) - SAME_SIZE
        yield from (pair for pair in heads if _depth(pair[1]) == least and pair[1].size > large)


def _depth(line: PrintedLine) -> int:
    return len(line.block.roles) if line.block else 0


def _is_under_title(head: PrintedLine, found: Print) -> bool:
    """Return whether nothing but the title of the leaflet stands over a heading."""
    area = found.area(head)
    over = [one for one in found.lines if found.area(one) == area and one.y < head.y]
    has_title = any(one.block and "H1" in one.block.roles for one in over)
    return has_title and not any(map(found.is_body, over))


def _over_headings(feet: Feet, place: int) -> Iterator[tuple[float, PrintedLine]]:
    """Yield the white over each heading of an area that has something over it; one in a row."""
    bands = [*_without_rules(feet.bands[place], feet.leading)]
    for above, band in pairwise(bands):
        firsts = [line for line in band.lines if line is feet.blocks.get(id(line), (line,))[0]]
        heads = [line for line in firsts if line.block and "H2" in line.block.roles]
        heads = [line for line in heads if line.size > feet.found.size + SAME_SIZE]
        if not heads or band.is_drawn:
            continue
        head = min(heads, key=lambda line: line.y)
        if all(line.y > head.y - head.size for line in band.lines):
            yield _top(head) - _bottom(above), head


def _is_beside_text(feet: Feet, head: PrintedLine) -> bool:
    """Return whether a heading stands on the first line of text beside it.

    Beside anything else, such as a large number or a rule, it stands where that has it.
    """
    return any(
        line.page == head.page
        and abs(line.y - head.y) < SAME
        and feet.found.is_body(line)
        and feet.found.area(line) == feet.found.area(head)
        for line in feet.found.content
    )


def _without_rules(bands: Sequence[ContentBand], near: float) -> Iterator[ContentBand]:
    """Yield the bands but for rules close over words, which belong to those."""
    for number, band in enumerate(bands):
        is_rule = not band.lines and band.bottom - band.top < THIN
        below = bands[number + 1] if number + 1 < len(bands) else None
        if not (is_rule and below and below.lines and below.top - band.bottom < near):
            yield band


def _top(line: PrintedLine) -> float:
    return line.y - CAPITALS * line.size


def _bottom(band: ContentBand) -> float:
    """Return where what stands over a heading ends, with the white that belongs to its line."""
    lines = [line.y + UNDER * line.size for line in band.lines]
    inks = max((line.ink.bottom for line in band.lines), default=0.0)
    return band.bottom if band.bottom > inks + 1 or not lines else max(lines)
