"""Needs: the details of a clinic that a part of a leaflet cannot do without."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, ClassVar

from leaflet.content.clinic import DETAILS
from leaflet.source.value import Name, Names


class DetailName(Name):
    """The key of a clinic's detail, such as `email`."""

    __slots__ = ()
    what = "a detail of the clinic"
    code = "not-a-choice"
    hint = f"there are: {', '.join(DETAILS)}"
    pattern = re.compile("|".join(DETAILS))
    schema: ClassVar[dict[str, Any]] = {"enum": [*DETAILS]}


class Needs(Names):
    """One detail of the clinic or more, all of which must be there."""

    __slots__ = ()
    kind = DetailName
    schema: ClassVar[dict[str, Any]] = Names.schema_of(DetailName)

    def missing(self, told: Collection[str]) -> tuple[Name, ...]:
        """Return those that are not among the keys of a clinic's details."""
        return tuple(name for name in self.names if name.text not in told)
