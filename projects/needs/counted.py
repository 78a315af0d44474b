"""How many seats of needs are filled, for lists: counted by the database, no names."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from people.database.compiled import CompiledQuery
from people.fields import Ids
from people.models import Level
from people.words import local_day
from projects.models import SkillNeed
from projects.needs.coverage import Coverage, by_priority, needs_of


@dataclass(frozen=True, slots=True)
class CountedNeed:
    """A need with the numbers that `NeedCoverage` has of it."""

    need: SkillNeed
    covered: int = 0
    learning: int = 0
    tentative: int = 0
    over_since: date | None = None

    @property
    def level(self):
        return Level(self.need.level)

    @property
    def missing(self):
        return 0 if self.over_since else self.need.people - self.covered


def counted_coverage(projects) -> dict[int, Coverage]:
    """The coverage of projects by id, without who is on the team; in three queries."""
    ids, needs = {project.pk: project for project in projects}, defaultdict(list)
    found = {pk: counts for pk, *counts in seats_found(Ids(ids))}
    maybe = dict(seats_found_if_confirmed(Ids(ids)))
    today = local_day()
    for need in sorted(needs_of(Ids(ids)), key=by_priority):
        need.project = project = ids[need.project_id]
        covered, learning = found.get(need.pk, (0, 0))
        is_over = need.is_over(today if project.is_live else date.min)
        needs[project.pk].append(
            CountedNeed(
                need=need,
                covered=covered,
                learning=learning,
                tentative=maybe.get(need.pk, 0) - covered,
                over_since=need.ends_on if is_over else None,
            )
        )
    return {pk: Coverage(ids[pk].status, needs=tuple(needs[pk])) for pk in ids}


@CompiledQuery
def seats_found(projects):
    needs = SkillNeed.objects.filter(project_id__any=projects)
    return needs.filling().values_list("pk", "found", "learning")


@CompiledQuery
def seats_found_if_confirmed(projects):
    needs = SkillNeed.objects.filter(project_id__any=projects)
    return needs.filling(with_tentative=True).values_list("pk", "found")
