"""Writes printed sides as a tagged, archival PDF."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby

from leaflet.composition.imposition import Side
from leaflet.graphics import svg
from leaflet.graphics.outline import Outline
from leaflet.graphics.picture import Picture
from leaflet.layout.slices import (
    HEADING,
    Blank,
    Mark,
    PlacedPicture,
    StructureNode,
    Words,
    heading_nodes,
)
from leaflet.publish.pdf import bookmarks, metadata
from leaflet.publish.pdf.bookmarks import Bookmark
from leaflet.publish.pdf.content import ContentStream, painted
from leaflet.publish.pdf.fields import Fields
from leaflet.publish.pdf.file import (
    File,
    PdfArray,
    PdfDictionary,
    PdfName,
    PdfReference,
    PdfStream,
    Raw,
    array,
    deflated,
    dictionary,
)
from leaflet.publish.pdf.glyphs import EmbeddedFont
from leaflet.publish.pdf.inks import SCREEN, Inks
from leaflet.publish.pdf.metadata import Claims, Facts
from leaflet.publish.pdf.objects import PDFObject
from leaflet.publish.pdf.tags import Tags
from leaflet.text.fonts import Font


def write(sides: Sequence[Side], root: StructureNode, facts: Facts) -> bytes:
    """Write a PDF/UA-1 and PDF/A-2a file; `root` is the node Document. Same input, same bytes."""
    return Writer(root).write(sides, facts)


class Writer:
    """Writes one file for offices and screens; subclasses override what differs."""

    inks: Inks = SCREEN

    def __init__(self, root: StructureNode) -> None:
        self.file = self.new_file()
        self.tags = Tags(root)
        self.fonts: dict[Font, EmbeddedFont] = {}
        self.images: dict[Picture, str] = {}
        self.resources = PdfDictionary()
        self.headings: dict[StructureNode, _Heading] = {}
        self.fields = Fields(self.file)
        self.inner: list[tuple[PdfDictionary, int]] = []
        """Annotations that lead to headings, each with the number of its own in reading order."""
        self.unnumbered: list[PdfDictionary] = []
        """Annotations, whose StructParents come after those of all sides."""

    def write(self, sides: Sequence[Side], facts: Facts) -> bytes:
        """Write the whole file."""
        file = self.file
        pages = PdfDictionary()
        tree = file.add(pages)
        resources = file.add(self.resources)
        references = [self._side(side, key, tree, resources) for key, side in enumerate(sides)]
        self._link_annotations(len(sides))
        entries = dictionary(Type=PdfName("Pages"), Kids=array(*references), Count=len(references))
        pages.dict |= entries.dict
        self._fill_resources()
        self._lead_to_headings()
        marks = [heading.bookmark() for heading in self.headings.values()]
        root = metadata.catalogue(
            file,
            facts,
            self.claims(facts),
            Pages=tree,
            StructTreeRoot=self.tags.write(file, len(sides)),
            Outlines=bookmarks.write(file, marks) if marks else None,
            AcroForm=self.fields.form(),
        )
        return file.encode(file.add(root), file.add_own(self.info(facts)))

    def new_file(self) -> File:
        """Return the file to write into."""
        return File()

    def claims(self, facts: Facts) -> Claims:
        """Return the standards that the file claims."""
        return metadata.archive()

    def info(self, facts: Facts) -> PdfDictionary:
        """Return the Info dictionary."""
        return metadata.info(facts)

    def own(self, side: Side) -> dict[str, PDFObject]:
        """Return entries of the page object: its boxes (ISO 32000-1, 14.11.2)."""
        return {"MediaBox": array(0, 0, side.width, side.height)}

    def around(self, side: Side) -> bytes:
        """Return operators that draw outside the trimmed page: none."""
        return b""

    def _side(
        self, side: Side, key: int, tree: PdfReference, resources: PdfReference
    ) -> PdfReference:
        """Paint one side and return a reference to its page object."""
        page = PdfDictionary()
        reference = self.file.add(page)
        self.tags.begin(reference)
        self.annotations: list[PdfReference] = []
        content = ContentStream(
            side.height, self._font, self.image_name, self._tag, self._field, self.inks
        )
        for x, y, placed in side.pages:
            self.page, self.height = placed.number, side.height
            content.paint(placed.marks, x, y)
        content.parts += filter(None, [self.around(side)])
        page.dict |= dictionary(
            Type=PdfName("Page"),
            Parent=tree,
            **self.own(side),
            Resources=resources,
            Contents=self.contents(content),
            StructParents=key,
            Tabs=PdfName("S"),
            Annots=array(*self.annotations) if self.annotations else None,
        ).dict
        return reference

    def contents(self, content: ContentStream) -> PdfReference:
        """Add what is painted on a side to the file."""
        return self.file.add_own(deflated(content.encode()))

    # What the content asks for while it paints

    def _font(self, words: Words) -> EmbeddedFont:
        font = self.fonts.get(words.font)
        if font is None:
            font = self.fonts[words.font] = EmbeddedFont(words.font, f"F{len(self.fonts) + 1}")
        return font

    def image_name(self, image: PlacedPicture) -> str:
        """Return the name of a picture in the resources of the pages."""
        return self.images.setdefault(image.picture, f"I{len(self.images) + 1}")

    def _tag(self, node: StructureNode, marks: list[Mark]) -> int:
        mcid = self.tags.mark(node, self.page)
        self.tags.box(node, marks, self.height)
        words = [mark for mark in marks if isinstance(mark, Words)]
        for place in (node, node.parent):
            if place and (level := HEADING.fullmatch(place.role)):
                self._bookmark(place, int(level[1]), words)
        linked = [mark for mark in words if mark.link]
        for _, line in groupby(linked, key=lambda mark: mark.y):
            self._annotate(node, *line)
        return mcid

    def _bookmark(self, heading: StructureNode, level: int, words: list[Words]) -> None:
        """Note the words of a heading, with those of its links, and where it begins."""
        if heading not in self.headings:
            top = self.height - words[0].y + words[0].size
            self.headings[heading] = _Heading(level, self.tags.sides[-1], top)
        self.headings[heading].words += words

    def _annotate(self, node: StructureNode, words: Words, *others: Words) -> None:
        """Put a link over words of one line (12.5.6.5), with the text that PDF/UA-1, 7.18.5 wants.

        `node` is the one that the words belong to.
        """
        annotation = link_annotation(self.height, words, *others)
        if words.link.startswith("#"):
            self.inner.append((annotation, int(words.link[1:])))
        self._attach(node, self.file.add_own(annotation), annotation)

    def _field(self, blank: Blank) -> None:
        """Put a form field in its place; `blank.node` has nothing else (PDF/UA-1, 7.18.4)."""
        self._attach(blank.node, *self.fields.add(blank, self.tags.sides[-1], self.height))

    def _attach(
        self, node: StructureNode, reference: PdfReference, annotation: PdfDictionary
    ) -> None:
        """Add an annotation to its page and to its node."""
        self.annotations.append(reference)
        self.tags.annotate(node, self.page, reference)
        self.unnumbered.append(annotation)

    # What can be written only at the end

    def _link_annotations(self, sides: int) -> None:
        for key, annotation in enumerate(self.unnumbered, sides):
            annotation["StructParent"] = key

    def _lead_to_headings(self) -> None:
        """Write the place that each link inside the leaflet leads to (12.3.2.2)."""
        nodes = heading_nodes(self.tags.root)
        for annotation, number in self.inner:
            annotation["Dest"] = self.headings[nodes[number - 1]].place

    def _fill_resources(self) -> None:
        fonts = {font.name: font.add_to(self.file) for font in self.fonts.values()}
        images = {name: self._picture(picture) for picture, name in self.images.items()}
        self.resources.dict |= dictionary(
            Font=dictionary(**fonts), XObject=dictionary(**images) if images else None
        ).dict

    def _picture(self, picture: Picture) -> PdfReference:
        """Register a picture as an image XObject (8.9.5), its transparency as a soft mask."""
        if picture.kind == "svg":
            return self.file.add(self._form(picture))
        size = {"Width": picture.width, "Height": picture.height, "BitsPerComponent": 8}
        kind = {"Type": PdfName("XObject"), "Subtype": PdfName("Image")}
        samples = self.inks.picture(picture)
        space = PdfName(samples.space)
        if samples.jpeg:
            decode = array(*(1, 0) * 4) if samples.inverted else None
            own = {"ColorSpace": space, "Filter": PdfName("DCTDecode"), "Decode": decode}
            return self.file.add(PdfStream(samples.coded, **kind, **size, **own))
        mask = None
        if samples.alpha is not None:
            grey = PdfName("DeviceGray")
            mask = self.file.add(deflated(samples.alpha, ColorSpace=grey, **kind, **size))
        return self.file.add(deflated(samples.coded, ColorSpace=space, SMask=mask, **kind, **size))

    def _form(self, picture: Picture) -> PdfStream:
        """Return a drawing as a form XObject (8.10) that fills the unit square, as images do."""
        width, height, figures = svg.enlarged(svg.read(picture.data, picture.name))
        written = []
        for figure in figures:
            outline = Outline(width, height, figure.path, figure.even_odd)
            written += [self.inks.fill(figure.colour), painted(outline)]
        over = svg.SLACK * max(width, height)
        return deflated(
            "\n".join(written).encode("ascii"),
            Type=PdfName("XObject"),
            Subtype=PdfName("Form"),
            BBox=array(-over, -over, width + over, height + over),
            Matrix=Raw(f"[{1 / width:.9f} 0 0 {-1 / height:.9f} 0 1]".encode()),
        )


def link_annotation(height: float, words: Words, *others: Words) -> PdfDictionary:
    """Return a link over words of one line of a side so high; it may lead to a heading."""
    low = height - words.y - words.size * 0.3
    left = min(mark.x for mark in (words, *others))  # words may follow one another leftwards
    right = max(mark.x + mark.width for mark in (words, *others))
    annotation = dictionary(
        Type=PdfName("Annot"),
        Subtype=PdfName("Link"),
        Rect=array(left, low, right, low + words.size * 1.2),
        Border=array(0, 0, 0),
        F=4,
    )
    if words.link.startswith("#"):
        said = "".join(mark.text for mark in (words, *others)).strip()
        annotation.dict |= dictionary(Contents=said).dict
    else:
        address = dictionary(S=PdfName("URI"), URI=words.link)
        annotation.dict |= dictionary(Contents=words.link, A=address).dict
    return annotation


class _Heading:
    """A heading whose lines are being painted."""

    def __init__(self, level: int, side: PdfReference, top: float) -> None:
        self.level = level
        self.side = side
        self.top = top
        self.words: list[Words] = []

    def bookmark(self) -> Bookmark:
        title = "".join(words.text for words in self.words)
        title = unicodedata.normalize("NFC", title)
        return Bookmark(self.level, title.strip(), self.place)

    @property
    def place(self) -> PdfArray:
        """Where it begins, as a destination."""
        return array(self.side, PdfName("XYZ"), 0, self.top, b"null")
