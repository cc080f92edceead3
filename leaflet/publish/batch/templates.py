"""Writes the leaflets of a run: one template for all clinics that have the same kinds of details.

A template is a leaflet laid out for three clinics: one of the run, one with short details and one
with long ones. What is alike in all three is written once; where single lines differ, those of
another clinic are set in their place, if each is as long as one of the three or between them. The
file is the same, byte by byte, as without a template: `Template.made` proves it on all three.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from leaflet.composition import gaps
from leaflet.composition.leaflet import Leaflet, Looks
from leaflet.content import stray
from leaflet.content.clinic import FILLING, LINKS, Clinic
from leaflet.content.inline import Field
from leaflet.content.look import Look, disc_on_band, look_of
from leaflet.content.picture_file import PictureFile
from leaflet.document.document import Document
from leaflet.errors import Fault, LeafletError
from leaflet.graphics.colour import BLACK, RGB, WHITE, ColourChoice, choices
from leaflet.layout.column import ClinicParagraph, clinic_paragraphs
from leaflet.layout.slices import Stroke, StructureNode, Words
from leaflet.publish import build
from leaflet.publish.batch.slotted import SlottedFile, ToldDetails, Unlike
from leaflet.publish.batch.trial_clinics import FAR, NEAR, NEARER, ONLINE, OWN, STEPS, Trials
from leaflet.publish.pdf import shared
from leaflet.publish.pdf.inks import eight_bits
from leaflet.source.value import Line
from leaflet.source.walk import walk
from leaflet.text.run import Run

KEPT = 32
"""The most templates that a process remembers of one leaflet."""
WORTH, LATER = 2, 4
"""How many clinics no template takes before one is made, and how many times more each next time."""
SHORTER_TRIED = ((FAR, FAR, FAR), (NEAR, FAR, FAR), (NEARER, FAR, FAR))
"""How near to the clinic's own are details within sentences, what is online, and the booking link,
the longest word of a clinic as a rule: lines must be as many, and short details other than its own.
"""
LONGER_TRIED = (
    *((FAR, NEAR, NEAR), (NEAR, NEAR, NEAR), (NEAR, NEAR, OWN)),
    *((NEAR, OWN, OWN), (OWN, OWN, OWN)),
)
"""The same of long details."""
PLAIN = frozenset(shared.REPERTOIRE)
"""The characters of a clinic that a template takes."""


class WrittenLeaflet(NamedTuple):
    """A leaflet of a run as a PDF."""

    data: bytes
    pages: int
    notes: tuple[Fault, ...]


Compose = Callable[[Clinic], Leaflet]
ClinicKind = tuple[object, ...]
"""What clinics have in common that one template is for."""


class Templates:
    """Writes one leaflet for many clinics."""

    def __init__(self, document: Document, looks: Looks, compose: Compose) -> None:
        self.looks, self.compose, self.document = looks, compose, document
        self.known: OrderedDict[ClinicKind, list[Template]] = OrderedDict()
        self.missed: dict[ClinicKind, tuple[int, int]] = {}
        """How many clinics no template took since one was made, and how often that was."""
        self.running = frozenset(
            key
            for text in document.texts
            for part in text.parts
            if isinstance(part, Field)
            for key in part.keys
        )

    def write(self, clinic: Clinic) -> WrittenLeaflet:
        """Lay out and write the leaflet for a clinic; LeafletError with every fault."""
        look = self._look(clinic)
        kind = kind_of(clinic, look)
        for template in self.known.get(kind, ()):
            if written := template.filled(clinic, look):
                self.known.move_to_end(kind)
                return written
        leaflet = self.compose(clinic)
        self._learn(kind, clinic)
        return WrittenLeaflet(whole(leaflet), leaflet.pages, leaflet.notes)

    def _look(self, clinic: Clinic) -> Look:
        look = look_of(self.looks.theme, clinic, self.looks.sheet)
        return look.spoken(self.looks.language)

    def _learn(self, kind: ClinicKind, clinic: Clinic) -> None:
        """Make a template once it is worth its while: each next one of a kind later."""
        if not is_plain(clinic, self.looks):
            return
        missed, tries = self.missed.get(kind, (0, 0))
        self.missed[kind] = missed + 1, tries
        if missed + 1 < WORTH * LATER**tries:
            return
        self.missed[kind] = 0, tries + 1
        given = clinic, self.running, self.looks, self.compose, self._look
        if made := Template.made(*given, is_thorough=tries > 0):
            self.known.setdefault(kind, []).insert(0, made)
        while sum(map(len, self.known.values())) > KEPT:
            self.known.popitem(last=False)
        if len(self.missed) > 64 * KEPT:
            self.missed.clear()


def whole(leaflet: Leaflet) -> bytes:
    """Write a leaflet of a run without a template."""
    try:
        return shared.write(build.printed_sides(leaflet), leaflet.tree, build.facts_of(leaflet))
    except OverflowError:  # more colours than a palette has
        return build.write(leaflet)


def kind_of(clinic: Clinic, look: Look) -> ClinicKind:
    """Return which details a clinic has, and which of its colours and words are alike."""
    told = tuple(
        (key, len(value) if isinstance(value, tuple) else 1)
        for key in FILLING
        if (value := getattr(clinic, key))
    )
    said = [*sources(clinic).values()]
    colours = [*look.colours.values(), WHITE, BLACK]
    alike = (_first(said), _first(colours), _first([*map(eight_bits, colours)]))
    brand = clinic.colour is None, clinic.accent is None
    marks = clinic.logo, clinic.logo_says_name, clinic.sites, look.in_ink
    return told, alike, brand, marks


def _first(values: Sequence[object]) -> tuple[int, ...]:
    """Return for each value where the first stands that is equal: which of them are alike."""
    places: dict[object, int] = {}
    return tuple(places.setdefault(value, at) for at, value in enumerate(values))


def sources(clinic: Clinic) -> dict[str, str]:
    """Return the words that a leaflet may take from a clinic, by a key of their own."""
    found = {"brief": clinic.brief_name}
    for key, run in clinic.details().items():
        found[key] = run.text
        value = getattr(clinic, key)
        if isinstance(value, tuple):
            found |= {f"{key} {number}": line.text for number, line in enumerate(value)}
    return found


def links(clinic: Clinic) -> dict[str, str]:
    """Return the addresses that a leaflet may take from a clinic, by their keys."""
    return {key: value.link for key in LINKS if (value := getattr(clinic, key))}


def told_by(clinic: Clinic) -> ToldDetails:
    """Return what a leaflet may take from a clinic."""
    return ToldDetails(sources(clinic), links(clinic), clinic.details())


def is_plain(clinic: Clinic, looks: Looks) -> bool:
    """Return whether all words of a clinic are set as they are written, in the fixed letters."""
    words = sources(clinic)
    if clinic.sites or clinic.is_sample or looks.language.goes_left:
        return False
    if not all(PLAIN.issuperset(said) for said in words.values()):
        return False
    if any(stray.notes(tuple(walk(clinic, Line)))) or any(gaps.placeholders(clinic)):
        return False
    language = looks.language
    others = [Run(said) for key, said in words.items() if not key.endswith("phone")]
    return all(len([*language.phones.linked((run,))]) == 1 for run in others) and not any(
        run.link for other in others for run in language.phones.linked((other,))
    )


class Template:
    """A leaflet with slots for the details of clinics of one kind."""

    def __init__(
        self,
        composed: Sequence[ComposedOnce],
        inks: Sequence[Look],
        looks: Looks,
        chosen: list[ColourChoice],
    ) -> None:
        """Make a template of leaflets that differ in single lines; Unlike where that is not so."""
        laid = [each.leaflet for each in composed]
        self.pages, self.looks, self.chosen = laid[0].pages, looks, chosen
        self.leaflet = laid[0]._replace(sides=(), tree=StructureNode("Document"))
        self.roles = _roles(inks[0])
        if not all(map(self._is_known, chosen)):
            raise Unlike
        noted = [each.paragraphs for each in composed]
        told = [told_by(each.clinic) for each in laid]
        family = inks[0].styles["body"].family
        self.file = SlottedFile(laid, told, [_palette_of(ink) for ink in inks], noted, family)
        self._prove(laid, inks)

    @classmethod
    def made(
        cls,
        clinic: Clinic,
        running: frozenset[str],
        looks: Looks,
        compose: Compose,
        look_for: Callable[[Clinic], Look],
        is_thorough: bool,
    ) -> Template | None:
        """Make a template for clinics like this one; None where the details are no single lines."""
        with choices() as chosen:
            leaflet = ComposedOnce.composed(clinic, compose)
        kind = kind_of(clinic, look_for(clinic))

        def is_alike(other: Clinic) -> bool:
            return kind_of(other, look_for(other)) == kind

        for step in STEPS:
            pair = tuple(Trials(clinic, step, are_long, running) for are_long in (False, True))
            if all(is_alike(each.clinic_at(dict.fromkeys(each.keys, FAR))) for each in pair):
                break
        else:
            return None
        laid = (leaflet, *(_farthest(leaflet, each, compose, is_thorough) for each in pair))
        found = [each for each in laid if each]
        if len(found) == len(laid):
            with suppress(Unlike):
                return cls(
                    found, [look_for(each.leaflet.clinic) for each in found], looks, [*chosen]
                )
        return None

    def _prove(self, laid: Sequence[Leaflet], inks: Sequence[Look]) -> None:
        """Raise Unlike unless the files of the leaflets are written byte by byte."""
        mine = self.pages, self.leaflet.notes
        clinic = self.leaflet.clinic
        spans = [each.span for each in walk(clinic, Line)]
        spans += [each.span for each in walk(clinic, PictureFile)]
        own = {span.place for span in spans if span}
        if any(note.place in own for note in self.leaflet.notes):
            raise Unlike
        for leaflet, look, data in zip(laid, inks, self.file.written, strict=True):
            made = self.filled(leaflet.clinic, look)
            if not made or made.data != data or (leaflet.pages, leaflet.notes) != mine:
                raise Unlike
        self.file.written.clear()

    def filled(self, clinic: Clinic, look: Look) -> WrittenLeaflet | None:
        """Write the leaflet of a clinic; None where its details do not fit the slots."""
        if not (is_plain(clinic, self.looks) and self._is_coloured_alike(look)):
            return None
        facts, told = build.facts_of(self.leaflet._replace(clinic=clinic)), told_by(clinic)
        data = None
        with suppress(LeafletError):  # the long way says what is wrong
            data = self.file.filled(told, _palette_of(look), facts)
        return WrittenLeaflet(data, self.pages, self.leaflet.notes) if data else None

    def _is_coloured_alike(self, look: Look) -> bool:
        under = self.roles_under(look)
        return all(choice.holds(under.__getitem__) for choice in self.chosen)

    def roles_under(self, look: Look) -> dict[RGB, RGB]:
        """Return what stands for each colour of the template in another look."""
        return {mine: look.colours[role] for mine, role in self.roles.items()} | {
            each: each for each in (WHITE, BLACK) if each not in self.roles
        }

    def _is_known(self, choice: ColourChoice) -> bool:
        known = self.roles.keys() | {WHITE, BLACK}
        sides = [side for side in (choice.first, choice.second) if isinstance(side, tuple)]
        return all({*side[1:]} <= known for side in sides)


class ComposedOnce(NamedTuple):
    """A leaflet with the paragraphs that name the clinic."""

    leaflet: Leaflet
    paragraphs: list[ClinicParagraph]

    @classmethod
    def composed(cls, clinic: Clinic, compose: Compose) -> ComposedOnce:
        """Lay out the leaflet for a clinic."""
        with clinic_paragraphs() as noted:
            return cls(compose(clinic), noted)

    @property
    def skeleton(self) -> list[tuple[type, float, bool]]:
        """The kind of each mark, and its line, but for those of the paragraphs."""
        own = {node for each in self.paragraphs for node in (each.node, *each.node.children)}
        lines = (line for each in self.paragraphs for line in each.slices)
        rules = any(type(mark) is Stroke for line in lines for mark in line.marks)
        return [
            (type(mark), mark.y, isinstance(mark, Words) and bool(mark.link))
            for side in self.leaflet.sides
            for placed in side.pages
            for mark in placed.page.marks
            if getattr(mark, "node", None) not in own and not (rules and type(mark) is Stroke)
        ]


def _farthest(
    leaflet: ComposedOnce, trials: Trials, compose: Compose, is_thorough: bool
) -> ComposedOnce | None:
    """Return a leaflet with the same lines whose details differ as far as they may."""
    wanted = leaflet.skeleton

    def made(levels: Mapping[str, int]) -> ComposedOnce | None:
        try:
            laid = ComposedOnce.composed(trials.clinic_at(levels), compose)
        except LeafletError:
            return None
        return laid if laid.skeleton == wanted else None

    levels: dict[str, int] = {}
    for inside, online, booking in LONGER_TRIED if trials.are_long else SHORTER_TRIED:
        levels = dict.fromkeys(trials.keys, FAR)
        levels |= dict.fromkeys(levels.keys() & {*ONLINE}, online)
        levels |= dict.fromkeys(levels.keys() & {"booking"}, booking)
        levels |= dict.fromkeys(levels.keys() & trials.running, inside)
        if found := made(levels):
            return found
    if not is_thorough:
        return None
    last = OWN if trials.are_long else NEARER
    changing = [key for key in levels if not made({key: levels[key]})]
    return made(levels | dict.fromkeys(changing, last)) if changing else None


def _roles(look: Look) -> dict[RGB, str]:
    """Return the role of each colour of a look; of several that are alike, the first."""
    found: dict[RGB, str] = {}
    for role, colour in look.colours.items():
        found.setdefault(colour, role)
    return found


def _palette_of(look: Look) -> dict[str, tuple[int, ...]]:
    """Return the colours of a look in eight bits, by name."""
    inks = look.colours | {"disc on band": disc_on_band(look)}
    return {role: eight_bits(ink) for role, ink in inks.items()}
