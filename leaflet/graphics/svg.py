"""Reads an SVG drawing of filled shapes as paths, and refuses whatever else it draws with.

Nothing is fetched, nothing is evaluated, no entity is known. The file is read as it is parsed, so
that its limits hold before anything is built of it.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from leaflet.errors import Fault, LeafletError, shown
from leaflet.graphics import path
from leaflet.graphics.colour import RGB
from leaflet.graphics.path import Matrix, Segment

BYTES, ELEMENTS, DEPTH, SEGMENTS, CSS = 500_000, 1_000, 20, 20_000, 10_000
"""The most that a drawing may have of each."""
FARTHEST, LEAST = 1e6, 1e-3
"""No number is larger, and no side of a frame smaller."""
SLACK = 0.02
"""How far a drawing may reach beyond its frame: a share of the longer side."""
FINE = 500.0
"""Units of a drawing to write in a file, so that a hundredth of one is not seen."""

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_HINT = "have its letters and lines turned into filled shapes, or save it as PNG or JPEG"
_SILENT = {"title", "desc", "metadata", "defs", "style"}
"""Elements that draw nothing themselves."""
_GEOMETRY = {
    "path": "d",
    "rect": "x y width height rx ry",
    "circle": "cx cy r",
    "ellipse": "cx cy rx ry",
    "polygon": "points",
    "polyline": "points",
}
_PASSED_OVER = {
    *("id", "version", "baseProfile", "preserveAspectRatio", "viewBox", "width", "height"),
    *("x", "y", "role", "class", "style", "transform", "fill", "fill-rule", "clip-rule"),
    *("stroke-width", "stroke-linejoin", "stroke-linecap", "stroke-miterlimit", "focusable"),
    *("enable-background", "color-interpolation-filters", "shape-rendering"),
}
"""Attributes that are read, or change nothing here."""
_HARMLESS = {
    "stroke": {"none", "transparent"},
    "opacity": {"1", "100%", "1.0"},
    "fill-opacity": {"1", "100%", "1.0"},
    "stroke-opacity": None,
    "stroke-dasharray": None,
    "paint-order": None,
    "display": {"inline", "block"},
    "visibility": {"visible"},
    "overflow": {"visible", "hidden"},
}
"""Properties that may have these values, or any where nothing is stroked."""
_NAMES = {"black": "#000", "white": "#fff", "red": "#f00", "currentcolor": "#000"}


class FilledPath(NamedTuple):
    """A filled shape in the coordinates of the drawing, y downwards."""

    path: tuple[Segment, ...]
    even_odd: bool
    colour: RGB


class Vectors(NamedTuple):
    """A drawing's width and height, and its shapes from back to front."""

    width: float
    height: float
    figures: tuple[FilledPath, ...]


class _State(NamedTuple):
    """The properties that an element passes to the elements inside it."""

    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    fill: str = "#000"
    rule: str = "nonzero"
    silent: bool = False


def is_one(data: bytes) -> bool:
    """Return whether the bytes of a file look like an SVG drawing."""
    return b"<svg" in data[:4096] and data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")


@functools.lru_cache(32)
def read(data: bytes, name: str = "the drawing") -> Vectors:
    """Read the shapes of a drawing; LeafletError if it is damaged or draws with anything else."""
    if len(data) > BYTES:
        raise _refused(
            name, "too-large", f"has {len(data):,} bytes; {BYTES:,} is the most for a drawing"
        )
    try:
        text = data.decode("utf-8-sig")  # whatever it declares, so that nothing hides
        if "<!ENTITY" in text:
            raise _refused(
                name, "unsupported-drawing", "defines entities of its own, which are not read"
            )
        reader = _Reader(name)
        parser = ElementTree.XMLParser(target=reader)
        parser.feed(text)
        parser.close()
        return reader.drawing()
    except (ElementTree.ParseError, ValueError, ArithmeticError):
        raise _refused(name, "damaged-file", "is damaged, or is no SVG drawing") from None


