"""The matrix as a table for CSV and Excel: all people found, all their skills."""

from people.directory.export import batches
from people.directory.search import ids_found
from people.fields import Ids
from people.matrix.cells import matrix_rows
from people.matrix.listing import order_people
from people.matrix.skills import skill_columns
from people.models import Level, Person
from people.table_files import write_sheet, written_book

WHO = ("Name", "E-mail", "Team", "Location", "Number of skills")
EACH_SKILL = ("Skill", "Category", "State it", "Working or above", "Want to learn it")
# Of a column of digits; and the hue of levels, as in the style sheets.
NARROW = 5
HUE = {
    "type": "2_color_scale",
    "min_type": "num",
    "max_type": "num",
    "min_value": 1,
    "max_value": 4,
    "min_color": "#e2f3ef",
    "max_color": "#2a9d8a",
}


class MatrixExport:
    """Levels as digits, a skill a column; behind them the levels that are goals.

    Goals have columns of their own, so that levels can be counted and averaged.
    """

    def __init__(self, filterset):
        people = list(ids_found(filterset))
        found = Person.objects.filter(pk__any=Ids(people))
        self.columns = skill_columns(filterset, found)
        self.skills = [one.skill for one in self.columns]
        self.goals = [one.skill for one in self.columns if one.figures.wanted]
        pks = [skill.pk for skill in self.skills]
        self.people = order_people(people, pks, filterset.criteria["sort"])

    @property
    def headings(self):
        levels = [skill.label for skill in self.skills]
        return [*WHO, *levels, *(f"{skill.label}, goal" for skill in self.goals)]

    def rows(self):
        """The people in order; three queries a batch, and memory for one."""
        pks = [skill.pk for skill in self.skills]
        wanted = [skill.pk for skill in self.goals]
        for ids in batches(self.people):
            for row in matrix_rows(ids, pks):
                who = row.who
                yield (
                    *(who.name, who.email, who.team, who.location, row.count),
                    *(row.levels.get(pk) for pk in pks),
                    *(row.goals.get(pk) for pk in wanted),
                )

    def skill_rows(self):
        """What is known of each skill, as tuples of `EACH_SKILL`."""
        for one in self.columns:
            figures = one.figures
            able = figures.at_least(Level.WORKING)
            yield (
                *(one.skill.label, one.skill.group, figures.people),
                *(able, figures.wanted),
            )

    def xlsx(self):
        return written_book(self.write)

    def write(self, book):
        """Levels in their hue on the first sheet, and on the second their sums."""
        sheet = write_sheet(book, "Matrix", self.headings, self.rows(), rotation=90)
        first, last = len(WHO), len(WHO) + len(self.skills) - 1
        sheet.freeze_panes(1, 1)
        sheet.set_column(first - 1, last + len(self.goals), NARROW)
        if self.skills:
            sheet.conditional_format(1, first, max(1, len(self.people)), last, HUE)
        write_sheet(book, "Skills", EACH_SKILL, self.skill_rows())
