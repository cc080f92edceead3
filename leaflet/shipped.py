"""Finds what comes with the program: fonts, themes, and the modules that users name in words."""

from __future__ import annotations

import functools
import importlib
import pkgutil
import sys
from pathlib import Path
from types import ModuleType

from leaflet import system
from leaflet.errors import Fault, LeafletError

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder `name` inside the package, such as `themes`."""
    return _PACKAGE / name


def path(name: str) -> Path:
    """Return the file `name` in the installed package, or else at the top of the checkout.

    A wheel carries `fonts/` and `content.yaml` inside the package (hatch's force-include).
    """
    installed = _PACKAGE / name
    return installed if installed.exists() else _PACKAGE.parent / name


@functools.cache
def module_names(folder: str) -> tuple[str, ...]:
    """Return the names of the modules in `folder` of the package, such as `blocks`, in order."""
    found = pkgutil.iter_modules([str(_PACKAGE / folder)])
    return tuple(sorted(module.name for module in found))


def module(folder: str, name: str) -> ModuleType:
    """Import the module `name` of `folder`, one of `module_names`."""
    return importlib.import_module(".".join((__package__, *folder.split("/"), name)))


def missing(extra: str) -> LeafletError:
    """Return the error of an extra of the package that is not installed, with how to get it."""
    package = f'"patient-leaflet[{extra}]"'  # every shell takes double quotation marks
    python = system.quoted(sys.executable)
    ways = f"{python} -m pip install {package}, or pipx install --force {package}"
    return LeafletError(Fault("missing-extra", f"this needs the extra [{extra}]: {ways}"))
