"""Edit the words: the writer's view keeps every byte, and overwrites nobody's work."""

import codecs
import re

import pytest
from conftest import CONTENT, everywhere
from hypothesis import given
from hypothesis import strategies as st
from test_web import Browser, Page, both_ways, browser, office  # noqa: F401 (fixtures)
from test_web_clinics import restarted

from leaflet import limits
from leaflet.web import words
from leaflet.web.entrance import Entrance

KEPT = "# A note that stays.\ntitle: Knee pain   # and this one\n" + CONTENT.split("\n", 1)[1]


@pytest.fixture
def file(folder):
    path = folder / "content.yaml"
    path.write_bytes(KEPT.encode())
    return path


@pytest.fixture
def here(browser, file):  # noqa: F811
    return re.search(r"/leaflets/own-\w+", browser.client.get("/").text)[0] + "/words"


def test_the_words_stand_there_as_they_are_with_their_lines_and_pages(browser, here):  # noqa: F811
    page = browser.get(here)
    assert page.fields["words"] == KEPT
    count = KEPT.count("\n") + 1
    assert {f"line-{number}" for number in range(1, count + 1)} <= page.ids
    assert f"line-{count + 1}" not in page.ids
    assert any(image["src"].startswith("/pages/") for image in page.images)


def test_saving_keeps_every_note_and_the_order(browser, here, file):  # noqa: F811
    page = browser.get(here)
    typed = page.fields["words"].replace("Rest a little", "Rest a while")
    page = browser.send(here, page, words=typed.replace("\n", "\r\n"), action="save")
    assert "Saved in content.yaml." in page.said
    assert file.read_bytes() == KEPT.replace("Rest a little", "Rest a while").encode()
    assert "Not saved yet" not in page.said


def test_saving_what_was_not_changed_does_not_touch_the_file(browser, here, file):  # noqa: F811
    before = file.stat().st_mtime_ns
    browser.send(here, browser.get(here), action="save")
    assert file.stat().st_mtime_ns == before


def test_a_file_that_changed_underneath_is_never_overwritten(browser, here, file):  # noqa: F811
    page = browser.get(here)
    file.write_text(KEPT.replace("Knee pain", "Elbow pain"))
    mine = page.fields["words"].replace("Rest a little", "Rest a while")
    page = browser.send(here, page, words=mine, action="save")
    assert page.title.startswith("Error: ")
    assert "was changed by somebody else" in page.said
    assert "+title: Elbow pain" in page.said
    assert page.fields["words"] == mine
    assert "Elbow pain" in file.read_text()
    again = browser.send(here, page, action="save")
    assert again.title.startswith("Error: ")
    assert "Rest a while" not in file.read_text()
    fresh = browser.get(f"{here}?file=1")
    assert "Elbow pain" in fresh.fields["words"]
    assert not fresh.title.startswith("Error: ")


@both_ways
def test_a_fault_is_shown_at_its_line_and_what_was_typed_stays(browser, here, file):  # noqa: F811
    wrong = KEPT.replace("- paragraph:", "- paragraf:")
    page = browser.send(here, browser.get(here), words=wrong, action="see")
    line = wrong[: wrong.index("paragraf")].count("\n") + 1
    assert f"line {line}" in page.said
    assert ("unknown-block", "body[0].paragraf") in page.told
    assert "There are no pages to show" in page.said
    assert page.fields["words"] == wrong
    assert file.read_bytes() == KEPT.encode()


@both_ways
def test_findings_lead_to_their_line(browser, here):  # noqa: F811
    text = KEPT + "  - paragraph: You should utilise it, e.g. daily!\n"
    page = browser.send(here, browser.get(here), words=text, action="see")
    line = text.count("\n")
    assert f"#line-{line}" in page.links


@both_ways
def test_the_part_with_findings_is_renewed_while_somebody_types(browser, here):  # noqa: F811
    page = browser.get(here)
    answer = browser.post(f"{here}/preview", page, words=KEPT + "  - nosuch: x\n")
    assert answer.status_code == 200
    assert ("unknown-block", "body[1].nosuch") in Page(answer.text).told


def test_a_preview_that_comes_after_the_save_leaves_no_conflict(browser, here, file):  # noqa: F811
    page = browser.get(here)
    mine = KEPT.replace("Rest a little", "Rest a while")
    browser.send(here, page, words=mine, action="save")
    browser.post(f"{here}/preview", page, words=mine)
    assert not browser.get(here).title.startswith("Error: ")


