"""Alerts in finished PDFs: their words stand out, their signs differ, and nothing outdoes them."""

import pytest
from drafts import LEFT, SIZE, Draft
from laid import HEAD, compose

import leaflet
from leaflet.composition import paper
from leaflet.graphics import signs
from leaflet.graphics.colour import BLACK, WHITE
from leaflet.layout.slices import Fill, Shape
from leaflet.measure import FAILS, OK, UNMEASURED, alerts, measure
from leaflet.measure.printed import Print
from leaflet.measure.seen import read

RED, AMBER, GREY = (0.64, 0.09, 0.1), (1.0, 0.72, 0.11), (0.5, 0.5, 0.5)
TINT = (0.9, 0.95, 0.97)


class Sheet(Draft):
    """A page of paragraphs with cards over them."""

    def __init__(self):
        super().__init__()
        self.fill(500)

    def card(self, y, colour, ink, sign="urgent", x=LEFT, wide=300, tall=100):
        """A card with a solid head, its title and a line of text."""
        self.pages[-1] += [
            Fill(x, y, wide, tall, colour),
            Fill(x + 1, y + 1, wide - 2, 40, colour),
            Fill(x + 1, y + 41, wide - 2, tall - 42, WHITE),
        ]
        if sign:
            drawn = signs.KINDS[sign]
            self.pages[-1].append(Shape(x + 8, y + 6, 30, 30, drawn, ink))
        self.block(y + 28, "Get help now", x=x + 50, size=18, bold=True, colour=ink)
        self.block(y + 70, "Numb or weak legs", x=x + 10, size=SIZE)

    def measured(self):
        return alerts.alerts(Print(read(self.pdf())))


def found(sheet) -> list[str]:
    made = sheet.measured()
    assert made.verdict == (FAILS if made.findings else OK)
    return [place.value for place in made.findings]


def test_two_cards_with_signs_of_their_own_are_well_told():
    sheet = Sheet()
    sheet.card(60, RED, WHITE)
    sheet.card(180, AMBER, BLACK, "today")
    assert sheet.measured().figures == (("alerts", 2.0), ("places", 0.0))
    assert found(sheet) == []


def test_a_page_without_alerts_is_not_measured():
    assert Sheet().measured().verdict == UNMEASURED


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ({"ink": GREY}, "its head has 2.0:1"),
        ({"sign": None}, "it has no sign"),
    ],
)
def test_an_alert_that_is_badly_told_is_found(change, value):
    sheet = Sheet()
    sheet.card(60, **{"colour": RED, "ink": WHITE} | change)
    assert found(sheet) == [value]


def test_two_alerts_with_one_sign_are_found():
    sheet = Sheet()
    sheet.card(60, RED, WHITE)
    sheet.card(180, AMBER, BLACK, "urgent")
    assert found(sheet) == ["it has the sign of “Get help now”"]


def test_a_larger_card_beside_an_alert_is_found():
    sheet = Sheet()
    sheet.card(60, RED, WHITE, wide=180)
    sheet.pages[-1].append(Fill(LEFT + 200, 60, 190, 300, TINT))
    sheet.block(100, "A long note", x=LEFT + 210)
    assert found(sheet) == ["a card beside it is larger"]


def test_an_area_that_crowds_an_alert_is_found():
    sheet = Sheet()
    sheet.card(60, RED, WHITE)
    sheet.pages[-1].append(Fill(LEFT, 165, 300, 80, TINT))
    assert found(sheet) == ["another area is nearer than 3 mm"]


@pytest.mark.parametrize("theme", ["calm", "warm", "clinical", "high-contrast"])
@pytest.mark.parametrize("colour", ["#9b1c2e", "#ffd400"])
def test_the_alerts_of_our_own_leaflets_are_well_told(theme, colour):
    body = "- callout: {kind: urgent, title: Call 999, body: Words.}\n"
    body += "- callout: {kind: today, title: Call 111 today, body: Words.}\n"
    body += "- callout: {title: Bring a friend, body: Words.}\n"
    head = HEAD + f"  colour: '{colour}'\n"
    made = alerts.alerts(Print(read(leaflet.write(compose(body, head=head, theme=theme)))))
    assert made.verdict == OK
    assert made.figures[0][1] >= 1


@pytest.mark.usefixtures("natural_size")
@pytest.mark.parametrize("theme", ["calm", "clinical", "warm"])
def test_warnings_on_closer_pages_are_still_three_millimetres_apart(theme, monkeypatch):
    card = "- callout: {{kind: {}, body: Call us.}}\n"
    body = "- paragraph: A leaflet.\n" + card.format("urgent") + card.format("today")
    laid_out = paper._on

    def closer(document, column, *more):
        return laid_out(document, column._replace(is_close=True, white=0.5), *more)

    monkeypatch.setattr(paper, "_on", closer)
    found = measure(leaflet.write(compose(body, theme=theme)))
    (rule,) = (each for each in found if each.rule == "alerts")
    assert rule.value == "2" and rule.findings == ()
