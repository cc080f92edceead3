"""Theme: a look with colours by role, sizes of type and white space."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, cast, get_args

import msgspec
from msgspec import Meta

from leaflet import limits
from leaflet.errors import Fault, LeafletError, expect, meant
from leaflet.graphics import colour
from leaflet.graphics.colour import AAA, RGB
from leaflet.source import model, named, nodes
from leaflet.source.files import file_bytes
from leaflet.source.model import Struct
from leaflet.source.nodes import Mapping, Node, Scalar
from leaflet.source.value import Colour, Line, Name


class Shade(Line):
    """A colour of the palette, whole or as a tint on the paper: `brand`, `brand 8%`."""

    __slots__ = ()
    what = "a colour of the palette"
    code = "not-a-colour"
    hint = "write its name, with a share of it if you like: `brand 8%`"
    pattern = re.compile(r"[a-z]+(?: \d{1,2}%)?")
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["brand 8%"]}

    def resolve(self, palette: dict[str, RGB]) -> RGB:
        """Return the colour that the shade names in a palette."""
        name, _, percent = self.text.partition(" ")
        share = int(percent.removesuffix("%")) / 100 if percent else 1
        return colour.mix(palette[name], share, palette["paper"])

    @property
    def name(self) -> str:
        """Name of the palette colour it is made of."""
        return self.text.split()[0]


class Palette(Struct, frozen=True):
    """The base colours of a theme, from which those of all roles are made."""

    brand: Colour
    accent: Colour
    ink: Colour
    grey: Colour
    paper: Colour
    alert: Colour
    """The red of what is urgent."""
    amber: Colour
    amber_line: Colour
    green: Colour
    """Of the zone of an action plan in which all is well, with black words on it."""
    green_line: Colour
    stone: Colour
    """Of panels, where a tint of the brand would look like a pale alert."""
    cream: Colour
    """The paper for readers with dyslexia."""


class Roles(Struct, frozen=True):
    """The roles that have a colour of the palette in place of the one made for them."""

    text: Shade | None = None
    muted: Shade | None = None
    heading: Shade | None = None
    link: Shade | None = None
    marker: Shade | None = None
    """Bullets, icons and the numbers of steps."""
    band: Shade | None = None
    """Areas of the cover and of the contact details."""
    panel: Shade | None = None
    rule: Shade | None = None
    key: Shade | None = None
    """The rules over key points."""
    pale: Shade | None = None
    """What a figure does not speak of, such as people who have no side effect."""


Fonts = Literal["plain", "noto"]
"""The families that are shipped."""
Points = Annotated[float, Meta(ge=4, le=200)]
Space = Annotated[float, Meta(ge=0, le=200)]
Thickness = Annotated[float, Meta(ge=0, le=12)]
Heads = Literal["across", "margin", "column"]
Cover = Literal["split", "bare", "top", "white", "ruled"]
Weight = Literal["regular", "bold"]
WordColour = Literal["text", "muted", "heading", "link", "marker"]


class Type(Struct, frozen=True):
    """How one kind of text is set; size and spaces in points."""

    size: Points
    leading: Points
    weight: Weight = "regular"
    colour: WordColour = "text"
    before: Space = 0.0
    after: Space = 0.0


class Types(Struct, frozen=True):
    """The setting of every kind of text."""

    title: Type
    title_small: Type
    """A title too long for the larger size."""
    subtitle: Type
    """The purpose of the leaflet on its cover."""
    lead: Type
    clinic: Type
    h2: Type
    h3: Type
    h4: Type
    body: Type
    furniture: Type
    phone: Type
    """The number to call, and a date."""
    number: Type
    """The number of a figure."""


class OtherType(Struct, frozen=True):
    """What is different about one kind of text on some sheets."""

    size: Points | None = None
    leading: Points | None = None
    weight: Weight | None = None
    colour: WordColour | None = None
    before: Space | None = None
    after: Space | None = None


class OtherTypes(Struct, frozen=True):
    """What is different about the text of some sheets."""

    title: OtherType | None = None
    title_small: OtherType | None = None
    subtitle: OtherType | None = None
    lead: OtherType | None = None
    clinic: OtherType | None = None
    h2: OtherType | None = None
    h3: OtherType | None = None
    h4: OtherType | None = None
    body: OtherType | None = None
    furniture: OtherType | None = None
    phone: OtherType | None = None
    number: OtherType | None = None

    def over(self, types: Types) -> Types:
        """Return the setting with these differences."""
        changed = {
            name: _changed(getattr(types, name), other)
            for name in self.__struct_fields__
            if (other := getattr(self, name))
        }
        return msgspec.structs.replace(types, **changed)


def _changed(kind: Type, other: OtherType) -> Type:
    given = msgspec.structs.asdict(other).items()
    return msgspec.structs.replace(kind, **{key: one for key, one in given if one is not None})


class Theme(Struct, frozen=True):
    """A theme: one file in `themes/`, perhaps extending another.

    The other types are printed sizes too. Pages of large print and posters are laid out in a body
    of the usual size, and magnified.
    """

    title: Line
    fonts: Fonts
    palette: Palette
    type: Types
    panel_type: OtherTypes = OtherTypes()
    """On the panels of a folded sheet."""
    large_type: OtherTypes = OtherTypes()
    giant_type: OtherTypes = OtherTypes()
    poster_type: OtherTypes = OtherTypes()
    colours: Roles = Roles()
    cover: Cover = "split"
    """The picture beside the title, or over it; a white cover under a rule, or between two."""
    heads: Heads = "across"
    """Where headings of level 2 stand: over the text, in a margin, or in a tinted outer column."""
    radius: Space = 0.0
    """Of the corners of cards, in points."""
    outline: Thickness = 1.417
    """Of the outlines of alerts, in points."""
    bar: Thickness = 4.535
    """Width of the bar at the side of a note, in points."""
    rule: Annotated[float, Meta(ge=0.5, le=6)] = 0.992
    """Thickness of the rules between parts, in points."""
    branded: bool = True
    """Whether the clinic's colours take the place of the theme's."""
    dyslexia: bool = False
    """Whether lines and words stand further apart, on cream paper, for readers with dyslexia."""
    extends: Name | None = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for each role that names no colour, and for type smaller than the body."""
        known = Palette.__struct_fields__
        for role in Roles.__struct_fields__:
            shade = getattr(self.colours, role)
            if shade and shade.name not in known:
                problem = f"`{role}` names no colour of the palette: `{shade}`"
                yield f"colours.{role}", "unknown-name", problem, meant(shade.name, known)
        for key, types in self.settings.items():
            yield from self._size_faults(key, types)
            yield from self._leading_faults(key, types)
        yield from self._palette_faults()

    def _size_faults(self, key: str, types: Types) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for a body too small to read, and for each kind of text smaller than it."""
        given, least = getattr(self, key), types.body.size
        if least < READABLE and given.body:
            problem = f"`body` has {least:g} points, and readers need {READABLE:g}"
            yield f"{key}.body", "type-too-small", problem, "large print has sheets of its own"
        for name in Types.__struct_fields__:
            size, said = getattr(types, name).size, name if getattr(given, name) else "body"
            if size < least and getattr(given, said):
                problem = f"`{name}` has {size:g} points, and the body {least:g}"
                hint = "no type is smaller than the body"
                yield f"{key}.{said}", "type-too-small", problem, hint

    def _leading_faults(self, key: str, types: Types) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for each kind of text whose lines would run into each other."""
        given = getattr(self, key)
        for name in Types.__struct_fields__:
            kind = getattr(types, name)
            least = kind.size * (BODY_LEADING if name == "body" else 1)
            if kind.leading < least and getattr(given, name):
                problem = f"the lines of `{name}` are {kind.leading:g} points apart"
                hint = f"{kind.size:g} points need {least:g} or more"
                yield f"{key}.{name}", "lines-too-close", problem, hint

    def _palette_faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for each colour of the palette in which words could not be read."""
        for word, ground, least in READ:
            one, other = getattr(self.palette, word).rgb, getattr(self.palette, ground).rgb
            ratio = colour.contrast(one, other)
            if ratio < least or colour.luminance(one) > colour.luminance(other):
                problem = f"`{word}` on `{ground}` has a contrast of {ratio:.1f}"
                hint = f"words need one of {least:g} and are darker than their ground"
                yield f"palette.{word}", "hard-to-read", problem, hint

    def set_for(self, fonts: str | None, dyslexia: bool | None) -> Theme:
        """Return the theme with what a leaflet says of its own; a hand is no family of its own."""
        return msgspec.structs.replace(
            self,
            fonts=cast("Fonts", fonts) if fonts in get_args(Fonts) else self.fonts,
            dyslexia=self.dyslexia if dyslexia is None else dyslexia,
        )

    @property
    def settings(self) -> dict[str, Types]:
        """The setting of text for each kind of sheet, by its key."""
        others = {key: getattr(self, key) for key in OTHERS}
        return {"type": self.type} | {key: other.over(self.type) for key, other in others.items()}


READABLE = 12.0
"""The least size of body text, in points (UKAAF, clear print)."""
BODY_LEADING = 1.2
"""The least leading of body text, in sizes."""
READ = (
    *(("ink", "paper", 13.0), ("ink", "cream", 13.0), ("ink", "stone", 13.0)),
    *(("grey", "paper", AAA), ("grey", "cream", AAA), ("grey", "stone", AAA)),
    *(("alert", "paper", AAA), ("alert", "cream", AAA), ("ink", "amber", AAA)),
)
"""Words and their grounds in a palette, and the least contrast that they have."""
OTHERS = ("panel_type", "large_type", "giant_type", "poster_type")
"""The keys of the settings for some sheets."""


def themes(folder: str | os.PathLike[str] | None = None) -> dict[str, Theme]:
    """Return the looks that there are, by name; `compose` takes the name or the value.

    Your own are those in a folder `themes` inside `folder`, where the content lies.
    """
    expect("themes(folder)", folder, str, os.PathLike, None)
    beside = None if folder is None else Path(folder)
    return {name: load(name, beside) for name in named.names("theme", beside)}


def load(name: str, beside: Path | None = None) -> Theme:
    """Load the theme called `name`; LeafletError if there is none or it is wrong.

    One in the folder `themes` in `beside`, where the content lies, goes before a shipped one, which
    it may extend under the same name.
    """
    return _laid_over(_files(name, beside))


def _files(name: str, beside: Path | None) -> tuple[tuple[str, bytes], ...]:
    """Return the path and the bytes of the file of a theme and of those that it extends."""
    found: dict[str, bytes] = {}
    base: Scalar | None = None
    while not found or base:
        wanted = base.text if base else name
        path = _path(wanted, beside, base)
        if str(path) in found:
            problem = f"the theme `{wanted}` extends itself"
            raise LeafletError(Fault("extends-itself", problem, base and base.span.place))
        found[str(path)] = data = file_bytes(path, limits.CONTENT_BYTES)
        base = _base(str(path), data)
        if base and base.text == wanted in named.names("theme"):
            beside = None  # one's own extends the shipped one of its name
    return tuple(found.items())


def _path(name: str, beside: Path | None, base: Scalar | None) -> Path:
    """Return the file of a theme; a fault has the place of the `extends` that names it."""
    try:
        return named.path("theme", name, beside)
    except LeafletError as error:
        if not base:
            raise
        place = base.span.place
        raise LeafletError(*(fault.at(place) for fault in error.faults)) from None


@functools.lru_cache(64)
def _base(path: str, data: bytes) -> Scalar | None:
    """Return what a theme says that it extends."""
    node = nodes.read(data, path)
    base = node.get("extends") if isinstance(node, Mapping) else None
    return base if isinstance(base, Scalar) else None


@functools.lru_cache(64)
def _laid_over(files: tuple[tuple[str, bytes], ...]) -> Theme:
    """Return the theme of the first file, with the keys of the others where it lacks them."""
    read = (nodes.read(data, path) for path, data in reversed(files))
    return model.read(functools.reduce(_over, read), Theme)


def _over(base: Node, top: Node) -> Node:
    """Return `base` with the keys of `top` laid over it, recursively."""
    if not (isinstance(base, Mapping) and isinstance(top, Mapping)):
        return top
    entries = {key.text: (key, value) for key, value in base.entries}
    for key, value in top.entries:
        below = entries.get(key.text)
        entries[key.text] = (key, _over(below[1], value) if below else value)
    return Mapping(tuple(entries.values()), top.span)
