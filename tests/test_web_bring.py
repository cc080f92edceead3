"""A Word file or pasted words become a leaflet on the shelf, with its guesses to be looked at."""

from io import BytesIO

import docx
import pytest
from test_web import BASE, Page, browser, office  # noqa: F401


def word_file():
    file = docx.Document()
    file.add_heading("After your blood test", 1)
    file.add_paragraph("Keep the plaster on for an hour.")
    file.add_heading("At home", 2)
    file.add_paragraph("Drink water", style="List Bullet")
    file.add_paragraph("Rest your arm", style="List Bullet")
    data = BytesIO()
    file.save(data)
    return data.getvalue()


def send(browser, name="", data=b"", **fields):  # noqa: F811
    token = browser.get("/leaflets/built-in/clinic").fields["token"]
    files = {"file": (name, data, "application/octet-stream")} if name else {"file": ("", b"")}
    sent = {"token": token, **fields}
    return browser.client.post("/bring", data=sent, files=files, headers={"origin": BASE})


def test_a_word_file_is_a_leaflet_to_be_mended_and_its_report_lies_beside_it(browser, folder):  # noqa: F811
    answer = send(browser, "blood test.docx", word_file())
    assert answer.status_code == 200
    assert "Nobody has approved it yet" in Page(answer.text).said
    text = (folder / "blood-test.yaml").read_text("utf-8")
    assert "After your blood test" in text
    assert "Rest your arm" in text
    assert (folder / "reports" / "blood-test.md").exists()
    assert "After your blood test" in browser.get("/?q=blood").said


def test_pasted_words_are_a_leaflet(browser, folder):  # noqa: F811
    assert send(browser, words="Knee pain\n\nRest your knee.\n").status_code == 200
    (written,) = folder.glob("*.yaml")
    assert "Rest your knee." in written.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("../../evil.docx", b"PK\x03\x04 broken"),
        ("a.docx", b""),
        ("a.exe", b"MZ\x90\x00\x03"),
    ],
)
def test_what_is_no_file_to_read_is_refused_and_nothing_is_written(browser, folder, name, data):  # noqa: F811
    answer = send(browser, name, data)
    assert answer.status_code == 409
    assert [*folder.glob("*.yaml")] == []
    assert not (folder.parent / "evil.yaml").exists()


def test_a_name_is_never_a_path(browser, folder):  # noqa: F811
    send(browser, "../../knee.docx", word_file())
    assert [path.name for path in folder.glob("*.yaml")] == ["knee.yaml"]
