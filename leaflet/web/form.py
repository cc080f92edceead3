"""Form: the clinic's details as a form asks for them, and the clinic that was typed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from leaflet.content.clinic import DETAILS, FILLING, NEEDED, UNASKED, Clinic, Logo
from leaflet.content.detail import Detail
from leaflet.content.picture_file import PictureFile
from leaflet.content.site import WAYS, Site
from leaflet.document.document import Document
from leaflet.source import given as givens
from leaflet.source import nodes
from leaflet.source.model import Reader
from leaflet.source.span import Argument, Span
from leaflet.source.value import Colour, Email, Phone, WebAddress
from leaflet.web import problem
from leaflet.web.problem import PLACE, FormProblem

LONGEST = 4_000
"""Characters of one field that are taken at all; each kind of value has its own, smaller limit."""
TYPED = tuple(key for key, detail in DETAILS.items() if not issubclass(detail.kind, PictureFile))
"""The details that are typed, by key, in the order of the form: all but the logo."""
KEPT = (*TYPED, *UNASKED)
"""The keys whose texts are kept: what the form does not ask for stays as it is."""
SITES = "sites"
"""The key of the sites, which are kept as JSON."""
NAME_IN_LOGO = "logo_says_name"
"""The key of whether the name can be read in the logo, which is ticked beside that."""
_KINDS = {Phone: "tel", Email: "email", WebAddress: "url", Colour: "colour", Logo: "file"}

SWATCHES = {
    "#0b5c6b": "Teal",
    "#1d4f91": "Blue",
    "#5a2a82": "Purple",
    "#8c2f45": "Plum",
    "#9c4512": "Rust",
    "#0b6148": "Green",
    "#37474f": "Slate",
}
"""Brand colours that white words can be read on."""


LOST_LOGO = FormProblem(
    "logo",
    "lost-logo",
    f"{PLACE}logo",
    "The file of the logo is missing or damaged, so nothing is printed. "
    "Choose the logo again, or take it off.",
)

BOUND = "only-"
"""How the key of the details begins that belong to one leaflet alone."""


class Filled(NamedTuple):
    """The result of reading the form."""

    clinic: Clinic | None
    problems: tuple[FormProblem, ...]
    """What is wrong, in the order of the form."""


def kind(detail: Detail) -> str:
    """Return the kind of input for a detail: `text`, `lines`, `tel`, `email`, `url` and so on."""
    return "lines" if detail.has_lines else _KINDS.get(detail.kind, "text")


def fill(fields: Mapping[str, str], logo: Logo | None, document: Document) -> Filled:
    """Read the form as a clinic, or return all that is wrong with it."""
    given = _editable(fields, document)
    clinic, problems = _clinic(given)
    asked = needed(document, given)
    there = clinic.here if clinic else {}
    lacking = (key for key in asked if not (given.get(key) or key in there))
    problems += tuple(map(problem.missing, lacking))
    if problems or not clinic:
        return Filled(None, in_order(problems))
    return Filled(owned(clinic, logo, document), ())


def sketch(fields: Mapping[str, str], logo: Logo | None, document: Document) -> Filled:
    """Read an unfinished form as a clinic for the preview, leaving out what is wrong."""
    given = _editable(fields, document)
    _, problems = _clinic(given)
    wrong = {each.field for each in problems}
    wrong |= {SITES} if "site" in wrong else set()
    shown = {key: text for key, text in given.items() if key not in wrong}
    clinic, _ = _clinic(stand_ins(needed(document, shown)) | shown)
    return Filled(clinic and owned(clinic, logo, document), in_order(problems))


def in_order(problems: Iterable[FormProblem]) -> tuple[FormProblem, ...]:
    """Return the problems in the order of the form; those of no field come first."""
    order = ("", *DETAILS)
    return tuple(sorted(problems, key=lambda each: order.index(each.field)))


def typed(clinic: Clinic | None) -> dict[str, str]:
    """Return a clinic's details as they are kept, without those of the site that is chosen."""
    if not clinic:
        return {}
    return {key: words(getattr(clinic, key)) for key in KEPT if key not in clinic.here}


