"""Few sentences are in the passive voice.

"You will be given a tablet" hides who does what; "a nurse gives you a tablet" says it. Now and then
the passive is right, so only a leaflet that leans on it is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.editor.prose.passive import passives

GROUP = "readability"
SEVERITY = "warning"
SOURCE = "NHS digital service manual: https://service-manual.nhs.uk/content/how-we-write"
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the passive sentences of a leaflet that has more of them than its profile allows."""
    total = sum(len(passage.sentences) for passage in manuscript.prose)
    found = [(p, *place) for p in manuscript.prose for place in passives(p.said)]
    if len(found) > max(1, total * manuscript.profile.passive_share / 100):
        share = f"{len(found)} of {total} sentences are in the passive voice"
        for passage, start, end in found:
            problem = f"`{passage.said[start:end]}` does not say who does it; {share}"
            hint = "begin with who does it: “we”, “you”, “a nurse”"
            yield passage.flaw(problem, hint, start, end)
