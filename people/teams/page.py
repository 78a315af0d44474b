"""What the page of a team shows: of everybody in it and in the teams below it."""

from collections import Counter, defaultdict
from datetime import date, time, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, F, Func, Max, Q, Subquery, Window
from django.utils.functional import cached_property

from people.availability.calendar import FOREVER, calendars, first_free
from people.availability.free_people import ENOUGH
from people.availability.windows import default_window
from people.database.unchanged import fetch_values
from people.fields import Ids
from people.models import LearningGoal, Person, Skill, Team, related
from people.records.track_record import Outcome
from people.teams.strengths import practising_by, strengths
from people.words import day_words
from people.working_hours import hours_all_share

MOST_GOOD_AT = 3
MOST_FINDINGS = 40
WEEKS_AHEAD = timedelta(weeks=12)
# Who is looked at of those whose bookings end before long, the soonest first.
MOST_ENDING = 300


class TeamComing(NamedTuple):
    """Somebody who has half a week free from a day on."""

    person: Person
    day: date

    @property
    def words(self):
        return f"from {day_words(self.day)}"


class TeamWish(NamedTuple):
    """A skill that some want to learn, and how many in the team practise it."""

    skill: Skill
    people: int
    able: int


class SoleUse(NamedTuple):
    """A skill that one person alone of the team has used on projects."""

    skill: Skill
    person: Person
    projects: int
    able: int


class TeamProject(NamedTuple):
    """A live project, and how many of the team are on it."""

    project: object
    people: int


class Finding(NamedTuple):
    """A project that is over; how it ended only where that may be told."""

    project: object
    outcome: Outcome | None
    note: str


class MemberRow(NamedTuple):
    """Somebody in the team, as the database gives them."""

    person: int
    capacity: int
    team: int
    place: str | None
    place_slug: str | None
    zone: str | None
    works_from: time
    works_to: time


class BookingRow(NamedTuple):
    """A booking of theirs that goes on or is to come."""

    project: int
    project_status: str
    person: int
    status: str
    ends_on: date | None


