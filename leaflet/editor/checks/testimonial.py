"""Nobody's praise stands in for evidence.

One person's story says nothing about the next, yet it moves readers more than numbers do. Praise
that was paid for or made up is also against consumer law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.claim import claims, spoken
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "honesty"
SEVERITY = "error"
SOURCE = "CAP Code, 3.45 to 3.50, testimonials: https://www.asa.org.uk/type/non_broadcast/code_section/03.html"
LANGUAGES = ("en",)
_PRAISE = re.compile(
    r"\b(?:changed my life|saved my life|gave me (?:back )?my life|got my life back|life-changing"
    r"|(?:it |has |have |they |she |he |you |acupuncture |treatment ){1,6}"
    r"(?:cured|healed|fixed|saved) (?:me|my)\b"
    r"|i (?:would|can) recommend (?:it|them|him|her|this|acupuncture|the (?:clinic|team))\b"
    r"|i(?: have|[’']ve| had| am|[’']m|[’']d)? (?:tried everything|never felt better|felt like a"
    r" new"
    r"|feel like a new|been pain-free|pain-free|was amazed|can[’']t thank|cannot thank|could not "
    r"believe|couldn[’']t believe|never looked back|(?:would |can )?(?:highly |thoroughly )"
    r"recommend (?:it|them|him|her|this|acupuncture|the))"
    r"|my (?:[\w’'-]+ ){1,4}(?:has|have|is|are|was|were)"
    r"(?: now| completely| totally| all| almost){0,4}"
    r" (?:gone|disappeared|vanished|cured|healed|better than ever)"
    r"|(?:worked|works) (?:wonders|like magic|miracles) for me"
    r"|i (?:can (?:now|finally)|could(?: now| finally)?) (?:walk|run|sleep|move|work|play|"
    r"dance)[^.]{0,200} (?:again|without pain|pain-free)"
    r"|my (?:[\w’'-]+ ){1,4}(?:vanished|disappeared|went away|cleared up|stopped hurting)"
    r"|i (?:threw|gave|put) (?:[\w’'-]+ ){1,4}(?:away|up|aside)\b"
    r"|thanks to [^.]{2,60}, i\b)",
    re.IGNORECASE,
)


_PROBLEM = "“{}” is one person’s praise, not evidence"
_HINT = "delete it, and say what happened to most people in trials"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield praise by patients; a question that a patient may ask is none."""
    praised = set()
    for passage in spoken(manuscript):
        for flaw in _flaws(passage):
            praised.add(passage)
            yield flaw
    for claim in claims(manuscript, "testimonials"):
        if claim.passage not in praised:
            praised.add(claim.passage)
            yield claim.flaw(_PROBLEM.format(claim.words), claim.phrase.hint.text)


def _flaws(passage: Passage) -> Iterator[Flaw]:
    for sentence in passage.sentences:
        found = _PRAISE.search(sentence.text)
        if found and not sentence.text.rstrip(" ”\"'").endswith("?"):
            start, end = (sentence.start + offset for offset in found.span())
            yield passage.flaw(_PROBLEM.format(found[0]), _HINT, start, end)
            return
