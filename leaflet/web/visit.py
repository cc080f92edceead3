"""Visit: what one browser has typed and not yet saved, kept in memory."""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from leaflet.web.draft import Drafts
from leaflet.web.keep import Keep

COOKIE = "leaflet_visit"
AGE = 7 * 24 * 3600.0
"""Seconds for which a visit may be unused until it is forgotten."""
MOST = 1_000
"""Visits that are remembered; the one longest unused is forgotten first."""
BEGUN = 200
"""Visits that are remembered although their cookie never came back."""
WORDS = 2
"""Leaflets of which one visit keeps the unsaved words."""


@dataclass
class EditedText:
    """The content of a leaflet as it was typed, and as the file was before."""

    text: str
    base: str


@dataclass
class Visit:
    """What one browser does, identified by a random cookie."""

    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    token: str = ""
    """Sent with every form, so that no other site can post one."""
    drafts: Drafts = field(default_factory=Drafts)
    said: str = ""
    """What the next page says once: that something was saved."""
    asked: Counter[str] = field(default_factory=Counter)
    """How many previews of each leaflet were asked for."""
    used: float = 0.0
    """When it was asked for last, on the clock of `Visits`."""
    afar: bool = False
    """Whether it may come from another machine."""
    words: Keep[EditedText] = field(default_factory=lambda: Keep(WORDS))

    def ask(self, leaflet: str) -> int:
        """Count a preview of a leaflet that is asked for, and return its number."""
        self.asked[leaflet] += 1
        return self.asked[leaflet]

    def is_outrun(self, leaflet: str, number: int) -> bool:
        """Return whether a newer preview was asked for since."""
        return number < self.asked[leaflet]


class Visits:
    """All visits of this server.

    A visit is forgotten by its age. Those that nobody has come back to are held apart, so that no
    number of them makes the server forget one that somebody goes on with.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun: Keep[Visit] = Keep(BEGUN)
        self._known: Keep[Visit] = Keep(MOST)

    def known(self, key: str) -> Visit | None:
        """Return the visit of a cookie, or None."""
        visit = self._known.get(key) or self._begun.get(key)
        if not visit:
            return None
        if self._is_old(visit):
            self.end(visit)
            return None
        visit.used = self._clock()
        self._begun.drop(key)
        return self._known.put(key, visit)

    def begin(self, visit: Visit) -> Visit:
        """Begin a new visit, and forget those that are too old."""
        for old in filter(self._is_old, self._known.values()):
            self.end(old)
        visit.used = self._clock()
        return self._begun.put(visit.key, visit)

    def _is_old(self, visit: Visit) -> bool:
        return self._clock() - visit.used > AGE

    def end(self, visit: Visit) -> None:
        """Forget a visit and all that was typed."""
        self._known.drop(visit.key)
        self._begun.drop(visit.key)

    def logos(self) -> set[str]:
        """Return the names of logos that drafts still use."""
        visits = (*self._known.values(), *self._begun.values())
        return {logo for visit in visits for logo in visit.drafts.logos()}
