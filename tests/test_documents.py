"""Whatever the content model allows becomes a valid PDF that says it all, in its order.

The documents are made from the types of the model itself, so that a new block is in at once.
"""

import os
import re
import string
from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import leaflets
import msgspec
import pytest
from gates import gate
from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st
from laid import OPEN
from msgspec import inspect

import leaflet
from leaflet.blocks import body_map
from leaflet.blocks.action_plan import ShortUnit, Zone
from leaflet.blocks.bars import Bar
from leaflet.blocks.compare import ComparedGroup
from leaflet.blocks.contact import THEIRS
from leaflet.blocks.doses import DoseRow
from leaflet.blocks.options import Choice, GridQuestion
from leaflet.blocks.references import References
from leaflet.blocks.schedule import Due, ScheduleRow, TimeName
from leaflet.content import acceptance, cell, inline, language
from leaflet.content.address import Address
from leaflet.content.amounts import Amount, Strength
from leaflet.content.bands import AgeBand
from leaflet.content.cell import Cell
from leaflet.content.clinic import Clinic, ClinicName, ShortName
from leaflet.content.frequency import BigNumber, Frequency
from leaflet.content.often import Often
from leaflet.content.picture_file import PictureFile, PictureName
from leaflet.content.reference import Reference
from leaflet.content.repeats import ExerciseSets, Hold, Repeats, TimesADay
from leaflet.document import block, reading
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.errors import LeafletError
from leaflet.graphics import body, drawings
from leaflet.source import model, named, value
from leaflet.text import fonts
from leaflet.text.run import Run

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

TORN = set("ǹḿṃṅṣẹịọụ")  # what test_pdf.py knows to go wrong is left out here
LETTERS = sorted(
    letter
    for letter in set(map(chr, range(0x20, 0x3000))) - TORN
    if fonts.font_for(fonts.family("plain"), letter, False) in fonts.family("plain").regular
    and not fonts.extends(letter)
)
"""What the fonts of a family have; marks stand on letters only."""
MARKS = "\u0300\u0301\u0308\u0323\u0327\u0328"
ADDRESSES = [
    "https://a.example/b_(c)?d=e#f",
    "mailto:a.b@c.example",
    "tel:+441632960123",
    "lang:pl",
]
FIELDS = ["{clinic.name}", "{clinic.address}", "{clinic.phone}", "[^one]", " [^two]"]
DEPTH = 3
"""Blocks inside each other."""

words = st.text(st.sampled_from(LETTERS), min_size=1, max_size=12)
plain = st.lists(words, min_size=1, max_size=9).map(" ".join)
marked = st.builds("{}{}".format, st.sampled_from("acgkqxACGKQX"), st.sampled_from(MARKS))
common = st.text(string.ascii_letters + " .,;-()", min_size=1, max_size=120)
parts = st.one_of(
    *(plain, common, marked, words.map("**{}**".format), st.sampled_from(FIELDS)),
    st.builds("[{}]({})".format, common, st.sampled_from(ADDRESSES)),
    st.builds("[{} **{}**]({})".format, common, words, st.sampled_from(ADDRESSES)),
    st.builds("**{} [{}]({})**".format, common, words, st.sampled_from(ADDRESSES)),
)
raw = st.lists(parts, min_size=1, max_size=4).flatmap(
    lambda found: st.sampled_from(["", " "]).map(lambda glue: glue.join(found))
)
texts = (
    raw.map(value.tidy)
    .filter(model.is_visible)
    .map(lambda said: inline.Text(tuple(inline.parse(said))))
)
said = plain.map(value.tidy).filter(model.is_visible)
OF_HUNDRED = st.integers(1, 100).map(lambda part: Frequency(f"{part} in 100"))
CUSTOM: dict[type, st.SearchStrategy[Any]] = {
    inline.Text: texts,
    cell.NotedText: texts.map(lambda made: cell.NotedText(made.parts)),
    value.Line: said.map(value.Line),
    ClinicName: said.map(ClinicName),
    ShortUnit: said.map(lambda words: ShortUnit(words[: ShortUnit.limit].strip() or "ml")),
    ShortName: said.filter(lambda words: len(words) <= ShortName.limit).map(ShortName),
    Frequency: OF_HUNDRED,
    BigNumber: st.sampled_from(["4 in 5", "£20", "About 30 %", "3 to 6 weeks"]).map(BigNumber),
    ExerciseSets: st.integers(1, 5).map(lambda number: ExerciseSets(str(number))),
    TimesADay: st.sampled_from(["1", "2 to 3"]).map(TimesADay),
    Hold: st.sampled_from(["5", "5 to 10 seconds", "1 minute"]).map(Hold),
    Repeats: st.sampled_from(["10", "8 to 12"]).map(Repeats),
    value.Phone: st.from_regex(r"\+?\d[\d ]{1,28}\d", fullmatch=True, alphabet=string.digits + "+ ")
    .map(value.tidy)
    .filter(value.Phone.pattern.fullmatch)
    .map(value.Phone),
    value.Email: st.sampled_from(["a@b.example", "front.desk+1@a-very.long-name.example"]).map(
        value.Email
    ),
    value.WebAddress: st.sampled_from(["harbour.example", "https://harbour.example/a/?b=c"]).map(
        value.WebAddress
    ),
    value.Colour: st.from_regex(r"#[0-9a-f]{6}", fullmatch=True).map(value.Colour),
    value.LanguageTag: st.sampled_from(["en", "en-GB"]).map(value.LanguageTag),
    Address: st.sampled_from(["clinic.example/a", "01632 960 1", "a@b.example", FIELDS[2]]).map(
        lambda said: Address(tuple(inline.parse(said)))
    ),
    PictureName: st.sampled_from(sorted(drawings.names())).map(lambda name: _drawn(name)),
    PictureFile: st.deferred(lambda: st.just(_logo())),
    acceptance.Acceptance: st.none(),  # it says nothing on paper
    value.Names: st.none(),  # test_edition.py has documents with these
    value.Name: st.none(),  # ids of sources: the last block of each document has two
}
SOURCES = References(
    tuple(
        Reference(inline.Text((Run(f"A book about {name}"),)), id=value.Name(name))
        for name in ("one", "two")
    )
)
NAMES = {"theme": named.names("theme"), "sheet": OPEN}


