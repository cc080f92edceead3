"""Refuses unsafe requests before anything else sees them, and sets headers of every answer."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from functools import cached_property

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from leaflet import limits

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SAFE = ("GET", "HEAD")
DRAINED = 60_000_000
"""Bytes of a body too large that are read and thrown away: a browser that still sends when the
connection closes never shows the answer."""
PATIENCE = 20.0
"""Seconds for the whole of a request's body."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        *("script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'"),
        *("connect-src 'self'", "frame-src 'self'", "form-action 'self'"),
        *("base-uri 'none'", "frame-ancestors 'none'"),
    )
)
"""Content Security Policy Level 3: no inline script or style, nothing of another host."""
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # under no-referrer, browsers post a form as Origin: null
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}


FOREIGN = "Another site sent this request, so it is refused."


class Refusal(Exception):
    """A request that is answered with a status, the code of a fault, and a sentence."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        self.status, self.code, self.sentence = status, code, sentence
        super().__init__(status, code, sentence)


class ServerAddress:
    """The address of this server; it answers under no other name.

    A page of another site can point its own name at this machine (DNS rebinding); the name in the
    request's Host then gives it away.
    """

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port

    @property
    def is_open(self) -> bool:
        """Whether other machines can reach the server."""
        return self.host not in ("127.0.0.1", "localhost", "::1")

    @property
    def url(self) -> str:
        """The URL for a browser on this machine."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::", "localhost") else self.host
        return f"http://[{host}]:{self.port}/" if ":" in host else f"http://{host}:{self.port}/"

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """Return every Host header that names this server."""
        names = [*LOOPBACK]
        if self.is_open:
            own = socket.gethostname().lower()
            names += [f"[{self.host}]" if ":" in self.host else self.host, own, f"{own}.local"]
        return tuple(f"{name}:{self.port}" for name in names)

    def is_ours(self, host: str) -> bool:
        """Return whether a Host header names this server."""
        given = host.lower()
        if self.port == 80 and ":" not in given.rpartition("]")[2]:
            given += ":80"
        return given in self._names or (self.host in ("0.0.0.0", "::") and self._is_number(given))

    def _is_number(self, host: str) -> bool:
        """Return whether a host is an IP address, which no DNS can point elsewhere."""
        name, _, port = host.rpartition(":")
        try:
            ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return False
        return port == str(self.port)


class Guard:
    """Middleware that refuses foreign requests and sets headers of every answer."""

    def __init__(
        self, app: ASGIApp, address: ServerAddress, page: Callable[[str, Refusal], ASGIApp]
    ) -> None:
        self.app, self.address, self.page = app, address, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the request, then pass it on."""
        if scope["type"] != "http":
            return
        answer = _Answer(send)
        try:
            self._check(scope)
            length = _length(scope)
            if length > limits.UPLOAD_BYTES:
                await _drain(receive, length)
                most = f"{limits.UPLOAD_BYTES // 1_000_000} MB"
                raise Refusal(
                    413,
                    "too-large",
                    f"At most {most} can be sent at once. Go back, and choose a smaller picture; "
                    "what you typed is still there.",
                )
            await self.app(scope, _hurried(receive), answer)
        except Refusal as refusal:
            if not answer.begun:
                page = self.page(scope["path"], refusal)
                await page(scope, receive, answer)

    def _check(self, scope: Scope) -> None:
        """Raise Refusal for a foreign Host and for requests from other sites."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.address.is_ours(hosts[0]):
            said = "This page answers only to the address that it was started with."
            raise Refusal(403, "wrong-host", said)
        own = f"{scope['scheme']}://{hosts[0].lower()}"
        origins = headers.getlist("origin")
        if any(origin.lower() != own for origin in origins):
            raise Refusal(403, "foreign-request", FOREIGN)
        foreign = _is_foreign(headers, own)
        if foreign and not (scope["method"] in SAFE and _is_navigation(headers)):
            raise Refusal(403, "foreign-request", FOREIGN)
        scope["leaflet.foreign"] = foreign
        ours = [*headers.getlist("sec-fetch-site")] == ["same-origin"]
        scope["leaflet.same_origin"] = not foreign and (bool(origins) or ours)


def _is_foreign(headers: Headers, own: str) -> bool:
    """Return whether a page of another site led the browser here.

    Browsers say so in Sec-Fetch-Site (Fetch Metadata, 2.2) only to this machine or by https; else
    the Referer says where a link was.
    """
    if sites := headers.getlist("sec-fetch-site"):
        return any(site not in ("same-origin", "none") for site in sites)
    referers = headers.getlist("referer")
    return not all(f"{each.lower()}/".startswith(f"{own}/") for each in referers)


def _is_navigation(headers: Headers) -> bool:
    return headers.get("sec-fetch-mode", "navigate") == "navigate"


class _Answer:
    """Sends an answer with the headers that all have; an answer may set its own policy."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _length(scope: Scope) -> int:
    """Return the declared length of a request; Refusal if it has none."""
    headers = Headers(scope=scope)
    given = headers.getlist("content-length")
    if not given:
        if scope["method"] in SAFE and "transfer-encoding" not in headers:
            return 0
        raise Refusal(411, "no-length", "This request does not say how long it is.")
    if len(given) > 1 or not (given[0].isascii() and given[0].isdigit() and len(given[0]) < 16):
        raise Refusal(400, "bad-request", "This request says no length that can be understood.")
    return int(given[0])


def _hurried(receive: Receive) -> Receive:
    """Receives a body within limits of bytes and time."""
    end, taken, whole = None, 0, False

    async def hurried() -> Message:
        nonlocal end, taken, whole
        if whole:  # what comes now is that the browser has gone away
            return await receive()
        now = asyncio.get_running_loop().time()
        end = end or now + PATIENCE
        try:
            message = await asyncio.wait_for(receive(), max(0.0, end - now))
        except TimeoutError:
            raise Refusal(408, "too-slow", "The request took too long to arrive.") from None
        taken += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if taken > limits.UPLOAD_BYTES:
            raise Refusal(413, "too-large", "That is too large.")
        return message

    return hurried


async def _drain(receive: Callable[[], Awaitable[Message]], length: int) -> None:
    """Read and discard a body, within limits."""
    if length > DRAINED:
        return
    try:
        async with asyncio.timeout(PATIENCE):
            while (await receive()).get("more_body"):
                pass
    except TimeoutError:
        return
