"""A leaflet for a child says which grown-up to tell or to ask.

A child cannot ring a clinic. What hurts or frightens has to reach somebody who can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "warning"
SOURCE = "NICE, Babies, children and young people’s experience of healthcare (NG204), 2021: https://www.nice.org.uk/guidance/ng204"
_WHO = (
    r"mum|mummy|mam|mom|dad|daddy|parents?|carers?|grown[- ]?ups?|adults?|family|gran|grandma"
    r"|grandad|teacher|nurses?|doctors?|dentist|play (?:team|specialist)|someone you trust|us"
)
_TELL = re.compile(
    rf"\b(?:tell|ask|talk to|show|call|say to|let)\b[^.?]{{0,30}}\b(?:{_WHO})\b", re.IGNORECASE
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet for a child that names nobody to tell."""
    if manuscript.document.audience != "child" or not manuscript.is_english:
        return
    if not any(_TELL.search(passage.said) for passage in manuscript.spoken):
        problem = "nothing here says which grown-up a child can tell or ask"
        yield manuscript.flaw(problem, "add a sentence such as “Tell your mum or dad if it hurts”")
