"""A leaflet as a web page, in a real browser: for everybody, on any window, from no other host."""

from pathlib import Path

import leaflets
import pytest
from playwright.sync_api import Browser

from browser.test_access import AXE, RUN
from leaflet.document import document as documents
from leaflet.publish import build
from leaflet.publish.html import web_page

ROOT = Path(__file__).parent.parent.parent
FILES = [ROOT / "content.yaml", ROOT / "content.ar.yaml", *leaflets.examples()]


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def written(request, tmp_path_factory):
    document = documents.read(request.param)
    path = tmp_path_factory.mktemp("page") / "leaflet.html"
    made = build.compose(document, past_review=True, draft_ok=True)
    path.write_text(web_page.page(made), "utf-8")
    return path


@pytest.mark.parametrize("width", [1280, 320])
def test_a_leaflet_is_a_page_without_a_violation_that_asks_for_nothing(
    chromium: Browser, written: Path, width: int
):
    asked: list[str] = []
    view = chromium.new_page(viewport={"width": width, "height": 800})
    view.on("request", lambda request: asked.append(request.url))
    view.goto(written.as_uri())
    view.evaluate(AXE)
    found = view.evaluate(RUN)["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:90]) for each in found] == []
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    view.close()