@functools.lru_cache(64)
def ink(data: bytes, name: str) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of the frame that all of a drawing lies in.

    The control points of curves count, so that it may be a little wider than what is painted.
    """
    drawing = read(data, name)
    points = [points for figure in drawing.figures for _, points in figure.path]
    across = [at for each in points for at in each[::2]]
    down = [at for each in points for at in each[1::2]]
    left, top = max(min(across), 0.0), max(min(down), 0.0)
    return left, top, min(max(across), drawing.width), min(max(down), drawing.height)


def enlarged(drawing: Vectors) -> Vectors:
    """Return a drawing of FINE units at least on its longer side: numbers are soon rounded."""
    longer = max(drawing.width, drawing.height)
    if longer >= FINE:
        return drawing
    scale = FINE / longer
    figures = (
        figure._replace(path=tuple((k, tuple(at * scale for at in p)) for k, p in figure.path))
        for figure in drawing.figures
    )
    return Vectors(drawing.width * scale, drawing.height * scale, tuple(figures))


def _refused(name: str, code: str, problem: str) -> LeafletError:
    return LeafletError(Fault(code, f"`{shown(name, 200)}` {problem}", None, _HINT))


class _Reader:
    """Builds the shapes while the file is parsed, as the target of an XMLParser."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.frame = (0.0, 0.0, 0.0, 0.0)
        """Left, top, width and height, once the first element is open."""
        self.states: list[_State] = []
        self.rules: dict[str, dict[str, str]] = {}
        self.css: list[str] | None = None
        self.figures: list[FilledPath] = []
        self.elements = self.segments = self.characters = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Draw an element, or go inside it."""
        self.elements += 1
        if self.elements > ELEMENTS or len(self.states) >= DEPTH:
            raise _refused(
                self.name, "too-large", f"has more than {ELEMENTS:,} parts, or {DEPTH} levels"
            )
        own = tag.removeprefix(_NAMESPACE)
        above = self.states[-1] if self.states else _State()
        if not self.states:
            self._open(own, given)
        elif own == "style":
            self.css = []
        if above.silent or own in _SILENT or own.startswith("{"):
            self.states.append(above._replace(silent=True))
            return
        if own not in ("svg", "g", *_GEOMETRY) or (own == "svg" and self.states):
            raise _refused(
                self.name,
                "unsupported-drawing",
                f"has a part <{shown(own)}>, which is not drawn here",
            )
        state = self._state(own, given, above)
        self.states.append(state)
        if own in _GEOMETRY and not state.silent:
            self._draw(own, given, state)

    def end(self, tag: str) -> None:
        """Leave an element."""
        self.states.pop()
        if self.css is not None and tag.removeprefix(_NAMESPACE) == "style":
            self._learn("".join(self.css))
            self.css = None

    def data(self, text: str) -> None:
        """Take the text of a style sheet; no other text is drawn."""
        if self.css is not None:
            self.css.append(text)

    def drawing(self) -> Vectors:
        """Return what was drawn, moved to the corner of its frame; refuse it if there is none."""
        if not self.figures:
            raise _refused(self.name, "empty-drawing", "draws nothing")
        *_, width, height = self.frame
        slack = SLACK * max(width, height)
        for figure in self.figures:
            for _, points in figure.path:
                for at, most in zip(points, (width, height) * 3, strict=False):
                    if not -slack <= at <= most + slack:
                        raise _refused(self.name, "beyond-frame", "draws beyond its frame")
        return Vectors(width, height, tuple(self.figures))

    def _open(self, tag: str, given: dict[str, str]) -> None:
        if tag != "svg":
            raise ValueError(tag)
        box = _numbers(given.get("viewBox", ""))
        if not box:
            sides = [_length(given.get(side, "")) for side in ("width", "height")]
            box = [0.0, 0.0, *sides]
        if len(box) != 4 or min(box[2:]) < LEAST:
            raise ValueError("no frame")
        self.frame = (box[0], box[1], box[2], box[3])

    def _state(self, tag: str, given: dict[str, str], above: _State) -> _State:
        """Return the properties of an element: its own and its classes', over inherited ones."""
        said = {key: value for key, value in given.items() if not key.startswith("{")}
        for name in dict.fromkeys(said.get("class", "").split()):
            said |= self.rules.get(name, {})
        said |= _declarations(said.get("style", ""))
        if said.get("display") == "none" or said.get("visibility") == "hidden":
            return above._replace(silent=True)
        self._refuse_unknown(tag, said)
        matrix = above.matrix
        if not self.states:
            left, top, *_ = self.frame
            matrix = (1, 0, 0, 1, -left, -top)
        return _State(
            _multiplied(matrix, self._transform(said.get("transform", ""))),
            said.get("fill", above.fill).strip(),
            said.get("fill-rule", above.rule),
        )

    def _refuse_unknown(self, tag: str, said: dict[str, str]) -> None:
        """Refuse an element or attribute that would be drawn otherwise than it is meant."""
        for key, value in said.items():
            if key in _PASSED_OVER or key in _GEOMETRY.get(tag, "").split():
                continue
            if key.startswith(("data-", "aria-", "-inkscape", "font", "text", "line-height")):
                continue
            allowed = _HARMLESS.get(key, set())
            if allowed is not None and value.strip() not in allowed:
                written = f"{key}: {shown(value)}"
                raise _refused(
                    self.name, "unsupported-drawing", f"uses `{written}`, which is not drawn here"
                )

    def _transform(self, text: str) -> Matrix:
        made: Matrix = (1, 0, 0, 1, 0, 0)
        for kind, written in _TRANSFORM.findall(text):
            made = _multiplied(made, _matrix(kind, _numbers(written)))
        if _TRANSFORM.sub("", text).strip(" ,\t\r\n"):
            raise ValueError(text)
        return made

    def _draw(self, tag: str, given: dict[str, str], state: _State) -> None:
        if state.fill in ("none", "transparent"):
            return
        colour = _colour(state.fill)
        if colour is None:
            problem = f"is filled with `{shown(state.fill)}`; only plain colours are drawn here"
            raise _refused(self.name, "unsupported-drawing", problem)
        placed = []
        for part in _outline(tag, given):
            placed.append(_placed(part, state.matrix))
            self.segments += 1
            if self.segments > SEGMENTS:
                raise _refused(self.name, "too-large", f"has more than {SEGMENTS:,} curves")
        if placed:
            self.figures.append(FilledPath(tuple(placed), state.rule == "evenodd", colour))

    def _learn(self, css: str) -> None:
        """Read the class rules of a style sheet, and refuse any other rule."""
        self.characters += len(css)
        if self.characters > CSS:
            raise _refused(
                self.name, "too-large", f"has style sheets of more than {CSS:,} characters"
            )
        for rule in filter(str.strip, _uncommented(css).split("}")):
            names, _, body = rule.partition("{")
            said = _declarations(body)
            for name in map(str.strip, names.split(",")):
                if not re.fullmatch(r"\.[\w-]+", name):
                    raise _refused(
                        self.name, "unsupported-drawing", f"has a style for `{shown(name)}`"
                    )
                self.rules.setdefault(name[1:], {}).update(said)


