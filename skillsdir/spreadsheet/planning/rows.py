"""Reads the lines of all sheets: first what has a name, then what refers to it."""

from datetime import timedelta
from zoneinfo import available_timezones

from people.spelling.names import fold, normalise
from people.words import local_day
from projects.models.choices import LIVE
from skillsdir.spreadsheet.cells.people import PersonMention, people_in
from skillsdir.spreadsheet.cells.projects import projects_and_percents, says_free
from skillsdir.spreadsheet.columns.periods import PeriodUnit, share_of
from skillsdir.spreadsheet.files.sheets import UNCALCULATED
from skillsdir.spreadsheet.nouns import BY_NOUN, NOUNS, contents
from skillsdir.spreadsheet.nouns.bookings import (
    NOW,
    PAST,
    end_by_length,
    end_by_outcome,
)
from skillsdir.spreadsheet.nouns.contents import CLEARED
from skillsdir.spreadsheet.nouns.entities import (
    BlankError,
    CellError,
    Entity,
    SkippedError,
)
from skillsdir.spreadsheet.planning.cast import place_of
from skillsdir.spreadsheet.planning.directory import name_key
from skillsdir.spreadsheet.planning.naming import mentioned_person, person_told
from skillsdir.spreadsheet.planning.people import match_people, read_lists


def read_cells(survey, noun, line, but=()):
    """The values of a line by field, problems, and notes on what says nothing.

    Problems are pairs of a place and what is wrong. What is left out as decided has no
    value; where the row is nothing without it, a `SkippedError` is returned in place of
    the values.
    """
    values, problems, notes = {}, [], []
    for name in line.cells:
        column = noun.by_name.get(name)
        if column is None or name in but:
            continue
        cell = line.cell(name)
        try:
            if cell.value == CLEARED and not column.content.takes_dash:
                values[column.target] = noun.cleared(column)
            else:
                values[column.target] = column.content.read(survey, cell)
        except BlankError as blank:
            notes += filter(None, [str(blank)])
        except SkippedError as skipped:
            if name in noun.required or column.content is contents.level:
                return skipped, problems, notes
        except CellError as error:
            problems.append((cell.place, str(error)))
    return values, problems, notes


def reject(change, problems, label):
    """Reject a line at its first problem, naming the others as well."""
    (change.place, why), *others = problems
    change.name = label
    change.reject("; ".join([why, *(f"{place}: {more}" for place, more in others)]))


def line_label(line):
    names = ("person", "email", "project", "skill", "name")
    words = [line.cells[name] for name in names if name in line.cells]
    words = [str(word)[:80] for word in words if word != UNCALCULATED]
    return ": ".join(words) or "a row without a name"


def define(survey, noun, line):
    """The entity that a line of a sheet of names is about; it may be new."""
    text = " ".join(str(line.cells.get("name", "")).split())
    slug = str(line.cells.get("slug", ""))
    directory = survey.directory
    by_slug = directory.by_slug[noun].get(slug)
    try:
        if not name_key(noun, text):
            raise CellError("has no name")
        key = name_key(noun, text)
        by_name = directory.find(noun, key)
        if noun == "project" and slug and not by_slug:
            # Two of the file may bear one name, each with an address of its own.
            by_name = [project for project in by_name if project.pk or not project.slug]
        if by_slug and by_name and by_slug not in by_name:
            raise CellError(
                f"the address “{slug}” is that of “{by_slug}”, the name is not"
            )
        if by_slug:
            check_new_name(directory, noun, by_slug, text)
            # From here on the file may call it by its new name.
            directory.call(noun, by_slug, text)
            directory.renamed[by_slug] = text
            return by_slug
        entity = by_name[0] if by_name else None
        if len(by_name) > 1 or not survey.is_as_decided(noun, key, entity):
            return survey.name(noun, text, line.place)
        if entity:
            check_is_not_renamed(directory, noun, entity, slug, text)
            return entity
    except SkippedError as skipped:
        survey.leave_out(BY_NOUN[noun].name, line.place, text, str(skipped))
        return None
    except CellError as error:
        survey.reject(BY_NOUN[noun].name, line.place, text, str(error))
        return None
    entity = Entity(label=text, slug=slug)
    directory.add(noun, entity)
    return entity


def check_new_name(directory, noun, entity, text):
    """Refuse a name that is exactly that of another row, or an alias."""
    namesakes = directory.find(noun, name_key(noun, text))
    others = [other for other in namesakes if other is not entity]
    others = [other for other in others if other.label == text]
    if others and noun != "project":
        raise CellError(f"“{text}” is the name of another one, “{others[0].slug}”")
    if noun == "skill" and name_key(noun, text) in directory.aliases:
        raise CellError(f"“{text}” is another name of “{entity}”: remove that first")


