"""Leaflet: a document composed for a clinic on a sheet; nothing is read from files of YAML here."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

import msgspec

from leaflet.composition import (
    bilingual,
    cross_references,
    filler,
    gaps,
    imposition,
    mirror,
    poster,
    slip,
    story,
    summary,
)
from leaflet.composition import edition as editions
from leaflet.composition.cover import small_titles
from leaflet.composition.imposition import Side
from leaflet.composition.paper import Laid, Progress, blurred, lay
from leaflet.composition.strip import dark_logos
from leaflet.content import cover_art, stray
from leaflet.content.clinic import Clinic
from leaflet.content.language import Language
from leaflet.content.look import Look, look_of
from leaflet.content.picture_file import PictureFile
from leaflet.content.sheet import Sheet
from leaflet.content.theme import Theme
from leaflet.document import citation, ordered
from leaflet.document import document as documents
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError, note
from leaflet.graphics.colour import WHITE
from leaflet.layout.column import Column
from leaflet.layout.slices import Fill, Page, StructureNode, Words
from leaflet.source.value import LanguageTag
from leaflet.source.walk import walk
from leaflet.text import fonts

PICTURELESS = ("bare", "ruled")
"""The kinds of cover that have no picture."""
State = Literal["draft", "example"]
"""A sheet that is not to be given out says so: a draft of a translation, an example."""
STATES = get_args(State)


class OtherWords(NamedTuple):
    """The same leaflet in another language, to be set beside it."""

    document: Document
    language: Language


class Looks(NamedTuple):
    """How a leaflet looks and which of its words it has; all read before it is composed."""

    theme: Theme
    sheet: Sheet
    language: Language
    names: frozenset[str]
    """Of the edition and of the sheet: what `only` and `except` in the content go by."""
    state: State | None = None
    """What it is where it is not to be given out."""
    imprint_first: bool = False
    """Whether the first page says code, version and dates too, as some profiles ask."""
    beside: OtherWords | None = None
    """The leaflet in another language, block by block beside it."""


class Leaflet(NamedTuple):
    """A leaflet laid out on its sheet: what `write` makes a PDF of, and `pictures` PNG files."""

    document: Document
    """As the edition has it."""
    clinic: Clinic
    """Whose leaflet it is."""
    language: Language
    """The words that no author writes, such as labels and dates."""
    sheet: Sheet
    """The paper that it is laid out for."""
    sides: tuple[Side, ...]
    """The printed sides, in the order of printing."""
    tree: StructureNode
    """The reading order, from the node Document down."""
    notes: tuple[Fault, ...]
    """What the clinic should know: pictures blurred, pages left empty."""
    beside: LanguageTag | None = None
    """The other language, where there is one beside it."""

    @property
    def pages(self) -> int:
        """Number of pages, wherever they stand."""
        return sum(len(side.pages) for side in self.sides)

    @property
    def is_sample(self) -> bool:
        """Whether the clinic is the sample, which is nobody's."""
        return self.clinic.is_sample

    @property
    def slug(self) -> str:
        """The title as a file name, without an ending; with the tags of other languages.

        No title gives the full stop before a tag: no other leaflet has this name.
        """
        own, other = self.document.language, self.beside
        is_told = own.primary != "en" or self.document.translation or other
        tags = [own.text] if is_told else []
        tags += [other.text] if other else []
        return ".".join([self.title_slug, *map(str.lower, tags)])

    @property
    def title_slug(self) -> str:
        """The title as a part of a file name."""
        if of := self.document.translation:
            return documents.slug(of.title.text)
        filling = citation.filling(self.document, self.clinic)
        return documents.slug(self.document.title.plain(filling))


def compose(
    document: Document, clinic: Clinic, looks: Looks, progress: Progress | None = None
) -> Leaflet:
    """Lay out and impose a document for a clinic: equal values give equal leaflets.

    Where room is left over before the contact details, the document's filler goes there, as much
    of it as takes no further page; the back of a folded sheet stays as it is. Raises LeafletError
    with every fault: details missing or left as in the sample, a character that no font has, a
    piece too high for a page.
    """
    document = story.slip_last(document)
    made = _composed(filler.plain(document), clinic, looks, progress or _silent)
    if looks.sheet.shows or looks.beside:
        return made
    for filled, notes in filler.filled(document):
        try:
            again = _composed(filled, clinic, looks, _silent)
        except LeafletError as error:
            if not all(fault.is_of_fit for fault in error.faults):
                raise
        else:
            keeps_back = not looks.sheet.fold or _last(again) == _last(made)
            if again.pages <= made.pages and keeps_back:
                return again._replace(notes=(*again.notes, *notes))
    return made._replace(notes=(*made.notes, *filler.left_out(document)))


def _plain_lines(document: Document) -> Fault:
    """Return the note that what is filled in has lines on this sheet, and no form fields."""
    problem = "this sheet has lines to write on in place of the form fields of `fillable`"
    hint = "a sheet that is neither folded nor a poster has the fields"
    return note("plain-lines", problem, document.place("fillable"), hint)


def _last(leaflet: Leaflet) -> list[str]:
    """Return the words of the last page."""
    pages = [placed.page for side in leaflet.sides for placed in side.pages]
    last = max(pages, key=lambda page: page.number)
    return [mark.text for mark in last.marks if isinstance(mark, Words)]


