"""The page for reception, without a line of script: as people, and as others, meet it."""

import asyncio
import datetime
import functools
import io
import re
import socket
import subprocess
import sys
import textwrap
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import httpx2
import pikepdf
import pytest
import windows
from conftest import CONTENT, everywhere, without
from gates import pdfium
from PIL import Image
from starlette.testclient import TestClient

from leaflet import limits, shipped
from leaflet.content.clinic import DETAILS, Clinic
from leaflet.editor.prose.passage import Flaw
from leaflet.web import app, call, clinics, form, guard, preview, serve, shelf
from leaflet.web.clinics import Clinics
from leaflet.web.guard import ServerAddress
from leaflet.web.keep import Keep
from leaflet.web.office import WORKERS, Office
from leaflet.web.visit import Visit

BASE = "http://127.0.0.1:8765"
TODAY = datetime.date(2026, 11, 23)
TYPED = {
    "name": "Harbour Clinic",
    "address": "2 Quay Road\r\nExampletown",
    "phone": "01632 960 555",
    "email": "desk@harbour.example",
}
"""What the built-in leaflet needs, as a browser sends it."""
both_ways = pytest.mark.usefixtures("wording")
"""Marks a test that looks at what is wrong: it is run with every message in other words too."""


class Page(HTMLParser):
    """What a page has: its title, fields, links and words, and the (code, key) of what is wrong."""

    def __init__(self, text):
        super().__init__()
        self.title, self.words, self.fields, self.links, self.ids = "", [], {}, [], set()
        self.images, self.labels, self.told, self.described = [], [], set(), {}
        self.inside, self._open = [], None
        self.feed(text)
        self.said = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        if tag not in ("input", "img", "meta", "link", "br", "path", "circle"):
            self.inside.append(tag)
        self.ids |= {facts["id"]} if facts.get("id") else set()
        if "data-code" in facts:
            self.told.add((facts["data-code"], facts.get("data-key", "")))
        if tag in ("input", "textarea", "select") and facts.get("name"):
            if facts.get("type") in ("radio", "checkbox") and "checked" not in facts:
                return
            self.fields[facts["name"]] = facts.get("value") or ""
            self.described[facts["name"]] = facts
            self._open = facts["name"] if tag != "input" else None
        elif tag == "option" and "selected" in facts:
            self.fields[self._open] = facts.get("value") or ""
        elif tag == "a":
            self.links.append(facts.get("href"))
        elif tag == "img":
            self.images.append(facts)
        elif tag == "label":
            self.labels.append(facts.get("for"))
        assert not any(name.startswith("on") or name == "style" for name in facts), facts

    def handle_endtag(self, tag):
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data):
        if self.inside[-1:] == ["title"]:
            self.title += data
        elif self.inside[-1:] == ["textarea"]:
            self.fields[self._open] += data.removeprefix("\n")
        else:
            self.words.append(data)


class Browser:
    """A browser without scripts: keeps its cookie, follows links, and sends whole forms."""

    def __init__(self, office):
        self.client = TestClient(app.create(office), base_url=BASE, raise_server_exceptions=False)
        self.office = office

    def get(self, path, status=200):
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return Page(answer.text)

    def post(self, path, page, files=None, **typed):
        fields = {**page.fields, **typed}
        fields.pop("logo", None)
        origin = {"origin": BASE}
        return self.client.post(path, data=fields, files=files, headers=origin)

    def send(self, path, page, files=None, **typed):
        """Send a form; the page that it leads to."""
        answer = self.post(path, page, files, **typed)
        assert answer.history, answer.text
        assert answer.history[0].status_code == 303
        return Page(answer.text)

    def file(self, end="download", leaflet="built-in"):
        """One of the files that the print page leads to, as the browser's last clinic has it."""
        ready = self.get(f"/leaflets/{leaflet}/print")
        return self.client.get(next(link for link in ready.links if link.endswith(end)))

    def pdf(self, leaflet="built-in"):
        answer = self.file("download", leaflet)
        assert answer.headers["content-type"] == "application/pdf"
        return answer

    def take(self, clinic, path=None):
        """Choose another clinic in the list; the form that shows it."""
        return self.send(path or FORM, self.get(path or FORM), action="use", clinic=clinic)


FORM = "/leaflets/built-in/clinic"


OURS = (shipped.path("content.yaml").parent, shipped.path("examples"))
read = shelf.read
read_once = functools.cache(shelf.read)


def reading(data, name, folder):
    """Read a leaflet; one of ours, which no test changes, once for all tests."""
    return (read_once if folder in OURS else read)(data, name, folder)


find, found_once = preview._findings, {}


def finding(order, today):
    """Check a leaflet; one of ours once for all tests, for each clinic and wording."""
    if order.document.folder not in OURS:
        return find(order, today)
    key = (order.digest, order.document.folder, order.clinic, today)
    key += (preview.engine.check, Flaw.__new__)  # which tests change
    if key not in found_once:
        found_once[key] = find(order, today)
    return found_once[key]


@pytest.fixture
def office(folder, monkeypatch):
    monkeypatch.setattr(shelf, "read", reading)
    monkeypatch.setattr(preview, "_findings", finding)
    return Office(folder, folder / "kept", ServerAddress("127.0.0.1", 8765), lambda: TODAY)


@pytest.fixture
def browser(office):
    return Browser(office)


def png(width=60, height=40, colour=(120, 30, 80)):
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


# ---- the journey


