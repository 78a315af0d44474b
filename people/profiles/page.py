"""One person's page: can I use her, for what, from when, and would she like it?

Colleagues with much the same skills.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, F, Func, Max, OuterRef, Q, Subquery
from django.utils import timezone

from people import rules
from people.availability.calendar import DAY, FOREVER, calendars
from people.availability.windows import default_window
from people.availability.words import free_time
from people.database.compiled import CompiledQuery, part_of_row
from people.database.tables import LevelsOf
from people.database.unchanged import fetch_rows
from people.lists.markup import SkillTag, level_buttons, skill_tag_list
from people.lists.parameters import MOST_VALUES
from people.models import Expertise, LearningGoal, Level, Person, related
from people.profiles.endorsing import lapsed_before, suggestions_to
from people.profiles.years import years_chart
from people.records.track_record import Outcome, record_of
from people.records.wishes import with_service
from people.words import clock, confirmed_words, is_stale, local_day

MOST_NEAR = 6
# Whose levels have most in common with `mine`, a skill and a level each.
NEAR = """
WITH mine AS (
    SELECT * FROM unnest(%(skills)s::bigint[], %(levels)s::int[]) AS one (skill_id, own)
)
SELECT person_id, sum(LEAST(level, own)) AS common
FROM people_expertise JOIN mine USING (skill_id)
WHERE person_id <> %(person)s AND NOT EXISTS (
    SELECT FROM people_person WHERE id = person_id AND left_on < %(today)s
)
GROUP BY person_id ORDER BY common DESC, person_id LIMIT 10 * %(most)s
"""
# Of these the most alike.
NEAREST = """
WITH near (person_id, common) AS (
    SELECT * FROM unnest(%(near)s::bigint[], %(common)s::int[])
), alike AS (
    SELECT person_id, common::float / (%(own)s - common + (
        SELECT sum(level) FROM people_expertise theirs
        WHERE theirs.person_id = near.person_id
    )) AS likeness FROM near ORDER BY likeness DESC, person_id LIMIT %(most)s
)
SELECT person.id, person.name, person.slug, place.name AS place, likeness, ARRAY(
    SELECT skill.name
    FROM people_expertise theirs JOIN people_skill skill ON skill.id = skill_id
    WHERE theirs.person_id = person.id AND skill_id = ANY(%(skills)s)
    ORDER BY level DESC, skill.name, theirs.id
) AS shared
FROM alike JOIN people_person person ON person.id = person_id
    LEFT JOIN people_location place ON place.id = location_id
ORDER BY likeness DESC, person_id
"""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody with much the same skills; likeness is a fraction of 1."""

    person: Person
    likeness: float
    shared: list[str]
    place: str | None = None

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
    given = {
        "skills": list(mine),
        "levels": list(mine.values()),
        "own": sum(mine.values()),
        "person": person.pk,
        "today": local_day(),
        "most": MOST_NEAR,
    }
    near = dict(fetch_rows(LevelsOf(mine, NEAR), given))
    given |= {"near": list(near), "common": list(near.values())}
    return [
        Neighbour(
            part_of_row(Person, id=pk, name=name, slug=slug), likeness, shared, place
        )
        for pk, name, slug, place, likeness, shared in fetch_rows(NEAREST, given)
    ]


MOST_BEST = 5
MOST_WISHES = 3


@dataclass(frozen=True, slots=True)
class StatedSkill:
    """A stated level and what speaks for it; see `stated_skills` for the row."""

    row: Expertise

    @property
    def projects(self):
        return self.row.project_count

    @property
    def level(self):
        return self.row.get_level()

    @property
    def level_buttons(self):
        return level_buttons(self.row.skill.slug, self.row.level)

    @property
    def said(self):
        """What the reader says of it, if anything."""
        return self.row.said and Level(self.row.said)

    @property
    def is_confirmed_by_reader(self):
        return self.said == self.level

    @property
    def is_unproven(self):
        """A high level that no recorded project has used."""
        return self.level >= Level.PRACTITIONER and not self.projects


@dataclass(frozen=True, slots=True)
class Booking:
    """An assignment in the words of the page; outcome only where it may be seen."""

    assignment: object
    phase: str
    outcome: Outcome | None

    @property
    def outlives_stay(self):
        """Whether it goes on, or begins, after the last day of its person."""
        last_day, ends_on = self.assignment.person.left_on, self.assignment.ends_on
        is_to_go_on = self.phase in ("current", "coming")
        return is_to_go_on and last_day is not None and (ends_on or FOREVER) > last_day