def check_is_not_renamed(directory, noun, entity, slug, text):
    """Refuse to take a row with an address of its own for one that gets a new name."""
    new = directory.renamed.get(entity, text)
    if slug and name_key(noun, new) != name_key(noun, text):
        raise CellError(f"“{text}” becomes “{new}” in this file: bring this in after")


def read_named(survey, noun, line, entity):
    values, problems, notes = read_cells(survey, noun, line)
    if noun.name == "people" and "name" in values:
        values["name"] = keep_written(survey, line, entity, values["name"])
    is_here = entity.pk is not None
    if noun.name == "people" and not is_here and is_by_email(line, values):
        values["name"] = entity.label = survey.cast.name_of(values["email"])
        notes.append("called as the e-mail says")
    # An address stays; a name that was found under another spelling does as well.
    if is_here:
        values.pop("slug", None)
        if not line.table.is_about_people:
            for name in ("name", "email"):
                values.pop(name, None)
            if not values and not problems:
                return
        if noun.name != "people" and entity.slug != line.cells.get("slug"):
            values.pop("name", None)
    elif noun.name == "projects" and values.get("outcome"):
        values.setdefault("outcome_recorded_at", recorded_at(survey, line))
    change = survey.want(noun.name, values, line.place, entity=entity, line=line)
    change.why = "; ".join(notes)
    if entity.why:
        problems = [(place_of(line), entity.why), *problems]
    if problems:
        reject(change, problems, entity.label)
    if noun.name == "skills" and "aliases" in line.cells:
        read_aliases(survey, line, entity)


def is_by_email(line, values):
    """Whether a sheet has nothing but an e-mail to call somebody by."""
    has_names = line.table.column_of("name") is not None
    return "email" in values and "name" not in values and not has_names


def keep_written(survey, line, entity, name):
    """The name as it is here; as written where an address shows that we wrote it."""
    written = contents.NAME.read(survey, line.cell("name"))
    is_same = entity.values and entity.values["name"] == written
    return written if is_same or "slug" in line.cells else name


def recorded_at(survey, line):
    """Now, unless the sheet has a column that says when."""
    return None if "outcome_recorded_at" in line.table.by_field else survey.now


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


NAMED = ("team", "location", "category", "skill", "project")


def read_tables(survey, tables):
    of_kind = {}
    for table in tables:
        lines = [line for line in table.lines if is_calculated(survey, line)]
        of_kind.setdefault(table.kind.name, []).extend(lines)
    note_time_zones(survey, of_kind.get("people", ()))
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
            is_spread = "period" in line.table.answer.columns.values()
            read = read_periods if is_spread else read_row
            read(survey, NOUNS[kind], line)


def note_time_zones(survey, lines):
    """What the file says of where locations are, beside their names."""
    for line in lines:
        if {"location", "location_zone"} <= line.cells.keys():
            zone = str(line.cells["location_zone"]).strip()
            if zone in available_timezones():
                place = " ".join(str(line.cells["location"]).split())
                survey.zones.setdefault(name_key("location", place), zone)


def is_calculated(survey, line):
    """Whether all that counts of a line has its value; one that has not is rejected."""
    missing = [name for name, value in line.cells.items() if value == UNCALCULATED]
    for name in missing[:1]:
        place = line.table.sheet.place(line.row, line.table.column_of(name))
        why = (
            "a formula without its value: open the file in Excel or LibreOffice, save "
            "it, and upload that"
        )
        survey.reject(line.table.kind.name, place, line_label(line), why)
    return not missing


def by_address(survey, noun, lines):
    """Lines of rows that are here by their address first: they may get new names."""
    here = survey.directory.by_slug[noun]
    return sorted(lines, key=lambda line: str(line.cells.get("slug", "")) not in here)


def read_row(survey, noun, line):
    values, problems, notes = read_values(survey, noun, line)
    if values is None:
        return
    if noun.name == "bookings":
        notes += end_by_length(line, values)
        notes += end_by_outcome(survey, line, values)
        add_phase(survey, values)
    change = survey.want(noun.name, values, line.place, line=line)
    change.why = "; ".join(notes)
    missing = [name for name in noun.required if name not in values]
    if missing and not problems:
        heading = noun.heading(missing[0])
        problems = [(line.place, f"needs a value for “{heading}”")]
    if problems:
        reject(change, problems, line_label(line))


