"""What a project that is over no longer offers: its needs and its shortlist."""

import pytest

from people.editing.versions import OutdatedError
from projects.models import ShortlistEntry, SkillNeed
from projects.needs import changes as need_changes
from projects.needs.forms import SentRows
from tests.factories import ProjectFactory, ShortlistEntryFactory, SkillNeedFactory
from tests.projects.life.life_pages import row_of, rows
from tests.text import text_of

pytestmark = pytest.mark.django_db
STATUSES = ("closed", "cancelled")


@pytest.fixture(params=STATUSES)
def over(request):
    """A project that is over, with a need and with Ann on its shortlist."""
    churn = ProjectFactory(name="Churn", status=request.param)
    SkillNeedFactory(project=churn, skill__name="Python")
    ShortlistEntryFactory(project=churn, person__name="Ann", note="Knows it")
    return churn


def refusal(client, method, path, data=None):
    """What the page of the project says after somebody was sent back to it."""
    response = getattr(client, method)(f"/projects/churn/{path}", data, follow=True)
    assert response.redirect_chain[-1][0] == "/projects/churn/"
    return text_of(response)


@pytest.mark.parametrize("method", ["get", "post"])
def test_needs_of_a_project_that_is_over_stay(method, manager_client, over):
    need = over.needs.get()
    data = rows(row_of(need, people="5")) if method == "post" else None
    text = refusal(manager_client, method, "needs/", data)
    assert f"The project is {over.status}: its needs stay as they are." in text
    assert SkillNeed.objects.get().people == need.people


def test_needs_that_are_sent_after_the_end_are_not_saved(manager, over):
    sent = SentRows({**rows(row_of(over.needs.get(), people="5")), "rows": "1"})
    with pytest.raises(OutdatedError):
        need_changes.save_needs(project=over, rows=sent, by=manager)
    assert SkillNeed.objects.get().people == 1


@pytest.mark.parametrize(
    ("method", "page"),
    [
        ("get", "shortlist/"),
        ("get", "shortlist/ann/"),
        ("post", "shortlist/ann/"),
        ("post", "shortlist/ann/remove/"),
    ],
)
def test_a_project_that_is_over_has_no_shortlist(method, page, manager_client, over):
    text = refusal(manager_client, method, page, {"note": "x", "version": "1"})
    assert f"The project is {over.status}: it has no shortlist any more." in text
    assert ShortlistEntry.objects.get().note == "Knows it"


def test_a_reopened_project_has_its_shortlist_again(manager_client, over):
    manager_client.post("/projects/churn/reopen/")
    assert "Ann" in text_of(manager_client.get("/projects/churn/shortlist/"))


@pytest.mark.parametrize("page", ["needs/", "shortlist/", "shortlist/ann/"])
def test_members_are_still_refused_first(page, member_client, over):
    assert member_client.get(f"/projects/churn/{page}").status_code == 403


def test_a_refusal_takes_few_queries(
    manager_client, over, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        manager_client.get("/projects/churn/shortlist/")
