"""Reduces a word to its stem, so that “wears”, “wearing” and “worn” are one word."""

from __future__ import annotations

import functools
import re

_IRREGULAR = {
    form: word
    for word, forms in {
        "wear": "wore worn",
        "take": "took taken",
        "give": "gave given",
        "keep": "kept",
        "drive": "drove driven",
        "eat": "ate eaten",
        "drink": "drank drunk",
        "go": "goes went gone",
        "have": "has had",
        "do": "does did done",
        "get": "got gotten",
        "leave": "left",
        "send": "sent",
        "bring": "brought",
        "spend": "spent",
        "pay": "paid",
        "hold": "held",
        "lie": "lying lay lain",
        "swim": "swam swum",
        "fly": "flew flown",
        "foot": "feet",
        "tooth": "teeth",
        "be": "is are was were been being am",
        "begin": "began begun",
        "come": "came",
        "make": "made",
        "see": "saw seen",
        "sleep": "slept",
        "lose": "lost",
        "leaf": "leaves",
        "die": "dying",
        "use": "using used uses",
        "choose": "chose chosen",
    }.items()
    for form in forms.split()
}
_KEPT = (
    "dressing",
    "stocking",
    "swelling",
    "morning",
    "evening",
    "bandage",
    "feeling",
    "hearing",
    "wedding",
    "need",
    "speed",
    "feed",
    "bleed",
    "seed",
    "gas",
    "lens",
    "pus",
    "bus",
    "plus",
    "us",
    "yes",
    "diabetes",
    "always",
    "perhaps",
)
_ENDING = re.compile(
    r"(?P<y>(?<=[^aeiou])ies|(?<=[^aeiou])ied)$|(?P<es>(?<=ss|[sc]h|.x|zz)es)$"
    r"|(?P<s>(?<![sui])s)$"
    r"|(?P<verb>(?<=[aeiouy][a-z])ing|(?<=[aeiouy][a-z]{2})ing|(?<=[aeiouy][a-z]{3})ing"
    r"|(?<=[aeiouy][a-z])ed|(?<=[aeiouy][a-z]{2})ed|(?<=[aeiouy][a-z]{3})ed)$"
)
_DOUBLE = re.compile(r"([bdgmnprt])\1$")


@functools.lru_cache(8192)
def stem(word: str) -> str:
    """Return the stem of an English word in lower case."""
    plain = re.sub(r"['’]s?$", "", word.lower())
    if plain in _KEPT:
        return plain
    plain = _IRREGULAR.get(plain, plain)
    found = _ENDING.search(plain)
    if found and found.start() >= 2:
        cut = plain[: found.start()]
        plain = f"{cut}y" if found["y"] else _DOUBLE.sub(r"\1", cut) if found["verb"] else cut
    return plain[:-1] if plain.endswith("e") and len(plain) > 3 else plain
