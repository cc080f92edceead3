"""Call: one request with its visit, its rights and its form."""

from __future__ import annotations

import functools
import hmac
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from leaflet import limits
from leaflet.web import page
from leaflet.web.guard import FOREIGN, SAFE, Refusal
from leaflet.web.office import Office
from leaflet.web.visit import COOKIE, Visit

TOKEN = "token"
"""The name of the start token in an address."""
PROOF_SECONDS = 30 * 24 * 3600
"""For which a browser on this computer is let in without the token."""
YEAR = 365 * 86_400
"""Seconds for which a browser remembers its visit and its last clinic."""
USED = "leaflet_used_"
"""How the name of the cookie begins that says what was used lately."""
LATELY = 6
"""Leaflets that a browser remembers to have used."""
BETWEEN = "!"
"""What stands between their ids in the cookie; no id has it."""
FIELDS = 40
"""Fields of a form."""
PART_BYTES = limits.UPLOAD_BYTES
"""Bytes of one text, as sent: a sign can need nine of them."""
STALE = (
    "This page belongs to a visit that has ended. Go back and copy what you typed, "
    "then load the page again."
)
LOCKED = (
    "This browser has to log in again. Open the first page in another tab and log in there, "
    "then go back here and send it once more: what you typed is still there."
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


Handler = Callable[[Call], Awaitable[Response]]


class _InMemory(MultiPartParser):
    """A form parser that keeps uploads in memory, never on disk."""

    spool_max_size = limits.UPLOAD_BYTES


def visited(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a handler: find the visit, check token and form, set the cookie.

    A visit goes on after the program was started anew, so that forms of before are taken.
    """

    @functools.wraps(handler)
    async def endpoint(request: Request) -> Response:
        office: Office = request.app.state.office
        if request.method in SAFE and TOKEN in request.query_params:
            return await _opened(request, office)
        if request.scope.get("leaflet.foreign"):  # starts no visit and sets no cookie
            return page.render("elsewhere", path=request.url.path, token=False)
        if request.method not in SAFE and not request.scope.get("leaflet.same_origin"):
            raise Refusal(403, "foreign-request", FOREIGN)
        was_known = known(request, office)
        visit = was_known or (begun(request, office) if _is_let_in(request, office) else None)
        if request.method in SAFE:
            if not visit:
                return RedirectResponse("/login", 303)
            response = await handler(Call(request, office, visit, FormData()))
        elif not visit:
            raise Refusal(403, "stale-page", LOCKED)
        else:
            async with SentForm(request) as form:
                _check_token(visit, form)
                response = await handler(Call(request, office, visit, form))
        if not was_known:
            remember(response, office, visit)
        return response

    return endpoint


def known(request: Request, office: Office) -> Visit | None:
    """Return the visit of a browser, or None."""
    return office.visits.known(request.cookies.get(visit_cookie(office), ""))


def begun(request: Request, office: Office) -> Visit:
    """Begin the visit of a browser that may come in, or go on with that of an earlier start.

    Requests that come at the same time have the same visit.
    """
    entrance = office.entrance
    key = entrance.visit_key(request.cookies.get(visit_cookie(office), ""))
    visit = Visit(key, entrance.form_token(key), afar=entrance.is_afar)
    return office.visits.known(key) or office.visits.begin(visit)


def _is_let_in(request: Request, office: Office) -> bool:
    """Return whether a browser was let in before, or nothing is asked for."""
    entrance = office.entrance
    return entrance.is_open or entrance.is_proven(request.cookies.get(proof_cookie(office), ""))


async def _opened(request: Request, office: Office) -> Response:
    """Let a browser in by the token in the address, and lead it away from that address."""
    own = request.url.remove_query_params(TOKEN)
    path = f"{own.path}?{own.query}" if own.query else own.path
    was_known = known(request, office)
    fits = office.entrance.is_open or office.entrance.admits(request.query_params[TOKEN])
    if not fits:
        return RedirectResponse("/login?wrong=1" if not was_known else path, 303)
    # A browser that another program opened may count a redirect as its doing, and keep the cookie.
    foreign = request.scope.get("leaflet.foreign")
    response = (
        page.render("elsewhere", path=path, token=True) if foreign else RedirectResponse(path, 303)
    )
    if not was_known:
        remember(response, office, begun(request, office))
    return response


def visit_cookie(office: Office) -> str:
    """Return the name of the cookie of a visit; browsers mix those of all ports."""
    return f"{COOKIE}_{office.address.port}"


def proof_cookie(office: Office) -> str:
    """Return the name of the cookie that says that this browser was let in."""
    return f"leaflet_proof_{office.address.port}"


def remember(response: Response, office: Office, visit: Visit) -> None:
    """Set the cookie of a visit and that of its proof, which end with the session of the browser.

    On the user's own computer they stay, so that a bookmark opens the page, and tabs that a browser
    opens again at once share one visit.
    """
    kept: dict[str, Any] = {"httponly": True, "samesite": "strict", "path": "/"}
    year, days = (None, None) if office.entrance.is_afar else (YEAR, PROOF_SECONDS)
    response.set_cookie(visit_cookie(office), visit.key, max_age=year, **kept)
    if not office.entrance.is_open:
        response.set_cookie(proof_cookie(office), office.entrance.proof, max_age=days, **kept)


def forget(response: Response, office: Office) -> None:
    """Delete the cookies of a visit and of its proof, and what was used lately."""
    for name in (visit_cookie(office), proof_cookie(office), f"{USED}{office.address.port}"):
        response.delete_cookie(name, path="/", httponly=True, samesite="strict")


def last_clinic(call: Call) -> str:
    """Return the id of the clinic that this browser used last, or nothing."""
    return call.request.cookies.get(_clinic_cookie(call), "")


def remember_clinic(response: Response, call: Call) -> None:
    """Let this browser remember the clinic that its visit used last, also after it is closed."""
    if call.office.clinics.get(id := call.visit.drafts.latest):
        how: dict[str, Any] = {"httponly": True, "samesite": "strict", "path": "/"}
        response.set_cookie(_clinic_cookie(call), id, max_age=YEAR, **how)


def used_lately(call: Call) -> list[str]:
    """Return the ids of the leaflets that this browser used last, the latest first."""
    said = call.request.cookies.get(_used_cookie(call), "")
    return [id for id in said.split(BETWEEN) if id][:LATELY]


def remember_used(response: Response, call: Call, leaflet: str) -> None:
    """Let this browser remember that it used a leaflet; nothing else about it is kept."""
    last = [leaflet, *(id for id in used_lately(call) if id != leaflet)][:LATELY]
    how: dict[str, Any] = {"httponly": True, "samesite": "strict", "path": "/"}
    response.set_cookie(_used_cookie(call), BETWEEN.join(last), max_age=YEAR, **how)


def _used_cookie(call: Call) -> str:
    return f"{USED}{call.office.address.port}"


def _clinic_cookie(call: Call) -> str:
    return f"leaflet_clinic_{call.office.address.port}"


def _check_token(visit: Visit, form: FormData) -> None:
    token = form.get("token")
    if not isinstance(token, str) or not hmac.compare_digest(token.encode(), visit.token.encode()):
        raise Refusal(403, "stale-page", STALE)


class SentForm:
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
