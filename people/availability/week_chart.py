"""The coming weeks as a small picture: one path per meaning, and the same in words."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from people.words import local_day

SLOT, WIDTH, HEIGHT = 12, 10, 20
LOOKS = {
    "slots": 'class="weeks__slot"',
    "busy": 'class="weeks__busy"',
    "tentative": 'fill="url(#hatch)"',
    "away": 'class="weeks__away"',
    "over": 'class="weeks__over"',
    "today": 'class="timeline__today"',
}
LEGEND = {
    "slots": ("free", "M0 0h10v10h-10z"),
    "busy": ("booked", "M0 0h10v10h-10z"),
    "tentative": ("tentative", "M0 0h10v10h-10z"),
    "over": ("over-booked", "M1 1h8v8h-8z"),
    "away": ("away", "M0 4h10v2h-10z"),
    "today": ("today", "M5 0v10"),
}


@dataclass(frozen=True)
class WeekChart:
    """SVG path data in a box of 12 units a week by 20; a full height is 100 %."""

    weeks: tuple
    slots: str
    busy: str
    tentative: str
    over: str
    away: str
    label: str

    @property
    def width(self):
        return SLOT * len(self.weeks) - (SLOT - WIDTH)

    @cached_property
    def svg(self):
        """The picture as HTML; the hatch pattern is in includes/patterns.html."""
        return SafeString(self.draw("slots", "busy", "tentative", "away", "over"))

    @property
    def svg_with_today(self):
        return SafeString(self.draw(*LOOKS))

    def draw(self, *names):
        drawn = "".join(
            f'<path {LOOKS[name]} d="{path}" />'
            for name in names
            if (path := getattr(self, name))
        )
        return (
            f'<svg class="weeks" viewBox="0 0 {self.width} {HEIGHT}" role="img"'
            f' aria-label="{self.label}">{drawn}</svg>'
        )

    @property
    def today(self):
        """A line where today is among the weeks; none if they are others."""
        days = (local_day() - self.weeks[0].starts_on).days
        if not 0 <= days < 7 * len(self.weeks):
            return ""
        return f"M{SLOT * (days // 7) + round(WIDTH * (days % 7) / 7)} 0v{HEIGHT}"

    @property
    def axis(self):
        return axis_of(self.weeks)

    @property
    def legend(self):
        """A picture and its word for each look that is there."""
        off = dict.fromkeys(week.off for week in self.weeks if week.is_away)
        return [
            (
                SafeString(f'<path {LOOKS[name]} d="{path}" />'),
                " or ".join(off) if name == "away" else words,
            )
            for name, (words, path) in LEGEND.items()
            if getattr(self, name)
        ]


def axis_of(weeks):
    """A label a week: the first one's day and each month's first one, else none."""
    return [
        f"{week.starts_on.day} {week.starts_on:%b}"
        if not place or (place > 1 and week.starts_on.day <= 7)
        else ""
        for place, week in enumerate(weeks)
    ]


def week_chart(weeks):
    """Draw a list of `people.availability.calendar.Week`."""
    return chart_of(tuple(weeks))


@lru_cache(maxsize=2048)
def chart_of(weeks):
    """The same once for all whose weeks are alike."""
    drawn = {"busy": [], "tentative": [], "over": [], "away": []}
    for place, week in enumerate(weeks):
        x = SLOT * place
        if week.is_away:
            drawn["away"].append(f"M{x} 9h10v2h-10z")
            continue
        if not week.with_tentative:
            continue
        busy = units(week.confirmed)
        tentative = units(week.with_tentative) - busy
        if busy:
            drawn["busy"].append(f"M{x} {HEIGHT - busy}h10v{busy}h-10z")
        if tentative:
            top = HEIGHT - busy - tentative
            drawn["tentative"].append(f"M{x} {top}h10v{tentative}h-10z")
        if week.is_overbooked:
            drawn["over"].append(f"M{x + 1} 1h8v18h-8z")
    paths = {name: "".join(parts) for name, parts in drawn.items()}
    slots = slots_of(len(weeks))
    return WeekChart(weeks, slots, label=weeks_label(weeks), **paths)


@lru_cache(maxsize=64)
def slots_of(count):
    return "".join(f"M{SLOT * place} 0h10v20h-10z" for place in range(count))


def units(percent):
    return min(HEIGHT, round(HEIGHT * percent / 100))


def weeks_label(weeks):
    """Free time by week in words: "50 % free from 2 Mar, 80 % from 6 Apr"."""
    # Words are made once for weeks that are the same; others can have the same words.
    firsts = [next(run) for _, run in groupby(weeks, lambda week: week[1:])]
    runs = [(words, next(run)) for words, run in groupby(firsts, week_words)]
    return "Free by week: " + ", ".join(
        f"{words} from {week.starts_on.day} {week.starts_on:%b}" for words, week in runs
    )


def week_words(week):
    if week.is_away:
        return week.off
    if week.is_overbooked:
        return f"over-booked by {week.over} %"
    notes = [week.here] if week.here else []
    if week.with_tentative > week.confirmed:
        notes.append(f"{max(0, week.capacity - week.with_tentative)} % if tentative")
    return f"{week.free} % ({', '.join(notes)})" if notes else f"{week.free} %"
