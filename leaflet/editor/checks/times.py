"""Times are written as 5:30pm.

Not everybody reads the 24-hour clock, and 5.30 looks like a price.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.near import before
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual:"
    " https://service-manual.nhs.uk/content/numbers-measurements-dates-time"
)
LANGUAGES = ("en",)
_HALF = re.compile(
    r"(?<![\d.:])(?P<hour>1[0-2]|0?[1-9])(?:[.:](?P<minutes>[0-5]\d))?"
    r" ?(?P<half>[ap])(?:m|\.? ?m\.)(?!\w)",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"(?<![\d.:/£$])(?P<hour>0\d|1[3-9]|2[0-3])"
    r"(?P<mark>[:.]|(?<=0\d)(?=[0-5]\d(?:$|[ ,.;)](?!\d)))|(?=[0-5]\d ?(?:hours|hrs)\b)"
    r"|(?:(?<=1[3-8])|(?<=2[1-3]))(?=[0-5]\d(?:$|[,.;)])))"
    r"(?P<minutes>[0-5]\d)(?: ?(?:hours|hrs|h)\b)?"
    r"(?![\d:]|\.\d| ?(?:[ap]\.?m\b|%|mg|ml|g\b|kg|cm|mm|litres?|mmol))"
)
_NO_TIME = re.compile(
    r"\b(?:ratio|score|scale|verse|version|(?:is|of) a mix)(?: (?:is|of|was|to))? $|\b(?:Genesis"
    r"|Exodus|Psalms?|Isaiah|Matthew|Mark|Luke|John|Acts|Romans|Surah|Quran) $"
)
"""What stands before two numbers that are no time: a ratio, a verse."""
_END = re.compile(r"$| [^\Wa-z]")
"""Of a sentence, which keeps its full stop."""
_TOLD = re.compile(r"\b(?:at|from|until|till|by|before|after|between|and|to|open|opens|closes) $")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the times that are written otherwise, for leaflets in British English."""
    if manuscript.profile.spelling != "british":
        return
    for passage in manuscript.spoken:
        for found in passage.finds(_HALF):
            ends = _END.match(passage.said, found.end())
            written = found[0].removesuffix(".") if ends else found[0]
            if written != (right := _written(found["hour"], found["minutes"], found["half"])):
                end = found.start() + len(written)
                hint = f"write “{right}”"
                yield passage.flaw(f"`{written}` is not the usual way", hint, found.start(), end)
        for found in passage.finds(_LONG):
            if before(_NO_TIME, passage.said, found.start()):
                continue
            if found["mark"] == ":" or before(_TOLD, passage.said, found.start()):
                hour = int(found["hour"])
                right = _written(str(hour % 12 or 12), found["minutes"], "ap"[hour >= 12])
                problem = f"`{found[0]}` is a time of the 24-hour clock"
                yield passage.flaw(problem, f"write “{right}”", *found.span())


def _written(hour: str, minutes: str | None, half: str) -> str:
    past = f":{minutes}" if minutes and minutes != "00" else ""
    return f"{int(hour)}{past}{half.lower()}m"
