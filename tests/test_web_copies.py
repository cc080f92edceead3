"""Changed words carry a version of their own, and a copy stands in the place of its original."""

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import CONTENT
from gates import pdfium
from test_web import BASE, TYPED, Browser, browser, office  # noqa: F401

from leaflet import shipped
from leaflet.web import copies

KNEE = "/leaflets/example-knee-sprain"
SENTENCE = "\nsubject: "
OURS = (shipped.path("examples") / "knee-sprain.yaml").read_text("utf-8")
NOW = copies.version_of(OURS.encode())
ISSUED = re.search(r"(?m)^issued: .*$", OURS)[0]


def changed(text, to="Changed here. "):
    assert text.count(SENTENCE) == 1
    return text.replace(SENTENCE, f"{SENTENCE}{to}")


def copy(browser, text):  # noqa: F811
    page = browser.get(f"{KNEE}/words")
    return browser.send(f"{KNEE}/words", page, words=text, action="copy")


def own(browser, name="knee-sprain.yaml"):  # noqa: F811
    found = {entry.path.name: entry.id for entry in browser.office.shelf.entries() if entry.own}
    return f"/leaflets/{found[name]}"


def version(folder, name="knee-sprain.yaml"):
    return copies.version_of((folder / name).read_bytes())


# ---- versions


def test_a_copy_with_changed_words_has_a_version_that_says_so(browser, folder):  # noqa: F811
    page = copy(browser, changed(OURS))
    assert version(folder) == f"{NOW}, your copy 1"
    assert f"so it is version “{NOW}, your copy 1” from now on" in page.said
    wanted = changed(OURS).replace(f'version: "{NOW}"', f'version: "{NOW}, your copy 1"')
    assert (folder / "knee-sprain.yaml").read_text("utf-8") == wanted
    form = f"{own(browser)}/clinic"
    ready = browser.send(form, browser.get(form), action="next", **TYPED)
    assert f"Your copy. Version {NOW}, your copy 1." in ready.said
    pdf = browser.client.get(next(link for link in ready.links if link.endswith("download")))
    assert f"version {NOW}, your copy 1" in " ".join("\n".join(pdfium.pages(pdf.content)).split())


def test_each_change_of_the_words_is_a_new_version_and_no_other_change_is(browser, folder):  # noqa: F811
    copy(browser, changed(OURS))
    here = f"{own(browser)}/words"
    for number, to in enumerate(("Once. ", "Twice. "), 2):
        page = browser.get(here)
        browser.send(here, page, words=changed(page.fields["words"], to), action="save")
        assert version(folder) == f"{NOW}, your copy {number}"
    page = browser.get(here)
    same = "# A note.\n" + page.fields["words"].replace("theme: ", "theme:  ")
    browser.send(here, page, words=same, action="save")
    assert version(folder) == f"{NOW}, your copy 3"
    assert (folder / "knee-sprain.yaml").read_text("utf-8").startswith("# A note.\n")


def test_a_second_copy_has_no_version_of_the_first_one(browser, folder):  # noqa: F811
    copy(browser, changed(OURS))
    copy(browser, changed(OURS, "Otherwise. "))
    assert version(folder, "knee-sprain-2.yaml") == f"{NOW}, your copy 2"


def at_once(browser, path, page, count=6, **typed):  # noqa: F811
    """Send one form several times at the same time."""
    with ThreadPoolExecutor(count) as pool:
        sent = [pool.submit(browser.post, path, page, **typed) for _ in range(count)]
        return [each.result() for each in sent]


@pytest.mark.parametrize("text", [changed(OURS), OURS, OURS + "# mine\n"])
def test_the_same_words_are_one_copy_however_often_they_are_sent_at_once(browser, folder, text):  # noqa: F811
    page = browser.get(f"{KNEE}/words")
    answers = at_once(browser, f"{KNEE}/words", page, words=text, action="copy")
    assert {answer.url.path for answer in answers} == {f"{own(browser)}/words"}
    again = copy(browser, text)
    assert "Saved as a leaflet of your own: knee-sprain.yaml." in again.said
    assert [path.name for path in folder.glob("*.yaml")] == ["knee-sprain.yaml"]


def test_a_save_that_is_sent_several_times_at_once_is_no_conflict(browser, folder):  # noqa: F811
    copy(browser, changed(OURS))
    here = f"{own(browser)}/words"
    page = browser.get(here)
    text = changed(page.fields["words"], "Once. ")
    answers = at_once(browser, here, page, words=text, action="save")
    assert [answer.status_code for answer in answers] == [200] * 6
    shown = browser.get(here)
    assert "changed by somebody else" not in shown.said + " ".join(a.text for a in answers)
    assert (version(folder), "Not saved yet" in shown.said) == (f"{NOW}, your copy 2", False)