def test_a_receptionist_goes_from_the_shelf_to_the_pdf_without_a_script(browser):
    shelf = browser.get("/")
    assert "Acupuncture for back pain" in shelf.said
    assert FORM in shelf.links
    page = browser.get(FORM)
    assert "The clinical text is locked" in page.said
    assert "Version 1.1" in page.said
    assert "30 November 2027" in page.said
    ready = browser.send(FORM, page, action="next", **TYPED)
    assert ready.title.startswith("Print – Acupuncture for back pain")
    assert "flip on the long edge" in ready.said
    answer = browser.pdf()
    assert answer.headers["content-disposition"] == (
        'attachment; filename="acupuncture-for-back-pain.pdf"'
    )
    text = " ".join("\n".join(pdfium.pages(answer.content)).split())
    for words in ("Harbour Clinic", "2 Quay Road", "01632 960 555", "desk@harbour.example"):
        assert words in text
    assert "Your clinic" not in text
    assert browser.file("leaflet.pdf").headers["content-disposition"].startswith("inline")


def test_the_pack_is_a_zip_of_several_sheets(browser):
    browser.send(FORM, browser.get(FORM), action="next", **TYPED)
    answer = browser.file("pack.zip")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert len([name for name in names if name.endswith(".pdf")]) >= 3
    assert "index.html" in names


def test_every_detail_of_the_clinic_can_be_typed(browser):
    assert {*form.TYPED} == {*DETAILS} - {"logo"}
    assert {*Clinic.__struct_fields__} - {*DETAILS} == {"logo_says_name", "sites"}
    page = browser.get(FORM)
    assert {*DETAILS} - {"site"} <= {*page.fields}
    everything = {
        "practitioner": "Dr Zoë Nuñez",
        "website": "www.harbour.example",
        "hours": "Monday, 8am to 5pm\r\nTuesday, 9am to noon",
        "booking": "www.harbour.example/visit",
        "registration": "Register of Harbours, 12345",
        "colour": "#7a1f4b",
        "accent": "#2f6b1f",
    }
    browser.send(FORM, page, action="next", **TYPED, **everything)
    text = " ".join("\n".join(pdfium.pages(browser.pdf().content)).split())
    for key in ("practitioner", "website", "booking", "registration"):
        assert everything[key] in text
    assert "Tuesday, 9am to noon" in text


def test_the_details_are_there_the_next_time_and_for_every_leaflet(browser, office):
    browser.send(FORM, browser.get(FORM), action="next", theme="warm", sheet="a5", **TYPED)
    again = Browser(
        Office(office.shelf.folder, office.clinics.folder, office.address, lambda: TODAY)
    )
    page = again.get(FORM)
    assert (page.fields["name"], page.fields["theme"], page.fields["sheet"]) == (
        "Harbour Clinic",
        "warm",
        "a5",
    )
    other = again.get("/leaflets/example-knee-sprain/clinic")
    assert (other.fields["phone"], other.fields["sheet"]) == ("01632 960 555", "a4")


def test_what_was_kept_is_a_clinic_file_for_the_command_line(browser, office, run):
    browser.send(FORM, browser.get(FORM), action="next", **TYPED | {"name": 'A: "B" # {c}'})
    (path,) = office.clinics.folder.glob("clinic-*.yaml")
    assert run("build", "--clinic", str(path), "-o", "out.pdf").code == 0
    assert 'A: "B" # {c}' in pdfium.pages((office.shelf.folder / "out.pdf").read_bytes())[0]


@both_ways
def test_several_clinics_are_kept_by_name(browser, office):
    browser.send(FORM, browser.get(FORM), action="next", **TYPED)
    page = browser.take("new")
    assert page.fields["name"] == ""
    twin = browser.send(FORM, page, action="next", **TYPED | {"phone": "01632 960 777"})
    assert ("duplicate-clinic", "clinic.name") in twin.told
    browser.send(FORM, twin, action="next", name="Hill Clinic")
    assert [kept.fields["name"] for kept in office.clinics.all()] == [
        "Harbour Clinic",
        "Hill Clinic",
    ]
    first = office.clinics.all()[0].id
    page = browser.take(first)
    assert page.fields["name"] == "Harbour Clinic"
    browser.send(f"/clinics/{first}/remove", browser.get(f"/clinics/{first}/remove"))
    assert [kept.fields["name"] for kept in office.clinics.all()] == ["Hill Clinic"]


def test_a_tab_stays_with_its_clinic_whatever_another_tab_does(browser, office):
    browser.send(FORM, browser.get(FORM), action="next", **TYPED)
    first = browser.get(FORM)
    browser.take("new")
    browser.send(FORM, browser.get(FORM), action="next", **TYPED | {"name": "Hill Clinic"})
    browser.post(FORM, first, action="next", answer="rename", name="Harbour Practice")
    assert [kept.fields["name"] for kept in office.clinics.all()] == [
        "Harbour Practice",
        "Hill Clinic",
    ]


def test_a_page_from_before_the_first_save_goes_on_with_what_was_saved(browser, office):
    first = browser.get(FORM)
    browser.send(FORM, first, action="next", **TYPED)
    page = browser.send(FORM, first, action="next", **TYPED | {"phone": "01632 960 777"})
    assert "Your leaflet is ready" in page.said
    (kept,) = office.clinics.all()
    assert kept.fields["phone"] == "01632 960 777"