def _composed(document: Document, clinic: Clinic, looks: Looks, progress: Progress) -> Leaflet:
    """Lay out and impose a document as it is written."""
    language = looks.language
    plain = look_of(looks.theme, clinic, looks.sheet)
    if looks.beside:
        plain = plain._replace(heads="across")
    look = plain.spoken(language)
    family = fonts.family(look.styles["body"].family)
    whole, (document, left_out) = document, _cut(document, clinic.told, looks)
    faults = [*gaps.faults(document, clinic, language, family)]
    if document is not whole:
        faults += gaps.in_other_editions(whole, clinic, family)
    if faults:
        raise LeafletError(*dict.fromkeys(faults))
    if look.cover in PICTURELESS:
        document = _pictureless(document)
    is_plain = document.fillable and bool(looks.sheet.fold or looks.sheet.shows)
    document = _arranged(document, clinic, looks.sheet, language)
    if looks.beside:
        document = _with_other(document, clinic, looks, plain)
    filling = citation.filling(document, clinic)._replace(
        phones=language.phones, signs=language.signs
    )
    column = Column(0, 0, look, language, clinic, filling, StructureNode("Document"))
    column = column._replace(is_fillable=document.fillable, imprint_first=looks.imprint_first)
    if looks.state:
        column = column._replace(state=language.label(looks.state))
    owned = editions.for_clinic(whole, clinic.told)
    document, laid = cross_references.laid(
        (owned, document), column, looks.sheet, lambda each: _laid(each, column, looks, progress)
    )
    if laid.has_lost_picture:
        document = _pictureless(document)
    laid = laid._replace(pages=tuple(_on_paper(page, look, looks.sheet) for page in laid.pages))
    files = tuple(walk((document, clinic), PictureFile))
    words = msgspec.structs.replace(document, clinic=clinic).words
    signs = dict.fromkeys(stray.notes(words))
    coarse = [*blurred(laid.pages, files)]
    if refused := [fault for fault in coarse if fault.severity == "error"]:
        raise LeafletError(*refused)
    dark = dark_logos(clinic)
    small = small_titles(laid.pages, document, look.styles["title_small"].size)
    is_own = document.sheet.text in looks.names
    notes = (
        *left_out,
        *gaps.unread_doses(document, language),
        *([_plain_lines(document)] if is_plain else ()),
        *(cross_references.missing(document, len(laid.pages)) if is_own else ()),
        *slip.notes(document, looks.sheet, laid.pages),
        *signs,
        *dark,
        *small,
        *laid.notes,
        *coarse,
    )
    pages = laid.pages
    if language.goes_left:
        pages = tuple(mirror.turned_over(pages, looks.sheet))
    sides = imposition.impose(looks.sheet, pages)
    if language.goes_left:
        sides = tuple(mirror.bound_right(sides, looks.sheet))
    other = looks.beside and looks.beside.document.language
    return Leaflet(document, clinic, language, looks.sheet, sides, laid.tree, notes, other)


def _arranged(document: Document, clinic: Clinic, sheet: Sheet, language: Language) -> Document:
    """Return the document with its blocks as they stand on a sheet, contact details last."""
    if sheet.shows:
        document = poster.brief(document)
    if document.fillable and (sheet.fold or sheet.shows):
        document = msgspec.structs.replace(document, fillable=False)
    document = story.ended(document)
    document = msgspec.structs.replace(document, body=ordered.continued(document.body))
    document = story.with_sites(document, clinic, language)
    return story.over_slip(document, bool(sheet.fold))


def _with_other(document: Document, clinic: Clinic, looks: Looks, plain: Look) -> Document:
    """Return the document with each block beside that of the other language."""
    assert looks.beside
    other, language = looks.beside
    look = plain.spoken(language)
    other = filler.plain(story.slip_last(other))
    other, _ = _cut(other, clinic.told, looks)
    family = fonts.family(look.styles["body"].family)
    if faults := [*gaps.faults(other, clinic, language, family)]:
        raise LeafletError(*dict.fromkeys(faults))
    other = _arranged(other, clinic, looks.sheet, language)
    tongue = bilingual.Tongue(other.language, language, look)
    return bilingual.paired(document, other, tongue, stacked=bool(looks.sheet.text_size))


def _laid(document: Document, column: Column, looks: Looks, progress: Progress) -> Laid:
    """Lay out a document; a poster without room for its picture loses that."""
    try:
        return lay(document, column, looks.sheet, progress)
    except LeafletError as error:
        if not (looks.sheet.shows and _is_full(error, document)):
            raise
        made = lay(_pictureless(document), column, looks.sheet, progress)
        return made._replace(has_lost_picture=True)


def _pictureless(document: Document) -> Document:
    return msgspec.structs.replace(document, cover=cover_art.plain(document.cover))


def _on_paper(page: Page, look: Look, sheet: Sheet) -> Page:
    """Return the page on a ground of the theme's paper, where that is not white."""
    paper = look.colours["paper"]
    if paper == WHITE:
        return page
    size = (sheet.height, sheet.width) if page.turned else (sheet.width, sheet.height)
    return page._replace(marks=(Fill(0, 0, *size, paper), *page.marks))


def _is_full(error: LeafletError, document: Document) -> bool:
    """Return whether a poster may have room without its picture."""
    has_picture = document.cover is not None and document.cover.picture is not None
    return has_picture and any(fault.code == "does-not-fit" for fault in error.faults)


def _cut(
    document: Document, told: frozenset[str], looks: Looks
) -> tuple[Document, tuple[Fault, ...]]:
    """Return the parts of the document that the sheet and the clinic have, with notes on others.

    They are in the words of the edition.
    """
    names = looks.names
    if not looks.sheet.shows:
        left = editions.cut(document, names, told)
        return left, tuple(editions.notes(document, names, told))
    shown, names = summary.of(document, looks.sheet.shows, names), names | {editions.SHORT}
    left = editions.unnumbered(editions.cut(shown, names, told), looks.names)
    return left, tuple(editions.notes(shown, names, told))


def _silent(done: int, total: int) -> None:
    """Report no progress."""
