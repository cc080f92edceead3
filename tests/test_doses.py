"""Doses: read exactly, held against each other, and printed so that nobody misreads them.

All medicines and doses here are made up.
"""

from decimal import Decimal

import leaflets
import pytest
from laid import compose, lines, pages, read

from leaflet.content import amounts, bands
from leaflet.content.dose_forms import mended
from leaflet.content.often import Often
from leaflet.editor import engine
from leaflet.errors import LeafletError
from leaflet.layout.slices import Words
from leaflet.source import model, nodes

SYRUP = "{{medicine: A syrup, strength: 120 mg in 5 ml, rows: [{}]}}"
TWICE = "amount: 5 ml, often: twice a day"


def doses(*rows: str, frame: str = SYRUP) -> str:
    return "- doses: " + frame.format(", ".join("{" + row + "}" for row in rows))


def faults(*rows: str, frame: str = SYRUP):
    with pytest.raises(LeafletError) as caught:
        read(doses(*rows, frame=frame))
    return [(fault.code, fault.problem) for fault in caught.value.faults]


def codes(*rows: str, frame: str = SYRUP) -> list[str]:
    return [code for code, _ in faults(*rows, frame=frame)]


def clashes(*written: str) -> list[str]:
    found = bands.clashes(band for each in written if (band := bands.read(each)))
    return ["gap" if clash.is_gap else "overlap" for clash in found]


def often(text: str) -> Often | None:
    reader = model.Reader()
    return Often.from_node(nodes.read(f"a: {text}".encode(), "x.yaml").entries[0][1], reader)


# ---- bands


@pytest.mark.parametrize(
    ("written", "low", "end", "said"),
    [
        ("3 to 5 months", "91.3125", "182.6250", "3 to 5 months"),
        ("3-5 months", "91.3125", "182.6250", "3 to 5 months"),
        ("6 months to under 2 years", "182.6250", "730.5000", "6 months to under 2 years"),
        ("12 years or older", "4383", "Infinity", "12 years and over"),
        ("under 3 months", "0", "91.3125", "under 3 months"),
        ("1 year", "365.25", "730.5", "1 year"),
        ("10 to 14.9 kg", "10", "15", "10 to 14.9 kg"),
        ("10 to under 15 kg", "10", "15", "10 to under 15 kg"),
        ("50kg+", "50", "Infinity", "50 kg and over"),
    ],
)
def test_a_band_is_read_exactly(written, low, end, said):
    band = bands.read(written)
    assert (band.low, band.end) == (Decimal(low), Decimal(end))
    assert band.text.replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    "written", ["6 months to 2 years", "up to 5 years", "adults", "5 to 3 years", "12", "2 to 5"]
)
def test_what_may_be_read_in_two_ways_is_no_band(written):
    assert bands.read(written) is None
    assert codes(f"age: {written}, {TWICE}") == ["not-a-band"]


@pytest.mark.parametrize(
    "written",
    [
        ("3 to 5 months", "6 to 23 months", "2 to 3 years", "4 to 5 years", "6 years and over"),
        ("under 1 year", "12 to 23 months", "2 to under 5 years", "5 years"),
        ("10 to 14.9 kg", "15 to 19.9 kg", "20 kg and over"),
        ("12 years and over", "6 to 11 years"),
        ("under 10 kg", "10 to under 15 kg", "15 kg and over"),
    ],
)
def test_bands_that_follow_on_are_in_order(written):
    assert clashes(*written) == []


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        (("2 to 4 years", "4 to 6 years"), "overlap"),
        (("2 to 4 years", "6 to 8 years"), "gap"),
        (("6 months to under 2 years", "18 months to under 3 years"), "overlap"),
        (("3 to 5 months", "7 to 11 months"), "gap"),
        (("4 to 7 weeks", "2 to 5 months"), "gap"),
        (("10 to 15 kg", "15 to 20 kg"), "overlap"),
        (("10 to 14 kg", "15 to 20 kg"), "gap"),
        (("2 to 3 years", "2 to 3 years"), "overlap"),
        (("under 5 years", "6 years and over"), "gap"),
        (("8 to 9 years", "2 to 8 years"), "overlap"),
    ],
)
def test_bands_that_overlap_or_leave_a_gap_are_found(written, wrong):
    assert clashes(*written) == [wrong]