def _uncommented(css: str) -> str:
    """Return a style sheet without its comments; ValueError for one that never ends."""
    first, *others = css.split("/*")
    kept = [first]
    for other in others:
        _, end, after = other.partition("*/")
        if not end:
            raise ValueError(other)
        kept.append(after)
    return "".join(kept)


_TRANSFORM = re.compile(r"(matrix|translate|scale|rotate)\s*\(([^()]*)\)")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


def _numbers(text: str) -> list[float]:
    found = [float(number) for number in _NUMBER.findall(text)]
    if _NUMBER.sub("", text).strip(" ,\t\r\n") or not all(abs(n) <= FARTHEST for n in found):
        raise ValueError(text)
    return found


def _length(text: str, default: float | None = None) -> float:
    if not text and default is not None:
        return default
    (number,) = _numbers(text.strip().removesuffix("px"))
    return number


def _declarations(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";") if part.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


def _colour(text: str) -> RGB | None:
    """Return the plain colour that a text means, or None."""
    text = _NAMES.get(text.lower(), text)
    if re.fullmatch(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", text):
        digits = text[1:] if len(text) == 7 else "".join(d * 2 for d in text[1:])
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
        return red, green, blue
    found = re.fullmatch(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)", text)
    if not found:
        return None
    red, green, blue = (min(int(part), 255) / 255 for part in found.groups())
    return red, green, blue


def _matrix(kind: str, given: list[float]) -> Matrix:
    match kind, given:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [x, *rest] if len(rest) < 2:
            return 1, 0, 0, 1, x, rest[0] if rest else 0
        case "scale", [x, *rest] if len(rest) < 2:
            return x, 0, 0, rest[0] if rest else x, 0, 0
        case "rotate", [degrees, *rest] if len(rest) in (0, 2):
            x, y = rest or (0, 0)
            cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
            return cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y
    raise ValueError(kind)


def _multiplied(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that applies `other` first and then `one`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        *(a * g + c * h, b * g + d * h, a * i + c * j),
        *(b * i + d * j, a * k + c * m + e, b * k + d * m + f),
    )


def _placed(segment: Segment, matrix: Matrix) -> Segment:
    kind, points = segment
    a, b, c, d, e, f = matrix
    pairs = zip(points[::2], points[1::2], strict=True)
    moved = tuple(at for x, y in pairs for at in (a * x + c * y + e, b * x + d * y + f))
    if not all(abs(at) <= FARTHEST for at in moved):  # also refuses what is no number
        raise ValueError(kind)
    return kind, moved


def _outline(tag: str, given: dict[str, str]) -> Iterator[Segment]:
    """Yield the segments of an element that draws."""
    match tag:
        case "path":
            yield from path.segments(given.get("d", ""))
        case "rect":
            yield from _rectangle(given)
        case "circle" | "ellipse":
            radius = _length(given.get("r", ""), 0.0)
            rx = _length(given.get("rx", ""), radius)
            ry = _length(given.get("ry", ""), radius)
            x, y = _length(given.get("cx", ""), 0.0), _length(given.get("cy", ""), 0.0)
            yield from _round(x - rx, y - ry, 2 * rx, 2 * ry, rx, ry)
        case _:
            points = _numbers(given.get("points", ""))
            for at in range(0, len(points) - 1, 2):
                yield "L" if at else "M", (points[at], points[at + 1])
            if points:
                yield "Z", ()


def _rectangle(given: dict[str, str]) -> Iterator[Segment]:
    x, y = _length(given.get("x", ""), 0.0), _length(given.get("y", ""), 0.0)
    width, height = _length(given.get("width", ""), 0.0), _length(given.get("height", ""), 0.0)
    rx = _length(given.get("rx", "") or given.get("ry", ""), 0.0)
    ry = _length(given.get("ry", ""), rx)
    yield from _round(x, y, width, height, min(rx, width / 2), min(ry, height / 2))


def _round(
    x: float, y: float, width: float, height: float, rx: float, ry: float
) -> Iterator[Segment]:
    """Yield a rectangle whose corners are quarters of an ellipse."""
    right, low = x + width, y + height
    yield "M", (x + rx, y)
    at = (x + rx, y)
    for straight, corner in (
        ((right - rx, y), (right, y + ry)),
        ((right, low - ry), (right - rx, low)),
        ((x + rx, low), (x, low - ry)),
        ((x, y + ry), (x + rx, y)),
    ):
        if straight != at:
            yield "L", straight
        if rx and ry:
            yield from path.arc(straight, [rx, ry, 0, 0, 1, *corner])
        at = corner
    yield "Z", ()
