"""Run: measures Leaflet beside a ReportLab Platypus and a Typst version of the same leaflet.

    python benchmarks/run.py [--rounds N] [--content FILE] [--run FILES]

Everything is installed into benchmarks/.venv, Leaflet as a wheel, so that its modules are compiled
as on a user's computer. The programs take turns, A B C A B C …, and a ratio is the median of the
ratios round by round: a computer that slows down for a while slows all of them. Compare ratios;
milliseconds of two computers, or of two runs, say little. Linux and macOS, Python 3.11 or newer.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple, TypeVar

import samples

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / "bin/python"
QUESTIONS, MANY_QUESTIONS = (1_000, 22), (2_000, 10)
"""How many, and the words of an answer: two lines, and one."""
CLINICS, FILES = 40, 150
"""How many leaflets a warm process builds, or writes as files, while the clock runs."""
RUN = 2_000
"""How many files a process writes whose memory is looked at, unless it is said."""
T = TypeVar("T")


class Peer(NamedTuple):
    """A program that builds the leaflet."""

    name: str
    module: str
    """What has its `jobs`."""
    build: tuple[str, ...]
    """Arguments of Python; `{content}` and `{pdf}` are filled in."""


PEERS = (
    Peer("Leaflet", "ours", ("-m", "leaflet", "-q", "build", "{content}", "-o", "{pdf}")),
    Peer("Platypus", "platypus", ("-m", "platypus", "{content}", "{pdf}")),
    Peer("Typst", "typst_peer", ("-m", "typst_peer", "{content}", "{pdf}")),
)


class Figure(NamedTuple):
    """One line of the table: what was measured, for each peer in turn."""

    name: str
    values: tuple[float, ...]
    ratios: tuple[float, ...] = ()
    """Leaflet to each peer, round by round; speeds and times alike."""
    form: str = ",.0f"


class Limit(NamedTuple):
    """A promise: the figure is at most, or at least, so much."""

    name: str
    figure: float
    bound: float
    at_least: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the figure is on the right side."""
        return self.figure >= self.bound if self.at_least else self.figure <= self.bound


# ---- Processes


class Ended(NamedTuple):
    """A process that has ended."""

    seconds: float
    megabytes: float
    """The most memory that it had at one time."""
    output: str


def python(*arguments: str) -> Ended:
    """Run the environment's Python to its end; CalledProcessError where it fails."""
    start = perf_counter()
    process = subprocess.Popen(
        [PYTHON, *arguments], cwd=HERE, env=_environment(), stdout=subprocess.PIPE, text=True
    )
    with process:
        output = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss: bytes there, KiB elsewhere
    return Ended(seconds, used.ru_maxrss * unit / 1e6, output)


