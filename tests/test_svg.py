"""SVG: what is drawn of a logo, where, and that anything else is refused at once."""

import contextlib
import time

import pytest
from conftest import CONTENT
from hypothesis import given
from hypothesis import strategies as st
from laid import pages

import leaflet
from leaflet.errors import LeafletError
from leaflet.graphics import path, svg
from leaflet.layout.slices import PlacedPicture

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'


def read(body, head=HEAD):
    return svg.read(f"{head}{body}</svg>".encode(), "logo.svg")


def corners(figure):
    """Left, top, right and bottom of all its points."""
    points = [at for _, given in figure.path for at in given]
    return min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2])


@pytest.mark.parametrize(
    ("body", "box"),
    [
        ('<path d="M10 10h20v5H10z"/>', (10, 10, 30, 15)),
        ('<path d="m10,10l20,0 0 5-20 0Z"/>', (10, 10, 30, 15)),
        ('<path d="M10 20a10 10 0 0120 0z"/>', (10, 10, 30, 20)),
        ('<rect x="10" y="10" width="20" height="5"/>', (10, 10, 30, 15)),
        ('<rect x="10" y="10" width="20" height="5" rx="2"/>', (10, 10, 30, 15)),
        ('<circle cx="20" cy="20" r="5"/>', (15, 15, 25, 25)),
        ('<ellipse cx="20" cy="20" rx="9" ry="4"/>', (11, 16, 29, 24)),
        ('<polygon points="10,10 30,10 30,15"/>', (10, 10, 30, 15)),
        ('<g transform="translate(5 5)"><circle cx="9" cy="9" r="1"/></g>', (13, 13, 15, 15)),
        ('<g transform="scale(2)"><rect x="5" y="5" width="10" height="2"/></g>', (10, 10, 30, 14)),
        ('<rect width="10" height="4" transform="rotate(90) translate(3,-9)"/>', (5, 3, 9, 13)),
        ('<rect width="10" height="4" transform="matrix(1 0 0 1 2 3)"/>', (2, 3, 12, 7)),
    ],
)
def test_each_shape_stands_where_the_drawing_has_it(body, box):
    (figure,) = read(body).figures
    assert corners(figure) == pytest.approx(box, abs=0.01)


@pytest.mark.parametrize(
    ("said", "colour"),
    [
        ("", (0, 0, 0)),
        ('fill="#f00"', (1, 0, 0)),
        ('fill="#00ff00"', (0, 1, 0)),
        ('fill="white"', (1, 1, 1)),
        ('fill="rgb(0, 0, 255)"', (0, 0, 1)),
        ('style="fill:#f00; stroke:none"', (1, 0, 0)),
        ('class="a"', (1, 0, 1)),
        ('class="a" style="fill:#f00"', (1, 0, 0)),
    ],
)
def test_a_shape_has_the_colour_that_is_said_nearest_to_it(said, colour):
    style = "<style>.a, .b { fill: #f0f } /* no more */</style>"
    (figure,) = read(f'{style}<g fill="black"><rect width="9" height="9" {said}/></g>').figures
    assert figure.colour == colour


def test_the_frame_may_begin_anywhere_or_be_said_in_pixels():
    away = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="50 20 100 50">'
    (figure,) = read('<rect x="60" y="30" width="5" height="5"/>', away).figures
    assert corners(figure) == (10, 10, 15, 15)
    plain = '<svg xmlns="http://www.w3.org/2000/svg" width="40px" height="20">'
    drawing = read('<rect width="5" height="5"/>', plain)
    assert (drawing.width, drawing.height) == (40, 20)


