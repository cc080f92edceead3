"""Whatever a file holds, reading it takes a moment and ends in a value or in faults with a place.

`make fuzz` runs the same for about an hour: LEAFLET_FUZZ says how many times as many examples.
"""

import io
import itertools
import os
import random
import signal
import struct
import time
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2
import leaflets
import pytest
from conftest import CONTENT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from starlette.testclient import TestClient
from test_web import BASE, FORM, TODAY, Page

import leaflet
from leaflet import limits, shipped
from leaflet.content import brand
from leaflet.document import document as documents
from leaflet.errors import CODES, LeafletError
from leaflet.graphics import picture, svg
from leaflet.source import nodes
from leaflet.web import app, shelf, wanted
from leaflet.web.guard import Refusal, ServerAddress
from leaflet.web.office import Office

TIMES = int(os.environ.get("LEAFLET_FUZZ", "1"))
SECONDS = 10.0
"""Seconds of the processor that one example may take."""


def fuzzed(examples):
    """Try so many examples, or more for `make fuzz`."""
    kinds = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=examples * TIMES, deadline=None, suppress_health_check=kinds)


class TooSlow(BaseException):
    """An example that does not end: no decoder takes this for a fault of a file."""


@contextmanager
def only_faults():
    """Let nothing but faults with known codes come of what is inside, and that in time."""

    def stop(number, frame):
        raise TooSlow

    timed = hasattr(signal, "setitimer")
    if timed:
        before = signal.signal(signal.SIGPROF, stop)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    except LeafletError as error:
        assert error.faults
        assert {fault.code for fault in error.faults} <= {*CODES}
        assert all(fault.problem.isprintable() and str(fault) for fault in error.faults)
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)


def test_what_does_not_end_would_be_found():
    if not hasattr(signal, "setitimer"):
        pytest.skip("this system has no clock of the processor")
    with pytest.raises(TooSlow), pytest.MonkeyPatch.context() as patch:
        patch.setitem(globals(), "SECONDS", 0.05)
        with only_faults():
            while True:
                pass


# ---- drawings

ODD = [
    "0",
    "1",
    "-1",
    "9",
    "50",
    ".5",
    "1e-320",
    "1e-200",
    "1e308",
    "1e6",
    "1e999",
    "nan",
    "inf",
    "1e",
    "-",
    "0x1",
    "1.2.3",
    "٣",
]
NUMBERS = st.sampled_from([*ODD, "", "1" * 400]) | st.floats(width=32).map(repr)
NAMES = ["x", "y", "width", "height", "rx", "ry", "r", "cx", "cy", "points", "d", "transform"]
NAMES += ["style", "class", "fill", "fill-rule", "stroke", "opacity", "display", "viewBox", "id"]
STYLES = [
    "none",
    "#f00",
    "#ff0000",
    "rgb(1,2,3)",
    "url(#a)",
    "evenodd",
    ".a{fill:#000}",
    "{",
    "}",
    "/*",
    "*/",
    ";",
    "@import",
]
TURNS = ["matrix(1 0 0 1 0 0)", "scale(0)", "rotate(1e9)", "a b", "fill:red"]
WORDS = st.sampled_from([*STYLES, *TURNS])
PATHS = st.lists(st.sampled_from([*"MmLlHhVvCcSsQqTtAaZz, "]) | NUMBERS, max_size=30).map(" ".join)
VALUES = NUMBERS | WORDS | PATHS | st.lists(NUMBERS | WORDS, max_size=6).map(" ".join) | st.text()
TAGS = ["g", "path", "rect", "circle", "ellipse", "polygon", "polyline", "style", "defs", "text"]
TAGS += ["svg", "use", "image", "a", "script", "title", "metadata", "x:y"]


def element(tag, given, inside):
    said = "".join(f' {name}="{_escaped(value)}"' for name, value in given.items())
    return f"<{tag}{said}>{''.join(inside)}</{tag}>"


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


GIVEN = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=6)
ELEMENTS = st.recursive(
    st.builds(element, st.sampled_from(TAGS), GIVEN, st.lists(VALUES.map(_escaped), max_size=1)),
    lambda inner: st.builds(element, st.sampled_from(TAGS), GIVEN, st.lists(inner, max_size=4)),
    max_leaves=8,
)
XMLNS = 'xmlns="http://www.w3.org/2000/svg"'
HEADS = st.sampled_from(
    [f'<svg {XMLNS} viewBox="0 0 100 50"', f'<svg {XMLNS} width="9" height="9"']
)


