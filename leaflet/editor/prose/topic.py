"""Decides which topics a leaflet must cover, and whether it does."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from leaflet.content.inline import Text
from leaflet.editor.prose import phrase
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import BARE, Flaw, Passage
from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.value import Line
from leaflet.text.run import Run

LABELS = ("title", "question", "intro", "caption", "term")
"""Keys whose texts say what stands under them, as headings do."""

NO_TELLING = (("contact", "title"),)
"""Texts that say nothing of a topic: what to do is over every leaflet's contact details."""


class Topic(Struct, frozen=True):
    """A topic to cover, which leaflets must, and how it is recognised."""

    id: Line
    about: tuple[Line, ...] = ()
    """What the leaflets that must speak of it are about; none means all of them."""
    certain: bool = False
    """Whether it must be sure what they are about."""
    audience: Line | None = None
    """For whom they are; None means for anybody."""
    decision_aid: bool = False
    """Whether decision aids alone must speak of it."""
    spared: tuple[Line, ...] = ()
    """Leaflets with one of these in the title need not speak of it."""
    instead: Line | None = None
    """A topic that does as well."""
    blocks: tuple[Line, ...] = ()
    labels: tuple[Line, ...] = ()
    unless: tuple[Line, ...] = ()
    """Labels with one of these announce something else."""
    said: tuple[Line, ...] = ()
    but: tuple[Line, ...] = ()
    """What follows one of these up to the next mark says something else."""
    asked: bool = False
    """Whether a question says it too: “Do you need this in large print?”"""
    aloud: bool = False
    """Whether numbers say it too that a block has beside its texts, such as how many repeats."""


class Topics(Struct, frozen=True):
    """All topics."""

    topics: tuple[Topic, ...]


@functools.cache
def _abouts() -> tuple[Topic, ...]:
    """Return the words by which each kind of leaflet is guessed, the surest first."""
    return named.load("word", "abouts", Topics).topics


@functools.cache
def load(name: str) -> Topic:
    """Return the topic called `name`; KeyError if there is none."""
    topics = named.load("word", "topics", Topics).topics
    return {topic.id.text: topic for topic in topics}[name]


def about(manuscript: Manuscript) -> str:
    """Return what a leaflet is about: what it says, or the guess from its title and headings."""
    return manuscript.document.about or _guess(manuscript)


def _guess(manuscript: Manuscript) -> str:
    """Return the first kind whose words are in the title, else the first in the headings."""
    if not manuscript.is_english:
        return ""
    title = manuscript.document.title.literal
    heads = " \n ".join(filter(None, map(_label, manuscript.passages)))
    for kind in _abouts():
        if _has(kind.labels + kind.said, title):
            return kind.id.text
    return next((kind.id.text for kind in _abouts() if _has(kind.said, heads)), "")


def _has(phrases: tuple[Line, ...], said: str) -> bool:
    return bool(phrases) and phrase.pattern(phrases).search(said) is not None


def is_due(manuscript: Manuscript, *abouts: str) -> bool:
    """Return whether a leaflet is about one of these, or nobody can tell what it is about."""
    return about(manuscript) in ("", *abouts)


def is_missing(manuscript: Manuscript, name: str) -> bool:
    """Return whether an English leaflet must cover a topic and does not."""
    is_asked = manuscript.is_english and _is_asked(manuscript, load(name))
    return is_asked and not is_spoken_of(manuscript, name)


def _is_asked(manuscript: Manuscript, topic: Topic) -> bool:
    """Return whether a leaflet is one of those that must cover a topic."""
    document = manuscript.document
    if topic.decision_aid and not manuscript.profile.is_decision_aid:
        return False
    if topic.audience and document.audience != topic.audience.text:
        return False
    if _has(topic.spared, document.title.literal):
        return False
    abouts = {line.text for line in topic.about}
    if topic.certain:
        return about(manuscript) in abouts
    return not abouts or is_due(manuscript, *abouts)


def is_spoken_of(manuscript: Manuscript, name: str) -> bool:
    """Return whether a block, label or sentence covers a topic."""
    topic = load(name)
    if topic.blocks and manuscript.of_kind(*(block.text for block in topic.blocks)):
        return True
    if next(labelled(manuscript, name), None):
        return True
    if topic.said and any(_is_said(topic, words) for words in _words(manuscript, topic)):
        return True
    return bool(topic.instead) and is_spoken_of(manuscript, str(topic.instead))


def _is_said(topic: Topic, words: str) -> bool:
    """Return whether words cover a topic, without those that say something else."""
    if topic.but:
        words = _beside(topic.but).sub(" ", words)
    return _has(topic.said, words)


@functools.cache
def _beside(phrases: tuple[Line, ...]) -> re.Pattern[str]:
    """Return a pattern of these phrases, each with what follows up to a mark."""
    return re.compile(rf"(?:{phrase.pattern(phrases).pattern})[^.;:,]{{0,60}}", re.IGNORECASE)


def _words(manuscript: Manuscript, topic: Topic) -> Iterator[str]:
    """Yield the sentences that may cover a topic; a question at the end of a text is a label."""
    if topic.aloud:
        yield from manuscript.aloud
    for passage in manuscript.passages:
        is_text = passage.role and passage.block and passage.kind != "references"
        is_telling = is_text and (passage.kind, passage.field) not in NO_TELLING
        for sentence in passage.sentences if is_telling else ():
            is_label = sentence.text.endswith("?") and sentence == passage.sentences[-1]
            if topic.asked or not is_label:
                yield sentence.text


def labelled(manuscript: Manuscript, name: str) -> Iterator[Passage]:
    """Yield the headings and labels that announce a topic."""
    topic = load(name)
    if not topic.labels:
        return
    wanted = phrase.pattern(topic.labels)
    other = phrase.pattern(topic.unless) if topic.unless else None
    for passage in manuscript.passages:
        label = _label(passage)
        if label and wanted.search(label) and not (other and other.search(label)):
            yield passage


def under(manuscript: Manuscript, name: str) -> Iterator[Passage]:
    """Yield the passages of sections, panels and answers that cover a topic."""
    labels = list(labelled(manuscript, name))
    announced = {id(label) for label in labels}
    blocks = {id(block) for passage in labels for block in passage.blocks}
    for section in manuscript.sections:
        if any(id(passage) in announced for passage in (section.heading, *section.passages)):
            yield from section.passages
    for passage in manuscript.passages:
        if any(id(block) in blocks for block in passage.blocks):
            yield passage


def missing(manuscript: Manuscript, name: str, problem: str, hint: str) -> Iterator[Flaw]:
    """Yield a flaw if a leaflet must cover a topic and does not."""
    if is_missing(manuscript, name):
        yield manuscript.flaw(problem, hint)


def _label(passage: Passage) -> str:
    """Return the label of a passage: a heading, title, question, or bold words at its start."""
    if passage.is_heading or (passage.field in LABELS and passage.kind not in BARE):
        return "" if passage.role == "H1" else passage.said
    match passage.text.parts if isinstance(passage.text, Text) else ():
        case (Run(bold=True) as first, *_) if first.text.strip().endswith((":", ".")):
            return first.text
    return ""
