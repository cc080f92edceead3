"""Language: the words that layout itself adds, and the form of dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Literal, Self

from msgspec import Meta
from msgspec.structs import replace

from leaflet import shipped
from leaflet.content.dose_words import DoseWords
from leaflet.content.labels import Labels, RegionNames
from leaflet.content.number_words import NumberWords
from leaflet.content.phone_words import PhoneWords
from leaflet.content.sign_words import SignWords
from leaflet.errors import Fault, LeafletError
from leaflet.source import named
from leaflet.source.model import Struct
from leaflet.source.nodes import Scalar
from leaflet.source.value import LanguageTag, Line
from leaflet.text import fonts
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node

SOURCE = LanguageTag("en")
"""The language in which labels are written first; all others are translations."""

WIDE_STOPS = ("。", "．")
"""Those that have their white inside."""
NASTALIQ, ARABIC = "nastaliq", "Arab"
"""The hand that readers of Urdu know from books, and its script."""
HANGING = 1.9
"""Its leading, in that of the theme."""
DOTTED = ("az", "tr")
"""Languages in which the capital of i has a dot too."""


class ScriptCode(Line):
    """A script, as ISO 15924 writes it: `Latn`, `Arab`, `Hant`."""

    __slots__ = ()
    what = "the code of a script"
    code = "not-a-script"
    hint = "there are: " + ", ".join(fonts.OF_SCRIPT)
    pattern = re.compile("|".join(fonts.OF_SCRIPT))


class Face(Line):
    """The name of a face that is shipped, or comes with an extra."""

    __slots__ = ()
    what = "the name of a face"
    code = "not-a-face"
    hint = "there are: " + ", ".join(fonts.FACES)
    pattern = re.compile("|".join(fonts.FACES))


class Separator(Line):
    """What stands between words: `, `, `、`, a blank alone, or nothing; with its blanks."""

    __slots__ = ()
    limit = 10

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read it as it is written, with the blanks at its ends."""
        if isinstance(node, Scalar) and len(node.text) <= cls.limit and not node.comment:
            return cls(node.text, node.span)
        return super().from_node(node, reader)


class LabelsReview(Struct, frozen=True):
    """Who has read all labels of a language, and knows it as a first language."""

    by: Line
    role: Line
    """Such as translator, or nurse."""
    date: datetime.date


class Language(Struct, frozen=True):
    """A language that leaflets are written in; one file in `languages/`."""

    name: Line
    """In the language itself."""
    english: Line
    """Its name in English."""
    tag: LanguageTag
    script: ScriptCode
    direction: Literal["ltr", "rtl"]
    date: Line
    months: tuple[Line, ...]
    """As they are written after a day."""
    quotes: tuple[Line, ...]
    """Those that open and close, then those inside others."""
    labels: Labels
    regions: RegionNames
    """What the parts of the maps of the body are called, as in the middle of a sentence."""
    list: Separator = Separator(", ")
    stop: Separator = Separator(".")
    """What ends a sentence: nothing in Thai."""
    faces: tuple[Face, ...] = ()
    """Faces that are taken before those of the theme, in place of the one of the script."""
    size: Annotated[float, Meta(ge=0.8, le=1.5)] = 1.0
    """How large type is, in the sizes of the theme."""
    leading: Annotated[float, Meta(ge=1, le=2.5)] = 1.0
    """How far lines are apart, in the leading of the theme."""
    letters_a_word: Annotated[float, Meta(ge=0, le=10)] = 0
    """How many letters say what a word of English does, where no blanks part words."""
    words_a_word: Annotated[float, Meta(ge=1, le=3)] = 1
    """How many of its words say what one of English does, where a word is a syllable or so."""
    breaks: Literal["normal", "keep-all"] = "normal"
    """Whether lines end at spaces alone, in a script that could be broken at each letter."""
    out_of: tuple[Line, ...] = ()
    """What stands between the numbers of a share: 9 `in` 100."""
    decimal: Literal[".", ","] = ","
    """What begins the fraction of a number; the other of the two may part thousands."""
    negations: tuple[Line, ...] = ()
    """Words that deny, if they are known; `no*` has any ending, `*no*` stands anywhere."""
    emergency_note: Line | None = None
    """How to say on the phone, in English, which language one speaks."""
    reviewed: LabelsReview | None = None
    """Absent where nobody who is named has read the labels: they are a draft then."""
    numbers: NumberWords = NumberWords()
    doses: DoseWords = DoseWords()
    phones: PhoneWords = PhoneWords()
    signs: SignWords = SignWords()

    @property
    def is_draft(self) -> bool:
        """Whether the labels are a translation that nobody who is named has read."""
        return self.reviewed is None and self.tag != SOURCE

    @property
    def faces_first(self) -> tuple[str, ...]:
        """The names of the faces that are taken before those of the theme."""
        of_script = fonts.OF_SCRIPT[self.script.text]
        return tuple(face.text for face in self.faces) or ((of_script,) if of_script else ())

    def in_hand(self, hand: str | None) -> Self:
        """Return the language in the hand that a leaflet asks for, if its script has that.

        The words of nastaliq hang from upper right to lower left, and so its lines are far apart.
        """
        if hand != NASTALIQ or self.script.text != ARABIC:
            return self
        return replace(self, faces=(Face(NASTALIQ),), size=1.0, leading=HANGING)

    def listed(self, names: Iterable[str]) -> str:
        """Write the members of a list one after another."""
        return self.list.text.join(names)

    @property
    def goes_left(self) -> bool:
        """Whether it is written from right to left."""
        return self.direction == "rtl"

    def written(self, day: datetime.date) -> str:
        """Write a date in words, such as 3 November 2026."""
        month = self.months[day.month - 1].text
        return self.date.text.format(day=day.day, month=month, year=day.year)

    def imprint(self, publisher: Line | None, authors: tuple[Line, ...]) -> str:
        """Write who publishes a leaflet and who wrote it, a sentence each."""
        names = self.listed(author.text for author in authors)
        published = self.label("publisher", name=publisher) if publisher else ""
        return self.sentences(published, self.label("authors", names=names) if names else "")

    def sentences(self, *said: str) -> str:
        """Write one after another what is said, each with what begins and ends a sentence."""
        apart = "" if self.stop.text in WIDE_STOPS else " "
        return apart.join(self.begun(each) + self.stop.text for each in said if each)

    def begun(self, said: str) -> str:
        """Return words with the letter that begins a sentence."""
        first = said[:1]
        large = "İ" if first == "i" and self.tag.primary in DOTTED else first.title()
        return large + said[1:]

    def label_run(self, name: str) -> Run:
        """Return a bold label and a space, to stand before what it labels."""
        return Run(f"{self.label(name)} ", bold=True, label=True, keep=True)

    def label(self, name: str, /, **slots: object) -> str:
        """Return a label with its slots filled."""
        text: str = getattr(self.labels, name).text
        for slot, value in slots.items():
            text = text.replace(f"{{{slot}}}", str(value))
        return text

    def has_label(self, name: str) -> bool:
        """Return whether there is a label of this name."""
        return hasattr(self.labels, name)

    def region(self, name: str) -> str:
        """Return what a part of a map of the body is called."""
        text: str = getattr(self.regions, name.replace("-", "_")).text
        return text