@cache
def _logo() -> PictureFile:
    with TemporaryDirectory() as folder:
        return leaflets.default(Path(folder)).clinic.logo


def _drawn(name: str) -> PictureName:
    drawing = drawings.drawing(name)
    return PictureName(name, drawings.recoloured(drawing, {}), None, None, drawing)


def values(kind: inspect.Type, depth: int) -> st.SearchStrategy[Any]:
    """Any value of a type of the content model; blocks are `depth` deep at most."""
    match kind:
        case inspect.Metadata():
            return values(kind.type, depth)
        case inspect.UnionType():
            return st.one_of(values(one, depth) for one in kind.types)
        case inspect.NoneType():
            return st.none()
        case inspect.VarTupleType():
            return st.lists(values(kind.item_type, depth), min_size=1, max_size=2).map(tuple)
        case inspect.StructType(cls=cls) if cls is Block:
            return blocks(depth)
        case inspect.StructType(cls=cls):
            return structs(cls, depth)
        case inspect.IntType():
            return st.integers(kind.ge, kind.le)
        case inspect.LiteralType():
            return st.sampled_from(sorted(kind.values))
        case inspect.DateType():
            return st.dates(date(1900, 1, 1))
        case inspect.FloatType():
            return st.integers(int(kind.ge), int(kind.le)).map(float)
        case inspect.BoolType():
            return st.booleans()
        case inspect.CustomType():
            return next(CUSTOM[cls] for cls in kind.cls.__mro__ if cls in CUSTOM)
    raise TypeError(f"no values are known for {kind}")


