"""Build: the journey from content to bytes, in order; the only module that knows all stages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from leaflet.composition import edition as editions
from leaflet.composition import gaps, imposition, summary
from leaflet.composition.imposition import Side
from leaflet.composition.paper import Progress, blurred, lay
from leaflet.content import language as languages
from leaflet.content import sheet as sheets
from leaflet.content import theme as themes
from leaflet.content.clinic import Clinic
from leaflet.content.language import Language
from leaflet.content.sheet import Sheet
from leaflet.content.theme import Theme
from leaflet.document import citation
from leaflet.document import document as documents
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError
from leaflet.layout.column import Column
from leaflet.layout.slices import Node
from leaflet.source.value import Line
from leaflet.text import fonts
from leaflet.text.fonts import drawn

if TYPE_CHECKING:
    from leaflet.composition.press import Press
    from leaflet.publish.pdf.metadata import Facts


class Leaflet(NamedTuple):
    """A finished leaflet before the bytes: what `check`, a preview or a test looks at."""

    document: Document
    """As the edition has it."""
    clinic: Clinic
    language: Language
    sheet: Sheet
    sides: tuple[Side, ...]
    """The printed sides, in the order of printing."""
    tree: Node
    """The reading order, from the node Document down."""
    notes: tuple[str, ...]
    """What the clinic should know, a line each: a colour that was darkened."""

    @property
    def pages(self) -> int:
        """How many pages there are, wherever they stand."""
        return sum(len(side.pages) for side in self.sides)

    @property
    def is_sample(self) -> bool:
        """Whether the clinic is the one of the built-in leaflet, and nobody's."""
        return self.clinic.is_sample

    @property
    def slug(self) -> str:
        """The title as a file name, without an ending."""
        filling = citation.filling(self.document, self.clinic)
        return documents.slug(self.document.title.plain(filling))


read = documents.read


def compose(
    document: Document,
    clinic: Clinic | None = None,
    theme: str | None = None,
    sheet: str | None = None,
    progress: Progress | None = None,
    edition: str | None = None,
) -> Leaflet:
    """The leaflet of a document for a clinic, laid out and imposed, but not yet written.

    The sheet chooses the edition, unless another is named. Raises LeafletError with every fault:
    no clinic, details missing or left as in the sample, a character that no font has, a piece too
    high for a page.
    """
    clinic = clinic or document.clinic
    if not clinic:
        hint = "add a `clinic:` block, or name a file of the clinic"
        raise LeafletError(Fault("missing-key", "the leaflet does not say whose it is", None, hint))
    look = themes.look(_theme(document, theme), clinic)
    language = languages.load(document.language)
    paper = _sheet(document, sheet)
    family = fonts.family(look.styles["body"].family)
    editions.check(document)
    editions.check_name(edition or editions.FULL, document)
    whole, document = document, _cut(document, sheet or document.sheet.text, paper, edition)
    faults = [*gaps.faults(document, clinic, language, family)]
    if document is not whole:
        faults += gaps.in_other_editions(whole, clinic, family)
    if faults:
        raise LeafletError(*dict.fromkeys(faults))
    if paper.shows:
        document = summary.in_a_line(document, clinic, language)
    filling = citation.filling(document, clinic)
    column = Column(0, 0, look, language, clinic, filling, Node("Document"))
    laid = lay(document, column, paper, progress or _silent)
    notes = (*look.notes, *laid.notes, *blurred(laid.pages))
    sides = imposition.impose(paper, laid.pages)
    return Leaflet(document, clinic, language, paper, sides, laid.tree, notes)


def write(leaflet: Leaflet, press: Press | None = None) -> bytes:
    """The PDF of a leaflet, for an office or a print shop; equal leaflets give equal bytes.

    Raises LeafletError for a print shop's file of a leaflet that says no day of issue.
    """
    if press:
        return _pressed(leaflet, press.on(leaflet.sheet))
    from leaflet.publish.pdf import writer

    return writer.write(leaflet.sides, leaflet.tree, _facts(leaflet))


def press_sides(leaflet: Leaflet) -> tuple[Side, ...]:
    """The sides that a print shop is given, at the size they are cut to."""
    pages = (placed.page for side in leaflet.sides for placed in side.pages)
    return imposition.for_press(leaflet.sheet, sorted(pages, key=lambda page: page.number))


def _pressed(leaflet: Leaflet, press: Press) -> bytes:
    from leaflet.composition.press import printed
    from leaflet.publish.pdf import prepress as writer

    if not leaflet.document.issued:
        hint = "write the day of issue, such as `issued: 2026-01-31`"
        raise LeafletError(Fault("missing-key", "a file for a print shop needs a date", None, hint))
    sides, tree = printed(press_sides(leaflet), leaflet.tree, press)
    return writer.write(sides, tree, _facts(leaflet), press)


def _facts(leaflet: Leaflet) -> Facts:
    from leaflet.publish.pdf.metadata import Facts

    document = leaflet.document
    return Facts(
        title=drawn(document.title.plain(citation.filling(document, leaflet.clinic))),
        author=leaflet.clinic.name.text,
        language=document.language.text,
        subject=_text(document.subject),
        keywords=tuple(word.text for word in document.keywords),
        code=_text(document.code),
        version=_text(document.version),
        issued=document.issued,
    )


def _silent(done: int, total: int) -> None:
    """No progress is wanted."""


def _text(line: Line | None) -> str:
    return line.text if line else ""


def _theme(document: Document, name: str | None) -> Theme:
    return _at(document.theme, themes.load, name or document.theme.text)


def _sheet(document: Document, name: str | None) -> Sheet:
    def load(wanted: str) -> Sheet:
        return sheets.load(wanted, document.folder)

    return _at(document.sheet, load, name or document.sheet.text)


def _cut(document: Document, sheet: str, paper: Sheet, edition: str | None) -> Document:
    """What of the document the sheet has, in the words of the edition."""
    if not edition:
        editions.check_asked(paper.edition, document)
    names = frozenset((sheet, edition or paper.edition.text))
    if not paper.shows:
        return editions.cut(document, names)
    shown = summary.of(document, paper.shows, names)
    return summary.unnumbered(editions.cut(shown, names | {editions.SHORT}))


def _at(name: Line, load: Callable[[str], Any], wanted: str) -> Any:
    """What `load` gives; its faults get the place of the `name` in the content."""
    try:
        return load(wanted)
    except LeafletError as error:
        if not name.span or wanted != name.text:
            raise
        place = name.span.place
        faults = (f if f.place else f._replace(place=place) for f in error.faults)
        raise LeafletError(*faults) from None
