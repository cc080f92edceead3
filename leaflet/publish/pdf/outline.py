"""Outline: the bookmarks, one for each heading (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from typing import NamedTuple

from leaflet.publish.pdf.file import Dictionary, File, Name, Reference, array, dictionary


class Bookmark(NamedTuple):
    """A heading and where it begins; `y` in points from the foot of the side."""

    level: int
    title: str
    side: Reference
    y: float


class _Item:
    """A bookmark in the tree of bookmarks."""

    def __init__(self, bookmark: Bookmark | None) -> None:
        self.bookmark = bookmark
        self.entries = Dictionary()
        self.children: list[_Item] = []

    @property
    def size(self) -> int:
        """How many bookmarks stand under this one."""
        return sum(1 + child.size for child in self.children)


def write(file: File, bookmarks: list[Bookmark]) -> Reference:
    """Register the outline; what comes back refers to its root."""
    root = _tree(bookmarks)
    root.entries["Type"] = Name("Outlines")
    reference = file.add(root.entries)
    _link(file, root, reference)
    return reference


def _tree(bookmarks: list[Bookmark]) -> _Item:
    """The bookmarks, each under the last one of a higher rank."""
    path = [_Item(None)]
    for bookmark in bookmarks:
        while path[-1].bookmark and path[-1].bookmark.level >= bookmark.level:
            path.pop()
        item = _Item(bookmark)
        path[-1].children.append(item)
        path.append(item)
    return path[0]


def _link(file: File, item: _Item, own: Reference) -> None:
    """Fill in the references between an item and its children, all the way down."""
    references = [file.add(child.entries) for child in item.children]
    if references:
        item.entries["First"], item.entries["Last"] = references[0], references[-1]
        item.entries["Count"] = item.size
    for index, child in enumerate(item.children):
        mark = child.bookmark
        place = array(mark.side, Name("XYZ"), 0, mark.y, b"null")
        child.entries.dict |= dictionary(Title=mark.title, Parent=own, Dest=place).dict
        if index:
            child.entries["Prev"] = references[index - 1]
        if index + 1 < len(references):
            child.entries["Next"] = references[index + 1]
        _link(file, child, references[index])
