"""Parses the `d` of an SVG path into segments M, L, C and Z with absolute points (SVG 2, 9.3)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

Point = tuple[float, float]
Segment = tuple[str, tuple[float, ...]]
Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of a transformation (ISO 32000-1, 8.3.3; SVG 2, 8.5)."""

_COMMAND = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])([^A-DF-Za-df-z]*)")
_BETWEEN = re.compile(r"[\s,]*")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_FLAG = re.compile("[01]")
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_FLAGS = (3, 4)
"""The numbers of an arc that are one digit, and may stand without blanks."""
LEAST = 1e-9
"""A radius under it draws a straight line, as a radius of 0 does."""


def segments(data: str) -> Iterator[Segment]:
    """Yield the segments of a path; ValueError if it is no path."""
    at = start = (0.0, 0.0)
    before, control = "", at
    for letter, given in _commands(data):
        kind = letter.upper()
        given = _absolute(kind, given, at, letter.islower())
        smooth = before in {"S": "CS", "T": "QT"}.get(kind, ()) and before
        if kind in "ST":
            mirrored = (2 * at[0] - control[0], 2 * at[1] - control[1]) if smooth else at
            given = [*mirrored, *given]
        control = (given[-4], given[-3]) if kind in "CSQT" else at
        match kind:
            case "Z":
                yield "Z", ()
                at = start
            case "M":
                yield "M", tuple(given)
                start = (given[0], given[1])
            case "L" | "H" | "V":
                yield "L", tuple(given)
            case "C" | "S":
                yield "C", tuple(given)
            case "Q" | "T":
                yield "C", _raised(at, given)
            case "A":
                yield from arc(at, given)
        at = (given[-2], given[-1]) if given else at
        before = kind


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with the numbers of one use of it; the first is M or m."""
    at = _skipped(data, 0)
    if data[at : at + 1] not in "Mm":
        raise ValueError("a path begins with M")
    while at < len(data):
        found = _COMMAND.match(data, at)
        if not found:
            raise ValueError(f"{data[at]} is no command")
        letter, at = found[1], found.end()
        count = _COUNT[letter.upper()]
        numbers = _numbers(found[2], _FLAGS if letter in "Aa" else ())
        if len(numbers) % (count or 1) or bool(numbers) != bool(count):
            raise ValueError(f"{letter} has {len(numbers)} numbers")
        yield letter, numbers[:count]
        again = {"M": "L", "m": "l"}.get(letter, letter)
        for start in range(count, len(numbers), count or 1):
            yield again, numbers[start : start + count]


def _numbers(written: str, flags: tuple[int, ...]) -> list[float]:
    """Return the numbers behind a command; those at `flags` of seven are one digit, 0 or 1.

    Takes time in proportion to the text, whatever stands in it; ValueError for what is no number.
    """
    found: list[float] = []
    at = _skipped(written, 0)
    while at < len(written):
        number = (_FLAG if len(found) % 7 in flags else _NUMBER).match(written, at)
        if not number:
            raise ValueError(f"{written[at]} is no number")
        found.append(float(number[0]))
        at = _skipped(written, number.end())
    return found


def _skipped(text: str, at: int) -> int:
    """Return where the blanks and commas that begin at `at` end."""
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _absolute(kind: str, given: list[float], at: Point, relative: bool) -> list[float]:
    x, y = at if relative else (0.0, 0.0)
    match kind:
        case "H":
            return [given[0] + x, at[1]]
        case "V":
            return [at[0], given[0] + y]
        case "A":
            return [*given[:5], given[5] + x, given[6] + y]
    return [n + (y if place % 2 else x) for place, n in enumerate(given)]


def _raised(at: Point, given: list[float]) -> tuple[float, ...]:
    """Return a quadratic curve as a cubic one."""
    x, y, to_x, to_y = given
    first = (at[0] + 2 / 3 * (x - at[0]), at[1] + 2 / 3 * (y - at[1]))
    return (*first, to_x + 2 / 3 * (x - to_x), to_y + 2 / 3 * (y - to_y), to_x, to_y)


def arc(at: Point, given: list[float]) -> Iterator[Segment]:
    """Yield an elliptical arc as cubic curves of at most a quarter turn (SVG 2, B.2.4)."""
    rx, ry, degrees, large, sweep, x, y = given
    if min(abs(rx), abs(ry)) < LEAST:
        yield "L", (x, y)
        return
    if at == (x, y):
        return
    rx, ry, turn = abs(rx), abs(ry), math.radians(degrees)
    cos, sin = math.cos(turn), math.sin(turn)
    half_x, half_y = (at[0] - x) / 2, (at[1] - y) / 2
    px, py = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    grown = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grown, ry * grown
    away = (px * ry) ** 2 + (py * rx) ** 2
    root = math.sqrt(max(0.0, ((rx * ry) ** 2 - away) / away)) * (-1 if large == sweep else 1)
    cx, cy = root * rx * py / ry, -root * ry * px / rx
    middle = (cos * cx - sin * cy + (at[0] + x) / 2, sin * cx + cos * cy + (at[1] + y) / 2)
    begin = math.atan2((py - cy) / ry, (px - cx) / rx)
    swept = (math.atan2((-py - cy) / ry, (-px - cx) / rx) - begin) % (2 * math.pi)
    swept -= 0 if sweep else 2 * math.pi
    pieces = max(1, math.ceil(abs(swept) / (math.pi / 2) - 1e-9))
    step = swept / pieces
    reach = 4 / 3 * math.tan(step / 4)

    def on_page(u: float, v: float) -> Point:
        u, v = u * rx, v * ry
        return middle[0] + cos * u - sin * v, middle[1] + sin * u + cos * v

    for piece in range(pieces):
        a = begin + piece * step
        b = a + step
        first = on_page(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a))
        second = on_page(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b))
        end = on_page(math.cos(b), math.sin(b)) if piece < pieces - 1 else (x, y)
        yield "C", (*first, *second, *end)
