"""People: how their skills are shaped, team by team, and how fresh profiles are.

Deep is a skill at Practitioner or above; broad is Working or above in three headings of
the catalogue. A specialist is deep and not broad, T-shaped is both, a generalist broad
alone. Who is neither has little stated yet.
"""

from collections import Counter, defaultdict
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

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


# Numbers of people by team, whether they are deep and broad, and which of the bounds is
# the first that their profile is not older than.
STATEMENT = """
WITH here (person_id, team, confirmed_at) AS MATERIALIZED ({people}), shape AS (
    SELECT person_id, max(level) >= %(deep)s AS is_deep,
        count(DISTINCT category_id) >= %(broad)s AS is_broad
    FROM people_expertise JOIN people_skill skill ON skill.id = skill_id
    WHERE level >= %(working)s GROUP BY person_id
)
SELECT team, COALESCE(is_deep, false), COALESCE(is_broad, false), CASE
        WHEN confirmed_at IS NULL THEN 'never'
        WHEN %(now)s - confirmed_at <= %(bound_0)s THEN %(name_0)s
        WHEN %(now)s - confirmed_at <= %(bound_1)s THEN %(name_1)s
        WHEN %(now)s - confirmed_at <= %(bound_2)s THEN %(name_2)s
        ELSE 'longer ago' END, count(*)
FROM here LEFT JOIN shape USING (person_id) GROUP BY 1, 2, 3, 4
"""


class PeoplePictures:
    """Shapes by team, and profiles by when somebody last confirmed them; 2 queries."""

    def __init__(self, filterset):
        self.teams = Team.objects.in_bulk()
        stale = settings.DIRECTORY["STALE_DAYS"]
        bounds = {"3 months": 3 * MONTH, "6 months": 6 * MONTH}
        bounds[f"{stale} days"] = timedelta(days=stale)
        self.bounds = {f"within {name}": bound for name, bound in bounds.items()}
        self.shape_counts, self.age_counts = defaultdict(Counter), defaultdict(Counter)
        for team, is_deep, is_broad, age, count in self.rows(filterset):
            self.shape_counts[team][SHAPES[is_deep, is_broad]] += count
            self.age_counts[team][age] += count

    def rows(self, filterset):
        people, given = named_sql(
            filterset.people.values_list("pk", "team", "confirmed_at")
        )
        parameters = given | {
            "deep": Level.PRACTITIONER,
            "broad": BROAD,
            "working": Level.WORKING,
            "now": timezone.now(),
        }
        for place, (name, bound) in enumerate(self.bounds.items()):
            parameters |= {f"name_{place}": name, f"bound_{place}": bound}
        with connection.cursor() as cursor:
            cursor.execute(STATEMENT.format(people=people), parameters)
            return cursor.fetchall()

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
        words += (
            f" ({share_words(stale_count, total.total())}) were not confirmed within"
        )
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
