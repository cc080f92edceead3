"""Writes the findings as JSON with stable keys.

    {"version": 1,                     raised when a key changes its meaning or goes away
     "program": "0.1.0",
     "today": "2026-11-23",            the day that dates were held against
     "leaflets": [
       {"file", "title", "profile",
        "findings": [{"rule", "group", "severity": "error" | "warning" | "note",
                      "problem", "hint", "file", "line", "column", "width", "accepted"}],
        "summary": {"errors", "warnings", "notes", "accepted"},
        "scores": {"readability": {"grade", "smog", "ease", "sentences", "words", "topic",
                                   "sections": [{"heading", "grade", "ease", "sentences",
                                                 "words"}]},
                   "completeness": {"understandability", "actionability", "cdc",
                                    "items": [{"id", "title", "verdict", "why"}]}}}],
     "summary": {"errors", "warnings", "notes", "accepted"},     of all leaflets
     "faults": [{"problem", "hint", "file", "line", "column"}]}  why a file could not be read

Lines and columns count characters from 1; both are 0 where a finding is about a whole file.
`accepted` is the reason, or null while the finding is open. `smog` is null under 30 sentences.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from leaflet import __version__
from leaflet.editor import pemat
from leaflet.editor.engine import Checked, Finding
from leaflet.editor.prose import readability
from leaflet.editor.report.counted import counts
from leaflet.errors import Fault, Place

VERSION = 1


def text(checked: Sequence[Checked], faults: Sequence[Fault]) -> str:
    """Write one JSON object, as the module describes it."""
    whole = {
        "version": VERSION,
        "program": __version__,
        "today": checked[0].manuscript.today.isoformat() if checked else None,
        "leaflets": [_leaflet(each) for each in checked],
        "summary": counts(checked),
        "faults": [_fault(fault) for fault in faults],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _leaflet(checked: Checked) -> dict[str, object]:
    return {
        "file": checked.name,
        "title": checked.manuscript.passages[0].said,
        "profile": checked.manuscript.profile.title.text,
        "findings": [_finding(finding) for finding in checked.findings],
        "summary": counts([checked]),
        "scores": {
            "readability": _readability(checked),
            "completeness": _completeness(checked),
        },
    }


def _finding(finding: Finding) -> dict[str, object]:
    place = finding.place or Place("")
    rule = finding.rule
    return {
        **{"rule": rule.id, "group": rule.group, "severity": rule.severity},
        **{"problem": finding.flaw.problem, "hint": finding.flaw.hint},
        **{"file": place.file, "line": place.line, "column": place.column, "width": place.width},
        "accepted": finding.accepted or None,
    }


def _readability(checked: Checked) -> dict[str, object]:
    found = readability.of(checked.manuscript)
    sections = [
        {"heading": row.section.heading.said} | _figures(row.counts) for row in found.sections
    ]
    long = found.whole.sentences >= readability.FEWEST
    smog = {"smog": round(found.whole.smog, 1) if long else None}
    return _figures(found.whole) | smog | {"topic": found.topic, "sections": sections}


def _completeness(checked: Checked) -> dict[str, object]:
    score = pemat.score(checked.manuscript)
    return score._asdict() | {"items": [item._asdict() for item in score.items]}


def _figures(counts: readability.Counts) -> dict[str, float]:
    figures = {"grade": round(counts.grade, 1), "ease": round(counts.ease, 1)}
    return figures | {"sentences": counts.sentences, "words": counts.words}


def _fault(fault: Fault) -> dict[str, object]:
    place = fault.place or Place("")
    where = {"file": place.file, "line": place.line, "column": place.column}
    return {"problem": fault.problem, "hint": fault.hint} | where
