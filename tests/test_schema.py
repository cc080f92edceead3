"""The JSON Schema says the same as the program."""

import json

import pytest
import yaml
from conftest import CLINIC, CONTENT

from leaflet import shipped
from leaflet.document import block, schema
from leaflet.document.document import Document, read
from leaflet.errors import LeafletError
from leaflet.source import model

jsonschema = pytest.importorskip("jsonschema")


@pytest.fixture(scope="module")
def validator():
    made = schema.schema()
    jsonschema.Draft7Validator.check_schema(made)
    return jsonschema.Draft7Validator(made)


def loaded(text):
    """What an editor's YAML gives; a date is a text there."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def test_the_content_that_is_shipped_is_valid(validator):
    validator.validate(loaded(shipped.path("content.yaml").read_text("utf-8")))


def test_the_schema_is_a_file_of_its_own(validator):
    assert json.loads(schema.text()) == validator.schema
    assert validator.schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "null" not in schema.text()


def test_every_key_and_block_is_in_it(validator):
    parts = validator.schema["definitions"]
    assert set(parts["Document"]["properties"]) == set(Document.__struct_fields__)
    named = {
        next(iter(one["properties"])) for one in parts["Block"]["anyOf"] if "properties" in one
    }
    assert named == set(block.names())
    assert "contact" in parts["Block"]["anyOf"][-1]["enum"]
    for name in block.names():
        part = parts[block.named(name).__name__]
        written = part.get("anyOf", [part])[0]["properties"]
        keys = {field.encode_name for field in model.fields(block.named(name))}
        assert set(written) == keys | set(model.beside(block.named(name)))


def test_a_mapping_that_is_no_block_leaves_the_block_of_its_name_alone():
    before = schema.text()

    class Callout(model.Struct, frozen=True):
        rivals = ("title", "kind")

    assert Callout.__name__ in json.loads(before)["definitions"]
    assert schema.text() == before


GOOD = [
    CONTENT,
    "version: 1.10\ncode: 7\n" + CONTENT,
    "issued: 2026-11-22\nauthors: [a, b]\nkeywords: a\n" + CONTENT,
    CONTENT.replace("Knee pain", "2026"),
    CONTENT.replace("01632 960 555", "01632960555"),
    CONTENT.replace("[2 Quay Road, Exampletown]", "|\n    2 Quay Road\n    Exampletown"),
    CONTENT + "  - contact\n  - notes: 6\n  - notes\n  - bullets: [a, 1]\n",
    CONTENT + "  - heading: {text: a, level: 2}\n  - callout: just words\n",
    CONTENT + "  - faqs: [{question: a, answer: b}]\n",
    CONTENT + "  - references: [a, {text: b, id: c}]\n",
    CONTENT + "  - faqs: [{question: a, answer: [{paragraph: b}, {bullets: [c]}]}]\n",
    CONTENT + "  - callout: {kind: tip, body: [{paragraph: a}]}\n",
    CONTENT.partition("body:")[0] + "body: words\n",
    CONTENT.replace("Knee pain", "{text: Knee pain, short: Knees}"),
    CONTENT + "  - contact: {only: full}\n  - page_break: {except: [short, a5]}\n",
    CONTENT + "  - paragraph: {text: a, short: b, except: a5}\n",
    CONTENT + "  - paragraph: {text: {text: a, short: b}, keep: together}\n",
    CONTENT + "  - bullets: {items: [a, {text: b, short: c}, {text: d, only: full}], only: [a4]}\n",
    CONTENT + "  - faqs: [{question: {text: a, short: b}, answer: c, except: short}]\n",
    CONTENT + "  - faqs: [{question: a, answer: {text: b, short: c}}]\n",
    CONTENT + "  - callout: {title: {text: a, except: short}, body: b}\n",
    CONTENT + "  - table: {rows: [[a, {text: b, short: c}]]}\n",
    CONTENT + "  - references: [{text: a, short: b, id: c, only: full}]\n",
    CONTENT + "  - bullets: {items: [a, {text: b, needs: email}], needs: [email, hours]}\n",
    "fillable: yes\n" + CONTENT + "  - fill_in: [a, {label: b, tick: yes}, [c, {label: d}]]\n",
    CONTENT + "  - notes: {height: 40}\n  - tear_off: {title: a, body: [{fill_in: b}]}\n",
]

BAD = [
    "titel: x\n" + CONTENT,
    CONTENT.replace("title", "titel"),
    CONTENT.replace("phone:", "fone:"),
    CONTENT.replace("  phone: 01632 960 555\n", ""),
    CONTENT.replace("01632 960 555", "01632 960 555\n  colour: teal"),
    CONTENT.partition("body:")[0],
    CONTENT + "  - benefts: [a]\n",
    CONTENT + "  - paragraph\n",
    CONTENT + "  - heading: {text: a, level: 7}\n",
    CONTENT + "  - heading: {text: a, levle: 2}\n",
    CONTENT + "  - callout: {kind: noet, body: a}\n",
    CONTENT + "  - paragraph: [a]\n",
    CONTENT + "  - benefits: words\n",
    CONTENT + "  - {paragraph: a, heading: b}\n",
    CONTENT + "  - notes: 99\n",
    "theme: ../calm\n" + CONTENT,
    CONTENT + "  - paragraph: {text: a, only: short, except: full}\n",
    CONTENT + "  - paragraph: {short: a}\n",
    CONTENT + "  - paragraph: {text: {text: a, shrt: b}}\n",
    CONTENT + "  - paragraph: {text: {text: a, short: b}, short: [c]}\n",
    CONTENT + "  - bullets: [{text: a, only: Short!}]\n",
    CONTENT + "  - bullets: [{text: a, except: []}]\n",
    CONTENT + "  - bullets: [{short: a}]\n",
    CONTENT + "  - bullets: [{text: a, needs: mail}]\n",
    CONTENT + "  - bullets: {items: [a], needs: []}\n",
    CONTENT + "  - bullets: {items: [a], short: b}\n",
    CONTENT + "  - qr: {address: a.example, short: b.example}\n",
    CONTENT + "  - fill_in: [{height: 20}]\n",
    CONTENT + "  - fill_in: [{label: a, height: 11}]\n",
    CONTENT + "  - qr: {address: {text: a.example, short: b.example}}\n",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_the_program_takes_the_schema_takes(folder, validator, text):
    (folder / "content.yaml").write_text(text)
    read("content.yaml")
    validator.validate(loaded(text))


@pytest.mark.parametrize("text", BAD)
def test_what_the_schema_refuses_the_program_refuses(folder, validator, text):
    assert not validator.is_valid(loaded(text))
    (folder / "content.yaml").write_text(text)
    with pytest.raises(LeafletError):
        read("content.yaml")


def test_the_clinic_has_a_part_of_its_own(validator):
    part = validator.schema["definitions"]["Clinic"]
    assert part["required"] == ["name"]
    assert set(loaded(CLINIC)) <= set(part["properties"])
