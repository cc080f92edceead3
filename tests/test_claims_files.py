"""The claims file beside each leaflet says where every cited sentence was found, and how."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from leaflet.editor.claims import ClaimsFile
from leaflet.errors import LeafletError
from leaflet.source import nodes
from leaflet.source.model import read

ROOT = Path(__file__).parents[1]
OURS = {ROOT / "claims" / "content.yaml": ROOT / "content.yaml"}
LEAFLETS = OURS | {
    path: ROOT / "examples" / path.name for path in sorted(ROOT.glob("examples/claims/*.yaml"))
}
"""Each claims file, and the leaflet whose claims it holds."""
ALWAYS = {"statement", "source", "place", "seen", "how", "printed"}
HOW = re.compile(r"read\b|stored copy\b|quoted by \S|not seen\b")
"""How a source was seen: itself, in a stored copy of it, or only in the words of another."""
ADDRESS = re.compile(r"https?://\S+\.\S|\bdoi:10\.\S")
CITED = re.compile(r"\[\^(\w{2,})\]")
MARK = re.compile(r"\[\^\w+\]")
"""Of a source, or of a footnote of a table, which has one letter."""


def texts(part: Any, edition: str) -> Iterator[str]:
    """Every text of the leaflet, as the full or the short edition has it."""
    if isinstance(part, dict):
        left_out = {"short": "text", "text": "short"}[edition] if edition in part else ""
        for key, value in part.items():
            if key != left_out:
                yield from texts(value, edition)
    elif isinstance(part, list):
        for each in part:
            yield from texts(each, edition)
    elif isinstance(part, str):
        yield part


def plain(text: str) -> str:
    """Words alone: no citation, no bold, of a link what is printed, one space between."""
    bare = re.sub(r"\[([^]^][^]]*)\]\([^)]*\)", r"\1", MARK.sub("", text))
    return re.sub(r"\s+([:.,;])", r"\1", " ".join(bare.replace("**", "").split()))


def references(part: Any) -> dict[str, str]:
    """What the leaflet's list of sources prints for each id."""
    if isinstance(part, dict) and {"id", "text"} <= part.keys():
        return {part["id"]: plain(part["text"])}
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return {name: text for each in inside for name, text in references(each).items()}