def changed(data, changes):
    """Replace, insert or cut bytes at places from 0 to 1."""
    for where, cut, added in changes:
        at = int(where * len(data))
        data = data[:at] + added + data[at + cut :]
    return data


CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 9), st.binary(max_size=5)), min_size=1, max_size=6
)


@fuzzed(150)
@given(HEADS, GIVEN, st.lists(ELEMENTS, max_size=4), CHANGES | st.just([]))
def test_any_drawing_is_read_or_refused(head, given, inside, changes):
    said = "".join(f' {k}="{_escaped(v)}"' for k, v in given.items() if k not in head)
    data = f"{head}{said}>{''.join(inside)}</svg>".encode("utf-8", "replace")
    with only_faults():
        picture.read_bytes(changed(data, changes), "logo.svg")


# ---- pictures of pixels


def _saved(mode, kind, **how):
    made, file = Image.new(mode, (23, 17)), io.BytesIO()
    dots = random.Random(1)
    for at in itertools.product(range(23), range(17)):
        made.putpixel(at, dots.randrange(2 if mode == "1" else 250))
    made.save(file, kind, **how)
    return file.getvalue()


EXIF = Image.Exif()
EXIF[0x0112] = 6
PIXELS = {
    **{f"PNG {mode}": _saved(mode, "PNG") for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")},
    "PNG with notes": _saved("P", "PNG", transparency=3, dpi=(72, 72), exif=EXIF),
    "JPEG": _saved("RGB", "JPEG", exif=EXIF),
    "JPEG L": _saved("L", "JPEG"),
    "JPEG CMYK": _saved("CMYK", "JPEG"),
    "JPEG progressive": _saved("RGB", "JPEG", progressive=True),
}


def chunk(kind, body):
    whole = kind + body
    return struct.pack(">I", len(body)) + whole + struct.pack(">I", zlib.crc32(whole))


def mended(png):
    """A PNG with right checksums, so that its changes reach the decoder."""
    kept, at = [png[:8]], 8
    while at + 12 <= len(png):
        end = at + 8 + int.from_bytes(png[at : at + 4])
        body = png[at + 4 : end]
        kept.append(png[at : at + 4] + body + struct.pack(">I", zlib.crc32(body)))
        at = end + 4
    return b"".join(kept)


KINDS = [b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"iCCP", b"pHYs", b"eXIf", b"zTXt", b"iTXt", b"IEND"]
CHUNKS = st.lists(st.tuples(st.sampled_from(KINDS), st.binary(max_size=20)), max_size=3)


@fuzzed(150)
@given(CHUNKS, CHUNKS)
def test_any_chunks_of_a_png_are_decoded_or_refused(before, after):
    first, last = (b"".join(chunk(*each) for each in given) for given in (before, after))
    png = PIXELS["PNG P"]
    with only_faults():
        found = picture.read_bytes(png[:33] + first + png[33:-12] + last + png[-12:], "pic")
        picture.pixels(found)


@pytest.mark.parametrize("kind", PIXELS)
@fuzzed(25)
@given(changes=CHANGES, is_mended=st.booleans())
def test_any_picture_is_decoded_or_refused(kind, changes, is_mended):
    data = changed(PIXELS[kind], changes)
    if is_mended and data.startswith(b"\x89PNG\r\n\x1a\n"):
        data = mended(data)
    with only_faults():
        found = picture.read_bytes(data, "pic")
        assert found.width * found.height <= limits.PICTURE_PIXELS
        if found.kind != "svg":
            picture.pixels(found)


# ---- words

SHIPPED = [path.read_text("utf-8") for path in (shipped.path("content.yaml"), *leaflets.examples())]
BLOCKS = list(shipped.module_names("blocks"))
MARKS = [
    "'",
    '"',
    "[",
    "]",
    "{",
    "}",
    "&a",
    "*a",
    "!!int",
    "#",
    "**",
    "](",
    "{clinic.",
    "<<:",
    "?",
    "%",
    "@",
    "~",
    "0x1F",
    "2024-02-30",
    "1e999",
    "😀",
]
BLANKS = ["- ", ": ", "|\n", ">\n", "---\n", "\t", "\r", "\u202e", "\ud7ff", "\x07", "\u2028"]
SIGNS = st.sampled_from([*MARKS, *BLANKS, "x" * 300])
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 3), SIGNS | st.text(max_size=5) | st.just("")),
    min_size=1,
    max_size=5,
)


def edited(text, edits):
    """Delete lines at places from 0 to 1, and put something into those that follow."""
    lines = text.split("\n")
    for where, cut, added in edits:
        at = int(where * (len(lines) - 1))
        line = lines[at]
        middle = int(where * 97) % (len(line) + 1)
        lines[at : at + cut] = [line[:middle] + added + line[middle:]]
    return "\n".join(lines)


