"""What a name may mean that nothing here is called: the three nearest."""

from collections import defaultdict

from django.db import connection

from people.skills.names import MAX_SUGGESTIONS, MIN_SIMILARITY, resolve
from people.spelling.names import fold
from skillsdir.spreadsheet.answers import Suggestion
from skillsdir.spreadsheet.cells.names import ways_of
from skillsdir.spreadsheet.nouns import BY_NOUN
from skillsdir.spreadsheet.planning.cast import MOST_TOLD, says_more
from skillsdir.spreadsheet.planning.directory import name_key
from skillsdir.spreadsheet.planning.naming import is_new

NOTHING = {}
NEAREST = """
    SELECT asked.key, named.id, named.label
    FROM unnest(%s::text[]) AS asked (key)
    CROSS JOIN LATERAL (
        SELECT id, name, {label} AS label, similarity({folded}, asked.key) AS closeness
        FROM {table} WHERE similarity({folded}, asked.key) >= %s
        ORDER BY closeness DESC, name LIMIT %s
    ) AS named
    ORDER BY asked.key, named.closeness DESC, named.name
"""


def suggest(questions, directory, said=NOTHING):
    """Give each question its suggestions; a query for each noun that is asked of.

    `said` are the rows that ask, by the key of the question.
    """
    for noun in BY_NOUN:
        asked = [question for question in questions if question.noun == noun]
        if asked and noun == "skill":
            suggest_skills(asked)
        elif asked:
            suggest_names(noun, asked, directory, said)


def suggest_skills(questions):
    resolved = resolve(question.name for question in questions)
    for question in questions:
        question.suggestions = tuple(
            Suggestion(skill.pk, skill.name)
            for skill in resolved[question.name].suggestions
        )


def suggest_names(noun, questions, directory, said):
    """Who has the e-mail or the address, all who bear the name, and else the nearest.

    Nobody counts as a namesake for having an e-mail.
    """
    table = BY_NOUN[noun].model._meta.db_table
    folded = {"person": "sort_name", "project": "search_text"}.get(
        noun, "people_fold(name)"
    )
    label = "concat_ws(', ', name, email)" if noun == "person" else "name"
    keys = {question.key: fold(plain_name(question)) for question in questions}
    sql = NEAREST.format(table=table, folded=folded, label=label)
    nearest = {}
    with connection.cursor() as cursor:
        parameters = [sorted(set(keys.values())), MIN_SIMILARITY, MAX_SUGGESTIONS]
        cursor.execute(sql, parameters)
        for key, pk, words in cursor.fetchall():
            nearest.setdefault(key, {})[pk] = words
    twins = twins_of(questions, said, directory) if noun == "person" else {}
    for question in questions:
        row = max(said.get(question.key, ()), key=cells_of_row, default=None)
        bearers = bearers_of(question, directory, row)
        found = [one for one in holders(question, directory, row) if one not in bearers]
        here = twins.get(question.key, [])
        told = {one.target for one in here}
        here += [
            Suggestion(
                directory.target_of(noun, entity),
                label_of(noun, entity),
                entity in bearers,
            )
            for entity in (*found, *bearers)
            if directory.target_of(noun, entity) not in told
        ]
        known = {one.target for one in here}
        near = [
            Suggestion(pk, words)
            for pk, words in nearest.get(keys[question.key], {}).items()
            if pk not in known
        ]
        most = max(MAX_SUGGESTIONS, len(here))
        question.suggestions = tuple([*here, *near][:most])


def cells_of_row(row):
    return len(row.line.cells)


