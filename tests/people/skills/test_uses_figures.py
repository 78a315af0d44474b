"""What the page of a skill says of projects, against plain loops over the rows."""

from datetime import date, timedelta

import pytest

from people.models import Skill
from people.skills.uses import SkillUses
from tests.dump import Dump
from tests.organisations import organisations
from tests.thoroughness import how_many

pytestmark = [
    pytest.mark.usefixtures("monday"),
    pytest.mark.django_db,
    pytest.mark.looks_again,
]
TODAY = date(2026, 3, 9)
WON = ("in_use", "answered")
JUDGED = (*WON, "not_met", "not_adopted")


dump = organisations(TODAY, lambda: Dump(TODAY), seeds=range(how_many(20)))


def bookings_with(dump, skill):
    return [
        row
        for row in dump.bookings
        if skill in dump.used[row["id"]] and dump.has_begun(row)
        if dump.projects[row["project_id"]]["status"] != "cancelled"
    ]


def test_it_says_what_the_rows_say(dump, manager):
    for skill in Skill.objects.filter(pk__in=set().union(*dump.used.values())):
        bookings = bookings_with(dump, skill.pk)
        on = {row["project_id"] for row in bookings}
        ended = [dump.projects[pk] for pk in on if not dump.is_live(pk)]
        uses = SkillUses(skill, user=manager)
        outcomes = [row["outcome"] for row in ended]
        assert {one.slug for one in uses.projects} == {
            dump.projects[pk]["slug"] for pk in on
        }
        assert len(uses.ended) == len(ended)
        assert (uses.record.successes, uses.record.judged) == (
            sum(one in WON for one in outcomes),
            sum(one in JUDGED for one in outcomes),
        )


def test_months_count_people(dump, manager):
    for skill in Skill.objects.filter(pk__in=set().union(*dump.used.values()))[:9]:
        bookings = bookings_with(dump, skill.pk)
        months = SkillUses(skill, user=manager).months
        assert len(months) == 24
        for month in months:
            after = (month.first + timedelta(days=31)).replace(day=1)
            last = min(TODAY, after - timedelta(days=1))
            people = {
                row["person_id"]
                for row in bookings
                if row["starts_on"] <= last
                and (row["ends_on"] is None or row["ends_on"] >= month.first)
            }
            assert month.people == len(people)
