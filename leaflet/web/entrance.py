"""Entrance: what opens the page for reception, and how often somebody may try."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from leaflet import limits, system
from leaflet.errors import LeafletError
from leaflet.source.files import file_bytes
from leaflet.web.keep import Keep

FILE = "start-token"
"""The name of the file that keeps the start token, beside the kept clinics."""
TICKET_SECONDS = 60.0
"""For which a token that is for one use alone can be used."""
LONGEST_PAUSE = 1.0
"""Seconds that a password waits at most until it is looked at."""
FORGIVEN = 60.0
"""Seconds after which wrong passwords of an address no longer count."""
ADDRESSES = 1_000
"""Addresses of which wrong passwords are remembered; the one longest quiet is forgotten first."""
WRITING = 0.2
"""Seconds in which another start of the program has written its token."""
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)


class Entrance:
    """What opens the page: the start token, or a password in its place.

    The token is for this user alone, who is not alone on a computer that several people log in to.
    With neither, everything is open.
    """

    def __init__(
        self, password: str = "", token: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.password, self.token = password, token
        self.tries = Tries(clock)
        self._secret = (token or secrets.token_urlsafe(32)).encode()
        self._clock = clock
        self._tickets: dict[str, float] = {}

    @property
    def is_open(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.password or self.token)

    @property
    def is_afar(self) -> bool:
        """Whether it is a password that is asked for, because other machines reach the page."""
        return bool(self.password)

    def fits(self, given: bytes) -> bool:
        """Return whether this is the password, or else the start token, in constant time."""
        wanted = self.password or self.token
        one, other = (hashlib.sha256(text).digest() for text in (given, wanted.encode()))
        return bool(wanted) and hmac.compare_digest(one, other)

    def ticket(self) -> str:
        """Return a token for one use: who sees the command line of a browser gains nothing."""
        made = secrets.token_urlsafe(32)
        self._tickets[made] = self._clock() + TICKET_SECONDS
        return made

    def admits(self, token: str) -> bool:
        """Return whether an address with this token opens the page; a ticket is used up."""
        until = self._tickets.pop(token, None)
        if until is not None and self._clock() < until:
            return True
        return not self.password and self.fits(token.encode("utf-8", "replace"))

    @property
    def proof(self) -> str:
        """What the cookie of a browser says that has been let in; the secret is not in it."""
        word = (self.password or self.token).encode()
        return hmac.new(self.token.encode(), b"leaflet cookie\0" + word, "sha256").hexdigest()

    def is_proven(self, cookie: str) -> bool:
        """Return whether a cookie is the proof, also one of before the program was started anew."""
        given = cookie.encode("utf-8", "replace")
        return bool(self.token) and hmac.compare_digest(given, self.proof.encode())

    def visit_key(self, cookie: str) -> str:
        """Return the key of the visit of a browser: its cookie if it was made here, else a new one.

        One that was made before the program was started anew is taken too. The seal keeps others
        from giving a browser a key that they know.
        """
        made, _, seal = cookie.partition(".")
        if hmac.compare_digest(seal.encode("utf-8", "replace"), self._seal("visit", made).encode()):
            return cookie
        made = secrets.token_urlsafe(32)
        return f"{made}.{self._seal('visit', made)}"

    def form_token(self, key: str) -> str:
        """Return what every form of a visit sends; it is the same after the program started anew.

        Nobody can reckon it from the key without what is kept for this user alone.
        """
        return self._seal("form", key)

    def _seal(self, use: str, text: str) -> str:
        sealed = f"leaflet {use}\0{text}".encode("utf-8", "replace")
        return hmac.new(self._secret, sealed, "sha256").hexdigest()


def start_token(folder: Path) -> str:
    """Return the token kept in a folder, which is the same at every start; make it if need be.

    One that others can read, or that is another user's, is not taken. Where nothing can be kept
    the token lasts as long as the program.
    """
    path = folder / FILE
    if found := _kept(path):
        return found
    made = secrets.token_urlsafe(32)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            system.write_private(path, made.encode())
        except FileExistsError:
            time.sleep(WRITING)
            if found := _kept(path):
                return found
            system.remove(path)
            system.write_private(path, made.encode())
    return made


def _kept(path: Path) -> str:
    with suppress(OSError, LeafletError, UnicodeError):
        if system.is_private(path):
            found = _TOKEN.fullmatch(file_bytes(path, limits.CLINIC_BYTES).decode("ascii"))
            return found[0] if found else ""
    return ""


class _Wrong(NamedTuple):
    """How many wrong passwords came from an address, and when the last one did."""

    tries: int
    last: float


class Tries:
    """Delays passwords from addresses that sent wrong ones; nobody waits for anybody else.

    A password waits before it is looked at, not after: an answer that comes late would say that it
    is wrong, and whoever guesses need not wait for it.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: Keep[_Wrong] = Keep(ADDRESSES)

    def pause(self, host: str) -> float:
        """Return the seconds until a password from this address is looked at."""
        count = self._count(host)
        return min(LONGEST_PAUSE, 0.25 * 2 ** min(count - 1, 9)) if count else 0.0

    def note(self, host: str) -> None:
        """Count a wrong password from an address."""
        self._wrong.put(network(host), _Wrong(self._count(host) + 1, self._clock()))

    def _count(self, host: str) -> int:
        known = self._wrong.get(network(host))
        return known.tries if known and self._clock() - known.last < FORGIVEN else 0


def network(host: str) -> str:
    """Return what an address counts as: of IPv6 a whole /64, which one machine may have."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return host
