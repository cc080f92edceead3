"""What the elements of a web page are: blocks, headings, boxes, hidden, calls of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaflet.exchange.parts import Stretch

if TYPE_CHECKING:
    from leaflet.exchange.markup import Element

NO_WORDS = {"script", "style", "head", "meta", "link", "base", "colgroup", "col", "template"}
OF_HEADS = {"title", *NO_WORDS}
_BLOCK_NAMES = """
address article aside body caption center dd details dialog div dl dt fieldset figcaption figure
footer form header hgroup html legend li main p pre section summary table tbody td tfoot th thead tr
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
_INLINE_NAMES = "a abbr b bdi bdo big del em font i ins mark q s small span strong sub sup u wbr"
INSIDE_WORDS = frozenset(_INLINE_NAMES.split())
"""What may stand inside a word; around anything else a word ends."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TITLES = {"msotitle", "title"}
"""What Word and Google Docs call the paragraph that is the title."""
_BOLD = ("b", "strong", "dt", "summary", "legend")
_BOX = re.compile(
    r"(?:^|[-_ ])(?:callout|alert|warning|caution|notice|inset|inset-?text|care-?card|admonition"
    r"|panel|infobox|important)(?:$|[-_ ])",
    re.IGNORECASE,
)
_BOX_WORDS = 250
"""Words of the longest box: what is named so and longer is the page itself."""
MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})[\])]?", re.IGNORECASE)
"""What calls a note."""


def emptied(element: Element) -> None:
    """Take everything out of an element, but not what follows it."""
    tail = element.tail
    element.clear()
    element.tail = tail


def look_of(look: Stretch, tag: str, style: dict[str, str]) -> Stretch:
    """Return the look of words inside an element."""
    weight = style.get("font-weight", "")
    if tag in _BOLD or weight in ("bold", "bolder", "600", "700", "800", "900"):
        look = look._replace(bold=True)
    if weight in ("normal", "400", "300", "lighter"):
        look = look._replace(bold=False)
    raised = style.get("vertical-align", "")
    if tag == "sup" or raised == "super":
        look = look._replace(script="super")
    elif tag == "sub" or raised == "sub":
        look = look._replace(script="sub")
    return look


def style_of(element: Element) -> dict[str, str]:
    """Return what the style of an element says, by property."""
    pairs = (each.partition(":") for each in (element.get("style") or "").split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in pairs if value}


def is_hidden(element: Element, style: dict[str, str]) -> bool:
    """Tell whether nobody sees an element."""
    hidden = style.get("display") == "none" or style.get("visibility") == "hidden"
    return hidden or element.get("hidden") is not None or style.get("mso-hide") == "all"


def heading_level(element: Element, tag: str) -> int:
    """Return the level of a heading, or 0."""
    if tag in _HEADINGS:
        return _HEADINGS[tag]
    if element.get("role") == "heading":
        return max(1, min(6, number_of(element.get("aria-level"), 2)))
    return int(tag == "p" and not _TITLES.isdisjoint((element.get("class") or "").lower().split()))


def is_box(element: Element, tag: str, style: dict[str, str]) -> bool:
    """Tell whether an element is set apart by its name, its role or its border."""
    if tag not in ("div", "section", "aside", "p", "fieldset"):
        return False
    named = _BOX.search(element.get("class") or "") or element.get("role") in ("note", "alert")
    border = style.get("border", "")
    drawn = border and not re.match(r"(?:none|0|medium none)", border)
    if not (named or drawn or tag == "aside"):
        return False
    return 0 < len(words_in(element).split()) <= _BOX_WORDS


def words_in(element: Element) -> str:
    """Return all words in an element, those of pictures too; none of scripts."""
    said = [element.text or ""] if element.tag not in NO_WORDS else []
    for child in element:
        if isinstance(child.tag, str) and child.tag not in NO_WORDS:
            apart = "" if child.tag in INSIDE_WORDS else " "
            said += [apart, words_in(child), apart]
        said.append(child.tail or "")
    if element.tag in ("img", "area"):
        said.append(element.get("alt") or "")
    return "".join(said)


def loose(element: Element) -> Iterator[str | None]:
    """Yield the texts that stand in an element and in none inside it."""
    yield element.text
    yield from (child.tail for child in element)


def number_of(text: str | None, otherwise: int) -> int:
    """Return the number that an attribute has."""
    return int(text) if text and re.fullmatch(r"\d{1,4}", text.strip()) else otherwise


def main_of(root: Element) -> Element | None:
    """Return the main text of a page that says which it is."""
    found = root.xpath("//main | //*[@role='main']")
    found = found or root.xpath("//article[not(ancestor::article)]")
    return found[0] if len(found) == 1 else None


def notes_called(root: Element) -> tuple[dict[Element, str], dict[Element, str]]:
    """Return the anchors that call notes, and the elements that are these notes, by id."""
    targets = {
        name: element
        for element in root.iter()
        if isinstance(element.tag, str)
        for name in (element.get("id"), element.get("name"))
        if name
    }
    order = {element: number for number, element in enumerate(root.iter())}
    calls: dict[Element, str] = {}
    notes: dict[Element, str] = {}
    for anchor in root.iter("a"):
        target = targets.get((anchor.get("href") or "")[1:])
        words = "".join(anchor.itertext()).strip()
        if not (anchor.get("href") or "").startswith("#") or target is None:
            continue
        holder = _holder(target)
        if not MARK.fullmatch(words) or holder is None or order[holder] < order[anchor]:
            continue
        if any(above in notes for above in anchor.iterancestors()):
            continue
        calls[anchor] = notes.setdefault(holder, f"note-{len(notes) + 1}")
    return calls, notes


def _holder(target: Element) -> Element | None:
    """Return the item or paragraph that a target of a link stands in; no heading."""
    for element in (target, *target.iterancestors()):
        if element.tag in ("li", "p", "div", "dd", "aside", "td"):
            return element
        if element.tag in ("body", *_HEADINGS, "section"):
            return None
    return None
