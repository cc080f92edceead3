"""The page for reception in several languages: the picker, the preview, details in any script."""

import html
import json
import re

import pytest
from gates import pdfium
from test_translation import POLISH, SOURCE
from test_web import TYPED, Page, browser, office  # noqa: F401

import leaflet

FORM = "/leaflets/built-in/clinic"
ARABIC = "/leaflets/built-in.ar/clinic"


def picker(answer):
    """The languages to choose from: tag, direction and address, which is that of a button."""
    item = r'<li>(.*?)<span lang="([\w-]+)" dir="(\w+)">'
    found = re.findall(item, answer.text[answer.text.index('"row languages"') :])
    addresses = (re.search(r'value="(/[^"]+)"', before) for before, _, _ in found)
    return {
        tag: (way, html.unescape(address[1]) if address else "")
        for (_, tag, way), address in zip(found, addresses, strict=True)
    }


def put(folder):
    """Put a leaflet with a Polish translation into the folder."""
    (folder / "content.yaml").write_text(SOURCE, "utf-8")
    given = leaflet.read(folder / "content.yaml")
    assert given.title.literal in POLISH


def translate(folder, run):
    put(folder)
    assert run("translate", "new", "content.yaml", "--to", "pl").code == 0
    path = folder / "content.pl.yaml"
    text = path.read_text("utf-8")
    for words, said in POLISH.items():
        old = f"from: {json.dumps(words)}\n    is: "
        assert f'{old}""' in text
        text = text.replace(f'{old}""', f"{old}{json.dumps(said)}")
    path.write_text(text, "utf-8")


def test_a_leaflet_with_translations_has_a_picker_and_keeps_what_is_typed(browser):  # noqa: F811
    answer = browser.client.get(FORM)
    ways = picker(answer)
    assert [*ways] == ["en-GB", "ar", "bn", "cy", "pl", "zh"]
    assert (ways["ar"][0], ways["pl"][0]) == ("rtl", "ltr")
    assert ways["en-GB"][1] == ""  # it is shown
    page = Page(answer.text)
    there = browser.send(FORM, page, go=ways["ar"][1], **TYPED)
    assert there.fields["name"] == "Harbour Clinic" and "الوخز بالإبر" in there.title
    text = browser.client.get(ways["ar"][1]).text
    assert '<ol class="pages" lang="ar" dir="rtl"' in text
    assert '<span lang="ar" dir="rtl">الوخز بالإبر لآلام الظهر</span>' in text
    assert "/leaflets/built-in.ar/words" not in text


def test_the_chosen_language_is_printed_and_marked_as_a_draft(browser):  # noqa: F811
    browser.send(ARABIC, browser.get(ARABIC), action="next", **TYPED)
    answer = browser.pdf("built-in.ar")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="acupuncture-for-back-pain.ar.pdf"'
    )
    assert len(re.findall("ترجمة أولية", " ".join(pdfium.pages(answer.content)))) >= 4


def test_an_example_in_another_language_says_that_it_is_a_draft(browser):  # noqa: F811
    path = "/leaflets/example-knee-sprain.pl/clinic"
    browser.send(path, browser.get(path), action="next", **TYPED)
    pages = pdfium.pages(browser.pdf("example-knee-sprain.pl").content)
    assert all("Tłumaczenie robocze" in page for page in pages)


def test_translations_are_chosen_on_the_page_of_their_leaflet(browser, folder, run):  # noqa: F811
    translate(folder, run)
    own = [each for each in browser.office.shelf.entries() if each.own]
    assert [each.path.name for each in own] == ["content.yaml"]
    (card,) = own
    ways = picker(browser.client.get(f"/leaflets/{card.id}/clinic"))
    assert [*ways] == ["en-GB", "pl"]
    assert "Ból kolana" in browser.get(ways["pl"][1]).title
    browser.get(f"/leaflets/{card.id}.cy/clinic", 404)
    browser.get(f"/leaflets/{card.id}.pl/words", 409)


def test_a_translation_that_is_not_current_is_not_printed(browser, folder, run):  # noqa: F811
    translate(folder, run)
    (folder / "content.yaml").write_text(SOURCE.replace("a little", "a lot"), "utf-8")
    (card,) = (each for each in browser.office.shelf.entries() if each.own)
    page = browser.get(f"/leaflets/{card.id}.pl/clinic")  # back to the leaflet itself
    assert "Knee pain" in page.title and "content.pl.yaml cannot be printed" in page.said
    browser.get(f"/leaflets/{card.id}.pl/print", 409)


SCRIPTS = {
    "ar": ("عيادة الميناء", "١٢ شارع الرصيف\r\nالإسكندرية"),
    "bn": ("বন্দর ক্লিনিক", "১২ ঘাট রোড\r\nঢাকা"),
    "zh": ("海港诊所", "码头路12号\r\n上海市"),
    "he": ("מרפאת הנמל", "רחוב הרציף 12\r\nחיפה"),
}


@pytest.mark.parametrize("tag", SCRIPTS)
def test_details_in_any_script_are_taken_kept_and_printed(browser, tag):  # noqa: F811
    name, address = SCRIPTS[tag]
    page = browser.get(FORM)
    assert all(page.described[key]["dir"] == "auto" for key in ("name", "address", "hours"))
    ready = browser.send(FORM, page, action="next", **TYPED | {"name": name, "address": address})
    assert name in ready.said
    assert browser.get(FORM).fields["address"] == address.replace("\r\n", "\n")
    text = " ".join(pdfium.pages(browser.pdf().content))
    assert name in " ".join(text.split())


def test_a_leaflet_is_read_as_text_for_the_clinic_and_asks_for_nothing(browser):  # noqa: F811
    browser.send(FORM, browser.get(FORM), action="next", **TYPED)
    answer = browser.client.get("/leaflets/built-in/read")
    assert answer.status_code == 200
    assert "Harbour Clinic" in answer.text
    assert '<html lang="en-GB" dir="ltr">' in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy


def test_a_translation_is_read_as_text_in_its_direction(browser):  # noqa: F811
    answer = browser.client.get("/leaflets/built-in.ar/read")
    assert '<html lang="ar" dir="rtl">' in answer.text


def test_a_leaflet_that_is_not_there_is_not_read(browser):  # noqa: F811
    assert browser.client.get("/leaflets/nothing/read").status_code == 404
