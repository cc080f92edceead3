"""What writers try first is refused with the form that says it, one fault for each mistake."""

import pytest
from laid import read

from leaflet import LeafletError
from leaflet.document import other_words
from leaflet.document.block import names


def fault(body):
    with pytest.raises(LeafletError) as caught:
        read(body)
    (found,) = caught.value.faults
    return found


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("signature", "fill_in"),
        ("Consent-Form", ""),
        ("diary", "grid: yes"),
        ("Tick boxes", ""),
        ("tick-box", "checklist"),
        ("zones", "action_plan"),
        ("warning", "callout"),
        ("sites", "sites:"),
        ("slip", "tear_off"),
        ("numbered list", "steps"),
        ("TOC", "contents"),
    ],
)
def test_a_block_by_another_name_is_refused_with_the_form_to_write(word, form):
    found = fault(f"- {word}: {{label: Signed}}\n")
    assert found.code == "unknown-block"
    assert form in found.hint and found.hint


def test_no_other_word_is_the_name_of_a_block_and_each_form_names_one():
    hints = other_words._HINTS
    assert len(hints) > 90 and not {*hints} & {*names()}
    for hint in hints.values():
        assert any(name in hint for name in (*names(), "sites"))


@pytest.mark.parametrize(
    ("body", "code", "hint"),
    [
        ("- table: {head: [a], row_height: 15mm, rows: [[b]]}", "not-a-number", "digits alone"),
        ("- paragraph: [a]", "wrong-kind", "without `- ` or brackets"),
        ("- contacts: [{name: A, phone: {home: 1}}]", "wrong-kind", "without keys"),
        ("- table: {head: [A, B], rows: [{A: 1, B: 2}]}", "wrong-kind", "`[1, 2]`"),
        ("- columns: {first: a, second: b, third: c}", "unknown-key", "`images`"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_the_way_to_write_it(body, code, hint):
    found = fault(f"{body}\n")
    assert found.code == code
    assert hint in found.hint


def test_a_span_too_wide_is_one_fault_at_the_head_however_many_rows_there_are():
    found = fault("- table: {head: [A, {text: B, span: 3}], rows: [[a, b, c], [d, e, f]]}\n")
    assert found.code == "uneven-row" and found.path.endswith("table.head")
    assert "4 columns" in found.problem and "3 cells" in found.problem and "span" in found.hint
