"""The Universal Declaration of Human Rights as a leaflet, in scripts of all kinds.

`make torture` tries every language that leaflets are written in.
"""

import ctypes
import functools
import json
import lzma
import re
import unicodedata
from collections import defaultdict
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import laid
import leaflets
import pypdfium2
import pytest
import torture
import yaml
from gates import gate, poppler
from newmm_tokenizer.tokenizer import word_tokenize
from pypdfium2 import raw

from leaflet.content import language as languages
from leaflet.graphics import body
from leaflet.publish import build
from leaflet.source.value import LanguageTag
from leaflet.text.fonts import drawn

DATA = Path(__file__).parent / "data"
TEXTS = json.loads(lzma.decompress((DATA / "udhr.json.xz").read_bytes()))
SHEETS = ("a4", "trifold-dl")
SOME = [*zip(("ar", "bn", "hi", "ta", "th", "zh"), SHEETS[::-1] * 3, strict=True)]
CASES = SOME
if torture.IS_LONG:
    CASES = [(tag, sheet) for tag in languages.tags() for sheet in SHEETS]
ABROAD = "+44 20 7946 0123"
OWN = "01632 960 555"
FIRST = re.compile(
    r"[,.:;!?)\]}%”’»›،؛؟۔।॥ฯๆຯໆ༎་།၊။፡-፨។-៖，。、：；？！）］｝」』】》〉〕·・ー々…％]"
)
LAST = re.compile(r"[(\[{“‘‹（［｛「『【《〈〔]$")
THAI = re.compile("[\u0e01-\u0e5b]+")
A_FOLD_HAS = 6
"""The articles that fit on a folded sheet in every language."""


def articles(tag):
    """The title, alone, then the heading and the paragraphs of each article.

    Where there is no text in the letters of a language, the names of parts of the body.
    """
    if tag in TEXTS:
        return TEXTS[tag]
    named = languages.load(LanguageTag(tag))
    names = [named.region(part) for part in body.names()]
    return [[named.name.text], *([name, f"{name}. {name}"] for name in names[:8])]


def parts(tag, sheet):
    """The title and the articles that a sheet has room for; no title is in capitals."""
    (title,), *rest = articles(tag)
    shown = rest if sheet == "a4" else rest[:A_FOLD_HAS]
    return title.capitalize() if title.isupper() else title, shown


@functools.cache
def made(tag, sheet):
    """The leaflet, and its PDF."""
    title, shown = parts(tag, sheet)
    blocks = [{"paragraph": f"{shown[0][0]} {ABROAD} {shown[1][0]}"}]
    for head, *paragraphs in shown:
        blocks.append({"heading": head})
        blocks += ({"paragraph": text} for text in paragraphs)
    body, head = (
        yaml.safe_dump(part, allow_unicode=True, width=10_000)
        for part in ([*blocks, "contact"], {"title": title, "language": tag})
    )
    composed = laid.compose(body, head + laid.CLINIC, sheet=sheet)
    return composed, build.write(composed)


def only(text):
    """A text as it is drawn, with one blank for each stretch of white."""
    return " ".join(unicodedata.normalize("NFC", drawn(text)).split())


@pytest.mark.needs("poppler")
@pytest.mark.parametrize(("tag", "sheet"), CASES)
def test_each_part_is_tagged_with_its_very_text(tag, sheet):
    composed, pdf = made(tag, sheet)
    state = composed.language.label("draft") if composed.language.is_draft else ""
    read = [(role, only(text)) for role, text in poppler.read(pdf)]
    assert read == [(role, only(text)) for role, text in leaflets.said(composed, state)]
    title, shown = parts(tag, sheet)
    wanted = [only(text) for text in (title, *(text for part in shown for text in part))]
    assert len(wanted) > 12
    assert [text for text in wanted if text not in {text for _, text in read}] == []


VALIDATORS = {name: judge for name, judge in gate.GATES.items() if " " in name}