def test_a_fault_names_both_bands_and_the_place_of_the_second():
    with pytest.raises(LeafletError) as caught:
        read(doses(f"age: 2 to 4 years, {TWICE}", f"age: 4 to 6 years, {TWICE}"))
    (fault,) = caught.value.faults
    assert fault.code == "band-overlap"
    assert "2 to 4" in fault.problem
    assert "4 to 6" in fault.problem
    assert fault.place.key == "body[0].doses.rows[1].age"


def test_a_gap_between_weights_is_refused_and_two_units_are_too():
    assert codes(f"weight: 10 to 14.9 kg, {TWICE}", f"weight: 16 to 20 kg, {TWICE}") == ["band-gap"]
    assert codes(f"weight: under 20 lb, {TWICE}", f"weight: 20 kg and over, {TWICE}") == [
        "mixed-units"
    ]


# ---- amounts


@pytest.mark.parametrize(
    ("written", "right"),
    [
        (".5 mg", "0.5 mg"),
        ("1.0 mg", "1 mg"),
        ("2.50 ml", "2.5 ml"),
        ("05 mg", "5 mg"),
        ("5ml", "5 ml"),
        ("2,5 ml", "2.5 ml"),
        ("10 mcg", "10 micrograms"),
        ("10 µg", "10 micrograms"),
        ("5 mls", "5 ml"),
        ("5 cc", "5 ml"),
        ("10 IU", "10 units"),
        ("10U", "10 units"),
        ("½ tablet", "half a tablet"),
        ("1½ tablets", "1 and a half tablets"),
        ("1.5 tablets", "1 and a half tablets"),
        ("1-2 tablets", "1 to 2 tablets"),
        ("120 mg/5 ml", "120 mg in 5 ml"),
        ("500 mg/tablet", "500 mg in 1 tablet"),
        ("500 Mg", "500 mg"),
    ],
)
def test_a_form_that_is_misread_has_its_right_form(written, right):
    assert mended(written) == right
    assert mended(right) == right


def test_a_misread_form_is_refused_with_the_right_one():
    with pytest.raises(LeafletError) as caught:
        read(doses("age: 1 year, amount: .5 ml, often: once a day"))
    (fault,) = caught.value.faults
    assert (fault.code, fault.hint) == ("misread-dose", "write `0.5 ml`")
    assert fault.place.key == "body[0].doses.rows[0].amount"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1000 mg", "1,000 mg"),
        ("2.5 ml", "2.5 ml"),
        ("1 to 2 tablets", "1 to 2 tablets"),
        ("half a tablet", "half a tablet"),
        ("1 and a half tablets", "1 and a half tablets"),
        ("0.25 g", "0.25 g"),
    ],
)
def test_an_amount_is_never_parted_from_its_unit(written, said):
    found = amounts.measured(written)
    assert found.said.replace("\u00a0", " ") == said
    assert " " not in found.said.rpartition(" to ")[2]


@pytest.mark.parametrize("written", ["some", "0 ml", "5", "2 to 1 ml", "5 ml (5 ml)", "1 dose"])
def test_what_is_no_amount_is_refused(written):
    assert codes(f"age: 1 year, amount: {written}, often: once a day") == ["not-a-dose"]


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("2.5 ml (60 mg)", []),
        ("2.5 ml (0.06 g)", []),
        ("2.5 ml (61 mg)", ["wrong-dose"]),
        ("2.5 ml (600 mg)", ["wrong-dose"]),
        ("1 tablet (120 mg)", ["mixed-units"]),
        ("2.5 ml (60 units)", ["mixed-units"]),
    ],
)
def test_the_milligrams_follow_from_the_millilitres_and_the_strength(amount, code):
    row = f"age: 1 year, amount: {amount}, often: once a day"
    assert (codes(row) if code else read(doses(row)) and []) == code


