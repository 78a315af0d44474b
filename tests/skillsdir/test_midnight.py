"""The suite may run over midnight: no test takes its day while the tests are read."""

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
DAYS = {"today", "localdate", "localtime", "local_day", "now"}
LATER = ast.FunctionDef | ast.Lambda


def called_at_import(node):
    """The names of what is called as a module is read, but not later."""
    if isinstance(node, ast.Call):
        yield getattr(node.func, "attr", getattr(node.func, "id", ""))
    children = ast.iter_child_nodes(node)
    if isinstance(node, LATER):
        defaults = node.args.defaults + [one for one in node.args.kw_defaults if one]
        children = getattr(node, "decorator_list", []) + defaults
    for child in children:
        yield from called_at_import(child)


@pytest.mark.parametrize(
    ("code", "is_found"),
    [
        ("TODAY = date.today()", True),
        ("@parametrize('day', [date.today() - DAY])\ndef test(day): pass", True),
        ("def day(of=localdate()): pass", True),
        ("class Factory:\n    made_at = timezone.now()", True),
        ("def day(): return date.today()", False),
        ("made_at = LazyFunction(lambda: timezone.now())", False),
        ("made_at = LazyFunction(timezone.now)", False),
    ],
)
def test_a_day_that_is_taken_too_early_is_found(code, is_found):
    assert DAYS.isdisjoint(called_at_import(ast.parse(code))) is not is_found


def test_no_test_takes_its_day_before_it_runs():
    modules = {path: ast.parse(path.read_text()) for path in TESTS.rglob("*.py")}
    early = [
        str(path.relative_to(TESTS))
        for path, module in modules.items()
        if not DAYS.isdisjoint(called_at_import(module))
    ]
    assert early == []
