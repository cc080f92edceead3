"""Owner: reads whose leaflet it is, from a file, a dict or keywords, with a brand under it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from leaflet import limits
from leaflet.content import brand as brands
from leaflet.content.clinic import Clinic, DetailValue
from leaflet.errors import expect
from leaflet.source import given, nodes
from leaflet.source.given import Given
from leaflet.source.model import Reader
from leaflet.source.nodes import Node

KEY = "clinic"
"""The key of a clinic in a leaflet, and the path of one that stands alone."""


class Setting(str):
    """A detail from the command line, where it is given by `--set`."""

    __slots__ = ()


def clinic(
    source: Given | None = None,
    /,
    *,
    brand: str | os.PathLike[str] | None = None,
    folder: str | os.PathLike[str] | None = None,
    **details: DetailValue,
) -> Clinic:
    """Read a clinic from a file, a dict or keywords such as `name`, `address` and `phone`.

    `source` is a path, a text in YAML (a str that contains a line end) or a dict; keywords replace
    single details of it, and take them out where they are empty or None. The brand file fills
    what is left open. A logo named by a str lies in `folder`, which is that of the file unless it
    is given; a `Path` may lead anywhere.

    Raises LeafletError with every fault, each with its key such as `clinic.phone`, and FileError
    for a file that cannot be read.
    """
    expect("clinic(source)", source, str, os.PathLike, Mapping, None)
    expect("clinic(brand)", brand, str, os.PathLike, None)
    expect("clinic(folder)", folder, str, os.PathLike, None)
    reader, place = Reader(), Path(folder) if folder is not None else None
    node = reader.attempt(read, source, place) if source is not None else None
    node = told(reader, node, brand, reader.attempt(settings, details, place))
    if node is None and not reader.found:
        node = given.mapping({}, KEY)
    return reader.finished(reader.struct(node, Clinic) if node else None)


def read(source: Given, folder: Path | None = None) -> Node:
    """Read a clinic's file or dict: its keys, or those under a lone `clinic:`."""
    alone = isinstance(source, Mapping) and list(source) == [KEY]
    node = given.read(source, limits.CLINIC_BYTES, folder, "" if alone else KEY)
    if isinstance(node, nodes.Mapping) and len(node.entries) == 1:
        return node.get(KEY) or node
    return node


def told(
    reader: Reader,
    node: Node | None,
    brand: str | os.PathLike[str] | None,
    details: nodes.Mapping | None,
) -> Node | None:
    """Return the clinic's keys with a brand's for those missing and single ones replaced.

    A detail without words takes its key out.
    """
    if brand is not None and (found := reader.attempt(brands.read, brand)):
        node = brands.under(node, found)
    if not details or not details.entries or not isinstance(node, nodes.Mapping | None):
        return node
    entries = {key.text: (key, value) for key, value in (node or details).entries}
    for key, value in details.entries:
        entries[key.text] = (key, value)
        if _is_empty(value):
            del entries[key.text]
    return nodes.Mapping(tuple(entries.values()), node.span if node else details.span)


def settings(details: Mapping[str, DetailValue], folder: Path | None) -> nodes.Mapping:
    """Return the nodes of single details; LeafletError if one has unprintable characters."""
    texts = {key: "" if detail is None else detail for key, detail in details.items()}
    if not any(isinstance(text, Setting) for text in texts.values()):
        return given.mapping(texts, KEY, folder)
    entries = ((_setting(key, key), _setting(key, str(text))) for key, text in texts.items())
    return nodes.Mapping(tuple(entries), given.span(KEY))


def _setting(key: str, text: str) -> nodes.Scalar:
    path = f"{KEY}.{key}"
    return nodes.scalar(text, f"--set {path}", path)


def _is_empty(node: Node) -> bool:
    match node:
        case nodes.Scalar():
            return not node.text.strip()
        case nodes.Sequence():
            return not node.items
    return False
