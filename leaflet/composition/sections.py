"""Numbers the headings of a leaflet's sections: 1., 1.1 or A., A1."""

from __future__ import annotations

import msgspec

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
    section, part = 0, 0
    body: list[Block] = []
    for one in document.body:
        if isinstance(one, Heading) and one.level == 2:
            section, part = section + 1, 0
            if document.sections == "letters" and section > len(LETTERS):
                raise _too_many(one)
            one = _led(one, f"{_name(section, document.sections)}.")
        elif isinstance(one, Heading) and one.level == 3 and section:
            part += 1
            between = "." if document.sections == "numbers" else ""
            one = _led(one, f"{_name(section, document.sections)}{between}{part}")
        body.append(one)
    return msgspec.structs.replace(document, body=tuple(body), sections=None)


def _name(section: int, kind: str) -> str:
    return str(section) if kind == "numbers" else LETTERS[section - 1].upper()


def _led(heading: Heading, number: str) -> Heading:
    text = heading.text
    parts = (Run(f"{number}{NO_BREAK}"), *text.parts)
    return msgspec.structs.replace(heading, text=Text(parts, text.span))


def _too_many(heading: Heading) -> LeafletError:
    problem = f"there are more than {len(LETTERS)} sections, and letters end with Z"
    place = heading.text.span and heading.text.span.place
    return LeafletError(Fault("wrong-count", problem, place, "write `sections: numbers`"))
