"""Days as seen from today; asked for while a test runs, as midnight may have passed."""

from datetime import date, timedelta


def day(away=0):
    return date.today() + timedelta(days=away)


def next_monday():
    return day(7 - date.today().weekday())


def friday_in_two_months():
    """A day of work, whatever day it is."""
    return next_monday() + timedelta(days=60)
