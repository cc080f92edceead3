"""Texts for translators as a PO file, by polib."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leaflet.errors import Fault, LeafletError, Place
from leaflet.shipped import missing
from leaflet.translate.unit import Exchanged, TranslationUnit

if TYPE_CHECKING:
    from types import ModuleType

_OF, _BACK = "of: ", "back: "


def write(exchanged: Exchanged) -> bytes:
    """Return the PO file: the path is the context, digest and back-translation are comments."""
    polib = _polib()
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": exchanged.language,
        "MIME-Version": "1.0",
    }
    for unit in exchanged.units:
        file.append(
            polib.POEntry(
                msgctxt=unit.key,
                msgid=unit.source,
                msgstr=unit.target,
                comment=f"{_OF}{unit.of}",
                tcomment=f"{_BACK}{unit.back}" if unit.back else "",
            )
        )
    return str(file).encode()


def read(data: bytes, name: str) -> list[TranslationUnit]:
    """Return the texts of a PO file; LeafletError for what is none."""
    polib = _polib()
    try:
        file = polib.pofile(data.decode("utf-8-sig"), encoding="utf-8", wrapwidth=0)
    except (UnicodeDecodeError, OSError, ValueError) as error:
        problem = f"this is no PO file: {error}"
        raise LeafletError(Fault("wrong-kind", problem, Place(name))) from None
    return [_unit(entry) for entry in file if entry.msgctxt]


def _unit(entry: Any) -> TranslationUnit:
    of = entry.comment.removeprefix(_OF) if entry.comment.startswith(_OF) else ""
    back = entry.tcomment.removeprefix(_BACK) if entry.tcomment.startswith(_BACK) else ""
    target = "" if entry.fuzzy else entry.msgstr
    return TranslationUnit(entry.msgctxt, of, entry.msgid, target, back)


def _polib() -> ModuleType:
    try:
        import polib
    except ModuleNotFoundError:
        raise missing("po") from None
    return polib  # type: ignore[no-any-return]