def wrong(body: Any, claims: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the claims of a leaflet, one line a fault."""
    faults = [f"{claim.get('statement')}: {said}" for claim in claims for said in shape(claim)]
    return faults or [*untold(body, claims), *unprinted(body, claims), *dishonest(body, claims)]


def shape(claim: dict[str, Any]) -> Iterator[str]:
    if missing := ALWAYS - claim.keys():
        yield f"lacks {sorted(missing)}"
        return
    if strange := claim.keys() - ALWAYS - {"id"}:
        yield f"has {sorted(strange)}"
    for key in ("statement", "source", "place", "how"):
        if not isinstance(claim[key], str) or not claim[key].strip():
            yield f"{key} is no text"
    if type(claim["seen"]) is not datetime.date:
        yield "seen is no date"
    if type(claim["printed"]) is not bool:
        yield "printed is not yes or no"
    if not ADDRESS.search(str(claim["source"])):
        yield "source has no address"
    if not HOW.match(str(claim["how"])):
        yield "how is not read, stored copy, quoted by WHOM or not seen"


def untold(body: Any, claims: list[dict[str, Any]]) -> Iterator[str]:
    """Each text that cites a source needs a claim, and each claim a source that is there."""
    told = [(claim.get("id"), plain(claim["statement"])) for claim in claims if claim["printed"]]
    for text in texts(body, "text"):
        for cited in CITED.findall(text):
            said = [said for name, said in told if name == cited]
            if not any(each in plain(text) or plain(text) in each for each in said):
                yield f"no claim tells where [^{cited}] was found: {text}"
    known = references(body)
    yield from (f"no reference {name}" for name, _ in told if name and name not in known)


def unprinted(body: Any, claims: list[dict[str, Any]]) -> Iterator[str]:
    editions = [plain(" ".join(texts(body, edition))) for edition in ("text", "short")]
    for claim in claims:
        there = any(plain(claim["statement"]) in words for words in editions)
        if claim["printed"] and not there:
            yield f"not in the leaflet: {claim['statement']}"
        if not claim["printed"] and there:
            yield f"printed after all: {claim['statement']}"


def dishonest(body: Any, claims: list[dict[str, Any]]) -> Iterator[str]:
    """A leaflet prints as quoted what was only seen quoted, and nothing unseen."""
    listed = references(body)
    for claim in (each for each in claims if each["printed"]):
        reference = listed.get(claim.get("id", ""), "quoted by")
        if claim["how"].startswith("quoted by") and "quoted by" not in reference:
            yield f"only seen quoted: {reference}"
        if claim["how"].startswith("not seen"):
            yield f"printed unseen: {claim['statement']}"


@pytest.mark.parametrize("path", LEAFLETS, ids=lambda path: path.stem)
def test_the_claims_of_a_leaflet_tell_where_its_words_were_found(path):
    body = yaml.safe_load(LEAFLETS[path].read_text("utf-8"))["body"]
    claims = yaml.safe_load(path.read_text("utf-8"))
    assert len(claims) >= 5
    assert wrong(body, claims) == []


BODY = yaml.safe_load("""
- paragraph:
    text: Rest **helps** [most of us](https://knee.example)[^knee].
    short: Rest helps[^knee].
- references:
    items:
      - { id: knee, text: "Knee 2026, quoted by Shin" }
""")
CLAIM = {
    "statement": "Rest helps most of us.",
    "id": "knee",
    "source": "Knee, 2026, https://knee.example",
    "place": "table 2",
    "seen": datetime.date(2026, 11, 30),
    "how": "quoted by Shin",
    "printed": True,
}


def test_a_claim_that_tells_everything_is_right():
    assert wrong(BODY, [CLAIM]) == []
    assert wrong(BODY, [CLAIM, CLAIM | {"statement": "Rest helps."}]) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"statement": "Rest heals."}, "not in the leaflet"),
        ({"printed": False}, "printed after all"),
        ({"id": "shin"}, "no claim tells where [^knee] was found"),
        ({"id": "shin"}, "no reference shin"),
        ({"seen": "30 November"}, "seen is no date"),
        ({"printed": "maybe"}, "printed is not yes or no"),
        ({"source": "Knee, 2026"}, "source has no address"),
        ({"how": "heard"}, "how is not read"),
        ({"how": "not seen"}, "printed unseen"),
        ({"place": " "}, "place is no text"),
        ({"when": 1}, "has ['when']"),
    ],
)
def test_a_claim_that_is_wrong_is_found(change, said):
    assert said in "\n".join(wrong(BODY, [CLAIM | change]))


def test_a_source_only_seen_quoted_is_printed_as_quoted():
    body = yaml.safe_load(yaml.safe_dump(BODY).replace("quoted by Shin", "read 2026"))
    assert wrong(body, [CLAIM]) == ["only seen quoted: Knee 2026, read 2026"]


def test_a_claim_without_a_place_is_found():
    short = {key: value for key, value in CLAIM.items() if key != "place"}
    assert "lacks ['place']" in "\n".join(wrong(BODY, [short]))


def test_the_example_of_the_docs_is_a_claims_file():
    page = (ROOT / "docs" / "claims.md").read_text("utf-8")
    (written,) = re.findall(r"^```text\n(.*?)^```", page, re.M | re.S)
    (claim,) = read(nodes.read(written.encode(), "knee.yaml"), ClaimsFile).claims
    assert claim.printed and claim.seen == datetime.date(2026, 11, 1)


@pytest.mark.parametrize(
    ("line", "problem"),
    [("how: maybe", "how the source was seen"), ("seen: soon", "date"), ("whom: me", "whom")],
)
def test_a_claims_file_that_is_wrong_is_refused_with_its_place(line, problem):
    key = line.partition(":")[0]
    lines = {"statement": "a", "source": "b", "place": "c", "seen": "2026-11-01", "how": "read"}
    told = {name: f"{name}: {value}" for name, value in lines.items()} | {key: line}
    written = "- " + "\n  ".join(told.values())
    with pytest.raises(LeafletError, match=problem) as error:
        read(nodes.read(written.encode(), "knee.yaml"), ClaimsFile)
    assert [fault.place.file for fault in error.value.faults] == ["knee.yaml"]
