"""Builds leaflets: turns names into values, composes and writes; knows all stages."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from leaflet.composition import edition as editions
from leaflet.composition import imposition, mirror
from leaflet.composition import leaflet as leaflets
from leaflet.composition.bilingual import refuse_sheet, same_blocks
from leaflet.composition.imposition import Side
from leaflet.composition.leaflet import STATES, Leaflet, Looks, OtherWords, State
from leaflet.composition.paper import Progress
from leaflet.composition.press import Press
from leaflet.content import language as languages
from leaflet.content import sheet as sheets
from leaflet.content import theme as themes
from leaflet.content.clinic import Clinic
from leaflet.content.language import Language
from leaflet.content.sheet import Sheet
from leaflet.content.theme import Theme
from leaflet.document import citation, profile, review
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError, expect, misused, note
from leaflet.source.value import Line, Name
from leaflet.text.fonts import drawn

if TYPE_CHECKING:
    from leaflet.publish.pdf.metadata import Facts

T = TypeVar("T")


def compose(
    document: Document,
    clinic: Clinic | None = None,
    theme: str | Theme | None = None,
    sheet: str | Sheet | None = None,
    *,
    edition: str | None = None,
    today: datetime.date | None = None,
    past_review: bool = False,
    draft_ok: bool = False,
    state: State | None = None,
    beside: Document | None = None,
    progress: Progress | None = None,
) -> Leaflet:
    """Lay out a document for a clinic on a sheet of paper, ready to be written.

    The clinic, theme and sheet are those that the content names unless others are given; the
    sheet chooses the edition (`full`, `short` or one of your own) unless one is named. A leaflet
    whose review date is before `today`, by default the day on the clock, is refused unless
    `past_review` is true. A `state` is printed on a sheet that is not to be given out: `draft` of a
    translation, or `example` that nobody has approved. Without one it is a draft in a language
    whose labels nobody who is named has read, unless `draft_ok` says that a person has checked the
    leaflet. `beside` is the same leaflet in another language, which is set beside it block by block
    on A4 and Letter. `progress` is called with the blocks laid out and their number.

    Raises LeafletError with every fault: no clinic, details missing or left as in the sample, a
    character that no font has, a piece too high for a page. Equal values give equal leaflets.
    """
    _expect_values(document, clinic, theme, sheet)
    _expect_ways(edition, today, past_review, progress)
    expect("compose(draft_ok)", draft_ok, bool)
    expect("compose(beside)", beside, Document, None)
    if state not in (None, *STATES):
        raise misused("compose(state)", " or ".join(STATES), state)
    owner = clinic or document.clinic
    if not owner:
        hint = "add a `clinic:` block, or name a file of the clinic"
        problem = "the leaflet does not say whose it is"
        raise LeafletError(Fault("missing-key", problem, None, hint, "clinic"))
    if not past_review:
        review.refuse_passed(document, today or review.today())
    looks = looks_of(document, theme, sheet, edition)
    if beside:
        looks = looks._replace(beside=_other(beside, document, looks.sheet))
    if is_draft(document) and not (draft_ok or state):
        made = leaflets.compose(document, owner, looks._replace(state="draft"), progress)
        return made._replace(notes=(_draft(document, looks.language), *made.notes))
    return leaflets.compose(document, owner, looks._replace(state=state), progress)


def _other(other: Document, document: Document, sheet: Sheet) -> OtherWords:
    """Return what is set beside a document; LeafletError if it is not the same leaflet."""
    refuse_sheet(sheet, document)
    if other.language == document.language or not same_blocks(other, document):
        problem = "this is not the same leaflet in another language"
        hint = "name a language that it was translated into, or from"
        raise LeafletError(Fault("beside-other", problem, document.place("language"), hint))
    return OtherWords(other, languages.load(other.language))


def is_draft(document: Document) -> bool:
    """Return whether nobody who is named has checked a translation, or the labels in it."""
    return languages.load(document.language).is_draft or _is_unchecked(document)


def _is_unchecked(document: Document) -> bool:
    """Return whether a leaflet is a translation that nobody who is named has checked."""
    return bool(document.translation and not document.translation.clinical_check)


def _draft(document: Document, language: Language) -> Fault:
    """Return the note that the sheet is marked as a draft, and what ends that."""
    says = language.label("draft")
    if _is_unchecked(document):
        problem = f"each sheet says “{says}”: nobody who is named has checked the translation"
        hint = "write who has under `clinical_check:`"
        return note("draft-labels", problem, document.place("translation"), hint)
    problem = (
        f"each sheet says “{says}”: nobody who is named has read the labels in {language.english}"
    )
    hint = f"`leaflet language review {language.tag}` makes a sheet to check them by"
    return note("draft-labels", problem, document.place("language"), hint)


def _expect_values(document: object, clinic: object, theme: object, sheet: object) -> None:
    expect("compose(document)", document, Document, source="leaflet.read")
    expect("compose(clinic)", clinic, Clinic, None, source="leaflet.clinic")
    expect("compose(theme)", theme, str, Theme, None)
    expect("compose(sheet)", sheet, str, Sheet, None)


def _expect_ways(edition: object, today: object, past_review: object, progress: object) -> None:
    expect("compose(edition)", edition, str, None)
    expect("compose(today)", today, datetime.date, None)
    expect("compose(past_review)", past_review, bool)
    if not (progress is None or callable(progress)):
        raise misused("compose(progress)", "a function of two numbers", progress)


def looks_of(
    document: Document,
    theme: str | Theme | None = None,
    sheet: str | Sheet | None = None,
    edition: str | None = None,
) -> Looks:
    """Load theme, sheet and language by their names; LeafletError if one does not exist."""
    beside = document.folder
    look = (
        theme
        if isinstance(theme, Theme)
        else _named(theme, document.theme, functools.partial(themes.load, beside=beside))
    )
    language = languages.load(document.language).in_hand(document.fonts)
    paper = (
        sheet
        if isinstance(sheet, Sheet)
        else _named(sheet, document.sheet, functools.partial(sheets.load, beside=beside))
    )
    editions.check(document)
    editions.check_name(edition or editions.FULL, document)
    if not edition:
        editions.check_asked(paper.edition, document)
    names = {edition or paper.edition.text}
    if not isinstance(sheet, Sheet):  # one that is given as a value has no name
        names.add(sheet or document.sheet.text)
    look = look.set_for(document.fonts, document.dyslexia)
    first = profile.of(document).imprint_first
    return Looks(look, paper, language, frozenset(names), imprint_first=first)


def _named(given: str | None, own: Name, load: Callable[[str], T]) -> T:
    """Call `load` with a name, or with the document's own, whose place its faults get."""
    try:
        return load(given or own.text)
    except LeafletError as error:
        if not own.span or given not in (None, "", own.text):
            raise
        place = own.span.place
        faults = (f if f.place else f.at(place) for f in error.faults)
        raise LeafletError(*faults) from None


