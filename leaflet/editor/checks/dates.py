"""Dates are written as 12 May 2026.

12/05/2026 is May in Britain and December in America. A month in words can be mistaken by nobody,
and "12 May" needs no "th".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = "NHS digital service manual: https://service-manual.nhs.uk/content/numbers-measurements-dates-time"
LANGUAGES = ("en",)
_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_FIGURES = re.compile(
    r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|[12]\d|3[01])\1(?:(?:19|20)\d\d|\d\d)"
    r"(?![\d/-]|\.\d)"
)
_ORDINAL = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?: of)? (?P<month>{_MONTH})"
    rf"|\b(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)\b"
)
_AMERICAN = re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?P<year>, (?:19|20)\d\d)\b")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield dates in figures, with "th", or in the order of the other country."""
    british = manuscript.profile.spelling == "british"
    for passage in manuscript.spoken:
        for found in passage.finds(_FIGURES):
            problem = f"the date `{found[0]}` can be read in two ways"
            hint = "write the month as a word, such as 12 May 2026"
            yield passage.flaw(problem, hint, *found.span())
        for found in passage.finds(_ORDINAL):
            day, month = found["day"] or found["day2"], found["month"] or found["month2"]
            right = f"{day} {month}" if british else f"{month} {day}"
            yield passage.flaw(f"`{found[0]}` needs no “th”", f"write “{right}”", *found.span())
        for found in passage.finds(_AMERICAN) if british else ():
            right = f"{found['day']} {found['month']} {found['year'].strip(', ')}"
            problem = f"the date `{found[0]}` has the month first"
            yield passage.flaw(problem, f"write “{right}”", *found.span())
