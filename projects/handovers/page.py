"""The page on which somebody is found who takes over a booking."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property

from people.availability.calendar import FOREVER, calendars
from people.lists.former_slugs import by_slug
from people.models import Skill
from people.words import local_day, period_words
from projects.bookings.learning import guided_by
from projects.bookings.page import fill, slugs_in
from projects.handovers.days import aftermath, causes_of, end_of_need, is_touched
from projects.handovers.replacements import Replacements
from projects.handovers.successors import (
    gather_background,
    handovers_of,
    successors_of,
)
from projects.models import Assignment

ASKED = ("percent", "from", "to")


class HandoverPage:
    """Who could take over a booking, saved or not, as the address asks."""

    def __init__(self, booking, address):
        person, today = booking.person, local_day()
        query = address.params
        calendar = calendars({person.pk: person.capacity}, today, FOREVER)[person.pk]
        self.booking, self.address = booking, address
        self.causes = causes_of(booking, calendar, today)
        self.asked, self.problems = asked_of(booking, query, self.causes, today)
        skills = skills_of(booking, query)
        (self.handover,) = handovers_of([(booking, self.asked, skills)])
        background = gather_background([self.handover])
        successors = successors_of(self.handover, background)
        self.replacements = Replacements(self.handover, successors)

    @property
    def cause(self):
        """Why it is on these days, where that is known."""
        return next((one.words for one in self.causes if self.is_asked(one)), "")

    def is_asked(self, cause):
        return cause.starts_on == self.asked.starts_on

    @property
    def others(self):
        """Other causes, each with the address for its days."""
        return [
            (one.label, self.on_days(one.starts_on, one.ends_on))
            for one in self.causes
            if not self.is_asked(one)
        ]

    @property
    def kept(self):
        """What of the address stays when other days are asked for."""
        return self.address.pairs(but=ASKED)

    def on_days(self, starts_on, ends_on=None):
        """The address of this page for other days."""
        return self.address.href([*self.kept, *self.pairs(starts_on, ends_on)])

    def pairs(self, starts_on, ends_on):
        last = [("to", ends_on)] if ends_on else []
        return [("percent", self.asked.percent), ("from", starts_on), *last]

    @property
    def period(self):
        return period_words(*self.days)

    @property
    def days(self):
        return self.asked.starts_on, self.asked.ends_on

    @property
    def aftermath(self):
        return aftermath(self.booking, *self.days) if self.booking.pk else ""

    @cached_property
    def guided(self):
        """Learners who would have no mentor once the booking is over."""
        is_changed = self.booking.pk and is_touched(self.booking, *self.days)
        return guided_by(self.booking) if is_changed else []

    @property
    def candidates(self):
        """The candidates of these days."""
        page = reverse("projects:candidate-list", args=[self.booking.project.slug])
        return f"{page}?{urlencode(self.pairs(*self.handover.window))}"

    @property
    def later(self):
        """Those who are not free enough, each with the address for when they are."""
        return [
            (one, self.on_days(one.since) if one.since else "")
            for one in self.replacements.later
        ]


def asked_of(booking, query, causes, today):
    """Percent and days that are taken over, and parameters that were not understood.

    What is not said is as for the first cause.
    """
    asked = Assignment(
        project=booking.project,
        percent=booking.percent,
        starts_on=causes[0].starts_on,
    )
    problems = fill(asked, query, {"percent": "percent", "from": "starts_on"})
    asked.starts_on = max(asked.starts_on, today)
    ends = {one.starts_on: one.ends_on for one in causes}
    end = end_of_need(booking, asked.starts_on)
    asked.ends_on = ends.get(asked.starts_on, end)
    return asked, problems + fill(asked, query, {"to": "ends_on"})


def skills_of(booking, query):
    """The skills that a booking uses; of one that has gone the address names them."""
    if booking.pk:
        return booking.skills.all()
    found = by_slug(Skill.objects.active(), slugs_in(query.getlist("skill")))
    return list(dict.fromkeys(found.values()))
