"""Serves the page for reception on a port of this machine."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from leaflet import system
from leaflet.errors import Fault, FileError, LeafletError
from leaflet.web import app, clinics, workers
from leaflet.web.connections import Connections
from leaflet.web.entrance import Entrance, start_token
from leaflet.web.guard import ServerAddress
from leaflet.web.office import Office, Today

PORT = 8765
SHORTEST = 8
"""Characters of a password."""
HEAD_SECONDS = 10.0
"""For the head of a request; who is slower is cut off."""
TAKING_SECONDS = 120.0
"""For which an answer may wait to be taken."""
CONNECTIONS = 400


def begin(host: str, port: int | None, today: Today) -> tuple[Office, socket.socket]:
    """Open the office of this folder and a listening socket.

    LeafletError where other machines could reach it without a password, FileError where the port
    is taken.
    """
    password = _password() if ServerAddress(host, 0).is_open else ""
    listener = listen(host, port)
    address = ServerAddress(host, listener.getsockname()[1])
    office = Office(Path.cwd(), clinics.folder(), address, today, workers.crew())
    office.entrance = Entrance(password, start_token(clinics.folder()))
    return office, listener


def run(office: Office, listener: socket.socket) -> None:
    """Serve until stopped."""
    gc.enable()  # the program turns it off for its short commands; this one stays for days
    with listener:
        office.crew.start()
        try:
            server(app.create(office), office.crew.close).run(sockets=[listener])
        finally:
            office.crew.close()


def _password() -> str:
    password = os.environ.get("LEAFLET_PASSWORD", "")
    if len(password) < SHORTEST:
        problem = "with this --host other machines can reach the page, and your clinic's details"
        how = system.setting("LEAFLET_PASSWORD", "PASSWORD")
        hint = f"set a password of {SHORTEST} characters or more: {how}"
        raise LeafletError(Fault("no-password", problem, None, hint))
    return password


def server(program: Any, stopped: Callable[[], None] | None = None) -> uvicorn.Server:
    """Make the HTTP server, which trusts no proxy headers.

    It calls `stopped` where it takes no more requests, to end the work on those it has.
    """
    config = uvicorn.Config(
        program,
        http=_hurried(Connections()),
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_level="error" if "--debug" in sys.argv else "critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=1,
        limit_concurrency=CONNECTIONS,
        h11_max_incomplete_event_size=16_384,
    )
    return _Server(config, stopped)


class _Server(uvicorn.Server):
    """A server that prints nothing of browsers that go away in the middle of an answer."""

    def __init__(self, config: uvicorn.Config, stopped: Callable[[], None] | None) -> None:
        super().__init__(config)
        self._stopped = stopped

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Give requests a moment to end, then end what they wait for: threads cannot be ended."""
        await super().shutdown(sockets)
        if self._stopped:
            self._stopped()

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().set_exception_handler(_overhear)
        await super().serve(sockets)


def _overhear(loop: asyncio.AbstractEventLoop, said: dict[str, Any]) -> None:
    """Report errors of the event loop, except connections that the other end has broken.

    On Windows asyncio shuts such a one down once more, and would print a traceback for each.
    """
    if not isinstance(said.get("exception"), ConnectionError):
        loop.default_exception_handler(said)


def listen(host: str, port: int | None) -> socket.socket:
    """Return a listening socket on the port asked for, the usual one, or any free one."""
    kind = socket.AF_INET6 if ":" in host else socket.AF_INET
    wanted = (PORT, 0) if port is None else (port,)
    error: OSError | None = None
    for number in wanted:
        listener = socket.socket(kind, socket.SOCK_STREAM)
        try:
            system.keep_port(listener)
            listener.bind((host, number))
            listener.listen(128)
            return listener
        except OSError as caught:
            listener.close()
            error = caught
    reason = error.strerror if error else ""
    problem = f"the page cannot be opened on {host}, port {wanted[0]}: {reason}"
    raise FileError(Fault("port-taken", problem, None, "choose another with --port"))


def _hurried(connections: Connections) -> type[H11Protocol]:
    """Return the protocol of a server, which makes one for each connection by itself."""
    return type("Hurried", (_Hurried,), {"all_open": connections})


class _Hurried(H11Protocol):
    """A protocol that closes connections on which nothing comes, or nothing is taken."""

    all_open: ClassVar[Connections]
    _deadline: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None
    _host = ""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._host = (transport.get_extra_info("peername") or ("",))[0]
        self.all_open.add(self, self._host)
        self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self.all_open.drop(self, self._host)
        self._calm()
        self.resume_writing()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking = self._taking or self.loop.call_later(TAKING_SECONDS, self.cut)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._taking:
            self._taking.cancel()
            self._taking = None

    def waits(self) -> bool:
        """Return whether it is the browser's turn."""
        return self._is_idle() or self.cycle.more_body or self._taking is not None

    def cut(self) -> None:
        """Close the connection at once."""
        self.transport.abort()

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _watch(self) -> None:
        """Start the clock while a head is awaited; stop it during an answer."""
        if not self._is_idle():
            self._calm()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_SECONDS, self._late)

    def _late(self) -> None:
        if self._is_idle():
            self.transport.close()
        self._deadline = None

    def _calm(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None
