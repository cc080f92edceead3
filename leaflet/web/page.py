"""Renders templates with every value escaped, and serves their assets."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

import jinja2
from starlette.responses import HTMLResponse, Response

from leaflet import shipped
from leaflet.web.guard import Refusal

_HOME = Path(__file__).parent
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
}
_FONTS = {
    "regular.ttf": "LeafletPlain_400Regular.ttf",
    "bold.ttf": "LeafletPlain_700Bold.ttf",
    "font-licence.txt": "OFL-atkinson.txt",
}
PLACES = (("leaflets", "Leaflets", "/"),)
"""The places of the navigation: key, name and address."""
TITLES = {
    400: "This cannot be understood",
    403: "This was not done",
    404: "There is no such page",
    405: "This cannot be done here",
    408: "That took too long",
    409: "Something has changed",
    411: "This cannot be understood",
    413: "That is too large",
    415: "This cannot be understood",
    422: "Something is wrong with it",
    429: "Too many tries",
    500: "Something went wrong",
    503: "Too busy just now",
}


@functools.cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HOME / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(name: str, **values: object) -> Response:
    """Render the template `name` as an answer."""
    return HTMLResponse(_filled(name, values))


def error(refusal: Refusal) -> Response:
    """Answer with a page that says what went wrong."""
    title = TITLES.get(refusal.status, "Something went wrong")
    facts = {"title": title, "refusal": refusal, "visit": None}
    return HTMLResponse(_filled("error", facts), refusal.status)


def _filled(name: str, values: dict[str, object]) -> str:
    return _templates().get_template(f"{name}.html").render(values, places=PLACES)


@functools.cache
def _assets() -> dict[str, Path]:
    own = {path.name: path for path in (_HOME / "assets").iterdir() if path.suffix in _KINDS}
    return own | {name: shipped.path("fonts") / file for name, file in _FONTS.items()}


@functools.cache
def _asset(name: str) -> tuple[bytes, str]:
    """Return the bytes of an asset, and a tag of them that goes with its answer."""
    data = _assets()[name].read_bytes()
    return data, f'"{hashlib.sha256(data).hexdigest()[:32]}"'


def asset(name: str, known: str = "") -> Response | None:
    """Answer with an asset by its name, and with no other file.

    A browser keeps it and asks each time whether the one that it knows is still right, so that no
    older one is used after an update (RFC 9110, 13.1.2).
    """
    if name not in _assets():
        return None
    data, tag = _asset(name)
    kept = {"cache-control": "no-cache", "etag": tag}
    if tag in known:
        return Response(status_code=304, headers=kept)
    return Response(data, media_type=_KINDS[_assets()[name].suffix], headers=kept)
