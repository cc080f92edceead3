"""Reads doses in the language of a leaflet: they are printed as written, and reckoned with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaflet.content import language as languages
from leaflet.errors import LeafletError
from leaflet.source.model import Reader
from leaflet.source.nodes import Mapping, Node, Scalar, Sequence
from leaflet.source.value import UNREAD, LanguageTag

if TYPE_CHECKING:
    from leaflet.content.language import Language
    from leaflet.content.spoken_doses import SpokenDoses

BLOCK = "doses"
LONGEST = 80
"""What has more characters is no dose: it is refused where it is read."""


def reckoned(root: Mapping) -> Mapping:
    """Return a leaflet with the doses of each block as they are reckoned with, and as written.

    What cannot be read is `UNREAD`, but for English in another language: that is refused later.
    """
    tag = root.get("language")
    said = LanguageTag.from_node(tag, Reader()) if isinstance(tag, Scalar) else None
    if not said or said.primary == languages.SOURCE.primary:
        return root
    try:
        language = languages.load(said)
    except LeafletError:  # is told when the leaflet itself is read
        return root
    made: Mapping = _within(root, spoken(language))
    return made


def spoken(language: Language) -> SpokenDoses:
    """Return what reads doses as a language says them."""
    from leaflet.content.spoken_doses import SpokenDoses

    return SpokenDoses(
        language.doses,
        language.decimal,
        language.label("from_to", first="{low}", last="{high}"),
        *(language.label(f"times_a_day{number}") for number in ("", "_one", "_two")),
    )


def _within(node: Node, words: SpokenDoses) -> Any:
    """Return a part of a leaflet, with each block of doses in it read."""
    match node:
        case Mapping():
            entries = (
                (key, _block(value, words) if key.text == BLOCK else _within(value, words))
                for key, value in node.entries
            )
            return node._replace(entries=tuple(entries))
        case Sequence():
            return node._replace(items=tuple(_within(item, words) for item in node.items))
    return node


def _block(node: Node, words: SpokenDoses) -> Node:
    """Return a block of doses, or a row of it, with its doses read."""
    if not isinstance(node, Mapping):
        return node
    return node._replace(
        entries=tuple((key, _said(key.text, value, words)) for key, value in node.entries)
    )


def _said(key: str, node: Node, words: SpokenDoses) -> Node:
    if key == "rows" and isinstance(node, Sequence):
        return node._replace(items=tuple(_block(row, words) for row in node.items))
    if key not in words.kinds or not isinstance(node, Scalar) or node.printed:
        return node
    if not 0 < len(node.text.strip()) <= LONGEST:
        return node
    read = words.read(key, node.text)
    if not read and _is_english(key, node):
        return node
    return node._replace(text=read or UNREAD, printed=node.text)


def _is_english(key: str, node: Scalar) -> bool:
    """Return whether a dose is read as it is written in English."""
    from leaflet.content.amounts import Amount, DayLimit, Strength
    from leaflet.content.bands import AgeBand, WeightBand
    from leaflet.content.often import Often

    kinds = {"age": AgeBand, "weight": WeightBand, "strength": Strength, "often": Often}
    kind = (kinds | {"amount": Amount, "most": DayLimit})[key]
    return bool(kind.from_node(node, Reader()))
