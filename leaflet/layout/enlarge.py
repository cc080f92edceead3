"""Makes print larger: lays out on a smaller sheet and then magnifies every mark.

So text, signs, QR codes and white all grow alike, and lines are broken anew; in large print what
would stand in two columns has no room for them. UKAAF, Creating clear print and large print
documents: all text of large print is 16 point or more, page numbers too, and never a photocopied
enlargement. The type of a leaflet of less than a page grows too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from leaflet.content.look import Look
from leaflet.errors import LeafletError
from leaflet.layout.slices import (
    BOUND,
    Blank,
    Fill,
    Mark,
    Page,
    PlacedPicture,
    Shape,
    Slice,
    Stroke,
    Words,
    height,
)
from leaflet.layout.strips import trimmed

T = TypeVar("T")

STEPS = tuple(1.04**step for step in range(16))
"""How much a page that has room left may grow its type: up to some 1.8 times."""
LOOSE, SPACE = 4.0, 5.0
"""How many times as high its white may be then, and the points from which white parts blocks."""


def scale(look: Look, text_size: float) -> float:
    """Return the factor that brings body text to at least `text_size` points."""
    return max(1.0, text_size / look.styles["body"].size)


def largest(lay: Callable[[float], T], sizes: Sequence[float]) -> T:
    """Return what `lay` makes at the largest size at which everything fits; the first size must."""
    made, low, high = lay(sizes[0]), 0, len(sizes)
    while high - low > 1:
        middle = (low + high) // 2
        try:
            made, low = lay(sizes[middle]), middle
        except LeafletError:
            high = middle
    return made


def growth_of(look: Look) -> float:
    """Return how much a leaflet that has room left on its only page may grow its type.

    The body becomes as large as the lead is, so that no size comes between those of the scale.
    """
    return look.styles["lead"].size / look.styles["body"].size


def growths(share: float, most: float) -> tuple[float, ...]:
    """Return the factors to try for the type of a page that is filled to a share.

    What is written grows with its square as a rule, and at least as the factor itself.
    """
    return (1.0, most) if share * most <= 1 else (1.0,)


def loosened(slices: Sequence[Slice], high: float) -> tuple[Slice, ...]:
    """Return slices with their white grown, as far as it may, until they are `high` points high."""
    given = sum(slice.height for slice in slices if _parts(slice))
    missing = high - height(trimmed(slices))
    times = min(LOOSE, 1 + max(0.0, missing) / given) if given else 1.0
    return tuple(
        slice._replace(height=slice.height * times) if _parts(slice) else slice for slice in slices
    )


def _parts(slice: Slice) -> bool:
    """Return whether a slice is white between blocks, bound to nothing."""
    is_plain = slice.white and not slice.marks and slice.keep_with_next < BOUND
    return is_plain and slice.height >= SPACE


def magnified(page: Page, scale: float) -> Page:
    """Return the page magnified by `scale`."""
    return page._replace(marks=tuple(_grown(mark, scale) for mark in page.marks))


def _grown(mark: Mark, scale: float) -> Mark:
    x, y = mark.x * scale, mark.y * scale
    match mark:
        case Words():
            return mark._replace(x=x, y=y, size=mark.size * scale, width=mark.width * scale)
        case Fill():
            upper, lower, line = mark.upper * scale, mark.lower * scale, mark.thickness * scale
            mark = mark._replace(upper=upper, lower=lower, thickness=line)
        case Stroke():
            to_x, to_y, thickness = mark.to_x * scale, mark.to_y * scale, mark.thickness * scale
            return mark._replace(x=x, y=y, to_x=to_x, to_y=to_y, thickness=thickness)
        case Shape():
            mark = mark._replace(thickness=mark.thickness * scale)
        case Blank():
            mark = mark._replace(size=mark.size * scale)
        case PlacedPicture():
            pass
    return mark._replace(x=x, y=y, width=mark.width * scale, height=mark.height * scale)
