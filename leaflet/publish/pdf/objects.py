"""Imports ReportLab's PDF objects safely: no settings file or variable can steer them.

ReportLab executes settings files and modifications that lie on the path, in the current folder or
in the home folder, and obeys `RL_…` variables; all are shut out while it is first imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_EXECUTED = (
    *("reportlab.local_rl_mods", "reportlab_mods"),
    *("reportlab.local_rl_settings", "reportlab_settings"),
)


@contextmanager
def _shut_in() -> Iterator[None]:
    """Put stand-ins for settings modules and take away `RL_…` variables during the import."""
    absent = [name for name in _EXECUTED if name not in sys.modules]
    steering = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("RL_")}
    sys.modules.update({name: ModuleType(name) for name in absent})
    try:
        yield
    finally:
        os.environ.update(steering)
        for name in absent:
            del sys.modules[name]


with _shut_in():
    from reportlab.pdfbase.pdfdoc import (
        PDFArray,
        PDFDictionary,
        PDFDocument,
        PDFObject,
        PDFStream,
        PDFString,
        format,
    )

__all__ = [
    "PDFArray",
    "PDFDictionary",
    "PDFDocument",
    "PDFObject",
    "PDFStream",
    "PDFString",
    "format",
]
