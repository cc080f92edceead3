"""Screen: the page for reception with a clinic typed in, as the browser of the system shows it."""

from __future__ import annotations

import datetime
import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from PIL import Image
from playwright.sync_api import sync_playwright

from leaflet.web import app, serve
from leaflet.web.guard import ServerAddress
from leaflet.web.office import Office

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WINDOW = {"width": 1240, "height": 860}
SHARP = 2
"""Pixels of the screen to a pixel of the page."""
CLINIC = {
    "name": "Harbour Clinic",
    "practitioner": "Dr Zoë Nuñez",
    "address": "3 Quay Street\nExampletown",
    "phone": "01632 960 777",
    "email": "desk@harbour.example",
    "website": "www.harbour.example",
    "hours": "Monday to Friday, 8am to 5pm",
    "booking": "www.harbour.example/book",
    "registration": "Register of Harbours, 12345",
}


@contextmanager
def reception() -> Iterator[str]:
    """The address of the page, with nothing kept."""
    with TemporaryDirectory() as home, serve.listen("127.0.0.1", None) as listener:
        address = ServerAddress("127.0.0.1", listener.getsockname()[1])
        office = Office(Path(home), Path(home, "kept"), address, datetime.date.today)
        server = serve.server(app.create(office))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield address.url
        finally:
            server.should_exit = True
            thread.join()


def clinic() -> Image.Image:
    """The form filled in, and the leaflet beside it."""
    path = next(filter(None, map(shutil.which, BROWSERS)))
    with reception() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport=WINDOW, device_scale_factor=SHARP)
        page.goto(f"{url}leaflets/built-in/clinic")
        for key, text in CLINIC.items():
            page.locator(f"#{key}").fill(text)
        page.get_by_text("Plum", exact=True).click()
        page.get_by_text("Still to be filled in").wait_for(state="detached")
        page.locator(".busy").wait_for(state="detached")
        page.wait_for_load_state("networkidle")
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        picture = Image.open(io.BytesIO(page.screenshot()))
        browser.close()
    return picture.convert("RGB")
