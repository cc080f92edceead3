"""Everybody can use it: axe on every view, small and magnified windows, and no mouse at all."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser import desk
from browser.desk import BUILT_IN, HARBOUR, KNEE
from browser.reception import Reception
from browser.test_mistakes import forgive

AXE = (Path(__file__).parent / "axe/axe.min.js").read_text("utf-8")
RUN = "axe.run(document, {resultTypes: ['violations']})"


# ---- the views


def shelf(page, folder):
    (folder / "content.yaml").write_text(KNEE)
    (folder / "broken.yaml").write_text(KNEE.replace("- paragraph:", "- paragraf:"))
    page.goto("/")


def clinic(page, folder):
    page.goto(BUILT_IN)


def mistakes(page, folder):
    page.goto(BUILT_IN)
    desk.fill(page, HARBOUR | {"name": "", "phone": "ask", "email": "at", "colour": "plum"})
    desk.go_on(page)
    expect(page.locator("#summary")).to_be_visible()


def ready(page, folder):
    page.goto(BUILT_IN)
    desk.fill(page, HARBOUR)
    page.locator("#sheet").select_option("trifold-dl")
    desk.go_on(page)
    desk.is_ready(page)


def second(page, folder):
    ready(page, folder)
    page.goto(BUILT_IN)
    page.get_by_label("Another, with the code").check()
    page.locator("#colour").fill("#f5a623")
    desk.send_logo(page, desk.logo())
    expect(page.locator("[data-contrast=colour]")).to_contain_text("Too pale")


def remove(page, folder):
    ready(page, folder)
    page.goto(BUILT_IN)
    page.get_by_role("link", name="Delete the details of this clinic").click()


def asked(page, folder):
    ready(page, folder)
    page.goto(BUILT_IN)
    desk.fill(page, {"phone": "01632 960 444"})
    desk.go_on(page)
    page.goto(BUILT_IN)
    desk.fill(page, {"name": "Hill Clinic"})
    desk.go_on(page)
    expect(page.locator(".ask")).to_be_visible()
    page.locator(".versions summary").click()


def large(page, folder):
    page.goto(BUILT_IN)
    page.goto(page.locator("a.sheet").first.get_attribute("href"))


def dialog(page, folder):
    page.goto(BUILT_IN)
    page.locator("a.sheet").first.click()
    expect(page.locator("dialog")).to_be_visible()


def translated(page, folder):
    page.goto(BUILT_IN)
    with page.expect_navigation():
        page.get_by_role("link", name="(Arabic)").click()
    expect(page.locator("ol.pages")).to_have_attribute("dir", "rtl")


def words(page, folder):
    shelf(page, folder)
    desk.edit_words(page, "Knee pain")
    page.locator("#words").fill(KNEE.replace("- paragraph:", "- paragraf:"))
    expect(page.locator("#line-8")).to_have_class("error")


def conflict(page, folder):
    shelf(page, folder)
    desk.edit_words(page, "Knee pain")
    (folder / "content.yaml").write_text(KNEE + "  - paragraph: Theirs.\n")
    desk.send(page, "Save")
    expect(page.locator("#summary")).to_be_visible()


def missing(page, folder):
    page.goto("/nosuch")


VIEWS = (
    shelf,
    clinic,
    translated,
    mistakes,
    second,
    ready,
    asked,
    remove,
    large,
    dialog,
    words,
    conflict,
    missing,
)


def violations(page):
    """What axe finds, with the piece of the page that is meant."""
    page.evaluate(AXE)
    return [
        (found["id"], node["html"][:120], node["failureSummary"][:200])
        for found in page.evaluate(RUN)["violations"]
        for node in found["nodes"]
    ]


def spill(page):
    """Pixels by which the page is wider than the window."""
    root = "document.scrollingElement"
    return page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")


@pytest.fixture
def view(request, page, visitor, reception):
    request.param(page, reception.folder)
    yield page
    forgive(visitor)


@pytest.mark.parametrize("view", VIEWS, indirect=True, ids=lambda view: view.__name__)
def test_every_view_is_without_a_violation_light_and_dark_wide_and_narrow(view):
    grounds = set()
    for scheme, width in (("light", 1280), ("dark", 320)):
        view.set_viewport_size({"width": width, "height": 640})
        view.emulate_media(color_scheme=scheme)
        assert (scheme, violations(view), spill(view)) == (scheme, [], 0)
        grounds.add(view.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2
    view.set_viewport_size({"width": 640, "height": 450})  # 1,280 pixels at 200 % (WCAG 1.4.10)
    assert spill(view) == 0
    view.evaluate("document.documentElement.style.fontSize = '200%'")  # letters alone (1.4.4)
    assert spill(view) == 0


def test_axe_does_find_what_is_wrong(page):
    page.goto(BUILT_IN)
    page.evaluate("document.body.append(document.createElement('img'))")
    assert "image-alt" in {rule for rule, _, _ in violations(page)}


def test_the_page_for_the_password_is_without_a_violation(visitor, tmp_path):
    with Reception(tmp_path, "--host", "127.0.0.2", LEAFLET_PASSWORD="quay harbour") as guarded:
        page = visitor.page(base_url=guarded.url)
        page.goto("/")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert violations(page) == []
        page.get_by_label("Password").fill("wrong")
        page.keyboard.press("Enter")
        expect(page.locator("#summary")).to_be_focused()
        assert page.title().startswith("Error: ") and violations(page) == []
        page.get_by_label("Password").fill("quay harbour")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Which leaflet")
        page.close()
    forgive(visitor)


# ---- without a mouse

FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const outlined = (e) => {
    const style = getComputedStyle(e);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const around = [at, at.parentElement, at.closest("li")];
  const seen = inside && around.some((e) => e && outlined(e));
  return [at.id || at.textContent.trim() || at.tagName, seen];
}"""


