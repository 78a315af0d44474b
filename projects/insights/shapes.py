"""People: how their skills are shaped, team by team, and how fresh profiles are.

Deep is a skill at Practitioner or above; broad is Working or above in three headings of
the catalogue. A specialist is deep and not broad, T-shaped is both, a generalist broad
alone. Who is neither has little stated yet.
"""

from collections import Counter, defaultdict
from datetime import timedelta

from django.conf import settings
from django.db.models import Case, Count, Value, When
from django.urls import reverse
from django.utils import timezone

from people.database.unchanged import fetch_rows
from people.fields import named_sql
from people.models import Level, Team
from projects.insights.tables import Cell, Line, Picture, share_words

BROAD = 3
SHAPES = {
    (True, True): "T-shaped",
    (True, False): "Specialists",
    (False, True): "Generalists",
    (False, False): "Little stated",
}
MONTH = timedelta(days=30)


# Numbers of people by team, whether they are deep and broad.
STATEMENT = """
WITH here (person_id, team) AS MATERIALIZED ({people}), shape AS (
    SELECT person_id, max(level) >= %(deep)s AS is_deep,
        count(DISTINCT category_id) >= %(broad)s AS is_broad
    FROM people_expertise JOIN people_skill skill ON skill.id = skill_id
    WHERE level >= %(working)s GROUP BY person_id
)
SELECT team, COALESCE(is_deep, false), COALESCE(is_broad, false), count(*)
FROM here LEFT JOIN shape USING (person_id) GROUP BY 1, 2, 3
"""


class PeoplePictures:
    """Shapes by team, and profiles by when somebody last confirmed them; 3 queries."""

    def __init__(self, filterset):
        self.people = filterset.people
        self.teams = Team.objects.in_bulk()
        stale = settings.DIRECTORY["STALE_DAYS"]
        bounds = {"3 months": 3 * MONTH, "6 months": 6 * MONTH}
        bounds[f"{stale} days"] = timedelta(days=stale)
        self.bounds = {f"within {name}": bound for name, bound in bounds.items()}
        self.shape_counts, self.age_counts = defaultdict(Counter), defaultdict(Counter)
        for team, is_deep, is_broad, count in self.shape_rows():
            self.shape_counts[team][SHAPES[is_deep, is_broad]] += count
        for team, age, count in self.age_rows():
            self.age_counts[team][age] += count

    def shape_rows(self):
        people, given = named_sql(self.people.values_list("pk", "team"))
        parameters = given | {
            "deep": Level.PRACTITIONER,
            "broad": BROAD,
            "working": Level.WORKING,
        }
        return fetch_rows(STATEMENT.format(people=people), parameters)

    def age_rows(self):
        """By team and the first of the bounds that their profile is not older than."""
        now = timezone.now()
        within = (
            When(confirmed_at__gte=now - bound, then=Value(name))
            for name, bound in self.bounds.items()
        )
        never = When(confirmed_at=None, then=Value("never"))
        age = Case(never, *within, default=Value("longer ago"))
        return self.people.values_list("team", age).annotate(Count("pk"))

    def pictures(self):
        return [self.shapes(), self.freshness()]

    def shapes(self):
        return Picture(
            "shapes",
            "Specialists and generalists",
            "A specialist is at Practitioner or above in something, and at Working or"
            f" above in fewer than {BROAD} headings of the catalogue; T-shaped in"
            f" {BROAD} at least; a generalist is that broad without such a depth. The"
            " bar is dark for T-shaped.",
            ["Team", *SHAPES.values()],
            self.by_team(self.shape_counts, SHAPES.values(), dark="T-shaped"),
            empty="Nobody is here.",
        )

    def by_team(self, of_team, kinds, *, dark):
        path = reverse("people:person-list")
        rows = []
        for pk, counts in of_team.items():
            team = self.teams.get(pk)
            rows.append(
                Line(
                    team.name if team else "No team",
                    f"{path}?team={team.slug}" if team else "",
                    [Cell(counts[kind]) for kind in kinds],
                    counts[dark],
                    counts.total(),
                    team.slug if team else "",
                )
            )
        return sorted(rows, key=lambda row: (not row.href, -row.whole, row.name))

    def freshness(self):
        stale = settings.DIRECTORY["STALE_DAYS"]
        kinds = [*self.bounds, "longer ago", "never"]
        total = sum(self.age_counts.values(), Counter())
        stale_count = total["longer ago"] + total["never"]
        words = f"{stale_count} of {total.total()} profiles"
        words += f" ({share_words(stale_count, total.total())}) were not confirmed"
        return Picture(
            "freshness",
            "How fresh profiles are",
            "When people last said that their profile is right. The bar is dark for the"
            " last three months.",
            ["Team", *(kind.capitalize() for kind in kinds)],
            self.by_team(self.age_counts, kinds, dark="within 3 months"),
            alarm=f"{words} within {stale} days" if stale_count else "",
            empty="Nobody is here.",
        )