def test_thirds_are_reckoned_exactly():
    frame = "{{medicine: A syrup, strength: 100 mg in 3 ml, rows: [{}]}}"
    assert read(doses("age: 1 year, amount: 0.3 ml (10 mg), often: once a day", frame=frame))
    row = "age: 1 year, amount: 0.3 ml (10.0001 mg), often: once a day"
    assert codes(row, frame=frame) == ["wrong-dose"]


@pytest.mark.parametrize(
    ("often", "most", "code"),
    [
        ("up to 4 times a day", "4 doses", []),
        ("up to 4 times a day", "20 ml", []),
        ("4 times a day", "480 mg", []),
        ("every 6 hours", "4 doses", []),
        ("every 4 to 6 hours", "4 doses", []),
        ("every 4 to 6 hours", "6 doses", []),
        ("every 4 to 6 hours", "7 doses", ["wrong-dose"]),
        ("every 4 to 6 hours", "3 doses", ["wrong-dose"]),
        ("every 4 hours", "4 doses", ["wrong-dose"]),
        ("every 4 hours, up to 4 times a day", "4 doses", []),
        ("4 times a day", "15 ml", ["wrong-dose"]),
        ("4 times a day", "40 ml", ["wrong-dose"]),
        ("4 times a day", "4 g", ["wrong-dose"]),
        ("4 times a day", "8 tablets", ["mixed-units"]),
    ],
)
def test_the_most_in_a_day_follows_from_the_dose_and_its_times(often, most, code):
    row = f"age: 1 year, amount: 5 ml, often: '{often}', most: {most}"
    assert (codes(row) if code else read(doses(row)) and []) == code


def test_a_dose_that_is_left_open_needs_the_most_in_a_day():
    assert codes("age: 1 year, amount: 5 ml, often: every 4 to 6 hours") == ["missing-key"]
    assert codes("age: 1 year, amount: 5 to 10 ml, often: twice a day") == ["missing-key"]
    assert codes("age: 1 year, amount: 5 ml, when: if needed") == ["missing-key"]
    assert read(doses("age: 1 year, amount: 5 ml, often: every 6 hours"))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("age: 1 year", "missing-key"),
        ("age: 1 year, amount: 5 ml", "missing-key"),
        (TWICE, "missing-key"),
        (f"age: 1 year, instead: Ask us, {TWICE}", "conflicting-keys"),
        ("age: 1 year, amount: 5 ml, often: qds", "not-how-often"),
        ("age: 1 year, amount: 5 ml, often: 'every 6 hours, up to 6 times a day'", "out-of-range"),
        ("weight: 3 to 5 months, amount: 5 ml, often: once a day", "not-a-band"),
        ("age: 1 year, strength: 5 ml, amount: 5 ml, often: once a day", "not-a-dose"),
    ],
)
def test_a_row_that_lacks_or_confuses_something_is_refused(row, code):
    assert codes(row) == [code]


def test_rows_have_the_same_bands_and_say_the_same_things():
    first = f"age: 1 year, {TWICE}"
    assert codes(first, f"weight: 10 to 14 kg, {TWICE}") == ["uneven-row", "uneven-row"]
    assert codes(first + ", most: 10 ml", f"age: 2 years, {TWICE}") == ["missing-key"]
    other = "age: 2 years, amount: 5 ml (120 mg), often: twice a day"
    assert codes(first, other) == ["uneven-row"]
    assert codes(first, "age: 2 years, amount: 5 mL, often: once a day") == ["mixed-units"]


def test_an_amount_without_a_strength_is_refused_unless_it_is_weighed():
    frame = "{{medicine: A syrup, rows: [{}]}}"
    assert codes(f"age: 1 year, {TWICE}", frame=frame) == ["missing-key"]
    assert read(doses("age: 1 year, amount: 5 mg, often: twice a day", frame=frame))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Four times daily", "4 times a day"),
        ("2-3 times a day", "2 to 3 times a day"),
        ("twice each day", "twice a day"),
        ("up to four times in 24 hours", "up to 4 times in 24 hours"),
        ("once weekly", "once a week"),
        ("every 4 to 6 hours", "every 4 to 6 hours"),
    ],
)
def test_how_often_is_printed_in_digits(written, said):
    assert often(written).said.replace("\u00a0", " ") == said


