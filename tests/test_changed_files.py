"""A file that was replaced is read anew: nothing of an older one is shown or printed."""

import io
import os
from pathlib import Path

import pikepdf
import pytest
from conftest import CONTENT
from gates import pdfium
from test_web import BASE, TYPED, Browser, browser, office, png  # noqa: F401 (fixtures)

from leaflet.cli import watcher
from leaflet.content.theme import Theme
from leaflet.source import named
from leaflet.source.files import file_bytes, is_current, is_there, noted
from leaflet.web import page

SHEET = (Path(named.folder("sheet")) / "a5.yaml").read_text("utf-8")
PICTURE = CONTENT.replace("body:", "body:\n  - image: {file: pic.png, alt: A dose}")


def replace(path, data):
    """Replace a file by one of the same size and the same time."""
    before = path.stat()
    assert before.st_size == len(data)
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_mtime_ns == before.st_mtime_ns


@pytest.fixture
def own(browser, folder):  # noqa: F811
    """Writes a leaflet into the folder; the addresses of what is made of it."""

    def own(text):
        (folder / "knee.yaml").write_text(text)
        (entry,) = [each for each in browser.office.shelf.entries() if each.own]
        return f"/leaflets/{entry.id}"

    return own


def pictures(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as made:
        return [
            [*image.read_bytes()[:3]] for each in made.pages for image in each.get_images().values()
        ]


def built(browser, path):  # noqa: F811
    asked = {"leaflet": path.removeprefix("/leaflets/")}
    return browser.client.post("/api/build", json=asked)


def test_a_picture_that_was_replaced_is_printed(browser, own, folder):  # noqa: F811
    first, second = png(colour=(200, 10, 10)), png(colour=(10, 10, 200))
    (folder / "pic.png").write_bytes(first)
    path = own(PICTURE)
    red, shown = built(browser, path), browser.get(f"{path}/clinic").images[0]["src"]
    replace(folder / "pic.png", second)
    blue, then = built(browser, path), browser.get(f"{path}/clinic").images[0]["src"]
    assert pictures(red.content) == [[200, 10, 10]]
    assert pictures(blue.content) == [[10, 10, 200]]
    one, other = (browser.client.get(each).content for each in (shown, then))
    assert one != other
    assert built(browser, path).content == blue.content


def test_a_picture_that_was_missing_is_found_once_it_is_there(browser, own, folder):  # noqa: F811
    path = own(PICTURE)
    assert built(browser, path).status_code == 422
    (folder / "pic.png").write_bytes(png())
    assert built(browser, path).status_code == 200
    (folder / "pic.png").unlink()
    assert built(browser, path).status_code == 422


def test_words_of_the_same_length_at_the_same_time_are_read_anew(browser, own, folder):  # noqa: F811
    path = own(CONTENT)
    assert "Rest a little" in pdfium.pages(built(browser, path).content)[0]
    replace(folder / "knee.yaml", CONTENT.replace("Rest a", "Walk a").encode())
    assert "Walk a little" in pdfium.pages(built(browser, path).content)[0]


def test_a_sheet_of_ones_own_that_was_edited_is_the_one_that_is_printed(browser, own, folder):  # noqa: F811
    (folder / "sheets").mkdir()
    ours = folder / "sheets" / "ours.yaml"
    ours.write_text(SHEET)
    path = own("sheet: ours\n" + CONTENT)

    def width(pdf):
        with pikepdf.open(io.BytesIO(pdf)) as made:
            return round(float(made.pages[0].mediabox[2]))

    assert width(built(browser, path).content) == 420
    page_of = browser.get(f"{path}/clinic").images[0]["src"]
    before = browser.client.get(page_of).content
    replace(ours, SHEET.replace("148", "160").encode())
    assert width(built(browser, path).content) == 454
    assert browser.client.get(browser.get(f"{path}/clinic").images[0]["src"]).content != before


def test_a_sheet_that_takes_the_place_of_a_shipped_one_is_seen(browser, own, folder):  # noqa: F811
    path = own("sheet: a5\n" + CONTENT)
    before = built(browser, path).content
    (folder / "sheets").mkdir()
    (folder / "sheets" / "a5.yaml").write_text(SHEET.replace("148", "160"))
    assert built(browser, path).content != before


def test_words_of_ones_own_are_known_to_the_check_as_soon_as_they_are_there(browser, own, folder):  # noqa: F811
    path = own(CONTENT.replace("Rest a little", "Utilise a brace"))
    asked = {"leaflet": path.removeprefix("/leaflets/")}

    def codes():
        found = browser.client.post("/api/check", json=asked).json()["findings"]
        return [each["code"] for each in found if "tilise" in str(each)]

    assert codes() == ["hard-word"]
    (folder / "words.yaml").write_text("allow: [utilise]\n")
    assert codes() == []


def test_a_kept_logo_that_was_replaced_is_printed(browser, office):  # noqa: F811
    first, second = png(colour=(200, 10, 10)), png(colour=(10, 10, 200))
    form = "/leaflets/built-in/clinic"
    browser.send(form, browser.get(form), {"logo": ("l", first)}, action="next", **TYPED)
    (kept,) = office.clinics.folder.glob("logo-*")
    assert [200, 10, 10] in pictures(browser.pdf().content)
    replace(kept, second)
    assert [10, 10, 200] in pictures(browser.pdf().content)


def test_a_theme_that_was_edited_is_loaded_anew(folder, monkeypatch):
    (folder / "themes").mkdir()
    copy = folder / "themes" / "calm.yaml"
    copy.write_bytes((named.folder("theme") / "calm.yaml").read_bytes())
    monkeypatch.setattr(named, "folder", lambda kind: folder / f"{kind}s")
    before = named.load("theme", "calm", Theme)
    text = copy.read_text("utf-8")
    title = before.title.text
    replace(copy, text.replace(title, title[::-1]).encode())
    assert named.load("theme", "calm", Theme).title.text == before.title.text[::-1]


@pytest.mark.posix("Windows does not tell when anything of a file was changed")
def test_a_save_that_sets_the_time_back_is_seen_by_watch(folder):
    path = folder / "pic.png"
    path.write_bytes(png(colour=(1, 2, 3)))
    before = watcher._stamp(path)
    replace(path, png(colour=(3, 2, 1)))
    assert watcher._stamp(path) != before


def test_the_pictures_that_are_watched_are_those_that_the_file_names_now(folder):
    path = folder / "knee.yaml"
    path.write_text(PICTURE)
    assert watcher._pictures(path) == (folder / "pic.png",)
    replace(path, PICTURE.replace("pic.png", "own.png").encode())
    assert watcher._pictures(path) == (folder / "own.png",)


def test_a_browser_uses_no_older_script_after_an_update(browser, monkeypatch):  # noqa: F811
    answer = browser.client.get("/assets/leaflet.js")
    known = {"if-none-match": answer.headers["etag"]}
    assert answer.headers["cache-control"] == "no-cache"
    assert browser.client.get("/assets/leaflet.js", headers=known).status_code == 304
    monkeypatch.setattr(page, "_asset", lambda name: (b"new", '"new"'))
    assert browser.client.get("/assets/leaflet.js", headers=known).content == b"new"


# ---- what is noted


def test_what_is_read_or_looked_for_is_noted_by_its_bytes(folder):
    one, gone, inside = folder / "one", folder / "gone", folder / "inside"
    one.write_bytes(b"1")
    inside.mkdir()
    with noted() as files:
        file_bytes(one, 9)
        with pytest.raises(Exception, match="no file"):
            file_bytes(gone, 9)
        assert not is_there(folder / "never")
        assert is_there(inside)
    assert {path.name for path in files} == {"one", "gone", "never", "inside"}
    assert is_current(files)
    for change, undo in (
        (lambda: one.write_bytes(b"2"), lambda: one.write_bytes(b"1")),
        (lambda: one.unlink(), lambda: one.write_bytes(b"1")),
        (lambda: gone.write_bytes(b""), lambda: gone.unlink()),
        (lambda: (folder / "never").mkdir(), lambda: (folder / "never").rmdir()),
        (lambda: (inside / "new").touch(), lambda: (inside / "new").unlink()),
    ):
        change()
        assert not is_current(files)
        undo()
        assert is_current(files)


def test_a_file_that_changes_while_it_is_read_twice_is_never_current(folder):
    path = folder / "one"
    with noted() as files:
        for data in (b"1", b"2"):
            path.write_bytes(data)
            file_bytes(path, 9)
    assert not is_current(files)
    assert file_bytes(path, 9) == b"2"


def test_a_theme_of_ones_own_that_was_edited_is_the_one_that_is_printed(browser, own, folder):  # noqa: F811
    (folder / "themes").mkdir()
    ours, theirs = (folder / "themes" / f"{name}.yaml" for name in ("ours", "theirs"))
    ours.write_text("extends: theirs\ntitle: Ours\n")
    theirs.write_text("extends: calm\nfonts: noto \n")
    path = own("theme: ours\n" + CONTENT)

    def listed():
        (entry,) = (
            each
            for each in browser.client.get("/api/leaflets").json()["leaflets"]
            if each["id"] == path.removeprefix("/leaflets/")
        )
        return entry["themes"]

    before = built(browser, path).content
    assert before[:5] == b"%PDF-" and {"ours", "theirs", "calm"} <= {*listed()}
    assert "Ours" in browser.get(f"{path}/clinic").said
    replace(theirs, b"extends: calm\nfonts: plain\n")
    assert before != built(browser, path).content
    ours.write_text("extends: calm\nfonts: nota\n")
    answer = browser.client.post("/api/build", json={"leaflet": path.removeprefix("/leaflets/")})
    (told,) = answer.json()["problems"]
    assert answer.status_code == 422
    assert told["place"]["file"].endswith("themes/ours.yaml") and told["place"]["line"] == 2