@fuzzed(60)
@given(st.sampled_from(SHIPPED), EDITS, CHANGES | st.just([]))
def test_a_leaflet_that_was_damaged_is_read_or_refused(text, edits, changes):
    data = changed(edited(text, edits).encode("utf-8", "surrogatepass"), changes)
    with only_faults():
        found = shelf.read(data, "content.yaml", None)
        if not found.document:
            raise LeafletError(*found.faults)


LEAVES = st.text(max_size=30) | SIGNS | st.integers() | st.floats() | st.booleans() | st.none()
FIELDS = "title body clinic text items rows head level alt file only except short question"
MORE = "answer kind of sources url accept pack"
KEYS = st.sampled_from([*FIELDS.split(), *MORE.split(), *BLOCKS]) | st.text(max_size=5)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
BODY = st.lists(st.dictionaries(st.sampled_from(BLOCKS), TREES, min_size=1, max_size=2), max_size=3)
WHOLE = {"title": "Knee pain", "clinic": {"name": "A", "address": "B", "phone": "01632 960 555"}}


@fuzzed(120)
@given(BODY, st.dictionaries(KEYS, TREES, max_size=2))
def test_any_tree_is_a_leaflet_that_can_be_laid_out_or_is_refused(body, more):
    with only_faults():
        read = leaflet.read({**WHOLE, "body": body, **more})
        leaflet.compose(read)


@fuzzed(60)
@given(st.binary(max_size=60) | TREES.map(repr).map(str.encode) | st.text().map(str.encode))
def test_any_bytes_that_practice_software_sends_are_read_or_refused(body):
    with only_faults():
        try:
            wanted.read(body, wanted.BuildRequest)
        except Refusal as refusal:
            assert refusal.code == "not-json"


# ---- names of files

PATHS_OUT = st.lists(
    st.sampled_from(["..", ".", "", "secret.png", "in", "pic.png", "link", "~", "C:", "con", "\0"])
    | st.text(max_size=6),
    min_size=1,
    max_size=5,
).flatmap(lambda steps: st.sampled_from(["/", "\\", "//"]).map(lambda mark: mark.join(steps)))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with a picture, beside one that it must not lead to."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.png").write_bytes(_saved("RGB", "PNG"))
    inside = outside / "in"
    inside.mkdir()
    (inside / "pic.png").write_bytes(_saved("L", "PNG"))
    if hasattr(os, "symlink") and os.name != "nt":
        (inside / "link").symlink_to(outside)
    return inside


@fuzzed(150)
@given(PATHS_OUT | st.text(max_size=30))
def test_no_name_in_a_leaflet_leads_out_of_its_folder(home, name):
    with only_faults():
        found = picture.read(name, home)
        assert found.data == (home / "pic.png").read_bytes()


@fuzzed(150)
@given(st.text(max_size=90) | PATHS_OUT)
def test_every_title_makes_a_name_that_any_system_takes(title):
    name = documents.slug(title)
    assert 0 < len(name) <= 80
    assert set(name) <= {*"abcdefghijklmnopqrstuvwxyz0123456789-"}


@pytest.fixture(scope="module")
def visitor(tmp_path_factory):
    """A browser that was let in, the token of its forms, and the folder of what is kept."""
    folder = tmp_path_factory.mktemp("reception")
    office = Office(folder, folder / "kept", ServerAddress("127.0.0.1", 8765), lambda: TODAY)
    client = TestClient(app.create(office), base_url=BASE, raise_server_exceptions=False)
    return client, Page(client.get(FORM).text).fields["token"], folder


@fuzzed(40)
@given(name=st.text(min_size=1, max_size=40) | PATHS_OUT, is_picture=st.booleans())
def test_the_name_of_what_is_sent_makes_no_file_anywhere(visitor, name, is_picture):
    client, token, folder = visitor
    before = {path for path in folder.rglob("*") if not path.name.startswith("logo-")}
    data = _saved("L", "PNG") if is_picture else name.encode("utf-8", "replace")
    sent = {"logo": (name.encode("utf-8", "replace").decode(), data)}
    answer = client.post("/logo", data={"token": token}, files=sent, headers={"origin": BASE})
    assert answer.status_code in (200, 400, 403, 422)
    after = {path for path in folder.rglob("*") if not path.name.startswith("logo-")}
    assert {path.name for path in after - before} <= {"kept", "in-use.lock"}


