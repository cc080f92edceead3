"""Finds questions with their answers: headings in a row that ask, or paragraphs with Q and A."""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.exchange import guesses
from leaflet.exchange.block_forms import BlockForms
from leaflet.exchange.draft_block import DraftBlock, DraftValue
from leaflet.exchange.parts import (
    FilePart,
    HeadingPart,
    LeftOver,
    ParagraphPart,
    Stretch,
    Stretches,
    joined,
    text_of,
    texts,
)

_FEWEST = 2
"""Questions in a row that are more than a heading that happens to ask."""
_ANSWER_WORDS = 150
_CHECK = "questions in a row were taken for questions and answers"


def row_end(parts: Sequence[FilePart], at: int) -> int:
    """Return the end of a row of questions that begins at a heading, or 0 where none does.

    Those of level 2 are sections of the leaflet and stay headings.
    """
    first = parts[at]
    if not isinstance(first, HeadingPart) or first.level < 3:
        return 0
    count, end = 0, at
    while end < len(parts):
        part = parts[end]
        asks = isinstance(part, HeadingPart) and text_of(part.words).rstrip().endswith("?")
        if not (isinstance(part, HeadingPart) and asks and part.level == first.level):
            break
        after = end + 1
        while after < len(parts) and not isinstance(parts[after], HeadingPart):
            after += 1
        words = len(" ".join(texts(parts[end + 1 : after])).split())
        deeper = after < len(parts) and getattr(parts[after], "level", 0) > first.level
        if deeper or not 0 < words <= _ANSWER_WORDS:
            break
        count, end = count + 1, after
    return end if count >= _FEWEST else 0


def faqs(parts: Sequence[FilePart], forms: BlockForms) -> DraftBlock:
    """Return headings and what stands under each as questions with answers."""
    items: list[DraftValue] = []
    at = 0
    while at < len(parts):
        heading, end = parts[at], at + 1
        while end < len(parts) and not isinstance(parts[end], HeadingPart):
            end += 1
        if isinstance(heading, HeadingPart):
            items.append(_item(forms, heading.words, parts[at + 1 : end]))
        at = end
    return DraftBlock("faqs", items, (_CHECK,), tuple(parts))


def asked(parts: Sequence[FilePart], forms: BlockForms) -> list[DraftBlock]:
    """Return blocks of paragraphs that are marked with Q and A; nothing if they are not."""
    kinds = [_kind(part) for part in parts]
    if kinds.count("q") < _FEWEST or kinds.count("q") != kinds.count("a"):
        return []
    first = kinds.index("q")
    row = [each for each in kinds[first:] if each]
    if row != ["q", "a"] * (len(row) // 2) or any(
        kinds[at] == "q" and kinds[at + 1] != "a" for at in range(first, len(kinds) - 1)
    ):
        return []
    marks = (found[0] for part in parts if (found := guesses.ASKED.match("".join(texts((part,))))))
    forms.left.append(LeftOver("typed-mark", "in the text", " ".join(marks)))
    items: list[DraftValue] = []
    starts = [at for at, kind in enumerate(kinds) if kind == "q"]
    for at, end in zip(starts, [*starts[1:], len(parts)], strict=True):
        question = parts[at]
        answer = [_unmarked(parts[at + 1]), *parts[at + 2 : end]]
        if isinstance(question, ParagraphPart):
            items.append(_item(forms, _cut(question.words), answer))
    return [
        *forms.blocks(parts[:first]),
        DraftBlock("faqs", items, (_CHECK,), tuple(parts[first:])),
    ]


def _item(forms: BlockForms, question: Stretches, answer: Sequence[FilePart]) -> DraftValue:
    blocks = [*forms.blocks(answer)]
    is_one = len(blocks) == 1 and blocks[0].word == "paragraph"
    said: DraftValue = blocks[0].value if is_one else blocks
    return {"question": forms.text(question, bold=False), "answer": said}


def _kind(part: FilePart) -> str:
    found = guesses.ASKED.match(text_of(part.words)) if isinstance(part, ParagraphPart) else None
    return found["kind"][0].lower() if found else ""


def _unmarked(part: FilePart) -> FilePart:
    return part._replace(words=_cut(part.words)) if isinstance(part, ParagraphPart) else part


def _cut(words: Stretches) -> Stretches:
    """Return words without the mark that they begin with."""
    found = guesses.ASKED.match(text_of(words))
    count, kept = found.end() if found else 0, list[Stretch]()
    for stretch in words:
        gone = min(count, len(stretch.text))
        count -= gone
        kept.append(stretch._replace(text=stretch.text[gone:]))
    return joined(kept)
