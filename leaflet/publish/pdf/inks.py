"""Writes the colours of marks and pictures in one colour space."""

from __future__ import annotations

import functools
from collections.abc import Collection
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from leaflet.graphics.colour import RGB
from leaflet.graphics.picture import pixels

if TYPE_CHECKING:
    from PIL import Image, ImageCms

    from leaflet.graphics.picture import Picture

PROFILE = Path(__file__).with_name("iso-coated-v2-300.icc")
"""Offset printing on coated paper, at most 300 % of ink on any spot (FOGRA39)."""
HUELESS = 0.1
"""By what share the inks that a colour takes may differ, and it is still a grey.

A tint of a colour takes less of each, in the same relation: a tint of grey is grey, and the palest
tint of a colour is not."""


class Samples(NamedTuple):
    """The samples of a picture in a PDF, eight bits each."""

    space: str
    """Its colour space (ISO 32000-1, 8.6.4)."""
    coded: bytes
    jpeg: bool = False
    alpha: bytes | None = None
    inverted: bool = False
    """Whether 0 is most ink, as in JPEG files of four inks."""


class Inks(Protocol):
    """The colour space that a file is written in."""

    def fill(self, colour: RGB) -> str:
        """Return the operator that sets the colour of letters and areas (ISO 32000-1, 8.6.8)."""

    def line(self, colour: RGB) -> str:
        """Return the operator that sets the colour of lines."""

    def picture(self, picture: Picture) -> Samples:
        """Convert a picture into this colour space."""


class Screen:
    """Writes colours as red, green and blue; the printer finds the inks."""

    def fill(self, colour: RGB) -> str:
        """Return the operator `rg`."""
        return f"{_parts(colour)} rg"

    def line(self, colour: RGB) -> str:
        """Return the operator `RG`."""
        return f"{_parts(colour)} RG"

    def picture(self, picture: Picture) -> Samples:
        """Return a photograph as it was saved, anything else decoded."""
        if picture.kind == "jpeg":
            space = "DeviceRGB" if picture.components == 3 else "DeviceGray"
            return Samples(space, picture.data, jpeg=True)
        rgb, alpha = pixels(picture)
        return Samples("DeviceRGB", rgb, alpha=alpha)


SCREEN = Screen()


class IndexedInks(Screen):
    """Writes colours as entries of one table, so that pages in other colours are the same bytes.

    Its colour space is the resource `/C` (ISO 32000-1, 8.6.6.3).
    """

    def __init__(self) -> None:
        self.entries: dict[tuple[int, ...], int] = {}

    def fill(self, colour: RGB) -> str:
        """Return the operators `cs` and `sc`."""
        return f"/C cs {self._entry(colour)} sc"

    def line(self, colour: RGB) -> str:
        """Return the operators `CS` and `SC`."""
        return f"/C CS {self._entry(colour)} SC"

    def _entry(self, colour: RGB) -> int:
        return self.entries.setdefault(eight_bits(colour), len(self.entries))

    @property
    def space(self) -> bytes:
        """The colour space, as PDF syntax."""
        return indexed(self.entries)


