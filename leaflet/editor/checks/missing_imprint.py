"""A leaflet says who publishes it, and which version it is.

Someone has to answer for what it says. The version tells staff whether the sheet in a patient's
hand is the one in use; dates have rules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "PIF TICK: https://pifonline.org.uk/pif-tick/about"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without a publisher, without a version, or without both."""
    document = manuscript.document
    wanted = [key for key in ("publisher", "version") if not getattr(document, key)]
    if wanted:
        lines = " and ".join(f"`{key}: …`" for key in wanted)
        what = " and ".join(
            {"publisher": "who publishes it", "version": "its version"}[w] for w in wanted
        )
        yield manuscript.flaw(f"the leaflet does not say {what}", f"add {lines} near the top")
