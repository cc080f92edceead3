"""A pack: the clinic's whole set in one folder, but for the sheets that the text does not fit."""

import errno
import hashlib
import io
import json
import os
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pypdfium2
import pytest
from conftest import CONTENT, everywhere
from hypothesis import given, settings
from hypothesis import strategies as st

import leaflet
from leaflet.content.clinic import ClinicName
from leaflet.content.inline import Text
from leaflet.errors import CODES, FIT, Fault, FileError, LeafletError
from leaflet.publish import index, packing
from leaflet.source.value import Line
from leaflet.text.run import Run

SHORT = Path(__file__).with_name("folded.yaml")
STEM = "looking-after-your-knee_harbour-clinic"
NAMES = [f"{STEM}_{s}_en-GB_v2.1.pdf" for s in ("a4", "large-print", "a5-booklet", "trifold-dl")]
VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a page is made of; fails where a tag is not closed in its turn."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.links, self.loads, self.rows, self.texts = [], [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        assert len(facts) == len(attrs), "an attribute is written twice"
        self.links += [facts["href"]] if "href" in facts else []
        self.loads += [facts["src"]] if "src" in facts else []
        self.rows += [[]] if tag == "tr" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))
        if "tr" in self.open:
            self.rows[-1].append(data)

    def said(self, tag):
        return "".join(text for inside, text in self.texts if inside == tag)


@pytest.fixture(scope="module")
def packed():
    return packing.pack(leaflet.read(SHORT))


def document(folder, text):
    path = folder / "content.yaml"
    path.write_text(text, "utf-8")
    return leaflet.read(path)


def content(**head):
    return "".join(f"{key}: {value}\n" for key, value in head.items()) + CONTENT


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# ---- what is in it


def test_the_usual_pack_is_handout_large_print_booklet_and_folded_leaflet(packed):
    assert [one.name for one in packed.files] == NAMES
    assert packed.left_out == ()
    sizes = [
        tuple(round(points / 72 * 25.4) for points in pypdfium2.PdfDocument(one.data)[0].get_size())
        for one in packed.files
    ]
    assert sizes == [(210, 297), (210, 297), (297, 210), (297, 210)]


@pytest.mark.parametrize("own", ["letter", "half-letter-booklet", "trifold-letter"])
def test_a_leaflet_on_us_paper_has_a_pack_of_us_paper(tmp_path, own):
    assert packing.sheet_names(document(tmp_path, content(sheet=own))) == (
        "letter",
        "large-print-letter",
        "half-letter-booklet",
        "trifold-letter",
    )


def test_us_paper_is_known_by_its_size_and_the_own_sheet_is_in_the_pack(tmp_path):
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "ours.yaml").write_text(
        "title: Ours\npage: [215.9, 355.6]\nmargins: {top: 14, bottom: 12, start: 17, end: 17}\n"
    )
    assert packing.sheet_names(document(tmp_path, content(sheet="ours"))) == ("ours", *packing.US)
    assert packing.sheet_names(document(tmp_path, content(sheet="a5"))) == ("a5", *packing.METRIC)


def sheets_of(packed):
    return [one.name.split("_")[2] for one in packed.files]


def test_the_content_says_what_else_is_in_its_pack(tmp_path):
    made = packing.pack(document(tmp_path, content(pack="[a5, giant-print, a4]")))
    usual = ["a4", "large-print", "a5-booklet", "trifold-dl"]
    assert sheets_of(made) == [*usual, "a5", "giant-print"]


def test_only_the_sheets_that_are_asked_for_are_built(tmp_path, folder, run):
    made = packing.pack(document(tmp_path, content(pack="[a5]")), names=("letter", "a4"))
    assert sheets_of(made) == ["letter", "a4"]
    code, out, _ = run("pack", "--sheet", "a4", "--sheet", "a5", "--sheet", "a4")
    assert code == 0 and b"2 files to print" in out
    code, _, err = run("pack", "--sheet", "a44")
    assert code == 2 and "did you mean `a4`?" in err


def test_unknown_and_repeated_sheets_of_a_pack_are_faults_at_their_places(tmp_path):
    with pytest.raises(LeafletError) as caught:
        document(tmp_path, "pack:\n  - a4\n  - a9\n  - a5\n  - a4\n" + CONTENT)
    found = [(f.problem, f.place.line, f.place.column) for f in caught.value.faults]
    assert found == [
        ("there is no sheet called `a9`", 3, 5),
        ("`a4` is in the pack already", 5, 5),
    ]


