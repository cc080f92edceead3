"""Writes the list of rules, and each rule with its reasons."""

from __future__ import annotations

import textwrap
from itertools import groupby

from leaflet.editor.engine import Rule, rules

WIDTH = 88
"""Characters of a line."""


def listing() -> str:
    """Write the id, severity and title of every rule, group by group."""
    width = max(len(rule.id) for rule in rules())
    parts = []
    for group, members in groupby(rules(), lambda rule: rule.group):
        lines = (f"  {rule.id:<{width}}  {rule.severity:<7}  {rule.title}" for rule in members)
        parts.append("\n".join([group, *lines]))
    return "\n\n".join(parts)


def explanation(rule: Rule) -> str:
    """Write what a rule demands and why, its source, and how to set it aside."""
    return "\n\n".join(
        (
            f"{rule.id} ({rule.severity}, {rule.group})",
            textwrap.fill(f"{rule.title} {rule.why}", WIDTH, break_on_hyphens=False),
            f"Source: {rule.source}",
            "To set it aside, write in the block, or among the keys of the leaflet:\n"
            f"  accept: {{ {rule.id}: why it does not apply here }}",
        )
    )