class Profile:
    """All that the page of a person shows; as many queries for much as for little."""

    def __init__(self, person, *, user):
        today, until = default_window()
        now = timezone.now()
        assignments = of_person(person, bookings_of(person.pk))
        begun = [booking for booking in assignments if booking.has_begun(today)]
        may_see = rules.may_see_success_rates(user, person)
        calendar = calendars({person.pk: person.capacity}, today - 7 * DAY, FOREVER)
        reader = getattr(user, "person", None)
        is_manager = reader is not None and reader.pk == person.manager_id
        self.person = person
        self.clock = clock(person.location and person.location.time_zone, now)
        self.confirmed = confirmed_words(person, now)
        self.is_stale = is_stale(person, now)
        self.free_time = free_time(calendar[person.pk], today, until)
        self.skills = stated_skills(person, reader)
        self.wishes = open_wishes(person)
        self.bookings = bookings_by_phase(assignments, may_see)
        self.years = years_chart(self.bookings["past"], today)
        self.record = record_of(outcomes_of(begun)) if may_see else None
        self.neighbours = neighbours_of(
            person, {skill.row.skill_id: skill.level for skill in self.skills}
        )
        # Whether the reader may confirm levels, and suggestions the reader may see.
        self.may_endorse = reader not in (None, person) and not reader.has_left
        self.suggestions = suggestions_to(person) if is_manager else []

    @property
    def sharing(self):
        """The query of the people list for whoever shares one of the best skills."""
        best = self.skills[:MOST_VALUES]
        pairs = [("skill", skill.row.skill.slug) for skill in best]
        return urlencode([*pairs, ("match", "any")])

    @property
    def more_skills(self):
        return len(self.skills[MOST_BEST:])

    @property
    def first_wishes(self):
        return self.wishes[:MOST_WISHES]

    @property
    def more_wishes(self):
        return len(self.wishes[MOST_WISHES:])

    @property
    def best_skills(self):
        """The highest levels, as HTML."""
        return skill_tag_list(
            SkillTag(skill.row.skill.name, skill.level, is_asked=False)
            for skill in self.skills[:MOST_BEST]
        )


def outcomes_of(begun):
    """The outcome of each project once, in the order in which they ended."""
    projects = {one.project_id: one.project for one in begun if one.project.outcome}
    ended = sorted(projects.values(), key=lambda one: (one.ends_on or FOREVER, one.pk))
    return [Outcome(project.outcome) for project in ended]


def stated_skills(person, reader=None):
    """Skills, the highest level first, with projects and confirmations counted.

    Confirmations are those of two years; who puts a level higher confirms it too.
    """
    # Nobody has the id 0.
    rows = stated_rows(person.pk, reader.pk if reader else 0, lapsed_before())
    return [StatedSkill(row) for row in of_person(person, rows)]


@CompiledQuery
def stated_rows(person, reader, since):
    used = (
        related("assignments")
        .begun()
        .filter(person=OuterRef("person"), skills=OuterRef("skill"))
    )
    used = used.order_by().values(
        projects=Func("project", template="COUNT(DISTINCT %(expressions)s)")
    )
    is_young = Q(endorsements__endorsed_at__gte=since)
    is_valid = is_young & Q(endorsements__level__gte=F("level"))
    is_own = is_young & Q(endorsements__endorsed_by=reader)
    return (
        Expertise.objects.filter(person=person)
        .select_related("skill__category")
        .annotate(
            endorsement_count=Count("endorsements", filter=is_valid),
            last_endorsed_at=Max("endorsements__endorsed_at", filter=is_valid),
            said=Max("endorsements__level", filter=is_own),
            said_at=Max("endorsements__endorsed_at", filter=is_own),
            project_count=Subquery(used),
        )
        .order_by("-level", "-project_count", "skill__name", "pk")
    )


def open_wishes(person):
    """Unfinished goals, with whether anything came of them."""
    return of_person(person, wish_rows(person.pk))


@CompiledQuery
def wish_rows(person):
    goals = LearningGoal.objects.unfinished().filter(person=person)
    return with_service(goals.select_related("skill"))


@CompiledQuery
def bookings_of(person):
    return related("assignments").filter(person=person).select_related("project")


def of_person(person, rows):
    """Rows of one person, each with the person: nothing is asked for again."""
    for row in rows:
        row.person = person
    return rows


def bookings_by_phase(assignments, may_see):
    """Bookings by phase; a project's outcome stands with those that it counts for."""
    phases = {"current": [], "coming": [], "past": [], "unbegun": []}
    for one in assignments:
        is_told = may_see and one.has_begun() and one.project.outcome
        outcome = Outcome(one.project.outcome) if is_told else None
        phase = "unbegun" if one.never_began() else one.phase()
        phases[phase].append(Booking(one, phase, outcome))
    phases["coming"].reverse()
    return phases
