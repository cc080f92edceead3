"""Walking over the values of a leaflet, and changed copies of them."""

import pytest

from leaflet.blocks.paragraph import Paragraph
from leaflet.content.inline import Text
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.source import model, nodes
from leaflet.source.value import Line
from leaflet.source.walk import inside, located, rebuilt, walk

NESTED = """\
title: A test
body:
  - columns:
      first: [{callout: {body: Deep, kind: tip}}]
      second: [{paragraph: Beside}]
  - faqs: {items: [{question: Why, answer: So}]}
"""


@pytest.fixture(scope="module")
def document():
    return model.read(nodes.read(NESTED.encode(), "content.yaml"), Document)


def test_blocks_are_met_before_those_that_stand_in_them(document):
    words = [block.word for block in walk(document.body, Block)]
    assert words == ["columns", "callout", "paragraph", "paragraph", "faqs", "paragraph"]


def test_two_kinds_are_met_in_one_walk(document):
    found = [
        value.literal if isinstance(value, Text) else value.text
        for value in walk((document.title, document.language, document.theme), (Text, Line))
    ]
    assert found == ["A test", "en-GB", "calm"]


def test_a_value_is_found_with_its_field_and_all_that_hold_it(document):
    found = {each.value.literal: each for each in located(document, Text)}
    assert list(found) == ["A test", "Deep", "Beside", "Why", "So"]
    deep = found["Deep"]
    assert deep.key == "text"
    holders = [type(holder).__name__ for holder in deep.holders]
    assert holders == ["Document", "Columns", "Callout", "Paragraph"]
    assert (found["A test"].key, found["A test"].holders) == ("title", (document,))


def test_a_copy_of_which_nothing_changes_is_the_value_itself(document):
    assert rebuilt(document, inside(document)) is document
    assert rebuilt(document.body, list(document.body)) is document.body
    assert rebuilt(document.title, ()) is document.title


def test_a_copy_holds_other_values_in_the_order_of_the_fields(document):
    changed = [Text(()) if isinstance(held, Text) else held for held in inside(document)]
    made = rebuilt(document, changed)
    assert made.title.parts == () and document.title.literal == "A test"
    assert made.body is document.body


def test_an_item_that_is_left_out_of_a_copy_is_gone():
    one, two = Line("one"), Line("two")
    assert rebuilt((one, two), [None, two]) == (two,)


def test_a_copy_needs_a_value_for_each_that_is_held(document):
    with pytest.raises(ValueError, match="longer"):
        rebuilt(document.body, [Paragraph(text=Text(()))])
