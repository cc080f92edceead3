"""Writes a translation for translators, and takes it back from what they send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leaflet import limits
from leaflet.document import translation
from leaflet.document.translation import SourceText, TranslationEntry
from leaflet.errors import Fault, LeafletError, meant, shown
from leaflet.source import nodes
from leaflet.source.files import file_bytes
from leaflet.source.nodes import Mapping, Scalar
from leaflet.translate import po, table, xliff
from leaflet.translate.unit import Exchanged, TranslationUnit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

KINDS: dict[str, ModuleType] = {".xlf": xliff, ".xliff": xliff, ".po": po, ".csv": table}
"""The modules that write and read a file, by its ending."""


def exported(path: Path, root: Mapping, given: Iterable[SourceText], source_language: str) -> bytes:
    """Return the texts of a translation in the kind of file that the ending of `path` says."""
    given = [*given]
    pairing = translation.paired(given, translation.entries(root))
    units = []
    for text in given:
        entry = pairing.fresh.get(text.key)
        target = translation.words(entry) if entry else ""
        words = " ".join(text.node.text.split())
        units.append(
            TranslationUnit(text.key, text.digest, words, target, entry.back if entry else "")
        )
    name, tag = root.get(translation.KEY), root.get("language")
    exchanged = Exchanged(source_language, _text(tag), _text(name), tuple(units))
    written: bytes = _kind(path).write(exchanged)
    return written


def imported(path: Path, root: Mapping, given: Iterable[SourceText]) -> tuple[str, int]:
    """Return the translation file with what a translator's file says, and how many texts that is.

    Raises LeafletError for a file of another kind, or one of whose texts none is the leaflet's.
    """
    given = [*given]
    data = file_bytes(path, limits.CONTENT_BYTES * 10)
    known = {text.key for text in given}
    units = [unit for unit in _kind(path).read(data, str(path)) if unit.key in known]
    if not units:
        problem = f"`{shown(path.name)}` has no text of this leaflet"
        hint = "begin with `leaflet translate export`, and leave what names the texts as it is"
        raise LeafletError(Fault("idle-translation", problem, None, hint))
    entries = {entry.key.text: entry for entry in translation.entries(root)}
    told = [unit for unit in units if unit.target.strip()]
    entries |= {unit.key: _entry(unit, entries.get(unit.key)) for unit in told}
    pairing = translation.paired(given, entries.values())
    name, tag = root.get(translation.KEY), root.get("language")
    text = translation.written(_text(tag), _text(name), root, pairing, given)
    return text, len(told)


def _entry(unit: TranslationUnit, old: TranslationEntry | None) -> TranslationEntry:
    where = f"texts.{unit.key}"
    key, said = nodes.scalar(unit.key, where), nodes.scalar(unit.target, where)
    return TranslationEntry(key, unit.of, said, unit.back, unit.source, old and old.short)


def _kind(path: Path) -> ModuleType:
    found = KINDS.get(path.suffix.lower())
    if not found:
        problem = f"the ending of `{shown(path.name)}` does not say what kind of file it is"
        raise LeafletError(Fault("wrong-kind", problem, None, meant(path.suffix, KINDS)))
    return found


def _text(node: object) -> str:
    return node.text if isinstance(node, Scalar) else ""
