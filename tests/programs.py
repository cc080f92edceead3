"""The programs of the system that some tests need, and what a run says where one is missing.

A test that cannot do without one is marked `@pytest.mark.needs("poppler")` and is skipped where it
is missing; a test that does less without it asks `available()`. Both are counted, and the run ends
with one line for each missing program. In continuous integration (`CI` is set) either fails.
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import pytest

WITHOUT = "without"
"""The name of the user property of a test's report that holds the program it did without."""
_asked_in_vain: set[str] = set()


class Missing(pytest.skip.Exception):
    """Skips a test because a program is not installed."""

    def __init__(self, program: "Program") -> None:
        super().__init__(f"{program.name} is not installed")
        self.program = program


class Program(NamedTuple):
    """A program by any of its commands; `cost` says what is not tested without it."""

    name: str
    commands: tuple[str, ...]
    cost: str
    debian: str
    macos: str

    @property
    def path(self) -> str | None:
        """The file of the first command that is found."""
        return next(filter(None, map(shutil.which, self.commands)), None)

    def available(self) -> bool:
        """Whether it is installed; fails in continuous integration where it is not."""
        if self.path:
            return True
        if os.environ.get("CI"):
            pytest.fail(f"CI is set and {self.name} is missing: {self.install}", pytrace=False)
        _asked_in_vain.add(self.name)
        return False

    def need(self) -> str:
        """The file of its command; raise Missing, which skips the test, where there is none."""
        if not self.available():
            raise Missing(self)
        return self.path

    @property
    def install(self) -> str:
        """How to install it."""
        return f"apt-get install {self.debian}, brew install {self.macos}"


POPPLER = Program(
    "poppler",
    ("pdfinfo",),
    "no second reader read the tags of our PDFs",
    "poppler-utils",
    "poppler",
)
QPDF = Program(
    "qpdf",
    ("qpdf",),
    "only its library checked the syntax of our PDFs",
    "qpdf",
    "qpdf",
)
GHOSTSCRIPT = Program(
    "Ghostscript",
    ("gs",),
    "the inks of press PDFs were not separated",
    "ghostscript",
    "ghostscript",
)
CHROMIUM = Program(
    "Chromium",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "the page for reception was not tried in a browser",
    "chromium",
    "--cask chromium",
)
LIBREOFFICE = Program(
    "LibreOffice",
    ("soffice", "libreoffice"),
    "no file of LibreOffice was brought in",
    "libreoffice-writer-nogui",
    "--cask libreoffice",
)
_ALL = (POPPLER, QPDF, GHOSTSCRIPT, CHROMIUM, LIBREOFFICE)
PROGRAMS = {program.name: program for program in _ALL}


def note(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Put into the report of a test which programs it did without since the last report."""
    if call.excinfo is not None and isinstance(call.excinfo.value, Missing):
        _asked_in_vain.add(call.excinfo.value.program.name)  # a fixture asks only once
    item.user_properties += [(WITHOUT, name) for name in sorted(_asked_in_vain)]
    _asked_in_vain.clear()


def summary(reports: Sequence[pytest.TestReport]) -> Iterator[str]:
    """One line for each missing program, and one for each other reason of a skip."""
    skipped, fewer = _missed(reports)
    for name in sorted({*skipped, *fewer}):
        program = PROGRAMS[name]
        yield (
            f"{name} is not installed: {program.cost}; {skipped[name]} tests skipped,"
            f" {fewer[name]} did less ({program.install})"
        )
    others = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in reports
        if report.skipped and not _without(report) and isinstance(report.longrepr, tuple)
    )
    yield from (f"{count} tests skipped: {reason}" for reason, count in sorted(others.items()))


def _missed(reports: Sequence[pytest.TestReport]) -> tuple[Counter[str], Counter[str]]:
    """How many tests were skipped for each program, and how many did less without it."""
    skipped = {report.nodeid: _without(report) for report in reports if report.skipped}
    fewer = {report.nodeid: _without(report) for report in reports if report.nodeid not in skipped}
    return Counter(chain(*skipped.values())), Counter(chain(*fewer.values()))


def _without(report: pytest.TestReport) -> set[str]:
    """The programs that a test did without; the last report of a test has them all."""
    return {name for key, name in report.user_properties if key == WITHOUT}
