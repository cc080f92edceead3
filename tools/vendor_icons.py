"""Makes `leaflet/graphics/icons/` anew from the icon sets that it is taken from.

    npm pack healthicons@2.0.0 @phosphor-icons/core@2.1.1
    for set in *.tgz; do mkdir -p ${set%.tgz} && tar xzf $set -C ${set%.tgz}; done
    python tools/vendor_icons.py .

Each icon becomes one file: an SVG with one path of absolute M, L, C and Z on a grid of 48 by 48,
its longer side 42 where the original is not much smaller. It runs where Leaflet is installed.
"""

from __future__ import annotations

import math
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from pathlib import Path
from typing import NamedTuple

from leaflet.graphics.path import Point, Segment, segments

ICONS = Path(__file__).parents[1] / "leaflet" / "graphics" / "icons"
GRID, LONGER, GROWTH = 48.0, 42.0, 1.25
FINE = 4
"""Spots along one unit of the grid, for comparing what is filled."""
FEW = 10
"""Spots that rounding may change, of 36,864."""

HEALTH, PHOSPHOR = "healthicons", "phosphor"
SETS = {
    HEALTH: ("healthicons-2.0.0/package", "public/icons/svg/filled/{}.svg"),
    PHOSPHOR: ("phosphor-icons-core-2.1.1/package", "assets/{}.svg"),
}
TITLES = {
    HEALTH: "[Health Icons](https://healthicons.org) 2.0.0 (npm `healthicons`), MIT",
    PHOSPHOR: "[Phosphor](https://phosphoricons.com) 2.1.1 (npm `@phosphor-icons/core`), MIT",
}

FROM_HEALTH = {
    "allergy": "conditions/allergies",
    "back-pain": "conditions/back_pain",
    "bandage": "objects/bandage_adhesive",
    "blister-pack": "medications/blister_pills_oval_x4",
    "blood-drop": "body/blood_drop",
    "blood-pressure": "devices/blood_pressure",
    "body": "body/body",
    "child": "people/boy_0105y",
    "children": "people/child_program",
    "crutches": "devices/crutches",
    "doctor": "people/doctor",
    "foot": "body/foot",
    "headache": "conditions/headache",
    "information": "symbols/info",
    "inhaler": "devices/asthma_inhaler",
    "joint": "body/joints",
    "kidneys": "body/kidneys",
    "leg": "body/leg",
    "lungs": "body/lungs",
    "mask": "ppe/ppe_face_mask",
    "medicine-bottle": "devices/medicine_bottle",
    "mind": "people/mental_disorders",
    "nausea": "conditions/nausea",
    "no-alcohol": "nutrition/alcohol_cessation",
    "nurse": "people/nurse",
    "older-people": "people/elderly",
    "older-person": "people/old_woman",
    "pain": "conditions/pain",
    "pills": "medications/pills_2",
    "pregnant": "people/pregnant",
    "prescription": "objects/prescription_document",
    "question": "symbols/question_circle",
    "relaxing": "people/exercise_yoga",
    "spine": "body/spine",
    "stomach": "body/stomach",
    "talking-group": "people/group_discussion_meeting",
    "test-tubes": "devices/test_tubes",
    "thermometer": "devices/thermometer_digital",
    "vaccine": "devices/syringe-vaccine",
    "walking": "exercise/walking",
    "washing-hands": "people/wash_hands",
    "weight": "devices/weight",
    "x-ray": "devices/xray",
}
FROM_PHOSPHOR = {
    "ambulance": "fill/ambulance-fill",
    "appointment": "fill/calendar-check-fill",
    "baby": "fill/baby-fill",
    "bath": "fill/bathtub-fill",
    "bed": "fill/bed-fill",
    "bell": "fill/bell-ringing-fill",
    "bone": "fill/bone-fill",
    "book": "fill/book-open-fill",
    "brain": "fill/brain-fill",
    "bus": "fill/bus-fill",
    "calendar": "fill/calendar-dots-fill",
    "car": "fill/car-fill",
    "care": "fill/hand-heart-fill",
    "check": "bold/check-bold",
    "check-circle": "fill/check-circle-fill",
    "checklist": "fill/list-checks-fill",
    "clipboard": "fill/clipboard-text-fill",
    "clock": "fill/clock-fill",
    "cold": "fill/snowflake-fill",
    "cross": "bold/x-bold",
    "cross-circle": "fill/x-circle-fill",
    "cycling": "fill/bicycle-fill",
    "document": "fill/file-text-fill",
    "ear": "fill/ear-fill",
    "email": "fill/envelope-fill",
    "emergency": "fill/siren-fill",
    "exercise": "fill/barbell-fill",
    "eye": "fill/eye-fill",
    "first-aid": "fill/first-aid-kit-fill",
    "food": "fill/fork-knife-fill",
    "fruit": "fill/orange-fill",
    "glasses": "fill/eyeglasses-fill",
    "globe": "fill/globe-fill",
    "hand": "fill/hand-palm-fill",
    "handshake": "fill/handshake-fill",
    "heart": "fill/heart-fill",
    "heartbeat": "fill/heartbeat-fill",
    "heat": "fill/fire-fill",
    "home": "fill/house-line-fill",
    "hospital": "fill/hospital-fill",
    "hot-drink": "fill/coffee-fill",
    "hourglass": "fill/hourglass-fill",
    "injection": "fill/syringe-fill",
    "language": "fill/translate-fill",
    "large-print": "fill/text-aa-fill",
    "light-bulb": "fill/lightbulb-fill",
    "magnifier": "fill/magnifying-glass-plus-fill",
    "map-pin": "fill/map-pin-fill",
    "megaphone": "fill/megaphone-fill",
    "mobile": "fill/device-mobile-fill",
    "money": "fill/coins-fill",
    "needle": "fill/needle-fill",
    "no-smoking": "fill/cigarette-slash-fill",
    "parking": "fill/letter-circle-p-fill",
    "pencil": "fill/pencil-fill",
    "people": "fill/users-three-fill",
    "person": "fill/user-fill",
    "phone": "fill/phone-fill",
    "pill": "fill/pill-fill",
    "pound": "fill/currency-gbp-fill",
    "prohibited": "fill/prohibit-fill",
    "quote": "fill/quotes-fill",
    "sad": "fill/smiley-sad-fill",
    "scales": "fill/scales-fill",
    "shield": "fill/shield-check-fill",
    "sleep": "fill/moon-stars-fill",
    "smile": "fill/smiley-fill",
    "speech": "fill/chats-fill",
    "stairs": "fill/stairs-fill",
    "star": "fill/star-fill",
    "stethoscope": "fill/stethoscope-fill",
    "stop": "fill/warning-octagon-fill",
    "stretching": "fill/person-simple-tai-chi-fill",
    "sun": "fill/sun-fill",
    "swimming": "fill/person-simple-swim-fill",
    "thumb-up": "fill/thumbs-up-fill",
    "toilet": "fill/toilet-fill",
    "tooth": "fill/tooth-fill",
    "vegetable": "fill/carrot-fill",
    "warning": "fill/warning-fill",
    "water": "fill/pint-glass-fill",
    "wheelchair": "fill/wheelchair-fill",
    "wine": "fill/wine-fill",
}
FROM = {name: (HEALTH, path) for name, path in FROM_HEALTH.items()} | {
    name: (PHOSPHOR, path) for name, path in FROM_PHOSPHOR.items()
}


