"""Compares the type sizes of leaflets that belong to one series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from leaflet.measure.measured import Found, Measured, Requirement
from leaflet.measure.print_lines import SAME_SIZE

_NAMES = {"points": "body", "title": "title"}


def equal_sizes(files: Mapping[str, Sequence[Measured]]) -> Measured:
    """Measure whether the files, by their names, have body text and titles of one size."""
    rule = Requirement(
        "equal-sizes", "one size of body and of title in a series", "printers' custom"
    )
    figures = {
        name: dict(row.figures)
        for name, rows in files.items()
        for row in rows
        if row.rule == "body-size"
    }
    if len(figures) < 2:
        return rule.unmeasured("a single file")
    findings = [found for kind in _NAMES for found in _unlike(kind, figures)]
    return rule.found(f"{len(findings)} sizes differ" if findings else "equal", findings)


def _unlike(kind: str, figures: Mapping[str, Mapping[str, float]]) -> Iterator[Found]:
    """Yield the files with another size than most; of as many, than the first."""
    sizes = {name: own[kind] for name, own in figures.items() if kind in own}
    if not sizes:
        return
    usual, _ = Counter(sizes.values()).most_common(1)[0]
    for name, size in sizes.items():
        if abs(size - usual) > SAME_SIZE:
            yield Found(1, name, f"{_NAMES[kind]} {size:g} pt, others {usual:g} pt")
