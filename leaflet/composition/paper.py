"""Lays out a document on a sheet: its column, frames, furniture and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from leaflet import limits
from leaflet.composition import landscape, panels, poster, story
from leaflet.composition.contact_band import Ending, at_feet, at_foot, ending
from leaflet.composition.cover import cover, has_page
from leaflet.composition.frames import text_frame
from leaflet.composition.furniture import Furniture, PageFurniture, PosterFoot, Unscaled, line_of
from leaflet.composition.room import Slices, empty, lines_over, overfull, refuse_too_high, ruled
from leaflet.composition.story import Progress
from leaflet.composition.wide_words import refuse_too_wide
from leaflet.content.inline import Text
from leaflet.content.sheet import MM, Sheet
from leaflet.content.theme import Heads
from leaflet.document.reading import reading
from leaflet.errors import Fault, LeafletError, note, shown
from leaflet.layout import enlarge
from leaflet.layout.column import Column
from leaflet.layout.grid import parted
from leaflet.layout.pages import DrawFurniture, Frame, assemble, paginate
from leaflet.layout.slices import (
    Fill,
    Mark,
    Page,
    PlacedPicture,
    Slice,
    StructureNode,
    Words,
    height,
)
from leaflet.source.walk import walk

if TYPE_CHECKING:
    from leaflet.content.clinic import Clinic
    from leaflet.content.picture_file import PictureFile
    from leaflet.document.document import Document

__all__ = ["Laid", "Progress", "blurred", "column_of", "lay"]

OUTER = {"across": 0.0, "margin": 0.0, "column": 12.0}
"""Millimetres between the margin column and the text where that column is tinted."""
BESIDE_OUTER = 8.0
"""Millimetres between the tint and the text."""
LONG_NAME, LINES = 36, 3
"""The characters of a usual clinic's name, and the lines of its address."""
CLOSER = (0.8, 0.65, 0.5)
"""The shares of white that are tried where more than that would take a further page."""
SHARP = 200.0
"""The pixels of a picture that a printed inch needs."""
READABLE = 75
"""The most characters of a line that is easy to read."""
HALF = 0.5
"""The share of its page that a short leaflet takes if its white may grow so far."""


def column_of(sheet: Sheet, heads: Heads) -> tuple[float, float, float]:
    """Return where the text column begins, its width and that of the column for its headings.

    All are in points. Headings across the text need no column of their own.
    """
    has_column = sheet.margin_column and heads != "across"
    margin = (sheet.margin_column + OUTER[heads]) * MM if has_column else 0.0
    start = sheet.margins.start * MM + margin
    return start, sheet.width - sheet.margins.end * MM - start, margin


class Laid(NamedTuple):
    """The pages of a leaflet before imposition."""

    tree: StructureNode
    """The reading order, from the node Document down."""
    pages: tuple[Page, ...]
    """In reading order."""
    notes: list[Fault]
    """On pages that say nothing, and on what is cut."""
    white: float = 0.0
    """Over what stands at the foot of the last page, in points."""
    has_lost_picture: bool = False
    """Whether it is a poster without room for the picture of its cover."""


def lay(document: Document, column: Column, sheet: Sheet, progress: Progress) -> Laid:
    """Lay out a document as finished pages on a sheet, which gives `column` its place.

    Raises LeafletError for what does not fit: a part too high for a page, too many pages.
    """
    if sheet.text_size:
        return _in_large_print(document, column, sheet, progress)
    laid = _fitted(document, column, sheet, progress)
    is_short = len(laid.pages) == 1 and not (sheet.fold or sheet.most)
    return _grown(document, column, sheet, laid) if is_short else laid


def _in_large_print(document: Document, column: Column, sheet: Sheet, progress: Progress) -> Laid:
    """Lay out pages whose smallest type has the size that the sheet asks for, or more."""
    least = enlarge.scale(column.look, sheet.text_size)
    column = column._replace(abreast=False)

    def at(scale: float) -> Laid:
        small = column._replace(mm=MM / scale)
        return _magnified(_fitted(document, small, sheet.smaller(scale), progress), scale)

    return at(least)


