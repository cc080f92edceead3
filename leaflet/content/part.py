"""Part: what some editions of a leaflet have and others have not."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from leaflet.source.model import Struct
from leaflet.source.value import Names


class Part(Struct, frozen=True, kw_only=True):
    """A block or list item that some editions of a leaflet have and others have not."""

    rivals: ClassVar[tuple[str, ...]] = ("only", "except")

    only: Annotated[
        Names | None, Meta(description="The editions or sheets that have it; no other has.")
    ] = None
    except_: Annotated[
        Names | None, Meta(description="The editions or sheets that do not have it.")
    ] = msgspec.field(default=None, name="except")

    @property
    def is_optional(self) -> bool:
        """Whether some edition leaves it out."""
        return bool(self.only or self.except_)

    def is_in(self, names: frozenset[str]) -> bool:
        """Return whether the edition with these names has it."""
        if self.only:
            return self.only.meet(names)
        return not (self.except_ and self.except_.meet(names))
