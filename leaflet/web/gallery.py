"""Routes that show leaflets: covers, page previews, logos, and a leaflet as text."""

from __future__ import annotations

from starlette.responses import HTMLResponse, RedirectResponse, Response

from leaflet.errors import LeafletError
from leaflet.web import form, page, typed
from leaflet.web.call import Call, last_clinic
from leaflet.web.guard import Refusal
from leaflet.web.office import LookNames
from leaflet.web.preview import WIDE, Made, Order

READ_ON = "a4"
"""The sheet whose edition is read: the full one."""
READING = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
"""What the page of a leaflet may do: nothing but look as it does."""
KINDS = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


async def cover(call: Call) -> Response:
    """Answer with the picture of the first page, for the shelf."""
    entry = await call.office.entry(call.path("id"))
    document = typed.document(entry)

    def draw() -> bytes:
        own = document.clinic
        clinic = form.sketch(form.typed(own), own.logo if own else None, document).clinic
        assert clinic  # a sketch of nothing is whole
        looks = document.theme.text, document.sheet.text
        made = call.office.previews.made(Order(document, entry.read.digest, clinic, *looks))
        return call.office.previews.picture(made, 0, "small")

    try:
        return _png(await call.office.work(draw))
    except LeafletError:
        return RedirectResponse("/assets/no-picture.svg", 303)


async def picture(call: Call) -> Response:
    """Answer with the picture of a page made for this browser."""
    made, number = _made(call)
    width = call.request.query_params.get("width", "usual")
    if width not in WIDE:
        raise Refusal(404, "not-found", "There is no such picture.")
    return _png(await call.office.work(call.office.previews.picture, made, number, width))


async def large(call: Call) -> Response:
    """Show one page as large as the window."""
    entry = await call.office.entry(call.path("id"))
    made, number = _made(call)
    facts = {"number": number, "count": len(made.sizes), "made": made.id}
    return page.render("page", visit=call.visit, entry=entry, **facts)


async def read(call: Call) -> Response:
    """Show a leaflet as text, for whoever reads on a screen or has it read aloud.

    It is for the clinic of the address, or that which this browser used last, as far as it is
    typed; the page is one file, and nothing in it may ask for another.
    """
    entry = await call.office.entry(call.path("id"))
    document = typed.document(entry)

    def write() -> str:
        draft = typed.shown(call, entry, document)
        draft = draft or call.office.begin(call.visit, last_clinic(call), document)
        clinic = call.office.sketched(draft, document).clinic
        assert clinic  # a sketch is whole
        looks = LookNames(document.theme.text, READ_ON)
        return call.office.previews.text(call.office.order(entry, document, looks, clinic))

    return HTMLResponse(await call.office.work(write), headers={"content-security-policy": READING})


async def logo(call: Call) -> Response:
    """Answer with the logo of a kept clinic or of a draft of this visit, and no other."""
    name, clinics = call.path("name"), call.office.clinics
    kept = await call.office.work(clinics.all)
    path = clinics.logo_path(name)
    if not path or name not in call.visit.drafts.logos() | {each.logo for each in kept}:
        raise Refusal(404, "not-found", "There is no such logo.")
    # SVG can hold scripts and links; in this box they do nothing, even when opened by itself.
    box = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
    return Response(path.read_bytes(), media_type=KINDS[path.suffix[1:]], headers=box)


def _made(call: Call) -> tuple[Made, int]:
    """Return what was made and the index of the side asked for."""
    made, number = call.office.previews.known(call.path("made")), call.request.path_params["number"]
    if not made or not 1 <= number <= len(made.sizes):
        raise Refusal(
            404, "not-found", "This picture is not kept any more. Go back and load the page again."
        )
    return made, number - 1


def _png(data: bytes) -> Response:
    return Response(data, media_type="image/png")
