"""A leaflet lists where its information comes from.

With the sources a reader can judge what is said, and the next editor can check it. A clinical claim
without any is an opinion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import origins, topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "DISCERN, question 4: http://www.discern.org.uk/"
HEALTH = (
    *("treatment", "test", "condition", "medicine", "vaccine"),
    *("aftercare", "exercise", "action-plan"),
)


_NAMED = re.compile(
    r"\b(?:NICE|SIGN|Cochrane|CKS|WHO|NHS|MHRA|BMJ|Lancet|guidelines?|guidance|review|summary of "
    r"product)\b[^.;]{0,60}\b(?:19|20)\d\d\b"
)
"""A source with its year in a sentence."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without references, unless it is about a service."""
    is_named = origins.listed(manuscript) or any(
        _NAMED.search(passage.said) for passage in manuscript.prose
    )
    if topic.is_due(manuscript, *HEALTH) and not manuscript.document.sources and not is_named:
        hint = "add a block `references`, and name each source where it is used, as `[^id]`"
        yield manuscript.flaw("nothing here says where the information comes from", hint)
