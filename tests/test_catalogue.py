"""The shelf finds leaflets by words, kind, subject, language and state, and shows 48 a page."""

import datetime
import re

import pytest
from test_web import Page, browser, office  # noqa: F401

from leaflet.web import catalogue
from leaflet.web.catalogue import Query, ShelfCard, Standing

TODAY = datetime.date(2026, 11, 30)
PLAIN = Standing("plain", "Review by 1 January 2029")
CARDS = (
    ShelfCard("a", "Knee pain", "", PLAIN, about="condition", text="Bend your knee every day."),
    ShelfCard("b", "After a knee sprain", "", PLAIN, about="exercise", code="KS-2"),
    ShelfCard("c", "Moving well", "", PLAIN, keywords=("knee", "hip"), languages=("en",)),
    ShelfCard(
        "d", "Café visits", "", Standing("due", "Review due"), text="Rest, then bend your knee."
    ),
    ShelfCard("e", "Gutter", "", Standing("expired", "Out of date"), is_example=True),
)


def ids(**query):
    return "".join(found.card.id for found in catalogue.found(CARDS, Query(**query)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "bdeac"),
        ({"words": "knee"}, "abcd"),
        ({"words": "KNEE  sprain"}, "b"),
        ({"words": "ks-2"}, "b"),
        ({"words": "cafe"}, "d"),
        ({"words": "visits caf"}, "d"),
        ({"words": "hip"}, "c"),
        ({"words": "spleen"}, ""),
        ({"show": "due"}, "de"),
        ({"show": "examples"}, "e"),
        ({"about": "exercise"}, "b"),
        ({"tag": "hip"}, "c"),
        ({"language": "en", "words": "knee"}, "c"),
    ],
)
def test_the_best_is_found_first(query, expected):
    assert ids(**query) == expected


def test_a_word_inside_is_shown_with_those_around_it():
    found = {each.card.id: each.inside for each in catalogue.found(CARDS, Query("bend"))}
    assert found == {"a": "Bend your knee every day.", "d": "Rest, then bend your knee."}


def test_what_is_misspelt_leads_to_titles_that_are_close():
    assert [card.id for card in catalogue.close(CARDS, "gutta")] == ["e"]
    assert catalogue.close(CARDS, "zzzzz") == []


def leaflet(folder, number):
    text = f"title: Leaflet number {number}\nbody:\n  - paragraph: Rest.\n"
    (folder / f"n{number:03}.yaml").write_text(text, "utf-8")


def test_two_hundred_leaflets_stand_on_pages_of_48_and_none_is_lost(browser, folder):  # noqa: F811
    for number in range(214):
        leaflet(folder, number)
    titles, stops = set(), []
    for number in range(1, 20):
        text = browser.client.get(f"/?q=leaflet+number&page={number}").text
        cards = text.partition('id="cards"')[2]
        titles |= (found := set(re.findall(r">(Leaflet number \d+)</a>", cards)))
        stops.append(len(re.findall(r"<(?:a|button|input|select|summary)\b", text)))
        assert len(found) <= catalogue.PAGE
        if "Next " not in cards:
            break
    assert len(titles) == 214
    assert number == 5
    assert max(stops) <= 80
    assert len(browser.client.get("/").content) < 64_000


def test_what_was_found_keeps_its_address_and_says_how_many(browser, folder):  # noqa: F811
    leaflet(folder, 7)
    page = browser.get("/?q=number+7")
    assert "1 leaflet for “number 7”" in page.said
    assert page.title.startswith("number 7: 1 leaflet")
    assert "No leaflet for “zebra”" in browser.get("/?q=zebra").said


@pytest.mark.parametrize("query", ["page=x", "page=99999", "show=%3Cb%3E", "about=" + "x" * 900])
def test_an_address_that_means_nothing_shows_the_shelf(browser, query):  # noqa: F811
    answer = browser.client.get(f"/?{query}")
    assert answer.status_code == 200
    assert "<b>" not in Page(answer.text).said


def test_what_is_kept_is_said(browser):  # noqa: F811
    assert "Until you delete them" in browser.get("/data").said
