"""Our own translations: whole, current, marked as drafts, and built on paper of two sizes."""

from functools import cache
from pathlib import Path

import leaflets
import pytest

import leaflet
from leaflet.document import in_language, translation
from leaflet.document.document import Document
from leaflet.layout.slices import Words
from leaflet.source import model, nodes

ROOT = leaflets.CONTENT.parent
TAGS = ("ar", "bn", "cy", "pl", "zh")
TRANSLATED = (leaflets.CONTENT, ROOT / "examples" / "knee-sprain.yaml")
TOO_LONG = ("content.cy", "content.pl")
"""Their signs of danger, said whole, take a line more than a folded sheet has."""
FILES = [path.with_name(f"{path.stem}.{tag}.yaml") for path in TRANSLATED for tag in TAGS]
FOLDED = [
    path for path in FILES if path.stem not in TOO_LONG and not path.stem.endswith((".ar", ".bn"))
]
"""Arabic and Bengali need more lines than a folded sheet has, each of them higher."""


@cache
def read(path: Path) -> Document:
    return leaflet.read(path)


@cache
def given(path: Path) -> list[translation.SourceText]:
    root = nodes.read_file(path)
    return [*translation.texts(model.read(root, Document), root)]


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.stem)
def test_each_leaflet_is_there_in_all_of_them(path):
    assert [each.tag.text for each in in_language.files(path)] == ["en-GB", *TAGS]
    assert len(given(path)) >= 100


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_is_translated_as_it_is_now(path):
    root = nodes.read_file(path)
    _, source = in_language.sources(path)
    texts = given(source)
    pairing = translation.paired(texts, translation.entries(root))
    assert (pairing.stale, pairing.missing, pairing.gone) == ({}, (), ())
    assert all(entry.said for entry in pairing.fresh.values())
    assert read(path).cover.alt.text != leaflet.read(source).cover.picture.alt
    assert read(path).translation.clinical_check is None  # a person has still to read it


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_check_finds_nothing_to_mend(path):
    found = leaflet.check(read(path)).open
    assert [each.rule.id for each in found if each.rule.severity == "error"] == []


@pytest.mark.parametrize("sheet", ["a4", "large-print"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_built_and_each_page_says_that_it_is_a_draft(path, sheet):
    made = leaflet.compose(read(path), sheet=sheet)
    marked = made.language.label("draft")
    pages = [page for side in made.sides for _, _, page in side.pages]
    said = [" ".join(m.text for m in page.marks if isinstance(m, Words)) for page in pages]
    assert len(pages) >= 4
    assert [number for number, words in enumerate(said, 1) if marked not in words] == []


@pytest.mark.parametrize("sheet", ["trifold-dl", "zfold-dl"])
@pytest.mark.parametrize("path", FOLDED, ids=lambda path: path.stem)
def test_the_short_edition_fits_a_folded_sheet(path, sheet):
    made = leaflet.compose(read(path), sheet=sheet, theme="calm")
    assert made.pages == 6
