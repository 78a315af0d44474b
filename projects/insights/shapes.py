"""People: how their skills are shaped, team by team, and how fresh profiles are.

Deep is a skill at Practitioner or above; broad is Working or above in three headings of
the catalogue. A specialist is deep and not broad, T-shaped is both, a generalist broad
alone. Who is neither has little stated yet.
"""

from collections import Counter, defaultdict
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone

from people.models import Expertise, Level, Team
from projects.insights.tables import Cell, Line, Picture, share_words

BROAD = 3
SHAPES = {
    (True, True): "T-shaped",
    (True, False): "Specialists",
    (False, True): "Generalists",
    (False, False): "Little stated",
}
MONTH = timedelta(days=30)


class PeoplePictures:
    """Shapes by team, and profiles by when somebody last confirmed them; 3 queries."""

    def __init__(self, filterset):
        self.filterset = filterset
        columns = ("pk", "team", "confirmed_at")
        self.people = list(filterset.people.values_list(*columns))
        self.teams = Team.objects.in_bulk()

    def pictures(self):
        return [self.shapes(), self.freshness()]

    def shapes(self):
        rows = (
            Expertise.objects.filter(
                level__gte=Level.WORKING, person__in=self.filterset.people.values("pk")
            )
            .order_by()
            .values_list("person")
            .annotate(
                deepest=Max("level"), headings=Count("skill__category", distinct=True)
            )
        )
        shapes = {
            person: SHAPES[deepest >= Level.PRACTITIONER, headings >= BROAD]
            for person, deepest, headings in rows
        }
        of_team = defaultdict(Counter)
        for person, team, _ in self.people:
            of_team[team][shapes.get(person, SHAPES[False, False])] += 1
        return Picture(
            "shapes",
            "Specialists and generalists",
            "A specialist is at Practitioner or above in something, and at Working or"
            f" above in fewer than {BROAD} headings of the catalogue; T-shaped in"
            f" {BROAD} at least; a generalist is that broad without such a depth. The"
            " bar is dark for T-shaped.",
            ["Team", *SHAPES.values()],
            self.by_team(of_team, SHAPES.values(), dark="T-shaped"),
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
        now, stale = timezone.now(), settings.DIRECTORY["STALE_DAYS"]
        bounds = {"3 months": 3 * MONTH, "6 months": 6 * MONTH}
        bounds[f"{stale} days"] = timedelta(days=stale)
        kinds = [*(f"within {name}" for name in bounds), "longer ago", "never"]
        of_team = defaultdict(Counter)
        for _, team, confirmed in self.people:
            of_team[team][confirmed_kind(confirmed, now, bounds)] += 1
        total = sum(of_team.values(), Counter())
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
            self.by_team(of_team, kinds, dark="within 3 months"),
            alarm=f"{words} within {stale} days" if stale_count else "",
            empty="Nobody is here.",
        )


def confirmed_kind(confirmed, now, bounds):
    if confirmed is None:
        return "never"
    for name, bound in bounds.items():
        if now - confirmed <= bound:
            return f"within {name}"
    return "longer ago"