def _fitted(document: Document, column: Column, sheet: Sheet, progress: Progress) -> Laid:
    """Lay out the pages, with less white where only the clinic's details take a further page.

    Those are a logo, a long name or address, and a colour that puts bars over the headings.
    """
    laid = _on(document, column, sheet, progress)
    look = column.look._replace(in_ink="")
    usual = column._replace(clinic=_usual(column.clinic), look=look)
    if sheet.limit or usual == column or len(laid.pages) < 2:
        return laid
    wanted = len(_on(document, usual, sheet, progress).pages)
    for white in CLOSER if wanted < len(laid.pages) else ():
        closer = column._replace(is_close=True, white=white)
        if len((close := _on(document, closer, sheet, progress)).pages) <= wanted:
            return close
    return laid


def _usual(clinic: Clinic) -> Clinic:
    """Return the clinic with no logo, and a name and an address of usual length."""
    name = type(clinic.name)(clinic.name.text[:LONG_NAME].rstrip())
    return msgspec.structs.replace(clinic, name=name, address=clinic.address[:LINES], logo=None)


def _grown(document: Document, column: Column, sheet: Sheet, laid: Laid) -> Laid:
    """Return a leaflet of one page in larger type if it still has one in that."""
    most = enlarge.growth_of(column.look)
    furniture = _furniture(document, _placed(document, _in_step(column, most), sheet).wide, sheet)
    room = sheet.lines.last * MM
    share = 1 - laid.white / room if laid.white else _foot(laid.pages[0]) / room

    def at(scale: float) -> Laid:
        if scale == 1.0:
            return laid
        small = _smaller(sheet, column, document, scale)
        grown = column._replace(scale=scale, mm=MM / scale)
        made = _on(document, grown, small, _untold, Unscaled(furniture, scale))
        if len(made.pages) > 1:
            raise LeafletError()
        return _magnified(made, scale)

    return enlarge.largest(at, enlarge.growths(share, most))


def _in_step(column: Column, scale: float) -> Column:
    """Return the column with furniture that grows with the body."""
    kind = column.look.styles["furniture"]
    grown = kind._replace(size=kind.size * scale, leading=kind.leading * scale)
    styles = column.look.styles | {"furniture": grown}
    return column._replace(look=column.look._replace(styles=styles))


def _foot(page: Page) -> float:
    """Return how far down the last words of the content stand, in points."""
    return max(mark.baseline for mark in page.marks if isinstance(mark, Words) and mark.node)


def _untold(done: int, total: int) -> None:
    """Report no progress: the blocks are laid out again."""


def _smaller(sheet: Sheet, column: Column, document: Document, scale: float) -> Sheet:
    """Return the sheet at 1/`scale`, with a margin column as wide as before, in ems.

    There is none if lines across the page are then short enough to read.
    """
    small = sheet.smaller(scale)
    across = _at(column, small).wide
    is_long = any(across.characters(text) > READABLE for text in walk(document.body, Text))
    return msgspec.structs.replace(small, margin_column=sheet.margin_column * is_long)


def _magnified(laid: Laid, scale: float) -> Laid:
    return laid._replace(pages=tuple(enlarge.magnified(page, scale) for page in laid.pages))


def _placed(document: Document, column: Column, sheet: Sheet) -> Column:
    """Return the column at its place on the sheet, with its headings in one manner and size.

    Those that stand beside the text have the largest type in which the words of all of them fit;
    where none is small enough all stand across the text.
    """
    placed = _at(column, sheet)
    if not placed.margin:
        return placed
    said = reading(document, column.clinic, column.language)
    heads = [words for role, words in said if role == "H2"]
    styles = placed.look.styles
    for name in ("h2", "h3", "h4"):
        if all(placed.aside.has_room(words, styles[name]) for words in heads):
            look = placed.look._replace(styles=styles | {"topic": styles[name]})
            return placed._replace(look=look)
    return _at(column._replace(look=column.look._replace(heads="across")), sheet)


