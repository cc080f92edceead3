"""The packages that are published: the wheel has every file of the program, the sdist makes it."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LANGUAGES = ("ar", "bn", "cy", "pl", "zh")
"""Those that the first leaflet is translated into."""
CONTENT = ("content.yaml", *(f"content.{tag}.yaml" for tag in LANGUAGES))
MOVED = (*CONTENT, "examples", "fonts")
"""What lies beside the program in the checkout, and in it in the wheel."""
DATA = (
    *CONTENT,
    "examples/knee-sprain.pl.yaml",
    "py.typed",
    "editor/profiles/uk-nhs.yaml",
    "editor/words/syllables.txt",
    "fonts/NotoSans-LGC_700Bold.ttf",
    "graphics/art/covers/knee-tall.svg",
    "graphics/art/index.json",
    "graphics/icons/heart.svg",
    "languages/en.yaml",
    "publish/pdf/iso-coated-v2-300.icc",
    "sheets/a4.yaml",
    "themes/calm.yaml",
    "web/assets/leaflet.css",
    "web/templates/_data.html",
)


def built(folder: Path, kind: str, source: Path = ROOT) -> Path:
    """The wheel or sdist of the project in `source`."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (path,) = folder.iterdir()
    return path


def held(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel, by name."""
    with zipfile.ZipFile(wheel) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return held(built(tmp_path_factory.mktemp("wheel"), "wheel"))


def shipped() -> dict[str, bytes]:
    """The files of the program in the checkout, by their names in the wheel."""
    tops = {ROOT / "leaflet": "leaflet", **{ROOT / name: f"leaflet/{name}" for name in MOVED}}
    return {
        (Path(name) / path.relative_to(top)).as_posix(): path.read_bytes()
        for top, name in tops.items()
        for path in (top, *top.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }


def test_the_wheel_has_every_file_of_the_program_and_no_other(wheel):
    found = {name: data for name, data in wheel.items() if name.startswith("leaflet/")}
    assert len(found) > 400
    assert sorted(found) == sorted(shipped())
    assert found == shipped()
    others = {name.partition("/")[0] for name in wheel.keys() - found.keys()}
    assert {name.rpartition(".")[2] for name in others} == {"dist-info"}


@pytest.mark.parametrize("name", DATA)
def test_the_wheel_has_the_data_that_the_program_reads(name, wheel):
    assert f"leaflet/{name}" in wheel


def test_the_wheel_has_every_licence_where_installers_look(wheel):
    licences = {name for name in wheel if ".dist-info/licenses/" in name}
    names = sorted(name.partition("/licenses/")[2] for name in licences)
    kept = [*ROOT.glob("LICENSE"), *ROOT.glob("fonts/*.txt"), *ROOT.glob("leaflet/**/LICENSE*")]
    assert len(kept) > 5
    assert names == sorted(path.relative_to(ROOT).as_posix() for path in kept)


def test_the_sdist_makes_the_same_wheel(wheel, tmp_path):
    sdist = built(tmp_path / "sdist", "sdist")
    with tarfile.open(sdist) as file:
        file.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    again = held(built(tmp_path / "wheel", "wheel", source))
    assert sorted(again) == sorted(wheel)
    assert again == wheel
