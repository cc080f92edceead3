"""Typst: the same leaflet as `leaflet.typ` sets it, a tagged PDF.

python -m typst_peer CONTENT OUTPUT
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import samples
import typst

HERE = Path(__file__).resolve().parent


def jobs(content: Path, clinics: list[dict[str, str]]) -> list[Callable[[], bytes]]:
    """For each clinic what lays its leaflet out and gives the PDF; fonts are opened once."""
    compiler = _compiler()
    return [partial(_build, compiler, content, details) for details in clinics]


def batch(content: Path, table: Path, folder: Path) -> Iterator[Path]:
    """Yield the files of the clinics of a table."""
    return samples.written(table, folder, partial(_build, _compiler(), content))


def main(content: str, output: str) -> None:
    """Build the leaflet of the content file."""
    Path(output).write_bytes(_build(_compiler(), Path(content), {}))


def _compiler() -> typst.Compiler:
    return typst.Compiler(
        HERE / "leaflet.typ",
        root=HERE.anchor,  # so that the content may stand anywhere
        font_paths=[HERE.parent / "fonts"],
        ignore_system_fonts=True,
    )


def _build(compiler: typst.Compiler, content: Path, details: dict[str, str]) -> bytes:
    inputs = {"content": content.resolve().as_posix(), "clinic": json.dumps(details)}
    return compiler.compile(sys_inputs=inputs, format="pdf")


if __name__ == "__main__":
    main(*sys.argv[1:])
