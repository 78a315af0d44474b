"""Which person a line is about, and the lists of skills and projects in its cells.

Two people may bear one name: nobody is taken for somebody else, or for somebody new
of a name that is here in the same team, without a question. Lists add and raise or
lower, and never remove: a skill that is not in the list stays.
"""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from people.spelling.emails import fold_email
from people.spelling.names import fold
from people.words import local_day
from skillsdir.spreadsheet.cells import levels
from skillsdir.spreadsheet.cells.projects import projects_in
from skillsdir.spreadsheet.cells.skills import IS_LEARNING, Mention, skills_in
from skillsdir.spreadsheet.columns.titles import (
    days_in_heading,
    says_present,
    skill_and_aim,
)
from skillsdir.spreadsheet.nouns.bookings import NOW, PAST, is_over
from skillsdir.spreadsheet.nouns.contents import CLEARED
from skillsdir.spreadsheet.nouns.entities import (
    CellError,
    Entity,
    SkippedError,
    UndecidedError,
)
from skillsdir.spreadsheet.planning.cast import (
    Telling,
    are_told_apart,
    may_be_same,
    order_of_row,
    place_of,
    read_person_row,
    team_of,
)
from skillsdir.spreadsheet.planning.directory import is_called
from skillsdir.spreadsheet.planning.naming import (
    ask_who,
    is_new,
    may_be_anothers,
    note_bearer,
    note_new_names,
    person_with,
    spoken_name,
)


def match_people(survey, lines):
    """Pairs of a line and its person; lines without e-mail come last.

    Lines of nobody are rejected or left out here.
    """
    pairs, teams, rows = [], {}, []
    telling = Telling(lines)
    for line in lines:
        with told_of(survey, line):
            rows.append(read_person_row(survey, line, telling))
    note_new_names(survey, rows)
    for row in sorted(rows, key=lambda row: order_of_row(survey, row)):
        with told_of(survey, row.line):
            person = match_or_ask(survey, row, teams)
            if not row.is_by_name:
                note_bearer(survey, row, person)
            pairs.append((row.line, person))
    return pairs


def match_or_ask(survey, row, teams):
    """The person of a row; while that is asked, a nobody, for what else is asked."""
    try:
        return match_person(survey, row, teams)
    except UndecidedError as error:
        nobody = Entity(label=row.name or row.email)
        nobody.why = str(error)
        return nobody


@contextmanager
def told_of(survey, line):
    """Note of a line that it is left out, or why it is rejected."""
    label = str(line.cells.get("name") or line.cells.get("email"))
    try:
        yield
    except SkippedError as skipped:
        survey.leave_out("people", place_of(line), label, str(skipped))
    except CellError as error:
        survey.reject("people", place_of(line), label, str(error))


def ask_about(survey, row):
    calls = spoken_name(survey, row) if row.email else row.name
    question = ask_who(survey, row.key, row.shown, row.place, calls=calls)
    survey.said.setdefault(row.key, []).append(row)
    return question


def match_person(survey, row, teams):
    """The person of a row, who may be new; raises as reading a cell does."""
    if row.is_by_name:
        return named_person(survey, row, teams)
    bearer = survey.directory.by_slug["person"].get(row.slug)
    if row.email:
        if here := person_with(survey, row.email, row.name, row.place):
            return holder(survey, here, row.email)
    elif bearer and is_meant(survey, bearer, row):
        return bearer
    name = fold(spoken_name(survey, row)).strip()
    namesakes = [
        person
        for person in survey.directory.find("person", name)
        if may_be_same(row.team, team_of(person, survey, teams))
        and not are_told_apart(row.slug, person)
    ] + survey.directory.others_called(name, row.key)
    is_taken = bearer is not None and bearer.pk is not None
    is_as_decided = survey.is_as_decided("person", row.key, None)
    if namesakes or is_taken or not is_as_decided:
        question = ask_about(survey, row)
        if question.answer is None:
            # Until it is known who that is, there is more than one of the name.
            note_bearer(survey, row, row)
        if not is_new(question):
            person = survey.decided(question)
            if row.slug:
                # So other rows of the file name them.
                survey.directory.by_slug["person"].setdefault(row.slug, person)
            return person
    return newcomer(survey, row, teams)


def is_meant(survey, bearer, row):
    """Whether a row without e-mail is about who has its address, without a question."""
    if bearer.pk is None:
        return is_called(bearer, row.name)
    is_as_decided = survey.is_as_decided("person", row.key, bearer)
    return is_as_decided and not may_be_anothers(survey, bearer, row.name, row.key)


