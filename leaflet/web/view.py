"""Gathers what the form page shows: fields, pictures and notes about colours."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from leaflet.content import language as languages
from leaflet.content import sheet as sheets
from leaflet.content import theme as themes
from leaflet.content.clinic import DETAILS, Clinic
from leaflet.content.look import look_of
from leaflet.content.sheet import Sheet
from leaflet.content.theme import Theme
from leaflet.document.document import Document
from leaflet.source import named
from leaflet.source.value import LanguageTag
from leaflet.web import copies, form, problem, question, remark, typed
from leaflet.web.call import Call
from leaflet.web.clinics import Clinics, Kept
from leaflet.web.draft import Draft
from leaflet.web.history import Version
from leaflet.web.problem import FormProblem
from leaflet.web.shelf import ShelvedLeaflet


def whole(call: Call, entry: ShelvedLeaflet, draft: Draft) -> dict[str, Any]:
    """Return all values of the form page."""
    document, query = typed.document(entry), call.request.query_params
    lost = call.office.lost_logo(draft, document)
    problems = _problems(call, entry, document, draft) if "check" in query else lost
    looks = typed.looks(call, entry, document)
    if draft.complaint:
        problems = form.in_order((*problems, draft.complaint))
    needs = form.needed(document, _written(draft))
    fixed, sites = form.locked(document), form.sites(draft.fields)
    hidden = {*fixed} if sites else {*fixed, "site"}
    return {
        **facts(call, entry, document),
        **pictures(call, entry, document, draft),
        "languages": [*in_languages(call, entry, draft)],
        "findings": remark.findings(call, entry, document, draft),
        "problems": problems,
        "wrong": {each.field: [p for p in problems if p.field == each.field] for each in problems},
        "fields": [detail for key, detail in DETAILS.items() if key not in hidden],
        "sites": sites,
        "kind": form.kind,
        "typed": {key: draft.fields.get(key, "") for key in form.TYPED},
        "needed": needs,
        "fixed": [_fixed(key, document) for key in fixed if getattr(document.clinic, key)],
        "logo": draft.logo,
        "lost": bool(lost),
        "says_name": form.says_name(draft.fields, call.office.clinics.logo(draft.logo)),
        "swatches": form.SWATCHES,
        "themes": _titles(document, "theme") if "theme" in document.editable else {},
        "theme": looks.theme,
        "sheets": _titles(document, "sheet") if "sheet" in document.editable else {},
        "sheet": looks.sheet,
        **_which(call, entry, document, draft),
    }


def _which(call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft) -> dict[str, Any]:
    """Return what the page says of the clinic that it is about, and of the others."""
    clinics, query = call.office.clinics, call.request.query_params
    kept = clinics.get(draft.clinic)
    chosen = query.get("chosen", "")
    return {
        "bound": form.is_bound(document),
        "kept": clinics.all(),
        "key": draft.clinic,
        "address": typed.address(entry, "clinic", clinic=draft.clinic),
        "kept_name": kept.name if kept else "",
        "chosen": chosen or draft.clinic,
        "revision": draft.base,
        "seen": kept.revision if kept else "",
        "page_id": secrets.token_urlsafe(9),
        "unsaved": bool(kept) and call.office.is_unsaved(draft),
        "question": question.about(call, draft, chosen) if "check" in query else None,
        "versions": [*_versions(clinics, kept)] if kept else [],
    }


def _versions(clinics: Clinics, kept: Kept) -> Iterator[tuple[Version, list[tuple[str, str, str]]]]:
    """Yield the earlier versions of a clinic, each with what it says otherwise."""
    now = Draft(kept.id, kept.fields, kept.logo, kept.revision)
    for version, before in clinics.earlier(kept.id):
        yield version, [*question.differences(before, now)]


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
    original = call.office.shelf.original(entry)
    return {
        "original": original.id if original else "",
        "newer": newer(entry, original),
        "entry": entry,
        "title": entry.title,
        "version": document.version.text if document.version else "",
        "issued": typed.day(document.issued),
        "review": typed.day(document.next_review),
        "past": call.office.previews.is_past(document),
        **_spoken(document),
    }


def _spoken(document: Document) -> dict[str, str]:
    """Return the language of a leaflet's words, and which way they run."""
    language = languages.load(document.language)
    return {"lang": document.language.text, "dir": language.direction}


