"""Fills the list of contents and references to headings with the pages that these stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from leaflet.blocks.contents import Contents, ContentsEntry, ListedContents
from leaflet.blocks.heading import Heading
from leaflet.composition import sections
from leaflet.content.inline import SEE, Cite, Field, Text, parse
from leaflet.document.reading import reading
from leaflet.errors import Fault, LeafletError, meant, note, shown
from leaflet.layout.slices import HEADING, StructureNode, Words, heading_nodes
from leaflet.source.walk import inside, rebuilt
from leaflet.text.run import Run

if TYPE_CHECKING:
    from leaflet.composition.paper import Laid
    from leaflet.content.clinic import Clinic
    from leaflet.content.language import Language
    from leaflet.content.sheet import Sheet
    from leaflet.document.block import Block
    from leaflet.document.document import Document
    from leaflet.layout.column import Column

PASSES = 2
"""How often pages are laid out anew until the numbers on them are right."""
LONG = 8
"""The pages from which a leaflet should have a list of contents."""
FEW = 8
"""The headings that a hint names all of."""
GUESS = 8
"""The number that stands for a page which is not known yet."""

Lay = Callable[["Document"], "Laid"]
"""What lays out a document."""
HeadingPages = Mapping[int, int]
"""The page of each heading, by its number in reading order; nothing where none is printed."""


class Head(NamedTuple):
    """A heading as it is printed."""

    number: int
    """In reading order, from 1, the title included."""
    level: int
    words: str
    is_of_contents: bool

    @property
    def link(self) -> str:
        """What leads to it."""
        return f"#{self.number}"


def heads(document: Document, clinic: Clinic, language: Language) -> tuple[Head, ...]:
    """Return all headings in reading order, without the numbers of sources in them."""
    found: list[Head] = []
    is_last = False
    for role, words in reading(document, clinic, language):
        if level := HEADING.fullmatch(role):
            found.append(Head(len(found) + 1, int(level[1]), words, False))
        elif role == "Reference" and is_last:
            found[-1] = found[-1]._replace(words=found[-1].words.removesuffix(words).rstrip())
        elif role == "TOC" and is_last:
            found[-1] = found[-1]._replace(is_of_contents=True)
        is_last = bool(level) or (is_last and role in ("Reference", "Link", "Span"))
    return tuple(found)


class CrossReferences:
    """What a leaflet says of its own headings, for an edition of it."""

    def __init__(self, document: Document, clinic: Clinic, language: Language) -> None:
        self.clinic, self.language = clinic, language
        self.names: dict[str, list[int]] = {}
        """The numbers of the headings of each name."""
        _, *found = heads(document, clinic, language)
        self.has_sections = any(head.level == 2 and not head.is_of_contents for head in found)
        """Whether there is a heading of level 2."""
        self.known = [head.words for head in found]
        for number, words in enumerate(self.known, 2):
            self.names.setdefault(_name(words), []).append(number)

    def faults(self, document: Document, whole: CrossReferences) -> Iterator[Fault]:
        """Yield a fault for each reference to no heading of this edition, or to several."""
        for text, name in _references(document):
            count, place = len(self.names.get(_said(name), ())), text.span and text.span.find(name)
            if count > 1:
                problem = f"{count} headings are called `{shown(name)}`"
                hint = "give one of them other words"
                yield Fault("several-headings", problem, place, hint)
            elif not count and _said(name) in whole.names:
                problem = f"the heading `{shown(name)}` is not in this edition"
                hint = "give this text a `short:` form, or the marks of that heading"
                yield Fault("heading-left-out", problem, place, hint)
            elif not count:
                problem = f"no heading is called `{shown(name)}`"
                yield Fault("unknown-heading", problem, place, self._meant(name))

    def _meant(self, name: str) -> str:
        """Return a hint with the nearest heading, or all of them if they are few."""
        otherwise = "write the words of the heading" if len(self.known) > FEW else ""
        return meant(name, self.known, otherwise)

    def refuse_unknown(self, document: Document, whole: Document) -> None:
        """Raise LeafletError for references to no heading; `whole` has all editions."""
        every = CrossReferences(whole, self.clinic, self.language)
        unknown = (one for one in every.faults(whole, every) if one.code == "unknown-heading")
        if found := [*dict.fromkeys((*self.faults(document, every), *unknown))]:
            raise LeafletError(*found)

    def told(self, document: Document, pages: HeadingPages | None) -> Document:
        """Return the document with references and contents filled; None is for pages unknown."""
        listed = heads(document, self.clinic, self.language)
        return _filled(document, self._filler(pages), listed, pages)

    def _filler(self, pages: HeadingPages | None) -> Callable[[Text], Text]:
        def filled(text: Text) -> Text:
            if not any(link.startswith(SEE) for link in text.links):
                return text
            made = (self._led([*parts], pages) for _, parts in groupby(text.parts, _link_of))
            return type(text)((*chain.from_iterable(made),), text.span, text.wording)

        return filled

    def _led(self, parts: list[TextPart], pages: HeadingPages | None) -> Iterator[TextPart]:
        """Yield parts that have one link, and the page where that leads to a heading."""
        given = parts[0].link
        if not given.startswith(SEE):
            yield from parts
            return
        numbers = self.names.get(_said(given.removeprefix(SEE)), [])
        link = f"#{numbers[0]}" if len(numbers) == 1 else ""
        yield from (part if isinstance(part, Cite) else part._replace(link=link) for part in parts)
        if link:
            yield from self._page(numbers[0], link, parts[0].bold, pages)

    def _page(
        self, number: int, link: str, bold: bool, pages: HeadingPages | None
    ) -> Iterator[TextPart]:
        """Yield the words that say the page of a heading, where pages have numbers."""
        page = GUESS if pages is None else pages.get(number)
        if page:
            said = self.language.label("on_page", n=page)
            yield Run(f" ({said})", bold=bold, link=link)


TextPart = Run | Field | Cite


def _link_of(part: TextPart) -> str:
    return part.link


def _filled(
    document: Document,
    fill: Callable[[Text], Text],
    listed: tuple[Head, ...],
    pages: HeadingPages | None,
) -> Document:
    entries = tuple(
        ContentsEntry(head.words, GUESS if pages is None else pages.get(head.number, 0), head.link)
        for head in listed
        if head.level == 2 and not head.is_of_contents
    )

    def value(held: Any) -> Any:
        match held:
            case Text():
                return fill(held)
            case ListedContents():
                return msgspec.structs.replace(held, listed=entries)
        return rebuilt(held, [value(each) for each in inside(held)])

    filled: Document = value(document)
    return filled


def _references(document: Document) -> Iterator[tuple[Text, str]]:
    """Yield the texts that name headings, with each name."""
    for text in document.texts:
        for link in dict.fromkeys(text.links):
            if link.startswith(SEE):
                yield text, link.removeprefix(SEE).strip()


def _said(name: str) -> str:
    """Return a name that is written as the heading is, such as `H~2~O`, in that form."""
    parts = [*parse(name)]
    words = "".join(part.text for part in parts if isinstance(part, Run))
    return _name(words if all(isinstance(part, Run) for part in parts) else name)


def _name(words: str) -> str:
    """Return the name of a heading in the form that names are compared in."""
    return " ".join(words.split()).casefold()


def _pages_of(made: Laid) -> dict[int, int]:
    """Return the pages of all headings; nothing where there is one page."""
    if len(made.pages) < 2:
        return {}
    places: dict[StructureNode, int] = {}
    for page in made.pages:
        for mark in page.marks:
            if isinstance(mark, Words) and mark.node:
                for node in filter(None, (mark.node, mark.node.parent)):
                    places.setdefault(node, page.number)
    return {number: places[node] for number, node in enumerate(heading_nodes(made.tree), 1)}


def laid(
    documents: tuple[Document, Document], column: Column, sheet: Sheet, lay: Lay
) -> tuple[Document, Laid]:
    """Lay out the second document with all that it says of its own headings.

    The first has all editions: what is in none is not the same fault as what is not in this one.
    Raises LeafletError for references that lead nowhere, and where page numbers do not settle.
    """
    whole, document = documents
    has_numbers = not (sheet.panels or sheet.shows or sheet.most == 1)
    listed = [one for one in document.body if isinstance(one, Contents)]
    document = _prepared(document, has_numbers) if listed else document
    told = sections.numbered(document)
    if not listed and next(_references(whole), None) is None:
        return told, lay(told)
    references = CrossReferences(document, column.clinic, column.language)
    if listed and not references.has_sections:
        problem = "there is no heading of level 2 for the list of contents in this edition"
        hint = "give `- contents` the marks of the headings"
        raise LeafletError(Fault("nothing-to-list", problem, document.place("body"), hint))
    if not sheet.shows:
        references.refuse_unknown(document, whole)
    told, made = _settled(told, references, lay, has_numbers)
    left_out = _left_out(document) if listed and not has_numbers else ()
    return told, made._replace(notes=[*made.notes, *left_out])


def _settled(
    document: Document, references: CrossReferences, lay: Lay, has_numbers: bool
) -> tuple[Document, Laid]:
    """Return the document with the pages of its headings filled in, and its pages."""
    pages: HeadingPages | None = None if has_numbers else {}
    for _ in range(1 + PASSES):
        told = references.told(document, pages)
        made = lay(told)
        found = _pages_of(made) if has_numbers else {}
        if found == pages:
            return told, made
        pages = found
    problem = "the page of a heading changes with the number that is printed for it"
    hint = "put a `page_break` before the heading, or leave out a reference to it"
    raise LeafletError(Fault("unsettled-pages", problem, document.place("body"), hint))


def _prepared(document: Document, has_numbers: bool) -> Document:
    """Return the document with its list of contents empty, or without it where it says no page."""
    if not has_numbers:
        return _without_contents(document)
    body = [
        ListedContents(title=one.title, listed=(), is_under_heading=isinstance(before, Heading))
        if isinstance(one, Contents)
        else one
        for before, one in zip((None, *document.body), document.body, strict=False)
    ]
    return msgspec.structs.replace(document, body=tuple(body))


def _without_contents(document: Document) -> Document:
    """Return the document without its list of contents, and without the heading over that."""
    body: list[Block] = []
    for place, one in enumerate(document.body):
        if isinstance(one, Contents):
            after = document.body[place + 1 : place + 2]
            if body and isinstance(body[-1], Heading) and isinstance((*after, None)[0], Heading):
                body.pop()
        else:
            body.append(one)
    return msgspec.structs.replace(document, body=tuple(body))


def _left_out(document: Document) -> Iterator[Fault]:
    """Yield a note on a list of contents that is left out."""
    problem = "the list of contents is left out, as no page of this sheet has a number"
    yield note("contents-left-out", problem, document.place("body"))


def missing(document: Document, pages: int) -> Iterator[Fault]:
    """Yield a note on a list of contents that is missing on so many pages."""
    if pages >= LONG and not any(isinstance(one, Contents) for one in document.body):
        problem = f"the leaflet has {pages} pages and no list of contents"
        yield note("no-contents", problem, None, "write `- contents` where it is to stand")
