"""Deliberate damage to a good PDF, each kind of which some gate must notice."""

import itertools
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from gates import tags

Mutant = Callable[[pikepdf.Pdf], None]
Instructions = list[tuple[list, Operator]]
Marks = list[tuple[int, tags.Mark]]  # where each opens

MUTANTS: dict[str, Mutant] = {}
NEEDS: dict[str, set[str]] = {}


class NothingChanged(AssertionError):
    """The mutant left the file as it was, so that no gate could be blamed."""


def mutant(*needs: str) -> Callable[[Mutant], Mutant]:
    """Register a mutant under its name; `needs` are features the file must have."""

    def register(change: Mutant) -> Mutant:
        name = change.__name__.replace("_", " ")
        MUTANTS[name], NEEDS[name] = change, set(needs)
        return change

    return register


def features(pdf: bytes) -> set[str]:
    """The roles in a file, with `annotation`, `artifact`, `intent` and `two P`."""
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        found = {tags.role(opened, element) for element in tags.elements(opened)}
        found |= {"annotation"} if any(Name.Annots in page for page in opened.pages) else set()
        found |= {"intent"} if Name.OutputIntents in opened.Root else set()
        found |= {"two P"} if _siblings(opened) else set()
        found |= {"heading"} if found & {f"H{level}" for level in range(1, 7)} else set()
        marks = [mark for page in opened.pages for _, mark in _marks(page, _read(page))]
        return found | ({"artifact"} if any(mark.tag == "Artifact" for mark in marks) else set())


def applicable(pdf: bytes) -> list[str]:
    """The names of the mutants that this file has the features for."""
    has = features(pdf)
    return [name for name, needs in NEEDS.items() if needs <= has]


def mutate(pdf: bytes, name: str) -> bytes:
    """The damaged file; raises NothingChanged where it is the same as before."""
    changed = _saved(pdf, MUTANTS[name])
    if changed == resaved(pdf):
        raise NothingChanged(name)
    return changed


def resaved(pdf: bytes) -> bytes:
    """The file as damaged ones are written, undamaged: what gates say to it is no discovery."""
    return _saved(pdf, lambda opened: None)


def _saved(pdf: bytes, change: Mutant) -> bytes:
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        change(opened)
        saved = BytesIO()
        opened.save(saved, static_id=True)
    # page-validation takes the CR that ends a stream's bytes for half of the line end after them,
    # and so finds every 256th stream a byte too short; a CR as line end leaves it no choice.
    return saved.getvalue().replace(b"\r\nendstream", b"\r\rendstream")


# The catalog and the metadata


@mutant()
def lang_removed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


