"""Page content stands in reading order: who copies text, or reads without tags, gets sentences."""

import subprocess

import leaflets
import pypdfium2
import pytest

import leaflet
from leaflet.errors import LeafletError

BODY = """
- glossary:
    - term: Transcutaneous electrical nerve stimulation
      meaning: A machine that passes a small current through pads.
- table:
    head: [Drug for the heart, How to take it]
    header: row
    rows:
      - [Aspirin for the heart and for pain that goes on and on, Take one.]
      - [Ten, Take two.]
- columns:
    first:
      - bullets: [alpha one two three four five six seven eight nine ten, beta]
    second:
      - bullets: [gamma one two three four five six seven eight nine ten, delta]
"""
SENTENCES = (
    "Transcutaneous electrical nerve stimulation",
    "A machine that passes a small current through pads.",
    "Aspirin for the heart and for pain that goes on and on",
    "Take one.",
    "alpha one two three four five six seven eight nine ten",
    "beta",
    "gamma one two three four five six seven eight nine ten",
    "delta",
)


def in_order(text: str) -> list[int]:
    found = [" ".join(text.split()).find(sentence) for sentence in SENTENCES]
    assert -1 not in found, (found, text)
    return found


def test_cells_side_by_side_are_painted_one_after_the_other(tmp_path):
    pdf = leaflet.write(leaflet.compose(leaflets.document(tmp_path, BODY)))
    (page,) = pypdfium2.PdfDocument(pdf)
    found = in_order(page.get_textpage().get_text_range())
    assert found == sorted(found)


@pytest.mark.needs("poppler")
def test_poppler_copies_them_in_order_too(tmp_path):
    path = tmp_path / "made.pdf"
    path.write_bytes(leaflet.write(leaflet.compose(leaflets.document(tmp_path, BODY))))
    ran = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    found = in_order(ran.stdout.decode())
    assert found == sorted(found)


EXAMPLES = leaflets.examples()


@pytest.mark.parametrize("sheet", ["a4", "trifold-dl", "giant-print"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_page_paints_words_in_the_order_of_the_tree(path, sheet):
    try:
        made = leaflet.compose(leaflet.read(path), sheet=sheet, past_review=True)
    except LeafletError as error:
        assert error.faults[0].code == "does-not-fit"
        return
    order = {id(node): rank for rank, node in enumerate(nodes(made.tree))}
    pages = [placed.page for side in made.sides for placed in side.pages]
    seen = 0
    for page in pages:
        read = [mark.node for mark in page.marks if getattr(mark, "node", None)]
        blocks = [
            node.parent if node.role in ("Link", "Reference", "Span") else node for node in read
        ]
        ranks = [order[id(node)] for node in blocks]
        assert ranks == sorted(ranks), page.number
        seen += len(ranks)
    assert seen > 50


def nodes(node):
    yield node
    for child in node.children:
        yield from nodes(child)
