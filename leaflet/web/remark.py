"""Remark: what `leaflet check` finds, in sentences with a way to the place."""

from __future__ import annotations

import re
from typing import Any

from leaflet.document.document import Document
from leaflet.editor.engine import Finding
from leaflet.web import form
from leaflet.web.call import Call
from leaflet.web.shelf import Entry
from leaflet.web.visit import Draft


def findings(call: Call, entry: Entry, document: Document, draft: Draft) -> list[dict[str, Any]]:
    """What `leaflet check` finds, the gravest first."""
    filled = call.office.sketched(draft, document)
    if not filled.clinic:
        return []
    order = call.office.order(entry, document, draft, filled.clinic)
    found, problems = form.attempt(call.office.previews.findings, order)
    if found is None:
        return [spoken("error", sentence) for sentence in problems.values()]
    grave = ("error", "warning", "note")
    stand_ins = {key for key in form.TYPED if not draft.fields.get(key, "").strip()}
    rows = (row(finding) for finding in found)
    shown = (each for each in rows if each["key"] not in stand_ins)
    return sorted(shown, key=lambda each: grave.index(each["severity"]))


def row(finding: Finding) -> dict[str, Any]:
    """A finding as a page shows it: in sentences, with a field of the form or a line."""
    place = finding.place
    shown = spoken(finding.rule.severity, finding.flaw.problem, finding.flaw.hint)
    if place and place.file.startswith(form.PLACE):
        shown["key"] = place.file.removeprefix(form.PLACE)
    elif place:
        shown |= {"line": place.line, "column": place.column, "excerpt": place.excerpt}
    return shown | {"rule": finding.rule.id}


def spoken(severity: str, problem: str, hint: str = "") -> dict[str, Any]:
    """What every remark has: which one it is comes on top."""
    parts = (text.removesuffix(".") for text in (problem, hint))
    said = [f"{text[:1].upper()}{text[1:]}." if text else "" for text in parts]
    said = [re.sub(r"`([^`]*)`", "“\\1”", text) for text in said]
    facts = {"severity": severity, "problem": said[0], "hint": said[1]}
    return facts | {"key": "", "line": 0, "column": 0, "excerpt": "", "rule": ""}
