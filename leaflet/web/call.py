"""Call: one request with its visit, its rights and its form."""

from __future__ import annotations

import functools
import hmac
import re
from collections.abc import Awaitable, Callable
from http.cookies import SimpleCookie
from typing import NamedTuple

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from leaflet import limits
from leaflet.web import page
from leaflet.web.guard import SAFE, Refusal
from leaflet.web.office import Office
from leaflet.web.visit import COOKIE, Visit

FIELDS = 40
"""Fields of a form."""
PART_BYTES = limits.UPLOAD_BYTES
"""Bytes of one text, as sent: a sign can need nine of them."""
STALE = (
    "This page was open for too long, or the program was started anew. "
    "Go back, load the page again, and send it once more."
)


class Call(NamedTuple):
    """A request that passed the checks, with its visit and its form."""

    request: Request
    office: Office
    visit: Visit
    form: FormData

    def text(self, key: str) -> str:
        """Return a field of the form with plain line ends, or ""."""
        value = self.form.get(key)
        return value.replace("\r\n", "\n") if isinstance(value, str) else ""

    def path(self, key: str) -> str:
        """Return a part of the address."""
        return str(self.request.path_params[key])

    async def file(self, key: str) -> bytes:
        """Return the bytes of an uploaded file, or b""."""
        value = self.form.get(key)
        return await value.read() if isinstance(value, UploadFile) else b""


KEPT = (
    "The program was started anew since this page was opened. What you typed is kept: "
    "go on with it, look at it, and send it once more."
)
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
Handler = Callable[[Call], Awaitable[Response]]


class _InMemory(MultiPartParser):
    """A form parser that keeps uploads in memory, never on disk."""

    spool_max_size = limits.UPLOAD_BYTES


Rescue = Callable[[Call], Awaitable[str]]
"""Keeps what was typed, and nothing more; where to go on with it."""


def visited(
    handler: Handler, door: bool = False, rescue: Rescue | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a handler: find the visit, check token and password, set the cookie.

    `door` is true for the page where the password is given; `rescue` is for forms of which the
    visit is forgotten, because the program was started anew.
    """

    @functools.wraps(handler)
    async def endpoint(request: Request) -> Response:
        office: Office = request.app.state.office
        name = f"{COOKIE}_{office.address.port}"
        known = office.visits.known(request.cookies.get(name, ""))
        guarded = bool(office.password)
        visit = known or office.visits.begin(allowed=not guarded, afar=guarded)
        if not (visit.allowed or door):
            response: Response = RedirectResponse("/login", 303)
        elif request.method in SAFE:
            response = await handler(Call(request, office, visit, FormData()))
        else:
            if not (request.scope.get("leaflet.same_origin") and (known or rescue)):
                raise Refusal(403, "stale-page", STALE)
            async with _Form(request) as form:
                given = Call(request, office, visit, form)
                if known or not rescue:
                    _check_token(visit, form)
                    response = await handler(given)
                else:
                    response = await _rescued(given, rescue)
        if not known and not _sets(response, name):
            remember(response, name, visit)
        return response

    return endpoint


async def _rescued(call: Call, rescue: Rescue) -> Response:
    """Keep what an outdated page of ours sent, without acting on it.

    The new visit takes over the token of that page, so that it can be sent once more: only a page
    of the same origin comes this far.
    """
    texts: list[tuple[str, str | UploadFile]] = [
        (key, text) for key, text in call.form.multi_items() if isinstance(text, str)
    ]
    back = await rescue(call._replace(form=FormData(texts)))
    if _TOKEN.fullmatch(call.text("token")):
        call.visit.token = call.text("token")
    return page.error(Refusal(403, "stale-page", KEPT), back)


def remember(response: Response, name: str, visit: Visit) -> None:
    """Set the cookie of a visit, which ends with the browser session."""
    response.set_cookie(name, visit.key, httponly=True, samesite="strict", path="/")


def _sets(response: Response, name: str) -> bool:
    cookies = (SimpleCookie(given) for given in response.headers.getlist("set-cookie"))
    return any(name in cookie for cookie in cookies)


def _check_token(visit: Visit, form: FormData) -> None:
    token = form.get("token")
    if not isinstance(token, str) or not hmac.compare_digest(token.encode(), visit.token.encode()):
        raise Refusal(403, "stale-page", STALE)


class _Form:
    """Reads the form of a request within limits, and closes its files afterwards."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.form = FormData()

    async def __aenter__(self) -> FormData:
        headers, stream = self.request.headers, self.request.stream()
        most = {"max_fields": FIELDS, "max_part_size": PART_BYTES}
        try:
            match headers.get("content-type", "").partition(";")[0].strip().lower():
                case "multipart/form-data":
                    self.form = await _InMemory(headers, stream, max_files=1, **most).parse()
                case "application/x-www-form-urlencoded":
                    self.form = await FormParser(headers, stream, **most).parse()
                case _:
                    raise Refusal(
                        415, "wrong-media-type", "This is not the form that the page sends."
                    )
        except MultiPartException:
            raise Refusal(
                400, "bad-request", "This form cannot be understood, or it is too large."
            ) from None
        except (UnicodeError, ValueError, KeyError):
            raise Refusal(400, "bad-request", "This form cannot be understood.") from None
        except ClientDisconnect:
            raise Refusal(400, "bad-request", "The browser went away.") from None
        return self.form

    async def __aexit__(self, *error: object) -> None:
        await self.form.close()
