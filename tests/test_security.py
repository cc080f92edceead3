"""SECURITY.md: each promise names a test that there is."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = re.findall(
    r"(?m)^\| (.+) \| (.+) \| `(.+?)::(test_\w+)` \|$", (ROOT / "SECURITY.md").read_text("utf-8")
)


def _tests(file: str) -> set[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_row_has_a_threat_a_promise_and_a_test_that_there_is():
    lines = re.findall(r"(?m)^\|.*::.*\|$", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert len(ROWS) == len(lines) > 40
    assert [(file, name) for *_, file, name in ROWS if name not in _tests(file)] == []


def test_no_threat_and_no_test_stands_there_twice():
    assert len({name for *_, name in ROWS}) == len({threat for threat, *_ in ROWS}) == len(ROWS)
