"""Reads the lines of what has a name: teams, locations, skills, projects, people."""

from people.names import normalise
from skillsdir.spreadsheet.directory import name_key
from skillsdir.spreadsheet.entities import CellError, Entity, SkippedError
from skillsdir.spreadsheet.nouns import BY_NOUN
from skillsdir.spreadsheet.row_cells import read_cells, reject


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
        if noun == "project" and slug and not by_slug:
            # Two of the file may bear one name, each with an address of its own.
            by_name = [one for one in by_name if one.pk or not one.slug]
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
        if len(by_name) > 1:
            return survey.name(noun, text, line.place)
        if by_name:
            check_is_not_renamed(directory, noun, by_name[0], slug, text)
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


def check_new_name(directory, noun, entity, text):
    """Refuse a name that is exactly that of another row, or an alias."""
    namesakes = directory.find(noun, name_key(noun, text))
    others = [one for one in namesakes if one is not entity and one.label == text]
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
    values, problems = read_cells(survey, noun, line)
    is_here = entity.pk is not None
    # An address stays; a name that was found under another spelling does as well.
    if is_here:
        values.pop("slug", None)
        if noun.name != "people" and entity.slug != line.cells.get("slug"):
            values.pop("name", None)
    elif noun.name == "projects" and values.get("outcome"):
        values.setdefault("outcome_recorded_at", recorded_at(survey, line))
    change = survey.want(noun.name, values, line.place, entity=entity, line=line)
    if problems:
        reject(change, problems, entity.label)
    if noun.name == "skills" and "aliases" in line.cells:
        read_aliases(survey, line, entity)


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
