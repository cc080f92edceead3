"""Writes the findings as SARIF, which code hosts and editors read (OASIS SARIF 2.1.0)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from leaflet import __version__
from leaflet.editor.engine import Checked, Finding, Rule, rules
from leaflet.errors import Fault, Place

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

SNIPPET = 1_000
"""Characters of the longest region that is repeated in the report."""


def text(checked: Sequence[Checked], faults: Sequence[Fault]) -> str:
    """Write one run with every rule and finding; accepted ones are suppressed (3.27.23)."""
    driver = {"name": "leaflet check", "semanticVersion": __version__, "version": __version__}
    run = {
        "tool": {"driver": driver | {"rules": [_rule(rule) for rule in rules()]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(faults)],
        "results": [_result(finding) for each in checked for finding in each.findings],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _rule(rule: Rule) -> dict[str, object]:
    address = rule.source.partition(": ")[2]
    told: dict[str, object] = {
        "id": rule.id,
        "name": "".join(word.title() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": f"{rule.title} {rule.why}\nSource: {rule.source}"},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.group]},
    }
    return told | ({"helpUri": address} if address.startswith("http") else {})


def _result(finding: Finding) -> dict[str, object]:
    words = " ".join(filter(None, (_sentence(finding.flaw.problem), _sentence(finding.flaw.hint))))
    told: dict[str, object] = {
        "ruleId": finding.rule.id,
        "ruleIndex": rules().index(finding.rule),
        "level": finding.rule.severity,
        "message": {"text": words},
    }
    if finding.place:
        told["locations"] = [_location(finding.place)]
    if finding.accepted:
        reason = {"kind": "inSource", "status": "accepted", "justification": finding.accepted}
        told["suppressions"] = [reason]
    return told


def _invocation(faults: Sequence[Fault]) -> dict[str, object]:
    """Return files that could not be read as tool notifications (3.20.21)."""
    told: dict[str, object] = {"executionSuccessful": not faults}
    if faults:
        told["toolExecutionNotifications"] = [_notification(fault) for fault in faults]
    return told


def _notification(fault: Fault) -> dict[str, object]:
    told: dict[str, object] = {
        "descriptor": {"id": fault.code},
        "level": fault.severity,
        "message": {"text": _sentence(fault.problem)},
    }
    return told | ({"locations": [_location(fault.place)]} if fault.place else {})


def _location(place: Place) -> dict[str, object]:
    """Return a location; columns count characters, the end column is exclusive."""
    told: dict[str, object] = {"artifactLocation": {"uri": _uri(place.file)}}
    if place.line:
        end = place.column + place.width
        region: dict[str, object] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": end,
        }
        if place.width <= SNIPPET:
            region["snippet"] = {"text": place.excerpt[place.column - 1 : end - 1]}
        told["region"] = region
    logical = {"logicalLocations": [{"fullyQualifiedName": place.key}]} if place.key else {}
    return {"physicalLocation": told, **logical}


def _uri(file: str) -> str:
    """Return a file in this folder as a relative URI, any other as `file:` (3.4.3)."""
    path = Path(os.path.abspath(file))  # noqa: PTH100 (resolve would follow links)
    if path.is_relative_to(Path.cwd()):
        return quote(path.relative_to(Path.cwd()).as_posix())
    return path.as_uri()


def _sentence(words: str) -> str:
    """Return a message with a capital and a full stop, to be shown alone."""
    if not words:
        return ""
    return f"{words[0].upper()}{words[1:]}" + ("" if words[-1] in ".?!…" else ".")
