"""Names the files of a run by a pattern, never two alike, each a name on every system."""

from __future__ import annotations

import re
from collections.abc import Mapping

from leaflet.document.document import slug
from leaflet.errors import Fault, LeafletError, meant, shown

PATTERN = "{leaflet}-{clinic}-{sheet}-{language}.pdf"
SLOTS = ("leaflet", "clinic", "sheet", "language", "theme", "edition", "version")
_SLOT = re.compile(r"\{(\w*)\}")
_PLAIN = re.compile(r"[\w{}. /-]*\.pdf", re.ASCII)


def check(pattern: str, needed: set[str]) -> None:
    """Raise LeafletError for a pattern with unknown slots, or one that names two files alike.

    `needed` are the slots in which the files of the run differ.
    """
    faults = []
    slots = set(_SLOT.findall(pattern))
    for name in sorted(slots - set(SLOTS)):
        problem = f"a name has no `{{{shown(name)}}}`"
        faults.append(Fault("unknown-name", problem, None, meant(name, SLOTS)))
    if not _PLAIN.fullmatch(pattern) or ".." in pattern or pattern.startswith("/"):
        problem = f"`{shown(pattern)}` is no pattern for the names of PDF files"
        hint = f"such as {PATTERN}; a / parts folders"
        faults.append(Fault("not-a-file-name", problem, None, hint))
    if lacking := sorted(needed - slots):
        problem = f"files would have the same name: they differ in {' and '.join(lacking)}"
        hint = f"add {' and '.join(f'{{{name}}}' for name in lacking)} to the pattern"
        faults.append(Fault("name-taken", problem, None, hint))
    if faults:
        raise LeafletError(*faults)


def name(pattern: str, values: Mapping[str, str]) -> str:
    """Return the path of a file below the folder of the run."""
    words = {slot: slug(value, "x") for slot, value in values.items()}
    return _SLOT.sub(lambda found: words[found[1]], pattern)
