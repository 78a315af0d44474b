"""Reads the lines of all sheets: first what has a name, then what refers to it."""

from django.utils import timezone

from projects.models.choices import LIVE
from skillsdir.spreadsheet.entities import CellError, SkippedError
from skillsdir.spreadsheet.lists import read_lists
from skillsdir.spreadsheet.matching import match_people
from skillsdir.spreadsheet.named_rows import define, read_named
from skillsdir.spreadsheet.nouns import BY_NOUN, NOUNS
from skillsdir.spreadsheet.nouns.bookings import NOW, PAST
from skillsdir.spreadsheet.people_cells import PersonMention, people_in
from skillsdir.spreadsheet.row_cells import line_label, read_cells, reject

NAMED = ("team", "location", "category", "skill", "project")


def read_tables(survey, tables):
    """Note all that the tables say in the survey's changes."""
    of_kind = {}
    for table in tables:
        of_kind.setdefault(table.kind.name, []).extend(table.lines)
    named = []
    for noun in NAMED:
        for line in by_address(survey, noun, of_kind.get(BY_NOUN[noun].name, ())):
            if entity := define(survey, noun, line):
                named.append((noun, line, entity))
    people = match_people(survey, of_kind.get("people", ()))
    for noun, line, entity in named:
        read_named(survey, BY_NOUN[noun], line, entity)
    for line, entity in people:
        read_named(survey, NOUNS["people"], line, entity)
        read_lists(survey, line, entity)
    for kind in ("expertise", "endorsements", "goals", "absences", "needs", "bookings"):
        for line in of_kind.get(kind, ()):
            read_row(survey, NOUNS[kind], line)


def by_address(survey, noun, lines):
    """Lines of rows that are here by their address first: they may get new names."""
    here = survey.directory.by_slug[noun]
    return sorted(lines, key=lambda line: str(line.cells.get("slug", "")) not in here)


def read_row(survey, noun, line):
    values, problems = {}, []
    if noun.about:
        try:
            values["person"] = person_of_line(survey, line)
        except SkippedError as skipped:
            label = str(line.cells.get("person") or line.cells.get("email"))
            survey.leave_out(noun.name, line.place, label, str(skipped))
            return
        except CellError as error:
            problems.append((line.place, str(error)))
    found, more = read_cells(survey, noun, line, but={"person"})
    if isinstance(found, SkippedError):
        survey.leave_out(noun.name, line.place, line_label(line), str(found))
        return
    values |= found
    if noun.name == "bookings":
        add_phase(survey, values)
    change = survey.want(noun.name, values, line.place, line=line)
    problems += more
    missing = [name for name in noun.required if name not in values]
    if missing and not problems:
        heading = noun.heading(missing[0])
        problems = [(line.place, f"needs a value for “{heading}”")]
    if problems:
        reject(change, problems, line_label(line))


def person_of_line(survey, line):
    """The person in the columns of name and e-mail, of which one is enough."""
    texts = [line.cells[name] for name in ("person", "email") if name in line.cells]
    mentions = [one for text in texts for one in people_in(str(text))]
    names = [one.name for one in mentions if one.name]
    emails = [one.email for one in mentions if one.email]
    if len(names) > 1 or len(emails) > 1:
        raise CellError(f"names several people: {', '.join(names + emails)}")
    if not mentions:
        raise CellError("names nobody")
    mention = PersonMention(*names or [""], *emails or [""])
    return survey.person_of(mention, line.place)


def add_phase(survey, values):
    """Whether a booking without a first day is over: by its end, or its project."""
    project = values.get("project")
    if project is None:
        return
    ends_on = values.get("ends_on")
    is_over = ends_on is not None and ends_on < timezone.localdate()
    if not is_over:
        is_over = project.current().get("status", LIVE[0]) not in LIVE
    values["phase"] = PAST if is_over else NOW
    survey.phases.setdefault(project, set()).add(values["phase"])
