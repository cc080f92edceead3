"""A leaflet says at once what it is for.

A reader decides in seconds whether a leaflet is meant for them. A line under the title, or a
sentence before the first heading, tells them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "AHRQ, PEMAT, item 1: https://www.ahrq.gov/health-literacy/patient-education/pemat.html"
_PURPOSE = re.compile(
    r"\b(?:this|these|our) (?:leaflet|booklet|guide|sheet|page|article|information|handout|advice|"
    r"exercises|pages)(?: \w+)? (?:is (?:for|about|to)|are (?:for|about)|helps?|tells?|explains?"
    r"|gives?|describes?|answers?|will|has|can|sets|shows?|says|covers|contains|looks|aims|may)\b"
    r"|\bhere (?:is|are|you (?:can|will|find)|we)\b"
    r"|\b(?:you can|to) (?:read|find|learn|see) (?:out )?(?:about|how|what|when|why)\b"
    r"|\bwe (?:explain|describe|tell you|want you to know|set out)\b"
    r"|\bhelps? you\b|\bread this\b|\btells? you\b"
    r"|\bis for (?:you|people|adults|parents|anyone|women|men|children)\b"
    r"|\bfor (?:adults|parents|people|anyone|those|families|carers) who"
    r"|\b(?:what|how) to expect\b|\bwhat you need to know\b|\bto help you\b"
    r"|\byou are (?:due|booked|having|about)\b"
    r"|\bit (?:explains|tells|describes|sets out|is about)\b|\bwe wrote this\b"
    r"|\b(?:this|below|here|inside)(?: is)? (?:explains|tells|describes|shows|what|how|why|when)\b"
    r"|\b(?:use|keep|take|follow) (?:this|these) (?:leaflet|sheet|guide|booklet|plan"
    r"|advice|steps|exercises)\b"
    r"|\b(?:you have been|you[’']ve been|you are being) (?:given|sent|handed|offered|told)\b"
    r"|\bfor (?:you|patients|women|men|children|carers|relatives"
    r"|friends)\b[^.]{0,40}\b(?:who|about|before|after|having|with)\b"
    r"|\b(?:read on|in this (?:leaflet|booklet|guide|sheet))\b",
    re.IGNORECASE,
)


OPENING = 3
"""Passages of prose at the start that are read before a reader gives up."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without a subtitle whose opening does not say what it is for."""
    if manuscript.document.subtitle:
        return
    opening = [passage.said for passage in islice(manuscript.prose, OPENING)]
    known = manuscript.is_english
    if not opening or (known and not _PURPOSE.search(" ".join(opening))):
        problem = "the opening does not say what the leaflet is for"
        hint = "begin with “This leaflet helps you …”, or add a `subtitle:`"
        yield manuscript.flaw(problem, hint)
