"""A leaflet as a web page and as plain text has the words of its PDF, in their order."""

import re
from html.parser import HTMLParser
from pathlib import Path

import leaflets
import pytest

from leaflet.content import language as languages
from leaflet.document import document as documents
from leaflet.measure import tree
from leaflet.publish import build
from leaflet.publish.html import plain_text, web_page
from leaflet.source.value import LanguageTag

ROOT = Path(__file__).parent.parent
TRANSLATED = [ROOT / f"content.{tag}.yaml" for tag in ("ar", "bn", "zh", "pl", "cy")]
FILES = [ROOT / "content.yaml", *leaflets.examples(), *TRANSLATED]
VOID = {"meta", "br", "link", "img"}


class Heard(HTMLParser):
    """What a screen reader says of a page, its elements and its links."""

    def __init__(self, text):
        super().__init__()
        self.said, self.open, self.silent = [], [], 0
        self.elements, self.ids, self.links, self.labels = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.elements.append((tag, given))
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        is_silent = tag in ("style", "title") or given.get("role") == "img"
        is_blank = "blank" in given.get("class", "")  # a PDF tells its name in another place
        if given.get("role") == "img" and not is_blank:
            self.said.append(given["aria-label"])
        if tag not in VOID and self.get_starttag_text()[-2:] != "/>":
            self.open.append((tag, is_silent))
            self.silent += is_silent

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        opened, is_silent = self.open.pop()
        assert opened == tag
        self.silent -= is_silent

    def handle_data(self, data):
        if not self.silent:
            is_label = [tag for tag, _ in self.open[-2:]] == ["li", "span"]
            self.labels += [len(self.said)] if is_label else []
            self.said.append(data)


def compose(path):
    return build.compose(documents.read(path), past_review=True, draft_ok=True)


def made_of(folder, body, head="title: A test\n"):
    document = leaflets.document(folder, body, head)
    return build.compose(document, past_review=True, draft_ok=True)


def of_pdf(made, scan):
    """The words that the tags of the PDF have; a code to scan is heard as its address."""

    def said(element):
        alt = element.alt or element.actual
        if scan and alt.startswith(scan):
            return [alt.removeprefix(scan)]
        if alt:
            return [alt]
        kids = (each for each in element.kids if each is not None)
        return [w for kid in kids for w in ([kid] if isinstance(kid, str) else said(kid))]

    found = tree.read(build.write(made)).elements
    return "".join(part for each in found for part in said(each))


def letters(text):
    """A text without white: where lines end is not the same."""
    return re.sub(r"[\s\u00a0\u2060\u200b\x02-]+", "", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_has_the_words_of_the_pdf_in_their_order(path):
    made = compose(path)
    heard = Heard(web_page.page(made))
    scan = made.language.label("qr", address="")
    said, wanted = letters("".join(heard.said)), letters(of_pdf(made, scan))
    if made.language.goes_left:  # pdfium turns its lines of Latin letters alone
        said, wanted = (sorted(filter(str.isalnum, each)) for each in (said, wanted))
    assert said == wanted
    assert heard.open == []
    assert len(heard.ids) == len(set(heard.ids)) > 3
    inner = {link[1:] for link in heard.links if link.startswith("#")}
    assert inner <= set(heard.ids)
    assert all(re.match("https?:|mailto:|tel:|#h", link) for link in heard.links)
    named = [tag for tag, _ in heard.elements]
    assert (named.count("h1"), named.count("main"), named.count("script")) == (1, 1, 0)
    assert not [given for _, given in heard.elements if any(key[:2] == "on" for key in given)]


@pytest.mark.parametrize("path", FILES[::5], ids=lambda path: path.stem)
def test_a_page_asks_no_other_place_for_anything(path):
    said = web_page.page(compose(path))
    assert re.findall(r'(?:src|srcset|data)="(?!data:)', said) == []
    assert "url(" not in said
    assert "@import" not in said


def test_what_is_written_is_never_markup(folder):
    made = made_of(folder, "- paragraph: 'a <script>x</script> & \"b\" </main>'\n")
    said = web_page.page(made)
    assert "<script" not in said
    assert 'a &lt;script&gt;x&lt;/script&gt; &amp; "b" &lt;/main&gt;' in said


@pytest.mark.parametrize("tag", ["ar", "ur", "he", "en"])
def test_a_page_says_its_language_and_which_way_it_runs(folder, tag):
    made = made_of(folder, "- paragraph: 1\n", f"title: 1\nlanguage: {tag}\n")
    way = "rtl" if languages.load(LanguageTag(tag)).goes_left else "ltr"
    assert f'<html lang="{tag}" dir="{way}">' in web_page.page(made)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_plain_text_has_the_words_of_the_page(path):
    made = compose(path)
    said = plain_text.text(made)
    heard = "".join(Heard(web_page.page(made)).said)
    marks = r"[-=_|]"
    scan = made.language.label("qr", address="")
    assert re.sub(marks, "", letters(said.replace(scan, ""))) == re.sub(marks, "", letters(heard))
    assert max(map(len, said.splitlines())) < 200


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("a" * 160, (160, 1, False)),
        ("a" * 161, (161, 2, False)),
        ("€" * 80, (160, 1, False)),
        ("€" * 81, (162, 2, False)),
        ("It’s here – now", (15, 1, False)),
        ("ż" * 70, (70, 1, True)),
        ("ż" * 71, (71, 2, True)),
        ("😀" * 35, (70, 1, True)),
    ],
)
def test_text_messages_are_counted_as_phones_count_them(said, wanted):
    assert plain_text.messages(said) == wanted


def test_the_command_writes_a_page_and_counts_messages(run, folder):
    assert run("build", "--html").code == 0
    (written,) = (folder / "output").glob("*.html")
    assert written.read_text("utf-8").startswith("<!doctype html>")
    result = run("build", "--text", "--edition", "short")
    assert result.code == 0
    assert re.search(r"\d+ text messages, [\d,]+ signs of the GSM alphabet", result.err)
    assert run("build", "--text", "--html").code == 2
