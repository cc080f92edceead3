"""Routes of the print page, and of the files to download.

The address of each file says the clinic, the looks and a digest of what the page has shown and of
all that its pack is made of; a file that is another one by now is refused.
"""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from leaflet.content import sheet as sheets
from leaflet.content.clinic import Clinic
from leaflet.document.document import Document
from leaflet.publish import packing
from leaflet.source.files import Noted, noted
from leaflet.web import form, page, problem, remark, typed, view
from leaflet.web.call import Call, last_clinic, remember_clinic, remember_used
from leaflet.web.draft import Draft
from leaflet.web.guard import Refusal
from leaflet.web.preview import Made, Order
from leaflet.web.shelf import ShelvedLeaflet

OTHERWISE = (
    "The page that you came from shows other details than there are now: the clinic or the "
    "leaflet was changed meanwhile. Nothing is printed. Look at it again, then print."
)
GONE = "This clinic is not kept here any more. Choose another one, or bring it back."
NOT_SAVED = "These details are not saved yet. Save them, then print."


async def print_page(call: Call) -> Response:
    """Show the finished leaflet with its ways to print and download.

    What is typed and not saved is never printed: then the form comes first.
    """
    entry = await call.office.entry(call.path("id"))
    document = typed.document(entry)
    draft = await call.office.work(typed.shown, call, entry, document)
    if not draft:
        if "clinic" in call.request.query_params:
            raise Refusal(409, "clinic-gone", GONE)
        return await lead_to_print(call)
    back = typed.address(entry, "clinic", clinic=draft.clinic, check="1")
    if await call.office.work(_is_unsaved, call, document, draft):
        call.visit.said = NOT_SAVED
        return RedirectResponse(back, 303)
    order, made = await call.office.work(_finished, call, entry, document, draft)
    if not made or not order:
        return RedirectResponse(back, 303)
    call.visit.drafts.latest = draft.clinic
    said, call.visit.said = call.visit.said, ""
    found = await call.office.work(remark.findings, call, entry, document, draft)
    grave = sum(bool(each.field) and each.severity != "note" for each in found)
    facts = view.facts(call, entry, document) | {"made": made, "findings": found, "grave": grave}
    looks = f"{order.theme}/{order.sheet}/{await call.office.work(digest, order, made)}"
    response = page.render(
        "print",
        visit=call.visit,
        said=said,
        paper=sheets.load(order.sheet, document.folder).title.text,
        owner=_named(order.clinic),
        ready=f"/leaflets/{entry.id}/ready/{draft.clinic}/{looks}",
        clinic_key=draft.clinic,
        form_at=typed.address(entry, "clinic", clinic=draft.clinic),
        **facts,
    )
    remember_clinic(response, call)
    return response


def _named(clinic: Clinic) -> tuple[str, str]:
    """Return a clinic's name, and the words that tell it from others of that name."""
    lines = "\n".join(form.words(getattr(clinic, key)) for key in ("address", "phone")).split("\n")
    return str(clinic.name), ", ".join(filter(None, lines))


def _is_unsaved(call: Call, document: Document, draft: Draft) -> bool:
    return not form.is_bound(document) and call.office.is_unsaved(draft)


async def lead_to_print(call: Call) -> Response:
    """Lead to the print page of the clinic that this browser used last; it says which one it is."""
    entry = await call.office.entry(call.path("id"))
    document = typed.document(entry)
    draft = await call.office.work(call.office.begin, call.visit, last_clinic(call), document)
    if form.is_bound(document):
        draft = await call.office.work(call.office.own, call.visit, entry, document)
    looks = typed.looks(call, entry, document)._asdict()
    return RedirectResponse(typed.address(entry, "print", clinic=draft.clinic, **looks), 303)


async def pdf(call: Call) -> Response:
    """Answer with the PDF to view and print."""
    return _used(call, pdf_response((await _shown(call))[1], "inline"))


async def download(call: Call) -> Response:
    """Answer with the PDF as a download."""
    return _used(call, pdf_response((await _shown(call))[1], "attachment"))


def _used(call: Call, response: Response) -> Response:
    """Let the browser remember which leaflet it printed, and return the response."""
    remember_used(response, call, call.path("id"))
    return response


async def pack(call: Call) -> Response:
    """Answer with the leaflet on every sheet of its pack, as a ZIP file."""
    order, _ = await _shown(call)
    made = await call.office.work(call.office.previews.pack, order)
    named_so = {"content-disposition": f'attachment; filename="{quote(made[0])}.zip"'}
    return Response(made[1], media_type="application/zip", headers=named_so)


def pdf_response(made: Made, how: str = "attachment") -> Response:
    """Answer with a PDF, named after the title in plain letters."""
    headers = {
        "content-disposition": f'{how}; filename="{quote(made.slug)}.pdf"',
        # The browser's own viewer is a page, with scripts, in a frame of ours.
        "content-security-policy": "frame-ancestors 'self'",
    }
    return Response(made.pdf, media_type="application/pdf", headers=headers)


def digest(order: Order, made: Made) -> str:
    """Return a digest of what a page shows, and of what other sheets of the pack show beside it.

    These are words of other editions, pictures, details of the clinic, and the sheets themselves.
    """
    logo = order.clinic.logo
    details = sorted(form.typed(order.clinic).items()), logo.text if logo else ""
    rest = repr((order.digest, details, sorted(_pack_sheets(order).items())))
    return hashlib.sha256(made.pdf + rest.encode()).hexdigest()[:32]


def _pack_sheets(order: Order) -> Noted:
    """Return the digests of the files of the sheets of a pack."""
    with noted() as files:
        for name in packing.sheet_names(order.document):
            problem.attempt(sheets.load, name, order.document.folder)
    return files


async def _shown(call: Call) -> tuple[Order, Made]:
    """Return what the page has shown; Refusal if it would be another leaflet by now."""
    entry = await call.office.entry(call.path("id"))
    document = typed.document(entry)
    draft = await call.office.work(_kept, call, entry, document)
    if draft:
        order, made = await call.office.work(_finished, call, entry, document, draft)
        if order and made and await call.office.work(digest, order, made) == call.path("shown"):
            return order, made
    raise Refusal(409, "shown-otherwise", OTHERWISE)


def _kept(call: Call, entry: ShelvedLeaflet, document: Document) -> Draft | None:
    """Return the clinic of the address as it is kept, without what is typed and not saved."""
    if form.is_bound(document):
        return call.office.own(call.visit, entry, document)
    kept = call.office.clinics.get(call.path("clinic"))
    return kept and Draft(kept.id, kept.fields, kept.logo, kept.revision)


def _finished(
    call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft
) -> tuple[Order | None, Made | None]:
    """Return the leaflet to print: complete and not past its review date."""
    order, problems = typed.ordered(call, entry, document, draft)
    if problems or not order:
        return None, None
    return order, problem.attempt(call.office.previews.made, order)[0]
