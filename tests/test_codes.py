"""The codes of faults: each one that the source gives is in the table, and the other way round."""

import ast
import re
from pathlib import Path

import leaflet
from leaflet.editor import engine
from leaflet.errors import CODES

ARGUMENT = {
    "note": 0,
    "Fault": 0,
    "fault": 1,
    "unknown": 1,
    "_refused": 1,
    "Refusal": 1,
    "FormProblem": 1,
    "Question": 0,
}
"""Which argument of a call is a code."""
YIELDED = {"faults": 1, "_leaf_words": 0}
"""Which item of a tuple is one, by how the name of the function ends."""


def codes_in(source: str) -> set[str]:
    """Every text that stands where a code stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        for given in (each for each in _given(node) if not isinstance(each, ast.Call | None)):
            found.update(n.value for n in ast.walk(given) if isinstance(n, ast.Constant))
    return {each for each in found if each and isinstance(each, str)}


def _given(node: ast.AST) -> list[ast.expr | None]:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in ARGUMENT:
            return node.args[ARGUMENT[name] :][:1]
        case ast.Assign(targets=[ast.Name(id="code")]):
            return [node.value]
        case ast.Assign(targets=[ast.Name(id="_REASONS")], value=ast.Dict(keys=keys)):
            return keys
        case ast.Assign(targets=[ast.Name(id="REFUSALS" | "UNKNOWN")]):
            return [each.elts[0] for each in ast.walk(node.value) if isinstance(each, ast.Tuple)]
        case ast.FunctionDef(name=name):
            at = next((at for end, at in YIELDED.items() if name.endswith(end)), None)
            told = (n.value for n in ast.walk(node) if isinstance(n, ast.Yield | ast.Return))
            tuples = [each.elts for each in told if isinstance(each, ast.Tuple)]
            return [items[at] for items in tuples if at is not None and len(items) > at]
    return []


def used() -> set[str]:
    sources = [*Path(leaflet.__path__[0]).rglob("*.py")]
    assert len(sources) > 200
    return set().union(*(codes_in(path.read_text("utf-8")) for path in sources))


def test_the_test_finds_a_code_wherever_one_can_stand():
    source = """
class Phone:
    code = "in-a-class"
    def faults(self):
        yield "key", "yielded", "problem", ""
def _leaf_words(kind):
    return "returned", "what", "hint"
reader.fault(span, "noted", "problem")
Fault("raised", "problem")
"""
    assert codes_in(source) == {"in-a-class", "yielded", "returned", "noted", "raised"}


def test_every_code_is_in_the_table_and_the_table_has_no_other():
    assert len(used()) > 90
    assert used() == set(CODES)


def test_every_code_is_kebab_case_and_has_one_plain_sentence():
    for code, sentence in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code), code
        assert re.fullmatch(r"[A-Z`].*[^.]\.", sentence), sentence
    assert len(set(CODES.values())) == len(CODES)


def test_no_code_is_the_name_of_a_rule_of_the_editor():
    assert not {rule.id for rule in engine.rules()} & set(CODES)
