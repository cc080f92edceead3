"""Document: the words and facts of a leaflet, without its look."""

from __future__ import annotations

import datetime
import functools
import hashlib
import os
import re
from collections import abc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

from msgspec import Meta, field

from leaflet import limits, system
from leaflet.content import owner as owners
from leaflet.content.about import About, Audience
from leaflet.content.acceptance import Acceptance
from leaflet.content.clinic import Clinic, DetailValue
from leaflet.content.cover_art import CoverArt
from leaflet.content.inline import Text
from leaflet.content.part import Part
from leaflet.content.reference import Reference
from leaflet.document import in_language, ordered, said_doses, translation
from leaflet.document.block import SLIP, Block
from leaflet.document.translation import TranslationFacts
from leaflet.errors import Fault, LeafletError, Place, expect, meant, shown
from leaflet.source import given, model, named, nodes
from leaflet.source.given import Given
from leaflet.source.model import Reader, Struct
from leaflet.source.nodes import Mapping, Node, Scalar
from leaflet.source.span import Span
from leaflet.source.value import LanguageTag, Line, Name
from leaflet.source.walk import inside, walk

EDITABLE = (*Clinic.__struct_fields__, "theme", "sheet")
"""What the page for reception may change: the clinic's details and the looks, never the words."""
if TYPE_CHECKING:
    Editable = str
else:
    Editable = Literal[EDITABLE]  # a type checker would want the names of all details once more