def _environment() -> dict[str, str]:
    """The surroundings of a user: nothing that stops Python from keeping compiled modules."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def prepare() -> None:
    """Make the environment, and install what the peers need and Leaflet as it is now."""
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--compile")
    python(*pip, "-r", "requirements.txt", str(HERE.parent))
    python(*pip, "--force-reinstall", "--no-deps", str(HERE.parent))  # the code as it is now


def build(peer: Peer, content: Path, pdf: Path) -> Ended:
    """Build a PDF in a fresh process."""
    return python(*(part.format(content=content, pdf=pdf) for part in peer.build))


def child(*arguments: object) -> dict[str, float]:
    """What `child.py` measures."""
    return json.loads(python("-m", "child", *map(str, arguments)).output)


# ---- Measurements


def by_turns_of(rounds: int, *measures: Callable[[], T]) -> list[tuple[T, ...]]:
    """What the measures give, a tuple a round; none before is left out."""
    return [tuple(measure() for measure in measures) for _ in range(rounds)]


def by_turns(rounds: int, *measures: Callable[[], float]) -> list[tuple[float, ...]]:
    """What the measures give, a tuple a round; one round before is not counted."""
    for measure in measures:
        measure()
    return [tuple(measure() for measure in measures) for _ in range(rounds)]


def figure(name: str, taken: list[tuple[float, ...]], form: str = ",.0f") -> Figure:
    """The medians over all rounds, and how the first measure compares with each other one."""
    values = tuple(map(median, zip(*taken, strict=True)))
    ratios = tuple(median(row[0] / row[i] for row in taken) for i in range(len(values)))
    return Figure(name, values, ratios, form)


def cold(rounds: int, content: Path, folder: Path) -> Figure:
    """From the content file to a PDF, in a fresh process."""
    taken = by_turns(
        rounds,
        *(lambda p=peer: build(p, content, folder / p.name).seconds * 1000 for peer in PEERS),
    )
    return figure("cold, ms", taken)


def warm(rounds: int, content: Path) -> Figure:
    """Leaflets a second in one process, each for another clinic."""
    taken = by_turns(
        rounds,
        *(
            lambda p=peer: 1 / child("warm", p.module, content, CLINICS)["seconds"]
            for peer in PEERS
        ),
    )
    return figure("warm, leaflets a second", taken, ",.1f")


def batch(rounds: int, content: Path) -> Iterator[Figure]:
    """Files a second of one process, each for another clinic: tables read, files written.

    Beside it by processor time, which other work on the computer changes less.
    """
    found = by_turns_of(
        rounds, *(lambda p=peer: child("batch", p.module, content, FILES) for peer in PEERS)
    )
    for key, name in (("seconds", "second"), ("processor", "processor second")):
        taken = [tuple(1 / each[key] for each in row) for row in found]
        yield figure(f"batch, files a {name}", taken, ",.1f")


def two_processes(rounds: int, content: Path) -> float:
    """Return how many times as fast two processes make a run as one does, started and all."""
    ways = (lambda j=jobs: child("run", content, 10 * FILES, j)["seconds"] for jobs in (1, 2))
    return median(one / two for one, two in by_turns(rounds, *ways))


def growth(content: Path, count: int) -> float:
    """Return by how much the memory of a process grows in a run after its first 500 files, in %."""
    taken = child("worker", content, count)
    return (taken["late"] / taken["early"] - 1) * 100


def further_page(rounds: int, content: Path, longer: Path, folder: Path) -> Figure:
    """What a page more costs: the leaflet with many questions, less the leaflet."""
    costs = (lambda p=peer: _page_cost(p, content, longer, folder) for peer in PEERS)
    return figure("a further page, ms", by_turns(rounds, *costs), ".2f")


def _page_cost(peer: Peer, content: Path, longer: Path, folder: Path) -> float:
    short, long = folder / f"{peer.name}-short", folder / f"{peer.name}-long"
    less, more = build(peer, content, short), build(peer, longer, long)
    pages = child("count", long)["pages"] - child("count", short)["pages"]
    return (more.seconds - less.seconds) * 1000 / pages


def memory(name: str, content: Path, folder: Path) -> Figure:
    """The most memory that a fresh process takes, in megabytes."""
    taken = [build(peer, content, folder / f"{peer.name}-memory").megabytes for peer in PEERS]
    return figure(f"memory, MB: {name}", [tuple(taken)])


def output(folder: Path) -> Iterator[Figure]:
    """Yield the size of the PDFs of `cold`, and what shows that they are the same leaflet."""
    files = [folder / peer.name for peer in PEERS]
    yield figure("PDF, KB", [tuple(file.stat().st_size / 1000 for file in files)], ".1f")
    counts = [child("count", file) for file in files]
    for key in ("pages", "words"):
        yield Figure(key, tuple(count[key] for count in counts))


def help_cost(rounds: int) -> float:
    """Milliseconds of `leaflet --help` over those of a Python that does nothing."""
    taken = by_turns(
        rounds,
        lambda: python("-m", "leaflet", "--help").seconds,
        lambda: python("-c", "pass").seconds,
    )
    return median(ours - bare for ours, bare in taken) * 1000


# ---- The report


def measure(rounds: int, content: Path, folder: Path, count: int) -> Iterator[Figure | Limit]:
    """Yield all figures, and the limits that Leaflet keeps to."""
    few, many = (
        samples.with_questions(content, folder, *size) for size in (QUESTIONS, MANY_QUESTIONS)
    )
    more = f"{MANY_QUESTIONS[0]:,} questions more"
    yield (once := cold(3 * rounds, content, folder))
    yield (built := warm(rounds, content))
    files, processor = batch(rounds, content)
    yield files
    yield processor
    yield (page := further_page(max(rounds // 2, 1), content, few, folder))
    yield (small := memory("the leaflet", content, folder))
    yield (large := memory(more, many, folder))
    yield (size := next(sizes := output(folder)))
    yield from sizes
    yield Limit("warm, times Platypus", built.ratios[1], 2, at_least=True)
    yield Limit(
        "batch, files a processor second, times Typst", processor.ratios[2], 4, at_least=True
    )
    yield Limit("two processes, times one", two_processes(rounds, content), 1.6, at_least=True)
    yield Limit(f"memory of a run of {count:,}, % more", growth(content, count), 10)
    yield Limit("cold, times Typst", once.ratios[2], 3.8)
    yield Limit("a further page, times Typst", page.ratios[2], 0.5)
    yield Limit("`leaflet --help` over bare Python, ms", help_cost(3 * rounds), 80)
    yield Limit("a further page, ms", page.values[0], 3)
    yield Limit("memory, MB: the leaflet", small.values[0], 80)
    yield Limit(f"memory, MB: {more}", large.values[0], 200)
    yield Limit("PDF, KB", size.values[0], 37)


def show(found: Figure | Limit) -> None:
    """Print a line of the report."""
    if isinstance(found, Limit):
        sign = "at least" if found.at_least else "at most"
        kept = "" if found.is_kept else "  MISSED"
        print(f"{found.name:46}{found.figure:10.2f}   {sign} {found.bound:g}{kept}", flush=True)
        return
    values = "".join(f"{value:11{found.form}}" for value in found.values)
    ratios = "".join(f"{ratio:11.2f}" for ratio in found.ratios[1:])
    print(f"{found.name:34}{values}{ratios}", flush=True)


def main() -> None:
    """Measure and print; the exit code is 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often the programs take turns")
    parser.add_argument("--content", type=Path, default=HERE / "leaflet.yaml")
    parser.add_argument("--run", type=int, default=RUN, help="files of the run for memory")
    given = parser.parse_args()
    content = given.content.resolve()
    prepare()
    heads = "".join(f"{peer.name:>11}" for peer in PEERS)
    print(f"{'':34}{heads}" + "".join(f"{'÷ ' + peer.name:>11}" for peer in PEERS[1:]))
    with TemporaryDirectory() as folder:
        found = []
        for item in measure(given.rounds, content, Path(folder), given.run):
            if isinstance(item, Limit) and not any(isinstance(f, Limit) for f in found):
                print()
            show(item)
            found.append(item)
    sys.exit(any(isinstance(item, Limit) and not item.is_kept for item in found))


if __name__ == "__main__":
    main()
