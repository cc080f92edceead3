"""Who may import whom: downwards only (a room never knows the one above it)."""

import ast
from pathlib import Path

import leaflet

PACKAGE = Path(leaflet.__file__).parent

LAYERS = [
    {"__main__"},
    {"cli"},
    {"web"},
    {"editor", "publish"},
    {"blocks", "composition", "content", "document", "layout", "measure"},
    {"graphics"},
    {"source", "text"},
    {"errors", "limits", "shipped"},
]
"""From the top down; a module may import from its own layer and from those below it."""

UPWARDS = {
    ("sheet", "layout"),  # a sheet places pages; only the type is named
    ("block", "blocks"),  # a block is found by its name: the folder is looked through
    ("check", "checks"),  # a rule is found by its name, like a block
    ("reading", "blocks"),
}


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def _imports(path: Path):
    """Yield what a module imports when it runs; imports for types alone do not count."""
    tree = ast.parse(path.read_text())
    typing_only = {
        node
        for test in ast.walk(tree)
        if isinstance(test, ast.If) and getattr(test.test, "id", "") == "TYPE_CHECKING"
        for node in ast.walk(test)
    }
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "leaflet":
            whole = node.module == "leaflet"
            yield from (f"leaflet.{alias.name}" if whole else node.module for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.startswith("leaflet."))


def _edges():
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE).with_suffix("")
        room = relative.parts[0]
        if room != "__init__":
            yield from ((room, _room(name), str(relative)) for name in _imports(path))


def test_imports_point_downwards():
    rank = {room: depth for depth, layer in enumerate(LAYERS) for room in layer}
    edges = list(_edges())
    assert len(edges) > 100
    wrong = {
        (source, target, module)
        for source, target, module in edges
        if target and target != "__version__" and rank[source] > rank[target]
    }
    assert {(s, t) for s, t, _ in wrong} <= UPWARDS, sorted(wrong)


def test_blocks_never_import_each_other():
    wrong = [e for e in _edges() if e[0] == "blocks" and e[1] == "blocks"]
    assert wrong == []


def test_only_source_imports_yaml_and_only_the_voice_prints():
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text())
        imported = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
        calls = {
            n.func.id
            for n in ast.walk(tree)
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        assert "yaml" not in imported or path.name == "nodes.py", path
        assert "print" not in calls or path.name == "__main__.py", path
        assert "click.echo" not in path.read_text() or path.name in ("console.py", "__main__.py"), (
            path
        )


def test_only_one_module_imports_reportlab():
    importers = [p.name for p in PACKAGE.rglob("*.py") if "from reportlab" in p.read_text()]
    assert importers == ["objects.py"]
