"""Visit: what one browser has typed and not yet saved; kept in memory, a few at a time."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from leaflet.web.keep import Keep

COOKIE = "leaflet_visit"
MOST = 200
"""Visits that are remembered; the one longest unused is forgotten first."""
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
    complaint: str = ""
    """Why the logo that was sent last is not taken."""


@dataclass
class Manuscript:
    """The words of a leaflet as they were typed, and what the file held before."""

    text: str
    base: str


@dataclass
class Visit:
    """One browser, known by a random cookie."""

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
    words: Keep[Manuscript] = field(default_factory=lambda: Keep(WORDS))


class Visits:
    """All visits of this server."""

    def __init__(self) -> None:
        self._known: Keep[Visit] = Keep(MOST)

    def known(self, key: str) -> Visit | None:
        """The visit of a cookie."""
        return self._known.get(key)

    def begin(self, allowed: bool = False) -> Visit:
        """A new visit."""
        visit = Visit(allowed=allowed)
        return self._known.put(visit.key, visit)

    def end(self, visit: Visit) -> None:
        """Forget a visit and all that was typed."""
        self._known.drop(visit.key)

    def logos(self) -> set[str]:
        """The names of logos that drafts still show."""
        return {visit.draft.logo for visit in self._known.values() if visit.draft}
