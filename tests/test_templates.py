"""Templates of a run: the same bytes as the long way, and the look and words of a single build."""

import random
from itertools import islice

import pypdfium2
import pytest
from conftest import CONTENT
from gates import poppler, verapdf
from PIL import ImageChops

import leaflet
from leaflet.graphics.colour import choices, contrast, lch, legible
from leaflet.publish import build
from leaflet.publish.batch.templates import Templates, whole

NAMES = ("Hill Street Surgery", "St Anne’s Health Centre", "Elm Tree Dental Care", "Café Müller")
TEXT = """
  - paragraph: >-
      Write your questions below, then call {clinic.phone} to talk them over with one of us, or
      write to {clinic.email} if you would rather not speak on the phone. We answer within a day.
  - callout:
      kind: urgent
      title: Get help now
      body:
        - paragraph: Call 999 if you cannot feel your foot.
  - contact: {}
"""


def clinic(number, **other):
    """A clinic unlike any other, in its colours too."""
    chance = random.Random(number)
    home = f"{chance.choice(('hill', 'st-anne', 'elm-tree-dental'))}{number}.example"
    details = {
        "name": f"{chance.choice(NAMES)} {number}",
        "practitioner": f"Dr {chance.choice('ABCW')}. {chance.choice(('Walsh', 'O’Neill', 'Fé'))}",
        "address": [f"{number + 1} {chance.choice(('High', 'Mill'))} Street", "Lower Bexton"],
        "phone": f"01632 {chance.randrange(100, 900)} {chance.randrange(1000):03}",
        "email": f"hello@{home}",
        "website": f"https://www.{home}",
        "hours": ["Monday to Friday, 9am to 6pm"],
        "colour": f"#{chance.randrange(1 << 24):06x}",
    }
    return leaflet.clinic(**details | other)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The templates of a leaflet that names the clinic in sentences, having seen 40 clinics."""
    path = tmp_path_factory.mktemp("run") / "knee.yaml"
    path.write_text(CONTENT.rstrip() + TEXT, "utf-8")
    document = leaflet.read(path)
    laid = []

    def compose(whose):
        laid.append(whose)
        return build.compose(document, whose)

    templates = Templates(document, build.looks_of(document), compose)
    for number in range(40):
        templates.write(clinic(number))
    return templates, laid, document


def without_layout(run, numbers):
    """Yield (clinic, file) of those that a template takes."""
    templates, laid, _ = run
    for number in numbers:
        whose, before = clinic(number), len(laid)
        written = templates.write(whose)
        if len(laid) == before:
            yield whose, written


def test_a_template_writes_the_bytes_of_the_long_way_for_any_clinic(run):
    made = [*islice(without_layout(run, range(100, 200)), 25)]
    assert len(made) == 25
    for whose, written in made:
        assert written.data == whole(leaflet.compose(run[2], whose))


def test_a_file_of_a_run_looks_and_reads_like_that_of_a_build(run):
    whose, written = next(without_layout(run, range(200, 300)))
    alone = leaflet.write(leaflet.compose(run[2], whose))
    assert poppler.read(written.data) == poppler.read(alone)
    assert poppler.tree(written.data) == poppler.tree(alone)
    pages = [pypdfium2.PdfDocument(data) for data in (written.data, alone)]
    assert len(pages[0]) == len(pages[1]) > 0
    for one, other in zip(*pages, strict=True):
        assert _differ(one, other) <= 1


def _differ(one, other):
    """Return by how many steps of 255 the pixels of two pages differ at most."""
    seen = [page.render(scale=2).to_pil() for page in (one, other)]
    return max(high for _, high in ImageChops.difference(*seen).getextrema())


def test_a_file_of_a_run_is_valid(run):
    _, written = next(without_layout(run, range(200, 300)))
    assert [verapdf.validate(written.data, each).compliant for each in ("ua1", "2a")] == [True] * 2


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Приём"},
        {"name": "Clinic **bold** of it"},
        {"address": ["A very long first line of an address that goes on and on and on " * 2]},
        {"email": "a.very.long.address.of.a.person.at.the.clinic.who.answers@hill.example"},
        {"website": f"www.hill.example/{'a' * 30}"},
    ],
)
def test_details_unlike_those_of_the_template_go_the_long_way(run, other):
    templates, laid, document = run
    whose, before = clinic(7, **other), len(laid)
    written = templates.write(whose)
    assert len(laid) > before
    assert written.data == whole(leaflet.compose(document, whose))


def test_a_clinic_with_a_detail_of_the_sample_is_refused_as_ever(run):
    with pytest.raises(leaflet.LeafletError) as refused:
        run[0].write(clinic(8, phone="01632 960 123"))
    assert [fault.code for fault in refused.value.faults] == ["sample-detail"]


def test_decisions_by_contrast_are_noted_and_taken_again():
    blue, pale, white = (0.0, 0.2, 0.5), (0.8, 0.9, 1.0), (1.0, 1.0, 1.0)
    with choices() as noted:
        assert contrast(blue, white) >= 4.5
        assert max((blue, pale), key=lambda ink: legible(ink, white)) != pale
    assert len(noted) == 2
    assert all(choice.holds(lambda ink: ink) for choice in noted)
    swapped = {blue: pale, pale: blue, white: white}
    assert not any(choice.holds(swapped.__getitem__) for choice in noted)
    with choices() as noted:
        lch(blue)
    assert not any(choice.holds(lambda ink: ink) for choice in noted)
