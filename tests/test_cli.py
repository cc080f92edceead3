"""The command line as its user meets it: most in this process, the rest in one of its own."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest
from conftest import CLINIC, CONTENT, everywhere
from gates import pdfium

from leaflet import __version__
from leaflet.document import document as documents

LEAFLET = [sys.executable, "-m", "leaflet"]


def start(folder, *words, shell="", **facts):
    """Run the program in a process of its own; `shell` stands behind it, such as `>&-`."""
    environment = dict(os.environ) | facts.pop("env", {})
    command = LEAFLET + list(words)
    if shell:
        command = ["bash", "-c", f'"$@" {shell}', "bash", *command]
    kept = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 20, **facts}
    return subprocess.run(command, cwd=folder, env=environment, check=False, **kept)


@pytest.fixture
def content(folder):
    (folder / "content.yaml").write_text(CONTENT)
    return folder


def text(pdf):
    return "\n".join(pdfium.pages(pdf))


# ---- build


@everywhere
def test_the_content_of_this_folder_is_built_and_the_result_named_after_its_title(content, run):
    assert run("build") == (0, b"output/knee-pain.pdf: 1 page\n", "")
    assert "Rest a little, then walk." in text(content / "output" / "knee-pain.pdf")


@everywhere
def test_the_built_in_leaflet_is_built_where_there_is_none(folder, run):
    code, out, err = run("build")
    assert code == 0
    assert out.startswith(b"output/acupuncture-for-back-pain.pdf: ")
    assert "there is no content.yaml in this folder; this is the built-in leaflet" in err
    assert "this is the sample clinic" in err


@everywhere
def test_a_link_that_leads_nowhere_does_not_bring_the_built_in_leaflet(folder, run):
    (folder / "content.yaml").symlink_to("nosuch.yaml")
    assert run("build").code == 3


@everywhere
def test_a_named_file_is_built_to_a_named_file(folder, run):
    (folder / "knee.yaml").write_text(CONTENT)
    assert run("build", "knee.yaml", "-o", "a.pdf") == (0, b"a.pdf: 1 page\n", "")
    assert sorted(path.name for path in folder.iterdir()) == ["a.pdf", "knee.yaml"]


def test_what_is_typed_is_a_file_even_with_a_line_end_in_its_name(folder, run):
    """In the library such a text is YAML."""
    (folder / "a\nb.yaml").write_text(CONTENT, "utf-8")
    (folder / "c\nd.yaml").write_text(CLINIC, "utf-8")
    assert run("build", "a\nb.yaml", "--clinic", "c\nd.yaml", "-o", "a.pdf").code == 0
    assert run("check", "a\nb.yaml").code in (0, 1)
    assert run("build", "title: x\nbody: y").code == 3


@everywhere
def test_standard_input_goes_to_standard_output(folder, run):
    code, out, err = run("build", "-", "-o", "-", stdin=CONTENT.encode())
    assert (code, out[:5], err) == (0, b"%PDF-", "")
    assert "Rest a little" in text(out)
    assert not [*folder.iterdir()]


@everywhere
def test_a_clinic_file_takes_the_place_of_the_clinic(content, run):
    (content / "clinic.yaml").write_text(CLINIC.replace("Harbour", "Hill"))
    run("build", "--clinic", "clinic.yaml", "-o", "a.pdf")
    assert "Hill Clinic" in text(content / "a.pdf")
    assert "Harbour Clinic" not in text(content / "a.pdf")


@everywhere
def test_single_details_are_set_and_taken_away(content, run):
    (content / "content.yaml").write_text(CONTENT + "  - contact\n")
    details = {"phone": "01632 960 777", "hours": "Monday\nTuesday", "email": "a@b.example"}
    words = [word for key, value in details.items() for word in ("--set", f"clinic.{key}={value}")]
    assert run("build", *words, "-o", "a.pdf").code == 0
    said = text(content / "a.pdf")
    assert "01632 960 777" in said and "960 555" not in said
    assert "Tuesday" in said and "a@b.example" in said
    assert run("build", "--set", "clinic.email=", "-o", "b.pdf").code == 0
    assert "a@b.example" not in text(content / "b.pdf")


@everywhere
def test_variables_say_what_no_option_says(content, run, monkeypatch):
    (content / "clinic.yaml").write_text(CLINIC.replace("Harbour", "Hill"))
    for name, value in {
        "LEAFLET_CLINIC": "clinic.yaml",
        "LEAFLET_THEME": "photocopy",
        "LEAFLET_SHEET": "letter",
        "LEAFLET_OUTPUT": "a.pdf",
    }.items():
        monkeypatch.setenv(name, value)
    assert run("build").out == b"a.pdf: 1 page\n"
    options = ("--clinic=clinic.yaml", "--theme=photocopy", "--sheet=letter", "-ob.pdf")
    for name in ("CLINIC", "THEME", "SHEET", "OUTPUT"):
        monkeypatch.delenv(f"LEAFLET_{name}")
    run("build", *options)
    assert (content / "a.pdf").read_bytes() == (content / "b.pdf").read_bytes()
    run("build", "-o", "c.pdf")
    assert (content / "a.pdf").read_bytes() != (content / "c.pdf").read_bytes()


@everywhere
def test_an_option_is_stronger_than_a_variable(content, run, monkeypatch):
    monkeypatch.setenv("LEAFLET_OUTPUT", "a.pdf")
    monkeypatch.setenv("LEAFLET_THEME", "nosuch")
    assert run("build", "-o", "b.pdf", "--theme", "calm").code == 0
    assert not (content / "a.pdf").exists()
    assert "LEAFLET_THEME" in run("build").err


# ---- quiet, verbose, colours


@pytest.mark.parametrize("words", [("-q", "build"), ("build", "-q"), ("build", "--quiet")])
def test_a_quiet_build_says_nothing(folder, run, words):
    assert run(*words) == (0, b"", "")
    assert [path.name for path in folder.glob("output/*")] == ["acupuncture-for-back-pain.pdf"]


@pytest.mark.parametrize("words", [("-v", "build"), ("build", "-v"), ("build", "--verbose")])
def test_a_verbose_build_says_how_long_it_took(content, run, words):
    (line,) = run(*words).err.splitlines()
    assert line.startswith("read ") and line.endswith(" bytes")


def told(ran):
    """What a program is told on standard error: notes and faults, by code."""
    whole = json.loads(ran.err)
    assert (whole["version"], whole["program"]) == (1, __version__)
    return {name: [each["code"] for each in whole[name]] for name in ("notes", "faults")}


def test_a_program_is_told_notes_and_faults_as_json_and_nothing_else(folder, run):
    made = run("build", "--format", "json")
    assert (made.code, told(made)["faults"]) == (0, [])
    assert told(made)["notes"] == ["built-in-leaflet", "sample-leaflet"]
    assert made.out.startswith(b"output/acupuncture-for-back-pain.pdf: ")
    packed = run("pack", "--sheet", "zfold-dl", "--format", "json", "-o", "made")
    assert (packed.code, told(packed)["faults"]) == (0, [])


def test_a_program_is_told_what_is_wrong_with_the_command_and_with_this_program(
    folder, run, monkeypatch
):
    wrong = run("build", "--theme", "nosuch", "--format", "json")
    assert (wrong.code, told(wrong)["faults"]) == (2, ["wrong-command"])

    def fail(*given, **named):
        raise error

    monkeypatch.setattr(documents, "read", fail)
    error = RuntimeError("x")
    broken = run("build", "--format", "json")
    assert (broken.code, told(broken)["faults"]) == (70, ["program-fault"])
    error = OSError(5, "Input/output error")
    broken = run("build", "--format", "json")
    assert (broken.code, told(broken)["faults"]) == (3, ["file-failed"])


def test_a_quiet_program_still_says_what_is_wrong(folder, run):
    assert "there is no file" in run("-q", "build", "nosuch.yaml").err


@pytest.fixture
def terminal():
    """Run the program with a terminal for standard error; what came out there."""
    pty = pytest.importorskip("pty")

    def run(folder, *words, **env):
        ours, theirs = pty.openpty()
        start(folder, *words, env=env, capture_output=False, stdout=theirs, stderr=theirs)
        os.close(theirs)
        found = b""
        try:
            while part := os.read(ours, 9999):
                found += part
        except OSError:  # Linux says so that all is read
            pass
        os.close(ours)
        return found.decode()

    return run


@pytest.mark.posix("a terminal is made by pty")
def test_carets_are_red_on_a_terminal_unless_the_user_wants_no_colour(folder, terminal):
    (folder / "content.yaml").write_text("titel: x\n" + CONTENT)
    red = "\033[31m\033[1m^^^^^\033[0m"
    assert red in terminal(folder, "build", NO_COLOR="")
    assert "\033" not in terminal(folder, "build", NO_COLOR="1")
    assert "\033" not in start(folder, "build").stderr.decode()


# ---- the other commands


def test_help_names_every_command_and_how_to_complete_them(run):
    code, out, _ = run("--help")
    assert code == 0
    for name in ("blocks", "build", "check", "new", "schema", "sheets", "themes"):
        assert f"\n  {name} " in out.decode()
        assert run(name, "-h").code == 0
    assert 'eval "$(_LEAFLET_COMPLETE=bash_source leaflet)"' in out.decode()


def test_help_names_the_variables(run):
    said = run("build", "--help").said
    wanted = {"BRAND", "CLINIC", "SITE", "LANGUAGE", "THEME", "SHEET", "EDITION", "OUTPUT", "TODAY"}
    assert wanted == {
        word.strip("]\n").removeprefix("LEAFLET_")
        for word in said.split()
        if word.startswith("LEAFLET_")
    }


def test_no_command_shows_the_help(run):
    code, out, err = run()
    assert (code, out) == (2, b"")
    assert err.startswith("Usage: leaflet") and "\n  build " in err


def test_a_misspelt_command_is_refused_with_the_one_that_is_meant(run):
    code, _, err = run("bild")
    assert code == 2
    assert "Did you mean 'build'?" in err


def test_the_version_is_told(run):
    assert run("--version").said == f"leaflet, version {__version__}\n"


@pytest.mark.parametrize(
    ("command", "row"),
    [
        ("blocks", "callout A card"),
        ("themes", "calm Calm, "),
    ],
)
def test_a_list_has_a_name_and_a_few_words_a_line(run, command, row):
    lines = run(command).said.splitlines()
    assert any(" ".join(line.split()).startswith(row) for line in lines)
    assert all(len(line) < 120 for line in lines)
    assert lines == sorted(lines)


@everywhere
def test_a_new_leaflet_can_be_built_at_once(folder, run):
    code, out, err = run("new", "knee")
    assert (code, out) == (0, b"knee/content.yaml\nknee/content.schema.json\n")
    assert "leaflet build knee/content.yaml" in err
    first, _, rest = (folder / "knee" / "content.yaml").read_text("utf-8").partition("\n")
    assert first == "# yaml-language-server: $schema=content.schema.json"
    assert rest.startswith("# Hello!")
    assert run("schema").out == (folder / "knee" / "content.schema.json").read_bytes()
    assert run("build", "knee/content.yaml", "-o", "a.pdf").code == 0


@everywhere
def test_a_new_leaflet_overwrites_nothing(folder, run):
    (folder / "content.schema.json").write_text("mine")
    code, out, err = run("new", ".")
    assert (code, out) == (3, b"")
    assert "`content.schema.json` is there already" in err
    assert [path.name for path in folder.iterdir()] == ["content.schema.json"]


def test_a_shell_completes_commands_and_themes(folder):
    facts = {"_LEAFLET_COMPLETE": "bash_complete", "COMP_WORDS": "leaflet bu", "COMP_CWORD": "1"}
    assert start(folder, env=facts).stdout == b"plain,build\n"
    facts |= {"COMP_WORDS": "leaflet build --theme p", "COMP_CWORD": "3"}
    assert start(folder, env=facts).stdout == b"plain,photocopy\n"


# ---- our own faults


def test_a_fault_of_ours_is_one_line_and_seventy(folder, run, monkeypatch):
    def broken(*given, **facts):
        raise RuntimeError("a\nb\x1b[2J")

    monkeypatch.setattr("leaflet.publish.build.compose", broken)
    code, out, err = run("build", "-q")
    assert (code, out) == (70, b"")
    assert err.splitlines() == [
        r"leaflet: a fault of the program, not of yours: RuntimeError: a\x0ab\x1b[2J",
        "  hint: run it again with --debug, and report what it prints",
    ]
    for words in (("--debug", "build"), ("build", "--debug")):
        code, _, err = run(*words)
        assert code == 70
        assert "Traceback" in err and "in broken" in err


# ---- streams, folders and terminals of every kind


@pytest.mark.posix("the streams are bent by a POSIX shell")
def test_a_file_that_does_not_fit_on_standard_output_is_said(content):
    for words in (("build", "-o", "-"), ("schema",)):
        ran = start(content, *words, shell="> /dev/full")
        assert (ran.returncode, ran.stderr) == (
            3,
            b"standard output could not be written: No space left on device\n",
        )


@pytest.mark.posix("the streams are bent by a POSIX shell")
def test_a_reader_that_goes_away_is_no_fault_of_ours(content):
    ran = start(content, "schema", shell="| true; exit ${PIPESTATUS[0]}")
    assert ran.returncode in (0, 3)
    assert b"Traceback" not in ran.stderr and b"Exception ignored" not in ran.stderr


@pytest.mark.posix("the streams are bent by a POSIX shell")
def test_closed_streams_are_no_fault_of_ours(content):
    ran = start(content, "build", "-o", "-", shell=">&-")
    assert (ran.returncode, ran.stderr) == (3, b"standard output is closed\n")
    ran = start(content, "build", "-", shell="<&-")
    assert (ran.returncode, ran.stderr) == (3, b"standard input is closed\n")
    ran = start(content, "build", "nosuch.yaml", shell="2>&-")
    assert (ran.returncode, ran.stdout) == (3, b"")
    ran = start(content, "build", "nosuch.yaml", shell="2> /dev/full")
    assert (ran.returncode, ran.stdout) == (3, b"")


def test_the_program_leaves_at_once_but_nothing_that_it_said_is_lost(folder):
    code = """if 1:
        import atexit
        from leaflet import __main__ as program

        atexit.register(print, "freed")
        program.main = lambda: print("said", end="")
        program.run()
    """
    environment = dict(os.environ) | {"PYTHONUNBUFFERED": ""}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True, timeout=20
    )
    assert (ran.stdout, ran.stderr) == (b"said", b"")


@pytest.mark.posix("Windows deletes no folder that a program runs in")
def test_a_deleted_folder_is_said(folder):
    gone = folder / "gone"
    words = '"$@"; rmdir ../gone; "$@"; echo $? >&2'
    gone.mkdir()
    ran = subprocess.run(
        ["bash", "-c", words, "bash", *LEAFLET, "build", "nosuch.yaml"],
        cwd=gone,
        capture_output=True,
        check=False,
    )
    *_, said, code = ran.stderr.decode().splitlines()
    assert said == "leaflet: a file could not be read or written: the folder you are in is gone"
    assert code == "3"


@pytest.mark.parametrize(
    ("terminal", "name"),
    [
        ({"PYTHONIOENCODING": "latin-1"}, "\N{KNOT}"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "knot"),
    ],
)
def test_a_terminal_without_utf8_is_no_fault_of_ours(folder, terminal, name):
    (folder / "content.yaml").write_text(CONTENT.replace("Knee", "\N{KNOT}"), "utf-8")
    ran = start(folder, "build", env=terminal)
    assert ran.returncode == 1
    assert ran.stderr.startswith(b"content.yaml:1:8: `")
    assert b"` is an emoji (knot), which is not printed" in ran.stderr
    (folder / "content.yaml").write_text(CONTENT)
    assert start(folder, "build", "-o", f"{name}.pdf", env=terminal).returncode == 0
    assert (folder / f"{name}.pdf").exists()


@pytest.mark.posix("Windows ends a process without asking it")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_build_leaves_the_old_file_and_no_other(folder, number, code):
    words = (f"{n * n % 99_991:x}" for n in range(90_000))
    texts = (f"  - paragraph: {' '.join(islice(words, 1_000))}\n" for _ in range(90))
    (folder / "content.yaml").write_text(CONTENT + "".join(texts))
    (folder / "a.pdf").write_bytes(b"the good one")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with subprocess.Popen(
        [*LEAFLET, "-v", "build", "-o", "a.pdf"], cwd=folder, stderr=subprocess.PIPE
    ) as process:
        time.sleep(0.45)  # in the middle of the layout, or of any other stage
        process.send_signal(number)
        said = process.stderr.read()
    assert process.returncode == code
    assert b"Traceback" not in said
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


# ---- what could steer ReportLab


def test_nothing_outside_the_program_is_executed_or_obeyed(folder):
    canary = folder / "canary"
    home = folder / "home"
    home.mkdir()
    trap = f"open({str(canary)!r}, 'w').write('caught')\n"
    for name in ("reportlab_settings.py", "reportlab_mods.py"):
        (folder / name).write_text(trap)
    for name in (".reportlab_settings", ".reportlab_mods", "reportlab_settings.py"):
        (home / name).write_text(trap)
    start(folder, "build", "-q", "-o", "plain.pdf")
    steering = {
        "HOME": str(home),
        "SOURCE_DATE_EPOCH": "garbage",
        "RL_verbose": "abc",
        "RL_invariant": "abc",
        "RL_pageCompression": "0",
        "RL_toColorCanUse": "rl_safe_eval",
        "RL_trustedHosts": "*",
        "RL_baseUnicodeFont": "/etc/passwd",
    }
    script = str(Path(sys.executable).with_name("leaflet"))
    for number, command in enumerate((LEAFLET, [script])):
        words = [*command, "build", "-q", "-o", f"{number}.pdf"]
        assert (
            subprocess.run(words, cwd=folder, env=os.environ | steering, check=False).returncode
            == 0
        )
        assert (folder / f"{number}.pdf").read_bytes() == (folder / "plain.pdf").read_bytes()
    assert not canary.exists()


def test_the_same_files_give_the_same_bytes_wherever_and_whenever(tmp_path):
    found = set()
    for number, facts in enumerate(
        (
            {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
            {"TZ": "Asia/Kolkata", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
            {"TZ": "Pacific/Chatham", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "42"},
        )
    ):
        folder = tmp_path / f"folder {number}"
        folder.mkdir()
        ran = start(folder, "build", "-q", env=facts)
        assert (ran.returncode, ran.stderr) == (0, b"")
        (made,) = folder.glob("output/*.pdf")
        found.add(hashlib.sha256(made.read_bytes()).hexdigest())
    assert len(found) == 1
