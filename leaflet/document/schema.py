"""Makes the JSON Schema (draft-07) of content files from the content model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

import msgspec
from msgspec import inspect

from leaflet.content.inline import Text, Wording
from leaflet.content.needs import Needs
from leaflet.document import block
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.source import model, walk
from leaflet.source.model import Struct
from leaflet.source.value import Line, Names

DRAFT = "http://json-schema.org/draft-07/schema#"
_PARTS = "#/definitions/"


def schema() -> dict[str, Any]:
    """Return the schema of a whole content file."""
    kinds = {name: block.named(name) for name in block.names()}
    roots: tuple[type[Struct], ...] = (Document, Wording, *kinds.values())
    (top, *_), parts = msgspec.json.schema_components(
        roots, schema_hook=_own, ref_template=_PARTS + "{name}"
    )
    structs = _structs(roots)
    alone = {_PARTS + name: _alone(name, cls) for name, cls in structs.items() if cls.main}
    alone[_PARTS + Block.__name__] = {"$ref": _PARTS + kinds["paragraph"].__name__}
    for name, cls in structs.items():
        parts[name] = _part(parts[name], cls)
    parts[Block.__name__] = {
        "description": "One block; its name says what it is.",
        "anyOf": [*map(_one, kinds.items()), {"enum": _bare(kinds)}],
    }
    head = {"$schema": DRAFT, "title": "A patient leaflet", "allOf": [top]}
    written: dict[str, Any] = _as_written(head | {"definitions": parts}, alone)
    for names in (Names, Needs):
        written["definitions"][names.__name__] = names.schema
    return written


def text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _own(cls: type[Line | Text | Names]) -> dict[str, Any]:
    """Return the schema of a type that reads itself from a scalar."""
    if issubclass(cls, Text) and cls.beside:
        return {"anyOf": [cls.schema, {"$ref": _PARTS + Wording.__name__}]}
    return {"$ref": _PARTS + cls.__name__} if issubclass(cls, Names) else dict(cls.schema)


def _part(part: dict[str, Any], cls: type[Struct]) -> dict[str, Any]:
    """Return the schema of a mapping, and of the main field that may stand for it."""
    part.pop("title", None)
    short = part["properties"].get(cls.main)
    for name in model.beside(cls):  # these are of the text, whose mapping this one then is
        part["properties"][name] = Text.schema
        short = Text.schema
    if cls.rivals:
        part["not"] = {"required": [*cls.rivals]}
    if cls.alternatives:
        ways = ([{"required": [key]} for key in keys] for keys in cls.alternatives)
        part["allOf"] = [{"anyOf": group} for group in ways]
    return {"anyOf": [part, short]} if short else part


def _structs(roots: tuple[type[Struct], ...]) -> dict[str, type[Struct]]:
    """Return the kinds of mapping inside the roots, by name, with the roots."""
    found: dict[str, type[Struct]] = {}
    waiting: list[Any] = [*inspect.multi_type_info(roots)]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, inspect.StructType):
            if kind.cls.__name__ in found:
                continue
            found[kind.cls.__name__] = cast("type[Struct]", kind.cls)
        waiting += walk.inside(kind)
    return found


def _one(kind: tuple[str, type[Block]]) -> dict[str, Any]:
    name, cls = kind
    only = {"type": "object", "required": [name], "additionalProperties": False}
    return {**only, "properties": {name: {"$ref": _PARTS + cls.__name__}}}


def _bare(kinds: dict[str, type[Block]]) -> list[str]:
    """Return the blocks that may be written as a name alone."""
    return [
        name
        for name, cls in kinds.items()
        if not any(field.required for field in msgspec.structs.fields(cls))
    ]


def _alone(name: str, cls: type[Struct]) -> dict[str, Any]:
    """Return the schema of what may stand for a list of such structs: one, or a text for one."""
    return {"$ref": _PARTS + name} if hasattr(cls, "items_from_one") else {"type": "string"}


def _as_written(part: Any, alone: Mapping[str, Any]) -> Any:
    """Return the schema with the short forms that a file may use.

    A plain text may stand where a list of texts is wanted; `alone` says what may where a list of
    other things is. What is not known is left out, never written as nothing.
    """
    if isinstance(part, list):
        return [_as_written(item, alone) for item in part if item != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    part = {
        key: _as_written(value, alone)
        for key, value in part.items()
        if not (key == "default" and value in (None, ()))
    }
    if part.get("type") != "array":
        return part
    held = part["items"].get("$ref")
    short = alone.get(held) if held else {"type": "string"}
    return {"anyOf": [part, short]} if short else part
