"""One person's page: can I use her, for what, from when, and would she like it?

Colleagues with much the same skills.
"""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Case, Count, F, Max, Q, Sum, When
from django.db.models.functions import Least
from django.utils import timezone

from people import rules
from people.availability.calendar import DAY, FOREVER, calendars
from people.availability.windows import default_window
from people.availability.words import FreeTime, free_time
from people.lists.markup import SkillTag, skill_tag_list
from people.lists.parameters import MOST_VALUES
from people.models import Expertise, LearningGoal, Level, Person
from people.profiles.endorsing import lapsed_before, suggestions_to
from people.records.track_record import Outcome, Record, record_of
from people.records.wishes import UNSERVED_AFTER
from people.words import clock, confirmed_words, is_stale

MOST_NEAR = 6


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody with much the same skills; likeness is a fraction of 1."""

    person: Person
    likeness: float
    shared: list[str]

    @property
    def percent(self):
        return round(100 * self.likeness)

    @property
    def first_shared(self):
        return self.shared[:3]

    @property
    def more_shared(self):
        return len(self.shared[3:])


def neighbours_of(person, mine):
    """Colleagues with the most alike skills; `mine` are the person's levels by skill.

    Likeness is the weighted Jaccard index of the levels: the sum over all skills of
    the lower of the two levels, divided by the sum of the higher ones.
    Source: M. Ružička, Folia Geobotanica 4 (1958).
    """
    if not mine:
        return []
    shared = (
        Expertise.objects.filter(
            skill__in=mine, person__in=Person.objects.active().exclude(pk=person.pk)
        )
        .order_by()
        .values("person_id")
        .annotate(common=Sum(Least("level", level_by_skill(mine))))
        .order_by("-common", "person_id")[: 10 * MOST_NEAR]
    )
    common = {row["person_id"]: row["common"] for row in shared}
    totals = dict(
        Expertise.objects.filter(person__in=common)
        .order_by()
        .values_list("person_id")
        .annotate(total=Sum("level"))
    )
    own = sum(mine.values())
    likeness = {pk: part / (own + totals[pk] - part) for pk, part in common.items()}
    nearest = sorted(likeness, key=lambda pk: (-likeness[pk], pk))[:MOST_NEAR]
    return with_names(nearest, likeness, mine)


def level_by_skill(levels):
    return Case(*(When(skill=skill, then=level) for skill, level in levels.items()))


def with_names(nearest, likeness, mine):
    people = Person.objects.select_related("team", "location").in_bulk(nearest)
    names = {pk: [] for pk in nearest}
    shared = Expertise.objects.filter(person__in=nearest, skill__in=mine)
    for pk, name in shared.values_list("person_id", "skill__name"):
        names[pk].append(name)
    return [Neighbour(people[pk], likeness[pk], names[pk]) for pk in nearest]


MOST_BEST = 5
MOST_WISHES = 3


@dataclass(frozen=True, slots=True)
class StatedSkill:
    """A stated level and what speaks for it."""

    row: Expertise
    level: Level
    projects: int
    endorsements: int
    endorsed_at: object
    # What the reader says of it, if anything.
    said: Level | None = None
    said_at: object = None

    @property
    def is_confirmed_by_reader(self):
        return self.said == self.level

    @property
    def is_unproven(self):
        """A high level that no recorded project has used."""
        return self.level >= Level.PRACTITIONER and not self.projects


@dataclass(frozen=True, slots=True)
class Wish:
    """A learning goal, and whether nothing has come of it for half a year."""

    goal: LearningGoal
    is_unserved: bool

    @property
    def level(self):
        return Level(self.goal.target_level)


@dataclass(frozen=True, slots=True)
class Booking:
    """An assignment in the words of the page; outcome only where it may be seen."""

    assignment: object
    phase: str
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Profile:
    """All that the page of a person shows."""

    person: Person
    clock: str
    confirmed: str
    is_stale: bool
    free_time: FreeTime
    skills: dict[str, list[StatedSkill]]
    wishes: list[Wish]
    bookings: dict[str, list[Booking]]
    record: Record | None
    neighbours: list[Neighbour]
    # Whether the reader may confirm levels, and suggestions the reader may see.
    may_endorse: bool
    suggestions: list

    @property
    def stated(self):
        return [skill for skills in self.skills.values() for skill in skills]

    @property
    def sharing(self):
        """The query of the people list for whoever shares one of the best skills."""
        best = sorted(self.stated, key=lambda skill: -skill.level)[:MOST_VALUES]
        pairs = [("skill", skill.row.skill.slug) for skill in best]
        return urlencode([*pairs, ("match", "any")])

    @property
    def more_skills(self):
        return len(self.stated[MOST_BEST:])

    @property
    def first_wishes(self):
        return self.wishes[:MOST_WISHES]

    @property
    def more_wishes(self):
        return len(self.wishes[MOST_WISHES:])

    @property
    def best_skills(self):
        """The highest levels of all categories, as HTML."""
        best = sorted(self.stated, key=lambda skill: (-skill.level, -skill.projects))
        return skill_tag_list(
            SkillTag(skill.row.skill.name, skill.level, is_asked=False)
            for skill in best[:MOST_BEST]
        )


def profile_of(person, *, user):
    """Gather the profile; the number of queries does not grow with it."""
    today, until = default_window()
    assignments = list(
        person.assignments.select_related("project").prefetch_related("skills")
    )
    may_see = rules.may_see_success_rates(user, person)
    begun = [one for one in assignments if one.has_begun(today)]
    calendar = calendars({person.pk: person.capacity}, today - 7 * DAY, FOREVER)
    reader = getattr(user, "person", None)
    skills = stated_skills(person, begun, reader)
    now = timezone.now()
    return Profile(
        person=person,
        clock=clock(person.location and person.location.time_zone, now),
        confirmed=confirmed_words(person, now),
        is_stale=is_stale(person, now),
        free_time=free_time(calendar[person.pk], today, until),
        skills=by_category(skills),
        wishes=wishes_of(person, begun),
        bookings=bookings_by_phase(assignments, may_see),
        record=record_of(outcomes_of(begun)) if may_see else None,
        neighbours=neighbours_of(
            person, {skill.row.skill_id: skill.level for skill in skills}
        ),
        may_endorse=reader not in (None, person) and not reader.has_left,
        suggestions=(
            list(suggestions_to(person))
            if reader and reader.pk == person.manager_id
            else []
        ),
    )


def outcomes_of(begun):
    """The outcome of each project once, in the order in which they ended."""
    projects = {one.project_id: one.project for one in begun if one.project.outcome}
    ended = sorted(projects.values(), key=lambda one: (one.ends_on or FOREVER, one.pk))
    return [Outcome(project.outcome) for project in ended]


def stated_skills(person, begun, reader=None):
    """Skills, best first, with projects and confirmations of two years counted.

    Who puts a level higher confirms it too.
    """
    used = {
        (skill.pk, assignment.project_id)
        for assignment in begun
        for skill in assignment.skills.all()
    }
    projects = Counter(skill for skill, _ in used)
    since = lapsed_before()
    is_young = Q(endorsements__endorsed_at__gte=since)
    is_valid = is_young & Q(endorsements__level__gte=F("level"))
    is_own = is_young & Q(endorsements__endorsed_by=reader.pk if reader else None)
    rows = (
        person.expertise.select_related("skill__category")
        .annotate(
            endorsement_count=Count("endorsements", filter=is_valid),
            last_endorsed_at=Max("endorsements__endorsed_at", filter=is_valid),
            said=Max("endorsements__level", filter=is_own),
            said_at=Max("endorsements__endorsed_at", filter=is_own),
        )
        .order_by("skill__category__position", "-level", "skill__name")
    )
    return [
        StatedSkill(
            row=row,
            level=Level(row.level),
            projects=projects[row.skill_id],
            endorsements=row.endorsement_count,
            endorsed_at=row.last_endorsed_at,
            said=row.said and Level(row.said),
            said_at=row.said_at,
        )
        for row in rows
    ]


def by_category(skills):
    found = {}
    for skill in skills:
        found.setdefault(skill.row.skill.category.name, []).append(skill)
    return found


def wishes_of(person, begun):
    """Open goals; unserved ones have met no project in half a year."""
    today = timezone.localdate()
    last_used = {}
    for assignment in begun:
        for skill in assignment.skills.all():
            last_used[skill.pk] = max(
                assignment.ends_on or today,
                last_used.get(skill.pk, assignment.starts_on),
            )
    return [
        Wish(
            goal,
            today - goal.set_on > UNSERVED_AFTER
            and last_used.get(goal.skill_id, goal.set_on) <= goal.set_on,
        )
        for goal in person.goals.unfinished().select_related("skill")
    ]


def bookings_by_phase(assignments, may_see):
    """Bookings by phase; a project's outcome stands with those that it counts for."""
    phases = {"current": [], "coming": [], "past": []}
    for one in assignments:
        is_told = may_see and one.has_begun() and one.project.outcome
        outcome = Outcome(one.project.outcome) if is_told else None
        phases[one.phase()].append(Booking(one, one.phase(), outcome))
    phases["coming"].reverse()
    return phases
