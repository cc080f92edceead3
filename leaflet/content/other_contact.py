"""Somebody else to reach than the clinic: a ward, a nurse at night, a line for one country."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from leaflet.content.clinic import printed
from leaflet.content.inline import Filling, Text
from leaflet.content.part import Part
from leaflet.content.site import Site
from leaflet.source.value import Email, Line, Phone, WebAddress
from leaflet.text.run import Run

Lines = tuple[tuple[Run, ...], ...]
"""The lines of a paragraph; each but the last ends with a space, for reading aloud."""
WAYS = ("phone", "email", "website", "booking", "place")
"""The keys of which one says how to reach them."""


class OtherContact(Part, frozen=True):
    """Whom to reach, and how; the phone number stands out."""

    alternatives = (WAYS,)

    name: Annotated[Text, Meta(description="Such as Ward 4, or Out of hours.")]
    phone: Phone | None = None
    text: Annotated[Text | None, Meta(description="When to call them, or what they help with.")] = (
        None
    )
    hours: Annotated[tuple[Line, ...], Meta(description="Line by line.")] = ()
    place: Annotated[tuple[Line, ...], Meta(description="Where it is, line by line.")] = ()
    email: Email | None = None
    website: WebAddress | None = None
    booking: Annotated[WebAddress | None, Meta(description="Where to book.")] = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for one of whom nothing says how to reach them."""
        if not any(getattr(self, key) for key in WAYS):
            problem = "nothing here says how to reach them"
            yield "name", "missing-key", problem, "add `phone: …`, `email`, `website` or `place`"

    def details(self, filling: Filling) -> Iterator[Lines]:
        """Yield all that is said but the name and the phone number, each as its lines."""
        if self.text:
            yield (self.text.runs(filling),)
        for lines in (self.hours, self.place):
            if lines:
                *first, last = (filling.linked((Run(line.text),)) for line in lines)
                yield (*((*runs, Run(" ")) for runs in first), last)
        for address in (self.email, self.website, self.booking):
            if address:
                yield ((printed(address),),)


def at_site(site: Site) -> OtherContact:
    """Return how to reach a site of the clinic."""
    return OtherContact(
        name=Text((Run(site.name.text),)),
        phone=site.phone,
        text=Text((Run(site.practitioner.text),)) if site.practitioner else None,
        hours=site.hours,
        place=site.address,
        email=site.email,
        website=site.website,
        booking=site.booking,
    )
