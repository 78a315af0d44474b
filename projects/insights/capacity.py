"""Time: what is booked of it week by week, by team and by place, and what is free.

Full-time weeks are percents of a week on its five working days, by the first and last
day of bookings and of people; days of absence are not taken off.
"""

from collections import defaultdict
from datetime import timedelta

from django.urls import reverse

from people.availability.free_people import ENOUGH
from people.database.unchanged import count_rows, fetch_rows
from people.fields import named_sql
from people.models import Location, Team
from people.words import local_day, period_words
from projects.insights.tables import Cell, Line, Picture, share_words

WEEKS, NEAR = 12, 4
DAY = timedelta(days=1)
# Spans of the same days are added up first: of many people they are few. Those before
# the first week and after the last are as if they began and ended there.
STATEMENT = """
WITH weeks AS (
    SELECT generate_series(%(monday)s::timestamp, %(last)s, '7 days')::date AS week
), here (person_id, team, location, capacity, joined_on, left_on) AS MATERIALIZED (
    {people}
), spans AS (
    SELECT team, location, 'capacity' AS kind, capacity AS percent,
        COALESCE(joined_on, '-infinity') AS starts_on,
        COALESCE(left_on, 'infinity') AS ends_on
    FROM here
    UNION ALL
    SELECT team, location, a.status, percent, GREATEST(a.starts_on, joined_on),
        COALESCE(LEAST(a.ends_on, left_on), 'infinity')
    FROM here JOIN projects_assignment a USING (person_id)
    JOIN projects_project p ON p.id = a.project_id AND p.status <> 'cancelled'
    WHERE a.starts_on <= %(last)s + 4 AND (a.ends_on IS NULL OR a.ends_on >= %(monday)s)
), alike AS MATERIALIZED (
    SELECT team, location, kind, GREATEST(starts_on, %(monday)s) AS starts_on,
        LEAST(ends_on, %(last)s + 4) AS ends_on, sum(percent) AS percent
    FROM spans GROUP BY 1, 2, 3, 4, 5
), sums AS MATERIALIZED (
    SELECT week, team, location, kind, sum(percent
        * GREATEST(0, LEAST(ends_on, week + 4) - GREATEST(starts_on, week) + 1)) AS days
    FROM alike CROSS JOIN weeks
    GROUP BY week, team, location, kind
)
SELECT week, NULL, NULL, kind, sum(days) / 500.0 FROM sums GROUP BY week, kind
UNION ALL
SELECT NULL, team, location, kind, sum(days) / 500.0 FROM sums
WHERE week < %(near)s GROUP BY team, location, kind
"""


class TimePictures:
    """Weeks, teams and places; 6 queries."""

    def __init__(self, filterset):
        self.filterset = filterset
        self.today = local_day()
        self.monday = self.today - DAY * self.today.weekday()
        self.people = count_rows(filterset.people)
        self.weeks, self.teams, self.places = (defaultdict(dict) for _ in range(3))
        for week, team, place, kind, weeks in self.rows():
            if week:
                self.weeks[week][kind] = float(weeks)
                continue
            for of, key in ((self.teams, team), (self.places, place)):
                of[key][kind] = of[key].get(kind, 0) + float(weeks)

    def rows(self):
        columns = ("pk", "team", "location", "capacity", "joined_on", "left_on")
        people, given = named_sql(self.filterset.people.values_list(*columns))
        parameters = given | {
            "monday": self.monday,
            "last": self.monday + timedelta(weeks=WEEKS - 1),
            "near": self.monday + timedelta(weeks=NEAR),
        }
        return fetch_rows(STATEMENT.format(people=people), parameters)

    def pictures(self):
        return [
            self.free(),
            self.by_week(),
            self.by("Team", "allocation-teams", self.teams, Team, "team"),
            self.by("Location", "allocation-places", self.places, Location, "location"),
        ]

    def free(self):
        """How many have half a week free on all days of the coming months."""
        rows = []
        for at in range(3):
            first = self.today + timedelta(weeks=4 * at)
            last = first + timedelta(days=27)
            free = self.filterset.people.free_within(first, last, ENOUGH)
            count = count_rows(free)
            days = f"free={ENOUGH}&from={first}&to={last}"
            href = f"{reverse('people:person-list')}?{days}{self.filterset.of_people}"
            cells = [
                Cell(count, href),
                Cell(share_words(count, self.people)),
            ]
            words = period_words(first, last)
            rows.append(Line(words, href, cells, count, self.people, f"{first}"))
        return Picture(
            "free",
            "Who is free when",
            "People with half a week free on every working day of four weeks.",
            ["Four weeks", "People", "Of all"],
            rows if self.people else [],
            empty="Nobody is here.",
        )

    def by_week(self):
        planner = reverse("projects:planner-list")
        rows = [
            line_of_time(
                f"{week:%-d %b}",
                f"{planner}?from={week}{self.filterset.of_people}",
                kinds,
                f"{week}",
            )
            for week, kinds in sorted(self.weeks.items())
        ]
        return Picture(
            "weeks",
            "Booked week by week",
            "Full-time weeks of everybody; the bar is dark for what is confirmed, light"
            " for what there is.",
            ["Week of", *HEADS],
            rows,
            empty="Nobody is here.",
        )

    def by(self, label, slug, times, model, parameter):
        named = model.objects.in_bulk([key for key in times if key])
        path = reverse("people:person-list")
        rows = [
            line_of_time(
                named[key].name if key else f"No {label.lower()}",
                f"{path}?{parameter}={named[key].slug}" if key else "",
                kinds,
                named[key].slug if key else "",
            )
            for key, kinds in times.items()
        ]
        rows.sort(key=lambda row: (not row.href, -row.whole, row.name))
        return Picture(
            slug,
            f"Booked by {label.lower()}",
            f"Full-time weeks of the next {NEAR} weeks.",
            [label, *HEADS],
            rows,
            empty="Nobody is here.",
        )


HEADS = ["There are", "Confirmed", "Tentative", "Booked"]


def line_of_time(name, href, kinds, key):
    there, booked, tentative = (
        kinds.get(kind, 0) for kind in ("capacity", "confirmed", "tentative")
    )
    cells = [
        Cell(f"{there:.1f}"),
        Cell(f"{booked:.1f}"),
        Cell(f"{tentative:.1f}"),
        Cell(share_words(booked, there)),
    ]
    return Line(name, href, cells, booked, there, key)
