"""Preview: measures the page for reception under load, on this computer alone.

    python benchmarks/preview.py [--count N] [--seconds N] [--at-once N]

Run it with the Python of an environment that has Leaflet and its extra [web]. Many ask at once, and
each must be given its own leaflet; then one types on and on, and memory must stay where it is.
Linux and macOS.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.parse import urlencode, urlsplit

import samples
from pypdfium2 import PdfDocument
from run import Limit, show
from watch import megabytes

PAUSE = 160
"""Milliseconds that the page waits after a key before it asks (leaflet.js)."""
PROMISED = 1000 / 3
"""Milliseconds from a key to the new pictures."""
PATIENCE = 60
"""Seconds for one answer."""
PICTURES = 300
"""Previews of which all pictures are fetched: more than the page keeps."""
SAMPLE = "01632 960 123"
"""The phone number of nobody: a leaflet is not made with it."""
FORM = {"content-type": "application/x-www-form-urlencoded"}
JSON = {"content-type": "application/json"}


class Visit:
    """One browser on the page of a leaflet."""

    def __init__(self, url: str, leaflet: str = "built-in") -> None:
        base, _, token = url.partition("/?token=")
        self.path = f"/leaflets/{leaflet}"
        self.line = HTTPConnection(urlsplit(base).netloc, timeout=PATIENCE)
        self.headers = {"origin": base}
        self._open(token)
        page = self.get(f"{self.path}/clinic").decode()
        self.fields = dict(re.findall(r'name="(token|kept)" value="([^"]+)"', page))

    def _open(self, token: str) -> None:
        """Come in with the start token, by which programs ask too."""
        self.line.request("GET", f"/?token={token}", headers=self.headers)
        answer = self.line.getresponse()
        answer.read()
        cookies = answer.headers.get_all("set-cookie")
        self.headers["cookie"] = "; ".join(each.partition(";")[0] for each in cookies)
        self.headers["authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, body: str | None = None, **more: str) -> bytes:
        """The body of an answer; AssertionError where it is no 200."""
        self.line.request(method, path, body, self.headers | more)
        answer = self.line.getresponse()
        data = answer.read()
        assert answer.status == 200, (answer.status, path, data[:300])
        return data

    def get(self, path: str) -> bytes:
        """What is at an address."""
        return self.ask("GET", path)

    def preview(self, clinic: dict[str, str]) -> list[str]:
        """Type a clinic; the addresses of the pictures."""
        body = urlencode(clinic | self.fields)
        page = self.ask("POST", f"{self.path}/preview", body, **FORM).decode()
        found = re.findall(r'<img src="([^"]+)"', page)
        assert found, page[:300]
        return found

    def pdf(self, clinic: dict[str, str]) -> bytes:
        """The finished leaflet of a clinic that is saved."""
        body = urlencode(clinic | self.fields | {"action": "next"})
        self.line.request("POST", f"{self.path}/clinic", body, self.headers | FORM)
        answer = self.line.getresponse()
        answer.read()
        page = self.get(answer.headers["location"]).decode()
        return self.get(re.search(r'href="([^"]+/ready/[^"]+/leaflet.pdf)"', page)[1])

    def build(self, clinic: dict[str, str]) -> bytes:
        """The leaflet as practice software asks for it."""
        body = json.dumps({"leaflet": "built-in", "clinic": clinic})
        return self.ask("POST", "/api/build", body, **JSON)


@contextmanager
def reception(home: Path) -> Iterator[tuple[str, int]]:
    """A running `leaflet serve`: its address with the start token, and its number."""
    (home / "leaflets").mkdir()
    log = home / "log"
    surroundings = os.environ | {"LEAFLET_DATA": str(home / "kept")}
    command = [sys.executable, "-u", "-m", "leaflet", "serve", "--no-browser"]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=home / "leaflets", env=surroundings, stdout=file, stderr=file
        )
    try:
        while not (found := re.search(r"http://\S+", log.read_text())):
            assert process.poll() is None, log.read_text()
            sleep(0.02)
        yield found[0], process.pid
    finally:
        process.terminate()
        process.wait(PATIENCE)


def says(pdf: bytes, name: str) -> bool:
    """Whether a PDF names this clinic and no other."""
    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(pdf)]
    return set(re.findall(r"Harbour Clinic \d+", "\n".join(pages))) == {name}


def at_once(url: str, count: int) -> None:
    """So many ask together, by the page and by the API; each is given its own."""
    clinics = samples.clinics(count)
    visits = [Visit(url) for _ in clinics]
    with ThreadPoolExecutor(count) as threads:
        start = perf_counter()
        pictures = [*threads.map(lambda v, c: v.preview(c), visits, clinics)]
        took = perf_counter() - start
        pdfs = [*threads.map(lambda v, c: v.pdf(c), visits, clinics)]
        others = [*threads.map(lambda v, c: v.build(c), visits, reversed(clinics))]
        seen = [*threads.map(lambda v, p: v.get(p[0]), visits, pictures)]
    own = sum(says(pdf, clinic["name"]) for pdf, clinic in zip(pdfs, clinics, strict=True))
    own += sum(says(pdf, c["name"]) for pdf, c in zip(others, reversed(clinics), strict=True))
    show(Limit(f"{count} previews at once, s", took, 10))
    show(Limit("PDFs that are their own clinic's", own, 2 * count, at_least=True))
    show(Limit("pictures that differ", len(set(seen)), count, at_least=True))


def typing(url: str, count: int) -> None:
    """How long somebody waits for the pictures after a key."""
    visit, times = Visit(url), []
    for clinic in samples.clinics(count + 3):
        start = perf_counter()
        for address in visit.preview(clinic):
            visit.get(address)
        times.append(PAUSE + (perf_counter() - start) * 1000)
    show(Limit("from a key to all pictures, ms", median(times[3:]), PROMISED))
    show(Limit("19 times of 20, ms", quantiles(times[3:], n=20)[-1], PROMISED))


def on_and_on(url: str, process: int, count: int, seconds: float) -> None:
    """One types so many times, or so long; memory once all that is kept is full, and later."""
    visit, start, full, done = Visit(url), perf_counter(), 0.0, 0
    for clinic in samples.clinics(count + 1):
        if clinic["phone"] == SAMPLE:
            continue
        pictures = visit.preview(clinic)
        for address in pictures if done < PICTURES else ():
            visit.get(address)
        done += 1
        if done == 2 * count // 5:
            full = megabytes(process)
        if perf_counter() - start > seconds:
            break
    took, now = perf_counter() - start, megabytes(process)
    print(f"{done:,} previews in {took:.0f} s: {1000 * took / done:.1f} ms each; {now:.0f} MB")
    show(Limit("previews", done, count, at_least=True))
    if full:
        show(Limit("growth over the last three fifths, MB", now - full, 10))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=5_000, help="previews for the memory")
    parser.add_argument("--seconds", type=float, default=240, help="the most that they may take")
    parser.add_argument("--at-once", type=int, default=50, help="who ask together")
    given = parser.parse_args()
    with TemporaryDirectory() as home, reception(Path(home)) as (url, process):
        print(f"at the start: {megabytes(process):.0f} MB")
        at_once(url, given.at_once)
        typing(url, 40)
        on_and_on(url, process, given.count, given.seconds)


if __name__ == "__main__":
    main()