class Part(NamedTuple):
    """One path of an icon, and what counts as inside it."""

    path: list[Segment]
    even_odd: bool


def main(folder: Path) -> None:
    """Write every icon, the licences and the list of sources."""
    for old in ICONS.glob("*.svg"):
        old.unlink()
    for name, (kind, path) in sorted(FROM.items()):
        root, pattern = SETS[kind]
        svg = (folder / root / pattern.format(path)).read_text("utf-8")
        (ICONS / f"{name}.svg").write_text(flattened(svg), "utf-8")
    for kind, (root, _) in SETS.items():
        shutil.copyfile(folder / root / "LICENSE", ICONS / f"LICENSE-{kind}.txt")
    (ICONS / "SOURCES.md").write_text(sources(), "utf-8")


def sources() -> str:
    """Where each icon comes from, as Markdown."""
    lines = [
        "# Where the icons come from",
        "",
        "Made by `tools/vendor_icons.py`, which flattened, centred and scaled them; nothing else",
        "about them was changed. The licences stand beside this file.",
    ]
    for kind, title in TITLES.items():
        pattern = SETS[kind][1]
        lines += ["", f"## {title}", "", "| icon | file |", "|---|---|"]
        lines += [
            f"| `{name}` | `{pattern.format(path)}` |"
            for name, (of, path) in sorted(FROM.items())
            if of == kind
        ]
    return "\n".join(lines) + "\n"


# ---- SVG → parts

_TAG = re.compile(r"<(\w+)([^>]*?)/?>")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')


def parts(svg: str) -> Iterator[Part]:
    """Yield the paths of an SVG; ValueError where anything else is drawn."""
    for tag, written in _TAG.findall(svg):
        given = dict(_ATTRIBUTE.findall(written))
        if tag == "path" and not {"transform", "stroke", "opacity", "style"} & given.keys():
            yield Part([*segments(given["d"])], given.get("fill-rule") == "evenodd")
        elif tag != "svg" or "viewBox" not in given:
            raise ValueError(f"<{tag}> is not known: {written}")


