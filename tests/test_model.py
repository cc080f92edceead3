"""From nodes to frozen values: how each kind of field is read, and every fault gathered."""

import datetime
from typing import Annotated, ClassVar, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from leaflet.content.clinic import Clinic
from leaflet.document import block
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.errors import Fault, FileError, LeafletError, meant
from leaflet.source import model
from leaflet.source.model import Reader, Struct
from leaflet.source.nodes import read
from leaflet.source.value import Line
from leaflet.source.walk import walk


class Shoe(Struct, frozen=True):
    size: Annotated[int, Meta(ge=1, le=60)] = 42
    width: Annotated[float, Meta(ge=0, le=1)] = 0.5
    laced: bool = True
    side: Literal["left", "right"] = "left"
    eyelets: Literal[6, 8] = 6
    bought: datetime.date | None = None
    notes: tuple[Line, ...] = ()


class Pair(Struct, frozen=True):
    left: Shoe
    right: Shoe | None = None

    main: ClassVar[str] = "left"

    def faults(self):
        if self.right and self.right.size != self.left.size:
            yield "right", "wrong-count", "the shoes differ", "buy a pair"


def made(text, cls=Shoe):
    return model.read(read(text.encode(), "a.yaml"), cls)


def faults(text, cls=Shoe):
    with pytest.raises(LeafletError) as caught:
        made(text, cls)
    return [(f.place.line, f.place.column, f.problem, f.hint) for f in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("size: 1", "size", 1),
        ("size: '60'", "size", 60),
        ("size: ' 7 '", "size", 7),
        ("width: 1", "width", 1.0),
        ("width: 0.25", "width", 0.25),
        *((f"laced: {word}", "laced", True) for word in ("yes", "Yes", "true", "on", "ON")),
        *((f"laced: {word}", "laced", False) for word in ("no", "NO", "false", "off")),
        ("side: right", "side", "right"),
        ("eyelets: 8", "eyelets", 8),
        ("bought: 2026-02-28", "bought", datetime.date(2026, 2, 28)),
        ("notes: [a, b]", "notes", (Line("a"), Line("b"))),
        ("notes: a", "notes", (Line("a"),)),
        ("notes: |\n  a\n\n  b\n", "notes", (Line("a"), Line("b"))),
    ],
)
def test_a_text_becomes_what_its_field_wants(text, key, value):
    assert getattr(made(text), key) == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        *(
            (f"size: {wrong}", f"`{wrong}` is not a whole number from 1 to 60")
            for wrong in ("0", "61", "1.5", "one", "1e3", "0x1F", "-1", "1_0", ".nan", "9" * 50)
        ),
        *(
            (f"width: {wrong}", f"`{wrong}` is not a number from 0 to 1")
            for wrong in ("2", "-0.1", "0,5", "nan", ".nan", "inf", "1e999", "half")
        ),
        ("laced: perhaps", "`perhaps` is not yes or no"),
        ("laced: 1", "`1` is not yes or no"),
        ("side: lefft", "`lefft` is not one of the words allowed here"),
        *(
            (f"eyelets: {wrong}", f"`{wrong}` is not one of the words allowed here")
            for wrong in "7x"
        ),
        *(
            (f"bought: {wrong}", f"`{wrong}` is not a date")
            for wrong in ("2026-02-29", "28.2.2026", "2026-2-8", "2026-02-08T10:00", "soon")
        ),
        ("notes: []", "this list is empty"),
        ("notes: {a: b}", "a list is needed here"),
        ("size: [1]", "a whole number from 1 to 60 is needed here, and this is a list"),
        ("size:", "a whole number from 1 to 60 is needed here, and nothing is written"),
    ],
)
def test_a_text_that_is_not_what_its_field_wants_is_a_fault(text, problem):
    ((line, _, said, _),) = faults(text)
    assert (line, said) == (1, problem)


def test_all_faults_are_gathered_in_the_order_of_the_file():
    text = "left:\n  size: 0\n  sise: 1\n  notes: [a, [b], '']\nright: {side: up}\nlaces: red\n"
    assert [(line, problem) for line, _, problem, _ in faults(text, Pair)] == [
        (2, "`0` is not a whole number from 1 to 60"),
        (3, "`sise` is not a key that belongs here"),
        (4, "text is needed here, and this is a list"),
        (4, "text is needed here, and nothing is written"),
        (5, "`up` is not one of the words allowed here"),
        (6, "`laces` is not a key that belongs here"),
    ]


