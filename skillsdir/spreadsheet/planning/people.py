"""Which person a line is about, and the lists of skills and projects in its cells.

Two people may bear one name: nobody is taken for somebody else, or for somebody new
of a name that is here in the same team, without a question. Lists add and raise or
lower, and never remove: a skill that is not in the list stays.
"""

from people.spelling.emails import fold_email
from people.spelling.names import fold
from skillsdir.spreadsheet.answers import What
from skillsdir.spreadsheet.cells.projects import projects_in
from skillsdir.spreadsheet.cells.skills import skills_in
from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.contents import CLEARED
from skillsdir.spreadsheet.nouns.entities import CellError, Entity, SkippedError
from skillsdir.spreadsheet.nouns.projects import NOW, PAST


def match_people(survey, lines):
    """Pairs of a line and its person; lines without e-mail come last.

    Lines of nobody are rejected or left out here.
    """
    found = []
    teams = {}
    with_email = [line for line in lines if "email" in line.cells]
    without = [line for line in lines if "email" not in line.cells]
    for line in (*with_email, *without):
        label = str(line.cells.get("name") or line.cells.get("email"))
        place = place_of(line)
        try:
            found.append((line, match(survey, line, teams)))
        except SkippedError as skipped:
            survey.leave_out("people", place, label, str(skipped))
        except CellError as error:
            survey.reject("people", place, label, str(error))
    return found


def place_of(line):
    """Where it is said who the line is about."""
    keys = [name for name in ("email", "name") if name in line.cells]
    return line.cell(keys[0]).place if keys else line.place


def match(survey, line, teams):
    """The person of a line, who may be new; raises as reading a cell does."""
    name = " ".join(str(line.cells.get("name", "")).split())
    team = fold(str(line.cells.get("team", ""))).strip()
    slug = str(line.cells.get("slug", ""))
    if "email" in line.cells:
        email = contents.email.read(survey, line.cell("email"))
        if here := survey.directory.by_email.get(fold_email(email)):
            return here
        namesakes = [
            one
            for one in survey.directory.find("person", fold(name).strip())
            if may_be_same(team, team_of(one, survey, teams))
            and not are_told_apart(slug, one)
        ]
        if namesakes:
            question = survey.ask(
                "person", fold_email(email), f"{name} <{email}>", place_of(line)
            )
            question.options = (What.USE, What.CREATE, What.SKIP)
            if not question.answer or question.answer.what != What.CREATE:
                return survey.decided(question)
        return newcomer(survey, name, email, slug, team, teams)
    key = fold(name).strip()
    if not key:
        raise CellError("has neither a name nor an e-mail")
    shown = f"{name}, {line.cells['team']}" if team else name
    return survey.decided(
        survey.ask("person", f"{key} | {team}" if team else key, shown, place_of(line))
    )


def newcomer(survey, name, email, slug, team, teams):
    entity = Entity(label=name or email, slug=slug)
    teams[entity] = team
    survey.directory.add("person", entity)
    survey.directory.by_email[fold_email(email)] = entity
    return entity


def are_told_apart(slug, person):
    """Whether the file itself has both, each with an address of its own."""
    return person.pk is None and slug and person.slug and slug != person.slug


def may_be_same(team, other):
    return not team or not other or team == other


def team_of(person, survey, teams):
    """The team of a person, folded; of somebody new, as their line says."""
    if person in teams:
        return teams[person]
    team = survey.directory.by_pk["team"].get((person.values or {}).get("team"))
    return fold(team.label).strip() if team else ""


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
