"""Signs that print as they stand are noted wherever they are, and ordinary words are not."""

import time

import pytest
import yaml
from leaflets import document

import leaflet
from leaflet.content import stray
from leaflet.content.inline import parse
from leaflet.source.value import Line
from leaflet.text.breaks import LINE_SEPARATOR

STRAY = """
Take *with food* daily|*with food*
*This* is for adults|*This*
Dial *now* please|*now*
**21 tablets|**
*21 days* of rest|*21 days*
*press #* to end|*press #*
(*post* or not)|*post*
*two words*, please|*two words*
(*see below*)|*see below*
*One sentence.*|*One sentence.*
***both***|*both*
**only|**
Take **one tablet|**
only** this|**
one ** two|**
__bold__ words|__bold__
_slanted_ words|_slanted_
~~gone~~|~~gone~~
==marked== here|==marked==
10^9 cells|^9
10^-3 of it|^-3
25 kg/m^2|^2
5 cm^3 of it|^3
H<sup>+</sup>|<sup>+</sup>
[red]{color=red} words|[red]{color=red}
[words]{.underline}|[words]{.underline}
Drink $H_2O$ now|$H_2O$
about $10^9$ cells|$10^9$
$\\geq 5$ mg|$\\geq 5$
\\(x_2\\) of it|\\(x_2\\)
Line one\\nLine two|\\n
12 Fell Road,\\nTarnford|\\n
Tarnford\\|\\
Words\\¶more|\\
''slanted'' words|''slanted''
'''bold''' words|'''bold'''
::: note|:::
<mark>see</mark> it|<mark>see</mark>
<u>now</u>|<u>now</u>
H<sub>2</sub>O|<sub>2</sub>
<strong>Stop</strong> now|<strong>Stop</strong>
<i>E. coli</i>|<i>E. coli</i>
one<br>two|<br>
one<br/>two|<br/>
<p style="x">words|<p style="x">
<a href='x'>x|<a href='x'>
<SUB>|<SUB>
<!-- a note -->|<!--
a&nbsp;b|&nbsp;
salt &amp; pepper|&amp;
&#8211; a dash|&#8211;
&#x2013; a dash|&#x2013;
&eacute;t|&eacute;
&lt;5 mg|&lt;
`code` here|`code`
``quoted''|``
# Heading|# Heading
## Before you come|## Before
One¶# Two|# Two
[text](|[text](
[text](https://a b.example)|[text](
[our site] (https://a.example)|[our site] (
| a | b ||| a | b |
now[/b]|[/b]
5 \\* 3|\\*
Call {{clinic.phone}} now|{}
Call { clinic.phone } now|{ clinic.phone }
Call {clinic.phone now|{clinic.phone now
As we know[^Nice] it|[^Nice]
As we know[^nice it|[^nice
\\textbf{now}|\\textbf{
"""
PLAIN = """
2 * 3
4 * 5 * 6 mg
5*3*2
one*two
a*
Dose* and time*
Paracetamol*, ibuprofen* or aspirin*
* Not for children
*Not with milk.
** Not for children
(*)
* † ‡
*#06#
Dial **21*01632960555# to divert calls
Dial **21*…# to divert calls
Dial **21*your number# and press call
Dial ##002# to stop it
Dial *#21# or #31#
*p<0.05; **p<0.01
* p < 0.05, ** p < 0.01, *** p < 0.001
*P = 0.03
*This is for adults.
*This is for adults. **This is for children.
Dose* and time* are in hours
2 * (3 + 4) * 5
Dial *67* first
Rated *****
f*** it
An A*** grade
**bold** words and a*
< 5 mg
5 < 6 and 7 > 3
p < 0.05
a<b and c>d
<18 years>
<patient name>
x<y>z
Write to <desk@a.example>.
<https://a.example/b>
R&D
AT&T; BT
Q&A; more
a & b; c
£5 & £6
M&S
snake_case_name
first_last@a.example
Name: ________
Date: __ / __ / ____
O_2 sat
https://a.example/_b_/c*d*e
www.a.example/__init__
# of tablets
#1 choice
#hashtag
No. # 5
~5 mg
5–~10
50/50
don`t
[1]
[see below] (page 2)
[a] (b)
-5 °C
a == b
2+2=4
100%
a | b
C:\\data
C:\\
C:\\new\\notes
shared\\news
2^3
5~10~15
5 ~ 10 ~ 15
~5 to ~10 mg
£5 and £6
$5 and $6
$5_000 and $6
$5-$10
US$5_US$6
6'' by 4''
6''x4''
'quoted' and 'so'
don't, can't, won't
H₂O and 10⁹/L
H~2~O and 10^9^/L
V~max~, HbA~1c~ and 1^st^
**CO**~2~
a~b~c@a.example
https://a.example/~joan~/x^2^
file_name_2.pdf
[a]{clinic.phone}
a → b
✓ yes
10^
x^2 + y
Mon-Fri 9am-5pm
— a dash
"""


def cases(text):
    return [
        line.replace("¶", LINE_SEPARATOR) for line in text.replace("\\\\", "\\").split("\n") if line
    ]


def found(said, footnoted=False):
    literal = "".join(getattr(part, "text", "") for part in parse(said))
    return [literal[each.start : each.end] for each in stray.strays(literal, footnoted)]


def test_there_are_enough_snippets_of_either_kind():
    assert len(cases(STRAY)) >= 60
    assert len(cases(PLAIN)) >= 60


