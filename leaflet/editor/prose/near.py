"""Searches the few characters before an offset, in a time that does not grow with the text."""

from __future__ import annotations

import re

REACH = 100
"""Characters before the offset that are searched: twice as many as any pattern needs."""


def before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """Return the first match in the characters before `end`, where `$` matches."""
    return pattern.search(text, max(0, end - REACH), end)
