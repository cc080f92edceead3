"""Makes a document of what a check found, for a clinical lead to sign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from leaflet import __version__
from leaflet.blocks.heading import Heading
from leaflet.blocks.paragraph import Paragraph
from leaflet.blocks.references import References
from leaflet.blocks.table import Table
from leaflet.content import clinic as clinics
from leaflet.content.cell import Cell, CellText
from leaflet.content.clinic import Clinic
from leaflet.content.inline import Text
from leaflet.content.language import Language
from leaflet.content.reference import Reference
from leaflet.content.theme import load
from leaflet.document import translation
from leaflet.document.block import Block
from leaflet.document.citation import filling, in_order
from leaflet.document.document import Document
from leaflet.document.translation import Signed
from leaflet.document.voice import Entry, Voice
from leaflet.editor import pemat
from leaflet.editor.engine import Checked, Finding
from leaflet.editor.prose import readability
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.report.counted import summary
from leaflet.layout import blanks
from leaflet.layout.column import Column
from leaflet.layout.slices import Slice
from leaflet.layout.strips import held
from leaflet.source.nodes import Mapping
from leaflet.source.value import LanguageTag, Name
from leaflet.text import fonts
from leaflet.text.run import Run

LINE = 30.0
"""The height of a line to write on, in points."""
LONG = 24
"""Characters of a file's name that need no place to part."""
SHOWN = 60
"""Characters of the words in question that are quoted; more are to be looked up."""
LINES = ("Name", "Role", "Signature", "Date")
SIGNED = (
    "I have read the leaflet as it is printed, and the findings above. "
    "It may be handed out until the day of its next review."
)
CAUTION = (
    "These figures count lengths of words and sentences. They show where a text is heavy, and "
    "cannot tell whether it is right or makes sense."
)
SCALES = (
    "Items of the Patient Education Materials Assessment Tool (PEMAT) and of the CDC Clear "
    "Communication Index. The shares are of the items that a program can decide, and no official "
    "score: the others are for the person who signs."
)


class Chapter(Block, frozen=True):
    """A heading with blocks under it, as wide as the page."""

    title: Text
    blocks: tuple[Block, ...]

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the heading and the blocks."""
        yield from column.wide.flow((Heading(text=self.title), *self.blocks))

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the heading and the blocks."""
        yield from voice.flow((Heading(text=self.title), *self.blocks))


class Signature(Block, frozen=True):
    """Lines to sign on: name, role, signature and date."""

    def layout(self, column: Column) -> Iterator[Slice]:
        """Yield the lines to sign on, in one piece."""
        yield from held(self._lines(column), 1)

    def reading(self, voice: Voice) -> Iterator[Entry]:
        """Yield the labels; lines to write on are not read."""
        for label in LINES:
            yield "P", label

    def _lines(self, column: Column) -> Iterator[Slice]:
        _, end = column.split(1, 4)
        for label in LINES:
            yield blanks.labelled(column, label, end.x - column.x, LINE)


def document(checked: Checked) -> Document:
    """Make the report on one leaflet, in English."""
    manuscript = checked.manuscript
    script = _Script(manuscript)
    day = manuscript.language.written(manuscript.today)
    return Document(
        title=script.text("Leaflet check: ", script.own(manuscript.passages[0].said)),
        subtitle=script.text(f"Checked on {day} with Leaflet {__version__}"),
        body=tuple(_body(checked, script)),
        clinic=_clinic(manuscript),
        language=LanguageTag("en-GB"),
        theme=Name(script.theme),
        sheet=Name("letter" if manuscript.profile.region == "US" else "a4"),
    )


class _Script:
    """Makes texts and tables of plain words, without markup."""

    def __init__(self, manuscript: Manuscript) -> None:
        tag = manuscript.document.language
        self.language = "" if tag.primary == "en" else tag.text
        self.theme = "clinical"
        self.family = fonts.family(load(self.theme).fonts)

    def own(self, words: str) -> Run:
        """Return words of the leaflet, marked with its language."""
        return Run(words, language=self.language)

    def text(self, *parts: str | Run) -> Text:
        """Return a text in which characters that no font has become their Unicode numbers."""
        return Text(tuple(map(self._run, parts)))

    def table(
        self, head: Iterable[str], rows: Iterable[Iterable[str | Run]], *widths: float
    ) -> Table:
        """Make a table whose first column says what a row is about."""
        cells = tuple(tuple(map(self._cell, row)) for row in rows)
        heads = tuple(map(self._cell, head))
        return Table(rows=cells, head=heads, header="both" if heads else "column", widths=widths)

    def _cell(self, part: str | Run) -> Cell:
        return Cell(CellText((self._run(part),) if part else ()))

    def _run(self, part: str | Run) -> Run:
        run = Run(part) if isinstance(part, str) else part
        lost = {ord(char): f"U+{ord(char):04X}" for char in fonts.missing(run.text, self.family)}
        return run._replace(text=run.text.translate(lost))


