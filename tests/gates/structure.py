"""Our own check of what no validator looks at: that tags, content and annotations fit together."""

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import programs
from pikepdf import Dictionary, Name

from gates import tags
from gates.verdict import content

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
FILE_NAME = re.compile(r"[\w-]+\.(png|jpe?g|svg)", re.I)
SLACK = 0.5  # points that a box may stand out of its page by rounding
SAME = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "Subject": "dc:description",
    "Keywords": "pdf:Keywords",
    "Creator": "xmp:CreatorTool",
    "Producer": "pdf:Producer",
    "CreationDate": "xmp:CreateDate",
    "ModDate": "xmp:ModifyDate",
}


def problems(pdf: bytes | Path) -> list[str]:
    """Plain sentences; none for a file that holds together."""
    with pikepdf.Pdf.open(BytesIO(content(pdf))) as opened:
        found = [problem for check in CHECKS for problem in check(opened)]
    return found + list(syntax(content(pdf)))


def marked_content(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Content, /K and ParentTree say the same of each marked-content id of each page."""
    claims: dict[tags.Content, list[tags.Identity]] = {}
    for element in tags.elements(pdf):
        for claim in tags.contents(element):
            claims.setdefault(claim, []).append(element.objgen)
    numbers, keys = tags.numbers(pdf), Counter()
    for number, page in enumerate(pdf.pages, 1):
        painted, wrong = _painted(page)
        yield from (f"page {number}: {problem}" for problem in wrong)
        key = page.get(Name.StructParents)
        if key is None and not painted:
            continue
        keys[key] += 1
        parents = tags.items(numbers.get(int(key))) if key is not None else []
        mine = {claim.mcid: claims.pop(claim) for claim in set(claims) if claim.page == page.objgen}
        yield from (f"page {number}: {problem}" for problem in _mapped(painted, mine, parents))
    yield from (f"content {claim} is claimed but on no page" for claim in claims)
    yield from (
        f"{count} pages share StructParents {key}" for key, count in keys.items() if count > 1
    )


def _mapped(painted: Counter, claims: dict[int, list], parents: list) -> Iterator[str]:
    """The one-to-one relation between content, /K and ParentTree on one page."""
    for mcid in sorted(painted.keys() | claims.keys()):
        claimed = claims.get(mcid, [])
        if painted[mcid] != 1:
            yield f"MCID {mcid} is painted {painted[mcid]} times"
        if len(claimed) != 1:
            yield f"MCID {mcid} is claimed by {len(claimed)} elements"
        parent = parents[mcid] if mcid < len(parents) else None
        if parent is None:
            yield f"MCID {mcid} is not in the ParentTree"
        elif [parent.objgen] != claimed:
            yield f"MCID {mcid} has another element in the ParentTree than in /K"
    for mcid, parent in enumerate(parents):
        if parent is not None and mcid not in painted:
            yield f"MCID {mcid} is in the ParentTree but never painted"


def _painted(page: pikepdf.Page) -> tuple[Counter, list[str]]:
    """How often each id is opened on a page, and what is wrong with its marks."""
    painted, wrong, open_marks, in_text = Counter(), [], [], False
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BT", "ET"}:
            in_text = name == "BT"
        elif name in {"BDC", "BMC"}:
            mark = tags.mark(page, operands, in_text)
            wrong += _nesting(mark, open_marks)
            painted.update([] if mark.mcid is None else [mark.mcid])
            open_marks.append(mark)
        elif name == "EMC":
            if not open_marks:
                wrong.append("EMC without its BDC")
            elif open_marks.pop().in_text != in_text:
                wrong.append("marked content crosses the edge of a text object")
        elif name in tags.PAINTING and not any(_says(mark) for mark in open_marks):
            wrong.append(f"{name} paints outside of tags and artifacts")
    wrong += [f"{mark.tag} is never closed" for mark in open_marks]
    return painted, [f"{text} ({count}×)" for text, count in Counter(wrong).items()]


def _says(mark: tags.Mark) -> bool:
    return mark.mcid is not None or mark.tag == "Artifact"


def _nesting(mark: tags.Mark, open_marks: list[tags.Mark]) -> list[str]:
    """Tags and artifacts stand side by side; poppler loses what follows a nested mark."""
    outer = [found.tag for found in open_marks if _says(found)]
    return [f"{mark.tag} is marked inside {outer[-1]}"] if outer else []


def tree(pdf: pikepdf.Pdf) -> Iterator[str]:
    """One Document; every element indirect, of a standard role, and linked to its parent."""
    tops = [kid for kid in tags.items(tags.root(pdf).get(Name.K)) if tags.is_element(kid)]
    if [tags.role(pdf, top) for top in tops] != ["Document"]:
        yield "the structure tree has not one Document at its top"
    for element in tags.elements(pdf):
        if element.objgen == (0, 0):
            yield f"a {element.S} is not an indirect object"
        if tags.role(pdf, element) not in tags.STANDARD:
            yield f"{element.S} is no standard role and is not mapped to one"
        if tags.role(pdf, element) == "TH" and not _scope(element):
            yield "a TH has no Scope"
        for kid in tags.items(element.get(Name.K)):
            if tags.is_element(kid) and kid.get(Name.P, Dictionary()).objgen != element.objgen:
                yield f"a {kid.S} has another parent than the {element.S} it is in"


def _scope(element: Dictionary) -> bool:
    return tags.attribute(element, Name.Table, Name.Scope) in {Name.Row, Name.Column, Name.Both}


def headings(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The first is H1, none is more than one level below the one before; bookmarks exist."""
    last = 0
    for element in tags.elements(pdf):
        if found := re.fullmatch("H([1-6])", tags.role(pdf, element)):
            if int(found[1]) > last + 1:
                yield f"H{found[1]} follows " + (f"H{last}" if last else "no heading")
            last = int(found[1])
    if last and Name.First not in pdf.Root.get(Name.Outlines, Dictionary()):
        yield "there are headings and no bookmarks"


def figures(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each has words for who cannot see it, and a box inside its page."""
    boxes = {page.objgen: page.mediabox for page in pdf.pages}
    for figure in tags.with_role(pdf, "Figure"):
        alt = str(figure.get(Name.Alt, "")).strip()
        if not alt:
            yield "a Figure has no Alt"
        elif FILE_NAME.fullmatch(alt):
            yield f"a Figure has the file name {alt} for its Alt"
        box = tags.attribute(figure, Name.Layout, Name.BBox)
        pages = {claim.page for claim in tags.contents(figure)}
        if box is None:
            yield f"Figure {alt!r} has no BBox"
        elif not all(page in boxes and _inside(box, boxes[page]) for page in pages):
            yield f"Figure {alt!r} has a BBox outside of its page"


def links(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each Link or Form has annotations on a page, each of those one of them, and both know it."""
    numbers = tags.numbers(pdf)
    boxes = {
        annotation.objgen: page.mediabox
        for page in pdf.pages
        for annotation in tags.items(page.get(Name.Annots))
    }
    claimed = Counter()
    for link in tags.with_role(pdf, "Link", "Form"):
        role = tags.role(pdf, link)
        if not tags.references(link):
            yield f"a {role} has no annotation"
        for annotation in tags.references(link):
            claimed[annotation.objgen] += 1
            if annotation.objgen not in boxes:
                yield f"a {role} has an annotation that is on no page"
                continue
            if (annotation.Subtype == Name.Widget) != (role == "Form"):
                yield f"a {role} has an annotation of another kind"
            yield from _annotation(annotation, boxes[annotation.objgen])
            parent = numbers.get(int(annotation.get(Name.StructParent, -1)))
            if parent is None or parent.objgen != link.objgen:
                yield f"the StructParent of an annotation is not the {role} that has it"
    for objgen in boxes:
        if claimed[objgen] != 1:
            yield f"annotation {objgen[0]} belongs to {claimed[objgen]} Links or Forms"


def _annotation(annotation: Dictionary, box: list) -> Iterator[str]:
    key = Name.TU if annotation.Subtype == Name.Widget else Name.Contents
    if not str(annotation.get(key, "")).strip():
        yield f"an annotation has no {str(key)[1:]}"
    if not _inside(annotation.Rect, box):
        yield "an annotation has a Rect outside of its page"


def _inside(box: list, page: list) -> bool:
    """Whether a box with an area stands in the page's."""
    left, low, right, high = (float(edge) for edge in box)
    x, y, far, top = (float(edge) for edge in page)
    sizes = right > left and high > low
    across = x - SLACK <= left and right <= far + SLACK
    return sizes and across and y - SLACK <= low and high <= top + SLACK


def catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What the whole file says of itself."""
    if not pdf.Root.get(Name.MarkInfo, Dictionary()).get(Name.Marked, False):
        yield "the file does not say that it is tagged"
    if not pdf.Root.get(Name.ViewerPreferences, Dictionary()).get(Name.DisplayDocTitle, False):
        yield "the title is not shown in the title bar"
    intents = [intent.get(Name.S) for intent in tags.items(pdf.Root.get(Name.OutputIntents))]
    if intents.count(Name.GTS_PDFA1) != 1:
        yield "the file has not one output intent for PDF/A"
    languages = [str(pdf.Root.get(Name.Lang, ""))]
    languages += [str(found.Lang) for found in tags.elements(pdf) if Name.Lang in found]
    for language in languages:
        if not LANGUAGE.fullmatch(language):
            yield f"{language!r} is no language"
    for number, page in enumerate(pdf.pages, 1):
        if Name.Annots in page and page.get(Name.Tabs) != Name.S:
            yield f"page {number}: the tab key does not follow the structure"


def metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Info and XMP say the same."""
    if Name.Metadata not in pdf.Root:
        yield "there is no XMP"
        return
    xmp = pdf.open_metadata(set_pikepdf_as_editor=False)
    for key, name in SAME.items():
        left, right = _info(pdf.docinfo.get(f"/{key}")), _xmp(xmp.get(name))
        if left != right:
            yield f"{key} is {left!r} in Info and {right!r} in XMP"
    if not xmp.get("dc:title"):
        yield "the file has no title"


def _info(value: object) -> str | datetime | None:
    text = None if value is None else str(value)
    if text and text.startswith("D:"):
        return pikepdf.models.metadata.decode_pdf_date(text)
    return text or None


def _xmp(value: str | list | None) -> str | datetime | None:
    text = ", ".join(value) if isinstance(value, list) else value
    if text and re.match(r"\d{4}-\d\d-\d\dT", text):
        return datetime.fromisoformat(text)
    return text or None


def fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every listed font, used or not, is in the file and says which letters its glyphs are."""
    for font in tags.fonts(pdf):
        name = str(font.get(Name.BaseFont, "a Type3 font"))
        held = {Name.FontFile, Name.FontFile2, Name.FontFile3} & set(tags.descriptor(font).keys())
        if font.Subtype != Name.Type3 and not held:
            yield f"{name} is not embedded"
        if Name.ToUnicode not in font:
            yield f"{name} has no ToUnicode"


def syntax(pdf: bytes) -> Iterator[str]:
    """What qpdf complains of: its library always, its command where it is installed."""
    with pikepdf.Pdf.open(BytesIO(pdf)) as opened:
        yield from opened.check_pdf_syntax()
    if programs.QPDF.available():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "check.pdf")
            path.write_bytes(pdf)
            run = subprocess.run(
                ["qpdf", "--check", str(path)], capture_output=True, text=True, check=False
            )
        if run.returncode:
            yield f"qpdf --check: {run.stderr.strip()}"


CHECKS = [marked_content, tree, headings, figures, links, catalog, metadata, fonts]
