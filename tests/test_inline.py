"""The markup of a sentence: what it means, and that everything else is literal."""

import re

import laid
import leaflets
import pytest
from hypothesis import given
from hypothesis import strategies as st

import leaflet
from leaflet.content.inline import Cite, Field, Filling, Text, parse
from leaflet.errors import LeafletError
from leaflet.source.model import Reader
from leaflet.source.nodes import read
from leaflet.source.value import tidy
from leaflet.text.run import Run

URL = "https://a.example/b"


def made(text):
    """The text and the faults that `text` gives."""
    reader = Reader()
    indented = re.sub(r"([\r\n]+)", r"\1  ", text)
    (node,) = read(b"- |\n  " + indented.encode(), "a.yaml").items
    return Text.from_node(node, reader), reader.found


def shown(text):
    """The parts of a text as words with signs: *bold*, _link_, <field>."""
    out = ""
    for part in parse(text):
        words = f"<{part.name}>" if isinstance(part, Field) else part.text
        words = f"_{words}_" if part.link else words
        out += f"*{words}*" if part.bold else words
    return out


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a **b** c", "a *b* c"),
        ("**a**", "*a*"),
        ("**a** **b**", "*a* *b*"),
        ("un**believ**able", "un*believ*able"),
        ("**a {clinic.phone}**", "*a **<phone>*"),
        (f"see [here]({URL}) now", "see _here_ now"),
        (f"**see [here]({URL})**", "*see **_here_*"),
        (f"[see **here**]({URL})", "_see _*_here_*"),
        (f"[call {{clinic.phone}}]({URL})", "_call __<phone>_"),
        (f"[a (b)]({URL}_(c))", "_a (b)_"),
        ("{clinic.name}", "<name>"),
        ("{clinic.}", "<>"),
        (f"[ **\u2060**]({URL})", "_ **\u2060**_"),
    ],
)
def test_markup_means_what_it_says(text, parts):
    assert shown(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        *("**", "****", "******", "a ** b ** c", "**a", "a**", "** a**", "2 ** 3", "*a*", "_a_"),
        *("[a]", "[a] (b)", "[a](b c)", "[]()", "[a]()", f"[]({URL})", f"[ ]({URL})", "(a)[b]"),
        *("{clinic}", "{clinic.Phone}", "{ clinic.phone }", "{clinic.phone", "{{x}}", "{x}"),
        *("<b>a</b>", "<img src=/etc/passwd>", "<!-- a -->", "&amp;", "%s", "../../etc", "\\*\\*"),
        *(f"[\u2060]({URL})", f"[ \u2063 ]({URL})", "[\u200d](lang:pl)", "**\u2060**"),
        f"[\ufeff\u00a0]({URL})",
        *("# a", "> a", "`a`", "![a](b c)", "<https://a.example>", "https://a.example", "a_b"),
    ],
)
def test_everything_else_is_literal(text):
    assert shown(text) == text


@given(st.lists(st.sampled_from(["**", "*", "a", " ", "[a]", "{clinic.name}", "<b>"])).map("".join))
def test_nothing_is_lost_but_pairs_of_stars(text):
    text = tidy(text)
    parts = list(parse(text))
    said = "".join(f"{{clinic.{p.name}}}" if isinstance(p, Field) else p.text for p in parts)
    assert said.replace("*", "") == text.replace("*", "")
    assert (len(text) - len(said)) % 4 == 0
    assert any(part.bold for part in parts) == (len(said) < len(text))


@given(st.text("ab {}.<&%\\/:'\"", max_size=40).map(tidy))
def test_a_text_without_stars_and_brackets_is_itself(text):
    assert "".join(part.text for part in parse(text)) == text


def test_neighbours_of_one_look_are_one_run():
    assert list(parse("a ** b")) == [Run("a ** b")]
    assert list(parse("**a****b**")) == [Run("ab", True)]


@pytest.mark.parametrize(
    "link",
    [
        *(URL, "http://a.example", "https://a.example:80/b?c=d&e=f#g%20h", "tel:111"),
        *("mailto:a.b@c.example", "mailto:a@b.example?subject=x", "tel:+441632960123"),
        "https://a.example/b_(c)",
    ],
)
def test_a_link_that_a_leaflet_can_carry(link):
    text, faults = made(f"[words]({link})")
    assert (text.links, faults) == ((link,), [])


@pytest.mark.parametrize(
    "link",
    [
        *(
            "javascript:alert(1)",
            "JAVASCRIPT:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://a.b",
        ),
        *("www.a.example", "/b", "#c", "https://", "https://a", "mailto:a", "mailto:a@", "tel:x"),
        *(
            "https://a.example/'",
            'https://a.example/"',
            "https://a.example/<b>",
            "https://ä.example",
        ),
        *("https://a.example/ü", "https://a.example\\b", "x-apple:a", "tel:+", "https:a.example"),
    ],
)
def test_any_other_link_is_refused_at_its_place(link):
    _, (fault,) = made(f"words [words]({link})")
    assert "is not a link that a leaflet can carry" in fault.problem
    assert fault.place.column == 3 + len("words [words](")
    assert fault.place.width == len(link)


