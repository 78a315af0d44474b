"""What the page of the earliest start shows, from a filterset to an answer in words."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property

from people.database.unchanged import fetch_values
from people.lists.listing import Listing, make_chips
from people.lists.parameters import LONGEST_WINDOW
from people.models import Person, Skill
from people.words import full_day, local_day
from projects.models import (
    WAITING,
    NeedPriority,
    Project,
    ProjectStatus,
    SkillNeed,
)
from projects.needs.coverage import NeedCoverage, coverage_of
from projects.starts.facts import StartFacts, gather_facts_of_starts
from projects.starts.weeks import StartChart, StartRun, StartWeek, weeks_of
from projects.starts.windows import Windows

MOST_PROJECTS = 12


@dataclass(frozen=True, kw_only=True)
class StartListing(Listing):
    """The Mondays to come; the first of the best is the answer."""

    one, many = "Monday", "Mondays"

    project: Project | None = None
    # Projects to choose from, where neither one nor needs are given.
    projects: list[Project] = field(default_factory=list)
    has_needs: bool = False
    # Of the musts.
    seats: int = 0
    days: int = 0
    # How many people of the confirmed team there are.
    team: int = 0
    weeks: list[StartWeek] = field(default_factory=list)

    @cached_property
    def best(self):
        """The first Monday of those from which the fewest seats stay open."""
        return min(self.weeks, key=lambda week: (week.missing, week.starts_on))

    @cached_property
    def planned(self):
        """The Monday on which the project is to begin, if no other is better."""
        for week in self.weeks if self.project else ():
            if week.starts_on == self.project.starts_on:
                return week if week.missing == self.best.missing else None
        return None

    @property
    def answer(self):
        return self.planned or self.best

    @property
    def runs(self):
        """Mondays one after the other from which the same is open."""
        alike = groupby(self.weeks, key=attrgetter("open_seats"))
        return [StartRun(tuple(weeks)) for _, weeks in alike]

    @property
    def lacks(self):
        return any(week.lacking for week in self.weeks)

    @property
    def words(self):
        best = self.best
        if self.planned and not best.missing:
            return self.planned_words
        if best.missing:
            verb = "seat is" if best.missing == 1 else "seats are"
            since = "as from the planned start," if self.planned else "from"
            return (
                f"On none of the next {self.total} Mondays: at best {best.missing}"
                f" {verb} open, {since} {self.answer.day_words}:"
                f" {self.answer.lacking_words}"
            )
        return (
            f"{best.day_words} is the first Monday from which {self.seats_words} of the"
            f" musts can be filled, until {full_day(best.ends_on)}"
        )

    @property
    def planned_words(self):
        planned, best = self.planned, self.best
        words = (
            f"The planned start, {planned.day_words}, works: {self.seats_words} of the"
            f" musts can be filled until {full_day(planned.ends_on)}"
        )
        if best == planned:
            return words
        is_steady = not any(one.missing for one in self.weeks[self.weeks.index(best) :])
        day = full_day(best.starts_on)
        also = f"every Monday from {day}" if is_steady else f"Monday {day}"
        return f"{words} (so does {also})"

    @property
    def seats_words(self):
        return "the one seat" if self.seats == 1 else f"all {self.seats} seats"

    @property
    def announcement(self):
        return self.words if self.weeks else super().announcement

    @property
    def is_proven(self):
        return all(week.shortage.is_proven for week in self.weeks)

    @property
    def length(self):
        # From a Monday on, to a Friday is as long as to a Sunday.
        weeks, rest = divmod(self.days + 2, 7)
        count, unit = (weeks, "week") if rest < 3 else (self.days, "day")
        return f"{count} {unit}{'s' * (count != 1)}"

    @property
    def usual_weeks(self):
        return -(-self.days // 7)

    @property
    def chart(self):
        return StartChart(self.weeks, self.seats)

    @property
    def teams_href(self):
        days = {"from": self.answer.starts_on, "to": self.answer.ends_on}
        return self.project_href(
            "team-list", days | {"percent": self.criteria["percent"]}
        )

    @property
    def move_href(self):
        """Where the project gets the days; only work that waits can be moved."""
        if self.planned or self.project.status not in WAITING:
            return ""
        return self.project_href("project-edit", self.days_of_plan)

    @property
    def open_href(self):
        """Where a project is opened with these needs and days."""
        needs = [("need", one.value) for one in self.criteria["need"]]
        pairs = urlencode([*self.days_of_plan.items(), *needs], safe=":")
        return f"{reverse('projects:project-new')}?{pairs}"

    @property
    def days_of_plan(self):
        """The days of the answer; a last one only where somebody has said any."""
        has_end = self.criteria["weeks"] or (self.project and self.project.ends_on)
        last = {"to": self.best.ends_on} if has_end else {}
        return {"from": self.best.starts_on} | last

    def project_href(self, page, parameters):
        path = reverse(f"projects:{page}", args=[self.project.slug])
        return f"{path}?{urlencode(parameters)}"


def start_listing(filterset, address) -> StartListing:
    """Answer the filterset; where a value is not understood no Monday is told."""
    if not filterset.is_valid():
        return StartListing.refused(filterset, address)
    criteria, needs = filterset.criteria, needs_asked(filterset.criteria)
    musts = [one for one in needs if one.need.priority == NeedPriority.MUST]
    days = length_of(criteria)
    windows = Windows(filterset.mondays, days, parts_of(criteria["project"], musts))
    facts = gather(filterset, musts, windows) if musts else StartFacts(musts)
    weeks = list(weeks_of(facts, windows, criteria)) if musts else []
    is_empty = not criteria["project"] and not criteria["need"]
    return StartListing(
        address=address,
        criteria=criteria,
        total=len(weeks),
        chips=make_chips(filterset.applied(), address),
        panel=filterset.panel(places_of_people(filterset), address),
        project=criteria["project"],
        projects=list(waiting_projects()) if is_empty else [],
        has_needs=bool(needs),
        seats=sum(one.need.people for one in musts),
        days=days,
        team=len(facts.team),
        weeks=weeks,
    )


def needs_asked(criteria):
    """The needs of the project as long as it looks for people, or of the address."""
    if project := criteria["project"]:
        return coverage_of([project])[project.pk].current if project.is_live else ()
    welcomes_learner = criteria["learners"] == "on"
    return [
        NeedCoverage(
            SkillNeed(
                skill=Skill(pk=one.skill.pk, slug=one.skill.slug, name=one.skill.name),
                level=one.level,
                people=one.people,
                welcomes_learner=welcomes_learner,
            )
        )
        for one in criteria["need"]
    ]


def length_of(criteria):
    """How many days it takes: as is said, as the project says, or as is usual.

    Of work that goes on what is left of it.
    """
    project = criteria["project"]
    if criteria["weeks"] or not (project and project.starts_on and project.ends_on):
        return 7 * (criteria["weeks"] or settings.DIRECTORY["START_WEEKS"])
    left = project.ends_on - first_day_left(project)
    return min(left, LONGEST_WINDOW).days + 1


def parts_of(project, musts):
    """Of needs with days of their own, by place: after how many days, and how many.

    As they lie within the days of the project, or what is left of them.
    """
    if project is None or project.starts_on is None:
        return {}
    first = first_day_left(project)
    parts = {}
    for at, need in enumerate(one.need for one in musts):
        if need.has_own_days:
            start, end = max(first, need.days.starts_on), need.ends_on
            parts[at] = (start - first).days, end and max(0, (end - start).days) + 1
    return parts


def first_day_left(project):
    """The first day of a project, or of what is left of one that goes on."""
    first, last, today = project.starts_on, project.ends_on, local_day()
    is_on = first <= today and (last is None or today <= last)
    return today if is_on and project.status == ProjectStatus.ACTIVE else first


def gather(filterset, musts, windows):
    criteria = filterset.criteria
    people = Person.objects.active(windows.first)
    for name in ("team", "location"):
        people = filterset.filters[name].filter(people, criteria[name])
    bookings = ()
    if criteria["project"]:
        rows = criteria["project"].assignments.confirmed().on_team().order_by()
        bookings = rows.values_list(
            "person_id", "person__capacity", "percent", "starts_on", "ends_on"
        )
    percent = criteria["percent"]
    return gather_facts_of_starts(musts, people, percent, windows, bookings)


def places_of_people(filterset):
    """Options of teams and locations with how many people are there, in one query."""
    rows = Person.objects.active().order_by().values_list("team", "location")
    teams, locations = Counter(), Counter()
    for team, location, count in fetch_values(rows.annotate(Count("pk"))):
        teams[team] += count
        locations[location] += count
    filters = filterset.filters
    return {
        "team": filters["team"].options(teams),
        "location": filters["location"].options(locations),
    }


def waiting_projects():
    projects = Project.objects.with_open_needs().filter(status__in=WAITING)
    return projects.order_by("starts_on", "sort_name", "pk")[: MOST_PROJECTS + 1]
