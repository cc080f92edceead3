"""Call: one request with its visit, its rights and its form."""

from __future__ import annotations

import functools
import hmac
import re
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from leaflet import limits
from leaflet.web import page
from leaflet.web.guard import SAFE, Refusal
from leaflet.web.office import Office
from leaflet.web.visit import COOKIE, Visit

TOKEN = "token"
"""The name of the start token in an address."""
PROOF_SECONDS = 30 * 24 * 3600
"""For which a browser on this computer is let in without the token."""
YEAR = 365 * 86_400
"""Seconds for which a browser remembers its last clinic."""
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
    handler: Handler, rescue: Rescue | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a handler: find the visit, check token and form, set the cookie.

    `rescue` is for forms of which the visit is forgotten, because the program was started anew.
    """

    @functools.wraps(handler)
    async def endpoint(request: Request) -> Response:
        office: Office = request.app.state.office
        if request.method in SAFE and TOKEN in request.query_params:
            return await _opened(request, office)
        if request.scope.get("leaflet.foreign"):  # starts no visit and sets no cookie
            return page.render("elsewhere", path=request.url.path, token=False)
        known = office.visits.known(request.cookies.get(visit_cookie(office), ""))
        if not (visit := known or _begun(request, office)):
            return RedirectResponse("/login", 303)
        if request.method in SAFE:
            response = await handler(Call(request, office, visit, FormData()))
        else:
            if not (request.scope.get("leaflet.same_origin") and (known or rescue)):
                raise Refusal(403, "stale-page", STALE)
            async with SentForm(request) as form:
                given = Call(request, office, visit, form)
                if known or not rescue:
                    _check_token(visit, form)
                    response = await handler(given)
                else:
                    response = await _rescued(given, rescue)
        if not known:
            remember(response, office, visit)
        return response

    return endpoint


def _begun(request: Request, office: Office) -> Visit | None:
    """Begin a visit of a browser that was let in before, or of any where nothing is asked for."""
    entrance = office.entrance
    if entrance.is_open or entrance.is_proven(request.cookies.get(proof_cookie(office), "")):
        return office.visits.begin(afar=entrance.is_afar)
    return None


async def _opened(request: Request, office: Office) -> Response:
    """Let a browser in by the token in the address, and lead it away from that address."""
    own = request.url.remove_query_params(TOKEN)
    path = f"{own.path}?{own.query}" if own.query else own.path
    known = office.visits.known(request.cookies.get(visit_cookie(office), ""))
    fits = office.entrance.is_open or office.entrance.admits(request.query_params[TOKEN])
    if not fits:
        return RedirectResponse("/login?wrong=1" if not known else path, 303)
    # A browser that another program opened may count a redirect as its doing, and keep the cookie.
    foreign = request.scope.get("leaflet.foreign")
    response = (
        page.render("elsewhere", path=path, token=True) if foreign else RedirectResponse(path, 303)
    )
    if not known:
        remember(response, office, office.visits.begin(afar=office.entrance.is_afar))
    return response


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


def visit_cookie(office: Office) -> str:
    """Return the name of the cookie of a visit; browsers mix those of all ports."""
    return f"{COOKIE}_{office.address.port}"


def proof_cookie(office: Office) -> str:
    """Return the name of the cookie that says that this browser was let in."""
    return f"leaflet_proof_{office.address.port}"


def remember(response: Response, office: Office, visit: Visit) -> None:
    """Set the cookie of a visit, which ends with the browser session, and that of its proof.

    On the user's own computer the proof stays, so that a bookmark opens the page.
    """
    kept: dict[str, Any] = {"httponly": True, "samesite": "strict", "path": "/"}
    response.set_cookie(visit_cookie(office), visit.key, **kept)
    if not office.entrance.is_open:
        age = None if office.entrance.is_afar else PROOF_SECONDS
        response.set_cookie(proof_cookie(office), office.entrance.proof, max_age=age, **kept)


def forget(response: Response, office: Office) -> None:
    """Delete both cookies."""
    for name in (visit_cookie(office), proof_cookie(office)):
        response.delete_cookie(name, path="/", httponly=True, samesite="strict")


def last_clinic(call: Call) -> str:
    """Return the id of the clinic that this browser used last, or nothing."""
    return call.request.cookies.get(_clinic_cookie(call), "")


def remember_clinic(response: Response, call: Call) -> None:
    """Let this browser remember the clinic that its visit used last, also after it is closed."""
    if call.office.clinics.get(id := call.visit.drafts.latest):
        how: dict[str, Any] = {"httponly": True, "samesite": "strict", "path": "/"}
        response.set_cookie(_clinic_cookie(call), id, max_age=YEAR, **how)


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