def in_languages(call: Call, entry: ShelvedLeaflet, draft: Draft) -> Iterator[dict[str, Any]]:
    """Yield the languages to choose from, where a leaflet is translated."""
    there = call.office.shelf.in_languages(entry)
    clinic = "" if draft.clinic.startswith(form.BOUND) else draft.clinic
    for tag, each in there.items() if len(there) > 1 else ():
        language, _ = problem.attempt(languages.load, LanguageTag(tag))
        if language:
            yield {
                "tag": tag,
                "dir": language.direction,
                "name": language.name.text,
                "english": language.english.text,
                "address": typed.address(each, "clinic", clinic=clinic),
                "here": each.id == entry.id,
            }


def newer(entry: ShelvedLeaflet, original: ShelvedLeaflet | None) -> str:
    """Return the version of the original of a copy, if it was brought up to date since."""
    theirs = original.read.document if original else None
    if not (theirs and entry.read.document and copies.is_older(entry.read.document, theirs)):
        return ""
    return theirs.version.text if theirs.version else typed.day(theirs.issued)


def _fixed(key: str, document: Document) -> tuple[str, str]:
    return DETAILS[key].title, form.words(getattr(document.clinic, key))


def _titles(document: Document, kind: Literal["theme", "sheet"]) -> dict[str, str]:
    """Return the titles of themes or sheets by name, without faulty ones of the folder."""
    found = {}
    for name in named.names(kind, document.folder):
        one, _ = problem.attempt(_LOAD[kind], name, document.folder)
        if one:
            found[name] = one.title.text
    return found


_LOAD: dict[str, Callable[[str, Path | None], Theme | Sheet]] = {
    "theme": themes.load,
    "sheet": sheets.load,
}


def pictures(call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft) -> dict[str, Any]:
    """Return the values of the part of the page with the pictures."""
    filled = call.office.sketched(draft, document)
    looks = typed.looks(call, entry, document)
    written = _written(draft)
    blank = [key for key in form.needed(document, written) if key not in written]
    shown: dict[str, Any] = {
        **_spoken(document),
        **{"made": None, "faults": (), "others": [], "colours": {}},
        "left_out": list(dict.fromkeys(DETAILS[each.field].title for each in filled.problems)),
        "blank": [DETAILS[key].title for key in blank],
    }
    if not filled.clinic:
        return shown
    order = call.office.order(entry, document, looks, filled.clinic)
    made, problems = problem.attempt(call.office.previews.made, order)
    return shown | {
        "made": made,
        "faults": _passed_on(problems),
        "others": [problem.about("", note) for note in (made.notes if made else ())],
        "colours": _colours(filled.clinic, document, looks.theme),
    }


def _written(draft: Draft) -> set[str]:
    """Return the keys of the fields that are not empty."""
    return {key for key, text in draft.fields.items() if text.strip()}


def _passed_on(problems: tuple[FormProblem, ...]) -> tuple[FormProblem, ...]:
    """Begin what no field of the form is to blame for with what reception can do about it."""
    theirs, mine = (tuple(p for p in problems if bool(p.field) is mine) for mine in (False, True))
    if not theirs:
        return mine
    way = "Choose another paper, or pass this on to whoever writes the leaflet:"
    return (theirs[0]._replace(sentence=f"{way} {theirs[0].sentence}"), *theirs[1:], *mine)


def _colours(
    clinic: Clinic, document: Document, name: str
) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return by key what becomes of the clinic's colours: a sentence and its shades."""
    said: dict[str, tuple[str, tuple[str, ...]]] = {}
    theme, _ = problem.attempt(themes.load, name, document.folder)
    if not theme:
        return said
    look = look_of(theme.set_for(document.fonts, document.dyslexia), clinic)
    for key, own in (("colour", clinic.colour), ("accent", clinic.accent)):
        if not own:
            continue
        if not theme.branded:
            said[key] = "This theme keeps its own colours.", ()
        else:
            said[key] = _USES[look.in_ink if key == "colour" else "accent"], (own.text,)
    return said


_USES = {
    "pale": "Too pale to read on white: headings are black, with a bar of this colour.",
    "red": "Like the red of warnings: headings are black, with a bar of this colour.",
    "": "Dark enough to read on white.",
    "accent": "One warm tint of it stands in pictures and rules.",
}
"""What becomes of a clinic's colour."""
