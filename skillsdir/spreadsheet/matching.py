"""Which person a line is about: by e-mail, or else as somebody decided.

Two people may bear one name: nobody is taken for somebody else, or for somebody new
of a name that is here in the same team, without a question.
"""

from people.emails import fold_email
from people.names import fold
from skillsdir.spreadsheet import fields
from skillsdir.spreadsheet.answers import What
from skillsdir.spreadsheet.entities import CellError, Entity, SkippedError


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
        email = fields.email(survey, line.cell("email"))
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
