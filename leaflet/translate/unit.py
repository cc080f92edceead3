"""What a translator is given of each text, and gives back, whatever the kind of file."""

from __future__ import annotations

from typing import NamedTuple


class TranslationUnit(NamedTuple):
    """One text with its translation."""

    key: str
    of: str
    """The digest of the text."""
    source: str
    target: str
    """Nothing where it is not translated."""
    back: str = ""
    """What the translation says, translated back."""


class Exchanged(NamedTuple):
    """The texts of a leaflet with the two languages."""

    source_language: str
    language: str
    original: str
    """The name of the leaflet's file."""
    units: tuple[TranslationUnit, ...]
