"""Decides whether a sentence asserts something, or denies, doubts, asks or reports it."""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE
_SALES = re.compile(
    r"(?:are|do) you (?:tired|looking|struggling|want|suffer)|(?:looking|seeking|searching|ready|"
    r"tired|want|need|fed up|why (?:not|wait|suffer|take|have|use|risk|bother|put up|pay|live))\b",
    _FLAGS,
)
"""Questions that sell something are no questions."""
_DISTANCE = re.compile(
    r"\bclaim(?:s|ed|ing)?\b|\bbeware\b|\bwary\b|\bwatch out for\b|\b(?:any|some)(?:one|body) who\b"
    r"|\bmyths?\b|\bwhether\b|\bunproven\b|\bdoubt(?:s|ful|ed)\b|\bhope[sd]?\b|\bhoping\b"
    r"|\bunclear\b|\buncertain\b|\bunknown\b|\bwould be wrong\b|\bso-called\b|\bthe words?\b"
    r"|\bwords (?:like|such as)\b|\btoo (?:early|soon) to say\b|\badverts?\b|\bif (?:it|this)\b",
    _FLAGS,
)
_TRADITION = re.compile(
    r"\baccording to\b|\b(?:said|thought|believed) to\b"
    r"|\bin (?:traditional |ancient |old )?chinese (?:medicine|thought|tradition|theory)\b"
    r"|\btheory\b|\bidea that\b|\b(?:tradition|chinese "
    r"medicine|traditional(?:ly)?|practitioners|people|healers|acupuncturists|some)\b[^.;]{0,60}?"
    r"\b(?:says?|said|holds?|held|teach(?:es)?|taught|describes?|sees?|speaks?|talks?|thinks?|"
    r"thought|believes?d?|calls?|called|explains?|views?)\b",
    _FLAGS,
)
_NO = re.compile(
    r"\bno\b(?! (?:doubt|wonder|matter|further|longer))|\bwithout\b|\bfree (?:of|from)\b", _FLAGS
)
_NOT = re.compile(
    r"(?:\b(?:not|never|cannot|nor|neither|hardly|nothing|nobody|none|no one|rather than|"
    r"instead of|stop short of)\b|n[’']t\b)(?! (?:only|just|simply|merely)\b)",
    _FLAGS,
)
_PROOF = re.compile(
    r"\b(?:no|little|not enough|insufficient|lack of|lacks?|weak|poor|without)\b (?:[\w-]+ ){0,3}?"
    r"(?:evidence|proof|research|stud(?:y|ies)|trials?|science|data|signs?|reason|way|promise|one|"
    r"treatment|therapy|medicine|doctor|practitioner|guarantee)\b",
    _FLAGS,
)
_NOTHING = re.compile(
    r"^\W{0,20}(?:no|neither|nothing|none|nobody)\b(?:,? [\w-]+){0,8}?(?:, [^,]{1,40},)? "
    r"(?:can|could|will|would|should|may|has|have|is|are|does)\b",
    _FLAGS,
)
_TURN = re.compile(
    r"[;:–—]|\b(?:but|however|yet|because|although|though|while|whereas|unless|until|instead,)\b",
    _FLAGS,
)
_VERB = (
    r"(?:can|could|will|would|may|might|is|are|has|have|does|do|offers|gives|provides|brings|"
    r"treats|helps|works|cures|heals|restores|it|they|you|we|this)\b"
)
_NEW_CLAUSE = re.compile(
    rf",\s+(?:(?:and|so|then) )?(?:[\w’'-]+ ){{0,3}}{_VERB}|\band (?:[\w’'-]+ )?{_VERB}|\band $",
    _FLAGS,
)
_NEXT = re.compile(r",|\band\b")
_OPENED = re.compile(
    r"\W{0,20}(?:if|when|where|unlike|although|though|while|since|even if|after)\b", _FLAGS
)
_DENIED = re.compile(
    r"\b(?:(?:is|are|was|were|has|have|had|does|do|did|can|could|should|must|may|might)"
    r"(?: (?:still|yet|also))?(?: (?:not|never)|n[’']t)|cannot)\b(?: (?:been|be|yet|fully|well|"
    r"always))* (?:shown|prov|know|support|backed?\b|possible|likely|true|clear|certain|real\b|"
    r"exist|accept|allow|agree|mean\b|tested|studied|found|promise|guarantee|need|advise|"
    r"recommended|worth)"
    r"|\b(?:myth|unproven|untested|unlikely|doubtful|unclear|uncertain|false|misleading)\b"
    r"|\b(?:no|little|not enough) (?:\w+ ){0,2}(?:evidence|proof)\b",
    _FLAGS,
)
_TAKEN_BACK = re.compile(
    r"\W{0,20}(?:(?:but|however|yet|in fact|sadly|and),? )?(?:(?:the |good |clinical |more |most )*"
    r"(?:research|studies|trials|evidence|science|tests)|this|that|it|they|these|those|neither|none|"
    r"nothing|there|doctors|experts|scientists)\b[^.;]{0,50}?"
    r"(?:(?:\b(?:not|never|no|none|nothing|neither)\b|n[’']t\b)[^.;]{0,40}?\b(?:shown|show|pro(?:ve|of)\w*|"
    r"supports?|supported|true|works?|worked|helps?|helped|evidence|signs? (?:of|that)|backed|back|"
    r"the case|so|reason to|basis|correct|right|borne out|stood up|agree|cure|replace)\b"
    r"|\b(?:is|are|was|were) (?:all |simply |just )?(?:an? )?(?:myths?|wrong|false|untrue|mistaken|"
    r"incorrect|misleading|dangerous|old wives)\b)",
    _FLAGS,
)
"""A sentence that takes back what the one before it has said: "Research has not shown this."."""
_LINK = re.compile(r"[;]|\b(?:and|but|so|because|who|that|which)\b", _FLAGS)


