"""Opens PNG and JPEG with Pillow without its warnings, and without changing its settings.

Pillow tells of broken notes with `warnings`, whose filters belong to the whole process: to silence
it for one thread is to silence them all. So it is given nothing that it would warn of.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_MOVING = {b"acTL", b"fcTL", b"fdAT"}
"""Chunks of an animated PNG (PNG 3, 11.3.4); without them it is its first picture."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture is turned to be seen upright (Exif 2.32, 4.6.4: Orientation)."""
_ORIENTATION = 0x0112
_SIZES = {1: 1, 3: 2, 4: 4}
"""Bytes of a whole number, by its type in TIFF (6.0, section 2)."""
_IN_XMP = re.compile(rb'tiff:Orientation(?:="|>)([0-9])')


class _Jpeg(JpegImageFile):
    """A JPEG, the first picture of several; its Exif is left alone, even for its resolution."""

    def getexif(self) -> Image.Exif:
        """Return no Exif; `orientation` reads the one tag that is needed."""
        return Image.Exif()


def opened(data: bytes) -> Image.Image:
    """Open a picture, reading only its header; UnidentifiedImageError for another format."""
    try:
        if data.startswith(_PNG):
            return PngImageFile(BytesIO(_still(data)))
        if data.startswith(_JPEG):
            return _Jpeg(BytesIO(data))
    except SyntaxError:  # Pillow's word for a header that it cannot read
        pass
    raise UnidentifiedImageError


def upright(image: Image.Image) -> Image.Image:
    """Decode a picture and rotate it upright by its orientation tag."""
    image.load()
    turn = _TURNS.get(orientation(image.info))
    return image if turn is None else image.transpose(turn)


def orientation(info: dict[Any, Any]) -> int:
    """Return the orientation noted in Exif or XMP, 1 to 8; 1 if there is none.

    `info` is that of a picture that has been loaded: a PNG may have its notes at the end.
    """
    exif = info.get("exif") or _bytes(info.get("Raw profile type exif", ""))
    if exif and (found := _in_exif(exif.removeprefix(b"Exif\0\0"))):
        return found
    xmp = info.get("XML:com.adobe.xmp") or info.get("xmp") or b""
    match = _IN_XMP.search(xmp.encode() if isinstance(xmp, str) else xmp)
    return int(match[1]) if match else 1


def _bytes(profile: str) -> bytes:
    """Decode a profile that a PNG stores as text: three lines of header, then hex."""
    try:
        return bytes.fromhex("".join(profile.split("\n")[3:]))
    except ValueError:
        return b""


def _in_exif(tiff: bytes) -> int:
    """Return the orientation in the first directory of a TIFF file, or 0 (TIFF 6.0, section 2)."""

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "little" if tiff[:2] == b"II" else "big")

    first = number(4, 4)
    for at in range(first + 2, first + 2 + 12 * number(first, 2), 12):
        if number(at, 2) == _ORIENTATION:
            return number(at + 8, _SIZES.get(number(at + 2, 2), 0))
    return 0


def _still(png: bytes) -> bytes:
    """Return the PNG without its animation chunks."""
    kept, at = [png[:8]], 8
    while at < len(png):
        end = at + 12 + int.from_bytes(png[at : at + 4])  # length, kind and checksum stand round
        if png[at + 4 : at + 8] not in _MOVING:
            kept.append(png[at:end])
        at = end
    return b"".join(kept)
