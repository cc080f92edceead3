"""What a language calls the units of doses, and its ways to say how much and how often."""

from __future__ import annotations

from leaflet.source.model import Struct
from leaflet.source.value import Line

Phrases = tuple[Line, ...]


class DoseUnits(Struct, frozen=True):
    """What the units of doses, ages and weights are called, in each of their forms."""

    microgram: Phrases = ()
    mg: Phrases = ()
    g: Phrases = ()
    unit: Phrases = ()
    mmol: Phrases = ()
    ml: Phrases = ()
    tablet: Phrases = ()
    capsule: Phrases = ()
    puff: Phrases = ()
    spray: Phrases = ()
    drop: Phrases = ()
    sachet: Phrases = ()
    patch: Phrases = ()
    lozenge: Phrases = ()
    suppository: Phrases = ()
    pessary: Phrases = ()
    pen: Phrases = ()
    dose: Phrases = ()
    day: Phrases = ()
    week: Phrases = ()
    month: Phrases = ()
    year: Phrases = ()
    kg: Phrases = ()


class DoseWords(Struct, frozen=True):
    """How a language says doses, each in some ways; `razy/raz` in one is either word."""

    units: DoseUnits = DoseUnits()
    strength: Phrases = ()
    """How much is in how much: `{active} w {taken}`."""
    span: Phrases = ()
    """From one number to another, that one too: `od {low} do {high}`."""
    half: Phrases = ()
    """Half of something: `pół {unit}`."""
    more: Phrases = ()
    """One and a half and so on: `{n} i pół {unit}`."""
    under: Phrases = ()
    """Younger or lighter than: `poniżej {text}`."""
    over: Phrases = ()
    """So old or heavy, and more: `{text} i więcej`."""
    up_to: Phrases = ()
    """At most so often: `do {text}`."""
    a_day: Phrases = ()
    """So many times a day: `{n} razy na dobę`."""
    up_to_a_day: Phrases = ()
    """Both, where one stands inside the other: `每天最多{n}次`."""
    a_week: Phrases = ()
    once_a_day: Phrases = ()
    twice_a_day: Phrases = ()
    once_a_week: Phrases = ()
    hours: Phrases = ()
    """Each so many hours: `co {n} godzin`."""
    days: Phrases = ()
    weeks: Phrases = ()
    every_other_day: Phrases = ()
    once_only: Phrases = ()
