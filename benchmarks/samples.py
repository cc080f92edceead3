"""Samples: clinics that all differ, and leaflets with as many questions as are wanted."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from pathlib import Path

_WORDS = (
    "about after again also any back because before better body both breathe calm care choice "
    "clinic course daily days doctor each early ease end every few first gentle good hands "
    "health help home hours hurt keep last less light little long make many more most move "
    "much muscle needle never new next night often other pain part plan press quick quiet "
    "record rest room safe same session short side skin sleep slow small soon sore start stop "
    "strong talk tell thin tired today touch treat trial use visit wait walk warm week well "
    "work worse year "
)


def clinics(count: int) -> list[dict[str, str]]:
    """The details of clinics that differ in every detail, as a content file says them."""
    return [_clinic(number) for number in range(1, count + 1)]


def table(folder: Path, count: int) -> Path:
    """Write a table of clinics, as `leaflet batch` reads it."""
    rows = [{"id": f"c{n}"} | details for n, details in enumerate(clinics(count))]
    path = folder / "clinics.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path: Path) -> Iterator[dict[str, str]]:
    """Yield the clinics of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def written(path: Path, folder: Path, build: Callable[[dict[str, str]], bytes]) -> Iterator[Path]:
    """Yield the files that a peer makes of the clinics of a table, once each is written."""
    folder.mkdir()
    for details in read(path):
        file = folder / f"{details.pop('id')}.pdf"
        file.write_bytes(build(details))
        yield file


def _clinic(number: int) -> dict[str, str]:
    home = f"clinic-{number}.example"
    return {
        "name": f"Harbour Clinic {number}",
        "practitioner": f"Practitioner Number {number}",
        "address": f"{number} High Street\nExampletown\nEX{number % 90 + 1} 1AB",
        "phone": f"01632 {961 + number // 1000} {number % 1000:03}",
        "email": f"reception@{home}",
        "website": f"https://www.{home}",
        "hours": f"Monday to Friday, 8am to 6pm\nSaturday, 9am to {number % 4 + 1}pm",
        "booking": f"https://www.{home}/book",
        "registration": f"Register {number}, number {number * 7919}",
        "colour": f"#{number * 5 % 96:02x}{number * 11 % 96:02x}{number * 17 % 96:02x}",
        "accent": f"#{number * 23 % 160:02x}{number * 3 % 96:02x}{number * 29 % 96:02x}",
    }


def with_questions(content: Path, folder: Path, count: int, words: int) -> Path:
    """A copy of a content file with more questions at its end, each answered in so many words."""
    chance = random.Random(count)
    questions = "".join(
        f"      - question: {_sentence(chance, 6)}?\n        answer: {_sentence(chance, words)}.\n"
        for _ in range(count)
    )
    longer = folder / f"questions-{count}.yaml"
    text = content.read_text(encoding="utf-8")
    longer.write_text(f"{text.rstrip()}\n  - faqs:\n{questions}", encoding="utf-8")
    return longer


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS.split(), k=words)).capitalize()
