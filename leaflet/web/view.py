"""View: what the page with the form shows: fields, pictures, colours in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from leaflet.content import sheet as sheets
from leaflet.content import theme as themes
from leaflet.content.clinic import DETAILS, Clinic
from leaflet.document.document import Document
from leaflet.source import named
from leaflet.web import form, remark, typed
from leaflet.web.call import Call
from leaflet.web.shelf import Entry
from leaflet.web.visit import Draft

_CODE = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b")


class _Problem(NamedTuple):
    key: str
    """Which field is meant."""
    sentence: str


def whole(call: Call, entry: Entry, draft: Draft, checked: bool) -> dict[str, Any]:
    """All that the page of the form shows."""
    document = typed.document(entry)
    problems: dict[str, str] = {}
    if checked:
        order, problems = typed.ordered(call, entry, document, draft)
        if order and not problems:
            _, problems = form.attempt(call.office.previews.made, order)
            problems = _passed_on(problems)
    if draft.complaint:
        problems["logo"] = draft.complaint
    needs, fixed = form.needed(document), form.locked(document)
    return {
        **facts(call, entry, document),
        **pictures(call, entry, document, draft),
        "findings": remark.findings(call, entry, document, draft),
        "problems": [*_in_order(problems)],
        "wrong": problems,
        "fields": [detail for key, detail in DETAILS.items() if key not in fixed],
        "kind": form.kind,
        "typed": {key: draft.fields.get(key, "") for key in form.TYPED},
        "needed": needs,
        "fixed": [_fixed(key, document) for key in fixed if getattr(document.clinic, key)],
        "logo": draft.logo if call.office.clinics.logo_path(draft.logo) else "",
        "swatches": form.SWATCHES,
        "themes": _themes() if "theme" in document.editable else {},
        "theme": call.office.theme(draft, document),
        "sheets": _sheets(document) if "sheet" in document.editable else {},
        "sheet": call.office.sheet(draft, entry, document),
        "kept": call.office.clinics.all(),
        "chosen": draft.clinic,
    }


def facts(call: Call, entry: Entry, document: Document) -> dict[str, Any]:
    """What is printed on the leaflet about itself."""
    return {
        "entry": entry,
        "title": entry.title,
        "version": document.version.text if document.version else "",
        "issued": typed.day(document.issued, document),
        "review": typed.day(document.next_review, document),
        "past": call.office.previews.is_past(document),
    }


def _fixed(key: str, document: Document) -> tuple[str, str]:
    return DETAILS[key].title, form.words(getattr(document.clinic, key))


def _in_order(problems: dict[str, str]) -> Iterator[_Problem]:
    for key in ("", *DETAILS, "theme", "sheet"):
        if key in problems:
            yield _Problem(key or "sheet", problems[key])


def _themes() -> dict[str, str]:
    return {name: themes.load(name).title.text for name in named.names("theme")}


def _sheets(document: Document) -> dict[str, str]:
    """The sheets by name; one of the folder's own that is wrong cannot be chosen."""
    found = {}
    for name in named.names("sheet", document.folder):
        sheet, _ = form.attempt(sheets.load, name, document.folder)
        if sheet:
            found[name] = sheet.title.text
    return found


def pictures(call: Call, entry: Entry, document: Document, draft: Draft) -> dict[str, Any]:
    """What the part of the page with the pictures shows."""
    filled = call.office.sketched(draft, document)
    made, problems = None, {}
    blank = [
        DETAILS[key].title for key in form.needed(document) if not draft.fields.get(key, "").strip()
    ]
    if filled.clinic:
        order = call.office.order(entry, document, draft, filled.clinic)
        made, problems = form.attempt(call.office.previews.made, order)
        problems = _passed_on(problems)
    theme = call.office.theme(draft, document)
    return {
        "made": made,
        "faults": [*problems.values()],
        "left_out": [DETAILS[key].title for key in filled.problems if key in DETAILS],
        "blank": blank,
        "colours": _colours(filled.clinic, theme) if filled.clinic else {},
        "others": [note for note in made.notes if "colour" not in note] if made else [],
    }


def _passed_on(problems: dict[str, str]) -> dict[str, str]:
    """What is wrong with the words or the paper begins with what reception can do about it."""
    way = "Choose another paper, or pass this on to whoever writes the leaflet:"
    return {key: said if key else f"{way} {said}" for key, said in problems.items()}


def _colours(clinic: Clinic, theme: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What becomes of the clinic's colours, by key: a sentence and the shades that it names."""
    said = {}
    notes = themes.look(themes.load(theme), clinic).notes
    for key in ("colour", "accent"):
        if not (own := getattr(clinic, key)):
            continue
        if not themes.load(theme).branded:
            said[key] = "This theme keeps its own colours.", ()
            continue
        shades = [_CODE.findall(note) for note in notes if f" {own} " in note]
        small = any(f" {own} " in note and "small text" in note for note in notes)
        if shades:
            where = "small text" if small else "text"
            words = (
                f"Too pale to read on white: we use a darker shade for {where}, {shades[0][-1]}."
            )
            said[key] = words, (own.text, shades[0][-1])
        else:
            said[key] = "Dark enough to read on white.", (own.text,)
    return said
