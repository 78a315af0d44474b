"""The lists in a person's row: skills, goals and projects, several in one cell.

They add and raise or lower, and never remove: a skill that is not in the list stays.
"""

from skillsdir.spreadsheet.entities import CellError, SkippedError
from skillsdir.spreadsheet.lines import CLEARED
from skillsdir.spreadsheet.nouns.bookings import NOW, PAST
from skillsdir.spreadsheet.project_cells import projects_in
from skillsdir.spreadsheet.skill_cells import skills_in


def read_lists(survey, line, person):
    for name, (noun, read) in LISTS.items():
        if name not in line.cells:
            continue
        cell = line.cell(name)
        if cell.value == CLEARED:
            why = "a list is not cleared at once: remove what is wrong on the profile"
            survey.reject(noun, cell.place, str(person), why)
        else:
            read(survey, cell, person)


def each(survey, noun, cell, person, mentions, read):
    """Read each mention by itself, so that one bad one rejects no other."""
    for mention in mentions:
        label = f"{person}: {mention.name}"
        try:
            read(mention)
        except SkippedError as skipped:
            survey.leave_out(noun, cell.place, label, str(skipped))
        except CellError as error:
            survey.reject(noun, cell.place, label, str(error))


def read_expertise(survey, cell, person):
    def read(mention):
        values = {
            "person": person,
            "skill": survey.name("skill", mention.name, cell.place),
        }
        if mention.level is not None:
            values["level"] = survey.level(mention.level, cell.place)
        if mention.years is not None:
            values["years"] = mention.years
        survey.want("expertise", values, cell.place)

    mentions = skills_in(str(cell.value), survey.knows_skill)
    each(survey, "expertise", cell, person, mentions, read)


def read_goals(survey, cell, person):
    def read(mention):
        values = {
            "person": person,
            "skill": survey.name("skill", mention.name, cell.place),
        }
        if mention.level is not None:
            values["target_level"] = survey.level(mention.level, cell.place)
        survey.want("goals", values, cell.place)

    mentions = skills_in(str(cell.value), survey.knows_skill)
    each(survey, "goals", cell, person, mentions, read)


def read_current(survey, cell, person):
    mentions = projects_in(str(cell.value), survey.knows_project)

    def read(mention):
        values = booked(survey, mention, cell, person, NOW)
        survey.want("bookings", values, cell.place)

    each(survey, "bookings", cell, person, mentions, read)


def read_past(survey, cell, person):
    def read(mention):
        values = booked(survey, mention, cell, person, PAST)
        change = survey.want("bookings", values, cell.place)
        if mention.outcome:
            outcomes = survey.outcomes.setdefault(values["project"], {})
            outcomes.setdefault(mention.outcome, cell.place)
        elif mention.remark:
            change.why = f"“{mention.remark}” is no outcome known here: left out"

    mentions = projects_in(str(cell.value), survey.knows_project)
    each(survey, "bookings", cell, person, mentions, read)


def booked(survey, mention, cell, person, phase):
    project = survey.name("project", mention.name, cell.place)
    survey.phases.setdefault(project, set()).add(phase)
    return {"person": person, "project": project, "phase": phase}


LISTS = {
    "expertise": ("expertise", read_expertise),
    "learning_goals": ("goals", read_goals),
    "current_projects": ("bookings", read_current),
    "past_projects": ("bookings", read_past),
}
