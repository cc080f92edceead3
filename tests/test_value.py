"""Plain values: what each kind accepts, what it refuses, and what it prints."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.errors import LeafletError
from leaflet.source.model import Reader
from leaflet.source.nodes import read
from leaflet.source.value import Colour, Email, LanguageTag, Line, Name, Phone, WebAddress, tidy


def made(cls, text):
    """The value that `text` gives, or None where it is refused."""
    reader = Reader()
    quoted = text.replace("'", "''")
    (node,) = read(f"- '{quoted}'".encode(), "a.yaml").items
    value = cls.from_node(node, reader)
    assert (value is None) == bool(reader.found)
    return value


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("  a  b\tc\r\nd ", "a b c d"),
        ("e\u0301", "é"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("a\u2028b\x85c", "a b c"),
        ("9\u00a0mg", "9\u00a0mg"),
        ("Kniegelenk\u2011Arthrose", "Kniegelenk\u2011Arthrose"),
        ("<b>&amp;%s{{x}}", "<b>&amp;%s{{x}}"),
    ],
)
def test_text_is_composed_and_its_blanks_are_folded(text, printed):
    assert tidy(text) == printed


@given(st.text())
def test_to_tidy_twice_is_to_tidy_once(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("01632 960 123", "tel:01632960123"),
        ("01632960123", "tel:01632960123"),
        ("+44 (0)1632 960-123", "tel:+441632960123"),
        ("(01632) 960.123", "tel:01632960123"),
        ("020 7946 0018 ext. 12", "tel:02079460018;ext=12"),
        ("020 7946 0018 Ext 12", "tel:02079460018;ext=12"),
        ("020 7946 0018 x12", "tel:02079460018;ext=12"),
        ("020 7946 0018, extension 12", "tel:02079460018;ext=12"),
        ("111", "tel:111"),
    ],
)
def test_a_phone_number_is_printed_as_written_and_linked_by_its_digits(text, link):
    phone = made(Phone, text)
    assert (phone.text, phone.link) == (text, link)


@pytest.mark.parametrize(
    "text", ["call us", "0", "+", "0x1F", "1.63296E+09", "9" * 40, "01632 960 123; rm", "٠١٢٣٤٥"]
)
def test_what_is_no_phone_number_is_refused(text):
    assert made(Phone, text) is None


@pytest.mark.parametrize("text", ["a@b.example", "first.last+tag@clinic.example.org"])
def test_an_e_mail_address_is_linked(text):
    assert made(Email, text).link == f"mailto:{text}"


@pytest.mark.parametrize(
    "text", ["a", "a@b", "@b.example", "a b@c.example", "a@b.example?x", "a@b..c", "ä@b.example"]
)
def test_what_is_no_e_mail_address_is_refused(text):
    assert made(Email, text) is None


@pytest.mark.parametrize(
    ("text", "short", "link"),
    [
        ("https://www.clinic.example/", "www.clinic.example", "https://www.clinic.example/"),
        ("clinic.example", "clinic.example", "https://clinic.example"),
        ("http://a.example:80/b?c=d#e", "a.example:80/b?c=d#e", "http://a.example:80/b?c=d#e"),
    ],
)
def test_a_web_address_is_printed_without_its_scheme(text, short, link):
    address = made(WebAddress, text)
    assert (address.short, address.link) == (short, link)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://a.example",
            "https://",
            "a b.example",
        ),
        *('https://a.example/"', "https://a.example/<b>", "https://ä.example", "//a.example"),
        *("https://a.example\\b", "https://user@a.example"),
    ],
)
def test_what_is_no_web_address_is_refused(text):
    assert made(WebAddress, text) is None


@pytest.mark.parametrize(
    ("text", "rgb"), [("#0a6e5c", (10, 110, 92)), ("#F00", (255, 0, 0)), ("#000000", (0, 0, 0))]
)
def test_a_colour_has_red_green_and_blue(text, rgb):
    assert made(Colour, text).rgb == pytest.approx([part / 255 for part in rgb])


@pytest.mark.parametrize("text", ["red", "#12345", "#ffffff00", "0a6e5c", "#ggg", "rgb(1,2,3)"])
def test_what_is_no_colour_is_refused(text):
    assert made(Colour, text) is None


@pytest.mark.parametrize(
    ("text", "primary"), [("en-GB", "en"), ("PL", "pl"), ("zh-Hant-HK", "zh"), ("es-419", "es")]
)
def test_a_language_has_a_primary_tag(text, primary):
    assert made(LanguageTag, text).primary == primary


@pytest.mark.parametrize("text", ["english", "e", "en_GB", "en-", "-", "en-GB-x"])
def test_what_is_no_language_is_refused(text):
    assert made(LanguageTag, text) is None


@pytest.mark.parametrize("text", ["../calm", "Calm", "", "a/b", "-a", "a" * 61, "calm\nx"])
def test_what_is_no_name_is_refused(text):
    assert made(Name, text) is None


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\u00ad", "\u200b", "\u2060", "\u200d"])
def test_a_text_that_cannot_be_seen_is_no_text(text):
    assert made(Line, text) is None


def test_a_line_has_at_most_five_hundred_characters():
    assert made(Line, "x" * 500).text == "x" * 500
    assert made(Line, "x" * 501) is None


def test_equal_words_of_one_kind_are_equal_wherever_they_stand():
    one, other = made(Line, "a"), made(Line, "  a")
    assert one == other and hash(one) == hash(other)
    assert one != made(Name, "a")
    assert one != "a"


@given(st.text(max_size=80))
def test_no_value_raises_anything_but_a_fault(text):
    for cls in (Line, Phone, Email, WebAddress, Colour, LanguageTag, Name):
        try:
            value = made(cls, text)
        except LeafletError:  # the reader of the file refuses it before
            return
        if value:
            assert value.text == tidy(value.text) != ""
            assert getattr(value, "link", "").isascii()
