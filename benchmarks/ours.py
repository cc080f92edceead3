"""Ours: the leaflet as Leaflet's own programming interface builds it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import leaflet


def jobs(content: Path, clinics: list[dict[str, str]]) -> list[Callable[[], bytes]]:
    """For each clinic what lays its leaflet out and gives the PDF; all that is read is read."""
    document = leaflet.read(content)
    owners = [leaflet.clinic(details) for details in clinics]
    return [partial(_build, document, owner) for owner in owners]


def _build(document: leaflet.Document, clinic: leaflet.Clinic) -> bytes:
    return leaflet.write(leaflet.compose(document, clinic))
