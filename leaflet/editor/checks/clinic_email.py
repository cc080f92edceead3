"""The clinic's e-mail address can be reached.

Endings such as `.example` are kept for examples, and a slip such as `.con` loses every message
without a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.editor.prose import domain
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.editor.prose.passage import Flaw

GROUP = "clinic"
SEVERITY = "warning"
SOURCE = "RFC 2606, reserved names: https://www.rfc-editor.org/rfc/rfc2606"


def flaws(manuscript: Manuscript) -> Iterator[Flaw]:
    """Yield one flaw where the address cannot be right."""
    clinic = manuscript.own_clinic
    if not clinic or not clinic.email:
        return
    name, _, host = clinic.email.text.rpartition("@")
    if name[0] == "." or name[-1] == "." or ".." in name:
        problem = f"a dot in “{name}” stands where none can"
        yield manuscript.flaw(problem, "write it as you give it on the phone", clinic.email, name)
    if problem := domain.wrong(host):
        yield manuscript.flaw(problem, domain.meant(host), clinic.email, host)