def twins_of(questions, said, directory):
    """Whom of the file a name may mean that rows of it bear, by question.

    One who says less than several, one of another sheet than the one before, and one
    whose name is written in another way: else they are two people.
    """
    rows = {key: those for key, those in said.items() if those[0].is_by_name}
    asked = {question.key: question for question in questions}
    places = {key: number for number, key in enumerate(rows)}
    by_way, new = defaultdict(set), new_people(directory)
    for key, those in rows.items():
        for way in ways_of(those[0].name):
            by_way[way].add(key)
    found = {}
    for key, question in asked.items():
        own, ways = rows.get(key), sorted(ways_of(plain_name(question)))
        others = {other for way in ways for other in by_way[way]}
        if (key in said and own is None) or len(others) > MOST_TOLD:
            continue
        found[key] = [
            Suggestion(other, f"{asked[other].name}, of this file", True)
            for other in sorted(others - {key}, key=places.get)
            if is_to_be(asked[other])
            and may_be_one(
                own, rows[other], is_after=places[other] < places.get(key, 0)
            )
        ]
        met = dict.fromkeys(person for way in ways for person in new[way])
        found[key] += [
            Suggestion(
                directory.target_of("person", one), label_of("person", one), True
            )
            for one in met
        ]
    return found


def new_people(directory):
    """People of the file whom no question is about, by each way to write their name."""
    found = defaultdict(list)
    for namesakes in directory.by_name["person"].values():
        for person in namesakes:
            if person.pk is None and not person.key:
                for way in ways_of(person.label):
                    found[way].append(person)
    return found


def may_be_one(own, rows, *, is_after):
    """Whether own rows, or a name alone, may be about whom other rows are about."""
    if own is None or says_more(rows[0].said, own[0].said):
        return True
    if not is_after or says_more(own[0].said, rows[0].said):
        return False
    sheets = {row.at[0] for row in own}
    if sheets.isdisjoint(row.at[0] for row in rows):
        return True
    # Of one sheet, what stands in brackets tells them apart.
    return is_spelt_otherwise(own[0].name, rows[0].name)


def is_spelt_otherwise(name, other):
    is_same = name_key("person", name) == name_key("person", other)
    return is_same and fold(name) != fold(other)


def is_to_be(question):
    return question.answer is None or is_new(question)


def bearers_of(question, directory, row):
    """All who bear the name, first those of whom the file says most that is so.

    Notes as likely whose team is the same, where that is one alone.
    """
    key = fold(plain_name(question)).strip()
    bearers = (
        directory.bearers(key, question.key)
        if question.noun == "person"
        else directory.find(question.noun, key)
    )
    if row is None:
        return bearers
    told = {entity: agreeing(entity, row, directory) for entity in bearers}
    likely = [entity for entity, fields in told.items() if "team" in fields]
    if len(likely) == 1:
        question.likely = directory.target_of(question.noun, likely[0])
    return sorted(bearers, key=lambda one: ("team" not in told[one], -len(told[one])))


TELLING = {"team": "team", "location": "location", "manager": "person"}


def agreeing(entity, row, directory):
    """The fields of which the file says what is here of a person."""
    held, cells = entity.values or {}, row.line.cells
    words = {"job_title": held.get("job_title") or ""}
    for name, noun in TELLING.items():
        other = directory.by_pk[noun].get(held.get(name))
        words[name] = other.label if other else ""
    return {
        name
        for name, text in words.items()
        if name in cells and text and fold(str(cells[name])) == fold(text)
    }


def holders(question, directory, row):
    """Who is here with the e-mail that is asked about, or at the address of the row."""
    if question.noun != "person":
        return []
    found = [directory.by_email.get(question.key)]
    found += [directory.by_slug["person"].get(row.slug)] if row else []
    return [person for person in found if person and person.pk is not None]


def plain_name(question):
    """The name without team, e-mail or address."""
    if question.noun != "person":
        return question.name
    if question.calls:
        return question.calls
    name = question.name.split(" <")[0].split(" [")[0]
    return name.split(",")[0].split("@")[0]


def label_of(noun, entity):
    held = entity.values or entity.current()
    email = held.get("email") if noun == "person" else ""
    label = f"{entity}, {email}" if email else entity.label
    return label if entity.pk or noun != "person" else f"{label}, of this file"


def suggest_rows(noun, ids):
    """The rows of these ids as suggestions, by id."""
    fields = ("name", "email") if noun == "person" else ("name",)
    rows = BY_NOUN[noun].model.objects.filter(pk__in=ids).values_list("pk", *fields)
    return {pk: Suggestion(pk, ", ".join(filter(None, words))) for pk, *words in rows}
