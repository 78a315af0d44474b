"""people ← projects ← skillsdir: no layer imports one above it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def imported_packages(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0]


@pytest.mark.parametrize(
    ("layer", "above"),
    [("people", {"projects", "skillsdir"}), ("projects", {"skillsdir"})],
)
def test_no_layer_imports_one_above_it(layer, above):
    modules = sorted((ROOT / layer).rglob("*.py"))
    assert modules
    assert not [path for path in modules if above & set(imported_packages(path))]
