"""Sets paragraphs that name the clinic again, at the place that they have in a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from leaflet.layout.column import ClinicParagraph
from leaflet.layout.slices import Mark, Slice, Stroke, StructureNode, Words, moved
from leaflet.text.run import Run

NEAR = 1e-6
"""Points that are no difference."""


class PlacedParagraph(NamedTuple):
    """A paragraph on a page."""

    paragraph: ClinicParagraph
    offsets: tuple[tuple[float, float], ...]
    """By how much each line was moved to its place."""
    words: range
    """The numbers of its words among the marks of the page, which follow one another."""
    rules: tuple[int, ...]
    """The numbers of the rules under its links."""
    nodes: tuple[StructureNode | None, ...]
    """The nodes of its marked-content sequences, in their order."""

    def again(self, details: Mapping[str, Run]) -> Again | None:
        """Return its marks for a clinic, or None where they would take other room."""
        before = self.paragraph
        column = before.column._replace(filling=before.column.filling._replace(clinic=details))
        node = StructureNode(before.node.role)
        try:
            slices = [*column.lines(before.text, before.style, node)]
        except KeyError:  # a detail that this clinic lacks
            return None
        if [each.height for each in slices] != [each.height for each in before.slices]:
            return None
        if [child.role for child in node.children] != [c.role for c in before.node.children]:
            return None
        own = {node: before.node} | dict(zip(node.children, before.node.children, strict=True))
        made = self._sorted(slices, own)
        if not made or tuple(group[0].node for group in made.groups) != self.nodes:
            return None
        return None if self.rules and len(made.rules) != len(self.rules) else made

    def _sorted(
        self, slices: Sequence[Slice], own: Mapping[StructureNode, StructureNode]
    ) -> Again | None:
        """Return the marks of its lines in their places, for its own nodes."""
        made, last = Again([], []), None
        for line, offset in zip(slices, self.offsets, strict=True):
            for mark in line.marks:
                placed = moved(mark, *offset)
                if isinstance(placed, Stroke):
                    made.rules.append(placed)
                elif not isinstance(placed, Words) or placed.outside or not placed.node:
                    return None
                else:
                    placed = placed._replace(node=own[placed.node])
                    if placed.node is not last:
                        made.groups.append([])
                    made.groups[-1].append(placed)
                    last = placed.node
        return made


class Again(NamedTuple):
    """The marks of a paragraph for another clinic."""

    groups: list[list[Words]]
    """Its words, by marked-content sequences."""
    rules: list[Stroke]


def on_page(marks: Sequence[Mark], noted: Sequence[ClinicParagraph]) -> list[PlacedParagraph]:
    """Return the paragraphs that stand on a page as they were set, whole."""
    found = (_placed(marks, paragraph) for paragraph in noted)
    return [each for each in found if each]


def _placed(marks: Sequence[Mark], paragraph: ClinicParagraph) -> PlacedParagraph | None:
    nodes = {paragraph.node, *paragraph.node.children}
    numbers = [n for n, mark in enumerate(marks) if _node(mark) in nodes]
    lines = [[mark for mark in line.marks if isinstance(mark, Words)] for line in paragraph.slices]
    if not numbers or len(numbers) != sum(map(len, lines)):
        return None
    words, offsets = range(numbers[0], numbers[-1] + 1), []
    waiting = iter(numbers)
    for line in lines:
        pairs = [(marks[next(waiting)], each) for each in line]
        shifts = {(round(a.x - b.x, 6), round(a.y - b.y, 6)) for a, b in pairs}
        if len(words) != len(numbers) or len(shifts) != 1:
            return None
        placed, before = pairs[0]
        offsets.append((placed.x - before.x, placed.y - before.y))
    rules = [
        moved(mark, *offset)
        for line, offset in zip(paragraph.slices, offsets, strict=True)
        for mark in line.marks
        if not isinstance(mark, Words)
    ]
    under = [next((n for n, m in enumerate(marks) if _is_same(m, rule)), -1) for rule in rules]
    own = tuple(node for node, _ in groupby(_node(marks[n]) for n in words))
    kept = () if -1 in under else tuple(under)
    return PlacedParagraph(paragraph, tuple(offsets), words, kept, own)


def _is_same(mark: Mark, rule: Mark) -> bool:
    if not (isinstance(mark, Stroke) and isinstance(rule, Stroke)):
        return False
    return all(abs(one - other) < NEAR for one, other in zip(mark[:4], rule[:4], strict=True))


def _node(mark: Mark) -> StructureNode | None:
    return getattr(mark, "node", None)