ROUTES = [
    "",
    "leaflets",
    "built-in",
    "clinic",
    "pages",
    "logos",
    "clinics",
    "assets",
    "api",
    "words",
]


@fuzzed(60)
@given(st.lists(st.sampled_from([*ROUTES, "..", "%2e%2e", "%00", "1.png"]) | st.text("a.%/\\:?#")))
def test_no_address_is_a_fault_of_ours(visitor, steps):
    client, *_ = visitor
    try:
        answer = client.get("/" + "/".join(steps), follow_redirects=False)
    except (httpx2.InvalidURL, ValueError, TypeError):  # the client itself refuses the address
        return
    assert answer.status_code in (200, 303, 307, 400, 401, 404, 405)


# ---- twice as much takes about twice as long


def png_of(chunks):
    made = PIXELS["PNG RGB"]
    return made[:33] + chunks + made[33:]


def yaml(data):
    return nodes.read(data, "content.yaml")


JPEG = PIXELS["JPEG"]
READERS = {
    "keys": lambda n: yaml(b"".join(b"k%d: v\n" % i for i in range(n // 8))),
    "items": lambda n: yaml(b"- a\n" * (n // 8)),
    "a long text": lambda n: yaml(b"a: " + b"x y " * n),
    "a quoted text": lambda n: yaml(b'a: "' + b"\\n" * n + b'"'),
    "comments": lambda n: yaml(b"#\n" * n + b"a: b"),
    "blank lines": lambda n: yaml(b"\n" * 4 * n + b"a: b"),
    "brackets": lambda n: yaml(b"a: " + b"[" * n),
    "open quotes": lambda n: yaml(b"'a\n" * n),
    "faults of syntax": lambda n: yaml(b"a: b: c\n" * n),
    "tabs": lambda n: yaml(b"\ta: b\n" * n),
    "hidden characters": lambda n: yaml(b"a: \x07\n" * n),
    "wrong bytes": lambda n: yaml(b"a: \xff\n" * n),
    "anchors": lambda n: yaml(b"- &a b\n" * n),
    "markup": lambda n: leaflet.read(CONTENT + "  - paragraph: '" + "**[a](" * (n // 8) + "'\n"),
    "fields": lambda n: leaflet.read(CONTENT + "  - paragraph: '" + "{clinic." * (n // 8) + "'\n"),
    "unknown keys": lambda n: leaflet.read(CONTENT + "  - paragraf: x\n" * (n // 40)),
    "a brand": lambda n: brand.read(_written(b"color:\n  palette:\n" + b"    a: b\n" * (n // 4))),
    "JSON": lambda n: wanted.read(b'{"leaflet":"' + b"\\u0041" * n + b'"}', wanted.BuildRequest),
    "JSON groups": lambda n: wanted.read(b'{"content":' + b"[" * n, wanted.BuildRequest),
    "chunks of a PNG": lambda n: picture.read_bytes(png_of(chunk(b"acTL", b"") * n), "p"),
    "notes of a PNG": lambda n: picture.read_bytes(png_of(chunk(b"tEXt", b"a\0b") * n), "p"),
    "segments of a JPEG": lambda n: picture.read_bytes(
        JPEG[:2] + b"\xff\xe1\0\2" * n + JPEG[2:], "p"
    ),
    "markers of a JPEG": lambda n: picture.read_bytes(JPEG[:-2] + b"\xff\xfe\0\2" * n, "p"),
    "bytes of a scan": lambda n: picture.read_bytes(JPEG[:-2] + b"\xff\0" * n + JPEG[-2:], "p"),
    "points of a drawing": lambda n: svg.read(
        f'<svg {XMLNS} viewBox="0 0 9 9"><polygon points="{"1 " * n}"/></svg>'.encode()
    ),
}
FOLDER = []


@pytest.fixture(autouse=True)
def _folder(tmp_path):
    FOLDER[:] = [tmp_path]


def _written(data):
    path = Path(FOLDER[0], "file.yaml")
    path.write_bytes(data)
    return path


def seconds(read, n):
    """The least time of the processor that one of three readings takes."""
    took = []
    for _ in range(3):
        for each in (picture._checked, svg.read):
            each.cache_clear()
        begin = time.process_time()
        with only_faults(), suppress(Refusal):
            read(n)
        took.append(time.process_time() - begin)
    return min(took)


@pytest.mark.parametrize("kind", READERS)
def test_twice_as_much_is_read_in_about_twice_the_time(kind):
    seconds(READERS[kind], 100)  # what is loaded once
    once, twice = (seconds(READERS[kind], n) for n in (8_000, 16_000))
    assert twice < max(3 * once, 0.1), (once, twice)
