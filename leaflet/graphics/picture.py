"""Reads and checks picture files.

Nobody but this module gives a picture to Pillow, and never by path: the bytes are read once, two
formats are admitted, and the size is known from the header before anything is decoded. Pillow is
imported, in `raster`, when the first picture is read.
"""

from __future__ import annotations

import functools
import re
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leaflet import limits
from leaflet.errors import Fault, FileError, LeafletError, shown
from leaflet.graphics import svg
from leaflet.source.files import file_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image


class Picture(NamedTuple):
    """A checked picture; it was decoded once to make sure that it is whole."""

    name: str
    """As the user wrote it."""
    width: int
    """In pixels, as seen: after the turn that a camera may have noted."""
    height: int
    kind: str
    """`jpeg`: `data` may go into a PDF as it is (DCTDecode, eight bits); `png`: use `pixels`;
    `svg`: a drawing, which `svg` reads."""
    components: int
    """1 (grey) or 3 (RGB); of a PNG always 3."""
    data: bytes


def read(path_text: str, folder: Path) -> Picture:
    """Read a picture that a content file names, from that file's folder or one inside it.

    Raises LeafletError, or FileError for a missing file.
    """
    return _checked(path_text, file_bytes(_inside(path_text, folder), limits.PICTURE_BYTES))


def read_named(path: str | Path) -> Picture:
    """Read a picture that the command line names, from any folder."""
    return _checked(str(path), file_bytes(Path(path), limits.PICTURE_BYTES))


def read_bytes(data: bytes, name: str) -> Picture:
    """Check the bytes of a picture; LeafletError if it may not be printed."""
    return _checked(name, data)


def pixels(picture: Picture) -> tuple[bytes, bytes | None]:
    """Decode a picture into RGB bytes, row by row from the top, and alpha bytes or None.

    Alpha is None where the picture is opaque.
    """
    from leaflet.graphics import raster

    with _pillow_faults(picture.name), raster.opened(picture.data) as image:
        image = _flat(raster.upright(image))
        if image.mode != "RGBA":
            return image.convert("RGB").tobytes(), None
        alpha = image.getchannel("A")
        opaque = alpha.getextrema()[0] == 255
        return image.convert("RGB").tobytes(), None if opaque else alpha.tobytes()


_BESIDE = "save the picture beside the content file, and write its name only"


def _inside(path_text: str, folder: Path) -> Path:
    """Resolve a relative path; it may not lead out of the folder, nor may a link in it."""
    name = f"`{shown(path_text, 200)}`"
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", path_text):
        raise LeafletError(
            Fault("web-address-as-file", f"{name} is an address; nothing is fetched", None, _BESIDE)
        )
    if not path_text.strip() or "\0" in path_text:
        raise LeafletError(Fault("not-a-file-name", "this is no name of a picture", None, _BESIDE))
    if path_text.startswith(("/", "~", "\\")) or path_text[1:2] == ":":
        raise LeafletError(
            Fault("outside-folder", f"{name} is outside the leaflet's folder", None, _BESIDE)
        )
    if "\\" in path_text:  # so that a leaflet builds on every system or on none
        hint = f"write `{shown(path_text.replace(chr(92), '/'), 200)}`"
        problem = f"{name} has backslashes, which only Windows takes"
        raise LeafletError(Fault("not-a-file-name", problem, None, hint))
    root = folder.resolve()
    try:
        path = (root / path_text).resolve()
    except (OSError, RuntimeError, ValueError):  # a link to itself, or a name too long
        raise FileError(Fault("read-failed", f"{name} could not be read")) from None
    if root not in path.parents:
        raise LeafletError(
            Fault("outside-folder", f"{name} is outside the leaflet's folder", None, _BESIDE)
        )
    return Path(folder, path.relative_to(root))


@functools.lru_cache(8)  # on the page for reception one logo is read with every key that is typed
def _checked(name: str, data: bytes) -> Picture:
    if svg.is_one(data):
        drawing = svg.read(data, name)
        scale = _DRAWN / min(drawing.width, drawing.height)
        size = round(drawing.width * scale), round(drawing.height * scale)
        _measure(name, *size)
        return Picture(name, *size, "svg", 3, data)
    from leaflet.graphics import raster

    with _pillow_faults(name), raster.opened(data) as image:
        _measure(name, *image.size)
        if image.format == "JPEG":
            _measure_scans(name, _scans(data), *image.size)
        seen = raster.upright(image)  # decodes it all: a cut file is found here and not on paper
        if image.format == "PNG":
            return Picture(name, *seen.size, "png", 3, data)
        mode = "L" if image.mode == "L" else "RGB"
        plain = _plain_jpeg(data) if seen is image and image.mode == mode else None
        if plain is None:
            plain = _saved_jpeg(seen.convert(mode))
        return Picture(name, *seen.size, "jpeg", 1 if mode == "L" else 3, plain)