@both_ways
def test_a_leaflet_saved_with_a_mistake_stays_to_be_mended(browser, folder):  # noqa: F811
    (folder / "knee.yaml").write_text(CONTENT)
    here = re.search(r"/leaflets/own-\w+", browser.client.get("/").text)[0] + "/words"
    wrong = CONTENT.replace("body:", "bdoy:")
    page = browser.send(here, browser.get(here), words=wrong, action="save")
    assert "Saved in knee.yaml" in page.said
    assert page.fields["words"] == wrong
    assert page.told == {("unknown-key", "bdoy"), ("missing-key", "body")}


@everywhere
def test_after_a_new_start_the_typed_words_are_kept(folder, office, here, file):  # noqa: F811
    office.entrance = Entrance(token="a token that is kept")
    old = Browser(office)
    old.client.get(office.url)
    page = old.get(here)
    mine = KEPT.replace("Rest a little", "Rest a while")
    new = restarted(old, folder)
    stranger = Browser(new.office)
    stranger.client.get(new.office.url)
    assert stranger.post(here, page, words=mine, action="save").status_code == 403
    assert file.read_text() == KEPT
    new.post(f"{here}/preview", page, words=mine)
    assert new.get(here).fields["words"] == mine
    new.send(here, page, words=mine, action="save")
    assert file.read_text() == mine


@everywhere
def test_a_leaflet_that_came_with_the_program_is_saved_as_a_copy(browser, folder):  # noqa: F811
    path = "/leaflets/example-knee-sprain/words"
    page = browser.get(path)
    before = page.fields["words"]
    page = browser.send(path, page, words=before + "# mine\n", action="save")  # no such button
    assert not (folder / "knee-sprain.yaml").exists()
    page = browser.send(path, page, action="copy")
    assert "Saved as a leaflet of your own: knee-sprain.yaml." in page.said
    assert (folder / "knee-sprain.yaml").read_text() == before + "# mine\n"
    browser.send(path, browser.get(path), action="copy")
    assert (folder / "knee-sprain-2.yaml").read_text() == before


def test_words_with_markup_show_as_text(browser, here):  # noqa: F811
    text = KEPT + '  - paragraph: "</textarea><script>alert(1)</script>"\n'
    browser.send(here, browser.get(here), words=text, action="see")
    assert "<script>alert" not in browser.client.get(here).text
    assert browser.get(here).fields["words"] == text


@both_ways
def test_too_many_words_are_refused(browser, here, file):  # noqa: F811
    text = KEPT + "#" * limits.CONTENT_BYTES
    answer = browser.post(here, browser.get(here), words=text, action="save")
    assert (answer.status_code, Page(answer.text).told) == (413, {("too-large", "")})
    assert file.read_bytes() == KEPT.encode()


@both_ways
def test_a_file_that_nobody_can_read_as_text_is_shown_and_not_lost(browser, folder):  # noqa: F811
    (folder / "content.yaml").write_bytes(b"title: caf\xe9\nbody:\n  - paragraph: x\n")
    here = re.search(r"/leaflets/own-\w+", browser.client.get("/").text)[0] + "/words"
    page = browser.get(here)
    assert "line 1" in page.said
    assert page.told == {("wrong-encoding", "")}
    typed = page.fields["words"].replace("x", "y")
    answer = browser.post(here, page, words=typed, action="save")
    assert (answer.status_code, Page(answer.text).told) == (409, {("wrong-encoding", "")})
    assert (folder / "content.yaml").read_bytes().count(b"\xe9") == 1


def test_line_ends_and_the_byte_order_mark_stay_as_they_were():
    assert words.as_typed("a\nb\n", b"x\ny\n") == b"a\nb\n"
    assert words.as_typed("a\nb\n", b"x\r\ny\r\n") == b"a\r\nb\r\n"
    assert words.as_typed("a\n", codecs.BOM_UTF8 + b"x\n") == codecs.BOM_UTF8 + b"a\n"
    assert words.as_typed("a\nb\nNEW\nc", b"a\r\nb\nc") == b"a\r\nb\nNEW\nc"


@given(st.lists(st.sampled_from(["a", "é: 1", "", "  - x"])), st.sampled_from(["\n", "\r\n"]))
def test_what_is_not_changed_is_saved_byte_for_byte(lines, end):
    before = end.join(lines).encode()
    assert words.as_typed(words._text(before), before) == before
