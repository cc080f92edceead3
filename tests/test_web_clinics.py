"""Kept clinics: what is printed is what the page shows, and no save loses what another one kept."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import textwrap
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pypdfium2
import pytest
from conftest import CONTENT
from gates import pdfium
from test_web import BASE, TODAY, TYPED, Browser, Page, browser, office, png, served  # noqa: F401

from leaflet import shipped
from leaflet.content import owner
from leaflet.errors import LeafletError
from leaflet.web import clinics, history
from leaflet.web.clinics import Clinics
from leaflet.web.entrance import Entrance
from leaflet.web.guard import ServerAddress
from leaflet.web.office import Office
from leaflet.web.visit import Visit

HERE = f"/leaflets/own-{hashlib.sha256(b'knee.yaml').hexdigest()[:12]}"
FORM, PRINT = f"{HERE}/clinic", f"{HERE}/print"
KNEE = re.sub(r"(?m)^clinic:\n(  .*\n)+", "", CONTENT) + "  - contact\n"
"""A small leaflet of whichever clinic, quickly made."""
OTHER = "01632 960 777"
HILL = TYPED | {"name": "Hill Clinic", "phone": "01632 960 111", "email": "hill@hill.example"}


@pytest.fixture(autouse=True)
def leaflet(folder):
    path = folder / "knee.yaml"
    path.write_text(KNEE)
    return path


def words(data):
    return " ".join("\n".join(pdfium.pages(data)).split())


def names(office):  # noqa: F811
    return [kept.name for kept in office.clinics.all()]


def save(browser, **typed):  # noqa: F811
    """Keep a clinic of these details as a new one; the print page."""
    return browser.send(FORM, browser.get(f"{FORM}?clinic=new"), action="next", **typed)


def form_of(browser, name):  # noqa: F811
    kept = next(kept for kept in browser.office.clinics.all() if kept.name == name)
    return browser.get(f"{FORM}?clinic={kept.id}")


def links(page):
    return [link for link in page.links if link and "/ready/" in link]


def codes(page):
    return {code for code, _ in page.told}


@pytest.fixture
def two(browser):  # noqa: F811
    """A browser on which two clinics were kept, and Hill used last."""
    last = [keep(browser.office, typed) for typed in (TYPED, HILL)][-1]
    key = browser.office.entrance.visit_key("")
    visit = Visit(key, browser.office.entrance.form_token(key))
    browser.office.visits.begin(visit).drafts.latest = last.id
    browser.client.cookies.set("leaflet_visit_8765", key)
    browser.client.cookies.set("leaflet_clinic_8765", last.id)
    return browser


def keep(office, typed):  # noqa: F811
    """Keep a clinic without the page."""
    return office.clinics.save("", {key: typed[key].replace("\r", "") for key in typed})


@pytest.fixture
def locked_two(browser):  # noqa: F811
    """A browser that was let in by the start token, where two clinics are kept."""
    browser.office.entrance = Entrance(token="t" * 43)
    browser.client.get(browser.office.url)
    for typed in (TYPED, HILL):
        keep(browser.office, typed)
    return browser


# ---- what is printed


def test_the_print_page_names_the_clinic_in_words(two):
    harbour = two.send(FORM, form_of(two, "Harbour Clinic"), action="next")
    assert "For Harbour Clinic 2 Quay Road, Exampletown, 01632 960 555" in harbour.said
    assert "Hill Clinic" not in harbour.said
    assert {link.rpartition("/")[2] for link in links(harbour)} == {
        *("leaflet.pdf", "download", "pack.zip")
    }
    for link in links(harbour):
        data = two.client.get(link).content
        if link.endswith("zip"):
            pack = zipfile.ZipFile(io.BytesIO(data))
            data = pack.read(next(name for name in pack.namelist() if name.endswith(".pdf")))
        assert "Harbour Clinic" in words(data)
        assert "Hill Clinic" not in words(data)


def test_a_print_page_prints_the_same_after_a_new_start_and_from_another_program(two, folder):
    harbour = two.send(FORM, form_of(two, "Harbour Clinic"), action="next", sheet="a5")
    new = Browser(Office(folder, folder / "kept", two.office.address, lambda: TODAY))
    for link in links(harbour):
        assert new.client.get(link).content == two.client.get(link).content


@pytest.mark.parametrize("end", ["leaflet.pdf", "download", "pack.zip"])
def test_a_print_page_of_details_that_were_changed_since_prints_nothing(two, end):
    harbour = two.send(FORM, form_of(two, "Harbour Clinic"), action="next")
    two.send(FORM, form_of(two, "Harbour Clinic"), action="next", phone=OTHER)
    link = next(link for link in links(harbour) if link.endswith(end))
    answer = two.client.get(link)
    assert answer.status_code == 409
    assert Page(answer.text).told == {("shown-otherwise", "")}


def test_a_leaflet_that_was_changed_since_prints_nothing(browser, leaflet):  # noqa: F811
    ready = save(browser, **TYPED)
    leaflet.write_text(KNEE.replace("Rest a little", "Never rest"))
    assert browser.client.get(links(ready)[0]).status_code == 409


UNSEEN = {
    "a short text": ("knee.yaml", "short: Rest.", "short: Never rest."),
    "a part of the poster": ("knee.yaml", "Hang me up.", "Take me down."),
    "a sheet of one's own": ("sheets/mine.yaml", "top: 15", "top: 25"),
}


@pytest.mark.parametrize(("name", "old", "new"), UNSEEN.values(), ids=UNSEEN)
def test_what_only_another_sheet_of_the_pack_shows_is_not_printed_otherwise(
    browser,  # noqa: F811
    folder,
    leaflet,
    name,
    old,
    new,
):
    (folder / "sheets").mkdir()
    a5 = (shipped.folder("sheets") / "a5.yaml").read_text()
    (folder / "sheets" / "mine.yaml").write_text(a5)
    words = "{text: Rest a little., short: Rest.}\n  - paragraph: {text: Hang me up., only: poster}"
    text = KNEE.replace("Rest a little, then walk.", words)
    leaflet.write_text(text.replace("body:", "pack: [mine, poster-a4]\nbody:"))
    ready = save(browser, **TYPED)
    path = folder / name
    before = path.read_text()
    path.write_text(before.replace(old, new, 1))
    assert path.read_text() != before
    assert {browser.client.get(link).status_code for link in links(ready)} == {409}
    path.write_text(before)
    assert {browser.client.get(link).status_code for link in links(ready)} == {200}


def test_a_deleted_clinic_is_not_printed_and_no_other_in_its_place(two):
    harbour = two.send(FORM, form_of(two, "Harbour Clinic"), action="next")
    (id,) = {link.split("/")[4] for link in links(harbour)}
    two.send(f"/clinics/{id}/remove", two.get(f"/clinics/{id}/remove"))
    assert two.client.get(links(harbour)[0]).status_code == 409
    answer = two.client.get(f"{PRINT}?clinic={id}")
    assert (answer.status_code, Page(answer.text).told) == (409, {("clinic-gone", "")})
    save(two, **TYPED | {"name": "Valley"})
    assert two.client.get(links(harbour)[0]).status_code == 409  # its id is nobody else's


@pytest.mark.parametrize("end", ["leaflet.pdf", "download", "pack.zip"])
def test_an_address_that_names_no_clinic_leads_to_the_page_that_names_one(two, end):
    answer = two.client.get(f"{HERE}/{end}")
    assert answer.url.path == PRINT
    assert "For Hill Clinic" in Page(answer.text).said


def test_what_is_typed_and_not_saved_is_never_printed(two):
    page = form_of(two, "Hill Clinic")
    assert two.post(f"{HERE}/typed", page, phone=OTHER).status_code == 204
    shown = two.client.get(f"{PRINT}?clinic={page.fields['kept']}")
    assert shown.url.path == FORM
    assert "not saved yet" in Page(shown.text).said
    assert Page(shown.text).fields["phone"] == OTHER
    assert two.office.clinics.get(page.fields["kept"]).fields["phone"] == HILL["phone"]


def test_two_tabs_keep_their_looks_apart(two):
    page = form_of(two, "Hill Clinic")
    large = two.send(FORM, page, action="next", sheet="a5")
    two.send(FORM, form_of(two, "Hill Clinic"), action="next", sheet="a4")
    answer = two.client.get(next(link for link in links(large) if link.endswith("download")))
    width, _ = pypdfium2.PdfDocument(answer.content)[0].get_size()
    assert width < 430  # points: the short side of A5 is 420, that of A4 595


LOSSES = {
    "missing": lambda path: path.unlink(),
    "no picture": lambda path: path.write_bytes(b"junk"),
    "said otherwise": lambda path: kept_file(path).write_text(
        kept_file(path).read_text().replace(path.name, "hospital.png")
    ),
}


def kept_file(path):
    (found,) = path.parent.glob("clinic-*.yaml")
    return found


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)
def test_a_clinic_that_lost_its_logo_is_not_printed_without_it(browser, lose):  # noqa: F811
    files = {"logo": ("a.png", png(), "image/png")}
    ready = browser.send(FORM, browser.get(FORM), files, action="next", **TYPED)
    (path,) = browser.office.clinics.folder.glob("logo-*")
    lose(path)
    kept = kept_file(path)
    line = next(line for line in kept.read_text().splitlines() if line.startswith("logo: "))
    assert {browser.client.get(link).status_code for link in links(ready)} == {409}
    (clinic,) = browser.office.clinics.all()
    for address in (f"{PRINT}?clinic={clinic.id}", f"{FORM}?clinic={clinic.id}"):
        page = browser.get(address)
        assert ("lost-logo", "clinic.logo") in page.told
        assert "The file of the logo is missing or damaged, so nothing is printed." in page.said
    page = browser.send(FORM, page, action="next", phone=OTHER)
    assert ("lost-logo", "clinic.logo") in page.told
    assert line in kept.read_text()
    if lose is LOSSES["missing"]:
        ready = browser.send(FORM, page, files, action="next")
    else:
        ready = browser.send(FORM, browser.send(FORM, page, action="no-logo"), action="next")
    assert f"For Harbour Clinic 2 Quay Road, Exampletown, {OTHER}" in ready.said
    assert {browser.client.get(link).status_code for link in links(ready)} == {200}
    assert ("logo: " in kept.read_text()) == (lose is LOSSES["missing"])


# ---- whose form it is


def test_the_list_takes_effect_when_the_form_is_saved_without_another_press(two):
    page = form_of(two, "Hill Clinic")
    harbour = next(kept for kept in two.office.clinics.all() if kept.name == "Harbour Clinic")
    shown = two.send(FORM, page, action="next", clinic=harbour.id)
    assert shown.fields["name"] == "Harbour Clinic"
    assert shown.fields["clinic"] == harbour.id
    assert names(two.office) == ["Harbour Clinic", "Hill Clinic"]


def test_a_list_that_says_another_clinic_than_the_changed_form_is_asked_about(two):
    page = form_of(two, "Hill Clinic")
    before = {path.name: path.read_bytes() for path in two.office.clinics.folder.iterdir()}
    harbour = next(kept for kept in two.office.clinics.all() if kept.name == "Harbour Clinic")
    asked = two.send(FORM, page, action="next", clinic=harbour.id, phone=OTHER)
    assert codes(asked) & {"clinic-not-chosen"}
    assert asked.fields["phone"] == OTHER
    after = {path.name: path.read_bytes() for path in two.office.clinics.folder.iterdir()}
    assert after == before
    other = two.send(FORM, asked, answer="show")
    assert other.fields["name"] == "Harbour Clinic"
    assert form_of(two, "Hill Clinic").fields["phone"] == OTHER  # it waits there
    saved = two.send(FORM, form_of(two, "Hill Clinic"), action="next")
    assert "For Hill Clinic" in saved.said


def test_a_new_clinic_begins_with_an_empty_form_and_leaves_all_others_alone(browser):  # noqa: F811
    files = {"logo": ("a.png", png(), "image/png")}
    browser.send(FORM, browser.get(FORM), files, action="next", colour="#7a1f4b", **TYPED)
    (path,) = browser.office.clinics.folder.glob("clinic-*.yaml")
    before = path.read_bytes()
    page = browser.take("new")
    empty = {key: page.fields[key] for key in ("name", "phone", "email", "colour", "logo-now")}
    assert set(empty.values()) == {""}
    three = {key: HILL[key] for key in ("name", "address", "phone")}
    ready = browser.send(FORM, page, action="next", **three, email="hill@hill.example")
    assert "For Hill Clinic" in ready.said
    assert path.read_bytes() == before
    hill = next(kept for kept in browser.office.clinics.all() if kept.name == "Hill Clinic")
    assert (hill.logo, hill.fields.get("colour")) == ("", None)


def test_a_new_clinic_typed_over_another_takes_nothing_of_it(browser):  # noqa: F811
    """Without a script nothing empties the form when "A new clinic" is chosen."""
    files = {"logo": ("a.png", png(), "image/png")}
    browser.send(FORM, browser.get(FORM), files, action="next", colour="#7a1f4b", **TYPED)
    (path,) = browser.office.clinics.folder.glob("clinic-*.yaml")
    before = path.read_bytes()
    typed = {"name": "Hill Clinic", "address": "9 Hill Road", "phone": OTHER, "clinic": "new"}
    asked = browser.send(FORM, browser.get(FORM), action="next", **typed)
    assert "clinic-not-chosen" in codes(asked)
    assert path.read_bytes() == before
    ready = browser.send(FORM, asked, answer="add")
    assert path.read_bytes() == before
    hill = next(kept for kept in browser.office.clinics.all() if kept.name == "Hill Clinic")
    assert hill.fields == {"name": "Hill Clinic", "address": "9 Hill Road", "phone": OTHER}
    assert hill.logo == ""
    assert "Not taken over from “Harbour Clinic”: email address, logo, brand colour" in ready.said


def test_a_changed_name_is_asked_about_and_changes_nothing_until_it_is_answered(two):
    page = form_of(two, "Hill Clinic")
    asked = two.send(FORM, page, action="next", name="Mountain Clinic", phone=OTHER)
    assert "clinic-renamed" in codes(asked)
    assert names(two.office) == ["Harbour Clinic", "Hill Clinic"]
    assert (asked.fields["name"], asked.fields["phone"]) == ("Mountain Clinic", OTHER)
    ready = two.send(FORM, asked, answer="rename")
    assert "For Mountain Clinic" in ready.said
    assert names(two.office) == ["Harbour Clinic", "Mountain Clinic"]


def test_a_changed_name_of_another_clinic_adds_one(two):
    page = form_of(two, "Hill Clinic")
    mine = {"name": "Mountain Clinic", "address": "3 Top", "phone": OTHER, "email": "m@m.example"}
    asked = two.send(FORM, page, action="next", **mine)
    ready = two.send(FORM, asked, answer="add")
    assert "For Mountain Clinic" in ready.said
    assert names(two.office) == ["Harbour Clinic", "Hill Clinic", "Mountain Clinic"]
    assert form_of(two, "Hill Clinic").fields["phone"] == HILL["phone"]


@pytest.mark.parametrize("name", ["hill clinic", "Hill  Clinic ", "HILL CLINIC"])
def test_other_capitals_and_blanks_are_no_other_name(two, name):
    ready = two.send(FORM, form_of(two, "Hill Clinic"), action="next", name=name)
    assert "Your leaflet is ready" in ready.said
    assert len(names(two.office)) == 2


def test_nobody_can_be_given_the_name_of_another(two):
    page = form_of(two, "Hill Clinic")
    refused = two.send(FORM, page, action="next", answer="rename", name="Harbour  clinic")
    assert "duplicate-clinic" in codes(refused)
    assert names(two.office) == ["Harbour Clinic", "Hill Clinic"]


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\u034f", "\ufe0f", "\u3164"])
def test_characters_that_nobody_sees_make_no_other_name(two, sign):
    refused = save(two, **HILL | {"name": f"Hill C{sign}linic", "phone": OTHER})
    assert "duplicate-clinic" in codes(refused)
    assert names(two.office) == ["Harbour Clinic", "Hill Clinic"]


def test_a_form_that_names_no_clinic_never_changes_one(two):
    page = form_of(two, "Hill Clinic")
    del page.fields["kept"], page.fields["clinic"]
    refused = two.send(FORM, page, action="next", phone=OTHER)
    assert "duplicate-clinic" in codes(refused)
    assert form_of(two, "Hill Clinic").fields["phone"] == HILL["phone"]


@pytest.mark.parametrize("way", ["/", f"{HERE}/words"])
def test_a_link_of_the_form_keeps_what_was_typed(two, way):
    page = form_of(two, "Hill Clinic")
    answer = two.post(FORM, page, go=way, phone=OTHER)
    assert answer.url.path == way
    assert form_of(two, "Hill Clinic").fields["phone"] == OTHER


@pytest.mark.parametrize("way", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_a_form_leads_to_no_other_site(two, way):
    answer = two.post(FORM, form_of(two, "Hill Clinic"), go=way)
    assert answer.url.path == FORM
    assert str(answer.url).startswith(BASE)


def test_an_older_turn_of_a_page_never_replaces_a_newer_one(two):
    page = form_of(two, "Hill Clinic")
    for turn, phone in (("2", OTHER), ("1", "01632")):
        two.post(f"{HERE}/preview", page, turn=turn, phone=phone)
    assert form_of(two, "Hill Clinic").fields["phone"] == OTHER


def test_a_preview_that_comes_after_the_save_brings_nothing_back(two):
    page = form_of(two, "Hill Clinic")
    two.send(FORM, page, action="next", turn="2", phone=OTHER)
    for turn in ("1", "2"):  # sent before it, and again as the page is left
        two.post(f"{HERE}/typed", page, turn=turn, phone="01632 960 999")
    assert form_of(two, "Hill Clinic").fields["phone"] == OTHER


def test_what_is_sent_again_as_a_page_is_left_is_kept_by_a_program_that_was_started_anew(
    locked_two, folder
):
    page = form_of(locked_two, "Hill Clinic")
    for here in (locked_two, restarted(locked_two, folder)):
        here.post(f"{HERE}/typed", page, turn="1", phone=OTHER)
        assert form_of(here, "Hill Clinic").fields["phone"] == OTHER
        here.send(FORM, form_of(here, "Hill Clinic"), answer="theirs")
        here.post(f"{HERE}/typed", page, turn="1", phone=OTHER)
        assert form_of(here, "Hill Clinic").fields["phone"] == HILL["phone"]


def restarted(browser, folder):  # noqa: F811
    """The same browser on a program that was started anew."""
    here = Office(folder, folder / "kept", browser.office.address, lambda: TODAY)
    here.entrance = Entrance(token=browser.office.entrance.token)
    new = Browser(here)
    new.client.cookies.update(browser.client.cookies)
    return new


@pytest.mark.parametrize(
    ("order", "way"),
    [
        *(("s", "preview"), ("s", "clinic"), ("ls", "typed"), ("sl", "preview")),
        *(("sp", "clinic"), ("ssl", "typed"), ("splsspl", "preview")),
    ],
)
def test_nothing_typed_in_one_tab_is_lost_whatever_starts_anew_and_whatever_another_tab_does(
    locked_two, folder, order, way
):
    here = locked_two
    one, other = form_of(here, "Hill Clinic"), form_of(here, "Harbour Clinic")
    here.post(f"{HERE}/preview", one, turn="1", phone="01632")
    for step in order:
        match step:
            case "s":  # the program is started anew
                here = restarted(here, folder)
            case "l":  # another tab is loaded again
                here.get(FORM)
            case "p":  # another tab sends what was typed there
                assert here.post(f"{HERE}/typed", other, phone=OTHER).status_code == 204
    sent = here.post(f"{HERE}/{way}", one, turn="2", email="new@hill.example")
    assert sent.status_code in (200, 204)
    assert form_of(here, "Hill Clinic").fields["email"] == "new@hill.example"
    phone = OTHER if "p" in order.rpartition("s")[2] else TYPED["phone"]
    assert form_of(here, "Harbour Clinic").fields["phone"] == phone
    ready = here.send(FORM, one, action="next", email="new@hill.example")
    assert "Your leaflet is ready" in ready.said
    assert [len(names(here.office)), names(here.office).count("Hill Clinic")] == [2, 1]


def test_words_typed_before_a_new_start_are_kept_too(locked_two, folder):
    page = locked_two.get(f"{HERE}/words")
    here = restarted(locked_two, folder)
    here.get("/")
    typed = {"words": page.fields["words"].replace("Rest a little", "Rest a while")}
    assert here.post(f"{HERE}/words/preview", page, **typed).status_code == 200
    assert "Rest a while" in here.get(f"{HERE}/words").fields["words"]


def test_a_form_of_another_browser_is_refused_after_a_new_start_too(locked_two, folder):
    stranger = Browser(locked_two.office)
    stranger.client.get(locked_two.office.url)
    page = form_of(stranger, "Hill Clinic")
    here = restarted(locked_two, folder)
    for token in (page.fields["token"], "", "wrong"):
        answer = here.post(f"{HERE}/preview", page, token=token, phone=OTHER)
        assert (answer.status_code, codes(Page(answer.text))) == (403, {"stale-page"})
    assert form_of(here, "Hill Clinic").fields["phone"] == HILL["phone"]


def test_a_tab_that_is_refused_is_not_told_that_its_words_are_kept(two):
    script = two.client.get("/assets/leaflet.js").text
    said = re.findall(r'"(The pictures could not be renewed[^"]*)"', script)
    assert [text for text in said if "typed is kept" in text] == []
    assert any("what you typed may not be kept" in text for text in said)


def test_two_tabs_with_new_clinics_are_two_clinics(browser):  # noqa: F811
    one, other = browser.get(f"{FORM}?clinic=new"), browser.get(f"{FORM}?clinic=new")
    browser.post(f"{HERE}/typed", one, **TYPED)
    browser.post(f"{HERE}/typed", other, **HILL)
    again = browser.get(f"{FORM}?clinic={one.fields['kept']}")
    assert again.fields["name"] == "Harbour Clinic"
    browser.send(FORM, other, action="next", **HILL)
    browser.send(FORM, again, action="next")
    assert names(browser.office) == ["Harbour Clinic", "Hill Clinic"]


def test_the_details_of_a_leaflet_that_fixes_whose_it_is_stay_with_it(two, folder):
    head = "editable: [phone]\n"
    (folder / "trust.yaml").write_text(CONTENT.replace("body:", f"{head}body:") + "  - contact\n")
    found = {entry.path.name: entry.id for entry in two.office.shelf.entries()}
    own = f"/leaflets/{found['trust.yaml']}/"
    page = two.get(f"{own}clinic")
    assert "clinic" not in page.fields
    ready = two.send(f"{own}clinic", page, action="next", phone=OTHER)
    assert OTHER in words(two.client.get(links(ready)[0]).content)
    assert {kept.fields["phone"] for kept in two.office.clinics.all()} == {
        TYPED["phone"],
        HILL["phone"],
    }


# ---- who used it last


def test_each_browser_begins_with_the_clinic_that_it_used_last(two, folder):
    harbour = Browser(two.office)
    harbour.send(FORM, form_of(harbour, "Harbour Clinic"), action="next")
    later = [Office(folder, folder / "kept", two.office.address, lambda: TODAY) for _ in range(2)]
    used = ((two, "Hill Clinic"), (harbour, "Harbour Clinic"))
    for (old, name), started in zip(used, later, strict=True):
        new = Browser(started)
        kept = {key: value for key, value in old.client.cookies.items() if "clinic" in key}
        new.client.cookies.update(kept)
        assert len(kept) == 1
        assert new.get(FORM).fields["name"] == name


def test_a_browser_that_nobody_has_used_begins_with_no_clinic(two):
    fresh = Browser(two.office).get(FORM)
    assert (fresh.fields["name"], fresh.fields["clinic"]) == ("", "new")


def test_from_afar_not_even_a_sole_clinic_is_taken_for_ones_own(browser):  # noqa: F811
    save(browser, **TYPED)
    fresh = Browser(browser.office)
    assert fresh.get(FORM).fields["name"] == "Harbour Clinic"
    afar = Browser(browser.office)
    afar.get("/")
    browser.office.visits.known(afar.client.cookies["leaflet_visit_8765"]).afar = True
    assert afar.get(FORM).fields["name"] == ""


# ---- saves at the same time


def test_a_save_from_an_old_page_takes_in_what_another_one_has_changed(two):
    mine, theirs = form_of(two, "Hill Clinic"), form_of(two, "Hill Clinic")
    two.send(FORM, theirs, action="next", phone=OTHER)
    shown = two.send(FORM, mine, action="next", email="new@hill.example")
    assert "Other details of “Hill Clinic” were changed since this page was opened." in shown.said
    assert (shown.fields["phone"], shown.fields["email"]) == (OTHER, "new@hill.example")
    assert two.office.clinics.get(mine.fields["kept"]).fields["email"] == HILL["email"]
    two.send(FORM, shown, action="next")
    hill = two.office.clinics.get(mine.fields["kept"])
    assert (hill.fields["phone"], hill.fields["email"]) == (OTHER, "new@hill.example")


def test_a_detail_that_two_pages_changed_is_asked_about_and_stays_until_it_is_answered(two):
    mine, theirs = form_of(two, "Hill Clinic"), form_of(two, "Hill Clinic")
    two.send(FORM, theirs, action="next", phone=OTHER)
    asked = two.send(FORM, mine, action="next", phone="01632 960 333")
    assert "clinic-changed" in codes(asked)
    assert f"Phone number {OTHER} 01632 960 333" in asked.said
    assert two.office.clinics.get(mine.fields["kept"]).fields["phone"] == OTHER
    two.send(FORM, asked, answer="mine")
    assert two.office.clinics.get(mine.fields["kept"]).fields["phone"] == "01632 960 333"


def test_the_details_that_were_saved_meanwhile_can_be_kept(two):
    mine, theirs = form_of(two, "Hill Clinic"), form_of(two, "Hill Clinic")
    two.send(FORM, theirs, action="next", phone=OTHER)
    asked = two.send(FORM, mine, action="next", phone="01632 960 333")
    shown = two.send(FORM, asked, answer="theirs")
    assert shown.fields["phone"] == OTHER


def test_an_old_page_into_which_nothing_was_typed_shows_what_is_kept_now(two):
    old = form_of(two, "Hill Clinic")
    two.send(FORM, form_of(two, "Hill Clinic"), action="next", phone=OTHER)
    shown = two.send(FORM, old, action="next")
    assert "were changed since this page was opened" in shown.said
    assert shown.fields["phone"] == OTHER
    assert two.office.clinics.get(old.fields["kept"]).fields["phone"] == OTHER


def test_the_answer_to_one_conflict_is_no_answer_to_a_later_one(two):
    mine = form_of(two, "Hill Clinic")
    two.send(FORM, form_of(two, "Hill Clinic"), action="next", phone=OTHER)
    asked = two.send(FORM, mine, action="next", phone="01632 960 333")
    two.send(FORM, mine, answer="theirs")
    two.send(FORM, form_of(two, "Hill Clinic"), action="next", phone="01632 960 999")
    again = two.send(FORM, asked, answer="mine")
    assert "clinic-changed" in codes(again)
    assert two.office.clinics.get(mine.fields["kept"]).fields["phone"] == "01632 960 999"


def test_a_second_press_of_the_button_saves_nothing_twice(two):
    page = form_of(two, "Hill Clinic")
    for _ in range(2):
        ready = two.send(FORM, page, action="next", phone=OTHER)
        assert "For Hill Clinic" in ready.said
    assert len(two.office.clinics.history.versions(page.fields["kept"])) == 1


def test_the_page_that_has_saved_may_go_on_and_save_again(two):
    page = form_of(two, "Hill Clinic")
    two.send(FORM, page, action="next", phone=OTHER)
    ready = two.send(FORM, page, action="next", phone="01632 960 999")  # after the button Back
    assert "01632 960 999" in ready.said


def test_a_clinic_that_was_deleted_meanwhile_is_not_brought_back_unasked(two):
    page = form_of(two, "Hill Clinic")
    id = page.fields["kept"]
    two.send(f"/clinics/{id}/remove", two.get(f"/clinics/{id}/remove"))
    asked = two.send(FORM, page, action="next", phone=OTHER)
    assert "clinic-gone" in codes(asked)
    assert names(two.office) == ["Harbour Clinic"]
    ready = two.send(FORM, asked, answer="add")
    assert f"For Hill Clinic 2 Quay Road, Exampletown, {OTHER}" in ready.said


def six_saves(office, details):  # noqa: F811
    """Six browsers save a new clinic in one moment; the pages that they are led to."""
    base = office.address.url.rstrip("/")
    gate = threading.Barrier(6)

    def press(typed):
        with httpx2.Client(base_url=base, timeout=60, follow_redirects=True) as client:
            fields = Page(client.get(f"{FORM}?clinic=new").text).fields | typed
            del fields["logo"]
            gate.wait()
            sent = client.post(FORM, data=fields | {"action": "next"}, headers={"origin": base})
            return Page(sent.text)

    with ThreadPoolExecutor(6) as pool:
        return [*pool.map(press, details)]


def test_six_saves_of_one_new_name_at_once_keep_one_clinic(served):  # noqa: F811
    pages = six_saves(served, [TYPED] * 6)
    assert ["For Harbour Clinic" in page.said for page in pages] == [True] * 6
    assert names(served) == ["Harbour Clinic"]


def test_six_saves_of_one_name_with_other_details_keep_one_and_tell_the_others(served):  # noqa: F811
    pages = six_saves(served, [TYPED | {"phone": f"01632 960 55{n}"} for n in range(6)])
    told = [len(codes(page) & {"duplicate-clinic"}) for page in pages]
    assert sorted(told) == [0, 1, 1, 1, 1, 1]
    assert names(served) == ["Harbour Clinic"]


def test_programs_that_share_a_folder_keep_one_clinic_of_a_name(folder):
    code = """
        import sys
        from pathlib import Path
        from leaflet.errors import LeafletError
        from leaflet.web.clinics import Clinics
        kept = Clinics(Path(sys.argv[1]))
        print("ready", flush=True)
        sys.stdin.readline()
        for number in range(20):
            try:
                kept.save("", {"name": f"Clinic {number}", "phone": sys.argv[2]})
            except LeafletError as error:
                assert error.faults[0].code == "duplicate-clinic", error
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen([*command, str(number)], **pipes) for number in range(3)]
    for each in running:
        assert each.stdout.readline() == "ready\n"
    for each in running:
        each.stdin.write("\n")
        each.stdin.flush()
    for each in running:
        each.communicate(timeout=30)
    assert [each.returncode for each in running] == [0, 0, 0]
    assert len(Clinics(folder).all()) == 20


