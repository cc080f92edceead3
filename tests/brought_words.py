"""What tests of `leaflet bring` share: the words of a file, of its leaflet and of its report."""

import datetime
import io
import re
import zipfile
from collections import Counter
from html.parser import HTMLParser
from xml.etree import ElementTree

import yaml

from leaflet.exchange.brought import brought

TODAY = datetime.date(2026, 11, 30)
WORD = re.compile(r"[^\W_]+")


def bring(data, name="leaflet.html", **ways):
    """Bring in a file of this name, which has to build."""
    made = brought(
        data if isinstance(data, bytes) else data.encode(), name, "leaflet", TODAY, **ways
    )
    assert made.tried.faults == ()
    return made


def body(made):
    """The blocks of a leaflet, as YAML has them."""
    return yaml.load(made.text, yaml.BaseLoader)["body"]


def facts(made):
    """The keys of a leaflet but its body."""
    found = yaml.load(made.text, yaml.BaseLoader)
    del found["body"]
    return found


def words(text):
    return Counter(WORD.findall(text))


def kept(made):
    """The words of the leaflet, without its keys, and those of the report that are left over."""
    tree = yaml.load(made.text, yaml.BaseLoader)
    over = made.report.partition("## What is not in the leaflet")[2]
    return words(" ".join(values(tree))) + words(over)


def values(tree):
    """Every text in a tree of YAML, without the signs of markup that part a word."""
    if isinstance(tree, dict):
        for value in tree.values():
            yield from values(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from values(value)
    else:
        yield re.sub(r"\*\*|(?<=\w)[~^](?=\w)|(?<=\w)[~^](?!\w)", "", tree)


def lost(said, made):
    """The words of a file that are neither in its leaflet nor in its report, each as often."""
    return words(said) - kept(made)


class Said(HTMLParser):
    """All words of a web page but those of scripts, by the standard library's reader."""

    def __init__(self, page):
        super().__init__()
        self.found, self.silent = [], 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.silent += tag in ("script", "style")
        alt = dict(attributes).get("alt") if tag == "img" else ""
        self.found += [alt or "", "" if tag in INLINE else " "]

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")
        self.found.append("" if tag in INLINE else " ")

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)

    @property
    def text(self):
        return "".join(self.found)


INLINE = {"q", "code", "b", "strong", "i", "em", "span", "a", "sup", "sub", "u", "font"}


APART = {"p", "tab", "br", "cr", "txbxContent", "drawing", "pict", "del", "ins"}
"""Around these a word ends, as what is told of them stands elsewhere."""
SPACE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def docx_text(data):
    """All words that stand in any part of a Word file, by the standard library's reader."""
    said = []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            if re.fullmatch(
                r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\d*\.xml", name
            ):
                said += run_texts(ElementTree.fromstring(file.read(name)))
    return "".join(said)


def run_texts(element):
    name = element.tag.rpartition("}")[2]
    if element.tag == f"{SPACE}Fallback":
        return
    if name in ("t", "delText"):
        yield element.text or ""
    elif name == "docPr":
        yield f" {element.get('descr') or ''} "
    elif name in APART:
        yield " "
    for each in element:
        yield from run_texts(each)
    if name in APART:
        yield " "


def odt_text(data):
    """All words of an OpenDocument text and of heads and feet of its pages."""
    said = []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in ("content.xml", "styles.xml"):
            said += open_texts(ElementTree.fromstring(file.read(name)))
    return "".join(said)


GLUED = {"span", "a", "bookmark", "change", "change-start", "change-end", "soft-page-break"}
UNSAID = {
    "creator",
    "date",
    "change-info",
    "note-citation",
    "script",
    "sender-initials",
    "creator-initials",
}


def open_texts(element, inside=False):
    name = element.tag.rpartition("}")[2]
    inside = inside or name in (
        "text",
        "header",
        "footer",
        "header-left",
        "footer-left",
        "header-first",
    )
    if inside and name not in UNSAID:
        yield "" if name in GLUED else " "
        yield element.text or ""
    for each in element:
        yield from open_texts(each, inside and name not in UNSAID)
        if inside and name not in UNSAID:
            yield each.tail or ""
    if inside and name not in GLUED:
        yield " "
