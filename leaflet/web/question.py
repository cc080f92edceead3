"""Question: what a save asks first, where two answers are both right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.content.clinic import DETAILS
from leaflet.errors import shown
from leaflet.web import form, typed
from leaflet.web.call import Call
from leaflet.web.clinics import Kept, is_named
from leaflet.web.draft import Draft, is_new

CODES = ("clinic-gone", "clinic-changed", "clinic-not-chosen", "clinic-renamed")
"""The faults that are asked about; a save with one of them changes nothing."""

ASIDE = {"logo_says_name": "Name in the logo", "sites": "Sites"}
"""The titles of details that the form does not ask for."""


class Question(NamedTuple):
    """A question with its answers."""

    code: str
    sentence: str
    answers: tuple[tuple[str, str], ...]
    """What the button sends, and what it says."""
    differences: tuple[tuple[str, str, str], ...] = ()
    """The title of a detail, what is kept of it, and what was typed."""


def about(call: Call, draft: Draft, chosen: str = "") -> Question | None:
    """Return what has to be asked before a draft is saved; `chosen` is what the list says.

    The answers are `mine` (save what was typed), `theirs` (forget it), `rename` (it is the same
    clinic), `add` (it is another one) and `show` (leave it unsaved and show the chosen one).
    """
    if draft.clinic.startswith(form.BOUND) or not call.office.is_unsaved(draft):
        return None
    kept = call.office.clinics.get(draft.clinic)
    if is_new(draft.clinic):
        return _chosen(call, draft, kept, chosen)
    if not kept:
        return _gone(draft)
    if kept.revision != draft.base:
        return _changed(kept, draft)
    return _chosen(call, draft, kept, chosen) or _renamed(kept, draft)


def is_elsewhere(draft: Draft, chosen: str) -> bool:
    """Return whether the list says another clinic than the form."""
    return bool(chosen) and chosen != (typed.NEW if is_new(draft.clinic) else draft.clinic)


def differences(kept: Kept, draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield each detail that a draft says otherwise."""
    for key, text in typed.details(draft).items():
        if text != kept.fields.get(key, ""):
            title = DETAILS[key].title if key in DETAILS else ASIDE[key]
            before, now = (_seen(key, said) for said in (kept.fields.get(key, ""), text))
            yield title, before, now
    if kept.logo != draft.logo:
        before, now = ("a picture" if logo else "" for logo in (kept.logo, draft.logo))
        yield DETAILS["logo"].title, before, now


def _seen(key: str, text: str) -> str:
    """Return a detail as people read it: of sites their names."""
    return ", ".join(form.sites({key: text})) if key == form.SITES else text


def _gone(draft: Draft) -> Question:
    name = _name(draft)
    return Question(
        "clinic-gone",
        f"{name} was deleted since this page was opened. Do you want to keep it again?",
        (("add", "Keep it again, with what this page shows"), ("theirs", "Leave it deleted")),
    )


def _changed(kept: Kept, draft: Draft) -> Question:
    return Question(
        "clinic-changed",
        f"The details of “{shown(kept.name)}” were changed since this page was opened. "
        "Which ones are right?",
        (("mine", "Save mine"), ("theirs", "Keep those saved meanwhile, and show them")),
        tuple(differences(kept, draft)),
    )


def _chosen(call: Call, draft: Draft, kept: Kept | None, chosen: str) -> Question | None:
    """Ask whose the typed details are, where the list says another clinic than the form."""
    if not is_elsewhere(draft, chosen):
        return None
    other = call.office.clinics.get(chosen)
    mine = f"“{shown(kept.name)}”" if kept else "a new clinic"
    theirs = f"“{shown(other.name)}”" if other else "a new clinic"
    away = ("show", f"Leave it unsaved for now, and show {theirs}")
    save = ("rename", f"{mine[:1].upper()}{mine[1:]}: save it there")
    return Question(
        "clinic-not-chosen",
        f"The list says {theirs}, but the form is that of {mine}. Whose is what you typed?",
        (save, away) if other else (("add", "A new clinic: add it"), save),
        tuple(differences(kept, draft)) if kept else (),
    )


def _renamed(kept: Kept, draft: Draft) -> Question | None:
    name = draft.fields.get("name", "").strip()
    if not name or is_named(kept.name, name):
        return None
    old, new = f"“{shown(kept.name)}”", _name(draft)
    return Question(
        "clinic-renamed",
        f"Is {new} a new name, or another clinic?",
        (
            ("rename", f"A new name: {old} is called {new} from now on"),
            ("add", f"Another clinic: keep {old} as it is, and add this one"),
        ),
    )


def _name(draft: Draft) -> str:
    return f"“{shown(draft.fields.get('name', '').strip()) or 'This clinic'}”"