def test_a_revision_that_is_not_that_of_the_file_is_refused_by_the_store_itself(folder):
    kept = Clinics(folder)
    first = kept.save("", {"name": "Hill", "phone": "1"})
    second = kept.save(first.id, {"name": "Hill", "phone": "2"}, base=first.revision)
    for base in (first.revision, "", "0" * 16):
        with pytest.raises(LeafletError) as told:
            kept.save(first.id, {"name": "Hill", "phone": "3"}, base=base)
        assert told.value.faults[0].code == "clinic-changed"
        with pytest.raises(LeafletError):
            kept.remove(first.id, base)
    assert kept.get(first.id) == second


# ---- the way back


def test_every_change_of_a_clinic_can_be_undone_and_the_undoing_too(two):
    two.send(FORM, form_of(two, "Hill Clinic"), action="next", phone=OTHER)
    page = form_of(two, "Hill Clinic")
    id = page.fields["kept"]
    assert "Undo: earlier details of this clinic" in page.said
    assert f"Phone number: {HILL['phone']} (now: {OTHER})" in page.said
    ((version, _),) = two.office.clinics.earlier(id)
    undone = two.send(f"/clinics/{id}/restore/{version.number}", page)
    assert undone.fields["phone"] == HILL["phone"]
    newest, _ = two.office.clinics.earlier(id)[0]
    again = two.send(f"/clinics/{id}/restore/{newest.number}", undone)
    assert again.fields["phone"] == OTHER


