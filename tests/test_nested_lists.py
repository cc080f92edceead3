"""Lists in items of lists, blocks in steps, and numbers that go on from the list before."""

import io

import laid
import pikepdf
import pytest

from leaflet import measure
from leaflet.document.reading import reading
from leaflet.errors import LeafletError
from leaflet.layout.slices import Shape, Words
from leaflet.publish import build

NESTED = "- bullets: [{text: 'Call us if you have:', items: [a fever, a rash]}, you are worried]\n"
STEPS = """
- steps: [Wash, {text: "Mix:", items: [add water, stir]}]
- paragraph: Wait for 5 minutes.
- steps: {continues: yes, items: [Open, Drink]}
"""
BODY = """
- steps:
    - text: Sit on the chair
      body:
        - bullets: [feet flat, back straight]
        - callout: {kind: caution, body: Stop if it hurts.}
    - Stand up
"""


def said(body: str, sheet: str = "a4") -> list[tuple[str, str]]:
    made = laid.compose(body, sheet=sheet)
    return list(reading(made.document, made.clinic, made.language))


def refused(body: str):
    with pytest.raises(LeafletError) as caught:
        laid.read(body)
    (fault,) = caught.value.faults
    return fault


def placed(leaflet) -> dict[str, tuple[int, float]]:
    """The page and the start of each run of words."""
    return {
        mark.text.strip(): (page.number, mark.x)
        for page in laid.pages(leaflet)
        for mark in page.marks
        if isinstance(mark, Words)
    }


def test_a_list_in_an_item_is_read_inside_that_item():
    entries = said(NESTED)
    start = entries.index(("L", ""))
    assert entries[start : start + 10] == [
        *(("L", ""), ("LI", ""), ("LBody", ""), ("P", "Call us if you have:")),
        *(("L", ""), ("LI", ""), ("LBody", "a fever"), ("LI", ""), ("LBody", "a rash")),
        ("LI", ""),
    ]


def test_the_list_in_an_item_stands_further_in_under_a_smaller_sign():
    made = laid.compose(NESTED + "- page_break\n- paragraph: More.")
    starts = {words: x for words, (_, x) in placed(made).items()}
    assert starts["a fever"] - starts["Call us if you have:"] == pytest.approx(5.2 * 72 / 25.4)
    signs = [mark.width for page in laid.pages(made) for mark in page.marks if _is_sign(mark)]
    assert sorted(round(size * 25.4 / 72, 1) for size in signs) == [1.3, 1.3, 1.9, 1.9]


def _is_sign(mark) -> bool:
    return isinstance(mark, Shape) and mark.node is None and mark.width < 6


def test_the_tags_say_how_each_list_is_numbered():
    file = pikepdf.open(io.BytesIO(build.write(laid.compose(STEPS))))
    kinds = [str(node.A.ListNumbering) for node in _nodes(file.Root.StructTreeRoot.K)]
    assert kinds == ["/Decimal", "/LowerAlpha", "/Decimal"]


def _nodes(node):
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _nodes(kid)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == "/L":
            yield node
        yield from _nodes(node.get("/K"))


@pytest.mark.parametrize("sheet", ["a4", "a5", "trifold-dl", "large-print", "a5-booklet"])
def test_steps_go_on_after_a_paragraph_on_every_sheet(sheet):
    labels = [words for role, words in said(STEPS, sheet) if role == "Lbl"]
    assert labels == ["1", "2", "a.", "b.", "3", "4"]


def test_numbers_go_on_from_columns_and_not_from_a_callout():
    columns = "- columns: {first: [steps: [a]], second: [steps: {continues: yes, items: [b]}]}\n"
    callout = "- callout: [steps: [x, y, z]]\n"
    more = "- steps: {continues: yes, items: [c]}\n"
    labels = [words for role, words in said(columns + callout + more) if role == "Lbl"]
    assert labels == ["1", "2", "1", "2", "3", "3"]


def test_an_edition_counts_the_steps_that_it_has():
    body = "- steps: [a, {text: b, except: short}]\n- steps: {continues: yes, items: [c]}\n"
    short = laid.compose(body, edition="short")
    entries = reading(short.document, short.clinic, short.language)
    assert [words for role, words in entries if role == "Lbl"] == ["1", "2"]


def test_an_edition_cannot_leave_a_lead_in_without_its_list():
    items = "[{text: a fever, except: short}, {text: a rash, except: short}]"
    body = f"- bullets: [{{text: 'Call us if you have:', items: {items}}}, you are worried]\n"
    assert laid.compose(body).pages == 1
    with pytest.raises(LeafletError) as caught:
        laid.compose(body, edition="short")
    (fault,) = caught.value.faults
    assert (fault.code, "`items`" in fault.problem) == ("nothing-left", True)