def test_the_order_of_faults_at_one_place_is_that_of_finding():
    reader = Reader()
    node = read(b"a", "a.yaml")
    for number in range(20):
        reader.fault(node.span, "syntax", f"fault {number}")
        reader.fault(node.span, "syntax", "twice")
    with pytest.raises(LeafletError) as caught:
        reader.finish()
    problems = [fault.problem for fault in caught.value.faults]
    assert problems == ["fault 0", "twice", *(f"fault {n}" for n in range(1, 20))]


def test_faults_of_several_files_stand_file_by_file():
    reader = Reader()
    for name, line in (("b", 2), ("a", 3), ("b", 1)):
        reader.fault(read(b"\n" * (line - 1) + b"x", name).span, "syntax", f"{name}{line}")
    reader.found.append(Fault("syntax", "no place"))
    with pytest.raises(LeafletError) as caught:
        reader.finish()
    assert [fault.problem for fault in caught.value.faults] == ["no place", "a3", "b1", "b2"]


def test_a_file_that_could_not_be_read_makes_it_a_file_error():
    def fail(kind):
        raise kind(Fault("syntax", "no"))

    reader = Reader()
    assert reader.attempt(int, "7") == 7
    reader.attempt(fail, FileError)
    reader.attempt(fail, LeafletError)
    with pytest.raises(FileError):
        reader.finish()


def test_what_is_missing_and_what_does_not_fit_together_is_said():
    assert [f[2:] for f in faults("right: {}", Pair)] == [
        ("`left` is missing", "add a line `left: …`")
    ]
    text = "left: {size: 40}\nright: {size: 41}"
    assert faults(text, Pair) == [(2, 8, "the shoes differ", "buy a pair")]


def test_the_one_main_field_may_stand_for_the_whole():
    assert made("- a", Boots) == Boots((Line("a"),))
    assert made("a", Boots) == Boots((Line("a"),))
    ((_, _, problem, hint),) = faults("a", Shoe)
    assert problem == "a group of keys is needed here"
    assert hint == "keys: size, width, laced, side, eyelets, bought, notes"


class Boots(Struct, frozen=True):
    names: tuple[Line, ...]

    main: ClassVar[str] = "names"


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("benefts", "did you mean `benefits`?"),
        ("Benefits", "did you mean `benefits`?"),
        ("zzz", "there are: benefits, bullets"),
        ("", "there are: benefits, bullets"),
    ],
)
def test_the_nearest_word_is_named_or_all_of_them(word, hint):
    assert meant(word, ("benefits", "bullets")) == hint


def test_values_are_frozen_and_can_be_hashed():
    one = made("notes: [a]")
    assert one == made("notes:  [ a]") and len({one, made("notes: [a]")}) == 1
    with pytest.raises(AttributeError):
        one.size = 3


def test_every_value_of_a_kind_is_found_inside_another():
    pair = made("left: {notes: [a, b]}\nright: {notes: [c]}", Pair)
    assert [line.text for line in walk(pair, Line)] == ["a", "b", "c"]
    assert [shoe.size for shoe in walk(pair, Shoe)] == [42, 42]


def test_every_field_of_the_content_model_can_be_read():
    """A leaf of a kind that the reader does not know would be a fault of ours."""
    kinds = [Document, Clinic, *map(block.named, block.names())]
    node = read(b"x", "a.yaml")
    fields = [field for kind in kinds for field in model.fields(kind)]
    for field in fields:
        Reader().value(node, field.type)
    assert len(fields) > 40


KEYS = """
title body clinic name paragraph heading text level faqs items question answer callout kind notes
contact authors issued note
"""
WORDS = st.sampled_from(KEYS.split())
NODES = st.recursive(
    WORDS | st.sampled_from(["", "1", "2026-01-01", "{clinic.x}", "a"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(NODES)
def test_whatever_is_written_gives_a_document_or_faults_with_places(value):
    text = msgspec.json.encode({"title": "a", "body": ["contact"], "x": value})
    assert isinstance(value, str | list | dict)
    for data in (text, msgspec.json.encode({"title": "a", "body": value, "clinic": value})):
        try:
            model.read(read(data, "a.yaml"), Document)
        except LeafletError as error:
            assert all(fault.place.line == 1 for fault in error.faults)
        else:
            assert b'"x"' not in data[:60]


def test_a_block_is_found_by_its_file():
    assert "paragraph" in block.names() and list(block.names()) == sorted(block.names())
    assert all(issubclass(block.named(name), Block) for name in block.names())
