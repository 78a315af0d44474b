"""Ways out of what is wrong with a booking: buttons that change it, links, words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from people.availability.calendar import DAY, FOREVER, next_working_day
from people.paths import path_to
from people.words import day_words


@dataclass(frozen=True, slots=True)
class Way:
    """A button that sends `fields` to `href`; without them a link, or mere words."""

    label: str
    href: str = ""
    fields: dict[str, str] | None = None
    # For how much the person is booked then.
    then: str = ""
    # What is to be known besides; of a link the place on its page.
    about: str = ""
    # Whether the page of a link leads back to where one came from.
    leads_back: bool = False

    @property
    def joint(self):
        """What stands between the address of a link and one more parameter."""
        return "&" if "?" in self.href else "?"


def button(page, booking, label, *, then="", about="", **fields):
    """A button for what the address `page` of a booking does with the fields."""
    href = path_to(f"projects:booking-{page}", booking.project.slug, booking.pk)
    fields = {"version": booking.version} | fields
    said = {name: f"{value}" for name, value in fields.items() if value is not None}
    return Way(label, href, said, then, about)


def lower(booking, percent, **more):
    return button("change", booking, f"Lower to {percent} %", percent=percent, **more)


def begin_on(booking, day, *, ends_on=None, **more):
    """It loses the days before, and those after `ends_on` too."""
    label = f"Begin {day_words(day)}"
    if ends_on:
        label = f"{label}, end {day_words(ends_on)}"
    return button("change", booking, label, starts_on=day, ends_on=ends_on, **more)


def move_to(booking, day):
    """It stays as long as it is."""
    return button("shift", booking, f"Move to {day_words(day)}", starts_on=day)


def end_on(booking, day, **more):
    return button("end", booking, f"End {day_words(day)}", ends_on=day, **more)


def end_now(booking, today):
    """Yesterday was the last day; of what begins today, today is."""
    day = max(booking.starts_on, today - DAY)
    if booking.ends_on == day:
        return Way("Nothing to do: it ends today")
    return end_on(booking, day)


def take_back(booking, today):
    """Without a trace, as long as nothing has come of it."""
    if not booking.may_be_declined(today):
        return end_now(booking, today)
    return button("decline", booking, "Take back")


def end_with_project(booking, today):
    """It ends with its project, or goes if it begins after that."""
    last = booking.project.ends_on
    if last is None:
        return end_now(booking, today)
    if booking.starts_on <= last:
        return end_on(booking, last, about="with its project")
    return take_back(booking, today)


def edit_booking(booking, label, place=""):
    page = path_to("projects:booking-edit", booking.project.slug, booking.pk)
    return Way(label, page, about=place, leads_back=True)


def go_to_project(project, page, label):
    page = path_to(f"projects:{page}", project.slug)
    return Way(label, page, leads_back=True)


def who_instead(booking, first, last=FOREVER):
    """To who could take it over from a day on; nobody does of what is over."""
    if booking.project.is_live:
        slug, pk = booking.project.slug, booking.pk
        days = {"from": next_working_day(max(first, booking.starts_on))}
        days |= {"to": last} if last < FOREVER else {}
        page = path_to("projects:booking-instead", slug, pk)
        yield Way("Who instead", f"{page}?{urlencode(days)}", leads_back=True)


def say(ways):
    """The ways in words, for those who may not act."""
    return " · ".join(way.label for way in ways)
