"""`exclude(relation=None)` over a reverse relation compares every row with every row.

PostgreSQL has no way to turn it round into "has one": that is `Exists`, or `having`.
"""

import ast
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[3]
MODULES = [
    path
    for app in ("people", "projects", "skillsdir")
    for path in sorted((ROOT / app).rglob("*.py"))
]


def to_many_names():
    """The names by which lookups reach the rows that refer to a row, and its lists."""
    for model in apps.get_models():
        fields = model._meta.get_fields()
        yield from (one.name for one in fields if one.one_to_many or one.many_to_many)


def excluded_as_none(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "exclude":
            for word in node.keywords:
                is_none = getattr(word.value, "value", word) is None
                yield from [word.arg] * is_none


def test_nothing_excludes_rows_without_others():
    names = set(to_many_names())
    assert MODULES
    assert not [
        path for path in MODULES if names & set(excluded_as_none(path.read_text()))
    ]


def test_the_search_for_them_finds_them():
    source = "Person.objects.exclude(projects_led=None, pk=3)"
    assert set(excluded_as_none(source)) & set(to_many_names()) == {"projects_led"}
