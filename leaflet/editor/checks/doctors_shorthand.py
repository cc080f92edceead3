"""No shorthand of prescriptions stands in the text.

A prescriber knows b.d. and PRN; a patient who guesses takes the wrong dose. "Twice a day" and "when
you need it" are read by all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.near import before
from leaflet.editor.prose.passage import Flaw

GROUP = "readability"
SEVERITY = "error"
SOURCE = (
    "Institute for Safe Medication Practices, error-prone abbreviations:"
    " https://www.ismp.org/recommendations/error-prone-abbreviations-list"
)
LANGUAGES = ("en",)
_MEANING = {
    "bd": "twice a day",
    "bid": "twice a day",
    "tds": "3 times a day",
    "tid": "3 times a day",
    "qds": "4 times a day",
    "qid": "4 times a day",
    "od": "once a day",
    "om": "in the morning",
    "on": "at night",
    "prn": "when you need it",
    "nocte": "at night",
    "mane": "in the morning",
    "stat": "at once",
    "po": "by mouth",
    "pv": "into the vagina",
    "pr": "into the bottom",
    "rx": "prescription",
    "hx": "history",
    "tx": "treatment",
    "dx": "diagnosis",
    "ac": "before food",
    "pc": "after food",
    "tabs": "tablets",
    "caps": "capsules",
    "sl": "under the tongue",
    "nbm": "do not eat or drink",
    "npo": "do not eat or drink",
    "bno": "you have had no poo",
    "tto": "medicines to take home",
    "ttos": "medicines to take home",
    "tta": "medicines to take home",
    "ttas": "medicines to take home",
    "sob": "short of breath",
    "nkda": "no known allergies",
    "hs": "at bedtime",
    "ou": "in both eyes",
    "os": "in the left eye",
    "bm": "blood sugar",
    "c/o": "you told us of",
    "o/e": "when we examined you",
    "gtt": "drop",
    "gtts": "drops",
    "tci": "come into hospital",
    "pop": "plaster cast",
    "sx": "symptoms",
    "f/u": "follow-up visit",
    "soboe": "short of breath when you move",
    "pt": "patient",
    "pts": "patients",
    "tab": "tablet",
    "r": "right",
    "l": "left",
    "#": "break",
}
_SHORT = re.compile(
    r"(?<![\w.])(?:(?P<dotted>(?:[bt]\.i\.d|q\.[di]\.[ds]|[bo]\.d|t\.d\.s|q\.d\.s|p\.r\.n"
    r"|p\.[oc]|a\.c"
    r"|[bo]\.m)\.?)|(?P<plain>PRN|prn|BD|bd|b\.d|TDS|tds|QDS|qds|BID|bid|TID|tid|QID|qid|nocte"
    r"|Hx|Rx|Tx|Dx|NBM|TTOs?|TTAs?|DNA[’']?d|SOB|NKDA|c/o|o/e|p\.c|stat|STAT|BNO|NPO|PRN"
    r"|HS|q\.?a\.?m"
    r"|gtts?|TCI|SOBOE|[HhSs]x|[fF]/[uU]|POP|[Pp]ts?(?= (?:to|will|should|is|has|can|must)\b)"
    r"|(?:OU|OS)(?= (?:at|in|every|once|twice|\d))|BM(?= (?:was|is|of|\d)))"
    r"|(?P<every>[qQ]\d{1,2}[hH])|(?<=\d )(?P<tabs>tabs?|caps)"
    r"|(?<=two )(?P<tabs2>tabs|caps)"
    r"|(?:(?<=\d )|(?<=mg )|(?<=ml )|(?<=tablets )|(?<=puffs )|(?<=units )"
    r"|(?<=tab )|(?<=tablet )|(?<=puff )|(?<=drop )|(?<=capsule ))"
    r"(?P<once>OD|od|OM|ON|PO|mane)"
    r"|(?P<side>[RL])(?= (?:knee|hip|eye|ear|arm|leg|hand|foot|shoulder|ankle|wrist|elbow|lung"
    r"|breast|kidney|thumb|finger|toe|side)s?\b)"
    r"|(?<=[a-z] )(?P<broken>#)(?= ?(?:NOF|in|of|to|will|has|is|was|wrist|ankle|hip)\b)"
    r")(?![\w’])"
)

_MAKER = re.compile(r"(?: [A-Z][\w-]+){0,2} (?:needles?|pens?|syringes?|lancets?|strips)\b")
"""What follows BD where it is the name of a maker."""
_NAME = re.compile(
    r"[ -](?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December)[A-Z][a-z]+"
)
"""What follows capitals in the name of a company: “QDS Transport”."""
_AS_NAME = re.compile(
    r" (?:makes?|made|sells?|sends?|supplies|code|number|system|site|app|website|card|form)\b"
)
"""What follows letters that are the name of a maker, or of something of an office."""
_BY_MAKER = re.compile(r"\b(?:made|sold|sent|run|owned|delivered) (?:by|for) $|\bfrom $")
_NOUN = re.compile(
    r"\b(?:an?|the|our|their|your|this|that|any|no|won|new|its|his|her) $", re.IGNORECASE
)
"""What stands before “bid” or “stat” where it is a word of English."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the shorthand of prescribers, with what it means."""
    for passage in manuscript.spoken:
        for found in passage.finds(_SHORT):
            if _MAKER.match(passage.said, found.end()) or _is_word(found):
                continue
            key = found[0].replace(".", "").lower()
            instead = _MEANING.get(
                key, f"every {key[1:-1]} hours" if found["every"] else "it in words"
            )
            problem = f"`{found[0]}` is shorthand of prescribers"
            yield passage.flaw(problem, f"write “{instead}”", *found.span())


def _is_word(found: re.Match[str]) -> bool:
    """Return whether letters are the name of a company, or a word of English."""
    said, (start, end) = found.string, found.span()
    if found[0].isupper() and (found["plain"] or found["once"]):
        is_name = _NAME.match(said, end) or _AS_NAME.match(said, end)
        return bool(is_name or before(_BY_MAKER, said, start))
    return found[0] in ("bid", "stat") and bool(before(_NOUN, said, start))