def named_person(survey, row, teams):
    """The person of a row that gives a name, and perhaps more that tells, at most."""
    question = ask_about(survey, row)
    note_bearer(survey, row, question)
    survey.meant[row.at] = question
    if not is_new(question):
        return survey.decided(question)
    made = survey.directory.made
    if row.key not in made:
        made[row.key] = newcomer(survey, row, teams)
        made[row.key].key = row.key
    return made[row.key]


def holder(survey, person, email):
    """The person, who has the e-mail now: a file takes it from nobody else."""
    other = survey.directory.by_email[fold_email(email)]
    if other is not person:
        raise CellError(f"{email} is {other}’s: give {other} another e-mail first")
    return person


def newcomer(survey, row, teams):
    is_taken = row.slug in survey.directory.by_slug["person"]
    slug = "" if is_taken else row.slug
    entity = Entity(label=row.name or row.email, slug=slug)
    teams[entity] = row.team
    survey.directory.add("person", entity)
    if row.email:
        survey.directory.by_email[fold_email(row.email)] = entity
    return entity


def read_lists(survey, line, person):
    """What the cells of a line list: skills, wishes and projects, each by itself.

    One bad one rejects no other.
    """
    for name, cell in line.cells_of(*LISTS):
        noun, _ = LISTS[name]
        if cell.value == CLEARED and name not in SPREAD:
            why = "a list is not cleared at once: remove what is wrong on the profile"
            survey.reject(noun, cell.place, str(person), why)
            continue
        for mention in find_mentions(survey, name, cell, line):
            label = f"{person}: {mention.name}"
            try:
                want_of(name, mention, line.table.titles[cell.column])(
                    survey, mention, cell.place, person
                )
            except SkippedError as skipped:
                if name not in SPREAD:
                    survey.leave_out(noun, cell.place, label, str(skipped))
            except CellError as error:
                survey.reject(noun, cell.place, label, str(error))


def want_of(name, mention, parts):
    """The function that notes what a list mentions; of projects some may be over."""
    if name == "current_projects" and is_over(mention, goes_on=says_present(parts)):
        return want_past
    return LISTS[name][1]


def find_mentions(survey, name, cell, line):
    parts = line.table.titles[cell.column]
    if name in ("current_projects", "past_projects"):
        mentions = projects_in(str(cell.value), survey.knows_project)
        days = days_in_heading(parts)
        return [replace(one, days=one.days or days) for one in mentions]
    if name in SPREAD:
        skill, _ = skill_and_aim(parts, survey.knows_skill)
        return [Mention(skill, None if levels.is_tick(cell.value) else cell.value)]
    mentions = skills_in(str(cell.value), survey.knows_skill)
    beside = line.beside(cell.column)
    level = beside.value if beside else line.table.level_above(cell.column)
    return [
        replace(mention, level=level) if level and not mention.level else mention
        for mention in mentions
    ]


def want_graded(survey, mention, place, person):
    """The level in the column of a skill: of two columns it is asked which counts."""
    values = mentioned_skill(survey, mention, place, person, "level")
    survey.want("expertise", values, place)


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
    change = want_booking(survey, mention, place, person, NOW)
    if mention.outcome:
        change.why = f"“{mention.remark}” is said of what ended: left out"


def want_past(survey, mention, place, person):
    change = want_booking(survey, mention, place, person, PAST)
    if mention.outcome:
        survey.note_outcome(change.values["project"], mention.outcome, place)
    elif mention.remark:
        change.why = f"“{mention.remark}” is no outcome known here: left out"


def want_booking(survey, mention, place, person, phase):
    project = survey.name("project", mention.name, place)
    if mention.unclear:
        raise CellError(f"“{mention.unclear}” is no share or day that is clear")
    survey.phases.setdefault(project, set()).add(phase)
    today = local_day()
    values = {
        "person": person,
        "project": project,
        "phase": phase,
        **dict(mention.days),
    }
    if phase == PAST and mention.days and values.get("ends_on", today) >= today:
        values["ends_on"] = today - timedelta(days=1)
    if mention.percent:
        values["percent"] = mention.percent
    change = survey.want("bookings", values, place)
    if mention.rest:
        change.why = f"“{mention.rest}” says nothing of a booking: left out"
    return change


LISTS = {
    "skill_level": ("expertise", want_graded),
    "skill_target": ("goals", want_goal),
    "expertise": ("expertise", want_expertise),
    "learning_goals": ("goals", want_goal),
    "current_projects": ("bookings", want_current),
    "past_projects": ("bookings", want_past),
}
# Those whose column is one skill, with a level in each cell.
SPREAD = ("skill_level", "skill_target")
