"""A leaflet names the risks, and how many people they happen to.

A reader who meets a side effect that nobody mentioned loses trust, and may not know that it is
one. Words such as "rare" are read as far more often than they mean, so numbers belong to them.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.blocks.table import Table
from leaflet.content.inline import Text
from leaflet.editor.prose import figure, phrase, topic
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.value import Line
from leaflet.source.walk import walk

GROUP = "completeness"
SEVERITY = "error"
SOURCE = "DISCERN: http://www.discern.org.uk/"
LANGUAGES = ("en",)
_UNKNOWN = (
    "no exact/good/reliable/clear? number/numbers/figure/figures",
    "not/nobody/one known/knows/know how often/many/common",
    "no-one/nobody/one knows/know/can/has/counted",
    "not known",
    "do not/don't know how",
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the leaflet without risks, or the first word on them where none has a number."""
    told = any(map(_is_risk, _told(manuscript)))
    if topic.is_missing(manuscript, "risks") and not told:
        problem = "nothing here says what can go wrong"
        hint = "add a section on the risks, with how many people each happens to"
        yield manuscript.flaw(problem, hint)
    elif not told and _is_bare(manuscript):
        label = next(topic.labelled(manuscript, "risks"))
        problem = "the risks are named, but not how many people they happen to"
        hint = "add numbers, such as “about 9 in 100 people”, or say that nobody knows"
        yield label.flaw(problem, hint)


def _told(manuscript: Manuscript) -> Iterator[str]:
    """Yield the passages that may tell a risk; a row of a table is read as one."""
    for passage in manuscript.prose:
        if passage.kind not in ("benefits", "table"):
            yield passage.said
    for table in walk(manuscript.document.blocks, Table):
        caption = table.caption.literal if table.caption else ""
        for row in table.rows:
            yield " | ".join([caption, *(cell.literal for cell in walk(row, Text))])


def _is_risk(said: str) -> bool:
    """Return whether words say how many people something bad happens to, or nothing good."""
    if not (figure.rates(said) or figure.percents(said)):
        return False
    return bool(phrase.names("harms").search(said) or not phrase.names("gains").search(said))


def _is_bare(manuscript: Manuscript) -> bool:
    """Return whether sections on risks have neither a number nor say that none is known."""
    due = topic.is_due(manuscript, *(about.text for about in topic.load("risks").about))
    if not due:
        return False
    if manuscript.of_kind("icon_array", "scale") or not next(
        topic.labelled(manuscript, "risks"), None
    ):
        return False
    unknown = phrase.pattern(tuple(map(Line, _UNKNOWN)))
    return not any(
        figure.rates(passage.said)
        or figure.percents(passage.said)
        or unknown.search(passage.said)
        or (passage.kind == "table" and any(char.isdigit() for char in passage.said))
        for passage in topic.under(manuscript, "risks")
    )
