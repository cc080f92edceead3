"""Theme: colours by palette then by role, sizes of type, and white space."""

from __future__ import annotations

import functools
import re
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from msgspec import Meta

from leaflet import colour, model, named
from leaflet.clinic import Clinic
from leaflet.colour import AA, AAA, RGB
from leaflet.errors import LeafletError
from leaflet.model import Struct
from leaflet.source import Mapping, Node, Scalar
from leaflet.value import Colour, Line, Name


class Shade(Line):
    """A colour of the palette, whole or as a tint on the paper: `brand`, `brand 8%`."""

    __slots__ = ()
    what = "a colour of the palette"
    hint = "write its name, with a share of it if you like: `brand 8%`"
    pattern = re.compile(r"(?P<name>[a-z]+)(?: (?P<share>\d{1,2})%)?")
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["brand 8%"]}

    def resolve(self, palette: dict[str, RGB]) -> RGB:
        """The colour that is meant."""
        found = self.pattern.fullmatch(self.text)
        share = int(found["share"]) / 100 if found["share"] else 1
        return colour.mix(palette[found["name"]], share, palette["paper"])


class Palette(Struct, frozen=True):
    """The colours that the roles are made of."""

    brand: Colour
    accent: Colour
    ink: Colour
    paper: Colour
    alert: Colour


class Roles(Struct, frozen=True):
    """What each colour is for."""

    text: Shade
    muted: Shade
    heading: Shade
    link: Shade
    marker: Shade
    """Bullets and the numbers of steps."""
    band: Shade
    """The cover band."""
    panel: Shade
    """Behind a panel of the body."""
    rule: Shade
    note: Shade
    tip: Shade
    caution: Shade
    urgent: Shade


Points = Annotated[float, Meta(ge=4, le=200)]
Space = Annotated[float, Meta(ge=0, le=200)]


class Type(Struct, frozen=True):
    """How one kind of text is set; sizes and spaces in points."""

    size: Points
    leading: Points
    weight: Literal["regular", "bold"] = "regular"
    colour: Literal["text", "muted", "heading", "link", "marker"] = "text"
    before: Space = 0.0
    after: Space = 0.0


class Types(Struct, frozen=True):
    """Every kind of text that a leaflet has."""

    title: Type
    subtitle: Type
    clinic: Type
    h2: Type
    h3: Type
    h4: Type
    body: Type
    furniture: Type


class Theme(Struct, frozen=True):
    """A look; one file in `themes/`, perhaps on the base of another."""

    title: Line
    family: Name
    palette: Palette
    colours: Roles
    type: Types
    radius: Space = 0.0
    """Of the corners of panels, in points."""
    tint: Annotated[float, Meta(ge=0, le=20)] = 7.0
    """Share of its colour that stands behind the words of a callout, in percent."""
    branded: bool = True
    """Whether the clinic's colours take the place of the theme's."""
    extends: Name | None = None

    def faults(self):
        """Every role names a colour of the palette."""
        known = Palette.__struct_fields__
        for role in Roles.__struct_fields__:
            shade = getattr(self.colours, role)
            if shade.text.split()[0] not in known:
                problem = f"`{role}` names no colour of the palette: `{shade}`"
                yield "colours", problem, model.meant(shade.text.split()[0], known)


class Style(NamedTuple):
    """Type ready for the page: points, and a colour that can be read on its ground."""

    family: str
    size: float
    leading: float
    bold: bool
    colour: RGB
    before: float
    after: float


WORDS = (
    *("text", "muted", "heading", "link", "marker"),
    *("note", "tip", "caution", "urgent"),
)
"""The roles that words are printed in."""


class Look(NamedTuple):
    """A theme with the colours of a clinic."""

    styles: dict[str, Style]
    colours: dict[str, RGB]
    on_band: RGB
    """The colour of text on the cover band."""
    radius: float
    tint: float
    """Share of its colour behind the words of a callout, from 0 to 1."""
    notes: tuple[str, ...]
    """What was changed so that text can be read, one line each."""


def look(theme: Theme, clinic: Clinic) -> Look:
    """The theme in the clinic's colours; text darkened where it could not be read."""
    palette = {name: getattr(theme.palette, name).rgb for name in Palette.__struct_fields__}
    if theme.branded and clinic.colour:
        palette["brand"] = clinic.colour.rgb
    if theme.branded and (accent := clinic.accent or clinic.colour):
        palette["accent"] = accent.rgb
    given = {
        role: getattr(theme.colours, role).resolve(palette) for role in Roles.__struct_fields__
    }
    # No callout's tint is darker than that of black.
    darkest = colour.mix(colour.BLACK, theme.tint / 100, palette["paper"])
    grounds = (palette["paper"], given["panel"], darkest)
    colours = given | {
        role: _on_all(given[role], grounds, AAA if role == "text" else AA) for role in WORDS
    }
    on_band = max(colour.WHITE, colours["text"], key=lambda c: colour.contrast(c, given["band"]))
    colours["band"] = colour.readable(given["band"], on_band, AA)
    styles = {
        name: Style(
            theme.family.text,
            *(kind.size, kind.leading, kind.weight == "bold", colours[kind.colour]),
            *(kind.before, kind.after),
        )
        for name in Types.__struct_fields__
        if (kind := getattr(theme.type, name))
    }
    notes = tuple(_notes(clinic, given, colours)) if theme.branded else ()
    return Look(styles, colours, on_band, theme.radius, theme.tint / 100, notes)


def _on_all(text: RGB, grounds: tuple[RGB, ...], ratio: float) -> RGB:
    for ground in grounds:
        text = colour.readable(text, ground, ratio)
    return text


def _notes(clinic: Clinic, given: dict[str, RGB], colours: dict[str, RGB]):
    for own, role in ((clinic.colour, "heading"), (clinic.accent, "caution")):
        if own and colour.contrast(given[role], colour.WHITE) < AA:
            darker = colour.hex_of(colours[role])
            yield f"the clinic's colour {own} is too pale for text, which is set in {darker}"


@functools.cache
def load(name: str) -> Theme:
    """The theme called `name`; LeafletError where there is none or it is wrong."""
    return model.read(_node(name, ()), Theme)


def _node(name: str, seen: tuple[str, ...]) -> Node:
    """The keys of a theme over those of the themes that it extends."""
    if name in seen:
        raise LeafletError(f"the theme `{name}` extends itself")
    node = named.node("theme", name)
    base = isinstance(node, Mapping) and node.get("extends")
    return _over(_node(base.text, (*seen, name)), node) if isinstance(base, Scalar) else node


def _over(base: Node, top: Node) -> Node:
    """`top` laid over `base`, key by key."""
    if not (isinstance(base, Mapping) and isinstance(top, Mapping)):
        return top
    entries = {key.text: (key, value) for key, value in base.entries}
    for key, value in top.entries:
        below = entries.get(key.text)
        entries[key.text] = (key, _over(below[1], value) if below else value)
    return Mapping(tuple(entries.values()), top.span)
