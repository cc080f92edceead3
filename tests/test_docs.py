"""The docs site: the reference has every public name. `make docs` builds it, strictly."""

import re
from pathlib import Path
from typing import get_args

import msgspec
import pytest

import leaflet
from leaflet.content.about import ABOUTS, Audience
from leaflet.content.clinic import Clinic
from leaflet.content.site import Site
from leaflet.document import block
from leaflet.document.block import Block
from leaflet.document.document import Document
from leaflet.source import named
from tools import shown

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "api.md"
BLOCKS = (DOCS / "blocks.md").read_text("utf-8")
SECTION = re.compile(r"^### (\w+)\n(.*?)(?=^##|\Z)", re.M | re.S)
SECTIONS = dict(SECTION.findall(BLOCKS))
PICTURE = re.compile(r"^!\[[^\]]+\]\(([\w-]+)\.png\)$", re.M)
EXAMPLES = [*shown.examples()]
KB = 1024


def test_the_reference_has_every_public_name():
    told = re.findall(r"^\.\. auto\w+:: leaflet\.(\w+)", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(told) > 10
    assert sorted(told) == sorted(set(leaflet.__all__) - {"__version__"})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.picture)
def test_every_example_of_the_docs_builds_and_has_its_picture(example):
    made = example.composed()
    assert made.notes == ()
    left, top, right, low = shown.box(made)
    assert right - left > 100 and low - top > 40
    assert not example.picture or (PAGE.parent / f"{example.picture}.png").is_file()


def test_there_are_examples_in_the_docs():
    assert len([each for each in EXAMPLES if each.picture]) >= 30


def keys(cls):
    """Every key of a block that is its own, and those of the parts that its keys hold."""
    own = {field.encode_name for field in msgspec.structs.fields(cls)} - keys_of_all()
    return own, {
        key for kind in parts(cls) for key in kind.__struct_encode_fields__
    } - keys_of_all()


def keys_of_all():
    return set(Block.__struct_encode_fields__)


def parts(cls):
    """The kinds of mapping that the keys of a block take, but for other blocks."""
    held = [field.type for field in msgspec.inspect.type_info(cls).fields]
    while held:
        kind = held.pop()
        held += [*getattr(kind, "types", ()), *getattr(kind, "item_types", ())]
        held += [kind.item_type] if hasattr(kind, "item_type") else []
        held += [kind.type] if isinstance(kind, msgspec.inspect.Metadata) else []
        if isinstance(kind, msgspec.inspect.StructType) and not issubclass(kind.cls, Block):
            yield kind.cls


def told(text):
    """The keys in the first column of the tables of a text."""
    return {key for row in re.findall(r"^\| (`.*?) \|", text, re.M) for key in code(row)}


def code(text):
    return re.findall(r"`(\w+)[^`\n]*`", text)


def test_every_block_has_its_section():
    assert len(SECTIONS) >= 29
    assert sorted(SECTIONS) == sorted(block.names())


def test_the_keys_of_all_blocks_are_told_once():
    assert told(BLOCKS.partition("\n## ")[0]) == keys_of_all() >= {"only", "keep", "accept"}


@pytest.mark.parametrize("name", block.names())
def test_the_section_of_a_block_has_an_example_and_a_picture_of_it(name):
    (picture,) = PICTURE.findall(SECTIONS[name])
    (example,) = [each for each in EXAMPLES if each.picture == picture]
    assert re.search(rf"^- {name}\b", example.body, re.M)
    assert example.page == "blocks.md" or f"]({example.page})" in BLOCKS


def test_the_keys_of_parts_are_found():
    assert keys(block.named("faqs")) == ({"items", "columns"}, {"question", "answer"})
    assert keys(block.named("compare"))[1] == {"title", "number"}


@pytest.mark.parametrize("name", [name for name in block.names() if name != "image"])
def test_the_section_of_a_block_has_its_keys_and_no_others(name):
    own, of_parts = keys(block.named(name))
    assert told(SECTIONS[name]) == own
    if name != "images":
        assert of_parts <= set(code(SECTIONS[name]))


def test_the_keys_of_a_picture_are_on_the_page_of_pictures():
    page = (DOCS / "pictures.md").read_text("utf-8")
    own, _ = keys(block.named("image"))
    assert len(own) == 11
    assert own <= {*code(page), *re.findall(r"(\w+):", page)}


def test_the_page_of_themes_shows_each_theme_and_a_theme_of_ones_own():
    looks = [*shown.looks()]
    shelf = sorted(f"theme-{name}" for name in leaflet.themes())
    assert sorted(each.picture for each in looks[:-4]) == shelf
    page = (DOCS / "themes.md").read_text("utf-8")
    assert sorted(PICTURE.findall(page)) == sorted(each.picture for each in looks)
    mine = looks[-1]
    assert mine.theme.title.text == "Ours, with heads in the margin"
    assert len(mine.composed().sides) > 2


def test_the_pictures_of_blocks_and_themes_are_small():
    pages = BLOCKS + (DOCS / "themes.md").read_text("utf-8")
    sizes = {name: (DOCS / f"{name}.png").stat().st_size for name in PICTURE.findall(pages)}
    assert len(sizes) >= 38
    assert {name: size for name, size in sizes.items() if size > 40 * KB} == {}
    assert sum(sizes.values()) < 1500 * KB


LEAFLET = (DOCS / "keys.md").read_text("utf-8")
"""The page of what a leaflet and a clinic say of themselves."""
OF_CLINIC = LEAFLET.partition("## The clinic")[2].partition("\n## ")[0]


def test_the_page_of_keys_has_each_key_of_a_leaflet_and_of_a_clinic():
    own, clinic = {*Document.__struct_encode_fields__}, {*Clinic.__struct_encode_fields__}
    assert len(own) >= 26 and len(clinic) >= 17
    assert told(LEAFLET.partition("## The clinic")[0]) == own - {"clinic"}
    assert told(OF_CLINIC) == clinic
    assert {*Site.__struct_encode_fields__} <= set(code(LEAFLET.partition("## In a site")[2]))


def test_the_page_of_keys_names_each_subject_reader_and_profile():
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", LEAFLET, re.M))
    assert re.findall(r"`([\w-]+)`", rows["about"]) == [*ABOUTS]
    assert {*re.findall(r"`([\w-]+)`", rows["audience"])} == {*get_args(Audience)}
    assert sorted(re.findall(r"`([\w-]+)`", rows["profile"])) == [*named.names("profile")]


def test_the_leaflet_on_the_page_of_keys_builds_as_it_stands():
    (written,) = re.findall(r"```yaml\n(title: .*?)```", LEAFLET, re.S)
    made = leaflet.compose(leaflet.read(written))
    assert made.notes == ()
