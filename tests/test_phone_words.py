"""Phone numbers in any text are `tel:` links; other numbers never are."""

import pytest
from laid import compose, pages

from leaflet.content import language, phone_words
from leaflet.layout.slices import Words
from leaflet.source.value import LanguageTag, Line
from leaflet.text.run import Run

ENGLISH = language.load(LanguageTag("en-GB"))

CALLED = """
Call ~999~ or go to A&E
Call ~111~ or ~999~
NHS ~111~
Call NHS ~111~ today
~999~
~116 123~
~111~ online
Samaritans: ~116 123~
Call Samaritans free on ~116 123~, day or night
The emergency number (~999~)
Use ~111~ online at 111.nhs.uk
call ~999~ if you have chest pain
Do not wait: ~999~ now
text ~18000~
Dial ~999~ or ~112~.
~01632 960 123~
Phone: ~01632960123~
Call ~01632 960 123~ 24 hours a day
Call ~01632 960 123~ 9am to 5pm
call us on ~01632 960123~, or ~111~ when we are closed
Call ~(01632) 960 123~ or ~+44 1632 960 123~.
Call ~+44 (0)1632 960123~ from abroad
~0300 123 1234 ext 5~
Call ~01632 960 123, extension 45~, at night
~01632 960 123 x45~.
Call ~01632 960 123~ extra early
~020 7946 0018~ / ~020 7946 0019~
Text ~07700 900123~ or ~07700 900 123~
Childline ~0800 1111~
Ring ~01 234 5678~ (Dublin)
Call ~(555) 010-1234~ or ~1-800-555-0100~ or ~555.010.1234~
""".strip().splitlines()
NOT_CALLED = """
111 people took part
1 in 999 people
9 in 111
999 in 10,000
111 of 250
take 111 mg
5 to 10 mg
2 x 111 ml
call 111 people
call 111 times
over 999 weeks
Room 111
page 999
code 999
version 1.111
£999
111%
0.111
116,123 people
1 116 123 people
1,999 patients
ISBN 0198526636
ISBN 0-19-852663-6
NHS number 943 476 5919
Ref: 01632 960 123
registered charity 01234567890
Batch 0123456789 expires
CD013814
NCT01234567
PMID 0123456789
2004-000007-18
10.1002/14651858.CD000567
0123 4567 8910 1112
on 03/11/2026
from 01-02-2026 to 02-03-2026
01 02 2026
0800-1730
0830 to 1700
blood pressure 112/75
a pulse of 101 or more
temperature 101 °F
101 ways
www.111.nhs.uk
in 2026 999 nurses
""".strip().splitlines()


def linked(text: str) -> str:
    runs = ENGLISH.phones.linked((Run(text),))
    return "".join(f"~{run.text}~" if run.link else run.text for run in runs)


@pytest.mark.parametrize("text", CALLED)
def test_a_number_that_is_called_is_a_link(text):
    assert linked(text.replace("~", "")) == text


@pytest.mark.parametrize("text", NOT_CALLED)
def test_no_other_number_is_a_link(text):
    assert linked(text) == text


UNSPACED = phone_words.PhoneWords(
    short=tuple(map(Line, ("999", "111", "119"))),
    before=tuple(map(Line, ("拨打", "に電話", "電話", "โทร", "전화"))),
    after=tuple(map(Line, ("に電話", "急救", "로 전화"))),
    counted=tuple(map(Line, ("人", "名", "회"))),
    codes=(Line("编号"),),
    joins=tuple(map(Line, ("或", "または"))),
)


@pytest.mark.parametrize(
    "text",
    [
        "请拨打~999~。",
        "请立即拨打~999~或~111~求助",
        "拨打：~01632 960 123~，白天",
        "電話~119~に",
        "すぐに~119~に電話してください",
        "โทร~999~ทันที",
        "전화 ~119~로",
        "请拨打~+44 1632 960 123~咨询",
        "共111人参加",
        "编号111",
        "每天服用111毫克",
        "第999页",
    ],
)
def test_a_number_is_found_where_no_space_parts_it_from_words(text):
    runs = UNSPACED.linked((Run(text.replace("~", "")),))
    assert "".join(f"~{run.text}~" if run.link else run.text for run in runs) == text


def test_the_digits_of_a_link_are_ascii_whatever_script_they_are_written_in():
    (run,) = ENGLISH.phones.linked((Run("+٤٤ ١٦٣٢ ٩٦٠ ١٢٣"),))
    assert run.link == "tel:+441632960123"


def test_a_number_is_found_across_bold_words_and_keeps_its_look():
    runs = ENGLISH.phones.linked((Run("Call "), Run("999", bold=True), Run(" now")))
    assert runs[1] == Run("999", bold=True, link="tel:999", keep=True)


def test_a_link_and_a_citation_stay_as_they_are():
    given = (Run("Call 999", link="https://a.example"), Run("[111]", source="nice"))
    assert ENGLISH.phones.linked(given) == given


def test_numbers_in_tables_lists_questions_and_callouts_are_links():
    body = """
- table:
    head: [Who, Number]
    rows: [[Ambulance, "999"], [Samaritans, "116 123"], [Clinic, "{clinic.phone}"]]
- bullets: [Call 111 for advice]
- faqs: [{question: "Who helps?", answer: "Ring 01632 960 700 by day."}]
- callout: {kind: urgent, body: "**Call 112** if you bleed."}
"""
    marks = [mark for page in pages(compose(body)) for mark in page.marks]
    links = {mark.text: mark.link for mark in marks if isinstance(mark, Words) and mark.link}
    expected = {"999": "999", "116 123": "116123", "111": "111", "112": "112"}
    expected |= {"01632 960 700": "01632960700", "01632 960 555": "01632960555"}
    assert links == {words: f"tel:{number}" for words, number in expected.items()}
