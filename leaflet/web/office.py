"""Office: the state of one running server: shelf, clinics, visits and previews."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from anyio import CapacityLimiter, to_thread

from leaflet import limits
from leaflet.content import owner
from leaflet.content.clinic import Clinic, Logo
from leaflet.document.document import Document
from leaflet.errors import LeafletError
from leaflet.source import named
from leaflet.source.files import file_bytes
from leaflet.web import form
from leaflet.web.clinics import Clinics
from leaflet.web.entrance import Entrance
from leaflet.web.guard import Refusal, ServerAddress
from leaflet.web.preview import Order, Previews
from leaflet.web.shelf import Shelf, ShelvedLeaflet
from leaflet.web.visit import Draft, Visit, Visits

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Today = Callable[[], datetime.date]
WORKERS = 3
"""Threads: one composes, one draws, one is left for what is quick."""
WAITING = 120
"""Tasks that may wait for a thread; more are sent away."""
LONGEST = 30.0
"""Seconds until a task is given up."""


class Office:
    """Holds everything that outlives a request."""

    def __init__(self, folder: Path, data: Path, address: ServerAddress, today: Today) -> None:
        self.shelf = Shelf(folder)
        self.clinics = Clinics(data)
        self.visits = Visits()
        self.previews = Previews(today)
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
        with self.previews.press:
            return tuple(self.shelf.current(entry) for entry in self.shelf.entries())

    def add_logo(self, data: bytes) -> str:
        """Save a logo; LeafletError if it is no picture."""
        with self.previews.press:
            return self.clinics.add_logo(data)

    def read(self, id: str) -> ShelvedLeaflet | None:
        """Read the leaflet on the shelf with this id, or return None."""
        with self.previews.press:
            entry = self.shelf.get(id)
            return entry if entry and entry.read else None

    # ---- what is typed

    async def draft(self, visit: Visit, document: Document | None) -> Draft:
        """Return the draft of this visit, or of the last kept clinic."""
        if visit.draft is None:
            begun = await self.work(self._begun, document)
            visit.draft = visit.draft or begun  # another request may have been quicker
        return visit.draft

    def take(self, visit: Visit, id: str) -> None:
        """Switch the draft to another kept clinic or a new one."""
        old = visit.draft or Draft()
        kept = self.clinics.get(id)
        choices = {key: text for key, text in old.fields.items() if key not in form.TYPED}
        visit.draft = Draft(choices | kept.fields, kept.logo, id) if kept else Draft(choices)

    def _begun(self, document: Document | None) -> Draft:
        last = self.clinics.last()
        choices = {
            key: text for key, text in last.items() if key == "theme" or key.startswith("sheet ")
        }
        kept = self.clinics.get(last.get("clinic", "")) or next(iter(self.clinics.all()), None)
        if kept:
            return Draft(choices | kept.fields, kept.logo, kept.id)
        clinic = self._beside() or (document and document.clinic)
        if not clinic or clinic.is_sample:
            return Draft(choices)
        copied = {key for key, _ in clinic.placeholders()}
        own = {key: text for key, text in form.typed(clinic).items() if key not in copied}
        return Draft(choices | own, self._own_logo(clinic))

    def _beside(self) -> Clinic | None:
        """Return the clinic of a `clinic.yaml` in the folder."""
        with self.previews.press, suppress(LeafletError):
            return owner.clinic(self.shelf.folder / "clinic.yaml")
        return None

    def _own_logo(self, clinic: Clinic) -> str:
        with suppress(LeafletError):
            if clinic.logo and clinic.logo.path:
                return self.add_logo(file_bytes(clinic.logo.path, limits.PICTURE_BYTES))
        return ""

    # ---- what is made of it

    def theme(self, draft: Draft, document: Document) -> str:
        """Return the chosen theme, unless the leaflet fixes its own."""
        own = document.theme.text
        chosen = draft.fields.get("theme", own)
        return chosen if "theme" in document.editable and chosen in named.names("theme") else own

    def sheet(self, draft: Draft, entry: ShelvedLeaflet, document: Document) -> str:
        """Return the chosen sheet, unless the leaflet fixes its own."""
        own = document.sheet.text
        chosen = draft.fields.get(f"sheet {entry.id}", own)
        known = named.names("sheet", document.folder)
        return chosen if "sheet" in document.editable and chosen in known else own

    def order(
        self, entry: ShelvedLeaflet, document: Document, draft: Draft, clinic: Clinic
    ) -> Order:
        """Return the order for a draft: document, clinic, theme and sheet."""
        looks = self.theme(draft, document), self.sheet(draft, entry, document)
        return Order(document, entry.read.digest, clinic, *looks)

    def sketched(self, draft: Draft, document: Document) -> form.Filled:
        """Return the clinic as far as it is typed."""
        return form.sketch(draft.fields, self._logo(draft), document)

    def filled(self, draft: Draft, document: Document) -> form.Filled:
        """Return the clinic if it is complete, and what is wrong."""
        return form.fill(draft.fields, self._logo(draft), document)

    def _logo(self, draft: Draft) -> Logo | None:
        with self.previews.press:
            return self.clinics.logo(draft.logo)
