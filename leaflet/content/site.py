"""A site of a clinic: its name, and what is other there than at the clinic's others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from leaflet.source.model import Struct
from leaflet.source.value import Email, Line, Phone, WebAddress

WAYS = ("phone", "other_phone", "email", "booking", "website")
"""The details by which a clinic is reached: the first that it has is the one that is seen."""


class Site(Struct, frozen=True, kw_only=True):
    """A place of the clinic, with what is other there."""

    name: Annotated[Line, Meta(description="Such as Northside.")]
    address: Annotated[tuple[Line, ...], Meta(description="Line by line.")] = ()
    phone: Phone | None = None
    email: Email | None = None
    website: WebAddress | None = None
    hours: Annotated[tuple[Line, ...], Meta(description="Opening hours, line by line.")] = ()
    booking: WebAddress | None = None
    practitioner: Line | None = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for a site of which nothing is said."""
        if not self.own:
            problem = "nothing is said of this site"
            yield "name", "missing-key", problem, "add `address: …` or `phone: …`"

    @property
    def own(self) -> dict[str, Any]:
        """The details that it has, by key, but for its name."""
        told = msgspec.structs.asdict(self)
        return {key: value for key, value in told.items() if value and key != "name"}

    @property
    def way(self) -> str:
        """The key of the first way to reach it, or nothing."""
        return first_way(self)


def first_way(owner: Struct) -> str:
    """Return the key of the first way to reach a clinic or a site, or nothing."""
    return next((key for key in WAYS if getattr(owner, key, None)), "")
