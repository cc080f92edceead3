"""Desk: what somebody at reception does on the page, and the clinic that is typed."""

import io
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

HARBOUR = {
    "name": "Harbour & <b>Quay</b> Clinic",
    "practitioner": "Dr Zoë Nuñez",
    "address": "3 Quay Street\nPort Example",
    "phone": "01632 960 777",
    "email": "desk@harbour.example",
    "website": "www.harbour.example",
    "hours": "Monday to Friday, 8am to 5pm\nSunday, 10am to noon",
    "booking": "www.harbour.example/book-a-visit",
    "registration": "Register of Harbours, 12345",
}
"""A clinic of which every detail is said, one with signs that mean something in HTML."""
PLUM = (140, 47, 69)
BUILT_IN = "/leaflets/built-in/clinic"

KNEE = """\
# Kept by the practice manager.
title: Knee pain   # as patients say it
clinic:
  name: Harbour Clinic
  address: [2 Quay Road, Exampletown]
  phone: 01632 960 555
body:
  - paragraph: Rest a little, then walk.
"""


def logo(size: tuple[int, int] = (240, 120)) -> bytes:
    """A PNG with some clear ground."""
    picture, file = Image.new("RGBA", size, (0, 0, 0, 0)), io.BytesIO()
    ImageDraw.Draw(picture).ellipse((5, 5, size[0] - 5, size[1] - 5), fill=(120, 30, 80, 255))
    picture.save(file, "PNG")
    return file.getvalue()


def fill(page: Page, typed: dict[str, str]) -> None:
    """Type into the form."""
    for key, text in typed.items():
        page.locator(f"#{key}").fill(text)


def send_logo(page: Page, data: bytes, name: str = "logo.png", kind: str = "image/png") -> None:
    """Choose a file as the logo."""
    page.locator("#logo").set_input_files({"name": name, "mimeType": kind, "buffer": data})


def send(page: Page, button: str) -> None:
    """Send a form with one of its buttons, and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def go_on(page: Page) -> None:
    """Send the form of the clinic."""
    send(page, "Save and go on")


def is_ready(page: Page) -> None:
    """The last step is reached."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Your leaflet is ready")


def download(page: Page) -> tuple[str, bytes]:
    """The name and the bytes of the PDF."""
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download PDF").click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def edit_words(page: Page, title: str) -> None:
    """From the shelf to the words of a leaflet."""
    page.goto("/")
    page.get_by_role("link", name=title, exact=True).click()
    page.get_by_role("link", name="edit the words").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Edit the words")
    page.wait_for_load_state()
