"""Makes a pack: one leaflet on all its sheets, as a folder of files."""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from leaflet.composition.leaflet import State
from leaflet.content import sheet as sheets
from leaflet.document import document as documents
from leaflet.errors import Fault, FileError, LeafletError, shown
from leaflet.publish import build, index, replace
from leaflet.publish.index import LeafletPack, LeftOut, Packed

if TYPE_CHECKING:
    from leaflet.composition.leaflet import Leaflet
    from leaflet.composition.paper import Progress
    from leaflet.content.clinic import Clinic
    from leaflet.document.document import Document


class _Ways(TypedDict):
    """How each sheet is built, as `compose` takes it."""

    today: datetime.date | None
    past_review: bool
    draft_ok: bool
    state: State | None


INDEX = "index.html"
METRIC = ("a4", "large-print", "a5-booklet", "trifold-dl")
US = ("letter", "large-print-letter", "half-letter-booklet", "trifold-letter")
INCHES = (8.5, 11.0, 14.0, 17.0)
"""Of the sides of US papers: Letter, Legal, Tabloid, and Letter cut in half."""
VERSION_CHARACTERS = 20
_UNIX = 3
"""The system that a ZIP file says it was made on, whatever it was."""
NEAR = 0.05
"""Millimetres by which paper may differ from its nominal size."""


def sheet_names(document: Document) -> tuple[str, ...]:
    """Return the sheets of a document's pack: those usual in its country, then those it lists.

    The document's own sheet comes first where the usual ones are without it.
    """
    own = document.sheet.text
    usual = US if _is_us(document) else METRIC
    listed = (name.text for name in document.pack)
    return tuple(dict.fromkeys((*(() if own in usual else (own,)), *usual, *listed)))


def _is_us(document: Document) -> bool:
    with suppress(LeafletError):  # what is wrong with a sheet is told when it is used
        paper = sheets.load(document.sheet.text, document.folder)
        return any(abs(mm - inch * 25.4) < NEAR for mm in paper.printed for inch in INCHES)
    return False


def pack(
    document: Document,
    clinic: Clinic | None = None,
    *,
    names: tuple[str, ...] = (),
    theme: str | None = None,
    today: datetime.date | None = None,
    past_review: bool = False,
    draft_ok: bool = False,
    state: State | None = None,
    progress: Progress | None = None,
) -> LeafletPack:
    """Build the document on each sheet of its pack, or only on the sheets `names`.

    What else is given is as for `compose`. A sheet that the text does not fit is left out.
    LeafletError with the faults of all sheets if one is a fault of the text, or if no sheet fits.
    """
    ways = _Ways(today=today, past_review=past_review, draft_ok=draft_ok, state=state)
    names = names or sheet_names(document)
    made: dict[str, Leaflet] = {}
    refused: dict[str, LeafletError] = {}
    for number, sheet in enumerate(names):
        tell = progress and _part(progress, number, len(names))
        try:
            made[sheet] = build.compose(document, clinic, theme, sheet, progress=tell, **ways)
        except LeafletError as error:
            refused[sheet] = error
    if not made or not all(_is_of_fit(error) for error in refused.values()):
        raise _together(refused, names)
    written = (
        Packed(file_name(each, on), build.write(each), each, on) for on, each in made.items()
    )
    left_out = (_left_out(document, on, error) for on, error in refused.items())
    return LeafletPack(tuple(written), tuple(left_out))


def _is_of_fit(error: LeafletError) -> bool:
    return all(fault.is_of_fit for fault in error.faults)


def _left_out(document: Document, sheet: str, error: LeafletError) -> LeftOut:
    title = sheets.load(sheet, document.folder).title.text
    faults = (f._replace(severity="warning", sheets=(sheet,)) for f in error.faults)
    return LeftOut(sheet, title, tuple(faults))


def _together(refused: dict[str, LeafletError], names: tuple[str, ...]) -> LeafletError:
    """Return one error with all faults, each once, with its sheets unless all have it."""
    found: dict[Fault, list[str]] = {}
    for sheet, error in refused.items():
        for fault in error.faults:
            found.setdefault(fault, []).append(sheet)
    kind = max((type(error) for error in refused.values()), key=lambda one: one.exit_code)
    return kind(*(_on(fault, where, names) for fault, where in found.items()))