def test_what_is_not_to_be_seen_is_left_out():
    unseen = (
        '<defs><rect width="9" height="9"/></defs><title>Us</title>'
        '<metadata><a xmlns="urn:x"/></metadata><rect width="9" height="9" fill="none"/>'
        '<g display="none"><text>no</text></g>'
    )
    assert len(read(unseen + '<rect width="1" height="1"/>').figures) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<text>Us</text>", "has a part <text>"),
        ('<image href="a.png"/>', "has a part <image>"),
        ('<use href="#a"/>', "has a part <use>"),
        ("<script>1</script>", "has a part <script>"),
        ("<a><path/></a>", "has a part <a>"),
        ('<svg viewBox="0 0 1 1"/>', "has a part <svg>"),
        ('<rect width="9" height="9" stroke="red"/>', "uses `stroke: red`"),
        ('<g style="opacity:.5"><rect width="9" height="9"/></g>', "uses `opacity: .5`"),
        ('<g clip-path="url(#a)"><rect width="9" height="9"/></g>', "uses `clip-path"),
        ('<rect width="9" height="9" fill="url(#a)"/>', "is filled with `url(#a)`"),
        ('<rect width="9" height="9" fill="salmon"/>', "is filled with `salmon`"),
        ('<rect onclick="x" width="9" height="9"/>', "uses `onclick"),
        ("<style>rect { fill: red }</style>", "has a style for `rect`"),
        ("<style>@import url(x); .a { fill: red }</style>", "has a style for"),
        ('<rect x="90" width="30" height="9"/>', "draws beyond its frame"),
        ("", "draws nothing"),
        ('<path d="M0 0L5"/>', "is damaged"),
        ('<path d="M0 0 nonsense"/>', "is damaged"),
        ('<path d="L0 0"/>', "is damaged"),
        ('<rect width="nan" height="9"/>', "is damaged"),
        ('<rect width="1e99" height="9"/>', "is damaged"),
        ('<rect width="9" height="9" transform="skewX(9)"/>', "is damaged"),
        ('<rect width="9" height="9"', "is damaged"),
        ("&unknown;", "is damaged"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_way_out(body, said):
    with pytest.raises(LeafletError) as caught:
        read(body)
    assert f"`logo.svg` {said}" in str(caught.value)
    assert "save it as PNG or JPEG" in str(caught.value)


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "data",
    [
        f"{BOMB}{HEAD}&b;</svg>".encode(),
        f"{HEAD}{'<g>' * 9000}".encode(),
        f"{HEAD}{'<path/>' * 9000}</svg>".encode(),
        f"{HEAD}<path d='M0 0{'h1' * 99000}'/></svg>".encode(),
        f"{HEAD}<path d='M0 0A{' ' * 99000}'/></svg>".encode(),
        f"{HEAD}<path d='M0 0A{', ' * 49000}'/></svg>".encode(),
        f"{HEAD}<style>{'/*' * 99000}</style></svg>".encode(),
        f"{HEAD}<style>{'a' * 99000}</style></svg>".encode(),
        f"{HEAD}<g transform='{'scale(' * 60000}'/></svg>".encode(),
        f"{HEAD}{' ' * 600000}</svg>".encode(),
        f"<?xml version='1.0' encoding='cp037'?>{HEAD}</svg>".encode(),
        HEAD.encode("utf-16"),
        b"<svg",
    ],
)
def test_what_is_made_to_harm_is_refused_in_a_moment(data):
    start = time.process_time()
    with pytest.raises(LeafletError):
        svg.read(data, "logo.svg")
    assert time.process_time() - start < 2


@given(st.text("MmLlHhVvCcSsQqTtAaZz0123456789.-+e, ", max_size=60))
def test_any_path_is_drawn_or_refused(data):
    try:
        for kind, points in path.segments(data):
            assert len(points) == {"M": 2, "L": 2, "C": 6, "Z": 0}[kind]
    except (ValueError, OverflowError):
        pass


def test_a_logo_stays_a_drawing_in_the_pdf(folder):
    body = '<rect width="100" height="50" fill="#036"/><circle cx="25" cy="25" r="9" fill="#fff"/>'
    (folder / "logo.svg").write_text(f"{HEAD}{body}</svg>")
    (folder / "content.yaml").write_text(CONTENT.replace("body:", "  logo: logo.svg\nbody:", 1))
    made = leaflet.compose(leaflet.read("content.yaml"))
    marks = [m for m in pages(made)[0].marks if getattr(m, "node", None) and m.node.alt]
    assert [type(m) for m in marks] == [PlacedPicture] and made.notes == ()
    assert {(round(m.width), round(m.height)) for m in marks} == {(74, 37)}
    pdf = leaflet.write(made)
    assert pdf.count(b"/Subtype /Form") == 1 + 1 and b"/Subtype /Image" not in pdf


