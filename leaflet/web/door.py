"""Routes where the start token or the password is given."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from leaflet.web import page
from leaflet.web.call import Call, SentForm, begun, forget, known, remember
from leaflet.web.guard import FOREIGN, Refusal
from leaflet.web.office import Office


async def door(request: Request) -> Response:
    """Ask for the start token or the password; no visit begins here."""
    office: Office = request.app.state.office
    if known(request, office) or office.entrance.is_open:
        return RedirectResponse("/", 303)
    wrong = "wrong" in request.query_params
    return page.render("login", wrong=wrong, afar=office.entrance.is_afar)


async def enter(request: Request) -> Response:
    """Check what was given and begin a visit; only a page of ours may send it."""
    office: Office = request.app.state.office
    if not request.scope.get("leaflet.same_origin"):
        raise Refusal(403, "foreign-request", FOREIGN)
    async with SentForm(request) as form:
        given = form.get("password")
    if not await is_let_in(request, office, given.encode() if isinstance(given, str) else b""):
        return RedirectResponse("/login?wrong=1", 303)
    response = RedirectResponse("/", 303)
    remember(response, office, begun(request, office))
    return response


async def is_let_in(request: Request, office: Office, given: bytes) -> bool:
    """Return whether a password or token is right; whoever sent wrong passwords waits a moment.

    Nobody can guess a token, so only a password makes anybody wait.
    """
    entrance, host = office.entrance, request.client.host if request.client else ""
    if entrance.is_afar and (pause := entrance.tries.pause(host)):
        await asyncio.sleep(pause)
    if entrance.fits(given):
        return True
    entrance.tries.note(host)
    return False


async def leave(call: Call) -> Response:
    """End the visit and delete all that was typed."""
    call.office.visits.end(call.visit)
    response = RedirectResponse("/login", 303)
    forget(response, call.office)
    return response