def _clinic(manuscript: Manuscript) -> Clinic:
    """Return the clinic, or the sample if it still has details of the sample."""
    own = manuscript.own_clinic
    return own if own and not any(own.placeholders()) else clinics.sample()


def _body(checked: Checked, script: _Script) -> Iterator[Block]:
    for title, blocks in (
        ("The leaflet", _facts(checked, script)),
        ("Findings that are open", _open(checked, script)),
        ("Findings that were accepted", _accepted(checked, script)),
        ("Readability", _readability(checked.manuscript, script)),
        ("Completeness", _completeness(checked.manuscript, script)),
        ("Sources of the leaflet", _sources(checked.manuscript, script)),
        *_translation(checked.manuscript, script),
        ("Where each fact was found", _claims(checked.manuscript, script)),
        ("Signed off by", (Paragraph(text=script.text(SIGNED)), Signature())),
    ):
        yield Chapter(title=script.text(title), blocks=tuple(blocks))


def _facts(checked: Checked, script: _Script) -> Iterator[Block]:
    manuscript, leaflet = checked.manuscript, checked.manuscript.document
    written = manuscript.language.written
    clinic = leaflet.clinic
    rows: tuple[tuple[str, str | Run], ...] = (
        ("Title", script.own(manuscript.passages[0].said)),
        ("Code", str(leaflet.code or "none")),
        ("Version", str(leaflet.version or "none")),
        ("Issued", written(leaflet.issued) if leaflet.issued else "no date"),
        ("Next review", written(leaflet.next_review) if leaflet.next_review else "no date"),
        ("Publisher", str(leaflet.publisher or "none")),
        ("Clinic", str(clinic.name) if clinic else "none"),
        ("File", _path(checked.name)),
        ("Held to", manuscript.profile.title.text),
        ("Found", summary([checked])),
        *_labels(manuscript.language),
    )
    yield script.table((), rows, 1, 3)


def _translation(manuscript: Manuscript, script: _Script) -> Iterator[tuple[str, Iterable[Block]]]:
    """Yield a translation beside what it translates, and beside what was translated back."""
    document = manuscript.document
    of, own = document.translation, document.title.span
    if not (of and of.title.span and own):
        return
    root, source = own.source.tree, of.title.span.source.tree
    if not (isinstance(root, Mapping) and isinstance(source, Mapping)):
        return
    rows = [*translation.told(root, source)]
    heads = ["Text", "Translation"]
    heads += ["Translated back"] if any(row.back for row in rows) else []
    cells = ((row.source, script.own(row.said), row.back)[: len(heads)] for row in rows)
    who = (_signed("Translated", of.translator), _signed("Checked", of.clinical_check))
    said = script.text(". ".join((*who, "")).strip())
    yield "The translation", (Paragraph(text=said), script.table(heads, cells, *(1 for _ in heads)))


def _signed(what: str, signed: Signed | None) -> str:
    """Say who has translated or checked, and when."""
    if not signed:
        return f"{what} by nobody who is named"
    facts = (signed.name, signed.role, signed.date)
    return f"{what} by " + ", ".join(str(fact) for fact in facts if fact)


def _labels(language: Language) -> Iterator[tuple[str, str]]:
    """Yield who has read the labels of a language that are a translation."""
    review = language.reviewed
    if review:
        read = f"{language.english}, read by {review.by}, {review.role}, {review.date}"
        yield "Labels", read
    elif language.is_draft:
        yield "Labels", f"{language.english}: a draft, which nobody who is named has read"


def _open(checked: Checked, script: _Script) -> Iterator[Block]:
    if unread := ", ".join(rule.id for rule in checked.unread):
        language = checked.manuscript.language.english
        said = f"Not checked in {language}, as these rules know English: {unread}."
        yield Paragraph(text=script.text(said))
    if not checked.open:
        yield Paragraph(text=script.text("There are none."))
        return
    rows = (
        (
            _line(finding, checked),
            finding.rule.severity,
            _problem(finding, checked),
            finding.rule.id,
        )
        for finding in checked.open
    )
    yield script.table(("Line", "Severity", "Finding", "Rule"), rows, 0.7, 1, 5, 2)


def _accepted(checked: Checked, script: _Script) -> Iterator[Block]:
    if not checked.accepted:
        yield Paragraph(text=script.text("There are none."))
        return
    rows = (
        (
            _line(finding, checked),
            _problem(finding, checked),
            finding.rule.id,
            finding.accepted,
        )
        for finding in checked.accepted
    )
    yield script.table(("Line", "Finding", "Rule", "Reason"), rows, 0.7, 3.2, 2, 3.4)


def _line(finding: Finding, checked: Checked) -> str:
    """Return the line of a finding, with the file if it is not the leaflet's."""
    place = finding.place
    if not place or _is_of_all(finding, checked):
        return "all"
    if place.file == checked.name:
        return str(place.line)
    return f"{_path(Path(place.file).name)} {place.line}"


