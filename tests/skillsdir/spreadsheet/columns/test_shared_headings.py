"""Headings of one thing are known in whatever sheet it stands."""

import pytest

from skillsdir.spreadsheet.columns.headings import columns_for
from skillsdir.spreadsheet.nouns import BY_NAME, KINDS
from skillsdir.spreadsheet.nouns.columns import MAILS, NAMES, PROJECTS_ARE, SHARES

OF_SOMEBODY = [kind for kind in KINDS if kind.about == "person"]


def field(kind, heading):
    return columns_for(BY_NAME[kind], [heading])[0]


@pytest.mark.parametrize("kind", OF_SOMEBODY, ids=lambda kind: kind.name)
@pytest.mark.parametrize("heading", f"{MAILS}, {NAMES}".split(", "))
def test_a_person_is_found_under_every_heading_that_sheets_of_people_know(
    kind, heading
):
    assert field(kind.name, heading) in ("person", "first_name", "last_name")


@pytest.mark.parametrize("kind", ["projects", "needs", "bookings"])
@pytest.mark.parametrize("heading", PROJECTS_ARE.split(", "))
def test_a_project_is(kind, heading):
    assert field(kind, heading) == ("name" if kind == "projects" else "project")


@pytest.mark.parametrize("heading", SHARES.split(", "))
def test_a_share_of_working_time_is(heading):
    assert field("bookings", heading) == "percent"
    assert field("people", heading) == "capacity"
