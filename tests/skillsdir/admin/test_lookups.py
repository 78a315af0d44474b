"""Keys of related rows that are none: told at the field, wherever they come from."""

import pytest
from django.contrib import admin

from tests.admin_pages import address, errors_at_fields

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]
NO_KEYS = ("x", "::", "parent='", "1,5", "9" * 30, "-1", "½", "1e3", "", "٣x", "a\0b")
# All such fields of a page are tried at once: to write it takes a quarter of a second.
LOOKUPS = [
    pytest.param(model, options.autocomplete_fields, id=str(model._meta))
    for model, options in admin.site._registry.items()
    if options.autocomplete_fields
]


@pytest.mark.parametrize(("model", "names"), LOOKUPS)
def test_what_an_address_chooses_and_is_not_there_is_ignored(
    model, names, admin_client
):
    for value in NO_KEYS:
        response = admin_client.get(address(model, "add/"), dict.fromkeys(names, value))
        assert response.status_code == 200, value


@pytest.mark.parametrize(("model", "names"), LOOKUPS)
def test_what_is_sent_and_is_not_there_is_told_at_its_field(model, names, admin_client):
    for value in filter(None, NO_KEYS):
        sent = dict.fromkeys(names, value)
        response = admin_client.post(address(model, "add/"), sent)
        assert set(names) - set(errors_at_fields(response)) == set(), value


@pytest.mark.parametrize("value", NO_KEYS)
def test_rows_below_a_page_may_choose_nothing_either(value, directory_admin_client):
    sent = {
        "name": "Ann",
        **{f"{prefix}-TOTAL_FORMS": 1 for prefix in ("expertise", "goals")},
        **{f"{prefix}-INITIAL_FORMS": 0 for prefix in ("expertise", "goals")},
        "expertise-0-skill": value,
        "expertise-0-level": 2,
        "goals-0-skill": value,
    }
    response = directory_admin_client.post("/admin/people/person/add/", sent)
    assert response.status_code == 200


@pytest.mark.parametrize("day", ["9" * 30, "9999", "0", "x", "-1", "10000"])
def test_years_beyond_the_calendar_filter_nothing(day, admin_client):
    path = "/admin/people/expertiseevent/"
    for query in (f"year={day}", f"year=9999&pgh_created_at__month={day}"):
        response = admin_client.get(f"{path}?pgh_created_at__{query}", follow=True)
        assert response.status_code == 200


@pytest.mark.parametrize("model", admin.site._registry, ids=str)
def test_zero_bytes_in_the_address_of_a_list_are_left_out(model, admin_client):
    names = [field.name for field in model._meta.fields]
    for query in ("q=%00", "o=%00", *(f"{name}__exact=a%00b" for name in names)):
        response = admin_client.get(f"{address(model)}?{query}", follow=True)
        assert response.status_code in {200, 400}, query


def test_zero_bytes_in_what_is_looked_for_are_left_out(admin_client):
    query = "term=a%00b&app_label=people&model_name=person&field_name=team"
    assert admin_client.get(f"/admin/autocomplete/?{query}").status_code == 200


@pytest.mark.parametrize("chosen", [["x"], ["a\0b"], ["9" * 30], ["½", "1"], [""]])
def test_rows_of_an_action_that_are_not_there_are_left_out(chosen, admin_client):
    for action in ("delete_selected", "confirm_profiles", "erase", "x\0"):
        sent = {"action": action, "_selected_action": chosen, "index": "9" * 30}
        response = admin_client.post("/admin/people/person/", sent, follow=True)
        assert response.status_code == 200, action
