"""Ground: what is painted on a page besides its text, as a picture to look colours up in."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

DPI = 100
MOST = 4000
"""Pixels of the longer side: posters are seen more coarsely."""


class Ground(NamedTuple):
    """A picture, packed: a file may have hundreds of pages."""

    scale: float
    """Pixels in a point."""
    size: tuple[int, int]
    packed: bytes
    """RGB, row by row."""


def painted(page: PdfPage) -> Ground:
    """What pdfium paints of a page; without text where its text objects are inactive."""
    scale = min(DPI / 72, MOST / max(page.get_size()))
    bitmap = page.render(
        scale=scale,
        may_draw_forms=False,
        draw_annots=False,
        no_smoothpath=True,
        no_smoothimage=True,
        rev_byteorder=True,
    )
    image = bitmap.to_pil().convert("RGB")
    return Ground(scale, image.size, zlib.compress(image.tobytes(), 1))


@lru_cache(maxsize=1)
def unpacked(ground: Ground) -> Image:
    """The picture, RGB."""
    from PIL import Image

    return Image.frombytes("RGB", ground.size, zlib.decompress(ground.packed))
