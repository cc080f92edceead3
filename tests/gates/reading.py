"""A tag tree as a reader of PDF sees it, and the list of what it would say."""

from collections.abc import Iterator
from typing import NamedTuple

from leaflet.measure.spoken import INLINE

Entry = tuple[str, str]  # role, text


class Element(NamedTuple):
    """A structure element; `kids` are elements and strings of text, in order."""

    role: str
    kids: list["Element | str"]

    @property
    def text(self) -> str:
        """Own text with that of inline children; nothing is put between the pieces."""
        return "".join(
            kid if isinstance(kid, str) else kid.text
            for kid in self.kids
            if isinstance(kid, str) or kid.role in INLINE
        )

    def walk(self, depth: int = 0) -> Iterator[tuple[str, int, str]]:
        """Role, depth and text of this element and of all below it, in reading order."""
        yield self.role, depth, self.text
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk(depth + 1)


def entries(top: list[Element]) -> list[Entry]:
    """One entry for each element: a paragraph has its whole text, then each link has its own."""
    return [(role, text) for element in top for role, _, text in element.walk()]


def spoken(seen: list[Entry]) -> list[Entry]:
    """Entries with text, and figures; some readers do not see an empty cell."""
    return [entry for entry in seen if entry[1].strip() or entry[0] == "Figure"]
