"""Writes the structure tree: what the marks are and in which order they are read.

ISO 32000-1, 14.7 and 14.8; PDF/UA-1, 7.1. A node of layout becomes one structure element however
many pages it runs over; its content is in reading order even where the paper shuffles the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from leaflet.layout.slices import Image, Mark, Node, Shape
from leaflet.publish.pdf.file import (
    Dictionary,
    File,
    Name,
    Raw,
    Reference,
    Value,
    array,
    dictionary,
    number,
)
from leaflet.publish.pdf.objects import PDFString

References = Mapping[Node, Reference]
"""What stands for the structure element of each node."""


class _Content(NamedTuple):
    """What a node owns on a side, and its place in reading order."""

    order: tuple[int, int]
    """Page and place on it."""
    side: int
    what: int | Reference
    """The MCID of a marked-content sequence, or an annotation."""


class Tags:
    """Gathers the marks of each structure node, side by side, and writes the tree at the end."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.sides: list[Reference] = []
        """The page objects."""
        self.owned: dict[Node, list[_Content]] = {}
        self.owners: list[list[Node]] = []
        """By side and MCID."""
        self.annotations: list[Node] = []
        """By StructParent, less the number of sides."""
        self.boxes: dict[Node, str] = {}

    def begin(self, side: Reference) -> None:
        """Begin a new side."""
        self.sides.append(side)
        self.owners.append([])

    def mark(self, node: Node, page: int) -> int:
        """Return the MCID of a new sequence of `node` on the page of that number."""
        mcid = len(self.owners[-1])
        self.owners[-1].append(node)
        self._own(node, page, mcid)
        return mcid

    def annotate(self, node: Node, page: int, annotation: Reference) -> None:
        """Attach an annotation to `node` and return its StructParent."""
        self.annotations.append(node)
        self._own(node, page, annotation)

    def _own(self, node: Node, page: int, what: int | Reference) -> None:
        contents = self.owned.setdefault(node, [])
        order = (page, len(self.owners[-1]))
        contents.append(_Content(order, len(self.sides) - 1, what))

    def box(self, node: Node, marks: list[Mark], height: float) -> None:
        """Note the BBox of a figure (PDF/UA-1, 7.3 and ISO 32000-1, 14.8.5.4.3)."""
        drawn = [mark for mark in marks if isinstance(mark, Image | Shape)]
        if drawn and node.role == "Figure":
            left, top = min(mark.x for mark in drawn), min(mark.y for mark in drawn)
            right = max(mark.x + mark.width for mark in drawn)
            low = max(mark.y + mark.height for mark in drawn)
            edges = (left, height - low, right, height - top)
            self.boxes[node] = f"/O /Layout /BBox [{' '.join(map(number, edges))}]"

    def write(self, file: File, sides: int) -> Reference:
        """Add the tree to the file and return a reference to the StructTreeRoot."""
        references: dict[Node, Reference] = {}
        elements: dict[Node, Raw] = {}
        for node in _nodes(self.root):
            elements[node] = Raw(b"")
            references[node] = file.add(elements[node])
        root = Raw(b"")
        top = file.add(root)
        parents = {child: node for node in elements for child in node.children}
        for node, element in elements.items():
            parent = references[parents[node]] if node in parents else top
            element.written = self._element(node, parent, references, file)
        numbers = self._parent_tree(references, sides, file)
        root.written = dictionary(
            Type=Name("StructTreeRoot"),
            K=references[self.root],
            ParentTree=file.add(numbers),
            ParentTreeNextKey=sides + len(self.annotations),
        ).format(file)
        return top

    def _element(self, node: Node, parent: Reference, references: References, file: File) -> bytes:
        kids = self._kids(node, references)
        side = self._first_side(node)
        parts = [f"<</S /{node.role} /P".encode(), parent.written]
        if side is not None:
            parts += (b"/Pg", self.sides[side].written)
        if kids:
            parts += (b"/K [", b" ".join(kids), b"]")
        if node.alt:
            parts += (b"/Alt", PDFString(node.alt).format(file))
        if node.language:
            parts += (b"/Lang", PDFString(node.language).format(file))
        if owners := [*node.attributes, *([self.boxes[node]] if node in self.boxes else [])]:
            written = " ".join(f"<<{owner}>>" for owner in owners)
            parts.append((f"/A {written}" if len(owners) == 1 else f"/A [{written}]").encode())
        return b" ".join(parts) + b">>"

    def _first_side(self, node: Node) -> int | None:
        """Return the side of the node's first marked-content sequence."""
        own = self.owned.get(node, ())
        return next((part.side for part in own if isinstance(part.what, int)), None)

    def _kids(self, node: Node, references: References) -> list[bytes]:
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
        if isinstance(part.what, Reference):
            return b"<</Type /OBJR /Pg %b /Obj %b>>" % (side, part.what.written)
        if part.side == first:
            return b"%d" % part.what
        return b"<</Type /MCR /Pg %b /MCID %d>>" % (side, part.what)

    def _parent_tree(self, references: References, sides: int, file: File) -> Dictionary:
        """Map each MCID of each side, and each annotation, to its owner (14.7.4.4)."""
        entries: list[Value] = []
        for key, owners in enumerate(self.owners):
            entries += (key, file.add(array(*(references[node] for node in owners))))
        for key, node in enumerate(self.annotations, sides):
            entries += (key, references[node])
        return dictionary(Nums=array(*entries))


def _nodes(root: Node) -> Iterator[Node]:
    """Yield the nodes, parents before children."""
    yield root
    for child in root.children:
        yield from _nodes(child)
