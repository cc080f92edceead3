"""Makes up clinics with short and with long details, to see what of a leaflet depends on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from leaflet.content.clinic import FILLING, Clinic
from leaflet.graphics.colour import RGB
from leaflet.source.value import Colour, Email, Line, Phone, WebAddress

LONG = {"name": 34, "short_name": 34, "practitioner": 40, "registration": 40, "address": 36}
"""Characters of long details; of others there are REST."""
REST, LEAST = 40, 4
STEPS = (47, 23, 11, 5, 2)
"""By how much their colours differ, of 255."""
ONLINE = ("email", "website", "booking")
"""What is one long word."""
FAR, NEAR, NEARER, OWN = range(4)
"""How far a detail is from the clinic's own."""
SHORTER = (0.0, 0.75, 1.0)
"""The share of its own length that a short detail has."""
LONGER = (1.0, 0.3, 0.1)
"""How far a long detail comes from its own length to the long one."""
INSIDE = (1.5, 1.2, 1.06)
"""The share of its own length that a long detail has which stands within sentences."""
NARROW, WIDE, TURNED = "1", "0", (1.0, 0.5, 0.25)
"""The narrowest and the widest digit, and the share of the digits of a number that are so."""
WORDS = "oceanside house and garden surgery in the north of town "


class Trials(NamedTuple):
    """Makes up clinics with the same details as one."""

    clinic: Clinic
    step: int
    """By how much colours differ."""
    are_long: bool
    """Whether details are longer than the clinic's, not shorter."""
    running: frozenset[str]
    """The keys of the details that stand within sentences, whose lines must end alike."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the details that the clinic has."""
        return tuple(key for key in FILLING if getattr(self.clinic, key))

    def clinic_at(self, levels: Mapping[str, int]) -> Clinic:
        """Return a clinic whose details are at some levels, or the last; each unlike any other."""
        told: dict[str, Any] = {}
        for key, level in levels.items():
            value = getattr(self.clinic, key)
            if level < OWN:
                lines = value if isinstance(value, tuple) else (value,)
                made = tuple(self._made(key, at, line, level) for at, line in enumerate(lines))
                told[key] = made if isinstance(value, tuple) else made[0]
        return _coloured(replace(self.clinic, **told), self.step if self.are_long else -self.step)

    def _made(self, key: str, at: int, line: Line, level: int) -> Line:
        tag, own = f"q{chr(97 + FILLING.index(key))}x{chr(97 + at)}", len(line.text)
        if self.are_long and key in self.running:
            size = round(INSIDE[level] * own)
        elif self.are_long:
            size = own + max(2, round(LONGER[level] * (LONG.get(key, REST) - own)))
        else:
            size = max(LEAST, round(SHORTER[level] * own))
        return _detail(line, tag, size, (WIDE if self.are_long else NARROW, TURNED[level]))


def _detail(value: Line, tag: str, size: int, digits: tuple[str, float]) -> Line:
    """Return a detail of the same kind, so many characters long; a number has the same shape."""
    match value:
        case Phone():
            return Phone("".join(_redialled(value.text, *digits, f"{ord(tag[1]) % 10}")))
        case Email():
            return Email(f"{tag}{'n' * (size - 13)}@ab.il")
        case WebAddress():
            http = value.text.partition("//")[0] + "//" if "//" in value.text else ""
            return WebAddress(f"{http}{tag}{'a' * (size - len(http) - 7)}.il")
    return type(value)(f"{tag} {WORDS * 9}"[:size].strip())


def _redialled(number: str, digit: str, share: float, last: str) -> Iterator[str]:
    """Yield the characters of a number with a share of its digits replaced, and the last."""
    at, total = 0, sum(char.isdecimal() for char in number)
    for char in number:
        at += char.isdecimal()
        is_other = char.isdecimal() and int(at * share) > int((at - 1) * share)
        yield last if char.isdecimal() and at == total else digit if is_other else char


def _coloured(clinic: Clinic, step: int) -> Clinic:
    """Return the clinic in colours that are a little other than its own."""
    inks = {
        key: Colour(_shifted(value.rgb, step + 2 * at))
        for at, key in enumerate(("colour", "accent"))
        if (value := getattr(clinic, key))
    }
    return replace(clinic, **inks)


def _shifted(colour: RGB, step: int) -> str:
    parts = (round(255 * part) for part in colour)
    moved = (
        part + by if 0 <= part + by <= 255 else part - by
        for part, by in zip(parts, (step, step + 1, step + 3), strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in moved)
