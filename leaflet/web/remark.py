"""Remark: what `leaflet check` or a fault says of a leaflet, with a way to the place."""

from __future__ import annotations

from typing import NamedTuple

from leaflet.document.document import Document
from leaflet.editor.engine import Finding
from leaflet.errors import Fault, Place, Severity
from leaflet.web import form, problem, typed
from leaflet.web.call import Call
from leaflet.web.draft import Draft
from leaflet.web.problem import PLACE, FormProblem, prose
from leaflet.web.shelf import ShelvedLeaflet

_GRAVE = ("error", "warning", "note")


class Remark(NamedTuple):
    """One remark as a page shows it."""

    severity: Severity
    code: str
    """The rule that found it, or the code of the fault."""
    sentence: str
    hint: str = ""
    field: str = ""
    """The field of the form where it can be mended; otherwise it stands in a line."""
    key: str = ""
    """The path of the key that is meant, such as `body[3].faqs`."""
    line: int = 0
    column: int = 0
    excerpt: str = ""


def findings(call: Call, entry: ShelvedLeaflet, document: Document, draft: Draft) -> list[Remark]:
    """Return what `leaflet check` finds, the gravest first."""
    filled = call.office.sketched(draft, document)
    if not filled.clinic:
        return []
    looks = typed.looks(call, entry, document)
    order = call.office.order(entry, document, looks, filled.clinic)
    found, problems = problem.attempt(call.office.previews.findings, order)
    if found is None:
        return [*map(_stopped, problems)]
    stand_ins = {key for key in form.TYPED if not draft.fields.get(key, "").strip()}
    shown = (each for each in map(of_finding, found) if each.field not in stand_ins)
    return sorted(shown, key=lambda each: _GRAVE.index(each.severity))


def of_finding(finding: Finding) -> Remark:
    """Return a finding as sentences, with its form field or line."""
    flaw = finding.flaw
    severity: Severity = finding.rule.severity
    return _at(flaw.place, severity, finding.rule.id, flaw.problem, flaw.hint)


def of_fault(fault: Fault) -> Remark:
    """Return a fault as sentences, with its form field or line."""
    made = _at(fault.place, fault.severity, fault.code, fault.problem, fault.hint)
    return made._replace(key=fault.path or made.key)


def _at(place: Place | None, severity: Severity, code: str, problem: str, hint: str) -> Remark:
    made = Remark(severity, code, prose(problem), prose(hint))
    if not place:
        return made
    if place.file.startswith(PLACE):
        return made._replace(field=place.file.removeprefix(PLACE), key=place.file)
    return made._replace(line=place.line, column=place.column, excerpt=place.excerpt)


def _stopped(each: FormProblem) -> Remark:
    """Return the faults that keep the leaflet from being checked."""
    return Remark("error", each.code, each.sentence, key=each.key)
