"""Reference: where information comes from; `[^id]` in a text is its number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from leaflet.content.inline import Text
from leaflet.content.part import Part
from leaflet.source.value import Name


class Reference(Part, frozen=True):
    """Where information comes from; `[^id]` in a text is its number."""

    main: ClassVar[str] = "text"
    """A plain text is a source that no text names."""

    text: Text
    id: Name | None = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for a source that may fall away under the texts that name it."""
        if self.needs and self.id:
            problem = (
                "a source cannot need a detail: the texts that name it would lose their number"
            )
            yield "needs", "conflicting-keys", problem, "put `needs` on the text instead"
