"""Form: the clinic's details as a form asks for them, and what is wrong with what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from leaflet.content.clinic import DETAILS, FILLING, NEEDED, Clinic, Logo
from leaflet.content.detail import Detail
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError
from leaflet.graphics.picture import PictureFile
from leaflet.source import nodes
from leaflet.source.model import Reader
from leaflet.source.span import Argument, Span
from leaflet.source.value import Colour, Email, Phone, WebAddress

LONGEST = 4_000
"""Characters of one field that are taken at all; each kind of value has its own, smaller limit."""
PLACE = "clinic."
"""How the places of what was typed begin: `clinic.phone`."""


TYPED = tuple(key for key, detail in DETAILS.items() if not issubclass(detail.kind, PictureFile))
"""The details that are typed, by key, in the order of the form: all but the logo."""
_KINDS = {Phone: "tel", Email: "email", WebAddress: "url", Colour: "colour", Logo: "file"}

SWATCHES = {
    "#0b5c6b": "Teal",
    "#1d4f91": "Blue",
    "#5a2a82": "Purple",
    "#8c2f45": "Plum",
    "#9c4512": "Rust",
    "#0b6148": "Green",
    "#37474f": "Slate",
}
"""Brand colours that white words can be read on."""


class Filled(NamedTuple):
    """What the form says."""

    clinic: Clinic | None
    problems: dict[str, str]
    """What is wrong, a sentence by key, in the order of the form."""


def kind(detail: Detail) -> str:
    """How a detail is asked for: `text`, `lines`, `tel`, `email`, `url`, `colour` or `file`."""
    return "lines" if detail.has_lines else _KINDS.get(detail.kind, "text")


def fill(fields: Mapping[str, str], logo: Logo | None, document: Document) -> Filled:
    """The clinic that was typed; all that is wrong, where it is not whole."""
    reader = Reader()
    given = _editable(fields, document)
    clinic = _clinic(given, reader, document)
    problems = {key: sentence for fault in reader.found for key, sentence in [blame(fault)]}
    for key in needed(document):
        if not given.get(key):
            problems[key] = DETAILS[key].ask
    ordered = {key: problems[key] for key in ("", *TYPED) if key in problems}
    if ordered or not clinic:
        return Filled(None, ordered)
    return Filled(_owned(clinic, logo, document), {})


def sketch(fields: Mapping[str, str], logo: Logo | None, document: Document) -> Filled:
    """A clinic to draw while somebody is still typing: what is not right yet is left out."""
    given = _editable(fields, document)
    reader = Reader()
    _clinic(given, reader, document)
    wrong = {key: sentence for fault in reader.found for key, sentence in [blame(fault)]}
    shown = {key: text for key, text in given.items() if key not in wrong}
    stand_ins = {key: DETAILS[key].stand_in for key in needed(document) if key not in shown}
    clinic = _clinic(stand_ins | shown, Reader(), document)
    return Filled(clinic and _owned(clinic, logo, document), wrong)


def typed(clinic: Clinic | None) -> dict[str, str]:
    """A clinic's details as the form shows them."""
    return {key: words(getattr(clinic, key)) for key in TYPED if clinic}


def words(value: Any) -> str:
    """A value as it is typed: lists line by line."""
    return "\n".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def locked(document: Document) -> tuple[str, ...]:
    """The clinic's keys that the leaflet itself says, and nobody at reception changes."""
    if not document.clinic:
        return ()
    return tuple(key for key in Clinic.__struct_fields__ if key not in document.editable)


def needed(document: Document) -> tuple[str, ...]:
    """The keys that have to be filled in: the usual ones, and those that the text speaks of."""
    spoken = {name for text in document.texts for name in text.fields}
    keys = (key for key in FILLING if key in NEEDED or key in spoken)
    return tuple(key for key in keys if key not in locked(document))


