"""The JSON Schema (draft-07) of content files, made from the content model."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from leaflet import block
from leaflet.block import Block
from leaflet.document import Document

DRAFT = "http://json-schema.org/draft-07/schema#"


def schema() -> dict[str, Any]:
    """The schema of a whole content file."""
    kinds = {name: block.named(name) for name in block.names()}
    (top, *_), parts = msgspec.json.schema_components(
        [Document, *kinds.values()], schema_hook=_own, ref_template="#/definitions/{name}"
    )
    for part in parts.values():
        part.pop("title", None)
    shorts = {name: _with_short_form(cls, parts) for name, cls in kinds.items()}
    parts[Block.__name__] = {
        "description": "One block; its name says what it is.",
        "anyOf": [*map(_one, shorts.items()), {"enum": _bare(kinds)}],
    }
    written = {"$schema": DRAFT, "title": "A patient leaflet", "allOf": [top]}
    return _as_written(written | {"definitions": parts})


def text() -> str:
    """The schema as a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _own(cls: type) -> dict[str, Any]:
    """The schema of a leaf that builds itself from a scalar."""
    return dict(cls.schema)


def _one(kind: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    name, value = kind
    only = {"type": "object", "required": [name], "additionalProperties": False}
    return {**only, "properties": {name: value}}


def _with_short_form(cls: type[Block], parts: dict[str, Any]) -> dict[str, Any]:
    """A block's mapping, or what may stand for its one main field."""
    own = {"$ref": f"#/definitions/{cls.__name__}"}
    short = cls.short()
    return {"anyOf": [own, parts[cls.__name__]["properties"][short]]} if short else own


def _bare(kinds: dict[str, type[Block]]) -> list[str]:
    """The blocks that may be written as a name alone."""
    return [
        name
        for name, cls in kinds.items()
        if not any(field.required for field in msgspec.structs.fields(cls))
    ]


def _as_written(part: Any) -> Any:
    """The schema of what may stand in a file.

    A plain text may stand wherever a list is wanted: its lines are the items. What is not known is
    left out, never written as nothing.
    """
    if isinstance(part, list):
        return [_as_written(item) for item in part if item != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    part = {
        key: _as_written(value) for key, value in part.items() if (key, value) != ("default", None)
    }
    if part.get("type") == "array":
        return {"anyOf": [part, {"type": "string"}]}
    return part