def _path(name: str) -> str:
    """Return the name of a file; a long one has places where a line may end."""
    return name if len(name) <= LONG else re.sub(r"([/\\._-]+)", "\\1\u200b", name)


def _problem(finding: Finding, checked: Checked) -> str:
    """Return the problem of a finding, with the words in question if they are few."""
    place, problem = finding.place, finding.flaw.problem
    if not place or _is_of_all(finding, checked):
        return problem
    words = place.excerpt[place.column - 1 : place.column - 1 + place.width].strip("\"' ")
    return f"{problem}: “{words}”" if 0 < len(words) <= SHOWN else problem


def _is_of_all(finding: Finding, checked: Checked) -> bool:
    """Return whether a finding is about the whole leaflet."""
    whole = checked.manuscript.flaw("").place
    return (finding.place or ())[:5] == (whole or ())[:5]  # whichever key it is about


def _readability(manuscript: Manuscript, script: _Script) -> Iterator[Block]:
    found, profile = readability.of(manuscript), manuscript.profile
    if not manuscript.is_english:
        yield from _by_formula(found, script)
        return
    whole = found.whole
    smog = f"{whole.smog:.1f}" if whole.sentences >= readability.FEWEST else "too short for it"
    rows = (
        ("Grade (Flesch-Kincaid)", f"{whole.grade:.1f}", f"at most {profile.grade:g}"),
        ("SMOG grade", smog, f"at most {profile.smog:g}"),
        ("Reading ease (Flesch)", f"{whole.ease:.0f}", f"at least {profile.ease:g}"),
        ("Words", f"{whole.words:,}", ""),
    )
    yield Paragraph(text=script.text(CAUTION))
    yield script.table(("Measure", "Found", "Wanted"), rows, 2, 1, 1)
    sections = [
        (
            script.own(row.section.heading.said),
            f"{row.counts.grade:.1f}" if row.counts.are_enough else "–",
            f"{row.counts.ease:.0f}" if row.counts.are_enough else "–",
            f"{row.counts.words:,}",
        )
        for row in found.sections
    ]
    if sections:
        yield script.table(("Section", "Grade", "Ease", "Words"), sections, 3, 1, 1, 1)


def _by_formula(found: readability.Readability, script: _Script) -> Iterator[Block]:
    """Yield what the formula of a language other than English finds, if there is one."""
    rows = [("Words", f"{found.whole.words:,}", "")]
    if known := found.formula:
        value = f"{known.value(found.whole.ratios):.0f}"
        rows.insert(0, (f"{known.name} ({known.source})", value, known.wanted))
    yield Paragraph(text=script.text(CAUTION))
    yield script.table(("Measure", "Found", "Wanted"), rows, 2, 1, 1)


def _completeness(manuscript: Manuscript, script: _Script) -> Iterator[Block]:
    score = pemat.score(manuscript)
    shares = (
        ("PEMAT, easy to understand", f"{score.understandability:g}%"),
        ("PEMAT, easy to act on", f"{score.actionability:g}%"),
        ("CDC Index", f"{score.cdc:g}%"),
    )
    yield Paragraph(text=script.text(SCALES))
    yield script.table(("Scale", "Items met"), shares, 2, 1)
    items = ((item.id, item.title, item.verdict, item.why.replace("`", "")) for item in score.items)
    yield script.table(("Item", "What it asks", "Verdict", "Decided by"), items, 1.1, 3, 1.4, 4)


def _sources(manuscript: Manuscript, script: _Script) -> Iterator[Block]:
    filled = filling(manuscript.document, manuscript.clinic)
    sources = in_order(manuscript.document.sources, filled.citations)
    if not sources:
        yield Paragraph(text=script.text("It names none."))
        return
    texts = (script.text(*map(_linked, source.text.runs(filled))) for source in sources)
    yield References(items=tuple(Reference(text=text) for text in texts))


def _claims(manuscript: Manuscript, script: _Script) -> Iterator[Block]:
    """Yield the claims in the file beside the leaflet, those that it does not print last."""
    if not manuscript.claims:
        yield Paragraph(text=script.text("No claims file stands beside the leaflet."))
        return
    rows = (
        (
            script.own(claim.statement.text)
            if claim.printed
            else f"Not printed: {claim.statement}",
            f"{claim.source}; {claim.place}",
            f"{manuscript.language.written(claim.seen)}, {claim.how}",
        )
        for claim in sorted(manuscript.claims, key=lambda claim: not claim.printed)
    )
    yield script.table(("Statement", "Source, and where in it", "Seen"), rows, 3, 4, 2)


def _linked(run: Run) -> Run:
    """Return a run of a reference with its link, but without citation numbers."""
    return Run(run.text, bold=run.bold, link=run.link, language=run.language)