def test_what_is_printed_is_what_the_page_shows_whatever_another_tab_does(browser):
    ready = browser.send(FORM, browser.get(FORM), action="next", **TYPED)
    browser.take("new")
    browser.send(FORM, browser.get(FORM), action="next", **TYPED | {"name": "Hill Clinic"})
    links = [link for link in ready.links if link and "/ready/" in link]
    assert len(links) == 3
    for link in links:
        data = browser.client.get(link).content
        if "pack" in link:
            pack = zipfile.ZipFile(io.BytesIO(data))
            data = pack.read(next(name for name in pack.namelist() if name.endswith(".pdf")))
        text = "".join(pdfium.pages(data))
        assert "Harbour Clinic" in text
        assert "Hill Clinic" not in text


def test_a_clinic_file_in_the_folder_fills_the_first_form(browser, folder):
    (folder / "clinic.yaml").write_text("name: Shore\naddress: 1 Shore\nphone: 01632 960 9\n")
    page = browser.get(FORM)
    assert (page.fields["name"], page.fields["phone"]) == ("Shore", "01632 960 9")


def test_the_sample_clinic_never_fills_a_form(browser):
    assert browser.get(FORM).fields["name"] == ""


def test_no_detail_of_the_sample_is_a_value_that_a_form_begins_with(browser, folder):
    sample = "hours: Your opening days and times\nemail: hello@clinic.example\n"
    own = "name: Shore\naddress: 1 Shore\nphone: 01632 960 9\n"
    (folder / "clinic.yaml").write_text(own + sample)
    fields = browser.get(FORM).fields
    assert (fields["name"], fields["hours"], fields["email"]) == ("Shore", "", "")


# ---- pictures


def test_the_form_shows_a_picture_of_every_page(browser):
    page = browser.get(FORM)
    shown = [image["src"] for image in page.images if image["src"].startswith("/pages/")]
    assert len(shown) == 4
    for path in shown:
        picture = Image.open(io.BytesIO(browser.client.get(path).content))
        assert (picture.format, picture.width) == ("PNG", preview.WIDE["usual"])
        assert picture.convert("L").getextrema()[0] < 100  # something is drawn
    assert "Still to be filled in: clinic name" in page.said
    large = browser.get(next(link for link in page.links if "/pages/" in link))
    assert large.images[0]["src"].endswith("?width=large")


@both_ways
def test_what_is_half_typed_is_left_out_of_the_pictures_and_kept_in_the_form(browser):
    page = browser.send(FORM, browser.get(FORM), action="see", name="Harbour", email="desk@")
    assert page.fields["email"] == "desk@"
    assert "Not yet on the leaflet, because it is not complete: email address" in page.said
    assert any("/pages/" in image["src"] for image in page.images)
    assert not page.title.startswith("Error")


def test_a_pale_colour_is_told_in_words(browser):
    page = browser.send(FORM, browser.get(FORM), action="see", colour="#f5a623")
    assert "Too pale to read on white: headings are black, with a bar of this colour." in page.said
    page = browser.send(FORM, page, action="see", colour="#a01020")
    assert "Like the red of warnings: headings are black" in page.said
    page = browser.send(FORM, page, action="see", colour="#0b3c4b")
    assert "Dark enough to read on white." in page.said


def test_a_swatch_is_taken_unless_a_code_is_typed(browser, office):
    page = browser.send(FORM, browser.get(FORM), action="see", **{"colour-choice": "#1d4f91"})
    assert page.fields["colour"] == "#1d4f91"
    page = browser.send(FORM, page, action="see", colour="#123456")
    assert page.fields["colour"] == "#123456"
    page = browser.send(FORM, page, action="see", **{"colour-choice": ""})
    assert page.fields["colour"] == ""


def test_a_folded_sheet_says_how_it_is_folded(browser):
    page = browser.send(FORM, browser.get(FORM), action="next", sheet="trifold-dl", **TYPED)
    assert "flip on the short edge" in page.said
    assert "fold the right panel in" in page.said


@both_ways
def test_the_findings_of_the_check_stand_below_in_plain_words(browser):
    page = browser.send(FORM, browser.get(FORM), action="see", **TYPED | {"phone": "01 2"})
    assert "What the check says" in page.said
    assert "For you: the clinic’s details" in page.said
    assert "#phone" in page.links
    assert ("clinic-phone", "clinic.phone") in page.told


def test_parts_of_the_page_are_renewed_while_somebody_types(browser):
    page = browser.get(FORM)
    answer = browser.post("/leaflets/built-in/preview", page, name="Hill")
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Preview is up to date" in answer.text
    findings = browser.post("/leaflets/built-in/findings", page, name="Hill")
    assert "Nothing to mend" in findings.text or "finding" in findings.text


@pytest.fixture
def served(folder):
    """The page on a port of its own, as `leaflet serve` opens it."""
    listener = serve.listen("127.0.0.1", 0)
    address = ServerAddress("127.0.0.1", listener.getsockname()[1])
    office = Office(folder, folder / "kept", address, lambda: TODAY)
    server = serve.server(app.create(office))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield office
    server.should_exit = True
    thread.join(10)
    listener.close()
    assert not thread.is_alive()


def test_three_times_as_many_previews_at_once_as_threads_are_all_right(served):
    count = 3 * WORKERS
    base = served.address.url.rstrip("/")
    path = "/leaflets/example-knee-sprain"
    gate = threading.Barrier(count)

    def see(number):
        with httpx2.Client(base_url=base, timeout=60) as client:
            token = Page(client.get(f"{path}/clinic").text).fields["token"]
            gate.wait()
            fields = {"token": token, "name": f"Clinic number {number}"}
            answer = client.post(f"{path}/preview", data=fields, headers={"origin": base})
            (shown,) = re.findall(r'src="(/pages/[^"]+/1.png)"', answer.text)
            picture = client.get(shown)
            return answer.status_code, picture.status_code, shown.split("/")[2]

    with ThreadPoolExecutor(count) as pool:
        found = [*pool.map(see, range(count))]
    assert {status[:2] for status in found} == {(200, 200)}
    assert len({made for *_, made in found}) == count == 24
    for number, (*_, made) in enumerate(found):
        text = pdfium.pages(served.previews.known(made).pdf)[0]
        assert re.search(rf"Clinic number {number}\b", text)


