"""Lists that run on in one text are found by their marks, and sentences are left alone."""

import time

import pytest

from leaflet.editor.checks.run_in_list import _list_in
from leaflet.text.breaks import LINE_SEPARATOR

LISTS = """
a. add water b. stir
A. Wash B. Dry
A. Wash your hands. B. Dry them.
Do this: A. Wash your hands. B. Dry them.
A) wash B) dry
(A) wash (B) dry
1. Wash 2. Dry
1. 2 tablets in the morning. 2. 1 tablet at night.
Take: 1. 5 ml at noon 2. 10 ml at night
1) 2 tablets 2) 3 tablets
(1) 5 ml (2) 10 ml
1.Wash your hands. 2.Dry them.
a.add water b.stir
1.) wash 2.) dry
1: wash 2: dry
1 - wash 2 - dry
Do this: 1 – wash 2 – dry
1- wash 2- dry
i. wash ii. dry
I. Wash II. Dry
(i) wash (ii) dry
① wash ② dry
❶ wash ❷ dry
Do this: 1. “Wash” your hands. 2. “Dry” them.
Fees: 1. £5 for a letter. 2. £10 for a form.
Bring: - your letter - your glasses
Bring: – your letter – your glasses
Bring: * your letter * your glasses
- your letter - your glasses
- 2 tablets - 1 inhaler
Bring • your letter • your glasses
Bring •your letter •your glasses
Bring: · your letter · your glasses
Bring ○ your letter ○ your glasses
Bring ■ your letter ■ your glasses
Bring ▸ your letter ▸ your glasses
Bring ► your letter ► your glasses
Bring ➢ your letter ➢ your glasses
Do ✓ walk ✓ swim
Do not ✗ run ✗ jump
Bring: > your letter > your glasses
Bring: → your letter → your glasses
a. add water¶b. stir
Bring:¶- your letter¶- your glasses
а) мойте руки б) сушите
α) πλύνετε β) στεγνώστε
١. اغسل ٢. جفف
१. धोएं २. सुखाएं
"""
SENTENCES = """
First, wash your hands. Second, dry them.
Take 1. Then take 2. Rest.
Walk - or swim - each day.
Walk – or swim – each day.
Take vitamin A. Take vitamin B too.
You may feel sick (1 in 100) or dizzy (2 in 100).
Stage 1. This is small. Stage 2. This is larger.
See (a) above and (b) below.
Your blood group is (A) or (B) or neither.
The strengths are (1) low and (2) high.
Tears are (grade 1) small or (grade 2) large.
Phone ext. 1. Ask for ward 2. They will help.
See fig. 1. The knee is straight. See fig. 2. The knee is bent.
A. Patel is our nurse. B. Jones is our doctor.
A. Smith, B. Jones and C. Lee wrote this.
We open at 10 a.m. and close at 5 p.m. on weekdays.
Take 1.5 ml in the morning and 2.5 ml at night.
Take 1 - 2 tablets.
Take 1 to 2 tablets, 2 - 3 times a day.
Ring 01632 960 555 - ask for the nurse - at any time.
Settings → Phone → Privacy
Mon · Tue · Wed
5 * 3 * 2
2 + 2 + 1
Plan A. Rest for a day. Plan B. See us.
Hepatitis A. It is caught from food. Hepatitis B. It is caught from blood.
i.e. a small cut, e.g. on a finger
Is it 1 or 2?
Vitamin B1. Vitamin B2.
☐ Yes ☐ No
Walk, swim, or ride a bicycle.
1. Wash your hands.
a. m. and p. m.
The ratio is 1:2 and then 2:3.
At 1: rest. At 2: walk.
A cold (a virus) or a sore throat (bacteria)
Open: Monday - Friday
Open: 9am - 5pm, Saturday - closed
Dr A. Patel and Dr B. Jones
Rated ★★★ by all
"""


def cases(text):
    return [line.replace("¶", LINE_SEPARATOR) for line in text.splitlines() if line]


def test_there_are_enough_texts_of_either_kind():
    assert len(cases(LISTS)) >= 30
    assert len(cases(SENTENCES)) >= 30


@pytest.mark.parametrize("said", cases(LISTS))
def test_the_items_of_a_list_in_one_text_are_found(said):
    assert _list_in(said)


@pytest.mark.parametrize("said", cases(SENTENCES))
def test_sentences_are_left_alone(said):
    found = _list_in(said)
    assert found is None, found[0]


@pytest.mark.parametrize("signs", ["1. a ", "a. b ", "- a ", "• a ", "(1) a ", "A. B ", ": - "])
def test_twice_the_text_takes_about_twice_the_time(signs):
    def took(count):
        begin = time.process_time()
        _list_in("x " + signs.replace("2", "3") * count)
        return time.process_time() - begin

    assert took(8_000) < max(5 * took(2_000) + 0.1, 0.5)
