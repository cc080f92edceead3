"""Opens and measures fonts, and finds the font of a family that has a character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
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
_SCRIPT_FACES = {
    "amiri": "Amiri",
    "nastaliq": "NotoNastaliqUrdu",
    "hebrew": "NotoSansHebrew",
    "devanagari": "NotoSansDevanagari",
    "bengali": "NotoSansBengali",
    "gurmukhi": "NotoSansGurmukhi",
    "gujarati": "NotoSansGujarati",
    "tamil": "NotoSansTamil",
    "sinhala": "NotoSansSinhala",
    "thai": "NotoSansThai",
    "lao": "NotoSansLao",
    "myanmar": "NotoSansMyanmar",
    "ethiopic": "NotoSansEthiopic",
    "khmer": "NotoSansKhmer",
    "telugu": "NotoSansTelugu",
    "malayalam": "NotoSansMalayalam",
    "armenian": "NotoSansArmenian",
    "georgian": "NotoSansGeorgian",
    "extended": "NotoSans-Extended",
}
"""The start of the file names of faces of other scripts."""
CJK = "cjk"
"""The extra that brings the faces of Chinese, Japanese and Korean."""
_CJK_PACKAGE = "justmytype_intl_cjk"
_CJK_FACES = {face: f"NotoSans{face.upper()}" for face in ("sc", "tc", "jp", "kr")}
"""Their names, which are those of their variable files too."""
FACES = (*_FACES, *_SCRIPT_FACES, *_CJK_FACES)
"""The names of all faces."""
OF_SCRIPT = {
    "Arab": "amiri",
    "Armn": "armenian",
    "Beng": "bengali",
    "Cyrl": "noto",
    "Deva": "devanagari",
    "Ethi": "ethiopic",
    "Geor": "georgian",
    "Grek": "noto",
    "Gujr": "gujarati",
    "Guru": "gurmukhi",
    "Hans": "sc",
    "Hant": "tc",
    "Hebr": "hebrew",
    "Jpan": "jp",
    "Khmr": "khmer",
    "Kore": "kr",
    "Laoo": "lao",
    "Latn": "",
    "Mlym": "malayalam",
    "Mymr": "myanmar",
    "Sinh": "sinhala",
    "Taml": "tamil",
    "Telu": "telugu",
    "Thai": "thai",
}
"""The face of each script (ISO 15924) that goes before that of a theme; Latin has none."""
_CJK_ORDERS = {"zh": ("sc", "tc"), "zh-hant": ("tc", "sc"), "ja": ("jp",), "ko": ("kr",)}
"""Which of them a language asks first."""
_INDIC = (
    *("devanagari", "bengali", "gurmukhi", "gujarati", "tamil", "sinhala", "telugu", "malayalam"),
)
_BLOCKS: tuple[tuple[int, int, tuple[str, ...]], ...] = (
    (0x0250, 0x02AF, ("extended",)),
    (0x0460, 0x052F, ("extended",)),
    (0x0530, 0x058F, ("armenian",)),
    (0x0590, 0x05FF, ("hebrew",)),
    (0x0600, 0x08FF, ("amiri", "nastaliq")),
    (0x0900, 0x097F, _INDIC),
    (0x0980, 0x09FF, ("bengali",)),
    (0x0A00, 0x0A7F, ("gurmukhi",)),
    (0x0A80, 0x0AFF, ("gujarati",)),
    (0x0B80, 0x0BFF, ("tamil",)),
    (0x0C00, 0x0C7F, ("telugu",)),
    (0x0D00, 0x0D7F, ("malayalam",)),
    (0x0D80, 0x0DFF, ("sinhala",)),
    (0x0E00, 0x0E7F, ("thai",)),
    (0x0E80, 0x0EFF, ("lao",)),
    (0x1000, 0x109F, ("myanmar",)),
    (0x10A0, 0x10FF, ("georgian",)),
    (0x1100, 0x11FF, ("kr",)),
    (0x1200, 0x139F, ("ethiopic",)),
    (0x1780, 0x17FF, ("khmer",)),
    (0x19E0, 0x19FF, ("khmer",)),
    (0x1C90, 0x1CBF, ("georgian",)),
    (0x1CD0, 0x1CFF, ("devanagari", "bengali")),
    (0x1F00, 0x1FFF, ("extended",)),
    (0x20AA, 0x20AA, ("hebrew",)),
    (0x2D00, 0x2D2F, ("georgian",)),
    (0x2D80, 0x2DDF, ("ethiopic",)),
    (0x2E80, 0x303F, ("sc", "tc", "jp", "kr")),
    (0x3040, 0x30FF, ("jp", "sc", "tc", "kr")),
    (0x3100, 0x312F, ("tc", "sc")),
    (0x3130, 0x318F, ("kr",)),
    (0x3190, 0x9FFF, ("sc", "tc", "jp", "kr")),
    (0xA8E0, 0xA8FF, ("devanagari",)),
    (0xA960, 0xA97F, ("kr",)),
    (0xA9E0, 0xA9FF, ("myanmar",)),
    (0xAA60, 0xAA7F, ("myanmar",)),
    (0xAB00, 0xAB2F, ("ethiopic",)),
    (0xAC00, 0xD7FF, ("kr",)),
    (0xF900, 0xFAFF, ("sc", "tc", "jp", "kr")),
    (0xFB13, 0xFB17, ("armenian",)),
    (0xFB1D, 0xFB4F, ("hebrew",)),
    (0xFB50, 0xFDFF, ("amiri", "nastaliq")),
    (0xFE30, 0xFE4F, ("sc", "tc", "jp", "kr")),
    (0xFE70, 0xFEFE, ("amiri", "nastaliq")),
    (0xFF00, 0xFFEF, ("sc", "tc", "jp", "kr")),
    (0x20000, 0x323AF, ("sc", "tc", "jp", "kr")),
)
"""The first and last character of blocks of Unicode, and the faces that may have what is in them.

