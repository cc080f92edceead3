"""Connections: how many there are from each address, and which are closed when there are too many.

A connection waits while it is the browser's turn: to send a request, to go on with it, or to take
the answer. Only such a one is ever closed, the one that has waited longest, so whoever opens many
and says nothing shuts out nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from leaflet.web.entrance import network

MOST = 300
"""Connections that stay open; the server itself refuses requests from 400 on."""
EACH = 200
"""Connections of one address that stay open."""


class OpenConnection(Protocol):
    """What a connection says of itself."""

    def waits(self) -> bool:
        """Return whether it is the browser's turn."""

    def cut(self) -> None:
        """Close it at once."""


class Connections:
    """The connections of a server, the oldest first, by the network that they come from."""

    def __init__(self) -> None:
        self._open: dict[str, dict[OpenConnection, None]] = {}

    def add(self, line: OpenConnection, host: str) -> None:
        """Take a new connection in; one that waits is closed where there are too many."""
        mine = self._open.setdefault(network(host), {})
        mine[line] = None
        if len(mine) > EACH:
            _cut(mine, next(_waiting(mine, line), line))
        elif sum(map(len, self._open.values())) > MOST:
            largest = max(self._open.values(), key=len)
            if late := next(_waiting(largest, line), None):
                _cut(largest, late)

    def drop(self, line: OpenConnection, host: str) -> None:
        """Forget a connection that is closed."""
        key = network(host)
        self._open.get(key, {}).pop(line, None)
        if not self._open.get(key):
            self._open.pop(key, None)


def _cut(lines: dict[OpenConnection, None], late: OpenConnection) -> None:
    del lines[late]  # it is told that it is closed only in a while
    late.cut()


def _waiting(lines: dict[OpenConnection, None], new: OpenConnection) -> Iterator[OpenConnection]:
    return (line for line in lines if line is not new and line.waits())