@pytest.mark.parametrize("snippet", cases(STRAY))
def test_signs_that_print_are_found(snippet):
    said, _, signs = (
        snippet.partition("|") if snippet[0] != "|" else (snippet[:9], "", snippet[10:])
    )
    assert found(said) == [signs]


@pytest.mark.parametrize(
    ("said", "way"),
    {
        "H<sub>2</sub>O": "`~2~`",
        "10<SUP>9</SUP>": "`^2^`",
        "one<br/>two": "backslash",
        "<b>now</b>": "`**words**`",
        "10^9 cells": "`10^9^`",
        "$H_2O$": "`H~2~O`",
        "5&nbsp;mg": "no-break space",
        "Road\\nTarnford": "backslash",
        "[red]{color=red}": "`**words**`",
        "_slanted_": "`**words**`",
        "# Heading": "`- heading:`",
    }.items(),
)
def test_the_way_out_is_what_to_write_here(said, way):
    (each,) = stray.strays(said)
    assert way in each.hint


@pytest.mark.parametrize("name", ["CO~2~ clinic", "10^9^ clinic"])
def test_a_line_without_markup_prints_the_signs_of_a_subscript(name):
    assert [each.hint for each in stray.strays(name)] == ["write the sign itself, such as ₂ or ⁹"]


@pytest.mark.parametrize("said", cases(PLAIN))
def test_ordinary_words_are_left_alone(said):
    assert found(said) == []


def test_two_asterisks_are_a_footnote_where_there_is_one():
    assert found("5 mg**") == ["**"]
    assert found("5 mg**", footnoted=True) == []
    assert found("**Only for adults", footnoted=True) == []
    assert found("Take **one", footnoted=True) == ["**"]


@pytest.mark.parametrize(
    ("texts", "footnoted"),
    [
        (["a", "** Half for children."], True),
        (["5 mg**", "**Half for children."], True),
        (["Dose*, 5 mg**", f"*For adults.{LINE_SEPARATOR}**For children."], True),
        (["5 mg", "**Half for children."], False),
        (["5 mg**", "b"], False),
        (["Take **one", "two** now"], False),
        (["a", "b"], False),
    ],
)
def test_a_second_footnote_is_known_by_its_blank_or_by_what_leads_to_it(texts, footnoted):
    assert stray.is_footnoted([Line(text) for text in texts]) is footnoted


@pytest.mark.parametrize("block", [
    "paragraph: WORDS",
    "heading: WORDS",
    "bullets: [a, WORDS]",
    "table: {caption: WORDS, rows: [[a, b]]}",
    "table: {head: [a, WORDS], rows: [[a, b]]}",
    "table: {rows: [[a, WORDS]]}",
    "image: {file: logo.svg, alt: WORDS}",
    "image: {file: logo.svg, alt: A tree in a garden, caption: WORDS}",
    "faqs: [{question: WORDS, answer: a}]",
    "callout: {title: WORDS, body: a}",
    "glossary: [{term: WORDS, meaning: a}]",
    "references: [WORDS]",
    "quote: {text: WORDS, source: a}",
    "contact: {title: WORDS}",
])  # fmt: skip
def test_the_build_notes_them_in_every_kind_of_text(tmp_path, block):
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h6v6z"/></svg>'
    )
    made = leaflet.compose(document(tmp_path, f"- {block}\n".replace("WORDS", '"a <b>now</b>"')))
    (note,) = (note for note in made.notes if note.code == "printed-signs")
    place = note.place
    assert place.excerpt[place.column - 1 :][: place.width] == "<b>now</b>"
    assert note.path.startswith("body[0].")


@pytest.mark.parametrize("key", ["name", "practitioner", "address", "hours", "registration"])
def test_the_build_notes_them_in_the_details_of_the_clinic(tmp_path, key):
    clinic = {"name": "A", "address": "1 Hill", "phone": "01632 960 555"} | {key: "The *best* one"}
    content = {"title": "_A_ test", "clinic": clinic, "body": [{"paragraph": "a"}]}
    made = leaflet.compose(leaflet.read(content))
    assert {note.path.partition("[")[0] for note in made.notes} == {"title", f"clinic.{key}"}


def test_a_text_of_a_detail_that_is_not_printed_is_not_noted():
    clinic = {"name": "A", "address": "1 Hill", "phone": "01632 960 555"}
    content = {"title": "A", "clinic": clinic | {"hours": "*now*"}, "body": [{"paragraph": "a"}]}
    document = leaflet.read(content)
    assert len(leaflet.compose(document).notes) == 1
    assert leaflet.compose(document, leaflet.Clinic(**clinic)).notes == ()


def test_the_command_says_where_they_are(folder, run):
    content = yaml.safe_dump({
        "title": "A", "body": [{"paragraph": "Take it *with food*."}],
        "clinic": {"name": "A", "address": "1 Hill", "phone": "01632 960 555"},
    })  # fmt: skip
    (folder / "content.yaml").write_text(content)
    ran = run("build")
    assert ran.code == 0
    assert "note: `*with food*` is printed as it stands" in ran.err
    assert "(content.yaml:2:22)" in ran.err


@pytest.mark.parametrize(
    "signs", ["*a ", "_a ", "`a ", "[a ", "[a](", "&a", "<a ", "**a ", "|a", "*"]
)
def test_twice_the_text_takes_about_twice_the_time(signs):
    def took(count):
        begin = time.process_time()
        for _ in stray.strays(signs * count):
            pass
        return time.process_time() - begin

    assert took(20_000) < max(5 * took(5_000) + 0.1, 0.3)
