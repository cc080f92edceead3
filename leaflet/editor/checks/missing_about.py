"""A leaflet's file says what it is about.

What must be in a leaflet depends on it: one on a treatment names other choices, one on what a
clinic offers need not. As long as the file does not say, everything is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.content.about import ABOUTS
from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "note"
SOURCE = "DISCERN: http://www.discern.org.uk/"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without `about`."""
    if manuscript.document.about is None:
        guess = topic.about(manuscript)
        problem = "the file does not say what the leaflet is about"
        problem += f"; it is read as `about: {guess}`" if guess else ""
        hint = f"add `about: {ABOUTS[0]}`, or {', '.join(ABOUTS[1:-1])} or {ABOUTS[-1]}"
        yield manuscript.flaw(problem, hint)