# ---- what goes wrong while one types


@both_ways
def test_an_empty_form_leads_to_a_summary_with_links_and_an_error_in_the_title(browser):
    page = browser.send(FORM, browser.get(FORM), action="next", practitioner="Dr X")
    assert page.title.startswith("Error: ")
    assert "There is a problem" in page.said
    for key in ("name", "address", "phone"):
        assert f"#{key}" in page.links
        assert key in page.ids
        assert page.described[key]["aria-invalid"] == "true"
        assert page.described[key]["aria-describedby"] == f"{key}-hint {key}-wrong"
        assert f"{key}-wrong" in page.ids
        assert ("empty-value", f"clinic.{key}") in page.told
    assert page.fields["practitioner"] == "Dr X"


def test_every_field_has_a_label_a_hint_and_what_browsers_fill_in(browser):
    page = browser.get(FORM)
    assert len(form.TYPED) == 14
    for key in {*form.TYPED} - {"site"}:
        assert key in page.labels
        assert f"{key}-hint" in page.ids
        assert page.described[key]["autocomplete"] == DETAILS[key].complete


@both_ways
@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [
        ("phone", "ring us", "not-a-phone-number"),
        ("email", "desk at harbour", "not-an-email-address"),
        ("website", "our page", "not-a-web-address"),
        ("colour", "teal", "not-a-colour"),
        ("name", "x" * 201, "too-long"),
        ("registration", "a\u202eb", "hidden-character"),
        ("name", "ꯃꯅ", "no-glyph"),
        ("name", "\u200b", "empty-value"),
        ("email", "hello@clinic.example", "sample-detail"),
        ("hours", "Your opening days and times", "sample-detail"),
    ],
)
def test_a_field_says_what_is_wrong_with_it_and_keeps_what_was_typed(browser, key, typed, code):
    page = browser.send(FORM, browser.get(FORM), action="next", **TYPED | {key: typed})
    assert page.title.startswith("Error: ")
    assert (code, f"clinic.{key}") in page.told
    assert f"{key}-wrong" in page.ids
    assert f"#{key}" in page.links
    assert page.fields[key] == typed
    assert browser.client.get("/leaflets/built-in/download").url.path == FORM


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("phone", "ring us", "Enter a phone number in digits and spaces, like 01632 960 555"),
        ("name", "x" * 201, "Clinic name: this is 201 characters long; at most 200 fit here."),
        ("name", "ꯃꯅ", "Clinic name: no font has “ꯃ”, “ꯅ”. Write it with letters of"),
        ("name", "\u200b", "Enter the clinic’s name"),
        ("email", "hello@clinic.example", "Email address is still the sample’s. Write your own."),
    ],
)
def test_what_is_wrong_is_said_in_words_that_reception_knows(browser, key, typed, said):
    page = browser.send(FORM, browser.get(FORM), action="next", **TYPED | {key: typed})
    assert page.said.count(said) >= 2  # in the summary, and beside the field


@both_ways
def test_a_detail_that_the_text_speaks_of_has_to_be_filled_in(browser, folder):
    text = CONTENT.replace("then walk.", "then book at {clinic.booking}.")
    (folder / "knee.yaml").write_text(re.sub(r"(?m)^clinic:\n(  .*\n)+", "", text))
    path = re.search(r"/leaflets/own-\w+", browser.client.get("/").text)[0] + "/clinic"
    page = browser.send(path, browser.get(path), action="next", **TYPED)
    assert "#booking" in page.links
    assert browser.send(path, page, booking="harbour.example/book", action="next").title.startswith(
        "Print"
    )


@both_ways
def test_a_leaflet_that_does_not_fit_gives_a_summary_and_never_a_blank(browser):
    path = "/leaflets/example-gallery/clinic"
    page = browser.send(path, browser.get(path), action="next", sheet="trifold-dl", **TYPED)
    assert page.title.startswith("Error: ")
    assert ("does-not-fit", "") in page.told
    assert "This leaflet cannot be shown like this." in page.said
    assert (
        page.said.count("Choose another paper, or pass this on to whoever writes the leaflet:") == 2
    )
    assert page.fields["name"] == "Harbour Clinic"


@both_ways
def test_a_leaflet_past_its_review_is_shown_but_not_printed(folder):
    late = lambda: datetime.date(2028, 1, 1)  # noqa: E731
    browser = Browser(Office(folder, folder / "kept", ServerAddress("127.0.0.1", 8765), late))
    assert "Out of date since 30 November 2027" in browser.get("/").said
    page = browser.send(FORM, browser.get(FORM), action="next", **TYPED)
    assert "due for review on 30 November 2027, so it is not printed" in page.said
    assert ("review-passed", "next_review") in page.told
    assert any("/pages/" in image["src"] for image in page.images)
    assert browser.client.get("/leaflets/built-in/download").url.path == FORM


@both_ways
def test_a_disk_that_cannot_be_written_is_told_and_nothing_typed_is_lost(browser, office):
    office.clinics.folder.write_text("a file where the folder should be")
    page = browser.get(FORM)
    answer = browser.post(FORM, page, action="next", **TYPED)
    assert answer.status_code == 409
    assert Page(answer.text).told == {("folder-not-made", "")}
    assert browser.get(FORM).fields["name"] == "Harbour Clinic"


