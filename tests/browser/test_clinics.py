"""Whichever way somebody goes, what is printed and kept is of the clinic that the page shows."""

import base64
import re

import pytest
from gates import pdfium
from playwright.sync_api import expect

from browser import desk
from browser.desk import KNEE
from browser.test_mistakes import forgive
from leaflet.web.clinics import Clinics

FILE = re.sub(r"(?m)^clinic:\n(  .*\n)+", "", KNEE) + "  - contact\n"
VALLEY = {"name": "Valley Clinic", "address": "1 Valley Road", "phone": "01632 960 111"}
RIVER = {"name": "Riverside Clinic", "address": "2 River Road", "phone": "01632 960 222"}
HILL = {"name": "Hill Clinic", "address": "9 Hill Road", "phone": "01632 960 333"}
NEW = "01632 960 999"
DROP = """(target, data) => {
  const bytes = Uint8Array.from(atob(data.base64), (sign) => sign.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], "logo.png", { type: data.type }));
  target.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""
"""Drops a picture, as from a folder of the desktop."""


@pytest.fixture
def clinics(visitor, reception):
    """Two clinics that are kept, and a small leaflet."""
    (reception.folder / "knee.yaml").write_text(FILE)
    kept = Clinics(reception.data)
    kept.save("", VALLEY | {"email": "desk@valley.example", "colour": "#8c2f45"})
    kept.save("", RIVER)
    return kept


@pytest.fixture
def form(page, clinics):
    """The form of Riverside Clinic."""
    return form_of(page, "Riverside Clinic")


def form_of(page, name):
    page.goto("/")
    page.get_by_role("link", name="Knee pain", exact=True).click()
    page.locator("#which").select_option(name)
    expect(page.locator("#name")).to_have_value(name)
    page.wait_for_load_state()
    return page


def kept(clinics, name):
    return next(each for each in clinics.all() if each.name == name)


def is_printed(page, clinic, other):
    """The print page names the clinic, and the PDF is that clinic's and no other's."""
    desk.is_ready(page)
    expect(page.locator(".owner")).to_have_text(f"For {clinic['name']}")
    text = " ".join(" ".join(pdfium.pages(desk.download(page)[1])).split())
    assert all(line in text for line in clinic.values())
    assert other["phone"] not in text


def step(page, name):
    page.get_by_role("navigation", name="Steps").get_by_text(name).click()


def test_the_form_follows_the_list_and_so_does_the_print(form):
    form.locator("#which").select_option("Valley Clinic")
    expect(form.locator("#name")).to_have_value("Valley Clinic")
    desk.go_on(form)
    is_printed(form, VALLEY, RIVER)


def test_without_script_the_list_is_obeyed_when_the_form_is_saved(visitor, clinics):
    page = visitor.page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("link", name="Knee pain", exact=True).click()
    page.locator("#which").select_option("Valley Clinic")
    desk.go_on(page)
    expect(page.locator("#name")).to_have_value("Valley Clinic")
    page.locator("#phone").fill(NEW)
    step(page, "Print")
    is_printed(page, VALLEY | {"phone": NEW}, VALLEY)
    assert kept(clinics, "Valley Clinic").fields["phone"] == NEW


def test_a_new_clinic_begins_empty_and_leaves_the_others_as_they_are(page, clinics):
    form_of(page, "Valley Clinic")
    page.locator("#which").select_option("A new clinic")
    expect(page.locator("#name")).to_have_value("")
    assert page.locator("#email").input_value() == ""
    assert page.locator("#colour").input_value() == ""
    desk.fill(page, HILL)
    desk.go_on(page)
    is_printed(page, HILL, VALLEY)
    assert kept(clinics, "Hill Clinic").fields == HILL
    assert kept(clinics, "Valley Clinic").fields["email"] == "desk@valley.example"


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ("A new name", ["Mountain Clinic", "Valley Clinic"]),
        ("Another clinic", ["Mountain Clinic", "Riverside Clinic", "Valley Clinic"]),
    ],
)
def test_a_changed_name_is_asked_about(form, clinics, answer, names):
    desk.fill(form, HILL | {"name": "Mountain Clinic"})
    desk.go_on(form)
    expect(form.get_by_role("heading", name="Is “Mountain Clinic” a new name")).to_be_visible()
    assert len(clinics.all()) == 2
    with form.expect_navigation():
        form.get_by_role("button", name=answer).click()
    is_printed(form, HILL | {"name": "Mountain Clinic"}, RIVER)
    assert [each.name for each in clinics.all()] == names


def test_step_three_pressed_at_once_prints_and_keeps_what_was_typed(form, clinics):
    form.locator("#phone").fill(NEW)
    step(form, "Print")
    is_printed(form, RIVER | {"phone": NEW}, RIVER)
    assert kept(clinics, "Riverside Clinic").fields["phone"] == NEW


def test_enter_in_a_field_saves_the_form_and_leads_to_the_print(form, clinics):
    form.locator("#phone").fill(NEW)
    form.locator("#phone").press("Enter")
    is_printed(form, RIVER | {"phone": NEW}, RIVER)


@pytest.mark.parametrize("way", ["Choose", "brand", "words", "address"])
def test_no_way_out_of_the_form_loses_what_was_typed(form, clinics, way):
    form.locator("#phone").fill(NEW)
    match way:
        case "Choose":
            step(form, "Choose")
        case "brand":
            form.locator(".brand").click()
        case "words":
            form.get_by_role("link", name="edit the words").click()
        case "address":
            form.goto("/")
    expect(form.locator("#name")).to_have_count(0)
    form_of(form, "Riverside Clinic")
    expect(form.locator("#phone")).to_have_value(NEW)
    assert kept(clinics, "Riverside Clinic").fields["phone"] == RIVER["phone"]


def test_a_page_that_is_loaded_again_at_once_shows_what_was_typed(form):
    form.locator("#phone").fill(NEW)
    form.locator(".swatch").nth(2).click()
    colour = form.locator("#colour").input_value()
    form.reload()
    expect(form.locator("#phone")).to_have_value(NEW)
    expect(form.locator("#colour")).to_have_value(colour)
    assert colour.startswith("#")


def test_a_logo_that_is_dropped_goes_with_the_form_that_is_sent_before_it_arrives(form, clinics):
    form.route("**/logo", lambda route: None)  # it never arrives by itself
    data = {"type": "image/png", "base64": base64.b64encode(desk.logo()).decode()}
    form.locator(".drop").evaluate(DROP, data)
    desk.go_on(form)
    is_printed(form, RIVER, VALLEY)
    assert kept(clinics, "Riverside Clinic").logo.startswith("logo-")


def test_each_of_two_tabs_prints_what_it_shows(form, clinics):
    other = form.context.new_page()
    form_of(other, "Valley Clinic")
    desk.go_on(other)
    desk.go_on(form)
    is_printed(form, RIVER, VALLEY)
    other.reload()
    is_printed(other, VALLEY, RIVER)
    form.reload()
    is_printed(form, RIVER, VALLEY)


def test_back_from_the_print_shows_the_same_clinic_and_saves_it_again(form, clinics):
    form.locator("#phone").fill(NEW)
    desk.go_on(form)
    desk.is_ready(form)
    form.go_back()
    expect(form.locator("#name")).to_have_value("Riverside Clinic")
    form.locator("#phone").fill("01632 960 444")
    desk.go_on(form)
    is_printed(form, RIVER | {"phone": "01632 960 444"}, VALLEY)


def test_two_quick_presses_save_one_clinic(page, clinics):
    form_of(page, "Riverside Clinic")
    page.locator("#which").select_option("A new clinic")
    expect(page.locator("#name")).to_have_value("")
    desk.fill(page, HILL)
    page.get_by_role("button", name="Save and go on", exact=True).dblclick()
    is_printed(page, HILL, RIVER)
    assert [each.name for each in clinics.all()].count("Hill Clinic") == 1


def test_a_browser_that_nobody_has_used_begins_with_no_clinic(form, visitor):
    desk.go_on(form)
    desk.is_ready(form)
    form.goto("/")
    form.get_by_role("link", name="Knee pain", exact=True).click()
    expect(form.locator("#name")).to_have_value("Riverside Clinic")
    fresh = visitor.page()
    fresh.goto("/")
    fresh.get_by_role("link", name="Knee pain", exact=True).click()
    expect(fresh.locator("#name")).to_have_value("")
    expect(fresh.locator("#which option:checked")).to_have_text("A new clinic")


def test_a_print_page_that_is_older_than_what_is_kept_prints_nothing(form, clinics, visitor):
    desk.go_on(form)
    desk.is_ready(form)
    now = kept(clinics, "Riverside Clinic")
    clinics.save(now.id, now.fields | {"phone": NEW}, base=now.revision)
    address = form.get_by_role("link", name="Download PDF").get_attribute("href")
    assert form.goto(address).status == 409
    expect(form.get_by_role("alert")).to_contain_text("Look at it again, then print.")
    forgive(visitor)


def test_what_somebody_else_saved_meanwhile_is_shown_beside_ones_own(form, clinics):
    now = kept(clinics, "Riverside Clinic")
    clinics.save(now.id, now.fields | {"phone": NEW}, base=now.revision)
    form.locator("#phone").fill("01632 960 444")
    desk.go_on(form)
    expect(form.get_by_role("row", name="Phone number")).to_contain_text(NEW)
    with form.expect_navigation():
        form.get_by_role("button", name="Keep those saved meanwhile").click()
    expect(form.locator("#phone")).to_have_value(NEW)


def test_a_change_and_a_deletion_are_undone_by_a_button(form, clinics):
    form.locator("#phone").fill(NEW)
    desk.go_on(form)
    form.go_back()
    form.reload()
    form.get_by_text("Undo: earlier details of this clinic").click()
    with form.expect_navigation():
        form.get_by_role("button", name="Bring these back").click()
    expect(form.locator("#phone")).to_have_value(RIVER["phone"])
    form.get_by_role("link", name="Delete the details of this clinic").click()
    desk.send(form, "Delete them")
    assert [each.name for each in clinics.all()] == ["Valley Clinic"]
    desk.send(form, "Bring back Riverside Clinic")
    assert kept(clinics, "Riverside Clinic").fields == RIVER