def tags() -> tuple[str, ...]:
    """Return the tags of all languages, as their files are named."""
    return named.names("language")


def every() -> Iterator[Language]:
    """Yield all languages, in the order of their tags."""
    for tag in tags():
        yield named.load("language", tag, Language)


def load(tag: LanguageTag) -> Language:
    """Load the language of `tag`; LeafletError at its place if there is none.

    By the lookup of RFC 4647, 3.4: the file of the whole tag, or of the tag without its last parts,
    so long as that is in the script that is asked for.
    """
    if found := _found(tag):
        return _able(found, tag)
    problem = f"Leaflet does not speak `{tag}` yet"
    hint = "there are: " + ", ".join(tags())
    raise LeafletError(Fault("unknown-name", problem, tag.span.place if tag.span else None, hint))


def script(tag: LanguageTag) -> str:
    """Return the script that a tag means, such as `Hant` of `zh-TW`; nothing if it is unknown."""
    found = _found(tag)
    return found.script.text if found else ""


def _found(tag: LanguageTag) -> Language | None:
    known = {name.lower(): name for name in tags()}
    script = _said_script(tag)
    for part in ranges(tag):
        if part in known:
            found = named.load("language", known[part], Language)
            if not script or found.script.text == script:
                return found
    return None


def ranges(tag: LanguageTag) -> Iterator[str]:
    """Yield the tags to look for, in small letters, the nearest first (RFC 4647, 3.4)."""
    script = _said_script(tag).lower()
    yield tag.text.lower()
    for language in (tag.primary, _OTHER_NAMES.get(tag.primary)):
        if language:
            if script:
                yield f"{language}-{script}"
            yield language


def _said_script(tag: LanguageTag) -> str:
    """Return the script that a tag names, itself or by its region; nothing where it names none."""
    return tag.script or _SCRIPTS_BY_REGION.get(tag.text.lower(), "")


def _able(language: Language, tag: LanguageTag) -> Language:
    """Return a language if the faces that it is set in are installed; LeafletError if not."""
    if fonts.are_installed(language.faces_first):
        return language
    (fault,) = shipped.missing(fonts.CJK).faults
    place = tag.span.place if tag.span else None
    raise LeafletError(fault._replace(place=place))


_OTHER_NAMES = {
    **{"no": "nb", "nb": "no", "tl": "fil", "fil": "tl", "cmn": "zh", "arb": "ar", "iw": "he"},
    **{"prs": "fa", "pes": "fa", "pbu": "ps", "pbt": "ps", "pnb": "pa-arab", "kmr": "ku"},
    **{"in": "id", "mo": "ro", "als": "sq", "swh": "sw", "zsm": "ms", "npi": "ne", "mww": "hmn"},
    **{"ekk": "et", "lvs": "lv", "khk": "mn", "azj": "az", "uzn": "uz", "ji": "yi", "ydd": "yi"},
}
"""Codes that mean a language too: older ones, and those of ISO 639-3 for what is mostly meant."""
_SCRIPTS_BY_REGION = {
    f"{language}-{region}": script
    for language, script, regions in (
        ("az", "Arab", "iq ir"),
        ("az", "Cyrl", "ru"),
        ("ha", "Arab", "cm sd"),
        ("kk", "Arab", "af cn ir mn"),
        ("ku", "Arab", "iq ir lb"),
        ("ku", "Cyrl", "am az ge tm"),
        ("ky", "Arab", "cn"),
        ("ky", "Latn", "tr"),
        ("ms", "Arab", "cc"),
        ("pa", "Arab", "pk"),
        ("sd", "Deva", "in"),
        ("sr", "Latn", "me ro tr"),
        ("tg", "Arab", "pk"),
        ("uz", "Arab", "af"),
        ("uz", "Cyrl", "cn"),
        ("zh", "Hant", "au bn gb gf hk id mo pa pf ph sr th tw us vn"),
    )
    for region in regions.split()
}
"""The script of a language in a region, where it is another one than elsewhere (likelySubtags)."""
