"""The home page: what is one's own first, by role, then what others look for.

Managers see the projects that they look after, members what they are booked on and what
they could join, admins what came in and whom to ask.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from people import rules
from people.availability.calendar import Calendar
from people.availability.free_people import (
    ENOUGH,
    Overbooking,
    free_people,
    near_calendars,
)
from people.availability.windows import default_window
from people.availability.words import later_words, overbooked_until
from people.directory.cards import people_with_ids, skill_tags
from people.lists.markup import SkillTag, skill_tag_list
from people.models import Person
from people.records.demand import Demand
from people.searches.saving import searches_for_home
from people.words import day_words, local_day
from projects.models import LIVE, ProjectStatus
from projects.needs.openings import openings
from projects.page.desk import DeskProject, at_hand, latest_first, on_desk
from projects.planner.loose_ends import HEADINGS, count_loose_ends
from skillsdir.digest.lines import WEEK, News
from skillsdir.digest.week import lines_for
from skillsdir.models import ImportStatus, SpreadsheetImport
from skillsdir.site.own import Own, own_of_user
from skillsdir.spreadsheet.drafts.retention import forget_seen

MOST_PROJECTS = 6
MOST_SKILLS = 5
MOST_SOON = 8
MOST_TOP_SKILLS = 3
MOST_WARNINGS = 5
MOST_MINE = 12
MOST_IMPORTS = 3


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
    calendar: Calendar
    skills: list

    @property
    def words(self):
        return later_words(self.calendar, *default_window(), ENOUGH)

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
        self.is_manager = rules.is_manager(user)
        self.is_admin = rules.is_directory_admin(user)
        self.everybody = free_people()
        self.looking = openings(MOST_PROJECTS)
        self.soonest = self.everybody.coming[:MOST_SOON]
        self.desk = desk_of(user) if self.is_manager else []

    @cached_property
    def own(self) -> Own | None:
        return own_of_user(self.user)

    @cached_property
    def fitting(self) -> list:
        """Seats that a member could take; managers have their projects instead."""
        return self.own.fitting() if self.own and not self.is_manager else []

    @cached_property
    def week(self) -> list[News]:
        """What happened around a member; managers have it by mail."""
        if not self.own or self.is_manager:
            return []
        return lines_for(self.own.person, timezone.now() - WEEK)

    @cached_property
    def projects(self) -> list[DeskProject]:
        """Those that the user looks after; those led come first."""
        if not self.is_manager:
            return []
        overbooked = {one.person for one in self.everybody.overbooked}
        return at_hand(self.desk, overbooked, local_day(), MOST_MINE)

    @property
    def more_projects(self) -> int:
        kinds = {one.status: one.count for one in self.desk if one.is_mine}
        return sum(kinds.values()) - len(self.projects)

    @cached_property
    def heaviest(self) -> dict[bool, list[Overbooking]]:
        """Who is over-booked now: on projects of the user, and others."""
        mine = {pk for one in self.projects for pk in one.overbooked}
        return {
            is_mine: [
                one
                for one in self.everybody.overbooked
                if self.is_manager and (one.person in mine) is is_mine
            ]
            for is_mine in (True, False)
        }

    @cached_property
    def people(self) -> dict[int, Person]:
        """Those whom the page names, by id."""
        named = [free.person for free in self.soonest]
        for overbookings in self.heaviest.values():
            named += [one.person for one in overbookings[:MOST_WARNINGS]]
        return people_with_ids(named)

    @cached_property
    def calendars(self) -> dict[int, Calendar]:
        """Theirs, by id."""
        return near_calendars(self.people.values())

    @cached_property
    def openings(self) -> list[Opening]:
        return [Opening(needs) for needs in self.looking.most_urgent]

    @cached_property
    def soon(self) -> list[Soon]:
        skills, _ = skill_tags([free.person for free in self.soonest])
        return [
            Soon(self.people[pk], self.calendars[pk], skills[pk])
            for pk in (free.person for free in self.soonest)
        ]

    @cached_property
    def searches(self) -> list:
        return searches_for_home(self.user)

    @cached_property
    def imports(self) -> list[SpreadsheetImport]:
        rows = SpreadsheetImport.objects.listed()[:MOST_IMPORTS]
        imports = list(rows)
        return list(rows.all()) if forget_seen(imports) else imports

    @cached_property
    def accounts(self) -> dict[str, int]:
        return accounts_of_people()

    @cached_property
    def attention(self) -> list[Attention]:
        """The most urgent kinds first: what stops others from going on."""
        groups = []
        if self.is_admin:
            groups.append(waiting_imports(self.imports))
        if self.is_manager:
            groups += [
                self.overbookings("Over-booked on your projects", is_mine=True),
                to_confirm(self.projects),
                *project_warnings([one for one in self.desk if not one.is_mine]),
                hanging_on_leavers(),
                self.overbookings("Over-booked now", is_mine=False),
            ]
        groups += own_attention(self.own) if self.own else []
        return [group for group in groups if group.warnings]

    def overbookings(self, heading, *, is_mine) -> Attention:
        found = self.heaviest[is_mine]
        return Attention(
            heading,
            [
                warn_of_overbooking(
                    self.people[one.person], self.calendars[one.person], one.over
                )
                for one in found[:MOST_WARNINGS]
            ],
            len(found),
            reverse("projects:conflict-list"),
        )


@require_safe
def home(request):
    return render(request, "home.html", {"home": Home(request.user)})


def desk_of(user):
    return on_desk(user, MOST_MINE)


def own_attention(own) -> list[Attention]:
    """What colleagues say of the user's levels, and what the own goals ask for."""
    href = reverse("people:me")
    said = [Warned(skill, f"{href}#suggestions", why) for skill, why in own.suggested]
    wishes = [
        Warned(skill, f"{href}#goals", f"a goal since {since}")
        for skill, since in own.unserved
    ]
    groups = {
        "Colleagues see you at another level": said,
        "Your goals that no project has served": wishes,
    }
    return [
        Attention(heading, found[:MOST_WARNINGS], len(found), found[0].href)
        for heading, found in groups.items()
        if found
    ]