def write(leaflet: Leaflet, press: Press | None = None) -> bytes:
    """Write a leaflet as a PDF for an office printer or, with `press`, for a print shop.

    Raises LeafletError for a print shop's file of a leaflet that says no day of issue.
    """
    expect("write(leaflet)", leaflet, Leaflet, source="leaflet.compose")
    expect("write(press)", press, Press, None, source="leaflet.Press")
    if press is not None:
        return _pressed(leaflet, press.on(leaflet.sheet))
    from leaflet.publish.pdf import writer

    return writer.write(printed_sides(leaflet), leaflet.tree, facts_of(leaflet))


def printed_sides(leaflet: Leaflet) -> tuple[Side, ...]:
    """Return the sides for an office printer."""
    return imposition.within_reach(leaflet.sides)


def press_sides(leaflet: Leaflet) -> tuple[Side, ...]:
    """Return the sides for a print shop, at the size they are cut to."""
    pages = (placed.page for side in leaflet.sides for placed in side.pages)
    sides = imposition.for_press(leaflet.sheet, sorted(pages, key=lambda page: page.number))
    if leaflet.language.goes_left:
        return tuple(mirror.bound_right(sides, leaflet.sheet))
    return sides


def _pressed(leaflet: Leaflet, press: Press) -> bytes:
    from leaflet.composition.press import printed
    from leaflet.publish.pdf import prepress as writer

    if not leaflet.document.issued:
        hint = "write the day of issue, such as `issued: 2026-01-31`"
        raise LeafletError(
            Fault("missing-key", "a file for a print shop needs a date", None, hint, "issued")
        )
    sides, tree = printed(press_sides(leaflet), leaflet.tree, press)
    return writer.write(sides, tree, facts_of(leaflet), press)


def facts_of(leaflet: Leaflet) -> Facts:
    """Return the facts of a leaflet for catalogues and screen readers."""
    from leaflet.publish.pdf.metadata import Facts

    document = leaflet.document
    return Facts(
        title=drawn(document.title.plain(citation.filling(document, leaflet.clinic))),
        author=leaflet.clinic.name.text,
        language=document.language.text,
        goes_left=leaflet.language.goes_left,
        subject=_text(document.subject),
        keywords=tuple(word.text for word in document.keywords),
        code=_text(document.code),
        version=_text(document.version),
        issued=document.issued,
    )


def _text(line: Line | None) -> str:
    return line.text if line else ""
