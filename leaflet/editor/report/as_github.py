"""Writes findings as workflow commands, which GitHub shows beside changed lines."""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.editor.engine import Checked
from leaflet.errors import Fault, Place

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def text(checked: Sequence[Checked], faults: Sequence[Fault]) -> str:
    """Write `::error file=…,line=…,col=…,endColumn=…,title=…::message`, a line each."""
    found = [finding.fault for each in checked for finding in each.open]
    return "\n".join(map(_command, (*faults, *found)))


def _command(fault: Fault) -> str:
    facts = _where(fault.place) | {"title": fault.code}
    given = ",".join(f"{key}={_property(str(value))}" for key, value in facts.items())
    message = f"{fault.problem}\n{fault.hint}" if fault.hint else fault.problem
    return f"::{_COMMANDS[fault.severity]} {given}::{_data(message)}"


def _where(place: Place | None) -> dict[str, object]:
    if not place or not place.line:
        return {"file": place.file} if place else {}
    end = place.column + place.width
    return {"file": place.file, "line": place.line, "col": place.column, "endColumn": end}


def _data(words: str) -> str:
    """Escape a message as the runner's toolkit does (actions/toolkit, command.ts)."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