def blame(fault: Fault) -> tuple[str, str]:
    """The key of the form that a fault is about, or "", and what to say there."""
    place = fault.place.file if fault.place else ""
    unfilled = re.search(r"\{clinic\.(\w+)\}", fault.problem)
    if place.startswith(PLACE):
        key = place.removeprefix(PLACE)
        field = DETAILS.get(key)
        if field and " is not " in fault.problem and kind(field) not in ("text", "lines"):
            return key, field.ask
        if field and "nothing is written" in fault.problem:
            return key, field.ask
        return key, _sentence(fault, field.title if field else "")
    if unfilled and unfilled[1] in DETAILS:
        return unfilled[1], f"{DETAILS[unfilled[1]].ask}: this leaflet’s text speaks of it"
    return "", _sentence(fault)


def _sentence(fault: Fault, label: str = "") -> str:
    """A fault as somebody reads it who has never seen the file; of the field `label`, if any."""
    problem = re.sub(r"^`(\w+)` is still", lambda m: f"{_label(m[1])} is still", fault.problem)
    problem = re.sub(r" \(U\+[0-9A-F]{4,6}[^)]*\)", "", problem)
    if label and not problem.startswith(label):
        problem = f"{label}: {problem}"
    parts = (f"{part[:1].upper()}{part[1:]}." for part in (problem, fault.hint) if part)
    return re.sub(r"`([^`]*)`", "“\\1”", " ".join(parts))


def _label(key: str) -> str:
    return DETAILS[key].title if key in DETAILS else key


def _editable(fields: Mapping[str, str], document: Document) -> dict[str, str]:
    fixed = locked(document)
    return {
        key: text for key in TYPED if key not in fixed and (text := fields.get(key, "").strip())
    }


def _clinic(given: Mapping[str, str], reader: Reader, document: Document) -> Clinic | None:
    """The clinic that the texts say; what is missing is said elsewhere, all at once."""
    texts = {key: given.get(key) or DETAILS[key].stand_in for key in NEEDED} | dict(given)
    entries = []
    for key, text in texts.items():
        name = PLACE + key
        value = reader.attempt(nodes.scalar, text[:LONGEST], name)
        if value:
            entries.append((nodes.scalar(key, name), value))
    span = Span(Argument("clinic", ""), 0, 0)
    count = len(reader.found)
    made = reader.struct(nodes.Mapping(tuple(entries), span), Clinic)
    reader.found[count:] = (fault for fault in reader.found[count:] if _is_typed(fault))
    return made


def _is_typed(fault: Fault) -> bool:
    """A required key of which the text was refused is no second fault."""
    return bool(fault.place) and fault.place.file.startswith(PLACE)


def _owned(clinic: Clinic, logo: Logo | None, document: Document) -> Clinic:
    """The clinic with its logo, and with what the leaflet itself says."""
    fixed = {key: getattr(document.clinic, key) for key in locked(document)}
    return msgspec.structs.replace(clinic, **({"logo": logo} | fixed))


def sentences(faults: Iterable[Fault]) -> dict[str, str]:
    """What several faults say, by key; those of no key are joined."""
    found: dict[str, str] = {}
    for fault in _gathered(faults):
        key, said = blame(fault)
        found[key] = f"{found[key]} {said}" if key in found else said
    return found


_SIGN = re.compile(r"no font has (\W\S+\W)(?: \(U\+.*\))?", re.DOTALL)


def _gathered(faults: Iterable[Fault]) -> Iterable[Fault]:
    """Yield the faults; the signs that no font has are one fault of each field."""
    signs: dict[str, list[str]] = {}
    first: dict[str, Fault] = {}
    for fault in faults:
        place = fault.place.file if fault.place else ""
        found = _SIGN.fullmatch(fault.problem) if place.startswith(PLACE) else None
        if found:
            first.setdefault(place, fault)
            signs.setdefault(place, []).append(found[1])
        else:
            yield fault
    for place, fault in first.items():
        names = ", ".join(dict.fromkeys(signs[place]))
        yield fault._replace(
            problem=f"no font has {names}", hint="write it with letters of the leaflet’s language"
        )


def attempt(function: Any, *given: Any) -> tuple[Any, dict[str, str]]:
    """What `function` gives, or None; and what is wrong, by key of the form."""
    try:
        return function(*given), {}
    except LeafletError as error:
        return None, sentences(error.faults)