def _at(column: Column, sheet: Sheet) -> Column:
    """Return the column at its place on the sheet."""
    x, width, margin = column_of(sheet, column.look.heads)
    grid = parted(sheet, x - margin, width + margin)
    if margin and column.look.heads == "column":
        grid = grid.narrowed(x, width)
    return column._replace(x=x, width=width, margin=margin, grid=grid)


def _on(
    document: Document,
    column: Column,
    sheet: Sheet,
    progress: Progress,
    furniture: PageFurniture | None = None,
) -> Laid:
    """Lay out the pages at the type sizes of the look, with furniture of their own if given."""
    tree = StructureNode("Document")
    column = _placed(document, column, sheet)._replace(node=tree)
    if sheet.panels:
        made, notes = panels.lay(document, column, sheet, progress)
        return Laid(tree, tuple(made), notes)
    furniture = furniture or _furniture(document, column.wide, sheet)
    if sheet.shows:
        page = _poster(document, column, sheet, furniture)
        return Laid(tree, page, [*poster.long_posters(document)])
    pages, notes, white = _paged(document, column, sheet, progress, furniture)
    pages = tuple(pages)
    return Laid(tree, pages, [*notes, *furniture.notes(len(pages))], white)


def _poster(
    document: Document, column: Column, sheet: Sheet, furniture: PageFurniture
) -> tuple[Page, ...]:
    """Return the page of a poster."""
    whole = poster.lay(document, column, sheet, furniture.foot_height)
    frame = Frame(0.0, sheet.height)
    refuse_too_wide([whole, *furniture.words], document, column, sheet)
    return tuple(assemble([(whole,)], frame, frame, furniture))


def _furniture(document: Document, column: Column, sheet: Sheet) -> Furniture:
    contact = story.closing(document.body)
    if sheet.most == 1 and not contact:
        return PosterFoot(document, poster.beside_code(column, sheet), sheet.lines.foot * MM)
    return line_of(document, column, sheet, ends_in_contact=bool(contact))


def _paged(
    document: Document, column: Column, sheet: Sheet, progress: Progress, furniture: PageFurniture
) -> tuple[Iterable[Page], list[Fault], float]:
    """Break the document into as many pages as it needs.

    Return them with notes and the white over what stands at the foot of the last page.
    """
    later = text_frame(column, sheet, furniture.foot_height)
    first = Frame(0.0, sheet.height if has_page(column, sheet) else later.bottom)
    sideways = landscape.sideways(document, column.wide, sheet, later.top)
    column = column._replace(room=later.height, landscape=sideways and sideways.room)
    head = [cover(document, column, sheet)]
    main, close = story.main(document.body, column, progress), ending(document, column, sheet)
    end = close.foot(column, later)
    refuse_too_wide([*head, *main, *end, *furniture.words], document, column, sheet)
    upright = [slice for slice in main if not slice.turned]
    refuse_too_high([*upright, *end], later, column)
    if sideways and len(upright) < len(main):
        refuse_too_high((slice for slice in main if slice.turned), sideways.frame, column)
        broken = landscape.paginated(head, [*main, *end], (first, later, sideways.frame))
    else:
        broken = paginate([*head, *main, *end], first, later)
    if len(broken) > limits.PAGES:
        problem = f"the leaflet has {len(broken)} pages; at most {limits.PAGES} are allowed"
        raise LeafletError(Fault("too-many-pages", problem, None, "make several leaflets of it"))
    if sheet.most and len(broken) > sheet.most:
        rooms = [first, *[later] * (sheet.most - 1)]
        over = lines_over(
            lambda more: len(paginate([*head, *main, *end], *_higher(rooms, more))),
            sheet.most,
            column,
            sum(map(height, broken)),
        )
        raise overfull(document.body, column, over, _pages_of(sheet))
    if isinstance(furniture, Unscaled):
        broken = [enlarge.loosened(broken[0], sheet.height * HALF - first.top), *broken[1:]]
    notes: list[Fault] = []
    white, last = 0.0, later if len(broken) > 1 else first
    backed = (
        sheet.fold
        and close.contact
        and _with_back(broken, [*head, *main], close, column, (first, later))
    )
    if backed:
        broken, notes = backed
    elif end:
        broken[-1], white = at_foot(broken[-1], last)
    broken = at_feet(broken, first, later)
    if sheet.fold and len(broken) % 4:
        broken, notes = _filled(broken, ruled(column.wide, later))
    drawn = _on_outer_column(furniture, column, sheet)
    if sideways:
        notes += landscape.notes(main, document) if len(upright) < len(main) else ()
        return landscape.assembled(broken, (first, later), drawn, sideways), notes, white
    return assemble(broken, first, later, drawn), notes, white