def test_a_sheet_beside_the_content_can_be_in_its_pack(tmp_path):
    (tmp_path / "sheets").mkdir()
    (tmp_path / "sheets" / "ours.yaml").write_text(
        "title: Ours\npage: [150, 200]\nmargins: {top: 14, bottom: 12, start: 17, end: 17}\n"
    )
    *_, one = packing.pack(document(tmp_path, content(pack="[ours]"))).files
    assert pypdfium2.PdfDocument(one.data)[0].get_size()[0] == pytest.approx(
        150 * 72 / 25.4, abs=0.01
    )


def test_equal_packs_have_equal_bytes_and_so_have_their_archives(packed):
    again = packing.pack(leaflet.read(SHORT))
    assert packing.files(again) == packing.files(packed)
    assert packing.zipped(again) == packing.zipped(packed)
    with zipfile.ZipFile(io.BytesIO(packing.zipped(packed))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == packing.files(packed)


# ---- names


SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]|\.(?!\.))*\.pdf")


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("1.0", "_v1.0"),
        ("v2", "_v2"),
        ("1..0", "_v1.0"),
        ("2 (draft)", "_v2-draft"),
        ("../../etc", "_vetc"),
        ("β", ""),
        ("1" * 90, "_v" + "1" * 20),
    ],
)
def test_a_version_is_a_safe_part_of_a_name(tmp_path, version, said):
    made = leaflet.compose(document(tmp_path, content(version=f'"{version}"')))
    assert packing.file_name(made, "a4") == f"knee-pain_harbour-clinic_a4_en-GB{said}.pdf"


