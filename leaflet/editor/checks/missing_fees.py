"""A leaflet says who earns from what it describes.

Readers weigh advice by who gives it. A clinic that charges for a treatment says so in a leaflet
about it, and what it costs or where to ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "NHS digital service manual: https://service-manual.nhs.uk/content/standard-for-creating-health-content"
LANGUAGES = ("en",)
FREE = "uk-nhs"
"""The profile of those who charge nothing."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet of a clinic that charges, where it does not say so."""
    profile = manuscript.document.profile
    if profile and profile.text == FREE:
        return
    problem = "nothing here says whether the clinic charges, or who paid for this leaflet"
    hint = "add a sentence such as “We charge for this; ask us what it costs”"
    yield from topic.missing(manuscript, "fees", problem, hint)