# ---- parts → one path on the grid


def flattened(svg: str) -> str:
    """The icon as an SVG with one path on the grid."""
    drawn = list(parts(svg))
    left, top, right, low = box(drawn)
    original = float(re.search(r'viewBox="0 0 (\S+) ', svg)[1])
    scale = min(LONGER / max(right - left, low - top), GROWTH * GRID / original)
    x, y = GRID / 2 - scale * (left + right) / 2, GRID / 2 - scale * (top + low) / 2
    placed = [Part(list(_placed(part.path, scale, x, y)), part.even_odd) for part in drawn]
    path, even_odd = joined(placed)
    data = "".join(map(_written, path))
    fill = ' fill-rule="evenodd"' if even_odd else ""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GRID:g} {GRID:g}">'
    return f'{head}<path{fill} d="{data}"/></svg>\n'


def joined(drawn: list[Part]) -> tuple[list[Segment], bool]:
    """All parts as one path, and whether even-odd fills it; ValueError where neither rule does."""
    spots = [covered([part], part.even_odd) for part in drawn]
    union = set().union(*spots)
    for place in reversed(range(len(drawn))):  # what another part covers would only cancel it
        if len(spots) > 1 and len(union - set().union(*spots[:place], *spots[place + 1 :])) < FEW:
            del drawn[place], spots[place]
    for turns in product((False, True), repeat=len(drawn)):
        turned = [
            part._replace(path=[*backwards(part.path)]) if turn else part
            for part, turn in zip(drawn, turns, strict=True)
        ]
        for even_odd in (False, True):
            if len(union ^ covered(turned, even_odd)) < FEW:
                return [segment for part in turned for segment in part.path], even_odd
    raise ValueError("the parts overlap in a way that one path cannot say")


def backwards(path: Iterable[Segment]) -> Iterator[Segment]:
    """Yield the same path, each subpath drawn from its end to its start."""
    subpath: list[Segment] = []
    for segment in [*path, ("M", ())]:
        if segment[0] == "M" and subpath:
            yield "M", subpath[-1][1][-2:]
            for (_, before), (kind, given) in reversed([*pairwise(subpath)]):
                middle = (*given[2:4], *given[0:2]) if kind == "C" else ()
                yield kind, (*middle, *before[-2:])
            yield "Z", ()
            subpath = []
        if segment[0] != "Z":
            subpath.append(segment)


def covered(drawn: Iterable[Part], even_odd: bool) -> set[tuple[int, int]]:
    """The spots of a fine grid that are inside the parts taken as one path."""
    lines = [line for part in drawn for line in straight(part.path)]
    inside = set()
    for row in range(int(GRID) * FINE):
        y = (row + 0.5031) / FINE
        crossings = sorted(
            (x0 + (y - y0) / (y1 - y0) * (x1 - x0), 1 if y1 > y0 else -1)
            for (x0, y0), (x1, y1) in lines
            if (y0 <= y) != (y1 <= y)
        )
        winding = 0
        for (x, turn), (to_x, _) in pairwise(crossings):
            winding = (winding ^ 1) if even_odd else winding + turn
            if winding:
                first, last = math.ceil(x * FINE - 0.5), math.ceil(to_x * FINE - 0.5)
                inside |= {(column, row) for column in range(first, last)}
    return inside


def straight(path: Iterable[Segment]) -> Iterator[tuple[Point, Point]]:
    """Yield short straight lines along a path, each subpath closed."""
    at = start = (0.0, 0.0)
    for kind, given in path:
        if kind in "MZ":
            yield at, start
            at = start = (given[0], given[1]) if given else start
        elif kind == "L":
            yield at, (given[0], given[1])
            at = (given[0], given[1])
        else:
            points = [bezier(at, given, step / 16) for step in range(17)]
            yield from pairwise(points)
            at = points[-1]
    yield at, start


def bezier(at: Point, given: tuple[float, ...], t: float) -> Point:
    """The point at `t` (0 to 1) of a cubic curve."""
    s = 1 - t
    weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
    xs, ys = (at[0], *given[::2]), (at[1], *given[1::2])
    return (
        sum(w * x for w, x in zip(weights, xs, strict=True)),
        sum(w * y for w, y in zip(weights, ys, strict=True)),
    )


def box(drawn: Iterable[Part]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is drawn."""
    points = [end for part in drawn for _, end in list(straight(part.path))[1:]]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _placed(path: list[Segment], scale: float, x: float, y: float) -> Iterator[Segment]:
    for kind, given in path:
        yield kind, tuple(n * scale + (y if place % 2 else x) for place, n in enumerate(given))


def _written(segment: Segment) -> str:
    kind, given = segment
    return kind + " ".join(f"{round(n, 2) + 0:.2f}".rstrip("0").rstrip(".") for n in given)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
