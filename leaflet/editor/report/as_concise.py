"""Writes one line for each open finding, as compilers do."""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.editor.engine import Checked, Finding
from leaflet.errors import Fault


def text(checked: Sequence[Checked], faults: Sequence[Fault]) -> str:
    """Write `file:line:column: severity [rule] problem` for each finding."""
    return "\n".join(_line(finding) for each in checked for finding in each.open)


def _line(finding: Finding) -> str:
    place = f"{finding.place}: " if finding.place else ""
    return f"{place}{finding.rule.severity} [{finding.rule.id}] {finding.flaw.problem}"
