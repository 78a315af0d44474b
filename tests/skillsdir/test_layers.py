"""Imports run one way: between the apps, and between the packages of each.

See `docs/architecture.md`. A line is a floor: what stands on it may import what stands
on floors below, and nothing above; neighbours on a floor never import one another both
ways.
"""

import ast
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {
    "": ["people", "projects", "skillsdir"],
    "people": [
        "spelling database words working_hours fields paths rules table_files",
        "models",
        "mail lists accounts history",
        "availability records editing",
        "asking",
        "directory",
        "skills searches comparison privacy teams",
        "exchange matrix profiles",
        "context_processors apps",
        "admin admin_site urls management",
    ],
    "people.asking": [
        "words reading troubles",
        "units window directory notes offers",
        "conditions mentions",
        "read",
        "asked",
    ],
    "projects": [
        "models",
        "rules access",
        "load alike",
        "needs planner",
        "directory page life candidates shortlists insights",
        "teams",
        "suggestions starts",
        "bookings",
        "handovers",
        "apps admin urls management",
    ],
    "skillsdir": [
        "environment demo port races refusals settings rules formats weights",
        "embedded",
        "models digest",
        "spreadsheet site",
        "sample",
        "apps management urls wsgi",
    ],
    "skillsdir.spreadsheet": [
        "cells answers",
        "nouns",
        "columns",
        "files left_out history",
        "edits",
        "export",
        "planning",
        "drafts",
        "writing",
        "options pages",
        "urls",
    ],
}


def modules(package):
    found = sorted((ROOT / package.replace(".", "/")).rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]


@cache
def parsed(path):
    return ast.parse(path.read_text())


@cache
def imported(path):
    """The dotted names that a module imports, those within functions too."""
    names = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def arrows(package):
    """Who imports whom among the children of a package."""
    prefix = f"{package}." if package else ""
    folder = ROOT / package.replace(".", "/")
    names = chain.from_iterable(floor.split() for floor in FLOORS[package])
    sources = modules(package) if package else chain.from_iterable(map(modules, names))
    for path in sources:
        child = path.relative_to(folder).with_suffix("").parts[0]
        for name in imported(path):
            other = name.removeprefix(prefix).split(".")[0]
            if name.startswith(prefix) and other != child:
                yield child, other, str(path.relative_to(ROOT))


@pytest.mark.looks_again
@pytest.mark.parametrize("package", FLOORS)
def test_nothing_imports_from_a_floor_above(package):
    floors = {
        name: level
        for level, floor in enumerate(FLOORS[package])
        for name in floor.split()
    }
    found = {arrow for arrow in arrows(package) if arrow[1] in floors}
    assert found
    assert not {arrow for arrow in found if floors[arrow[0]] < floors[arrow[1]]}
    pairs = {arrow[:2] for arrow in found}
    assert not {pair for pair in pairs if pair[::-1] in pairs}


@pytest.mark.parametrize("package", [name for name in FLOORS if name])
def test_everything_stands_on_a_floor(package):
    folder = ROOT / package.replace(".", "/")
    named = set(chain.from_iterable(floor.split() for floor in FLOORS[package]))
    paths = [path.relative_to(folder).with_suffix("") for path in modules(package)]
    here = {path.parts[0] for path in paths}
    assert here - {"__init__"} <= named


@pytest.mark.parametrize("app", FLOORS[""])
def test_no_name_is_defined_twice_in_an_app(app):
    names = [
        node.name
        for path in modules(app)
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and node.name != "Command"
    ]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("app", FLOORS[""])
def test_a_folder_holds_at_most_twelve_modules_of_400_lines(app):
    for folder in {path.parent for path in modules(app)}:
        here = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
        assert len(here) <= 12 or folder.name == "migrations"
    long = [path for path in modules(app) if path.read_text().count("\n") > 400]
    assert not long


def locks_of_classes(tree):
    """Where a module works values out with the `cached_property` of `functools`.

    Until Python 3.12 all others of the class wait meanwhile. If it asks the database,
    and that waits for one of them, they wait for ever: neither sees both locks.
    Django's `cached_property` has no lock.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "functools":
            yield from (one for one in node.names if one.name == "cached_property")
        elif isinstance(node, ast.Attribute) and node.attr == "cached_property":
            yield node


def test_no_value_is_worked_out_behind_a_lock_of_its_class():
    paths = [*chain.from_iterable(map(modules, [*FLOORS[""], "tests"]))]
    assert not [path for path in paths if [*locks_of_classes(parsed(path))]]


@pytest.mark.parametrize(
    "source",
    ["from functools import cached_property", "@functools.cached_property\ndef f(): 0"],
)
def test_the_search_for_such_locks_finds_them(source):
    assert [*locks_of_classes(ast.parse(source))]