def test_an_undo_from_an_old_page_is_refused(two):
    old = form_of(two, "Hill Clinic")
    two.send(FORM, form_of(two, "Hill Clinic"), action="next", phone=OTHER)
    id = old.fields["kept"]
    ((version, _),) = two.office.clinics.earlier(id)
    answer = two.post(f"/clinics/{id}/restore/{version.number}", old)
    assert (answer.status_code, codes(Page(answer.text))) == (409, {"clinic-changed"})
    assert form_of(two, "Hill Clinic").fields["phone"] == OTHER


def test_an_undo_keeps_what_was_typed_beside_it(two):
    two.send(FORM, form_of(two, "Hill Clinic"), action="next", phone=OTHER)
    page = form_of(two, "Hill Clinic")
    id = page.fields["kept"]
    ((version, _),) = two.office.clinics.earlier(id)
    asked = two.send(f"/clinics/{id}/restore/{version.number}", page, email="new@hill.example")
    assert two.office.clinics.get(id).fields["phone"] == HILL["phone"]
    assert "clinic-changed" in codes(asked)
    assert asked.fields["email"] == "new@hill.example"


def test_a_deleted_clinic_can_be_brought_back_with_its_logo(browser):  # noqa: F811
    files = {"logo": ("a.png", png(), "image/png")}
    browser.send(FORM, browser.get(FORM), files, action="next", **TYPED)
    (kept,) = browser.office.clinics.all()
    shelf = browser.send(f"/clinics/{kept.id}/remove", browser.get(f"/clinics/{kept.id}/remove"))
    assert "“Harbour Clinic” is deleted." in shelf.said
    assert "Bring back Harbour Clinic" in shelf.said
    assert browser.office.clinics.all() == ()
    ((version, _),) = browser.office.clinics.deleted()
    browser.office.clinics.sweep(set())
    again = browser.send(f"/clinics/{kept.id}/restore/{version.number}", shelf)
    assert "Bring back" not in again.said
    assert browser.office.clinics.all() == (kept,)


