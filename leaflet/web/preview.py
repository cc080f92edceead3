"""Has leaflets read, composed, drawn and checked for the page, and caches each step.

All of it is done by a crew (`workers`), which gives up what takes too long.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Callable, Hashable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from leaflet import limits
from leaflet.composition.leaflet import Leaflet, State
from leaflet.composition.press import Press
from leaflet.content import sketch
from leaflet.content.clinic import Clinic
from leaflet.document import review
from leaflet.document.document import Document
from leaflet.editor import engine
from leaflet.errors import Fault, LeafletError
from leaflet.graphics import picture
from leaflet.graphics.picture import Picture
from leaflet.measure import tree
from leaflet.publish import build, png
from leaflet.publish import packing as packs
from leaflet.publish.html import web_page
from leaflet.source.files import Noted, is_current, noted
from leaflet.web import shelf
from leaflet.web.keep import Keep
from leaflet.web.shelf import Read
from leaflet.web.workers import Crew

T = TypeVar("T")
MADE_BYTES = 8_000_000
"""Bytes of PDFs that are kept."""
PICTURE_BYTES = 24_000_000
"""Bytes of pictures that are kept."""
CHECKED = 16
"""Leaflets of which the findings are kept."""
WIDE = {"small": 380, "usual": 840, "large": 1700}
"""Pixels that a picture of a page is wide."""
_LONGEST = 3_000
"""Pixels that it is high at most."""


class Order(NamedTuple):
    """An order: a document with clinic, theme and sheet."""

    document: Document
    digest: str
    """Of the content and the files that it names: equal ones are the same document."""
    clinic: Clinic
    theme: str
    sheet: str
    edition: str | None = None
    """That of the sheet, unless one is named."""
    press: Press | None = None
    """What a print shop wants, where it is for one."""
    state: State | None = None
    """What is printed on each page of a leaflet that is not to be given out."""

    @property
    def key(self) -> tuple[object, ...]:
        """Return a key that is equal for orders of the same leaflet."""
        return (self.digest, self.document.folder, *self[2:])


class Made(NamedTuple):
    """A leaflet as it will be printed."""

    id: str
    """A random one: only who was told it may ask for the pictures."""
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    """Width and height of each printed side, in points."""
    pages: int
    notes: tuple[Fault, ...]
    slug: str
    printing: str
    """How the paper is turned and folded; nothing where there is nothing to know."""
    folded: bool


class Previews:
    """Caches what was made lately, with its pictures."""

    def __init__(self, today: Callable[[], datetime.date], crew: Crew) -> None:
        self.today = today
        """The day that review dates are held against: a server runs for many."""
        self._made: Keep[tuple[Made, Noted]] = Keep(MADE_BYTES, lambda kept: len(kept[0].pdf))
        self._ids: Keep[Made] = Keep(MADE_BYTES, lambda made: len(made.pdf))
        self._drawn: Keep[bytes] = Keep(PICTURE_BYTES, len)
        self._checked: Keep[tuple[tuple[engine.Finding, ...], Noted]] = Keep(CHECKED)
        self._decoded: Keep[Picture] = Keep(PICTURE_BYTES, lambda found: len(found.data))
        self._crew = crew

    def read(self, data: bytes, name: str, folder: Path | None) -> Read:
        """Read the bytes of a content file; files that it names lie in `folder`."""
        try:
            return self._crew.press.run(limits.PICTURE_SECONDS, shelf.read, data, name, folder)
        except LeafletError as error:  # it takes too long
            return Read(None, error.faults, {}, hashlib.sha256(data).hexdigest())

    def decoded(self, data: bytes, name: str) -> Picture:
        """Check the bytes of a picture; LeafletError if it may not be printed."""
        key = (hashlib.sha256(data).digest(), name)
        if not (found := self._decoded.get(key)):
            made = self._crew.press.run(limits.PICTURE_SECONDS, picture.read_bytes, data, name)
            found = self._decoded.put(key, made)
        return found

    def made(self, order: Order) -> Made:
        """Make the leaflet that is ordered; LeafletError with every fault."""
        if not (found := _current(self._made, order.key)):
            found, files = self._crew.press.run(limits.LEAFLET_SECONDS, _made, order)
            self._made.put(order.key, (found, files))
        return self._ids.put(found.id, found)

    def known(self, id: str) -> Made | None:
        """Return what was made under this id, if it is still cached."""
        return self._ids.get(id)

    def picture(self, made: Made, number: int, width: str) -> bytes:
        """Render a printed side, counted from 0, as PNG."""
        key = (made.id, number, width)
        if found := self._drawn.get(key):
            return found
        run = self._crew.eye.run
        return self._drawn.put(key, run(limits.LEAFLET_SECONDS, _drawn, made, number, width))

    def pages(self, order: Order, dpi: int) -> tuple[bytes, ...]:
        """Draw the pages of an order as PNGs; LeafletError with every fault."""
        return self._crew.press.run(limits.LEAFLET_SECONDS, _pages, order, dpi)

    def text(self, order: Order) -> str:
        """Return the leaflet as a web page to be read; LeafletError with every fault."""
        return self._crew.press.run(limits.LEAFLET_SECONDS, _text, order)

    def pack(self, order: Order) -> tuple[str, bytes]:
        """Make the pack of an order: its name and a ZIP file; LeafletError with every fault."""
        return self._crew.press.run(limits.LEAFLET_SECONDS, _packed, order)

    def is_past(self, document: Document) -> bool:
        """Return whether the leaflet is past its review date."""
        left = review.days_left(document, self.today())
        return left is not None and left < 0

    def findings(self, order: Order) -> tuple[engine.Finding, ...]:
        """Return the open findings of `leaflet check`; LeafletError if it cannot run."""
        key = (order.digest, order.document.folder, order.clinic, self.today())
        if (found := _current(self._checked, key)) is None:
            run = self._crew.reader.run  # not the press: others go on meanwhile
            found, files = run(limits.LEAFLET_SECONDS, _findings, order, self.today())
            self._checked.put(key, (found, files))
        return found


def _pages(order: Order, dpi: int) -> tuple[bytes, ...]:
    return png.pictures(_composed(order), dpi)


def _text(order: Order) -> str:
    return web_page.page(_composed(order))


def _packed(order: Order) -> tuple[str, bytes]:
    packed = packs.pack(
        order.document, order.clinic, theme=order.theme, past_review=True, state=order.state
    )
    return packs.name(packed), packs.zipped(packed)


def _current(keep: Keep[tuple[T, Noted]], key: Hashable) -> T | None:
    """Return what is kept, if all files that it was made of are the same."""
    found = keep.get(key)
    return found[0] if found and is_current(found[1]) else None


def _findings(order: Order, today: datetime.date) -> tuple[tuple[engine.Finding, ...], Noted]:
    document = msgspec.structs.replace(order.document, clinic=order.clinic)
    with noted() as files:
        return engine.check(document, today=today).open, files


def _composed(order: Order) -> Leaflet:
    document, looks = order.document, (order.theme, order.sheet)
    return build.compose(
        *(document, order.clinic, *looks),
        edition=order.edition,
        past_review=True,
        state=order.state,
    )


def _made(order: Order) -> tuple[Made, Noted]:
    """Make a leaflet, and note what is read for it: sheets of one's own, themes, languages."""
    with noted() as files:
        leaflet = _composed(order)
    made = Made(
        secrets.token_urlsafe(16),
        build.write(leaflet, order.press),
        tuple((side.width, side.height) for side in leaflet.sides),
        leaflet.pages,
        leaflet.notes,
        leaflet.slug,
        sketch.printing(leaflet.sheet, goes_left=leaflet.language.goes_left),
        bool(leaflet.sheet.fold),
    )
    return made, files


def _drawn(made: Made, number: int, width: str) -> bytes:
    with tree.opened(made.pdf) as document:
        page = document[number]
        wide, tall = page.get_size()
        scale = min(WIDE[width] * max(1, wide / tall) / wide, _LONGEST / tall)
        bitmap = page.render(scale=scale)
        file = BytesIO()
        bitmap.to_pil().convert("RGB").save(file, "PNG", compress_level=1)
        return file.getvalue()