def says_name(fields: Mapping[str, str], logo: Logo | None) -> bool:
    """Return whether the clinic's name can be read in a logo: in a wide one, unless it is said."""
    said = fields.get(NAME_IN_LOGO, "").lower()
    return said in ("yes", "true") if said else bool(logo and logo.is_wide)


def words(value: object) -> str:
    """Return a value as it is typed, lists line by line, and sites as JSON."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        sites = [_told(each) for each in value if isinstance(each, Site)]
        return json.dumps(sites) if sites else "\n".join(map(str, value))
    return str(value or "")


def _told(site: Site) -> dict[str, Any]:
    """Return the texts of a site."""
    plain = {key: words(value) for key, value in site.own.items()}
    return {"name": str(site.name)} | plain


def sites(fields: Mapping[str, str]) -> list[str]:
    """Return the names of the sites that are kept, and of one that is none of them."""
    told = json.loads(fields.get(SITES) or "[]")
    names = [site.get("name", "") for site in told if isinstance(site, dict)]
    return [*dict.fromkeys((*filter(None, names), *filter(None, [fields.get("site", "")])))]


def locked(document: Document) -> tuple[str, ...]:
    """Return the keys of the clinic that the leaflet fixes and reception cannot change."""
    if not document.clinic:
        return ()
    return tuple(key for key in DETAILS if key not in document.editable)


def is_bound(document: Document) -> bool:
    """Return whether the leaflet itself says whose it is, so that no other clinic can have it."""
    return "name" in locked(document)


def needed(document: Document, given: Collection[str] = ()) -> tuple[str, ...]:
    """Return the required keys beside those given: the usual ones, and those that texts name.

    What falls away without a detail asks for none.
    """
    usual = always(given)
    texts = document.texts_for({*usual, *given})
    spoken = {name for text in texts for name in text.fields}
    keys = (key for key in FILLING if key in usual or key in spoken)
    return tuple(key for key in keys if key not in locked(document))


def always(given: Collection[str] = ()) -> tuple[str, ...]:
    """Return the keys that every clinic needs: a phone number, unless it is reached otherwise.

    Of several sites each may have its own.
    """
    if SITES in given:
        return ("name",)
    return NEEDED if any(key in given for key in WAYS[1:]) else (*NEEDED, "phone")


def stand_ins(keys: Iterable[str]) -> dict[str, str]:
    """Return words for details that are not known; no finished leaflet ever has them.

    A site has none: it is one of those that the clinic has.
    """
    return {key: words for key in keys if (words := DETAILS[key].stand_in)}


def _editable(fields: Mapping[str, str], document: Document) -> dict[str, str]:
    fixed = locked(document)
    return {key: text for key in KEPT if key not in fixed and (text := fields.get(key, "").strip())}


def _clinic(given: Mapping[str, str]) -> tuple[Clinic | None, tuple[FormProblem, ...]]:
    """Read the texts as a clinic, with stand-ins for what is needed; return it and its faults."""
    reader = Reader()
    entries = []
    for key, text in (stand_ins(always(given)) | dict(given)).items():
        if value := reader.attempt(_node, key, text):
            entries.append((nodes.scalar(key, PLACE + key), value))
    span = Span(Argument("clinic", "", "clinic"), 0, 0)
    made: Clinic | None = reader.struct(nodes.Mapping(tuple(entries), span), Clinic)
    # A needed key of which the text was refused is missing for that reason alone.
    return made, problem.of(fault for fault in reader.found if problem.typed_in(fault))


def _node(key: str, text: str) -> nodes.Node:
    if key == SITES:
        return givens.node(json.loads(text), PLACE + key)
    return nodes.scalar(text[:LONGEST], PLACE + key)


def owned(clinic: Clinic, logo: Logo | None, document: Document) -> Clinic:
    """Return the clinic with its logo and with what the leaflet fixes."""
    keys = (*locked(document), *([SITES] if is_bound(document) else []))
    fixed = {key: getattr(document.clinic, key) for key in keys}
    return msgspec.structs.replace(clinic, **({"logo": logo} | fixed))