def test_a_clinic_is_not_deleted_from_a_page_that_shows_other_details(two):
    page = form_of(two, "Hill Clinic")
    id = page.fields["kept"]
    sure = two.get(f"/clinics/{id}/remove")
    two.send(FORM, page, action="next", phone=OTHER)
    answer = two.post(f"/clinics/{id}/remove", sure)
    assert (answer.status_code, codes(Page(answer.text))) == (409, {"clinic-changed"})
    assert names(two.office) == ["Harbour Clinic", "Hill Clinic"]


def test_a_clinic_is_not_brought_back_beside_another_of_its_name(two):
    page = form_of(two, "Hill Clinic")
    id = page.fields["kept"]
    shelf = two.send(f"/clinics/{id}/remove", two.get(f"/clinics/{id}/remove"))
    save(two, **HILL | {"phone": OTHER})
    answer = two.post(f"/clinics/{id}/restore/1", shelf)
    assert (answer.status_code, codes(Page(answer.text))) == (409, {"duplicate-clinic"})


def test_a_clinic_is_not_brought_back_beyond_the_most(browser):  # noqa: F811
    kept, folder = browser.office.clinics, browser.office.clinics.folder
    gone = kept.save("", {"name": "Gone"})
    kept.remove(gone.id, gone.revision)
    for number in range(clinics.MOST):
        (folder / f"clinic-{number:x}.yaml").write_text(f'name: "C{number}"\n')
    answer = browser.post(f"/clinics/{gone.id}/restore/1", browser.get(f"{FORM}?clinic=new"))
    assert (answer.status_code, codes(Page(answer.text))) == (409, {"too-many-clinics"})
    assert len(kept.all()) == clinics.MOST
    (folder / "clinic-f00.yaml").write_text('name: "One more"\n')  # by another program
    assert len(kept.all()) == clinics.MOST + 1
    assert kept.twin("", "one more")


