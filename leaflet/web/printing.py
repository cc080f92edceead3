"""Routes of the print page, and of the files to download."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from leaflet.content import sheet as sheets
from leaflet.document.document import Document
from leaflet.web import page, problem, remark, typed, view
from leaflet.web.call import Call
from leaflet.web.preview import Made, Order
from leaflet.web.shelf import ShelvedLeaflet
from leaflet.web.visit import Draft


async def print_page(call: Call) -> Response:
    """Show the finished leaflet with its ways to print and download."""
    entry = await call.office.entry(call.path("id"))
    document = typed.document(entry)
    draft = await call.office.draft(call.visit, document)
    order, made = await _finished(call, entry, document, draft)
    if not made or not order:
        return RedirectResponse(f"/leaflets/{entry.id}/clinic?check=1", 303)
    call.visit.ready.put(made.id, order)
    found = await call.office.work(remark.findings, call, entry, document, draft)
    grave = sum(bool(each.field) and each.severity != "note" for each in found)
    facts = view.facts(call, entry, document) | {"made": made, "findings": found, "grave": grave}
    sheet = call.office.sheet(draft, entry, document)
    paper = sheets.load(sheet, document.folder)
    return page.render("print", visit=call.visit, paper=paper.title.text, **facts)


async def pdf(call: Call) -> Response:
    """Answer with the PDF to view and print."""
    return await _pdf(call, "inline")


async def download(call: Call) -> Response:
    """Answer with the PDF as a download."""
    return await _pdf(call, "attachment")


async def pack(call: Call) -> Response:
    """Answer with the leaflet on every sheet of its pack, as a ZIP file."""
    entry = await call.office.entry(call.path("id"))
    order, _ = await _shown(call, entry)
    if not order:
        return RedirectResponse(f"/leaflets/{entry.id}/clinic?check=1", 303)
    made = await call.office.work(call.office.previews.pack, order)
    named_so = {"content-disposition": f'attachment; filename="{quote(made[0])}.zip"'}
    return Response(made[1], media_type="application/zip", headers=named_so)


async def _pdf(call: Call, how: str) -> Response:
    entry = await call.office.entry(call.path("id"))
    _, made = await _shown(call, entry)
    if not made:
        return RedirectResponse(f"/leaflets/{entry.id}/clinic?check=1", 303)
    return pdf_response(made, how)


def pdf_response(made: Made, how: str = "attachment") -> Response:
    """Answer with a PDF, named after the title in plain letters."""
    headers = {
        "content-disposition": f'{how}; filename="{quote(made.slug)}.pdf"',
        # The browser's own viewer is a page, with scripts, in a frame of ours.
        "content-security-policy": "frame-ancestors 'self'",
    }
    return Response(made.pdf, media_type="application/pdf", headers=headers)


async def _shown(call: Call, entry: ShelvedLeaflet) -> tuple[Order | None, Made | None]:
    """Return what the print page showed, whatever another tab has typed since."""
    document, previews = typed.document(entry), call.office.previews
    order = call.visit.ready.get(call.request.path_params.get("made", ""))
    if order and not previews.is_past(order.document):
        return order, await call.office.work(previews.made, order)
    return await _finished(call, entry, document, await call.office.draft(call.visit, document))


async def _finished(
    call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft
) -> tuple[Order | None, Made | None]:
    """Return the leaflet to print: complete and not past its review date."""

    def make() -> tuple[Order | None, Made | None]:
        order, problems = typed.ordered(call, entry, document, draft)
        if problems or not order:
            return None, None
        return order, problem.attempt(call.office.previews.made, order)[0]

    return await call.office.work(make)
