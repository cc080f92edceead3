"""Who may import whom: a package knows the packages below it, and no module knows itself again."""

import ast
from collections.abc import Iterator
from pathlib import Path

import leaflet

PACKAGE = Path(leaflet.__file__).parent

LAYERS = """
errors limits shipped system
source
text
graphics
content
layout
document
blocks
composition
measure
publish
translate
editor
exchange
web
cli
__main__
"""
"""The packages from the bottom up: one imports from its own line and from the lines above it.

`__init__` stands outside: it holds the public names, and each is imported when it is first used.
"""
DATA = {"languages", "sheets", "themes", "py.typed"}
MOST_ROOMS = 22

RANK = {room: depth for depth, line in enumerate(LAYERS.split("\n")) for room in line.split()}
FILES = {
    ".".join(("leaflet", *path.relative_to(PACKAGE).with_suffix("").parts)): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
MODULES = {name.removesuffix(".__init__"): path for name, path in FILES.items()}


def imports(path: Path) -> Iterator[str]:
    """Yield the modules of ours that a module imports, for types alone too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            if (node.module or "").split(".")[0] == "leaflet":
                for alias in node.names:
                    whole = f"{node.module}.{alias.name}"
                    yield whole if whole in MODULES else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("leaflet"))


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


IMPORTS = {name: set(imports(path)) - {"leaflet"} for name, path in MODULES.items()}


def test_every_room_has_a_layer_and_there_are_few():
    names = {path.stem if path.suffix == ".py" else path.name for path in PACKAGE.iterdir()}
    rooms = names - {"__pycache__", "__init__", "__main__", "py.typed"}
    assert rooms - DATA == set(RANK) - {"__main__"}
    assert len(rooms) <= MOST_ROOMS


def test_imports_point_downwards():
    edges = [
        (room(name), room(other), name)
        for name, others in IMPORTS.items()
        for other in others
        if name != "leaflet"
    ]
    assert len(edges) > 500
    assert [edge for edge in edges if RANK[edge[0]] < RANK[edge[1]]] == []


def test_no_imports_go_in_a_circle():
    waiting = {name: set(others) for name, others in IMPORTS.items() if name != "leaflet"}
    while free := {name for name, others in waiting.items() if not others & set(waiting)}:
        waiting = {name: others for name, others in waiting.items() if name not in free}
    assert waiting == {}


def test_every_package_says_in_one_sentence_what_it_is_for():
    packages = [path for name, path in FILES.items() if name.endswith(".__init__")]
    assert len(packages) > 15
    for path in packages:
        said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        assert said.split("\n")[0].endswith("."), path


def test_blocks_never_import_each_other():
    blocks = [name for name in IMPORTS if room(name) == "blocks"]
    assert len(blocks) > 20
    wrong = [name for name in blocks if any(room(other) == "blocks" for other in IMPORTS[name])]
    assert wrong == []


def importers(library: str) -> list[str]:
    """The modules that import a library, at their top or in a function."""
    found = []
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = [node.module] if isinstance(node, ast.ImportFrom) else []
            named += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any((each or "").split(".")[0] == library for each in named):
                found.append(name)
    return sorted(set(found))


def test_only_one_module_imports_yaml_and_only_one_reportlab():
    assert importers("yaml") == ["leaflet.source.nodes"]
    assert importers("reportlab") == ["leaflet.publish.pdf.objects"]


def test_only_the_console_prints():
    for name, path in MODULES.items():
        source = path.read_text("utf-8")
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert "print" not in calls, name
        assert "click.echo" not in source or name in ("leaflet.cli.console", "leaflet.__main__")
