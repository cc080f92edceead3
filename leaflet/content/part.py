"""Part: what some editions of a leaflet have, or those of some clinics, and others have not."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from leaflet.content.needs import Needs
from leaflet.source.model import Struct
from leaflet.source.value import Name, Names


class Part(Struct, frozen=True, kw_only=True):
    """A block or list item that some leaflets of one content have and others have not."""

    rivals: ClassVar[tuple[str, ...]] = ("only", "except")

    leads_to: ClassVar[tuple[str, ...]] = ()
    """Fields that its words lead in to, where they are written."""

    only: Annotated[
        Names | None, Meta(description="The editions or sheets that have it; no other has.")
    ] = None
    except_: Annotated[
        Names | None, Meta(description="The editions or sheets that do not have it.")
    ] = msgspec.field(default=None, name="except")
    needs: Annotated[
        Needs | None, Meta(description="The clinic's details without which it is left out.")
    ] = None

    @property
    def is_optional(self) -> bool:
        """Whether some edition leaves it out, or that of some clinic."""
        return bool(self.only or self.except_ or self.needs)

    def is_in(self, names: frozenset[str]) -> bool:
        """Return whether the edition with these names has it."""
        if self.only:
            return self.only.meet(names)
        return not (self.except_ and self.except_.meet(names))

    def lacks(self, told: Collection[str]) -> tuple[Name, ...]:
        """Return the details that it needs and that are not among a clinic's."""
        return self.needs.missing(told) if self.needs else ()
