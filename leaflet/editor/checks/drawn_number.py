"""The words beside a drawn number say that number.

A crowd of people says nothing to who cannot see it, and no exact number to who can: the sentence
does. What stands out on a scale is named in the sentence too.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.blocks.icon_array import IconArray
from leaflet.blocks.scale import Scale
from leaflet.content.frequency import whole_numbers
from leaflet.editor.prose import figure
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "honesty"
SEVERITY = "error"
SOURCE = (
    "Trevena and others, presenting quantitative information: "
    "https://doi.org/10.1186/1472-6947-13-S2-S7"
)
LANGUAGES = ("en",)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield sentences that do not say the number, or the step, that is drawn with them."""
    for passage in manuscript.passages:
        if passage.field != "text":
            continue
        match passage.holder:
            case IconArray() as crowd if not crowd.number and not _is_said(passage.said, crowd):
                problem = f"the words do not say what is drawn: {crowd.part} in {crowd.whole}"
                yield passage.flaw(problem, "say the number in the sentence")
            case Scale() as scale if scale.applies not in passage.said.lower():
                problem = f"the words do not say what stands out: {scale.applies}"
                yield passage.flaw(problem, f"say “{scale.applies}” in the sentence")


def _is_said(text: str, crowd: IconArray) -> bool:
    """Return whether a text says how many are affected, or how many are not."""
    drawn = {crowd.part, crowd.whole - crowd.part}
    if drawn & {*whole_numbers(text), *figure.in_words(text)}:
        return True
    return any(
        each.part * crowd.whole == part * each.whole
        for each in (*figure.rates(text), *figure.percents(text))
        for part in drawn
    )
