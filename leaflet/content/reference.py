"""Reference: where information comes from; `[^id]` in a text is its number."""

from __future__ import annotations

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