@both_ways
def test_a_kept_clinic_that_another_program_holds_is_told_and_stays(browser, office, monkeypatch):
    browser.send(FORM, browser.get(FORM), action="next", **TYPED)
    (kept,) = office.clinics.all()
    page = browser.get(f"/clinics/{kept.id}/remove")

    def refuse(path, missing_ok=False):
        raise PermissionError(13, "The file is used by another process")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        answer = browser.post(f"/clinics/{kept.id}/remove", page)
    assert answer.status_code == 409
    assert Page(answer.text).told == {("delete-failed", "")}
    assert office.clinics.all() == (kept,)


@pytest.mark.windows
@everywhere
@both_ways
def test_words_that_another_program_holds_are_told_and_nothing_typed_is_lost(
    browser, folder, monkeypatch
):
    (folder / "knee.yaml").write_text(CONTENT)
    here = re.search(r"/leaflets/own-\w+", browser.client.get("/").text)[0] + "/words"
    mine = CONTENT.replace("Rest", "Lie down")

    def held(path, target):
        raise windows.denied(5)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", held)
        answer = browser.post(here, browser.get(here), words=mine, action="save")
    assert Page(answer.text).told == {("file-in-use", "")}
    assert (folder / "knee.yaml").read_text() == CONTENT
    assert browser.get(here).fields["words"] == mine


# ---- what may be changed


def test_only_what_the_leaflet_declares_editable_can_be_changed(browser, folder):
    head = "editable: [name, phone, address, sheet]\ntheme: warm\n"
    clinic = "  website: www.trust.example\n"
    text = CONTENT.replace("body:", f"{clinic}{head}body:")
    (folder / "content.yaml").write_text(text + "  - contact\n")
    path = re.search(r"/leaflets/own-\w+", browser.client.get("/").text)[0] + "/clinic"
    page = browser.get(path)
    assert {"name", "phone", "address", "sheet"} <= {*page.fields}
    assert not {"website", "email", "colour", "theme", "logo"} & {*page.fields}
    assert "www.trust.example" in page.said
    browser.send(path, page, action="next", name="Hill", website="www.evil.example", theme="calm")
    text = "\n".join(pdfium.pages(browser.pdf(path.split("/")[2]).content))
    assert "Hill" in text
    assert "www.trust.example" in text
    assert "evil" not in text


# ---- logos


def test_a_logo_is_kept_under_a_name_of_ours_and_printed(browser, office):
    files = {"logo": ("../../etc/<b>.png", png(), "text/html")}
    page = browser.send(FORM, browser.get(FORM), files, action="next", **TYPED)
    assert page.title.startswith("Print")
    (path,) = office.clinics.folder.glob("logo-*")
    assert re.fullmatch(r"logo-[0-9a-f]{32}\.png", path.name)
    plain = browser.pdf().content
    with pikepdf.open(io.BytesIO(plain)) as made:
        assert len(made.pages[0].get_images()) == 1
    shown = next(i["src"] for i in browser.get(FORM).images if i["src"].startswith("/logos/"))
    answer = browser.client.get(shown)
    assert (answer.content, answer.headers["content-type"]) == (png(), "image/png")
    other = {"logo": ("b.png", png(colour=(1, 2, 3)), "image/png")}
    page = browser.send(FORM, browser.get(FORM), other, action="see")
    unsaved = next(i["src"] for i in page.images if i["src"].startswith("/logos/"))
    assert browser.client.get(unsaved).content == png(colour=(1, 2, 3))
    assert Browser(office).client.get(unsaved).status_code == 404
    page = browser.send(FORM, browser.get(FORM), action="no-logo")
    assert not any(i["src"].startswith("/logos/") for i in page.images)


@both_ways
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html>", "not-a-picture"),
        (b"GIF89a" + bytes(200), "not-a-picture"),
        (png()[:60], "damaged-file"),
        (png() + bytes(limits.PICTURE_BYTES), "too-large"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "not-a-picture"),
    ],
)
def test_what_is_no_picture_is_refused_beside_its_field(browser, office, data, code):
    files = {"logo": ("logo.png", data, "image/png")}
    page = browser.send(FORM, browser.get(FORM), files, action="next", **TYPED)
    assert page.title.startswith("Error: ")
    assert (code, "clinic.logo") in page.told
    assert "#logo" in page.links
    assert page.fields["name"] == "Harbour Clinic"
    assert [*office.clinics.folder.glob("logo-*")] == []


def test_whether_the_name_can_be_read_in_a_logo_is_ticked_beside_it(browser, office):
    page = browser.get(FORM)
    assert "logo-said" not in page.fields
    browser.send(FORM, page, {"logo": ("a.png", png(), "image/png")}, action="next", **TYPED)
    page = browser.get(FORM)
    assert page.fields["logo-said"] == "no" and "logo_says_name" not in page.fields
    browser.send(FORM, page, action="next")
    assert "logo_says_name" not in office.clinics.all()[0].fields
    browser.send(FORM, browser.get(FORM), action="next", logo_says_name="yes")
    assert office.clinics.all()[0].fields["logo_says_name"] == "yes"
    page = browser.get(FORM)
    assert page.fields["logo_says_name"] == "yes"
    del page.fields["logo_says_name"]
    browser.send(FORM, page, action="next")
    assert office.clinics.all()[0].fields["logo_says_name"] == "no"


