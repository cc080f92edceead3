"""Loads icons: small signs drawn as vectors in any colour, one file each in `icons/`."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from leaflet.errors import Fault, LeafletError, shown
from leaflet.graphics.outline import Outline
from leaflet.source import model
from leaflet.source.value import Name

if TYPE_CHECKING:
    from leaflet.source.model import Reader
    from leaflet.source.nodes import Node

_FOLDER = Path(__file__).with_name("icons")
_FILE = re.compile(r'viewBox="0 0 (\S+) (\S+)"><path( fill-rule="evenodd")? d="([^"]+)"')
_SEGMENT = re.compile(r"([MLCZ])([^MLCZ]*)")
_PROBLEM = "there is no icon called `{}`"


@functools.cache
def names() -> tuple[str, ...]:
    """Return the names of all icons, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.svg")))


@functools.cache
def outline(name: str) -> Outline:
    """Return the outline of the icon `name`; LeafletError if there is none.

    The files hold what `tools/vendor_icons.py` writes, and no other SVG: one path, filled.
    """
    if name not in names():
        raise LeafletError(Fault("unknown-name", _PROBLEM.format(shown(name)), None, meant(name)))
    ((width, height, rule, data),) = _FILE.findall((_FOLDER / f"{name}.svg").read_text("utf-8"))
    path = tuple((kind, tuple(map(float, n.split()))) for kind, n in _SEGMENT.findall(data))
    return Outline(float(width), float(height), path, even_odd=bool(rule))


def meant(name: str) -> str:
    """Return a hint with the icon name nearest to `name`, or where they are listed."""
    return model.meant(name, names(), "the command `leaflet icons` lists them")


class IconName(Name):
    """The name of an icon that there is."""

    __slots__ = ()
    what = "the name of an icon"
    schema: ClassVar[dict[str, Any]] = {**Name.schema, "examples": ["phone", "heart"]}

    @classmethod
    def from_node(cls, node: Node, reader: Reader) -> Self | None:
        """The name that `node` says, or None and a fault with the icon that may be meant."""
        made = super().from_node(node, reader)
        if made and made.text not in names():
            problem = _PROBLEM.format(reader.shown(made.text))
            reader.fault(node.span, "unknown-name", problem, meant(made.text))
            return None
        return made

    @property
    def outline(self) -> Outline:
        """The shape of the icon."""
        return outline(self.text)