@mutant()
def lang_is_no_code(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("english language")


@mutant()
def mark_info_dropped(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


@mutant()
def structure_tree_dropped(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


@mutant()
def parent_tree_dropped(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.ParentTree


@mutant()
def title_not_displayed(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences.DisplayDocTitle


@mutant("annotation")
def tabs_dropped(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if Name.Annots in page:
            del page.obj.Tabs


@mutant("heading")
def bookmarks_dropped(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


@mutant("intent")
def output_intent_dropped(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


@mutant()
def xmp_title_dropped(pdf: pikepdf.Pdf) -> None:
    _rewrite_xmp(pdf, b"dc:title", b"dc:source")


@mutant()
def pdfuaid_namespace_wrong(pdf: pikepdf.Pdf) -> None:
    _rewrite_xmp(pdf, b"http://www.aiim.org/pdfua/ns/id/", b"http://www.aiim.org/pdfua/ns/no/")


@mutant("intent")
def pdfaid_namespace_wrong(pdf: pikepdf.Pdf) -> None:
    _rewrite_xmp(pdf, b"http://www.aiim.org/pdfa/ns/id/", b"http://www.aiim.org/pdfa/ns/no/")


@mutant()
def info_title_is_not_the_xmp_one(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.Title = pikepdf.String("Another title")


def _rewrite_xmp(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(old, new))


# Roles and attributes


@mutant("Figure")
def alt_removed(pdf: pikepdf.Pdf) -> None:
    del _first(pdf, "Figure").Alt


@mutant("Figure")
def alt_emptied(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "Figure").Alt = pikepdf.String("")


@mutant("Figure")
def alt_is_a_file_name(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "Figure").Alt = pikepdf.String("img.png")


@mutant("Figure")
def figure_box_dropped(pdf: pikepdf.Pdf) -> None:
    for attributes in tags.items(_first(pdf, "Figure").A):
        if Name.BBox in attributes:
            del attributes.BBox


@mutant("Figure")
def figure_box_outside(pdf: pikepdf.Pdf) -> None:
    for attributes in tags.items(_first(pdf, "Figure").A):
        if Name.BBox in attributes:
            attributes.BBox = Array([-900, -900, -800, -800])


@mutant("Figure")
def figure_to_P(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "Figure").S = Name.P


@mutant("H2")
def H2_to_H4(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "H2").S = Name.H4


@mutant("H1")
def H1_to_H2(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "H1").S = Name.H2


@mutant("heading")
def headings_to_P(pdf: pikepdf.Pdf) -> None:
    for element in tags.with_role(pdf, *(f"H{level}" for level in range(1, 7))):
        element.S = Name.P


@mutant("P")
def role_not_mapped(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "P").S = Name.Dosage


@mutant("LI")
def LI_to_P(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "LI").S = Name.P


@mutant("TD")
def TD_missing(pdf: pikepdf.Pdf) -> None:
    cell = _first(pdf, "TD")
    _drop_kid(cell.P, lambda kid: _same(kid, cell))


@mutant("TH")
def TH_scope_dropped(pdf: pikepdf.Pdf) -> None:
    for attributes in tags.items(_first(pdf, "TH").A):
        if Name.Scope in attributes:
            del attributes.Scope


# Links


@mutant("Link")
def link_reference_removed(pdf: pikepdf.Pdf) -> None:
    _drop_kid(_first(pdf, "Link"), lambda kid: isinstance(kid, Dictionary) and Name.Obj in kid)


@mutant("Link")
def link_contents_dropped(pdf: pikepdf.Pdf) -> None:
    del tags.references(_first(pdf, "Link"))[0].Contents


@mutant("Link")
def link_parent_dropped(pdf: pikepdf.Pdf) -> None:
    del tags.references(_first(pdf, "Link"))[0].StructParent


@mutant("Link")
def link_outside_the_page(pdf: pikepdf.Pdf) -> None:
    tags.references(_first(pdf, "Link"))[0].Rect = Array([-900, -900, -800, -800])


@mutant("Link")
def link_to_span(pdf: pikepdf.Pdf) -> None:
    _first(pdf, "Link").S = Name.Span


# The order of the tags, and what holds them to the content


@mutant("P")
def content_dropped_from_kids(pdf: pikepdf.Pdf) -> None:
    """The ParentTree still has it, which is enough for every validator."""
    for element in tags.with_role(pdf, "P"):
        if any(True for _ in tags.contents(element)):
            _drop_kid(element, _is_content)
            return


@mutant("two P")
def paragraphs_swapped(pdf: pikepdf.Pdf) -> None:
    parent, first, second = _siblings(pdf)[0]
    kids = list(parent.K)
    kids[first], kids[second] = kids[second], kids[first]
    parent.K = Array(kids)


@mutant("two P")
def MCID_claimed_twice(pdf: pikepdf.Pdf) -> None:
    """The second paragraph says the words of the first before its own."""
    parent, first, second = _siblings(pdf)[0]
    taken = next(kid for kid in tags.items(parent.K[first].K) if _is_content(kid))
    if isinstance(taken, int):
        taken = Dictionary(Type=Name.MCR, Pg=parent.K[first].Pg, MCID=taken)
    parent.K[second].K = Array([taken, *tags.items(parent.K[second].K)])


@mutant()
def parent_tree_permuted(pdf: pikepdf.Pdf) -> None:
    numbers = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    page, _, _ = _tagged(pdf)
    parents = list(numbers[int(page.StructParents)])
    numbers[int(page.StructParents)] = Array([*parents[1:], parents[0]])


@mutant()
def MCID_painted_twice(pdf: pikepdf.Pdf) -> None:
    """The first tagged sequence of a page gets the id of the second."""
    page, instructions, [(at, mark), (_, other), *_] = _tagged(pdf)
    instructions[at] = _opening(mark.tag, other.mcid)
    _write(pdf, page, instructions)


@mutant()
def mark_removed(pdf: pikepdf.Pdf) -> None:
    """The first tagged sequence of a page loses its BDC and its EMC."""
    page, instructions, [(start, _), *_] = _tagged(pdf)
    del instructions[_end(instructions, start)], instructions[start]
    _write(pdf, page, instructions)


@mutant("artifact")
def artifacts_unmarked(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        instructions = _read(page)
        spans = [
            (at, _end(instructions, at))
            for at, mark in _marks(page, instructions)
            if mark.tag == "Artifact"
        ]
        gone = set(itertools.chain.from_iterable(spans))
        _write(pdf, page, [step for at, step in enumerate(instructions) if at not in gone])


@mutant("P")
def paragraph_made_an_artifact(pdf: pikepdf.Pdf) -> None:
    """Seen but never read: no rule is broken, and yet the paragraph is lost."""
    found = next(element for element in tags.with_role(pdf, "P") if _has_one_page(element))
    claimed = list(tags.contents(found))
    page = next(page for page in pdf.pages if page.objgen == claimed[0].page)
    mcids = {claim.mcid for claim in claimed}
    instructions = _read(page)
    for at, mark in _marks(page, instructions):
        if mark.mcid in mcids:
            instructions[at] = ([Name.Artifact], Operator("BMC"))
    _write(pdf, page, instructions)
    parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(page.StructParents)]
    for mcid in mcids:
        parents[mcid] = None
    _drop_kid(found.P, lambda kid: _same(kid, found))


@mutant()
def words_painted_twice(pdf: pikepdf.Pdf) -> None:
    page, instructions, tagged = _tagged(pdf)
    at = _first_words(instructions, tagged)
    instructions.insert(at, instructions[at])
    _write(pdf, page, instructions)


@mutant()
def words_not_painted(pdf: pikepdf.Pdf) -> None:
    page, instructions, tagged = _tagged(pdf)
    del instructions[_first_words(instructions, tagged)]
    _write(pdf, page, instructions)


# Fonts


@mutant()
def font_file_dropped(pdf: pikepdf.Pdf) -> None:
    descriptor = tags.descriptor(tags.fonts(pdf)[0])
    for key in (Name.FontFile, Name.FontFile2, Name.FontFile3):
        if key in descriptor:
            del descriptor[key]


@mutant()
def to_unicode_dropped(pdf: pikepdf.Pdf) -> None:
    del tags.fonts(pdf)[0].ToUnicode


@mutant()
def helvetica_listed(pdf: pikepdf.Pdf) -> None:
    """As ReportLab does: a font outside of the file that nothing uses."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].resources.Font[Name.Helv] = pdf.make_indirect(font)


# Finding and changing


def _first(pdf: pikepdf.Pdf, role: str) -> Dictionary:
    return tags.with_role(pdf, role)[0]


def _same(kid: pikepdf.Object, element: Dictionary) -> bool:
    return isinstance(kid, Dictionary) and kid.objgen == element.objgen


def _is_content(kid: pikepdf.Object) -> bool:
    return isinstance(kid, int) or (isinstance(kid, Dictionary) and Name.MCID in kid)


def _has_one_page(element: Dictionary) -> bool:
    """Whether an element has nothing but content, all on one page."""
    claimed = list(tags.contents(element))
    kids = tags.items(element.get(Name.K))
    return len(claimed) == len(kids) and len({claim.page for claim in claimed}) == 1


def _drop_kid(element: Dictionary, unwanted: Callable[[pikepdf.Object], bool]) -> None:
    """Take the first unwanted kid out of /K."""
    kids = tags.items(element.K)
    gone = next(at for at, kid in enumerate(kids) if unwanted(kid))
    element.K = Array(kids[:gone] + kids[gone + 1 :])


def _siblings(pdf: pikepdf.Pdf) -> list[tuple[Dictionary, int, int]]:
    """Elements with the places in /K of two of their paragraphs that have content."""
    found = []
    for element in tags.elements(pdf):
        places = [
            at
            for at, kid in enumerate(tags.items(element.get(Name.K)))
            if tags.is_element(kid) and tags.role(pdf, kid) == "P" and any(tags.contents(kid))
        ]
        found += [(element, *places[:2])] if len(places) > 1 else []
    return found


def _read(page: pikepdf.Page) -> Instructions:
    return [(list(operands), operator) for operands, operator in pikepdf.parse_content_stream(page)]


def _write(pdf: pikepdf.Pdf, page: pikepdf.Page, instructions: Instructions) -> None:
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _marks(page: pikepdf.Page, instructions: Instructions) -> Marks:
    """Where marked content opens, and what it is."""
    return [
        (at, tags.mark(page, operands, False))
        for at, (operands, operator) in enumerate(instructions)
        if str(operator) in {"BDC", "BMC"}
    ]


def _end(instructions: Instructions, start: int) -> int:
    """The EMC of the BDC or BMC at `start`."""
    depth = 0
    for at in range(start, len(instructions)):
        operator = str(instructions[at][1])
        depth += (operator in {"BDC", "BMC"}) - (operator == "EMC")
        if not depth:
            return at
    raise ValueError("marked content is never closed")


def _tagged(pdf: pikepdf.Pdf) -> tuple[pikepdf.Page, Instructions, Marks]:
    """The first page with at least two tagged sequences, and where they open."""
    for page in pdf.pages:
        instructions = _read(page)
        tagged = [(at, mark) for at, mark in _marks(page, instructions) if mark.mcid is not None]
        if len(tagged) > 1:
            return page, instructions, tagged
    raise ValueError("no page has two tagged sequences")


def _first_words(instructions: Instructions, tagged: Marks) -> int:
    """The first text shown inside tagged content."""
    for start, _ in tagged:
        for at in range(start, _end(instructions, start)):
            if str(instructions[at][1]) in {"Tj", "TJ"}:
                return at
    raise ValueError("no tagged text on the page")


def _opening(tag: str, mcid: int) -> tuple[list, Operator]:
    return [Name(f"/{tag}"), Dictionary(MCID=mcid)], Operator("BDC")
