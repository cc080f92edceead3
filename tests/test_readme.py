"""The README: what it shows can be typed, and works."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

import leaflet
from leaflet.cli import group
from leaflet.document import block

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```(\w+)\n(.*?)```", README, re.S)


def example(kind: str, words: str) -> str:
    (found,) = (text for name, text in EXAMPLES if name == kind and words in text)
    return found


def test_the_whole_leaflet_it_shows_builds_on_one_page(tmp_path):
    path = tmp_path / "content.yaml"
    path.write_text(example("yaml", "After your blood test"), "utf-8")
    pdf = leaflet.write(leaflet.compose(leaflet.read(path)))
    (page,) = pypdfium2.PdfDocument(pdf)
    assert "We phone you within a week." in page.get_textpage().get_text_bounded()


def test_the_clinic_it_shows_builds_with_every_command_beside_it(folder, run):
    Path("clinic.yaml").write_text(example("yaml", "  12 Harbour Street\n"), "utf-8")
    Path("_brand.yml").write_text('color: {primary: "#0b5c6b"}\n', "utf-8")
    commands = example("sh", "--clinic clinic.yaml").splitlines()
    assert len(commands) == 3
    for command in commands:
        program, *words = shlex.split(command, comments=True)
        ran = run(*words, "-o", "made.pdf")
        assert (program, ran.code, ran.err) == ("leaflet", 0, ran.err), ran.err
        assert Path("made.pdf").stat().st_size > 10_000


def test_the_program_it_shows_runs_and_prints_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    content = example("yaml", "After your blood test")
    Path("content.yaml").write_text(content, "utf-8")
    exec(compile(example("python", "import leaflet"), "README.md", "exec"), {})
    assert Path("leaflet.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert Path("leaflet.png").read_bytes().startswith(b"\x89PNG")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", group.NAMES)
def test_every_command_has_help_and_stands_in_the_readme(name):
    result = CliRunner().invoke(group.leaflet, [name, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 4
    assert f"`leaflet {name}" in README or f"`{name}`" in README


def test_every_block_stands_in_the_readme():
    assert [name for name in block.names() if f"`{name}`" not in README] == []


def test_the_commands_for_powershell_are_those_for_other_shells():
    shell = example("sh", "python3 -m venv")
    assert shell.count(".venv/bin/") == 3
    wanted = shell.replace("python3", "py").replace("bin/", "Scripts/").replace("/", "\\")
    assert example("powershell", "py -m venv") == wanted


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
@pytest.mark.parametrize(
    ("system", "first", "folder"),
    [("Windows_NT", "py -m venv .venv", ".venv/Scripts/"), ("", "python3 -m venv", ".venv/bin/")],
)
def test_make_takes_programs_from_where_the_system_puts_them(system, first, folder, tmp_path):
    shutil.copytree(ROOT / "locks", tmp_path / "locks")
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    goals = ["leaflet", "serve", "test", "lint", "locks", "pictures", "docs", "test-newest"]
    ran = subprocess.run(
        ["make", "-n", f"OS={system}", *goals],
        cwd=tmp_path,
        env={key: value for key, value in os.environ.items() if not key.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=True,
    )
    begun, *lines = ran.stdout.splitlines()
    assert begun.startswith(first)
    assert len(lines) > 10
    assert [line for line in lines if not line.startswith((folder, "touch .venv/"))] == []
