"""The HTML pages that stand alone: a pack's index, the report of a check."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from leaflet.publish.html_page import Html, element, joined, page

WORDS = st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs")))


class Parsed(HTMLParser):
    """The elements of a page in order, with their attributes, and the texts in them."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.texts.append(data)


@given(words=WORDS)
def test_a_text_is_never_markup(words):
    parsed = Parsed(element("b", words, title=words))
    assert parsed.elements == [("b", {"title": words})]
    assert "".join(parsed.texts) == words


def test_finished_html_is_left_as_it_is():
    inner = element("b", "R&D")
    assert inner == "<b>R&amp;D</b>"
    assert joined("<", inner, Html("<br>")) == "&lt;<b>R&amp;D</b><br>"


def test_attributes_are_named_as_html_names_them():
    made = element("td", "1", class_="size", data_sha256="ab")
    assert made == '<td class="size" data-sha256="ab">1</td>'


@given(words=WORDS)
def test_a_page_is_made_of_what_it_was_given_and_fetches_nothing(words):
    made = page(words, [element("h1", words)], [element("p", words)], facts={"pack": words})
    parsed = Parsed(made)
    tags = " ".join(tag for tag, _ in parsed.elements)
    assert tags == "html head meta meta meta meta title style body header h1 main p"
    assert ("meta", {"name": "pack", "content": words}) in parsed.elements
    assert parsed.elements[3][1]["content"].startswith("default-src 'none'")
