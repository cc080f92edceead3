"""Where the files stand that come with the program: fonts and the example leaflet."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name` inside the package, such as `themes`."""
    return _PACKAGE / name


def path(name: str) -> Path:
    """The file or folder `name` inside the installed package, otherwise at the top of the checkout.

    A wheel carries `fonts/` and `content.yaml` inside the package (hatch's force-include).
    """
    installed = _PACKAGE / name
    return installed if installed.exists() else _PACKAGE.parent / name