def _measure(name: str, width: int, height: int) -> None:
    """Raise LeafletError if a picture's width and height are beyond the limits."""
    size = f"`{shown(name, 200)}` has {width:,} × {height:,} pixels"
    if width * height > limits.PICTURE_PIXELS:
        most = f"{limits.PICTURE_PIXELS // 1_000_000} million"
        raise LeafletError(
            Fault("too-large", f"{size}; {most} is the most", None, "save it smaller")
        )
    if max(width, height) > limits.PICTURE_RATIO * min(width, height):
        ratio = f"one side may be {limits.PICTURE_RATIO} times the other at most"
        raise LeafletError(
            Fault("too-thin", f"{size}; {ratio}", None, "cut it to what is to be seen")
        )


def _measure_scans(name: str, scans: int, width: int, height: int) -> None:
    """Raise LeafletError for a JPEG whose scans, each of them over all of it, take too long."""
    if scans * width * height > limits.PICTURE_DECODING:
        problem = f"`{shown(name, 200)}` is coded in {scans:,} layers, which take too long to read"
        hint = "open it in a picture program and save it as a plain JPEG, not a progressive one"
        raise LeafletError(Fault("too-large", problem, None, hint))


_DRAWN = 500
"""The shorter side of a drawing, which has no pixels, in as many units."""


def _flat(image: Image.Image) -> Image.Image:
    """Convert palettes, bits and 16-bit greys into RGB or RGBA of eight bits."""
    if image.mode.startswith(("I", "F")):  # Pillow clips 16 bits where it should scale
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _saved_jpeg(image: Image.Image) -> bytes:
    """Encode a photograph anew, because it was turned, or was in inks: as PNG it would be huge."""
    file = BytesIO()
    image.save(file, "JPEG", quality=95, subsampling=0)
    return file.getvalue()


def _plain_jpeg(data: bytes) -> bytes | None:
    """Return a baseline JPEG without what a PDF does not need, such as where it was taken.

    None if there is no end, or if the coding is another: other programs have to read the PDF, some
    of them small (ISO 32000-1, 7.4.8 knows progressive ones; they can be slow to decode).
    """
    kept = [data[:2]]
    for marker, at, end in _segments(data):
        if marker == _END:
            return b"".join([*kept, data[at:end]])
        if marker in _OTHER_CODINGS:
            return None
        if marker not in _NOTES:
            kept.append(data[at:end])
    return None


def _scans(data: bytes) -> int:
    """Return how many scans the first picture of a JPEG has: one to four unless progressive."""
    return sum(marker == _SCAN for marker, _, _ in _segments(data))


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield (marker, start, end) of a JPEG's segments, scans with their data (T.81, B.1.1.4)."""
    at = 2
    while found := _MARKER.search(data, at):
        at, marker = found.start(), data[found.start() + 1]
        if marker == _END:
            yield marker, at, at + 2
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == _SCAN:
            following = _MARKER.search(data, end)
            end = following.start() if following else len(data)
        yield marker, at, end
        at = end


# In a scan, FF 00 is data; 01 and D0…D8 stand alone, with no length and nothing to skip (B.1.1.3).
_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd8\xff]")
_END, _SCAN = 0xD9, 0xDA
_OTHER_CODINGS = {0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
# APPn and comments, but not APP0 (JFIF) and APP14 (Adobe), which say how the colours are coded.
_NOTES = {0xFE, *range(0xE1, 0xF0)} - {0xEE}


@contextmanager
def _pillow_faults(name: str) -> Iterator[None]:
    """Turn whatever a decoder raises into one sentence: their messages carry addresses.

    Any exception: broken files raise OSError, SyntaxError, ValueError, struct.error, IndexError …
    """
    from PIL import UnidentifiedImageError

    shown_name = f"`{shown(name, 200)}`"
    try:
        yield
    except LeafletError:
        raise
    except UnidentifiedImageError:
        hint = "open it in a picture program and save it as PNG or JPEG"
        raise LeafletError(
            Fault("not-a-picture", f"{shown_name} is neither PNG nor JPEG", None, hint)
        ) from None
    except Exception:
        hint = "copy it again from where it came, or save it anew"
        raise LeafletError(
            Fault("damaged-file", f"{shown_name} is damaged or cut off", None, hint)
        ) from None
