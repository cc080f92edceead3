"""Puts what a form says into the draft, and decides whether it may be printed."""

from __future__ import annotations

import datetime

from leaflet.content import language as languages
from leaflet.document.document import Document
from leaflet.errors import LeafletError
from leaflet.web import form, problem
from leaflet.web.call import Call
from leaflet.web.guard import Refusal
from leaflet.web.preview import Order
from leaflet.web.problem import FormProblem
from leaflet.web.shelf import ShelvedLeaflet
from leaflet.web.visit import Draft


def document(entry: ShelvedLeaflet) -> Document:
    """Return the document of an entry; Refusal if it cannot be read."""
    if entry.read.document:
        return entry.read.document
    said = "This leaflet cannot be made as it is: its words need mending first."
    raise Refusal(409, "unreadable-leaflet", said)


async def taken(call: Call, entry: ShelvedLeaflet, document: Document) -> Draft:
    """Put the form's fields into the draft and return it; other keys stay."""
    draft = await call.office.draft(call.visit, document)
    if "kept" in call.form:
        draft = _followed(call, draft)
    given = {key: call.text(key)[: form.LONGEST] for key in form.TYPED if key in call.form}
    is_new = given.get("colour", "") != draft.fields.get("colour", "")
    choice = call.text("colour-choice") if "colour-choice" in call.form else "other"
    if choice != "other" and not is_new:  # a code that was typed goes before a swatch
        given["colour"] = choice if choice in form.SWATCHES else ""
    draft.fields.update(given)
    if "theme" in call.form:
        draft.fields["theme"] = call.text("theme")[:60]
    if "sheet" in call.form:
        draft.fields[f"sheet {entry.id}"] = call.text("sheet")[:60]
    if call.text("action") == "no-logo":
        draft.logo = ""
    else:
        await take_logo(call, draft)
    return draft


def _followed(call: Call, draft: Draft) -> Draft:
    """Return the draft of the clinic that this page shows, whatever another tab chose."""
    shown, office = call.text("kept"), call.office
    if shown == draft.clinic:
        return draft
    now = office.clinics.get(draft.clinic)
    if not shown and now and _is_named(now.fields["name"], call.text("name")):
        return draft  # it was a new one when the page was opened, and has been kept since
    office.take(call.visit, shown)
    return call.visit.draft or draft


def _is_named(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


async def take_logo(call: Call, draft: Draft) -> None:
    """Take an uploaded logo, if any; a refusal becomes the draft's complaint."""
    data = await call.file("logo")
    draft.complaint = None
    if not data:
        return
    try:
        draft.logo = await call.office.work(call.office.add_logo, data)
    except LeafletError as error:
        draft.complaint = problem.about("logo", error.faults[0])


def ordered(
    call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft
) -> tuple[Order | None, tuple[FormProblem, ...]]:
    """Return the order to print and the problems that stand against it."""
    clinic, problems = call.office.filled(draft, document)
    if clinic and _is_twin(call, draft):
        said = "You keep a clinic of this name already. Choose it at the top, or change the name."
        problems = (FormProblem("name", "duplicate-clinic", "clinic.name", said),)
    if call.office.previews.is_past(document):
        due = day(document.next_review, document)
        said = (
            f"This leaflet was due for review on {due}, so it is not printed. "
            "Ask whoever wrote it to check it and to set a new date."
        )
        problems = (FormProblem("", "review-passed", "next_review", said), *problems)
    order = call.office.order(entry, document, draft, clinic) if clinic else None
    return order, problems


def _is_twin(call: Call, draft: Draft) -> bool:
    name = draft.fields.get("name", "")
    others = (kept for kept in call.office.clinics.all() if kept.id != draft.clinic)
    return any(_is_named(kept.fields["name"], name) for kept in others)


def keep(call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft) -> None:
    """Save the clinic for all leaflets, and the looks for the next time."""
    clinics, fields = call.office.clinics, draft.fields
    details = {key: fields.get(key, "").strip() for key in form.TYPED}
    if details["name"] and not form.locked(document):
        draft.clinic = clinics.save(draft.clinic, details, draft.logo)
        clinics.sweep(call.office.visits.logos())
    sheet = f"sheet {entry.id}"
    choices = {key: fields[key] for key in ("theme", sheet) if key in fields}
    clinics.remember(clinic=draft.clinic, **choices)


def day(date: datetime.date | None, document: Document) -> str:
    """Write a date in the leaflet's language, or ""."""
    return languages.load(document.language).written(date) if date else ""
