"""Writes the findings as JSON with stable keys.

    {"version": 1,                     raised when a key changes its meaning or goes away
     "program": "0.1.0",
     "today": "2026-11-23",            the day that dates were held against
     "leaflets": [
       {"file", "title", "profile",
        "findings": [{"code", "severity": "error" | "warning" | "note", "key", "problem",
                      "hint", "file", "line", "column", "width", "rule", "group", "accepted"}],
        "summary": {"errors", "warnings", "notes", "accepted"},
        "scores": {"readability": {"grade", "smog", "ease", "sentences", "words", "topic",
                                   "sections": [{"heading", "grade", "ease", "sentences",
                                                 "words"}]},
                   "completeness": {"understandability", "actionability", "cdc",
                                    "items": [{"id", "title", "verdict", "why"}]}}}],
     "summary": {"errors", "warnings", "notes", "accepted"},     of all leaflets
     "faults": [{"code", "severity", "key", "problem", "hint", "file", "line", "column",
                 "width"}]}            why a file could not be read

`code` says what kind of finding or fault it is: that of a finding is the id of its rule, that of a
fault stands in `leaflet.errors.CODES` with its meaning. A code keeps its meaning; `problem` and
`hint` are words for people, and may change. `key` is the path of the key in the file, counted from
0, such as `clinic.phone` or `body[3].faqs.items[1].answer`. It is empty where no key is meant, and
a key with other characters than letters, digits, `-` and `_` is quoted: `accept["a b"]`.

Lines and columns count characters from 1; both are 0 where a finding is about a whole file.
`accepted` is the reason, or null while the finding is open. `smog` is null under 30 sentences.
`grade`, `smog` and `ease` are those of English, and null in other languages; `formula` is that of
the leaflet's own language.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from leaflet import __version__
from leaflet.editor import pemat
from leaflet.editor.engine import Checked, Finding
from leaflet.editor.prose import readability
from leaflet.editor.report.counted import counts
from leaflet.errors import Fault

VERSION = 1


def text(checked: Sequence[Checked], faults: Sequence[Fault]) -> str:
    """Write one JSON object, as the module describes it."""
    whole = {
        "version": VERSION,
        "program": __version__,
        "today": checked[0].manuscript.today.isoformat() if checked else None,
        "leaflets": [_leaflet(each) for each in checked],
        "summary": counts(checked),
        "faults": [fault.facts() for fault in faults],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _leaflet(checked: Checked) -> dict[str, object]:
    return {
        "file": checked.name,
        "title": checked.manuscript.passages[0].said,
        "profile": checked.manuscript.profile.title.text,
        "findings": [_finding(finding) for finding in checked.findings],
        "summary": counts([checked]),
        "unread": [each.id for each in checked.unread],
        "scores": {
            "readability": _readability(checked),
            "completeness": _completeness(checked),
        },
    }


def _finding(finding: Finding) -> dict[str, object]:
    rule = {"rule": finding.rule.id, "group": finding.rule.group}
    return {**finding.fault.facts(), **rule, "accepted": finding.accepted or None}


def _readability(checked: Checked) -> dict[str, object]:
    found, english = readability.of(checked.manuscript), checked.manuscript.is_english
    sections = [
        {"heading": row.section.heading.said} | _figures(row.counts, english=english)
        for row in found.sections
    ]
    long = english and found.whole.sentences >= readability.FEWEST
    whole: dict[str, object] = {
        "smog": round(found.whole.smog, 1) if long else None,
        "formula": None,
    }
    if known := found.formula:
        value = round(known.value(found.whole.ratios), 1)
        whole["formula"] = {"name": known.name.text, "value": value, "wanted": known.wanted}
    figures = _figures(found.whole, english=english)
    return figures | whole | {"topic": found.topic, "sections": sections}


def _completeness(checked: Checked) -> dict[str, object]:
    score = pemat.score(checked.manuscript)
    return score._asdict() | {"items": [item._asdict() for item in score.items]}


def _figures(counts: readability.Counts, *, english: bool) -> dict[str, object]:
    grade, ease = (round(each, 1) if english else None for each in (counts.grade, counts.ease))
    lengths = {"sentences": counts.sentences, "words": counts.words}
    return {"grade": grade, "ease": ease, **lengths}
