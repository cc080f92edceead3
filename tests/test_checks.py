"""Every rule on labelled snippets: `checks/<group>.yaml` says where it fires and where not.

A snippet names its `rule` and whether it `fires`, and has one of: `text`, one paragraph of an
otherwise fine leaflet; `body`, blocks in YAML that take the body's place; `head`, keys of the
leaflet in YAML that take the place of those it has; `clinic`, keys of the clinic in YAML. `finds`
may name words that the place underlines, `says` words of the problem, `count` how many findings,
`claims` what the claims file beside the leaflet has.
"""

import datetime
from pathlib import Path

import pytest
import yaml

from leaflet.document.document import Document
from leaflet.editor import engine
from leaflet.source import model, nodes

FOLDER = Path(__file__).with_name("checks")
PICTURES = Path(__file__).with_name("pictures")
"""Where a logo lies that a snippet may name."""
TODAY = datetime.date(2026, 11, 23)
FEWEST = 60
"""Snippets that a group needs before its rules are trusted."""

HEAD = {
    "title": "Knee pain",
    "subtitle": "What helps, and when to ask for help",
    "language": "en-GB",
    "code": "KNEE-1",
    "version": "1.0",
    "issued": "2026-11-01",
    "next_review": "2027-11-01",
    "publisher": "Harbour Clinic",
}
HARBOUR = {
    "name": "Harbour Clinic",
    "address": ["2 Quay Road", "Whitby"],
    "phone": "01947 820 555",
    "email": "desk@harbourclinic.co.uk",
    "website": "https://www.harbourclinic.co.uk",
}
BODY = """\
- heading: What to do
- paragraph: |
    {text}
"""
KEYS = {"rule", "fires", "text", "body", "head", "clinic", "finds", "says", "count", "claims"}


def snippets():
    for path in sorted(FOLDER.glob("*.yaml")):
        for number, snippet in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            yield pytest.param(snippet, id=f"{path.stem}-{number}-{snippet['rule']}")


def written(snippet, *, own_clinic=True):
    """The content file that a snippet stands for."""
    head, clinic = (
        yaml.load(snippet.get(key, "{}"), yaml.BaseLoader) for key in ("head", "clinic")
    )
    facts = {key: value for key, value in (HEAD | head).items() if value}
    own = {key: value for key, value in (HARBOUR | clinic).items() if value}
    text = snippet.get("text", "Rest a little, then walk.").replace("\n", "\n    ")
    body = snippet.get("body") or BODY.replace("{text}", text)
    lines = "".join(f"  {line}\n" for line in body.rstrip("\n").split("\n"))
    clinics = {"clinic": own} if own_clinic else {}
    top = yaml.safe_dump(facts | clinics, allow_unicode=True, sort_keys=False, width=9999)
    return f"{top}body:\n{lines}"


def findings(snippet, folder=PICTURES):
    """What the snippet's rule finds in it, with nothing accepted."""
    if "claims" in snippet:
        folder.joinpath("claims").mkdir()
        folder.joinpath("claims", "content.yaml").write_text(snippet["claims"], "utf-8")
    node = nodes.read(written(snippet).encode(), "content.yaml", folder=folder)
    checked = engine.check(model.read(node, Document), today=TODAY)
    return [finding for finding in checked.open if finding.rule.id == snippet["rule"]]


@pytest.mark.parametrize("snippet", [*snippets()])
def test_a_rule_finds_what_an_editor_would_and_nothing_else(snippet, tmp_path):
    assert not snippet.keys() - KEYS
    engine.rule(snippet["rule"])
    found = findings(snippet, tmp_path if "claims" in snippet else PICTURES)
    assert bool(found) == snippet["fires"], [finding.flaw.problem for finding in found]
    if "count" in snippet:
        assert len(found) == snippet["count"]
    if "says" in snippet:
        assert any(snippet["says"] in f.flaw.problem for f in found), [
            f.flaw.problem for f in found
        ]
    if "finds" in snippet:
        places = [finding.place for finding in found]
        meant = [p.excerpt[p.column - 1 : p.column - 1 + p.width] for p in places]
        assert snippet["finds"] in meant


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_group_has_enough_snippets_of_either_kind(path):
    given = yaml.safe_load(path.read_text("utf-8"))
    fires = sum(snippet["fires"] for snippet in given)
    assert len(given) >= FEWEST
    assert 0.3 <= fires / len(given) <= 0.7
    groups = {engine.rule(snippet["rule"]).group for snippet in given}
    assert groups == {path.stem}


def test_every_rule_has_snippets_where_it_fires_and_where_it_stays_silent():
    given = [param.values[0] for param in snippets()]
    covered = {path.stem for path in FOLDER.glob("*.yaml")}
    for rule in engine.rules():
        if rule.group in covered:
            kinds = {snippet["fires"] for snippet in given if snippet["rule"] == rule.id}
            assert kinds == {True, False}, rule.id
