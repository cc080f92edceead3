"""Clinic: whose leaflet it is; its details fill `{clinic.…}`.

The fields of `Clinic` are the one table of its details, in the order of files, forms and the
contact panel. A new detail is one field there and its label in `languages/`: the form, the API, the
panel and the schema are made from them.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, product
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, get_type_hints

import msgspec
from msgspec import Meta, inspect

from leaflet import limits
from leaflet.content.detail import Detail
from leaflet.content.picture_file import PictureFile
from leaflet.content.site import WAYS, Site, first_way
from leaflet.errors import meant, shown
from leaflet.source import given, model
from leaflet.source.model import Reader, Struct
from leaflet.source.value import Colour, Email, Line, Phone, WebAddress
from leaflet.source.walk import walk
from leaflet.text.run import Run

DetailValue = str | int | Line | os.PathLike[str] | Sequence[str | Line | Mapping[str, Any]] | None
"""What a program may say for one detail: a text, its lines, the path of a picture, or sites."""
_WORD = 4
"""Characters of a word that may end a name that is cut."""
WORDY = 2.0
"""How many times as wide as it is high a logo is that has words in it."""
_SUBSCRIBER = 10
"""Digits of a phone number that stay, whatever stands before it for calls from abroad."""


class ClinicName(Line):
    """The clinic's name, which stands on the cover."""

    __slots__ = ()
    limit = limits.CLINIC_NAME_CHARACTERS


class ShortName(Line):
    """The clinic's name where there is room for one line, such as at the foot of each page."""

    __slots__ = ()
    limit = 36


class Logo(PictureFile):
    """The clinic's logo."""

    __slots__ = ()
    hint = "use --set clinic.logo=FILE"
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["logo.png"]}

    @property
    def is_wide(self) -> bool:
        """Whether it is so wide that it has words in it as a rule."""
        return self.picture.width >= WORDY * self.picture.height


