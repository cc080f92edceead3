"""Build: the journey from content to bytes, in order; the only module that knows all stages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from leaflet import clinic as clinics
from leaflet import document as documents
from leaflet import language as languages
from leaflet import limits, model
from leaflet import sheet as sheets
from leaflet import theme as themes
from leaflet.block import Block
from leaflet.clinic import Clinic
from leaflet.document import Document
from leaflet.errors import Fault, LeafletError, shown
from leaflet.inline import Text
from leaflet.language import Language
from leaflet.layout.column import Column
from leaflet.layout.cover import cover
from leaflet.layout.furniture import Furniture
from leaflet.layout.pages import Frame, assemble, paginate
from leaflet.layout.slices import Node, Page, settled
from leaflet.sheet import MM, Sheet, Side
from leaflet.text import fonts
from leaflet.theme import Look, Theme
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
        return self.clinic.name == clinics.sample().name

    @property
    def slug(self) -> str:
        """The title as a file name, without an ending."""
        return documents.slug(self.document.title.plain(self.clinic.details()))


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
    family = fonts.family(look.styles["body"].family)
    faults = [*_unfilled(document, clinic), *_unprintable((document, clinic, language), family)]
    if faults:
        raise LeafletError(*faults)
    paper = _sheet(document, sheet)
    tree = Node("Document")
    pages = tuple(_pages(document, clinic, look, language, paper, tree, progress or _silent))
    return Leaflet(document, clinic, language, paper.impose(pages), tree, look.notes)


def write(leaflet: Leaflet) -> bytes:
    """The PDF of a leaflet; equal leaflets give equal bytes."""
    from leaflet.pdf import writer
    from leaflet.pdf.metadata import Facts

    document, details = leaflet.document, leaflet.clinic.details()
    facts = Facts(
        title=document.title.plain(details),
        author=leaflet.clinic.name.text,
        language=document.language.text,
        subject=_text(document.subject),
        keywords=tuple(word.text for word in document.keywords),
        code=_text(document.code),
        version=_text(document.version),
        issued=document.issued,
    )
    return writer.write(leaflet.sides, leaflet.tree, facts)


Progress = Callable[[int, int], None]
"""Called with (blocks laid out, blocks in all) while a leaflet is composed."""


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


def _unfilled(document: Document, clinic: Clinic) -> Iterator[Fault]:
    """Fields that the clinic does not fill, and details that are still the sample's."""
    details = clinic.details()
    for text in model.walk(document, Text):
        for name in text.fields:
            if name in details:
                continue
            problem = f"`{{clinic.{shown(name)}}}` has nothing to say here"
            known = name in clinics.FILLING
            hint = f"add `{name}:` to the clinic" if known else model.meant(name, clinics.FILLING)
            yield Fault(problem, text.span and text.span.find(f"{{clinic.{name}}}"), hint)
    for key, line in clinic.placeholders():
        problem = f"`{key}` is still the sample's: {shown(line.text)}"
        hint = "write your own, or delete the line" if key not in NEEDED else "write your own"
        yield Fault(problem, line.span and line.span.place, hint)


def _unprintable(values: tuple[Any, ...], family: fonts.Family) -> Iterator[Fault]:
    """Characters that no font of the family has (`.notdef` is never printed)."""
    hint = "use another character, or write the word"
    for value in values:
        for line in model.walk(value, (Text, Line)):
            words = line.literal if isinstance(line, Text) else line.text
            for char in fonts.missing(words, family):
                name = unicodedata.name(char[0], "a character without a name").lower()
                codes = " ".join(f"U+{ord(c):04X}" for c in char)
                problem = f"no font has `{shown(char)}` ({codes}, {name})"
                yield Fault(problem, line.span and line.span.find(char), hint)


NEEDED = ("name", "address", "phone")


def _pages(
    document: Document,
    clinic: Clinic,
    look: Look,
    language: Language,
    sheet: Sheet,
    tree: Node,
    progress: Progress,
) -> Iterator[Page]:
    margins = sheet.margins
    beside = sheet.margin_column * MM
    x, end = margins.start * MM + beside, sheet.width - margins.end * MM
    column = Column(
        x, end - x, look, language, clinic, clinic.details(), tree, margin=beside
    )
    furniture = Furniture(document, column.wide, margins.top * MM, sheet.height - margins.bottom * MM)
    foot = furniture.bottom - furniture.foot_height
    first = Frame(sheet.band * MM, foot)
    later = Frame(furniture.top + furniture.head_height, foot)
    band = (sheet.band * MM, sheet.width - 2 * sheet.band * MM)
    body = settled(column.flow(_counted(document.body, progress)), x)
    slices = [*cover(document, column.wide.inset(6 * MM), band), *body]
    highest = max(slice.height for slice in slices)
    if highest > later.height:
        raise LeafletError(f"something is {highest:.0f} points high; a page has {later.height:.0f}")
    broken = paginate(slices, first, later)
    if len(broken) > limits.PAGES:
        problem = f"the leaflet has {len(broken)} pages; at most {limits.PAGES} are allowed"
        raise LeafletError(problem)
    yield from assemble(broken, first, later, furniture)


def _counted(blocks: tuple[Block, ...], progress: Progress) -> Iterator[Block]:
    """Yield the blocks, and tell how far they are."""
    for done, block in enumerate(blocks):
        progress(done, len(blocks))
        yield block
    progress(len(blocks), len(blocks))