@pytest.mark.parametrize(("amount", "found"), [("2 tablets", 0), ("3 tablets", 1)])
def test_a_table_that_adds_up_to_more_than_the_label_of_a_medicine_is_found(amount, found):
    frame = "{{medicine: Paracetamol, strength: 500 mg in 1 tablet, rows: [{}]}}"
    row = f"age: 18 years and over, amount: {amount}, often: up to 4 times a day, most: 4 doses"
    checked = engine.check(read(doses(row, frame=frame)))
    flaws = [each for each in checked.open if each.code == "dose-limit"]
    assert len(flaws) == found
    assert all(each.path == "body[0].doses.rows[0].amount" for each in flaws)


# ---- on the page


ROWS = (
    "age: under 1 year, instead: Ask a doctor",
    "age: 1 to 4 years, amount: 2.5 ml (60 mg), often: twice a day, when: after food, most: 5 ml",
    "age: 5 years and over, amount: 50 ml (1200 mg), often: twice a day, most: 2 doses",
)


def test_the_strength_stands_under_the_name_and_numbers_have_their_units():
    said = [line.text.strip() for line in lines(compose(doses(*ROWS), sheet="a4"))]
    assert said[2:4] == ["A syrup", "Strength: 120 mg in 5 ml"]
    assert any("1,200 mg" in line for line in said)
    assert not any("1200" in line for line in said)


def test_rows_of_two_strengths_have_them_in_a_column():
    rows = (
        *ROWS[:2],
        "age: 5 years and over, strength: 250 mg in 5 ml, amount: 5 ml (250 mg), "
        "often: twice a day, most: 10 ml",
    )
    said = [text for _, text in leaflets.said(compose(doses(*rows)))]
    assert "Strength" in said
    assert "250 mg in 5 ml" in said
    assert not any("Strength:" in text for text in said)


@pytest.mark.parametrize("paper", ["a4", "a5", "trifold-dl", "large-print", "giant-print"])
def test_all_that_is_said_of_a_dose_is_printed_on_every_sheet(paper):
    made = compose(doses(*ROWS), sheet=paper)
    said = " ".join(line.text for line in lines(made)).replace("\u00a0", " ")
    for words in ("Under 1 year", "Ask", "2.5 ml", "60 mg", "after food", "2 doses"):
        assert words in said


def test_numbers_stand_with_their_decimal_points_one_under_another():
    rows = (
        "age: 1 year, amount: 2.5 ml, often: once a day",
        "age: 2 years and over, amount: 50 ml, often: once a day",
    )
    made = compose(doses(*rows), sheet="a4")
    ends = {
        mark.text.strip(): mark.x
        + sum(g.advance for g in mark.glyphs[: mark.text.index("m") - 1]) * mark.size
        for page in pages(made)
        for mark in page.marks
        if isinstance(mark, Words) and mark.text.strip() in ("2.5 ml", "50 ml")
    }
    decimals = [
        sum(g.advance for g in mark.glyphs[1:3]) * mark.size
        for page in pages(made)
        for mark in page.marks
        if isinstance(mark, Words) and mark.text.strip() == "2.5 ml"
    ]
    assert len(ends) == 2
    assert ends["2.5 ml"] - decimals[0] == pytest.approx(ends["50 ml"], abs=0.1)


def test_a_card_leaves_out_what_a_band_without_a_dose_has_not():
    said = [line.text for line in lines(compose(doses(*ROWS), sheet="trifold-dl"), furniture=True)]
    start = next(
        n for n, words in enumerate(said) if "Under 1 year" in words.replace("\u00a0", " ")
    )
    assert "Ask a doctor" in said[start + 1].replace("\u00a0", " ")
    assert "1 to 4 years" in said[start + 2].replace("\u00a0", " ")
