"""Items of a list end without a full stop, a comma or a semicolon.

The line break already ends the item. A mark there is one more thing to read. An item of two
sentences keeps its full stops, and so do steps and key points that state something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.wordlist import sets

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/formatting-and-punctuation"
)
KINDS = ("bullets", "key_points", "checklist", "do_dont")
_END = re.compile(r"(?:[;,](?: (?:and|or))?|(?<!\betc)(?<!\b[ap]\.m)(?<!\.)\.)$")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield each list that has items of one sentence which end with a mark, at the first."""
    for items in manuscript.lists:
        if _are_sentences(items):
            continue
        found = [(item, mark) for item in items if (mark := _mark(item))]
        if found:
            item, mark = found[0]
            yield item.flaw(_problem(mark, len(found)), "leave it out", 0)


def _are_sentences(items: tuple[Passage, ...]) -> bool:
    """Return whether key points are statements, not what to do, each with its full stop."""
    if items[0].kind != "key_points":
        return False
    told = [item for item in items if item.words[0].text.lower() in sets("imperatives")["advice"]]
    are_ended = all(item.said.endswith(".") for item in items)
    return are_ended and 2 * len(told) < len(items)


def _mark(item: Passage) -> str:
    """Return the mark that ends an item of one sentence, or nothing."""
    found = _END.search(item.said) if item.kind in KINDS and len(item.sentences) == 1 else None
    return found[0] if found else ""


def _problem(mark: str, count: int) -> str:
    if count == 1:
        return f"this item of a list ends with `{mark}`"
    return f"{count} items of this list end with a mark, this one with `{mark}`"
