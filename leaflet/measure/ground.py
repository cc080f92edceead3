"""Renders what is painted behind the text of a page, to look colours up in."""

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
    """A compressed picture, because a file may have hundreds of pages."""

    scale: float
    """Pixels in a point."""
    size: tuple[int, int]
    packed: bytes
    """RGB, row by row."""


def painted(page: PdfPage) -> Ground:
    """Render a page with pdfium; inactive text objects are left out."""
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
    """Return the picture in RGB."""
    from PIL import Image

    return Image.frombytes("RGB", ground.size, zlib.decompress(ground.packed))
