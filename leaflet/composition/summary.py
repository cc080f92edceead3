"""Summary: chooses the few blocks of a leaflet that a sheet such as a poster shows."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from leaflet.blocks.callout import Callout
from leaflet.document import block
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError, meant, shown
from leaflet.graphics.signs import KINDS
from leaflet.source.value import Line
from leaflet.source.walk import located


def of(document: Document, kinds: tuple[Line, ...], names: frozenset[str]) -> Document:
    """Return the document with the blocks of these kinds, and those `only` for these names.

    A kind is the name of a block, or that of a kind of callout. LeafletError where there is no
    such kind, or no such block.
    """
    _check(kinds)
    wanted = frozenset(kind.text for kind in kinds)
    body = tuple(_shown(document, wanted, names))
    if not body:
        problem = (
            f"nothing of this leaflet is for a poster: it has no {' or '.join(sorted(wanted))}"
        )
        hint = f"add such a block, or mark others with `only: {max(names)}`"
        raise LeafletError(Fault("nothing-to-show", problem, None, hint))
    return msgspec.structs.replace(document, body=body)


def _shown(document: Document, kinds: frozenset[str], names: frozenset[str]) -> Iterator[Block]:
    """Yield the blocks that are shown, also those in a block that is not."""

    def is_shown(one: object) -> bool:
        match one:
            case Block(only=only) if only and only.meet(names):
                return True
            case Callout(kind=kind) if kind in kinds:
                return True
        return isinstance(one, Block) and one.word in kinds

    for found in located(document.body, Block):
        if is_shown(found.value) and not any(map(is_shown, found.holders)):
            yield found.value


def _check(kinds: tuple[Line, ...]) -> None:
    known = sorted({*block.names(), *KINDS})
    faults = [_unknown(kind, known) for kind in kinds if kind.text not in known]
    if faults:
        raise LeafletError(*faults)


def _unknown(kind: Line, known: list[str]) -> Fault:
    problem = f"`{shown(kind.text)}` is neither a block nor a kind of callout"
    return Fault("unknown-name", problem, kind.span and kind.span.place, meant(kind.text, known))
