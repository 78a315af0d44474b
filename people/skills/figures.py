"""How many people have each skill, want it or are missing, for the whole catalogue."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F, Sum, Value

from people.database.compiled import CompiledQuery
from people.database.unchanged import while_unchanged
from people.models import Expertise, LearningGoal, Level, Person, SkillCount
from people.records.demand import missing_by_skill

# The picture of the levels: four columns, 8 wide, in a box of 38 units by 8.
# Eighths are as many as one sees; of 250 skills each digit counts.
FIRST, STEP, HEIGHT = 4, 10, 8
# The levels as plain numbers: from the highest with their words, and where they stand.
LABELS = [(level.value, level.label) for level in reversed(Level)]
PLACES = [(FIRST + STEP * place, level.value) for place, level in enumerate(Level)]


@dataclass(frozen=True, slots=True)
class SkillFigures:
    """People with the skill by level, people who want it, people still needed."""

    levels: Counter = field(default_factory=Counter)
    wanted: int = 0
    missing: int = 0

    @property
    def people(self):
        return self.levels.total()

    def at_least(self, level):
        return sum(count for at, count in self.levels.items() if at >= level)

    @property
    def words(self):
        """The levels in words: "1 Expert, 4 Working"."""
        counts = self.levels
        return ", ".join(
            f"{counts[level]} {label}" for level, label in LABELS if counts[level]
        )

    @property
    def columns(self):
        """SVG path data: a stroke a level, the longest where most people are."""
        most = max(self.levels.values(), default=0)
        return "".join(
            f"M{x} {HEIGHT}v-{height}"
            for x, level in PLACES
            if (height := column_height(self.levels[level], most))
        )


def column_height(count, most):
    return max(1, round(HEIGHT * count / most)) if count else 0


def skill_figures():
    """The figures by skill id, of people who are here; 3 queries."""
    return figures_by_skill(people_by_skill(), missing_by_skill())


def figures_by_skill(rows, missing=None):
    """The figures by skill id, of rows like those of `people_by_skill`."""
    levels, wanted = defaultdict(Counter), Counter()
    missing = missing or Counter()
    for skill, level, people in rows:
        counts, what = (levels[skill], level) if level else (wanted, skill)
        counts[what] += people
    # A plus in front of a counter leaves out what came to nothing.
    levels = {skill: found for skill, counts in levels.items() if (found := +counts)}
    return {
        skill: SkillFigures(levels.get(skill, Counter()), wanted[skill], missing[skill])
        for skill in {*levels, *(+wanted), *missing}
    }


@while_unchanged
@CompiledQuery
def people_by_skill():
    """Rows of skill, level (0 for who wants to learn it) and people, in one query.

    All are counted, and in rows below zero the few who left.
    """
    left = Person.objects.left().order_by().values("pk")
    few = [
        rows.filter(person__in=left)
        .order_by()
        .values_list("skill_id", level)
        .annotate(people=Value(-1) * Count("*"))
        for rows, level in (
            (Expertise.objects.all(), F("level")),
            (LearningGoal.objects.unfinished(), Value(0)),
        )
    ]
    everybody = SkillCount.objects.values_list("skill_id", "level")
    return everybody.annotate(count=Sum("people")).union(*few, all=True)


NOBODY_YET = SkillFigures()