def _on(fault: Fault, where: Sequence[str], names: Sequence[str]) -> Fault:
    """Return the fault with the sheets that have it, unless all have."""
    return fault if len(where) == len(names) > 1 else fault._replace(sheets=tuple(where))


def _part(progress: Progress, number: int, count: int) -> Progress:
    """Return a progress function for one of several equal parts."""
    return lambda done, total: progress(number * total + done, count * total)


def file_name(made: Leaflet, sheet: str) -> str:
    """Return the file name of a leaflet on a sheet, safe whatever the user wrote."""
    version = made.document.version
    kept = _version(version.text) if version else ""
    whose = documents.slug(made.clinic.name.text, "clinic")
    parts = (
        made.title_slug,
        whose,
        sheet,
        made.document.language.text,
        *([f"v{kept}"] if kept else []),
    )
    return "_".join(parts) + ".pdf"


def name(packed: LeafletPack) -> str:
    """Return the name of a pack and its folder, the same for all versions."""
    made = packed.files[0].leaflet
    whose = documents.slug(made.clinic.name.text, "clinic")
    return f"{made.title_slug}_{whose}_{made.document.language.text}"


def _version(text: str) -> str:
    """Return a version as a part of a file name: `1.0` for `v1.0`, `2-draft` for `2 (draft)`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9.]+", "-", plain)
    short = re.sub(r"\.{2,}", ".", safe).strip(".-")[:VERSION_CHARACTERS].rstrip(".-")
    return re.sub(r"^[vV]\.?(?=\d)", "", short)


def files(packed: LeafletPack) -> dict[str, bytes]:
    """Return the files of a pack by name, its index last."""
    return {one.name: one.data for one in packed.files} | {
        INDEX: index.page(name(packed), packed).encode()
    }


def zipped(packed: LeafletPack) -> bytes:
    """Write the pack as a ZIP file; equal packs give equal bytes."""
    import io
    import zipfile

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:  # stored: PDFs are compressed already
        for each, content in files(packed).items():
            entry = zipfile.ZipInfo(each)  # of 1980: it looks at no clock
            entry.create_system, entry.external_attr = _UNIX, 0o644 << 16
            archive.writestr(entry, content)
    return data.getvalue()


def notes(packed: LeafletPack) -> Iterator[Fault]:
    """Yield the notes of all leaflets, each once, with its sheets unless all have the note."""
    found: dict[Fault, list[str]] = {}
    for each in packed.files:
        for note in each.leaflet.notes:
            found.setdefault(note, []).append(each.sheet)
    names = tuple(each.sheet for each in packed.files)
    yield from (_on(note, where, names) for note, where in found.items())


# ---- the folder


def save(folder: Path, packed: LeafletPack, inputs: Iterable[Path] = ()) -> tuple[str, ...]:
    """Save a pack in its folder, all or nothing; return the names of older files removed.

    Those are files of an older pack of the same leaflet, if nobody has changed them since.
    FileError where they cannot be written, or where the folder has an index of another kind.
    """
    before = _index(folder)
    if before is not None and index.pack(before) != name(packed):
        raise FileError(_taken(folder, index.pack(before)))
    made = files(packed)
    replace.write_folder(folder, made, inputs)
    kept = {name.casefold() for name in made}  # for some disks capitals make no other name
    listed = index.listed(before or "")
    return tuple(_removed(folder, {n: digest for n, digest in listed if n.casefold() not in kept}))


def _index(folder: Path) -> str | None:
    """Return the index page in the folder, or ""."""
    try:
        return (folder / INDEX).read_text("utf-8", "replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        problem = f"`{shown(str(folder / INDEX), 200)}` could not be read"
        raise FileError(
            Fault("read-failed", f"{problem}: {getattr(error, 'strerror', None) or error}")
        ) from None


def _taken(folder: Path, other: str) -> Fault:
    where = shown(str(folder), 200)
    what = f"the pack `{shown(other, 140)}`" if other else f"an {INDEX} of something else"
    problem = f"the folder `{where}` holds {what}, which is left as it is"
    return Fault("file-exists", problem, None, "choose another folder with --output")


def _removed(folder: Path, older: dict[str, str]) -> Iterator[str]:
    for name, digest in older.items():
        with suppress(OSError):
            path = folder / name
            if hashlib.sha256(path.read_bytes()).hexdigest() == digest:
                path.unlink()
                yield name
