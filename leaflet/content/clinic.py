"""Clinic: whose leaflet it is, and what fills `{clinic.…}`.

The fields of `Clinic` are the one table of its details, in the order of files, forms and the
contact panel. A new detail is one field there and its label in `languages/`: the form, the API, the
panel and the schema are made from them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar, get_type_hints

from msgspec import Meta, inspect

from leaflet import limits
from leaflet.content.detail import Detail
from leaflet.graphics.picture import PictureFile
from leaflet.source import model
from leaflet.source.model import Struct, read
from leaflet.source.nodes import Mapping, Node, read_file, scalar
from leaflet.source.value import Colour, Email, Line, Phone, WebAddress
from leaflet.source.walk import walk
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


class Clinic(Struct, frozen=True, kw_only=True):
    """The clinic's details; name, address and phone are always needed."""

    name: Annotated[
        ClinicName,
        Meta(description="As patients know it."),
        Detail(
            "Clinic name",
            "As patients know it.",
            "Enter the clinic’s name",
            stand_in="Your clinic’s name",
            complete="organization",
        ),
    ]
    practitioner: Annotated[
        Line | None,
        Meta(description="Who treats."),
        Detail(
            "Practitioner",
            "Who treats, with titles.",
            "Enter the practitioner’s name",
            sign="person",
            stand_in="Name of the practitioner",
            complete="name",
        ),
    ] = None
    address: Annotated[
        tuple[Line, ...],
        Meta(description="Line by line."),
        Detail(
            "Address",
            "Line by line, as on an envelope.",
            "Enter the address",
            sign="map-pin",
            stand_in="Your address",
            complete="street-address",
        ),
    ]
    phone: Annotated[
        Phone,
        Meta(description="Printed as written."),
        Detail(
            "Phone number",
            "It is printed as you write it, such as 01632 960 555.",
            "Enter a phone number in digits and spaces, like 01632 960 555",
            sign="phone",
            stand_in="00000 000 000",
            complete="tel",
        ),
    ]
    email: Annotated[
        Email | None,
        Detail(
            "Email address",
            "Patients may write here.",
            "Enter an email address like reception@clinic.example",
            sign="email",
            stand_in="you@your-clinic.example",
            complete="email",
        ),
    ] = None
    website: Annotated[
        WebAddress | None,
        Detail(
            "Website",
            "Such as www.clinic.example.",
            "Enter a web address like www.clinic.example",
            sign="globe",
            stand_in="www.your-clinic.example",
            complete="url",
        ),
    ] = None
    hours: Annotated[
        tuple[Line, ...],
        Meta(description="Opening hours, line by line."),
        Detail(
            "Opening hours",
            "Line by line, such as Monday to Friday, 9am to 6pm.",
            "Enter the opening hours",
            sign="clock",
            stand_in="Your opening hours",
            is_common=True,
        ),
    ] = ()
    booking: Annotated[
        WebAddress | None,
        Meta(description="Where to book."),
        Detail(
            "Booking link",
            "The web page where patients book.",
            "Enter a web address like www.clinic.example/book",
            sign="appointment",
            stand_in="www.your-clinic.example/booking",
        ),
    ] = None
    registration: Annotated[
        Line | None,
        Meta(description="Register and number."),
        Detail(
            "Registration",
            "Register and number, where patients look for it.",
            "Enter the register and number",
            sign="shield",
            stand_in="Your registration",
        ),
    ] = None
    logo: Annotated[
        Logo | None,
        Meta(description="A PNG, JPEG or SVG beside this file."),
        Detail("Logo", "A PNG, JPEG or SVG of at most 5 MB.", "Choose a PNG, JPEG or SVG"),
    ] = None
    colour: Annotated[
        Colour | None,
        Meta(description='The brand colour, "#0b5c6b".'),
        Detail(
            "Brand colour",
            "Choose one, or write its code, such as #0b5c6b.",
            "Enter a colour like #0b5c6b",
        ),
    ] = None
    accent: Annotated[
        Colour | None,
        Meta(description="A second colour."),
        Detail(
            "Second colour",
            "For warnings and small signs; leave it empty for ours.",
            "Enter a colour like #9c4512",
        ),
    ] = None

    def details(self) -> dict[str, Run]:
        """What fills `{clinic.…}`, by key; without the keys that have no words."""
        return {name: run for name in FILLING if (run := _detail(getattr(self, name)))}

    def placeholders(self) -> Iterator[tuple[str, Line]]:
        """Yield the (key, words) that still are the sample's although the clinic is another."""
        if self.is_sample:
            return
        for key in FILLING:
            mine = getattr(self, key)
            if mine and mine == getattr(sample(), key) and not DETAILS[key].is_common:
                yield key, mine[0] if isinstance(mine, tuple) else mine

    @property
    def is_sample(self) -> bool:
        """Whether every detail is the sample's, so that the clinic is nobody's."""
        given = {key: mine for key in FILLING if (mine := getattr(self, key))}
        return all(mine == getattr(sample(), key) for key, mine in given.items())


def _details() -> Iterator[Detail]:
    """Yield what the fields of the clinic carry, each with its key and the kind of its value."""
    carried = get_type_hints(Clinic, include_extras=True)
    for field in model.fields(Clinic):
        written = next(each for each in carried[field.name].__metadata__ if type(each) is Detail)
        value = field.type.type if isinstance(field.type, inspect.Metadata) else field.type
        if has_lines := isinstance(value, inspect.VarTupleType):
            value = value.item_type
        kind = next(each.cls for each in walk(value, inspect.CustomType))
        yield written._replace(
            key=field.name, kind=kind, has_lines=has_lines, is_needed=field.required
        )


DETAILS = {detail.key: detail for detail in _details()}
"""Every detail of a clinic, by key, in the order of the fields."""
NEEDED = tuple(key for key, detail in DETAILS.items() if detail.is_needed)
FILLING = tuple(key for key, detail in DETAILS.items() if detail.has_words)
"""The keys that have words: they can fill `{clinic.…}`."""
PANEL = FILLING[1:]
"""The keys that the contact panel lists under the clinic's name; each has a label."""
LINKS = tuple(key for key, detail in DETAILS.items() if detail.has_link)
"""The keys of an address that a phone can follow: to ring, to write, or to look at."""


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
    alone = node.get("clinic") if isinstance(node, Mapping) and len(node.entries) == 1 else None
    return alone or node


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
