"""Sheet: a format to print on: paper, page size, margins and folds."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, field

from leaflet.errors import expect
from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.value import Line, Name

MM = 72 / 25.4
"""Points in a millimetre."""

Millimetres = Annotated[float, Meta(ge=0, le=2000)]
Size = Annotated[tuple[Millimetres, ...], Meta(description="Width and height, mm.")]
LEAST_WIDE, LEAST_HIGH = 60.0, 80.0
"""Millimetres that the margins leave for text."""
FIRST, OVER_FOOT = 6.5, 11.3
"""Millimetres from the margin to the first line, and from the last line to that of the foot."""
NEAR = 0.05
"""Millimetres by which sums of widths may differ."""


class Margins(Struct, frozen=True):
    """The margins of a page, in millimetres."""

    top: Millimetres
    bottom: Millimetres
    start: Millimetres
    end: Millimetres


class Baselines(Struct, frozen=True):
    """Where the lines of a page stand, in millimetres from its top."""

    first: Millimetres
    """The first line of the text."""
    last: Millimetres
    """The lowest line that the text may have."""
    foot: Millimetres
    """The line at the foot of the page, such as its number; below the last for none."""


class Sheet(Struct, frozen=True):
    """A format that leaflets are printed on; one file in `sheets/`.

    All pages of a sheet have one text width: that of its `page`, the narrowest panel where the
    paper is folded.
    """

    title: Line
    page: Size
    margins: Margins
    margin_column: Annotated[
        Millimetres, Meta(description="Width of the column for headings beside the text, mm.")
    ] = 0.0
    columns: Annotated[
        int, Meta(ge=0, le=24, description="Columns of its grid; 0 for what suits its width.")
    ] = 0
    gutter: Annotated[Millimetres, Meta(description="White between them, mm.")] = 6.0
    prose: Annotated[
        int, Meta(ge=0, le=24, description="Columns that running text takes; 0 for all.")
    ] = 0
    baselines: Annotated[
        Baselines | None, Meta(description="Where its lines stand; by its margins if not given.")
    ] = None
    bleed: Annotated[float, Meta(ge=0, le=10, description="What a press needs round it, mm.")] = 3.0
    paper: Annotated[
        tuple[Millimetres, ...], Meta(description="The printed sheet, where it is not the page.")
    ] = ()
    fold: Annotated[
        Literal["roll", "z", "saddle"] | None,
        Meta(description="Rolled in, to and fro, or a booklet stapled in the fold."),
    ] = None
    sides: Annotated[
        tuple[tuple[Annotated[int, Meta(ge=1, le=24)], ...], ...],
        Meta(description="The panels of the outside and of the inside, from left to right."),
    ] = ()
    widths: Annotated[
        tuple[tuple[Millimetres, ...], ...], Meta(description="Their widths, mm.")
    ] = ()
    caliper: Annotated[
        float, Meta(ge=0, le=1, description="Thickness of the paper of a booklet, mm.")
    ] = 0.1
    text_size: Annotated[float, Meta(ge=0, le=72, description="The least type, in points.")] = 0.0
    most: Annotated[int, Meta(ge=0, le=500, description="The most pages; 0 for any number.")] = 0
    edition: Annotated[Name, Meta(description="What of the content it has.")] = field(
        default_factory=lambda: Name("full")
    )
    shows: Annotated[
        tuple[Line, ...], Meta(description="The only blocks it has, such as key_points.")
    ] = ()

    @property
    def width(self) -> float:
        """Width of a page, in points."""
        return self.page[0] * MM

    @property
    def height(self) -> float:
        """Height of a page, in points."""
        return self.page[1] * MM

    @property
    def lines(self) -> Baselines:
        """Where the lines of a page stand, in millimetres from its top."""
        foot = self.page[1] - self.margins.bottom
        last = foot if self.limit else foot - OVER_FOOT
        return self.baselines or Baselines(self.margins.top + FIRST, last, foot)

    @property
    def printed(self) -> tuple[float, float]:
        """Width and height of the printed sheet, in millimetres."""
        wide, high, *_ = self.paper or self.page
        return wide, high

    @property
    def panels(self) -> int:
        """Number of panels it is folded to, which are its pages; 0 for any number."""
        return sum(map(len, self.sides))

    @property
    def limit(self) -> int:
        """The most pages it may have; 0 for any number."""
        return self.panels or self.most

    @property
    def flip(self) -> Literal["short", "long"]:
        """The edge to flip on when printing on both sides."""
        wide, tall = self.printed
        return "short" if wide > tall else "long"

    def smaller(self, scale: float) -> Sheet:
        """Return the sheet at 1/`scale` of its size, for layout that is magnified afterwards."""
        margins = msgspec.structs.asdict(self.margins)
        return msgspec.structs.replace(
            self,
            page=tuple(side / scale for side in self.page),
            margins=Margins(**{name: white / scale for name, white in margins.items()}),
            margin_column=self.margin_column / scale,
            gutter=self.gutter / scale,
            baselines=Baselines(*(at / scale for at in msgspec.structs.astuple(self.lines))),
        )

    # What is wrong

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield faults of sizes, margins, folds and panels that do not fit together."""
        if len(self.page) != 2:
            yield (
                "page",
                "wrong-count",
                "a page has a width and a height",
                "write such as [210, 297]",
            )
            return
        yield from self._margin_faults()
        if self.paper and len(self.paper) != 2:
            yield (
                "paper",
                "wrong-count",
                "paper has a width and a height",
                "write such as [297, 210]",
            )
            return
        if abs(self.printed[1] - self.page[1]) > NEAR:
            yield (
                "page",
                "wrong-paper",
                f"the page is not as high as the paper: {self.printed[1]:g} mm",
                "",
            )
        match self.fold:
            case "saddle":
                yield from self._booklet_faults()
            case "roll" | "z":
                yield from self._panel_faults()
            case None:
                yield from self._flat_faults()

    def _margin_faults(self) -> Iterator[tuple[str, str, str, str]]:
        (wide, tall), margins = self.page, self.margins
        if wide - margins.start - margins.end - self.margin_column < LEAST_WIDE:
            yield (
                "margins",
                "too-narrow",
                f"the margins leave less than {LEAST_WIDE:g} mm for the text",
                "",
            )
        if tall - margins.top - margins.bottom < LEAST_HIGH:
            yield (
                "margins",
                "too-low",
                f"the margins leave less than {LEAST_HIGH:g} mm of height",
                "",
            )

    def _flat_faults(self) -> Iterator[tuple[str, str, str, str]]:
        for key in ("sides", "widths"):
            if getattr(self, key):
                yield (
                    key,
                    "needless-key",
                    "only paper that is folded has panels",
                    "add `fold: roll` or `fold: z`",
                )
        if abs(self.printed[0] - self.page[0]) > NEAR:
            hint = "add `fold:`, or leave out `paper`"
            yield "paper", "wrong-paper", "paper that is not folded has the size of the page", hint

    def _booklet_faults(self) -> Iterator[tuple[str, str, str, str]]:
        for key in ("sides", "widths"):
            if getattr(self, key):
                yield (
                    key,
                    "needless-key",
                    "the pages of a booklet find their places by themselves",
                    "leave it out",
                )
        if abs(self.printed[0] - 2 * self.page[0]) > NEAR:
            hint = f"two pages of {self.page[0]:g} mm need paper of {2 * self.page[0]:g} mm"
            yield (
                "paper" if self.paper else "page",
                "wrong-paper",
                "two pages stand side by side here",
                hint,
            )

    def _panel_faults(self) -> Iterator[tuple[str, str, str, str]]:
        if len(self.sides) != 2 or len(self.sides[0]) != len(self.sides[1]):
            hint = "write such as `sides: [[5, 6, 1], [2, 3, 4]]`"
            yield (
                "sides" if self.sides else "fold",
                "wrong-count",
                "a folded sheet has as many panels inside as outside",
                hint,
            )
            return
        if len(self.sides[0]) < 2:
            yield "sides", "too-few-panels", "a folded sheet has two panels on a side at least", ""
            return
        yield from self._order_faults()
        if [*map(len, self.widths)] != [*map(len, self.sides)]:
            hint = "write such as `widths: [[97, 100, 100], [100, 100, 97]]`"
            yield (
                "widths" if self.widths else "sides",
                "wrong-count",
                "each panel needs a width",
                hint,
            )
            return
        yield from self._width_faults()

    def _order_faults(self) -> Iterator[tuple[str, str, str, str]]:
        outside, inside = self.sides
        numbers, count = sorted(outside + inside), self.panels
        if numbers != [*range(1, count + 1)]:
            missing = [str(n) for n in range(1, count + 1) if n not in numbers]
            lost = f"; there is no {', '.join(missing)}"
            yield (
                "sides",
                "panel-numbers",
                f"the {count} panels are not numbered 1 to {count} once each{lost}",
                "",
            )
            return
        if outside[-1] != 1:
            yield (
                "sides",
                "front-panel",
                "the front is the panel at the right of the outside",
                "write 1 there",
            )
        if self._back != count:
            where = f"write {count} in the place of {self._back}"
            yield (
                "sides",
                "back-panel",
                "the last panel is not on the back of the folded sheet",
                where,
            )

    @property
    def _back(self) -> int:
        """Number of the panel on the back of the folded sheet."""
        outside, inside = self.sides
        if self.fold == "roll":
            return outside[-2]
        return inside[-1] if len(inside) % 2 else outside[0]

    def _width_faults(self) -> Iterator[tuple[str, str, str, str]]:
        outside, inside = self.widths
        for row, (side, widths) in enumerate((("outside", outside), ("inside", inside))):
            if abs(sum(widths) - self.printed[0]) > NEAR:
                problem = f"the panels of the {side} are {sum(widths):g} mm wide together"
                yield (
                    f"widths[{row}]",
                    "wrong-width",
                    f"{problem}, and the paper {self.printed[0]:g} mm",
                    "",
                )
        if any(abs(a - b) > NEAR for a, b in zip(outside, reversed(inside), strict=True)):
            hint = "the inside from left to right is the outside from right to left"
            yield (
                "widths",
                "uneven-folds",
                "the folds of the two sides do not lie on each other",
                hint,
            )
        if min(outside + inside) < self.page[0] - NEAR:
            narrowest = min(outside + inside)
            problem = f"the page is wider than the narrowest panel, which has {narrowest:g} mm"
            yield "page", "too-wide", problem, ""


def load(name: str, beside: Path | None = None) -> Sheet:
    """Load the sheet called `name`; LeafletError if there is none or it is wrong.

    One in the folder `sheets` in `beside`, where the content lies, goes before a shipped one.
    """
    return named.load("sheet", name, Sheet, beside)


def sheets(folder: str | os.PathLike[str] | None = None) -> dict[str, Sheet]:
    """Return the papers that there are, by name; `compose` takes the name or the value.

    Your own are those in a folder `sheets` inside `folder`, where the content lies.
    """
    expect("sheets(folder)", folder, str, os.PathLike, None)
    beside = None if folder is None else Path(folder)
    return {name: load(name, beside) for name in named.names("sheet", beside)}
