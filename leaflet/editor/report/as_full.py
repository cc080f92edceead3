"""Writes each finding with its words, then the scores, for people."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from leaflet.editor import pemat
from leaflet.editor.engine import Checked, Finding
from leaflet.editor.prose import dictionary, readability
from leaflet.editor.report.counted import plural, summary
from leaflet.errors import Fault, Severity, shown

WIDTH = 88
"""Characters of a line."""
BAR = 20
"""The widest bar, and the highest grade that it can show."""
NAME = 34
"""Characters of a section's heading that are shown."""
Ink = Callable[[Severity, str], str]
"""Puts words into the colour of a severity, or leaves them as they are."""
COLOURS = {"error": "31", "warning": "33", "note": "36"}
"""Red, yellow and cyan (ECMA-48, 8.3.117)."""


def _plain(severity: Severity, words: str) -> str:
    return words


def coloured(severity: Severity, words: str) -> str:
    """Return words in the colour of a severity, for a terminal."""
    return f"\033[{COLOURS[severity]}m{words}\033[0m"


def text(checked: Sequence[Checked], faults: Sequence[Fault], ink: Ink = _plain) -> str:
    """Write findings, scores and accepted findings of each leaflet, and a summary line."""
    parts = [part for each in checked for part in _leaflet(each, ink)]
    count = "" if len(checked) == 1 else f" in {plural(len(checked), 'leaflet')}"
    return "\n\n".join([*parts, summary(checked) + count] if checked else [])


def findings(checked: Sequence[Checked], ink: Ink = _plain) -> str:
    """Write the open findings alone."""
    return "\n\n".join(_finding(finding, ink) for each in checked for finding in each.open)


def _leaflet(checked: Checked, ink: Ink) -> Iterator[str]:
    yield from (_finding(finding, ink) for finding in checked.open)
    yield "\n".join((*_readability(checked), *_completeness(checked)))
    language = checked.manuscript.document.language.text
    if not dictionary.find(language):
        yield f"Spelling was not checked: this computer has no dictionary of {language}."
    if checked.unread:
        yield _unread(checked)
    if checked.accepted:
        yield "\n".join(["Accepted", *map(_accepted, checked.accepted)])


def _finding(finding: Finding, ink: Ink) -> str:
    fault, own = finding.fault, partial(ink, finding.severity)
    named = f"{fault.problem} [{fault.code}]"
    return fault._replace(problem=named).drawn(own, f"{own(fault.severity)}: ")


def _accepted(finding: Finding) -> str:
    place = f"{finding.place}: " if finding.place else ""
    problem = f"  {place}{finding.flaw.problem} [{finding.rule.id}]"
    return f"{problem}\n    because: {finding.accepted}"


def _readability(checked: Checked) -> Iterator[str]:
    """Yield a table with a bar for the grade of the leaflet and of each section."""
    found, profile = readability.of(checked.manuscript), checked.manuscript.profile
    if not checked.manuscript.is_english:
        yield from _by_formula(checked.name, found)
        return
    yield f"{shown(checked.name, NAME):<{NAME}}  {'':{BAR}}  grade  SMOG  ease  words"
    yield _row("all", found.whole, profile.grade)
    for row in found.sections:
        yield _row(f"  {row.section.heading.said}", row.counts, profile.grade)
    wanted = f"at most {profile.grade:g}, {profile.smog:g}; ease at least {profile.ease:g}"
    yield f"wanted: {wanted} ({profile.title})"


def _by_formula(name: str, found: readability.Readability) -> Iterator[str]:
    """Yield a table of what the formula of the leaflet's language finds, if there is one."""
    known = found.formula
    width = len(known.name.text) if known else 0
    yield f"{shown(name, NAME):<{NAME}}  {known.name.text if known else '':>{width}}  words"
    heads = ((f"  {row.section.heading.said}", row.counts) for row in found.sections)
    for head, counts in (("all", found.whole), *heads):
        value = f"{known.value(counts.ratios):.0f}" if known and counts.are_enough else ""
        yield f"{shown(head, NAME):<{NAME}}  {value:>{width}}  {counts.words:5,}"
    if known and known.wanted:
        yield f"wanted: {known.wanted} ({known.source})"


def _unread(checked: Checked) -> str:
    """Say which rules do not know the leaflet's language."""
    names = ", ".join(each.id for each in checked.unread)
    said = f"Not checked in {checked.manuscript.language.english}, as these rules know English: "
    return textwrap.fill(f"{said}{names}.", WIDTH, break_on_hyphens=False)


def _completeness(checked: Checked) -> Iterator[str]:
    """Yield the shares of decided items, and the items not met."""
    score = pemat.score(checked.manuscript)
    shares = f"understand {score.understandability:g}%, act {score.actionability:g}%"
    yield f"complete: PEMAT {shares}; CDC Index {score.cdc:g}% of what a program can decide"
    for item in score.items:
        if item.verdict == "not met":
            yield f"  not met: {item.id}, {item.title.lower()} ({item.why})"


def _row(name: str, counts: readability.Counts, most: float) -> str:
    """Return a row of the table; few words have no grade, and SMOG needs 30 sentences."""
    bar = grade = ease = smog = heavy = ""
    if counts.are_enough:
        bar = "█" * max(1, min(BAR, round(counts.grade)))
        grade, ease = f"{counts.grade:.1f}", f"{counts.ease:.0f}"
        heavy = " heavy" if counts.grade > most else ""
    if counts.sentences >= readability.FEWEST:
        smog = f"{counts.smog:.1f}"
    figures = f"{grade or '–':>5}  {smog or '–':>4}  {ease or '–':>4}  {counts.words:5,}"
    return f"{shown(name, NAME):<{NAME}}  {bar:<{BAR}}  {figures}{heavy}"
