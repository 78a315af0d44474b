"""How much is wholly in sight on the first screen, of the sample organisation."""

import pytest

from projects.models import Project
from tests.factories import SkillNeedFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
IN_SIGHT = """rows => rows.filter(
    (row) => row.getBoundingClientRect().bottom <= innerHeight
).length"""
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
LEAST = {"/people/": 9, "/people/?rows=compact": 14, "/availability/": 18}


def rows_of(page):
    return page.locator("#main [data-person]")


def top_of(row):
    return row.first.bounding_box()["y"]


@pytest.mark.parametrize("address", LEAST)
def test_a_screen_shows_many(address, open_page):
    page = open_page(address, viewport=DESK)
    assert rows_of(page).evaluate_all(IN_SIGHT) >= LEAST[address]


@pytest.mark.parametrize("address", ["/people/", "/availability/"])
def test_a_phone_begins_with_people(address, open_page):
    assert top_of(rows_of(open_page(address, viewport=PHONE))) < 260


@pytest.mark.parametrize(("screen", "least"), [(DESK, 10), (PHONE, 5)])
def test_a_screen_shows_many_candidates(screen, least, project, crowd, open_page):
    page = open_page(f"{project.get_absolute_url()}candidates/", viewport=screen)
    assert rows_of(page).evaluate_all(IN_SIGHT) >= least
    assert screen == DESK or top_of(rows_of(page)) < 260


def test_what_nobody_meets_is_told_above_the_candidates(project, crowd, open_page):
    SkillNeedFactory(project=project, level=4)
    page = open_page(f"{project.get_absolute_url()}candidates/", viewport=PHONE)
    lacking = page.locator("#lacking")
    assert lacking.bounding_box()["y"] < top_of(rows_of(page)) < 290


@pytest.mark.parametrize(("screen", "least"), [(DESK, 8), (PHONE, 2)])
def test_a_screen_shows_many_conflicts(screen, least, overbooked, open_page):
    page = open_page("/availability/conflicts/", viewport=screen)
    assert rows_of(page).evaluate_all(IN_SIGHT) >= least
    assert screen == DESK or top_of(rows_of(page)) < 260


def test_nothing_is_cut_of_what_a_conflict_is_decided_by(overbooked, open_page):
    name = "Early warning of the customers who are about to leave"
    Project.objects.filter(assignments__person=overbooked[0]).update(name=name)
    page = open_page("/availability/conflicts/", viewport=DESK)
    lines = page.locator(".conflict__what").filter(has_text=name)
    cut = "rows => rows.filter((row) => row.scrollWidth > row.clientWidth).length"
    assert lines.count() > 0
    assert lines.evaluate_all(cut) == 0


WORDS_IN_TWO_LINES = """(heading) => {
  const text = heading.firstChild, range = document.createRange();
  return [...text.data.matchAll(/\\S+/g)].filter((word) => {
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map((word) => word[0]);
}"""


@pytest.mark.parametrize("path", ["/availability/", "/skills/matrix/", "/people/"])
def test_no_word_of_a_heading_is_broken_on_a_phone(path, open_page):
    page = open_page(path, viewport={"width": 320, "height": 640})
    assert page.locator("h1").first.evaluate(WORDS_IN_TWO_LINES) == []