def test_what_the_clinic_fills_in_takes_the_look_of_its_sentence():
    text, _ = made(f"**Call {{clinic.phone}}** or [{{clinic.name}}]({URL})")
    filling = Filling({"phone": Run("111", link="tel:111", keep=True), "name": Run("Hill")})
    assert text.fields == ("phone", "name")
    assert text.runs(filling) == (
        Run("Call ", True),
        Run("111", True, "tel:111", keep=True),
        Run(" or "),
        Run("Hill", False, URL),
    )
    assert text.plain(filling) == "Call 111 or Hill"
    assert text.literal == "Call  or "
    with pytest.raises(KeyError):
        text.runs(Filling({}))


def test_a_citation_is_filled_by_its_source_and_never_by_a_detail_of_that_name():
    text, _ = made("**Ask [^name]** {clinic.name}")
    assert text.parts[1:] == (Cite("name", bold=True), Run(" "), Field("name"))
    assert (text.cited, text.fields) == (("name",), ("name",))
    filling = Filling({"name": Run("Hill")}, {"name": Run(" [1]", source="name")})
    assert text.plain(filling) == "Ask [1] Hill"
    assert text.runs(filling)[1] == Run(" [1]", True, source="name")
    with pytest.raises(KeyError):
        text.runs(Filling({"name": Run("Hill")}))


def test_a_citation_equals_no_detail_of_the_clinic():
    assert made("{clinic.name}")[0] != made("[^name]")[0]


def test_a_text_without_a_source_keeps_the_detail_of_that_name():
    text, _ = made("Ask {clinic.name} [^name]")
    assert text.without({"name"}).parts == (Run("Ask "), Field("name"))


def test_a_detail_of_the_clinic_is_never_read_as_markup():
    text, _ = made("{clinic.name}")
    detail = Run(f"**a** [b]({URL}) {{clinic.phone}} <b>")
    assert text.runs(Filling({"name": detail})) == (detail,)


def test_a_text_has_no_empty_line_and_at_most_twenty_thousand_characters():
    assert made("a\n\nb")[0] is None
    assert made("x" * 20_000)[1] == []
    (fault,) = made("x" * 20_001)[1]
    assert "20,001 characters long; at most 20,000" in fault.problem


def test_equal_texts_are_equal_wherever_they_stand():
    one, other = made("a **b**")[0], made("a  **b**")[0]
    assert one == other and hash(one) == hash(other)
    assert one != made("a b")[0]


@pytest.mark.parametrize("text", ["[a](" * 5_000, "[" * 19_000, "**" * 9_000, "{clinic." * 2_400])
def test_a_text_of_signs_takes_no_time(text):
    assert made(text)[0] is not None


@given(st.text(max_size=60))
def test_no_text_raises_anything_but_a_fault(text):
    try:
        value, faults = made(text)
    except LeafletError:  # the reader of the file refuses it before
        return
    assert value is not None or faults


# ---- details that a clinic may not have


def test_the_first_detail_that_the_clinic_has_fills_its_place():
    (_, field, _) = parse("Write to {clinic.email|clinic.website|clinic.phone}.")
    assert field.keys == ("email", "website", "phone")
    email, phone = Run("a@b.example", link="mailto:a@b.example"), Run("01632 960 1", keep=True)
    assert Filling({"email": email, "phone": phone}).run(field) == email
    assert Filling({"phone": phone}).run(field) == phone
    with pytest.raises(KeyError):
        Filling({}).run(field)


def test_a_text_can_do_without_a_detail_that_another_stands_in_for():
    text = Text(tuple(parse("Ring {clinic.phone}, or write to {clinic.email|clinic.phone}.")))
    assert text.fields == ("phone",)


def test_the_other_details_of_a_place_have_to_exist(tmp_path):
    with pytest.raises(LeafletError) as caught:
        leaflet.compose(
            leaflets.document(tmp_path, "- paragraph: 'Ring {clinic.phone|clinic.fone}.'")
        )
    (fault,) = caught.value.faults
    assert fault.code == "unfilled-field"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("|\n    a. add\n    b. stir", ["a. add", "b. stir"]),
        (">-\n    a. add\n    b. stir", ["a. add b. stir"]),
        ('"a. add\\nb. stir"', ["a. add", "b. stir"]),
        ('"a. add\\n\\\n    b. stir"', ["a. add", "b. stir"]),
        ("a. add\\\n    b. stir", ["a. add", "b. stir"]),
        ("a. add \\\n    b. stir", ["a. add", "b. stir"]),
        (">\n    a. add\\\n    b. stir", ["a. add", "b. stir"]),
        ("|\n    a. add\\\n    b. stir", ["a. add", "b. stir"]),
        ('"a. add\n    b. stir"', ["a. add b. stir"]),
        ("a. add\n    b. stir", ["a. add b. stir"]),
    ],
)
def test_a_line_ends_where_the_writer_says_so_and_not_where_the_file_is_folded(written, printed):
    made = laid.compose(f"- paragraph: {written}\n")
    assert [seen.text.strip() for seen in laid.lines(made) if "stir" in seen.text] == printed[-1:]
    assert [seen.text.strip() for seen in laid.lines(made) if "add" in seen.text] == printed[:1]
