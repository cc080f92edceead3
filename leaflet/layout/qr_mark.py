"""QR: an address as a code that a phone's camera reads (ISO/IEC 18004)."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, ClassVar, Self

from leaflet.content.clinic import LINKS
from leaflet.content.inline import Field, Filling, Text
from leaflet.errors import Fault, LeafletError
from leaflet.graphics.colour import BLACK, WHITE
from leaflet.graphics.outline import Outline
from leaflet.layout.slices import Fill, Shape, Slice, height
from leaflet.layout.strips import side_by_side
from leaflet.source.value import Email, Phone, WebAddress
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.layout.column import Column
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node

MM = 72 / 25.4
"""Points in a millimetre."""
SIZE = 28.0
"""Millimetres across, quiet zone and all."""
MODULE = 0.4
"""Millimetres that a module, the smallest square, has at least; a long address takes more room."""
MASK = 5
"""Of the eight masks (ISO/IEC 18004, 7.8). To score them all takes longer than to write a page, and
readers take any: of 60 codes seen at 80 by 80 pixels and askew, more were read with this one than
with those that the scores preferred."""
QUIET = 4
"""Modules of white on every side."""
LINE, FRAME, RADIUS, GAP = 0.75, 2.0, 3.0, 14.0
"""The line round the plate, what it takes with its rounded corners, and the white beside it."""
LONGEST = 300
"""Characters of an address: more make a code of over 38 mm that old phones cannot read."""


class Address(Text):
    """A web address, phone number or e-mail address, or `{clinic.booking}` for one of them."""

    __slots__ = ()
    beside = ()
    schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "description": "A web address, phone number or e-mail address, or {clinic.booking}.",
        "examples": ["https://www.clinic.example", "{clinic.booking}"],
    }

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """The address that `node` says, or None and a fault."""
        made = cls.from_scalar(node, reader)
        if made is None:
            return None
        (part, *more) = made.parts
        if isinstance(part, Run):
            known = part == Run(part.text) and _typed(part.text) is not None
        elif isinstance(part, Field):
            known = part == Field(part.name, instead=part.instead) and {*part.keys} <= {*LINKS}
        else:
            known = False
        if more or not known:
            problem = "a QR code needs one address, and this is not one"
            hint = "write a web address, a phone number, an e-mail address or {clinic.booking}"
            reader.fault(node.span, "not-an-address", problem, hint)
            return None
        if len(made.literal) > LONGEST:
            reader.fault(node.span, "too-long", *_too_long(made.literal))
            return None
        return made

    def run(self, filling: Filling) -> Run:
        """The address as it is printed, with the link that the code holds."""
        (part,) = self.parts
        run = filling.run(part)
        return run if isinstance(part, Field) else _typed(run.text) or run


def _typed(text: str) -> Run | None:
    """Return an address as it is printed; `tel:` and `mailto:` may stand before it."""
    for kind, scheme in ((Email, "mailto:"), (Phone, "tel:")):
        bare = text.removeprefix(scheme)
        if kind.pattern.fullmatch(bare):
            return Run(bare, link=kind(bare).link, keep=True)
    if WebAddress.pattern.fullmatch(text):
        return Run(WebAddress(text).short, link=WebAddress(text).link)
    return None


@functools.lru_cache(256)
def outline(address: str) -> Outline:
    """The code with its quiet zone, a unit a module; LeafletError where the address is too long.

    Its error level is Q or better: a quarter of it may be lost to a fold or a stain.
    """
    import segno

    if len(address) > LONGEST:
        problem, hint = _too_long(address)
        raise LeafletError(Fault("too-long", problem, None, hint))
    rows = segno.make(address, error="q", micro=False, mask=MASK).matrix
    across = len(rows) + 2 * QUIET
    path: list[tuple[str, tuple[float, ...]]] = []
    for y, row in enumerate(rows, QUIET):
        x = QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                path.append(("R", (x, y, length, 1)))
            x += length
    return Outline(across, across, tuple(path))


def _too_long(address: str) -> tuple[str, str]:
    problem = f"this address is {len(address):,} characters long; a QR code takes {LONGEST} here"
    return problem, "give the page a shorter address"


def width(address: Run) -> float:
    """How wide the code of an address is drawn, with its frame; in points."""
    return MM * max(SIZE, MODULE * outline(address.link).width) + 2 * FRAME


def drawn(column: Column, address: Run) -> Slice:
    """The code at the start of the column: black on a framed white plate, whatever is under it."""
    node = column.node.add("Figure", alt=column.language.label("qr", address=address.text))
    x, wide = column.x, width(address)
    inside, white = wide - 2 * FRAME, wide - 2 * LINE
    frame = Fill(x, 0, wide, wide, column.look.colours["rule"], RADIUS, RADIUS)
    plate = Fill(x + LINE, LINE, white, white, WHITE, RADIUS - LINE, RADIUS - LINE)
    code = Shape(x + FRAME, FRAME, inside, inside, outline(address.link), BLACK, node)
    return Slice(wide, (frame, plate, code))


def with_words(
    column: Column, address: Run, words: Callable[[Column], Iterable[Slice]]
) -> Iterator[Slice]:
    """Yield the code at the start of the column, and the words beside the middle of it."""
    code = drawn(column, address)
    said = [*words(column.inset(code.height + GAP))]
    spare = max(0.0, code.height - height(said)) / 2
    yield from beside([Slice(spare), *said], [code])


def beside(words: Iterable[Slice], code: Iterable[Slice]) -> Iterator[Slice]:
    """Yield the words with a code at their side: one strip as high as the code, then the rest."""
    code, words = list(code), list(words)
    top: list[Slice] = []
    while words and height(top) < height(code):
        top.append(words.pop(0))
    strip = side_by_side(top, code)
    yield strip._replace(keep_with_next=top[-1].keep_with_next if top and words else 0)
    yield from words
