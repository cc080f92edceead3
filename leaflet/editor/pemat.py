"""Decides those items of PEMAT-P and of the CDC Index that a program can.

PEMAT is the Patient Education Materials Assessment Tool of AHRQ, the Index is the Clear
Communication Index of the CDC. What is counted here is no official score: those take the eye of a
person.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from leaflet.blocks.table import Table
from leaflet.editor import engine
from leaflet.editor.prose import drawn, figure, passive, topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Passage
from leaflet.source.walk import walk

Verdict = Literal["met", "not met", "for a person", "does not apply"]
Decision = tuple[Verdict, str]
Decide = Callable[[Manuscript], Decision]


class Item(NamedTuple):
    """An item of a scale with its verdict."""

    id: str
    """Such as "PEMAT 11" or "CDC 2"."""
    title: str
    verdict: Verdict
    why: str
    """What it was decided by, or what a person has to look at."""


class Score(NamedTuple):
    """All items, and the percentage of decided items that are met."""

    items: tuple[Item, ...]
    understandability: float
    """PEMAT 1 to 19."""
    actionability: float
    """PEMAT 20 to 26."""
    cdc: float

    def count(self, verdict: Verdict) -> int:
        """Return the number of items with this verdict."""
        return sum(item.verdict == verdict for item in self.items)


def score(manuscript: Manuscript) -> Score:
    """Decide the items of both scales for a leaflet."""
    items = tuple(Item(scale_id, title, *decide(manuscript)) for scale_id, title, decide in _ITEMS)
    understandability, actionability = (
        [item for item in items if item.id[:5] == "PEMAT" and (int(item.id[6:]) < 20) == early]
        for early in (True, False)
    )
    cdc = [item for item in items if item.id[:3] == "CDC"]
    return Score(items, _share(understandability), _share(actionability), _share(cdc))


def _share(items: list[Item]) -> float:
    """Return the percentage of decided items that are met; 100 if none was decided."""
    met = sum(item.verdict == "met" for item in items)
    decided = met + sum(item.verdict == "not met" for item in items)
    return round(100 * met / decided, 1) if decided else 100.0


# ---- how an item is decided


def _rules(*names: str) -> Decide:
    """Make a decision: met if none of these rules finds anything."""

    def decide(manuscript: Manuscript) -> Decision:
        asked = [engine.rule(name) for name in names]
        able = [each for each in asked if each.reads(manuscript.document.language)]
        for rule in able:
            if flaw := next(iter(rule.flaws(manuscript)), None):
                return "not met", f"{rule.id}: {flaw.problem}"
        if able != asked:
            return "for a person", "the program reads English only"
        return "met", "nothing found by " + ", ".join(names)

    return decide


def _person(why: str) -> Decide:
    return lambda manuscript: ("for a person", why)


def _kinds(*names: str) -> Decide:
    """Make a decision: met if the leaflet has one of these blocks."""

    def decide(manuscript: Manuscript) -> Decision:
        there = [name for name in names if manuscript.of_kind(name)]
        if there:
            return "met", "there is a block " + ", ".join(f"`{name}`" for name in there)
        return "not met", "there is none of " + ", ".join(f"`{name}`" for name in names)

    return decide


def _where(applies: Callable[[Manuscript], bool], decide: Decide, none: str) -> Decide:
    """Make a decision that `decide` takes if the item applies."""
    return lambda manuscript: (
        decide(manuscript) if applies(manuscript) else ("does not apply", none)
    )


def _has_numbers(manuscript: Manuscript) -> bool:
    return any(figure.all_in(passage.said) for passage in manuscript.prose)


def _has_tables(manuscript: Manuscript) -> bool:
    return bool(manuscript.of_kind("table"))


def _weighs(manuscript: Manuscript) -> bool:
    """Return whether the leaflet has to weigh benefits against risks."""
    return topic.is_due(manuscript, "treatment", "test", "medicine", "vaccine")


def _captions(manuscript: Manuscript) -> Decision:
    bare = [image for image in drawn.pictures(manuscript) if not image.caption]
    if bare:
        return "not met", f"pictures without a caption: {len(bare)}"
    return "met", "each picture has a caption, each crowd its sentence"


def _table_heads(manuscript: Manuscript) -> Decision:
    tables = walk(manuscript.document.blocks, Table)
    bare = [table for table in tables if not (table.head or table.header)]
    if bare:
        return "not met", f"tables without headings: {len(bare)}"
    return "met", "each table has headings"


_SUMS = re.compile(
    r"\b(?:calculate|multiply|divide|subtract|add up|work out (?:how|your)|do the sum)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\byou(?:rs?|rself)?\b", re.IGNORECASE)
_THEM = re.compile(
    r"\b(?:the |all )?(?:patients?|individuals|users) (?:should|must|need to"
    r"|are (?:advised|asked|required))\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:certainty|not (?:sure|certain|known|clear)|do(?:es)? not (?:know|agree)"
    r"|no one (?:knows|can say)|cannot (?:say|show)|can differ|may differ|advice differs|mixed"
    r"|more research|not shown)\b",
    re.IGNORECASE,
)


def _in_english(decide: Decide) -> Decide:
    """Make a decision that `decide` takes for English; other languages are for a person."""

    def told(manuscript: Manuscript) -> Decision:
        if manuscript.is_english:
            return decide(manuscript)
        return "for a person", "the program reads English only"

    return told


def _sums(manuscript: Manuscript) -> Decision:
    found = _first(manuscript, _SUMS)
    return ("not met", f"“{found}” asks for a sum") if found else ("met", "no sum is asked for")


def _addressed(manuscript: Manuscript) -> Decision:
    found = _first(manuscript, _THEM)
    if found:
        return "not met", f"“{found}” speaks about the reader, not to them"
    if _first(manuscript, _YOU):
        return "met", "the reader is “you”"
    return "not met", "“you” is nowhere in the text"


def _unsure(manuscript: Manuscript) -> Decision:
    found = _first(manuscript, _UNSURE)
    if found:
        return "met", f"it says what is not sure: “{found}”"
    return "for a person", "look whether it says what is not known"


def _first(manuscript: Manuscript, pattern: re.Pattern[str]) -> str:
    """Return the first match in the prose, or ""."""
    found = (pattern.search(passage.said) for passage in manuscript.prose)
    return next((match[0] for match in found if match), "")


def _on_top(manuscript: Manuscript) -> Decision:
    for passage in manuscript.passages:
        if passage.kind == "key_points":
            return "met", "the key points stand before the first heading"
        if passage.role == "H2":
            break
    return "not met", "there are no key points before the first heading"


def _active(manuscript: Manuscript) -> Decision:
    kinds = ("key_points", "steps", "do_dont", "checklist")
    told = [passage for passage in manuscript.prose if passage.kind in kinds]
    for passage in told:
        words = _passive(passage)
        if words:
            return "not met", f"“{words}” is passive"
    if not told:
        return "not met", "there are neither key points nor steps"
    return "met", "key points and steps are active"


def _passive(passage: Passage) -> str:
    return next((passage.said[start:end] for start, end in passive.passives(passage.said)), "")


BOXES = ("key_points", "callout", "do_dont", "action_plan", "options", "matters", "tear_off")
HOW = (
    *("steps", "do_dont", "checklist", "timeline", "action_plan"),
    *("exercises", "exercise", "schedule", "doses"),
)
"""Blocks that tell step by step what to do."""
TOOLS = (
    *("checklist", "notes", "appointment", "steps", "fill_in", "tear_off"),
    *("action_plan", "schedule", "doses", "options", "matters"),
)
"""Blocks to write in, to tick, or to go by from day to day."""
_STEPS, _HOW = _kinds(*HOW, "appointment"), _kinds(*HOW)
_SUMMARY = _rules("missing-key-points")
_ITEMS: tuple[tuple[str, str, Decide], ...] = (
    ("PEMAT 1", "Its purpose is evident", _rules("missing-purpose")),
    ("PEMAT 2", "Nothing distracts from it", _rules("promotion", "testimonial")),
    ("PEMAT 3", "The words are common ones", _rules("reading-grade", "hard-word")),
    ("PEMAT 4", "Medical terms are explained", _person("look at each medical term")),
    ("PEMAT 5", "The voice is active", _rules("passive-voice")),
    (
        "PEMAT 6",
        "Numbers are clear",
        _where(
            _has_numbers,
            _rules("mixed-denominators", "relative-risk", "vague-number"),
            "it has no numbers of people",
        ),
    ),
    ("PEMAT 7", "No sums are asked of the reader", _in_english(_sums)),
    ("PEMAT 8", "It comes in short sections", _rules("missing-headings", "long-section")),
    ("PEMAT 9", "Headings say what is under them", _person("read the headings alone")),
    ("PEMAT 10", "The order makes sense", _person("read it from top to bottom")),
    ("PEMAT 11", "There is a summary", _SUMMARY),
    ("PEMAT 12", "Boxes and lists show what counts", _kinds(*BOXES)),
    ("PEMAT 15", "Pictures help where they can", _person("think where a picture would help")),
    (
        "PEMAT 16",
        "Pictures support the words",
        _where(drawn.has_pictures, _person("look at each picture"), "it has no pictures"),
    ),
    (
        "PEMAT 17",
        "Pictures have captions",
        _where(drawn.has_pictures, _captions, "it has no pictures"),
    ),
    (
        "PEMAT 18",
        "Pictures are clear",
        _where(drawn.has_pictures, _person("look at each picture"), "it has no pictures"),
    ),
    (
        "PEMAT 19",
        "Tables are simple and have headings",
        _where(_has_tables, _table_heads, "it has no tables"),
    ),
    ("PEMAT 20", "It names something to do", _STEPS),
    ("PEMAT 21", "It speaks to the reader", _in_english(_addressed)),
    ("PEMAT 22", "What to do comes in steps", _HOW),
    (
        "PEMAT 23",
        "It has a tool to use",
        _kinds(*TOOLS),
    ),
    (
        "PEMAT 24",
        "Sums are explained",
        _where(
            lambda m: bool(_first(m, _SUMS)), _person("look at each sum"), "it asks for no sums"
        ),
    ),
    (
        "PEMAT 25",
        "Charts and tables say how to use them",
        _where(
            lambda m: _has_tables(m) or bool(m.of_kind(*drawn.CHARTS)),
            _person("look at each chart and table"),
            "it has no charts or tables",
        ),
    ),
    ("PEMAT 26", "Pictures help to act", _person("think where a picture would help to act")),
    ("CDC 1", "There is one main message", _SUMMARY),
    ("CDC 2", "The main message is at the top", _on_top),
    ("CDC 3", "The main message stands out", _kinds("key_points")),
    (
        "CDC 4",
        "A picture carries the main message",
        lambda m: (
            ("for a person", "look whether a picture carries it")
            if drawn.has_pictures(m)
            else ("not met", "it has no pictures")
        ),
    ),
    ("CDC 5", "It calls for something to be done", _STEPS),
    ("CDC 6", "Main message and calls are active", _in_english(_active)),
    ("CDC 7", "The words are the reader’s own", _person("ask readers")),
    (
        "CDC 8",
        "It has lists",
        _kinds("bullets", "steps", "checklist", "key_points", "do_dont", "action_plan", "matters"),
    ),
    ("CDC 9", "It comes in parts with headings", _rules("missing-headings", "long-section")),
    ("CDC 10", "What counts most comes first", _on_top),
    ("CDC 11", "It says what is known and what is not", _unsure),
    ("CDC 12", "It recommends something to do", _STEPS),
    ("CDC 13", "It says why", _person("look whether each recommendation has its reason")),
    ("CDC 14", "It says how", _HOW),
    (
        "CDC 15",
        "Numbers are ones that readers use",
        _where(_has_numbers, _rules("mixed-denominators"), "it has no numbers of people"),
    ),
    (
        "CDC 16",
        "It says what the numbers mean",
        _where(_has_numbers, _person("look at each number"), "it has no numbers of people"),
    ),
    ("CDC 17", "The reader need not reckon", _in_english(_sums)),
    (
        "CDC 18",
        "It says what the risk is",
        _where(_weighs, _rules("missing-risks"), "it is about no treatment"),
    ),
    (
        "CDC 19",
        "It has both risks and benefits",
        _where(_weighs, _rules("missing-risks", "missing-benefits"), "it is about no treatment"),
    ),
    (
        "CDC 20",
        "Chances come with words or a picture",
        _where(
            lambda m: any(figure.rates(passage.said) for passage in m.prose),
            lambda m: (
                ("met", "a picture or a table shows them")
                if m.of_kind(*drawn.CHARTS, "table")
                else ("for a person", "look whether words go with each number")
            ),
            "it has no chances in numbers",
        ),
    ),
)