def test_a_copy_of_unchanged_words_is_the_version_that_it_is_of(browser, folder):  # noqa: F811
    copy(browser, OURS + "# mine\n")
    assert (folder / "knee-sprain.yaml").read_text("utf-8") == OURS + "# mine\n"


def test_words_that_break_and_are_mended_are_a_new_version_too(browser, folder):  # noqa: F811
    copy(browser, OURS + "# mine\n")
    here = f"{own(browser)}/words"
    page = browser.get(here)
    broken = page.fields["words"].replace("\nbody:", "\nbody: [")
    page = browser.send(here, page, words=broken, action="save")
    browser.send(here, page, words=changed(OURS), action="save")
    assert version(folder) == f"{NOW}, your copy 1"


LAPSES = {
    "words that cannot be read": (OURS.replace("\nbody:", "\nbody: ["),),
    "a code that cannot be read": ("title: [", changed(OURS, "Between. ")),
    "the words of the original": (OURS,),
    "a version of before": (OURS, changed(OURS, "Old. ").replace(NOW, f"{NOW}, your copy 1")),
}


@pytest.mark.parametrize("lapse", LAPSES.values(), ids=LAPSES)
def test_no_number_of_a_copy_is_ever_used_twice(browser, folder, lapse):  # noqa: F811
    copy(browser, changed(OURS))
    here = f"{own(browser)}/words"
    texts = (changed(OURS, "Once. "), *lapse, OURS, changed(OURS, "Otherwise. "))
    given = {}
    token = browser.get(f"{KNEE}/clinic").fields["token"]
    for text in texts:
        base = hashlib.sha256((folder / "knee-sprain.yaml").read_bytes()).hexdigest()
        sent = {"token": token, "words": text, "base": base, "action": "save"}
        how = {"headers": {"origin": BASE}, "follow_redirects": False}
        assert browser.client.post(here, data=sent, **how).status_code == 303
        now = (folder / "knee-sprain.yaml").read_bytes()
        if copies.words_of(now) not in ("", copies.words_of(OURS.encode())):
            given.setdefault(copies.version_of(now), set()).add(copies.words_of(now))
            assert copies.number(copies.version_of(now)) > 0
    assert version(folder).startswith(f"{NOW}, your copy ")
    assert copies.number(version(folder)) > 2
    assert [len(words) for words in given.values()] == [1] * len(given)


def test_a_copy_keeps_its_number_where_only_the_version_is_typed_back(browser, folder):  # noqa: F811
    copy(browser, changed(OURS))
    here = f"{own(browser)}/words"
    for text in (changed(OURS, "Once. "), changed(OURS, "Once. ")):
        browser.send(here, browser.get(here), words=text, action="save")
        assert version(folder) == f"{NOW}, your copy 2"


def test_the_number_of_a_copy_that_was_deleted_is_not_used_again(browser, folder):  # noqa: F811
    copy(browser, changed(OURS))
    (folder / "knee-sprain.yaml").unlink()
    copy(browser, changed(OURS, "Otherwise. "))
    assert version(folder) == f"{NOW}, your copy 2"


def test_a_copy_that_was_changed_in_an_editor_is_printed_as_a_copy(browser, folder):  # noqa: F811
    (folder / "mine.yaml").write_text(changed(OURS), "utf-8")
    page = browser.get(f"{own(browser, 'mine.yaml')}/clinic")
    assert f"Version {NOW}, your copy" in page.said


def test_only_the_clinic_and_the_looks_are_no_words():
    ours = OURS.encode()
    mine = b"theme: warm\nsheet: a5\n# A note.\n" + ours.replace(NOW.encode(), b"9")
    assert copies.words_of(mine) == copies.words_of(ours) != ""
    for old, new in (
        (b"next_review: 20", b"next_review: 21"),
        (b"subject: ", b"subject: Not "),
    ):
        assert ours.count(old) == 1
        assert copies.words_of(ours.replace(old, new)) != copies.words_of(ours)


@pytest.mark.parametrize(
    ("before", "after"),
    [("1.0", "1.1"), ("v9", "v10"), ("2026-11", "2026-12"), ("draft", "draft 2")],
)
def test_ones_own_leaflet_with_changed_words_has_the_next_version(browser, folder, before, after):  # noqa: F811
    text = f'# Kept.\nversion: "{before}"   # as printed\n{CONTENT}'
    (folder / "pain.yaml").write_text(text)
    here = f"{own(browser, 'pain.yaml')}/words"
    browser.send(here, browser.get(here), words=text.replace("Rest", "Lie"), action="save")
    wanted = text.replace("Rest", "Lie").replace(f'"{before}"', f'"{after}"')
    assert (folder / "pain.yaml").read_text() == wanted


