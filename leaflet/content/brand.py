"""Reads the colours, logo and name of a `_brand.yml` (Quarto's) as details of a clinic."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from leaflet import limits
from leaflet.content.clinic import Clinic
from leaflet.errors import meant
from leaflet.source.model import Reader
from leaflet.source.nodes import Mapping, Node, Scalar, read_file
from leaflet.source.value import Colour

KEYS = ("name", "colour", "accent", "logo")
"""The details that a brand can give."""
_SIZES = ("medium", "large", "small")
"""Of a logo, the best for a cover first."""


def read(path: str | os.PathLike[str]) -> Mapping:
    """Read the details of a clinic from a brand file; LeafletError with every fault.

    The file is made for other programs too: keys that say nothing of a clinic are passed over.
    """
    reader = Reader()
    root = read_file(path, limits.CLINIC_BYTES)
    parts = {name: _part(root, name, reader) for name in ("meta", "color", "logo")}
    colours, logo = parts["color"], parts["logo"]
    found = {
        "name": _first(parts["meta"], ("name",), ("full", "short")),
        "colour": _colour(_first(colours, ("primary",)), colours, reader),
        "accent": _colour(_first(colours, ("secondary", "accent")), colours, reader),
        "logo": _logo(logo),
    }
    reader.finish()
    entries = ((Scalar(key, node.span), node) for key, node in found.items() if node)
    return Mapping(tuple(entries), root.span)


def under(owner: Node | None, brand: Mapping) -> Node:
    """Return the clinic's keys with the brand's for those that are missing."""
    if not isinstance(owner, Mapping):
        return owner or brand
    added = [(key, node) for key, node in brand.entries if not owner.get(key.text)]
    return owner._replace(entries=(*owner.entries, *added))


def taken(clinic: Clinic, path: Path | str) -> Iterator[str]:
    """Yield the keys of the clinic that this brand file gave."""
    for key in KEYS:
        value = getattr(clinic, key)
        if value and value.span and value.span.source.name == str(path):
            yield key


def _part(root: Node, name: str, reader: Reader) -> Node | None:
    """Return a part of the file, which is a mapping; only a logo may be a plain text."""
    if not isinstance(root, Mapping):
        hint = "a _brand.yml has keys such as `color:` and `logo:`"
        reader.fault(root.span, "wrong-kind", "a group of keys is needed here", hint)
        return None
    node = root.get(name)
    if node and not isinstance(node, Mapping) and name != "logo":
        reader.fault(node.span, "wrong-kind", f"a group of keys is needed under `{name}`")
        return None
    return node


def _first(node: Node | None, *ways: tuple[str, ...]) -> Node | None:
    """Return the text found by following keys; each step takes the first key that exists."""
    for names in ways:
        if not isinstance(node, Mapping):
            break
        node = next((found for name in names if (found := node.get(name))), None)
    return node


def _colour(node: Node | None, colours: Node | None, reader: Reader) -> Node | None:
    """Return a colour given directly, by its name in the palette, or as its light variant."""
    palette = colours.get("palette") if isinstance(colours, Mapping) else None
    entries = palette.entries if isinstance(palette, Mapping) else ()
    known = {key.text: value for key, value in entries}
    while isinstance(node := _first(node, ("light",)), Scalar) and node.text:
        if Colour.pattern.fullmatch(node.text.strip()):
            return node
        if node.text not in known:
            problem = f"`{reader.shown(node.text)}` is neither a colour nor a name in the palette"
            reader.fault(node.span, "not-a-colour", problem, _meant(node.text, known))
            return None
        node = known.pop(node.text)  # so that names which name each other end
    return node


def _meant(name: str, known: Collection[str]) -> str:
    return meant(name, known) if known else Colour.hint


def _logo(node: Node | None) -> Node | None:
    """Return the file name of the logo: its best size, or a named image."""
    images = node.get("images") if isinstance(node, Mapping) else None
    found = _first(node, (*_SIZES, "path"), ("light", "path"), ("path",))
    if isinstance(found, Scalar) and isinstance(images, Mapping):
        found = _first(images.get(found.text), ("path",)) or found
    return found
