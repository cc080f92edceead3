"""A source is at most 5 years old.

Newer research or guidance may say something else. Look whether there is a new edition. If the
source is still the best there is, accept it at the references and say why, with the day you looked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import origins
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "currency"
SEVERITY = "warning"
SOURCE = "DISCERN, question 5: http://www.discern.org.uk"

YEARS = 5
_YEAR = re.compile(
    r"(?:(?<![\w.:/–-])|(?<=\b(?:0\d|1[012])/))(?:19|20)\d\d(?![\d–-]|[.:]\d|\w| to \d)"
)
"""A year that stands alone: no part of a number, a range of pages or an address."""

_READ = re.compile(
    r"\b(?:read|accessed|looked up|viewed|retrieved|visited|checked|seen|quoted)(?: on| in)?"
    r"(?: \d{1,2})?(?: [A-Z][a-z]+)? (?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""When someone looked at it, which says nothing of its age."""


_EXPIRED = re.compile(
    r"\b(?:valid (?:until|to|till)|expire[sd](?: on| in)?|expiry(?: date)?:?"
    r"|review (?:was )?due(?: in| by"
    r"| on)?|withdrawn(?: in)?"
    r")"
    r" (?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
"""When a source ceased to hold."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the sources whose newest year is too long ago; one without a year is left alone."""
    for passage in origins.sources(manuscript):
        yield from _old(passage, manuscript.today.year)


def _old(passage: Passage, this_year: int) -> Iterator[Flaw]:
    dated = _READ.sub(lambda found: " " * len(found[0]), passage.said)
    expired = _EXPIRED.search(dated)
    if expired and int(expired["year"]) < this_year:
        problem = f"this source was to be replaced in {expired['year']}"
        yield passage.flaw(problem, "look for the one that followed it", *expired.span())
        return
    years = [found for found in _YEAR.finditer(dated) if int(found[0]) <= this_year]
    if not years:
        return
    newest = max(years, key=lambda found: int(found[0]))
    age = this_year - int(newest[0])
    if age > YEARS:
        hint = "look for a newer one, or accept it at the references with a reason"
        problem = f"the newest date of this source is {newest[0]}, {age} years ago"
        yield passage.flaw(problem, hint, *newest.span())
