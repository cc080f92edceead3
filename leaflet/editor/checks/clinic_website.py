"""The clinic's web addresses can be opened, and safely.

People type them from paper or scan them. What a browser opens without `https` can be read and
changed on its way, so browsers warn of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.editor.prose import domain
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw
from leaflet.source.value import WebAddress

GROUP = "clinic"
SEVERITY = "warning"
SOURCE = (
    "National Cyber Security Centre: https://www.ncsc.gov.uk/guidance/using-tls-to-protect-data"
)

_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield what is wrong with the website and with the address to book."""
    if clinic := manuscript.own_clinic:
        for address in filter(None, (clinic.website, clinic.booking)):
            for problem, hint in _wrong(address):
                yield manuscript.flaw(problem, hint, address)


def _wrong(address: WebAddress) -> Iterator[tuple[str, str]]:
    host, _, port = re.split("[/?#]", address.short, maxsplit=1)[0].partition(":")
    if address.text.startswith("http://"):
        yield "this address is not secure", "write https://, if the site has it; most do"
    if _NUMBERED.fullmatch(host):
        yield f"{host} is a computer's number, not a name that people know", "write its name"
    elif problem := domain.wrong(host):
        yield problem, domain.meant(host)
    elif host.startswith("www.www."):
        yield "“www.” stands there twice", "leave one out"
    if port:
        yield f"“:{port}” is an entrance for technicians", "leave it out"
