"""Reads the small markup of a sentence; whatever is not written exactly so is literal.

`**bold**`, `[words](https://…)` for a link (also http, mailto, tel), `[words](see:What to expect)`
for the page of that heading, `[mots](lang:fr)` for words in another language, `{clinic.phone}` for
a detail of the clinic, `{clinic.email|clinic.phone}` for the first that it has, `[^nice]` for
the number of a source; `H~2~O` and `10^9^` for what is below and above the line; a backslash at the
end of a line, or before a blank, ends the line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, Self

from msgspec import Meta

from leaflet import limits
from leaflet.content.part import Part
from leaflet.content.phone_words import PhoneWords
from leaflet.content.sign_words import SignWords
from leaflet.source.model import is_visible
from leaflet.source.nodes import Mapping as Keys
from leaflet.source.nodes import Scalar
from leaflet.source.value import LanguageTag, tidy
from leaflet.text import scripts
from leaflet.text.breaks import LINE_SEPARATOR
from leaflet.text.run import Run, Script

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node
    from leaflet.source.span import Span

_SMALL = r"(?:[^\W_]|[+−–-])(?:[^\W_]|[+−()/.,=–-]){0,15}"
"""What may be a sub- or superscript: short, and without a blank."""
_TOKEN = re.compile(
    r"(?P<stars>\*\*)"
    r"| ?\[\^(?P<source>[a-z0-9][a-z0-9-]{0,39})\]"
    r"|\[(?P<words>[^\[\]]+)\]\((?P<link>see:(?:[^()]|\([^()]*\))+|(?:[^\s()]|\([^\s()]*\))+)\)"
    r"|\{clinic\.(?P<field>[a-z_]*)(?P<instead>(?:\|clinic\.[a-z_]+)*)\}"
    rf"|(?<=[^\W\d_]|[)\]*^])~(?P<sub>{_SMALL})~(?!~)"
    rf"|(?<![\^\\])\^(?P<super>{_SMALL})\^(?!\^)"
)
_IN_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_ENDED_LINE = re.compile(rf"(?<=[^\s\\:]) ?\\[ {LINE_SEPARATOR}](?=\S)")
"""A backslash before what was a line end in the file."""
_HOST = r"[\w-]+(?:\.[\w-]+)+"
_REST = r"(?:[:/?#][!#$%&()*+,./:;=?@\w\[\]~-]*)?"  # RFC 3986, 2: what an address is made of
LINK = re.compile(rf"(?:https?://|mailto:[\w.+-]+@){_HOST}{_REST}|tel:\+?[\d-]+", re.ASCII)
SEE = "see:"
"""What the name of a heading stands behind that words lead to."""
_LANGUAGE = re.compile("lang:(" + LanguageTag.pattern.pattern + ")")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


class Field(NamedTuple):
    """A place in a text that a detail of the clinic fills."""

    name: str
    """The key of the clinic block, `phone` for `{clinic.phone}`."""
    bold: bool = False
    link: str = ""
    instead: tuple[str, ...] = ()
    """The keys that fill it where the clinic lacks the first: `{clinic.email|clinic.phone}`."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of which the first that the clinic has fills the place."""
        return self.name, *self.instead


class Cite(NamedTuple):
    """A place that the number of a source fills."""

    source: str
    """The id of the source, `nice` for `[^nice]`."""
    bold: bool = False

    @property
    def link(self) -> str:
        """No address: the markup has no citation inside a link."""
        return ""


