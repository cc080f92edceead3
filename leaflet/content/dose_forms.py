"""The forms of doses that are misread, each with the form that is not.

After the lists of error-prone forms of the Institute for Safe Medication Practices
(https://www.ismp.org/recommendations/error-prone-abbreviations-list) and the NHS.
"""

from __future__ import annotations

import re

_ENDS = r"(?![A-Za-zµμ])"
_UNITS = {
    r"mcg|µg|μg|ug|microgrammes?": "micrograms",
    r"mgs?\.|mgs|MGS?|Mg|milligram(?:me)?s?": "mg",
    r"mls?\.|mls|mLs|MLS?|Ml|cc|millilit(?:re|er)s?": "ml",
    r"gms?|gr|gram(?:me)?s?|G": "g",
    r"I\.?U\.?|iu|U|u": "units",
    r"tabs?\.?|Tabs?\.?": "tablets",
    r"caps?\.?|Caps?\.?": "capsules",
}
_COUNTED = r"(?:tablets?|capsules?|sachets?|patch(?:es)?|suppositor(?:y|ies))"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[\u00a0\u202f]"), " "),
    (re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))"), "."),
    (re.compile(r"(?<![\d.])\.(?=\d)"), "0."),
    (re.compile(r"(?<![\d.,])0+(?=\d)"), ""),
    (re.compile(r"(?<=\d)\.0*(?!\d)"), ""),
    (re.compile(r"(\d\.\d*[1-9])0+(?!\d)"), r"\1"),
    (re.compile(r"(\d)½"), r"\1 and a half"),
    (re.compile(r"½ (?:of )?(?:an? )?"), "half a "),
    (re.compile(rf"(?<![\d.,])0\.5 (?={_COUNTED})"), "half a "),
    (re.compile(rf"(\d)\.5 (?={_COUNTED})"), r"\1 and a half "),
    (re.compile(r"(half an? \w+?(?<!s))(?:e?s)$"), r"\1"),
    (re.compile(r"(\d) ?[-–—] ?(?=\d)"), r"\1 to "),
    (re.compile(r"(\d)(?=[A-Za-zµμ])"), r"\1 "),
    *(
        (re.compile(rf"(?<=[\d ])(?<![A-Za-z])(?:{wrong}){_ENDS}"), right)
        for wrong, right in _UNITS.items()
    ),
    (re.compile(r" ?/ ?(?=\d)| per (?=\d)"), " in "),
    (re.compile(r" ?/ ?(?=ml\b|mL\b|tablet|capsule|puff)"), " in 1 "),
    (re.compile(r"(?<![\d.,])1 micrograms\b"), "1 microgram"),
    (re.compile(r"(?<![\d.,])1 units\b"), "1 unit"),
)


def mended(text: str) -> str:
    """Return a text with each form of a dose that is misread as it should be; others stay."""
    for wrong, right in _FORMS:
        text = wrong.sub(right, text)
    return text
