"""Lays out the body as slices, and parts it from the contact details that close a leaflet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from msgspec.structs import replace

from leaflet.blocks.contact import Contact
from leaflet.blocks.contacts import Contacts
from leaflet.blocks.heading import Heading
from leaflet.blocks.key_points import KeyPoints
from leaflet.blocks.paragraph import Paragraph
from leaflet.blocks.tear_off import TearOff
from leaflet.content.inline import Text
from leaflet.content.other_contact import at_site
from leaflet.layout.column import Column, Flowing
from leaflet.layout.slices import Slice
from leaflet.layout.strips import bound_to_next, settled
from leaflet.source import walk
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.content.clinic import Clinic
    from leaflet.content.language import Language
    from leaflet.document.block import Block
    from leaflet.document.document import Document

Progress = Callable[[int, int], None]
"""Called with (blocks laid out, blocks in all) while a leaflet is composed."""

Blocks = tuple["Block", ...]

LEAD = 200
"""The most characters of the first paragraph if it is set larger than the others."""
SHORT = 300
"""Characters of the paragraphs that stand in the contact details."""


def slip_last(document: Document) -> Document:
    """Return the document with the slip that is torn off, if there is one, behind all else."""
    slips = tuple(block for block in document.body if isinstance(block, TearOff))
    others = tuple(block for block in document.body if not isinstance(block, TearOff))
    return replace(document, body=(*others, *slips)) if slips else document


def over_slip(document: Document, is_folded: bool) -> Document:
    """Return the document with its contact details small, over the slip that is torn off.

    On a folded sheet they keep the back, and the slip stands on a panel before that.
    """
    *others, contact, slip = (None, None, *document.body)
    if not (isinstance(slip, TearOff) and is_closing(contact)):
        return document
    pair = (slip, contact) if is_folded else (replace(contact, size="small"), slip)
    return replace(document, body=(*others[2:], *pair))


def ended(document: Document) -> Document:
    """Return the document with its contact details last, where they are to close it.

    Short paragraphs right after them, such as on other formats, stand in them; what else follows
    comes before them. A heading right over them says what to do in place of a title. A slip that
    is torn off is behind them.
    """
    *others, last = document.body
    if isinstance(last, TearOff) and others:
        made = ended(replace(document, body=tuple(others)))
        return replace(made, body=(*made.body, last))
    before, after = parted(document.body)
    if not after or not is_closing(contact := after[0]):
        return document
    heading = before[-1] if before else None
    if isinstance(heading, Heading) and not contact.title:
        contact, before = replace(contact, title=heading.text), before[:-1]
    said = tuple(_short(after[1:]))
    contact = replace(contact, formats=(*contact.formats, *(each.text for each in said)))
    body = (*before, *after[1 + len(said) :], contact)
    return replace(document, body=body)


def with_sites(document: Document, clinic: Clinic, language: Language) -> Document:
    """Return the document with the clinic's sites beside its contact details, if none is chosen.

    They stand before those that close it, and after those that are small.
    """
    before, after = parted(document.body)
    small = [
        n
        for n, one in enumerate(before, 1)
        if any(not each.name for each in walk.walk(one, Contact))
    ]
    if small:
        before, after = document.body[: small[0]], document.body[small[0] :]
    if not ((after or small) and clinic.others):
        return document
    title = Text((Run(language.label("sites")),))
    sites = Contacts(items=tuple(map(at_site, clinic.others)), title=title)
    return replace(document, body=(*before, sites, *after))


def is_closing(block: Block | None) -> TypeGuard[Contact]:
    """Return whether a block is contact details that close a leaflet."""
    return isinstance(block, Contact) and not (block.size or block.name)


def _short(blocks: Blocks) -> Iterator[Paragraph]:
    """Yield the paragraphs that blocks begin with, as long as all are short."""
    size = 0
    for one in blocks:
        size += len(one.text.literal) if isinstance(one, Paragraph) else SHORT + 1
        if not isinstance(one, Paragraph) or size > SHORT:
            return
        yield one


def parted(blocks: Blocks) -> tuple[Blocks, Blocks]:
    """Split the blocks at the contact details; the second part is () where there are none."""
    places = [n for n, one in enumerate(blocks) if is_closing(one)]
    places = places or [n for n, one in enumerate(blocks) if isinstance(one, TearOff)]
    end = places[-1] if places else len(blocks)
    return blocks[:end], blocks[end:]


def closing(blocks: Blocks) -> Contact | None:
    """Return the contact details that close the blocks, if there are any."""
    last = blocks[-1] if blocks else None
    return last if is_closing(last) else None


def slip(blocks: Blocks) -> TearOff | None:
    """Return the slip that closes the blocks, if there is one."""
    last = blocks[-1] if blocks else None
    return last if isinstance(last, TearOff) else None


def main(blocks: Blocks, column: Column, progress: Progress) -> list[Slice]:
    """Return the slices of all blocks but the contact details or the slip that close them.

    A slip before contact details that have a page of their own ends its page; what comes before a
    slip that closes them is on its page.
    """
    is_over_slip = slip(blocks) is not None
    if closing(blocks) or is_over_slip:
        blocks = blocks[:-1]
    slices = [*settled(column.flow(_counted(_led(blocks, column), progress)), column.x)]
    if slip(blocks):
        slices.append(Slice(0.0, white=True, breaks=True))
    return [*_end_bound(slices)] if is_over_slip else slices


def _end_bound(slices: list[Slice]) -> Iterator[Slice]:
    """Yield the slices, the last that is not white bound to what follows."""
    end = max((n for n, slice in enumerate(slices) if not slice.white), default=0)
    yield from slices[:end]
    yield from bound_to_next(slices[end:])


class _Lead(NamedTuple):
    """The paragraph that a leaflet begins with: a short one in larger type."""

    paragraph: Paragraph
    points: KeyPoints | None = None
    """What stands beside it where the theme has an outer column with room for that."""
    is_short: bool = True
    """Whether it is set in larger type."""

    @property
    def is_whole(self) -> bool:
        return self.paragraph.is_whole

    def layout(self, column: Column) -> Iterator[Slice]:
        style = "lead" if self.is_short else "body"
        lead = [*column.prose.text(self.paragraph.text, style)]
        points = [*self.points.layout(column)] if self.points else []
        if any(slice.hang for slice in points):
            yield from (slice for slice in points if slice.hang)
            yield from lead
            yield from (slice for slice in points if not slice.hang)
        else:
            yield from lead
            yield from column.in_one_piece(points)

    def level_after(self, above: Column) -> int:
        return self.paragraph.level_after(above)


def _led(blocks: Blocks, column: Column) -> tuple[Flowing, ...]:
    """Return the blocks; a short paragraph that they begin with is their lead.

    In an outer column key points right after it stand beside it, however long it is.
    """
    match blocks:
        case (Paragraph(text=text) as first, *others):
            words = text.plain(column.filling).rstrip()
            is_short = len(words) <= LEAD and not words.endswith(":")
            if column.look.heads == "column" and others and isinstance(others[0], KeyPoints):
                return (_Lead(first, others[0], is_short), *others[1:])
            return (_Lead(first), *others) if is_short else blocks
    return blocks


def _counted(blocks: tuple[Flowing, ...], progress: Progress) -> Iterator[Flowing]:
    """Yield the blocks and report progress after each."""
    for done, one in enumerate(blocks):
        progress(done, len(blocks))
        yield one
    progress(len(blocks), len(blocks))
