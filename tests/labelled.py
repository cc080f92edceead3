"""Scores the rules of the editor on labelled cases, group by group and half by half.

`checks/labelled/<group>.yaml` says by rule where it fires and where it is silent. A case is one
paragraph, or a mapping with `text`, `body`, `head` and `clinic` as the snippets of `checks/` have
them, `about` what the leaflet is, `hours` of the clinic, `source` of its only reference, `long` a
passage repeated until it is measured, and `repeat` of the body after `first`. The digest of a case
says its half: writers of rules look at the cases of the half "seen", and only score the others.
"""

from __future__ import annotations

import functools
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import test_checks
import yaml

from leaflet.document.document import Document
from leaflet.editor import engine
from leaflet.editor.prose.manuscript import Manuscript
from leaflet.source import model, nodes

FOLDER = Path(__file__).parent / "checks" / "labelled"
HALVES = ("seen", "scored")
FAMILIES = {
    "claim": (
        "refused-claim",
        "discouraged-care",
        "promotion",
        "safety-promise",
        "testimonial",
        "unfair-comparison",
    )
}
"""Rules that share their cases: a sentence is found by one of them, or by none."""
SOURCE = '- references: { items: [{ id: a, text: "NICE guideline NG226, 2025" }] }\n'
"""What a text cites as `[^a]`."""
ENOUGH = 32
"""Sentences that a passage is repeated to, so that its ease can be measured."""


class Case(NamedTuple):
    """A case with its label."""

    group: str
    rules: tuple[str, ...]
    fires: bool
    given: dict[str, Any]

    @property
    def half(self) -> str:
        """The half that the case belongs to, by the digest of what it says."""
        said = json.dumps(self.given, sort_keys=True)
        return HALVES[hashlib.sha256(said.encode()).digest()[0] % 2]


class Score(NamedTuple):
    """How many cases were found that should be, missed, and found that should not be."""

    found: int
    missed: int
    false: int

    @property
    def precision(self) -> float:
        """The share of right findings among all findings."""
        return self.found / max(1, self.found + self.false)

    @property
    def recall(self) -> float:
        """The share of findings among all that there are to find."""
        return self.found / max(1, self.found + self.missed)


def groups() -> tuple[str, ...]:
    """Return the groups that have labelled cases."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@functools.cache
def cases(group: str) -> tuple[Case, ...]:
    """Return the cases of a group."""
    given = yaml.safe_load((FOLDER / f"{group}.yaml").read_text("utf-8"))
    return tuple(
        Case(group, FAMILIES.get(rule, (rule,)), fires, _mapping(each))
        for rule, labels in given.items()
        for fires in (True, False)
        for each in labels["fires" if fires else "silent"]
    )


def _mapping(case: Any) -> dict[str, Any]:
    return {"text": case} if isinstance(case, str) else case


def snippet(given: dict[str, Any]) -> dict[str, Any]:
    """Return a case as a snippet of `test_checks`."""
    head = yaml.load(given.get("head", "{}"), yaml.BaseLoader)
    clinic = given.get("clinic", "{}")
    if "about" in given:
        head["about"] = given["about"]
    if "hours" in given:
        clinic = f"{{hours: {given['hours']}}}"
    body = given.get("first", "") + given.get("body", "") * given.get("repeat", 1)
    if "source" in given:
        reference = json.dumps({"id": "a", "text": given["source"]}, ensure_ascii=False)
        body = f"- paragraph: Rest.[^a]\n- references: {{ items: [{reference}] }}\n"
    text = " ".join([given["long"]] * ENOUGH) if "long" in given else given.get("text", "Walk.")
    if "[^a]" in text:
        body = test_checks.BODY.replace("{text}", text) + SOURCE
    made = {"head": json.dumps(head, default=str), "clinic": clinic, "text": text}
    return made | ({"body": body} if body else {})


def fires(case: Case) -> int:
    """Return how many findings the rules of a case have in it."""
    made = snippet(case.given)
    own = case.given.get("clinic") != "none"
    read = manuscript(made if own else made | {"clinic": "{name: ''}"}, own_clinic=own)
    return sum(1 for rule in case.rules for _ in engine.rule(rule).flaws(read))


def manuscript(made: dict[str, Any], *, own_clinic: bool = True) -> Manuscript:
    """Return the leaflet of a snippet as the rules read it."""
    written = test_checks.written(made, own_clinic=own_clinic)
    node = nodes.read(written.encode(), "content.yaml", folder=test_checks.PICTURES)
    return Manuscript(model.read(node, Document), test_checks.TODAY)


def is_right(case: Case) -> bool:
    """Return whether the rules of a case do what its label says."""
    count = fires(case)
    return count == case.given.get("count", count) and bool(count) == case.fires


def scores(group: str) -> dict[str, Score]:
    """Return the score of a group in each half."""
    counts = {half: [0, 0, 0] for half in HALVES}
    for case in cases(group):
        right = is_right(case)
        if case.fires or not right:
            counts[case.half][(0 if right else 1) if case.fires else 2] += 1
    return {half: Score(*found) for half, found in counts.items()}


def main(shown: list[str]) -> None:
    """Print the scores, and the wrong cases of the half that may be seen."""
    for group in shown or groups():
        for case in cases(group):
            if case.half == "seen" and not is_right(case):
                print("silent" if case.fires else "fires ", case.rules[0], case.given)
    print(f"{'group':14}{'half':8}{'precision':>10}{'recall':>8}{'cases':>7}")
    for group in shown or groups():
        for half, score in scores(group).items():
            count = sum(case.half == half for case in cases(group))
            print(f"{group:14}{half:8}{score.precision:10.2f}{score.recall:8.2f}{count:7}")


if __name__ == "__main__":
    main(sys.argv[1:])