def test_a_version_that_the_writer_has_set_stays(browser, folder):  # noqa: F811
    text = f"version: 1.0\n{CONTENT}"
    (folder / "pain.yaml").write_text(text)
    here = f"{own(browser, 'pain.yaml')}/words"
    mine = text.replace("Rest", "Lie").replace("1.0", "2.0")
    browser.send(here, browser.get(here), words=mine, action="save")
    assert (folder / "pain.yaml").read_text() == mine


# ---- the shelf


def cards(browser):  # noqa: F811
    """The words of the shelf before the originals, and those behind."""
    said = browser.get("/").said
    front, _, behind = said.partition("Originals of your copies")
    return front, behind


def test_a_copy_stands_in_the_place_of_its_original(browser):  # noqa: F811
    title = "Exercises after a knee sprain"
    assert cards(browser)[0].count(title) >= 1
    before = cards(browser)[0].count(f"{title} ")
    copy(browser, changed(OURS))
    front, behind = cards(browser)
    assert f"Your copy 1 of version {NOW}" in front
    assert f"{title} " in behind
    shown = [line for line in browser.get("/").links if line == f"{KNEE}/clinic"]
    assert len(shown) == 1  # its card behind
    assert f"{KNEE}/clinic" in browser.get(f"{own(browser)}/clinic").links
    assert before >= 1


def test_programs_are_told_of_the_copy_in_the_place_of_its_original(browser, folder):  # noqa: F811
    before = browser.client.get("/api/leaflets").json()
    assert before["originals"] == []
    copy(browser, changed(OURS))
    now = browser.client.get("/api/leaflets").json()
    title = "Exercises after a knee sprain"
    (mine,) = (each for each in now["leaflets"] if each["title"] == title)
    assert (mine["original"], mine["newer"]) == ("example-knee-sprain", "")
    assert mine["version"] == f"{NOW}, your copy 1"
    (ours,) = now["originals"]
    assert (ours["id"], ours["version"], ours["original"]) == ("example-knee-sprain", NOW, "")
    assert len(now["leaflets"]) == len(before["leaflets"])
    path = folder / "knee-sprain.yaml"
    path.write_text(path.read_text("utf-8").replace(ISSUED, "issued: 2020-01-02"), "utf-8")
    (old,) = (
        each for each in browser.client.get("/api/leaflets").json()["leaflets"] if each["newer"]
    )
    assert (old["title"], old["newer"]) == (title, NOW)
    path.write_text("title: [\n" + path.read_text("utf-8"), "utf-8")
    (broken,) = (
        each for each in browser.client.get("/api/leaflets").json()["leaflets"] if each["problems"]
    )
    assert broken["original"] == "example-knee-sprain"


def test_one_can_go_back_to_the_original_and_to_the_copy_again(browser, folder):  # noqa: F811
    copy(browser, changed(OURS))
    mine = (folder / "knee-sprain.yaml").read_bytes()
    shelf = browser.send(f"{own(browser)}/aside", browser.get(f"{own(browser)}/clinic"))
    assert "is in use again" in shelf.said
    assert "Originals of your copies" not in shelf.said
    assert not (folder / "knee-sprain.yaml").exists()
    again = browser.send("/aside/back", shelf, name="knee-sprain.yaml.aside")
    assert f"Your copy 1 of version {NOW}" in again.said
    assert (folder / "knee-sprain.yaml").read_bytes() == mine


def test_no_other_file_can_be_brought_back(browser, folder):  # noqa: F811
    outside = folder.parent / "x.yaml.aside"
    outside.write_text("title: x")
    answer = browser.post("/aside/back", browser.get(f"{KNEE}/clinic"), name="../x.yaml.aside")
    assert answer.status_code == 404
    assert outside.exists()


@pytest.mark.parametrize(
    "older",
    [(f'"{NOW}, your copy 1"', '"0.9, your copy 1"'), (ISSUED, "issued: 2020-01-02")],
    ids=["by version", "by date"],
)
def test_a_later_update_of_the_original_is_told(browser, folder, older):  # noqa: F811
    copy(browser, changed(OURS))
    assert "The original is newer" not in browser.get("/").said
    path = folder / "knee-sprain.yaml"
    text = path.read_text("utf-8")
    assert text.count(older[0]) == 1
    path.write_text(text.replace(*older), "utf-8")
    assert f"The original is newer: version {NOW}" in browser.get("/").said
    form = f"{own(browser)}/clinic"
    assert "The original has been brought up to date" in browser.get(form).said