def tab_to(page, wanted, most=80):
    """Press Tab until the focus is there; it is to be seen wherever it is on the way."""
    for _ in range(most):
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(FOCUS)
        assert is_seen, f"the focus cannot be seen on {name}"
        if name == wanted:
            return
    raise AssertionError(f"{wanted} is not reached with Tab")


def test_the_whole_journey_goes_by_keyboard_alone(page):
    page.goto("/")
    tab_to(page, "Acupuncture for back pain")
    page.keyboard.press("Enter")
    page.wait_for_url("**/clinic")
    for key, text in HARBOUR.items():
        tab_to(page, key)
        page.keyboard.insert_text(text)
    page.keyboard.press("Tab")  # the logo
    page.keyboard.press("Tab")  # the colours
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("[name=colour-choice]:checked").get_attribute("value") == "#1d4f91"
    tab_to(page, "sheet")
    page.keyboard.type("Tri-fold")
    tab_to(page, "Save and go on")
    page.keyboard.press("Space")
    desk.is_ready(page)
    tab_to(page, "Download PDF")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert Path(coming.value.path()).read_bytes().startswith(b"%PDF-")


def test_enter_in_a_field_sends_the_form(page):
    page.goto(BUILT_IN)
    desk.fill(page, HARBOUR)
    page.locator("#name").press("Enter")
    desk.is_ready(page)


def test_the_first_tab_leads_past_the_head_of_the_page(page):
    page.goto(BUILT_IN)
    tab_to(page, "Skip to the main content", 1)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


# ---- what moves


def test_nothing_moves_for_who_wants_no_motion(page):
    page.goto(BUILT_IN)
    moving = """() => [...document.querySelectorAll("*")].filter((e) => {
      const s = getComputedStyle(e);
      const longest = (list) => Math.max(...list.split(",").map(parseFloat));
      return longest(s.transitionDuration) > 0.01 || longest(s.animationDuration) > 0.01
        || s.scrollBehavior === "smooth";
    }).map((e) => e.outerHTML.slice(0, 80))"""
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moving) == []
