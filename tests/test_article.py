"""An article full of claims, put in as content: the check finds what an editor would."""

import datetime

import pytest
from conftest import CASES

import leaflet
from leaflet.editor import engine, pemat

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def checked():
    return engine.check(leaflet.read(CASES / "article.yaml"), today=TODAY)


def words(finding):
    place = finding.place
    return place.excerpt[place.column - 1 : place.column - 1 + place.width]


def said(checked):
    """Each finding on a line: place, severity, rule, and the words in question.

    Spelling is left out: what it finds depends on the dictionaries of the computer.
    """
    for finding in (each for each in checked.open if each.rule.group != "spelling"):
        rule, place = finding.rule, finding.place
        yield f"{place.line}:{place.column} {rule.severity} {rule.id}: {words(finding)}"


def test_the_findings_on_the_article_are_these(checked, golden):
    golden("article.txt", "".join(f"{line}\n" for line in said(checked)))


@pytest.mark.parametrize(
    ("rule", "meant"),
    [
        ("refused-claim", "treat the root cause"),
        ("refused-claim", "pain-free"),
        ("refused-claim", "drug-free"),
        ("refused-claim", "Absolutely!"),
        ("refused-claim", "restore the flow of"),
        ("refused-claim", "improve blood circulation"),
        ("refused-claim", "proven effectiveness"),
        ("refused-claim", "long-lasting relief"),
        ("promotion", "Look no further"),
        ("promotion", "rich history"),
        ("safety-promise", "a safe practice"),
        ("implied-treatment", "various ailments"),
        ("vague-number", "Many studies"),
        ("vague-number", "rare"),
        ("wrong-name", "BACC"),
        ("wrong-name", "licensed acupuncturist"),
        ("unfair-comparison", "compared to pharmaceutical interventions"),
        ("missing-risks", "Minimal Side Effects"),
    ],
)
def test_an_editor_would_strike_these_words(checked, rule, meant):
    found = [words(finding) for finding in checked.open if finding.rule.id == rule]
    assert meant in found, found


LEFT_OUT = (
    *("key-points", "choices", "nothing", "urgent-help", "sources", "formats", "feedback"),
    *("questions", "steps", "imprint"),
)


@pytest.mark.parametrize("part", LEFT_OUT)
def test_the_article_leaves_out_what_a_leaflet_needs(checked, part):
    assert f"missing-{part}" in {finding.rule.id for finding in checked.open}


def test_what_the_article_tells_as_tradition_is_left_alone(checked):
    line = next(n for n, text in enumerate(written(), 1) if "flows through meridians" in text)
    assert not [f for f in checked.open if f.rule.id == "refused-claim" and f.place.line == line]


def written():
    return (CASES / "article.yaml").read_text("utf-8").splitlines()


def test_the_article_fails_and_scores_far_below_the_leaflet_that_comes_with_leaflet(checked):
    assert checked.count("error") > 50
    article = pemat.score(checked.manuscript)
    ours = leaflet.read(CASES.parents[1] / "content.yaml")
    good = pemat.score(engine.check(ours, today=TODAY).manuscript)
    assert article.understandability < 60 <= 80 < good.understandability
    assert article.actionability < 50 < good.actionability
    assert article.cdc < 50 < good.cdc
