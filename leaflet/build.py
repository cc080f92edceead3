"""Build: the journey from content to bytes, in order; the only module that knows all stages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from leaflet import citation, complete
from leaflet import document as documents
from leaflet import language as languages
from leaflet import sheet as sheets
from leaflet import theme as themes
from leaflet.clinic import Clinic
from leaflet.document import Document
from leaflet.errors import Fault, LeafletError
from leaflet.language import Language
from leaflet.layout.column import Column
from leaflet.layout.paper import Progress, blurred, column_of, pages
from leaflet.layout.slices import Node
from leaflet.sheet import Sheet, Side
from leaflet.text import fonts
from leaflet.text.fonts import drawn
from leaflet.theme import Theme
from leaflet.value import Line


class Leaflet(NamedTuple):
    """A finished leaflet before the bytes: what `check`, a preview or a test looks at."""

    document: Document
    clinic: Clinic
    language: Language
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
        details = citation.details(self.document, self.clinic)
        return documents.slug(self.document.title.plain(details))


read = documents.read


def compose(
    document: Document,
    clinic: Clinic | None = None,
    theme: str | None = None,
    sheet: str | None = None,
    progress: Progress | None = None,
) -> Leaflet:
    """The leaflet of a document for a clinic, laid out and imposed, but not yet written.

    Raises LeafletError with every fault: no clinic, details missing or left as in the sample,
    a character that no font has, a piece too high for a page.
    """
    clinic = clinic or document.clinic
    if not clinic:
        hint = "add a `clinic:` block, or name a file of the clinic"
        raise LeafletError(Fault("the leaflet does not say whose it is", None, hint))
    look = themes.look(_theme(document, theme), clinic)
    language = languages.load(document.language)
    paper = _sheet(document, sheet)
    family = fonts.family(look.styles["body"].family)
    if faults := [*complete.faults(document, clinic, language, family)]:
        raise LeafletError(*faults)
    tree = Node("Document")
    x, width, margin = column_of(paper)
    details = citation.details(document, clinic)
    column = Column(x, width, look, language, clinic, details, tree, margin=margin)
    made = tuple(pages(document, column, paper, progress or _silent))
    notes = (*look.notes, *blurred(made))
    return Leaflet(document, clinic, language, paper.impose(made), tree, notes)


def write(leaflet: Leaflet) -> bytes:
    """The PDF of a leaflet; equal leaflets give equal bytes."""
    from leaflet.pdf import writer
    from leaflet.pdf.metadata import Facts

    document = leaflet.document
    facts = Facts(
        title=drawn(document.title.plain(citation.details(document, leaflet.clinic))),
        author=leaflet.clinic.name.text,
        language=document.language.text,
        subject=_text(document.subject),
        keywords=tuple(word.text for word in document.keywords),
        code=_text(document.code),
        version=_text(document.version),
        issued=document.issued,
    )
    return writer.write(leaflet.sides, leaflet.tree, facts)


def _silent(done: int, total: int) -> None:
    """No progress is wanted."""


def _text(line: Line | None) -> str:
    return line.text if line else ""


def _theme(document: Document, name: str | None) -> Theme:
    return _at(document.theme, themes.load, name or document.theme.text)


def _sheet(document: Document, name: str | None) -> Sheet:
    return _at(document.sheet, sheets.load, name or document.sheet.text)


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