def read_values(survey, noun, line):
    """The values of a line, problems and notes; no values where it is left out."""
    values, problems = {}, []
    if noun.about:
        try:
            values["person"] = person_of_line(survey, line)
        except SkippedError as skipped:
            label = str(line.cells.get("person") or line.cells.get("email"))
            survey.leave_out(noun.name, line.place, label, str(skipped))
            return None, [], []
        except CellError as error:
            problems.append((line.place, str(error)))
    read, more, notes = read_cells(survey, noun, line, but={"person"})
    if isinstance(read, SkippedError):
        survey.leave_out(noun.name, line.place, line_label(line), str(read))
        return None, [], []
    return values | read, problems + more, notes


def read_periods(survey, noun, line):
    """The bookings of a line with a column for each week or month.

    Those of one project and percent that follow one another are one booking. Without a
    column of projects a cell names the project, with or without a percent.
    """
    values, problems, _ = read_values(survey, noun, line)
    if values is None:
        return
    for project, percent, first, last, cell in spans_of(survey, line, problems):
        said = {"starts_on": first, "ends_on": last}
        if percent is not None:
            said["percent"] = percent
        try:
            if project:
                said["project"] = survey.name("project", project, cell.place)
            if "project" not in values | said:
                raise CellError("needs a value for “Project”")
        except SkippedError as skipped:
            survey.leave_out(noun.name, cell.place, line_label(line), str(skipped))
            continue
        except CellError as error:
            survey.reject(noun.name, cell.place, line_label(line), str(error))
            continue
        add_phase(survey, values | said)
        survey.want(noun.name, values | said, cell.place, line=line)
    if problems:
        place, why = problems[0]
        survey.reject(noun.name, place, line_label(line), why)


def spans_of(survey, line, problems):
    """Project, percent, first and last day of what the cells of periods say, joined."""
    if problems:
        return []
    spans = []
    for _, cell in line.cells_of("period"):
        period = line.table.periods.get(cell.column)
        if period is None:
            heading = line.table.titles[cell.column]
            heading = heading[-1] if heading else "the column"
            problems.append((cell.place, f"“{heading}” is no week or month"))
            continue
        for project, percent in shares_of(line, cell, period):
            words = f"“{cell.value}”"
            if percent and percent > 100:
                problems.append((cell.place, f"{words} is more than a full week"))
            elif percent or (percent is None and project):
                add_span(spans, [project, percent, period.first, period.last, cell])
            elif percent is None and not says_free(cell.value):
                problems.append((cell.place, f"{words} is no share of a week"))
    return spans


def shares_of(line, cell, period):
    """The percents that a cell of a period says, with projects where it names them."""
    unit = line.table.answer.unit or PeriodUnit.PERCENT
    percent = share_of(cell.value, unit, period)
    if percent is None and "project" not in line.cells:
        return projects_and_percents(str(cell.value))
    return [("", percent)]


def add_span(spans, span):
    """Add a span, or let the same one go on that ended where this begins."""
    _, _, first, last, _ = span
    for before in spans:
        if before[:2] == span[:2] and before[3] < first <= before[3] + GAP:
            before[3] = last
            return
    spans.append(span)


# A weekend between two periods or none.
GAP = timedelta(days=3)


def person_of_line(survey, line):
    """The person in the columns of name and e-mail, of which one is enough."""
    texts = [line.cells[name] for name in ("person", "email") if name in line.cells]
    for text in map(str, texts):
        if found := survey.directory.addressed("person", text):
            return found
    mentions = [mention for text in texts for mention in people_in(str(text))]
    # Twice the same: the address may have been pasted together with the name.
    names = [*{fold(one.name): one.name for one in mentions if one.name}.values()]
    emails = [mention.email for mention in mentions if mention.email]
    if len(names) > 1 or len(emails) > 1:
        raise CellError(f"names several people: {', '.join(names + emails)}")
    if not mentions:
        raise CellError("names nobody")
    mention = PersonMention(*names or [""], *emails or [""])
    told = None if emails else person_told(survey, line)
    return told or mentioned_person(survey, mention, line.place)


def add_phase(survey, values):
    """Whether a booking without a first day is over: by its end, or its project."""
    project = values.get("project")
    if project is None:
        return
    ends_on = values.get("ends_on")
    is_over = ends_on is not None and ends_on < local_day()
    if not is_over:
        is_over = project.current().get("status", LIVE[0]) not in LIVE
    values.setdefault("phase", PAST if is_over else NOW)
    survey.phases.setdefault(project, set()).add(values["phase"])
