import pytest

from people.models import Person, Skill
from projects.models import Assignment, Project, ShortlistEntry
from tests.browser.axe import LOOKS, faults, faults_in_some_looks
from tests.factories import AssignmentFactory, ProjectFactory
from tests.thoroughness import FACTOR

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARTS = 4


def addresses():
    """Every page, and the states of the lists that look different."""
    member = Person.objects.get(user__username="member")
    known = member.expertise.first().skill.slug
    manager = Person.objects.get(user__username="manager")
    own = manager.expertise.first().skill.slug
    project = Project.objects.exclude(needs=None).first()
    wanting = Project.objects.with_open_needs().earliest("pk")
    return [
        "/",
        "/people/",
        "/people/?skill=python:3&skill=sql&match=any&free=50&sort=success",
        "/people/?skill=python:4&skill=sql:4&skill=r:4&free=100&success=90",
        "/people/?free=lots&skill=pyton",
        "/people/export.csv?free=lots",
        "/people/?q=pyhton",
        member.get_absolute_url(),
        f"{member.get_absolute_url()}endorse/{known}/",
        "/people/me/",
        f"/people/me/skills/{own}/",
        "/people/me/goals/",
        "/people/me/cv/",
        "/digest/cut/",
        f"/people/compare/?person={member.slug}&person={manager.slug}",
        f"/people/compare/?person={manager.slug}&project={project.slug}&find=a",
        "/people/compare/?person=nobody",
        "/availability/",
        "/availability/?free=lots",
        "/availability/conflicts/",
        "/availability/soon/",
        "/skills/",
        "/teams/",
        "/skills/exchange/",
        *(f"/insights/?about={about}" for about in ("skills", "time", "projects")),
        "/teams/customer-analytics/",
        "/skills/matrix/",
        f"/skills/matrix/?columns=needs:{project.slug}&sort=skills&show={known}",
        "/skills/matrix/?columns=nothing",
        Skill.objects.get(slug="python").get_absolute_url(),
        "/projects/",
        "/projects/?needs=open&status=active",
        *(
            project.get_absolute_url()
            for project in Project.objects.order_by("status", "pk").distinct("status")
        ),
        f"{wanting.get_absolute_url()}candidates/",
        f"{wanting.get_absolute_url()}candidates/?fit=close&weight_growth=30",
        f"{wanting.get_absolute_url()}team/",
        f"{wanting.get_absolute_url()}team/?most=1&percent=90",
        "/staffing/",
        "/staffing/?need=python:4:30&need=sql&weeks=8&percent=80&learners=on",
        f"/staffing/?project={wanting.slug}",
        "/staffing/?need=pyton&weeks=lots",
        f"{wanting.get_absolute_url()}candidates/?percent=lots&fit=perfect",
        f"{wanting.get_absolute_url()}candidates/?free=100&skill=r:4",
        *life_addresses(),
        "/people/nobody/",
        *bookings(member),
        *kept(),
    ]


def bookings(member):
    """The pages on which somebody is booked, and a booking is looked after."""
    seat = Assignment.objects.exclude(mentor=None).filter(project__status="active")[0]
    full = f"{seat.project.get_absolute_url()}book/{seat.person.slug}/?percent=100"
    return [
        f"{member.get_absolute_url()}book/",
        f"{seat.project.get_absolute_url()}book/",
        full,
        seat.get_absolute_url(),
        f"{seat.get_absolute_url()}edit/",
        f"{seat.get_absolute_url()}instead/",
        f"{seat.get_absolute_url()}instead/?percent=100&from=soon",
    ]


def kept():
    """Shortlists, and searches that somebody saved."""
    entry = ShortlistEntry.objects.first()
    shortlist = f"{entry.project.get_absolute_url()}shortlist/"
    return [
        shortlist,
        f"{shortlist}{entry.person.slug}/",
        f"{entry.person.get_absolute_url()}shortlist/",
        "/searches/",
        "/searches/new/?skill=python",
        "/searches/sample-python/",
        "/searches/sample-python/edit/",
    ]


def life_addresses():
    """The pages with which a manager changes the life of a project."""
    slugs = Project.objects.order_by("status", "pk").distinct("status")
    by_status = dict(slugs.values_list("status", "slug"))
    pages = {
        "active": ("edit", "needs", "needs/proposals", "close", "cancel"),
        "proposed": ("start",),
        "closed": ("close", "reopen"),
        "cancelled": ("reopen",),
    }
    return [
        "/projects/new/",
        *(
            f"/projects/{by_status[status]}/{page}/"
            for status, names in pages.items()
            for page in names
        ),
    ]


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_fault_in_any_look(part, open_page):
    """Nothing that axe finds, sideways on a small phone, or of a foreign source."""
    page, said, found, wide = open_page("/"), [], [], []
    page.on("console", lambda message: said.append((page.url, message.text)))
    for number, path in [*enumerate(addresses())][part::PARTS]:
        page.goto(path)
        found += faults_in_some_looks(page, number // PARTS)
        if width_on_a_small_phone(page) > 320:
            wide.append(path)
    assert found == []
    assert wide == []
    assert [line for line in said if "Content Security" in line[1]] == []


def width_on_a_small_phone(page):
    page.set_viewport_size({"width": 320, "height": 640})
    return page.evaluate("document.documentElement.scrollWidth")


def test_axe_finds_nothing_on_the_sign_in_page(site, page):
    page.goto(f"{site}/accounts/login/")
    assert faults(page) == []


def test_a_faint_cell_among_many_that_are_alike_is_found(page):
    row = "<tr><td>Python</td></tr>"
    faint = row.replace("<td", "<td style='color: #ddd'")
    page.set_content(f"<main><table>{row * 9}{faint * 2}{row}</table></main>")
    contrast = [one for one in faults(page, LOOKS[:1]) if "contrast" in one]
    assert len(contrast) == (2 if FACTOR >= 1 else 1)


def test_one_long_word_makes_no_page_scroll_sideways(open_page):
    page = open_page("/")
    project = ProjectFactory(name="W" * 60, status="active")
    ana = Person.objects.active().first()
    AssignmentFactory(project=project, person=ana, percent=10)
    here, wide = project.get_absolute_url(), []
    for path in (here, f"{here}book/{ana.slug}/", f"/people/?project={project.slug}"):
        page.goto(path)
        wide.append(width_on_a_small_phone(page))
    assert wide == [320] * 3
