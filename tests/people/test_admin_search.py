"""The admin site finds names as people write them: in lists and in autocompletes."""

import pytest
from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.test import RequestFactory
from django.urls import resolve, reverse

from projects.models import Assignment
from tests.factories import (
    AssignmentFactory,
    EndorsementFactory,
    ExpertiseFactory,
    LearningGoalFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    ShortlistEntryFactory,
    SkillAliasFactory,
    SkillCategoryFactory,
    SkillFactory,
    SkillNeedFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

NAME = "Anne‑Claire Saint-Exupéry O’Weiß"
TYPED = [
    *("saint exupery", "saint-exupery", "Anne-Claire Saint-Exupery", "Saint-Exupéry"),
    *("SAINT–EXUPERY", "anneclaire", "O'Weiss", "oweiss", "o weiß", "OʼWEISS", "exup"),
    *("Saint\u00a0Exupéry", "saint\u00adexupery", "exupery saint"),
]
OTHERS = ["saint nobody", "o'neill", "…", "saint ’ nobody"]
MAKERS = {
    "person": lambda: PersonFactory(name=NAME),
    "user": lambda: PersonFactory(name=NAME, user=UserFactory()),
    "team": lambda: TeamFactory(name=NAME),
    "location": lambda: LocationFactory(name=NAME),
    "skillcategory": lambda: SkillCategoryFactory(name=NAME),
    "skill": lambda: SkillFactory(name=NAME),
    "expertise": lambda: ExpertiseFactory(person__name=NAME),
    "endorsement": lambda: EndorsementFactory(endorsed_by=PersonFactory(name=NAME)),
    "learninggoal": lambda: LearningGoalFactory(person__name=NAME),
    "expertiseevent": lambda: ExpertiseFactory(person__name=NAME),
    "learninggoalevent": lambda: LearningGoalFactory(person__name=NAME),
    "personevent": lambda: PersonFactory(name=NAME),
    "project": lambda: ProjectFactory(name=NAME),
    "assignment": lambda: AssignmentFactory(person__name=NAME),
    "shortlistentry": lambda: ShortlistEntryFactory(person__name=NAME),
    "assignmentevent": lambda: AssignmentFactory(person__name=NAME),
    "skillneedevent": lambda: SkillNeedFactory(project__name=NAME),
    "projectevent": lambda: ProjectFactory(name=NAME),
}
SEARCHED = {model._meta.model_name: model for model in admin.site._registry}
# Their names are no names of people: of groups, what was typed at sign-in, e-mails.
AS_TYPED = {"group", "accessattempt", "verifiedemail"}


def found(user, model, typed):
    """How many rows the list finds; to write its page would take ten times as long."""
    address = reverse(admin_urlname(model._meta, "changelist"))
    request = RequestFactory().get(address, {"q": typed})
    request.user, request.resolver_match = user, resolve(address)
    page = admin.site.get_model_admin(model).changelist_view(request)
    return page.context_data["cl"].result_count


def test_every_model_with_a_search_is_tried():
    searched = {
        model._meta.model_name
        for model, options in admin.site._registry.items()
        if options.search_fields
    }
    assert searched - AS_TYPED == MAKERS.keys()


@pytest.mark.parametrize("name", MAKERS)
def test_a_list_finds_a_name_as_people_write_it(name, admin):
    MAKERS[name]()
    lost = [one for one in TYPED if not found(admin, SEARCHED[name], one)]
    assert lost == []
    wrong = [one for one in OTHERS if found(admin, SEARCHED[name], one)]
    assert wrong == []


def suggestions(client, model, field, term):
    options = model._meta
    asked = {
        "app_label": options.app_label,
        "model_name": options.model_name,
        "field_name": field,
        "term": term,
    }
    results = client.get("/admin/autocomplete/", asked).json()["results"]
    return [one["text"] for one in results]


@pytest.mark.parametrize("typed", TYPED)
def test_an_autocomplete_finds_a_name_as_people_write_it(typed, admin_client):
    PersonFactory(name=NAME)
    assert suggestions(admin_client, Assignment, "person", typed) == [NAME]


def test_a_person_is_found_by_e_mail_as_it_is_typed(admin_client):
    person = PersonFactory(name="Zoe", email="zoe.o-brien@example.com")
    PersonFactory(name="Brien O")
    assert suggestions(admin_client, Assignment, "person", person.email) == ["Zoe"]


def test_the_skill_of_that_name_comes_first(admin_client):
    SkillFactory(name="C")
    SkillFactory(name="C#")
    SkillAliasFactory(skill=SkillFactory(name="Analytics"), name="C♯ analytics")
    assert suggestions(admin_client, Assignment, "skills", "C♯")[0] == "C#"
