"""Waits for saves of the files that a leaflet is made of."""

from __future__ import annotations

import datetime
import functools
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from leaflet import limits, shipped
from leaflet.cli.option import ChosenLooks, Whose
from leaflet.composition.leaflet import Leaflet
from leaflet.document import document as documents
from leaflet.document import in_language
from leaflet.document.document import Document
from leaflet.errors import LeafletError
from leaflet.publish import build as journey
from leaflet.source import nodes
from leaflet.source.files import file_bytes

PICTURES = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""Ends of names, some of pictures that are refused: they are saved anew in another form."""
STEP = 20
"""Milliseconds without a further change until a save counts as done."""
LOOK = 1000
"""Milliseconds until all files are looked at though nothing was heard: from some network drives
nothing ever is."""
PAUSE = 0.1
"""Seconds that a file may be gone or empty while an editor writes it anew."""

Stamp = tuple[int, int, int, int] | None
"""When a file was changed, its size, its number on the disk, and when anything of it was changed,
which no program can set back; None where there is none."""


class BuildOrder(NamedTuple):
    """What to build, in the words of `leaflet build`."""

    content: str
    today: datetime.date
    whose: Whose
    looks: ChosenLooks
    past_review: bool = False

    def read(self) -> Document:
        """Read the document as its files are now; LeafletError with every fault."""
        return documents.read(self.content, **self.whose)

    def compose(self, document: Document) -> Leaflet:
        """Compose the leaflet as its files are now; LeafletError with every fault."""
        return journey.compose(
            document, **self.looks, today=self.today, past_review=self.past_review
        )

    def files(self) -> Iterator[Path]:
        """Yield the files that the leaflet is made of, existing or not.

        Known even while the content is wrong: a picture that is missing may be what is saved next.
        """
        named = (self.content, self.whose["clinic"], self.whose["brand"])
        for path in map(Path, filter(None, named)):
            for file in _sources(path):
                yield file
                yield from _pictures(file)
        if logo := self.whose["details"].get("logo"):
            yield Path(logo)
        for kind in ("sheets", "themes"):
            yield from (Path(self.content).parent / kind).glob("*.yaml")


def need_watcher() -> None:
    """Raise LeafletError if watchfiles is not installed."""
    try:
        import watchfiles  # noqa: F401
    except ImportError:
        raise shipped.missing("web") from None


def saves(files: Callable[[], Iterable[Path]]) -> Iterator[None]:
    """Yield at once, and then whenever one of the files has changed.

    Saves during what the caller does are not lost. Which `files` there are is asked again at
    every change.
    """
    seen = _stamps(files())
    moments = _moments(files)
    while True:
        yield
        now = _stamps(files())  # files that are named for the first time have been read by now
        seen = now | {path: seen[path] for path in now if path in seen}
        while seen == now:
            next(moments)
            now = _stamps(files())
        seen = _settled(files, seen)


def _settled(files: Callable[[], Iterable[Path]], seen: dict[Path, Stamp]) -> dict[Path, Stamp]:
    """Return the state of all files, once none is in the middle of a save."""
    end = time.monotonic() + PAUSE
    now = _stamps(files())
    while time.monotonic() < end and _is_amid(seen, now):
        time.sleep(STEP / 1000)
        now = _stamps(files())
    return now


def _is_amid(seen: dict[Path, Stamp], now: dict[Path, Stamp]) -> bool:
    return any(_size(stamp) and not _size(now.get(path)) for path, stamp in seen.items())


def _size(stamp: Stamp) -> int:
    return stamp[1] if stamp else 0


def _moments(files: Callable[[], Iterable[Path]]) -> Iterator[None]:
    """Yield when to look at the files: after a sign of a change, and now and then."""
    from watchfiles import watch

    while True:
        yield
        with suppress(OSError):  # a folder is gone, or the system has no watcher left
            folders = _folders(files())
            for _ in watch(
                *folders,
                watch_filter=None,
                debounce=5 * STEP,
                step=STEP,
                rust_timeout=LOOK,
                yield_on_timeout=True,
                recursive=False,
            ):
                yield
                if _folders(files()) != folders:
                    break
        time.sleep(STEP / 1000)


def _folders(files: Iterable[Path]) -> set[Path]:
    """Return the folders to watch: an editor that replaces a file changes its folder."""
    paths = {way for path in files for way in (path.absolute(), path.resolve())}
    return {path.parent for path in paths if path.parent.is_dir()}


def _stamps(files: Iterable[Path]) -> dict[Path, Stamp]:
    return {path: _stamp(path) for path in files}


def _stamp(path: Path) -> Stamp:
    with suppress(OSError, ValueError):
        found = path.stat()
        return found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns
    return None


def _sources(path: Path) -> tuple[Path, ...]:
    """Return a file, with the one that it translates; alone while it is no YAML."""
    with suppress(LeafletError):
        return in_language.sources(path)
    return (path,)


def _pictures(path: Path) -> tuple[Path, ...]:
    """Return the pictures that a file names; none while it is no YAML."""
    with suppress(LeafletError):
        return _named(path, file_bytes(path, limits.CONTENT_BYTES))
    return ()


@functools.lru_cache(maxsize=8)
def _named(path: Path, data: bytes) -> tuple[Path, ...]:
    with suppress(LeafletError):
        texts = _texts(nodes.read(data, str(path)))
        return tuple(path.parent / text for text in texts if text.lower().endswith(PICTURES))
    return ()


def _texts(node: nodes.Node) -> Iterator[str]:
    """Yield every text of a file."""
    match node:
        case nodes.Scalar():
            yield node.text
        case nodes.Sequence():
            for item in node.items:
                yield from _texts(item)
        case nodes.Mapping():
            for _, value in node.entries:
                yield from _texts(value)