def test_a_drawing_that_is_refused_is_told_with_its_place(folder):
    (folder / "logo.svg").write_text(f"{HEAD}<text>Us</text></svg>")
    (folder / "content.yaml").write_text(CONTENT.replace("body:", "  logo: logo.svg\nbody:", 1))
    with pytest.raises(LeafletError, match=r"content\.yaml:6:9: `logo\.svg` has a part <text>"):
        leaflet.read("content.yaml")


# ---- hostile drawings


HOSTILE = {
    "digits of an arc": lambda n: f'<path d="M0 0A{"2" * n}Z"/>',
    "numbers of an arc": lambda n: f'<path d="M0 0A{"1 " * n}Z"/>',
    "flags of an arc": lambda n: f'<path d="M0 0a1 1 0 {"0" * n}"/>',
    "blanks in a path": lambda n: f'<path d="M{" " * n}0 0{"," * n}x"/>',
    "points without digits": lambda n: f'<path d="M0 0L{"." * n}"/>',
    "signs": lambda n: f'<path d="M0 0L{"-" * n}"/>',
    "exponents": lambda n: f'<path d="M0 0L{"1e" * n}"/>',
    "letters": lambda n: f'<path d="M0 0{"Z" * n}"/>',
    "a style sheet without a rule": lambda n: f"<style>{'a' * n}</style><path d='M0 0L9 9 0 9'/>",
    "many style sheets": lambda n: f"<style>{'a' * 99}</style>" * (n // 120),
    "comments": lambda n: f"<style>{'/*' * n}</style>",
    "classes": lambda n: f'<style>.a{{x:y}}</style><path class="{"a " * n}" d="M0 0"/>',
    "transforms": lambda n: f'<path transform="{"scale(" * n}" d="M0 0"/>',
    "blanks in a transform": lambda n: f'<path transform="scale{" " * n}" d="M0 0"/>',
    "declarations": lambda n: f'<path style="{"a:b;" * n}" d="M0 0"/>',
    "a colour": lambda n: f'<path fill="rgb({" " * n}" d="M0 0L9 9 0 9"/>',
    "elements": lambda n: "<g>" * n,
}


def seconds(body: str) -> float:
    """The least time that one of three readings takes; only a fault may be raised."""
    took = []
    for _ in range(3):
        svg.read.cache_clear()
        begin = time.process_time()
        with contextlib.suppress(LeafletError):
            read(body)
        took.append(time.process_time() - begin)
    return min(took)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_drawing_costs_time_in_proportion_to_its_size(kind):
    once, fourfold = (seconds(HOSTILE[kind](n)) for n in (25_000, 100_000))
    assert fourfold < max(8 * once, 0.05)


SMALLEST = ("1e-320", "1e-200", "1e-12", "0", "-1", "1e6", "1e308", "3", "0.5")


@given(
    st.lists(st.sampled_from(SMALLEST), min_size=4, max_size=4),
    st.sampled_from(["rect", "circle", "path", "polygon"]),
)
def test_no_number_in_a_drawing_raises_anything_but_a_fault(numbers, tag):
    a, b, c, d = numbers
    bodies = {
        "rect": f'<rect x="{a}" width="{b}" height="{c}" rx="{d}"/>',
        "circle": f'<ellipse cx="{a}" cy="{b}" rx="{c}" ry="{d}"/>',
        "path": f'<path d="M{a} {b}A{c} {d} 30 0 1 {b} {a}Z" transform="scale({d})"/>',
        "polygon": f'<polygon points="{a},{b} {c},{d} 1,1"/>',
    }
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {c} {d}">'
    for each in (HEAD, head):
        try:
            drawn = read(bodies[tag], each)
        except LeafletError:
            continue
        assert all(abs(at) <= svg.FARTHEST for f in drawn.figures for _, p in f.path for at in p)
