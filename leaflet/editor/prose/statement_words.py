"""The words by which a sentence says of what it says so much, for whom and when."""

from __future__ import annotations

import functools
import re

from leaflet.editor.prose import sentence
from leaflet.editor.prose.stem import stem
from leaflet.editor.prose.wordlist import Subjects, sets
from leaflet.source import named

CLAUSE = re.compile(
    r"; | – | — |: (?!$)|, (?:and|but|so|or|then|which) |,? but |,? then "
    r"|,? and (?=(?:do|don[’']t|take|keep|wear|you|have|call|ring|drink|eat|stay|rest|the|it|is|has"
    r"|lasts?|no|never|a|we|your|they|then|wash|use|put|bring|walk|come|go)\b)"
    r"|, (?=\w+ing\b|you\b)",
    re.IGNORECASE,
)
"""What parts two clauses."""
NEGATION = re.compile(
    r"\b(?:not|never|no(?! (?:more|longer|later|less|fewer))|nothing|none|avoid\w*|stop\w*|without"
    r"|remov\w+|take\w* off|take\w* out|off|out|(?:throw|pour|put)[^.]{0,20} away|away|unable"
    r"|cannot|quit|give up|finish|discard|bin)\b|n[’']t\b",
    re.IGNORECASE,
)
BOUND_MORE = re.compile(
    r"\b(?:do not|don[’']t|must not|never|not|no|nothing|cannot)\b[^.]{0,40}"
    r"\b(?:more|longer|later|over|heavier|above|bigger|exceed)\b(?: than)?(?: \w+)? $",
    re.IGNORECASE,
)
BOUND = re.compile(
    r"(?P<most>\b(?:at most|no (?:more|longer|later) than|not (?:more|longer) than|up to"
    r"|(?:a )?maximum(?: of| is)?|less than|fewer than|under|within|below|by"
    r"|as (?:many|much|long) as)(?: the)? $)"
    r"|(?P<least>\b(?:at least|(?:a )?minimum(?: of| is)?|no (?:less|fewer|sooner) than|more than"
    r"|over|above|not before|longer than) $)",
    re.IGNORECASE,
)
WAIT = re.compile(r"\bwait\b", re.IGNORECASE)
FOR = re.compile(
    r"\b(?:for|lasts?|takes?|over|until|till|another|whole|course of|total of|stays?|runs?)"
    r"(?: (?:about|around|at least|up to|the|a|full|only|no more than|at most|at|whole|between|next"
    r"|roughly|all|least|most))* $",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"\b(?:after|from|once|later than|following|past|in|within)"
    r"(?: (?:about|around|at least|the|a|only|at|least|full))* $",
    re.IGNORECASE,
)
AHEAD = re.compile(
    r"^['’]?(?: \w+){0,2} (?:before|early|beforehand|ahead|prior to|notice)\b", re.IGNORECASE
)
EVENT = re.compile(
    r"\b(?P<side>after|before|following|since)"
    r"(?: (?:the|your|you|a|an|having|each|every|any|our|we|have))*"
    r" (?!(?:\d|that|this|it|then|which|midnight|noon)\b"
    r"|(?:a|one|two|three|four|five|six|seven|eight|nine|ten) (?:hour|day|week|month|minute|night))"
    r"(?P<what>[a-z][\w’'-]*"
    r"(?: (?!(?:for|and|or|but|do|you|if|in|at|on|with|unless|to|of)\b)[a-z][\w’'-]*){0,2})",
    re.IGNORECASE,
)
"""Before or after what: “after the operation”."""
CONDITION = re.compile(
    r"\b(?:if|unless|whenever|in case|when(?! (?:you|it|they) (?:come|arrive|go home|get home)))\b"
    r"(?! (?:you|anything|something) (?:cannot|can.t|need to|want to|wish to|have to|must))"
    r"[^,.;:?]{1,80}"
    r"|\b(?:without|with) (?!\d|you\b|us\b|your\b|these\b|this\b|it\b|them\b|water\b|food\b|milk\b"
    r"|a (?:glass|full|soft)\b)(?:an? |the )?[\w-]+",
    re.IGNORECASE,
)
HEAD_CONDITION = re.compile(r"^(?:if|without|with) .{1,60}", re.IGNORECASE)
WHOSE = re.compile(
    r"\b(?:child(?:ren)?|child[’']s|kids|adults|bab(?:y|ies)|baby[’']s|toddlers?|teenagers?"
    r"|newborns?|infants?|pregnant|pregnancy|breastfed|diabet\w+|elderly|older|younger|men|women"
    r"|man|woman|boys|girls|left|right|upper|lower|front|top|bottom|first|second|third|final"
    r"|next(?! steps?)(?= [a-z])|later|new|returning|existing"
    r"|follow-up(?= (?:visit|appointment|call))|urgent|emergency"
    r"|(?<!on the )(?:morning|evening|afternoon)|mornings|afternoons|evenings|nights?|overnight"
    r"|bedtime|weekends?|weekdays?|lunchtime|breakfast|winter|summer|some|others?|sometimes|longer"
    r"|extra|another|instead|private|nhs|members?|students?|single|double|small|large|big|mild"
    r"|severe|minor|major|(?<!in )short|(?<!how )long|half"
    r"|each(?! (?:day|week|time|month|night|hour))(?= [a-z])|smokers?|drivers|workers|players"
    r"|riders|pilots|office|desk|manual|heavy|light|general|local|spinal|sedation|keyhole"
    r"|open(?= (?:surgery|operation|heart|repair))|carers?|visitors?|relatives|staff"
    r"|(?:week|day|month|stage|phase|type|part|step|option|group) (?:\d+|one|two|three|[A-Z]\b)"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|bank holidays?"
    r"|from (?:week|day|month)|under \d+|over \d+s?|high|low|hot|cold|dry|wet|solid|liquid|clear"
    r"|pool|sea|baseline|after (?:that|this|which)|at first|to begin with|build"
    r"|increase\w*|reduce\w*|slowly|gradually|by the end|once (?=you|your|the|it|they)|daytime"
    r"|fasting|standing|sitting|lying|trained|former|previous)s?\b",
    re.IGNORECASE,
)
"""For whom, for which of several things, or at which stage something is said."""
HEADED = re.compile(
    r"\b(?:children|kids|adults|babies|toddlers?|teenagers?|newborns?|infants?|pregnan\w+"
    r"|diabet\w+|elderly|older people|men|women|boys|girls|left|right|upper|lower|urgent|emergency"
    r"|private|nhs|members|mild|severe|minor|major|smokers?|office|desk|manual|heavy|light|general"
    r"|local|spinal|sedation|keyhole|open (?:surgery|operation)|carers?|weekends?|weekdays?"
    r"|(?:week|day|month|stage|phase|type|option|group) (?:\d+|one|two|three|[A-Z]\b)"
    r"|(?:first|second|third|next|later|follow-up|new|final) (?:visits?|appointments?|sessions?"
    r"|doses?|weeks?|months?|days?|patients?|group|eye|stage|part)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
    re.IGNORECASE,
)
"""For whom or for which of several things a heading says what stands under it."""
STAGE = re.compile(
    r"\b(?:then|after (?:that|this|which)|at first|to begin with|start (?:with|at|on)|begin with"
    r"|from (?:week|day|month) \d|build|increas\w*|reduc\w*|slowly|gradually|step up|cut down|extra"
    r"|another|instead)\b",
    re.IGNORECASE,
)
PRONOUN = re.compile(r"\b(?:it|them|this|these|they)\b", re.IGNORECASE)
FREED = re.compile(
    r"\b(?:can|may)\b[^.;]{0,60}\b(?P<now>straight away|at once|immediately|right away"
    r"|as soon as you (?:are|get|go|leave|feel)\b|(?:on )?the same day|right after|any ?time after"
    r"|straight after|directly after)",
    re.IGNORECASE,
)
"""A permission without a wait."""
DAILY = re.compile(r"\b(?:each|every|a|per) (?P<per>day|week|month)\b", re.IGNORECASE)
NARROWING = re.compile(
    r"\b(?:for|with|without|of)(?: (?:the|a|an|your|our|any|one))? $", re.IGNORECASE
)
VERB_NEXT = re.compile(
    r"(?:\b(?:not|to|can|may|must|should|will|you|we|please|never)|n[’']t) $", re.IGNORECASE
)
"""What stands before a verb, which narrows no noun behind it."""
INNER = re.compile(
    r"\b(?:in|of|from|during|at|on) (?:the|your|a|an|this|our|each) (?P<what>[\w-]+(?: [\w-]+)?)",
    re.IGNORECASE,
)
"""What only says where or of what a thing is: a break “in the class”."""
CLOSING = re.compile(
    r"\b(?:until|till|to|by|clos\w+|shuts?|ends?|finish\w*|last)\b[^.]{0,12}$", re.IGNORECASE
)
OPENING = re.compile(r"\b(?:open\w*|from|starts?|begins?|at|after)\b", re.IGNORECASE)
OPENED = frozenset(("open", "clos"))
"""The stems of what a clock time is said of, where its thing stands beside it."""
STORED = re.compile(
    r"\bkeep\b(?!.{0,60}\b(?:fridge|freezer))[^.]{0,40}\b(?:out|away|in|at|dry|clean|cool|covered"
    r"|safe|warm|up|still|on|moving|to|your)\b",
    re.IGNORECASE,
)
"""Words that say where or how to keep a thing, not whether."""
NOT = re.compile(r"\b(?:not|never)\b|n[’']t\b", re.IGNORECASE)
KEEP, THROW = "keep", stem("throw away")