class Filling(NamedTuple):
    """What fills the fields and the citations of texts."""

    clinic: Mapping[str, Run]
    """By key of the clinic block, without the keys that have no words."""
    citations: Mapping[str, Run] = MappingProxyType({})
    """By id of the source, in order of number."""
    phones: PhoneWords | None = None
    """What finds the phone numbers that become links; they do not where there is none."""
    signs: SignWords | None = None
    """What signs are called by ear; where there is none they are said as they are."""

    def run(self, part: Run | Field | Cite) -> Run:
        """Return the words for a part of a text; KeyError where nothing fills it."""
        match part:
            case Field():
                key = next((key for key in part.keys if key in self.clinic), part.name)
                detail = self.clinic[key]
                return detail._replace(bold=part.bold, link=part.link or detail.link)
            case Cite():
                return self.citations[part.source]._replace(bold=part.bold)
        return part

    def linked(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Return the runs with a link on each phone number."""
        return self.phones.linked(runs) if self.phones else runs

    def parted(self, runs: tuple[Run, ...]) -> list[tuple[int, Run]]:
        """Return the runs as they are drawn and said, each with the number of its run.

        Sub- and superscripts are runs of their own, and so are signs that have a name.
        """
        parts = [*scripts.parted(runs)]
        return [*self.signs.named(parts)] if self.signs else parts


class Text:
    """A sentence or paragraph as runs and fields; equal to any other with the same words."""

    __slots__ = ("parts", "span", "wording")
    schema: ClassVar[dict[str, Any]] = {
        "type": ["string", "number"],
        "description": "Text; may have **bold**, [words](https://…), {clinic.phone}, H~2~O, 10^9^.",
    }
    beside: ClassVar[tuple[str, ...]] = ("short",)
    """Keys of a wording that may stand beside the text where it is the main field of a block."""
    may_be_empty: ClassVar[bool] = False

    def __init__(
        self,
        parts: tuple[Run | Field | Cite, ...],
        span: Span | None = None,
        wording: Wording | None = None,
    ) -> None:
        self.parts = parts
        self.span = span
        self.wording = wording
        """What was written, where that is more than the text."""

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read the text that `node` says, alone or in a wording; None and a fault if it is none."""
        known = Wording.__struct_fields__
        if isinstance(node, Keys) and any(key.text in known for key, _ in node.entries):
            made = reader.struct(node, Wording)
            return cls(made.text.parts, made.text.span, made) if made else None
        return cls.from_scalar(node, reader)

    @classmethod
    def from_scalar(cls, node: Node, reader: Reader) -> Self | None:
        """Read the text that is written without any keys; None and a fault if it is none."""
        raw = reader.scalar(node, "text")
        if raw is None:
            return None
        if len(raw.strip()) > limits.TEXT_CHARACTERS:
            size, limit = f"{len(raw.strip()):,}", f"{limits.TEXT_CHARACTERS:,}"
            problem = f"one text is {size} characters long; at most {limit} are allowed"
            reader.fault(node.span, "too-long", problem, "make several paragraphs of it")
            return None
        if _BLANK_LINE.search(raw.strip()):
            hint = "begin each paragraph with its own `- paragraph:`"
            reader.fault(node.span, "empty-line", "this text has an empty line inside", hint)
            return None
        keeps_lines = isinstance(node, Scalar) and node.keeps_lines
        lines = raw.splitlines() if keeps_lines else [raw]
        said = LINE_SEPARATOR.join(filter(None, map(tidy, lines)))
        said = _ENDED_LINE.sub(LINE_SEPARATOR, said)
        text = cls(tuple(parse(said)), node.span)
        for link in text.links:
            if not (LINK.fullmatch(link) or link.startswith(SEE)):
                problem = f"`{reader.shown(link)}` is not a link that a leaflet can carry"
                hint = "links begin with https://, http://, mailto:, tel: or see:, languages with"
                hint += " lang:"
                reader.fault(node.span.find(link), "not-a-link", problem, hint)
        return text

    @property
    def forms(self) -> tuple[Text, ...]:
        """The text and its short form, if it has one."""
        short = self.wording and self.wording.short
        return (self, short) if short else (self,)

    @property
    def is_optional(self) -> bool:
        """Whether some edition leaves the text out, or that of some clinic."""
        return self.wording is not None and self.wording.is_optional

    def without(self, sources: Collection[str]) -> Self | None:
        """Return the text without citations of these references, or None if nothing is left."""
        kept = [p for p in self.parts if not (isinstance(p, Cite) and p.source in sources)]
        if len(kept) == len(self.parts):
            return self
        if kept and isinstance(kept[0], Run):  # what stood before the first words is gone
            kept[0] = kept[0]._replace(text=kept[0].text.lstrip(" "))
        parts = tuple(part for part in _joined(kept) if not isinstance(part, Run) or part.text)
        return type(self)(parts, self.span) if parts or self.may_be_empty else None

    @property
    def fields(self) -> tuple[str, ...]:
        """The details of the clinic that the text cannot do without."""
        fields = (part for part in self.parts if isinstance(part, Field))
        return tuple(field.name for field in fields if not field.instead)

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the sources that the text names."""
        return tuple(part.source for part in self.parts if isinstance(part, Cite))

    @property
    def links(self) -> tuple[str, ...]:
        """The link addresses in the text."""
        return tuple(part.link for part in self.parts if part.link)

    @property
    def literal(self) -> str:
        """The text without its fields and citations."""
        return "".join(part.text for part in self.parts if isinstance(part, Run))

    def runs(self, filling: Filling) -> tuple[Run, ...]:
        """Return the runs with fields and citations filled, phone numbers as links.

        Raises KeyError if a detail or a source is missing.
        """
        return filling.linked(tuple(map(filling.run, self.parts)))

    def plain(self, filling: Filling) -> str:
        """Return the filled text as one string."""
        return "".join(run.text for run in self.runs(filling))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Text) or other.parts != self.parts:
            return False
        return other.wording == self.wording

    def __hash__(self) -> int:
        return hash(self.parts)

    def __repr__(self) -> str:
        return f"Text({self.parts!r})" if self.wording is None else repr(self.wording)


class Plain(Text):
    """A text written without keys."""

    __slots__ = ()
    beside = ()

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read the text that `node` says; None and a fault if it is none."""
        return cls.from_scalar(node, reader)


class Short(Plain):
    """The short form of a text."""

    __slots__ = ()

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """Read the text that `node` says; None and a fault if it says nothing."""
        if isinstance(node, Scalar) and not (node.text.strip() or node.comment):
            hint = "to leave something out of the short edition, write `except: short`"
            reader.fault(node.span, "empty-value", "the short form of this text is empty", hint)
            return None
        return cls.from_scalar(node, reader)


class Wording(Part, frozen=True):
    """A text with a short form, or one that some editions leave out."""

    text: Plain
    short: Annotated[Short | None, Meta(description="What the short edition says.")] = None


def parse(text: str, link: str = "") -> Iterator[Run | Field | Cite]:
    """Yield the runs and fields of a tidy `text`; a lone `**` is literal."""
    parts: list[Run | Field | Cite] = []
    opened = -1  # the part before which `**` opened, or -1
    end = 0
    for token in _TOKEN.finditer(text):
        start, stop = token.span()
        bold = opened >= 0
        parts += _literal(text[end:start], bold, link)
        end = stop
        if token["source"] is not None:
            parts.append(Cite(token["source"], bold))
        elif token["field"] is not None:
            _, *instead = token["instead"].split("|clinic.")
            parts.append(Field(token["field"], bold, link, tuple(instead)))
        elif small := _small(token):
            parts.append(small._replace(bold=bold, link=link))
        elif token["words"] is not None:
            parts += (part._replace(bold=bold or part.bold) for part in _bracketed(token))
        elif not bold and not text[stop : stop + 1].strip():
            parts += _literal("**", False, link)
        elif bold and not text[start - 1].strip():
            parts += _literal("**", True, link)
        elif bold and not _is_visible(parts[opened:]):
            parts[opened:] = [*_unopened(parts[opened:], link), *_literal("**", False, link)]
            opened = -1
        else:
            opened = -1 if bold else len(parts)
    parts += _literal(text[end:], opened >= 0, link)
    if opened >= 0:
        parts[opened:] = _unopened(parts[opened:], link)
    yield from _joined(parts)


def _small(token: re.Match[str]) -> Run | None:
    """Return a sub- or superscript; as it is written where it stands in an address."""
    script = _script(token)
    if not script:
        return None
    blank = token.string.rfind(" ", 0, token.start()) + 1
    if _IN_ADDRESS.match(token.string, blank):
        return Run(token[0])
    signs = scripts.signs(token[script], script)
    return Run(signs) if signs else Run(token[script], script=script)


def _script(token: re.Match[str]) -> Script:
    if token["sub"] is not None:
        return "sub"
    return "super" if token["super"] is not None else ""


def _bracketed(token: re.Match[str]) -> Iterator[Run | Field | Cite]:
    """Yield bracketed words as a link, or as words of another language.

    Where none of the words can be seen, the brackets are literal.
    """
    spoken = _LANGUAGE.fullmatch(token["link"])
    parts = list(parse(token["words"], "" if spoken else token["link"]))
    if not _is_visible(parts):
        parts, spoken = [Run(token[0])], None
    for part in parts:
        yield part._replace(language=spoken[1]) if spoken and isinstance(part, Run) else part


def _unopened(parts: list[Run | Field | Cite], link: str) -> list[Run | Field | Cite]:
    """Return the parts after a `**` that is never closed: two stars, then the parts unbold."""
    return [Run("**", link=link), *(part._replace(bold=False) for part in parts)]


def _is_visible(parts: list[Run | Field | Cite]) -> bool:
    return any(not isinstance(part, Run) or is_visible(part.text) for part in parts)


def _literal(text: str, bold: bool, link: str) -> list[Run]:
    return [Run(text, bold, link)] if text else []


def _joined(parts: list[Run | Field | Cite]) -> Iterator[Run | Field | Cite]:
    """Yield the parts with neighbouring runs of one look joined."""
    for _, alike in groupby(parts, key=lambda part: part[1:] if isinstance(part, Run) else None):
        first = next(alike)
        if isinstance(first, Run):
            others = (run.text for run in alike if isinstance(run, Run))  # the key says they are
            yield first._replace(text="".join((first.text, *others)))
        else:
            yield from (first, *alike)
