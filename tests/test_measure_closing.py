"""The foot of pages, the imprint and the contact details, measured in finished files."""

import pytest
import test_contact as contacts
from drafts import LEFT, Draft

import leaflet
from leaflet import measure
from leaflet.content.sheet import MM
from leaflet.graphics import qr_code
from leaflet.graphics.colour import BLACK, WHITE
from leaflet.layout.slices import Fill, Shape


def verdict(pdf, rule):
    (found,) = (row for row in measure.measure(pdf) if row.rule == rule)
    return found.verdict, [place.value for place in found.findings]


def draft():
    made = Draft()
    made.fill(made.block(60, "Your back", role="H1", size=24))
    made.page()
    made.fill()
    return made


def test_one_line_at_the_foot_is_well():
    assert verdict(draft().pdf(), "foot-line") == ("ok", [])


@pytest.mark.parametrize("more", [["Hill Clinic"], ["Hill Clinic", "T-1", "1 May 2026"]])
def test_more_lines_at_the_foot_are_found(more):
    made = draft()
    for place, words in enumerate(more):
        made.line(785 - 15 * place, words, size=12)
    (found, (value,)) = verdict(made.pdf(), "foot-line")
    assert found == "fails"
    assert value.startswith(f"{len(more) + 1} lines")


@pytest.mark.parametrize(("role", "wanted"), [("TH", "ok"), ("P", "fails")])
def test_the_head_of_a_table_that_goes_on_is_no_running_head(role, wanted):
    made = draft()
    made.block(300, "What you take", role=role)
    made.line(800, "Hill Clinic, 01632 960 555", size=12)
    made.page()
    made.fill()
    made.line(40, "What you take (continued)", size=12)
    made.line(800, "Hill Clinic, 01632 960 555", size=12)
    assert verdict(made.pdf(), "foot-line")[0] == wanted


def test_a_version_on_each_page_is_found():
    made = draft()
    made.line(40, "T-1, Version 2.1", size=12)
    assert verdict(made.pdf(), "imprint") == ("ok", [])
    made.page()
    made.line(40, "T-1, Version 2.1", size=12)
    assert verdict(made.pdf(), "imprint") == ("ok", [])
    made.page()
    made.line(40, "T-1, Version 2.1", size=12)
    assert verdict(made.pdf(), "imprint") == ("fails", ["2 times"])


def test_a_version_twice_on_one_page_is_found():
    made = draft()
    made.line(40, "T-1, Version 2.1", size=12)
    made.line(785, "T-1, Version 2.1", size=12)
    assert verdict(made.pdf(), "imprint") == ("fails", ["2 times"])


def with_contact(size=30.0, side=30.0):
    made = draft()
    part = made.group("Sect")
    made.block(600, "01632 960 555", within=part, size=size)
    code = qr_code.outline("https://www.harbour.example/book")
    made.pages[-1].insert(0, Fill(LEFT, 620, side * MM, side * MM, WHITE))
    figure = part.add("Figure", alt="QR code")
    made.pages[-1].append(Shape(LEFT, 620, side * MM, side * MM, code, BLACK, figure))
    return made, part


def test_a_large_number_and_code_are_well():
    made, _ = with_contact()
    assert verdict(made.pdf(), "contact") == ("ok", [])


@pytest.mark.parametrize(
    ("size", "side", "values"), [(20, 30, ["20.0 pt"]), (30, 20, ["20 mm"]), (25, 25, [])]
)
def test_a_small_number_and_a_small_code_are_found(size, side, values):
    made, _ = with_contact(size, side)
    assert verdict(made.pdf(), "contact")[1] == values


def test_details_on_two_pages_are_found():
    made, part = with_contact()
    made.page()
    made.block(60, "12 Harbour Street", within=part)
    (found, (value,)) = verdict(made.pdf(), "contact")
    assert found == "fails"
    assert "12 Harbour Street" in value


@pytest.mark.parametrize("paper", ["a4", "a5-booklet", "trifold-dl", "large-print"])
def test_ours_keep_these_rules_with_every_detail(paper):
    pdf = leaflet.write(
        contacts.made(paper, "worst", body="- paragraph: Rest.\n" * 40 + contacts.BODY)
    )
    found = {row.rule: row.verdict for row in measure.measure(pdf)}
    assert (found["imprint"], found["contact"]) == ("ok", "ok")
    assert found["foot-line"] == ("not measured" if paper == "trifold-dl" else "ok")