class Clinic(Struct, frozen=True, kw_only=True):
    """The clinic's details; a name, an address and a way to reach it are always needed.

    Of several sites each has details of its own. They take the place of the clinic's where a site
    is chosen; where none is, all sites are printed.

    They may be given as plain texts, lists of lines and the path of a logo, which are read as in a
    file; LeafletError with every fault.
    """

    alternatives = (("address", "sites"), (*WAYS, "sites"))

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
    short_name: Annotated[
        ShortName | None,
        Meta(description="At the foot of pages, where the name has over 36 characters."),
        Detail(
            "Short name",
            "For the foot of pages, of at most 36 characters; only a long name needs one.",
            "Enter a name of at most 36 characters",
            stand_in="Your clinic",
        ),
    ] = None
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
            is_needed=True,
        ),
    ] = ()
    phone: Annotated[
        Phone | None,
        Meta(description="Printed as written."),
        Detail(
            "Phone number",
            "It is printed as you write it, such as 01632 960 555.",
            "Enter a phone number in digits and spaces, like 01632 960 555",
            sign="phone",
            stand_in="00000 000 000",
            complete="tel",
        ),
    ] = None
    other_phone: Annotated[
        Phone | None,
        Meta(description="Another number, printed smaller under the first."),
        Detail(
            "Other phone number",
            "Such as for text messages, or when you are closed.",
            "Enter a phone number in digits and spaces, like 07700 900 123",
            sign="phone",
            stand_in="00000 000 001",
        ),
    ] = None
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
            stand_in="Your register and number",
        ),
    ] = None
    site: Annotated[
        Line | None,
        Meta(description="Which of the sites it is, by its name."),
        Detail(
            "Site",
            "Which of your sites it is, if you have several.",
            "Enter the name of the site",
            sign="map-pin",
        ),
    ] = None
    sites: Annotated[
        tuple[Site, ...],
        Meta(description="Each with its name, and what is other there."),
    ] = ()
    logo: Annotated[
        Logo | None,
        Meta(description="A PNG, JPEG or SVG beside this file."),
        Detail("Logo", "A PNG, JPEG or SVG of at most 5 MB.", "Choose a PNG, JPEG or SVG"),
    ] = None
    logo_says_name: Annotated[
        bool | None,
        Meta(description="Whether the name can be read in the logo; in a wide one unless said."),
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

    if TYPE_CHECKING:  # msgspec makes it of the fields

        def __init__(self, **details: DetailValue) -> None:
            """Make a clinic of plain texts, lists of lines and paths, or of what was read."""

    def __post_init__(self) -> None:
        """Read what is plain as the details it stands for; LeafletError with every fault."""
        reader = Reader()
        plain = [f for f in model.fields(type(self)) if not _is_read(f, getattr(self, f.name))]
        given_here = {f.name: getattr(self, f.name) for f in model.fields(type(self))}
        written = {name for name, value in given_here.items() if value not in (None, ())}
        for field in plain:
            value = _plain(getattr(self, field.name))
            node = reader.attempt(given.node, value, f"clinic.{field.name}")
            made = node and reader.value(node, field.type)
            msgspec.structs.force_setattr(self, field.name, made)
        if reader.found:
            reader.lacking(given.span("clinic"), written, Clinic)
        for where, code, problem, hint in self.faults() if plain and not reader.found else ():
            reader.fault(given.span(f"clinic.{where}"), code, problem, hint)
        reader.finish()
        for key, value in self.here.items():
            msgspec.structs.force_setattr(self, key, value)

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for an address or a way to reach it that is missing, or a wrong site."""
        if not self.address and not all(site.address for site in self.sites or (self,)):
            yield "address", "missing-key", "`address` is missing", "add a line `address: …`"
        if not all(site.way for site in self.sites or (self,)) and not self.way:
            hint = "add a line `phone: …`, or how else to reach you: `email`, `website`, `booking`"
            yield "phone", "missing-key", "`phone` is missing", hint
        names = [site.name.text for site in self.sites]
        if twice := next((n for n, name in enumerate(names) if name in names[:n]), 0):
            problem = f"there is another site called `{shown(names[twice])}`"
            yield f"sites[{twice}].name", "duplicate-item", problem, "give each a name of its own"
        if self.site and self.site.text not in names:
            problem = f"there is no site called `{shown(self.site.text)}`"
            hint = "the clinic has no `sites:`; add them, each with its `name` and details, or take"
            hint = meant(self.site.text, names) if names else f"{hint} `site` out"
            yield "site", "unknown-name", problem, hint

    @property
    def here(self) -> dict[str, Any]:
        """The details of the site that is chosen."""
        chosen = (site for site in self.sites if self.site and site.name.text == self.site.text)
        return next((site.own for site in chosen), {})

    @property
    def others(self) -> tuple[Site, ...]:
        """The sites to be printed, where none is chosen."""
        return () if self.site else self.sites

    @property
    def way(self) -> str:
        """The key of the first way to reach it, or nothing where only sites have one."""
        return first_way(self)

    def details(self) -> dict[str, Run]:
        """Return the text that fills each `{clinic.…}`, by key, without keys that have none."""
        return {name: run for name in FILLING if (run := _detail(getattr(self, name)))}

    @property
    def brief_name(self) -> str:
        """The name for a short line: the short one if there is one, or else cut at a word."""
        if self.short_name or len(self.name.text) <= ShortName.limit:
            return (self.short_name or self.name).text
        return cut_name(self.name.text, ShortName.limit)

    @property
    def shows_name(self) -> bool:
        """Whether its name stands on the cover: without a logo, or beside one without words."""
        if not self.logo:
            return True
        says = self.logo.is_wide if self.logo_says_name is None else self.logo_says_name
        return not says

    @property
    def told(self) -> frozenset[str]:
        """The keys of the details that it has: what `needs` goes by."""
        return frozenset(name for name in DETAILS if getattr(self, name))

    def placeholders(self) -> Iterator[tuple[str, Line]]:
        """Yield (key, words) of details left as in the sample although the clinic is another.

        Of several lines one of the sample's is enough, wherever it stands among the others.
        """
        if self.is_sample:
            return
        for key in FILLING:
            copied = _all_likenesses(getattr(sample(), key))
            mine = (line for line in _lines(getattr(self, key)) if copied & _likenesses(line))
            yield from ((key, line) for line in islice(mine, 1))
        yield from (("sites", line) for line in islice(_copied(self.sites), 1))

    @property
    def is_sample(self) -> bool:
        """Whether every detail is the sample's, so that the clinic is nobody's."""
        told = {key: mine for key in FILLING if (mine := getattr(self, key))}
        return all(mine == getattr(sample(), key) for key, mine in told.items())


def cut_name(name: str, most: int) -> str:
    """Return a name cut after one of its words to at most so many characters.

    "The" at its head is dropped first, and no short word such as "and" is left at its end.
    """
    words = name.removeprefix("The ").split(" ")
    while len(" ".join(words)) > most and len(words) > 1:
        words.pop()
        while len(words) > 1 and len(words[-1]) < _WORD:
            words.pop()
    return " ".join(words)[:most].rstrip(" ,;:&–-")


def _details() -> Iterator[Detail]:
    """Yield what the fields of the clinic carry, each with its key and the kind of its value."""
    carried = get_type_hints(Clinic, include_extras=True)
    for field in model.fields(Clinic):
        said = (each for each in carried[field.name].__metadata__ if type(each) is Detail)
        if not (written := next(said, None)):
            continue
        value = field.type.type if isinstance(field.type, inspect.Metadata) else field.type
        if has_lines := isinstance(value, inspect.VarTupleType):
            value = value.item_type
        kind = next(each.cls for each in walk(value, inspect.CustomType))
        yield written._replace(
            key=field.name,
            kind=kind,
            has_lines=has_lines,
            is_needed=written.is_needed or field.required,
        )


DETAILS = {detail.key: detail for detail in _details()}
"""Every detail of a clinic, by key, in the order of the fields."""
NEEDED = tuple(key for key, detail in DETAILS.items() if detail.is_needed)
FILLING = tuple(key for key, detail in DETAILS.items() if detail.has_words)
"""The keys that have words: they can fill `{clinic.…}`."""
PANEL = tuple(key for key in FILLING if key not in ("name", "short_name"))
"""The keys of the details that say how to reach the clinic; each has a label."""
LINKS = tuple(key for key, detail in DETAILS.items() if detail.has_link)
"""The keys of an address that a phone can follow: to ring, to write, or to look at."""
UNASKED = tuple(field.name for field in model.fields(Clinic) if field.name not in DETAILS)
"""The keys that no form asks for."""


def _is_read(field: inspect.Field, value: object) -> bool:
    """Return whether a value is already read and checked; there are some that are no details."""
    if not (detail := DETAILS.get(field.name)):
        sites = isinstance(value, tuple) and all(isinstance(site, Site) for site in value)
        return sites or isinstance(value, bool | None)
    if value in (None, ()):
        return not field.required
    if detail.has_lines:
        return isinstance(value, tuple) and all(isinstance(line, detail.kind) for line in value)
    return isinstance(value, detail.kind)


def _plain(value: object) -> object:
    """Return the words of a detail that a program gave."""
    if isinstance(value, list | tuple):
        return [_plain(line) for line in value]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return value.text if isinstance(value, Line) else value


def _detail(value: Any) -> Run | None:
    match value:
        case None | ():
            return None
        case tuple():
            return Run(", ".join(line.text for line in value), is_detail=True)
    return printed(value)


def _lines(value: Any) -> tuple[Line, ...]:
    """Return the lines of a detail."""
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def _likenesses(line: Line) -> frozenset[str]:
    """Return what two spellings of one detail have in common: each part between commas."""
    match line:
        case Phone():
            return frozenset({re.sub(r"\D", "", line.digits)[-_SUBSCRIBER:]})
        case WebAddress():
            return frozenset({line.short.lower().partition("/")[0].removeprefix("www.")})
    parts = (re.sub(r"\W+", " ", part).strip().casefold() for part in line.text.split(","))
    return frozenset(filter(None, parts))


def _all_likenesses(value: object) -> frozenset[str]:
    return frozenset(chain.from_iterable(map(_likenesses, _lines(value))))


def _copied(sites: tuple[Site, ...]) -> Iterator[Line]:
    """Yield the lines of sites that are the sample's."""
    for site, key in product(sites, Site.__struct_fields__):
        samples = (getattr(each, key, None) for each in (sample(), *sample_sites()))
        copied = frozenset(chain.from_iterable(map(_all_likenesses, samples)))
        yield from (line for line in _lines(getattr(site, key)) if copied & _likenesses(line))


def printed(value: Line) -> Run:
    """Return the words of a plain value as they are printed, an address with its link."""
    match value:
        case WebAddress():
            return Run(value.short, link=value.link, is_detail=True)
        case Phone() | Email():
            return Run(value.text, link=value.link, keep=True, is_detail=True)
    return Run(value.text, is_detail=True)


@functools.cache
def sample() -> Clinic:
    """Return the clinic of the built-in leaflet, whose details are all placeholders."""
    return Clinic(
        name="Your Clinic Name",
        practitioner="Your practitioner",
        address=["1 Example Street", "Your town", "Your postcode"],
        phone="01632 960 123",
        email="hello@clinic.example",
        website="https://www.clinic.example",
        hours="Your opening days and times",
        booking="https://www.clinic.example/book",
        registration="Your registration",
    )


@functools.cache
def sample_sites() -> tuple[Site, ...]:
    """Return the sites of the sample, where a leaflet of ours has some."""
    first = {"name": "Your first site", "address": ["1 Example Street", "Your town"]}
    second = {"name": "Your second site", "address": ["2 Example Street", "Your other town"]}
    days = {"hours": "Your opening days and times"}
    phones = {"phone": "01632 960 123"}, {"phone": "01632 960 124"}
    sites = [first | phones[0] | days, second | phones[1] | days]
    return Clinic(name="Your Clinic Name", sites=sites).sites
