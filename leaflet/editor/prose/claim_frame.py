"""Finds frames: meanings that make a claim together, such as a therapy, what it ends, an illness.

The first meaning of a frame is what the sentence asserts. The others stand in the same sentence:
anywhere, `>` after it or `<` before it. `a/b` is one meaning or the other. Words such
as “it” count as `offered` where the passage is about a therapy, but not as `offered!`.
"""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

from leaflet.editor.prose import lexicon, stance
from leaflet.editor.prose.lexicon import Meant, Sense
from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.value import Line

STAND_INS = "stand-in"
"""The meaning of words such as “it”, which stand for a therapy where the passage is about one."""


class ClaimFrame(Struct, frozen=True):
    """Meanings that make a claim where they stand together, with a hint."""

    has: tuple[Line, ...]
    hint: Line
    unless: tuple[Line, ...] = ()
    """Meanings that make something else of the sentence."""
    near: int = 25
    """Words, at most, between what is asserted and each of the others."""
    within: Literal["all", "therapy"] = "all"
    tradition: bool = False
    """Whether it may be told as the view of a tradition."""
    asked: bool = False
    """Whether a question makes the claim too: “Who needs a scan?”"""
    joined: bool = False
    """Whether it is filled by two sentences together: “Side effects? There are none.”"""
    denied: bool = False
    """Whether a negation before it changes nothing."""


class FrameList(Struct, frozen=True):
    """The frames of each rule; `words/frames.yaml`."""

    frames: dict[str, tuple[ClaimFrame, ...]]


class FilledFrame(NamedTuple):
    """A frame that a sentence fills, with the offsets of its words."""

    frame: ClaimFrame
    start: int
    end: int


def filled(
    pack: str, sentence: str, *, therapy: bool, joined: bool = False
) -> Iterator[FilledFrame]:
    """Yield the frames of a pack that a sentence, or two that are joined, asserts, each once."""
    frames = [each for each in shipped().get(pack, ()) if each.joined or not joined]
    if not frames:
        return
    read = lexicon.reading(sentence)
    for frame in frames:
        if frame.within == "therapy" and not therapy:
            continue
        if any(read.has(each.text) for each in frame.unless):
            continue
        for senses in _filled(frame, read, therapy=therapy):
            start, end = (read.tokens[senses[0].first].start, read.tokens[senses[0].last - 1].end)
            if _is_asserted(frame, sentence, start, end):
                first = min(read.tokens[each.first].start for each in senses)
                last = max(read.tokens[each.last - 1].end for each in senses)
                yield FilledFrame(frame, first, last)
                break


def _is_asserted(frame: ClaimFrame, sentence: str, start: int, end: int) -> bool:
    if frame.tradition and stance.reports(sentence, start):
        return False
    if frame.denied:
        return frame.asked or not sentence.rstrip(" ”\"'").endswith("?")
    return stance.asserts(sentence, start, end, asked=frame.asked)


@functools.cache
def shipped() -> dict[str, tuple[ClaimFrame, ...]]:
    """Return the frames of each pack."""
    return named.load("word", "frames", FrameList).frames


def _filled(frame: ClaimFrame, read: Meant, *, therapy: bool) -> Iterator[list[Sense]]:
    """Yield the parts that fill a frame, what is asserted first."""
    key, *others = (each.text for each in frame.has)
    sought = [_senses(other.lstrip("<>"), read, therapy=therapy) for other in others]
    if not all(sought):
        return
    for sense in _senses(key, read, therapy=therapy):
        parts = [
            _nearest(senses, sense, other[0], frame.near)
            for other, senses in zip(others, sought, strict=True)
        ]
        if None not in parts:
            yield [sense, *(part for part in parts if part)]


def _senses(names: str, read: Meant, *, therapy: bool) -> list[Sense]:
    """Return the parts with one of these meanings, in order."""
    wanted = names.split("/")
    if "offered" in wanted and therapy:
        wanted.append(STAND_INS)
    return sorted(sense for name in wanted for sense in read.senses.get(name.removesuffix("!"), ()))


def _nearest(senses: list[Sense], key: Sense, side: str, near: int) -> Sense | None:
    """Return a part near the asserted one that does not overlap it, on the side that is asked."""
    first = bisect_left(senses, (key.first - near,))
    for sense in senses[first:]:
        if sense.first > key.last + near:
            return None
        before, after = sense.last <= key.first, sense.first >= key.last
        if (before and side != ">") or (after and side != "<"):
            return sense
    return None
