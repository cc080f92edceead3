"""A decision aid on a test says what it looks for, and what comes after each result.

A test may find what would never have harmed. Silent unless the profile is `decision-aid` and the
leaflet is about a test.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "IPDAS minimum standards (IPDASi v4.0), 2.4.1 to 2.4.4: https://decisionaid.ohri.ca/IPDAS/"
LANGUAGES = ("en",)
ASKED = (
    ("test-aim", "what the test looks for", "What does the test look for?"),
    ("test-found", "what comes next if the test finds something", "What if it finds something?"),
    ("test-clear", "what comes next if the test finds nothing", "What if it finds nothing?"),
    ("test-harmless", "that a test may find what would never have harmed", "Can a test do harm?"),
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield a flaw for each thing that a decision aid on a test does not say."""
    for name, what, heading in ASKED:
        problem, hint = f"nothing here says {what}", f"add a section such as “{heading}”"
        yield from topic.missing(manuscript, name, problem, hint)
