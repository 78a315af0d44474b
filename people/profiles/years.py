"""Past projects as bars over the years, told apart by how they ended."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from people.words import period_words

YEAR, LANE = 100, 12
MOST_LABELS = 12
VERDICTS = {
    "success": "succeeded",
    "shortfall": "fell short",
    "unjudged": "not judged",
    "unknown": "no outcome recorded",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One project, from the first to the last day on it, as SVG path data."""

    path: str
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class YearsChart:
    """Bars in a box of 100 units a year by 12 a lane; in a lane none overlap."""

    bars: list[Bar]
    years: list[str]
    lanes: int
    today: int

    @property
    def width(self):
        return YEAR * len(self.years)

    @property
    def height(self):
        return LANE * self.lanes

    @property
    def legend(self):
        """A bar and what it means for each verdict that is there."""
        there = {bar.verdict for bar in self.bars}
        return [
            (Bar(bar_path(0, 20, 0, verdict), verdict, ""), words)
            for verdict, words in VERDICTS.items()
            if verdict in there
        ]


def years_chart(bookings, today):
    """Draw the past bookings of a page; `None` where there are none."""
    if not bookings:
        return None
    stays = sorted(stays_on_projects(bookings), key=lambda stay: stay[1:3])
    first, last = stays[0][1].year, max(today, *(stay[2] for stay in stays)).year
    lanes, bars = [], []
    for project, start, end, outcome in stays:
        lane = next((n for n, until in enumerate(lanes) if until < start), len(lanes))
        lanes[lane : lane + 1] = [end]
        words = [project.name, period_words(start, end)]
        verdict = "unknown"
        if outcome:
            verdict = outcome.verdict
            words.append(outcome.label)
        path = bar_path(place(start, first), place(end, first), lane, verdict)
        bars.append(Bar(path, verdict, ", ".join(words)))
    step = ceil((last - first + 1) / MOST_LABELS)
    years = [str(y) if (last - y) % step == 0 else "" for y in range(first, last + 1)]
    return YearsChart(bars, years, len(lanes), place(today, first))


def stays_on_projects(bookings):
    """Each project with the first and the last day on it, and its outcome if shown."""
    stays = {}
    for booking in bookings:
        one = booking.assignment
        project, start, end, outcome = stays.get(
            one.project_id, (one.project, one.starts_on, one.ends_on, None)
        )
        ends = [day for day in (end, one.ends_on) if day]
        stays[one.project_id] = (
            project,
            min(start, one.starts_on),
            max(ends, default=None),
            outcome or booking.outcome,
        )
    return [
        (project, start, end or project.ends_on or start, outcome)
        for project, start, end, outcome in stays.values()
    ]


def place(day, first_year):
    """Where a day is, in units from the left."""
    passed = day - date(day.year, 1, 1)
    return YEAR * (day.year - first_year) + round(YEAR * passed.days / 366)


def bar_path(left, right, lane, verdict):
    """A bar; of what is not judged only a thin one."""
    height = 2 if verdict == "unjudged" else 8
    width = max(2, right - left)
    top = LANE * lane + (LANE - height) // 2
    return f"M{left} {top}h{width}v{height}h-{width}z"
