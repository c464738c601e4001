"""The layers of the house: who may import whom, read from the source with ast."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "projection"

ORDER = (
    ("units", "errors", "rows", "sphere", "process"),
    ("boxes",),
    ("network",),
    ("scenario",),
    ("route/types", "plan/rows"),
    ("read",),
    ("exchange",),
    ("route",),
    ("movement",),
    ("model",),
    ("solve",),
    ("plan",),
    ("explore", "replay"),
    ("report",),
    ("maps",),
    ("pipeline",),
    ("batch",),
    ("cli",),
)
"""Layers from the first to the last; a module imports from earlier ones and from its own room."""

LAYERS = {room: number for number, rooms in enumerate(ORDER) for room in rooms}
"""Layer of a module by the longest start of its path that stands here."""

ROOMS = {
    "pyomo": ("model", "solve"),
    "highspy": ("solve",),
    "matplotlib": ("report", "maps"),
    "pptx": ("maps",),
    "xlsxwriter": ("exchange", "report", "maps"),
    "typer": ("cli",),
    "rich": ("cli",),
}
"""Libraries that only some rooms may import."""

BLIND = ("model", "solve", "movement", "route")
"""What the verifier must not import: it is a second opinion."""

BORDERS = "route/borders"
"""What it may take from there: whose land a line crosses is a fact, not a choice of the plan's maker."""

MODULES = sorted(ROOT.rglob("*.py"))


def name_of(path: Path) -> str:
    """``route/sea`` for projection/route/sea.py; ``read`` for projection/read/__init__.py."""
    return path.relative_to(ROOT).with_suffix("").as_posix().removesuffix("__init__").rstrip("/")


def room_of(name: str) -> str:
    parts = name.split("/")
    starts = ["/".join(parts[:many]) for many in range(len(parts), 0, -1)]
    return next(start for start in starts if start in LAYERS)


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    """What a module imports: dotted name, line, and whether it does so inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and _is_typing(node)
        for child in ast.walk(node)
    }
    inside = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        lazy = node in inside or node in typing_only
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno, lazy) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            module = node.module or ""
            yield from ((_module(module, alias.name), node.lineno, lazy) for alias in node.names)


def _is_typing(node: ast.If) -> bool:
    return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _module(module: str, name: str) -> str:
    """The module that ``from module import name`` reaches: a submodule where there is one."""
    path = ROOT.parent / module.replace(".", "/") / name
    return f"{module}.{name}" if path.with_suffix(".py").exists() or path.is_dir() else module


def own(path: Path) -> Iterator[tuple[str, int]]:
    """Modules of projection that a module imports, by name, with the line."""
    for dotted, line, _ in imports(path):
        if dotted.startswith("projection."):
            yield dotted.removeprefix("projection.").replace(".", "/"), line


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_from_layers_above_it(path: Path) -> None:
    name = name_of(path)
    if not name:
        assert not list(own(path))
        return
    room = room_of(name)
    for target, line in own(path):
        other = room_of(target)
        ok = other == room or LAYERS[other] < LAYERS[room]
        assert ok, f"{name}.py:{line} (layer {LAYERS[room]}) imports {target} (layer {LAYERS[other]})"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_only_in_its_rooms(path: Path) -> None:
    name = name_of(path)
    for dotted, line, lazy in imports(path):
        library = dotted.split(".")[0]
        if library in ROOMS:
            assert name.split("/")[0] in ROOMS[library], f"{name}.py:{line} imports {library}"
        if library == "matplotlib":
            assert lazy, f"{name}.py:{line} imports matplotlib outside a function"


def test_the_verifier_is_blind_to_the_model_and_to_what_makes_plans() -> None:
    for path in sorted((ROOT / "plan" / "verify").glob("*.py")):
        for target, line in own(path):
            blind = target.split("/")[0] in BLIND and target != BORDERS
            assert not blind, f"{name_of(path)}.py:{line} imports {target}"
            maker = target in ("plan/schedule", "plan/missions", "plan/outcome", "plan/use")
            assert not maker, f"{name_of(path)}.py:{line} imports {target}"


def test_only_the_command_line_prints() -> None:
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
                pytest.fail(f"{name_of(path)}.py:{node.lineno} prints")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_is_short_enough_to_read_at_once(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 300, f"{name_of(path)}.py has {lines} lines"


def test_help_comes_without_the_heavy_libraries() -> None:
    light = ("app", "doors", "factors", "manner", "sweeps", "__init__")
    for name in light:
        for dotted, line, lazy in imports(ROOT / "cli" / f"{name}.py"):
            heavy = dotted.split(".")[0] in ("pandas", "numpy", "geopandas", "pyomo", "pydantic", "rich")
            heavy = heavy or (dotted.startswith("projection.") and not dotted.startswith("projection.cli"))
            assert lazy or not heavy or dotted == "projection.errors", f"cli/{name}.py:{line} imports {dotted}"
