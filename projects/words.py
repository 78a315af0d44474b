"""Periods as people write them."""

from django.utils.dateformat import format as format_date


def full_day(day):
    return format_date(day, "j M Y")


def period_words(start, end):
    """A first and a last day, of which either may be unknown."""
    if start and start == end:
        return full_day(start)
    if start and end:
        return f"{full_day(start)} – {full_day(end)}"
    if start:
        return f"{full_day(start)} – open"
    return f"until {full_day(end)}" if end else "No dates yet"
