"""Each item of a list runs on from its lead-in.

"You should:" with "drinking water" under it makes the reader stop and mend the sentence. All items
of a list have the same form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leaflet.content.list_item import ListItem
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw, Passage
from leaflet.editor.prose.wordlist import sets

GROUP = "style"
SEVERITY = "warning"
SOURCE = (
    "NHS digital service manual: https://service-manual.nhs.uk/content/formatting-and-punctuation"
)
LANGUAGES = ("en",)
_LEADS = {
    "verb": re.compile(
        r"\b(?:should|must|can|could|may|might|will|do not|don’t|to|please|if you)(?: also"
        r"| not)?:$",
        re.IGNORECASE,
    ),
    "noun": re.compile(
        r"\b(?:have|has|bring|bring your|your|need|avoid|include|includes|such as|like"
        r"|of)(?: also)?:$",
        re.IGNORECASE,
    ),
}
_CLAUSE = re.compile(
    r"(?:you|we|they|it) (?:should|must|can|will|need|have|may|are|is)\b|please \w", re.IGNORECASE
)
"""A sentence of its own, where a thing is asked for."""
_NOUN = re.compile(r"(?:an?|the|your|some|any|two|\d+) ", re.IGNORECASE)


VERBS = ("bring", "ring", "sing", "swing", "cling", "sting")
"""Verbs that end as those do which stand for a deed."""


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield the first item of each list that does not run on from the lead-in."""
    intros = {id(p.block): p.said.strip() for p in manuscript.passages if p.field == "intro"}
    for items in manuscript.lists:
        holder = items[0].holder
        intro = intros.get(id(items[0].block), "")
        if isinstance(holder, ListItem):
            intro = holder.text.literal.strip()
        kind = next((kind for kind, lead in _LEADS.items() if lead.search(intro)), "")
        broken = next((item for item in items if kind and _is_broken(item.said, kind)), None)
        broken = broken or (_odd(items) if intro and items[0].kind == "bullets" else None)
        if broken:
            problem = f"this item does not run on from “{intro}”"
            yield broken.flaw(problem, "give all items the form that the lead-in asks for", 0)


def _odd(items: Sequence[Passage]) -> Passage | None:
    """Return the first item of another form than the first, where some tell what to do."""
    forms = [(_form(item.said), item) for item in items]
    known = {form for form, _ in forms if form}
    if "verb" not in known or len(known) < 2:
        return None
    first = next(form for form, _ in forms if form)
    return next(item for form, item in forms if form not in ("", first))


def _form(said: str) -> str:
    """Return whether words begin with a thing, a verb or a deed; nothing where it is not sure."""
    word = said.partition(" ")[0].lower().strip(".,;:")
    if _NOUN.match(said):
        return "noun"
    if word in _verbs():
        return "verb"
    stems = (word[:-3], word[:-3] + "e", word[:-4]) if word.endswith("ing") else ()
    return "deed" if word not in VERBS and any(stem in _verbs() for stem in stems) else ""


def _is_broken(said: str, kind: str) -> bool:
    first, _, rest = said.partition(" ")
    word = first.lower().strip(".,;:")
    if kind == "verb":
        is_gerund = word.endswith("ing") and word not in VERBS
        is_third = (
            word.removesuffix("s") in _verbs() and word.endswith("s") and word not in _verbs()
        )
        return bool(_NOUN.match(said)) or is_gerund or is_third
    is_sentence = _CLAUSE.match(said) is not None
    return is_sentence or word in _verbs() or (word == "feel" and bool(rest))


def _verbs() -> frozenset[str]:
    """Return verbs of advice that are no names of things."""
    words = sets("imperatives")
    return words["advice"] - words["things"]
