"""DraftBlock: a block as it is to be written into a content file, with its guesses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from leaflet.exchange.parts import FilePart, LeftOver

DraftValue: TypeAlias = (
    "str | bool | int | DraftBlock | Sequence[DraftValue] | Mapping[str, DraftValue]"
)
"""What stands behind a key: words, blocks, a list or more keys."""


class DraftBlock(NamedTuple):
    """A block by its name and what stands in it."""

    word: str
    value: DraftValue
    checks: tuple[str, ...] = ()
    """What was guessed, in a few words each: these become `# check:`."""
    parts: tuple[FilePart, ...] = ()
    """What it was made of, for a plainer block where this one cannot be built."""


NOTHING = DraftBlock("paragraph", "…", ("the file has no text that could be printed",))
"""The body of a leaflet of which nothing is left."""


class DraftFact(NamedTuple):
    """The value of a key of the leaflet or of the clinic, and what was guessed about it."""

    value: str | Sequence[str]
    check: str = ""
    is_off: bool = False
    """Whether it is written as a comment alone, since a leaflet with it could not be built."""


class DraftLeaflet(NamedTuple):
    """A leaflet before it is written: its keys, its clinic, its blocks, and what is left over."""

    facts: Mapping[str, DraftFact]
    clinic: Mapping[str, DraftFact]
    body: tuple[DraftBlock, ...]
    pictures: Mapping[str, bytes]
    left: tuple[LeftOver, ...]
    notes: tuple[str, ...] = ()
