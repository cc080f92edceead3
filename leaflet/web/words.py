"""Routes of the writer's view: the content with its findings, and its pages."""

from __future__ import annotations

import codecs
import difflib
import hashlib
from pathlib import Path
from threading import Lock
from typing import Any

from starlette.responses import RedirectResponse, Response

from leaflet import limits
from leaflet.errors import FileError, LeafletError
from leaflet.publish import replace
from leaflet.source.files import file_bytes
from leaflet.web import copies, page
from leaflet.web.call import Call, last_clinic
from leaflet.web.draft import Draft
from leaflet.web.guard import Refusal
from leaflet.web.preview import Order
from leaflet.web.remark import of_fault, of_finding
from leaflet.web.shelf import ShelvedLeaflet
from leaflet.web.visit import EditedText

_TOO_LARGE = f"At most {limits.CONTENT_BYTES:,} bytes of words can be saved."
_TRANSLATED = (
    "This is a translation. Its words are in its own file, which a translator changes with "
    "`leaflet translate`."
)
_SAVING = Lock()
"""Between the look at a file and its change no other page of ours may change it."""


async def words(call: Call) -> Response:
    """Show the content as typed last, or as the file has it."""
    entry = await _entry(call)
    kept = call.visit.words.get(entry.id)
    if kept and copies.is_kept_as(kept.text, _text(entry.data)):  # by a save that came twice
        call.visit.words.drop(entry.id)
        kept = None
    if kept and "file" in call.request.query_params:
        call.visit.words.drop(entry.id)
        return RedirectResponse(f"/leaflets/{entry.id}/words", 303)
    text = kept.text if kept else _text(entry.data)
    draft = await _clinic(call, entry)
    view = await call.office.work(_view, call, entry, text, draft)
    base = kept.base if kept else entry.digest
    changed = base != entry.digest
    said, call.visit.said = call.visit.said, ""
    facts = {
        "text": text,
        "lines": text.count("\n") + 1,
        "base": base,
        "unsaved": text != _text(entry.data),
        "conflict": changed,
        "theirs": _difference(text, _text(entry.data)) if changed else [],
        "said": said,
    }
    return page.render("words", visit=call.visit, entry=entry, **facts, **view)


async def type_words(call: Call) -> Response:
    """Keep what was typed; save it if asked, unless the file has changed meanwhile."""
    entry = await _entry(call)
    text, base = call.text("words"), call.text("base")
    if len(text.encode()) > limits.CONTENT_BYTES:
        raise Refusal(413, "too-large", _TOO_LARGE)
    here = f"/leaflets/{entry.id}/words"
    call.visit.words.put(entry.id, EditedText(text, base))
    match call.text("action"):
        case "save" if entry.own:
            saved = await call.office.work(_save, call, entry, text, base)
            if saved is not None:
                call.visit.words.drop(entry.id)
                call.visit.said = f"Saved in {entry.path.name}.{_new_version(text, saved)}"
        case "copy":
            path, copied = await call.office.work(_copy, call, entry, text)
            call.visit.words.drop(entry.id)
            also = _new_version(text, copied)
            call.visit.said = f"Saved as a leaflet of your own: {path.name}.{also}"
            shelf = await call.office.work(call.office.entries)
            mine = next((each for each in shelf if each.path == path), None)
            here = f"/leaflets/{mine.id}/words" if mine else "/"
    return RedirectResponse(here, 303)


async def preview(call: Call) -> Response:
    """Answer with findings and pages of what is typed so far."""
    entry = await _entry(call)
    text, visit = call.text("words"), call.visit
    if len(text.encode()) > limits.CONTENT_BYTES:
        raise Refusal(413, "too-large", _TOO_LARGE)
    if text != _text(entry.data):  # what a slow request sends may have been saved meanwhile
        visit.words.put(entry.id, EditedText(text, call.text("base")))
    asked = visit.ask(entry.id)
    draft = await _clinic(call, entry)

    def draw() -> dict[str, Any] | None:
        return None if visit.is_outrun(entry.id, asked) else _view(call, entry, text, draft)

    view = await call.office.work(draw)
    if view is None:
        return Response(status_code=204)
    return page.render("_words", entry=entry, **view)


async def _entry(call: Call) -> ShelvedLeaflet:
    """Return the leaflet whose words are meant; Refusal for a translation."""
    entry = await call.office.entry(call.path("id"))
    if entry.is_translation:
        raise Refusal(409, "translation-words", _TRANSLATED)
    return entry


async def _clinic(call: Call, entry: ShelvedLeaflet) -> Draft:
    """Return the clinic that the pages beside the words are shown with."""
    office, last = call.office, last_clinic(call)
    return await office.work(office.begin, call.visit, last, entry.read.document)


def _view(call: Call, entry: ShelvedLeaflet, text: str, draft: Draft) -> dict[str, Any]:
    """Return the pages or faults of the content, and its findings by line."""
    data = entry.data if text == _text(entry.data) else as_typed(text, entry.data)
    read = call.office.previews.read(data, entry.path.name, entry.path.parent)
    if not (document := read.document):
        return {"made": None, "rows": [*map(of_fault, read.faults)]}
    clinic = call.office.sketched(draft, document).clinic
    assert clinic  # a sketch of nothing is whole
    order = Order(document, read.digest, clinic, document.theme.text, document.sheet.text)
    made = None
    try:
        made = call.office.previews.made(order)
        rows = [*map(of_finding, call.office.previews.findings(order))]
    except LeafletError as error:
        rows = [*map(of_fault, error.faults)]
    return {"made": made, "rows": [row for row in rows if not row.field]}


