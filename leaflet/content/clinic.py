"""Clinic: whose leaflet it is, and what fills `{clinic.…}`."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar

from msgspec import Meta

from leaflet import limits
from leaflet.graphics.picture import PictureFile
from leaflet.source.model import Struct, read
from leaflet.source.nodes import Mapping, Node, read_file, scalar
from leaflet.source.value import Colour, Email, Line, Phone, WebAddress
from leaflet.text.run import Run


class ClinicName(Line):
    """The name that stands on the cover."""

    __slots__ = ()
    limit = limits.CLINIC_NAME_CHARACTERS


class Logo(PictureFile):
    """The clinic's sign."""

    __slots__ = ()
    hint = "use --set clinic.logo=FILE"
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["logo.png"]}


class Clinic(Struct, frozen=True):
    """The clinic's details; name, address and phone are always needed."""

    name: Annotated[ClinicName, Meta(description="As patients know it.")]
    address: Annotated[tuple[Line, ...], Meta(description="Line by line.")]
    phone: Annotated[Phone, Meta(description="Printed as written.")]
    practitioner: Annotated[Line | None, Meta(description="Who treats.")] = None
    email: Email | None = None
    website: WebAddress | None = None
    hours: Annotated[tuple[Line, ...], Meta(description="Opening hours, line by line.")] = ()
    booking: Annotated[WebAddress | None, Meta(description="Where to book.")] = None
    registration: Annotated[Line | None, Meta(description="Register and number.")] = None
    logo: Annotated[Logo | None, Meta(description="A PNG, JPEG or SVG beside this file.")] = None
    colour: Annotated[Colour | None, Meta(description='The brand colour, "#0b5c6b".')] = None
    accent: Annotated[Colour | None, Meta(description="A second colour.")] = None

    def details(self) -> dict[str, Run]:
        """What fills `{clinic.…}`, by key; without the keys that have no words."""
        return {name: run for name in FILLING if (run := _detail(getattr(self, name)))}

    def placeholders(self) -> Iterator[tuple[str, Line]]:
        """Yield the (key, words) that still are the sample's although the clinic is another."""
        if self.is_sample:
            return
        for key in FILLING:
            mine = getattr(self, key)
            if mine and mine == getattr(sample(), key) and key not in COMMON:
                yield key, mine[0] if isinstance(mine, tuple) else mine

    @property
    def is_sample(self) -> bool:
        """Whether every detail is the sample's, so that the clinic is nobody's."""
        given = {key: mine for key in FILLING if (mine := getattr(self, key))}
        return all(mine == getattr(sample(), key) for key, mine in given.items())


COMMON = ("hours",)
"""Details that a clinic may well share with the sample."""
NEEDED = ("name", "address", "phone")
FILLING = (
    *("name", "practitioner", "address", "phone", "email"),
    *("website", "hours", "booking", "registration"),
)
"""The keys that have words, in the order that the contact panel shows them."""


def _detail(value: Any) -> Run | None:
    match value:
        case None | ():
            return None
        case tuple():
            return Run(", ".join(line.text for line in value))
        case WebAddress():
            return Run(value.short, link=value.link)
        case Phone() | Email():
            return Run(value.text, link=value.link, keep=True)
    return Run(value.text)


def owner(path: Path | str) -> Node:
    """What a clinic's file says: its keys, or those under a lone `clinic:`."""
    node = read_file(path, limits.CLINIC_BYTES)
    alone = isinstance(node, Mapping) and len(node.entries) == 1
    return (alone and node.get("clinic")) or node


def changed(node: Node | None, details: dict[str, str]) -> Node | None:
    """The clinic that `node` says with single keys set anew; an empty text takes its key out."""
    if not details or not isinstance(node, Mapping | None):
        return node
    entries = {key.text: (key, value) for key, value in node.entries} if node else {}
    for key, text in details.items():
        name = f"--set clinic.{key}"
        entries[key] = (scalar(key, name), scalar(text, name))
        span = node.span if node else entries[key][1].span
        if not text.strip():
            del entries[key]
    return Mapping(tuple(entries.values()), span)


@functools.cache
def sample() -> Clinic:
    """The clinic of the built-in leaflet: every detail a placeholder."""
    return read(read_file(Path(__file__).with_name("sample.yaml")), Clinic)
