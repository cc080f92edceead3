"""Opens and measures fonts, and finds the font of a family that has a character."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from unicodedata import category, normalize

import uharfbuzz as hb

from leaflet import shipped

_FACES = {
    "plain": "LeafletPlain",
    "noto": "NotoSans-LGC",
    "signs": "LeafletSigns",
}
"""The start of the file names of each family; the others of the table are its fallbacks."""
WIDE = ", wide"
"""Ends the name of a family whose spaces are wider, for readers with dyslexia."""
_WIDER = 1.16
"""How wide its spaces are then, in those of its fonts."""

_DRAWN = str.maketrans(
    {
        # All spaces look like U+0020: fonts rarely have the others, and extraction wants this one.
        **dict.fromkeys("\u00a0\u1680\u2028\u202f\u205f\u3000", " "),
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
        **dict.fromkeys("\u2010\u2011", "-"),
        # Default-ignorable characters (UAX #44) that neither look like anything nor shape a letter.
        **dict.fromkeys("\u00ad\u034f\u061c\u200b\u200e\u200f\u2060\ufeff", ""),
        **dict.fromkeys(map(chr, (*range(0x202A, 0x202F), *range(0x2061, 0x2070))), ""),
    }
)
_JOINERS = "\u200c\u200d"
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_UNSEEN = _SELECTORS.union(_JOINERS)


_OPENING = Lock()


class Font:
    """One opened font file; its measures are fractions of the em.

    Safe to share between threads: the HarfBuzz face and font are set up here and never changed
    again, HarfBuzz takes such objects as read-only and keeps its own caches in atomics, and every
    caller brings a buffer of its own. Compared and hashed by identity; `family` opens a file once.
    """

    __slots__ = (
        "_chars",
        "ascent",
        "bold",
        "cap_height",
        "descent",
        "face",
        "hb_font",
        "name",
        "path",
        "upem",
        "x_height",
    )

    def __init__(self, path: Path, bold: bool) -> None:
        """Open a static TrueType file; `bold` says that the file is a bold one."""
        self.path = path
        self.bold = bold
        # Read, not mapped: a file that is replaced under a running server must not be felt.
        self.face = hb.Face(path.read_bytes())
        self.hb_font = hb.Font(self.face)
        self.name: str = self.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
        self.upem: int = self.face.upem
        self.ascent = self._metric(hb.OTMetricsTag.HORIZONTAL_ASCENDER)
        self.descent = -self._metric(hb.OTMetricsTag.HORIZONTAL_DESCENDER)
        self.x_height = self._metric(hb.OTMetricsTag.X_HEIGHT)
        self.cap_height = self._metric(hb.OTMetricsTag.CAP_HEIGHT)
        self._chars = frozenset(map(chr, self.face.unicodes))

    def __repr__(self) -> str:
        """Show the font by its PostScript name."""
        return f"<Font {self.name}>"

    def _metric(self, tag: hb.OTMetricsTag) -> float:
        units: int = self.hb_font.get_metric_position_with_fallback(tag)
        return units / self.upem

    def covers(self, text: str) -> bool:
        """Return whether the font has a glyph for every character of `text` in NFC.

        A letter that a font could only put together from a base and marks is not one that its
        designer drew: Vietnamese from such parts has its accents in each other's way.
        """
        return self._chars.issuperset(normalize("NFC", text))


class Family:
    """The fonts that a text is set in: for each weight the main font, then its fallbacks.

    Compared and hashed by identity, as every cached line asks for it; `family` makes each once.
    """

    __slots__ = ("bold", "name", "regular", "spacing")

    def __init__(
        self, name: str, regular: tuple[Font, ...], bold: tuple[Font, ...], spacing: float = 1.0
    ) -> None:
        self.name = name
        self.regular = regular
        self.bold = bold
        self.spacing = spacing
        """How wide a space between words is, in that of its font."""

    def fonts(self, bold: bool) -> tuple[Font, ...]:
        """Return the fonts of one weight, the main font first."""
        return self.bold if bold else self.regular


@cache
def _font(file: str, bold: bool) -> Font:
    return Font(shipped.path("fonts") / file, bold)


def family(name: str) -> Family:
    """Return the family of that name, perhaps with wide spaces; KeyError if it is not shipped.

    `cache` alone would open a face twice where two threads come first together.
    """
    with _OPENING:
        return _family(name)


@cache
def _family(name: str) -> Family:
    key = name.removesuffix(WIDE)
    faces = [_FACES[key], *(face for other, face in _FACES.items() if other != key)]
    return Family(
        name,
        regular=tuple(_font(f"{face}_400Regular.ttf", False) for face in faces),
        bold=tuple(_font(f"{face}_700Bold.ttf", True) for face in faces),
        spacing=_WIDER if name.endswith(WIDE) else 1.0,
    )


def drawn(text: str) -> str:
    """Return `text` as it is drawn and as a PDF reader extracts it.

    Every space (no-break, narrow, figure …) becomes U+0020, the hyphens U+2010 and U+2011 become
    U+002D, and characters without a look (soft hyphen, word joiner, marks of direction) go; what
    they say about line ends must be asked of the text before. Works character by character, so
    that drawn(a + b) == drawn(a) + drawn(b).
    """
    return text if text.isascii() else text.translate(_DRAWN)


def clusters(text: str) -> Iterator[str]:
    """Split `text` into characters, each with the marks, joiners and selectors that follow it.

    A font must have all of a cluster, and no line ends inside (UAX #29 in little).
    """
    start = 0
    for i in range(1, len(text)):
        if not extends(text[i]) and text[i - 1] != "\u200d":
            yield text[start:i]
            start = i
    if text:
        yield text[start:]


def extends(char: str) -> bool:
    """Return whether `char` belongs to the character before it: a mark, joiner or selector."""
    return char > "\u02ff" and (char in _JOINERS or category(char)[0] == "M")


def font_for(family: Family, cluster: str, bold: bool) -> Font | None:
    """Return the first font of the family that has every character of `cluster`, or None."""
    seen = "".join(char for char in cluster if char not in _UNSEEN)
    return next((font for font in family.fonts(bold) if font.covers(seen)), None)


@lru_cache(maxsize=8_192)
def missing(text: str, family: Family) -> str:
    """Return the characters of `text` that the family cannot draw, in order, once each."""
    text = drawn(text)
    if family.regular[0].covers(text) and family.bold[0].covers(text):
        return ""
    wanted = dict.fromkeys(clusters(text))
    lost = (c for c in wanted if not all(font_for(family, c, bold) for bold in (False, True)))
    return "".join(dict.fromkeys("".join(lost)))
