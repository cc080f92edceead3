"""Summary: the few blocks of a leaflet that a sheet shows, such as a poster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from leaflet.content.clinic import Clinic
from leaflet.content.inline import Field, Text
from leaflet.content.language import Language
from leaflet.document import block
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError, shown
from leaflet.graphics.signs import KINDS
from leaflet.layout.qr_mark import Address
from leaflet.source import model
from leaflet.source.value import Line
from leaflet.text.run import Run


def of(document: Document, kinds: tuple[Line, ...], names: frozenset[str]) -> Document:
    """The document with the blocks of these kinds, and those that are `only` for these names.

    A kind is the name of a block, or that of a kind of callout. LeafletError where there is no
    such kind, or no such block.
    """
    _check(kinds)
    wanted = frozenset(kind.text for kind in kinds)
    body = tuple(_chosen(document.body, wanted, names))
    if not body:
        problem = (
            f"nothing of this leaflet is for a poster: it has no {' or '.join(sorted(wanted))}"
        )
        hint = f"add such a block, or mark others with `only: {max(names)}`"
        raise LeafletError(Fault("nothing-left", problem, None, hint))
    return msgspec.structs.replace(document, body=body)


def _check(kinds: tuple[Line, ...]) -> None:
    known = sorted({*block.names(), *KINDS})
    faults = [_unknown(kind, known) for kind in kinds if kind.text not in known]
    if faults:
        raise LeafletError(*faults)


def _unknown(kind: Line, known: list[str]) -> Fault:
    problem = f"`{shown(kind.text)}` is neither a block nor a kind of callout"
    return Fault(
        "unknown-name", problem, kind.span and kind.span.place, model.meant(kind.text, known)
    )


def in_a_line(document: Document, clinic: Clinic, language: Language) -> Document:
    """The document with the phone number and a code to scan in place of a contact panel."""
    brief = tuple(_brief(clinic, language))
    body = []
    for one in document.body:
        body += brief if isinstance(one, block.named("contact")) else [one]
    return msgspec.structs.replace(document, body=tuple(body))


def _brief(clinic: Clinic, language: Language) -> Iterator[Block]:
    label = Run(f"{language.label('phone')}: ", bold=True)
    yield block.named("paragraph")(text=Text((label, Field("phone"))))
    for key in ("booking", "website"):
        if getattr(clinic, key):
            caption = Text((Run(language.label(f"scan_{key}")),))
            yield block.named("qr")(address=Address((Field(key),)), caption=caption)
            return


def unnumbered(document: Document) -> Document:
    """The document without the numbers of sources that it does not show."""
    known = {source.id.text for source in document.sources if source.id}
    named = {name for text in document.texts for name in text.cited}
    gone = named - known
    return _without(document, gone) if gone else document


def _chosen(blocks: tuple, kinds: frozenset[str], names: frozenset[str]) -> Iterator[Block]:
    """Yield what is shown; in place of other blocks, what is shown of those that stand in them."""
    for one in blocks:
        marked = one.only and one.only.meet(names)
        if marked or _kind(one) in kinds or getattr(one, "kind", None) in kinds:
            yield one
        else:
            inner = (getattr(one, name) for name in one.__struct_fields__)
            for parts in inner:
                if isinstance(parts, tuple) and parts and isinstance(parts[0], Block):
                    yield from _chosen(parts, kinds, names)


def _kind(one: Block) -> str:
    return next(name for name in block.names() if type(one) is block.named(name))


def _without(value: Any, gone: set[str]) -> Any:
    """The value with no number of these sources in its texts."""
    match value:
        case Text():
            return value.without(gone)
        case tuple():
            return tuple(_without(item, gone) for item in value)
        case msgspec.Struct() if next(model.walk(value, Text), None):
            fields = value.__struct_fields__
            return msgspec.structs.replace(
                value, **{name: _without(getattr(value, name), gone) for name in fields}
            )
    return value
