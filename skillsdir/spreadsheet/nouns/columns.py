"""What a column of a sheet is, and the columns that several sheets have."""

from dataclasses import dataclass

from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.contents import Content

# Whom and what the example rows of the template name.
ANA, BEN = "ana@example.com", "ben@example.com"
DONE, RUNNING = "Example churn model", "Example demand forecast"
EXAMPLES_LINE = "Lines in italics are examples: write over them."


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: how files head it, and what it holds.

    `also` are other headings, with commas between. Without a `content` it lists other
    nouns, each of them a row of its own. `attribute` is the model's field if that is
    called otherwise, `source` the lookup of an export.
    """

    name: str
    heading: str = ""
    also: str = ""
    content: Content | None = None
    attribute: str = ""
    source: str = ""

    @property
    def target(self):
        return self.attribute or self.name

    @property
    def headings(self):
        return (self.heading, self.name, *filter(None, self.also.split(", ")))

    @property
    def is_list(self):
        return self.content is None or self.content.is_list


SLUG = Column("slug", "Address", content=contents.slug)
PERSON = Column(
    "person", "Person", "email, e-mail, name, employee, who", contents.person
)
SKILL = Column(
    "skill",
    "Skill",
    "competency, competence, technology, tool",
    contents.named("skill"),
)
LEVEL = Column(
    "level", "Level", "proficiency, rating, skill level, grade", contents.level
)
NOTE = Column("note", "Note", "comment, remarks", contents.text(300))
TEAM = Column(
    "team",
    "Team",
    "department, dept, group, unit, squad, org unit, business unit, chapter, tribe,"
    " division, organisation, organization",
    contents.named("team"),
)
STARTS_ON = Column(
    "starts_on", "First day", "start, from, start date, begin", contents.first_day
)
ENDS_ON = Column(
    "ends_on", "Last day", "end, to, until, end date, finish", contents.last_day
)
PROJECT = Column(
    "project", "Project", "project name, engagement, client", contents.named("project")
)
