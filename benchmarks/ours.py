"""Ours: the leaflet as Leaflet's own programming interface builds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import leaflet


def jobs(content: Path, clinics: list[dict[str, str]]) -> list[Callable[[], bytes]]:
    """For each clinic what lays its leaflet out and gives the PDF; all that is read is read."""
    document = leaflet.read(content)
    owners = [leaflet.clinic(details) for details in clinics]
    return [partial(_build, document, owner) for owner in owners]


def batch(content: Path, table: Path, folder: Path, jobs: int = 1) -> Iterator[Path]:
    """Yield the files of a run, as `leaflet batch` makes them."""
    for result in leaflet.batch(table, content, folder, jobs=jobs):
        if result.status != "built":
            raise AssertionError(result.faults)
        yield folder / result.path


def _build(document: leaflet.Document, clinic: leaflet.Clinic) -> bytes:
    return leaflet.write(leaflet.compose(document, clinic))
