"""Every named constraint, both ways: what it refuses by name, and the nearest
that it lets pass.
"""

from datetime import date, time

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from people.fields import RESERVED_SLUGS
from people.models import Person, Team
from tests.factories import (
    AbsenceFactory,
    EndorsementFactory,
    ExpertiseFactory,
    IdentityFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    SavedSearchFactory,
    SkillAliasFactory,
    SkillFactory,
    TeamFactory,
    UserFactory,
    VerifiedEmailFactory,
)

pytestmark = pytest.mark.django_db

# Constraint, factory, values refused, values that pass.
CHECKS = [
    ("person_slug_is_not_reserved", PersonFactory, {"slug": "me"}, {"slug": "mel"}),
    ("team_slug_is_not_reserved", TeamFactory, {"slug": "new"}, {"slug": "newer"}),
    ("skill_slug_is_not_reserved", SkillFactory, {"slug": "matrix"}, {"slug": "r"}),
    ("location_slug_is_not_reserved", LocationFactory, {"slug": "add"}, {"slug": "a"}),
    (
        "person_email_is_plain",
        PersonFactory,
        {"email": "ａna@example.com"},
        {"email": "ana@exämple.com"},
    ),
    *(
        ("person_email_is_an_address", PersonFactory, {"email": refused}, passes)
        for refused in ("", " ", "\t", "x", "@x", "x@", "a b@x", "a@x y")
        for passes in [{"email": None}, {"email": "a@x"}]
    ),
    (
        "person_capacity_is_a_percentage",
        PersonFactory,
        {"capacity": 101},
        {"capacity": 100},
    ),
    (
        "person_stated_success_is_a_percentage",
        PersonFactory,
        {"stated_success": 101},
        {"stated_success": 100},
    ),
    (
        "person_day_ends_after_it_starts",
        PersonFactory,
        {"works_from": time(9), "works_to": time(9)},
        {"works_from": time(9), "works_to": time(9, 1)},
    ),
    (
        "person_day_ends_after_it_starts",
        PersonFactory,
        {"works_from": time(17), "works_to": time(9)},
        {"works_from": time(21), "works_to": time(9)},
    ),
    (
        "person_day_ends_after_it_starts",
        PersonFactory,
        {"works_from": time(14), "works_to": time(13)},
        {"works_from": time(14), "works_to": time()},
    ),
    (
        "person_left_after_joining",
        PersonFactory,
        {"joined_on": date(2026, 3, 9), "left_on": date(2026, 3, 8)},
        {"joined_on": date(2026, 3, 9), "left_on": date(2026, 3, 9)},
    ),
    (
        "savedsearch_knows_since_when",
        SavedSearchFactory,
        {"gone_people": [1]},
        {"gone_people": [1], "gone_since": [date(2026, 3, 9)]},
    ),
    (
        "absence_ends_after_it_starts",
        AbsenceFactory,
        {"starts_on": date(2026, 3, 9), "ends_on": date(2026, 3, 8)},
        {"starts_on": date(2026, 3, 9), "ends_on": date(2026, 3, 9)},
    ),
    ("skill_kind_is_known", SkillFactory, {"kind": "magic"}, {"kind": "tool"}),
    ("skill_name_has_letters", SkillFactory, {"name": "–"}, {"name": "C#"}),
    ("skillalias_name_has_letters", SkillAliasFactory, {"name": "!"}, {"name": "C"}),
    ("expertise_level_is_known", ExpertiseFactory, {"level": 5}, {"level": 4}),
    ("expertise_years_are_plausible", ExpertiseFactory, {"years": 81}, {"years": 80}),
    ("endorsement_level_is_known", EndorsementFactory, {"level": 0}, {"level": 1}),
    (
        "learninggoal_level_is_known",
        LearningGoalFactory,
        {"target_level": 0},
        {"target_level": 1},
    ),
    (
        "learninggoal_priority_is_known",
        LearningGoalFactory,
        {"priority": 4},
        {"priority": 3},
    ),
    (
        "learninggoal_status_is_known",
        LearningGoalFactory,
        {"status": "forgotten"},
        {"status": "dropped"},
    ),
]
# Constraint, factory, the fields that may not come twice together.
UNIQUE = [
    ("expertise_once_per_person_and_skill", ExpertiseFactory, ["person", "skill"]),
    (
        "endorsement_once_per_colleague",
        EndorsementFactory,
        ["expertise", "endorsed_by"],
    ),
    ("learninggoal_once_unfinished", LearningGoalFactory, ["person", "skill"]),
    ("identity_is_one_account", IdentityFactory, ["issuer", "subject"]),
    ("identity_is_one_of_an_account", IdentityFactory, ["user", "issuer"]),
    ("verifiedemail_is_one_of_a_subject", VerifiedEmailFactory, ["issuer", "subject"]),
]
TESTED_APART = {
    "person_email_is_unique",
    "person_account_needs_email",
    "person_is_not_own_manager",
    "team_is_not_its_own_parent",
    # tests.people.searches.test_saved_searches
    "savedsearch_name_is_unique",
    "savedsearch_has_a_name",
}


