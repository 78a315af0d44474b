"""What a list shows of each person, worked out for a whole page at once."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from people import rules
from people.availability import DAY, FOREVER, calendars
from people.free_time import FreeTime, default_window, free_time
from people.markup import skill_list
from people.models import Expertise, LearningGoal, Level, Person
from people.track_record import Record, outcome_records

MOST_SKILLS = 6
MOST_GOALS = 3


@dataclass(frozen=True, slots=True)
class SkillTag:
    """A skill and the level at which a person has it, or wants it."""

    name: str
    level: Level
    is_asked: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One result of the people list."""

    person: Person
    skills: list[SkillTag]
    goals: list[SkillTag]
    free_time: FreeTime
    record: Record | None
    clock: str
    confirmed: str
    is_stale: bool

    @property
    def skill_list(self):
        return skill_list(self.skills[:MOST_SKILLS])

    @property
    def more_skills(self):
        return len(self.skills[MOST_SKILLS:])

    @property
    def place(self):
        """Team, location and the time there, as far as they are known."""
        person = self.person
        parts = [person.team.name] if person.team else []
        if person.location:
            parts.append(f"{person.location.name}, {self.clock}")
        return " · ".join(parts)

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


def person_cards(ids, *, user, window=None, percent=None, skills=(), goals=()):
    """The cards of the people with these ids, in that order; 5 queries.

    `skills` and `goals` are the ids of skills that were asked for, shown first.
    """
    if not ids:
        return []
    people = (
        Person.objects.select_related("team", "location")
        .defer("bio", "search_text")
        .in_bulk(ids)
    )
    start, end = window or default_window()
    capacities = {person.pk: person.capacity for person in people.values()}
    since = min(start, timezone.localdate()) - 7 * DAY
    found = calendars(capacities, since, FOREVER)
    has = tags(Expertise.objects.all(), ids, skills, "level")
    wants = tags(LearningGoal.objects.unfinished(), ids, goals, "target_level")
    records = outcome_records(ids)
    now = timezone.now()
    return [
        PersonCard(
            person=person,
            skills=has[person.pk],
            goals=wants[person.pk],
            free_time=free_time(found[person.pk], start, end, percent),
            record=(
                records[person.pk]
                if rules.may_see_success_rates(user, person)
                else None
            ),
            clock=clock(person, now),
            confirmed=confirmed_words(person, now),
            is_stale=is_stale(person, now),
        )
        for person in (people[pk] for pk in ids)
    ]


def tags(rows, ids, asked, level):
    """Skills of people by id: asked ones first, then in the order of the rows."""
    found = {pk: [] for pk in ids}
    for person, skill, name, at in rows.filter(person__in=ids).values_list(
        "person_id", "skill_id", "skill__name", level
    ):
        found[person].append(SkillTag(name, LEVELS[at], skill in asked))
    for of_person in found.values():
        of_person.sort(key=lambda tag: not tag.is_asked)
    return found


LEVELS = {level.value: level for level in Level}


def clock(person, now):
    """The time on the person's own clock, such as 14:20."""
    if not person.location:
        return ""
    return f"{now.astimezone(ZoneInfo(person.location.time_zone)):%H:%M}"


def confirmed_words(person, now):
    """When the person last said that the profile is right."""
    if person.confirmed_at is None:
        return "never confirmed"
    months = (now - person.confirmed_at).days // 30
    if months < 1:
        return "confirmed this month"
    return f"confirmed {months} month{'s' * (months > 1)} ago"


def is_stale(person, now):
    """Whether nobody has said for long that the profile is right."""
    limit = timedelta(days=settings.DIRECTORY["STALE_DAYS"])
    return person.confirmed_at is None or now - person.confirmed_at > limit
