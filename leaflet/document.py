"""Document: what a leaflet says, and nothing about how it looks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from msgspec import Meta, field

from leaflet import limits, model
from leaflet.block import Block
from leaflet.clinic import Clinic
from leaflet.errors import Fault, LeafletError
from leaflet.inline import Text
from leaflet.model import Struct
from leaflet.source import Mapping, Node, Span
from leaflet.value import LanguageTag, Line, Name


class Document(Struct, frozen=True):
    """A leaflet: its facts, its clinic and its body."""

    title: Annotated[Text, Meta(description="The main heading.")]
    body: Annotated[tuple[Block, ...], Meta(description="The blocks, in reading order.")]
    clinic: Clinic | None = None
    subtitle: Annotated[Text | None, Meta(description="One line under the title.")] = None
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
    sheet: Annotated[Name, Meta(description="The paper, unless another is asked for.")] = field(
        default_factory=lambda: Name("a4")
    )

    def faults(self) -> Iterator[tuple[str | Span, str, str]]:
        """A review follows the issue, and the body has a size that can be built."""
        if self.issued and self.next_review and self.next_review <= self.issued:
            yield "next_review", "the next review is not after the date of issue", ""
        count = sum(1 for _ in model.walk(self.body, Block))
        if count > limits.BLOCKS:
            limit = f"{limits.BLOCKS:,}"
            yield "body", f"the body has {count:,} blocks; at most {limit} are allowed", ""
        yield from self._skipped_headings()

    def _skipped_headings(self) -> Iterator[tuple[str | Span, str, str]]:
        """PDF/UA-1, 7.4.2: no level of heading is skipped; the title is level 1."""
        above = 1
        for block in self.body:
            level = getattr(block, "level", above)
            if level > above + 1:
                problem = f"a heading of level {level} stands under one of level {above}"
                yield block.text.span or "body", problem, f"make it level {above + 1}"
            above = level


def read(node: Node, folder: Path | None = None) -> Document:
    """The document that `node` says; pictures lie in `folder`. LeafletError with every fault."""
    if not isinstance(node, Mapping):
        hint = "begin with `title:`, `clinic:` and `body:`"
        raise LeafletError(Fault("this is not a leaflet's content", node.span.place, hint))
    return model.read(node, Document, folder)


def slug(title: str) -> str:
    """The title as a file name: small letters, digits and hyphens, at most 60."""
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "leaflet"
