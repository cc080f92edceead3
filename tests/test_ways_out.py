"""What writers try first is refused with the form that says it, one fault for each mistake."""

import pytest
from laid import compose, lines, read

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


@pytest.mark.parametrize(
    "body",
    [
        "- options: {choices: [Wait and see, B], questions: [{question: q?,"
        " answers: [a, {text: b, only: a4}]}]}",
        "- schedule: {times: [8am, {text: noon, only: a4}],"
        " rows: [{what: a, at: [8am]}, {what: b, at: [noon]}]}",
        "- schedule: {times: [8am, {text: At bedtime, short: Bed}],"
        " rows: [{what: a, at: [8am]}, {what: b, at: [At bedtime]}]}",
    ],
)
def test_what_others_are_counted_or_named_by_is_never_left_out(body):
    assert fault(body).code == "cannot-be-left-out"


ROWS = (
    "- fill_in: {rows: [{label: Name, only: a4}, [{label: A, only: a4}, {label: B, only: a4}], C]}"
)


def test_a_row_of_a_form_of_which_nothing_is_left_is_no_row():
    body = f"- paragraph: Rest.\n{ROWS}\n"
    narrow, wide = ([line.text for line in lines(compose(body, sheet=s))] for s in ("a5", "a4"))
    assert "C" in narrow and "Name" not in narrow
    assert "Name" in wide and "C" in wide and len(wide) > len(narrow)


def test_choices_of_which_none_is_left_become_no_line_to_write_on():
    body = "- fill_in: {rows: [{label: A, choices: [{text: x, only: a4}]}, B]}\n"
    assert "x" in [line.text for line in lines(compose(body))]
    with pytest.raises(LeafletError) as caught:
        compose(body, sheet="a5")
    assert [one.code for one in caught.value.faults] == ["nothing-left"]


@pytest.mark.parametrize("name", ["One H~2~O", "One H₂O", "one h~2~o"])
def test_a_reference_names_a_heading_as_it_is_written_or_printed(name):
    body = f"- heading: One H~2~O\n- paragraph: See [this](see:{name}).\n"
    assert any("See this" in line.text for line in lines(compose(body)))


def test_a_scale_in_a_card_on_a_narrow_panel_has_its_ends_over_and_under_the_boxes():
    body = "- callout: {kind: tip, body: [{matters: [Working again, Sleeping]}]}\n"
    said = " ".join(line.text for line in lines(compose(body, sheet="trifold-dl")))
    assert "Does not matter" in said and "Matters a lot" in said
