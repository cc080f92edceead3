"""Scores of PEMAT and of the CDC Index: what a program can decide, and honest about the rest."""

import datetime
import re

import leaflets
import pytest

from leaflet.editor import engine, pemat
from leaflet.editor.pemat import Item
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.errors import LeafletError

TODAY = datetime.date(2026, 11, 23)
FULL = """
- key_points: [Keep your knee moving, Ask us about exercise]
- heading: What to do
- steps: [Walk a little, Rest a little]
"""
BARE = """
- heading: The knee
- paragraph: The knee bends. All patients should walk.
"""


def scored(folder, body, head="title: Knees\nsubtitle: What helps\n"):
    made = pemat.score(Manuscript(leaflets.document(folder, body, head), TODAY))
    return made, {item.id: item for item in made.items}


def test_there_are_24_items_of_pemat_and_20_of_the_cdc(tmp_path):
    made, items = scored(tmp_path, FULL)
    numbers = {scale: [] for scale in ("PEMAT", "CDC")}
    for item in made.items:
        scale, number = item.id.split()
        numbers[scale].append(int(number))
    assert numbers["PEMAT"] == [*range(1, 13), *range(15, 27)]
    assert numbers["CDC"] == [*range(1, 21)]
    assert len(items) == 44


def test_the_shares_count_only_what_was_decided(tmp_path):
    made, _ = scored(tmp_path, BARE)
    for share, wanted in [
        (made.understandability, lambda n: n[0] == "PEMAT" and int(n[1]) < 20),
        (made.actionability, lambda n: n[0] == "PEMAT" and int(n[1]) >= 20),
        (made.cdc, lambda n: n[0] == "CDC"),
    ]:
        verdicts = [item.verdict for item in made.items if wanted(item.id.split())]
        met, unmet = verdicts.count("met"), verdicts.count("not met")
        assert met + unmet < len(verdicts)
        assert share == round(100 * met / (met + unmet), 1)


@pytest.mark.parametrize(
    ("item", "full", "bare"),
    [
        ("PEMAT 11", "met", "not met"),
        ("PEMAT 12", "met", "not met"),
        ("PEMAT 20", "met", "not met"),
        ("PEMAT 21", "met", "not met"),
        ("PEMAT 22", "met", "not met"),
        ("PEMAT 10", "for a person", "for a person"),
        ("PEMAT 19", "does not apply", "does not apply"),
        ("CDC 2", "met", "not met"),
        ("CDC 8", "met", "not met"),
    ],
)
def test_an_item_is_met_by_what_the_leaflet_has(tmp_path, item, full, bare):
    assert scored(tmp_path, FULL)[1][item].verdict == full
    assert scored(tmp_path, BARE)[1][item].verdict == bare


def test_key_points_under_a_heading_are_not_at_the_top(tmp_path):
    late = "- heading: How knees bend\n- paragraph: They do.\n- key_points: [Move, Rest]"
    _, items = scored(tmp_path, late)
    assert (items["CDC 1"].verdict, items["CDC 2"].verdict) == ("met", "not met")


def test_a_table_and_a_crowd_are_looked_at_only_where_there_are_some(tmp_path):
    _, items = scored(tmp_path, FULL + "- table: { rows: [[a, b], [c, d]] }\n")
    assert items["PEMAT 19"].verdict == "not met"
    crowd = "- icon_array: { affected: 9, text: 9 in 100 bleed., label: bleed, other: do not }\n"
    _, items = scored(tmp_path, FULL + crowd)
    assert items["CDC 20"].verdict == "met"
    assert items["PEMAT 17"].verdict == "met"
    bars = "- bars: [{ label: bleed, number: 9 in 100 }, { label: bruise, number: 4 in 100 }]\n"
    _, items = scored(tmp_path, FULL + bars)
    assert items["CDC 20"].verdict == "met"
    assert items["PEMAT 17"].verdict == "met"


def test_every_item_says_what_decided_it_and_none_claims_an_official_score(tmp_path):
    made, _ = scored(tmp_path, FULL)
    for item in made.items:
        assert isinstance(item, Item)
        assert len(item.title) > 8
        assert len(item.why) > 8
    assert re.search("no official score", pemat.__doc__)