class TeamPage:
    """All that the page of a team shows; 13 queries, however large it is."""

    def __init__(self, team, tree, *, user):
        self.team, self.tree, self.user = team, tree, user
        self.ids = tree.below(team.pk)
        self.above = tree.above(team.pk)
        self.today, self.until = default_window()
        here = Person.objects.active(self.today)
        rows = (
            here.filter(team__in=self.ids)
            .order_by()
            .values_list(
                *("pk", "capacity", "team", "location__name", "location__slug"),
                *("location__time_zone", "works_from", "works_to"),
            )
        )
        self.members = list(map(MemberRow._make, rows))
        self.capacities = {row.person: row.capacity for row in self.members}
        self.count = len(self.members)
        able = Count("pk", filter=Q(person__team__in=self.ids))
        rows = practising_by("skill", here=able, everybody=how_many(here))
        self.practising = [(skill, here, all_) for skill, here, _, all_ in rows]
        self.everybody = rows[0][2] if rows else 0
        self.able = {skill: here for skill, here, _ in self.practising if here}
        rows = self.bookings().loading(self.today, FOREVER).order_by()
        rows = rows.values_list(
            "project", "project__status", "person", "status", "ends_on"
        )
        self.booked = list(map(BookingRow._make, rows))
        used, wanted, coming = self.used(), self.wanted(), self.coming()
        self.skills = Skill.objects.active().in_bulk(
            {*self.able, *(skill for skill, *_ in (*used, *wanted))}
        )
        people = Person.objects.in_bulk(
            {*(one for _, _, one, *_ in used), *(one for _, one in coming)}
        )
        self.coming_free = [TeamComing(people[pk], day) for day, pk in coming]
        self.used_by_one = [
            SoleUse(self.skills[skill], people[one], projects, self.able.get(skill, 0))
            for skill, _, one, projects, _ in used
        ]
        self.wishes = [
            TeamWish(self.skills[skill], count, self.able.get(skill, 0))
            for skill, count in wanted
        ]

    def bookings(self):
        return related("assignments").filter(person__any=Ids(self.capacities))

    @property
    def below(self):
        """Teams directly below, with the number of people in each and below it."""
        in_team = Counter(row.team for row in self.members)
        return [
            (
                self.tree.teams[child],
                sum(in_team[one] for one in self.tree.below(child)),
            )
            for child in self.tree.children[self.team.pk]
            if child != self.team.pk
        ]

    @property
    def query(self):
        """The parameters of lists that are of these teams alone."""
        slugs = [self.tree.teams[one].slug for one in self.ids]
        return urlencode([("team", slug) for slug in slugs])

    @property
    def strengths(self):
        rows, skills = self.practising, self.skills
        return strengths(rows, skills, self.count, self.everybody)

    # What it works on, and what it found out

    @cached_property
    def works_on(self):
        """Live projects, the team's or with somebody of it on; most people first."""
        people = defaultdict(set)
        for row in self.booked:
            people[row.project].add(row.person)
        projects = related("projects_led").live()
        projects = projects.filter(Q(pk__in=people) | Q(team__in=self.ids))
        found = [TeamProject(project, len(people[project.pk])) for project in projects]
        return sorted(found, key=lambda one: -one.people)

    @cached_property
    def ended(self):
        """What is over and was the team's, or of its people: the last first."""
        begun = self.bookings().begun().order_by().values("project")
        projects = related("projects_led").with_outcomes_for(self.user)
        projects = projects.filter(Q(pk__in=begun) | Q(team__in=self.ids))
        projects = projects.filter(status="closed")
        projects = projects.order_by(F("ends_on").desc(nulls_last=True), "-pk")
        return projects.annotate(in_all=Window(Count("pk")))[:MOST_FINDINGS]

    @cached_property
    def findings(self):
        """Of what is over the last few dozen."""
        return [
            Finding(
                project,
                Outcome(project.shown_outcome) if project.shown_outcome else None,
                project.outcome_note if project.shows_outcome else "",
            )
            for project in self.ended
        ]

    @property
    def older_findings(self):
        """How many more there are."""
        shown = [one.project for one in self.findings]
        return shown[0].in_all - len(shown) if shown else 0

    def used(self):
        """Skills that one of them alone has used on projects, the most used first."""
        uses = (
            self.bookings()
            .begun()
            .filter(skills__is_active=True)
            .order_by()
            .values_list("skills")
            .annotate(
                people=Count("person", distinct=True),
                one=Max("person"),
                projects=Count("project", distinct=True),
                last=Max("starts_on"),
            )
            .filter(people=1)
        )
        return list(uses.order_by("-projects", "-last", "skills"))

    # Who comes free, and what they want

    @cached_property
    def busy(self):
        """Who has less than half a week free now."""
        return self.without_time(now=True)

    def without_time(self, *, now):
        free = related("assignments").free_percents(
            self.capacities, self.today, self.until, now=now
        )
        return {person for person, percent in free.items() if percent < ENOUGH}

    @property
    def free_now(self):
        return self.count - len(self.busy)

    @cached_property
    def free_when_back(self):
        """How many have as much, and are away now."""
        return len(self.busy - self.without_time(now=False))

    def coming(self):
        """Pairs of a day and who has half a week from it on, within twelve weeks.

        Of very many whose bookings end by then the first few hundred are looked at.
        """
        last = self.today + WEEKS_AHEAD
        ends = sorted(
            (row.ends_on, row.person)
            for row in self.booked
            if row.ends_on and row.ends_on <= last and row.person in self.busy
        )
        ending = list(dict.fromkeys(person for _, person in ends))
        looked_at, self.not_looked_at = ending[:MOST_ENDING], ending[MOST_ENDING:]
        capacities = {person: self.capacities[person] for person in looked_at}
        known = calendars(capacities, self.today, last + WEEKS_AHEAD)
        days = (self.until - self.today).days + 1
        coming = [
            (day, person)
            for person, calendar in known.items()
            if (day := first_free(calendar, ENOUGH, days, since=self.today))
            and day <= last
        ]
        return sorted(coming)

    def wanted(self):
        """Rows of skills with how many want to learn them, the most first."""
        goals = LearningGoal.objects.unfinished().filter(
            person__any=Ids(self.capacities), skill__is_active=True
        )
        rows = goals.order_by().values_list("skill").annotate(people=Count("pk"))
        return list(rows.order_by("-people", "skill"))

    # Where they are

    @property
    def places(self):
        """Name, slug and number of people, who says none last."""
        counts = Counter((row.place or "", row.place_slug) for row in self.members)
        places = [(name, slug, people) for (name, slug), people in counts.items()]
        return sorted(places, key=lambda place: (not place[0], -place[2], place[0]))

    @property
    def hours(self):
        """The hours that all of them work at once; empty where no place is known."""
        clocks = {
            (row.zone, row.works_from, row.works_to) for row in self.members if row.zone
        }
        if not clocks:
            return ""
        hours = hours_all_share(sorted(clocks), self.today, self.until)
        return f"{hours:g} hour{'s' * (hours != 1)} a day"


def how_many(people):
    """Their number, counted once in whatever statement it stands."""
    return Subquery(people.order_by().values(n=Func("pk", function="COUNT")))


class TeamRow(NamedTuple):
    """A team in the list of all: people in it, with those below, and live projects."""

    team: Team
    depth: int
    people: int
    with_below: int
    projects: int
    good_at: list[str]

    @property
    def indent(self):
        return range(self.depth)


def team_rows(tree):
    """Each team as the list of all shows it, with what is below; 4 queries."""
    people, projects, able = people_in_teams(), projects_of_teams(), able_in_teams()
    everywhere, everybody = sum(able.values(), Counter()), people.total()
    skills = Skill.objects.active().in_bulk(everywhere)
    for depth, pk in tree.in_order():
        below = tree.below(pk)
        count = sum(people[one] for one in below)
        here = sum((able.get(one, Counter()) for one in below), Counter())
        rows = [(skill, here[skill], everywhere[skill]) for skill in here]
        best = strengths(rows, skills, count, everybody)[:MOST_GOOD_AT]
        yield TeamRow(
            tree.teams[pk],
            depth,
            people[pk],
            count,
            len(set().union(*(projects[one] for one in below))),
            [one.skill.name for one in best],
        )


def people_in_teams():
    rows = Person.objects.active().order_by().values_list("team")
    return Counter(dict(fetch_values(rows.annotate(count=Count("pk")))))


def projects_of_teams():
    """The ids of live projects that somebody of a team is on, by team."""
    live = related("projects_led").live().order_by().values("pk")
    bookings = related("assignments").on_team().filter(project__in=live).order_by()
    projects = defaultdict(set)
    rows = bookings.values_list("person__team", "project").distinct()
    for team, project in fetch_values(rows):
        projects[team].add(project)
    return projects


def able_in_teams():
    """How many are at Practitioner or above, by skill, by team."""
    able = defaultdict(Counter)
    for team, skill, people in practising_by("person__team", "skill"):
        able[team][skill] = people
    return able
