"""From the first visit to a printed leaflet, as somebody at reception goes."""

import zipfile

import programs
import pypdfium2
import pytest
from gates import pagevalidation, pdfium, poppler
from playwright.sync_api import expect

from browser import desk
from browser.desk import HARBOUR, PLUM
from browser.reception import Reception


def lines(typed):
    return [line for text in typed.values() for line in text.split("\n")]


def holds_the_clinic(pdf, typed):
    """Whether independent readers find each detail in text and tags."""
    readers = [pdfium.read, *([poppler.read] if programs.POPPLER.available() else [])]
    for read in readers:
        entries = read(pdf)
        said = " ".join(" ".join(text.split()) for _, text in entries)
        assert [line for line in lines(typed) if line not in said] == [], read
        assert {"H1", "P", "L", "LI"} <= {role for role, _ in entries}
        assert "Your Clinic" not in said and "00000" not in said
    text = " ".join(" ".join(pdfium.pages(pdf)).split())
    assert all(line in text for line in lines(typed))


def colours(pdf):
    page = pypdfium2.PdfDocument(pdf)[0]
    return {colour for _, colour in page.render(scale=1).to_pil().getcolors(99_999)}


def test_the_first_visit_ends_with_a_tagged_pdf_that_says_whose_it_is(page):
    page.goto("/")
    page.get_by_role("link", name="Acupuncture for back pain", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your clinic")
    assert page.locator("#name").input_value() == ""
    desk.fill(page, HARBOUR)
    page.get_by_text("Plum", exact=True).click()
    desk.send_logo(page, desk.logo())
    expect(page.locator("#status")).to_have_text("The logo is on the leaflet.")
    desk.go_on(page)
    desk.is_ready(page)
    name, pdf = desk.download(page)
    assert name == "acupuncture-for-back-pain.pdf"
    holds_the_clinic(pdf, HARBOUR)
    assert PLUM in colours(pdf)
    assert "Figure" in {role for role, _ in pdfium.read(pdf)}
    assert pagevalidation.validate(pdf, "ua1").failures == []


def test_the_whole_journey_needs_no_script(visitor):
    page = visitor.page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Acupuncture for back pain", exact=True).click()
    desk.fill(page, HARBOUR | {"name": ""})
    page.get_by_label("Another, with the code").check()
    page.locator("#colour").fill("#8c2f45")
    page.locator("#logo").set_input_files(
        {"name": "logo.png", "mimeType": "image/png", "buffer": desk.logo()}
    )
    before = page.locator("#pages img").first.get_attribute("src")
    desk.send(page, "Update the pictures")
    assert page.locator("#pages img").first.get_attribute("src") != before
    expect(page.get_by_alt_text("The logo that is on the leaflet now")).to_be_visible()
    desk.go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Enter the clinic’s name")
    assert page.title().startswith("Error: ")
    assert page.locator("#phone").input_value() == HARBOUR["phone"]
    page.locator("#name").fill(HARBOUR["name"])
    desk.go_on(page)
    desk.is_ready(page)
    holds_the_clinic(desk.download(page)[1], HARBOUR)


def test_the_second_visit_begins_with_what_the_first_one_typed(page, visitor, reception):
    page.goto(desk.BUILT_IN)
    desk.fill(page, HARBOUR)
    desk.send_logo(page, desk.logo())
    expect(page.locator("#status")).to_have_text("The logo is on the leaflet.")
    page.locator("#sheet").select_option("trifold-dl")
    desk.go_on(page)
    desk.is_ready(page)
    expect(page.get_by_text("To print it:").locator("..")).to_contain_text("short edge")

    with Reception(reception.home) as again:
        is_filled_in(visitor.page(base_url=again.url))


def is_filled_in(second):
    second.goto("/leaflets/example-clinic-services/clinic")
    assert {key: second.locator(f"#{key}").input_value() for key in HARBOUR} == HARBOUR
    expect(second.get_by_alt_text("The logo that is on the leaflet now")).to_be_visible()
    desk.go_on(second)
    desk.is_ready(second)
    second.goto(desk.BUILT_IN)
    assert second.locator("#sheet").input_value() == "trifold-dl"


def test_the_pictures_are_renewed_while_somebody_types(page):
    page.goto(desk.BUILT_IN)
    picture = page.locator("#pages img").first
    before = page.request.get(address := picture.get_attribute("src")).body()
    page.locator("#name").press_sequentially("Harbour", delay=10)
    expect(page.locator("#status")).to_contain_text("Preview is up to date")
    expect(picture).not_to_have_attribute("src", address)
    after = page.request.get(picture.get_attribute("src")).body()
    assert after != before
    assert page.evaluate("document.activeElement.id") == "name"
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 500


def test_a_page_opens_large_and_focus_returns_to_it(page):
    page.goto(desk.BUILT_IN)
    sheet = page.locator("a.sheet").first
    sheet.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_be_visible()
    expect(page.locator("dialog img")).to_have_js_property("complete", True)
    assert page.locator("dialog img").evaluate("image => image.naturalWidth") == 1700
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(sheet).to_be_focused()


def test_a_pale_colour_is_told_in_words_and_a_darker_one_is_used(page):
    page.goto(desk.BUILT_IN)
    page.get_by_label("Another, with the code").check()
    page.locator("#colour").fill("#f5a623")
    expect(page.locator("[data-contrast=colour]")).to_contain_text("Too pale to read on white")


def finished(page):
    page.goto(desk.BUILT_IN)
    desk.fill(page, HARBOUR)
    desk.go_on(page)
    desk.is_ready(page)


PRINTED = "window.print = () => { window.top.document.title = 'printed' }"


def test_print_opens_the_pdf_with_the_print_dialog(page):
    came = []

    def instead(route):
        """A plain page in the place of the PDF: a headless browser can fall over its viewer."""
        came.append(route.fetch())
        route.fulfill(content_type="text/html", body="<p>The PDF</p>")

    page.add_init_script(PRINTED)
    page.route("**/leaflet.pdf", instead)
    finished(page)
    page.get_by_role("link", name="Print", exact=True).click()
    expect(page.locator("#status")).to_have_text("The print dialog is open.")
    expect(page).to_have_title("printed")
    (response,) = came
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"].startswith("inline")
    assert response.body().startswith(b"%PDF-")


def test_the_pack_is_this_clinics_on_every_paper(page):
    finished(page)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the pack").click()
    with zipfile.ZipFile(coming.value.path()) as pack:
        pdfs = {name: pack.read(name) for name in pack.namelist() if name.endswith(".pdf")}
    assert len(pdfs) > 2
    for pdf in pdfs.values():
        assert HARBOUR["name"] in " ".join(" ".join(pdfium.pages(pdf)).split())


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_markup_in_a_name_is_shown_as_it_was_typed(page, name):
    spoken = []
    page.on("dialog", lambda dialog: (spoken.append(dialog.message), dialog.dismiss()))
    page.goto(desk.BUILT_IN)
    desk.fill(page, HARBOUR | {"name": name})
    desk.go_on(page)
    desk.is_ready(page)
    page.goto(desk.BUILT_IN)
    assert page.locator("#name").input_value() == name
    expect(page.locator("#which option").first).to_have_text(name)
    assert spoken == []
