"""Draft: what was typed about a clinic and is not saved yet, one for each clinic of a visit."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from threading import Lock

from leaflet.web.keep import Keep
from leaflet.web.problem import FormProblem

MOST = 20
"""Drafts of one visit."""
PAGES = 60
"""Pages with a form of which a visit knows what they have sent."""
_NEW = re.compile(r"new-[\w-]{1,40}", re.ASCII)
_TURN = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True)
class Draft:
    """The form as it was typed."""

    clinic: str
    """The id of a kept clinic, or a key of one that is not kept yet: see `new_key`."""
    fields: dict[str, str] = field(default_factory=dict)
    logo: str = ""
    """The name of a file among the kept logos."""
    base: str = ""
    """The revision of the kept clinic that the form was filled in from."""
    complaint: FormProblem | None = None
    """Why the logo that was sent last is not taken."""


def new_key() -> str:
    """Return a key for the form of a new clinic; each tab with a new clinic has its own."""
    return f"new-{secrets.token_urlsafe(9)}"


def is_new(key: str) -> bool:
    """Return whether the key is of a clinic that is not kept yet."""
    return bool(_NEW.fullmatch(key))


class Drafts:
    """What one visit has typed, by the clinic that it is about."""

    def __init__(self) -> None:
        self._drafts: Keep[Draft] = Keep(MOST)
        self._became: Keep[str] = Keep(MOST)
        self._saved: Keep[str] = Keep(PAGES)
        self._turns: Keep[int] = Keep(PAGES)
        self._sent: Keep[str] = Keep(MOST)
        self.keeping = Lock()
        """Held from the look at a turn until what it says is kept."""
        self.latest = ""
        """The clinic that was used last: with it, and no more, a form begins."""
        self.looks: dict[str, str] | None = None
        """The theme and the sheets that were chosen last."""

    def get(self, key: str) -> Draft | None:
        """Return the draft of a clinic."""
        return self._drafts.get(key)

    def put(self, draft: Draft) -> Draft:
        """Keep a draft."""
        return self._drafts.put(draft.clinic, draft)

    def drop(self, key: str) -> None:
        """Forget the draft of a clinic."""
        self._drafts.drop(key)

    def logos(self) -> set[str]:
        """Return the names of the logos that were sent, and of those of all drafts."""
        return {draft.logo for draft in self._drafts.values()} | {*self._sent.values()}

    def send_logo(self, name: str) -> None:
        """Note the name of a logo that was sent."""
        self._sent.put(name, name)

    # ---- what became of it

    def keep(self, key: str, page: str, id: str, revision: str) -> None:
        """Note that a page with the form of this clinic was saved."""
        self.drop(key)
        self.latest = id
        if key != id:
            self._became.put(key, id)
        self._saved.put(page, revision)

    def key(self, given: str) -> str:
        """Return the id that a new clinic was kept under, or the same key."""
        return self._became.get(given) or given

    def base(self, page: str, given: str) -> str:
        """Return the revision that a page has saved itself, or that which it says."""
        return (self._saved.get(page) if page else None) or given

    def is_outrun(self, page: str, turn: str) -> bool:
        """Note the turn of a page; return whether it was kept before, or a later one was."""
        now = int(turn) if _TURN.fullmatch(turn) else 0
        newest = self._turns.get(page) or 0
        if not page or not now:
            return False
        self._turns.put(page, max(now, newest))
        return now <= newest
