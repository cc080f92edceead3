"""A real browser on the real page; it fails where anything is asked of another host."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import programs
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser.reception import WAIT, Reception

QUIET = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
DESK = {"width": 1280, "height": 900}
PATIENCE = 1000 * WAIT
"""Milliseconds: the first page of a program reads all its leaflets, on a busy machine too."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each has a profile of its own in it."""
    path = programs.CHROMIUM.need()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reception]:
    """One program for all tests: what they keep lies in its two folders, and is swept away."""
    reception = Reception(tmp_path_factory.mktemp("reception"))
    yield reception
    reception.close()


@pytest.fixture
def reception(running: Reception) -> Iterator[Reception]:
    """The program with nothing kept, and nothing in the folder."""
    running.sweep()
    yield running
    running.sweep()


class Visitor:
    """Opens pages as somebody at reception does; knows all that was asked for, and said."""

    def __init__(self, browser: Browser, reception: Reception) -> None:
        self.browser, self.url, self.token = browser, reception.url, reception.token
        self.own: set[str] = set()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def page(self, **how: object) -> Page:
        """A tab in a fresh profile, on no page yet."""
        given = {"base_url": self.url, "viewport": DESK, "locale": "en-GB", **how}
        self.own.add(urlsplit(given["base_url"]).netloc)
        context = self.browser.new_context(**given)
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.contexts.append(context)
        context.request.get(f"/?token={self.token}")
        return context.new_page()

    def _heard(self, message: object) -> None:
        """Keep what the console complains of: a broken policy is told nowhere else."""
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def strangers(self) -> list[str]:
        """What was asked of anybody but the host of the page."""
        inside = ("blob", "data", "about", "chrome", "chrome-extension")  # the viewer of PDFs
        split = [(url, urlsplit(url)) for url in self.asked]
        return [url for url, at in split if at.netloc not in self.own and at.scheme not in inside]


@pytest.fixture
def visitor(chromium: Browser, reception: Reception) -> Iterator[Visitor]:
    """A visitor whom nobody there knows."""
    visitor = Visitor(chromium, reception)
    yield visitor
    for context in visitor.contexts:
        context.close()
    assert visitor.asked
    assert visitor.strangers() == []
    assert visitor.complaints == []


@pytest.fixture
def page(visitor: Visitor) -> Page:
    """The first tab of a visitor, on no page yet."""
    return visitor.page()
