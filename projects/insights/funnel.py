"""Projects: how far they came and how they ended, and what those used that came far."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse

from people.database.unchanged import fetch_rows, fetch_values
from people.models import Person, Skill
from people.records.track_record import JUDGED, SUCCESSES, Outcome, wilson_range
from people.words import local_day
from projects.insights.tables import Cell, Line, Picture, share_words
from projects.models import Assignment, Project, ProjectStatus, Stage

MONTHS = 24
# Of fewer projects no share is told.
LEAST_PROJECTS = 3
RATE = "Succeeded"
UNTOLD = "How projects ended is shown to project managers here."
# Of pairs of a skill or a role with a project that used it: how many projects, how many
# of these came to production, how many were judged, and how many of those succeeded.
MIX = """
SELECT key, count(*), count(*) FILTER (WHERE stage_reached = %s),
    count(*) FILTER (WHERE outcome = ANY(%s)), count(*) FILTER (WHERE outcome = ANY(%s))
FROM ({pairs}) AS pairs (key, project_id)
JOIN projects_project ON projects_project.id = project_id
GROUP BY key HAVING count(*) >= %s
"""


class ProjectPictures:
    """The funnel with outcomes, and the mix that came through it; 4 queries."""

    def __init__(self, filterset, *, may_see, may_rate):
        self.filterset, self.may_see, self.may_rate = filterset, may_see, may_rate
        first, last = filterset.criteria["period"]
        closed = Project.objects.filter(
            status=ProjectStatus.CLOSED, ends_on__range=(first, last)
        )
        closed = filterset.filters["team"].filter(closed, filterset.criteria["team"])
        self.closed = closed.order_by()
        rows = self.closed.values_list("stage_reached", "outcome") if may_see else ()
        self.projects = list(rows)

    def pictures(self):
        return [self.funnel(), self.outcomes(), self.by_skill(), self.by_role()]

    def picture(self, slug, title, about, heads, rows):
        if RATE in heads and not self.may_rate:
            heads, rows = without_rates(heads, rows)
        empty = "No project ended in these days." if self.may_see else UNTOLD
        return Picture(slug, title, about, heads, rows, empty=empty)

    def funnel(self):
        """How many of those that ended came to each stage, and how these ended."""
        stages = list(Stage.values)
        told = [(stage, outcome) for stage, outcome in self.projects if stage]
        rows = []
        for at, stage in enumerate(Stage):
            reached = [outcome for of, outcome in told if stages.index(of) >= at]
            cells = [
                Cell(len(reached)),
                Cell(share_words(len(reached), len(told))),
                Cell(rate_words(*judge(reached))),
            ]
            rows.append(
                Line(stage.label, "", cells, len(reached), len(told), stage.value)
            )
        return self.picture(
            "funnel",
            "From idea to production",
            "Projects that ended, by the stage that they came to at least; success as"
            " counts, with its plausible range.",
            ["Stage", "Projects", "Of all", RATE],
            rows if told else [],
        )

    def outcomes(self):
        counts = Counter(outcome for _, outcome in self.projects)
        path, days = reverse("projects:project-list"), self.days
        rows = [
            Line(
                outcome.label,
                f"{path}?outcome={outcome.value}{days}",
                [
                    Cell(counts[outcome], f"{path}?outcome={outcome.value}{days}"),
                    Cell(share_words(counts[outcome], len(self.projects))),
                ],
                counts[outcome],
                len(self.projects),
                outcome.value,
            )
            for outcome in Outcome
            if counts[outcome]
        ]
        if untold := counts.total() - sum(row.filled for row in rows):
            share = share_words(untold, len(self.projects))
            cells = [Cell(untold), Cell(share)]
            rows.append(
                Line("No outcome recorded", "", cells, untold, len(self.projects))
            )
        rows.sort(key=lambda row: -row.filled)
        return self.picture(
            "outcomes",
            "How they ended",
            "All projects that ended in these days.",
            ["Outcome", "Projects", "Of all"],
            rows,
        )

    @property
    def days(self):
        first, last = self.filterset.criteria["period"]
        return f"&status=closed&from={first}&to={last}"

    def by_skill(self):
        counts = self.counts(self.bookings().filter(skills__isnull=False), "skills")
        skills = Skill.objects.in_bulk(counts)
        named = {pk: (one.name, one.get_absolute_url()) for pk, one in skills.items()}
        return self.mix("skills", "Which skills came through", "Skill", counts, named)

    def by_role(self):
        counts = self.counts(self.bookings().exclude(role=""), "role")
        named = {role: (role, "") for role in counts}
        return self.mix("roles", "Which roles came through", "Role", counts, named)

    def bookings(self):
        rows = Assignment.objects.begun().filter(project__in=self.closed.values("pk"))
        return rows.order_by()

    def counts(self, bookings, key):
        """Counts of `MIX` by what has enough projects; a query, none of no projects."""
        if not self.projects:
            return {}
        pairs = bookings.values_list(key, "project").distinct()
        pairs, given = pairs.query.sql_with_params()
        about = (Stage.PRODUCTION, list(JUDGED), list(SUCCESSES))
        rows = fetch_rows(MIX.format(pairs=pairs), (*about, *given, LEAST_PROJECTS))
        return {of: counts for of, *counts in rows}

    def mix(self, slug, title, head, counts, named):
        rows = [
            Line(
                *named[key],
                [
                    Cell(on),
                    Cell(far),
                    Cell(share_words(far, on)),
                    Cell(rate_words(won, judged)),
                ],
                far,
                on,
                named[key][0],
            )
            for key, (on, far, judged, won) in counts.items()
        ]
        rows.sort(key=lambda row: (-row.filled / row.whole, -row.whole, row.name))
        return self.picture(
            f"mix-{slug}",
            title,
            f"Of {LEAST_PROJECTS} projects at least, and how many of these came to"
            " production: counts of few, that say nothing of causes.",
            [head, "Projects", "In production", "Share", RATE],
            rows,
        )


def without_rates(heads, rows):
    """For whom nobody's success rate is worked out: few share a role or a skill."""
    return heads[:-1], [replace(row, cells=row.cells[:-1]) for row in rows]


