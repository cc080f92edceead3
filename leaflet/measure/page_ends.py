"""Checks where pages end: inside paragraphs, under headings, between question and answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from leaflet.measure.frame import ContentEdges, frame
from leaflet.measure.measured import Found, Measured, Requirement, at
from leaflet.measure.print_lines import PrintedLine, PrintedParagraph
from leaflet.measure.printed import Print, is_heading

_NO_TAGS = "needs tags, the file has none"


def stranded_heading(found: Print) -> Measured:
    """Find headings after which, in reading order, nothing follows on their page."""
    rule = Requirement("stranded-heading", "no heading last on its page", "typesetters' custom")
    if not found.tagged:
        return rule.unmeasured(_NO_TAGS)
    edges = frame(found)
    findings = [at(line, "last on its page") for line in _stranded(found, edges)]
    return rule.found(_count(findings), findings, places=len(findings))


def _stranded(found: Print, edges: ContentEdges) -> Iterator[PrintedLine]:
    for leaf in found.leaves:
        own = [
            (line.block, line) for line in found.content if line.page == leaf.number and line.block
        ]
        if not own:
            continue
        block, last = max(own, key=lambda pair: pair[0].places)
        if not is_heading(block) or _goes_on(found, last):
            continue
        first = min((line for other, line in own if other == block), key=lambda line: line.y)
        things = list(edges.things(leaf))
        reads_on = any(thing.block and thing.block.places > block.places for thing in things)
        # Lines to write on, a picture that is decoration: the heading leads to them.
        drawn_on = any(
            thing.box.top > first.y - first.size and thing.box.bottom > first.y + first.size
            for thing in things
        )
        if not reads_on and not drawn_on:
            yield first


def _goes_on(found: Print, line: PrintedLine) -> bool:
    """Return whether a block continues on a later page."""
    return any(line.block == other.block and line.page < other.page for other in found.content)


def lone_line(found: Print) -> Measured:
    """Find single lines of a paragraph parted from its other lines by a page end."""
    rule = Requirement("lone-line", "no single line at head or foot", "typesetters' custom")
    if not found.tagged:
        return rule.unmeasured(_NO_TAGS)
    findings = [
        place
        for paragraph in found.paragraphs
        if not is_heading(paragraph[0].block)
        for place in _lone(paragraph)
    ]
    return rule.found(_count(findings), findings, places=len(findings))


def _lone(paragraph: PrintedParagraph) -> Iterator[Found]:
    parts = [list(lines) for _, lines in groupby(paragraph, key=lambda line: line.page)]
    if len(parts) > 1 and len(parts[0]) == 1:
        yield at(parts[0][0], "alone at the foot")
    if len(parts) > 1 and len(parts[-1]) == 1:
        yield at(parts[-1][0], "alone at the head")


def split_question(found: Print) -> Measured:
    """Find headings that a page end splits or parts from their text."""
    rule = Requirement("split-question", "no heading parted from its text", "typesetters' custom")
    if not found.tagged:
        return rule.unmeasured(_NO_TAGS)
    findings = []
    for heading, after in pairwise([*found.paragraphs, ()]):
        if not is_heading(heading[0].block):
            continue
        last = heading[-1]
        if heading[0].page != last.page:
            findings.append(at(heading[0], "cut by the end of the page"))
        elif after and after[0].page == last.page and after[0].y < heading[0].y - 2 * last.size:
            findings.append(at(heading[0], "its text is in another column"))
    return rule.found(_count(findings), findings, places=len(findings))


def _count(findings: list[Found]) -> str:
    return str(len(findings)) if findings else "none"
