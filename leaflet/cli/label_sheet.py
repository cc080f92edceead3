"""Makes a sheet of all labels of a language beside the English ones, for a person to check."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from leaflet.blocks.notes import Notes
from leaflet.blocks.paragraph import Paragraph
from leaflet.blocks.table import Table
from leaflet.content import clinic as clinics
from leaflet.content import language as languages
from leaflet.content.cell import TICK, Cell, CellText
from leaflet.content.clinic import PANEL
from leaflet.content.inline import Text
from leaflet.content.labels import Labels
from leaflet.content.language import SOURCE, Language
from leaflet.document.document import Document
from leaflet.editor.report.signoff import Chapter, Signature
from leaflet.graphics import body
from leaflet.source.value import LanguageTag, Name
from leaflet.text.run import Run

INTRODUCTION = (
    "These are the words that Leaflet adds to leaflets in this language. Please read each line. "
    "Tick it if a patient would understand it, and it says what the English says. If not, cross it "
    "out and write what is right. It takes about ten minutes. Names and numbers are examples."
)
SIGNED = (
    "This is my first language, or I translate into it. I have read all lines. My name, my role "
    "and the date may be printed with the language, as the person who checked it."
)
FIGURES = {"n": "3", "total": "8", "first": "5", "last": "10", "repeats": "10", "version": "1.2"}
NAMES = {"address": "www.harbour.example", "name": "Harbour Clinic", "strength": "120 mg / 5 ml"}
DAY = datetime.date(2026, 11, 30)

LabelPair = tuple[str, str]
"""What English says, and what the language says."""


def document(language: Language) -> Document:
    """Return the sheet of a language, in English."""
    title = Text((Run(f"{language.english}: check the labels"),))
    subtitle = Text((Run(language.name.text, language=language.tag.text),))
    return Document(
        title=title,
        subtitle=subtitle,
        body=(_words(INTRODUCTION), *_chapters(language), *_ending()),
        clinic=clinics.sample(),
        language=LanguageTag("en-GB"),
        theme=Name("clinical"),
    )


def _chapters(language: Language) -> Iterator[Chapter]:
    english, tag = languages.load(SOURCE), language.tag.text
    details, others = _labels(english, language)
    for title, pairs in (
        ("Dates, lists and numbers", _forms(english, language)),
        ("Details of a clinic", details),
        ("Words of a leaflet", others),
        ("Parts of the body", _regions(english, language)),
    ):
        yield Chapter(title=Text((Run(title),)), blocks=(_table(pairs, language, tag),))


def _ending() -> Iterator[Notes | Chapter]:
    yield Notes()
    signed = (_words(SIGNED), Signature())
    yield Chapter(title=Text((Run("Checked by"),)), blocks=signed)


def _forms(english: Language, language: Language) -> Iterator[LabelPair]:
    """Yield a date, the months, quotes, a list and the words of a share."""
    pair = english, language
    yield english.written(DAY), language.written(DAY)
    for month in range(12):
        yield english.months[month].text, language.months[month].text
    opens, closes = ("".join(each.quotes[at].text for each in pair) for at in (0, 1))
    yield f"{opens[0]}word{closes[0]}", f"{opens[1:]}…{closes[1:]}"
    yield english.listed("abc"), language.listed("abc")
    if language.out_of:
        yield f"9 {english.out_of[0]} 100", f"9 {language.out_of[0]} 100"
    if language.emergency_note:
        said = language.emergency_note.text.replace("{english}", language.english.text)
        note = english.emergency_note.text if english.emergency_note else ""
        yield note.replace("{english}", language.english.text), said


def _labels(english: Language, language: Language) -> tuple[list[LabelPair], list[LabelPair]]:
    """Return the labels of the details of a clinic, and all others."""
    names = [*Labels.__struct_fields__]
    pairs = {name: (_filled(english, name), _filled(language, name)) for name in names}
    details = [pairs.pop(name) for name in PANEL]
    return details, [*pairs.values()]


def _filled(language: Language, name: str) -> str:
    """Return a label with its slots filled, in the language."""
    slots = {
        "names": language.listed(("Anna", "Ben")),
        "date": language.written(DAY),
        "sets": language.label("sets", n=3),
        "time": language.label("seconds", n=5),
        "text": "…",
    }
    return language.label(name, **FIGURES, **slots, **NAMES)


def _regions(english: Language, language: Language) -> Iterator[LabelPair]:
    for name in body.names():
        yield english.region(name), language.region(name)


def _table(pairs: Iterable[LabelPair], language: Language, tag: str) -> Table:
    rows = tuple(
        (_cell(Run(theirs)), _cell(Run(ours, language=tag)), _cell(Run(TICK)))
        for theirs, ours in pairs
    )
    head = (_cell(Run("English")), _cell(Run(language.english.text)), _cell(Run("Right")))
    return Table(rows=rows, head=head, header="row", widths=(9, 9, 2), grid=True)


def _cell(run: Run) -> Cell:
    return Cell(CellText((run,)))


def _words(said: str) -> Paragraph:
    return Paragraph(text=Text((Run(said),)))