def test_logos_that_nothing_uses_any_more_are_swept_away(browser, office, monkeypatch):
    sent = [png(colour=(1, 2, number)) for number in range(3)]
    page = browser.get(FORM)
    for data in sent:
        page = browser.send(FORM, page, {"logo": ("a.png", data, "image/png")}, action="see")
    assert len([*office.clinics.folder.glob("logo-*")]) == 3
    browser.send(FORM, page, action="next", **TYPED)
    assert len([*office.clinics.folder.glob("logo-*")]) == 3  # a form of today may still say them
    monkeypatch.setattr(clinics, "YOUNG", -1)
    office.clinics.sweep(set())
    (kept,) = office.clinics.all()
    assert [path.name for path in office.clinics.folder.glob("logo-*")] == [kept.logo]


@both_ways
def test_a_dropped_logo_is_taken_at_once(browser):
    page = browser.get(FORM)
    token = {"token": page.fields["token"]}
    send = {"headers": {"origin": BASE}, "data": token}
    good = browser.client.post("/logo", files={"logo": ("x", png())}, **send)
    assert good.json()["logo"].startswith("logo-")
    bad = browser.client.post("/logo", files={"logo": ("x", b"no")}, **send)
    assert bad.status_code == 422
    assert (bad.json()["code"], bad.json()["key"]) == ("not-a-picture", "clinic.logo")


# ---- text stays text


def test_markup_in_a_clinic_shows_as_text_everywhere(browser):
    name = "<script>alert(1)</script>\"'><b>{{7*7}}"
    page = browser.send(FORM, browser.get(FORM), action="next", **TYPED | {"name": name})
    assert page.title.startswith("Print")
    again = browser.client.get(FORM).text
    assert "<script>alert" not in again
    assert "<b>" not in again
    assert browser.get(FORM).fields["name"] == name
    assert "alert(1)" in "".join(pdfium.pages(browser.pdf().content))
    (kept,) = browser.office.clinics.all()
    assert "<b>" not in browser.client.get(f"/clinics/{kept.id}/remove").text


def test_markup_in_a_leaflet_and_in_the_name_of_its_file_shows_as_text(browser, folder):
    (folder / "a<img src=x>.yaml").write_text(CONTENT.replace("Knee", "<i>Knee</i>"))
    (folder / "b&<u>.yaml").write_text("body: [<s>")
    text = browser.client.get("/").text
    for mark in ("<i>", "<img src=x>", "<u>", "<s>"):
        assert mark not in text
    assert "&lt;i&gt;Knee&lt;/i&gt; pain" in text


# ---- who may ask


@pytest.mark.parametrize(
    "host",
    [
        "127.evil.com:8765",
        "127.0.0.1.evil.com:8765",
        "evil.com",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost:8765.evil.com",
        "0.0.0.0:8765",
        "",
    ],
)
def test_another_host_is_refused(browser, host):
    answer = browser.client.get("/", headers={"host": host})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
def test_each_name_of_this_machine_is_answered(browser, host):
    assert browser.client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:8766"},
        {"origin": "https://127.0.0.1:8765"},
        {"origin": BASE, "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_that_another_site_sends_is_refused(browser, headers):
    page = browser.get(FORM)
    answer = browser.client.post(FORM, data=page.fields | TYPED, headers=headers)
    assert answer.status_code == 403
    assert browser.get(FORM).fields["name"] == ""


@pytest.mark.parametrize(
    "id", ["../outside/clinic-1", "/outside/clinic-1", "clinic-1/", "clinic-١"]
)
def test_a_browser_names_no_file(browser, office, folder, id):
    outside = folder / "outside" / "clinic-1.yaml"
    outside.parent.mkdir()
    office.clinics.folder.mkdir()
    outside.write_text("name: Not here\n")
    page = browser.take(id)
    assert page.fields["name"] == ""
    assert office.clinics.get(id) is None
    browser.send(FORM, page, action="next", **TYPED | {"kept": id, "clinic": ""})
    assert outside.read_text() == "name: Not here\n"


def test_a_form_without_the_token_of_its_visit_is_refused(browser, office):
    other = Browser(office).get(FORM)
    page = browser.get(FORM)
    for token in ("", "wrong", other.fields["token"]):
        answer = browser.post(FORM, page, token=token, name="Evil")
        assert answer.status_code == 403
    stranger = Browser(office)
    assert stranger.post(FORM, page, name="Evil").status_code == 403
    assert browser.get(FORM).fields["name"] == ""


def test_a_picture_that_another_site_embeds_is_refused(browser):
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert browser.client.get("/", headers=headers).status_code == 403


def test_every_answer_carries_the_headers_that_keep_it_in(browser):
    browser.send(FORM, browser.get(FORM), action="next", **TYPED)
    paths = ("/", FORM, "/nowhere", "/leaflets/built-in/download", "/assets/leaflet.css")
    for path in paths:
        headers = browser.client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors" in headers["content-security-policy"]
        assert headers["cache-control"] == ("no-cache" if "assets" in path else "no-store")
    policy = browser.client.get("/").headers["content-security-policy"]
    assert policy == guard.POLICY
    assert "unsafe" not in policy
    assert "http" not in policy
    cookie = Browser(browser.office).client.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_nothing_on_a_page_comes_from_another_host(browser):
    browser.send(FORM, browser.get(FORM), action="next", **TYPED)
    for path in ("/", FORM, "/leaflets/built-in/print", "/leaflets/built-in/words"):
        text = browser.client.get(path).text
        for address in re.findall(r'(?:src|href|action)="([^"]*)"', text):
            assert address.startswith(("/", "#")), address
    for name in ("leaflet.css", "leaflet.js", "words.js", "icon.svg", "no-picture.svg"):
        text = browser.client.get(f"/assets/{name}").text
        assert "http" not in text.replace("http://www.w3.org/2000/svg", ""), name


# ---- limits


@both_ways
def test_too_much_at_once_is_refused_with_a_page(browser):
    page = browser.get(FORM)
    files = {"logo": ("x", bytes(limits.UPLOAD_BYTES + 1))}
    answer = browser.post(FORM, page, files)
    assert answer.status_code == 413
    assert Page(answer.text).told == {("too-large", "")}


@pytest.mark.parametrize(
    ("length", "status"),
    [("-1", 400), ("abc", 400), ("1e3", 400), ("99999999999", 413), ("9" * 40, 400), ("١", 400)],
)
def test_a_length_that_lies_is_refused(browser, length, status):
    browser.get(FORM)
    headers = {"origin": BASE, "content-length": length.encode()}
    assert browser.client.post(FORM, content=b"", headers=headers).status_code == status


def test_a_post_that_does_not_say_its_length_is_refused(browser):
    browser.get(FORM)
    answer = browser.client.post(FORM, content=iter([b"a"]), headers={"origin": BASE})
    assert answer.status_code == 411


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x"),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n"),
        ("application/x-www-form-urlencoded", b"a=1&" * 100),
        ("text/plain", b"token=1"),
        ("", b""),
    ],
)
def test_a_broken_form_is_refused_with_a_page(browser, kind, body):
    browser.get(FORM)
    headers = {"origin": BASE, "content-type": kind}
    answer = browser.client.post(FORM, content=body, headers=headers)
    assert answer.status_code in (400, 403, 415)
    assert "<h1>" in answer.text


