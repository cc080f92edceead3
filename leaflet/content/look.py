"""Look: a theme in the colours of a clinic and the type of a sheet, ready for the page."""

from __future__ import annotations

import functools
from typing import NamedTuple

import msgspec

from leaflet.content import roles
from leaflet.content.clinic import Clinic
from leaflet.content.language import Language
from leaflet.content.roles import InInk, Inputs
from leaflet.content.sheet import Sheet
from leaflet.content.theme import Cover, Heads, Roles, Theme, Type, Types
from leaflet.graphics import colour
from leaflet.graphics.colour import AA, AAA, RGB
from leaflet.text.fonts import JOIN, WIDE

AIR = 1.5
"""The leading of body text for readers with dyslexia, in its size."""
DISC = 0.14
"""How much of the colour of words the disc behind an icon has."""
GIANT = 20.0
"""The points of body text from which print is giant."""


def _setting(sheet: Sheet | None) -> str:
    """Return the key of the setting for a sheet."""
    if not sheet:
        return "type"
    if sheet.panels:
        return "panel_type"
    if sheet.most == 1:
        return "poster_type"
    if sheet.text_size:
        return "giant_type" if sheet.text_size >= GIANT else "large_type"
    return "type"


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


BODY = ("text", "muted", "link")
"""The roles that words as small as the body are printed in: at least 7:1."""
BALANCED = ("title", "title_small", "subtitle", "clinic", "h2", "h3", "h4")
"""The kinds of text whose lines are about as long as each other."""


class Look(NamedTuple):
    """A theme with the colours of a clinic, for one kind of sheet."""

    styles: dict[str, Style]
    """By the kind of text; `topic` is that of headings of level 2, smaller than `h2` if need be."""
    colours: dict[str, RGB]
    cover: Cover
    heads: Heads
    radius: float
    outline: float
    bar: float
    rule: float
    in_ink: InInk
    """Why headings are in ink and not in the brand, which they have a bar of then."""

    @property
    def has_bars(self) -> bool:
        """Whether each heading of level 2 has a bar of the brand over it."""
        return bool(self.in_ink)

    def spoken(self, language: Language) -> Look:
        """Return the look in the faces, sizes and leading of a language."""
        faces, size, leading = language.faces_first, language.size, language.leading
        if not faces and size == leading == 1:
            return self
        styles = {
            name: style._replace(
                family=JOIN.join((*faces, style.family)),
                size=style.size * size,
                leading=style.leading * leading,
            )
            for name, style in self.styles.items()
        }
        return self._replace(styles=styles)

    @property
    def quarter(self) -> float:
        """A quarter of a line of body text, in points, of which all spaces are made."""
        return self.styles["body"].leading / 4


def look_of(theme: Theme, clinic: Clinic, sheet: Sheet | None = None) -> Look:
    """Return the theme in the clinic's colours, in the type of a sheet."""
    return _look(theme, _palette(theme, clinic), _setting(sheet))


@functools.lru_cache(maxsize=64)
def _look(theme: Theme, palette: Inputs, setting: str) -> Look:
    colours, in_ink = roles.coloured(palette), roles.in_ink(palette)
    colours |= _chosen(theme.colours, palette, colours)
    types = _laid_out(theme.settings[setting], theme.type.body.size, theme.dyslexia)
    styles = {
        name: Style(
            theme.fonts + (WIDE if theme.dyslexia else ""),
            *(kind.size, kind.leading, kind.weight == "bold", colours[kind.colour]),
            *(kind.before, kind.after, name in BALANCED),
        )
        for name, kind in types.items()
    }
    styles["topic"] = styles["h2"]
    shape = (theme.radius, theme.outline, theme.bar, theme.rule)
    return Look(styles, colours, theme.cover, theme.heads, *shape, in_ink)


def _palette(theme: Theme, clinic: Clinic) -> Inputs:
    """Return the colours of the theme with those of the clinic in their place."""
    own = {name: getattr(theme.palette, name).rgb for name in Inputs._fields}
    if theme.dyslexia:
        own["paper"] = theme.palette.cream.rgb
    if theme.branded and clinic.colour:
        own["brand"] = clinic.colour.rgb
    if theme.branded and clinic.accent:
        own["accent"] = clinic.accent.rgb
    return Inputs(**own)


def _chosen(wanted: Roles, palette: Inputs, colours: dict[str, RGB]) -> dict[str, RGB]:
    """Return the colours that the theme chose for roles; words that it would hide are in ink."""
    chosen = {
        role: shade.resolve(palette._asdict())
        for role in Roles.__struct_fields__
        if (shade := getattr(wanted, role))
    }
    grounds = (palette.paper, chosen.get("panel", colours["panel"]))
    for role in {*BODY, "heading"} & chosen.keys():
        least = AAA if role in BODY else AA
        if any(colour.contrast(chosen[role], ground) < least for ground in grounds):
            chosen[role] = palette.ink
    return chosen | (roles.area(chosen["band"], palette.ink) if "band" in chosen else {})


def _laid_out(types: Types, body: float, dyslexia: bool) -> dict[str, Type]:
    """Return the setting of each kind of text, scaled so that body text has `body` points.

    For readers with dyslexia all lines and spaces have more white, by one factor.
    """
    scale = body / types.body.size
    air = max(1.0, AIR * types.body.size / types.body.leading) if dyslexia else 1.0
    return {
        name: msgspec.structs.replace(
            kind,
            size=kind.size * scale,
            leading=kind.leading * scale * air,
            before=kind.before * air,
            after=kind.after * air,
        )
        for name in Types.__struct_fields__
        if (kind := getattr(types, name))
    }


def disc_on_band(look: Look) -> RGB:
    """Return the colour of the disc behind an icon on a ground of the brand."""
    return colour.mix(look.colours["on"], DISC, look.colours["band"])


def drawing_colours(look: Look) -> dict[str, RGB]:
    """Return the colour of each slot of a drawing; white clothes stand out from the disc."""
    made = {slot: look.colours[role] for slot, role in SLOTS.items()}
    return made | {"disc": made["brand-mid"]} if made["disc"] == colour.WHITE else made


SLOTS = {
    "brand": "shirt",
    "brand-tint": "tint",
    "brand-mid": "tint2",
    "ink": "deep",
    "accent": "warm",
    "skin": "skin",
    "skin-2": "skin2",
    "paper": "paper",
    "disc": "disc",
}
"""The slots of the drawings, and the roles that colour them."""
