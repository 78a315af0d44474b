"""How much is wholly in sight on the first screen, of the sample organisation."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
IN_SIGHT = """rows => rows.filter(
    (row) => row.getBoundingClientRect().bottom <= innerHeight
).length"""
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
LEAST = {"/people/": 9, "/people/?rows=compact": 14}


@pytest.mark.parametrize("address", LEAST)
def test_a_screen_shows_many(address, open_page):
    page = open_page(address, viewport=DESK)
    rows = page.locator("#main [data-person]")
    assert rows.evaluate_all(IN_SIGHT) >= LEAST[address]


@pytest.mark.parametrize("address", ["/people/"])
def test_a_phone_begins_with_people(address, open_page):
    page = open_page(address, viewport=PHONE)
    assert page.locator("#main [data-person]").first.bounding_box()["y"] < 260
