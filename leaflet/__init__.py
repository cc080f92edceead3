"""Make printable, branded, accessible patient leaflets from plain text.

    import leaflet

    clinic = leaflet.clinic(name="Hill Clinic", address="1 Hill Road", phone="01632 960 555")
    document = leaflet.read({"title": "Knee pain", "body": [{"paragraph": "Rest a little."}]})
    for finding in leaflet.check(document, clinic).open:
        finding.severity, finding.code, finding.path, finding.problem
    made = leaflet.compose(document, clinic, sheet="a4")
    pdf = leaflet.write(made)

`read` and `clinic` also take files and text in YAML; `check` reads a leaflet as an editor would;
`compose` lays it out, with the names of `themes` and `sheets`; `write` gives the PDF, for a print
shop with `Press`, and `pictures` its pages as PNG files. `batch` makes leaflets for thousands of
clinics.

What a user can put right is raised as `LeafletError`, with every `Fault` as data; what a program
does wrong is a TypeError. All functions may be called from several threads: they keep no state,
print nothing and read no network.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Checked",
    "Clinic",
    "Document",
    "Fault",
    "FileError",
    "Finding",
    "Leaflet",
    "LeafletError",
    "Place",
    "Press",
    "Sheet",
    "Theme",
    "__version__",
    "batch",
    "check",
    "clinic",
    "compose",
    "pictures",
    "read",
    "sheets",
    "themes",
    "write",
]

if TYPE_CHECKING:
    from leaflet.composition.leaflet import Leaflet
    from leaflet.composition.press import Press
    from leaflet.content.clinic import Clinic
    from leaflet.content.owner import clinic
    from leaflet.content.sheet import Sheet, sheets
    from leaflet.content.theme import Theme, themes
    from leaflet.document.document import Document, read
    from leaflet.editor.engine import Checked, Finding, check
    from leaflet.errors import Fault, FileError, LeafletError, Place
    from leaflet.publish.batch.plan import batch
    from leaflet.publish.build import compose, write
    from leaflet.publish.png import pictures

_HOMES = {
    "composition.leaflet": ("Leaflet",),
    "composition.press": ("Press",),
    "content.clinic": ("Clinic",),
    "content.owner": ("clinic",),
    "content.sheet": ("Sheet", "sheets"),
    "content.theme": ("Theme", "themes"),
    "document.document": ("Document", "read"),
    "editor.engine": ("Checked", "Finding", "check"),
    "errors": ("Fault", "FileError", "LeafletError", "Place"),
    "publish.batch.plan": ("batch",),
    "publish.build": ("compose", "write"),
    "publish.png": ("pictures",),
}


def __getattr__(name: str) -> Any:
    """Return a public name, importing its module when it is first used."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, imported or not."""
    return [*__all__]