WORDS = st.text(
    st.characters(codec="latin-1", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=80
).filter(lambda words: any(map(str.isalnum, words)))


@settings(max_examples=60, deadline=None)
@given(name=WORDS, title=WORDS, version=WORDS)
def test_no_word_of_a_user_becomes_a_path_or_markup(packed, name, title, version):
    made = renamed(packed.files[0].leaflet, name, title, version)
    one = packing.Packed(packing.file_name(made, "a4"), b"%PDF", made, "a4")
    assert SAFE.fullmatch(one.name) and len(one.name) <= 200
    whole = packing.LeafletPack((one,))
    text = index.page(packing.name(whole), whole)
    page = Page(text)
    assert page.links == [one.name]
    assert page.loads == []
    assert page.said("h1") == title
    assert ("p", name) in page.texts
    assert f"version {version} · " in page.said("p")
    assert index.pack(text) == packing.name(whole)
    assert index.listed(text) == [(one.name, hashlib.sha256(b"%PDF").hexdigest())]


def renamed(made, name, title, version):
    clinic = msgspec.structs.replace(made.clinic, name=ClinicName(name))
    facts = {"title": Text((Run(title),)), "version": Line(version), "clinic": clinic}
    return made._replace(document=msgspec.structs.replace(made.document, **facts), clinic=clinic)


# ---- the index


def test_the_index_links_every_file_and_nothing_else(packed, tmp_path):
    packing.save(tmp_path / "pack", packed)
    made = files(tmp_path / "pack")
    page = Page(made["index.html"].decode())
    assert page.links == NAMES
    assert set(made) == {*NAMES, "index.html"}
    assert not re.search(r"https?:|//|@import|url\(|<script", made["index.html"].decode())
    assert "default-src 'none'" in made["index.html"].decode()


def test_the_index_says_what_each_file_is_for_and_how_it_is_printed(packed):
    rows = [" | ".join(row) for row in Page(packing.files(packed)["index.html"].decode()).rows[1:]]
    a4, large, booklet, folded = rows
    assert "3 pages: 2 sheets of A4" in a4
    assert "both sides, flip on the long edge" in a4
    assert "hard to read" in large
    assert "5 pages: 3 sheets of A4" in large
    assert "8 pages: 2 sheets of A4" in booklet and "staple" in booklet
    assert "6 panels: 1 sheet of A4" in folded
    assert "flip on the short edge" in folded and "fold the right panel in" in folded
    for row, one in zip(rows, packed.files, strict=True):
        assert f"{-(-len(one.data) // 1000)} KB" in row


def test_the_index_says_whose_leaflet_it_is_and_until_when(packed):
    page = Page(packing.files(packed)["index.html"].decode())
    assert page.said("h1") == "Looking after your knee"
    facts = page.said("p")
    for words in ("Harbour Clinic", "version 2.1", "issued 2 March 2026", "after 2 March 2028"):
        assert words in facts


# ---- the folder


@everywhere
def test_a_new_folder_is_made_in_one_step(packed, tmp_path, monkeypatch):
    seen = []
    replace = Path.replace

    def watched(self, target):
        seen.append((sorted(files(self)), Path(target).exists()))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    packing.save(tmp_path / "pack", packed)
    assert seen == [(sorted([*NAMES, "index.html"]), False)]
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


@everywhere
def test_foreign_files_in_the_folder_are_never_touched(packed, tmp_path):
    (tmp_path / "letter.docx").write_bytes(b"mine")
    (tmp_path / "knee.pdf").write_bytes(b"mine")
    assert packing.save(tmp_path, packed) == ()
    assert packing.save(tmp_path, packed) == ()
    made = files(tmp_path)
    assert made["letter.docx"] == made["knee.pdf"] == b"mine"
    assert set(made) == {*NAMES, "index.html", "letter.docx", "knee.pdf"}


@everywhere
def test_files_of_an_older_pack_go_unless_somebody_changed_them(packed, tmp_path):
    packing.save(tmp_path, packed)
    (tmp_path / NAMES[3]).write_bytes(b"with my remarks")
    assert packing.save(tmp_path, packing.LeafletPack(packed.files[:2])) == (NAMES[2],)
    assert set(files(tmp_path)) == {*NAMES[:2], NAMES[3], "index.html"}
    assert files(tmp_path)[NAMES[3]] == b"with my remarks"


@everywhere
def test_a_file_is_not_taken_for_an_older_one_whose_name_had_other_capitals(packed, tmp_path):
    packing.save(tmp_path, packed)
    renamed = packed.files[0]._replace(name=NAMES[0].upper())  # on some disks the same file
    assert packing.save(tmp_path, packing.LeafletPack((renamed, *packed.files[1:]))) == ()
    assert NAMES[0] in files(tmp_path)


@everywhere
def test_the_pack_of_another_leaflet_and_a_page_of_another_kind_are_not_replaced(packed, tmp_path):
    other = packing.pack(document(tmp_path, content(pack="[a4]")))
    packing.save(tmp_path / "pack", other)
    before = files(tmp_path / "pack")
    with pytest.raises(FileError, match="holds the pack `knee-pain_harbour-clinic_en-GB`"):
        packing.save(tmp_path / "pack", packed)
    assert files(tmp_path / "pack") == before
    (tmp_path / "index.html").write_text("<h1>Our website</h1>")
    with pytest.raises(FileError, match=r"an index\.html of something else"):
        packing.save(tmp_path, packed)
    assert (tmp_path / "index.html").read_text() == "<h1>Our website</h1>"


@everywhere
@pytest.mark.parametrize("fails_at", range(1, 6))
def test_a_failing_write_leaves_the_old_pack(packed, tmp_path, monkeypatch, fails_at):
    packing.save(tmp_path, packed)
    for name in NAMES[:3]:
        (tmp_path / name).write_bytes(b"old " + name.encode())
    (tmp_path / NAMES[3]).unlink()
    before, replace, calls = files(tmp_path), Path.replace, []

    def failing(self, target):
        calls.append(target)
        if len(calls) == fails_at:
            raise OSError(errno.EIO, "x")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        with pytest.raises(FileError, match="the disk reports an error"):
            packing.save(tmp_path, packed)
    assert files(tmp_path) == before


@everywhere
@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError(errno.ENOSPC, "x")])
def test_an_interrupted_or_full_disk_leaves_no_new_folder(packed, tmp_path, monkeypatch, stop):
    sync, calls = os.fsync, []

    def failing(descriptor):
        calls.append(descriptor)
        if len(calls) == 3:
            raise stop
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises((KeyboardInterrupt, FileError)):
        packing.save(tmp_path / "pack", packed)
    assert [*tmp_path.iterdir()] == []


# ---- the command


