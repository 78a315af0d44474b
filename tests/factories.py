"""Rows for tests: each factory makes a minimal valid row of fixed values."""

from collections import defaultdict
from datetime import date

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from factory.django import DjangoModelFactory

from people.accounts.accounts import holder_of
from people.models import (
    Absence,
    Endorsement,
    Expertise,
    Identity,
    LearningGoal,
    Level,
    Location,
    Person,
    SavedSearch,
    Skill,
    SkillAlias,
    SkillCategory,
    Team,
    VerifiedEmail,
)
from people.rules import account_email
from projects.models import (
    Assignment,
    AssignmentStatus,
    ConsideredPerson,
    Project,
    ShortlistEntry,
    SkillNeed,
    Suggestion,
)
from skillsdir.models import ImportedChange, RememberedMapping, SpreadsheetImport


def slug_of(names):
    """The slug of a row that was given no name: none other looks like it.

    The product would ask the database twice for it, which is half of what a row costs.
    """

    def slug(row, number):
        name = names.format(number)
        return name.lower().replace(" ", "-") if row.name == name else ""

    return factory.LazyAttributeSequence(slug)


class RowFactory(DjangoModelFactory):
    """Writes a batch as `write_rows` does."""

    class Meta:
        abstract = True

    @classmethod
    def create_batch(cls, size, **fields):
        return write_rows(cls.build_batch(size, **fields))


def write_rows(rows):
    """Write rows that were built, and before them what they refer to; the same rows.

    Each kind is one statement, but for accounts and for slugs that are looked for.
    """
    if parents := [parent for row in rows for parent in unwritten_parents(row)]:
        write_rows(parents)
    kinds = defaultdict(dict)
    for row in filter(is_unwritten, rows):
        for field in foreign_keys(row):
            # It has a key by now.
            setattr(row, field.name, field.get_cached_value(row))
        if isinstance(row, get_user_model()) or getattr(row, "slug", None) == "":
            row.save()
        else:
            kinds[type(row)][id(row)] = row
    for kind, found in kinds.items():
        kind._base_manager.bulk_create(found.values())
    return rows


def is_unwritten(row):
    return row is not None and row._state.adding


def unwritten_parents(row):
    parents = (field.get_cached_value(row) for field in foreign_keys(row))
    return filter(is_unwritten, parents)


def foreign_keys(row):
    """Those of the row whose other row is at hand."""
    fields = (field for field in row._meta.concrete_fields if field.is_relation)
    return [field for field in fields if field.is_cached(row)]


class UserFactory(RowFactory):
    """Without a password: tests sign in with `force_login`."""

    username = factory.Sequence("user{}".format)
    password = "!"

    class Meta:
        model = get_user_model()


class TeamFactory(RowFactory):
    name = factory.Sequence("Team {}".format)
    slug = slug_of("Team {}")

    class Meta:
        model = Team


class LocationFactory(RowFactory):
    name = factory.Sequence("Location {}".format)
    slug = slug_of("Location {}")
    time_zone = "Europe/London"

    class Meta:
        model = Location


class SkillCategoryFactory(RowFactory):
    name = factory.Sequence("Category {}".format)
    slug = slug_of("Category {}")

    class Meta:
        model = SkillCategory


class SkillFactory(RowFactory):
    name = factory.Sequence("Skill {}".format)
    slug = slug_of("Skill {}")
    category = factory.SubFactory(SkillCategoryFactory)

    class Meta:
        model = Skill


class SkillAliasFactory(RowFactory):
    skill = factory.SubFactory(SkillFactory)
    name = factory.Sequence("Alias {}".format)

    class Meta:
        model = SkillAlias


class PersonFactory(RowFactory):
    name = factory.Sequence("Person {}".format)
    slug = slug_of("Person {}")
    email = factory.Sequence("person{}@example.com".format)

    class Meta:
        model = Person


class ExpertiseFactory(RowFactory):
    person = factory.SubFactory(PersonFactory)
    skill = factory.SubFactory(SkillFactory)
    level = Level.PRACTITIONER

    class Meta:
        model = Expertise


class EndorsementFactory(RowFactory):
    expertise = factory.SubFactory(ExpertiseFactory)
    endorsed_by = factory.SubFactory(PersonFactory)
    level = Level.PRACTITIONER

    class Meta:
        model = Endorsement


