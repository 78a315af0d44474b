"""The home page: search, the figures that matter, and what to do next."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from people import rules
from people.availability.free_people import ENOUGH, ComingFree, Overbooking, free_people
from people.directory.cards import skill_tags
from people.lists.markup import SkillTag, skill_tag_list
from people.models import LearningGoal, Person
from people.records.demand import Demand
from people.records.wishes import with_service
from people.searches.saving import searches_for_home
from people.words import confirmed_words, day_words, is_stale
from projects.models import Project, ProjectStatus
from projects.needs.openings import openings

MOST_PROJECTS = 6
MOST_SKILLS = 5
MOST_SOON = 8
MOST_TOP_SKILLS = 3
MOST_WARNINGS = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """A project that looks for people, with its needs that are not covered."""

    needs: list[Demand]

    @property
    def project(self):
        """Any of the needs: each says the same of the project."""
        return self.needs[0]

    @property
    def missing(self):
        return sum(need.missing for need in self.needs)

    @property
    def start(self):
        project = self.project
        if project.starts_on is None:
            return "no start yet"
        verb = "began" if project.has_begun else "starts"
        return f"{verb} {day_words(project.starts_on)}"

    @property
    def status_label(self):
        return ProjectStatus(self.project.project_status).label

    @property
    def skill_list(self):
        return skill_tag_list(
            SkillTag(
                need.skill_name + f" × {need.missing}" * (need.missing > 1),
                need.level,
                need.priority == "must",
            )
            for need in sorted(self.needs, key=lambda one: one.urgency)[:MOST_SKILLS]
        )

    @property
    def more_skills(self):
        return len(self.needs[MOST_SKILLS:])


@dataclass(frozen=True, slots=True)
class Soon:
    """Somebody who comes free, with the best skills."""

    person: Person
    free: ComingFree
    skills: list

    @property
    def skill_list(self):
        return skill_tag_list(self.skills[:MOST_TOP_SKILLS])

    @property
    def more_skills(self):
        return len(self.skills[MOST_TOP_SKILLS:])


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing that needs attention: where to go, and why."""

    label: str
    href: str
    why: str


@dataclass(frozen=True, slots=True)
class Home:
    """All that the home page shows."""

    people: int
    free_now: int
    free_when_back: int
    free_percent: int
    looking: int
    openings: list[Opening]
    coming: int
    soon: list[Soon]
    attention: list
    searches: list


@require_safe
def home(request):
    return render(request, "home.html", {"home": home_of(request.user)})


def home_of(user):
    """Gather the page for a user; the number of queries does not grow."""
    everybody = free_people()
    soon = everybody.coming[:MOST_SOON]
    heaviest = everybody.overbooked[:MOST_WARNINGS]
    people = Person.objects.for_directory().in_bulk(
        [one.person for one in (*soon, *heaviest)]
    )
    attention = own_attention(user)
    if rules.is_manager(user):
        attention += [
            overbooking_warnings(heaviest, people, len(everybody.overbooked)),
            *project_warnings(),
        ]
    if rules.is_directory_admin(user):
        attention.append(stale_profiles())
    looking = openings(MOST_PROJECTS)
    return Home(
        people=everybody.people,
        free_now=everybody.free_now,
        free_when_back=everybody.free_when_back,
        free_percent=ENOUGH,
        looking=looking.count,
        openings=[Opening(needs) for needs in looking.most_urgent],
        coming=len(everybody.coming),
        soon=soon_free(soon, people),
        attention=[group for group in attention if group[1]],
        searches=searches_for_home(user),
    )


def soon_free(soon, people):
    ids = [one.person for one in soon]
    skills, _ = skill_tags(ids)
    return [Soon(people[one.person], one, skills[one.person]) for one in soon]


def own_attention(user):
    """What the user's own profile asks for.

    Headings, each with warnings, the count of all, and the address that has them.
    """
    person = Person.objects.active().filter(user=user).first()
    if person is None:
        return []
    href = reverse("people:me")
    now = timezone.now()
    profile = [Warned("Your profile", href, confirmed_words(person, now))]
    goals = with_service(
        LearningGoal.objects.unfinished().filter(person=person).select_related("skill")
    ).filter(is_unserved=True)
    wishes = [
        Warned(goal.skill.name, href, f"a goal since {day_words(goal.set_on)}")
        for goal in goals
    ]
    is_old = is_stale(person, now)
    return [
        ("Is your profile still right?", profile if is_old else [], 1, href),
        (
            "Your goals that no project has served",
            wishes[:MOST_WARNINGS],
            len(wishes),
            f"{href}#goals",
        ),
    ]


def stale_profiles():
    """For who keeps the directory: how many profiles nobody has confirmed for long."""
    count = Person.objects.active().stale().count()
    href = f"{reverse('admin:people_person_changelist')}?stay=here&profile=stale"
    days = settings.DIRECTORY["STALE_DAYS"]
    noun = "profile" if count == 1 else "profiles"
    warned = Warned(f"{count} {noun}", href, f"not confirmed for {days} days")
    return ("Profiles to ask about", [warned] if count else [], 1, href)


def overbooking_warnings(heaviest, people, count):
    warned = [overbooking(one, people) for one in heaviest]
    return ("Over-booked now", warned, count, reverse("projects:conflict-list"))


def overbooking(one: Overbooking, people):
    person = people[one.person]
    until = f"until {day_words(one.until)}" if one.until else "with no end"
    why = f"{one.load} % of {one.capacity} %, {until}"
    return Warned(person.name, person.get_absolute_url(), why)


def project_warnings():
    """Active projects past their end, closed ones without outcome; the latest."""
    today = timezone.localdate()
    is_late = Q(status=ProjectStatus.ACTIVE, ends_on__lt=today)
    by_status = {"partition_by": "status"}
    latest = [F("ends_on").desc(nulls_last=True), "-pk"]
    rows = (
        Project.objects.filter(is_late | Q(status=ProjectStatus.CLOSED, outcome=""))
        .annotate(
            place=Window(RowNumber(), order_by=latest, **by_status),
            count=Window(Count("pk"), **by_status),
        )
        .filter(place__lte=MOST_WARNINGS)
        .order_by("status", "place")
    )
    groups = {ProjectStatus.ACTIVE: ([], 0), ProjectStatus.CLOSED: ([], 0)}
    for project in rows:
        ended = f"ended {day_words(project.ends_on)}" if project.ends_on else "no end"
        warned = Warned(project.name, project.get_absolute_url(), ended)
        groups[project.status] = [*groups[project.status][0], warned], project.count
    href = reverse("projects:project-list")
    active, closed = groups[ProjectStatus.ACTIVE], groups[ProjectStatus.CLOSED]
    return [
        ("Past their end and still active", *active, f"{href}?status=active&sort=ends"),
        ("Closed without an outcome", *closed, f"{href}?status=closed&sort=-ends"),
    ]
