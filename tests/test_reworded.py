"""Messages in other words change nothing: codes, keys, exit codes and what is told once."""

import datetime
import json

import leaflets
import pytest

from leaflet.cli.commands import watch
from leaflet.cli.console import Console
from leaflet.document import document as documents
from leaflet.editor import engine
from leaflet.errors import Fault, LeafletError
from leaflet.publish import packing
from leaflet.source.model import Reader
from leaflet.source.nodes import read

pytestmark = pytest.mark.usefixtures("wording")
BODY = f"{leaflets.CLINIC}title: Knee pain\nbody:\n  - paragraph: Rest.\n"
BAD = {
    "nosuch.yaml": (3, [("file-not-found", "")]),
    "empty.yaml": (1, [("empty-file", "")]),
    "syntax.yaml": (1, [("open-quote", "clinic.phone"), ("duplicate-key", "title")]),
    "keys.yaml": (
        1,
        [
            ("not-a-date", "issued"),
            ("missing-key", "clinic.phone"),
            ("unknown-block", "body[0].benefts"),
            ("missing-key", "body[1].faqs.items[0].answer"),
            ("unknown-key", "body[1].faqs.items[0].anser"),
        ],
    ),
    "gaps.yaml": (
        1,
        [
            ("unfilled-field", "body[0].paragraph"),
            ("unknown-source", "body[0].paragraph"),
            ("no-glyph", "body[1].paragraph"),
        ],
    ),
    "old.yaml": (1, [("review-passed", "next_review")]),
    "long.yaml": (1, [("does-not-fit", ""), ("long-block", "body[0].bullets[0]")]),
}
WRITTEN = {
    "empty.yaml": "",
    "syntax.yaml": 'title: T\nclinic:\n  phone: "01632\ntitle: U\n',
    "keys.yaml": "title: T\nissued: soon\nclinic: {name: N, address: A}\nbody:\n"
    "  - benefts: []\n  - faqs: {items: [{question: Q, anser: A}]}\n",
    "gaps.yaml": BODY.replace("Rest.", "'Fax: {clinic.fax} [^none]'")
    + "  - paragraph: A \U00012000 sign\n",
    "old.yaml": BODY.replace("body:", "next_review: 2020-01-01\nbody:"),
    "long.yaml": BODY.split("  - ")[0]
    + f"  - bullets: [{', '.join(['Words'] * 250)}]\nsheet: trifold-dl\n",
}


@pytest.mark.parametrize("name", BAD)
def test_exit_codes_codes_and_keys_of_faults_stay(folder, run, name):
    if name in WRITTEN:
        (folder / name).write_text(WRITTEN[name], "utf-8")
    ran = run("build", name, "--format", "json")
    told = json.loads(ran.err)
    assert (ran.code, [(each["code"], each["key"]) for each in told["faults"]]) == BAD[name]
    assert all(each["problem"] for each in told["faults"])


def test_codes_and_keys_of_findings_stay(folder, run):
    text = BODY.replace("Rest.", "In order to rest, utilise a chair!").replace("777", "960")
    (folder / "content.yaml").write_text(text, "utf-8")
    ran = run("check", "--format", "json")
    (told,) = json.loads(ran.out)["leaflets"]
    found = {(each["code"], each["key"]) for each in told["findings"]}
    assert ran.code == 1
    assert found > {
        ("exclamation", "body[0].paragraph"),
        ("issue-date-missing", "issued"),
        ("clinic-phone", "clinic.phone"),
        ("missing-contact", "title"),
    }


def test_codes_and_keys_of_notes_stay(folder, run):
    text = BODY.replace("body:", "next_review: 2026-12-01\nbody:")
    (folder / "content.yaml").write_text(text, "utf-8")
    ran = run("build", "--format", "json")
    told = [(each["code"], each["key"]) for each in json.loads(ran.err)["notes"]]
    assert ran.code == 0
    assert told == [("review-due", "next_review")]


def test_what_is_found_twice_is_told_once():
    reader = Reader()
    node = read(b"a: [b, b]", "a.yaml").get("a")
    for item in (*node.items, *node.items):
        reader.fault(item.span, "too-long", "this is long", "make it short")
    with pytest.raises(LeafletError) as caught:
        reader.finish()
    assert [fault.path for fault in caught.value.faults] == ["a[0]", "a[1]"]


def test_a_fault_that_all_sheets_of_a_pack_have_is_told_once(tmp_path):
    document = leaflets.document(tmp_path, "- paragraph: Fax {clinic.fax} or \U00012000.")
    with pytest.raises(LeafletError) as caught:
        packing.pack(document, names=("a4", "a5", "large-print"))
    found = [(fault.code, fault.path) for fault in caught.value.faults]
    assert found == [("unfilled-field", "body[0].paragraph"), ("no-glyph", "body[0].paragraph")]


def test_only_what_is_new_since_the_last_save_is_told(folder, run, capsys):
    text = BODY.replace("Rest.", "Rest!")
    (folder / "content.yaml").write_text(text, "utf-8")
    day = datetime.date(2026, 11, 23)
    before = engine.check(documents.read("content.yaml"), today=day).open
    text = text.replace("body:\n", "body:\n  - paragraph: Eat fruit, e.g. pears.\n")
    (folder / "content.yaml").write_text(text, "utf-8")
    after, _ = watch._findings(Console(), documents.read("content.yaml"), day, before)
    told = capsys.readouterr().out
    assert "[latin]" in told and "[exclamation]" not in told
    assert {finding.code for finding in after} >= {"latin", "exclamation"}


def test_the_words_of_a_fault_are_indeed_others(request):
    fault = Fault("syntax", "abc", None, "def")
    other = "in other words" in request.node.name
    assert (fault.problem, fault.hint) == (("cba", "fed") if other else ("abc", "def"))