@pytest.mark.parametrize("digits", [10, 5000])
@pytest.mark.parametrize(
    "address", ["/pages/x/{}.png", f"{HERE}/pages/x/{{}}", "/clinics/clinic-1/restore/{}"]
)
def test_a_number_that_is_too_long_is_no_address(browser, address, digits):  # noqa: F811
    page = browser.get(FORM)
    at = address.format("9" * digits)
    answer = browser.post(at, page) if "restore" in at else browser.client.get(at)
    assert (answer.status_code, codes(Page(answer.text))) == (404, {"not-found"})


def test_so_many_earlier_versions_are_kept_and_deleted_clinics_for_so_long(folder):
    kept = Clinics(folder)
    now = kept.save("", {"name": "Hill", "phone": "0"})
    for number in range(1, history.VERSIONS + 5):
        now = kept.save(now.id, {"name": "Hill", "phone": str(number)}, base=now.revision)
    versions = kept.earlier(now.id)
    assert len(versions) == history.VERSIONS
    assert versions[0][1].fields["phone"] == str(history.VERSIONS + 3)
    gone = kept.save("", {"name": "Valley"})
    kept.remove(gone.id, gone.revision)
    ((version, _),) = kept.deleted()
    old = time.time() - (history.DAYS + 1) * 86_400
    os.utime(version.path, (old, old))
    assert Clinics(folder).deleted() == ()
    assert len(kept.earlier(now.id)) == history.VERSIONS