class Document(Struct, frozen=True, dict=True):
    """A leaflet: its facts, its clinic and its body."""

    title: Annotated[Text, Meta(description="The main heading.")]
    body: Annotated[tuple[Block, ...], Meta(description="The blocks, in reading order.")]
    filler: Annotated[
        tuple[Block, ...],
        Meta(description="Blocks for the room that the others leave over on their pages."),
    ] = ()
    clinic: Clinic | None = None
    subtitle: Annotated[Text | None, Meta(description="One line under the title.")] = None
    cover: Annotated[
        CoverArt | None, Meta(description="The picture on the cover; an icon where there is none.")
    ] = None
    language: Annotated[LanguageTag, Meta(description="Such as en-GB.")] = field(
        default_factory=lambda: LanguageTag("en-GB")
    )
    code: Annotated[Line | None, Meta(description="The leaflet's own code.")] = None
    version: Line | None = None
    issued: datetime.date | None = None
    next_review: datetime.date | None = None
    publisher: Line | None = None
    authors: tuple[Line, ...] = ()
    subject: Annotated[Line | None, Meta(description="One sentence for catalogues.")] = None
    keywords: tuple[Line, ...] = ()
    theme: Annotated[Name, Meta(description="The look, unless another is asked for.")] = field(
        default_factory=lambda: Name("calm")
    )
    fonts: Annotated[
        Literal["plain", "noto", "nastaliq"] | None,
        Meta(description="The family of type, unless the theme's own; nastaliq for Urdu."),
    ] = None
    dyslexia: Annotated[
        bool | None,
        Meta(description="More white between lines and words, on cream paper."),
    ] = None
    sections: Annotated[
        Literal["numbers", "letters"] | None,
        Meta(description="Whether the headings of sections have numbers or letters."),
    ] = None
    sheet: Annotated[Name, Meta(description="The paper, unless another is asked for.")] = field(
        default_factory=lambda: Name("a4")
    )
    pack: Annotated[
        tuple[Name, ...],
        Meta(description="Sheets that `leaflet pack` builds besides the usual ones."),
    ] = ()
    profile: Annotated[
        Name | None, Meta(description="The country and setting that `leaflet check` goes by.")
    ] = None
    about: Annotated[
        About | None,
        Meta(description="What the leaflet is about: it decides what `leaflet check` asks for."),
    ] = None
    audience: Annotated[
        Audience | None,
        Meta(
            description="For whom it is, unless for grown-up patients: `leaflet check` goes by it."
        ),
    ] = None
    fillable: Annotated[
        bool, Meta(description="Whether what is to be filled in are form fields in the PDF.")
    ] = False
    translation: Annotated[
        TranslationFacts | None,
        Meta(description="What it is a translation of; a file of translated texts says it."),
    ] = None
    accept: Acceptance | None = None
    editable: Annotated[
        tuple[Editable, ...],
        Meta(description="What the page for reception may change; all of it unless said."),
    ] = field(default_factory=lambda: EDITABLE)

    @functools.cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text in each of its forms, in reading order."""
        return tuple(form for text in walk(self, Text) for form in text.forms)

    @functools.cached_property
    def words(self) -> tuple[Text | Line, ...]:
        """Every text in each of its forms, and every plain line."""
        found = walk(self, (Text, Line))
        return tuple(form for words in found for form in getattr(words, "forms", (words,)))

    @functools.cached_property
    def has_needs(self) -> bool:
        """Whether clinics differ in what they have of it."""
        return any(part.needs for part in walk(self, Part)) or any(
            text.wording and text.wording.needs for text in self.texts
        )

    def texts_for(self, told: abc.Collection[str]) -> Iterator[Text]:
        """Yield the texts, in each form, that a clinic with these details may have."""
        return _had(self, told) if self.has_needs else iter(self.texts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the body, and those for room that is left over."""
        return (*self.body, *self.filler)

    @property
    def folder(self) -> Path | None:
        """The folder of the content file, which may hold its own sheets and themes, or None."""
        return self.title.span.source.folder if self.title.span else None

    @functools.cached_property
    def has_editions(self) -> bool:
        """Whether editions differ in their words, or those of clinics."""
        parts = walk(self.blocks, Part)
        return any(text.wording for text in self.texts) or any(part.is_optional for part in parts)

    @functools.cached_property
    def sources(self) -> tuple[Reference, ...]:
        """Every reference of the leaflet."""
        return tuple(walk(self.blocks, Reference))

    @functools.cached_property
    def has_lower_headings(self) -> bool:
        """Whether a heading of level 3 or more is written: only such a one can skip a level."""
        return any(getattr(struct, "level", 2) > 2 for struct in walk(self.blocks, Struct))

    def place(self, key: str) -> Place | None:
        """Return the place of the value of a top-level key, or of the title."""
        span = self.title.span
        root = span and span.source.tree
        found = root.get(key) if isinstance(root, Mapping) else None
        if found:
            return found.span.place
        return span.place._replace(key=key) if span else None

    @classmethod
    def prepared(cls, node: Mapping) -> Mapping:
        """Return the content with its doses as they are reckoned with."""
        return said_doses.reckoned(node)

    def faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield faults between fields: review before issue, unknown sheets, too many blocks."""
        if self.issued and self.next_review and self.next_review <= self.issued:
            yield (
                "next_review",
                "review-before-issue",
                "the next review is not after the date of issue",
                "",
            )
        if any(block.word == "contact" for block in walk(self.filler, Block)):
            problem = "the contact panel cannot be filler: it stands on the last page in any case"
            yield "filler", "conflicting-keys", problem, "delete it here"
        yield from self._pack_faults()
        yield from self._contents_faults()
        yield from self._slip_faults()
        for orphan in ordered.lost(self.blocks):
            kind = "letters" if orphan.letters else "numbers"
            problem = f"this list goes on from another, and none with {kind} stands before it"
            where = orphan.listed[0].text.span or "body"
            yield where, "nothing-to-continue", problem, "write `start:` with its first number"
        count = sum(1 for _ in walk(self.blocks, Block))
        if count > limits.BLOCKS:
            limit = f"{limits.BLOCKS:,}"
            yield (
                "body",
                "too-many-blocks",
                f"the body has {count:,} blocks; at most {limit} are allowed",
                "",
            )

    def _contents_faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield faults of contents inside a block, of second ones, and of those with no heading."""
        own = [f"body[{number}]" for number, one in enumerate(self.body) if one.word == "contents"]
        count = sum(1 for one in walk(self.blocks, Block) if one.word == "contents")
        if len(own) > 1:
            yield own[1], "duplicate-item", "a leaflet has one list of contents", "delete it here"
        if count > len(own):
            problem = "the list of contents stands inside another block"
            yield "body", "wrong-kind", problem, "write `- contents` in `body:` itself"
        if own and not any(one.word == "heading" for one in walk(self.body, Block)):
            problem = "there is no heading for the list of contents"
            yield own[0], "nothing-to-list", problem, "write a `- heading: …` over each section"

    def _slip_faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for a slip that is torn off anywhere but at the end, and for a second."""
        words = [block.word for block in self.body]
        for number, block in enumerate(self.body):
            inside = any(each.word == SLIP for each in walk(block, Block) if each is not block)
            after = [word for word in words[number + 1 :] if word != "contact"]
            if inside or (block.word == SLIP and after):
                problem = f"`{SLIP}` stands at the foot of the last page, and here more follows it"
                hint = "let it be the last block; only `contact` may follow it"
                yield f"body[{number}].{block.word}", "misplaced-block", problem, hint
        if any(each.word == SLIP for each in walk(self.filler, Block)):
            problem = "a slip that is torn off cannot be filler: it may not be left out"
            yield "filler", "misplaced-block", problem, "put it at the end of `body`"

    def _pack_faults(self) -> Iterator[tuple[str | Span, str, str, str]]:
        """Yield a fault for each sheet of the pack that is unknown or listed twice."""
        known = named.names("sheet", self.folder) if self.pack else ()
        seen: set[Name] = set()
        for name in self.pack:
            where = name.span or "pack"
            if name.text not in known:
                problem = f"there is no sheet called `{shown(name.text)}`"
                yield where, "unknown-name", problem, meant(name.text, known)
            elif name in seen:
                yield where, "duplicate-item", f"`{name}` is in the pack already", "delete it here"
            seen.add(name)


def _had(value: object, told: abc.Collection[str]) -> Iterator[Text]:
    """Yield the texts in a value, but for those in parts that need other details."""
    match value:
        case Text(wording=wording):
            if not (wording and wording.lacks(told)):
                yield from value.forms
        case Part() if value.lacks(told):
            return
        case _:
            for held in inside(value):
                yield from _had(held, told)


def read(
    content: Given,
    clinic: Given | None = None,
    details: abc.Mapping[str, DetailValue] | None = None,
    brand: str | os.PathLike[str] | None = None,
    *,
    folder: str | os.PathLike[str] | None = None,
    language: str | None = None,
) -> Document:
    """Read a leaflet's content from a file, a text in YAML or a dict.

    `content` is a path (`-` is standard input), a str that contains a line end, which is YAML, or
    a dict with the same keys. `clinic`, given in the same ways, replaces its clinic block; the
    file `brand` fills what that leaves open; `details` replaces single keys. Pictures, and sheets
    of your own, lie in `folder`, which is that of a file unless it is given. `language` asks for a
    file's translation, such as `pl`: `knee.pl.yaml` beside `knee.yaml`.

    Raises LeafletError with the faults of all of them, each with its place, or with its key where
    it is in no file; FileError where a file cannot be read.
    """
    expect("read(content)", content, str, os.PathLike, abc.Mapping)
    expect("read(clinic)", clinic, str, os.PathLike, abc.Mapping, None)
    expect("read(details)", details, abc.Mapping, None)
    expect("read(brand)", brand, str, os.PathLike, None)
    expect("read(folder)", folder, str, os.PathLike, None)
    expect("read(language)", language, str, None)
    if language is not None:
        expect("read(content) with a language", content, str, os.PathLike)
        content = in_language.chosen(cast("str | os.PathLike[str]", content), language)
    reader, place = Reader(), None if folder is None else Path(folder)
    root = reader.attempt(_root, content, place)
    own = root and root.get("clinic")
    owner = own if clinic is None else reader.attempt(owners.read, clinic, place)
    owner = owners.told(reader, owner, brand, reader.attempt(owners.settings, details or {}, place))
    if root and owner is not own:
        root = _with_clinic(root, owner)
    made = reader.struct(root, Document) if root else None
    if owner and not root:
        reader.struct(owner, Clinic)
    return reader.finished(made)


def _root(content: Given, folder: Path | None) -> Mapping:
    node = given.read(content, limits.CONTENT_BYTES, folder)
    if not isinstance(node, Mapping):
        hint = "begin with `title:`, `clinic:` and `body:`"
        raise LeafletError(
            Fault("wrong-kind", "this is not a leaflet's content", node.span.place, hint)
        )
    return translated(node)


def translated(node: Mapping) -> Mapping:
    """Return a leaflet, with the texts of a translation if it is one; LeafletError for these."""
    if not node.get(translation.KEY):
        return node
    source = translation_source(node)
    return translation.applied(node, source, model.read(source, Document))


def translation_source(node: Mapping) -> Mapping:
    """Read the leaflet that a file translates: it lies beside it."""
    name = node.get(translation.KEY)
    folder = node.span.source.folder
    plain = name.text if isinstance(name, Scalar) else ""
    if not plain or Path(plain).name != plain or folder is None:
        problem = "the name of the leaflet's own file is needed here, which lies in this folder"
        raise LeafletError(
            Fault("wrong-kind", problem, (name or node).span.place, "such as content.yaml")
        )
    source = nodes.read_file(folder / plain)
    if not isinstance(source, Mapping) or source.get(translation.KEY):
        problem = f"`{shown(plain)}` is no leaflet, or is a translation itself"
        raise LeafletError(Fault("wrong-kind", problem, (name or node).span.place))
    return source


def _with_clinic(root: Mapping, owner: Node | None) -> Mapping:
    """Return the content with another clinic."""
    entries = [(key, node) for key, node in root.entries if key.text != "clinic"]
    if owner:
        entries.append((Scalar("clinic", owner.span), owner))
    return root._replace(entries=tuple(entries))


_LATIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters that Unicode does not take apart into one of ASCII and a mark."""


def slug(title: str, nothing: str = "leaflet") -> str:
    """Return the title as a file name: small letters, digits and hyphens, at most 67.

    `nothing` stands for one of which no letter is left, and before one that is a device of Windows.
    Where a letter is lost, as of Arabic or Chinese, a hash of the title keeps names apart.
    """
    import unicodedata

    whole = unicodedata.normalize("NFKD", title).lower().translate(_LATIN)
    plain = whole.encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or nothing
    if any(unicodedata.category(char)[0] in "LN" for char in whole if not char.isascii()):
        name += f"-{hashlib.sha256(title.encode()).hexdigest()[:6]}"
    return f"{nothing}-{name}" if system.is_device(name) else name
