"""Defines plain values of a content file: a line of text, a phone number, a colour …

Each type builds itself from the scalar that was written (`from_node`), keeps its place for later
messages, and knows the JSON Schema that editors use for it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, ClassVar, Self

from leaflet.source.nodes import Sequence

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node
    from leaflet.source.span import Span

_BLANK = r"[ \t\r\n\v\f\x85\u2028\u2029]"
_BLANKS = re.compile(rf"{_BLANK}(?:{_BLANK}+|(?<! ))")
"""Anything but a single space, which may stay."""
_DROPPED = dict.fromkeys(map(ord, "\u00ad\u061c\u200e\u200f\ufeff"))
"""Soft hyphen, byte order mark, marks of direction: invisible, and in the way of
a search. Translators and Word write the marks; numbers and details of a clinic need none here."""


_WORD_END = re.compile(
    "(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b|\u200b(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
)
"""A zero width space that is none of those by which writers of Thai, Lao, Burmese and Khmer part
words: these are kept, as a line may end there."""


def tidy(text: str) -> str:
    """Return text as it is printed: NFC, runs of white space as one space, trimmed."""
    seen = text if text.isascii() else _WORD_END.sub("", text.translate(_DROPPED))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", seen)).strip(" ")


UNREAD = "?"
"""Stands for what is printed and cannot be reckoned with, as nothing is known of how it is said."""


class Line:
    """One line of plain text, never markup; equal to another of the same words anywhere."""

    __slots__ = ("printed", "span", "text")
    schema: ClassVar[dict[str, Any]] = {"type": ["string", "number"]}
    what: ClassVar[str] = "text"
    code: ClassVar[str] = ""
    """The code of the fault where a text does not fit the pattern."""
    hint: ClassVar[str] = ""
    pattern: ClassVar[re.Pattern[str] | None] = None
    limit: ClassVar[int] = 500
    is_words: ClassVar[bool] = False
    """Whether those of a kind with a pattern of its own are words that a translation says anew."""
    is_read: ClassVar[bool] = False
    """Whether it is reckoned with as it is written, and a translation says what is printed."""

    def __init__(self, text: str, span: Span | None = None, printed: str = "") -> None:
        self.text = text
        self.span = span
        self.printed = printed
        """What is printed in its place, in another language."""

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read a line from `node`; None and a fault if it is wrong."""
        raw = reader.scalar(node, cls.what)
        if raw is None:
            return None
        text = tidy(raw)
        if len(text) > cls.limit:
            problem = f"this is {len(text):,} characters long; at most {cls.limit:,} fit here"
            reader.fault(node.span, "too-long", problem)
            return None
        if cls.pattern and not cls.pattern.fullmatch(text):
            problem = f"`{reader.shown(text)}` is not {cls.what}"
            reader.fault(node.span, cls.code, problem, cls.hint)
            return None
        return cls(text, node.span, tidy(getattr(node, "printed", "")))

    @property
    def is_unread(self) -> bool:
        """Whether it is printed as it is written, and nothing is known of what it says."""
        return self.text == UNREAD and bool(self.printed)

    @property
    def written(self) -> str:
        """How it stands in the leaflet, for those who wrote it."""
        return self.printed or self.text

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return False
        return (other.text, other.printed) == (self.text, self.printed)

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"


class Phone(Line):
    """A phone number, printed as it was written."""

    __slots__ = ()
    what = "a phone number"
    code = "not-a-phone-number"
    hint = "write digits and spaces, such as 01632 960 123 or +44 1632 960 123"
    pattern = re.compile(
        r"\+?[0-9(][0-9 ()./\u2013-]{1,28}[0-9](?:,? ?(?:extension|extn?\.?|x) ?[0-9]{1,6})?",
        re.IGNORECASE,
    )
    schema: ClassVar[dict[str, Any]] = {**Line.schema, "examples": ["01632 960 123"]}

    @property
    def digits(self) -> str:
        """The digits after a leading plus, without the extension."""
        return _digits(self._parts[0].replace("(0)", ""))

    @property
    def link(self) -> str:
        """The `tel:` address (RFC 3966): the digits, and the extension if there is one."""
        return "tel:" + ";ext=".join((self.digits, *map(_digits, self._parts[1:])))

    @property
    def _parts(self) -> list[str]:
        return re.split("extension|extn?|x", self.text.lower())


