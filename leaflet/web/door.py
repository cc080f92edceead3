"""Routes of the password, for a page that other machines can reach."""

from __future__ import annotations

import asyncio
import hashlib
import hmac

from starlette.responses import RedirectResponse, Response

from leaflet.web import page
from leaflet.web.call import Call, remember
from leaflet.web.office import Office
from leaflet.web.visit import COOKIE

PAUSE = 1.0
"""Seconds after a wrong password in which no other is looked at."""


async def door(call: Call) -> Response:
    """Ask for the password."""
    if call.visit.allowed:
        return RedirectResponse("/", 303)
    wrong = "wrong" in call.request.query_params
    return page.render("login", visit=call.visit, wrong=wrong)


async def enter(call: Call) -> Response:
    """Check the password and begin a visit."""
    office = call.office
    async with office.door:
        if not is_password(call.text("password"), office.password):
            await asyncio.sleep(PAUSE)
            return RedirectResponse("/login?wrong=1", 303)
    office.visits.end(call.visit)  # a cookie from before the password was given is worth nothing
    visit = office.visits.begin(allowed=True, afar=True)
    response = RedirectResponse("/", 303)
    remember(response, f"{COOKIE}_{office.address.port}", visit)
    return response


async def pause(office: Office) -> None:
    """Delay the next try of a password."""
    async with office.door:
        await asyncio.sleep(PAUSE)


async def leave(call: Call) -> Response:
    """End the visit and delete all that was typed."""
    call.office.visits.end(call.visit)
    return RedirectResponse("/", 303)


def is_password(given: str, wanted: str) -> bool:
    """Return whether two passwords are equal, in constant time."""
    one, other = (hashlib.sha256(text.encode()).digest() for text in (given, wanted))
    return bool(wanted) and hmac.compare_digest(one, other)
