"""Turns a request of practice software into an order; finds every fault of it at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from leaflet.composition import edition as editions
from leaflet.composition.press import Press
from leaflet.content import sheet as sheets
from leaflet.content import theme as themes
from leaflet.document import profile as profiles
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError, meant
from leaflet.source.model import Reader
from leaflet.source.value import Name
from leaflet.web.office import Office
from leaflet.web.preview import Order
from leaflet.web.shelf import ShelvedLeaflet
from leaflet.web.wanted import BuildRequest, CheckRequest, Composed, Wanted


def printed(office: Office, asked: BuildRequest, digest: str) -> Order:
    """Return what is to be printed, in an office or at a print shop."""
    order = composed(office, asked, digest)
    pressed = Press(asked.press.marks, asked.press.bleed) if asked.press else None
    return order._replace(press=pressed)


def composed(office: Office, asked: Composed, digest: str) -> Order:
    """Return what is to be composed; LeafletError with every fault of the request."""
    reader = Reader()
    order = _owned(office, asked, digest, reader)
    if order:
        _check_looks(order.document, asked, reader)
        if office.previews.is_past(order.document):
            _refuse_past(reader, order.document)
    order = reader.finished(order)
    return order._replace(
        theme=asked.theme.text if asked.theme else order.theme,
        sheet=asked.sheet.text if asked.sheet else order.sheet,
        edition=asked.edition.text if asked.edition else None,
    )


def checked(office: Office, asked: CheckRequest, digest: str) -> Order:
    """Return what is to be checked; LeafletError with every fault of the request."""
    reader = Reader()
    order = _owned(office, asked, digest, reader)
    if asked.profile:
        _known(reader, asked.profile, profiles.load, asked.profile.text)
    order = reader.finished(order)
    if not asked.profile:
        return order
    document = msgspec.structs.replace(order.document, profile=asked.profile)
    return order._replace(document=document, digest=f"{order.digest} {asked.profile}")


def _owned(office: Office, asked: Wanted, digest: str, reader: Reader) -> Order | None:
    """Return the leaflet for its clinic, in its own looks, or None and faults."""
    document = asked.content.document if asked.content else None
    if asked.leaflet:
        entry = reader.attempt(_entry, office, asked.leaflet.text)
        document, digest = (entry.read.document, entry.read.digest) if entry else (None, "")
    if not document:
        return None
    clinic = asked.clinic.clinic(document, reader) if asked.clinic else document.clinic
    if not clinic and not asked.clinic:
        problem, hint = "the leaflet does not say whose it is", "add `clinic`"
        reader.found.append(Fault("missing-key", problem, None, hint, "clinic"))
    if not clinic:
        return None
    return Order(document, digest, clinic, document.theme.text, document.sheet.text)


def _entry(office: Office, id: str) -> ShelvedLeaflet:
    entry = office.read(id)
    if not entry:
        hint = meant(id, [each.id for each in office.shelf.entries()])
        raise LeafletError(Fault("unknown-name", "there is no such leaflet", None, hint, "leaflet"))
    if not entry.read.document:
        raise LeafletError(*entry.read.faults)
    return entry


def _check_looks(document: Document, asked: Composed, reader: Reader) -> None:
    """Note names that there are not, and looks that the leaflet keeps as they are."""
    for key, name, load in (
        ("theme", asked.theme, themes.load),
        ("sheet", asked.sheet, sheets.load),
    ):
        if name and key not in document.editable:
            problem, hint = f"this leaflet keeps its own {key}", f"leave out `{key}`"
            reader.found.append(Fault("not-editable", problem, None, hint, key))
        elif name:
            _known(reader, name, load, name.text, document.folder)
    if asked.edition:
        _known(reader, asked.edition, editions.check_name, asked.edition.text, document)


def _known(reader: Reader, name: Name, load: Callable[..., Any], *given: Any) -> None:
    """Note what is wrong with a name of the request."""
    try:
        load(*given)
    except LeafletError as error:
        place = name.span and name.span.place
        reader.found += (f if f.place else f.at(place) for f in error.faults)


def _refuse_past(reader: Reader, document: Document) -> None:
    problem = f"this leaflet was due for review on {document.next_review}"
    place = document.place("next_review")
    reader.found.append(Fault("review-passed", problem, place, "set a new `next_review`"))
