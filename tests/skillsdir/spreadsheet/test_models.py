import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from skillsdir.models import SpreadsheetImport
from tests.factories import (
    ImportedChangeFactory,
    RememberedMappingFactory,
    SpreadsheetImportFactory,
)

pytestmark = pytest.mark.django_db

# Constraint, factory, values refused, values that pass.
CHECKS = [
    (
        "spreadsheetimport_status_is_known",
        SpreadsheetImportFactory,
        {"status": "lost"},
        {"status": "failed"},
    ),
    (
        "spreadsheetimport_file_only_until_applied",
        SpreadsheetImportFactory,
        {"status": "applied", "file": b"x"},
        {"status": "draft", "file": b"x"},
    ),
    (
        "spreadsheetimport_sheets_only_with_file",
        SpreadsheetImportFactory,
        {"status": "draft", "file": None, "sheets": b"x"},
        {"status": "draft", "file": b"x", "sheets": b"x"},
    ),
    (
        "importedchange_action_is_known",
        ImportedChangeFactory,
        {"action": "lost"},
        {"action": "added"},
    ),
]


@pytest.mark.parametrize(("constraint", "factory", "refused", "passes"), CHECKS)
def test_a_check_refuses_what_it_names(constraint, factory, refused, passes):
    with (
        pytest.raises(IntegrityError, match=f'"skillsdir_{constraint}"'),
        transaction.atomic(),
    ):
        factory(**refused)
    assert factory(**passes).pk


def test_a_row_is_noted_once_for_an_import():
    change = ImportedChangeFactory()
    again = {"noun": change.noun, "object_id": change.object_id}
    ImportedChangeFactory(**again)
    with pytest.raises(IntegrityError, match="importedchange_once_per_row"):
        ImportedChangeFactory(spreadsheet_import=change.spreadsheet_import, **again)


def test_headings_are_remembered_once():
    RememberedMappingFactory(fingerprint="a")
    with pytest.raises(IntegrityError, match="fingerprint"):
        RememberedMappingFactory(fingerprint="a")


def test_every_constraint_has_a_test():
    named = {
        constraint.name
        for model in apps.get_app_config("skillsdir").get_models()
        for constraint in model._meta.constraints
        if model._meta.model_name in ("spreadsheetimport", "importedchange")
    }
    tested = {f"skillsdir_{check[0]}" for check in CHECKS}
    assert named == tested | {"skillsdir_importedchange_once_per_row"}


def test_a_draft_knows_its_file():
    draft = SpreadsheetImport.of(b"name", "people.csv")
    assert (draft.size, draft.content, str(draft)) == (4, b"name", "people.csv")
    assert draft.sha256.startswith("82a3537f")


def test_the_list_of_imports_reads_no_files(django_assert_num_queries):
    SpreadsheetImportFactory.create_batch(3, file=b"x")
    with django_assert_num_queries(1):
        rows = list(SpreadsheetImport.objects.listed())
    assert "file" in rows[0].get_deferred_fields()


@pytest.mark.parametrize(
    "factory",
    [SpreadsheetImportFactory, ImportedChangeFactory, RememberedMappingFactory],
)
def test_rows_have_words(factory):
    assert str(factory())