def test_a_form_with_too_many_fields_or_files_is_refused(browser):
    page = browser.get(FORM)
    many = {f"key{number}": "x" for number in range(call.FIELDS + 1)}
    assert browser.post(FORM, page, **many).status_code == 400
    files = [("logo", ("a", png())), ("logo", ("b", png()))]
    assert browser.post(FORM, page, files).status_code == 400


def test_a_body_that_never_ends_is_given_up(office, monkeypatch):
    monkeypatch.setattr(guard, "PATIENCE", 0.05)
    import anyio

    sent = []

    async def ask():
        async def receive():
            await anyio.sleep(5)

        async def send(message):
            sent.append(message)

        headers = [
            (b"host", b"127.0.0.1:8765"),
            (b"content-length", b"9"),
            (b"origin", BASE.encode()),
        ]
        headers += [(b"content-type", b"application/json")]
        scope = {"type": "http", "method": "POST", "path": "/api/build", "headers": headers}
        scope |= {"query_string": b"", "scheme": "http", "http_version": "1.1"}
        await app.create(office)(scope, receive, send)

    anyio.run(ask)
    assert sent[0]["status"] == 408


def test_a_long_render_does_not_hold_up_who_is_new(office):
    held, done = threading.Event(), threading.Event()

    def wait():
        held.set()
        done.wait(10)

    def hold():
        office.crew.press.run(10, wait)

    async def come():
        new = asyncio.create_task(office.work(office.begin, Visit(), "", None))
        await asyncio.sleep(0.05)
        waits = not new.done()
        done.set()
        await new
        return waits

    holder = threading.Thread(target=hold)
    holder.start()
    assert held.wait(5)
    safety = threading.Timer(2, done.set)
    safety.start()
    started = time.monotonic()
    waits = asyncio.run(come())
    safety.cancel()
    holder.join()
    assert waits
    assert time.monotonic() - started < 1.5


def test_a_long_check_does_not_hold_up_the_pictures(browser, office, monkeypatch):
    begun, done = threading.Event(), threading.Event()
    whole = preview.engine.check

    def slow(*given, **named):
        begun.set()
        done.wait(10)
        return whole(*given, **named)

    page = browser.get(FORM)
    monkeypatch.setattr(preview.engine, "check", slow)
    office.previews._checked = Keep(1)
    checking = threading.Thread(target=Browser(office).client.get, args=(FORM,))
    checking.start()
    assert begun.wait(5)
    started = time.monotonic()
    answer = browser.post("/leaflets/built-in/preview", page, name="Quick Clinic")
    took = time.monotonic() - started
    done.set()
    checking.join()
    assert took < 5
    assert answer.status_code == 200


@both_ways
@pytest.mark.parametrize(
    ("body", "code", "fits"),
    [
        ("  - paragraph: " + "x" * 10_000, "leftover", False),
        ("  - paragraph: Rest and walk a little.\n" * 1_990, "missing-headings", True),
    ],
)
def test_a_leaflet_of_any_length_that_can_be_read_is_checked(browser, folder, body, code, fits):
    text = CONTENT.replace("  - paragraph: Rest a little, then walk.", body)
    (folder / "content.yaml").write_text(text)
    own = next(entry.id for entry in browser.office.shelf.entries() if entry.own)
    page = browser.get(f"/leaflets/{own}/clinic")
    assert code in {told for told, _ in page.told}
    assert bool(page.images) == fits


def test_memory_holds_so_much_and_no_more():
    keep = Keep(100, len)
    for number in range(1000):
        keep.put(number, bytes(30))
    assert (len(keep), keep.get(999) is not None, keep.get(0)) == (3, True, None)
    keep.put("large", bytes(101))
    assert len(keep) == 0


