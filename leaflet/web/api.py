"""Routes for practice software: JSON in, a PDF, pictures, findings or problems out.

`OPERATIONS` is the table of what can be asked; the routes and the OpenAPI file are made from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from leaflet import limits
from leaflet.composition import edition as editions
from leaflet.errors import Fault
from leaflet.source import named
from leaflet.web import answer, form, openapi, orders, shelf, view, wanted
from leaflet.web.door import is_let_in
from leaflet.web.guard import Refusal
from leaflet.web.office import Office
from leaflet.web.openapi import Operation
from leaflet.web.preview import Made
from leaflet.web.printing import pdf_response
from leaflet.web.shelf import ShelvedLeaflet
from leaflet.web.wanted import BuildRequest, CheckRequest, PicturesRequest, Wanted

T = TypeVar("T")
W = TypeVar("W", bound=Wanted)
HOME = "/api/"
"""How the addresses for programs begin."""
_HEADERS = {401: {"www-authenticate": "Bearer"}, 503: {"retry-after": "2"}}
"""RFC 9110, 11.6.1 and 10.2.3."""


# ---- what can be asked


async def leaflets(request: Request) -> Response:
    """List the leaflets of the shelf.

    They are those that come with the program and those of the folder that it was started in. The
    originals of one's own copies stand apart.
    """
    office = await _admitted(request)

    def look() -> answer.Leaflets:
        entries = office.entries()
        replaced = office.shelf.replaced(entries)
        mine, theirs = (
            tuple(_listed(each, office) for each in entries if (each.id in replaced) is behind)
            for behind in (False, True)
        )
        return answer.Leaflets(mine, named.names("theme"), theirs)

    return answer.json(await office.work(look))


async def build(request: Request) -> Response:
    """Build a leaflet as a PDF.

    It is tagged, PDF/UA-1 and PDF/A-2a; with `press` it is PDF/X-4 for a print shop.
    """

    def made(office: Office, asked: BuildRequest, digest: str) -> Made:
        return office.previews.made(orders.printed(office, asked, digest))

    return pdf_response(await _worked(request, BuildRequest, made))


async def pictures(request: Request) -> Response:
    """Draw the pages of a leaflet as PNG pictures.

    They are in reading order; of a folded leaflet each picture is one side of the paper.
    """

    def drawn(office: Office, asked: PicturesRequest, digest: str) -> answer.Pictures:
        pages = office.previews.pages(orders.composed(office, asked, digest), asked.dpi)
        return answer.Pictures(tuple(answer.PagePicture(*each) for each in enumerate(pages, 1)))

    return answer.json(await _worked(request, PicturesRequest, drawn))


async def check(request: Request) -> Response:
    """Check a leaflet against the rules for plain, complete and honest leaflets.

    These are the findings of `leaflet check`, without those that the leaflet accepts.
    """

    def found(office: Office, asked: CheckRequest, digest: str) -> answer.Findings:
        findings = office.previews.findings(orders.checked(office, asked, digest))
        return answer.Findings(tuple(map(answer.of_finding, findings)))

    return answer.json(await _worked(request, CheckRequest, found))


async def description(request: Request) -> Response:
    """Describe this interface as an OpenAPI file; anybody may ask."""
    office: Office = request.app.state.office
    example = await office.work(_example, office)
    server = f"{request.url.scheme}://{request.headers['host']}"
    return Response(
        msgspec.json.encode(openapi.description(OPERATIONS, server, example)),
        media_type="application/json",
    )


OPERATIONS = (
    Operation(leaflets, f"{HOME}leaflets", None, answer.Leaflets),
    Operation(build, f"{HOME}build", BuildRequest, "application/pdf"),
    Operation(pictures, f"{HOME}pictures", PicturesRequest, answer.Pictures),
    Operation(check, f"{HOME}check", CheckRequest, answer.Findings),
    Operation(description, f"{HOME}openapi.json", None, "application/json", is_open=True),
)


def routes() -> list[Route]:
    """Return the routes of all operations."""
    return [
        Route(each.path, each.handler, methods=["POST" if each.wanted else "GET"])
        for each in OPERATIONS
    ]


# ---- what is refused


def refusal(refused: Refusal) -> Response:
    """Answer a refused request with a list of one problem."""
    return problems(refused.status, [Fault(refused.code, refused.sentence)])


def problems(status: int, faults: Iterable[Fault]) -> Response:
    """Answer with every fault as JSON."""
    response = answer.json(answer.Problems(answer.of_faults(faults)), status)
    response.headers.update(_HEADERS.get(status, {}))
    return response


async def _admitted(request: Request) -> Office:
    """Return the office to whoever gives its start token or its password.

    Origin and Host were looked at before.
    """
    office: Office = request.app.state.office
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if office.entrance.is_open:
        return office
    sent = given.strip().encode("latin-1", "replace") if scheme.lower() == "bearer" else b""
    if sent and await is_let_in(request, office, sent):
        return office
    word = "password" if office.entrance.is_afar else "start token"
    raise Refusal(401, "wrong-password", f"send the {word}: Authorization: Bearer …")


async def _worked(request: Request, kind: type[W], task: Callable[[Office, W, str], T]) -> T:
    """Do a task on the JSON that was sent; other media are refused: other sites can send them."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise Refusal(415, "wrong-media-type", "send application/json")
    office = await _admitted(request)
    body = await request.body()
    digest = hashlib.sha256(body).hexdigest()

    def done() -> T:
        asked = office.crew.press.run(limits.PICTURE_SECONDS, wanted.read, body, kind)
        return task(office, asked, digest)

    return await office.work(done)


# ---- what there is


def _listed(entry: ShelvedLeaflet, office: Office) -> answer.Listed:
    document = entry.read.document
    original = office.shelf.original(entry)
    if not document:
        faults = answer.of_faults(entry.read.faults)
        return answer.Listed(
            entry.id, entry.title, faults, original=original.id if original else ""
        )
    papers = named.names("sheet", document.folder)
    return answer.Listed(
        entry.id,
        entry.title,
        subtitle=document.subtitle.literal if document.subtitle else "",
        language=document.language.text,
        theme=document.theme.text,
        sheet=document.sheet.text,
        sheets=papers,
        themes=named.names("theme", document.folder),
        editions=tuple(name for name in editions.known(document) if name not in papers),
        editable=document.editable,
        needed=form.needed(document),
        version=document.version.text if document.version else "",
        issued=document.issued,
        next_review=document.next_review,
        is_past_review=office.previews.is_past(document),
        original=original.id if original else "",
        newer=view.newer(entry, original),
    )


def _example(office: Office) -> dict[str, Any]:
    """Return a request that can be sent to this server as it is."""
    entry = office.read(shelf.BUILT_IN)
    document = entry.read.document if entry else None
    if document and not office.previews.is_past(document):
        return {"leaflet": shelf.BUILT_IN, "clinic": form.stand_ins(form.needed(document))}
    return {"content": openapi.CONTENT, "clinic": form.stand_ins(form.always())}
