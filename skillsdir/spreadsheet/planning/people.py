"""Which person a line is about, and the lists of skills and projects in its cells.

Two people may bear one name: nobody is taken for somebody else, or for somebody new
of a name that is here in the same team, without a question. Lists add and raise or
lower, and never remove: a skill that is not in the list stays.
"""

from dataclasses import replace

from slugify import slugify

from people.spelling.emails import fold_email
from people.spelling.names import fold
from skillsdir.spreadsheet.answers import What
from skillsdir.spreadsheet.cells import levels
from skillsdir.spreadsheet.cells.names import person_name
from skillsdir.spreadsheet.cells.projects import projects_in
from skillsdir.spreadsheet.cells.skills import IS_LEARNING, Mention, skills_in
from skillsdir.spreadsheet.columns.titles import skill_and_aim
from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.contents import CLEARED
from skillsdir.spreadsheet.nouns.entities import CellError, Entity, SkippedError
from skillsdir.spreadsheet.nouns.projects import NOW, PAST


def match_people(survey, lines):
    """Pairs of a line and its person; lines without e-mail come last.

    Lines of nobody are rejected or left out here.
    """
    pairs = []
    teams = {}
    with_email = [line for line in lines if "email" in line.cells]
    without = [line for line in lines if "email" not in line.cells]
    for line in (*with_email, *without):
        label = str(line.cells.get("name") or line.cells.get("email"))
        place = place_of(line)
        try:
            pairs.append((line, match_person(survey, line, teams)))
        except SkippedError as skipped:
            survey.leave_out("people", place, label, str(skipped))
        except CellError as error:
            survey.reject("people", place, label, str(error))
    return pairs


def place_of(line):
    """Where it is said who the line is about."""
    keys = [name for name in ("email", "name") if name in line.cells]
    return line.cell(keys[0]).place if keys else line.place


def match_person(survey, line, teams):
    """The person of a line, who may be new; raises as reading a cell does."""
    name = name_of(line)
    team = fold(str(line.cells.get("team", ""))).strip()
    slug = str(line.cells.get("slug", ""))
    if "email" in line.cells:
        email = contents.email.read(survey, line.cell("email"))
        if here := survey.person_with(email, name, place_of(line)):
            return holder(survey, here, email)
        key, shown = fold_email(email), f"{name} <{email}>"
    elif is_address(slug, name):
        email, key, shown = "", f"[{slug}]", f"{name} [{slug}]"
        if here := survey.directory.addressed("person", shown):
            return here
    else:
        return named_person(survey, line, name, team)
    namesakes = [
        person
        for person in survey.directory.find("person", fold(name).strip())
        if may_be_same(team, team_of(person, survey, teams))
        and not are_told_apart(slug, person)
    ]
    if namesakes or not survey.is_as_decided("person", key, None):
        question = survey.ask("person", key, shown, place_of(line))
        question.options = (What.USE, What.CREATE, What.SKIP)
        if not question.answer or question.answer.what != What.CREATE:
            person = survey.decided(question)
            if slug:
                # So other rows of the file name them.
                survey.directory.by_slug["person"].setdefault(slug, person)
            return person
    return newcomer(survey, name, email, slug, team, teams)


def is_address(slug, name):
    """Whether it is written as the directory writes addresses: no town, no street."""
    words = {*fold(name).split()}
    return bool(name and slug) and (
        slug == slugify(slug) or not words.isdisjoint(fold(slug).split())
    )


def named_person(survey, line, name, team):
    """The person of a line that gives a name, and perhaps the team, at most."""
    key = fold(name).strip()
    if not key:
        raise CellError("has neither a name nor an e-mail")
    shown = f"{name}, {line.cells['team']}" if team else name
    return survey.decided(
        survey.ask("person", f"{key} | {team}" if team else key, shown, place_of(line))
    )


def name_of(line):
    """The name as it is spoken, unless an address shows that we wrote it."""
    text = str(line.cells.get("name", ""))
    return " ".join(text.split()) if "slug" in line.cells else person_name(text)


def holder(survey, person, email):
    """The person, who has the e-mail now: a file takes it from nobody else."""
    other = survey.directory.by_email[fold_email(email)]
    if other is not person:
        raise CellError(f"{email} is {other}’s: give {other} another e-mail first")
    return person


def newcomer(survey, name, email, slug, team, teams):
    entity = Entity(label=name or email, slug=slug)
    teams[entity] = team
    survey.directory.add("person", entity)
    if email:
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
    """What the cells of a line list: skills, wishes and projects, each by itself.

    One bad one rejects no other.
    """
    for name, cell in line.cells_of(*LISTS):
        noun, want = LISTS[name]
        if cell.value == CLEARED and name not in SPREAD:
            why = "a list is not cleared at once: remove what is wrong on the profile"
            survey.reject(noun, cell.place, str(person), why)
            continue
        for mention in find_mentions(survey, name, cell, line):
            label = f"{person}: {mention.name}"
            try:
                want(survey, mention, cell.place, person)
            except SkippedError as skipped:
                if name not in SPREAD:
                    survey.leave_out(noun, cell.place, label, str(skipped))
            except CellError as error:
                survey.reject(noun, cell.place, label, str(error))


def find_mentions(survey, name, cell, line):
    if name in ("current_projects", "past_projects"):
        return projects_in(str(cell.value), survey.knows_project)
    if name in SPREAD:
        parts = line.table.titles[cell.column]
        skill, _ = skill_and_aim(parts, survey.knows_skill)
        return [Mention(skill, None if levels.is_tick(cell.value) else cell.value)]
    mentions = skills_in(str(cell.value), survey.knows_skill)
    level = line.beside(cell.column)
    return [
        replace(mention, level=level.value) if level and not mention.level else mention
        for mention in mentions
    ]


def want_expertise(survey, mention, place, person):
    values = mentioned_skill(survey, mention, place, person, "level")
    values["called"] = mention.name
    if mention.years is not None:
        values["years"] = mention.years
    survey.want("expertise", values, place)


def want_goal(survey, mention, place, person):
    values = mentioned_skill(survey, mention, place, person, "target_level")
    survey.want("goals", values, place)


def mentioned_skill(survey, mention, place, person, level):
    values = {"person": person, "skill": survey.name("skill", mention.name, place)}
    # Whoever wants to learn a skill may say so in so many words.
    is_said = level == "target_level" and mention.level == IS_LEARNING
    if mention.level is not None and not is_said:
        values[level] = survey.level(mention.level, place)
    return values


def want_current(survey, mention, place, person):
    want_booking(survey, mention, place, person, NOW)


def want_past(survey, mention, place, person):
    change = want_booking(survey, mention, place, person, PAST)
    if mention.outcome:
        outcomes = survey.outcomes.setdefault(change.values["project"], {})
        outcomes.setdefault(mention.outcome, place)
    elif mention.remark:
        change.why = f"“{mention.remark}” is no outcome known here: left out"


def want_booking(survey, mention, place, person, phase):
    project = survey.name("project", mention.name, place)
    survey.phases.setdefault(project, set()).add(phase)
    values = {"person": person, "project": project, "phase": phase}
    return survey.want("bookings", values, place)


LISTS = {
    "skill_level": ("expertise", want_expertise),
    "skill_target": ("goals", want_goal),
    "expertise": ("expertise", want_expertise),
    "learning_goals": ("goals", want_goal),
    "current_projects": ("bookings", want_current),
    "past_projects": ("bookings", want_past),
}
# Those whose column is one skill, with a level in each cell.
SPREAD = ("skill_level", "skill_target")
