"""What the home page tells somebody of themselves: bookings, goals, seats that fit."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from people.database.compiled import CompiledQuery
from people.models import LearningGoal, Level, Person
from people.profiles.endorsing import lapsed_before, suggestions
from people.profiles.own import person_of
from people.records.wishes import with_service
from people.words import confirmed_words, day_words, is_stale, period_words
from projects.models import LIVE, Assignment
from projects.models.assignment import not_over
from projects.needs.fitting import seats_fitting

MOST_FITTING = 6


@dataclass(frozen=True, slots=True)
class OwnBooking:
    """A booking of one's own, now or next."""

    pk: int
    project: str
    slug: str
    role: str
    percent: int
    status: str
    starts_on: date
    ends_on: date | None
    learns: str | None
    mentor: str | None
    first_name: str | None
    last_name: str | None
    username: str | None

    @property
    def period(self):
        return period_words(self.starts_on, self.ends_on)

    @property
    def booked_by(self):
        return (
            f"{self.first_name or ''} {self.last_name or ''}".strip() or self.username
        )


class Own:
    """The person of a user with what is theirs, in one query; `fitting` is another."""

    def __init__(self, person):
        now = timezone.now()
        unserved, suggested, booked = what_is_theirs.first(person.pk, lapsed_before())
        self.person = person
        self.is_stale = is_stale(person, now)
        self.confirmed = confirmed_words(person, now)
        self.unserved = [
            (skill, day_words(date.fromisoformat(set_on)))
            for skill, set_on in map(dict.values, unserved)
        ]
        self.suggested = [
            (one["skill"], f"{Level(one['level']).label}, says {one['name']}")
            for one in suggested
        ]
        self.bookings = [own_booking(**row) for row in booked]

    def fitting(self):
        return seats_fitting(self.person.pk, MOST_FITTING)


def own_of_user(user) -> Own | None:
    person = person_of(user)
    return Own(person) if person else None


@CompiledQuery
def what_is_theirs(person, lapsed):
    """Arrays of unserved goals, suggested levels and bookings."""
    goals = with_service(LearningGoal.objects.unfinished()).filter(
        person=OuterRef("pk"), is_unserved=True
    )
    booked = Assignment.objects.filter(
        not_over(), person=OuterRef("pk"), project__status__in=LIVE
    )
    return Person.objects.filter(pk=person).values_list(
        ArraySubquery(
            goals.values(json=JSONObject(skill="skill__name", set_on="set_on"))
        ),
        ArraySubquery(
            suggestions(lapsed)
            .filter(expertise__person=OuterRef("pk"))
            .order_by("endorsed_at", "pk")
            .values(
                json=JSONObject(
                    skill="expertise__skill__name",
                    level="level",
                    name="endorsed_by__name",
                )
            )
        ),
        ArraySubquery(
            booked.order_by("starts_on", "pk").values(json=JSONObject(**BOOKED))
        ),
    )


BOOKED = {
    "pk": "pk",
    "project": "project__name",
    "slug": "project__slug",
    "role": "role",
    "percent": "percent",
    "status": "status",
    "starts_on": "starts_on",
    "ends_on": "ends_on",
    "learns": "learns__name",
    "mentor": "mentor__name",
    "first_name": "created_by__first_name",
    "last_name": "created_by__last_name",
    "username": "created_by__username",
}


def own_booking(*, starts_on, ends_on, **row):
    last = date.fromisoformat(ends_on) if ends_on else None
    return OwnBooking(starts_on=date.fromisoformat(starts_on), ends_on=last, **row)
