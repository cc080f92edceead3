"""Visit: what one browser has typed and not yet saved, kept in memory."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field

from leaflet.web.keep import Keep
from leaflet.web.preview import Order
from leaflet.web.problem import FormProblem

COOKIE = "leaflet_visit"
MOST = 200
"""Visits that are remembered; the one longest unused is forgotten first."""
READY = 8
"""Leaflets that one visit was shown as ready, and may print as they were shown."""
_NUMBER = re.compile(r"[0-9]{1,15}")
WORDS = 2
"""Leaflets of which one visit keeps the unsaved words."""


@dataclass
class Draft:
    """The form as it was typed."""

    fields: dict[str, str] = field(default_factory=dict)
    logo: str = ""
    """The name of a file among the kept logos."""
    clinic: str = ""
    """Which of the kept clinics is being changed; none for a new one."""
    complaint: FormProblem | None = None
    """Why the logo that was sent last is not taken."""


@dataclass
class EditedText:
    """The content of a leaflet as it was typed, and as the file was before."""

    text: str
    base: str


@dataclass
class Visit:
    """One browser session, identified by a random cookie."""

    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Sent with every form, so that no other site can post one."""
    draft: Draft | None = None
    said: str = ""
    """What the next page says once: that something was saved."""
    newest: int = 0
    """The number of the preview that was asked for last."""
    allowed: bool = False
    """Whether the password was given."""
    afar: bool = False
    """Whether it may come from another machine."""
    words: Keep[EditedText] = field(default_factory=lambda: Keep(WORDS))
    ready: Keep[Order] = field(default_factory=lambda: Keep(READY))
    """By the id of what was made; another tab may have gone on with another clinic since."""

    def ask(self, number: str) -> int:
        """Note and return the number of a requested preview; 0 if it is no number."""
        asked = int(number) if _NUMBER.fullmatch(number) else 0
        self.newest = max(self.newest, asked)
        return asked

    def is_outrun(self, asked: int) -> bool:
        """Return whether a newer preview was requested since."""
        return 0 < asked < self.newest


class Visits:
    """All visits of this server; strangers cannot evict visits that gave the password."""

    def __init__(self) -> None:
        self._known: Keep[Visit] = Keep(MOST)
        self._strangers: Keep[Visit] = Keep(MOST)

    def known(self, key: str) -> Visit | None:
        """Return the visit of a cookie, or None."""
        return self._known.get(key) or self._strangers.get(key)

    def begin(self, allowed: bool = False, afar: bool = False) -> Visit:
        """Begin a new visit."""
        visit = Visit(allowed=allowed, afar=afar)
        return (self._known if allowed else self._strangers).put(visit.key, visit)

    def end(self, visit: Visit) -> None:
        """Forget a visit and all that was typed."""
        self._known.drop(visit.key)
        self._strangers.drop(visit.key)

    def logos(self) -> set[str]:
        """Return the names of logos that drafts still use."""
        return {visit.draft.logo for visit in self._known.values() if visit.draft}