# ---- bytes


def _text(data: bytes) -> str:
    """Decode content for a browser, with plain line ends; bad UTF-8 is marked."""
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def as_typed(text: str, before: bytes) -> bytes:
    """Encode content with the byte order mark and line ends that the file had.

    Browsers send every line end as one kind; a line that is not changed keeps the one it had.
    """
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    old = before.removeprefix(mark).decode("utf-8", "replace")
    windows = old.count("\r\n")
    if not windows:
        return mark + text.encode()
    if windows == old.count("\n"):
        return mark + text.replace("\n", "\r\n").encode()
    return mark + _mended(text, old).encode()


def _mended(text: str, old: str) -> str:
    """Restore mixed line ends where the text has not changed."""
    olds, news = old.split("\n"), text.split("\n")
    plain = [line.removesuffix("\r") for line in olds]
    for tag, start, end, first, last in difflib.SequenceMatcher(
        None, plain, news, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            news[first:last] = olds[start:end]
    return "\n".join(news)


def _save(call: Call, entry: ShelvedLeaflet, text: str, base: str) -> str | None:
    """Save the content and return it, under a new version where its words are new.

    None if the file has changed since it was read, but for a save of the same.
    """
    shelf, path = call.office.shelf, entry.path
    with _SAVING:
        before = file_bytes(path, limits.CONTENT_BYTES)
        if hashlib.sha256(before).hexdigest() != base:
            return _text(before) if copies.is_kept_as(text, _text(before)) else None
        if text == _text(before):
            return text
        _check_text(before)
        original = shelf.original(entry) or shelf.original_of(text.encode(), path)
        text = _numbered(call, text, before, original)
        replace.write(path, as_typed(text, before))
    return text


def _numbered(call: Call, text: str, before: bytes, original: ShelvedLeaflet | None) -> str:
    """Return content under its version, and remember its number, so that no other ever has it."""
    if not original:
        return copies.versioned(text, before, None, 0)
    clinics, key = call.office.clinics, f"copies {copies.code_of(original.data)}"
    known = clinics.last().get(key, "")
    others = call.office.shelf.versions(original)
    used = max(map(copies.number, (known, copies.version_of(before), *others)))
    text = copies.versioned(text, before, original.data, used)
    highest = max(used, copies.number(copies.version_of(text.encode())))
    if highest > copies.number(known):
        clinics.remember({key: f"{copies.MARK} {highest}"})
    return text


def _new_version(typed: str, saved: str) -> str:
    """Say which version changed words were given."""
    if typed == saved:
        return ""
    version = copies.version_of(saved.encode())
    return f" Its words are changed, so it is version “{version}” from now on."


def _check_text(before: bytes) -> None:
    """Refuse to overwrite bytes that the page could not show."""
    try:
        before.decode()
    except UnicodeDecodeError:
        said = "This file is not saved as UTF-8. Save it so in the editor that it was written with."
        raise Refusal(409, "wrong-encoding", said) from None


def _copy(call: Call, entry: ShelvedLeaflet, text: str) -> tuple[Path, str]:
    """Save the content of a shipped leaflet as a copy in the folder; its file and its content.

    Who sends the same again, or twice at once, has one copy.
    """
    shelf = call.office.shelf
    with _SAVING:
        for each in shelf.entries():
            if each.own and copies.is_kept_as(text, _text(each.data)):
                return each.path, _text(each.data)
        path = shelf.free(entry.id)
        text = _numbered(call, text, entry.data, entry)
        try:
            replace.write(path, as_typed(text, entry.data))
        except FileError as error:
            fault = error.faults[0]
            raise FileError(fault._replace(hint="start the program in a folder of yours")) from None
    return path, text


async def put_aside(call: Call) -> Response:
    """Go back to the original of a copy; the copy can be brought back."""
    entry = await _entry(call)
    original = await call.office.work(call.office.shelf.original, entry)
    if not original:
        raise Refusal(409, "not-found", "This leaflet is no copy, so there is no original of it.")
    with _SAVING:
        call.office.shelf.put_aside(entry)
    call.visit.said = f"The original of “{entry.title}” is in use again. Your copy is put aside."
    return RedirectResponse("/", 303)


async def bring_back(call: Call) -> Response:
    """Put a copy that was put aside on the shelf again."""
    with _SAVING:
        path = call.office.shelf.bring_back(call.text("name"))
    if not path:
        raise Refusal(404, "not-found", "This copy is not there any more.")
    call.visit.said = f"Your copy is on the shelf again, as {path.name}."
    return RedirectResponse("/", 303)


def _difference(mine: str, theirs: str) -> list[str]:
    """Return some of the lines in which file and typed text differ."""
    lines = difflib.unified_diff(
        mine.split("\n"), theirs.split("\n"), "what you typed", "the file now", lineterm="", n=1
    )
    return [*lines][:80]
