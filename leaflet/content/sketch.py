"""Draws a sheet in characters, and tells how to print and fold it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflet.content.sheet import Sheet

ACROSS, DOWN = 25.0, 75.0
"""Millimetres to a character and to a line."""
BOXES = "┌┬┐│┆└┴┘─…"
PLAIN = "+++|:+++-~"
"""The same for terminals that know no other characters."""


def sketch(sheet: Sheet, boxes: str = BOXES) -> Iterator[str]:
    """Yield the lines of a drawing of the sheet, its pages numbered."""
    match sheet.fold:
        case None if sheet.most == 1:  # a poster
            yield from _box(sheet, [sheet.page[0]], [1], boxes)
        case None:
            first, second = (_box(sheet, [sheet.page[0]], [number], boxes) for number in (1, 2))
            rows = [" ".join(pair) for pair in zip(first, second, strict=True)]
            yield from (f"{row} {boxes[-1]}" if n == 2 else row for n, row in enumerate(rows))
        case "saddle":
            widths = [[sheet.page[0]] * 2] * 2
            yield from _sides(sheet, widths, [[4, 1], [2, 3]], boxes)
        case _:
            yield from _sides(sheet, sheet.widths, sheet.sides, boxes)


def _sides(
    sheet: Sheet,
    widths: Sequence[Sequence[float]],
    sides: Sequence[Sequence[int]],
    boxes: str,
) -> Iterator[str]:
    for name, wide, numbers in zip(("outside", "inside"), widths, sides, strict=True):
        rows = [*_box(sheet, wide, numbers, boxes)]
        yield from (f"{row} {name}" if n == 2 else row for n, row in enumerate(rows))


def _box(
    sheet: Sheet, widths: Sequence[float], numbers: Sequence[int], boxes: str
) -> Iterator[str]:
    """Yield the lines of a box with a compartment for each number."""
    cells = [max(4, round(width / ACROSS)) for width in widths]
    tall = max(2, round(sheet.page[1] / DOWN))
    corner, top, right, side, fold, low, foot, last, line = [*boxes[:9]]
    yield corner + top.join(line * cell for cell in cells) + right
    for row in range(tall):
        said = numbers if row == 1 else [""] * len(cells)
        inside = (f"{number:^{cell}}" for number, cell in zip(said, cells, strict=True))
        yield side + fold.join(inside) + side
    yield low + foot.join(line * cell for cell in cells) + last


def printing(sheet: Sheet, *, goes_left: bool = False) -> str:
    """Return what to tell the person at the printer; "" if nothing.

    A leaflet whose writing runs to the left (`goes_left`) opens with the right hand.
    """
    if not sheet.fold:
        return ""
    first, second = ("left", "right") if goes_left else ("right", "left")
    both = f"print on both sides, flip on the {sheet.flip} edge, at 100 %"
    match sheet.fold:
        case "saddle":
            return f"{both}; fold in the middle, and staple there if there are several sheets"
        case "roll":
            return (
                f"{both}; with the inside up, fold the {first} panel in, then the {second} over it"
            )
        case _ if len(sheet.sides[0]) == 2:
            return f"{both}; fold in the middle"
        case _ if len(sheet.sides[0]) == 3:
            return (
                f"{both}; with the inside up, fold the {second} panel over the middle one, "
                f"and the {first} one to the back"
            )
    return f"{both}; fold to and fro, with the front on top"
