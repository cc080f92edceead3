"""Describes the interface for practice software (OpenAPI 3.1), from its operations."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, NamedTuple

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from leaflet import __version__, limits
from leaflet.content.clinic import DETAILS, Clinic
from leaflet.document import schema
from leaflet.web import answer
from leaflet.web.wanted import PARTS, Wanted

ABOUT = """\
Answers on the machine where `leaflet serve` runs, and only to the address it was started with. \
Send `Authorization: Bearer` and the start token, which stands behind `token=` in the address that \
the program shows as it starts, and in the file `start-token` beside the kept clinics; or the \
password (LEAFLET_PASSWORD), where the program was started with one for other machines."""
REFUSED = {
    400: "The request is not JSON.",
    401: "The start token, or the password in its place, is missing or wrong.",
    403: "The request names another host, or comes from another site.",
    408: "The request took longer than 20 seconds to arrive.",
    411: "The request does not say how long it is.",
    413: f"More than {limits.UPLOAD_BYTES:,} bytes.",
    415: "The request is not application/json.",
    422: "What is asked for cannot be made as it is; every problem is told.",
    503: "Too much is asked for at once; try again after the seconds of Retry-After.",
}
"""What an operation may answer instead, by status."""
ASKED_REFUSED = (401, 403, 503)
"""Those of an operation to which nothing is sent."""
CONTENT = {"title": "Knee pain", "body": [{"paragraph": "Rest a little, then walk."}]}
"""The words of the example, where the leaflet of the program is past its review."""


class Operation(NamedTuple):
    """One thing that can be asked for."""

    handler: Callable[[Request], Awaitable[Response]]
    """Its name and its docstring are those of the operation."""
    path: str
    wanted: type[Wanted] | None
    """What is sent as JSON."""
    answered: type[msgspec.Struct] | str
    """What comes back as JSON, or its media type."""
    is_open: bool = False
    """Whether anybody may ask, without the start token."""


def description(
    operations: Iterable[Operation], server: str, example: dict[str, Any]
) -> dict[str, Any]:
    """Return the whole file; `example` is a request that can be built on this server."""
    known = tuple(operations)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Leaflet",
            "version": __version__,
            "summary": "Patient leaflets for practice software.",
            "description": ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": server}],
        "security": [{"token": []}],
        "paths": {each.path: _path(each, example) for each in known},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {str(status): _refused(said) for status, said in REFUSED.items()},
            "schemas": _schemas(known),
        },
    }


def _path(operation: Operation, example: dict[str, Any]) -> dict[str, Any]:
    summary, _, more = (inspect.getdoc(operation.handler) or "").partition("\n\n")
    said: dict[str, Any] = {
        "operationId": operation.handler.__name__,
        "summary": summary,
        "description": " ".join(more.split()),
        "responses": {"200": _answered(operation, summary)},
    }
    if operation.is_open:
        said["security"] = []
    for status in REFUSED if operation.wanted else ASKED_REFUSED:
        said["responses"][str(status)] = {"$ref": f"#/components/responses/{status}"}
    if not operation.wanted:
        return {"get": said}
    examples = {"shelf": {"summary": "A leaflet of the shelf, for a clinic", "value": example}}
    content = {"schema": _ref(operation.wanted), "examples": examples}
    said["requestBody"] = {"required": True, "content": {"application/json": content}}
    return {"post": said}


def _answered(operation: Operation, summary: str) -> dict[str, Any]:
    """Describe what comes back when all is well."""
    kind = operation.answered
    if isinstance(kind, str):
        kinds = {"application/json": {"type": "object"}}
        bytes_of = {"type": "string", "contentMediaType": kind}
        content = {kind: {"schema": kinds.get(kind, bytes_of)}}
        return {"description": summary, "content": content}
    content = {"application/json": {"schema": _ref(kind)}}
    return {"description": inspect.getdoc(kind), "content": content}


def _refused(said: str) -> dict[str, Any]:
    content = {"application/json": {"schema": _ref(answer.Problems)}}
    return {"description": said, "content": content}


def _ref(kind: type[msgspec.Struct]) -> dict[str, str]:
    return {"$ref": f"{PARTS}{kind.__name__}"}


@functools.cache
def _schemas(operations: tuple[Operation, ...]) -> dict[str, Any]:
    """Return the schemas of all that is sent and answered, and of the content of a leaflet."""
    kinds = [
        kind
        for each in operations
        for kind in (each.wanted, each.answered)
        if isinstance(kind, type)
    ]
    _, ours = msgspec.json.schema_components(
        [*kinds, answer.Problems],
        schema_hook=_leaf,
        ref_template=f"{PARTS}{{name}}",
    )
    for each in operations:
        if each.wanted:
            ours[each.wanted.__name__] |= _either(each.wanted)
    content = _moved(schema.schema()["definitions"])
    return {**content, "ClinicDetails": _details(content[Clinic.__name__]), **ours}


def _leaf(kind: Any) -> dict[str, Any]:
    """Return the schema of a class that reads itself."""
    return dict(kind.schema)


def _either(kind: type[Wanted]) -> dict[str, Any]:
    return {"oneOf": [{"required": [key]} for key in kind.rivals]}


def _details(clinic: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a clinic that is sent: with a logo in base64, and with empty details."""
    logo = {"type": "string", "contentEncoding": "base64", "description": DETAILS["logo"].hint}
    properties = {key: _or_empty(value) for key, value in clinic["properties"].items()}
    said = "The clinic; it takes the place of the leaflet's own, but for what is not editable."
    return {
        "type": "object",
        "description": said,
        "additionalProperties": False,
        "properties": properties | {"logo": logo},
    }


def _or_empty(value: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [value, {"type": ["string", "null"], "maxLength": 0}]}


def _moved(part: Any) -> Any:
    """Return the schema of content with its parts where OpenAPI keeps them."""
    if isinstance(part, list):
        return [_moved(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value.replace("#/definitions/", PARTS) if key == "$ref" else _moved(value)
        for key, value in part.items()
    }
