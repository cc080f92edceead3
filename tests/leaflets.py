"""Leaflets that the tests build, and what each of them has to say."""

import re
from pathlib import Path

from gates.reading import Entry
from PIL import Image, ImageDraw

import leaflet
from leaflet.document import reading
from leaflet.text.fonts import drawn

CONTENT = Path(leaflet.__file__).parents[1] / "content.yaml"
CLINIC = """\
clinic:
  name: Harbour Clinic
  practitioner: Dr Zoë Nuñez
  address: |
    3 Quay Street
    Port
  phone: 01632 960 777
  email: desk@harbour.example
  website: https://www.harbour.example
  hours: |
    Monday to Friday, 8am to 5pm
    Sunday, 10am to noon
  booking: https://www.harbour.example/book-a-visit
  registration: Register of Harbours, 12345
  colour: "#7a1f4b"
  accent: "#2f6b1f"
"""


def examples() -> list[Path]:
    """The example leaflets, without their translations."""
    paths = sorted((CONTENT.parent / "examples").glob("*.yaml"))
    return [path for path in paths if "." not in path.stem]


def default(folder: Path) -> leaflet.Document:
    """The leaflet that comes with Leaflet, for a clinic with a logo and every detail."""
    picture = Image.new("RGBA", (120, 60), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((5, 5, 115, 55), fill=(120, 30, 80, 200))
    picture.save(folder / "logo.png")
    text = CONTENT.read_text("utf-8")
    text, count = re.subn(r"(?ms)^clinic:\n.*?(?=^\S)", f"{CLINIC}  logo: logo.png\n\n", text)
    assert count == 1
    (folder / "content.yaml").write_text(text, "utf-8")
    return leaflet.read(folder / "content.yaml")


def document(folder: Path, body: str, head: str = "title: A test\n") -> leaflet.Document:
    """A document for the clinic above, with a body in YAML."""
    lines = "".join(f"  {line}\n" for line in body.strip("\n").splitlines())
    path = folder / "content.yaml"
    path.write_text(f"{CLINIC}\n{head}body:\n{lines}", "utf-8")
    return leaflet.read(path)


def said(made: leaflet.Leaflet, state: str = "") -> list[Entry]:
    """What a reader of its PDF must find: what the document says, as letters are drawn."""
    entries = reading.reading(made.document, made.clinic, made.language, state)
    return [(role, drawn(text)) for role, text in entries]
