"""Puts what a form says into a draft, and decides whether it may be printed and kept."""

from __future__ import annotations

import dataclasses
import datetime
from urllib.parse import urlencode

from leaflet.content import language as languages
from leaflet.document.document import Document
from leaflet.errors import LeafletError
from leaflet.web import form, problem
from leaflet.web.call import Call
from leaflet.web.clinics import Kept
from leaflet.web.draft import Draft, is_new, new_key
from leaflet.web.guard import Refusal
from leaflet.web.office import LookNames
from leaflet.web.preview import Order
from leaflet.web.problem import FormProblem
from leaflet.web.shelf import ShelvedLeaflet

NEW = "new"
"""What the list of clinics says where a new one is chosen."""


def document(entry: ShelvedLeaflet) -> Document:
    """Return the document of an entry; Refusal if it cannot be read."""
    if entry.read.document:
        return entry.read.document
    said = "This leaflet cannot be made as it is: its words need mending first."
    raise Refusal(409, "unreadable-leaflet", said)


def address(entry: ShelvedLeaflet, page: str, **said: str) -> str:
    """Return the address of a page of a leaflet, with what it says."""
    query = urlencode({key: text for key, text in said.items() if text})
    return f"/leaflets/{entry.id}/{page}?{query}".removesuffix("?")


# ---- what is said


def shown(call: Call, entry: ShelvedLeaflet, document: Document) -> Draft | None:
    """Return the draft of the clinic that the address names; None if it is gone, or none is."""
    if form.is_bound(document):
        return call.office.own(call.visit, entry, document)
    key = call.request.path_params.get("clinic") or call.request.query_params.get("clinic", "")
    return call.office.draft(call.visit, key) if key else None


async def taken(call: Call, entry: ShelvedLeaflet, document: Document) -> Draft:
    """Return what the form says, kept for the visit; what the form has no field for stays.

    A page that says no clinic is about a new one.
    """
    begun = await call.office.work(_begun, call, entry, document)
    logo, complaint = await _logo(call, begun)
    given = {key: call.text(key)[: form.LONGEST] for key in form.TYPED if key in call.form}
    is_code_new = given.get("colour", "") != begun.fields.get("colour", "")
    choice = call.text("colour-choice") if "colour-choice" in call.form else "other"
    if choice != "other" and not is_code_new:  # a code that was typed goes before a swatch
        given["colour"] = choice if choice in form.SWATCHES else ""
    if (was := call.text("logo-said")) and (now := _ticked(call)) != was:
        given[form.NAME_IN_LOGO] = now
    draft = Draft(
        begun.clinic,
        begun.fields | given,
        logo,
        call.visit.drafts.base(call.text("page"), call.text("revision")),
        complaint,
    )
    await call.office.work(_keep_draft, call, entry, draft)
    return draft


def _ticked(call: Call) -> str:
    """Return whether the page says that the clinic's name can be read in its logo."""
    return "yes" if form.NAME_IN_LOGO in call.form else "no"


def _begun(call: Call, entry: ShelvedLeaflet, document: Document) -> Draft:
    """Return what the visit or the kept clinic says so far of the clinic that a form is about."""
    if form.is_bound(document):
        return call.office.own(call.visit, entry, document)
    key = call.text("kept") or new_key()
    return call.office.draft(call.visit, key) or Draft(key)


def _keep_draft(call: Call, entry: ShelvedLeaflet, draft: Draft) -> None:
    """Keep what was typed for the visit, unless it is what is kept on the disk, or outrun."""
    drafts = call.visit.drafts
    looks = _remembered(call) | _said_looks(call, entry)
    is_worth_it = draft.complaint or is_typed(call, draft)
    with drafts.keeping:
        if drafts.is_outrun(call.text("page"), call.text("turn")):
            return
        drafts.looks, drafts.latest = looks, draft.clinic
        if is_worth_it:
            drafts.put(draft)
        else:
            drafts.drop(draft.clinic)


def is_typed(call: Call, draft: Draft) -> bool:
    """Return whether something was typed that is not kept, even into a page of older details."""
    if is_new(draft.clinic):
        return bool(draft.logo) or any(details(draft).values())
    before = call.office.clinics.at(draft.clinic, draft.base)
    is_as_before = before and before.says(details(draft), draft.logo)
    return call.office.is_unsaved(draft) and not is_as_before


async def _logo(call: Call, begun: Draft) -> tuple[str, FormProblem | None]:
    """Return the logo that a form says, and why one that was sent is not taken.

    One of which the file is lost stays until another one is chosen, or it is taken off.
    """
    if call.text("action") == "no-logo":
        return "", None
    now = call.text("logo-now") if "logo-now" in call.form else begun.logo
    if now != begun.logo and not call.office.clinics.is_logo(now):
        now = ""
    if not (data := await call.file("logo")):
        return now, None
    try:
        return await sent_logo(call, data), None
    except LeafletError as error:
        return now, problem.about("logo", error.faults[0])


