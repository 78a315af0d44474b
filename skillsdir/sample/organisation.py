"""Makes the sample organisation, and tells it from anything else."""

from collections import Counter

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Q
from pghistory.core import event_models
from slugify import slugify
from tqdm import tqdm

from people.models import (
    Absence,
    Endorsement,
    Expertise,
    LearningGoal,
    Location,
    Person,
    PersonEvent,
    SavedSearch,
    Skill,
    SkillAlias,
    SkillCategory,
    Team,
)
from people.skills.loading import load_catalogue
from projects.models import Assignment, Project, ShortlistEntry, SkillNeed
from projects.models.free_percents import make_steps_anew
from projects.models.kept import KEPT
from skillsdir.sample import bookings, knowledge, lists, seats, undertakings, workers
from skillsdir.sample.accounts import SIGN_INS, make_accounts, set_passwords
from skillsdir.sample.content import EMAIL_DOMAIN, LOCATIONS, SPONSORS, TEAMS
from skillsdir.sample.days import at, iso
from skillsdir.sample.tables import (
    copy_rows,
    finish_tables,
    without_history,
    without_indexes,
)

UsedSkill = Assignment.skills.through
User = get_user_model()

# Columns of the large tables, in the order in which rows are made.
COLUMNS = {
    Person: (
        "id user_id name slug email job_title team_id location_id manager_id bio"
        " capacity works_from works_to joined_on left_on confirmed_at"
    ),
    Expertise: "id person_id skill_id level last_used_on years note",
    Endorsement: "id expertise_id endorsed_by_id level note endorsed_at",
    LearningGoal: (
        "id person_id skill_id target_level priority target_on motivation status set_on"
    ),
    Absence: "id person_id starts_on ends_on",
    Project: (
        "id name slug summary sponsor team_id lead_id aim status starts_on ends_on"
        " success_criteria outcome stage_reached outcome_note signal data fit"
        " outcome_recorded_by_id outcome_recorded_at over_at"
    ),
    SkillNeed: "id project_id skill_id level people priority welcomes_learner phase"
    " starts_on ends_on",
    Assignment: (
        "id project_id person_id role percent starts_on ends_on status learns_id"
        " mentor_id created_by_id"
    ),
    UsedSkill: "id assignment_id skill_id",
}
# Tables that hold nothing but the sample organisation before it is made anew.
OWN = (
    *(User, Team, Location, *COLUMNS, SavedSearch, ShortlistEntry),
    *event_models(),
)
ROWS_PER_PERSON = 26


class ForeignDataError(Exception):
    """The database holds rows that the sample organisation did not bring."""


def is_here():
    """Whether the database holds the sample organisation."""
    return Person.objects.filter(email__endswith=f"@{EMAIL_DOMAIN}").exists()


def find_foreign():
    """Return what the sample organisation did not bring, as "kind: name", or None.

    Its people and users have addresses under a domain that exists nowhere, or none and
    no history: whom somebody enters has one. Its teams, places and sponsors are those
    of `places.toml`.
    """
    ours = Q(email__endswith=f"@{EMAIL_DOMAIN}")
    for queryset in (
        User.objects.exclude(ours | Q(email="", person__isnull=False)),
        Person.objects.exclude(ours).filter(
            Q(email__isnull=False) | Q(pk__in=PersonEvent.objects.values("pgh_obj"))
        ),
        Team.objects.exclude(name__in=[team.name for team in TEAMS]),
        Location.objects.exclude(name__in=[place.name for place in LOCATIONS]),
        Project.objects.exclude(sponsor__in=SPONSORS),
    ):
        if row := queryset.first():
            return f"{queryset.model._meta.verbose_name} “{row}”"
    return None


