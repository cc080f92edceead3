"""What a validator says about a PDF."""

from pathlib import Path
from typing import NamedTuple


class Verdict(NamedTuple):
    """`assertions` counts the checks that ran: with none, compliance means nothing."""

    compliant: bool
    assertions: int
    failures: list[str]


def content(pdf: bytes | Path) -> bytes:
    return pdf if isinstance(pdf, bytes) else pdf.read_bytes()
