"""People come before their illness.

Somebody has diabetes, and is not "a diabetic"; nobody likes to read of themselves as a victim or a
sufferer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS A to Z of health writing:"
    " https://service-manual.nhs.uk/content/a-to-z-of-nhs-health-writing"
)
LANGUAGES = ("en",)
_ILL = (
    r"(?:diabetics|asthmatics|epileptics|schizophrenics|arthritics|alcoholics|addicts|drug addicts"
    r"|anorexics|bulimics|haemophiliacs|paraplegics|quadriplegics|spastics|dyslexics|autistics"
    r"|psychotics|depressives|insomniacs|migraineurs|amputees|cripples)"
)
_ONE = (
    r"(?:diabetic|asthmatic|epileptic|schizophrenic|alcoholic|haemophiliac|paraplegic|anorexic"
    r"|dyslexic|autistic|addict|amputee|insomniac|arthritic|psychotic|depressive|hypochondriac)"
)
_THEN = (
    r"(?:who|is|are|has|needs|can|should|must|may|might|will|takes|gets|with|and|or|on|in|at|for)"
)
"""What follows such a word where it means a person, not a thing: “an asthmatic cough”."""
_ILLNESS = (
    r"(?:stroke|cancer|AIDS|HIV|dementia|burns?|asthma|migraine|arthritis|pain|epilepsy"
    r"|heart attack|gout|eczema|Alzheimer’s|diabetes|acne|MS)"
)
_WRONG = re.compile(
    rf"\b(?P<word>{_ILL})(?! Anonymous)\b|\b(?P<one>an? {_ONE})(?=[.,;:?!]|$| {_THEN}\b)"
    rf"|\b(?P<slur>(?:mentally )?(?:retarded|handicapped)|crippled|spastic|invalids|lunatics?)\b"
    rf"|\b(?P<obese>obese (?:people|patients?|adults|children|women|men|person))\b"
    rf"|\b(?P<victim>{_ILLNESS} (?:victims?|sufferers?))\b"
    r"|\b(?P<suffer>(?:suffers?|suffering|suffered) (?:from|with))\b"
    r"|\b(?P<afflicted>(?:afflicted|stricken) (?:with|by))\b"
    r"|\b(?P<bound>(?:wheelchair|bed|house)[- ]?bound|confined to a wheelchair)\b"
    r"|\b(?P<the>the (?:disabled|elderly|blind|deaf|mentally ill|handicapped|obese|infirm))\b"
    r"(?! (?:toilets?|people|person|parking|patients?|access|badge|bay|bays|community|club|register"
    r"|care|ward|unit|clinic|medicine|service|population|adults?|man|woman|spot|loo))",
    re.IGNORECASE,
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield words that make an illness of people."""
    for passage in manuscript.spoken:
        for found in passage.finds(_WRONG):
            hint = "name the people first, such as “people with diabetes” or “older people”"
            yield passage.flaw(
                f"“{found[0]}” puts the illness before the person", hint, *found.span()
            )
