"""What a list shows of each person, worked out for a whole page at once."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from people import rules
from people.availability.calendar import DAY, FOREVER, calendars
from people.availability.windows import default_window
from people.availability.words import FreeTime, free_time
from people.database.compiled import CompiledQuery
from people.directory.markup import person_card
from people.fields import Ids
from people.lists.addresses import Address
from people.lists.markup import SkillTag
from people.models import Expertise, LearningGoal, Level, Person
from people.paths import path_to
from people.records.track_record import Record, outcome_records
from people.words import clock, confirmed_words, is_stale, local_day

MOST_GOALS = 3
PLACES = (
    *("team__name", "team__slug"),
    *("location__name", "location__slug", "location__time_zone"),
)


class Listed(NamedTuple):
    """What a card says of a person; what there is none of, of the places, is empty."""

    pk: int
    slug: str
    name: str
    job_title: str
    capacity: int
    user_id: int | None
    confirmed_at: datetime | None
    left_on: date | None
    team: str
    team_slug: str
    location: str
    location_slug: str
    time_zone: str

    def get_absolute_url(self):
        return path_to("people:person-detail", self.slug)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One result of the people list."""

    person: Listed
    skills: list[SkillTag]
    goals: list[SkillTag]
    free_time: FreeTime
    record: Record | None
    clock: str
    confirmed: str
    is_stale: bool
    # What an address begins with that asks for more than the list that shows the card.
    narrowed: str
    # Whether it is ticked to be compared, in a form around the list or with this id.
    is_ticked: bool = False
    form: str = ""

    @property
    def html(self):
        return person_card(self)

    @property
    def place(self):
        """Team, location and the time there, as far as they are known."""
        person = self.person
        place = f"{person.location}, {self.clock}" if person.location else ""
        return " · ".join(filter(None, [person.team, place]))

    @property
    def wishes(self):
        """The first goals in words, with a target that is more than Working."""
        words = " · ".join(
            f"{goal.name} → {goal.level.label}"
            if goal.level > Level.WORKING
            else goal.name
            for goal in self.goals[:MOST_GOALS]
        )
        more = len(self.goals[MOST_GOALS:])
        return f"{words} and {more} more" if more else words


def person_cards(
    ids,
    *,
    user,
    window=None,
    percent=None,
    skills=(),
    goals=(),
    address=None,
    ticked=(),
    form="",
):
    """The cards of the people with these ids, in that order; at most 4 queries.

    `skills` and `goals` are the ids of skills that were asked for, shown first.
    `address` is that of the list, if its cards narrow it; `ticked` are slugs.
    """
    if not ids:
        return []
    people = listed_people(ids)
    start, end = window or default_window()
    capacities = {person.pk: person.capacity for person in people.values()}
    since = min(start, local_day()) - 7 * DAY
    found = calendars(capacities, since, FOREVER)
    address = address or Address(reverse("people:person-list"), QueryDict())
    narrowed = address.beginning
    has, wants = skill_tags(ids, skills, goals, narrowed)
    records = outcome_records(rules.with_seen_rate(user, people.values()))
    now = timezone.now()
    return [
        PersonCard(
            person=person,
            skills=has[person.pk],
            goals=wants[person.pk],
            free_time=free_time(found[person.pk], start, end, percent),
            record=records.get(person.pk),
            clock=clock(person.time_zone, now),
            confirmed=confirmed_words(person, now),
            is_stale=is_stale(person, now),
            narrowed=narrowed,
            is_ticked=person.slug in ticked,
            form=form,
        )
        for person in (people[pk] for pk in ids)
    ]


def listed_people(ids):
    """Those with the ids, by id, in one query."""
    return {row[0]: Listed(*row) for row in listed_rows(Ids(ids))}


@CompiledQuery
def listed_rows(ids):
    return (
        Person.objects.filter(pk__any=ids)
        .order_by()
        .values_list(
            *Listed._fields[: -len(PLACES)],
            *(Coalesce(path, Value("")) for path in PLACES),
        )
    )


def people_with_ids(ids) -> dict[int, Person]:
    """Those of the ids who are here, by id, with what every page says; one query."""
    return {person.pk: person for person in rows_of_people(Ids(ids))}


@CompiledQuery
def rows_of_people(ids):
    return Person.objects.for_directory().filter(pk__any=ids).order_by()


def skill_tags(ids, skills=(), goals=(), narrowed=""):
    """What people have and what they want, by id, in one query.

    Asked ones first, then the highest level or the most pressing goal, then by name.
    """
    has, wants = ({pk: [] for pk in ids} for _ in range(2))
    for person, skill, name, slug, at, _, is_goal in sorted(
        skill_rows(Ids(ids)),
        key=lambda row: (-row[5], row[2].casefold(), row[2]),
    ):
        found, asked = (wants, goals) if is_goal else (has, skills)
        href = f"{narrowed}skill={slug}" if narrowed and skill not in asked else ""
        found[person].append(SkillTag(name, LEVELS[at], skill in asked, href))
    for tags in (*has.values(), *wants.values()):
        tags.sort(key=lambda tag: not tag.is_asked)
    return has, wants


@CompiledQuery
def skill_rows(ids):
    """Rows of person, skill, its name and slug, level, weight, is a goal."""
    rows = [
        kind.filter(person_id__any=ids)
        .order_by()
        .values_list(
            *("person_id", "skill_id", "skill__name", "skill__slug"),
            *(level, weight, Value(is_goal)),
        )
        for is_goal, kind, level, weight in (
            (False, Expertise.objects.all(), "level", F("level")),
            (True, LearningGoal.objects.unfinished(), "target_level", F("priority")),
        )
    ]
    return rows[0].union(rows[1], all=True)


LEVELS = {level.value: level for level in Level}