def indexed(colours: Collection[tuple[int, ...]]) -> bytes:
    """Return the colour space of a table of colours; a file has 256 at most."""
    table = b"".join(map(bytes, colours)) or b"\0\0\0"
    if len(table) > 768:
        raise OverflowError(f"{len(table) // 3} colours")
    return b"[/Indexed /DeviceRGB %d <%b>]" % (len(table) // 3 - 1, table.hex().encode())


def eight_bits(colour: RGB) -> tuple[int, ...]:
    """Return a colour in eight bits a part."""
    return tuple(round(255 * part) for part in colour)


class Process:
    """Writes colours as cyan, magenta, yellow and black, by the profile of a print condition.

    The profile sets how much ink there is at most. Whatever has no hue is printed in black alone:
    four inks that do not quite meet would blur small letters.
    """

    def __init__(self) -> None:
        self.found: dict[RGB, str] = {}

    def fill(self, colour: RGB) -> str:
        """Return the operator `k`."""
        return f"{self._inks(colour)} k"

    def line(self, colour: RGB) -> str:
        """Return the operator `K`."""
        return f"{self._inks(colour)} K"

    def _inks(self, colour: RGB) -> str:
        if colour not in self.found:
            inks = (0.0, 0.0, 0.0, black(colour)) if hueless(colour) else four(colour)
            self.found[colour] = _parts(inks)
        return self.found[colour]

    def picture(self, picture: Picture) -> Samples:
        """Convert a picture into four inks, or black alone if it has no hue; a JPEG stays one."""
        from PIL import Image

        photograph = picture.kind == "jpeg"
        if photograph and picture.components == 1:
            return Samples("DeviceGray", picture.data, jpeg=True)
        rgb, alpha = pixels(picture)
        image = Image.frombytes("RGB", (picture.width, picture.height), rgb)
        if _is_grey(image):
            return _samples(image.convert("L"), "DeviceGray", photograph, alpha)
        return _samples(_separated(image), "DeviceCMYK", photograph, alpha)


def hueless(colour: RGB) -> bool:
    """Return whether a colour is black, white or a grey, perhaps slightly warm or cold."""
    inks = [1 - part for part in colour]
    return max(inks) - min(inks) <= HUELESS * max(inks)


def black(colour: RGB) -> float:
    """Return the share of black ink, 0 to 1, that looks as light as the colour."""
    wanted = 255 * (0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2])
    steps = _black_steps()
    return min(range(256), key=lambda ink: abs(steps[ink] - wanted)) / 255


def four(colour: RGB) -> tuple[float, float, float, float]:
    """Return the shares of cyan, magenta, yellow and black, 0 to 1."""
    from PIL import Image

    dot = Image.new("RGB", (1, 1), tuple(round(part * 255) for part in colour))
    cyan, magenta, yellow, key = _separated(dot).tobytes()
    return cyan / 255, magenta / 255, yellow / 255, key / 255


def _separated(image: Image.Image) -> Image.Image:
    """Convert an RGB picture into four inks."""
    return _separation().apply(image)


@functools.cache
def _separation() -> ImageCms.ImageCmsTransform:
    """Return the colour transform from sRGB, with black point compensation."""
    from PIL import ImageCms

    srgb = ImageCms.createProfile("sRGB")
    relative = ImageCms.Intent.RELATIVE_COLORIMETRIC
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(srgb, _profile(), "RGB", "CMYK", relative, flags)


def _profile() -> ImageCms.ImageCmsProfile:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(BytesIO(PROFILE.read_bytes()))


@functools.cache
def _black_steps() -> tuple[int, ...]:
    """Return how light each of 256 shares of black ink looks on paper, as an sRGB grey."""
    from PIL import Image, ImageCms

    ramp = Image.new("CMYK", (256, 1))
    for ink in range(256):
        ramp.putpixel((ink, 0), (0, 0, 0, ink))
    relative = ImageCms.Intent.RELATIVE_COLORIMETRIC
    srgb = ImageCms.createProfile("sRGB")
    seen = ImageCms.buildTransform(_profile(), srgb, "CMYK", "RGB", relative)
    return tuple(seen.apply(ramp).convert("L").tobytes())


def _is_grey(image: Image.Image) -> bool:
    from PIL import ImageChops

    red, green, blue = image.split()
    # The box of all that is not 0: there is none where two channels are the same.
    return not any(ImageChops.difference(red, other).getbbox() for other in (green, blue))


def _samples(image: Image.Image, space: str, photograph: bool, alpha: bytes | None) -> Samples:
    if not photograph:
        return Samples(space, image.tobytes(), alpha=alpha)
    file = BytesIO()
    image.save(file, "JPEG", quality=95, subsampling=0)
    return Samples(space, file.getvalue(), jpeg=True, inverted=space == "DeviceCMYK")


@functools.lru_cache(maxsize=512)
def _parts(colour: tuple[float, ...]) -> str:
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in colour)
