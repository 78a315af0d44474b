"""Times of day as files have them."""

import re
from datetime import datetime, time, timedelta

CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?::(?P<second>\d\d)(?:\.\d+)?)?\s*"
    r"(?:h|o'clock|(?P<half>[ap])\.?m\.?)?"
)
COMPACT_TIME = re.compile(r"(?P<hour>\d\d)(?P<minute>\d\d)")
AT_END = re.compile(
    r"(.+?)[\s,t]+(\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?)"
)
DAY = 86_400


def time_in(value) -> time | None:
    """Return the time of day that a cell means; None if it is none.

    A number below 1 is a part of a day, as spreadsheets store times; else an hour.
    """
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, float) and 0 <= value < 1:
        # To the second: 9:30 is stored as 0.39583333.
        return (datetime.min + timedelta(seconds=round(value * DAY) % DAY)).time()
    text = " ".join(str(value).casefold().split())
    match = COMPACT_TIME.fullmatch(text) or CLOCK.fullmatch(text)
    return match and time_of(match.groupdict())


def time_of(parts):
    hour = int(parts["hour"])
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif hour == 24 and not int(parts["minute"] or 0):
        # The end of the day is the start of the next.
        hour = 0
    try:
        return time(hour, int(parts["minute"] or 0), int(parts.get("second") or 0))
    except ValueError:
        return None


def split_time(text: str) -> tuple[str, time | None]:
    """Return what stands before a time of day at the end of a text, and that time."""
    match = AT_END.fullmatch(text)
    found = match and time_in(match[2])
    return (match[1], found) if found is not None and match else (text, None)
