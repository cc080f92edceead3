"""The JSON Schema (draft-07) of content files, made from the content model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from leaflet import block
from leaflet.block import Block
from leaflet.document import Document
from leaflet.model import Struct

DRAFT = "http://json-schema.org/draft-07/schema#"
_PARTS = "#/definitions/"


def schema() -> dict[str, Any]:
    """The schema of a whole content file."""
    kinds = {name: block.named(name) for name in block.names()}
    (top, *_), parts = msgspec.json.schema_components(
        [Document, *kinds.values()], schema_hook=_own, ref_template=_PARTS + "{name}"
    )
    shorts = {cls.__name__: cls.short for cls in _structs(Struct) if cls.short}
    texts = {_PARTS + name for name in (*shorts, Block.__name__)}
    for name, part in parts.items():
        part.pop("title", None)
        short = part["properties"].get(shorts.get(name))
        parts[name] = {"anyOf": [part, short]} if short else part
    parts[Block.__name__] = {
        "description": "One block; its name says what it is.",
        "anyOf": [*map(_one, kinds.items()), {"enum": _bare(kinds)}],
    }
    written = {"$schema": DRAFT, "title": "A patient leaflet", "allOf": [top]}
    return _as_written(written | {"definitions": parts}, texts)


def text() -> str:
    """The schema as a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _own(cls: type) -> dict[str, Any]:
    """The schema of a leaf that builds itself from a scalar."""
    return dict(cls.schema)


def _structs(cls: type) -> Iterator[type]:
    """Yield the kinds of mapping there are."""
    for kind in cls.__subclasses__():
        yield kind
        yield from _structs(kind)


def _one(kind: tuple[str, type[Block]]) -> dict[str, Any]:
    name, cls = kind
    only = {"type": "object", "required": [name], "additionalProperties": False}
    return {**only, "properties": {name: {"$ref": _PARTS + cls.__name__}}}


def _bare(kinds: dict[str, type[Block]]) -> list[str]:
    """The blocks that may be written as a name alone."""
    return [
        name
        for name, cls in kinds.items()
        if not any(field.required for field in msgspec.structs.fields(cls))
    ]


def _as_written(part: Any, texts: set[str]) -> Any:
    """The schema of what may stand in a file.

    A plain text may stand where a list of texts is wanted, or of `texts`, which a text can be
    short for. What is not known is left out, never written as nothing.
    """
    if isinstance(part, list):
        return [_as_written(item, texts) for item in part if item != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    part = {
        key: _as_written(value, texts)
        for key, value in part.items()
        if not (key == "default" and value in (None, ()))
    }
    if part.get("type") == "array" and part["items"].get("$ref") in {None, *texts}:
        return {"anyOf": [part, {"type": "string"}]}
    return part