def demanded(folder, about):
    """The parts that the check misses in a leaflet about something."""
    head = f"title: Knees\nsubtitle: What helps\n{about}"
    made = leaflets.document(folder, "- paragraph: Knees bend.", head)
    found = engine.check(made, today=TODAY).open
    return {finding.rule.id for finding in found if finding.rule.id.startswith("missing-")}


WEIGHED = {"missing-benefits", "missing-risks", "missing-choices", "missing-nothing"}


@pytest.mark.parametrize("about", ["treatment", "test", "medicine", "vaccine"])
def test_where_there_is_a_choice_both_sides_are_asked_for(tmp_path, about):
    assert demanded(tmp_path, f"about: {about}\n") >= WEIGHED | {"missing-urgent-help"}


@pytest.mark.parametrize("about", ["form", "fees", "action-plan"])
def test_what_is_no_text_to_read_needs_no_summary(tmp_path, about):
    found = demanded(tmp_path, f"about: {about}\n")
    assert not found & (WEIGHED | {"missing-key-points"})
    assert {"missing-contact", "missing-formats"} <= found


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Exercises after a knee replacement", "exercise"),
        ("Exercise tests of the heart", "test"),
        ("After your tooth extraction", "aftercare"),
        ("Going home with a plaster cast", "aftercare"),
        ("Consent form for a flu vaccine", "form"),
        ("Our fees", "fees"),
        ("Your asthma action plan", "action-plan"),
        ("Surgery for a hernia", "treatment"),
    ],
)
def test_what_it_is_about_is_guessed_from_the_title(tmp_path, title, about):
    made = leaflets.document(tmp_path, "- paragraph: Rest.", f"title: {title}\nsubtitle: For you\n")
    (note,) = (f for f in engine.check(made, today=TODAY).open if f.code == "missing-about")
    assert f"read as `about: {about}`" in note.problem


HEADS = ("Our fees", "After your operation")


def test_a_heading_makes_no_form_or_price_list_of_a_leaflet(tmp_path):
    body = "".join(f"- heading: {words}\n- paragraph: Rest.\n" for words in HEADS)
    made = leaflets.document(tmp_path, body, "title: Hernias\nsubtitle: For you\n")
    (note,) = (f for f in engine.check(made, today=TODAY).open if f.code == "missing-about")
    assert "`about: treatment`" in note.problem


@pytest.mark.parametrize("about", ["condition", "appointment", "service"])
def test_where_there_is_none_they_are_not(tmp_path, about):
    found = demanded(tmp_path, f"about: {about}\n")
    assert not found & WEIGHED
    assert {"missing-contact", "missing-formats", "missing-key-points"} <= found


def test_a_leaflet_that_does_not_say_what_it_is_about_is_asked_for_everything(tmp_path):
    found = demanded(tmp_path, "")
    assert found - demanded(tmp_path, "about: treatment\n") == {"missing-about"}


def test_another_about_is_refused(tmp_path):
    with pytest.raises(LeafletError, match="`potion` is not one of the words allowed here"):
        demanded(tmp_path, "about: potion\n")


@pytest.mark.parametrize(
    ("item", "body"),
    [
        ("PEMAT 23", "- fill_in: [{label: Name}]\n"),
        ("PEMAT 23", "- matters: [Working again soon, No operation]\n"),
        (
            "PEMAT 22",
            "- exercises: [{picture: bridge, title: Bridge, text: Lift your hips., repeats: 8}]\n",
        ),
    ],
)
def test_blocks_to_write_in_and_exercises_count_as_tools_and_steps(tmp_path, item, body):
    _, items = scored(tmp_path, body)
    assert items[item].verdict == "met"


def test_a_picture_on_the_cover_counts_as_one(tmp_path):
    head = "title: Knees\ncover: {picture: head-pain}\n"
    _, items = scored(tmp_path, BARE, head)
    assert items["CDC 4"].verdict == "for a person"
    _, items = scored(tmp_path, BARE)
    assert items["CDC 4"].verdict == "not met"
