"""What people write into one cell, understood."""

from skillsdir.spreadsheet.numbers import number, percent, yes_no
from skillsdir.spreadsheet.people_cells import PersonMention, people_in, person_name
from skillsdir.spreadsheet.project_cells import ProjectMention, outcome_of, projects_in
from skillsdir.spreadsheet.skill_cells import Mention, skills_in

__all__ = [
    "Mention",
    "PersonMention",
    "ProjectMention",
    "number",
    "outcome_of",
    "people_in",
    "percent",
    "person_name",
    "projects_in",
    "skills_in",
    "yes_no",
]
