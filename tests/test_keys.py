"""The path of a key: found for each place of a file, and leading back to it."""

import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leaflet import Clinic
from leaflet.document import document as documents
from leaflet.editor import engine
from leaflet.errors import LeafletError
from leaflet.source.nodes import Mapping, Sequence, find, read, scalar

WORDS = st.text(st.sampled_from("ab0-_.[]\"'\\ é😀:#\n"), max_size=8)
KEYS = WORDS.map(lambda word: f"{word}k")
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
).filter(lambda tree: tree and not isinstance(tree, str))


def values(node):
    """Every value below a node, and the node itself, each with the keys that lead to it."""
    yield node, []
    match node:
        case Sequence(items):
            for item in items:
                yield from values(item)
        case Mapping(entries):
            for key, value in entries:
                for inner, keys in values(value):
                    yield inner, [*keys, *([key] if inner is value else [])]


@given(TREES, st.booleans(), st.sampled_from([2, 3, 7]), st.booleans())
def test_the_path_of_a_place_leads_back_to_what_stands_there(tree, flow, indent, explicit):
    text = yaml.safe_dump(
        tree,
        allow_unicode=True,
        default_flow_style=flow,
        indent=indent,
        sort_keys=False,
        width=20,
        explicit_start=explicit,
    )
    root = read(text.encode(), "a.yaml")
    for node, keys in values(root):
        for span in (node.span, *(key.span for key in keys)):
            assert find(root, span.place.key) is node


def keys_of(text):
    with pytest.raises(LeafletError) as caught:
        read(text.encode(), "a.yaml")
    return [(fault.code, fault.path) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", "a"),
        ("a:\n  - b: 1\n  - c: 1\n    c: 2\n", "duplicate-key", "a[1].c"),
        ('clinic:\n  phone: "01632\n', "open-quote", "clinic.phone"),
        ("a: 1\nb:\n  c: [x, y\nd: 2\n", "open-bracket", "b.c"),
        ("a:\n  - b: x #0a6e5c\n", "lost-text", "a[0].b"),
        ("a:\n  - x\n  - b: *y\n", "needs-quotes", "a[1].b"),
        ("a: x\n  - y\n", "swallowed-item", "a"),
        ("a: b: c\nd: e: f\n", "needs-quotes", "a"),
        ('a:\n  - b: 1\n  - "c\n', "open-quote", "a[1]"),
        ("a: 1\nb:\n  c: 2\n  {{x}}: 3\n", "needs-quotes", "b"),
        ("a: 1\n{{x}}: 3\n", "needs-quotes", ""),
        ('a:\n  b: "x\n  more\n', "open-quote", "a.b"),
        ('a:\n- x\n- "y\n  more\n', "open-quote", "a"),
        ("a: 1\nb:\n  c: x\n: 3\n", "needs-quotes", ""),
        ("a: 1\nb:\n- [c, @d\ne: 2\n", "needs-quotes", "b[0]"),
    ],
)
def test_what_is_wrong_with_the_text_of_a_file_has_the_key_that_it_stands_at(text, code, key):
    assert (code, key) in keys_of(text)


def path(text, key):
    """The path of what stands at a key, by the place of what stands there."""
    return find(read(text.encode(), "a.yaml"), key).span.place.key


def test_odd_keys_are_quoted_and_others_joined_with_points():
    text = 'a:\n  - "b.c": {1: x, "two words": y, "q\\"": z}\n'
    for key in ('a[0]["b.c"].1', 'a[0]["b.c"]["two words"]', 'a[0]["b.c"]["q\\""]'):
        assert path(text, key) == key


def faults_of(content, **given):
    with pytest.raises(LeafletError) as caught:
        documents.read(content, **given)
    return {(fault.code, fault.path) for fault in caught.value.faults}


def test_the_key_of_a_fault_is_that_in_the_file(tmp_path):
    content = tmp_path / "content.yaml"
    content.write_text(
        "title: T\nnext_review: soon\nclinic:\n  name: N\n  phone: 01632 960 12x\nbody:\n"
        "  - paragraph: {text: x, colour: red}\n"
        "  - faqs:\n      items:\n        - {question: Q, answer: A}\n        - {question: Q}\n"
        "  - benefts: [a]\n  - image: {file: no.png, alt: A tree in a garden}\n"
        "  - table: {rows: [[a, b], [c]], widths: [1]}\n",
        "utf-8",
    )
    assert faults_of(content) == {
        ("not-a-date", "next_review"),
        ("not-a-phone-number", "clinic.phone"),
        ("missing-key", "clinic.address"),
        ("unknown-key", "body[0].paragraph.colour"),
        ("missing-key", "body[1].faqs.items[1].answer"),
        ("unknown-block", "body[2].benefts"),
        ("file-not-found", "body[3].image.file"),
        ("uneven-row", "body[4].table.rows[1][0]"),
        ("wrong-count", "body[4].table.widths"),
    }


def test_the_key_of_a_detail_that_is_set_alone_is_that_of_the_clinic(tmp_path):
    content = tmp_path / "content.yaml"
    content.write_text("title: T\nbody: [paragraph: x]\n", "utf-8")
    assert faults_of(content, details={"phone": "ring us", "fax": "x"}) == {
        ("not-a-phone-number", "clinic.phone"),
        ("unknown-key", "clinic.fax"),
        ("missing-key", "clinic.name"),
        ("missing-key", "clinic.address"),
    }
    assert scalar("x", "clinic.phone").span.place.key == "clinic.phone"


def test_a_clinic_that_a_program_makes_is_told_of_all_that_is_wrong():
    with pytest.raises(LeafletError) as caught:
        Clinic(name="N", phone="ring us")
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [
        ("not-a-phone-number", "clinic.phone"),
        ("missing-key", "clinic.address"),
    ]


def test_a_finding_about_a_key_that_is_missing_has_that_key(tmp_path):
    (tmp_path / "content.yaml").write_text("title: Knee pain\nbody:\n  - paragraph: Rest.\n")
    document = documents.read(tmp_path / "content.yaml")
    found = engine.check(document, today=datetime.date(2026, 11, 23)).findings
    keys = {finding.fault.code: finding.fault.path for finding in found}
    wanted = {"issue-date-missing": "issued", "review-date-missing": "next_review"}
    assert wanted.items() <= keys.items() and keys["sample-clinic"] == "clinic"
