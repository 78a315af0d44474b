"""Words for days, times and how old a profile is, the same on every page."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def local_day(moment=None):
    """The date here, now or at a moment.

    In a tenth of the time of Django's `localdate`, which asks first for a time zone of
    the thread's own, and a page asks hundreds of times: nothing here sets one.
    """
    zone = timezone.get_default_timezone()
    return (moment.astimezone(zone) if moment else datetime.now(zone)).date()


def day_words(day):
    """9 Mar, with the year where it is another one."""
    words = f"{day.day} {day:%b}"
    return words if day.year == local_day().year else f"{words} {day.year}"


def window_words(criteria):
    start, end = criteria["window"]
    return f"{day_words(start)} – {day_words(end)}"


def clock(time_zone, now):
    """The time on the clocks there, such as 14:20, or Tue 01:20 where it is not today.

    Nothing where it is not known.
    """
    if not time_zone:
        return ""
    there = now.astimezone(ZoneInfo(time_zone))
    words = f"{there:%H:%M}"
    return words if there.date() == local_day(now) else f"{there:%a} {words}"


def months_between(day, today):
    """Complete calendar months from one day to a later one, never below 0."""
    months = 12 * (today.year - day.year) + today.month - day.month
    return max(0, months - (today.day < day.day))


def months_ago(day, today):
    """How long ago a day was: of the month before it is not “this month”."""
    months = months_between(day, today)
    if months < 1:
        is_same = (day.year, day.month) == (today.year, today.month)
        return "this month" if is_same else "less than a month ago"
    return f"{months} month{'s' * (months > 1)} ago"


def confirmed_words(person, now):
    """When the person last said that the profile is right."""
    if person.confirmed_at is None:
        return "never confirmed"
    confirmed_on = local_day(person.confirmed_at)
    return f"confirmed {months_ago(confirmed_on, local_day(now))}"


def is_stale(person, now):
    """Whether nobody has said for long that the profile is right."""
    limit = timedelta(days=settings.DIRECTORY["STALE_DAYS"])
    return person.confirmed_at is None or now - person.confirmed_at > limit


def full_day(day):
    return f"{day.day} {day:%b} {day.year:04}"


def period_words(start, end):
    """A first and a last day, of which either may be unknown."""
    if start and start == end:
        return full_day(start)
    if start and end:
        return f"{full_day(start)} – {full_day(end)}"
    if start:
        return f"{full_day(start)} – open"
    return f"until {full_day(end)}" if end else "No dates yet"


def start_words(day, *, is_waiting):
    """When work begins, or began, or was to: that waits until somebody starts it."""
    today = local_day()
    if day > today or (is_waiting and day == today):
        verb = "starts"
    else:
        verb = "was to start" if is_waiting else "began"
    return f"{verb} {day_words(day)}"


def terms_words(booking):
    """How much of somebody's time, when and for whom: “40 %, 9 Mar 2026 – open”."""
    last = full_day(booking.ends_on) if booking.ends_on else "open"
    terms = [f"{booking.percent} %"]
    if booking.status == "tentative":
        terms.append("tentative")
    terms.append(f"{full_day(booking.starts_on)} – {last}")
    if booking.project.lead:
        terms.append(f"led by {booking.project.lead.name}")
    return ", ".join(terms)


def marked_name(name, left_on):
    """The name, with a mark if the person has left: “Ana (left 24 Nov 2026)”."""
    if left_on is None or left_on >= local_day():
        return name
    return f"{name} (left {left_on.day} {left_on:%b %Y})"
