"""No “eg”, “ie” or “etc”.

Many people do not know them, and a screen reader says "egg" for "eg". "For example" is worth its
letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/a-to-z-of-nhs-health-writing"
)
LANGUAGES = ("en",)
INSTEAD = {
    "eg": "for example",
    "ie": "that is",
    "etc": "and so on",
    "nb": "please note",
    "viz": "namely",
    "vs": "against",
    "cf": "compare",
    "asap": "as soon as you can",
    "etal": "and others",
}
_LATIN = re.compile(
    r"(?<![\w’'.@/-])"
    r"(?:e\.? ?g|i\.? ?e|n\.? ?b|etc|viz|vs|cf|asap|et al)\b\.?(?![\w’'@/-])"
)
_CAPITALS = re.compile(r"(?<![\w’'.@/-])(?:N\.?B|E\.?g|I\.?e|ASAP)\b[.:]?(?![\w’'@/-])")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield Latin in short, with what it means."""
    for passage in manuscript.spoken:
        for pattern in (_LATIN, _CAPITALS):
            for found in passage.finds(pattern):
                plain = INSTEAD[re.sub(r"\W", "", found[0].lower())]
                yield passage.flaw(
                    f"`{found[0]}` is hard to read", f"write “{plain}”", *found.span()
                )
