"""A dose has at most one range.

"2 to 3 tablets every 4 to 6 hours" leaves the reader to work out the most in a day, and the highest
of both may be too much. A limit for 24 hours beside it says it.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import dosage
from leaflet.editor.prose.dosage import Dose
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "safety"
SEVERITY = "error"
SOURCE = (
    "Institute for Safe Medication Practices: "
    "https://www.ismp.org/recommendations/error-prone-abbreviations-list"
)
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield doses with two ranges in sections that tell no limit for a day."""
    for section in manuscript.sections:
        texts = [passage for passage in section.passages if passage.is_prose]
        told = [(passage, dose) for passage in texts for dose in dosage.doses(passage)]
        if not any(dose.is_most for _, dose in told):
            yield from _two_ranges(told)


def _two_ranges(told: list[tuple[Passage, Dose]]) -> Iterator[Flaw]:
    for passage, dose in told:
        if dose.size.low < dose.size.high and dose.often.low < dose.often.high:
            problem, hint = "this dose has two ranges and no limit", "say the most in 24 hours"
            yield passage.flaw(problem, hint, dose.start, dose.end)
