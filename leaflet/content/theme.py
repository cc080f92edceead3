"""Theme: a look with colours by role, sizes of type and white space."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from msgspec import Meta

from leaflet.content.clinic import Clinic
from leaflet.errors import Fault, LeafletError, meant, note
from leaflet.graphics import colour
from leaflet.graphics.colour import AA, AAA, RGB
from leaflet.source import model, named
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
    def whole(self) -> bool:
        """Whether it is the full colour, not a tint."""
        return "%" not in self.text

    @property
    def name(self) -> str:
        """Name of the palette colour it is made of."""
        return self.text.split()[0]


class Palette(Struct, frozen=True):
    """The base colours of a theme."""

    brand: Colour
    accent: Colour
    ink: Colour
    paper: Colour
    alert: Colour
    wash: Colour
    """A pale one of the theme's own, which stays in any clinic's colours."""


class Roles(Struct, frozen=True):
    """The colour of each role, such as text, ground and rule."""

    text: Shade
    muted: Shade
    heading: Shade
    link: Shade
    marker: Shade
    """Bullets and the numbers of steps."""
    band: Shade
    """The cover band, or its frame or rules; the clinic's very colour, however pale."""
    panel: Shade
    """Behind a panel of the body."""
    rule: Shade
    """Rules, and the outlines of panels."""
    note: Shade
    tip: Shade
    caution: Shade
    urgent: Shade


Points = Annotated[float, Meta(ge=4, le=200)]
Space = Annotated[float, Meta(ge=0, le=200)]
Thickness = Annotated[float, Meta(ge=0, le=12)]
Band = Literal["filled", "framed", "ruled"]
Heads = Literal["across", "margin", "column"]


class Type(Struct, frozen=True):
    """How one kind of text is set; size and spaces in points."""

    size: Points
    leading: Points
    weight: Literal["regular", "bold"] = "regular"
    colour: Literal["text", "muted", "heading", "link", "marker"] = "text"
    before: Space = 0.0
    after: Space = 0.0


class Types(Struct, frozen=True):
    """The setting of every kind of text."""

    title: Type
    subtitle: Type
    clinic: Type
    h2: Type
    h3: Type
    h4: Type
    body: Type
    furniture: Type


