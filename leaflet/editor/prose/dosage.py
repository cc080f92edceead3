"""Reads doses in sentences: how much is taken, how often, and the most in a day."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from leaflet.editor.prose import medicine as medicines
from leaflet.editor.prose import number, times_a_day
from leaflet.editor.prose.near import before
from leaflet.editor.prose.number import TAKEN, TO, HowMany
from leaflet.editor.prose.times_a_day import DailyCount

if TYPE_CHECKING:
    from leaflet.editor.prose.passage import Passage

_SIZE = (
    rf"(?P<between>between )?(?P<low>{TAKEN})"
    rf"(?:(?:{TO}|(?(between) and |(?!)))(?P<high>{TAKEN}))?"
)
_WEIGHT = r"(?:mg|milligrams?|g|grams?|micrograms?|ml|millilitres?)"
_COUNTED = (
    r"(?:tablets?|capsules?|caplets?|pills?|puffs?|patch(?:es)?|sachets?|doses?|drops?|sprays?"
    r"|spoonfuls?|teaspoons?|lozenges?|suppositor(?:y|ies)|units?)"
)
_FEW_WORDS = (
    rf"(?: (?!(?:and|or|to|a|an|the|of|in|times|every|hours?|days?|weeks?|take|then|with|by)\b)"
    rf"(?:(?P<each>{TAKEN}) ?(?P<each_unit>mg|g|micrograms?)\b|\d{{1,2}}/\d{{3}}\b"
    rf"|[a-z][\w’-]{{0,24}})){{0,3}}?"
)
_MOST_BEFORE = re.compile(
    r"\b(?:more than|at most|up to|max(?:imum)?|(?:the|your) (?:most|limit)|exceed"
    r"|go (?:over|above)"
    r"|stop at|keep (?:to|below|under|within)|a limit of|no more)"
    r"(?:(?:,? [\w’]+){0,8})?:? $",
    re.IGNORECASE,
)
_MOST_DIRECT = re.compile(
    r"\b(?:more than|at most|up to|exceed|go (?:over|above)|stop at|keep (?:to|below|under|within)"
    r"|a limit of) (?:a total of )?$",
    re.IGNORECASE,
)
_MOST_BEHIND = re.compile(r"[^.;]{0,12}\b(?:is|are) the (?:most|maximum|limit)\b", re.IGNORECASE)
_OF_DAY = re.compile(r"\b(?:day|daily|24 hours)\b", re.IGNORECASE)
_NOT_TOLD = re.compile(
    r"\b(?:do not|don[’']t|never|not|cannot) (?:take|use|give|have|drink) $", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:take|takes|taking|have|use|give|only|than|most|up to|is|of|maximum|exceed) $",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r" ?/|(?: in| per) (?:(?:each|every|a|one) )?"
    r"(?:\d\b|\d{1,3} ?ml|ml|millilit|tablet|capsule|puff|spoon|dose)",
    re.IGNORECASE,
)
_WHOM = re.compile(
    r"\b(?:child(?:ren)?|bab(?:y|ies)|adults?|elderly"
    r"|(?:under|over) \d+\b(?! ?(?:ml|mg|g|micrograms?|tablets?|capsules?|doses?|puffs?|sprays?)\b)"
    r"|aged? \d+)\b",
    re.IGNORECASE,
)


class Dose(NamedTuple):
    """An amount of a medicine and how often it is taken, or the most of it in a day."""

    size: HowMany
    unit: str
    """Such as `tablet`; nothing where only a number is said."""
    milligrams: HowMany | None
    """Of the amount; None where the strength is not known."""
    often: HowMany
    """Times a day."""
    is_most: bool
    """Whether it is the most in a day, not what to take."""
    medicine: str
    """Its name, or nothing."""
    whom: str
    """For whom it is, or nothing."""
    start: int
    end: int
    is_hourly: bool = False
    """Whether it is taken every so many hours."""


@functools.cache
def _amount() -> re.Pattern[str]:
    """Return a pattern of amounts: by weight, by pieces, by a name alone, or a bare number."""
    names = "|".join(map(re.escape, sorted(medicines.limited())))
    return re.compile(
        rf"(?<![\w.,/-]){_SIZE}(?:[ -]?(?P<weight>{_WEIGHT})\b"
        rf"| ?[x×] ?(?P<multiple>{TAKEN}) ?(?P<multiple_unit>mg|g|micrograms?)\b"
        rf"(?! (?:[a-z-]+ )?{_COUNTED}\b)"
        rf"|(?: x)?{_FEW_WORDS} (?P<unit>{_COUNTED})\b| (?P<name>{names})\b(?! \d)"
        r"|(?P<alone>(?=[.;,)]|$))|(?=(?: more| of (?:them|these))? (?:every|daily"
        rf"|in (?:any |a |one )?(?:24|day)|(?:a|per|each) day|(?:up to )?{TAKEN} times)\b))",
        re.IGNORECASE,
    )


def doses(passage: Passage, context: str = "") -> Iterator[Dose]:
    """Yield the doses of a passage; `context` is the medicine that stands over it."""
    spans = [(sentence.start, sentence.end) for sentence in passage.sentences]
    yield from doses_in(passage.said, spans, context)


def doses_in(said: str, spans: list[tuple[int, int]], context: str) -> Iterator[Dose]:
    """Yield the doses of the sentences of a text, which stand at `spans`."""
    mentions = [
        (found.start(), medicines.canonical(found[0])) for found in medicines.names().finditer(said)
    ]
    every = {name for _, name in mentions}
    only = every.pop() if len(every) == 1 else "" if every else context
    for span in spans:
        yield from _in_sentence(said, span, mentions, only)


def _in_sentence(
    said: str, span: tuple[int, int], mentions: list[tuple[int, str]], only: str
) -> Iterator[Dose]:
    often = times_a_day.all_in(said, span)
    amounts = [*_amounts(said, span)]
    whom = _WHOM.search(said, *span)
    starts = [each.start for each in often]
    for (amount, extra), after in pairwise([*amounts, (None, None)]):
        end = after[0].start() if after[0] else span[1]
        if amount is None or before(_NOT_TOLD, said, amount.start()):
            continue
        first, last = bisect_right(starts, amount.end() - 1), bisect_right(starts, end)
        own = often[first:last] or (often[:first] if amount is amounts[0][0] else [])
        medicine = _nearest(mentions, amount, own[0].end if own else amount.end()) or only
        made = _made(amount, extra, own, medicine, whom[0].lower() if whom else "")
        if made:
            yield made


def _amounts(
    said: str, span: tuple[int, int]
) -> Iterator[tuple[re.Match[str], re.Match[str] | None]]:
    """Yield the amounts of a sentence, each with what is said of its weight behind it."""
    last: re.Match[str] | None = None
    extra: re.Match[str] | None = None
    for found in _amount().finditer(said, *span):
        if _RATIO.match(said, found.end()) or _is_bare(found):
            continue
        if last and _adds(said[last.end() : found.start()]):
            extra = extra or found
            continue
        if last:
            yield last, extra
        last, extra = found, None
    if last:
        yield last, extra


def _adds(between: str) -> bool:
    """Return whether an amount says of the one before it what it weighs, by what parts them."""
    if between in (" (", " of ", " (of ", ", ", " at "):
        return True
    name = between.removeprefix(" of").removesuffix("(").strip()
    return bool(name and medicines.names().fullmatch(name))


def _is_bare(found: re.Match[str]) -> bool:
    """Return whether a number alone is no amount: nobody is told to take so many."""
    if found["unit"] or found["weight"] or found["name"] or found["multiple"]:
        return False
    if found["alone"] is not None:
        return not before(_MOST_BEFORE, found.string, found.start())
    return not before(_TOLD, found.string, found.start()) or found["low"].lower() in ("a", "an")


def _made(
    amount: re.Match[str],
    extra: re.Match[str] | None,
    own: list[DailyCount],
    medicine: str,
    whom: str,
) -> Dose | None:
    is_most = _is_most(amount, own)
    if not own and not is_most:
        return None
    times = min((each.times for each in own), default=HowMany(1, 1), key=lambda each: each.high)
    return Dose(
        _range(amount),
        _unit(amount),
        _milligrams(amount, extra, medicine),
        HowMany(1, 1) if is_most else times,
        is_most,
        medicine,
        whom,
        amount.start(),
        max(amount.end(), own[0].end if own else 0),
        any("hour" in amount.string[each.start : each.end].lower() for each in own),
    )


def _is_most(amount: re.Match[str], own: list[DailyCount]) -> bool:
    """Return whether an amount is the most in a day: "no more than 8 tablets in 24 hours"."""
    said, start = amount.string, amount.start()
    if any(not each.is_day for each in own):
        return False
    if own and (before(_MOST_DIRECT, said, start) or _MOST_BEHIND.match(said, own[-1].end)):
        return True
    found = before(_MOST_BEFORE, said, start)
    return bool(found and (own or _OF_DAY.search(said[max(0, found.start() - 30) : start])))


def _nearest(mentions: list[tuple[int, str]], amount: re.Match[str], end: int) -> str:
    """Return the medicine named from an amount to how often it is taken, or the last before it."""
    number = bisect_right(mentions, (amount.start(), ""))
    if number < len(mentions) and mentions[number][0] < max(end, amount.end()):
        return mentions[number][1]
    return mentions[number - 1][1] if number else ""


def _milligrams(
    amount: re.Match[str], extra: re.Match[str] | None, medicine: str
) -> HowMany | None:
    """Return the weight of an amount: its own, or its count by the strength."""
    size, weight = _range(amount), amount["weight"]
    if weight and weight.lower().startswith(("ml", "millil")):
        each = medicines.in_millilitre(amount.string)
        return size.by(each) if each else None
    if weight:
        return size.by(medicines.MILLIGRAMS[weight.lower().rstrip("s")])
    if amount["multiple"]:
        unit = medicines.MILLIGRAMS[amount["multiple_unit"].lower().rstrip("s")]
        return size.by(number.value(amount["multiple"]) * unit)
    if extra and extra["weight"]:
        whole = _milligrams(extra, None, medicine)
        return whole if whole and _is_whole(extra, whole, medicine) else whole and size.by(whole)
    each = _strength(amount, medicine)
    return size.by(each) if each else None


def _is_whole(extra: re.Match[str], weight: HowMany, medicine: str) -> bool:
    """Return whether a weight in brackets is that of all the tablets: "2 tablets (1 g)"."""
    said = extra.string
    if said[extra.start() - 1] != "(" or not said.startswith(")", extra.end()):
        return False
    known = medicines.limited().get(medicine)
    return not (known and known.tablet and float(known.tablet.text) == weight.high)


def _strength(amount: re.Match[str], medicine: str) -> float:
    """Return the milligrams of one tablet: those said, or those of the usual one; 0 if unknown."""
    if amount["each"]:
        return (
            number.value(amount["each"])
            * medicines.MILLIGRAMS[amount["each_unit"].lower().rstrip("s")]
        )
    if _unit(amount) not in ("tablet", "capsule", ""):
        return 0
    if said := medicines.stated(amount.string) or medicines.named_strength(amount.string):
        return said
    known = medicines.limited().get(medicine)
    return float(known.tablet.text) if known and known.tablet else 0


def _range(found: re.Match[str]) -> HowMany:
    return HowMany(number.value(found["low"]), number.value(found["high"] or found["low"]))


def _unit(amount: re.Match[str]) -> str:
    """Return the unit of an amount in the singular; tablets, caplets and pills are one."""
    written = (amount["unit"] or amount["weight"] or (amount["name"] and "tablet") or "").lower()
    unit = {"patches": "patch", "suppositories": "suppository"}.get(written, written.rstrip("s"))
    return "tablet" if unit in ("caplet", "pill") else unit
