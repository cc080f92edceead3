"""What somebody types wrong: said in words, led to, and nothing that was typed is lost."""

import pytest
from playwright.sync_api import expect

from browser import desk
from browser.desk import HARBOUR


@pytest.fixture
def form(page):
    page.goto(desk.BUILT_IN)
    return page


def typed(page):
    return {key: page.locator(f"#{key}").input_value() for key in HARBOUR}


def is_told(page, key, words):
    """The summary has the focus and a link into the field, which says the same."""
    assert page.title().startswith("Error: ")
    expect(page.locator("#summary")).to_be_focused()
    expect(page.get_by_role("alert").first).to_contain_text("There is a problem")
    link = page.locator(f".summary a[href='#{key}']")
    expect(link).to_contain_text(words)
    field = page.locator(f"#{key}")
    expect(field).to_have_attribute("aria-invalid", "true")
    described = field.get_attribute("aria-describedby").split()
    assert f"{key}-wrong" in described
    expect(page.locator(f"#{key}-wrong")).to_contain_text(words)
    page.keyboard.press("Tab")
    link.focus()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("name", "", "Enter the clinic’s name"),
        ("phone", "ask at the desk", "Enter a phone number"),
        ("email", "desk at harbour", "Enter an email address like"),
        ("website", "not a site", "Enter a web address like"),
        ("colour", "plum", "Enter a colour like #0b5c6b"),
    ],
)
def test_a_mistake_is_said_where_it_is_and_nothing_typed_is_lost(form, key, text, words):
    desk.fill(form, HARBOUR)
    form.locator(f"#{key}").fill(text)
    desk.go_on(form)
    is_told(form, key, words)
    assert form.locator(f"#{key}").input_value() == text
    assert typed(form) | {key: ""} == HARBOUR | {key: ""}


def test_an_empty_form_names_every_field_that_is_needed_in_order(form):
    desk.go_on(form)
    links = [a.get_attribute("href") for a in form.locator(".summary a").all()]
    order = [f"#{key}" for key in HARBOUR]
    assert {"#name", "#address", "#phone"} <= set(links)
    assert links == [link for link in order if link in links]
    for link in links:
        field = form.locator(link)
        form.locator(f".summary a[href='{link}']").click()
        expect(field).to_be_focused()


def test_the_mistake_is_gone_once_it_is_mended(form):
    desk.fill(form, HARBOUR | {"name": ""})
    desk.go_on(form)
    is_told(form, "name", "Enter the clinic’s name")
    form.locator("#name").fill(HARBOUR["name"])
    desk.go_on(form)
    desk.is_ready(form)
    assert not form.title().startswith("Error")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"This is a letter.", "neither PNG nor JPEG"),
        (desk.logo()[:300], "damaged or cut off"),
        (b"\x89PNG" + bytes(5_000_001), "too large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", ""),
    ],
    ids=["text", "cut", "large", "script"],
)
def test_a_file_that_is_no_logo_is_refused_in_words(form, visitor, data, words):
    desk.fill(form, HARBOUR)
    desk.send_logo(form, data)
    expect(form.locator("#logo-wrong")).to_contain_text(words or ".")
    expect(form.locator("#logo")).to_have_attribute("aria-invalid", "true")
    assert typed(form) == HARBOUR
    expect(form.get_by_alt_text("The logo that is on the leaflet now")).to_have_count(0)
    desk.send_logo(form, desk.logo())
    expect(form.get_by_alt_text("The logo that is on the leaflet now")).to_be_visible()
    expect(form.locator("#logo-wrong")).to_have_count(0)
    forgive(visitor)


def test_a_file_that_is_no_logo_is_refused_without_script_too(visitor):
    page = visitor.page(java_script_enabled=False)
    page.goto(desk.BUILT_IN)
    desk.fill(page, HARBOUR)
    desk.send_logo(page, b"This is a letter.")
    desk.go_on(page)
    expect(page.locator(".summary a[href='#logo']")).to_contain_text("neither PNG nor JPEG")
    assert typed(page) == HARBOUR


def test_a_page_that_is_not_there_says_what_to_do(page, visitor):
    page.goto("/leaflets/nosuch/clinic")
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="To the first page").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Which leaflet")
    forgive(visitor)


def test_what_is_typed_is_there_when_one_comes_back(form):
    desk.fill(form, HARBOUR)
    expect(form.locator("#status")).to_contain_text("Preview is up to date")
    form.goto("/")
    form.goto(desk.BUILT_IN)
    assert typed(form) == HARBOUR


def forgive(visitor):
    """The console repeats each answer that is a refusal; here one is wanted."""
    told = "Failed to load resource: the server responded with a status of 4"
    visitor.complaints[:] = [c for c in visitor.complaints if not c.startswith(told)]
