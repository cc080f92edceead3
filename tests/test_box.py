"""Box: the strips of a panel make one ground, one outline and one bar."""

import pytest
from laid import compose, pages

from leaflet.layout.box import Box
from leaflet.layout.slices import Fill, Shape, Slice
from leaflet.source import named

RED, WHITE = (1.0, 0.0, 0.0), (1.0, 1.0, 1.0)


def test_only_the_first_and_the_last_strip_are_round():
    box = Box(10, 100, WHITE, RED, outline=1, radius=6)
    (head,), (middle,), (foot,) = (
        box.behind(Slice(10), **ends).marks for ends in ({"head": True}, {}, {"foot": True})
    )
    assert [(m.upper, m.lower) for m in (head, middle, foot)] == [(6, 0), (0, 0), (0, 6)]
    assert {(m.x, m.width, m.line, m.thickness) for m in (head, middle, foot)} == {
        (10, 100, RED, 1)
    }


def test_a_strip_lower_than_the_corner_is_less_round():
    (mark,) = Box(0, 100, WHITE, RED, radius=12).marks(10)
    assert mark.upper == mark.lower == 5


def test_the_bar_follows_the_corner_of_the_box_and_leaves_no_seam():
    ground, bar, upper, lower = Box(0, 100, WHITE, RED, radius=6, bar=5).marks(40)
    assert isinstance(upper, Shape) and isinstance(lower, Shape)
    assert (bar.y, bar.height, bar.width) == (6, 28, 5)
    assert upper.y == 0 and upper.height > bar.y
    assert lower.y + lower.height == pytest.approx(40) and lower.y < bar.y + bar.height
    for shape in (upper, lower):
        across = [at for _, points in shape.outline.path for at in points[::2]]
        assert min(across) == 0 and max(across) == 5
    assert ground.width == 100


def test_cut_corners_are_cut_at_the_head_and_the_foot_alone_and_leave_no_seam():
    box = Box(10, 100, WHITE, WHITE, radius=6, is_cut=True)
    (middle,) = box.marks(20, head=False, foot=False)
    assert type(middle) is Fill and (middle.y, middle.height, middle.upper) == (0, 20, 0)
    straight, head, foot = box.marks(40)
    assert (straight.y, straight.height) == (6, 28)
    assert isinstance(head, Shape) and isinstance(foot, Shape)
    assert head.y == 0 and head.height > 6
    assert foot.y < 34 and foot.y + foot.height == pytest.approx(40)
    assert (0.0, 6) in [points for _, points in head.outline.path]
    assert (0.0, 0.0) not in [points for _, points in head.outline.path]


@pytest.mark.usefixtures("natural_size")
@pytest.mark.parametrize("name", named.names("theme"))
def test_a_panel_can_be_told_from_the_page_in_every_theme(name):
    body = "- callout: {kind: note, body: Ask us.}\n- appointment: {date: Monday}"
    made = compose(body, theme=name)
    panels = [m for m in pages(made)[0].marks if isinstance(m, Fill) and 300 < m.width < 520]
    assert len(panels) == 2
    for panel in panels:
        assert (panel.line and panel.thickness >= 0.75) or panel.colour != WHITE
