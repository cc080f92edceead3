"""Pictures of pages: read by Pillow, and held against what poppler draws."""

import errno
import io
import re
import subprocess
from pathlib import Path

import pytest
from conftest import CONTENT, without
from PIL import Image, ImageChops, ImageStat

import leaflet
from leaflet.measure import tree
from leaflet.publish import png

SHORT = Path(__file__).with_name("folded.yaml")
STEM = "looking-after-your-knee"


def made_of(sheet="a4"):
    return leaflet.compose(leaflet.read(SHORT), sheet=sheet)


def opened(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


@pytest.fixture
def content(folder):
    (folder / "content.yaml").write_text(CONTENT)
    return folder


# ---- what they show


@pytest.mark.parametrize("dpi", [36, 150, 300])
def test_a_picture_has_as_many_dots_as_its_page_has_at_that_many_to_an_inch(dpi):
    pictures = [opened(data) for data in png.pictures(made_of(), dpi)]
    assert len(pictures) == 3
    for picture in pictures:
        assert picture.format == "PNG" and picture.mode == "RGB"
        assert picture.size == pytest.approx((210 / 25.4 * dpi, 297 / 25.4 * dpi), abs=1)
        assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)


def test_equal_leaflets_give_equal_pictures():
    assert png.pictures(made_of(), 72) == png.pictures(made_of(), 72)


@pytest.mark.needs("poppler")
def test_a_picture_shows_what_poppler_draws_of_the_page(tmp_path):
    made = made_of()
    (tmp_path / "a.pdf").write_bytes(leaflet.write(made))
    subprocess.run(["pdftoppm", "-r", "72", "-png", "a.pdf", "p"], cwd=tmp_path, check=True)
    others = [Image.open(path).convert("L") for path in sorted(tmp_path.glob("p-*.png"))]
    ours = [opened(data).convert("L") for data in png.pictures(made, 72)]
    assert len(ours) == len(others) == 3

    def differs(a, b):
        both = (picture.resize((60, 84)) for picture in (a, b))
        return ImageStat.Stat(ImageChops.difference(*both)).mean[0]

    for place, picture in enumerate(ours):
        assert differs(picture, others[place]) < 3
        assert differs(picture, others[place - 1]) > 10


def test_a_booklet_gives_single_pages_in_reading_order():
    booklet = [opened(data) for data in png.pictures(made_of("a5-booklet"), 72)]
    assert [picture.size for picture in booklet] == [(421, 596)] * 8
    printed = made_of("a5-booklet")
    assert [p.page.number for p in printed.sides[0].pages] == [8, 1]
    front = booklet[0].convert("L").crop((30, 30, 390, 560))
    notes = booklet[5].convert("L").crop((30, 30, 390, 560))
    assert ImageStat.Stat(front).mean[0] < ImageStat.Stat(notes).mean[0]


def test_a_sheet_of_panels_gives_its_two_sides():
    pictures = [opened(data) for data in png.pictures(made_of("trifold-dl"), 72)]
    assert [picture.size for picture in pictures] == [(842, 596)] * 2


# ---- names


def test_numbers_have_as_many_digits_as_the_last_of_them(tmp_path):
    assert [p.name for p in png.names(tmp_path / "a", 2)] == ["a-1.png", "a-2.png"]
    many = [p.name for p in png.names(tmp_path / "a", 10)]
    assert many[0] == "a-01.png" and many[9] == "a-10.png" and many == sorted(many)


@pytest.mark.parametrize(
    ("output", "files"),
    [
        (None, "output/knee-pain-1.png"),
        ("site", "site/knee-pain-1.png"),
        ("site.png", "site-1.png"),
        ("v1.0", "v1.0/knee-pain-1.png"),
    ],
)
def test_the_pictures_go_where_the_output_says(content, run, output, files):
    words = () if output is None else ("-o", output)
    code, out, err = run("build", "--png", *words)
    assert (code, out.decode()) == (0, f"{files}\n")
    assert "offer the PDF beside it" in err
    made = [path for path in content.rglob("*") if path.is_file()]
    assert sorted(made) == sorted([content / "content.yaml", content / files])
    assert opened((content / files).read_bytes()).size == (1241, 1754)


def test_a_folder_that_is_called_like_a_picture_is_a_folder(content, run):
    (content / "a.png").mkdir()
    assert run("build", "--png", "-o", "a.png").out == b"a.png/knee-pain-1.png\n"


def test_pictures_of_an_earlier_build_are_named_and_stay(folder, run):
    for name in (f"{STEM}-4.png", f"{STEM}-x.png", "knee-4.png"):
        (folder / name).touch()
    err = run("build", str(SHORT), "--png", "--dpi", "36", "-o", ".").err
    assert f"note: {STEM}-4.png is of an earlier build, and is left as it is" in err
    assert "-x.png" not in err and "knee-4.png is" not in err.replace(f"{STEM}-4.png is", "")
    assert (folder / f"{STEM}-4.png").exists()


# ---- refusals


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--png", "--press"), "a print shop takes no pictures"),
        (("--png", "-o", "-"), "pictures go to a folder"),
        (("--png", "-o", "a.PDF"), "pictures go to a folder"),
        (("--dpi", "72"), "add --png"),
        (("--png", "--dpi", "35"), "not in the range 36<=x<=600"),
        (("--png", "--dpi", "601"), "not in the range 36<=x<=600"),
    ],
)
def test_a_command_that_cannot_be_meant_is_refused(content, run, words, said):
    code, out, err = run("build", *words)
    assert (code, out) == (2, b"")
    assert said in re.sub(r"\s+", " ", err)
    assert [path.name for path in content.iterdir()] == ["content.yaml"]


def test_without_pdfium_one_line_says_what_to_install(content, run, monkeypatch):
    monkeypatch.setattr(tree, "pypdfium2", None)
    code, _, err = run("build", "--png")
    assert (code, err) == (
        1,
        without("proof"),
    )
    assert [path.name for path in content.iterdir()] == ["content.yaml"]
    assert run("build", "-o", "a.pdf").code == 0


def test_a_picture_that_was_read_for_the_leaflet_is_not_replaced(folder, run):
    Image.new("RGB", (400, 200), "#203040").save(folder / "knee-pain-1.png")
    before = (folder / "knee-pain-1.png").read_bytes()
    image = "  - image: {file: knee-pain-1.png, alt: A knee}\n"
    (folder / "content.yaml").write_text(CONTENT + image)
    code, _, err = run("build", "--png", "-o", ".")
    assert code == 3 and "is read for this leaflet" in err
    assert (folder / "knee-pain-1.png").read_bytes() == before


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_failing_write_leaves_all_old_pictures(folder, run, monkeypatch, fails_at):
    words = ("build", str(SHORT), "--png", "--dpi", "36", "-o", "site")
    assert run(*words).code == 0
    for path in (folder / "site").iterdir():
        path.write_bytes(path.name.encode())
    replace, calls = Path.replace, []

    def failing(self, target):
        calls.append(target)
        if len(calls) == fails_at:
            raise OSError(errno.ENOSPC, "x")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        code, _, err = run(*words)
    assert code == 3 and "the disk is full" in err
    found = {path.name: path.read_bytes() for path in (folder / "site").iterdir()}
    assert found == {f"{STEM}-{n}.png": f"{STEM}-{n}.png".encode() for n in (1, 2, 3)}
