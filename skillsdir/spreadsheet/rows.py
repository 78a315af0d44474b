"""Reads the lines of all sheets: first what has a name, then what refers to it."""

from django.utils import timezone

from people.names import normalise
from projects.models.choices import LIVE
from skillsdir.spreadsheet.cells import PersonMention, people_in
from skillsdir.spreadsheet.directory import name_key
from skillsdir.spreadsheet.entities import CellError, Entity, SkippedError
from skillsdir.spreadsheet.fields import KEPT
from skillsdir.spreadsheet.lines import CLEARED
from skillsdir.spreadsheet.lists import read_lists
from skillsdir.spreadsheet.matching import match_people
from skillsdir.spreadsheet.nouns import BY_NOUN, NOUNS
from skillsdir.spreadsheet.nouns.bookings import NOW, PAST

NAMED = ("team", "location", "skill", "project")


def read_tables(survey, tables):
    """Note all that the tables say in the survey's changes."""
    of_kind = {}
    for table in tables:
        of_kind.setdefault(table.kind.name, []).extend(table.lines)
    named = []
    for noun in NAMED:
        for line in of_kind.get(BY_NOUN[noun].name, ()):
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


# Rows that have names


def define(survey, noun, line):
    """The entity that a line of a sheet of names is about; it may be new."""
    text = " ".join(str(line.cells.get("name", "")).split())
    slug = str(line.cells.get("slug", ""))
    directory = survey.directory
    by_slug = directory.by_slug[noun].get(slug)
    try:
        if not name_key(noun, text):
            raise CellError("has no name")
        by_name = directory.find(noun, name_key(noun, text))
        if by_slug and by_name and by_slug not in by_name:
            raise CellError(
                f"the address “{slug}” is that of “{by_slug}”, the name is not"
            )
        if by_slug:
            return by_slug
        if len(by_name) > 1:
            return survey.name(noun, text, line.place)
        if by_name:
            return by_name[0]
    except SkippedError as skipped:
        survey.leave_out(BY_NOUN[noun].name, line.place, text, str(skipped))
        return None
    except CellError as error:
        survey.reject(BY_NOUN[noun].name, line.place, text, str(error))
        return None
    entity = Entity(label=text, slug=slug)
    directory.add(noun, entity)
    return entity


def read_named(survey, noun, line, entity):
    values, problems = read_cells(survey, noun, line)
    is_here = entity.pk is not None
    # An address stays; a name that was found under another spelling does as well.
    if is_here:
        values.pop("slug", None)
        if noun.name != "people" and entity.slug != line.cells.get("slug"):
            values.pop("name", None)
    elif noun.name == "projects" and values.get("outcome"):
        values.setdefault("outcome_recorded_at", recorded_at(line))
    change = survey.want(noun.name, values, line.place, entity=entity, line=line)
    if problems:
        reject(change, problems, entity.label)
    if noun.name == "skills" and "aliases" in line.cells:
        read_aliases(survey, line, entity)


def recorded_at(line):
    """Now, unless the sheet has a column that says when."""
    return None if "outcome_recorded_at" in line.table.by_field else timezone.now()


def read_aliases(survey, line, skill):
    cell = line.cell("aliases")
    for name in str(cell.value).replace("\n", ";").split(";"):
        name = " ".join(name.split())
        key = normalise(name)
        here = survey.directory.by_name["skill"].get(key, [])
        if not key or here == [skill]:
            continue
        if here:
            why = f"“{name}” means {here[0]} already"
            survey.reject("aliases", cell.place, name, why)
        elif len(name) > 120:
            survey.reject("aliases", cell.place, name[:40], "is too long for a name")
        else:
            survey.want("aliases", {"skill": skill, "name": name}, cell.place)
            survey.directory.by_name["skill"][key].append(skill)


# All other rows


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
        survey.leave_out(noun.name, line.place, label_of(line), str(found))
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
        reject(change, problems, label_of(line))


def person_of_line(survey, line):
    """The person in the columns of name and e-mail, of which one is enough."""
    place = line.place
    mentions = people_in(str(line.cells.get("person", "")))
    if len(mentions) > 1:
        raise CellError(f"“{line.cells['person']}” names several people")
    mention = mentions[0] if mentions else PersonMention()
    if email := str(line.cells.get("email", "")):
        mention = PersonMention(mention.name, email, mention.team)
    if not mention.name and not mention.email:
        raise CellError("names nobody")
    return survey.person_of(mention, place)


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


# Cells


def read_cells(survey, noun, line, but=()):
    """The values of a line by field, and problems: pairs of a place and what is wrong.

    What is left out as decided has no value; where the row is nothing without it, a
    `SkippedError` is returned in place of the values.
    """
    values, problems = {}, []
    for name in line.cells:
        one = noun.by_name.get(name)
        if one is None or one.read is None or name in but:
            continue
        cell = line.cell(name)
        try:
            if cell.value == CLEARED:
                values[one.target] = cleared(one)
            else:
                values[one.target] = one.read(survey, cell)
        except SkippedError as skipped:
            if name in noun.required:
                return skipped, problems
        except CellError as error:
            problems.append((cell.place, str(error)))
    return values, problems


def cleared(one):
    if one.empty is KEPT:
        raise CellError("cannot be cleared")
    return one.empty


def reject(change, problems, label):
    """Reject a line at its first problem, naming the others as well."""
    (change.place, why), *others = problems
    change.name = label
    change.reject("; ".join([why, *(f"{place}: {more}" for place, more in others)]))


def label_of(line):
    names = ("person", "email", "project", "skill", "name")
    return ": ".join(str(line.cells[name]) for name in names if name in line.cells)
