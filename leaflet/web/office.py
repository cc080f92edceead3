"""Office: the state of one running server: shelf, clinics, visits and previews."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar, TypeVarTuple

from anyio import CapacityLimiter, to_thread

from leaflet import limits
from leaflet.composition.leaflet import State
from leaflet.content import owner
from leaflet.content.clinic import Clinic, Logo
from leaflet.document.document import Document
from leaflet.errors import LeafletError
from leaflet.publish import build
from leaflet.source import named
from leaflet.source.files import file_bytes
from leaflet.source.value import Name
from leaflet.web import form, workers
from leaflet.web.clinics import Clinics
from leaflet.web.draft import Draft, is_new, new_key
from leaflet.web.entrance import Entrance
from leaflet.web.guard import Refusal, ServerAddress
from leaflet.web.preview import Order, Previews
from leaflet.web.problem import FormProblem
from leaflet.web.shelf import Shelf, ShelvedLeaflet
from leaflet.web.visit import Visit, Visits
from leaflet.web.workers import Crew

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Today = Callable[[], datetime.date]
WORKERS = 8
"""Threads, which wait for the crew or do what is quick."""
WAITING = 120
"""Tasks that may wait for a thread; more are sent away."""
LONGEST = 30.0
"""Seconds until a task is given up."""


class LookNames(NamedTuple):
    """How a leaflet looks, by the names of its theme and its sheet."""

    theme: str
    sheet: str


class Office:
    """Holds everything that outlives a request."""

    def __init__(
        self,
        folder: Path,
        data: Path,
        address: ServerAddress,
        today: Today,
        crew: Crew | None = None,
    ) -> None:
        self.crew = crew or workers.here()
        self.previews = Previews(today, self.crew)
        self.shelf = Shelf(folder, self.previews.read)
        self.clinics = Clinics(data, self.previews.decoded)
        self.visits = Visits()
        self.address = address
        self.entrance = Entrance()
        """Open, unless somebody sets another."""
        self.threads = CapacityLimiter(WORKERS)

    @property
    def url(self) -> str:
        """The address for a browser on this machine, with the start token that opens it."""
        return self._opening(self.entrance.token)

    def opening(self) -> str:
        """Return an address that opens the page once."""
        return self._opening(self.entrance.ticket())

    def _opening(self, token: str) -> str:
        entrance = self.entrance
        asks = bool(entrance.token) and not entrance.is_afar
        return f"{self.address.url}?token={token}" if asks else self.address.url

    async def work(self, task: Callable[[*Ts], T], *given: *Ts) -> T:
        """Run a task in a worker thread; Refusal(503) if the queue is full."""
        if self.threads.statistics().tasks_waiting >= WAITING:
            raise Refusal(503, "busy", "Too much is asked for at once. Try again in a moment.")
        try:
            async with asyncio.timeout(LONGEST):
                return await to_thread.run_sync(
                    task, *given, limiter=self.threads, abandon_on_cancel=True
                )
        except TimeoutError:
            sentence = "This took too long. The leaflet may be too large; try again in a moment."
            raise Refusal(503, "busy", sentence) from None

    async def entry(self, id: str) -> ShelvedLeaflet:
        """Return the leaflet with this id, read; Refusal(404) if there is none."""
        if found := await self.work(self.read, id):
            return found
        sentence = "This leaflet is not on the shelf. Its file may have been moved."
        raise Refusal(404, "not-found", sentence)

    def entries(self) -> tuple[ShelvedLeaflet, ...]:
        """Return all leaflets on the shelf, read."""
        found = (self.shelf.current(entry) for entry in self.shelf.entries())
        return tuple(entry for entry in found if entry.read)

    def add_logo(self, data: bytes) -> str:
        """Save a logo; LeafletError if it is no picture."""
        return self.clinics.add_logo(data)

    def read(self, id: str) -> ShelvedLeaflet | None:
        """Read the leaflet on the shelf with this id, or return None."""
        entry = self.shelf.get(id)
        return entry if entry and entry.read else None

    # ---- what is typed

    def draft(self, visit: Visit, given: str) -> Draft | None:
        """Return what was typed about a clinic, or what is kept of it; None if it is gone."""
        key = visit.drafts.key(given)
        if typed := visit.drafts.get(key):
            return typed
        if kept := self.clinics.get(key):
            return Draft(kept.id, kept.fields, kept.logo, kept.revision)
        return Draft(key) if is_new(key) else None

    def is_unsaved(self, draft: Draft) -> bool:
        """Return whether a draft says something else than what is kept."""
        kept = self.clinics.get(draft.clinic)
        said = {key: draft.fields.get(key, "") for key in form.KEPT}
        return not (kept and kept.says(said, draft.logo))

    def begin(self, visit: Visit, last: str, document: Document | None) -> Draft:
        """Return what the form begins with where nobody says which clinic is meant.

        It is the clinic that this browser used last. One that others use is never taken: several
        people may share the server. Only on one's own computer a sole clinic is one's own.
        """
        for key in (visit.drafts.latest, last):
            if key and (found := self.draft(visit, key)):
                return found
        kept = self.clinics.all()
        if len(kept) == 1 and not visit.afar:
            return Draft(kept[0].id, kept[0].fields, kept[0].logo, kept[0].revision)
        first = Draft(new_key()) if kept else self._first(document)
        return visit.drafts.put(first) if first.fields else first

    def own(self, visit: Visit, entry: ShelvedLeaflet, document: Document) -> Draft:
        """Return what was typed for a leaflet that fixes whose it is."""
        key = f"{form.BOUND}{entry.id}"
        return visit.drafts.get(key) or self._of(key, document.clinic)

    def _first(self, document: Document | None) -> Draft:
        """Return the first form of all, with the clinic that the folder or the leaflet names."""
        clinic = self._beside() or (document.clinic if document else None)
        return self._of(new_key(), clinic)

    def _of(self, key: str, clinic: Clinic | None) -> Draft:
        """Return a form with the details of a clinic but for those left as in the sample."""
        if not clinic or clinic.is_sample:
            return Draft(key)
        copied = {key for key, _ in clinic.placeholders()}
        own = {key: text for key, text in form.typed(clinic).items() if text and key not in copied}
        return Draft(key, own, self._own_logo(clinic))

    def _beside(self) -> Clinic | None:
        """Return the clinic of a `clinic.yaml` in the folder."""
        path = self.shelf.folder / "clinic.yaml"
        with suppress(LeafletError):
            return self.crew.press.run(limits.PICTURE_SECONDS, owner.clinic, path)
        return None

    def _own_logo(self, clinic: Clinic) -> str:
        with suppress(LeafletError):
            if clinic.logo and clinic.logo.path:
                return self.add_logo(file_bytes(clinic.logo.path, limits.PICTURE_BYTES))
        return ""

    # ---- what is made of it

    def looks(
        self, entry: ShelvedLeaflet, document: Document, wanted: Mapping[str, str]
    ) -> LookNames:
        """Return the theme and the sheet that are wanted, or those that the leaflet fixes."""
        return LookNames(
            _allowed("theme", wanted.get("theme", ""), document),
            _allowed("sheet", wanted.get(f"sheet {entry.id}", ""), document),
        )

    def order(
        self, entry: ShelvedLeaflet, document: Document, looks: LookNames, clinic: Clinic
    ) -> Order:
        """Return the order of a leaflet for a clinic; an example says that it is one.

        A draft of a translation says that instead: neither is to be given out.
        """
        is_plain = not entry.is_example or build.is_draft(document)
        state: State | None = None if is_plain else "example"
        return Order(document, entry.read.digest, clinic, *looks, state=state)

    def sketched(self, draft: Draft, document: Document) -> form.Filled:
        """Return the clinic as far as it is typed."""
        filled = form.sketch(draft.fields, self._logo(draft), document)
        return form.Filled(filled.clinic, (*filled.problems, *self.lost_logo(draft, document)))

    def filled(self, draft: Draft, document: Document) -> form.Filled:
        """Return the clinic if it is complete, and what is wrong."""
        filled = form.fill(draft.fields, self._logo(draft), document)
        if not (lost := self.lost_logo(draft, document)):
            return filled
        return form.Filled(None, form.in_order((*filled.problems, *lost)))

    def lost_logo(self, draft: Draft, document: Document) -> tuple[FormProblem, ...]:
        """Return the problem of a logo of which the file is missing or damaged."""
        is_asked = bool(draft.logo) and "logo" not in form.locked(document)
        return () if not is_asked or self._logo(draft) else (form.LOST_LOGO,)

    def _logo(self, draft: Draft) -> Logo | None:
        return self.clinics.logo(draft.logo)


def _allowed(key: Literal["theme", "sheet"], wanted: str, document: Document) -> str:
    """Return the theme or sheet that is wanted, unless the leaflet fixes its own."""
    own: Name = getattr(document, key)
    known = named.names(key, document.folder)
    return wanted if key in document.editable and wanted in known else own.text
