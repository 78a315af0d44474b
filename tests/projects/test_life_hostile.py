"""Nothing that is posted to a project's pages makes them fail."""

import pytest

from tests.factories import (
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    SkillNeedFactory,
)
from tests.projects.life_pages import PLAN, closing, plan, row, row_of, rows

pytestmark = pytest.mark.django_db

HOSTILE = (
    *("", "\x00", "-1", "1e9", "9" * 30, "2147483648", "9999-12-31", "2026-02-30"),
    *("<b>", "😀" * 400, "\u0661\u0662", "R", "(" * 300, "decided", "saved"),
)
FIELDS = {
    "new": (*PLAN, "csrfmiddlewaretoken"),
    "edit": ("version", "seen-lead", "keep-lead", "keep-name", "moves", "move", *PLAN),
    "needs": (
        "rows",
        "more",
        *(f"need-0-{name}" for name in ("pk", "seen", "skill", "remove")),
        *(f"need-1-{name}" for name in ("skill", "level", "people", "priority")),
    ),
    "start": ("starts_on",),
    "close": ("ends_on", "outcome", "stage_reached", "seen", "learned-1"),
    "cancel": ("outcome_note",),
    "reopen": ("anything",),
}


@pytest.fixture
def forms():
    """What a browser would send to each page."""
    churn = ProjectFactory(name="Churn", status="staffing")
    need = SkillNeedFactory(project=churn, skill__name="Python")
    rust = SkillFactory(name="Rust")
    seat = AssignmentFactory(project=churn, learns=rust, person=PersonFactory())
    return {
        "new": PLAN,
        "edit": plan(churn),
        "needs": rows(row_of(need, people="2"), row("Rust")),
        "close": closing([seat], **{f"learned-{seat.pk}": "no"}),
    }


@pytest.mark.parametrize("page", FIELDS)
def test_no_posted_value_makes_a_page_fail(page, forms, manager_client):
    path = "/projects/new/" if page == "new" else f"/projects/churn/{page}/"
    for name in FIELDS[page]:
        for hostile in HOSTILE:
            sent = forms.get(page, {}) | {name: hostile}
            response = manager_client.post(path, sent)
            assert response.status_code in {200, 302}, (name, hostile)


@pytest.mark.parametrize("page", FIELDS)
def test_an_empty_form_makes_no_page_fail(page, forms, manager_client):
    path = "/projects/new/" if page == "new" else f"/projects/churn/{page}/"
    assert manager_client.post(path).status_code in {200, 302}
