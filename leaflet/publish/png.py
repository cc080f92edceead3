"""PNG: a leaflet's pages as pictures, for websites and screens."""

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
    """Its pages in reading order, or the sides of folded panels; equal leaflets, equal bytes.

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
    """How the pictures' names begin: those of `knee.png`, or those in a folder `knee`."""
    is_name = output.suffix.lower() == SUFFIX and not output.is_dir()
    return output.with_suffix("") if is_name else output / slug


def names(base: Path, count: int) -> tuple[Path, ...]:
    """The files of so many pictures: `knee-1.png`, or `knee-01.png` where there are ten or more."""
    wide = len(str(count))
    return tuple(base.with_name(f"{base.name}-{n:0{wide}}{SUFFIX}") for n in range(1, count + 1))


def others(base: Path, written: Sequence[Path]) -> tuple[Path, ...]:
    """Pictures of an earlier build with more pages or fewer, which are still there."""
    start, known = f"{base.name}-", {path.name for path in written}
    found = (path for path in base.parent.iterdir() if path.suffix == SUFFIX)
    numbered = (p for p in found if p.stem.startswith(start) and p.stem[len(start) :].isdecimal())
    return tuple(sorted(path for path in numbered if path.name not in known))