def test_a_number_of_a_browser_orders_no_previews(browser):
    page = browser.get(FORM)
    for number in ("9" * 15, "9" * 5_000, "-1", "1.5", "²", "0", None):
        given = {} if number is None else {"number": number}
        for at in ("/leaflets/built-in/preview", "/leaflets/built-in/words/preview"):
            answer = browser.post(at, page, words=CONTENT, **given)
            assert (answer.status_code, bool(answer.text)) == (200, True)


def test_a_preview_that_a_newer_one_has_outrun_is_not_made():
    here = Visit()
    first, second, other = here.ask("knee"), here.ask("knee"), here.ask("back")
    assert here.is_outrun("knee", first)
    assert not here.is_outrun("knee", second)
    assert not here.is_outrun("back", other)


# ---- addresses that lead nowhere


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/leaflets/nosuch/clinic",
        "/leaflets/..%2f..%2fetc%2fpasswd/clinic",
        "/assets/..%2fapp.py",
        "/assets/../guard.py",
        "/logos/..%2f..%2fsecret",
        "/logos/clinic-1.yaml",
        "/pages/nosuch/1.png",
        "/clinics/..%2flast-time/remove",
    ],
)
def test_what_is_not_there_gives_a_page_that_says_so(browser, path):
    page = browser.get(path, 404)
    assert page.title.startswith("Error: ")
    assert "/" in page.links


def test_a_method_that_does_not_fit_gives_a_page(browser):
    answer = browser.client.post("/", headers={"origin": BASE})
    assert answer.status_code == 405
    assert "<h1>This cannot be done here</h1>" in answer.text
    assert browser.client.get("/leaflets/built-in/preview").status_code == 405


@both_ways
def test_a_fault_of_ours_gives_a_page_and_keeps_what_was_typed(browser, office, monkeypatch):
    browser.send(FORM, browser.get(FORM), action="see", name="Harbour")
    with monkeypatch.context() as patch:
        patch.setattr(office.previews, "made", lambda order: 1 / 0)
        page = browser.get(FORM, 500)
        assert page.told == {("program-fault", "")}
        assert "division" not in page.said
    assert browser.get(FORM).fields["name"] == "Harbour"


# ---- the password


def test_a_machine_is_reached_only_by_its_own_address():
    address = ServerAddress("0.0.0.0", 8765)
    assert address.is_open
    assert address.is_ours("192.0.2.7:8765")
    assert not address.is_ours("evil.example:8765")
    assert not address.is_ours("192.0.2.7:80")
    assert not ServerAddress("127.0.0.1", 8765).is_ours("192.0.2.7:8765")
    assert ServerAddress("192.0.2.7", 80).is_ours("192.0.2.7")


def test_a_host_that_others_can_reach_demands_a_password(run, monkeypatch):
    monkeypatch.setenv("LEAFLET_PASSWORD", "short")
    ran = run("serve", "--host", "0.0.0.0", "--no-browser")
    assert ran.code == 1
    assert "other machines can reach the page" in ran.err
    assert "LEAFLET_PASSWORD" in ran.err


def test_a_port_that_is_taken_is_told(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = run("serve", "--no-browser", "--port", str(taken.getsockname()[1]))
    assert ran.code == 3
    assert "choose another with --port" in ran.err


def test_a_missing_extra_is_one_line_that_names_it(run, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("leaflet.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("leaflet.web", raising=False)
    monkeypatch.setitem(sys.modules, "starlette", None)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    ran = run("serve", "--no-browser")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert without("web") in ran.err


def test_only_serve_imports_the_web():
    code = """
        import sys
        from leaflet.cli.group import leaflet
        leaflet(["--help"], standalone_mode=False)
        loaded = {"starlette", "uvicorn", "jinja2", "anyio", "asyncio"} & {*sys.modules}
        assert not loaded, loaded
    """
    ran = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False)
    assert ran.returncode == 0


# ---- what is kept on the disk


def test_kept_files_that_somebody_broke_are_passed_over(folder):
    kept = Clinics(folder)
    (folder / "clinic-1.yaml").write_text("{[")
    (folder / "clinic-2.yaml").write_text("- a\n- b\n")
    (folder / "last-time.json").write_text("[[[" * 9999)
    assert (kept.all(), kept.last(), kept.get("../clinic-1")) == ((), {}, None)
    id = kept.save("", {"name": "Hill", "address": "a\nb"}).id
    assert kept.get(id).fields == {"name": "Hill", "address": "a\nb"}


def test_the_kept_clinics_lie_in_the_users_data_unless_a_variable_says_where(monkeypatch):
    from leaflet import system

    monkeypatch.delenv("LEAFLET_DATA", raising=False)
    assert clinics.folder() == system.data_folder()
    monkeypatch.setenv("LEAFLET_DATA", "own")
    assert clinics.folder() == Path.cwd() / "own"


def test_a_browser_that_goes_away_leaves_no_traceback_but_any_other_fault_does():
    told = []

    class Loop:
        def default_exception_handler(self, said):
            told.append(said)

    gone, fault = {"exception": ConnectionResetError(10054, "x")}, {"exception": ValueError("x")}
    for said in (gone, fault, {"message": "x"}):
        serve._overhear(Loop(), said)
    assert told == [fault, {"message": "x"}]


def test_a_server_listens_with_that_handler(monkeypatch):
    heard = []

    async def ends(self, sockets=None):
        heard.append(asyncio.get_running_loop().get_exception_handler())

    monkeypatch.setattr(serve.uvicorn.Server, "serve", ends)
    asyncio.run(serve.server(lambda *given: None).serve())
    assert heard == [serve._overhear]
