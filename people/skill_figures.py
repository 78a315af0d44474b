"""How many people have each skill, want it or are missing, for the whole catalogue."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, F, Value

from people.demand import missing_by_skill
from people.models import Expertise, LearningGoal, Level, Person

# The picture of the levels: four columns in a box of 38 units by 16.
COLUMN, STEP, HEIGHT = 8, 10, 16


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
        return ", ".join(
            f"{self.levels[level]} {level.label}"
            for level in reversed(Level)
            if self.levels[level]
        )

    @property
    def columns(self):
        """SVG path data: a column a level, the highest where most people are."""
        most = max(self.levels.values(), default=0)
        return "".join(
            f"M{STEP * place} {HEIGHT - height}h{COLUMN}v{height}h-{COLUMN}z"
            for place, level in enumerate(Level)
            if (height := column_height(self.levels[level], most))
        )


def column_height(count, most):
    return max(2, round(HEIGHT * count / most)) if count else 0


def skill_figures():
    """The figures by skill id, of people who are here; 3 queries."""
    levels, wanted = defaultdict(Counter), Counter()
    missing = missing_by_skill()
    for skill, level, people in people_by_skill():
        counts, what = (levels[skill], level) if level else (wanted, skill)
        counts[what] += people
    # A plus in front of a counter leaves out what came to nothing.
    levels = {skill: found for skill, counts in levels.items() if (found := +counts)}
    return {
        skill: SkillFigures(levels.get(skill, Counter()), wanted[skill], missing[skill])
        for skill in {*levels, *(+wanted), *missing}
    }


def people_by_skill():
    """Rows of skill, level (0 for who wants to learn it) and people, in one query.

    All are counted, by the index alone, and in rows below zero the few who left: three
    times as quick as looking for everybody whether they are here.
    """
    left = Person.objects.left().order_by().values("pk")
    counts = [
        rows.order_by().values_list("skill_id", level).annotate(people=people)
        for everybody, level in (
            (Expertise.objects.all(), F("level")),
            (LearningGoal.objects.unfinished(), Value(0)),
        )
        for rows, people in (
            (everybody, Count("pk")),
            (everybody.filter(person__in=left), Value(-1) * Count("pk")),
        )
    ]
    return counts[0].union(*counts[1:], all=True)