def _on_outer_column(draw: DrawFurniture, column: Column, sheet: Sheet) -> DrawFurniture:
    """Return what draws the head and foot of a page, on its outer column if that is tinted."""
    if not (column.margin and column.look.heads == "column"):
        return draw
    wide = column.x - BESIDE_OUTER * MM
    tint = Fill(0.0, 0.0, wide, sheet.height, column.look.colours["panel"])

    def drawn(page: int, pages: int) -> tuple[Iterable[Mark], Iterable[Mark]]:
        head, foot = draw(page, pages)
        return (tint, *head), foot

    return drawn


def _higher(rooms: list[Frame], more: float) -> list[Frame]:
    """Yield the frames with the last one higher by a number of points."""
    *others, last = rooms
    return [*others, last._replace(bottom=last.bottom + more)]


def _pages_of(sheet: Sheet) -> str:
    return "the page of this sheet" if sheet.most == 1 else f"the {sheet.most} pages of this sheet"


def _filled(broken: list[Slices], lines: Slices) -> tuple[list[Slices], list[Fault]]:
    """Fill up a booklet's pages to a multiple of four with pages of lines to write on."""
    count = -len(broken) % 4
    return [*broken, *[lines] * count], [empty(count, len(broken) + count, "pages")]


def _with_back(
    broken: list[Slices],
    main: list[Slice],
    close: Ending,
    column: Column,
    frames: tuple[Frame, Frame],
) -> tuple[list[Slices], list[Fault]] | None:
    """Return a booklet's pages with the contact details as its back, after lines to write on.

    None where that would take another sheet of paper than the pages `broken`, or where the details
    are too high for a page.
    """
    before = paginate(main, *frames)
    whole = len(broken) + -len(broken) % 4
    count = whole - len(before) - 1
    back = close.back(column, frames[1])
    if count < 0 or back.height > frames[1].height + 0.01:
        del column.node.children[-1]
        return None
    del column.node.children[-2]
    notes = [empty(count, whole, "pages")] if count else []
    return [*before, *[ruled(column.wide, frames[1])] * count, (back,)], notes


def blurred(pages: Iterable[Page], files: Sequence[PictureFile]) -> Iterator[Fault]:
    """Yield a note for each picture printed at fewer than SHARP pixels per inch.

    For one that fills its box, a fault: it is large, and meant to be looked at. `files` are where
    the content and the clinic name their pictures.
    """
    coarse: dict[str, PlacedPicture] = {}
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, PlacedPicture) and mark.dots < SHARP:
                name = mark.picture.name
                coarse[name] = min(coarse.get(name, mark), mark, key=_sharpness)
    for name, mark in coarse.items():
        problem = f"`{shown(name)}` has {mark.dots:.0f} dots to a printed inch"
        spans = (file.span for file in files if file.picture.name == name and file.span)
        place = next((span.place for span in spans), None)
        if mark.cut:
            least = ceil(mark.picture.width * SHARP / mark.dots)
            hint = f"{SHARP:.0f} are needed here: use one of {least:,} pixels across or more"
            yield Fault("coarse-crop", problem, place, hint)
        else:
            hint = f"under {SHARP:.0f} it looks blurred: use a larger picture"
            yield note("blurred-picture", problem, place, hint)


def _sharpness(mark: PlacedPicture) -> tuple[bool, float]:
    """Return what sorts the pictures of one file: those that fill a box first, the coarsest."""
    return mark.cut is None, mark.dots
