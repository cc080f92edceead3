"""All gates, and what each has against a file."""

from collections.abc import Callable

import programs

from gates import pagevalidation, pdfium, poppler, structure, verapdf
from gates.compare import differences, letters
from gates.reading import Entry
from gates.verdict import Verdict

Gate = Callable[[bytes, list[Entry]], list[str]]


def _judged(validate: Callable[[bytes, str], Verdict], flavour: str) -> Gate:
    def judge(pdf: bytes, expected: list[Entry]) -> list[str]:
        verdict = validate(pdf, flavour)
        return [] if verdict.compliant else verdict.failures or ["refused without a reason"]

    return judge


def _poppler(pdf: bytes, expected: list[Entry]) -> list[str]:
    return differences(expected, poppler.read(pdf))


def _pdfium(pdf: bytes, expected: list[Entry]) -> list[str]:
    """Without blanks: pdfium loses those that are painted alone."""
    return differences(letters(expected), letters(pdfium.read(pdf)))


def _structure(pdf: bytes, expected: list[Entry]) -> list[str]:
    return structure.problems(pdf)


GATES: dict[str, Gate] = {
    "verapdf ua1": _judged(verapdf.validate, "ua1"),
    "verapdf 2a": _judged(verapdf.validate, "2a"),
    "page ua1": _judged(pagevalidation.validate, "ua1"),
    "page 2a": _judged(pagevalidation.validate, "2a"),
    "poppler": _poppler,
    "pdfium": _pdfium,
    "structure": _structure,
}


def available() -> dict[str, Gate]:
    """All gates; only without poppler, and never in CI, one less."""
    without = set() if programs.POPPLER.available() else {"poppler"}
    return {name: gate for name, gate in GATES.items() if name not in without}


def refusals(pdf: bytes, expected: list[Entry]) -> dict[str, list[str]]:
    """What each gate has against a file, in plain sentences; an empty list is a pass.

    `expected` is what the document says: one entry for each structure element, in reading order,
    with the role and the whole text of it, inline children included (see `reading.entries`).
    """
    return {name: gate(pdf, expected) for name, gate in available().items()}
