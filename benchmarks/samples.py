"""Samples: clinics that all differ, and leaflets with as many questions as are wanted."""

from __future__ import annotations

import random
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


def _clinic(number: int) -> dict[str, str]:
    home = f"clinic-{number}.example"
    return {
        "name": f"Harbour Clinic {number}",
        "practitioner": f"Practitioner Number {number}",
        "address": f"{number} High Street\nExampletown\nEX{number % 90 + 1} 1AB",
        "phone": f"01632 960 {number:03}",
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