def test_the_command_writes_the_pack_and_names_each_file(folder, run):
    code, out, err = run("pack", str(SHORT))
    made = folder / "output" / f"{STEM}_en-GB"
    assert (code, sorted(files(made))) == (0, sorted([*NAMES, "index.html"]))
    assert out.decode().splitlines()[0] == f"output/{STEM}_en-GB/index.html: 4 files to print"
    assert f"output/{STEM}_en-GB/{NAMES[3]}: 6 pages" in out.decode()
    assert "note: on a5-booklet: 2 of 8 pages are empty" in err
    assert run("-q", "pack", str(SHORT), "-o", "again")[1:] == (b"", "")
    assert files(folder / "again") == files(made)


def test_the_clinic_and_the_look_can_be_chosen(folder, run):
    words = ("--set", "clinic.name=Hill Clinic", "--theme", "photocopy", "-o", "p")
    assert run("pack", str(SHORT), *words).code == 0
    (name,) = (path for path in (folder / "p").glob("*_a4_*"))
    assert name.name == "looking-after-your-knee_hill-clinic_a4_en-GB_v2.1.pdf"
    assert "Hill Clinic" in pypdfium2.PdfDocument(name)[0].get_textpage().get_text_bounded()
    plain = packing.pack(leaflet.read(SHORT, details={"name": "Hill Clinic"}))
    assert plain.files[0].data != name.read_bytes()


LONG = CONTENT + "".join(
    f"""  - heading: Week {week}
  - paragraph: Do the exercises of week {week} three times a day, and stop if your knee swells.
  - bullets: [Bend your knee {week} times., Rest between two turns., Walk a little farther.]
"""
    for week in range(1, 25)
)
"""A leaflet of some pages, which is too long for the six panels of a folded sheet."""


def warned(run, *words):
    """Run the command and return its exit code, its notes that have sheets, and its faults."""
    code, _, err = run("pack", "--format", "json", *words)
    told = json.loads(err)
    return code, [note for note in told["notes"] if "sheets" in note], told["faults"]


def test_a_sheet_that_the_text_does_not_fit_is_left_out_and_the_others_are_written(folder, run):
    (folder / "content.yaml").write_text(LONG)
    code, out, err = run("pack", "-o", "p")
    assert code == 0 and b"3 files to print" in out
    stem = "knee-pain_harbour-clinic"
    whole = {f"{stem}_{sheet}_en-GB.pdf" for sheet in ("a4", "large-print", "a5-booklet")}
    assert set(files(folder / "p")) == {*whole, "index.html"}
    lines = int(re.search(r"^warning: on trifold-dl: .* is (\d+) lines too long", err, re.M)[1])
    assert 20 < lines < 200
    assert re.search(r"^warning: content.yaml:\d+:\d+: on trifold-dl: `bullets` is long", err, re.M)
    _, told, faults = warned(run, "-o", "p")
    assert faults == []
    told = [each for each in told if each["severity"] == "warning"]
    assert {*map(tuple, (each["sheets"] for each in told))} == {("trifold-dl",)}
    assert (told[0]["code"], told[0]["lines_over"]) == ("does-not-fit", lines)


@pytest.mark.parametrize("name", ["", " ", "-"])
def test_a_pack_is_written_into_a_folder_with_a_name(folder, run, name):
    (folder / "content.yaml").write_text(LONG)
    code, out, err = run("pack", "-o", name)
    assert (code, out) == (2, b"") and "'-o'" in err
    assert [*files(folder)] == ["content.yaml"]


def test_the_index_says_which_sheet_is_left_out_why_and_by_how_many_lines(tmp_path):
    made = packing.pack(document(tmp_path, LONG))
    (out,) = made.left_out
    over = out.faults[0].lines_over
    text = packing.files(made)["index.html"].decode()
    marked = f'data-sheet="trifold-dl" data-code="does-not-fit" data-lines-over="{over}"'
    assert text.count(marked) == 1 and over > 20
    page = Page(text)
    said = " ".join(words for tag, words in page.texts if tag in ("span", "strong"))
    assert f"{out.title} The leaflet is {over} lines too long for the 6 panels" in said
    assert len(page.links) == len(made.files) == 3
    assert index.listed(text) == [
        (one.name, hashlib.sha256(one.data).hexdigest()) for one in made.files
    ]


