"""Gathers what the form page shows: fields, pictures and notes about colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leaflet.content import sheet as sheets
from leaflet.content import theme as themes
from leaflet.content.clinic import DETAILS, Clinic
from leaflet.document.document import Document
from leaflet.errors import Fault
from leaflet.source import named
from leaflet.web import form, problem, remark, typed
from leaflet.web.call import Call
from leaflet.web.preview import Made
from leaflet.web.problem import FormProblem
from leaflet.web.shelf import ShelvedLeaflet
from leaflet.web.visit import Draft


def whole(call: Call, entry: ShelvedLeaflet, draft: Draft, checked: bool) -> dict[str, Any]:
    """Return all values of the form page."""
    document = typed.document(entry)
    problems = _problems(call, entry, document, draft) if checked else ()
    if draft.complaint:
        problems = form.in_order((*problems, draft.complaint))
    needs = form.needed(document, _written(draft))
    fixed = form.locked(document)
    return {
        **facts(call, entry, document),
        **pictures(call, entry, document, draft),
        "findings": remark.findings(call, entry, document, draft),
        "problems": problems,
        "wrong": {each.field: [p for p in problems if p.field == each.field] for each in problems},
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


def _problems(
    call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft
) -> tuple[FormProblem, ...]:
    """Return what keeps the leaflet from being printed, in the order of the form."""
    order, problems = typed.ordered(call, entry, document, draft)
    if order and not problems:
        _, problems = problem.attempt(call.office.previews.made, order)
        problems = _passed_on(problems)
    return form.in_order(problems)


def facts(call: Call, entry: ShelvedLeaflet, document: Document) -> dict[str, Any]:
    """Return the facts that the leaflet prints about itself."""
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


def _themes() -> dict[str, str]:
    return {name: themes.load(name).title.text for name in named.names("theme")}


def _sheets(document: Document) -> dict[str, str]:
    """Return the sheets by name, without faulty ones of the folder."""
    found = {}
    for name in named.names("sheet", document.folder):
        sheet, _ = problem.attempt(sheets.load, name, document.folder)
        if sheet:
            found[name] = sheet.title.text
    return found


def pictures(call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft) -> dict[str, Any]:
    """Return the values of the part of the page with the pictures."""
    filled = call.office.sketched(draft, document)
    theme = call.office.theme(draft, document)
    written = _written(draft)
    blank = [key for key in form.needed(document, written) if key not in written]
    shown: dict[str, Any] = {
        **{"made": None, "faults": (), "others": [], "colours": {}},
        "left_out": list(dict.fromkeys(DETAILS[each.field].title for each in filled.problems)),
        "blank": [DETAILS[key].title for key in blank],
    }
    if not filled.clinic:
        return shown
    order = call.office.order(entry, document, draft, filled.clinic)
    made, problems = problem.attempt(call.office.previews.made, order)
    return shown | {
        "made": made,
        "faults": _passed_on(problems),
        "others": [problem.about("", note) for note in _others(made)],
        "colours": _colours(filled.clinic, theme),
    }


def _written(draft: Draft) -> set[str]:
    """Return the keys of the fields that are not empty."""
    return {key for key, text in draft.fields.items() if text.strip()}


def _others(made: Made | None) -> Iterator[Fault]:
    """Yield the notes of what was made, but for those on colours, which stand at their fields."""
    for note in made.notes if made else ():
        if note.code != "darkened-colour":
            yield note


def _passed_on(problems: tuple[FormProblem, ...]) -> tuple[FormProblem, ...]:
    """Begin what no field of the form is to blame for with what reception can do about it."""
    theirs, mine = (tuple(p for p in problems if bool(p.field) is mine) for mine in (False, True))
    if not theirs:
        return mine
    way = "Choose another paper, or pass this on to whoever writes the leaflet:"
    return (theirs[0]._replace(sentence=f"{way} {theirs[0].sentence}"), *theirs[1:], *mine)


def _colours(clinic: Clinic, theme: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return by key what becomes of the clinic's colours: a sentence and its shades."""
    look = themes.look(themes.load(theme), clinic)
    darkened = {each.key: each for each in look.darkened}
    said: dict[str, tuple[str, tuple[str, ...]]] = {}
    for key, own in (("colour", clinic.colour), ("accent", clinic.accent)):
        if not own:
            continue
        if not themes.load(theme).branded:
            said[key] = "This theme keeps its own colours.", ()
        elif found := darkened.get(key):
            where = "small text" if found.only_small else "text"
            words = f"Too pale to read on white: we use a darker shade for {where}, {found.shade}."
            said[key] = words, (own.text, found.shade)
        else:
            said[key] = "Dark enough to read on white.", (own.text,)
    return said
