"""Leaflet: printable, branded, accessible patient leaflets from a plain text file.

    import leaflet

    document = leaflet.read("content.yaml")
    made = leaflet.compose(document, sheet="a4")
    pdf = leaflet.write(made)

Every function is safe in threads, keeps no state and prints nothing; what a user can put right is
raised as LeafletError.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Clinic",
    "Document",
    "Fault",
    "FileError",
    "Leaflet",
    "LeafletError",
    "Place",
    "Press",
    "__version__",
    "clinic",
    "compose",
    "read",
    "write",
]

if TYPE_CHECKING:
    from leaflet.composition.leaflet import Leaflet
    from leaflet.composition.press import Press
    from leaflet.content.clinic import Clinic
    from leaflet.content.owner import clinic
    from leaflet.document.document import Document
    from leaflet.errors import Fault, FileError, LeafletError, Place
    from leaflet.publish.build import compose, read, write

_HOMES = {
    "Leaflet": "composition.leaflet",
    "compose": "publish.build",
    "read": "publish.build",
    "write": "publish.build",
    "Clinic": "content.clinic",
    "clinic": "content.owner",
    "Document": "document.document",
    "Fault": "errors",
    "FileError": "errors",
    "LeafletError": "errors",
    "Place": "errors",
    "Press": "composition.press",
}


def __getattr__(name: str) -> Any:
    """Return a public name, importing its module when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