def test_left_out_sheets_are_told_even_if_quiet_and_end_with_1_if_strict(folder, run):
    (folder / "content.yaml").write_text(LONG)
    code, out, err = run("-q", "pack", "-o", "p")
    assert (code, out) == (0, b"") and err.startswith("warning: on trifold-dl: the leaflet is")
    code, _, err = run("pack", "-o", "q", "--strict")
    assert code == 1 and "\non trifold-dl: the leaflet is" in err
    assert files(folder / "q") == files(folder / "p")
    code, _, faults = warned(run, "-o", "q", "--strict")
    assert (code, faults[0]["code"], faults[0]["sheets"]) == (1, "does-not-fit", ["trifold-dl"])
    assert {fault["severity"] for fault in faults} == {"error"}
    assert run("pack", str(SHORT), "-o", "s", "--strict").code == 0


def test_a_pack_of_which_no_sheet_fits_is_not_written(folder, run):
    (folder / "content.yaml").write_text(LONG)
    code, out, err = run("pack", "-o", "p", "--sheet", "trifold-dl", "--sheet", "trifold-letter")
    assert (code, out) == (1, b"")
    assert len(re.findall(r"^on trifold-\w+: the leaflet is \d+ lines too long", err, re.M)) == 2
    assert [path.name for path in folder.iterdir()] == ["content.yaml"]


def test_the_file_of_a_sheet_that_fits_no_more_goes_with_the_older_pack(folder, run):
    (folder / "content.yaml").write_text(CONTENT)
    assert run("pack", "-o", "p").code == 0
    folded = "knee-pain_harbour-clinic_trifold-dl_en-GB.pdf"
    assert folded in files(folder / "p")
    (folder / "content.yaml").write_text(LONG)
    assert run("pack", "-o", "p").code == 0
    assert len(files(folder / "p")) == 4 and folded not in files(folder / "p")


def test_a_poster_with_nothing_to_show_is_left_out(tmp_path):
    made = packing.pack(document(tmp_path, content(pack="[poster-a3]")))
    (out,) = made.left_out
    assert (out.sheet, [fault.code for fault in out.faults]) == ("poster-a3", ["nothing-to-show"])
    assert len(made.files) == 4


def test_a_fault_in_one_sheet_or_the_text_stops_all_and_all_faults_are_told(folder, run):
    (folder / "sheets").mkdir()
    (folder / "sheets" / "wrong.yaml").write_text("title: Wrong\npage: [210, 297]\n")
    (folder / "content.yaml").write_text("pack: [a4, wrong, trifold-dl]\n" + LONG)
    code, _, err = run("pack")
    assert code == 1
    assert re.search(r"on trifold-dl: the leaflet is \d+ lines too long for the 6 panels", err)
    assert "sheets/wrong.yaml:1:1: on wrong: `margins` is missing" in err
    assert not (folder / "output").exists()
    (folder / "content.yaml").write_text(LONG.replace("Rest", "Rest {clinic.email}"))
    code, _, err = run("pack")
    assert code == 1 and "{clinic.email}" in err
    assert not (folder / "output").exists()


def test_faults_of_fit_are_told_apart_by_their_codes():
    assert {"does-not-fit", "too-high", "too-many-pages"} <= set(FIT) < set(CODES)
    assert Fault("does-not-fit", "").is_of_fit
    assert not Fault("unfilled-field", "").is_of_fit


def test_a_fault_of_the_leaflet_itself_is_told_once(folder, run):
    (folder / "content.yaml").write_text(CONTENT.replace("Rest", "Rest {clinic.email}"))
    code, _, err = run("pack")
    assert code == 1
    assert err.count("hint:") == 1
    assert "on a4" not in err and "on trifold" not in err


def test_a_leaflet_that_is_due_for_review_is_packed_only_on_request(folder, run):
    (folder / "content.yaml").write_text(content(next_review="2026-01-31", pack="[a4]"))
    assert run("pack").code == 1
    assert not (folder / "output").exists()
    assert run("pack", "--past-review").code == 0


def test_a_folder_that_is_a_file_is_refused(folder, run):
    (folder / "p").touch()
    code, _, err = run("pack", str(SHORT), "-o", "p")
    assert (code, err) == (3, "`p` is a file, not a folder\n")
