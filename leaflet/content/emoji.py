"""Finds emoji in texts, and says what to write instead: each program draws them in its own way.

An emoji is a whole sequence (UTS #51): with its skin tone, its joiners, two letters of a flag, or
the frame of a key.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from leaflet import shipped
from leaflet.content.icon_name import IconName
from leaflet.source import model, nodes
from leaflet.source.model import Struct
from leaflet.source.value import Line

_ALONE = (
    "\u231a\u231b\u23e9-\u23f3\u2614\u2615\u261d\u2648-\u2653\u2693\u26a1\u26bd\u26be\u26c4\u26c5\u26ce"
    "\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u2708\u270a-\u270d\u2728\u274c\u274e\u2753-\u2755"
    "\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
)
"""Signs among the others of Unicode that most programs show as pictures in colour."""
_PICTURE = f"[\U0001f000-\U0001f1e5\U0001f200-\U0001faff{_ALONE}]"
_ONE = f"(?:{_PICTURE}\ufe0f?|[\u203c-\u32ff]\ufe0f)[\U0001f3fb-\U0001f3ff]?"
_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{1,2}"
    "|[0-9#*]\ufe0f?\u20e3"
    f"|{_ONE}[\U000e0020-\U000e007f]*(?:\u200d(?:{_ONE}|[\u2190-\u27bf]\ufe0f?))*"
)
_LOOKS = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")


class _Icon(Struct, frozen=True):
    icon: IconName
    emoji: Line


class _Sign(Struct, frozen=True):
    sign: Line
    emoji: Line


class Instead(Struct, frozen=True):
    """What stands for emoji, from `emoji.yaml`."""

    icons: tuple[_Icon, ...]
    signs: tuple[_Sign, ...]


def found(text: str) -> Iterator[str]:
    """Yield the emoji of a text, each whole; some of them are signs that a font may have."""
    for emoji in _EMOJI.finditer(text):
        yield emoji[0]


def name(emoji: str) -> str:
    """Return what Unicode calls an emoji, in lower case."""
    if "\U0001f1e6" <= emoji[0] <= "\U0001f1ff" or "\U000e007f" in emoji:
        return "a flag"
    called = unicodedata.name(emoji[0], "an emoji without a name").lower()
    return f"the key {emoji[0]}" if emoji.endswith("\u20e3") else called


def hint(emoji: str) -> str:
    """Return a way out: the icon or the sign to use, or the word."""
    if emoji.endswith("\u20e3"):
        return f"write {emoji[0]}, or use the block `steps`, which numbers by itself"
    plain = _LOOKS.sub("", emoji)
    for each in (plain, plain[0]):
        if sign := _signs().get(each):
            return f"write {sign}, or the word"
        if icon := _icons().get(each):
            return f"write the word, or use `icon: {icon}` where a block takes an icon"
    return "write the word; `leaflet icons` shows pictures that a block may have"


@functools.cache
def _instead() -> Instead:
    return model.read(nodes.read_file(shipped.folder("content") / "emoji.yaml"), Instead)


@functools.cache
def _icons() -> dict[str, str]:
    given = [
        (_LOOKS.sub("", e), each.icon.text)
        for each in _instead().icons
        for e in each.emoji.text.split()
    ]
    return dict(given)


@functools.cache
def _signs() -> dict[str, str]:
    return {e: each.sign.text for each in _instead().signs for e in each.emoji.text.split()}
