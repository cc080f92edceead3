"""Knows medicines by their names, the most of each in a day, and strengths that a text says."""

from __future__ import annotations

import functools
import re

from leaflet.editor.prose import number
from leaflet.editor.prose.wordlist import sets
from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.value import Line

MILLIGRAMS = {"mg": 1.0, "milligram": 1.0, "g": 1000.0, "gram": 1000.0, "microgram": 0.001}
_STRENGTH = re.compile(
    r"\b(?P<before>\d[\d,]{0,6}(?:\.\d{1,3})?) ?(?P<unit>mg|g|micrograms?) (?:[a-z-]+ )?"
    r"(?:tablets|capsules|caplets|tablet|capsule)\b"
    r"|\b(?:tablet|capsule|caplet)s? (?:is|are|contains?|has|have|holds?) (?:about )?"
    r"(?P<after>\d[\d,]{0,6}(?:\.\d{1,3})?) ?(?P<after_unit>mg|g|micrograms?)\b",
    re.IGNORECASE,
)
_LIQUID = re.compile(
    r"\b(?P<mg>\d[\d,]{0,6}(?:\.\d+)?) ?mg ?(?:/|in(?: each| every)?|per)"
    r" ?(?P<ml>\d[\d.]{0,4})? ?ml\b",
    re.IGNORECASE,
)


class Medicine(Struct, frozen=True):
    """A medicine with the most that an adult takes in a day; `words/medicines.yaml`."""

    id: Line
    names: tuple[Line, ...]
    most: Line
    """In milligrams."""
    source: Line
    shop: Line | None = None
    """The milligrams that may be taken without a prescription, where that is less."""
    tablet: Line | None = None
    """The milligrams of its usual tablet."""


class Medicines(Struct, frozen=True):
    """All medicines with a limit."""

    medicines: tuple[Medicine, ...]


@functools.cache
def limited() -> dict[str, Medicine]:
    """Return the medicines with a limit, by each of their names."""
    found = named.load("word", "medicines", Medicines).medicines
    return {name.text: each for each in found for name in (each.id, *each.names)}


@functools.cache
def names() -> re.Pattern[str]:
    """Return a pattern of the names of all known medicines."""
    known = {*limited(), *sets("known")["medicines"]}
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(known)))})\b", re.IGNORECASE)


def medicine_in(text: str) -> str:
    """Return the only medicine that a text names, or nothing."""
    found = {canonical(each[0]) for each in names().finditer(text)}
    return found.pop() if len(found) == 1 else ""


def most_in_day(medicine: str) -> float:
    """Return the most milligrams of a medicine in a day; 0 where no limit is known."""
    known = limited().get(medicine)
    return float(known.most.text) if known else 0


def has_lower_label(medicine: str) -> bool:
    """Return whether less of a medicine may be taken where nobody prescribed it."""
    known = limited().get(medicine)
    return bool(known and known.shop)


def canonical(name: str) -> str:
    """Return the usual name of a medicine."""
    known = limited().get(name.lower())
    return known.id.text if known else name.lower()


@functools.lru_cache(64)
def stated(text: str) -> float:
    """Return the milligrams of one tablet that a text says, or 0."""
    found = _STRENGTH.search(text)
    if not found:
        return 0
    size, unit = found["before"] or found["after"], found["unit"] or found["after_unit"]
    return number.value(size) * MILLIGRAMS[unit.lower().rstrip("s")]


@functools.lru_cache(64)
def named_strength(text: str) -> float:
    """Return the milligrams behind the only medicine that a text names: “Naproxen 500 mg”, or 0."""
    found = {each["size"] + each["unit"]: each for each in _named_strengths().finditer(text)}
    if len(found) != 1:
        return 0
    one = found.popitem()[1]
    return number.value(one["size"]) * MILLIGRAMS[one["unit"].lower().rstrip("s")]


@functools.cache
def _named_strengths() -> re.Pattern[str]:
    return re.compile(
        rf"{names().pattern} (?P<size>\d[\d,]{{0,6}}(?:\.\d{{1,3}})?) ?(?P<unit>mg|g)\b",
        re.IGNORECASE,
    )


@functools.lru_cache(64)
def in_millilitre(text: str) -> float:
    """Return the milligrams in a millilitre that a text says, or 0."""
    found = _LIQUID.search(text)
    return number.value(found["mg"]) / (number.value(found["ml"] or "1") or 1) if found else 0
