"""Routes for practice software: JSON in, a PDF or a list of problems out.

`assets/openapi.json` describes it; the page serves that file as `/api/openapi.json`.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from leaflet import limits
from leaflet.content.clinic import Clinic, Logo
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError, meant
from leaflet.graphics import picture
from leaflet.source import nodes
from leaflet.source.model import Reader
from leaflet.source.span import Argument, Span
from leaflet.web import form
from leaflet.web import shelf as shelves
from leaflet.web.door import is_password, pause
from leaflet.web.guard import Refusal
from leaflet.web.office import Office
from leaflet.web.preview import Made, Order
from leaflet.web.printing import pdf_response
from leaflet.web.problem import PLACE
from leaflet.web.shelf import Entry

Said = Annotated[str, Meta(min_length=1)]
Words = Annotated[str, Meta(max_length=form.LONGEST)]
HOME = "/api/"
"""How the addresses for programs begin."""
_HEADERS = {401: {"www-authenticate": "Bearer"}, 503: {"retry-after": "2"}}
"""RFC 9110, 11.6.1 and 10.2.3."""
_DESCRIPTION = Path(__file__).with_name("assets") / "openapi.json"


class Details(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """The clinic by the keys of `clinic:`; address and hours may be lists of lines."""

    name: Words = ""
    practitioner: Words = ""
    address: Words | list[Words] = ""
    phone: Words = ""
    email: Words = ""
    website: Words = ""
    hours: Words | list[Words] = ""
    booking: Words = ""
    registration: Words = ""
    colour: Words = ""
    accent: Words = ""
    logo: str = ""
    """A PNG, JPEG or SVG in base64 (RFC 4648, 4)."""


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    """A request to build: content of one's own, or a leaflet on the shelf."""

    content: Said | msgspec.UnsetType = msgspec.UNSET
    leaflet: Said | msgspec.UnsetType = msgspec.UNSET
    clinic: Details | None = None
    theme: Words | None = None
    sheet: Words | None = None


async def description(request: Request) -> Response:
    """Answer with the OpenAPI description."""
    return Response(_DESCRIPTION.read_bytes(), media_type="application/json")


async def build(request: Request) -> Response:
    """Build and answer with a PDF; 400 for wrong JSON, 422 for a leaflet with faults."""
    office: Office = request.app.state.office
    try:
        await _admit(request, office)
        wanted = _wanted(await request.body())
        made = await office.work(_made, office, wanted)
    except Refusal as refused:
        return refusal(refused)
    except LeafletError as error:
        return problems(422, error.faults)
    return pdf_response(made)


async def _admit(request: Request, office: Office) -> None:
    """Refuse what is not JSON, or has not the password if there is one.

    Origin and Host were looked at before.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, "wrong-media-type", "send application/json")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if office.password and not (scheme.lower() == "bearer" and is_password(given, office.password)):
        if given:
            await pause(office)
        raise Refusal(401, "wrong-password", "send the password: Authorization: Bearer …")


def _wanted(body: bytes) -> Wanted:
    try:
        wanted = msgspec.json.decode(body, type=Wanted)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Refusal(
            400, "bad-request", f"this is not the JSON that is asked for: {error}"
        ) from None
    return wanted


def _made(office: Office, wanted: Wanted) -> Made:
    """Make what was ordered; LeafletError with every fault of content and clinic."""
    with office.previews.press:
        document, digest = _document(office, wanted)
        clinic = _clinic(wanted.clinic, document) if wanted.clinic else document.clinic
    if not clinic:
        raise LeafletError(
            Fault("missing-key", "the leaflet does not say whose it is", None, "add `clinic`")
        )
    if office.previews.is_past(document):
        problem = f"this leaflet was due for review on {document.next_review}"
        raise LeafletError(
            Fault(
                "review-passed", problem, document.place("next_review"), "set a new `next_review`"
            )
        )
    looks = wanted.theme or document.theme.text, wanted.sheet or document.sheet.text
    return office.previews.made(Order(document, digest, clinic, *looks))


def _document(office: Office, wanted: Wanted) -> tuple[Document, str]:
    match wanted.content, wanted.leaflet:
        case str() as content, msgspec.UnsetType():
            read, digest = shelves.read(content.encode(), "content", None), content
        case msgspec.UnsetType(), str() as name:
            entry = _entry(office, name)
            read, digest = entry.read, entry.digest
        case _:
            raise Refusal(400, "conflicting-keys", "say either `content` or `leaflet`")
    if not read.document:
        raise LeafletError(*read.faults)
    return read.document, digest


def _entry(office: Office, name: str) -> Entry:
    """Find a leaflet on the shelf; LeafletError where there is none of that name."""
    entry = office.shelf.get(name)
    if not entry:
        hint = meant(name, [each.id for each in office.shelf.entries()])
        raise LeafletError(Fault("unknown-name", "there is no such leaflet", None, hint))
    return entry


def _clinic(details: Details, document: Document) -> Clinic:
    """Read the clinic of the request; faults have keys such as clinic.phone."""
    reader = Reader()
    texts = {key: form.words(_lines(getattr(details, key))) for key in form.TYPED}
    given = {key: text for key, text in texts.items() if text.strip()}
    entries = []
    for key, text in given.items():
        value = reader.attempt(nodes.scalar, text, PLACE + key)
        entries += [(nodes.scalar(key, PLACE + key), value)] if value else []
    made = reader.struct(
        nodes.Mapping(tuple(entries), Span(Argument("clinic", "", "clinic"), 0, 0)), Clinic
    )
    logo = reader.attempt(_logo, details.logo) if details.logo else None
    clinic = reader.finished(made)
    fixed = {key: getattr(document.clinic, key) for key in form.locked(document)}
    return msgspec.structs.replace(clinic, **({"logo": logo} | fixed))


def _lines(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _logo(text: str) -> Logo:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise LeafletError(Fault("not-base64", "`clinic.logo` is not base64")) from None
    if len(data) > limits.PICTURE_BYTES:
        raise LeafletError(
            Fault("too-large", "`clinic.logo` is too large", None, "5 MB is the most")
        )
    return Logo("logo", picture.read_bytes(data, "clinic.logo"))


def refusal(refused: Refusal) -> Response:
    """Answer a refusal as a list of one problem."""
    return problems(refused.status, [Fault(refused.code, refused.sentence)])


def problems(status: int, faults: Iterable[Fault]) -> Response:
    """Answer with every fault as JSON."""
    found = [
        {
            "problem": fault.problem,
            "hint": fault.hint,
            "place": fault.place.file if fault.place else "",
            "line": fault.place.line if fault.place else 0,
            "column": fault.place.column if fault.place else 0,
        }
        for fault in faults
    ]
    return JSONResponse({"problems": found}, status, headers=_HEADERS.get(status))