def test_letters_and_a_start_label_the_steps():
    entries = said("- steps: {letters: yes, start: 25, items: [{text: a, items: [b, c]}, d]}")
    assert [words for role, words in entries if role == "Lbl"] == ["Y", "1.", "2.", "Z"]


def test_a_step_holds_blocks_beside_its_number():
    entries = said(BODY)
    start = entries.index(("P", "Sit on the chair"))
    assert entries[start - 1] == ("LBody", "")
    assert [role for role, _ in entries[start + 1 : start + 8]] == [
        *("L", "LI", "LBody", "LI", "LBody", "Sect", "P"),
    ]
    starts = {words: x for words, (_, x) in placed(laid.compose(BODY)).items()}
    assert starts["feet flat"] > starts["Sit on the chair"] == starts["Stand up"]


@pytest.mark.parametrize("before", range(38, 50, 3))
def test_a_lead_in_is_never_parted_from_its_list_nor_two_items_of_it(before):
    filler = "".join(f"- paragraph: Line {number}\n" for number in range(before))
    items = ", ".join(f"part {number}" for number in range(1, 9))
    made = laid.compose(filler + f"- steps: [One, {{text: 'Mix:', items: [{items}]}}, Three]\n")
    pages = {words: page for words, (page, _) in placed(made).items()}
    assert pages["Mix:"] == pages["part 1"] == pages["part 2"]
    assert pages["part 7"] == pages["part 8"]


@pytest.mark.parametrize(
    ("block", "code", "problem", "hint"),
    [
        (
            "bullets: [Call us, [a fever, a rash]]",
            "wrong-kind",
            "without the words",
            "items: [a fe",
        ),
        ("bullets: [Call us: [a, b]]", "wrong-kind", "`Call us`", "{text: Call us, items: [a, b]}"),
        (
            "bullets: [{text: a, items: [{text: b, items: [c]}]}]",
            "nested-too-deep",
            "",
            "two lists",
        ),
        ("bullets: [{text: a, items: [[b]]}]", "nested-too-deep", "a list that", "two lists"),
        ("bullets: [{text: a, items: []}]", "empty-value", "empty", "at least one"),
        ("bullets: [{items: [a]}]", "missing-key", "`text`", "add"),
        ("checklist: [a, [b]]", "wrong-kind", "without the words", "items: [b]"),
        ("do_dont: {do: [a, [b]], dont: [c]}", "wrong-kind", "without the words", "items: [b]"),
        ("steps: [{text: a, image: {file: x.png}}]", "unknown-key", "`image`", "- image: …"),
        ("steps: [{text: a, body: [steps: [b]]}]", "wrong-kind", "`steps`", "`items:`"),
        ("steps: [{text: a, body: [heading: b]}]", "wrong-kind", "`heading`", "continues"),
        (
            "steps: [{text: a, body: [bullets: [{text: b, items: [c]}]]}]",
            *("nested-too-deep", "stands in a step", "two lists"),
        ),
        (
            "steps: {continues: yes, items: [a]}",
            "nothing-to-continue",
            "none with numbers stands",
            "`start:`",
        ),
        (
            f"steps: [{{text: a, items: [{', '.join(['x'] * 27)}]}}]",
            *("wrong-count", "27 items", "several steps"),
        ),
        ("bullets: [a\n  - b]", "swallowed-item", "part of the text", "{text: …, items:"),
        ("steps: {start: 0, items: [a]}", "not-a-number", "from 1 to 999", ""),
        ("steps: {letters: yes, start: 26, items: [a, b]}", "wrong-count", "end with z", "several"),
    ],
)
def test_what_cannot_be_a_list_is_refused_with_the_way_to_write_it(block, code, problem, hint):
    fault = refused(f"- {block}\n")
    assert (fault.code, problem in fault.problem, hint in fault.hint) == (code, True, True)
    assert fault.place and fault.place.line > 1


def test_a_list_cannot_both_start_and_go_on():
    body = "- steps: [a]\n- steps: {start: 2, continues: yes, items: [b]}\n"
    assert refused(body).code == "conflicting-keys"


def test_items_of_inner_lists_count_where_a_fold_may_part_a_list():
    parts = ", ".join(f"part {number}" for number in range(1, 9))
    items = ", ".join(f"{{text: 'Item {number}:', items: [{parts}]}}" for number in range(1, 6))
    made = laid.compose(f"- bullets: [{items}]\n", sheet="trifold-dl")
    pages = {words: page for words, (page, _) in placed(made).items()}
    assert pages["Item 1:"] < pages["Item 5:"]
    found = {each.rule: each for each in measure.measure(build.write(made))}
    assert found["list-over-fold"].findings == ()
