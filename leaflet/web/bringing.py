"""Route that makes a leaflet of a Word file, a web page or pasted words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from leaflet import limits
from leaflet.document.document import slug
from leaflet.errors import Fault, LeafletError
from leaflet.exchange import brought
from leaflet.exchange.collection import REPORTS
from leaflet.publish import replace
from leaflet.web import shelf
from leaflet.web.call import Call

PASTED = "pasted words"


class _NewLeaflet(NamedTuple):
    """What comes back from the process that reads what somebody has sent."""

    text: str
    pictures: Mapping[str, bytes]
    report: str
    guesses: int
    left: int


async def bring(call: Call) -> Response:
    """Make a leaflet of what was sent, put it on the shelf, and lead to its words."""
    sent = call.form.get("file")
    name = sent.filename or "" if isinstance(sent, UploadFile) else ""
    data, form = await call.file("file"), ""
    if not data:
        data, name, form = call.text("words").encode(), PASTED, "plain"
    if not data.strip():
        raise LeafletError(Fault("empty-file", "nothing was sent", None, "choose a file, or paste"))
    path = await call.office.work(_put, call, data, name, form)
    return RedirectResponse(f"/leaflets/{shelf.own_id(path)}/words", 303)


def _put(call: Call, data: bytes, name: str, form: str) -> Path:
    """Write the leaflet, its pictures and its report into the folder of the leaflets."""
    office = call.office
    path = office.shelf.free(slug(PurePosixPath(name.replace("\\", "/")).stem))
    today = office.previews.today()
    seconds = limits.LEAFLET_SECONDS
    made = office.crew.reader.run(seconds, _read, data, name, path.stem, form, today)
    files = {path.parent / each: picture for each, picture in made.pictures.items()}
    files[path.parent / REPORTS / f"{path.stem}.md"] = made.report.encode()
    files[path] = made.text.encode()
    for folder in {each.parent for each in files}:
        folder.mkdir(parents=True, exist_ok=True)
    replace.write_all(files)
    call.visit.said = _told(made)
    return path


def _read(data: bytes, name: str, stem: str, form: str, today: datetime.date) -> _NewLeaflet:
    made = brought.brought(data, name, stem, today, form=form)
    guesses = made.text.count("# check:")
    return _NewLeaflet(made.text, made.pictures, made.report, guesses, len(made.leaflet.left))


def _told(made: _NewLeaflet) -> str:
    """Say what a person has to look at."""
    said = ["The leaflet is here."]
    if made.guesses:
        said.append(f"{made.guesses} guesses are marked “check:”: look at each.")
    if made.left:
        said.append(f"{made.left} things of the file are not in it; its report tells them.")
    return " ".join([*said, "Nobody has approved it yet."])
