"""One thing has one name: those that it once had beside it are on no page."""

import re

import pytest
from django.conf import settings

from people.directory.filters import PersonFilterSet
from people.exchange.filters import ExchangeFilterSet
from people.matrix.filters import MatrixFilterSet
from people.skills.filters import SkillFilterSet
from projects.directory.filters import ProjectFilterSet

# Why a user would look twice; what it is called everywhere.
RETIRED = {
    "Place|Team and place|places": "Location",
    "start page": "home page",
    "Coming free|Comes free": "Free soon",
    "Save this list|saved lists?": "Save this search",
    "Track record": "Success rate",
    "Shared working hours": "Shared hours",
    "of full time": "of a week",
    "Teams for": "Suggested teams for",
    "View site|Log out|Assignments": "Back to the directory; Sign out; Bookings",
    "[0-9}] missing|Still missing|more tentative|[Ss]eats open": "open seats",
}
SHOWN = [
    *sorted((settings.BASE_DIR / "templates").rglob("*.html")),
    *(
        path
        for app in ("people", "projects", "skillsdir/site")
        for path in sorted((settings.BASE_DIR / app).rglob("*.py"))
        if "asking" not in path.parts and "migrations" not in path.parts
    ),
]


def words_of(path):
    """What of a file may come to a page: of a module its strings of one line."""
    text = path.read_text()
    if path.suffix == ".html":
        return re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", text)
    text = re.sub(r'""".*?"""|#.*', " ", text, flags=re.DOTALL | re.MULTILINE)
    return "\n".join(re.findall(r'"([^"\n]*)"', text))


@pytest.fixture(scope="module")
def texts():
    return {path: words_of(path) for path in SHOWN}


@pytest.mark.parametrize("names", RETIRED)
def test_one_thing_has_one_name(names, texts):
    retired = re.compile(rf"(?<![\w.-])(?:{names})\b(?!=)")
    found = {path.name for path, text in texts.items() if retired.search(text)}
    assert not found, f"it is called {RETIRED[names]} on all pages"


FILTER_SETS = (
    *(PersonFilterSet, MatrixFilterSet, SkillFilterSet, ExchangeFilterSet),
    ProjectFilterSet,
)


@pytest.mark.parametrize("filter_set", FILTER_SETS)
def test_each_order_has_a_name_both_ways_round(filter_set):
    sort = filter_set.base_filters["sort"]
    names = {name.removeprefix("-") for name in sort.labels}
    orders = {order for name in names for order in (name, f"-{name}")}
    assert orders == {*sort.labels, *sort.rare}
