"""The home page: search, the figures that matter, and what to do next."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

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
            for need in sorted(self.needs, key=lambda need: need.urgency)[:MOST_SKILLS]
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


class Attention(NamedTuple):
    """Things of one kind that need attention: the first of `count`, all at `href`."""

    heading: str
    warnings: list[Warned]
    count: int
    href: str


class Home:
    """All that the home page shows to a user; the number of queries does not grow."""

    free_percent = ENOUGH

    def __init__(self, user):
        self.user = user
        self.everybody = free_people()
        self.looking = openings(MOST_PROJECTS)
        self.soonest = self.everybody.coming[:MOST_SOON]
        self.heaviest = self.everybody.overbooked[:MOST_WARNINGS]

    @cached_property
    def people(self) -> dict[int, Person]:
        """Those whom the page names, by id."""
        named = [free.person for free in self.soonest]
        named += [overbooking.person for overbooking in self.heaviest]
        return Person.objects.for_directory().in_bulk(named)

    @cached_property
    def openings(self) -> list[Opening]:
        return [Opening(needs) for needs in self.looking.most_urgent]

    @cached_property
    def soon(self) -> list[Soon]:
        skills, _ = skill_tags([free.person for free in self.soonest])
        return [
            Soon(self.people[free.person], free, skills[free.person])
            for free in self.soonest
        ]

    @cached_property
    def searches(self) -> list:
        return searches_for_home(self.user)

    @property
    def attention(self) -> list[Attention]:
        groups = own_attention(self.user)
        if rules.is_manager(self.user):
            groups += [self.overbookings(), *project_warnings()]
        if rules.is_directory_admin(self.user):
            groups.append(stale_profiles())
        return [group for group in groups if group.warnings]

    def overbookings(self) -> Attention:
        return Attention(
            "Over-booked now",
            [
                warn_of_overbooking(overbooking, self.people[overbooking.person])
                for overbooking in self.heaviest
            ],
            len(self.everybody.overbooked),
            reverse("projects:conflict-list"),
        )


@require_safe
def home(request):
    return render(request, "home.html", {"home": Home(request.user)})


def own_attention(user) -> list[Attention]:
    """What the user's own profile asks for."""
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
        Attention("Is your profile still right?", profile if is_old else [], 1, href),
        Attention(
            "Your goals that no project has served",
            wishes[:MOST_WARNINGS],
            len(wishes),
            f"{href}#goals",
        ),
    ]


def stale_profiles() -> Attention:
    """For who keeps the directory: how many profiles nobody has confirmed for long."""
    count = Person.objects.active().stale().count()
    href = f"{reverse('admin:people_person_changelist')}?stay=here&profile=stale"
    days = settings.DIRECTORY["STALE_DAYS"]
    noun = "profile" if count == 1 else "profiles"
    warned = Warned(f"{count} {noun}", href, f"not confirmed for {days} days")
    return Attention("Profiles to ask about", [warned] if count else [], 1, href)


def warn_of_overbooking(overbooking: Overbooking, person: Person) -> Warned:
    last = overbooking.until
    until = f"until {day_words(last)}" if last else "with no end"
    why = f"{overbooking.load} % of {overbooking.calendar.capacity} %, {until}"
    return Warned(person.name, person.get_absolute_url(), why)


def project_warnings() -> list[Attention]:
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
        Attention(
            "Past their end and still active",
            *active,
            f"{href}?status=active&sort=ends",
        ),
        Attention(
            "Closed without an outcome", *closed, f"{href}?status=closed&sort=-ends"
        ),
    ]
