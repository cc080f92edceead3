"""Renders a leaflet's pages as PNG pictures, for websites and screens."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.measure import tree
from leaflet.publish import build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

    from leaflet.composition.leaflet import Leaflet

DPI = 150
"""Dots to an inch: sharp on a screen, and a full A4 page in some 400 KB."""
LEAST, MOST = 36, 600
SUFFIX = ".png"


def pictures(made: Leaflet, dpi: int = DPI) -> tuple[bytes, ...]:
    """Render the pages in reading order, or the sides of a folded leaflet, as PNG bytes.

    LeafletError where pdfium is not installed.
    """
    tree.need_reader()
    flat = made._replace(sides=build.press_sides(made))
    with tree.opened(build.write(flat)) as document:
        return tuple(_picture(page.render(scale=dpi / 72).to_pil(), dpi) for page in document)


def _picture(image: Image, dpi: int) -> bytes:
    data = BytesIO()
    image.convert("RGB").save(data, "PNG", dpi=(dpi, dpi))
    return data.getvalue()


def base(output: Path, slug: str) -> Path:
    """Return the path that the pictures' names begin with, for `knee.png` or a folder `knee`."""
    is_name = output.suffix.lower() == SUFFIX and not output.is_dir()
    return output.with_suffix("") if is_name else output / slug


def names(base: Path, count: int) -> tuple[Path, ...]:
    """Return the file names of so many pictures: `knee-1.png`, or `knee-01.png` from ten on."""
    wide = len(str(count))
    return tuple(base.with_name(f"{base.name}-{n:0{wide}}{SUFFIX}") for n in range(1, count + 1))


def others(base: Path, written: Sequence[Path]) -> tuple[Path, ...]:
    """Return pictures left from an earlier build with another number of pages."""
    start, known = f"{base.name}-", {path.name for path in written}
    found = (path for path in base.parent.iterdir() if path.suffix == SUFFIX)
    numbered = (p for p in found if p.stem.startswith(start) and p.stem[len(start) :].isdecimal())
    return tuple(sorted(path for path in numbered if path.name not in known))
