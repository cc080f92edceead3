"""Loads icons: small signs drawn as vectors in any colour, one file each in `icons/`."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from leaflet.errors import Fault, LeafletError, meant, shown
from leaflet.graphics.outline import Outline

_FOLDER = Path(__file__).with_name("icons")
_FILE = re.compile(r'viewBox="0 0 (\S+) (\S+)"><path( fill-rule="evenodd")? d="([^"]+)"')
_SEGMENT = re.compile(r"([MLCZ])([^MLCZ]*)")


@functools.cache
def names() -> tuple[str, ...]:
    """Return the names of all icons, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.svg")))


def refused(name: str) -> Fault:
    """Describe that there is no icon of this name, and which one may be meant."""
    problem = f"there is no icon called `{shown(name)}`"
    hint = meant(name, names(), "the command `leaflet icons` lists them")
    return Fault("unknown-name", problem, None, hint)


@functools.cache
def outline(name: str) -> Outline:
    """Return the outline of the icon `name`; LeafletError if there is none.

    The files hold what `tools/vendor_icons.py` writes, and no other SVG: one path, filled.
    """
    if name not in names():
        raise LeafletError(refused(name))
    ((width, height, rule, data),) = _FILE.findall((_FOLDER / f"{name}.svg").read_text("utf-8"))
    path = tuple((kind, tuple(map(float, n.split()))) for kind, n in _SEGMENT.findall(data))
    return Outline(float(width), float(height), path, even_odd=bool(rule))
