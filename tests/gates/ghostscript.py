"""What each printing plate gets of a page, as Ghostscript separates it: nothing of it is ours."""

import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from gates.verdict import content

DOTS = 72
"""Dots to an inch: one to a point."""


def plates(pdf: bytes | Path, page: int = 1) -> dict[str, Image.Image]:
    """The plates of a page by the names of their inks; 255 is full ink."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "press.pdf")
        path.write_bytes(content(pdf))
        subprocess.run(
            [
                *("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep"),
                *(f"-r{DOTS}", f"-dFirstPage={page}", f"-dLastPage={page}"),
                *("-o", str(Path(folder, "plate.tif")), str(path)),
            ],
            check=True,
            capture_output=True,
        )
        found = {}
        for plate in Path(folder).glob("plate(*).tif"):
            with Image.open(plate) as image:
                name = plate.stem.removeprefix("plate(").removesuffix(")")
                found[name] = image.convert("L").point(lambda paper: 255 - paper)
        return found