@transaction.atomic
def make_organisation(*, people, seed, today, password):
    """Put the sample organisation in place of an earlier one; return rows by noun.

    `today` is the day around which everything happens. The same numbers give the
    same rows. Raises `ForeignDataError`, and writes nothing, when the database holds
    anything else.
    """
    lock()
    if found := find_foreign():
        raise ForeignDataError(f"The database holds the {found}.")
    with tqdm(total=people * ROWS_PER_PERSON, unit="row", disable=None) as progress:
        clear()
        if not Skill.objects.exists():
            load_catalogue()
        users = make_accounts()
        make_places()
        # What is invented has no history: nobody entered it.
        with without_history():
            written = write_organisation(
                people, seed, today.toordinal(), users, progress
            )
        set_passwords(users, password)
    return written


def lock():
    """Let nobody add a row between the look at the tables and their emptying."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {tables(OWN)} IN SHARE ROW EXCLUSIVE MODE")


def clear():
    """Empty the tables; also those that refer to them, such as the admin's log."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables(OWN)} RESTART IDENTITY CASCADE")


def tables(models):
    return ", ".join(model._meta.db_table for model in models)


def make_places():
    Location.objects.bulk_create(
        Location(name=place.name, slug=slugify(place.name), time_zone=place.time_zone)
        for place in LOCATIONS
    )
    teams = [Team(name=row.name, slug=slugify(row.name)) for row in TEAMS]
    by_name = {team.name: team for team in teams}
    Team.objects.bulk_create(
        team for team, row in zip(teams, TEAMS, strict=True) if not row.parent
    )
    for team, row in zip(teams, TEAMS, strict=True):
        team.parent = by_name.get(row.parent)
    Team.objects.bulk_create(team for team in teams if team.parent)


def write_organisation(count, seed, today, users, progress):
    """Make and write all rows; the order is that of the foreign keys."""
    pools = knowledge.Pools(
        dict(Skill.objects.order_by("name").values_list("name", "pk"))
    )
    progress.set_description("people at work")
    staff = workers.make_workers(count, today, seed)
    knowledge.state_skills(staff, pools, today, seed)
    goals = list(knowledge.goal_rows(staff, pools, today, seed))
    work = undertakings.make_undertakings(
        undertakings.project_count(count), pools, today, seed
    )
    booked = bookings.Planner(work, today, seed).book_all(staff)
    undertakings.choose_leads(work, staff, staff[0].id, seed)
    needs = list(undertakings.need_rows(work, seed))
    seats.give_seats(booked, needs, staff, goals, today)
    authors = [users["admin"].pk, users["manager"].pk]
    tables = {
        Person: person_rows(staff, users),
        Expertise: knowledge.expertise_rows(staff),
        Endorsement: knowledge.endorsement_rows(staff, today, seed),
        LearningGoal: goals,
        Absence: knowledge.absence_rows(staff, today, seed),
        Project: undertakings.project_rows(work, authors, today, seed),
        SkillNeed: needs,
        Assignment: bookings.assignment_rows(booked, authors, seed),
        UsedSkill: bookings.used_skill_rows(booked),
    }
    written = Counter()
    with without_indexes(tables):
        for model, rows in tables.items():
            noun = str(model._meta.verbose_name_plural)
            written[noun] = copy_rows(model, COLUMNS[model].split(), rows, progress)
    with without_indexes(KEPT):
        for model in KEPT:
            model.objects.rebuild()
    finish_tables((*OWN, *KEPT, SkillCategory, Skill, SkillAlias))
    make_steps_anew(Person.objects.values_list("pk", flat=True))
    return written | lists.make_lists(users["manager"], today)


def person_rows(staff, users):
    accounts = {
        sign_in.worker + 1: users[sign_in.username].pk
        for sign_in in SIGN_INS
        if sign_in.worker is not None
    }
    for worker in staff:
        starts, ends = worker.hours
        yield (
            worker.id,
            accounts.get(worker.id),
            worker.name,
            worker.slug,
            worker.email,
            worker.title,
            worker.team,
            worker.location,
            worker.manager,
            worker.bio,
            worker.capacity,
            f"{starts:02}:00",
            f"{ends:02}:00",
            iso(worker.joined),
            iso(worker.left),
            worker.confirmed and at(worker.confirmed, 8, worker.id % 60),
        )
