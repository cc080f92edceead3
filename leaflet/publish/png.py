"""Renders a leaflet's pages as PNG pictures, for websites and screens."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.composition.leaflet import Leaflet
from leaflet.errors import Fault, LeafletError, expect
from leaflet.measure import tree
from leaflet.publish import build

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

DPI = 150
"""Dots to an inch: sharp on a screen, and a full A4 page in some 400 KB."""
LEAST, MOST = 36, 600
SUFFIX = ".png"


def pictures(leaflet: Leaflet, dpi: int = DPI) -> tuple[bytes, ...]:
    """Render the pages in reading order, or the sides of a folded leaflet, as PNG bytes.

    `dpi` is the number of dots to an inch, from 36 to 600. Equal leaflets give equal bytes. Raises
    LeafletError for another number, and where the extra `proof` is not installed.
    """
    expect("pictures(leaflet)", leaflet, Leaflet, source="leaflet.compose")
    expect("pictures(dpi)", dpi, int)
    if not LEAST <= dpi <= MOST:
        problem = f"pictures of {dpi:,} dots to an inch are not made"
        raise LeafletError(Fault("out-of-range", problem, None, f"write {LEAST} to {MOST}"))
    tree.need_reader()
    flat = leaflet._replace(sides=build.press_sides(leaflet))
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
