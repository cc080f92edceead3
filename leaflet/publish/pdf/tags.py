"""Writes the structure tree: what the marks are and in which order they are read.

ISO 32000-1, 14.7 and 14.8; PDF/UA-1, 7.1. A node of layout becomes one structure element however
many pages it runs over; its content is in reading order even where the paper shuffles the pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from leaflet.layout.slices import Mark, PlacedPicture, Shape, StructureNode
from leaflet.publish.pdf.file import (
    File,
    PdfDictionary,
    PdfName,
    PdfReference,
    PdfValue,
    Raw,
    array,
    dictionary,
    number,
)
from leaflet.publish.pdf.objects import PDFString

NodeReferences = Mapping[StructureNode, PdfReference]
"""What stands for the structure element of each node."""


class _Content(NamedTuple):
    """What a node owns on a side, and its place in reading order."""

    order: tuple[int, int]
    """Page and place on it."""
    side: int
    what: int | PdfReference
    """The MCID of a marked-content sequence, or an annotation."""


class Tags:
    """Gathers the marks of each structure node, side by side, and writes the tree at the end."""

    def __init__(self, root: StructureNode) -> None:
        self.root = root
        self.sides: list[PdfReference] = []
        """The page objects."""
        self.owned: dict[StructureNode, list[_Content]] = {}
        self.owners: list[list[StructureNode]] = []
        """By side and MCID."""
        self.annotations: list[StructureNode] = []
        """By StructParent, less the number of sides."""
        self.boxes: dict[StructureNode, str] = {}
        self.elements: dict[StructureNode, PdfReference] = {}
        """The structure elements, once they are written."""

    def begin(self, side: PdfReference) -> None:
        """Begin a new side."""
        self.sides.append(side)
        self.owners.append([])

    def mark(self, node: StructureNode, page: int) -> int:
        """Return the MCID of a new sequence of `node` on the page of that number."""
        mcid = len(self.owners[-1])
        self.owners[-1].append(node)
        self._own(node, page, mcid)
        return mcid

    def annotate(self, node: StructureNode, page: int, annotation: PdfReference) -> None:
        """Attach an annotation to `node` and return its StructParent."""
        self.annotations.append(node)
        self._own(node, page, annotation)

    def _own(self, node: StructureNode, page: int, what: int | PdfReference) -> None:
        contents = self.owned.setdefault(node, [])
        order = (page, len(self.owners[-1]))
        contents.append(_Content(order, len(self.sides) - 1, what))

    def box(self, node: StructureNode, marks: list[Mark], height: float) -> None:
        """Note the BBox of a figure (PDF/UA-1, 7.3 and ISO 32000-1, 14.8.5.4.3)."""
        drawn = [mark for mark in marks if isinstance(mark, PlacedPicture | Shape)]
        if drawn and node.role == "Figure":
            left, top = min(mark.x for mark in drawn), min(mark.y for mark in drawn)
            right = max(mark.x + mark.width for mark in drawn)
            low = max(mark.y + mark.height for mark in drawn)
            edges = (left, height - low, right, height - top)
            self.boxes[node] = f"/O /Layout /BBox [{' '.join(map(number, edges))}]"

    def write(self, file: File, sides: int) -> PdfReference:
        """Add the tree to the file and return a reference to the StructTreeRoot."""
        references = self.elements
        elements: dict[StructureNode, Raw] = {}
        for node in self.root.nodes:
            elements[node] = Raw(b"")
            add = file.add_own if node.role == "Figure" else file.add  # such as a QR code
            references[node] = add(elements[node])
        root = Raw(b"")
        top = file.add(root)
        parents = {child: node for node in elements for child in node.children}
        for node, element in elements.items():
            parent = references[parents[node]] if node in parents else top
            element.written = self._element(node, parent, references, file)
        numbers = self._parent_tree(references, sides, file)
        root.written = dictionary(
            Type=PdfName("StructTreeRoot"),
            K=references[self.root],
            ParentTree=file.add(numbers),
            ParentTreeNextKey=sides + len(self.annotations),
        ).format(file)
        return top

    def _element(
        self, node: StructureNode, parent: PdfReference, references: NodeReferences, file: File
    ) -> bytes:
        kids = self._kids(node, references)
        side = self._first_side(node)
        parts = [f"<</S /{node.role} /P".encode(), parent.written]
        if side is not None:
            parts += (b"/Pg", self.sides[side].written)
        if kids:
            parts += (b"/K [", b" ".join(kids), b"]")
        if node.alt:
            parts += (b"/Alt", PDFString(node.alt).format(file))
        if node.actual:
            parts += (b"/ActualText", PDFString(node.actual).format(file))
        if node.language:
            parts += (b"/Lang", PDFString(node.language).format(file))
        if owners := [*node.attributes, *([self.boxes[node]] if node in self.boxes else [])]:
            written = " ".join(f"<<{owner}>>" for owner in owners)
            parts.append((f"/A {written}" if len(owners) == 1 else f"/A [{written}]").encode())
        return b" ".join(parts) + b">>"

    def _first_side(self, node: StructureNode) -> int | None:
        """Return the side of the node's first marked-content sequence."""
        own = self.owned.get(node, ())
        return next((part.side for part in own if isinstance(part.what, int)), None)

    def _kids(self, node: StructureNode, references: NodeReferences) -> list[bytes]:
        """List what a node holds: block nodes as made, or content as the pages have it."""
        contents = self.owned.get(node, [])
        if not contents:
            return [references[child].written for child in node.children]
        first = self._first_side(node)
        placed = [(part.order, self._kid(part, first)) for part in contents]
        placed += [
            (min(part.order for part in self.owned[child]), references[child].written)
            for child in node.children
        ]
        return [kid for _, kid in sorted(placed, key=lambda item: item[0])]

    def _kid(self, part: _Content, first: int | None) -> bytes:
        side = self.sides[part.side].written
        if isinstance(part.what, PdfReference):
            return b"<</Type /OBJR /Pg %b /Obj %b>>" % (side, part.what.written)
        if part.side == first:
            return b"%d" % part.what
        return b"<</Type /MCR /Pg %b /MCID %d>>" % (side, part.what)

    def _parent_tree(self, references: NodeReferences, sides: int, file: File) -> PdfDictionary:
        """Map each MCID of each side, and each annotation, to its owner (14.7.4.4)."""
        entries: list[PdfValue] = []
        for key, owners in enumerate(self.owners):
            entries += (key, file.add(array(*(references[node] for node in owners))))
        for key, node in enumerate(self.annotations, sides):
            entries += (key, references[node])
        return dictionary(Nums=array(*entries))