REACH = 500
"""Characters before and after a claim that are searched for a denial."""
_CLOSING = 40
"""Characters at the end of a sentence that are searched for its question mark."""


def asserts(sentence: str, start: int, end: int, *, asked: bool = False) -> bool:
    """Return whether a sentence asserts its words from `start` to `end`, or may ask them."""
    closing = sentence[-_CLOSING:].rstrip(" ”\"'")
    if not asked and closing.endswith("?") and not _SALES.match(sentence):
        return False
    if _DISTANCE.search(sentence, _first(start), start) or denies(sentence, start):
        return False
    return not _is_denied(sentence, end)


def takes_back(sentence: str) -> bool:
    """Return whether a sentence says that what stands before it is not so."""
    return bool(_TAKEN_BACK.match(sentence))


def reports(sentence: str, start: int) -> bool:
    """Return whether the words from `start` are reported as the view of a tradition."""
    return bool(_TRADITION.search(sentence, _first(start), start))


def denies(sentence: str, end: int) -> bool:
    """Return whether a negation in a sentence reaches to `end`."""
    return any(
        not _is_over(found[-1], end, wide)
        for pattern, wide in ((_NOTHING, True), (_PROOF, True), (_NOT, True), (_NO, False))
        if (found := [*pattern.finditer(sentence, _first(end), end)])  # the last reaches furthest
    )


def _first(end: int) -> int:
    """Return the offset of the first character before `end` that is read."""
    return max(0, end - REACH)


def _is_over(found: re.Match[str], end: int, wide: bool) -> bool:
    """Return whether the scope of a negation ends; "no tablets" reaches less far than "is not"."""
    sentence, start = found.string, found.end()
    if _TURN.search(sentence, start, end) or _NEW_CLAUSE.search(sentence, start, end):
        return True
    if sentence.find(",", start, end) >= 0 and _OPENED.match(sentence, 0, end):
        return True
    return not wide and bool(_NEXT.search(sentence, start, end))


def _is_denied(sentence: str, start: int) -> bool:
    """Return whether the rest of the clause denies it: "… has not been shown"."""
    last = min(len(sentence), start + REACH)
    link = _LINK.search(sentence, start, last)
    return bool(_DENIED.search(sentence, start, link.start() if link else last))
