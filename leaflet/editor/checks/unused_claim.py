"""Each claim that is said to be printed stands in the text, word for word.

Where the words of a fact were changed after its source was read, nobody knows whether the source
still says so. Read it again, and bring the claim up to date; `printed: no` keeps what is not said.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.value import Line
from leaflet.source.walk import walk
from leaflet.text.fonts import drawn

GROUP = "honesty"
SEVERITY = "warning"
SOURCE = "Leaflet's own rule"
LANGUAGES = ("en",)
_FIELD = re.compile(r"\{clinic\.(\w+)\}")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield printed claims whose words the leaflet has nowhere, full or short."""
    if not manuscript.claims:
        return
    editions = [*_editions(manuscript)]
    hint = "read the source again and correct the claim, or write `printed: no`"
    for claim in manuscript.claims:
        words = _plain(_filled(claim.statement.text, manuscript))
        if claim.printed and not any(words in said for said in editions):
            yield manuscript.flaw("nothing in the leaflet says this", hint, claim.statement)


def _editions(manuscript: Manuscript) -> Iterator[str]:
    """Yield all that the full leaflet says, all that the short one says, and all plain lines."""
    passages = manuscript.passages
    shortened = {id(full) for full, form in itertools.pairwise(passages) if form.is_short}
    yield _plain(" ".join(each.said for each in passages if not each.is_short))
    yield _plain(" ".join(each.said for each in passages if id(each) not in shortened))
    lines = walk(manuscript.document.blocks, Line)  # doses are in no passage
    yield _plain(" ".join(line.text for line in lines))


def _filled(statement: str, manuscript: Manuscript) -> str:
    """Return a statement with the clinic's details in the place of `{clinic.phone}`."""
    details = manuscript.clinic.details()
    return _FIELD.sub(
        lambda found: details[found[1]].text if found[1] in details else "", statement
    )


def _plain(words: str) -> str:
    """Return words with single spaces, none of them before a mark of punctuation."""
    return re.sub(r"\s+([:.,;])", r"\1", " ".join(drawn(words).split()))