class LearningGoalFactory(RowFactory):
    person = factory.SubFactory(PersonFactory)
    skill = factory.SubFactory(SkillFactory)

    class Meta:
        model = LearningGoal


class AbsenceFactory(RowFactory):
    person = factory.SubFactory(PersonFactory)
    starts_on = date(2026, 3, 9)
    ends_on = date(2026, 3, 13)

    class Meta:
        model = Absence


class IdentityFactory(RowFactory):
    """Of one provider each."""

    user = factory.SubFactory(UserFactory)
    issuer = factory.Sequence("https://id{}.example.com".format)
    subject = factory.Sequence("subject{}".format)
    email = factory.LazyAttribute(lambda identity: account_email(identity.user))
    holder = factory.LazyAttribute(lambda identity: holder_of(identity.user))

    class Meta:
        model = Identity


class VerifiedEmailFactory(RowFactory):
    """Of somebody who is known as another, at one provider each."""

    issuer = factory.Sequence("https://id{}.example.com".format)
    subject = factory.Sequence("verified{}".format)
    is_known = True

    class Meta:
        model = VerifiedEmail


class SavedSearchFactory(RowFactory):
    """Of everybody, with nobody known: `query` narrows it."""

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence("Search {}".format)

    class Meta:
        model = SavedSearch


class ProjectFactory(RowFactory):
    name = factory.Sequence("Project {}".format)
    slug = slug_of("Project {}")

    class Meta:
        model = Project


class SkillNeedFactory(RowFactory):
    project = factory.SubFactory(ProjectFactory)
    skill = factory.SubFactory(SkillFactory)

    class Meta:
        model = SkillNeed


class ShortlistEntryFactory(RowFactory):
    project = factory.SubFactory(ProjectFactory)
    person = factory.SubFactory(PersonFactory)

    class Meta:
        model = ShortlistEntry


class SuggestionFactory(RowFactory):
    """Candidates for nothing, of whom there were none."""

    project = factory.SubFactory(ProjectFactory)
    kind = "candidates"
    formula = 1
    question = {
        "needs": [],
        "percent": 50,
        "weights": {"skills": 60, "availability": 25, "growth": 10, "overlap": 5},
        "today": "2026-03-09",
        "window": ["2026-03-09", "2026-04-05"],
        "factors": {},
    }
    answer = {"candidates": 0}

    class Meta:
        model = Suggestion


class ConsideredPersonFactory(RowFactory):
    suggestion = factory.SubFactory(SuggestionFactory)
    person = factory.SubFactory(PersonFactory)
    facts = {"free": 100}

    class Meta:
        model = ConsideredPerson


class AssignmentFactory(RowFactory):
    """A confirmed, open-ended booking of half a week: `skills=[…]` are those used."""

    project = factory.SubFactory(ProjectFactory)
    person = factory.SubFactory(PersonFactory)
    starts_on = date(2026, 1, 5)
    status = AssignmentStatus.CONFIRMED

    class Meta:
        model = Assignment
        skip_postgeneration_save = True

    @factory.post_generation
    def skills(self, create, skills):
        if create and skills:
            self.skills.set(skills)


class LearningSeatFactory(AssignmentFactory):
    """A booking on which the person learns a skill, guided by somebody."""

    learns = factory.SubFactory(SkillFactory)
    mentor = factory.SubFactory(PersonFactory)


class SpreadsheetImportFactory(RowFactory):
    """A draft without a file."""

    file_name = factory.Sequence("people{}.csv".format)
    size = 100
    sha256 = "0" * 64

    class Meta:
        model = SpreadsheetImport


class ImportedChangeFactory(RowFactory):
    spreadsheet_import = factory.SubFactory(
        SpreadsheetImportFactory,
        status="applied",
        applied_at=factory.LazyFunction(timezone.now),
    )
    noun = "people"
    action = "changed"
    object_id = factory.Sequence(int)
    place = "People!2"

    class Meta:
        model = ImportedChange


class RememberedMappingFactory(RowFactory):
    fingerprint = factory.Sequence(str)
    kind = "people"

    class Meta:
        model = RememberedMapping