@pytest.mark.parametrize(("tag", "sheet"), CASES if CASES is not SOME else SOME[:1])
def test_validators_let_it_pass(tag, sheet):
    pdf = made(tag, sheet)[1]
    assert len(VALIDATORS) == 4
    assert [said for judge in VALIDATORS.values() for said in judge(pdf, [])] == []


@pytest.mark.parametrize(("tag", "sheet"), CASES)
def test_a_browser_finds_the_numbers_to_call(tag, sheet):
    with pypdfium2.PdfDocument(made(tag, sheet)[1]) as file:
        text = "".join(page.get_textpage().get_text_range() for page in file)
    assert [number in text.replace("\u00a0", " ") for number in (ABROAD, OWN)] == [True, True]


@pytest.mark.parametrize(("tag", "sheet"), CASES)
def test_no_line_begins_or_ends_with_a_mark_that_may_not(tag, sheet):
    seen = [line.text.strip() for line in laid.lines(made(tag, sheet)[0])]
    assert len(seen) > 20
    assert not [line for line in seen if FIRST.match(line) or LAST.search(line)]


@pytest.mark.parametrize("sheet", [sheet for tag, sheet in CASES if tag == "th"])
def test_a_line_of_thai_ends_where_a_word_of_the_dictionary_ends(sheet):
    _, shown = parts("th", sheet)
    tried = 0
    lines = [line.text.strip() for line in laid.lines(made("th", sheet)[0])]
    for text in (text for part in shown for text in part[1:]):
        ends = set()
        for run in THAI.finditer(text):
            ends.update(accumulate(map(len, word_tokenize(run[0])), initial=run.start()))
        place = 0
        for line in broken(lines, text):
            place = text.index(line, place) + len(line)
            tried += 1
            assert place in ends or not THAI.match(text[place - 1])
    assert tried > 20


def broken(lines, text):
    """The lines that make up a text, which stand one after another."""
    packed = "".join(text.split())
    for start in range(len(lines)):
        found = ""
        for end in range(start, len(lines)):
            found += "".join(lines[end].split())
            if not packed.startswith(found):
                break
            if found == packed:
                return lines[start : end + 1]
    raise AssertionError(text)


# ---- ink


class Ink(NamedTuple):
    """A letter as it is painted: its baseline, and the box of its ink, y upwards; in points."""

    text: str
    baseline: float
    left: float
    bottom: float
    right: float
    top: float


def inks(page):
    """Yield every letter of a page, by pdfium, which adds a 64th to what is over the baseline."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(at)
        if left < right and bottom < top:
            raw.FPDFText_GetCharOrigin(text, at, x, y)
            over = max(0.0, top - y.value) / 65
            char = chr(raw.FPDFText_GetUnicode(text, at))
            yield Ink(char, round(y.value, 2), left, bottom, right, top - over)


def collisions(letters):
    """Pairs of letters of different lines whose ink meets."""
    by_line = defaultdict(list)
    for ink in letters:
        by_line[ink.baseline].append(ink)
    order = sorted(by_line.items(), reverse=True)
    return [
        (one.text, other.text, round(other.top - one.bottom, 2))
        for place, (_, line) in enumerate(order)
        for _, below in order[place + 1 : place + 7]
        for one in line
        for other in below
        if one.bottom < other.top and one.left < other.right and other.left < one.right
    ]


@pytest.mark.parametrize(("tag", "sheet"), CASES)
def test_no_letter_meets_one_of_another_line(tag, sheet):
    with pypdfium2.PdfDocument(made(tag, sheet)[1]) as file:
        pages = [[*inks(page)] for page in file]
    assert sum(map(len, pages)) > 200
    assert [each for letters in pages for each in collisions(letters)] == []


def test_letters_that_meet_are_seen():
    letters = [Ink("y", 20, 0, 15, 5, 28), Ink("A", 10, 4, 10, 9, 16), Ink("B", 10, 6, 10, 9, 17)]
    assert collisions(letters) == [("y", "A", 1)]
