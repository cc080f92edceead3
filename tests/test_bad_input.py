"""Every fault that a user can make: one line that says it, its exit code, and nothing touched.

The messages as a whole, with excerpt and hint, are in `cases/faults.txt`.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from conftest import CLINIC, CONTENT
from PIL import Image

NO_DEVICES = pytest.mark.posix("Windows has no pipes and devices among the files")
HEAD = CONTENT.partition("body:")[0]
OWNERLESS = CONTENT.partition("clinic:")[0] + "body: Rest.\n"


def body(*lines):
    return HEAD + "body:\n" + "".join(f"  - {line}\n" for line in lines)


def fact(*lines):
    return "".join(f"{line}\n" for line in lines) + CONTENT


def clinic(line, instead_of="  phone: 01632 960 555\n"):
    kept = "" if line.startswith("phone") else instead_of
    return CONTENT.replace(instead_of, f"  {line}\n" + kept)


def told(line, column, problem):
    return f"content.yaml:{line}:{column}: {problem}"


WHOLE = {
    told(1, 1, "this is not a leaflet's content"): "- a\n",
    "content.yaml: there is nothing in this file": "# only a note\n",
    told(1, 1, "`body` is missing"): "title: Knee pain\n",
    told(1, 1, "`title` is missing"): CONTENT.partition("\n")[2],
    told(6, 6, "text is needed here, and nothing is written"): HEAD + "body:\n",
    told(6, 7, "this list is empty"): HEAD + "body: []\n",
    told(6, 7, "a list is needed here"): HEAD + "body: {paragraph: a}\n",
    told(8, 1, "a second document starts here"): CONTENT + "---\na: b\n",
    told(7, 1, "this line starts with a tab"): CONTENT.replace("  - p", "\t- p"),
    told(1, 8, "a colon inside a text needs quotation marks"): CONTENT.replace("Knee", "a: b"),
    told(1, 8, "this quotation mark is never closed"): CONTENT.replace("Knee", '"Knee'),
    told(1, 8, "a text that starts with `&` needs quotation marks"): CONTENT.replace("K", "&a K"),
    told(1, 8, "here is a character that cannot be printed (U+0007)"): CONTENT.replace("K", "\7"),
    told(2, 1, "`title` is written twice: it is also in line 1"): fact("title: Knee"),
    "the leaflet does not say whose it is": OWNERLESS,
}

FACTS = {
    told(1, 1, "`titel` is not a key that belongs here"): fact("titel: Knee"),
    told(1, 1, "`colour` is not a key that belongs here"): fact("colour: '#123456'"),
    told(1, 10, "text is needed here, and nothing is written"): fact("subtitle:"),
    told(1, 11, "text is needed here, and this is a list"): fact("subtitle: [a, b]"),
    told(1, 11, "text is needed here, and this is a group of keys"): fact("subtitle: {a: b}"),
    told(1, 12, "`-` is not a language tag"): fact("language:  '-'"),
    told(1, 11, "Leaflet does not speak `tlh` yet"): fact("language: tlh"),
    told(1, 9, "`30/11/2026` is not a date"): fact("issued: 30/11/2026"),
    told(1, 9, "`2026-02-30` is not a date"): fact("issued: 2026-02-30"),
    told(2, 14, "the next review is not after the date of issue"): fact(
        "issued: 2026-02-03", "next_review: 2026-02-03"
    ),
    told(1, 8, "there is no theme called `calmer`"): fact("theme: calmer"),
    told(1, 8, "`../../etc/passwd` is not a name"): fact("theme: ../../etc/passwd"),
    told(1, 8, "there is no sheet called `a44`"): fact("sheet: a44"),
    told(1, 7, "this is 501 characters long; at most 500 fit here"): fact("code: " + "x" * 501),
    told(1, 10, "a list is needed here"): fact("authors: {a: b}"),
    told(1, 11, "this list is empty"): fact("keywords: []"),
}

CLINICS = {
    told(1, 9, "a group of keys is needed here"): "clinic: me\n" + OWNERLESS,
    told(3, 3, "`phone` is missing"): CONTENT.replace("  phone: 01632 960 555\n", ""),
    told(5, 3, "`fone` is not a key that belongs here"): clinic("fone: 1"),
    told(5, 10, "`call us` is not a phone number"): clinic("phone: call us"),
    told(5, 10, "`0x1F` is not a phone number"): clinic("phone: 0x1F"),
    told(5, 10, "`me@` is not an e-mail address"): clinic("email: me@"),
    told(5, 12, "`javascript:alert(1)` is not a web address"): clinic(
        "website: javascript:alert(1)"
    ),
    told(5, 12, "`http://` is not a web address"): clinic("booking: http://"),
    told(5, 11, "`teal` is not a colour"): clinic("colour: teal"),
    told(5, 11, "`#ffffff00` is not a colour"): clinic("colour: '#ffffff00'"),
    told(5, 10, "a colour is needed here, and nothing is written"): clinic("colour: #0a6e5c"),
    told(5, 11, "a colour is needed here, and this is a list"): clinic("colour: [1, 0, 0]"),
    told(3, 9, "this is 201 characters long; at most 200 fit here"): CONTENT.replace(
        "Harbour Clinic", "x" * 201
    ),
    told(4, 12, "this list is empty"): CONTENT.replace("[2 Quay Road, Exampletown]", "[]"),
    told(5, 10, "`phone` is still the sample's: 01632 960 123"): clinic("phone: 01632 960 123"),
}

LOGOS = {
    told(5, 9, "`../logo.png` is outside the leaflet's folder"): clinic("logo: ../logo.png"),
    told(5, 9, "`/etc/passwd` is outside the leaflet's folder"): clinic("logo: /etc/passwd"),
    told(5, 9, "`https://a.example/b.png` is an address; nothing is fetched"): clinic(
        "logo: https://a.example/b.png"
    ),
    told(5, 9, "`content.yaml` is neither PNG nor JPEG"): clinic("logo: content.yaml"),
}

BLOCKS = {
    told(7, 5, "`benefts` is not a block"): body("benefts: [a]"),
    told(7, 5, "`zzz` is not a block"): body("zzz: 1"),
    told(7, 5, "a block is needed here, and this is none"): body("Rest a little."),
    told(7, 4, "a block is needed here, and this is none"): HEAD + "body:\n  -\n",
    told(7, 7, "a block is needed here, and this is none"): body("  {}"),
    told(8, 5, "`heading` stands beside the block `paragraph`"): body(
        "paragraph: a\n    heading: b"
    ),
    told(7, 5, "`text` is missing"): body("paragraph"),
    told(7, 13, "text is needed here, and nothing is written"): body("heading:"),
    told(7, 16, "text is needed here, and nothing is written"): body('paragraph: "\u200b"'),
    told(7, 24, "`lvel` is not a key that belongs here"): body("heading: {text: a, lvel: 3}"),
    told(7, 31, "`7` is not a whole number from 2 to 4"): body("heading: {text: a, level: 7}"),
    told(7, 21, "a heading of level 4 stands under one of level 1"): body(
        "heading: {text: a, level: 4}"
    ),
    told(7, 21, "`noet` is not one of the words allowed here"): body(
        "callout: {kind: noet, body: x}"
    ),
    told(7, 14, "`body` is missing"): body("callout: {kind: note}"),
    told(7, 12, "`0` is not a whole number from 1 to 40"): body("notes: 0"),
    told(7, 12, "`many` is not a whole number from 1 to 40"): body("notes: many"),
    told(7, 14, "this list is empty"): body("bullets: []"),
    told(7, 15, "a list stands here without the words that lead in to it"): body("bullets: [[a]]"),
    told(7, 15, "a group of keys is needed here"): body("benefits: hello"),
    told(7, 12, "`answer` is missing"): body("faqs: [{question: a}]"),
}

TEXTS = {
    told(7, 26, "`{clinic.}` has nothing to say here"): body("paragraph: 'Write to {clinic.}.'"),
    told(7, 24, "`[^nice]` names no source"): body("paragraph: 'Say so [^nice].'"),
    told(7, 22, "`{clinic.phnoe}` has nothing to say here"): body(
        "paragraph: 'Call {clinic.phnoe}.'"
    ),
    told(7, 24, "`{clinic.email}` has nothing to say here"): body(
        "paragraph: 'Write: {clinic.email}.'"
    ),
    told(7, 21, "`javascript:alert(1)` is not a link that a leaflet can carry"): body(
        "paragraph: '[x](javascript:alert(1))'"
    ),
    told(7, 21, "`file:///etc/passwd` is not a link that a leaflet can carry"): body(
        "paragraph: '[x](file:///etc/passwd)'"
    ),
    told(7, 21, "`www.nhs.uk` is not a link that a leaflet can carry"): body(
        "paragraph: '[x](www.nhs.uk)'"
    ),
    told(7, 16, "this text has an empty line inside"): body("paragraph: |\n      a\n\n      b"),
    told(7, 21, "`\U0001f9b5` is an emoji (leg), which is not printed"): body(
        "paragraph: Knee \U0001f9b5"
    ),
    told(1, 8, "no font has `ꦄ` (U+A984, javanese letter a)"): CONTENT.replace("Knee", "ꦄ"),
    told(7, 16, "one text is 20,001 characters long; at most 20,000 are allowed"): body(
        "paragraph: " + "x" * 20_001
    ),
    told(7, 3, "the body has 2,001 blocks; at most 2,000 are allowed"): body(
        *["paragraph: a"] * 2_001
    ),
    told(7, 3, "the body has 2,002 blocks; at most 2,000 are allowed"): body(
        "columns: {first: [paragraph: a], second: [" + ", ".join(["paragraph: a"] * 2_000) + "]}"
    ),
}

CASES = WHOLE | FACTS | CLINICS | LOGOS | BLOCKS | TEXTS


@pytest.fixture
def refused(folder, run):
    """Build what the arguments say and expect that code; what is said. Nothing else happens."""

    def refused(*words, code=1, stdin=b""):
        (folder / "content.yaml").touch()
        (folder / "knee-pain.pdf").write_bytes(b"the good one")
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        ran = run("build", *words, "-o", "knee-pain.pdf", stdin=stdin)
        assert (ran.code, ran.out) == (code, b""), ran.err
        after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        assert after == before
        assert "Traceback" not in ran.err
        return ran.err

    return refused


@pytest.mark.parametrize("said", CASES)
def test_a_fault_is_said_with_its_place(folder, refused, said):
    (folder / "content.yaml").write_text(CASES[said], "utf-8")
    lines = refused().splitlines()
    assert lines[0] == said
    assert len(lines) <= 4


def test_the_messages_as_a_whole_are_these(folder, refused, golden):
    messages = []
    for content in CASES.values():
        (folder / "content.yaml").write_text(content, "utf-8")
        messages.append(refused())
    every = re.compile("(?<=hint: )(there are|keys): .*")  # a new block is none of this test's
    golden("faults.txt", every.sub(r"\1 …", "\n".join(messages)))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nosuch.yaml"], 3, "there is no file `nosuch.yaml`"),
        (["contant.yaml"], 3, "did you mean `content.yaml`?"),
        ([""], 3, "`.` is a folder, not a file"),
        pytest.param(
            ["/dev/zero"], 3, "`/dev/zero` is a device or a pipe, not a file", marks=NO_DEVICES
        ),
        (["--clinic", "nosuch.yaml"], 3, "there is no file `nosuch.yaml`"),
        (["--theme", "clam"], 2, "there is no theme called `clam`; did you mean `calm`?"),
        (["--theme", ""], 2, "there is no theme called ``; there are: "),
        (["--theme", "../calm"], 2, "there is no theme called `../calm`"),
        (["--sheet", "nosuch"], 2, "there is no sheet called `nosuch`; there are: "),
        (["--set", "clinic.phone"], 2, 'write clinic.phone="01632 960 123", not clinic.phone'),
        (["--set", "phone=1"], 2, "not phone=1"),
        (["--set", "clinic.=1"], 2, "not clinic.=1"),
        (["--set", "clinic.name=a", "--set", "clinic.name=b"], 2, "clinic.name is set twice"),
        (["--set", "clinic.phone=soon"], 1, "--set clinic.phone:1:1: `soon` is not a phone num"),
        (["--set", "clinic.fone=1"], 1, "--set clinic.fone:1:1: `fone` is not a key that belo"),
        (["--set", "clinic.name="], 1, "content.yaml:3:3: `name` is missing"),
        (["--set", "clinic.name=a\x1b[2J"], 1, "a character that cannot be printed (U+001B)"),
        (
            ["--set", "clinic.logo=nosuch.png"],
            3,
            "--set clinic.logo:1:1: there is no file `nosuch.png`",
        ),
        pytest.param(
            ["--set", "clinic.logo=/dev/zero"],
            3,
            "--set clinic.logo:1:1: `/dev/zero` is a device or a pipe",
            marks=NO_DEVICES,
        ),
        (["one.yaml", "two.yaml"], 2, "unexpected extra argument (two.yaml)"),
        (["--colour"], 2, "No such option '--colour'"),
        (["--\x1b[2J"], 2, r"No such option '--\x1b[2J'"),
        (["\udcff.yaml"], 3, r"there is no file `\udcff.yaml`"),
        (["x" * 300], 3, "could not be read: File name too long"),
    ],
)
def test_a_wrong_command_is_said(folder, refused, words, code, said):
    (folder / "content.yaml").write_text(CONTENT)
    assert said in refused(*words, code=code)


def test_a_missing_logo_is_a_file_that_could_not_be_read(folder, refused):
    (folder / "content.yaml").write_text(clinic("logo: logo.png"))
    assert told(5, 9, "there is no file `logo.png`") in refused(code=3)


def test_faults_of_the_content_the_clinic_and_the_command_are_said_at_once(folder, refused):
    (folder / "content.yaml").write_text(fact("issued: soon", "titel: x"))
    (folder / "clinic.yaml").write_text(CLINIC + "email: me\n")
    said = refused("--clinic", "clinic.yaml", "--set", "clinic.phone=soon")
    places = [line.partition(": ")[0] for line in said.splitlines() if ": `" in line]
    assert places == [
        "--set clinic.phone:1:1",
        "clinic.yaml:4:8",
        "content.yaml:1:9",
        "content.yaml:2:1",
    ]


def test_a_clinic_is_checked_although_the_content_is_not_yaml(folder, refused):
    (folder / "content.yaml").write_text("title: 'x\n")
    (folder / "clinic.yaml").write_text("name: a: b\n")
    said = refused("--clinic", "clinic.yaml", "--set", "clinic.phone=\x07")
    assert "content.yaml:1:8: this quotation mark is never closed" in said
    assert "clinic.yaml:1:7: a colon inside a text needs quotation marks" in said
    (folder / "clinic.yaml").write_text(CLINIC + "email: me\n")
    assert "clinic.yaml:4:8: `me` is not an e-mail" in refused("--clinic", "clinic.yaml")


def test_a_missing_file_does_not_hide_what_is_wrong_in_the_other(folder, refused):
    (folder / "content.yaml").write_text(fact("issued: soon"))
    said = refused("--clinic", "nosuch.yaml", code=3)
    assert "there is no file `nosuch.yaml`" in said
    assert "content.yaml:1:9: `soon` is not a date" in said


def test_twenty_faults_are_shown_and_the_others_counted(folder, refused):
    (folder / "content.yaml").write_text(body(*(f"wrong{n}: a" for n in range(30))))
    lines = refused().splitlines()
    assert sum(line.endswith("is not a block") for line in lines) == 20
    assert "`wrong19` is not a block" in lines[-5]
    assert lines[-1] == "… and 10 more"


def test_standard_input_names_no_picture(refused):
    said = refused("-", stdin=clinic("logo: logo.png").encode())
    assert "<standard input>:5:9: <standard input> is in no folder" in said
    assert "hint: use --set clinic.logo=FILE" in said


def test_a_picture_is_never_overwritten_by_the_leaflet(folder, run):
    Image.new("RGB", (20, 10)).save(folder / "logo.png")
    before = (folder / "logo.png").read_bytes()
    (folder / "content.yaml").write_text(clinic("logo: logo.png"))
    for target in ("logo.png", "./logo.png", "content.yaml"):
        ran = run("build", "-o", target)
        assert (ran.code, ran.out) == (3, b"")
        assert "is read for this leaflet" in ran.err
    assert (folder / "logo.png").read_bytes() == before


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nosuch/a.pdf", "there is no folder `nosuch`"),
        (".", "`.` is a folder, not a file"),
        ("", "`.` is a folder, not a file"),
        pytest.param(
            "/dev/full", "`/dev/full` is a device or a pipe, not a file", marks=NO_DEVICES
        ),
        ("x" * 300, "the name is too long"),
        ("content.yaml/a.pdf", "there is no folder `content.yaml`"),
    ],
)
def test_what_cannot_be_written_is_said(folder, run, target, said):
    (folder / "content.yaml").write_text(CONTENT)
    ran = run("build", "-o", target)
    assert (ran.code, ran.out) == (3, b"")
    assert said in ran.err
    assert [path.name for path in folder.iterdir()] == ["content.yaml"]


def test_the_folder_of_the_result_may_be_taken_by_a_file(folder, run):
    (folder / "content.yaml").write_text(CONTENT)
    (folder / "output").write_text("mine")
    ran = run("build")
    assert (ran.code, (folder / "output").read_text()) == (3, "mine")
    assert "the folder `output` could not be made here: File exists" in ran.err


@pytest.mark.posix("only root can become another user")
@pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can become another user"
)
def test_a_folder_closed_to_the_user_is_said_so(run, monkeypatch):
    folder = Path(tempfile.mkdtemp())  # other users cannot enter pytest's own
    folder.chmod(0o755)
    monkeypatch.chdir(folder)
    (folder / "content.yaml").write_text(CONTENT)
    run("build", "-o", "a.pdf")  # imports all that it needs, which may lie in root's own folders
    (folder / "a.pdf").unlink()
    os.seteuid(65534)
    try:
        closed, own, new = run("build"), run("build", "-o", "a.pdf"), run("new", "mine")
    finally:
        os.seteuid(0)
        found = [path.name for path in folder.iterdir()]
        shutil.rmtree(folder)
    assert (closed.code, own.code, new.code) == (3, 3, 3)
    assert "the folder `output` could not be made here: Permission denied" in closed.err
    assert "the folder is closed to you" in own.err
    assert "the folder `mine` could not be made: Permission denied" in new.err
    assert found == ["content.yaml"]