def structs(cls: type, depth: int, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    fields = {
        field.name: values(field.type, depth)
        for field in inspect.type_info(cls).fields
        if field.name not in given
    }
    return such(st.builds(cls, **fields, **given).map(mended), lambda made: not list(made.faults()))


def mended(made: Any) -> Any:
    """A value without the keys that go with no others of it, as an author would delete them."""
    fields = inspect.type_info(type(made)).fields
    plain = {each.encode_name: {each.name: each.default} for each in fields if not each.required}
    for where, *_ in made.faults():
        key = re.split(r"\W", where)[0] if isinstance(where, str) else ""
        without = msgspec.structs.replace(made, **plain.get(key, {}))
        if without != made:
            return mended(without)
    return made


def such(values: st.SearchStrategy[Any], is_right: Callable[[Any], bool]) -> st.SearchStrategy[Any]:
    """Values that are right. A filter would keep a text of all that it is made of: gigabytes."""

    @st.composite
    def right(draw: st.DrawFn) -> Any:
        for _ in range(3):
            if is_right(made := draw(values)):
                return made
        reject()

    return right()


def tables() -> st.SearchStrategy[Any]:
    """Tables whose rows are as long as their head, with what stands in cells."""
    ticked = st.sampled_from(["[ ]", "[ ] Yes [ ] No", "Pain [ ] [ ] [ ]"]).map(
        lambda said: cell.CellText((Run(said),))
    )
    numbers = st.sampled_from(["2.5", "10", "7.25"]).map(lambda said: cell.CellText((Run(said),)))
    texts = CUSTOM[cell.NotedText]
    none = st.just(())
    plain = st.builds(Cell, st.one_of(texts, ticked, numbers, st.just(cell.CellText(()))))
    full = structs(Cell, 1, span=st.just(1), steps=none)
    numbered = structs(Cell, 1, span=st.just(1), bullets=none, image=st.none())
    cells = st.one_of(plain, plain, full, numbered)

    def shaped(columns: int) -> st.SearchStrategy[Any]:
        row = st.lists(cells, min_size=columns, max_size=columns).map(tuple)
        head = st.lists(st.builds(Cell, texts), min_size=columns, max_size=columns).map(tuple)
        wide = head.map(lambda row: (*row[:-2], msgspec.structs.replace(row[-2], span=2)))
        return structs(
            block.named("table"),
            1,
            rows=st.lists(row, min_size=1, max_size=3).map(tuple),
            head=st.one_of(head, wide),
            groups=st.one_of(none, wide),
            widths=none,
            footnotes=none,
            blank_rows=st.integers(0, 2),
        )

    return st.integers(2, 4).flatmap(shaped)


def body_maps(depth: int) -> st.SearchStrategy[Any]:
    """Figures of a body with places that it has."""

    def seen(view: str) -> st.SearchStrategy[Any]:
        places = st.sampled_from(sorted(body.regions(view))).map(value.Name)
        regions = st.lists(places, min_size=1, max_size=2, unique=True).map(tuple)
        return structs(block.named("body_map"), depth, view=st.just(view), regions=regions)

    return st.sampled_from(get_args(body_map.View)).flatmap(seen)


def crowds(depth: int) -> st.SearchStrategy[Any]:
    """Crowds as large as their number says, each half with words of its own."""
    kind, none = block.named("icon_array"), st.none()
    return structs(kind, depth, number=OF_HUNDRED, affected=none, of=none, label=texts, other=texts)


def bars(depth: int) -> st.SearchStrategy[Any]:
    """Bars that are out of the same number."""
    kind = block.named("bars")
    bar = structs(Bar, depth, number=OF_HUNDRED)
    return structs(kind, depth, items=st.lists(bar, min_size=1, max_size=2).map(tuple))


def compared(depth: int) -> st.SearchStrategy[Any]:
    """Two crowds of as many people."""
    group = structs(ComparedGroup, depth, number=OF_HUNDRED)
    kind = block.named("compare")
    return structs(kind, depth, without=group, with_=group, spared=st.none())


def contacts(depth: int) -> st.SearchStrategy[Any]:
    """The clinic's own details, or another's under their name."""
    kind = block.named("contact")
    theirs = {key: st.just(()) if key in ("hours", "place") else st.none() for key in THEIRS}
    clinics = structs(kind, depth, name=st.none(), **theirs)
    own = {"title": st.none(), "formats": st.just(()), "size": st.none()}
    others = structs(kind, depth, name=texts, phone=CUSTOM[value.Phone], **own)
    return st.one_of(clinics, others)


def doses(depth: int) -> st.SearchStrategy[Any]:
    """Doses of one syrup, in bands that follow each other."""

    def row(age: str, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        none = dict.fromkeys(
            ("weight", "strength", "amount", "often", "most", "instead"), st.none()
        )
        return structs(DoseRow, depth, **none | {"age": st.just(AgeBand(age))} | given)

    taken = {"amount": st.just(Amount("5 ml (50 mg)")), "often": st.just(Often("twice a day"))}
    rows = st.tuples(
        row("1 to 4 years", **taken), row("5 years and over", when=st.none(), instead=texts)
    )
    strength = st.just(Strength("50 mg in 5 ml"))
    return structs(block.named("doses"), depth, rows=rows, strength=strength)


def schedules(depth: int) -> st.SearchStrategy[Any]:
    """Schedules of which each time has something that is due."""
    times = [inline.Text((Run(said),)) for said in ("8am", "8pm")]
    due = st.tuples(*(structs(Due, depth, time=st.just(TimeName(t.literal))) for t in times))
    rows = st.lists(structs(ScheduleRow, depth, at=due), min_size=1, max_size=2).map(tuple)
    return structs(block.named("schedule"), depth, times=st.just(tuple(times)), rows=rows)


def option_grids(depth: int) -> st.SearchStrategy[Any]:
    """Grids with an answer for each choice, of which the first is to do nothing."""
    nothing = structs(Choice, depth, nothing=st.just(True))
    choices = st.tuples(nothing, structs(Choice, depth, nothing=st.just(False)))
    asked = structs(GridQuestion, depth, answers=st.tuples(texts, texts))
    return structs(
        block.named("options"),
        depth,
        choices=choices,
        questions=st.lists(asked, min_size=1, max_size=2).map(tuple),
        why_not_nothing=st.none(),
    )


def action_plans(depth: int) -> st.SearchStrategy[Any]:
    """Plans of which each zone says what to do, one of them with blocks too."""
    items = values(inspect.type_info(Zone).fields[0].type, depth)
    none, more = st.just(()), st.lists(blocks(1), max_size=1).map(tuple)
    plain, full = (structs(Zone, depth, do=items, body=each) for each in (none, more))
    kind = block.named("action_plan")
    return structs(kind, depth, red=plain, amber=st.none() | plain, green=full)


def images(depth: int) -> st.SearchStrategy[Any]:
    """Pictures of any width, or beside blocks."""
    kind = block.named("image")
    beside = structs(kind, depth, width=st.just(100))
    return st.one_of(structs(kind, depth, side=st.none(), body=st.just(())), beside)


SHAPED = {
    "image": images,
    "action_plan": action_plans,
    "contact": contacts,
    "doses": doses,
    "schedule": schedules,
    "options": option_grids,
    "table": lambda depth: tables(),
    "body_map": body_maps,
    "icon_array": crowds,
    "bars": bars,
    "compare": compared,
}
"""Blocks whose values must agree with each other, which those at random seldom do."""


@cache
def blocks(depth: int) -> st.SearchStrategy[Block]:
    kinds = {name: block.named(name) for name in block.names()}
    return st.one_of(
        SHAPED[name](depth - 1) if name in SHAPED else structs(cls, depth - 1)
        for name, cls in kinds.items()
        if depth > 1 or not holds_blocks(cls)
    )


def holds_blocks(cls: type) -> bool:
    return "leaflet.document.block.Block" in str(inspect.type_info(cls))


def skips(document: Document) -> bool:
    """Whether a heading skips a level, a text names no source, or a detail is the sample's.

    Hypothesis draws words from our own code: a pattern such as `[^a-z0-9]` names a source.
    """
    if any(document.clinic.placeholders()):
        return True
    read = reading.reading(document, document.clinic, language.load(document.language))
    try:
        levels = [int(role[1:]) for role, _ in read if role[0] == "H"]
    except KeyError:
        return True
    return any(below > above + 1 for above, below in pairwise(levels))


CLINICS = structs(
    Clinic,
    DEPTH,
    address=st.lists(said.map(value.Line), min_size=1, max_size=3).map(tuple),
    phone=CUSTOM[value.Phone],
)
"""With what the texts ask of them."""
documents = such(
    structs(
        Document,
        DEPTH,
        title=said.map(lambda words: inline.Text((Run(words),))),
        clinic=CLINICS,
        body=st.lists(blocks(DEPTH), min_size=1, max_size=6).map(lambda made: (*made, SOURCES)),
        filler=st.lists(structs(block.named("appointment"), 1), max_size=2).map(tuple),
        pack=st.just(()),  # it says nothing on paper
        translation=st.none(),  # a draft of one says so on each sheet
        **{kind: st.sampled_from(names).map(value.Name) for kind, names in NAMES.items()},
    ),
    lambda made: not skips(made),
)


def refused(document: Document, names: list[str]) -> dict[str, list[str]]:
    """What the gates of those names have against the PDF of a document."""
    try:
        made = leaflet.compose(document, past_review=True)
    except LeafletError as error:
        assert all(fault.is_of_fit or fault.code == "coarse-crop" for fault in error.faults)
        reject()  # a word that is wider than the sheet, or the small logo over a whole cover
    pdf, expected = leaflet.write(made), leaflets.said(made)
    found = {name: gate.GATES[name](pdf, expected) for name in names}
    return {name: against for name, against in found.items() if against}


def often(count: int):
    """So many examples, and many more in `make torture`; in CI always the same ones."""
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    return settings(
        max_examples=count * (1 + int(os.environ.get("LEAFLET_TORTURE", "0")) // 10),
        deadline=None,
        derandomize="CI" in os.environ,
        phases=[Phase.reuse, Phase.generate],  # to shrink a whole document takes minutes
        suppress_health_check=checks,
    )


@often(5)
@given(documents)
def test_any_document_becomes_a_valid_pdf_that_says_it_all(document):
    assert refused(document, ["page ua1", "page 2a", "pdfium", "structure"]) == {}


@pytest.mark.needs("poppler")
@often(2)
@given(documents)
def test_poppler_too_reads_all_that_any_document_says(document):
    assert refused(document, ["poppler"]) == {}


@often(4)
@given(documents, st.sampled_from([name for name in named.names("sheet") if name not in OPEN]))
def test_any_document_is_whole_on_a_sheet_of_few_pages_or_is_refused(document, sheet):
    try:
        made = leaflet.compose(document, sheet=sheet, past_review=True)
    except LeafletError as error:
        assert all(fault.is_of_fit or fault.code == "coarse-crop" for fault in error.faults)
    else:
        assert gate.GATES["pdfium"](leaflet.write(made), leaflets.said(made)) == []


def test_the_random_texts_have_many_letters():
    assert len(LETTERS) > 1000