def _digits(written: str) -> str:
    """Return the digits after a leading plus, in ASCII whatever script they are written in."""
    found = re.sub(r"(?!^\+)\D", "", written)
    return "".join(str(unicodedata.digit(char, char)) for char in found)


class Email(Line):
    """An e-mail address."""

    __slots__ = ()
    what = "an e-mail address"
    code = "not-an-email-address"
    hint = "write it such as reception@clinic.example"
    pattern = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)
    schema: ClassVar[dict[str, Any]] = {"type": "string", "format": "email"}

    @property
    def link(self) -> str:
        """The `mailto:` address."""
        return f"mailto:{self.text}"


class WebAddress(Line):
    """An address on the web; `https://` may be left out, and is then not printed."""

    __slots__ = ()
    what = "a web address"
    code = "not-a-web-address"
    limit = 290  # with its https:// a QR code takes it
    hint = "write it such as https://www.clinic.example"
    pattern = re.compile(
        r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#][!#$%&()*+,./:;=?@\w\[\]~-]*)?",
        re.ASCII,
    )
    schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "examples": ["https://www.clinic.example"],
    }

    @property
    def link(self) -> str:
        """The address with its scheme."""
        return (
            self.text if self.text.startswith(("http://", "https://")) else f"https://{self.text}"
        )

    @property
    def short(self) -> str:
        """The address as people read it, without scheme and final slash."""
        return re.sub(r"^https?://", "", self.text).rstrip("/")


class Colour(Line):
    """An sRGB colour, `#rrggbb` or `#rgb`; `rgb` gives red, green and blue from 0 to 1."""

    __slots__ = ()
    what = "a colour"
    code = "not-a-colour"
    hint = 'write colours as "#0a6e5c", in quotes'
    pattern = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
    schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$",
    }

    @property
    def rgb(self) -> tuple[float, float, float]:
        """Red, green and blue, each from 0 to 1."""
        digits = self.text[1:]
        digits = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
        red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
        return red, green, blue


class LanguageTag(Line):
    """A language, as BCP 47 writes it: `en-GB`, `pl`, `zh-Hant`."""

    __slots__ = ()
    what = "a language tag"
    code = "not-a-language-tag"
    hint = "write it such as en-GB, pl or pt-BR"
    pattern = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?")
    schema: ClassVar[dict[str, Any]] = {"type": "string", "examples": ["en-GB"]}

    @property
    def primary(self) -> str:
        """The language alone: `en` of `en-GB`."""
        return self.text.split("-")[0].lower()

    @property
    def script(self) -> str:
        """The script: `Hant` of `zh-Hant`; empty where the tag names none."""
        return next((part.title() for part in self.text.split("-")[1:] if len(part) == 4), "")


class Name(Line):
    """The name of something shipped or kept beside the content: a theme, a sheet."""

    __slots__ = ()
    what = "a name"
    code = "not-a-name"
    hint = "names have small letters, digits and hyphens only"
    pattern = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
    schema: ClassVar[dict[str, Any]] = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"}


class Names:
    """One name or more, such as those of the editions that have a block: nothing is printed."""

    __slots__ = ("names",)
    kind: ClassVar[type[Name]] = Name

    @staticmethod
    def schema_of(kind: type[Name]) -> dict[str, Any]:
        """Return the schema of one name of a kind, or a list of them."""
        return {"anyOf": [kind.schema, {"type": "array", "items": kind.schema, "minItems": 1}]}

    schema: ClassVar[dict[str, Any]] = schema_of(Name)

    def __init__(self, *names: Name) -> None:
        self.names = names

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read names from `node`; None and faults if they are wrong."""
        nodes = node.items if isinstance(node, Sequence) else (node,)
        if not nodes:
            hint = "write at least one name"
            reader.fault(node.span, "empty-value", "this list is empty", hint)
            return None
        names = [name for each in nodes if (name := cls.kind.from_node(each, reader))]
        return cls(*names) if len(names) == len(nodes) else None

    def meet(self, names: frozenset[str]) -> bool:
        """Return whether one of them is among `names`."""
        return any(name.text in names for name in self.names)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.names == self.names

    def __hash__(self) -> int:
        return hash(self.names)

    def __str__(self) -> str:
        """Write the names as in a file."""
        first, *others = self.names
        return f"[{', '.join(map(str, self.names))}]" if others else str(first)

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self.names!r}"
