"""Routes of reception: the shelf, the form of the clinic's details, and its previews."""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, RedirectResponse, Response

from leaflet.web import page, problem, remark, typed, view
from leaflet.web.call import Call
from leaflet.web.guard import Refusal
from leaflet.web.shelf import ShelvedLeaflet
from leaflet.web.visit import Draft

# ---- 1: choose a leaflet


async def shelf(call: Call) -> Response:
    """Show all leaflets by the picture of their first page."""

    def look() -> list[dict[str, Any]]:
        return [_card(call, entry) for entry in call.office.entries()]

    cards = await call.office.work(look)
    said, call.visit.said = call.visit.said, ""
    return page.render("shelf", visit=call.visit, cards=cards, said=said)


def _card(call: Call, entry: ShelvedLeaflet) -> dict[str, Any]:
    document = entry.read.document
    return {
        "id": entry.id,
        "title": entry.title,
        "subtitle": document.subtitle.literal if document and document.subtitle else "",
        "file": entry.path.name,
        "own": entry.own,
        "example": entry.id.startswith("example-"),
        "faults": len(entry.read.faults),
        "past": call.office.previews.is_past(document) if document else False,
        "review": typed.day(document.next_review, document) if document else "",
        "digest": entry.digest[:12],
    }


# ---- 2 and 3: your clinic, and how it looks


async def clinic(call: Call) -> Response:
    """Show the form with the pages beside it, and with `check` what is wrong."""
    entry = await call.office.entry(call.path("id"))
    if not entry.read.document:
        return RedirectResponse(f"/leaflets/{entry.id}/words", 303)
    checked = "check" in call.request.query_params
    draft = await call.office.draft(call.visit, entry.read.document)
    shown = await call.office.work(view.whole, call, entry, draft, checked)
    said, call.visit.said = call.visit.said, ""
    return page.render("clinic", visit=call.visit, said=said, **shown)


async def type_clinic(call: Call) -> Response:
    """Save the form; go on to printing, or back if something is wrong."""
    entry = await call.office.entry(call.path("id"))
    document = typed.document(entry)
    draft = await typed.taken(call, entry, document)
    here = f"/leaflets/{entry.id}/clinic"
    if call.text("action") != "next":
        return RedirectResponse(f"{here}#pages", 303)

    def finish() -> bool:
        order, problems = typed.ordered(call, entry, document, draft)
        if order and not problems and not draft.complaint:
            _, problems = problem.attempt(call.office.previews.made, order)
        if problems or draft.complaint or not order:
            return False
        typed.keep(call, entry, document, draft)
        return True

    done = await call.office.work(finish)
    return RedirectResponse(f"/leaflets/{entry.id}/print" if done else f"{here}?check=1", 303)


async def rescue(call: Call) -> str:
    """Keep the form of an outdated page."""
    entry = await call.office.entry(call.path("id"))
    await typed.taken(call, entry, typed.document(entry))
    return f"/leaflets/{entry.id}/clinic"


async def preview(call: Call) -> Response:
    """Answer with pictures of what is typed so far; 204 if a newer request came."""
    entry = await call.office.entry(call.path("id"))
    document = typed.document(entry)
    draft = await typed.taken(call, entry, document)
    asked = call.visit.ask(entry.id)

    def draw() -> dict[str, Any] | None:
        if call.visit.is_outrun(entry.id, asked):
            return None
        return view.pictures(call, entry, document, draft)

    shown = await call.office.work(draw)
    if shown is None:
        return Response(status_code=204)
    return page.render("_pictures", entry=entry, **shown)


async def findings(call: Call) -> Response:
    """Answer with the findings about what is typed so far."""
    entry = await call.office.entry(call.path("id"))
    document = typed.document(entry)
    draft = await typed.taken(call, entry, document)
    found = await call.office.work(remark.findings, call, entry, document, draft)
    return page.render("_findings", entry=entry, findings=found)


async def take(call: Call) -> Response:
    """Switch to another clinic."""
    entry = await call.office.entry(call.path("id"))
    call.office.take(call.visit, call.text("clinic"))
    return RedirectResponse(f"/leaflets/{entry.id}/clinic", 303)


async def send_logo(call: Call) -> Response:
    """Take a logo that was dropped or chosen; answer its name, or why it is not taken."""
    draft = call.visit.draft or Draft()
    call.visit.draft = draft
    await typed.take_logo(call, draft)
    if draft.complaint:
        said, draft.complaint = draft.complaint, None
        return JSONResponse({"problem": said.sentence, "code": said.code, "key": said.key}, 422)
    return JSONResponse({"logo": draft.logo})


async def ask_remove(call: Call) -> Response:
    """Ask for confirmation before a clinic is deleted."""
    kept = call.office.clinics.get(call.path("clinic"))
    if not kept:
        raise Refusal(404, "not-found", "This clinic is not kept here any more.")
    return page.render("remove", visit=call.visit, kept=kept)


async def remove(call: Call) -> Response:
    """Delete a clinic."""
    id = call.path("clinic")
    call.office.clinics.remove(id)
    if call.visit.draft and call.visit.draft.clinic == id:
        call.visit.draft = Draft()
    call.office.clinics.sweep(call.office.visits.logos())
    call.visit.said = "The clinic’s details are deleted."
    return RedirectResponse("/", 303)
