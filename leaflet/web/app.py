"""Defines the web application: which route answers which address."""

from __future__ import annotations

from typing import Any

from starlette.applications import Starlette
from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from leaflet.errors import LeafletError
from leaflet.web import api, bringing, desk, door, front, gallery, page, printing, words
from leaflet.web.call import visited
from leaflet.web.guard import Guard, Refusal
from leaflet.web.office import Office
from leaflet.web.problem import prose

REFUSALS = {
    404: ("not-found", "The address may be mistyped, or the page may be gone."),
    405: ("wrong-method", "This address is for something else. Begin again from the first page."),
}
UNKNOWN = ("bad-request", "This cannot be understood.")
BROKEN = "This is a fault of the program, not of yours. What you typed is kept: go back."


class CountConvertor(IntegerConvertor):
    """Matches the numbers that an address may say; a longer one is an address that there is not."""

    regex = "[0-9]{1,9}"


register_url_convertor("count", CountConvertor())


def create(office: Office) -> ASGIApp:
    """Create the web application of an office."""
    program = Starlette(routes=_routes(), exception_handlers=_answers())
    program.state.office = office
    return Guard(program, office.address, _told)


def _routes() -> list[Route]:
    leaflet = "/leaflets/{id}"
    ready = f"{leaflet}/ready/{{clinic}}/{{theme}}/{{sheet}}/{{shown}}"
    return [
        Route("/", visited(front.shelf)),
        Route("/data", visited(front.data)),
        Route("/bring", visited(bringing.bring), methods=["POST"]),
        Route("/logo", visited(desk.send_logo), methods=["POST"]),
        Route("/logos/{name}", visited(gallery.logo)),
        Route("/pages/{made}/{number:count}.png", visited(gallery.picture)),
        Route("/clinics/{clinic}/remove", visited(desk.ask_remove)),
        Route("/clinics/{clinic}/remove", visited(desk.remove), methods=["POST"]),
        Route("/clinics/{clinic}/restore/{version:count}", visited(desk.restore), methods=["POST"]),
        Route(f"{leaflet}/cover.png", visited(gallery.cover)),
        Route(f"{leaflet}/read", visited(gallery.read)),
        Route(f"{leaflet}/clinic", visited(desk.clinic)),
        Route(f"{leaflet}/clinic", visited(desk.type_clinic), methods=["POST"]),
        Route(f"{leaflet}/typed", visited(desk.keep), methods=["POST"]),
        Route(f"{leaflet}/preview", visited(desk.preview), methods=["POST"]),
        Route(f"{leaflet}/findings", visited(desk.findings), methods=["POST"]),
        Route(f"{leaflet}/pages/{{made}}/{{number:count}}", visited(gallery.large)),
        Route(f"{leaflet}/print", visited(printing.print_page)),
        *(
            Route(f"{leaflet}/{end}", visited(printing.lead_to_print))
            for end in ("leaflet.pdf", "download", "pack.zip")
        ),
        Route(f"{ready}/leaflet.pdf", visited(printing.pdf)),
        Route(f"{ready}/download", visited(printing.download)),
        Route(f"{ready}/pack.zip", visited(printing.pack)),
        Route(f"{leaflet}/words", visited(words.words)),
        Route(f"{leaflet}/words", visited(words.type_words), methods=["POST"]),
        Route(
            f"{leaflet}/words/preview",
            visited(words.preview),
            methods=["POST"],
        ),
        Route(f"{leaflet}/aside", visited(words.put_aside), methods=["POST"]),
        Route("/aside/back", visited(words.bring_back), methods=["POST"]),
        Route("/login", door.door),
        Route("/login", door.enter, methods=["POST"]),
        Route("/logout", visited(door.leave), methods=["POST"]),
        *api.routes(),
        Route("/assets/{name}", _asset),
        Route("/favicon.ico", _icon),
        Route("/health", _health),
    ]


async def _asset(request: Request) -> Response:
    """Send a file that pages are dressed with."""
    name, known = request.path_params["name"], request.headers.get("if-none-match", "")
    return page.asset(name, known) or page.error(Refusal(404, *REFUSALS[404]))


async def _icon(request: Request) -> Response:
    """Send the icon that browsers ask for by themselves."""
    return page.asset("icon.svg") or page.error(Refusal(404, *REFUSALS[404]))


async def _health(request: Request) -> Response:
    """Tell a program that watches over this one that it answers; anybody may ask."""
    return Response(b'{"status":"ok"}', media_type="application/json")


# ---- what goes wrong


def _answers() -> dict[Any, Any]:
    return {
        HTTPException: _not_found,
        LeafletError: _refused,
        Refusal: _refusal,
        Exception: _broken,
    }


def _told(path: str, refusal: Refusal) -> Response:
    """Answer a refusal, as a page for a person or as JSON for a program."""
    return api.refusal(refusal) if path.startswith(api.HOME) else page.error(refusal)


async def _not_found(request: Request, error: HTTPException) -> Response:
    refusal = Refusal(error.status_code, *REFUSALS.get(error.status_code, UNKNOWN))
    response = _told(request.url.path, refusal)
    response.headers.update(error.headers or {})  # Allow (RFC 9110, 15.5.6)
    return response


async def _refusal(request: Request, refusal: Refusal) -> Response:
    response = _told(request.url.path, refusal)
    if refusal.status == 503:
        response.headers["retry-after"] = "2"
    return response


async def _refused(request: Request, error: LeafletError) -> Response:
    """Answer a wrong request of a program, or a fault that no page shows, such as a full disk."""
    if request.url.path.startswith(api.HOME):
        return api.problems(422, error.faults)
    said = " ".join(f"{prose(fault.problem)} {prose(fault.hint)}".strip() for fault in error.faults)
    return page.error(Refusal(409, error.faults[0].code, said))


async def _broken(request: Request, error: Exception) -> Response:
    """Answer an error of the program itself; what was typed is kept."""
    return _told(request.url.path, Refusal(500, "program-fault", BROKEN))
