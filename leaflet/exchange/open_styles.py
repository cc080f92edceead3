"""What the styles and lists of an OpenDocument text mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from leaflet.exchange.word_styles import attribute, child, local
from leaflet.text.run import Script

if TYPE_CHECKING:
    from leaflet.exchange.markup import Element

_DEEP = 20
"""Styles that one is based on, one on another."""


_RAISED: dict[str, Script] = {"super": "super", "sub": "sub"}


class TextStyle(NamedTuple):
    """What a style says of words, with what it has from its parents."""

    role: str = ""
    """Title, quote, box or contents."""
    bold: bool | None = None
    size: float = 0.0
    raised: Script = ""
    hidden: bool = False
    is_boxed: bool = False


def style_of(styles: Mapping[str, Element], name: str) -> TextStyle:
    """Return what a style says, with what its parents say."""
    chain: list[Element] = []
    while (element := styles.get(name)) is not None and len(chain) < _DEEP:
        chain.append(element)
        name = attribute(element, "parent-style-name")
    found = TextStyle()
    for element in reversed(chain):
        found = _over(found, element)
    return found


def _over(base: TextStyle, element: Element) -> TextStyle:
    """Return a style with what an element says over what its parents say."""
    name = (attribute(element, "display-name") or attribute(element, "name")).replace("_20_", " ")
    said, around = child(element, "text-properties"), child(element, "paragraph-properties")
    roles = {"title": "title", "subtitle": "subtitle", "quotations": "quote"}
    weight, position = attribute(said, "font-weight"), attribute(said, "text-position")
    size = re.fullmatch(r"([\d.]{1,6})pt", attribute(said, "font-size"))
    border = attribute(around, "border")
    raised = _RAISED.get(position.split(" ")[0], base.raised)
    return TextStyle(
        roles.get(name.lower(), base.role),
        base.bold if not weight else weight in ("bold", "600", "700", "800", "900"),
        float(size[1]) if size and size[1].count(".") < 2 and size[1] != "." else base.size,
        raised,
        base.hidden or attribute(said, "display") == "none",
        (border != "none") if border else base.is_boxed,
    )


def levels(style: Element) -> Iterator[tuple[int, tuple[bool, int]]]:
    """Yield the levels of a list style: whether it has numbers, and from which on."""
    for each in style:
        level, start = attribute(each, "level"), attribute(each, "start-value")
        if level.isdigit():
            is_ordered = local(each).endswith("number") and bool(attribute(each, "num-format"))
            yield int(level), (is_ordered, int(start) if start.isdigit() else 1)
