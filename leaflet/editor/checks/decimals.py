"""People, times and days are counted in whole numbers.

Nobody has met 2.9 people. "About 3 in 10" says the same and can be pictured. Doses, prices and
results of tests keep their decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: "
    "https://service-manual.nhs.uk/content/numbers-measurements-dates-time"
)
LANGUAGES = ("en",)
_DECIMAL = re.compile(
    r"(?<![\w.,£$€])\d+\.\d+(?=(?:(?:%| per ?cent) of (?:our |all |the )?| )(?:people"
    r"|patients|men|women|children|adults|babies|times|out of|"
    r"in (?:every )?1,?0+|days|nights|visits|sessions|weeks|months|years|hours)\b)"
)


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the decimals that count people or time."""
    for passage in manuscript.prose:
        for found in passage.finds(_DECIMAL):
            hint = f"round it: “about {float(found[0]):.0f}”"
            yield passage.flaw(f"`{found[0]}` is hard to picture", hint, *found.span())
