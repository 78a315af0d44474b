"""What people write at length has one limit, wherever they write it."""

import random
import string

import pytest
from django.apps import apps
from django.db.models import TextField
from pghistory.models import Event

from people.fields import MOST_LETTERS
from people.models import Person
from people.profiles.forms import AboutForm
from projects.life.forms import CancelForm, CloseForm, PlanForm
from projects.models import Project
from skillsdir.spreadsheet.files.limits import MAX_TEXT
from tests.admin_pages import address, change, errors_at_fields
from tests.factories import PersonFactory, ProjectFactory

pytestmark = pytest.mark.looks_again

FIELDS = [
    field
    for label in ("people", "projects")
    for model in apps.get_app_config(label).get_models()
    for field in model._meta.fields
    if type(field) is TextField and field.editable and not issubclass(model, Event)
]


def long_text(letters, alphabet=string.ascii_lowercase):
    """Words that are all different, as far as there are enough of them."""
    words = random.Random(1).choices(alphabet, k=letters)
    words[7::8] = " " * len(words[7::8])
    return "".join(words)


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_every_long_text_has_it(field):
    assert field.max_length == MOST_LETTERS == MAX_TEXT


@pytest.mark.parametrize("form", [AboutForm, PlanForm, CloseForm, CancelForm])
def test_the_pages_have_it(form):
    names = {field.name for field in FIELDS} & form.base_fields.keys()
    assert names
    assert {form.base_fields[name].max_length for name in names} == {MOST_LETTERS}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("factory", "model", "name"),
    [(PersonFactory, Person, "bio"), (ProjectFactory, Project, "summary")],
)
def test_the_admin_site_has_it(factory, model, name, admin_client):
    url = address(model, f"{factory().pk}/change/")
    response = change(admin_client, url, **{name: long_text(1_200_000)})
    assert "at most 32767 characters" in str(errors_at_fields(response)[name])
    assert change(admin_client, url, **{name: "x" * MOST_LETTERS}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "alphabet", [string.ascii_lowercase, "数据科学研究项目团队𠀀𠀁𠀂"]
)
def test_the_longest_texts_are_saved_and_shown(alphabet, admin_client):
    fields = ("summary", "success_criteria", "outcome_note")
    text = long_text(MOST_LETTERS, alphabet)
    project = ProjectFactory(**dict.fromkeys(fields, text))
    assert admin_client.get(project.get_absolute_url()).status_code == 200
