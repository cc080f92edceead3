"""Claims: where each fact of a leaflet was found, from the file beside its content.

The claims of `knee.yaml` stand in `claims/knee.yaml`. Two rules hold them against the text, and the
report to sign prints them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

from msgspec import Meta, field

from leaflet.source import model
from leaflet.source.files import is_there
from leaflet.source.model import Struct
from leaflet.source.nodes import read_file
from leaflet.source.value import Line, Name

if TYPE_CHECKING:
    from leaflet.document.document import Document

FOLDER = "claims"
_SEEN = re.compile(r"read\b|stored copy\b|quoted by \S|not seen\b")


class Attribution(Struct, frozen=True):
    """One fact: its words, its source, where in it, and when and how somebody saw that."""

    statement: Annotated[Line, Meta(description="The printed words, without citations and bold.")]
    source: Annotated[Line, Meta(description="The source with its address.")]
    place: Annotated[Line, Meta(description="Where in the source.")]
    seen: datetime.date
    how: Annotated[Line, Meta(description="`read`, `stored copy`, `quoted by …` or `not seen`.")]
    printed: Annotated[bool, Meta(description="No for what the leaflet does not say.")] = True
    id: Annotated[Name | None, Meta(description="The reference that is cited for it.")] = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault where nobody can tell how the source was seen."""
        if not _SEEN.match(self.how.text):
            problem = "this does not say how the source was seen"
            yield (
                "how",
                "not-a-choice",
                problem,
                "begin with read, stored copy, quoted by or not seen",
            )


class ClaimsFile(Struct, frozen=True):
    """All claims of a leaflet, in the order of their file."""

    main: ClassVar[str] = "claims"
    """A plain list is enough."""

    claims: tuple[Attribution, ...] = field(default=())


def beside(document: Document) -> tuple[Attribution, ...] | None:
    """Read the claims of a document; None where it has no such file.

    Raises LeafletError with the faults of the file.
    """
    span = document.title.span
    if not (span and span.source.folder):
        return None
    path = span.source.folder / FOLDER / Path(span.source.name).with_suffix(".yaml").name
    if not (is_there(path) and path.is_file()):
        return None
    return model.read(read_file(path), ClaimsFile).claims
