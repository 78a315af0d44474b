"""A column is declared once: headings, cells, export and template know it by that."""

from dataclasses import replace

import pytest

from skillsdir.spreadsheet.columns.headings import columns_for
from skillsdir.spreadsheet.export.directory import exported_rows
from skillsdir.spreadsheet.export.template import choices_of
from skillsdir.spreadsheet.nouns import NAMING, contents
from skillsdir.spreadsheet.nouns.catalogue import LOCATIONS
from skillsdir.spreadsheet.nouns.columns import Column
from skillsdir.spreadsheet.nouns.entities import CellError
from skillsdir.spreadsheet.nouns.people import PEOPLE
from tests.factories import LocationFactory


@pytest.fixture
def sheet():
    """Locations with a column of their own for the address."""
    code = Column("code", "Code", "shorthand", contents.slug, attribute="slug")
    name, _, zone = LOCATIONS.columns
    return replace(LOCATIONS, columns=(name, code, zone))


def test_its_headings_are_recognised(sheet):
    for heading in ("Code", "Shorthands", "The code"):
        assert columns_for(sheet, ("Office", heading)) == {0: "name", 1: "code"}


@pytest.mark.django_db
def test_it_is_exported(sheet):
    LocationFactory(name="Porto", slug="opo", time_zone="Europe/Lisbon")
    assert [*exported_rows(sheet)] == [["Porto", "opo", "Europe/Lisbon"]]


def test_what_it_fills_is_called_so(sheet):
    assert sheet.heading("slug") == "Code"
    assert sheet.targets["slug"].content is contents.slug


@pytest.mark.parametrize(
    ("name", "empty"), [("manager", None), ("bio", ""), ("success_rate", None)]
)
def test_a_dash_leaves_what_the_model_has_for_nothing(name, empty):
    assert PEOPLE.cleared(PEOPLE.column(name)) == empty


@pytest.mark.parametrize("name", ["name", "email", "slug", "capacity", "works_from"])
def test_what_cannot_be_empty_is_not_cleared(name):
    with pytest.raises(CellError, match="cannot be cleared"):
        PEOPLE.cleared(PEOPLE.column(name))


def test_who_is_named_is_chosen_from_the_e_mails():
    column = Column("deputy", "Deputy", content=contents.person)
    assert choices_of(column, {"people": 9}) == "='People'!$B$3:$B$10"
    assert {"manager", "lead", "mentor"} < NAMING
