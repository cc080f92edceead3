"""Counts findings, in words and in figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from leaflet.editor.engine import Checked
from leaflet.errors import Severity

SEVERITIES: tuple[Severity, ...] = get_args(Severity)


def counts(checked: Iterable[Checked]) -> dict[str, int]:
    """Return the numbers of open `errors`, `warnings`, `notes`, and of `accepted` findings."""
    checked = tuple(checked)
    open_ = {f"{name}s": sum(each.count(name) for each in checked) for name in SEVERITIES}
    return open_ | {"accepted": sum(len(each.accepted) for each in checked)}


def summary(checked: Iterable[Checked]) -> str:
    """Write a line such as `2 errors, 3 warnings, 1 accepted`."""
    found = counts(checked)
    accepted = found.pop("accepted")
    parts = [plural(count, name[:-1]) for name, count in found.items() if count]
    parts += [f"{accepted} accepted"] if accepted else []
    return ", ".join(parts) or "nothing found"


def plural(count: int, word: str) -> str:
    """Write a number with its noun: `1 error`, `2 errors`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