class Theme(Struct, frozen=True):
    """A theme: one file in `themes/`, perhaps extending another."""

    title: Line
    family: Name
    palette: Palette
    colours: Roles
    type: Types
    radius: Space = 0.0
    """Of the corners of panels, in points."""
    band: Band = "filled"
    """The cover band: a ground of its colour, a frame, or a thick rule over it and one under it."""
    heads: Heads = "across"
    """Where headings of level 2 stand: over the text, in a margin, or in a tinted outer column."""
    outline: Thickness = 0.0
    """Of the outlines of panels, in points; 0 for none."""
    bar: Thickness = 5.0
    """Width of the bar at the side of a callout, in points; 0 for none."""
    rule: Annotated[float, Meta(ge=0.5, le=6)] = 0.75
    """Thickness of the rules between parts, in points."""
    contrast: Annotated[float, Meta(ge=AA, le=12)] = AA
    """The least contrast of headings, signs and the band; that of body text is 7 at least."""
    tint: Annotated[float, Meta(ge=0, le=20)] = 7.0
    """Share of its colour that stands behind the words of a callout, in percent."""
    branded: bool = True
    """Whether the clinic's colours take the place of the theme's."""
    extends: Name | None = None

    def faults(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield a fault for each role that names no colour of the palette."""
        known = Palette.__struct_fields__
        for role in Roles.__struct_fields__:
            shade = getattr(self.colours, role)
            if shade.name not in known:
                problem = f"`{role}` names no colour of the palette: `{shade}`"
                yield f"colours.{role}", "unknown-name", problem, meant(shade.name, known)


class Style(NamedTuple):
    """Type ready for the page: sizes in points and a readable colour."""

    family: str
    size: float
    leading: float
    bold: bool
    colour: RGB
    before: float
    after: float
    balanced: bool = False
    """Whether its lines are about as long as each other."""


BODY = ("text", "muted", "link", "marker")
"""The roles that words as small as the body are printed in: at least 7:1."""
SIGNS = ("heading", "note", "tip", "caution", "urgent")
"""The roles of headings, and of the word and sign of a callout."""
BALANCED = ("title", "subtitle", "clinic", "h2", "h3", "h4")
"""The kinds of text whose lines are about as long as each other."""
SEEN = 1.1
"""A band with less contrast to the paper is framed, or has the colour of headings."""
GREY = 0.04
"""A colour whose red, green and blue differ by less has no hue."""
BOLD = 3.0
"""A band on which white reaches this is darkened until white words can be read on it."""


class Darkened(NamedTuple):
    """A colour of the clinic that is too pale for words, which have a darker shade of it."""

    key: str
    """The detail of the clinic: `colour` or `accent`."""
    own: Colour
    shade: str
    """What words have instead, as `#rrggbb`."""
    only_small: bool = False
    """Whether large words keep it as it is."""

    @property
    def note(self) -> Fault:
        """What the clinic should know."""
        words = "small text" if self.only_small else "text"
        problem = (
            f"the clinic's colour {self.own} is too pale for {words}, which is set in {self.shade}"
        )
        place = self.own.span.place if self.own.span else None
        return note("darkened-colour", problem, place, key="" if place else f"clinic.{self.key}")


class Look(NamedTuple):
    """A theme with the colours of a clinic."""

    styles: dict[str, Style]
    colours: dict[str, RGB]
    on_band: RGB
    """The colour of text on the cover band."""
    band: Band
    radius: float
    outline: float
    bar: float
    rule: float
    tint: float
    """Share of its colour behind the words of a callout, from 0 to 1."""
    darkened: tuple[Darkened, ...]
    heads: Heads = "across"
    """Where headings of level 2 stand, on sheets that have room for it."""

    @property
    def notes(self) -> tuple[Fault, ...]:
        """What was changed so that text can be read."""
        return tuple(each.note for each in self.darkened)


def look(theme: Theme, clinic: Clinic) -> Look:
    """Return the theme in the clinic's colours, darkened where text could not be read."""
    palette = {name: getattr(theme.palette, name).rgb for name in Palette.__struct_fields__}
    if theme.branded and clinic.colour:
        palette["brand"] = clinic.colour.rgb
    if theme.branded and (accent := clinic.accent or clinic.colour):
        palette["accent"] = accent.rgb
    colours = _roles(theme, palette)
    kind, band = theme.band, colours["band"]
    if theme.colours.band.whole:
        band = theme.colours.band.resolve(palette)
    if colour.contrast(band, palette["paper"]) < SEEN:
        kind, band = "framed" if kind == "filled" else kind, colours["heading"]
    if kind == "filled":
        colours["band"], on_band = _on_band(band, colours, palette["paper"], theme.contrast)
    else:
        colours["band"], on_band = band, colours["heading"]
    styles = {
        name: Style(
            theme.family.text,
            *(style.size, style.leading, style.weight == "bold", colours[style.colour]),
            *(style.before, style.after, name in BALANCED),
        )
        for name in Types.__struct_fields__
        if (style := getattr(theme.type, name))
    }
    darkened = tuple(_darkened(theme, clinic, colours)) if theme.branded else ()
    shape = (kind, theme.radius, theme.outline, theme.bar, theme.rule, theme.tint / 100)
    return Look(styles, colours, on_band, *shape, darkened, theme.heads)


def _roles(theme: Theme, palette: dict[str, RGB]) -> dict[str, RGB]:
    """Return the colour of each role; text is readable on every ground of the body.

    What is too pale for words gives pale tints, and rules, that nobody sees: a darker shade does.
    """
    palette = palette | {
        name: _shade(palette[name], palette, theme.contrast)
        for name in ("brand", "accent", "alert")
    }
    given = {
        role: getattr(theme.colours, role).resolve(palette) for role in Roles.__struct_fields__
    }
    # No callout's tint is darker than that of black.
    darkest = colour.mix(colour.BLACK, theme.tint / 100)
    grounds = (palette["paper"], given["panel"], darkest)
    least = {role: max(AAA, theme.contrast) for role in BODY}
    least |= dict.fromkeys(SIGNS, theme.contrast)
    return given | {role: _on_all(given[role], grounds, ratio) for role, ratio in least.items()}


def _shade(own: RGB, palette: dict[str, RGB], ratio: float) -> RGB:
    """Return the colour dark enough for text; the ink's colour for pale greys."""
    if colour.legible(own, palette["paper"]) >= ratio:
        return own
    grey = max(own) - min(own) < GREY
    return palette["ink"] if grey else colour.readable(own, palette["paper"], ratio)


def _on_all(text: RGB, grounds: tuple[RGB, ...], ratio: float) -> RGB:
    """Return the shade of `text` that is readable on all of the grounds."""
    for ground in sorted(grounds, key=colour.luminance):
        text = colour.readable(text, ground, ratio)
    return text


def _on_band(band: RGB, colours: dict[str, RGB], paper: RGB, ratio: float) -> tuple[RGB, RGB]:
    """Return the colours of a filled band and of the text on it.

    The words are white if they can be, else in the colour of headings, else as dark as text.
    """
    if colour.legible(paper, band) >= min(BOLD, ratio):
        return colour.readable(band, paper, ratio), paper
    inks = (colours["heading"], colours["text"], colour.BLACK)
    ink = next((ink for ink in inks if colour.legible(ink, band) >= ratio), colour.BLACK)
    return colour.readable(band, ink, ratio), ink


def _darkened(theme: Theme, clinic: Clinic, colours: dict[str, RGB]) -> Iterator[Darkened]:
    """Yield each of the clinic's colours that words have in a darker shade."""
    for key, own, base, role in (
        ("colour", clinic.colour, "brand", "heading"),
        ("accent", clinic.accent, "accent", "caution"),
        ("colour", clinic.colour, "brand", "link"),
    ):
        if not own or getattr(theme.colours, role).name != base:
            continue
        reached, darker = colour.legible(own.rgb, colour.WHITE), colour.hex_of(colours[role])
        if role != "link" and reached < theme.contrast:
            yield Darkened(key, own, darker)
        elif role == "link" and theme.contrast <= reached < AAA:
            yield Darkened(key, own, darker, only_small=True)


def themes() -> dict[str, Theme]:
    """Return the looks that there are, by name; `compose` takes the name or the value."""
    return {name: load(name) for name in named.names("theme")}


@functools.cache
def load(name: str) -> Theme:
    """Load the theme called `name`; LeafletError if there is none or it is wrong."""
    return model.read(_node(name, ()), Theme)


def _node(name: str, seen: tuple[str, ...]) -> Node:
    """Return the keys of a theme laid over those of the themes it extends."""
    if name in seen:
        raise LeafletError(Fault("extends-itself", f"the theme `{name}` extends itself"))
    node = named.node("theme", name)
    base = isinstance(node, Mapping) and node.get("extends")
    return _over(_node(base.text, (*seen, name)), node) if isinstance(base, Scalar) else node


def _over(base: Node, top: Node) -> Node:
    """Return `base` with the keys of `top` laid over it, recursively."""
    if not (isinstance(base, Mapping) and isinstance(top, Mapping)):
        return top
    entries = {key.text: (key, value) for key, value in base.entries}
    for key, value in top.entries:
        below = entries.get(key.text)
        entries[key.text] = (key, _over(below[1], value) if below else value)
    return Mapping(tuple(entries.values()), top.span)
