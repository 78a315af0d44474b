"""A project and its bookings in time: one bar a booking, all on the same scale."""

from dataclasses import dataclass
from datetime import date

WIDTH = 240
MOST_DAYS_OF_MONTHS = 800


@dataclass(frozen=True, slots=True)
class Bar:
    """SVG path data in a box of 240 units by 10; `solid` or `hatched` is empty."""

    slot: str
    solid: str
    hatched: str
    today: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days that the bars span, both included; the project's own days among them."""

    starts_on: date
    ends_on: date
    project: tuple[date, date]
    today: date

    def bar(self, start, end, *, is_tentative=False):
        """The bar of a booking; an open end reaches to the end of the scale."""
        drawn = self.box(start, end or self.ends_on, 1, 8)
        return Bar(
            slot=self.box(*self.project, 4, 2),
            solid="" if is_tentative else drawn,
            hatched=drawn if is_tentative else "",
            today=f"M{self.place(self.today)} 0v10" if self.has_today else "",
        )

    @property
    def has_today(self):
        return self.starts_on <= self.today <= self.ends_on

    @property
    def ticks(self):
        """Where months begin; years, where it spans many."""
        first, last = self.starts_on, self.ends_on
        step = 1 if (last - first).days <= MOST_DAYS_OF_MONTHS else 12
        months = range(first.year * 12, last.year * 12 + 12, step)
        days = [date(month // 12, month % 12 + 1, 1) for month in months]
        return "".join(f"M{self.place(d)} 6v4" for d in days if first < d <= last)

    def box(self, start, end, top, height):
        left, right = self.place(start), self.place(end, after=1)
        width = max(1, right - left)
        return f"M{left} {top}h{width}v{height}h-{width}z"

    def place(self, day, after=0):
        """Where a day begins, or so many days `after`, in whole units from the left."""
        days = (self.ends_on - self.starts_on).days + 1
        return round(WIDTH * ((day - self.starts_on).days + after) / days)


def timeline_of(project, bookings, today):
    """The scale that shows all of a project and its bookings; `None` without days.

    What is open ends at the last known day, today at the earliest.
    """
    starts = [one.starts_on for one in (project, *bookings) if one.starts_on]
    ends = [one.ends_on for one in (project, *bookings) if one.ends_on]
    if not starts:
        return None
    start = min(starts)
    has_open_end = any(one.ends_on is None for one in (project, *bookings))
    end = max(start, *ends, *[today] * has_open_end, *starts)
    return Timeline(
        start, end, (project.starts_on or start, project.ends_on or end), today
    )
