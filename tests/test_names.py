"""One word, one thing: no two modules give their classes, or their types, one name."""

import ast
from collections import defaultdict
from pathlib import Path

import leaflet

PACKAGE = Path(leaflet.__file__).parent
WORDS_OF_USERS = ("blocks", "cli/commands", "editor/checks")
"""Folders whose modules are named by the words that users write."""
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__init__.py"]


def public_types(path: Path):
    """Yield the names of the classes and type aliases at the top of a module."""
    for node in ast.parse(path.read_text("utf-8")).body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if name[0].isupper() and not name.isupper():
                    yield name


def doubled(named):
    return {name: places for name, places in named.items() if len(places) > 1}


def test_no_public_class_or_type_has_the_name_of_another():
    named = defaultdict(list)
    for path in MODULES:
        for name in public_types(path):
            named[name].append(path.relative_to(PACKAGE).as_posix())
    assert len(named) > 250
    assert doubled({name: at for name, at in named.items() if name[0] != "_"}) == {}


def test_no_module_has_the_name_of_another_but_for_the_words_that_users_write():
    named = defaultdict(list)
    for path in MODULES:
        if path.relative_to(PACKAGE).parent.as_posix() not in WORDS_OF_USERS:
            named[path.stem].append(path.relative_to(PACKAGE).as_posix())
    assert len(named) > 120
    assert doubled(named) == {}
