"""The second view: the words of a leaflet, for whoever writes it."""

import pytest
from playwright.sync_api import expect

from browser import desk
from browser.desk import KNEE

FAULT = KNEE.replace("- paragraph:", "- paragraf:")
SENTENCE = "Rest a little, then walk."


@pytest.fixture
def file(visitor, reception):
    path = reception.folder / "content.yaml"
    path.write_text(KNEE)
    return path


@pytest.fixture
def words(page, file):
    """The view of the words of a leaflet in the folder."""
    desk.edit_words(page, "Knee pain")
    return page


def save(page):
    desk.send(page, "Save")


def line_of(page):
    """The text that is marked in the words."""
    return page.locator("#words").evaluate("w => w.value.slice(w.selectionStart, w.selectionEnd)")


def test_a_fault_is_shown_at_its_line_while_it_is_typed(words):
    words.locator("#words").fill(FAULT)
    link = words.locator("#live [data-line='8']")
    expect(link).to_have_text("line 8")
    expect(words.locator("#live")).to_contain_text("“paragraf” is not a block")
    expect(words.locator("#live")).to_contain_text("Did you mean “paragraph”?")
    expect(words.locator("#line-8")).to_have_class("error")
    expect(words.locator("#line-7")).not_to_have_class("error")
    link.click()
    expect(words.locator("#words")).to_be_focused()
    assert line_of(words) == f"paragraf: {SENTENCE}"


def test_the_pages_follow_the_words(words):
    picture = words.locator("#live img").first
    before = picture.get_attribute("src")
    words.locator("#words").fill(KNEE.replace(SENTENCE, "Walk first, then rest."))
    expect(picture).not_to_have_attribute("src", before)
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 500


def test_what_is_saved_keeps_comments_and_order(words, file):
    mine = KNEE.replace(SENTENCE, "Walk first, then rest.") + "  # the end\n"
    words.locator("#words").fill(mine)
    save(words)
    expect(words.get_by_text("Saved in content.yaml.")).to_be_visible()
    assert file.read_text() == mine
    assert words.locator("#words").input_value() == mine


def test_windows_line_ends_stay_as_they_are(page, file):
    file.write_bytes(KNEE.replace("\n", "\r\n").encode())
    desk.edit_words(page, "Knee pain")
    page.locator("#words").fill(KNEE.replace(SENTENCE, "Walk."))
    save(page)
    expect(page.get_by_text("Saved in content.yaml.")).to_be_visible()
    assert file.read_bytes() == KNEE.replace(SENTENCE, "Walk.").replace("\n", "\r\n").encode()


def test_a_file_that_changed_underneath_is_never_overwritten(words, file):
    theirs = KNEE.replace(SENTENCE, "Theirs.")
    mine = KNEE.replace(SENTENCE, "Mine.")
    words.locator("#words").fill(mine)
    file.write_text(theirs)
    save(words)
    assert words.title().startswith("Error: ")
    expect(words.locator("#summary")).to_be_focused()
    expect(words.locator("#summary")).to_contain_text("The file was changed by somebody else")
    expect(words.locator("#summary")).to_contain_text("+  - paragraph: Theirs.")
    assert file.read_text() == theirs
    assert words.locator("#words").input_value() == mine
    save(words)
    assert file.read_text() == theirs
    words.get_by_role("link", name="load the file as it is now").click()
    expect(words.locator("#words")).to_have_value(theirs)


def test_words_that_are_wrong_can_be_saved_and_mended_later(words, file):
    words.locator("#words").fill(FAULT)
    save(words)
    assert file.read_text() == FAULT
    words.goto("/")
    expect(words.locator(".card").get_by_text("Needs mending")).to_be_visible()
    words.get_by_role("link", name="content.yaml", exact=True).first.click()
    expect(words.locator("#live [data-line='8']")).to_be_visible()
    words.locator("#words").fill(KNEE)
    save(words)
    assert file.read_text() == KNEE


def test_a_leaflet_of_ours_is_saved_as_a_copy(page, reception):
    desk.edit_words(page, "What we offer")
    desk.send(page, "Save a copy of my own")
    expect(
        page.get_by_text("Saved as a leaflet of your own: clinic-services.yaml.")
    ).to_be_visible()
    assert (reception.folder / "clinic-services.yaml").exists()


def test_a_copy_with_changed_words_stands_in_the_place_of_its_original(page):
    title = "What we offer"
    desk.edit_words(page, title)
    text = page.locator("#words").input_value()
    page.locator("#words").fill(text.replace("\nsubject: ", "\nsubject: Ours. ", 1))
    desk.send(page, "Save a copy of my own")
    expect(page.locator(".said")).to_contain_text("your copy 1” from now on")
    page.goto("/")
    card = page.locator(".card", has_text=title)
    expect(card.filter(visible=True)).to_have_count(1)
    expect(card.filter(visible=True)).to_contain_text("Your copy 1 of version")
    page.get_by_text("Originals of your copies: 1").click()
    expect(card.filter(visible=True)).to_have_count(2)
    card.filter(has_text="Your copy").get_by_role("link").click()
    desk.send(page, "Go back to the original")
    expect(card.filter(visible=True)).to_have_count(1)
    expect(card.filter(visible=True)).not_to_contain_text("Your copy")
    desk.send(page, "Bring back clinic-services.yaml")
    expect(card.filter(visible=True)).to_contain_text("Your copy")


def test_the_words_can_be_saved_without_script(visitor, file):
    page = visitor.page(java_script_enabled=False)
    desk.edit_words(page, "Knee pain")
    page.locator("#words").fill(FAULT)
    desk.send(page, "Check and show it")
    expect(page.locator("#live [data-line='8']")).to_be_visible()
    assert file.read_text() == KNEE
    page.locator("#words").fill(KNEE.replace(SENTENCE, "Walk."))
    save(page)
    assert file.read_text() == KNEE.replace(SENTENCE, "Walk.")


def test_what_was_typed_and_not_saved_is_there_when_one_comes_back(words, file):
    mine = KNEE.replace(SENTENCE, "Not saved yet.")
    words.locator("#words").fill(mine)
    expect(words.locator("#status")).to_contain_text("page")
    words.on("dialog", lambda dialog: dialog.accept())
    words.goto("/")
    desk.edit_words(words, "Knee pain")
    assert words.locator("#words").input_value() == mine
    assert file.read_text() == KNEE
