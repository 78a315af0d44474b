"""The people of a list as rows of a table, for CSV and Excel: a batch at a time."""

from collections import defaultdict
from itertools import islice

from people import rules
from people.directory.search import ids_found
from people.fields import Ids
from people.models import Expertise, LearningGoal, Person, related
from people.records.track_record import Outcome, track_records

# Columns by name, and their headings where people read them. The link comes first: it
# is the column that a script loses if it takes the mark of UTF-8 for text.
COLUMNS = {
    "link": "Profile",
    "slug": "Address",
    "name": "Name",
    "email": "E-mail",
    "job_title": "Job title",
    "team": "Team",
    "location": "Location",
    "time_zone": "Time zone",
    "capacity": "Capacity, %",
    "expertise": "Areas of expertise",
    "learning_goals": "Wants to learn",
    "current_projects": "Current projects",
    "past_projects": "Past projects",
    "successes": "Successes",
    "judged": "Judged",
}
PERSON_FIELDS = (
    *("pk", "user_id", "slug", "name", "email", "job_title", "team__name"),
    *("location__name", "location__time_zone", "capacity"),
)
BATCH = 500


def export_rows(filterset, *, user, site):
    """Yield the people found, in the list's order, as tuples of `COLUMNS`.

    `site` is what stands before the slug in the address of a person. Five queries a
    batch, and memory for one. What the user may not see of a person is empty.
    """
    for ids in batches(ids_found(filterset)):
        yield from person_rows(ids, user, site)


def batches(ids):
    ids = iter(ids)
    while batch := list(islice(ids, BATCH)):
        yield batch


def person_rows(ids, user, site):
    people = Person.objects.filter(pk__any=Ids(ids))
    people = people.values_list(*PERSON_FIELDS, named=True)
    by_id = {person.pk: person for person in people.order_by()}
    skills = levels_by_person(Expertise.objects.all(), ids, "level")
    goals = levels_by_person(LearningGoal.objects.unfinished(), ids, "target_level")
    current, past = projects_by_person(ids)
    records = track_records(rules.with_seen_rate(user, by_id.values()))
    for pk in ids:
        # Who was erased since the list was made is not on it any more.
        if person := by_id.get(pk):
            record = records.get(pk)
            yield (
                f"{site}{person.slug}/",
                *(value or "" for value in person[2:-1]),
                person.capacity,
                "; ".join(skills[pk]),
                "; ".join(goals[pk]),
                "; ".join(name for name, _ in current[pk].values()),
                "; ".join(past_project(*one, record) for one in past[pk].values()),
                record.successes if record else "",
                record.judged if record else "",
            )


def levels_by_person(rows, ids, level):
    """“Python (4)” for each row, by person, in the order of the rows."""
    found = defaultdict(list)
    for person, skill, at in rows.filter(person_id__any=Ids(ids)).values_list(
        "person_id", "skill__name", level
    ):
        found[person].append(f"{skill} ({at})")
    return found


def projects_by_person(ids):
    """Names and outcomes by person and project: of current ones, and of past ones.

    A project is in one of the two, whatever the number of bookings on it.
    """
    current, past = defaultdict(dict), defaultdict(dict)
    rows = related("assignments").filter(person_id__any=Ids(ids)).worked()
    for person, project, name, outcome, is_current in rows:
        found = current if is_current else past
        found[person].setdefault(project, (name, outcome))
    for person, projects in current.items():
        for project in projects:
            past[person].pop(project, None)
    return current, past


def past_project(name, outcome, record):
    """The name, with how the project ended for those who see the person's record."""
    return f"{name} ({Outcome(outcome).label})" if outcome and record else name
