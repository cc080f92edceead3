"""Holds the statements of a leaflet against each other: do two say different things of one?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from leaflet.editor.prose import quantity, statement
from leaflet.editor.prose import statement_words as words
from leaflet.editor.prose.statement import Statement

if TYPE_CHECKING:
    from leaflet.editor.prose.manuscript import Manuscript
    from leaflet.editor.prose.passage import Passage
    from leaflet.editor.prose.sentence import Sentence
    from leaflet.editor.prose.statement import Stems

FAR = 40
"""Times that differ more are of two things."""
MORE = 3
"""So many words of one statement the other may be without."""
COMPARED = 100
"""The statements of one kind that later ones are held against; a leaflet has fewer."""
SLACK = 1.1
"""By how much two times in different units, or a time and its limit, may differ."""


def conflicts(manuscript: Manuscript) -> Iterator[tuple[Statement, Statement]]:
    """Yield each statement with the first earlier one that says something else."""
    earlier: dict[str, list[Statement]] = {}
    for each in statement.statements(manuscript):
        others = earlier.setdefault(each.quantity.kind, [])
        found = next((other for other in others if _differ(other, each)), None)
        if found:
            yield found, each
        if len(others) < COMPARED:
            others.append(each)


def _differ(one: Statement, other: Statement) -> bool:
    """Return whether two statements say something different of one thing."""
    return (
        one.whose == other.whose
        and one.text != other.text
        and not _agree(one, other)
        and not (one.is_staged or other.is_staged)
        and _are_of_one_time(one, other)
        and _are_unlike(one, other)
        and _are_of_one_thing(one, other)
        and not _are_parallel(one.scope.heading, other.scope.heading)
    )


def _agree(one: Statement, other: Statement) -> bool:
    """Return whether both sentences have a quantity in common."""
    return any(
        (first.low, first.high, first.which) == (second.low, second.high, second.which)
        for first in one.beside
        for second in other.beside
    )


def _are_of_one_time(one: Statement, other: Statement) -> bool:
    """Return whether both are when something begins, or ends, or are before or after one event."""
    first, second = one.timing, other.timing
    if first.side and second.side and first.side != second.side:
        return False
    if first.event and second.event and not first.event & second.event:
        return False
    edges = {first.edge, second.edge}
    if any(edge.endswith("before") for edge in edges):
        return len(edges) == 1
    return edges != {"begins", "ends"}


def _are_unlike(one: Statement, other: Statement) -> bool:
    """Return whether the quantities cannot both be right."""
    first, second = one.quantity, other.quantity
    bounds = (one.timing.bound, other.timing.bound)
    if first.kind == "age":
        return first.low != second.low
    if bounds[0] == bounds[1]:
        if not bounds[0] or first.which:
            return first.differs(second)
        slack = SLACK if first.unit != second.unit else 1.0
        return max(first.high, second.high) > min(first.high, second.high) * slack
    for (low, bound), (high, against) in (
        ((first, bounds[0]), (second, bounds[1])),
        ((second, bounds[1]), (first, bounds[0])),
    ):
        if bound == "most" and against != "most":
            return high.low > low.high * SLACK
        if bound == "least" and not against:
            return high.high * SLACK < low.low
    return first.differs(second)


def _are_of_one_thing(one: Statement, other: Statement) -> bool:
    """Return whether one names what the other does, and nothing that narrows it."""
    names, others = one.names.all, other.names.all
    shared, kind = names & others, one.quantity.kind
    if not shared and (names | others or not kind.startswith("count")):
        return False
    if one.group and one.group == other.group and names != others:
        return False
    low, high = sorted((one.quantity.high, other.quantity.high))
    if kind == "time" and low and high > FAR * low:
        return False
    mine, theirs = _only(one, other), _only(other, one)
    if mine and theirs:
        return False
    more, whole = (mine, one) if mine else (theirs, other)
    if more and shared <= whole.names.inner and kind.startswith("time"):
        return False
    return len(more) <= MORE and not more & whole.names.ties


def _only(one: Statement, other: Statement) -> Stems:
    """Return the names of one that neither the other has nor what stands over the other."""
    scope = other.scope
    over = words.naming(scope.heading) | words.naming(scope.lead_in) | scope.title
    return one.names.all - other.names.all - over - words.unspecific("harmless")


def _are_parallel(heading: str, other: str) -> bool:
    """Return whether the headings name two kinds of one thing: left eye, right eye."""
    first, second = words.naming(heading), words.naming(other)
    return bool(first & second and first - second and second - first)


class Advice(NamedTuple):
    """What a sentence without a quantity says to do, or not to do, or is or is not so."""

    names: Stems
    is_not: bool
    heading: str
    passage: Passage
    part: Sentence


_DIGIT = re.compile(r"\d")
STORING = "storing"
"""What the names of an order have that tells where or how to keep a thing."""


def opposites(manuscript: Manuscript) -> Iterator[tuple[Advice, Advice]]:
    """Yield each sentence with an earlier one that says the opposite of the same things."""
    earlier: dict[Stems, Advice] = {}
    kept: list[Advice] = []
    for each in _orders(manuscript):
        other = earlier.setdefault(each.names, each)
        if words.KEEP in each.names:
            if other is each:
                other = next((old for old in kept if _are_of_one(old, each)), each)
            if len(kept) < COMPARED:
                kept.append(each)
        is_other = other.is_not != each.is_not and other.passage is not each.passage
        if is_other and not _are_parallel(other.heading, each.heading):
            yield other, each


def _are_of_one(one: Advice, other: Advice) -> bool:
    """Return whether two orders to keep or throw away are of one thing."""
    names, others = one.names, other.names
    is_part = names <= others or others <= names
    return STORING not in names | others and len(names & others) > 1 and is_part


def _orders(manuscript: Manuscript) -> Iterator[Advice]:
    heading = ""
    for passage in manuscript.passages:
        if passage.is_heading and not passage.is_short:
            heading = passage.said
        elif passage.is_prose and not passage.is_short and passage.role != "TD":
            for part in passage.sentences:
                if order := _order(passage, part, heading):
                    yield order


def _order(passage: Passage, part: Sentence, heading: str) -> Advice | None:
    """Return what a sentence says, unless it asks, or holds for some time or people only."""
    texts = (part.text, statement.lead_in(passage), heading)
    if part.text.endswith("?") or any(map(_is_limited, texts)):
        return None
    if _DIGIT.search(part.text) or words.EVENT.search(part.text):
        return None
    if quantity.all_in(part.text, 0, len(part.text)):
        return None
    names = words.naming(part.text)
    is_not = statement.is_negative(part.text) or passage.field == "dont"
    if words.THROW in names:
        names, is_not = names - {words.THROW} | {words.KEEP}, not words.NOT.search(part.text)
    elif words.KEEP in names and words.STORED.search(part.text):
        names |= {STORING}
    return Advice(names, is_not, heading, passage, part) if len(names) > 1 else None


def _is_limited(text: str) -> re.Match[str] | None:
    """Return what says for whom or when a sentence holds, if anything does."""
    said = text.replace("next ", "")
    return words.WHOSE.search(said) or words.CONDITION.search(said) or words.STAGE.search(said)
