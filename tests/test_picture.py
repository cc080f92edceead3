"""Pictures: what is admitted, what is refused, and what the PDF writer gets."""

import os
import random
import re
import struct
import subprocess
import sys
import time
import warnings
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from leaflet import limits
from leaflet.errors import FileError, LeafletError
from leaflet.graphics.picture import Picture, _plain_jpeg, _segments, pixels, read, read_named

ORIENTATION = 0x0112


def image(mode="RGB", size=(40, 20)):
    """A picture with four corners of different colours."""
    picture = Image.new("RGB", size, (200, 30, 30))
    picture.paste((30, 30, 200), (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


def encoded(picture, kind="PNG", **options):
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def turned(orientation):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return exif


@pytest.fixture
def folder(tmp_path):
    inner = tmp_path / "leaflet"
    inner.mkdir()
    return inner


def given_picture(folder, data, name="logo.png"):
    (folder / name).write_bytes(data)
    return read(name, folder)


def refusal(name, folder, kind=LeafletError):
    with pytest.raises(LeafletError) as caught:
        read(name, folder)
    assert type(caught.value) is kind
    (fault,) = caught.value.faults
    assert "0x" not in fault.problem, "an object's address"
    return f"{fault.problem} | {fault.hint}"


# ---- what is admitted


def test_a_png_is_measured_and_kept(folder):
    data = encoded(image())
    assert given_picture(folder, data) == Picture("logo.png", 40, 20, "png", 3, data)


@pytest.mark.parametrize(("mode", "components"), [("RGB", 3), ("L", 1)])
def test_a_jpeg_is_measured_and_may_be_passed_on(folder, mode, components):
    picture = given_picture(folder, encoded(image(mode), "JPEG"), "a.jpg")
    assert picture[:5] == ("a.jpg", 40, 20, "jpeg", components)
    assert Image.open(BytesIO(picture.data)).mode == mode


def test_equal_pictures_are_equal_values(folder):
    data = encoded(image())
    first, second = given_picture(folder, data), given_picture(folder, data)
    assert hash(first) == hash(second)
    assert first == second


def test_the_content_counts_and_not_the_suffix(folder):
    assert given_picture(folder, encoded(image()), "logo.jpg").kind == "png"


def test_a_picture_in_a_folder_inside_is_found(folder):
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a b é.png").write_bytes(encoded(image()))
    (folder / "link.png").symlink_to("pictures/a b é.png")
    for name in ("pictures/a b é.png", "./pictures/../pictures/a b é.png", "link.png"):
        assert read(name, folder).name == name


def test_a_picture_is_found_from_a_relative_folder(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    (folder / "a.png").write_bytes(encoded(image()))
    assert read("a.png", type(folder)("leaflet")).width == 40


def test_the_command_line_may_name_a_picture_in_any_folder(folder):
    (folder / "a.png").write_bytes(encoded(image()))
    assert read_named(folder / "a.png").width == 40
    assert read_named(str(folder / "a.png")).name == str(folder / "a.png")
    with pytest.raises(FileError, match=r"did you mean `a\.png`"):
        read_named(folder / "aa.png")


# ---- what the writer gets


def test_pixels_are_rows_of_rgb_from_the_top(folder):
    rgb, alpha = pixels(given_picture(folder, encoded(image())))
    assert (len(rgb), alpha) == (40 * 20 * 3, None)
    assert rgb[:3] == bytes((30, 30, 200))
    assert rgb[-3:] == bytes((200, 30, 30))


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P", "LA", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_rgb(folder, mode):
    source = Image.new("I;16", (40, 20), 128 * 256) if mode == "I;16" else image(mode)
    rgb, alpha = pixels(given_picture(folder, encoded(source)))
    assert len(rgb) == 40 * 20 * 3
    assert alpha is None
    if mode in ("RGB", "RGBA"):
        assert rgb[:3] == bytes((30, 30, 200))
    if mode == "I;16":
        assert rgb[:3] == bytes((128, 128, 128))


def test_alpha_is_kept_where_a_picture_lets_the_paper_through(folder):
    source = image("RGBA")
    source.putpixel((0, 0), (1, 2, 3, 77))
    rgb, alpha = pixels(given_picture(folder, encoded(source)))
    assert (rgb[:3], alpha[0], set(alpha[1:])) == (bytes((1, 2, 3)), 77, {255})


def test_a_transparent_colour_of_a_palette_becomes_alpha(folder):
    source = image("P")
    _, alpha = pixels(given_picture(folder, encoded(source, transparency=source.getpixel((0, 0)))))
    assert (alpha[0], alpha[-1]) == (0, 255)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_the_camera_was_held(folder, kind, orientation):
    data = encoded(image(size=(64, 32)), kind, exif=turned(orientation))
    picture = given_picture(folder, data)
    sideways = orientation >= 5
    assert (picture.width, picture.height) == ((32, 64) if sideways else (64, 32))
    rgb, _ = pixels(picture)
    corners = {
        (x, y): rgb[3 * (y * picture.width + x) + 2] > 100
        for x in (2, picture.width - 3)
        for y in (2, picture.height - 3)
    }
    (blue,) = [corner for corner, is_blue in corners.items() if is_blue]
    left, top = blue[0] == 2, blue[1] == 2
    # Exif 2.32, 4.6.4: where row 0 and column 0 of the stored picture are seen
    expected = {1: "TL", 2: "TR", 3: "BR", 4: "BL", 5: "TL", 6: "TR", 7: "BR", 8: "BL"}
    assert ("T" if top else "B") + ("L" if left else "R") == expected[orientation]
    if kind == "JPEG":  # what is passed on looks the same to a reader that ignores Exif
        passed = Image.open(BytesIO(picture.data))
        assert passed.size == (picture.width, picture.height)
        assert passed.getexif().get(ORIENTATION) is None


def test_a_jpeg_keeps_its_pixels_and_loses_its_notes(folder):
    exif = turned(1)
    exif.get_ifd(0x8825)[1] = "N"  # the place where it was taken
    data = encoded(image(), "JPEG", exif=exif, comment=b"secret", icc_profile=b"p" * 400)
    picture = given_picture(folder, data + b"trailing video")
    assert b"Exif" in data
    for note in (b"Exif", b"secret", b"ICC_PROFILE", b"trailing"):
        assert note not in picture.data
    assert picture.data.startswith(b"\xff\xd8\xff\xe0")
    assert picture.data.endswith(b"\xff\xd9")
    before, after = Image.open(BytesIO(data)), Image.open(BytesIO(picture.data))
    assert before.tobytes() == after.tobytes()


def test_a_progressive_jpeg_goes_into_the_pdf_as_a_baseline_one(folder):
    data = encoded(image(), "JPEG", progressive=True, quality=95)
    picture = given_picture(folder, data)
    assert (Image.open(BytesIO(data)).info["progressive"], picture.kind) == (1, "jpeg")
    made = Image.open(BytesIO(picture.data))
    assert "progressive" not in made.info
    off = ImageChops.difference(made.convert("RGB"), Image.open(BytesIO(data)).convert("RGB"))
    assert max(most for _, most in off.getextrema()) <= 12


@pytest.mark.parametrize("alone", [b"\xff\x01", b"\0\xff\xd0\xff\x01", b"\xff\xd8"])
def test_no_marker_without_a_length_hides_the_scans_behind_it(folder, alone):
    whole = encoded(image(size=(1_000, 1_000)), "JPEG", progressive=True)
    scan = whole.rfind(b"\xff\xda")
    data = whole[:scan] + (alone + whole[scan:-2]) * 3000 + b"\xff\xd9"
    (folder / "logo.jpg").write_bytes(data)
    assert "layers, which take too long" in refusal("logo.jpg", folder)


def test_a_jpeg_of_thousands_of_scans_is_refused_before_it_is_decoded(folder):
    data = encoded(Image.new("L", (1_000, 1_000)), "JPEG", progressive=True)
    *_, (_, start, end) = (each for each in _segments(data) if each[0] == 0xDA)
    hostile = data[:end] + 20_000 * data[start:end] + data[end:]
    assert len(hostile) < limits.PICTURE_BYTES
    begin = time.process_time()
    (folder / "logo.jpg").write_bytes(hostile)
    assert "layers, which take too long" in refusal("logo.jpg", folder)
    assert time.process_time() - begin < 1
    assert given_picture(folder, data, "logo.jpg").width == 1_000


@pytest.mark.parametrize("options", [{}, {"restart_marker_rows": 1}, {"quality": 100}])
def test_every_scan_of_a_jpeg_is_kept(folder, options):
    noise = Image.frombytes("RGB", (120, 90), random.Random(1).randbytes(120 * 90 * 3))
    data = encoded(noise, "JPEG", **options)
    picture = given_picture(folder, data)
    assert Image.open(BytesIO(picture.data)).tobytes() == Image.open(BytesIO(data)).tobytes()
    assert pixels(picture)[0] == Image.open(BytesIO(data)).tobytes()


def test_a_jpeg_keeps_the_note_that_says_how_its_colours_are_coded(folder):
    data = encoded(image(), "JPEG", keep_rgb=True)
    assert b"Adobe" in given_picture(folder, data).data


def test_a_jpeg_in_a_coding_that_a_pdf_does_not_know_is_not_passed_on():
    data = encoded(image(), "JPEG")
    assert _plain_jpeg(data)
    for marker in (b"\xff\xc3", b"\xff\xc9", b"\xff\xcf"):
        assert _plain_jpeg(data.replace(b"\xff\xc0", marker)) is None
    assert _plain_jpeg(data[:-2]) is None  # no end


def test_broken_notes_of_a_camera_are_no_fault(folder):
    broken = b"Exif\0\0II*\0\x08\0\0\0\x09\0\x12\x01"
    assert given_picture(folder, encoded(image(), "JPEG", exif=broken)).width == 40


def camera_jpeg(exif):
    """A JPEG that says its resolution in Exif alone, as those of cameras do."""
    data = encoded(image(size=(64, 32)), "JPEG", exif=exif)
    start = data.index(b"\xff\xe0")
    return data[:start] + data[start + 18 :]


def chunk(kind, body):
    """A chunk of a PNG (PNG 3, 5.3)."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunks(*chunks):
    """A PNG with more chunks behind its header."""
    data = encoded(image(size=(64, 32)))
    return data[:33] + b"".join(chunks) + data[33:]


ORIENTED = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
BROKEN = b"II*\0\x08\0\0\0\x09\0\x1a\x01\x05\0\x01\0\0\0\xff\xff\0\0"
XMP = b'<x:xmpmeta><rdf:Description tiff:Orientation="6"/></x:xmpmeta>'
PROFILE = b"Raw profile type exif\0\nexif\n26\n" + ORIENTED.hex().encode()
NOTES = [
    ("in Exif", camera_jpeg(b"Exif\0\0" + ORIENTED), True),
    ("in Exif of a PNG", with_chunks(chunk(b"eXIf", ORIENTED)), True),
    ("in a profile of a PNG", with_chunks(chunk(b"tEXt", PROFILE)), True),
    ("in XMP", encoded(image(size=(64, 32)), "JPEG", xmp=XMP), True),
    ("in XMP of a PNG", with_chunks(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)), True),
    ("broken Exif", camera_jpeg(b"Exif\0\0" + BROKEN), False),
    ("Exif that says little", camera_jpeg(b"Exif\0\0II"), False),
    ("broken profile", with_chunks(chunk(b"tEXt", PROFILE + b"x")), False),
    ("broken animation", with_chunks(chunk(b"acTL", bytes(8)), chunk(b"acTL", bytes(8))), False),
]


@pytest.mark.parametrize(
    ("data", "sideways"), [note[1:] for note in NOTES], ids=[note[0] for note in NOTES]
)
def test_notes_are_read_and_nothing_is_warned_of(folder, data, sideways):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        picture = given_picture(folder, data)
        pixels(picture)
    assert (picture.width, picture.height) == ((32, 64) if sideways else (64, 32))
    assert told == []


def test_threads_that_read_pictures_leave_the_warnings_of_the_program_alone(folder):
    """They belong to the whole process: a thread cannot change them for itself."""
    (folder / "a.png").write_bytes(encoded(image(size=(300, 200))))
    seen = []

    def work(number):
        pixels(read("a.png", folder))
        seen.append([*warnings.filters])

    before = [*warnings.filters]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(200)))
    assert len(seen) == 200
    assert all(filters == before for filters in seen)
    assert warnings.filters == before


def test_a_jpeg_in_inks_becomes_rgb(folder):
    picture = given_picture(folder, encoded(image("CMYK"), "JPEG", quality=95))
    assert (picture.kind, picture.components) == ("jpeg", 3)
    assert Image.open(BytesIO(picture.data)).mode == "RGB"
    rgb, _ = pixels(picture)
    assert all(abs(a - b) < 12 for a, b in zip(rgb[-3:], (200, 30, 30), strict=True))


# ---- names that are refused


@pytest.mark.parametrize(
    "name",
    ["http://x.uk/a.png", "https://x.uk/a.png", "file:///etc/passwd", "data:image/png;base64,AA=="],
)
def test_nothing_is_fetched(folder, name):
    assert "nothing is fetched" in refusal(name, folder)


OUTSIDE = ["/etc/hostname", "~/a.png", "../outside.png", "a/../../outside.png", "C:\\a.png"]


@pytest.mark.parametrize(
    "name", [*OUTSIDE, "\\\\host\\a", "link.png", "linked/outside.png", ".", "..", "a/.."]
)
def test_a_picture_outside_the_folder_is_refused(folder, name):
    (folder.parent / "outside.png").write_bytes(encoded(image()))
    (folder / "link.png").symlink_to(folder.parent / "outside.png")
    (folder / "linked").symlink_to(folder.parent)
    (folder / "a").mkdir()
    assert "outside the leaflet's folder" in refusal(name, folder)


def test_what_is_outside_is_not_told_apart_from_what_is_not_there(folder):
    (folder.parent / "there.png").touch()
    there, missing = refusal("../there.png", folder), refusal("../gone.png", folder)
    assert there.replace("there", "gone") == missing


@pytest.mark.parametrize("name", ["", " ", "a\0b"])
def test_a_name_that_is_none_is_refused(folder, name):
    assert "no name" in refusal(name, folder)


@pytest.mark.parametrize("name", ["loop.png", "x" * 300])
def test_a_name_that_leads_nowhere_is_refused(folder, name):
    (folder / "loop.png").symlink_to("loop.png")
    assert "could not be read" in refusal(name, folder, FileError)


def test_a_missing_picture_gets_the_name_that_is_close(folder):
    (folder / "logo.png").touch()
    assert "did you mean `logo.png`" in refusal("lgo.png", folder, FileError)


def test_backslashes_get_the_hint_to_write_slashes_on_every_system(folder):
    (folder / "pictures\\logo.png").write_bytes(encoded(image()))
    assert "write `pictures/logo.png`" in refusal("pictures\\logo.png", folder)


@pytest.mark.posix("Windows has no pipes and devices among the files")
def test_a_folder_a_pipe_and_a_device_are_not_read(folder):
    os.mkfifo(folder / "pipe.png")
    (folder / "folder.png").mkdir()
    assert "pipe" in refusal("pipe.png", folder, FileError)
    assert "is a folder" in refusal("folder.png", folder, FileError)
    with pytest.raises(FileError, match="device"):
        read_named("/dev/zero")


# ---- contents that are refused


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "TIFF", "BMP", "ICO", "EPS", "PDF", "PPM"])
def test_only_png_and_jpeg_are_pictures(folder, kind):
    (folder / "a.png").write_bytes(encoded(image(), kind))
    assert "neither PNG nor JPEG" in refusal("a.png", folder)


@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", b"<html>", b"%!PS-Adobe-3.0 EPSF-3.0\n", bytes(range(256)), b"\x89PNG"]
)
def test_what_is_no_picture_is_refused_with_a_way_out(folder, data):
    (folder / "a.png").write_bytes(data)
    assert "save it as PNG or JPEG" in refusal("a.png", folder)


def test_a_postscript_file_starts_no_program(folder, monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    monkeypatch.setattr(os, "system", None)
    (folder / "a.png").write_bytes(encoded(image(), "EPS"))
    assert "neither" in refusal("a.png", folder)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_cut_picture_is_refused(folder, kind, share):
    noise = Image.frombytes("RGB", (200, 200), random.Random(1).randbytes(120_000))
    data = encoded(noise, kind)
    (folder / "a.png").write_bytes(data[: int(len(data) * share)])
    assert "damaged or cut off" in refusal("a.png", folder)


def test_a_picture_with_a_wrong_checksum_is_refused(folder):
    data = bytearray(encoded(image()))
    data[data.index(b"IDAT") + 8] ^= 0xFF
    (folder / "a.png").write_bytes(data)
    assert "damaged" in refusal("a.png", folder)


def test_a_jpeg_that_cannot_be_decoded_is_refused(folder):
    data = bytearray(encoded(image(), "JPEG"))
    table = data.index(b"\xff\xc4")
    data[table + 5 : table + 21] = b"\xff" * 16  # a Huffman table with 4,080 codes
    (folder / "a.png").write_bytes(data)
    assert "damaged" in refusal("a.png", folder)


def header_only(width, height, bits=8, colour=2):
    """A PNG whose header promises pixels that are not there."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    body = struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    end = struct.pack(">I", 0) + b"IEND" + struct.pack(">I", zlib.crc32(b"IEND"))
    idat = b"IDAT" + zlib.compress(b"")
    data = struct.pack(">I", len(idat) - 4) + idat + struct.pack(">I", zlib.crc32(idat))
    return b"\x89PNG\r\n\x1a\n" + body + data + end


@pytest.mark.parametrize(
    "size", [(4001, 4000), (9000, 9000), (10_000, 10_000), (13_300, 13_300), (65_000, 65_000)]
)
def test_too_many_pixels_are_refused_before_they_are_decoded(folder, size, monkeypatch):
    from PIL import ImageFile

    monkeypatch.setattr(ImageFile.ImageFile, "load", None)
    (folder / "a.png").write_bytes(header_only(*size))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        assert "pixels" in refusal("a.png", folder)
    assert not told


def test_a_bomb_of_one_bit_pixels_is_refused(folder):
    data = encoded(Image.new("1", (13_300, 13_300)))
    assert len(data) < 100_000
    (folder / "a.png").write_bytes(data)
    assert "13,300 × 13,300 pixels; 16 million is the most" in refusal("a.png", folder)


def test_a_bomb_in_a_text_chunk_is_refused(folder):
    chunk = b"zTXtx\0\0" + zlib.compress(b"\0" * 80_000_000)
    bomb = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    data = encoded(image())
    (folder / "a.png").write_bytes(data[:33] + bomb + data[33:])
    assert "damaged" in refusal("a.png", folder)


def test_sixteen_million_pixels_are_allowed(folder):
    assert given_picture(folder, encoded(Image.new("1", (4000, 4000)))).width == 4000


def test_one_side_may_be_twenty_times_the_other(folder):
    assert given_picture(folder, encoded(Image.new("L", (200, 10)))).width == 200
    for size in ((201, 10), (10, 201)):
        (folder / "a.png").write_bytes(encoded(Image.new("L", size)))
        assert "20 times" in refusal("a.png", folder)


def test_a_picture_without_pixels_is_refused(folder):
    (folder / "a.png").write_bytes(header_only(0, 10))
    assert refusal("a.png", folder)


def test_a_large_file_is_refused_before_it_is_read(folder):
    with (folder / "a.png").open("wb") as file:
        file.truncate(limits.PICTURE_BYTES + 1)
    assert "5,000,001 bytes, and 5,000,000" in refusal("a.png", folder)


SAMPLES = [
    encoded(image()),
    encoded(image("P"), transparency=1),
    encoded(image("RGBA")),
    encoded(image(), "JPEG", exif=turned(6)),
    encoded(image("CMYK"), "JPEG"),
    encoded(image("L"), "JPEG", progressive=True),
]


@settings(deadline=None)
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=12),
    st.integers(0, 3000),
)
def test_a_damaged_picture_raises_nothing_but_our_error(tmp_path_factory, sample, changes, cut):
    data = bytearray(sample)
    for at, value in changes:
        data[at % len(data)] = value
    path = tmp_path_factory.getbasetemp() / "damaged.png"
    path.write_bytes(data[: cut if cut > 20 else None])
    try:
        picture = read_named(path)
        rgb, alpha = pixels(picture)
    except LeafletError as error:
        assert re.search("damaged|neither|pixels", str(error))
    else:
        assert len(rgb) == 3 * picture.width * picture.height
        assert alpha is None or len(alpha) == picture.width * picture.height


def test_pillow_is_imported_only_when_a_picture_is_read():
    code = "import sys, leaflet.graphics.picture; sys.exit(bool({'PIL', 'yaml'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
