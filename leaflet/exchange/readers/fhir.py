"""Reads electronic product information of HL7 FHIR (ePI, type 1): a document bundle in JSON.

The words are an authority's: headings, order and language stay, nothing is guessed or moved.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from leaflet import limits
from leaflet.errors import Fault, LeafletError
from leaflet.exchange.flow import clean
from leaflet.exchange.parts import FilePart, HeadingPart, LeftOver, Original, Stretch
from leaflet.exchange.readers.html import parts_of_html

_DEEPEST = 12
"""Sections inside each other."""


def read(data: bytes, folder: Path | None) -> Original:
    """Return the parts of the composition in a bundle; LeafletError where there is none."""
    if len(data) > limits.MARKUP_BYTES:
        most = f"{limits.MARKUP_BYTES:,}"
        problem = f"the bundle has {len(data):,} bytes, and {most} are the most"
        raise LeafletError(Fault("too-large", problem))
    bundle = _bundle(data)
    resources = [*_resources(bundle)]
    compositions = [each for each in resources if each.get("resourceType") == "Composition"]
    if _text(bundle, "type") != "document" or not compositions:
        problem = "the bundle is no document: its type is not `document`, or it has no Composition"
        raise LeafletError(Fault("unknown-format", problem, None, "take an ePI bundle of type 1"))
    composition = compositions[0]
    left: list[LeftOver] = []
    parts = tuple(_parts(composition.get("section"), 1, left))
    return Original(
        parts,
        tuple(left),
        clean(_text(composition, "title")),
        _text(composition, "language") or _text(bundle, "language"),
        tuple(_facts(bundle, composition, resources)),
        tuple(_notes(resources, composition)),
        is_verbatim=True,
    )


def _bundle(data: bytes) -> dict[str, Any]:
    try:
        bundle = json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        problem = "the bundle has too many things inside each other"
        raise LeafletError(Fault("too-deep", problem)) from None
    except (UnicodeDecodeError, ValueError):
        problem = "this is no JSON, or is damaged"
        raise LeafletError(Fault("damaged-file", problem, None, "save it as JSON")) from None
    if not isinstance(bundle, dict) or bundle.get("resourceType") != "Bundle":
        raise LeafletError(Fault("unknown-format", "this is no FHIR bundle"))
    return bundle


def _resources(bundle: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in _list(bundle, "entry"):
        if isinstance(entry.get("resource"), dict):
            yield entry["resource"]


def _parts(sections: object, level: int, left: list[LeftOver]) -> Iterator[FilePart]:
    """Yield the headings and the text of sections, in their order, lower ones under higher."""
    if level > _DEEPEST:
        raise LeafletError(Fault("too-deep", "the sections stand too deep inside each other"))
    for section in sections if isinstance(sections, list) else []:
        if not isinstance(section, dict):
            continue
        title = clean(_text(section, "title")).strip()
        if title:
            yield HeadingPart((Stretch(title),), level)
        text = section.get("text")
        found = parts_of_html(_text(text, "div")) if isinstance(text, dict) else Original(())
        left += [each._replace(place=f"{title[:60]}, {each.place}") for each in found.left]
        for part in found.parts:
            is_heading = isinstance(part, HeadingPart)
            yield part._replace(level=part.level + level) if is_heading else part  # type: ignore[union-attr, call-arg]
        yield from _parts(section.get("section"), level + 1, left)


def _facts(
    bundle: dict[str, Any], composition: dict[str, Any], resources: list[dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    """Yield what the bundle tells outright: code, version, day, publisher and medicine."""
    meta = composition.get("meta")
    version = _text(composition, "version") or (_text(meta, "versionId") if meta else "")
    named = [*_list(composition, "identifier"), *_list(bundle, "identifier")]
    holders = [
        _text(each, "name")
        for each in resources
        if each.get("resourceType") == "Organization" and _is_author(each, composition)
    ]
    products = [
        _text(name, "productName")
        for each in resources
        if each.get("resourceType") == "MedicinalProductDefinition"
        for name in _list(each, "name")
    ]
    told = {
        "about": "medicine",
        "code": next((_text(each, "value") for each in named if _text(each, "value")), ""),
        "version": version,
        "issued": _text(composition, "date")[:10] if len(_text(composition, "date")) >= 10 else "",
        "publisher": next(filter(None, holders), ""),
        "subject": next(filter(None, products), ""),
        "profile": "regulated",
    }
    yield from ((key, " ".join(clean(value).split())) for key, value in told.items() if value)


def _is_author(organisation: dict[str, Any], composition: dict[str, Any]) -> bool:
    ending = f"/{_text(organisation, 'id')}"
    return any(_text(each, "reference").endswith(ending) for each in _list(composition, "author"))


def _notes(resources: list[dict[str, Any]], composition: dict[str, Any]) -> Iterator[str]:
    kinds = Counter(_text(each, "resourceType") for each in resources if each is not composition)
    if kinds:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        yield f"the bundle has more resources, which are data and no words of the label: {told}"
    if kinds.get("Composition"):
        yield "the bundle has more than one Composition: only the first was brought in"


def _text(holder: object, key: str) -> str:
    value = holder.get(key) if isinstance(holder, dict) else None
    return value if isinstance(value, str) else ""


def _list(holder: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the objects under a key, be it one or a list of them."""
    value = holder.get(key)
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, dict)]