def refused_by(constraint):
    return pytest.raises(IntegrityError, match=f'"people_{constraint}"')


@pytest.mark.parametrize(("constraint", "factory", "refused", "passes"), CHECKS)
def test_a_check_refuses_what_it_names(constraint, factory, refused, passes):
    with refused_by(constraint):
        factory(**refused)


@pytest.mark.parametrize(("constraint", "factory", "refused", "passes"), CHECKS)
def test_a_check_lets_the_nearest_value_pass(constraint, factory, refused, passes):
    assert factory(**passes).pk


@pytest.mark.parametrize(("constraint", "factory", "fields"), UNIQUE)
def test_the_same_fact_is_not_stated_twice(constraint, factory, fields):
    first = factory()
    with refused_by(constraint):
        factory(**{field: getattr(first, field) for field in fields})


@pytest.mark.parametrize(("constraint", "factory", "fields"), UNIQUE)
def test_a_fact_that_differs_in_one_field_is_another(constraint, factory, fields):
    first = factory()
    for field in fields:
        assert factory(**{field: getattr(first, field)}).pk


def test_every_constraint_is_in_one_of_these_tables():
    named = {
        constraint.name
        for model in apps.get_app_config("people").get_models()
        for constraint in model._meta.constraints
    }
    tested = {row[0] for row in CHECKS + UNIQUE} | TESTED_APART
    assert named == {f"people_{name}" for name in tested}


def test_an_email_is_unique_whatever_its_case():
    PersonFactory(email="ana@example.com")
    with refused_by("person_email_is_unique"):
        PersonFactory(email="ANA@Example.com")


def test_two_people_without_an_email_are_two_people():
    PersonFactory(email=None)
    assert PersonFactory(email=None).pk


def test_whoever_has_an_account_keeps_an_email():
    person = PersonFactory(user=UserFactory())
    with refused_by("person_account_needs_email"):
        Person.objects.filter(pk=person.pk).update(email=None)


def test_whoever_has_no_account_needs_no_email():
    person = PersonFactory(user=UserFactory())
    Person.objects.filter(pk=person.pk).update(email=None, user=None)
    assert Person.objects.get(pk=person.pk).email is None


def test_two_emails_that_differ_are_two_people():
    PersonFactory(email="ana@example.com")
    assert PersonFactory(email="anna@example.com").pk


def test_nobody_is_their_own_manager():
    person = PersonFactory()
    with refused_by("person_is_not_own_manager"):
        Person.objects.filter(pk=person.pk).update(manager=person)


def test_somebody_else_is_a_manager():
    assert PersonFactory(manager=PersonFactory()).manager.reports.count() == 1


def test_a_team_is_not_part_of_itself():
    team = TeamFactory()
    with refused_by("team_is_not_its_own_parent"):
        Team.objects.filter(pk=team.pk).update(parent=team)


def test_a_team_is_part_of_another():
    assert TeamFactory(parent=TeamFactory()).parent.children.count() == 1


def test_a_goal_may_be_set_again_once_the_first_is_achieved():
    first = LearningGoalFactory(status="achieved")
    assert LearningGoalFactory(person=first.person, skill=first.skill).pk


@pytest.mark.parametrize("slug", RESERVED_SLUGS)
def test_no_row_gets_a_reserved_slug(slug):
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(slug=slug)
    assert PersonFactory(name=slug).slug == f"{slug}-2"


# The triggers


def test_a_skill_may_not_have_the_key_of_an_alias():
    SkillAliasFactory(name="sk-learn")
    with pytest.raises(IntegrityError, match='key "sk learn" is taken'):
        SkillFactory(name="SK Learn")


def test_an_alias_may_not_have_the_key_of_a_skill():
    SkillFactory(name="scikit-learn")
    with pytest.raises(IntegrityError, match='key "scikit learn" is taken'):
        SkillAliasFactory(name="Scikit Learn")


def test_a_rename_to_a_taken_key_is_refused():
    SkillAliasFactory(name="sklearn")
    skill = SkillFactory(name="Scikit-learn")
    skill.name = "SKLearn"
    with pytest.raises(IntegrityError, match="is taken"):
        skill.save()


def test_names_that_differ_in_a_letter_are_two_skills():
    names = ["C", "C++", "C#", "R", "Rust"]
    assert {SkillFactory(name=name).key for name in names} == {
        *("c", "c++", "c#", "r", "rust")
    }


def test_nobody_endorses_their_own_expertise():
    expertise = ExpertiseFactory()
    with pytest.raises(IntegrityError, match="nobody endorses their own expertise"):
        EndorsementFactory(expertise=expertise, endorsed_by=expertise.person)


def test_a_colleague_endorses_an_expertise():
    assert EndorsementFactory().expertise.endorsements.count() == 1


def test_an_endorsement_cannot_be_moved_to_the_person_itself():
    endorsement = EndorsementFactory()
    endorsement.endorsed_by = endorsement.expertise.person
    with pytest.raises(IntegrityError, match="nobody endorses"):
        endorsement.save()
