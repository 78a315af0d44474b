"""“If I take Ana”: what a booking does to her time, to her other projects, to skills.

A booking takes nobody off another project. It leaves less time for it; so what is
told of another project is what hangs on the person there.

Days of a booking that lie outside of its project's days.

That is allowed: a handover may take a week more. It is said, as it may be a slip.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from people.availability.calendar import FOREVER, weeks
from people.availability.week_chart import week_chart
from people.models import Expertise, Level
from people.words import full_day, local_day
from projects.load.commitments import Commitment, time_change
from projects.load.overloads import with_booking
from projects.models import LIVE, AssignmentStatus, Project
from projects.needs.coverage import NeedCoverage, coverage_of

LEAST_TO_COUNT_ON = Level.PRACTITIONER


@dataclass(frozen=True, slots=True)
class HangingNeed:
    """A need that has fewer people, or nobody, without somebody of the team."""

    coverage: NeedCoverage
    without: NeedCoverage

    @property
    def words(self):
        if not self.without.filled:
            return "nobody else there covers it"
        seats = len(self.without.filled), self.without.need.people
        return "{} of {} seats found without".format(*seats)


@dataclass(frozen=True, slots=True)
class OtherProject:
    """A project that somebody is on in the same days, and what hangs on them there."""

    project: Project
    bookings: list[Commitment]
    hanging: list[HangingNeed]


@dataclass(frozen=True, slots=True)
class SoleSkill:
    """A skill that only this person has at Practitioner or above, and who needs it."""

    row: Expertise
    level: Level
    needed_by: tuple[str, ...]


class Outlook:
    """What a booking, saved or not, would change; four queries, however much there is.

    `stated` is the person's expertise, see `stated_by`.
    """

    def __init__(self, booking, commitments, stated):
        project, last = booking.project, booking.ends_on or FOREVER
        shared = defaultdict(list)
        # Other bookings on the same project in these days.
        self.already = []
        for one in commitments.within(booking.starts_on, last):
            if one.project == project:
                self.already.append(one)
            elif one.project.status in LIVE:
                shared[one.project].append(one)
        coverages = coverage_of([project, *shared])
        days = booking.starts_on, booking.ends_on
        self.time = time_change(commitments, booking.percent, *days)
        self.chart = chart_with(booking, commitments)
        self.others = [
            OtherProject(
                other, bookings, hanging_needs(coverages[other.pk], booking.person)
            )
            for other, bookings in shared.items()
        ]
        self.sole_skills = sole_skills(stated, coverages, [project, *shared])
        self.coverage = coverages[project.pk]
        self.absences = [
            away
            for away in commitments.absences
            if away.starts_on <= last and away.ends_on >= booking.starts_on
        ]

    @property
    def has_tentative(self):
        return any(week.tentative for week in self.chart.weeks)

    @property
    def needed_sole_skills(self):
        return [one for one in self.sole_skills if one.needed_by]

    @property
    def other_sole_skills(self):
        return [one for one in self.sole_skills if not one.needed_by]


def chart_with(booking, commitments):
    """Twelve weeks from the booking's first, or from now, with the booking in them.

    It is drawn as what it is, tentative or confirmed, like those beside it.
    """
    calendar = with_booking(
        commitments.calendar,
        booking.percent,
        booking.starts_on,
        booking.ends_on,
        is_tentative=booking.status == AssignmentStatus.TENTATIVE,
    )
    return week_chart(weeks(calendar, max(booking.starts_on, local_day())))


def hanging_needs(coverage, person):
    """The needs of a project that are covered by too few without the person."""
    pairs = [HangingNeed(one, one.without(person.pk)) for one in coverage.needs]
    return [
        need for need in pairs if len(need.without.filled) < len(need.coverage.filled)
    ]


def stated_by(person):
    """The person's expertise, best first, each with whether others have it too."""
    others = Expertise.objects.of_people_here().filter(
        skill=OuterRef("skill"), level__gte=LEAST_TO_COUNT_ON
    )
    return (
        person.expertise.select_related("skill")
        .annotate(has_others=Exists(others.exclude(person=person)))
        .order_by("-level", "skill__name")
    )


def sole_skills(stated, coverages, projects):
    """What only this person is counted on for, with the projects that need it."""
    needed_by = defaultdict(dict)
    for project in projects:
        for one in coverages[project.pk].needs:
            needed_by[one.need.skill_id][project.name] = None
    return tuple(
        SoleSkill(row, Level(row.level), tuple(needed_by[row.skill_id]))
        for row in stated
        if row.level >= LEAST_TO_COUNT_ON and not row.has_others
    )


def outside_words(booking):
    """A sentence on the first day and one on the last, where they lie outside."""
    return [*early_notices(booking), *late_notices(booking)]


def early_notices(booking):
    starts_on, first = booking.starts_on, booking.project.starts_on
    if first and starts_on < first:
        yield words("begins", starts_on, "before the project’s first day", first)


def late_notices(booking):
    last, ends_on = booking.project.ends_on, booking.ends_on
    if last and booking.starts_on > last:
        yield words("begins", booking.starts_on, "after the project’s last day", last)
    elif last and ends_on and ends_on > last:
        yield words("ends", ends_on, "after the project’s last day", last)


def words(verb, day, place, bound):
    return f"It {verb} on {full_day(day)}, {place}, {full_day(bound)}."
