"""Whom a cell means that names a person: by e-mail, or as it was decided.

Nobody is taken for somebody else by name alone: there may be two. Within one file a
name says who is meant where just one row of people bears it, and nobody else here.
"""

from people.spelling.emails import fold_email
from people.spelling.names import fold
from people.words import local_day
from skillsdir.spreadsheet.answers import NameQuestion, What
from skillsdir.spreadsheet.cells.names import person_name
from skillsdir.spreadsheet.cells.people import names_nobody, people_in
from skillsdir.spreadsheet.nouns.contents import CLEARED, email_in
from skillsdir.spreadsheet.nouns.entities import BlankError, CellError, Entity
from skillsdir.spreadsheet.planning.cast import keys_of
from skillsdir.spreadsheet.planning.directory import is_called, name_key


def person_in(survey, text, place):
    if found := survey.directory.addressed("person", text):
        return found
    mentions = people_in(text)
    if len(mentions) != 1:
        raise CellError(f"“{text}” does not name one person")
    return mentioned_person(survey, mentions[0], place)


def mentioned_person(survey, mention, place):
    if not mention.email:
        return bearer_of(survey, mention.name, place)
    name = mention.name or survey.cast.name_of(mention.email)
    if found := person_with(survey, mention.email, mention.name, place):
        return found
    key = fold_email(mention.email)
    question = ask_who(survey, key, f"{name} <{mention.email}>", place, calls=name)
    if is_new(question):
        values = {"name": name, "email": email_in(mention.email)}
        return survey.add_new("person", values, place)
    return survey.decided(question)


def is_new(question):
    return bool(question.answer) and question.answer.what == What.CREATE


def ask_who(survey, key, shown, place, *, calls=""):
    """The question about a person; nobody is new whose name somebody has got since."""
    question = survey.ask("person", key, shown, place)
    question.calls = calls
    bearers = survey.directory.bearers(fold(calls or shown).strip(), key)
    here = {one.pk for one in bearers if one.pk is not None}
    if question.answer and question.answer.is_overtaken(here):
        question.answer = None
    return question


def bearer_of(survey, name, place):
    """Who bears the name: the file's own, or as it was decided."""
    key = fold(name).strip()
    if not key:
        raise CellError(f"“{name}” names nobody")
    if names_nobody(name) and not survey.directory.find("person", key):
        raise BlankError(f"“{name}” names nobody: taken as empty")
    if survey.answers.decided("person", key) is None:
        bearer = bearer_in_file(survey, name)
        if isinstance(bearer, NameQuestion):
            bearer.ask_at(place)
            return person_decided(survey, bearer)
        if bearer:
            return bearer
    return person_decided(survey, ask_who(survey, key, name, place))


def bearer_in_file(survey, name):
    """The only one of the file whom the name can mean, or what is asked of them."""
    here = set(survey.directory.find("person", fold(name).strip()))
    rows = survey.bearers.get(name_key("person", name), [])
    if len(rows) == 1:
        is_known = isinstance(rows[0], Entity) and here <= {rows[0]}
        return rows[0] if is_known or isinstance(rows[0], NameQuestion) else None
    is_made = len(here) == 1 and not rows
    bearer = next(iter(here), None)
    return bearer if is_made and bearer.pk is None else None


def person_told(survey, line):
    """Who a row is about by what it says beside the name; `None` if it says no more."""
    people = line.table.of_people
    own = people and people.by_row.get(line.row)
    question = own and survey.meant.get((people.sheet.name, own.row))
    if not question:
        return None
    question.ask_at(line.place)
    return person_decided(survey, question)


def person_decided(survey, question):
    """The person of a question about a name; somebody new is made once."""
    if not is_new(question):
        return survey.decided(question)
    made = survey.directory.made
    if question.key not in made:
        name = question.calls or question.name
        if len(name) > 200:
            raise CellError(f"“{name[:40]}…” is too long for a name")
        entity = survey.add_new("person", {"name": name}, question.places[0])
        made[question.key], entity.key = entity, question.key
    return made[question.key]