def judge(outcomes):
    """How many of them are successes, and how many are judged."""
    won = sum(one in SUCCESSES for one in outcomes)
    return won, sum(one in JUDGED for one in outcomes)


def rate_words(won, judged):
    """“6 of 8 judged (41–93 %)”: counts, and a range where there are enough."""
    if not judged:
        return "none judged"
    words = f"{won} of {judged} judged"
    if judged < LEAST_PROJECTS:
        return words
    low, high = (round(100 * end) for end in wilson_range(won, judged))
    return f"{words} ({low}–{high} %)"


class TrendPictures:
    """Two years month by month, by the days of people and projects; 2 queries."""

    def __init__(self, filterset, *, may_rate):
        self.filterset, self.may_rate = filterset, may_rate

    def pictures(self):
        everybody = Person.objects.order_by()
        for name in ("team", "location"):
            filter_ = self.filterset.filters[name]
            everybody = filter_.filter(everybody, self.filterset.criteria[name])
        joined, left = [], []
        stays = fetch_values(everybody.values_list("joined_on", "left_on"))
        for first, last in stays:
            joined.append(first or date.min)
            left.append(last or date.max)
        teams = self.filterset.criteria["team"]
        projects = self.filterset.filters["team"].filter(
            Project.objects.exclude(starts_on=None).order_by(), teams
        )
        columns = ("starts_on", "ends_on", "status", "outcome")
        begun, over, ended = [], [], []
        rows = fetch_values(projects.values_list(*columns))
        for first, last, status, outcome in rows:
            if status != ProjectStatus.CANCELLED:
                begun.append(first)
                over.append(last or date.max)
            if status == ProjectStatus.CLOSED and last:
                ended.append((last, outcome))
        for days in (joined, left, begun, over):
            days.sort()
        rows = [
            self.row(
                first,
                people=of_day(last, joined, left),
                running=of_day(last, begun, over),
                ended=[one for day, one in ended if first <= day <= last],
            )
            for first, last in months(local_day())
        ]
        heads = ["Month", "People", "Projects running", "Ended"]
        return [
            Picture(
                "trend",
                "Two years, month by month",
                "People who were here and projects that ran on the last day of the"
                " month (today, of this month), by their first and last days. The bar"
                " counts people.",
                [*heads, RATE] if self.may_rate else heads,
                rows,
            )
        ]

    def row(self, month, *, people, running, ended):
        cells = [Cell(people), Cell(running), Cell(len(ended))]
        if self.may_rate:
            cells.append(Cell(rate_words(*judge(ended))))
        name = f"{month:%b %Y}"
        return Line(name, "", cells, people, people, f"{month:%Y-%m}")


def of_day(day, first_days, last_days):
    """How many of the spans, whose first and last days are sorted, have the day."""
    return bisect_right(first_days, day) - bisect_left(last_days, day)


def months(today):
    """First and last day of two years' months, the latest first, which ends today."""
    first = today.replace(day=1)
    found = [(first, today)]
    while len(found) < MONTHS:
        last = first - timedelta(days=1)
        first = last.replace(day=1)
        found.append((first, last))
    return found
