"""No clinic's logo, long name, long address or further detail adds a page to a leaflet of ours.

`make torture` tries each clinic with each leaflet on each sheet.
"""

import pytest
import torture
import yaml
from PIL import Image, ImageDraw
from test_examples import SHIPPED, is_meant

import leaflet

USUAL = {
    "name": "Harbour Clinic",
    "address": "12 Harbour Street\nExampletown\nEX1 2AB",
    "phone": "01632 960 555",
    "practitioner": "Dr Ada Example",
    "email": "desk@harbour.example",
    "website": "https://www.harbour.example",
    "hours": "Monday to Friday, 9am to 6pm\nSaturday, 9am to 1pm",
    "booking": "https://www.harbour.example/book",
    "registration": "BAcC member 123456",
}
NAME = "The Harbour Road and Exampletown Community Clinic for Backs, Necks and Knees"
ADDRESS = "The Old Post Office\nUnit 12\n12 Harbour Street\nNear the Fountain\nExampletown\nEX1 2AB"
LOGOS = {
    "wide": ((900, 150), "white", "#14559f"),
    "tall": ((200, 600), "white", "#14559f"),
    "tiny": ((24, 24), "white", "#14559f"),
    "square": ((400, 400), "white", "#14559f"),
    "transparent": ((400, 200), None, "#14559f"),
    "white": ((400, 200), None, "#ffffff"),
}
MARK = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">
<circle cx="50" cy="50" r="45" fill="#14559f"/></svg>"""
"""A seventh logo: a mark that is drawn."""
CLINICS = {
    "a long name": {"name": NAME},
    "a long address": {"address": ADDRESS},
    "both": {"name": NAME, "address": ADDRESS},
    "both and a logo": {"name": NAME, "address": ADDRESS, "logo": "tall.png"},
    **{f"a {kind} logo": {"logo": f"{kind}.png"} for kind in LOGOS},
    "a mark": {"logo": "mark.svg"},
}
SHEETS = (
    *("letter", "large-print", "large-print-letter", "giant-print"),
    *("a5", "a5-booklet", "half-letter", "half-letter-booklet"),
    *("trifold-dl", "trifold-letter", "zfold-dl", "poster-a4"),
)
"""All that a leaflet of ours is meant for, but for the handout on A4."""


@pytest.fixture(scope="module", autouse=True)
def logos(tmp_path_factory):
    folder = tmp_path_factory.mktemp("logos")
    for kind, (size, ground, ink) in LOGOS.items():
        drawn = Image.new("RGBA", size, ground or (0, 0, 0, 0))
        ImageDraw.Draw(drawn).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=ink)
        drawn.save(folder / f"{kind}.png")
    (folder / "mark.svg").write_text(MARK)
    return folder


def pages(content, details, folder, sheet):
    """How many pages the leaflet has for a clinic with these details."""
    file = folder / "clinic.yaml"
    file.write_text(yaml.safe_dump({"clinic": USUAL | details}), "utf-8")
    return leaflet.compose(leaflet.read(content, clinic=file), theme="calm", sheet=sheet).pages


WORST = "both and a logo"
OTHERS = [name for name in CLINICS if name != WORST]


@pytest.mark.parametrize("content", SHIPPED, ids=lambda path: path.stem)
def test_no_clinic_adds_a_page_to_a_handout(content, logos):
    usual = pages(content, {}, logos, "a4")
    names = [WORST, *torture.share(OTHERS, 2, SHIPPED.index(content))]
    counts = {name: pages(content, CLINICS[name], logos, "a4") for name in names}
    assert counts == dict.fromkeys(names, usual)


@pytest.mark.parametrize(
    ("content", "sheet"),
    [pair for pair in torture.pairs(SHIPPED, SHEETS, 5) if is_meant(*pair)],
    ids=lambda each: getattr(each, "stem", each),
)
def test_nor_to_any_other_sheet(content, sheet, logos):
    worst = pages(content, CLINICS[WORST], logos, sheet)
    assert worst == pages(content, {}, logos, sheet)
