import pytest
from django.contrib import admin
from django.contrib.auth.models import Group

from people.models import Person
from tests.factories import (
    ExpertiseFactory,
    LearningGoalFactory,
    PersonFactory,
)

MODELS = [model for model in admin.site._registry]


def address(model, page):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{page}"


@pytest.mark.parametrize("page", ["", "add/"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_page_of_the_admin_site_opens(admin_client, model, page):
    assert admin_client.get(address(model, page)).status_code == 200
