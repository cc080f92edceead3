"""Reads what a leaflet says so much of: of what thing, for whom and when.

“Wear the boot for 6 weeks” and “Take the boot off after 4 weeks” are two statements of one thing,
which end it at two times. “Do not swim for 2 weeks” begins something, as “swim after 2 weeks” does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from leaflet.blocks.table import Table
from leaflet.editor.prose import medicine as medicines
from leaflet.editor.prose import quantity, sentence
from leaflet.editor.prose import statement_words as words
from leaflet.editor.prose.quantity import HowMuch
from leaflet.editor.prose.spans import Spans

if TYPE_CHECKING:
    from leaflet.editor.prose.manuscript import Manuscript
    from leaflet.editor.prose.passage import Passage
    from leaflet.editor.prose.sentence import Sentence

Stems = frozenset[str]
"""Stems of words."""


class Scope(NamedTuple):
    """What stands over a passage."""

    heading: str
    lead_in: str
    """The lead-in of its list, its question, or the head of its row and of its column."""
    title: Stems


class Naming(NamedTuple):
    """The words that name a thing."""

    all: Stems
    ties: Stems
    """Those that stand just before a name, or behind “for”, “with”, “of”: what narrows it."""
    inner: Stems = frozenset()
    """Those behind “in the” or “of the”, which say where the thing is."""


class Timing(NamedTuple):
    """When a statement is of."""

    edge: str
    """Whether it is when something begins, ends, or is before an event; nothing if unsaid."""
    bound: str
    """Whether it is the most or the least."""
    event: Stems
    side: str
    """Whether it is before or after the event."""


class Statement(NamedTuple):
    """So much of a thing, as a passage says it."""

    quantity: HowMuch
    names: Naming
    scope: Scope
    whose: Stems
    timing: Timing
    passage: Passage
    text: str
    beside: tuple[HowMuch, ...]
    """All quantities of its kind in the sentence."""

    @property
    def group(self) -> int:
        """The list or the table that it stands in; 0 for none."""
        if self.passage.role == "TD":
            return id(self.passage.block)
        return id(self.passage.holder) if self.passage.role == "LBody" else 0

    @property
    def is_staged(self) -> bool:
        """Whether it tells a stage of a course."""
        return is_staged(self.text)


class _Said(NamedTuple):
    """A sentence with its quantities, and the one before it."""

    passage: Passage
    part: Sentence
    found: list[HowMuch]
    before: tuple[Sentence, list[HowMuch]] | None


class _Clause(NamedTuple):
    """The clause of a quantity."""

    said: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.said[self.start : self.end]

    @property
    def waits(self) -> bool:
        """Whether it says to wait: “wait 3 weeks before you swim” is of swimming."""
        return bool(words.WAIT.search(self.text))


def statements(manuscript: Manuscript) -> Iterator[Statement]:
    """Yield what a leaflet says so much of, in its order."""
    title = words.naming(manuscript.document.title.literal)
    heading, rows = "", _rows(manuscript)
    for passage in manuscript.passages:
        if passage.is_heading and not passage.is_short:
            heading = passage.said
        elif passage.is_prose and not passage.is_short:
            over = rows.get(id(passage.text), lead_in(passage))
            if passage.role != "TD" or id(passage.text) in rows:
                yield from _of_passage(passage, Scope(heading, over, title))


def lead_in(passage: Passage) -> str:
    """Return what leads in to the list that a passage is an item of, or its question."""
    names = ("intro", "title", "question")
    holders = (*passage.blocks[-3:], passage.holder)
    texts = (getattr(holder, name, None) for holder in holders for name in names)
    return " ".join(text.literal for text in texts if text is not None and text is not passage.text)


def is_staged(said: str) -> bool:
    """Return whether a sentence tells a stage of a course."""
    return bool(words.STAGE.search(said))


def is_negative(said: str) -> bool:
    """Return whether a clause says not to: “not” and “off” together say to."""
    return bool(len(words.NEGATION.findall(said)) % 2)


def conditions(said: str, scope: Scope, amount: str) -> Stems:
    """Return for whom and when a sentence says something, with what stands over it."""
    told = [each for each in words.CONDITION.findall(said) if amount not in each]
    found = [*told, *words.HEAD_CONDITION.findall(scope.heading)]
    found += words.HEADED.findall(scope.heading)
    for text in (said, scope.lead_in):
        found += words.WHOSE.findall(text.replace(amount, " "))
    return frozenset(word.lower() for word in found)


def _rows(manuscript: Manuscript) -> dict[int, str]:
    """Return what stands before and over each cell of a table that has both."""
    found = {}
    for table in manuscript.of_kind("table"):
        if isinstance(table, Table) and table.head:
            for row in table.rows:
                for cell, head in zip(row[1:], table.head[1:], strict=False):
                    found[id(cell.said)] = f"{row[0].literal} {head.literal}"
    return found


def _of_passage(passage: Passage, scope: Scope) -> Iterator[Statement]:
    before: tuple[Sentence, list[HowMuch]] | None = None
    for part in passage.sentences:
        found = quantity.all_in(passage.said, part.start, part.end)
        freed = words.FREED.search(passage.said, part.start, part.end)
        if freed and not any(each.kind == "time" for each in found):
            found.append(HowMuch("time", 0, 0, "", freed["now"], *freed.span("now")))
        for each in found:
            if made := _statement(each, _Said(passage, part, found, before), scope):
                yield made
        before = part, found


def _statement(each: HowMuch, told: _Said, scope: Scope) -> Statement | None:
    clause = _clause(told, each)
    rate = words.DAILY.search(scope.lead_in) if " a " not in each.kind else None
    kind = f"{each.kind} a {rate['per'].lower()}" if rate else each.kind
    return Statement(
        each._replace(kind=kind),
        _thing(each, told, clause, scope),
        scope,
        conditions(told.part.text, scope, each.words) | _stages(each, told),
        _timing(each, told, clause, scope),
        told.passage,
        told.part.text,
        tuple(other for other in told.found if other.kind == each.kind),
    )


def _clause(told: _Said, each: HowMuch) -> _Clause:
    said, (start, end) = told.passage.said, (told.part.start, told.part.end)
    for mark in words.CLAUSE.finditer(said, start, end):
        is_label = mark[0].startswith(":") and mark.start() - start < 25
        if mark.end() <= each.start and not is_label:
            start = mark.end()
        elif mark.start() >= each.end:
            end = mark.start()
            break
    return _Clause(said, start, end)


def _thing(each: HowMuch, told: _Said, clause: _Clause, scope: Scope) -> Naming:
    """Return the words that name what a quantity is of, from what stands before if need be."""
    found = _names(clause, told.found)
    if not found.all:
        found = _names(_Clause(clause.said, told.part.start, told.part.end), told.found)
    names = found.all
    if not names or _points_back(clause, names):
        names |= words.naming(scope.lead_in) or _before(told) or words.naming(scope.heading)
    if told.passage.role == "TD":
        names |= words.naming(scope.lead_in)
    medicine = medicines.medicine_in(scope.heading)
    if medicine and each.kind.startswith(("count", "often", "weight", "volume")):
        names |= {medicine}
    if words.THROW in names:
        names = names - {words.THROW} | {words.KEEP}
    return found._replace(all=names - words.OPENED if each.kind == "clock" else names)


def _points_back(clause: _Clause, names: Stems) -> bool:
    """Return whether a clause names its thing by a pronoun."""
    return bool(len(names) < 2 and not clause.waits and words.PRONOUN.search(clause.text))


def _before(told: _Said) -> Stems:
    """Return what the sentence before names."""
    if not told.before:
        return frozenset()
    part, found = told.before
    return _names(_Clause(told.passage.said, part.start, part.end), found).all


def _names(clause: _Clause, found: list[HowMuch]) -> Naming:
    """Return the words that name a thing in a clause."""
    said, start, end = clause
    taken = Spans(_not_of_thing(clause, found))
    parts = [
        each
        for each in words.stems([*sentence.words(clause.text, start)])
        if not taken.meet(each[1], each[2])
        and each[0] not in words.unspecific("weak")
        and not each[0][0].isdigit()
    ]
    starts = {each[1] for each in parts}
    ties = (
        each[0]
        for each in parts
        if (
            each[2] + 1 in starts
            and said[each[2]] in " -"
            and not (each[1] == start or words.VERB_NEXT.search(said[start : each[1]]))
        )
        or words.NARROWING.search(said[max(start, each[1] - 24) : each[1]])
    )
    inner = (words.naming(each["what"]) for each in words.INNER.finditer(said, start, end))
    return Naming(
        frozenset(each[0] for each in parts), frozenset(ties), frozenset[str]().union(*inner)
    )


def _not_of_thing(clause: _Clause, found: list[HowMuch]) -> list[tuple[int, int]]:
    """Return where quantities, conditions and events stand in a clause."""
    said, start, end = clause
    spans = [(each.start, each.end) for each in found]
    for each in words.CONDITION.finditer(said, start, end):
        if not any(each.start() <= one.start < each.end() for one in found):
            spans.append(each.span())
    if not clause.waits:
        spans += [each.span() for each in words.EVENT.finditer(said, start, end)]
    return spans


def _stages(each: HowMuch, told: _Said) -> Stems:
    """Return after how long something other than a time is so: “after 6 weeks lift 10 kg”."""
    if each.kind.startswith("time"):
        return frozenset()
    said, start = told.passage.said, told.part.start
    return frozenset(
        other.words
        for other in told.found
        if (other.kind == "time" and words.AFTER.search(said[start : other.start]))
        or (other.kind == "age" != each.kind)
    )


def _timing(each: HowMuch, told: _Said, clause: _Clause, scope: Scope) -> Timing:
    said = told.passage.said
    event = None if clause.waits else words.EVENT.search(said, clause.start, told.part.end)
    return Timing(
        _edge(each, told, clause, scope),
        _bound(said[max(clause.start, each.start - 60) : each.start]),
        words.naming(event["what"]) - words.unspecific("events") if event else frozenset(),
        event["side"].lower().replace("following", "after") if event else "",
    )


def _edge(each: HowMuch, told: _Said, clause: _Clause, scope: Scope) -> str:
    """Return whether a time is when something begins or ends, or is before an event."""
    ahead = clause.said[clause.start : each.start]
    if each.kind == "clock":
        opens = words.OPENING.search(clause.text)
        return "ends" if words.CLOSING.search(ahead) else "begins" if opens else ""
    if each.kind != "time":
        return ""
    if not each.high or clause.waits:
        return "begins"
    is_not = is_negative(clause.text) or told.passage.field == "dont"
    if _is_ahead(clause.said[each.end : told.part.end], clause.text, scope):
        until = re.search(r"\b(?:until|up to|till) $", ahead, re.IGNORECASE)
        return "stops before" if is_not or until else "before"
    if words.FOR.search(ahead):
        return "begins" if is_not else "ends"
    if words.AFTER.search(ahead):
        return "ends" if is_not else "begins"
    return ""


def _is_ahead(behind: str, clause: str, scope: Scope) -> bool:
    """Return whether a time is one before an event."""
    if words.AHEAD.search(behind) or re.search(r"\bbefore\b", clause, re.IGNORECASE):
        return True
    return scope.heading.lower().startswith("before")


def _bound(ahead: str) -> str:
    if words.BOUND_MORE.search(ahead):
        return "most"
    found = words.BOUND.search(ahead)
    return (found.lastgroup or "") if found else ""
