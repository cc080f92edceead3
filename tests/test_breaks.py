import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.text.breaks import LONGEST_KEEP, keeps, opportunities


def pieces(text):
    """The text with a bar at every opportunity."""
    cuts = [0, *opportunities(text), len(text)]
    return "|".join(text[a:b] for a, b in pairwise(cuts))


def kept(text):
    return [text[start:end] for start, end in keeps(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word",
        "Take |one |now.",
        "trailing |space ",
        # hyphens
        "self-help |co-operate",
        "an |X-ray, |an |e-mail, |vitamin |B-12, |COVID-19, |3-day, |-5, |--",
        "non\u2011stop |well\u2010being",
        # dashes
        "Monday–Friday, |1–2 |or |9:00–17:00",
        "yes—no—“maybe”",
        "word – |next |word — |next |a - |b",
        # slashes
        "tablets/capsules, |and/or, |his/her, |5/6, |n/a",
        # addresses break where one is too wide only
        "https://www.long-name.nhs.uk/self-help/tablets |me-too@long-name.nhs.uk |self-help.org.uk",
        # closing and opening, LB13 to LB15
        "he |said |“hello |there” |to |(all |of |you)",
        "Oui ! |Non ? |« mot » |et |« deux » : |fin",
        "das |»Wort« |ist |„dies“ |hier",
        "( a |[ b |¿ c |d ) |e ] |f",
        "rock |’n’ |roll |the |patients’ |‘own’ |room",
        "one , |two ; |but |.5 |and |,5",
        # no-break
        "a\u00a0b\u202fc\u2007d |e\u2060f",
        "zero\u200b|width |so\u00adft",
        "a |b\u0301 |c",
        # numbers and what belongs to them
        "take |5 mg |or |37.5 °C |of |10 000 |for |9 in 100 |people",
        "open |9am |to |5pm, |9 am |to |5 pm, |9 am – 5 pm |daily",
        "call |020 7946 0123 |(or |+44 20 7946 0123) |now",
        "on |Tuesday |3 November 2026 |at |EX1 1AA |with |Dr Smith |and |others",
    ],
)
def test_a_line_may_end_only_at_the_bars(text):
    assert pieces(text.replace("|", "")) == text


@pytest.mark.parametrize(
    "text",
    [
        "020 7946 0123",
        "+44 20 7946 0123",
        "+44 (0)20 7946 0123",
        "(01632) 960 123",
        "0300 123 1234",
        "01632 960 123 ext 12",
        "+33 1 23 45 67 89",
        "(212) 555-0123",
        "5 mg",
        "10 ml",
        "37.5 °C",
        "50 %",
        "250 mg/5 ml",
        "5.5 mmol/l",
        "50 micrograms",
        "5 мг",
        "2 x 5 ml",
        "5 – 10 ml",
        "£ 5",
        "1,000,000 IU",
        "10 000",
        "9 in 100",
        "1 out of every 1,000",
        "1 de cada 10",
        "1 из 100",
        "3 November 2026",
        "3rd November",
        "3 Nov",
        "November 2026",
        "November 3, 2026",
        "3 listopada 2026",
        "3 de noviembre de 2026",
        "22/11/2026",
        "22.11.2026",
        "2026-11-22",
        "9 am",
        "5:30 pm",
        "9.30 a.m.",
        "12 noon",
        "9:00–17:00",
        "9 am – 5 pm",
        "9–11 am",
        "EX1 1AA",
        "SW1A 2AA",
        "Dr Smith",
        "Mrs O’Neil",
        "Prof. A. J. Łukasz",
    ],
)
def test_it_stays_on_one_line(text):
    assert text in kept(text)
    assert text in kept(f"Please note ({text}), thank you.")
    assert not opportunities(text)


@pytest.mark.parametrize(
    "text",
    [
        "6 weeks",
        "5 men",
        "2 tablets 3 times",
        "9am to 5pm",
        "24 hours",
        "in 2026 we",
        "5 million",
        "doctor Smith",
        "Mr and",
        "pages 3",
        "30",
        "a b c",
    ],
)
def test_it_need_not_stay_on_one_line(text):
    assert kept(text) == []


def test_what_is_too_long_is_not_kept():
    assert kept("Dr " + "A" * 20) == ["Dr " + "A" * 20]
    assert kept("01234 01234 01234 01234 01234 ext 12") == []


@given(st.text(alphabet=st.sampled_from("ab1 \u00a0.,-–—/()“”«»!+£DrNHS\u0301\u200b"), max_size=60))
def test_opportunities_are_ascending_and_inside(text):
    found = opportunities(text)
    assert list(found) == sorted(set(found))
    assert all(0 < i < len(text) for i in found)
    assert all(text[i] not in " )!\u00a0\u0301" for i in found)
    assert all(text[i - 1] not in "\u00a0(“«/+£1-–—" for i in found)
    assert not any(start < i < end for start, end in keeps(text) for i in found)


@given(st.text(max_size=200))
def test_any_text_at_all_is_broken_and_kept(text):
    assert all(end - start <= LONGEST_KEEP for start, end in keeps(text))
    assert all(0 < i < len(text) for i in opportunities(text))


SEEDS = (
    """
1|1 |00 |0 |1,|1.1,|1 000 |(|(0|(01) |+|+44 (0) |9:00–|9 am–|3 abcdefghijk |3 de |22/11/
1 out of every |a|A|ab-|abcd/|Dr A |Dr |EX1 1|EX1 |a@b.|«|« |“ |-|–| –| |\u0301|May |5 mg/
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("seed", SEEDS)
def test_twenty_thousand_characters_take_milliseconds(seed):
    text = seed * (20_000 // len(seed)) + "!"
    start = time.process_time()
    opportunities(text)
    assert time.process_time() - start < 0.2