def person_with(survey, email, name, place):
    """Who has the e-mail, or whom it was decided to mean; `None` if nobody has.

    Account and e-mail go together: a profile that is called another name would
    take password and bookings to somebody else.
    """
    key = fold_email(email)
    found = survey.directory.by_email.get(key)
    is_found = found and survey.is_as_decided("person", key, found)
    if found and (not is_found or may_be_anothers(survey, found, name, key)):
        question = survey.ask("person", key, f"{name} <{email}>", place)
        question.options = (What.USE, What.SKIP)
        return survey.decided(question)
    check_as_seen(survey, key, found)
    return found


def check_as_seen(survey, key, found):
    """Refuse an e-mail that passed to another since somebody saw the dry run."""
    pk = found.pk if found else None
    if survey.answers.decided("person", key) or survey.seen.get(key) == pk:
        return
    whose = f"{found}’s" if pk else "nobody’s"
    raise CellError(
        f"the e-mail {key} is {whose} by now, unlike in the dry run: compare again"
    )


def may_be_anothers(survey, found, name, key):
    """Whether a row at the e-mail or address of somebody here may mean another.

    It calls them as they are not called; and somebody else is called so, be it longer
    or shorter, or who was found has left, or no word of the name is the same.
    """
    spoken = person_name(name)
    if found.pk is None or spoken in ("", CLEARED):
        return False
    namesakes = survey.directory.find("person", fold(spoken).strip())
    by_file = found.current()["name"]
    if found in namesakes or name_key("person", by_file) == name_key("person", spoken):
        return name_key("person", spoken) == "" and not is_called(found, spoken)
    left_on = found.values["left_on"]
    has_left = left_on is not None and left_on < local_day()
    own = {*fold(found.label).split(), *fold(by_file).split()}
    if namesakes or has_left or own.isdisjoint(fold(spoken).split()):
        return True
    keys = {found.pk, key, *keys_of(found.values["email"], found.slug)}
    return not is_called(found, spoken) and survey.namesakes.has_other(spoken, keys)


def note_new_names(survey, rows):
    """Note what the file calls people who are here, be it by a row that was decided.

    Another row of that name may be about them, under an e-mail that is new as well. So
    may a row whose e-mail is new, where the file calls its reader so elsewhere.
    """
    directory = survey.directory
    note_former(survey)
    for row in rows:
        if row.email and fold_email(row.email) not in directory.by_email:
            note_other_names(survey, row)
        decision = survey.answers.decided("person", row.key)
        meant = directory.by_pk["person"].get(decision and decision.target)
        meant = meant or directory.by_email.get(fold_email(row.email))
        if meant and row.name and not is_called(meant, row.name):
            called = directory.called_by_file[name_key("person", row.name)]
            called.append((meant, row.key))


def note_former(survey):
    """Note of who had an e-mail of the file how it calls who has it."""
    directory, called = survey.directory, survey.cast.called
    for email, people in directory.had_email.items():
        for name in called.get(email) or [survey.cast.name_of(email)]:
            names = directory.called_by_file[name_key("person", name)]
            names += [(person, "") for person in people]


def note_other_names(survey, row):
    own = name_key("person", spoken_name(survey, row))
    for name in survey.cast.called.get(fold_email(row.email), ()):
        if name_key("person", name) != own:
            here = survey.directory.find("person", fold(name).strip())
            survey.directory.called_by_file[own] += [(one, "") for one in here]


def spoken_name(survey, row):
    return row.name or survey.cast.name_of(row.email)


def note_bearer(survey, row, person):
    """Note whom the file means by a name, or what is asked about that."""
    bearers = survey.bearers.setdefault(name_key("person", row.name), [])
    if person not in bearers:
        bearers.append(person)
