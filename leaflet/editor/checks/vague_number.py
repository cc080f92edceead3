"""How often something happens is said in numbers.

"Rare" and "many" mean different things to different people: most think of a far higher risk than
the writer. A word may stand beside a number, never in place of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import figure, stance
from leaflet.editor.prose.drawn import CHARTS
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage

GROUP = "honesty"
SEVERITY = "warning"
SOURCE = "NHS digital service manual: https://service-manual.nhs.uk/content/numbers-measurements-dates-time"
LANGUAGES = ("en",)
"""Blocks that show frequencies."""
_MANY = (
    r"(?:many|most|a few|few|very few|lots of|a lot of|the majority of|a majority of|numerous|"
    r"countless|several|a (?:small |large |tiny )?(?:number|proportion) of|the vast majority of|"
    r"a minority of|hundreds of|thousands of)"
)
_WHO = (
    r"(?:people|patients|users|individuals|adults|women|men|children|babies|mothers|clients|"
    r"sufferers)"
)
_EFFECT = (
    r"(?:better|relie\w+|pain\w*|recover\w*|improv\w*|heal\w*|side effects?|bleed\w*|bruis\w*|"
    r"benefit\w*|sick|harm\w*|symptoms?|die|died|relax\w*|sooth\w*|reactions?|infections?|"
    r"complications?|problems?|sore\w*|tired\w*|dizz\w*|rash|swell\w*|cured?|survive\w*|"
    r"effective\w*|success\w*|comfortable|notice|respond|cancer|disease|numb\w*|feeling|lose|lost|"
    r"loses|need|needs|headaches?|itch\w*|scar\w*|vomit\w*|fever\w*)"
)
_HARM = (
    r"(?:side effects?|complications?|reactions?|infections?|bleeding|bruising|risks?|harms?|"
    r"problems?|allergy|allergies|clots?|deaths?|damage|soreness|dizziness|fainting|nausea|injur\w+|"
    r"serious harm)"
)
_OFTEN = (
    r"(?:(?<!most )(?<!more )(?<!less )(?:very |quite |extremely |fairly )?(?:rare|rarely|common|"
    r"commonly|uncommon|infrequent|frequent|frequently|seldom|hardly ever|"
    r"scarcely ever|occasional|occasionally|unusual|often|usual"
    r"|usually))"
)
_RARELY = (
    r"(?:(?:hardly|scarcely|barely) ever|almost never|infrequently|exceptionally|uncommonly"
    r"|sporadically|now and (?:then|again)|from time to time|once in a (?:while|blue moon)"
    r"|every so often|in exceptional cases|only exceptionally)"
)
_VAGUE = (
    re.compile(rf"\b(?P<words>{_MANY} {_WHO})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<words>{_MANY} (?:studies|trials|research\w*|experts|reviews))\b", re.I),
    re.compile(
        rf"\b{_HARM}\b[^.;]{{0,300}}?\b(?:is|are|be|happens?|occurs?)\b (?P<words>{_OFTEN})\b", re.I
    ),
    re.compile(
        rf"\b{_HARM} (?P<words>(?:very )?(?:{_RARELY}|rarely|seldom|sometimes|often))"
        r" (?:happens?|occurs?|follows?|develops?|arises?|forms?|appears?|comes?|sets? in)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<words>{_OFTEN} {_HARM})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<words>{_RARELY}|rarely|occasionally|seldom|commonly|frequently),? ", re.I),
    re.compile(
        r"\b(?P<words>(?:in (?:very )?rare cases|on rare occasions))\b(?!.{0,300}\bwe\b)", re.I
    ),
    re.compile(r"^\W*(?P<words>(?:very )?(?:common|uncommon|rare)):", re.IGNORECASE),
    re.compile(
        rf"\b(?:it is|it[’']s) (?P<words>{_OFTEN}) (?:to|for|that)\b.{{0,60}}?"
        rf"(?:{_HARM}|headache|sick|sore|bruise|bleed|pain|numb|tired|rash|swell)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<words>(?:hardly|almost|scarcely|virtually|nearly) "
        r"(?:any(?:one|body)|no one|nobody|every(?:one|body)|all (?:people|patients)))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<words>(?:good|high|low|small|slight|slim|tiny|strong|minimal|negligible|very small|"
        r"very low|remote) (?:chance|risk|likelihood|probability)) (?:of|that|it)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<words>(?:high|low|good) success rates?)\b", re.IGNORECASE),
    re.compile(
        r"\b(?P<words>significant(?:ly)? (?:relief|improve\w*|reduc\w+|less|benefit\w*|better|"
        r"difference|decrease\w*|increase\w*))\b",
        re.IGNORECASE,
    ),
)
_LATER = {
    _VAGUE[0]: re.compile(rf"\b{_EFFECT}\b", re.IGNORECASE),
    _VAGUE[5]: re.compile(rf"\b(?:{_HARM}|infected|torn|injured|damaged)\b", re.IGNORECASE),
}
"""Words that some patterns need in the rest of the sentence."""
_HONEST = re.compile(
    r"\b(?:no (?:exact |good |reliable |clear )?(?:number|figure)s?|not known how|do not know how|"
    r"no one knows how|how (?:often|common|rare|many)|at (?:a )?(?:high|low|increased)|have a "
    r"(?:high|low)|as (?:often|common|rare|many) as|than)\b",
    re.IGNORECASE,
)
_ADVISES = re.compile(
    r"\W*(?:if|tell|ask|say|call|check|do|see|when|unless|before)\b", re.IGNORECASE
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield words for how often where no number stands with them."""
    for section in manuscript.sections:
        if not _is_drawn(section.passages):
            for passage in (section.heading, *section.passages):
                if passage.is_spoken and passage.kind not in ("table", "glossary"):
                    yield from _flaws(passage)


def _is_drawn(passages: tuple[Passage, ...]) -> bool:
    """Return whether a picture or table in the section gives the numbers."""
    return any(
        passage.kind in CHARTS
        or (passage.kind == "table" and re.search(r"\d", passage.said) is not None)
        for passage in passages
    )


def _flaws(passage: Passage) -> Iterator[Flaw]:
    if figure.rates(passage.said) or figure.percents(passage.said):
        return
    for sentence in passage.sentences:
        if _HONEST.search(sentence.text) or _ADVISES.match(sentence.text):
            continue
        for found in _vague(sentence.text):
            if stance.asserts(sentence.text, *found.span("words")):
                problem = f"“{found['words']}” means something else to each reader"
                hint = "add the number, such as “about 9 in 100 people”, with its source"
                start, end = (sentence.start + offset for offset in found.span("words"))
                yield passage.flaw(problem, hint, start, end)
                break


def _vague(sentence: str) -> Iterator[re.Match[str]]:
    """Yield the first match of each pattern, if the words it needs later follow."""
    for pattern in _VAGUE:
        found, later = pattern.search(sentence), _LATER.get(pattern)
        if found and (later is None or later.search(sentence, found.end())):
            yield found
