"""Problem: what is wrong, in words for reception, with the field of the form that it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, ParamSpec, TypeVar

from leaflet.content.clinic import DETAILS
from leaflet.errors import Fault, LeafletError, shown

P = ParamSpec("P")
T = TypeVar("T")
PLACE = "clinic."
"""How the places of what was typed into the form begin: `clinic.phone`."""


class FormProblem(NamedTuple):
    """One thing that is wrong with what was typed, or with the leaflet."""

    field: str
    """The detail that is asked for in that field, or nothing where no field is to blame."""
    code: str
    """That of the fault."""
    key: str
    """The path of the key that is meant, such as `clinic.phone`."""
    sentence: str


def of(faults: Iterable[Fault]) -> tuple[FormProblem, ...]:
    """Say faults to reception; all characters of one field that no font has are one problem."""
    found: list[FormProblem] = []
    lacking: dict[str, list[Fault]] = {}
    for fault in faults:
        field = typed_in(fault)
        if field and fault.code == "no-glyph":
            lacking.setdefault(field, []).append(fault)
        else:
            found.append(about(field, fault))
    for field, given in lacking.items():
        found.append(about(field, given[0])._replace(sentence=_lacking(field, given)))
    return tuple(found)


def about(field: str, fault: Fault) -> FormProblem:
    """Say a fault of what was typed into a field, or of no field."""
    key = fault.path or (PLACE + field if field else "")
    return FormProblem(field, fault.code, key, _sentence(field, fault))


def missing(key: str) -> FormProblem:
    """Return the problem of a needed detail that is empty."""
    return FormProblem(key, "empty-value", PLACE + key, DETAILS[key].ask)


def attempt(
    function: Callable[P, T], *given: P.args, **named: P.kwargs
) -> tuple[T | None, tuple[FormProblem, ...]]:
    """Return what `function` gives, or None and what is wrong."""
    try:
        return function(*given, **named), ()
    except LeafletError as error:
        return None, of(error.faults)


def typed_in(fault: Fault) -> str:
    """Return the key of the form field that a fault is about, or ""; of sites, which one it is."""
    place = fault.place.file if fault.place else ""
    if place.startswith(f"{PLACE}sites"):
        return "site"
    return place.removeprefix(PLACE) if place.startswith(PLACE) else ""


def prose(text: str) -> str:
    """Write a message as a sentence, with a capital letter and a full stop."""
    text = re.sub(r"`([^`]*)`", "“\\1”", text.removesuffix("."))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _sentence(field: str, fault: Fault) -> str:
    """Write a fault for someone who has never seen the file."""
    if not (detail := DETAILS.get(field)):
        return f"{prose(fault.problem)} {prose(fault.hint)}".strip()
    if fault.code in ("empty-value", detail.refusal):
        return detail.ask
    if fault.code == "sample-detail":
        return f"{detail.title} is still the sample’s. Write your own."
    return f"{prose(f'{detail.title}: {fault.problem}')} {prose(fault.hint)}".strip()


def _lacking(field: str, faults: Sequence[Fault]) -> str:
    """Say once which characters of a field no font has."""
    signs = dict.fromkeys(map(_meant, faults))
    title = DETAILS[field].title if field in DETAILS else field
    return (
        f"{title}: no font has {', '.join(signs)}. Write it with letters of the leaflet’s language."
    )


def _meant(fault: Fault) -> str:
    """Return the words at the place of a fault, in quotation marks."""
    place = fault.place
    words = place.excerpt[place.column - 1 :][: place.width] if place else ""
    return f"“{shown(words)}”"