StemAt = tuple[str, int, int]
"""The stem of a word with its start and end."""


@functools.cache
def unspecific(name: str) -> frozenset[str]:
    """Return the stems of a set of words that say little."""
    return frozenset(map(stem, sets("unspecific")[name]))


def stems(words: list[sentence.Word]) -> list[StemAt]:
    """Return the stems of words with their places; words that mean the same have one."""
    parts = [(stem(word.text), word.start, word.end) for word in words]
    found: list[StemAt] = []
    at = 0
    while at < len(parts):
        length = _length([part[0] for part in parts[at : at + 4]])
        key = tuple(part[0] for part in parts[at : at + length])
        found.append((_same().get(key, key[0]), parts[at][1], parts[at + length - 1][2]))
        at += length
    return found


def naming(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that name something."""
    found = (each[0] for each in stems([*sentence.words(text)]))
    return frozenset(
        each for each in found if each not in unspecific("weak") and not each.isdigit()
    )


def _length(words: list[str]) -> int:
    """Return of how many words the longest known phrase is that they begin with, or 1."""
    lengths = range(len(words), 1, -1)
    return next((count for count in lengths if tuple(words[:count]) in _same()), 1)


@functools.cache
def _same() -> dict[tuple[str, ...], str]:
    listed = named.load("word", "statements", Subjects).subjects
    return {
        tuple(map(stem, re.split(r"[ -]", phrase.strip()))): stem(name)
        for name, phrases in listed.items()
        for phrase in phrases.text.split(",")
    }