So no file is opened to learn that it lacks a character.
"""
JOIN = "+"
"""Stands in the name of a family between its faces: `amiri+plain`."""
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
_EXTENDERS = frozenset((*_JOINERS, *map(chr, range(0x1F3FB, 0x1F400))))
"""The joiners, and the colours of skin; marks are told by their category."""
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_UNSEEN = _SELECTORS.union(_JOINERS)


_OPENING = Lock()
_WEIGHTS = {False: 400.0, True: 700.0}
"""The value of the axis `wght` of a variable font in either weight."""


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
        "variations",
        "x_height",
    )

    def __init__(self, path: Path, bold: bool) -> None:
        """Open a TrueType file; `bold` says that it is a bold one, or is to be, if variable."""
        self.path = path
        self.bold = bold
        self.face = _face(path)
        self.hb_font = hb.Font(self.face)
        self.name: str = self.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
        self.variations = {"wght": _WEIGHTS[bold]} if self.face.has_var_data else {}
        """By axis of a variable font, where it stands on it."""
        if self.variations:
            self.hb_font.set_variations(self.variations)
            self.name = f"{self.name.partition('-')[0]}-{'Bold' if bold else 'Regular'}"
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

    Fonts of other scripts stand behind all of them (`font_for`), and are opened when needed.

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
def _face(path: Path) -> hb.Face:
    """Open a file: read, not mapped, as one replaced under a running server must not be felt."""
    return hb.Face(path.read_bytes())


@cache
def _font(face: str, bold: bool) -> Font:
    """Open a face of `FACES`; LeafletError if it comes with an extra that is not installed."""
    if face not in _CJK_FACES:
        start = (_FACES | _SCRIPT_FACES)[face]
        weight = "700Bold" if bold else "400Regular"
        return Font(shipped.path("fonts") / f"{start}_{weight}.ttf", bold)
    folder = _cjk_folder()
    if not folder:
        raise shipped.missing(CJK)
    name = _CJK_FACES[face]
    return Font(folder / name.lower() / f"{name}[wght].ttf", bold)


@cache
def _cjk_folder() -> Path | None:
    """Return where the faces of Chinese, Japanese and Korean lie, if they are installed."""
    package = find_spec(_CJK_PACKAGE)
    return Path(package.origin).parent / "fonts" / "ofl" if package and package.origin else None


def _faces_of(char: str, language: str) -> tuple[str, ...]:
    """Return the faces of other scripts that may have a character, the likeliest first."""
    code = ord(char)
    if code < _BLOCKS[0][0]:
        return ()
    found = next((faces for first, last, faces in _BLOCKS if first <= code <= last), ())
    first = [face for face in _cjk_order(language) if face in found]
    return tuple(dict.fromkeys((*first, *found)))


@cache
def _cjk_order(language: str) -> tuple[str, ...]:
    """Return the faces that a language is written in first, of those of the extra."""
    primary, *rest = language.lower().split("-")
    is_traditional = {"hant", "tw", "hk", "mo"} & {*rest}
    return _CJK_ORDERS.get(f"{primary}-hant" if is_traditional else primary, ())


def has_own_face(text: str, language: str) -> bool:
    """Return whether a text has characters whose shapes its language chooses."""
    order = _cjk_order(language)
    return bool(order) and any(order[0] in _faces_of(char, "") for char in text)


def are_installed(faces: Iterable[str]) -> bool:
    """Return whether faces are shipped, or come with an extra that is installed."""
    return bool(_cjk_folder()) or not {*faces} & {*_CJK_FACES}


def extra_for(char: str) -> str:
    """Return the extra that would bring a font of a character, if it is not installed, or ""."""
    return CJK if not _cjk_folder() and {*_faces_of(char, "")} & {*_CJK_FACES} else ""


def _of_script(cluster: str, bold: bool, language: str) -> Font | None:
    """Return the first font of other scripts that has a cluster; each is opened when asked."""
    faces = dict.fromkeys(face for char in cluster for face in _faces_of(char, language))
    with _OPENING:
        fonts = (_font(face, bold) for face in faces if _cjk_folder() or face not in _CJK_FACES)
        return next((font for font in fonts if font.covers(cluster)), None)


def family(name: str) -> Family:
    """Return the family of that name, perhaps with wide spaces; KeyError if it is not shipped.

    Its name is that of a face, or of several that are asked in this order.

    `cache` alone would open a face twice where two threads come first together.
    """
    with _OPENING:
        return _family(name)


@cache
def _family(name: str) -> Family:
    named = name.removesuffix(WIDE).split(JOIN)
    faces = [*dict.fromkeys((*named, *_FACES))]
    return Family(
        name,
        regular=tuple(_font(face, False) for face in faces),
        bold=tuple(_font(face, True) for face in faces),
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


def length(text: str) -> int:
    """Return how many characters a reader counts in a text, a letter with its marks as one."""
    return sum(1 for _ in clusters(text))


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
    return char > "\u02ff" and (char in _EXTENDERS or category(char)[0] == "M")


def font_for(family: Family, cluster: str, bold: bool, language: str = "") -> Font | None:
    """Return the first font that has every character of `cluster`, or None.

    Those of the family come first, then those of other scripts, in the order of the language; but
    the ideographs of a language have its own shapes, whichever the family has.
    """
    seen = "".join(char for char in cluster if char not in _UNSEEN)
    if has_own_face(seen, language):
        return _of_script(seen, bold, language) or font_for(family, cluster, bold)
    own = next((font for font in family.fonts(bold) if font.covers(seen)), None)
    return own or _of_script(seen, bold, language)


@lru_cache(maxsize=8_192)
def missing(text: str, family: Family) -> str:
    """Return the characters of `text` that the family cannot draw, in order, once each."""
    text = drawn(text)
    if family.regular[0].covers(text) and family.bold[0].covers(text):
        return ""
    wanted = dict.fromkeys(clusters(text))
    lost = (c for c in wanted if not all(font_for(family, c, bold) for bold in (False, True)))
    return "".join(dict.fromkeys("".join(lost)))
