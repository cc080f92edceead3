"""Tagging: what the tags of a leaflet cost, in time and in bytes.

python benchmarks/tagging.py [CONTENT]: the same leaflet is written with its tags and without, by
turns; the medians are printed, and how far they are from the limits.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import leaflet
from leaflet.layout.slices import StructureNode

ROUNDS = 40
SLOWER, LARGER, WHOLE = 0.40, 8_192, 45_000
"""At most so much more time, so many bytes more, and so many bytes in all."""


def untagged(made: leaflet.Leaflet) -> leaflet.Leaflet:
    """The same leaflet with every mark a decoration, under an empty tree.

    The marks of links keep a node: without one there would be no annotation to write.
    """
    tree = StructureNode("Document")
    sides = tuple(
        side._replace(
            pages=tuple(
                placed._replace(
                    page=placed.page._replace(
                        marks=tuple(_plain(mark, tree) for mark in placed.page.marks)
                    )
                )
                for placed in side.pages
            )
        )
        for side in made.sides
    )
    return made._replace(sides=sides, tree=tree)


def _plain(mark, tree: StructureNode):
    if not getattr(mark, "node", None):
        return mark
    return mark._replace(node=tree.add("Link") if getattr(mark, "link", "") else None)


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main(content: Path) -> int:
    """Print the figures; 1 where a limit is passed."""
    document = leaflet.read(content)
    made = leaflet.compose(document)
    plain = untagged(made)
    size, bare = len(leaflet.write(made)), len(leaflet.write(plain))
    times = [
        (
            milliseconds(lambda: leaflet.compose(document)),
            milliseconds(lambda: leaflet.write(made)),
            milliseconds(lambda: leaflet.write(plain)),
        )
        for _ in range(ROUNDS)
    ]
    layout, tagged, without = (statistics.median(column) for column in zip(*times, strict=True))
    whole = (layout + tagged) / (layout + without) - 1
    print(f"lay out {layout:.1f} ms, write {tagged:.1f} ms; write without tags {without:.1f} ms")
    print(f"tags: {whole:+.0%} of the whole time (limit {SLOWER:+.0%})", end=", ")
    print(f"{tagged / without - 1:+.0%} of the time to write")
    print(f"size: {size:,} bytes (limit {WHOLE:,}), without tags {bare:,}", end="; ")
    print(f"tags: {size - bare:,} bytes (limit {LARGER:,})")
    return int(whole > SLOWER or size - bare > LARGER or size > WHOLE)


if __name__ == "__main__":
    given = sys.argv[1:] or [Path(leaflet.__file__).parents[1] / "content.yaml"]
    sys.exit(main(Path(given[0])))
