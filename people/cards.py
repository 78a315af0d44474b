"""What a list shows of each person, worked out for a whole page at once."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as format_date

from people import rules
from people.availability import (
    DAY,
    FOREVER,
    calendars,
    first_free,
    free_percent,
    heaviest_load,
    load_on,
    next_present_day,
    weeks,
)
from people.models import Expertise, LearningGoal, Level, Person, related
from people.track_record import JUDGED, SUCCESSES, Outcome, TrackRecord
from people.week_chart import WeekChart, week_chart

MOST_SKILLS = 6
MOST_GOALS = 3
# Less than half a day a week is not worth telling.
WORTH_TELLING = 10


@dataclass(frozen=True, slots=True)
class SkillTag:
    """A skill and the level at which a person has it."""

    name: str
    slug: str
    level: Level
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Availability:
    """Free time in words, and the coming weeks as a picture."""

    words: str
    free: int
    chart: WeekChart

    @property
    def is_overbooked(self):
        return self.words.startswith("Over-booked")


@dataclass(frozen=True, slots=True)
class Record:
    """A track record with the outcomes that it is made of, oldest first."""

    counts: TrackRecord
    outcomes: tuple[Outcome, ...]

    @property
    def learned_early(self):
        return self.outcomes.count(Outcome.STOPPED_EVIDENCE)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """One result of the people list."""

    person: Person
    skills: list[SkillTag]
    more_skills: int
    goals: list[LearningGoal]
    more_goals: int
    availability: Availability
    record: Record | None
    clock: str
    confirmed: str
    is_stale: bool


def person_cards(ids, *, user, window=None, percent=None, skills=(), goals=()):
    """The cards of the people with these ids, in that order; 5 queries.

    `skills` and `goals` are the ids of skills that were asked for, shown first.
    """
    people = Person.objects.select_related("team", "location").in_bulk(ids)
    start, end = window or default_window()
    found = calendars(
        {person.pk: person.capacity for person in people.values()},
        min(start, timezone.localdate()) - 7 * DAY,
        FOREVER,
    )
    expertise = by_person(
        Expertise.objects.filter(person__in=ids).select_related("skill")
    )
    wishes = by_person(
        LearningGoal.objects.unfinished().filter(person__in=ids).select_related("skill")
    )
    records = outcome_records(ids)
    now = timezone.now()
    cards = []
    for person in (people[pk] for pk in ids if pk in people):
        tags = skill_tags(expertise.get(person.pk, ()), skills)
        wanted = sorted(
            wishes.get(person.pk, ()), key=lambda goal: goal.skill_id not in goals
        )
        may_see = rules.may_see_success_rates(user, person)
        cards.append(
            PersonCard(
                person=person,
                skills=tags[:MOST_SKILLS],
                more_skills=len(tags[MOST_SKILLS:]),
                goals=wanted[:MOST_GOALS],
                more_goals=len(wanted[MOST_GOALS:]),
                availability=availability(found[person.pk], start, end, percent),
                record=records[person.pk] if may_see else None,
                clock=clock(person, now),
                confirmed=confirmed_words(person, now),
                is_stale=is_stale(person, now),
            )
        )
    return cards


def by_person(rows):
    found = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def skill_tags(expertise, asked):
    """Asked skills first, then by level and name."""
    tags = [
        SkillTag(
            row.skill.name, row.skill.slug, Level(row.level), row.skill_id in asked
        )
        for row in expertise
    ]
    return sorted(tags, key=lambda tag: (not tag.is_asked, -tag.level, tag.name))


def default_window():
    """Today and four weeks on."""
    today = timezone.localdate()
    return today, today + DAY * (settings.DIRECTORY["WINDOW_DAYS"] - 1)


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


def availability(calendar, start, end, percent=None):
    """Free time in the window; what of `percent` (else of anything) comes when."""
    today = timezone.localdate()
    return Availability(
        words=availability_words(calendar, start, end, percent or WORTH_TELLING),
        free=free_percent(calendar, start, end),
        chart=week_chart(weeks(calendar, max(start, today))),
    )


def availability_words(calendar, start, end, percent):
    free = free_percent(calendar, start, end)
    since = "now" if start <= timezone.localdate() else f"from {day_words(start)}"
    if free >= percent:
        return f"{free} % free {since}"
    load = heaviest_load(calendar, start, end)
    if load is None and (end - start).days > 2:
        return f"Away until {day_words(next_present_day(end, calendar.absences) - DAY)}"
    if load is not None and load > calendar.capacity:
        return overbooked_words(calendar, start, load)
    length = (end - start).days + 1
    day = first_free(calendar, percent, length, since=start)
    if day is None:
        return f"{free} % free {since}" if free else "Fully booked"
    later = free_percent(calendar, day, day + DAY * (length - 1))
    return f"{later} % free from {day_words(day)}"


def overbooked_words(calendar, start, load):
    """Until when somebody is booked beyond capacity, or by how much at most."""
    bookings = calendar.bookings()
    for last in sorted({span.ends_on for span in bookings if span.ends_on >= start}):
        if last == FOREVER:
            break
        day = next_present_day(last + DAY, calendar.absences)
        if load_on(day, bookings) <= calendar.capacity:
            return f"Over-booked until {day_words(last)}"
    return f"Over-booked by {load - calendar.capacity} %"


def day_words(day):
    """9 Mar, with the year where it is another one."""
    is_this_year = day.year == timezone.localdate().year
    return format_date(day, "j M" if is_this_year else "j M Y")


def outcome_records(ids):
    """The outcomes of the projects that people have worked on, each once."""
    rows = (
        related("assignments")
        .begun()
        .filter(person__in=ids)
        .exclude(project__outcome="")
        .order_by("project__ends_on", "project_id")
        .values_list("person_id", "project__outcome", "project_id", "project__ends_on")
        .distinct()
    )
    outcomes = {pk: [] for pk in ids}
    for person, outcome, *_ in rows:
        outcomes[person].append(Outcome(outcome))
    return {
        person: Record(
            TrackRecord(
                successes=sum(outcome in SUCCESSES for outcome in ended),
                judged=sum(outcome in JUDGED for outcome in ended),
            ),
            tuple(ended),
        )
        for person, ended in outcomes.items()
    }
