"""Measures the foot of pages, the imprint, and the contact details that close a leaflet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from leaflet.errors import shown
from leaflet.graphics.colour import WHITE, luminance
from leaflet.measure.geometry import Bounds
from leaflet.measure.measured import MM, Found, Measured, Requirement, at
from leaflet.measure.print_lines import SAME_SIZE, PrintedLine
from leaflet.measure.printed import Print
from leaflet.measure.seen import Leaf

EDGE = 0.12
"""The share of a page's height at its head and at its foot where those stand."""
SHARE = 0.06
"""Of the height of a page, which its running lines take at most, leading and all."""
LEADING = 1.32
REPEATED = frozenset({"TH", "Caption"})
"""The roles of what is printed again where a table goes on."""
PHONE, SEVERAL, CODE = 25.0, 18.0, 25.0
"""The least sizes of one phone number and of several, in points, and of the QR code, in mm."""
DARK = 0.1
"""The luminance that the modules of a QR code have at most."""

_NUMBER = re.compile(r"[+(]?\d[\d ()\u00a0–-]{6,}\d(?: (?:ext\.?|x) ?\d+)?")
_FACT = re.compile(r"\bversion\s+\d[\w.]*|\bissued\s+\d+ \w+ \d{4}|\breview\s+\d+ \w+ \d{4}", re.I)


def foot_line(found: Print) -> Measured:
    """Find pages whose running head and foot take more than one line, or too much height.

    The head of a table that is repeated where it goes on is neither.
    """
    wanted = f"one line a page, at most {SHARE:.0%} of its height"
    rule = Requirement("foot-line", wanted, "Leaflet’s own rule")
    pages: dict[int, list[PrintedLine]] = defaultdict(list)
    repeated = tuple(
        said
        for line in found.content
        if line.block and not REPEATED.isdisjoint(line.block.roles) and (said := line.text.strip())
    )
    for line in found.lines:
        if line.text.strip().startswith(repeated):
            continue
        high = found.leaf(line).height
        is_at_edge = not EDGE * high < line.y < (1 - EDGE) * high
        says = line.upright and any(map(str.isalnum, line.text))
        if line.furniture and says and is_at_edge and line.size <= found.size + SAME_SIZE:
            pages[line.page].append(line)
    if not pages:
        return rule.unmeasured("no running head or foot")
    shares, findings = [0.0], []
    for number, lines in sorted(pages.items()):
        rows = {round(line.y): line.size * LEADING for line in lines}
        shares.append(sum(rows.values()) / found.leaves[number - 1].height)
        if len(rows) > 1 or shares[-1] > SHARE:
            findings.append(at(lines[0], f"{len(rows)} lines, {shares[-1]:.0%}"))
    return rule.found(f"{max(shares):.1%} at most", findings, share=max(shares))


def imprint(found: Print) -> Measured:
    """Find a version or a date of the leaflet that is printed more than once.

    The line at the foot of the first page, or of the one behind a cover, may say it too.
    """
    wanted = "version and dates once in a leaflet, and perhaps at the foot of its first page"
    rule = Requirement("imprint", wanted, "Leaflet’s own rule")
    facts: dict[str, list[PrintedLine]] = defaultdict(list)
    for line in found.lines:
        for fact in _FACT.findall(line.text):
            facts[fact.casefold()].append(line)
    for lines in facts.values():
        if lines[0].furniture and lines[0].page <= 2 and lines[0].page < lines[-1].page:
            del lines[0]
    if not facts:
        return rule.unmeasured("no version and no date of issue")
    findings = [at(lines[1], f"{len(lines)} times") for lines in facts.values() if len(lines) > 1]
    return rule.found(f"{len(facts)} facts, {len(findings)} of them repeated", findings)


def contact(found: Print) -> Measured:
    """Find contact details that are small or split: the phone number and its QR code.

    Of several sites each has a number, and none is the largest.
    """
    wanted = f"phone {PHONE:g} pt on one line, QR code {CODE:g} mm, all of it on one page"
    wanted += f"; several of one size {SEVERAL:g} pt"
    rule = Requirement("contact", wanted, "Leaflet’s own rule")
    numbers = [line for line in found.content if _NUMBER.fullmatch(line.text.strip())]
    if not numbers:
        return rule.unmeasured("no line that is a phone number")
    phone = max(numbers, key=lambda line: line.size)
    codes = [(leaf.number, side) for leaf in found.leaves for side in _codes(leaf)]
    same = {line.text.strip() for line in numbers if phone.size - line.size < SAME_SIZE}
    least_size = SEVERAL if len(same) > 1 else PHONE
    findings = [at(phone, f"{phone.size:.1f} pt")] if phone.size < least_size - SAME_SIZE else []
    findings += [
        Found(page, "QR code", f"{side:.0f} mm") for page, side in codes if side < CODE - 0.1
    ]
    findings += _split(phone, found)
    least = min((side for _, side in codes), default=0.0)
    return rule.found(f"phone {phone.size:.0f} pt", findings, phone=phone.size, code=least)


def _codes(leaf: Leaf) -> Iterator[float]:
    """Yield the side of each QR code with its quiet zone, in millimetres."""
    paths = [thing for thing in leaf.things if thing.kind == "path" and thing.fill]
    plates = [thing.box for thing in paths if thing.fill == WHITE and _is_square(thing.box)]
    for thing in paths:
        if thing.fill and luminance(thing.fill) < DARK and _is_square(thing.box):
            holding = [box for box in plates if _holds(box, thing.box)]
            if holding:
                yield min(box.right - box.left for box in holding) / MM


def _is_square(box: Bounds) -> bool:
    wide, tall = box.right - box.left, box.bottom - box.top
    return wide > 10 * MM and abs(wide - tall) < 0.02 * wide


def _holds(plate: Bounds, code: Bounds) -> bool:
    """Return whether a plate is the quiet zone of a code: around its middle, a little larger."""
    wide = plate.right - plate.left
    is_middle = abs(plate.left + plate.right - code.left - code.right) < 0.02 * wide
    return is_middle and 0.6 < (code.right - code.left) / wide < 0.95


def _split(phone: PrintedLine, found: Print) -> Iterator[Found]:
    """Yield the first line of the part with the phone number that is on another page."""
    block = phone.block
    if not block or "Sect" not in block.roles:
        return
    depth = len(block.roles) - block.roles[::-1].index("Sect")
    part = [
        line
        for line in found.content
        if line.block and line.block.places[:depth] == block.places[:depth]
    ]
    pages = Counter(line.page for line in part)
    for line in part:
        if line.page != phone.page:
            yield at(line, f"on {len(pages)} pages: {shown(line.text)}")
            return