def test_clinics_that_an_older_program_has_kept_are_there(folder):
    data = folder / "kept"
    data.mkdir()
    (data / "clinic-1.yaml").write_text('name: "Hill"\nphone: "01632 960 5"\n')
    last = {"clinic": "clinic-1", f"sheet {HERE.split('/')[2]}": "a5"}
    (data / "last-time.json").write_text(json.dumps(last))
    browser = Browser(  # noqa: F811
        Office(folder, data, ServerAddress("127.0.0.1", 8765), lambda: TODAY)
    )
    page = browser.get(FORM)
    assert (page.fields["name"], page.fields["kept"], page.fields["sheet"]) == (
        *("Hill", "clinic-1"),
        "a5",
    )


SITES = """name: "Hill"
phone: "01632 960 700"
logo_says_name: no
sites:
  - {name: Northside, address: [1 Hill Road, Northtown], phone: 01632 960 777}
  - name: Southside
    address: 9 Low Road
    hours: [Monday, Tuesday]
"""


def test_the_sites_of_a_kept_clinic_stay_when_its_details_are_changed(browser, office):  # noqa: F811
    office.clinics.folder.mkdir(exist_ok=True)
    path = office.clinics.folder / "clinic-1.yaml"
    path.write_text(SITES)
    before = owner.clinic(path)
    page = browser.get(f"{FORM}?clinic=clinic-1")
    assert page.fields["site"] == ""
    printed = browser.send(FORM, page, action="next", phone="01632 960 701")
    now = owner.clinic(path)
    assert now.phone.text == "01632 960 701"
    assert now.sites == before.sites and now.logo_says_name is False
    assert "9 Low Road" in words(browser.file("leaflet.pdf").content), printed.title