async def sent_logo(call: Call, data: bytes) -> str:
    """Keep a logo that was sent and return its name; LeafletError if it is no picture."""
    name = await call.office.work(call.office.add_logo, data)
    call.visit.drafts.send_logo(name)
    return name


def looks(call: Call, entry: ShelvedLeaflet, document: Document) -> LookNames:
    """Return the looks that a page says, or those that were chosen last."""
    said = _remembered(call) | _said_looks(call, entry)
    return call.office.looks(entry, document, said)


def _said_looks(call: Call, entry: ShelvedLeaflet) -> dict[str, str]:
    request = call.request
    said = {**request.query_params, **request.path_params}
    said |= {key: call.text(key) for key in ("theme", "sheet") if key in call.form}
    names = {"theme": "theme", "sheet": f"sheet {entry.id}"}
    return {names[key]: str(said[key])[:60] for key in names if key in said}


def _remembered(call: Call) -> dict[str, str]:
    chosen = call.visit.drafts.looks
    return call.office.clinics.last() if chosen is None else chosen


# ---- what becomes of it


def ordered(
    call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft
) -> tuple[Order | None, tuple[FormProblem, ...]]:
    """Return the order to print and the problems that stand against it."""
    clinic, problems = call.office.filled(draft, document)
    if clinic and not form.is_bound(document) and (twin := _twin(call, draft)):
        said = f"You keep “{twin.name}” already. Choose it in the list, or change the name."
        problems = (FormProblem("name", "duplicate-clinic", "clinic.name", said),)
    if call.office.previews.is_past(document):
        due = day(document.next_review)
        said = (
            f"This leaflet was due for review on {due}, so it is not printed. "
            "Ask whoever wrote it to check it and to set a new date."
        )
        problems = (FormProblem("", "review-passed", "next_review", said), *problems)
    if not clinic:
        return None, problems
    return call.office.order(entry, document, looks(call, entry, document), clinic), problems


def _twin(call: Call, draft: Draft) -> Kept | None:
    """Return another clinic of the name; one with the same details is no other."""
    twin = call.office.clinics.twin(draft.clinic, draft.fields.get("name", ""))
    same = twin and is_new(draft.clinic) and twin.says(details(draft), draft.logo)
    return None if same else twin


def details(draft: Draft) -> dict[str, str]:
    """Return all details of a draft."""
    return {key: draft.fields.get(key, "").strip() for key in form.KEPT}


def apart(kept: Kept | None, draft: Draft) -> Draft:
    """Return a new clinic with what was typed into the form of another, and nothing of that one."""
    old = kept.fields if kept else {}
    fields = {key: text for key, text in details(draft).items() if text and text != old.get(key)}
    logo = "" if kept and kept.logo == draft.logo else draft.logo
    return Draft(new_key(), fields, logo)


def merged(now: Kept, before: Kept | None, draft: Draft) -> Draft | None:
    """Return a draft with what else was saved since it was begun; None where both changed a detail.

    `before` is what the form was filled in from.
    """
    if not before:
        return None
    was, mine, theirs = (
        {**fields, "logo": logo}
        for fields, logo in (
            (before.fields, before.logo),
            (details(draft), draft.logo),
            (now.fields, now.logo),
        )
    )
    keys = (*form.KEPT, "logo")
    changed = {key for key in keys if mine.get(key, "") != was.get(key, "")}
    others = {key for key in keys if theirs.get(key, "") != was.get(key, "")}
    if any(mine.get(key, "") != theirs.get(key, "") for key in changed & others):
        return None
    whole = {key: (mine if key in changed else theirs).get(key, "") for key in keys}
    logo = whole.pop("logo")
    return Draft(draft.clinic, draft.fields | whole, logo, now.revision)


def keep(call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft) -> str:
    """Save the clinic for all leaflets, and the looks; return the clinic's id.

    The details of a leaflet that fixes whose it is belong to it alone: they stay with the visit.
    """
    office, visit = call.office, call.visit
    chosen = looks(call, entry, document)
    office.clinics.remember({"theme": chosen.theme, f"sheet {entry.id}": chosen.sheet})
    if form.is_bound(document):
        return visit.drafts.put(draft).clinic
    id = "" if is_new(draft.clinic) else draft.clinic
    kept = office.clinics.save(id, details(draft), draft.logo, draft.base)
    visit.drafts.keep(draft.clinic, call.text("page"), kept.id, kept.revision)
    office.clinics.sweep(office.visits.logos())
    return kept.id


def rebased(draft: Draft, revision: str) -> Draft:
    """Return a draft of which the person has seen what else was saved meanwhile."""
    return dataclasses.replace(draft, base=revision)


def day(date: datetime.date | None) -> str:
    """Write a date in the language of the page, or ""."""
    return languages.load(languages.SOURCE).written(date) if date else ""
