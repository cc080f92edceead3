"""Routes of reception: the form of the clinic's details, and its previews."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from starlette.responses import JSONResponse, RedirectResponse, Response

from leaflet.content.clinic import DETAILS
from leaflet.document.document import Document
from leaflet.errors import LeafletError
from leaflet.web import history, page, printing, problem, question, remark, typed, view
from leaflet.web.call import Call, last_clinic, remember_clinic
from leaflet.web.clinics import Kept
from leaflet.web.draft import Draft, new_key
from leaflet.web.guard import Refusal
from leaflet.web.shelf import ShelvedLeaflet

# ---- your clinic, and how it looks


async def clinic(call: Call) -> Response:
    """Show the form with the pages beside it, and with `check` what is wrong.

    An address that names no clinic shows the one which this browser used last.
    """
    entry = await call.office.entry(call.path("id"))
    if not (document := entry.read.document):
        if entry.is_translation:
            call.visit.said = _unusable(entry)
            return RedirectResponse(f"/leaflets/{entry.id.partition('.')[0]}/clinic", 303)
        return RedirectResponse(f"/leaflets/{entry.id}/words", 303)
    asked = call.request.query_params.get("clinic", "")
    draft = await call.office.work(typed.shown, call, entry, document)
    if asked == typed.NEW:
        call.visit.drafts.latest = new_key()
        return _form_of(call, entry, call.visit.drafts.latest)
    if asked and not draft:
        call.visit.said = printing.GONE
        return _form_of(call, entry, "")
    if not draft:
        draft = await call.office.work(call.office.begin, call.visit, last_clinic(call), document)
    if asked and asked != draft.clinic:  # it has been kept since
        return _form_of(call, entry, draft.clinic)
    shown = await call.office.work(view.whole, call, entry, draft)
    said, call.visit.said = call.visit.said, ""
    return page.render("clinic", visit=call.visit, said=said, **shown)


def _unusable(entry: ShelvedLeaflet) -> str:
    """Say why a translation cannot be printed; who translates mends it."""
    first, *others = problem.of(entry.read.faults)
    more = f" There are {len(others)} more." if others else ""
    return (
        f"The translation {entry.path.name} cannot be printed as it is. Pass this on to whoever "
        f"translates it: {first.sentence}{more}"
    )


def _form_of(call: Call, entry: ShelvedLeaflet, clinic: str) -> Response:
    """Lead to the form of a clinic, with what else the address says."""
    query = call.request.query_params
    also = {key: query[key] for key in ("check", "chosen") if key in query}
    return RedirectResponse(typed.address(entry, "clinic", clinic=clinic, **also), 303)


async def type_clinic(call: Call) -> Response:
    """Do what the form asks for: save it and go on to printing, or show another clinic.

    Whatever it is, what was typed is kept; back to the form if something is wrong or to be asked.
    """
    entry = await call.office.entry(call.path("id"))
    document = typed.document(entry)
    draft = await typed.taken(call, entry, document)
    if call.text("go") in (*_ways(entry, draft), *_other_languages(call, entry, draft)):
        return RedirectResponse(call.text("go"), 303)
    chosen = call.text("clinic") or draft.clinic
    match call.text("action"), call.text("answer"):
        case _, "theirs":
            call.visit.drafts.drop(draft.clinic)
        case ("use", _) | (_, "show"):
            return await _show(call, entry, draft, chosen)
        case ("next", _) | (_, "mine" | "rename" | "add"):
            go_on = await call.office.work(_finish, call, entry, document, draft)
            response = RedirectResponse(go_on, 303)
            remember_clinic(response, call)
            return response
    return RedirectResponse(f"{typed.address(entry, 'clinic', clinic=draft.clinic)}#pages", 303)


def _ways(entry: ShelvedLeaflet, draft: Draft) -> tuple[str, ...]:
    """Return the addresses that the form leads to besides its own, once it is kept."""
    return "/", f"/leaflets/{entry.id}/words", f"/clinics/{draft.clinic}/remove"


def _other_languages(call: Call, entry: ShelvedLeaflet, draft: Draft) -> Iterator[str]:
    """Yield the addresses of the leaflet in its languages."""
    for each in view.in_languages(call, entry, draft):
        yield each["address"]


async def _show(call: Call, entry: ShelvedLeaflet, draft: Draft, chosen: str) -> Response:
    """Show the form of the clinic that was chosen in the list."""
    if call.office.clinics.get(chosen):
        call.visit.drafts.latest = chosen
    is_left = question.is_elsewhere(draft, chosen) and call.visit.drafts.get(draft.clinic)
    if is_left and any(typed.details(draft).values()):
        name = draft.fields.get("name", "").strip() or "a new clinic"
        call.visit.said = f"What you typed for {name} is not saved yet. It waits in its form."
    return RedirectResponse(typed.address(entry, "clinic", clinic=chosen), 303)


def _finish(call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft) -> str:
    """Save the form if nothing is wrong; return the address to go on with."""
    chosen, answer = call.text("clinic"), call.text("answer")
    kept = call.office.clinics.get(draft.clinic)
    if answer == "mine":
        draft = typed.rebased(draft, call.text("seen"))
        call.visit.drafts.put(draft)
    elif answer == "add":
        call.visit.drafts.drop(draft.clinic)
        draft = call.visit.drafts.put(typed.apart(kept, draft))
        call.visit.said = _left_out(kept, draft)
    back = {"clinic": draft.clinic, "check": "1"}
    if not answer and question.is_elsewhere(draft, chosen):
        if not typed.is_typed(call, draft):
            return typed.address(entry, "clinic", clinic=chosen)
        return typed.address(entry, "clinic", **back, chosen=chosen)
    asked = question.about(call, draft)
    if asked and asked.code == "clinic-changed" and kept and _merge(call, kept, draft):
        return typed.address(entry, "clinic", clinic=draft.clinic)
    if asked and not (answer == "rename" and asked.code == "clinic-renamed"):
        return typed.address(entry, "clinic", **back)
    order, problems = typed.ordered(call, entry, document, draft)
    if order and not problems:
        _, problems = problem.attempt(call.office.previews.made, order)
    if problems or draft.complaint or not order:
        return typed.address(entry, "clinic", **back)
    return _saved(call, entry, document, draft)


def _merge(call: Call, kept: Kept, draft: Draft) -> bool:
    """Take in what else was saved since, and show it; False where both changed one detail."""
    before = call.office.clinics.at(kept.id, draft.base)
    if not (both := typed.merged(kept, before, draft)):
        return False
    call.visit.drafts.drop(both.clinic)
    if call.office.is_unsaved(both):
        call.visit.drafts.put(both)
    call.visit.said = (
        f"Other details of “{kept.name}” were changed since this page was opened. "
        "They are in the form now, beside yours: look at them, then save."
    )
    return True


def _left_out(kept: Kept | None, draft: Draft) -> str:
    """Say which details of the clinic before are not those of the new one."""
    before = {*kept.fields} | ({"logo"} if kept.logo else set()) if kept else set()
    now = {*draft.fields} | ({"logo"} if draft.logo else set())
    titles = [DETAILS[key].title.lower() for key in DETAILS if key in before - now]
    if not kept or not titles:
        return ""
    return f"Not taken over from “{kept.name}”: {', '.join(titles)}. Add what is this clinic’s too."


def _saved(call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft) -> str:
    """Save the draft; return the address of the print page, or of the form if it is refused."""
    try:
        id = typed.keep(call, entry, document, draft)
    except LeafletError as error:
        if error.faults[0].code not in (*question.CODES, "duplicate-clinic"):
            raise
        return typed.address(entry, "clinic", clinic=draft.clinic, check="1")
    looks = typed.looks(call, entry, document)._asdict()
    return typed.address(entry, "print", clinic=id, **looks)


async def keep(call: Call) -> Response:
    """Keep what was typed when a page is left in any other way."""
    entry = await call.office.entry(call.path("id"))
    await typed.taken(call, entry, typed.document(entry))
    return Response(status_code=204)


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


async def send_logo(call: Call) -> Response:
    """Take a logo that was dropped or chosen; answer its name, or why it is not taken."""
    try:
        return JSONResponse({"logo": await typed.sent_logo(call, await call.file("logo"))})
    except LeafletError as error:
        said = problem.about("logo", error.faults[0])
    return JSONResponse({"problem": said.sentence, "code": said.code, "key": said.key}, 422)


# ---- the kept clinics


async def ask_remove(call: Call) -> Response:
    """Ask for confirmation before a clinic is deleted."""
    kept = call.office.clinics.get(call.path("clinic"))
    if not kept:
        raise Refusal(404, "not-found", "This clinic is not kept here any more.")
    return page.render("remove", visit=call.visit, kept=kept, days=history.DAYS)


async def remove(call: Call) -> Response:
    """Delete the clinic that the page has shown."""
    id = call.path("clinic")
    kept = call.office.clinics.get(id)
    await call.office.work(call.office.clinics.remove, id, call.text("revision"))
    call.visit.drafts.drop(id)
    if kept:
        call.visit.said = f"“{kept.name}” is deleted. You can bring it back below."
    return RedirectResponse("/#deleted", 303)


async def restore(call: Call) -> Response:
    """Bring an earlier version of a clinic back, or a deleted one; what was typed is kept."""
    id, number = call.path("clinic"), call.request.path_params["version"]
    back = call.text("leaflet")
    entry = await call.office.work(call.office.read, back) if back else None
    if entry:
        await typed.taken(call, entry, typed.document(entry))
    base = call.text("seen")
    kept = await call.office.work(call.office.clinics.restore, id, number, base)
    call.visit.said = f"“{kept.name}” is as it was. Look at it before you print."
    is_asked = "1" if call.visit.drafts.get(id) else ""
    to = typed.address(entry, "clinic", clinic=id, check=is_asked) if entry else "/"
    return RedirectResponse(to, 303)