def test_one_of_the_sites_is_chosen_in_the_form_by_its_name_alone(browser, office):  # noqa: F811
    office.clinics.folder.mkdir(exist_ok=True)
    path = office.clinics.folder / "clinic-1.yaml"
    path.write_text(SITES)
    page = browser.get(f"{FORM}?clinic=clinic-1")
    wrong = browser.send(FORM, page, action="next", site="Nowhere")
    assert ("unknown-name", "clinic.site") in wrong.told
    browser.send(FORM, wrong, action="next", site="Northside")
    assert len(owner.clinic(path).sites) == 2
    said = words(browser.file("leaflet.pdf").content)
    assert "01632 960 777" in said and "9 Low Road" not in said


def test_the_sites_of_a_clinic_beside_the_leaflets_are_kept_with_it(browser, folder, office):  # noqa: F811
    (folder / "clinic.yaml").write_text(SITES)
    page = browser.get(FORM)
    browser.send(FORM, page, action="next", phone="01632 960 702")
    (path,) = office.clinics.folder.glob("clinic-*.yaml")
    assert owner.clinic(path).sites == owner.clinic(folder / "clinic.yaml").sites


def test_a_clinic_without_sites_has_no_field_for_one(browser):  # noqa: F811
    assert "site" not in browser.get(FORM).fields
