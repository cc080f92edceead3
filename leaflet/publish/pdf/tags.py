"""Tags: the structure tree that says what the marks are and in which order they are read.

ISO 32000-1, 14.7 and 14.8; PDF/UA-1, 7.1. A node of layout becomes one structure element however
many pages it runs over; its content is in reading order even where the paper shuffles the pages.
"""

from __future__ import annotations

from typing import NamedTuple

from leaflet.layout.slices import Image, Mark, Node, Shape
from leaflet.publish.pdf.file import File, Name, Raw, Reference, array, dictionary, number
from leaflet.publish.pdf.objects import PDFString


class _Sequence(NamedTuple):
    """A marked-content sequence, or an annotation, and its place in reading order."""

    order: tuple[int, int]
    """Page and place on it."""
    side: int
    mcid: int | None
    annotation: Reference | None = None


class Tags:
    """Gathers which marks each node owns, side by side, and writes the tree at the end."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.sides: list[Reference] = []
        """The page objects."""
        self.owned: dict[Node, list[_Sequence]] = {}
        self.owners: list[list[Node]] = []
        """By side and MCID."""
        self.annotations: list[Node] = []
        """By StructParent, less the number of sides."""
        self.boxes: dict[Node, str] = {}

    def begin(self, side: Reference) -> None:
        """What follows stands on a new side."""
        self.sides.append(side)
        self.owners.append([])

    def mark(self, node: Node, page: int) -> int:
        """The MCID of a new sequence of `node` on the page of that number."""
        mcid = len(self.owners[-1])
        self.owners[-1].append(node)
        self._own(node, page, mcid, None)
        return mcid

    def annotate(self, node: Node, page: int, annotation: Reference) -> None:
        """The annotation belongs to `node`; it has the next StructParent."""
        self.annotations.append(node)
        self._own(node, page, None, annotation)

    def _own(self, node: Node, page: int, mcid: int | None, annotation) -> None:
        sequences = self.owned.setdefault(node, [])
        order = (page, len(self.owners[-1]))
        sequences.append(_Sequence(order, len(self.sides) - 1, mcid, annotation))

    def box(self, node: Node, marks: list[Mark], height: float) -> None:
        """Note where a figure stands (PDF/UA-1, 7.3 and ISO 32000-1, 14.8.5.4.3)."""
        drawn = [mark for mark in marks if isinstance(mark, Image | Shape)]
        if drawn and node.role == "Figure":
            left, top = min(mark.x for mark in drawn), min(mark.y for mark in drawn)
            right = max(mark.x + mark.width for mark in drawn)
            low = max(mark.y + mark.height for mark in drawn)
            edges = (left, height - low, right, height - top)
            self.boxes[node] = f"/O /Layout /BBox [{' '.join(map(number, edges))}]"

    def write(self, file: File, sides: int) -> Reference:
        """Register the tree; what comes back refers to the StructTreeRoot."""
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

    def _element(self, node: Node, parent: Reference, references, file: File) -> bytes:
        kids = self._kids(node, references, file)
        side = next((s.side for s in self.owned.get(node, ()) if s.mcid is not None), None)
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

    def _kids(self, node: Node, references, file: File) -> list[bytes]:
        """What a node holds: block nodes as they were made, or content as the pages have it."""
        sequences = self.owned.get(node, [])
        if not sequences:
            return [references[child].written for child in node.children]
        first = next((s.side for s in sequences if s.mcid is not None), None)
        placed = [(s.order, self._kid(s, first, file)) for s in sequences]
        placed += [
            (min(s.order for s in self.owned[child]), references[child].written)
            for child in node.children
        ]
        return [kid for _, kid in sorted(placed, key=lambda item: item[0])]

    def _kid(self, sequence: _Sequence, first: int | None, file: File) -> bytes:
        side = self.sides[sequence.side].written
        if sequence.annotation:
            return b"<</Type /OBJR /Pg %b /Obj %b>>" % (side, sequence.annotation.written)
        if sequence.side == first:
            return b"%d" % sequence.mcid
        return b"<</Type /MCR /Pg %b /MCID %d>>" % (side, sequence.mcid)

    def _parent_tree(self, references, sides: int, file: File):
        """Who owns each MCID of each side, and each annotation (14.7.4.4)."""
        entries: list[object] = []
        for key, owners in enumerate(self.owners):
            entries += (key, file.add(array(*(references[node] for node in owners))))
        for key, node in enumerate(self.annotations, sides):
            entries += (key, references[node])
        return dictionary(Nums=array(*entries))


def _nodes(root: Node):
    """Yield the nodes, parents before children."""
    yield root
    for child in root.children:
        yield from _nodes(child)
