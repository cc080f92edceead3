"""Medicine data: an ePI bundle becomes a leaflet word for word, with no word of rewriting."""

import datetime
import json
import os
from pathlib import Path

import pytest
from brought_words import Said, body, bring, facts, lost

import leaflet
from leaflet.errors import LeafletError
from leaflet.exchange.formats import original

SPACE = 'xmlns="http://www.w3.org/1999/xhtml"'


def section(title, html="", *inner):
    return {
        "title": title,
        "text": {"status": "additional", "div": f"<div {SPACE}>{html}</div>"},
        "section": [*inner],
    }


def bundle(*sections, **more):
    composition = {
        "resourceType": "Composition",
        "identifier": [{"value": "XX/1/26/001"}],
        "version": "4",
        "language": "es",
        "date": "2026-02-16T13:28:17Z",
        "title": "Ejemplo 5 mg comprimidos",
        "author": [{"reference": "Organization/o1"}],
        "section": [*sections],
    }
    organisation = {"resourceType": "Organization", "id": "o1", "name": "Laboratorio Ejemplo"}
    entries = [{"resource": composition}, {"resource": organisation}]
    return json.dumps({"resourceType": "Bundle", "type": "document", "entry": entries, **more})


LABEL = bundle(
    section(
        "B. Prospecto",
        "",
        section(
            "1. Qué es Ejemplo",
            "<p>Contiene 5&nbsp;mg. Llame al 112.</p><ul><li>uno</li><li>dos</li></ul>",
        ),
        section(
            "2. ¿Cómo tomarlo?", "<h3>Niños</h3><p>No.</p><h3>Adultos</h3><p>Un comprimido.</p>"
        ),
        section("Contact us", "<p>Fecha de revisión: review date May 2020</p>"),
    )
)


def test_headings_order_and_language_stay_and_nothing_is_guessed():
    made = bring(LABEL, "label.json")
    assert body(made) == [
        {"heading": "B. Prospecto"},
        {"heading": {"text": "1. Qué es Ejemplo", "level": "3"}},
        {"paragraph": "Contiene 5\u00a0mg.\nLlame al 112.".replace("\n", " ")},
        {"bullets": ["uno", "dos"]},
        {"heading": {"text": "2. ¿Cómo tomarlo?", "level": "3"}},
        {"heading": {"text": "Niños", "level": "4"}},
        {"paragraph": "No."},
        {"heading": {"text": "Adultos", "level": "4"}},
        {"paragraph": "Un comprimido."},
        {"heading": {"text": "Contact us", "level": "3"}},
        {"paragraph": "Fecha de revisión: review date May 2020"},
    ]
    assert made.leaflet.left == ()


def test_the_imprint_has_source_and_version():
    told = facts(bring(LABEL, "label.json"))
    del told["clinic"]
    assert told == {
        "title": "Ejemplo 5 mg comprimidos",
        "about": "medicine",
        "language": "es",
        "code": "XX/1/26/001",
        "version": "4",
        "issued": "2026-02-16",
        "publisher": "Laboratorio Ejemplo",
        "profile": "regulated",
    }


def test_it_is_checked_without_a_word_of_how_to_rewrite_it():
    long = f"<p>{'This sentence has far too many words in it for anybody to read ' * 4}.</p>"
    made = bring(bundle(section("About it", long)).replace('"es"', '"en"'), "label.json")
    found = leaflet.check(leaflet.read(made.text), today=datetime.date(2026, 11, 30)).findings
    assert "long-sentence" in {each.code for each in found}
    assert {(each.severity, each.hint) for each in found} == {("note", "")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "too-deep"),
        ('{"resourceType": "Bundle"', "damaged-file"),
        ('{"resourceType": "Patient"}', "unknown-format"),
        (bundle(type="collection"), "unknown-format"),
        (
            json.dumps({"resourceType": "Bundle", "type": "document", "entry": [3, {}]}),
            "unknown-format",
        ),
    ],
)
def test_what_is_no_label_is_refused(text, code):
    with pytest.raises(LeafletError) as caught:
        original(text.encode(), "label.json", "fhir")
    assert caught.value.faults[0].code == code


def test_odd_values_are_passed_over():
    odd = bundle({"title": 3, "text": [], "section": "x"}, 7, section("S", "<p>Words</p>"))
    assert body(bring(odd, "label.json")) == [{"heading": "S"}, {"paragraph": "Words"}]


def sections(found):
    for each in found:
        yield f" {each.get('title', '')} {Said(each.get('text', {}).get('div', '')).text}"
        yield from sections(each.get("section", []))


@pytest.mark.skipif("LEAFLET_EPI" not in os.environ, reason="LEAFLET_EPI names no folder of ePI")
def test_no_word_of_published_labels_is_lost_and_each_builds():
    paths = sorted(Path(os.environ["LEAFLET_EPI"]).glob("*.json"))
    assert paths
    for path in paths:
        entries = json.loads(path.read_text("utf-8"))["entry"]
        (label,) = (
            e["resource"] for e in entries if e["resource"]["resourceType"] == "Composition"
        )
        made = bring(path.read_bytes(), path.name)
        assert lost("".join(sections(label["section"])), made) == {}, path.name
