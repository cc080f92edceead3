"""Writes the bookmarks, one for each heading (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from typing import NamedTuple

from leaflet.publish.pdf.file import (
    File,
    PdfArray,
    PdfDictionary,
    PdfName,
    PdfReference,
    dictionary,
)


class Bookmark(NamedTuple):
    """A heading with the place where it begins, as a destination (ISO 32000-1, 12.3.2)."""

    level: int
    title: str
    place: PdfArray


class _Item:
    """A place in the tree of bookmarks: the root, or the entries of a bookmark."""

    def __init__(self) -> None:
        self.entries = PdfDictionary()
        self.children: list[tuple[Bookmark, _Item]] = []

    @property
    def size(self) -> int:
        """Number of bookmarks under this one."""
        return sum(1 + child.size for _, child in self.children)


def write(file: File, bookmarks: list[Bookmark]) -> PdfReference:
    """Add the outline to the file and return a reference to its root."""
    root = _tree(bookmarks)
    root.entries["Type"] = PdfName("Outlines")
    reference = file.add(root.entries)
    _link(file, root, reference)
    return reference


def _tree(bookmarks: list[Bookmark]) -> _Item:
    """Arrange bookmarks as a tree, each under the last one of a higher rank."""
    root = _Item()
    path = [(0, root)]
    for bookmark in bookmarks:
        while path[-1][0] >= bookmark.level:
            path.pop()
        item = _Item()
        path[-1][1].children.append((bookmark, item))
        path.append((bookmark.level, item))
    return root


def _link(file: File, item: _Item, own: PdfReference) -> None:
    """Fill in the references between an item and its children, recursively."""
    references = [file.add(child.entries) for _, child in item.children]
    if references:
        item.entries["First"], item.entries["Last"] = references[0], references[-1]
        item.entries["Count"] = item.size
    for index, (mark, child) in enumerate(item.children):
        child.entries.dict |= dictionary(Title=mark.title, Parent=own, Dest=mark.place).dict
        if index:
            child.entries["Prev"] = references[index - 1]
        if index + 1 < len(references):
            child.entries["Next"] = references[index + 1]
        _link(file, child, references[index])
