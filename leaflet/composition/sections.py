"""Numbers the headings of a leaflet's sections: 1., 1.1 or A., A1."""

from __future__ import annotations

import msgspec

from leaflet.blocks.columns import Columns
from leaflet.blocks.heading import Heading
from leaflet.content.inline import Text
from leaflet.content.list_item import LETTERS
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError
from leaflet.text.run import Run

NO_BREAK = "\u00a0"


def numbered(document: Document) -> Document:
    """Return the document with the number or letter of each section as part of its heading.

    Those of level 2 are counted through the leaflet, those of level 3 within their section; titles
    of blocks have none. LeafletError where letters run out.
    """
    if not document.sections:
        return document
    body = _Counter(document.sections).counted(document.body)
    return msgspec.structs.replace(document, body=body, sections=None)


class _Counter:
    """Counts sections, and their parts, through flows of blocks."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.section = self.part = 0

    def counted(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the blocks, and those in columns, with numbered headings."""
        return tuple(map(self._one, blocks))

    def _one(self, block: Block) -> Block:
        match block:
            case Columns():
                first, second = self.counted(block.first), self.counted(block.second)
                return msgspec.structs.replace(block, first=first, second=second)
            case Heading(level=2):
                self.section, self.part = self.section + 1, 0
                if self.kind == "letters" and self.section > len(LETTERS):
                    raise _too_many(block)
                return _led(block, f"{self._name}.")
            case Heading(level=3) if self.section:
                self.part += 1
                between = "." if self.kind == "numbers" else ""
                return _led(block, f"{self._name}{between}{self.part}")
        return block

    @property
    def _name(self) -> str:
        return str(self.section) if self.kind == "numbers" else LETTERS[self.section - 1].upper()


def _led(heading: Heading, number: str) -> Heading:
    text = heading.text
    parts = (Run(f"{number}{NO_BREAK}"), *text.parts)
    return msgspec.structs.replace(heading, text=Text(parts, text.span))


def _too_many(heading: Heading) -> LeafletError:
    problem = f"there are more than {len(LETTERS)} sections, and letters end with Z"
    place = heading.text.span and heading.text.span.place
    return LeafletError(Fault("wrong-count", problem, place, "write `sections: numbers`"))
