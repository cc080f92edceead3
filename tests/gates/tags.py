"""The structure tree and the marked content of a PDF, as pikepdf finds them in its objects."""

from collections.abc import Iterator
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

Identity = tuple[int, int]  # object and generation number

# ISO 32000-1, annex A: the operators that leave something on the page.
PAINTING = {
    *("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do"),
    *("Tj", "TJ", "'", '"', "INLINE IMAGE"),
}
# ISO 32000-1, 14.8.4: the standard structure types.
STANDARD = {
    *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index"),
    *("NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6"),
    *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
    *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
    *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
}


class Content(NamedTuple):
    """A kid of an element that is marked content: where it is painted, by which id."""

    page: Identity
    mcid: int


class Mark(NamedTuple):
    """An open BDC or BMC."""

    tag: str
    mcid: int | None
    in_text: bool


def root(pdf: pikepdf.Pdf) -> Dictionary:
    return pdf.Root.get(Name.StructTreeRoot, Dictionary())


def items(value: Object | None) -> list[Object]:
    """An entry that may be absent, one value or an array of them, as /K and /A may."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def is_element(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and Name.S in kid


def elements(pdf: pikepdf.Pdf) -> Iterator[Dictionary]:
    """All structure elements in reading order."""
    waiting = [kid for kid in reversed(items(root(pdf).get(Name.K))) if is_element(kid)]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [kid for kid in reversed(items(element.get(Name.K))) if is_element(kid)]


def role(pdf: pikepdf.Pdf, element: Dictionary) -> str:
    """The standard role, through the role map; the own name where the map has none."""
    own, mapped = str(element.S), root(pdf).get(Name.RoleMap, Dictionary())
    seen = set()
    while own[1:] not in STANDARD and own in mapped and own not in seen:
        seen.add(own)
        own = str(mapped[own])
    return own[1:]


def with_role(pdf: pikepdf.Pdf, *roles: str) -> list[Dictionary]:
    return [element for element in elements(pdf) if role(pdf, element) in roles]


def contents(element: Dictionary) -> Iterator[Content]:
    """Marked content directly under an element; an id without any page has page (0, 0)."""
    own = element.get(Name.Pg)
    for kid in items(element.get(Name.K)):
        if isinstance(kid, int):
            yield Content(own.objgen if own is not None else (0, 0), kid)
        elif isinstance(kid, Dictionary) and Name.MCID in kid:
            page = kid.get(Name.Pg, own)
            yield Content(page.objgen if page is not None else (0, 0), int(kid.MCID))


def references(element: Dictionary) -> list[Dictionary]:
    """What the OBJRs of an element refer to."""
    kids = items(element.get(Name.K))
    return [kid.Obj for kid in kids if isinstance(kid, Dictionary) and Name.Obj in kid]


def attribute(element: Dictionary, owner: Name, key: Name) -> Object | None:
    for attributes in items(element.get(Name.A)):
        if isinstance(attributes, Dictionary) and attributes.get(Name.O) == owner:
            return attributes.get(key)
    return None


def numbers(pdf: pikepdf.Pdf) -> dict[int, Object]:
    """The ParentTree, flat."""
    tree = root(pdf).get(Name.ParentTree)
    return dict(pikepdf.NumberTree(tree).items()) if tree is not None else {}


def mark(page: pikepdf.Page, operands: list, in_text: bool) -> Mark:
    """What a BMC or BDC opens; its properties may be named in the page's resources."""
    properties = operands[1] if len(operands) > 1 else Dictionary()
    if isinstance(properties, Name):
        properties = page.resources[Name.Properties][properties]
    mcid = properties.get(Name.MCID)
    return Mark(str(operands[0])[1:], None if mcid is None else int(mcid), in_text)


def fonts(pdf: pikepdf.Pdf) -> list[Dictionary]:
    """Every font that any page, or a form on it, lists, used or not."""
    found: list[Dictionary] = []
    seen: set[Identity] = {(0, 0)}
    waiting = [page.resources for page in pdf.pages]
    while waiting:
        resources = waiting.pop()
        for font in resources.get(Name.Font, Dictionary()).values():
            if font.objgen == (0, 0) or font.objgen not in seen:
                found.append(font)
                seen.add(font.objgen)
        for picture in resources.get(Name.XObject, Dictionary()).values():
            if picture.objgen not in seen and Name.Resources in picture:
                seen.add(picture.objgen)
                waiting.append(picture.Resources)
    return found


def descriptor(font: Dictionary) -> Dictionary:
    """The font descriptor, of a Type0 font that of its one descendant."""
    holder = font.DescendantFonts[0] if Name.DescendantFonts in font else font
    return holder.get(Name.FontDescriptor, Dictionary())