def waiting_imports(imports) -> Attention:
    """Of the last imports those that nobody applied yet, or that failed."""
    waiting = [
        Warned(
            one.file_name,
            reverse("spreadsheet:import", args=[one.pk]),
            f"{one.get_status_display()}, of {day_words(one.uploaded_at)}",
        )
        for one in imports
        if one.status in (ImportStatus.DRAFT, ImportStatus.FAILED)
    ]
    href = reverse("spreadsheet:overview")
    return Attention("Imports that are not finished", waiting, len(waiting), href)


def to_confirm(projects) -> Attention:
    """Of one's own projects those with tentative bookings, the soonest first."""
    waiting = [
        Warned(
            one.project.name,
            reverse("projects:confirm-all", args=[one.project.slug]),
            f"{one.tentative} tentative booking{'s' * (one.tentative > 1)}",
        )
        for one in projects
        if one.tentative and one.project.is_live
    ]
    href = f"{reverse('home')}#mine"
    return Attention("To confirm", waiting[:MOST_WARNINGS], len(waiting), href)


def hanging_on_leavers() -> Attention:
    """What somebody else has to take over, or soon will; 1 query."""
    counts = count_loose_ends()
    href = reverse("projects:conflict-list")
    ends = [
        Warned(heading, f"{href}#{slug}", f"{counts[slug]} to hand over")
        for slug, heading in HEADINGS.items()
        if slug in counts
    ]
    return Attention("Hanging on people who left or leave", ends, len(ends), href)


def accounts_of_people() -> dict[str, int]:
    """For who keeps the directory: how many people nobody can reach, or asked; 1 query.

    Who has an account was invited, unless they came by single sign-on.
    """
    return Person.objects.active().aggregate(
        no_account=Count("pk", filter=Q(user=None)),
        no_email=Count("pk", filter=Q(email=None)),
        never_came=Count("pk", filter=Q(user__isnull=False, user__last_login=None)),
        unconfirmed=Count("pk", filter=Q(pk__in=Person.objects.stale().values("pk"))),
    )


def warn_of_overbooking(person: Person, calendar: Calendar, over: int) -> Warned:
    last = overbooked_until(calendar, local_day())
    until = f"until {day_words(last)}" if last else "with no end"
    why = f"{person.capacity + over} % of {person.capacity} %, {until}"
    return Warned(person.name, person.get_absolute_url(), why)


def project_warnings(projects) -> list[Attention]:
    """Live projects past their end, closed ones without outcome; the latest."""
    past, unjudged = [], []
    for project in projects:
        (past if project.is_live else unjudged).append(project)
    # They come by status.
    past.sort(key=latest_first)
    href = reverse("projects:project-list")
    live = "&".join(f"status={one.value}" for one in LIVE)
    return [
        warn_of_projects(
            "Past their end and not closed", past, f"{href}?{live}&sort=ends"
        ),
        warn_of_projects(
            "Closed without an outcome", unjudged, f"{href}?status=closed&sort=-ends"
        ),
    ]


def warn_of_projects(heading, projects, href) -> Attention:
    warned = [
        Warned(
            one.name,
            one.get_absolute_url(),
            f"ended {day_words(one.ends_on)}" if one.ends_on else "no end",
        )
        for one in projects[:MOST_WARNINGS]
    ]
    counts = {one.status: one.count for one in projects}
    return Attention(heading, warned, sum(counts.values()), href)
