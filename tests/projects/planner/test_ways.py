"""Ways out as buttons: one click resolves a conflict, Undo brings it back."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from projects.models import Assignment
from tests.factories import (
    AbsenceFactory,
    AssignmentFactory,
    PersonFactory,
    ProjectFactory,
)
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
CONFLICTS = "/availability/conflicts/"
MONDAY = date(2026, 3, 9)
DAY = timedelta(days=1)


def book(person, first, last=None, percent=50, **fields):
    """Book from and to days counted from Monday."""
    return AssignmentFactory(
        person=person,
        percent=percent,
        starts_on=MONDAY + DAY * first,
        ends_on=None if last is None else MONDAY + DAY * last,
        **fields,
    )


@pytest.fixture
def ann():
    return PersonFactory(name="Ann")


@pytest.fixture
def churn(ann):
    """Ann has 80 % with no end on Churn."""
    return book(ann, -60, percent=80, project=ProjectFactory(name="Churn"))


@pytest.fixture
def radar(ann, churn):
    """And from next week on 50 % on Radar: 30 % too much until its end."""
    return book(ann, 7, 18, project=ProjectFactory(name="Radar"))


FORM = re.compile(r'<form[^>]*?method="post" action="([^"]*)"[^>]*>(.*?)</form>', re.S)
HIDDEN = re.compile(r'type="hidden" name="(\w+)" value="([^"]*)"')


def buttons(client, address=CONFLICTS):
    """The forms of a page as address and data, by what their buttons say."""
    _, main = client.get(address).content.decode().split('id="main"')
    found = {}
    for href, body in FORM.findall(main):
        says = re.search(r"<button[^>]*>(.*?)</button>", body, re.S)[1]
        says = unescape(" ".join(re.sub(r"<[^>]*>", "", says).split()))
        data = {name: unescape(value) for name, value in HIDDEN.findall(body)}
        found[says] = href, data
    return found


def press(client, says, on=CONFLICTS):
    """Press the button whose words begin so; return the page that follows."""
    (href, data) = next(
        form for words, form in buttons(client, on).items() if words.startswith(says)
    )
    return client.post(href, data, follow=True)


def terms(booking):
    booking.refresh_from_db()
    last = booking.ends_on and (booking.ends_on - MONDAY).days
    return booking.percent, (booking.starts_on - MONDAY).days, last


def test_button_says_what_it_does_and_what_is_booked_then(radar, manager_client):
    assert [*buttons(manager_client)] == [
        "Lower to 50 % →, then booked for 100 %: Ann on Churn",
        "End 13 Mar →, then booked for 50 %: Ann on Churn",
        "Lower to 20 % →, then booked for 100 %: Ann on Radar",
    ]


@pytest.mark.parametrize(
    ("says", "kept"),
    [
        ("Lower to 50 %", [(50, -60, None), (50, 7, 18)]),
        ("End 13 Mar", [(80, -60, 4), (50, 7, 18)]),
        ("Lower to 20 %", [(80, -60, None), (20, 7, 18)]),
    ],
)
def test_one_click_resolves_a_conflict(says, kept, churn, radar, manager_client):
    page = text_of(press(manager_client, says))
    assert [terms(churn), terms(radar)] == kept
    assert "0 people over-booked" in page
    assert "Every week of everybody fits. Nothing else is left" in page


def test_booking_begins_when_the_conflict_is_over(ann, manager_client):
    book(ann, -60, 4, percent=80)
    late = book(ann, 0)
    press(manager_client, "Begin 16 Mar")
    assert terms(late) == (50, 7, None)


def test_ended_now_it_takes_nothing_from_today_on(ann, churn, manager_client):
    book(ann, 0, 4)
    press(manager_client, "End 6 Mar")
    assert terms(churn) == (80, -60, -3)
    assert buttons(manager_client).keys() == set()


@pytest.mark.parametrize("says", ["Lower to 50 %", "End 13 Mar", "Lower to 20 %"])
def test_undo_brings_the_conflict_back(says, churn, radar, manager_client):
    before = terms(churn), terms(radar)
    page = press(manager_client, says).content.decode()
    token = unescape(re.search(r'name="undo" value="([^"]+)"', page)[1])
    manager_client.post("/undo/", {"undo": token, "next": CONFLICTS})
    assert (terms(churn), terms(radar)) == before
    assert len(buttons(manager_client)) == 3


def test_one_stays_on_the_page_with_its_parameters(radar, manager_client):
    here = f"{CONFLICTS}?beyond=1"
    response = press(manager_client, "Lower to 20 %", on=here)
    assert response.redirect_chain == [(f"{here}#over-ann", 302)]
    assert "Ann on Radar: 20 %, 16 Mar 2026 – 27 Mar 2026." in text_of(response)


def test_what_somebody_changed_meanwhile_is_left_alone(radar, manager_client):
    href, data = next(iter(buttons(manager_client).values()))
    for row in Assignment.objects.all():
        row.percent += 5
        row.save()
    response = manager_client.post(href, data, follow=True)
    assert response.redirect_chain == [(f"{CONFLICTS}#over-ann", 302)]
    assert "was changed since you opened it" in text_of(response)


def test_second_conflict_of_a_person_stands_in_nobodys_way(ann, churn, manager_client):
    first, second = book(ann, 7, 11), book(ann, 21, 25, percent=60)
    press(manager_client, "Lower to 20 %")
    assert (terms(first), terms(second)) == ((20, 7, 11), (60, 21, 25))


def test_member_reads_the_ways_out_without_buttons(radar, member_client):
    assert buttons(member_client) == {}
    assert "Lower to 50 % · End 13 Mar" in text_of(member_client.get(CONFLICTS))


def test_member_may_change_nothing(radar, manager_client, member_client):
    href, data = buttons(manager_client).popitem()[1]
    assert member_client.post(href, data).status_code == 403
    assert terms(radar) == (50, 7, 18)


@pytest.mark.parametrize("count", [3, 30])
def test_act_costs_the_same_among_3_conflicts_and_30(
    count, manager_client, django_assert_max_num_queries
):
    for _ in range(count):
        booking = book(PersonFactory(capacity=40), 0, 4)
    with django_assert_max_num_queries(20):
        manager_client.post(f"{booking.get_absolute_url()}change/", {"percent": 40})
    assert terms(booking)[0] == 40


def test_change_without_anything_to_change_is_refused(radar, manager_client):
    response = manager_client.post(f"{radar.get_absolute_url()}change/")
    assert "Say what is to change." in text_of(response)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"percent": 101}, "less than or equal to 100"),
        ({"ends_on": "2026-03-01"}, "The last day cannot be before the first."),
        ({"percent": 90}, "There is too little time"),
    ],
)
def test_change_that_cannot_be_is_shown_with_its_reason(
    sent, words, radar, manager_client
):
    response = manager_client.post(f"{radar.get_absolute_url()}change/", sent)
    assert words in text_of(response)
    assert terms(radar) == (50, 7, 18)


def test_percent_is_changed_on_the_page_of_the_booking(radar, manager_client):
    page = manager_client.get(radar.get_absolute_url()).content.decode()
    assert re.search(r'name="percent" value="20"', page)
    sent = {"percent": 20}
    response = manager_client.post(f"{radar.get_absolute_url()}change/", sent)
    assert (response.url, terms(radar)[0]) == (radar.get_absolute_url(), 20)


# Misfits and loose ends


def closed(**fields):
    return ProjectFactory(name="Churn", status="closed", **fields)


MISFITS = {
    "longer than its project": (
        lambda: book(PersonFactory(), -30, 30, project=ProjectFactory(ends_on=MONDAY)),
        "End 9 Mar",
        (50, -30, 0),
    ),
    "before its project": (
        lambda: book(
            PersonFactory(), 0, 30, project=ProjectFactory(starts_on=MONDAY + DAY * 7)
        ),
        "Begin 16 Mar",
        (50, 7, 30),
    ),
    "longer on both sides": (
        lambda: book(
            PersonFactory(),
            0,
            30,
            project=ProjectFactory(
                starts_on=MONDAY + DAY * 7, ends_on=MONDAY + DAY * 11
            ),
        ),
        "Begin 16 Mar, end 20 Mar",
        (50, 7, 11),
    ),
    "of a closed project": (
        lambda: book(PersonFactory(), -30, 30, project=closed(ends_on=MONDAY - DAY)),
        "End 8 Mar",
        (50, -30, -1),
    ),
    "of a closed project without days": (
        lambda: book(PersonFactory(), -30, project=closed()),
        "End 8 Mar",
        (50, -30, -1),
    ),
    "on a weekend": (
        lambda: book(PersonFactory(), 5, 6),
        "Move to 16 Mar",
        (50, 7, 8),
    ),
    "before joining": (
        lambda: book(PersonFactory(joined_on=MONDAY + DAY * 7), 0, 30),
        "Begin 16 Mar",
        (50, 7, 30),
    ),
    "after the last day": (
        lambda: book(PersonFactory(left_on=MONDAY + DAY * 4), -30, 30),
        "End 13 Mar",
        (50, -30, 4),
    ),
    "of somebody who left": (
        lambda: book(PersonFactory(left_on=MONDAY - DAY), -30, 30),
        "End 8 Mar",
        (50, -30, -1),
    ),
}


@pytest.mark.looks_again
@pytest.mark.parametrize("kind", MISFITS)
def test_one_click_resolves_a_misfit(kind, manager_client):
    make, says, kept = MISFITS[kind]
    booking = make()
    press(manager_client, says)
    assert terms(booking) == kept
    if kind != "longer than its project":
        assert buttons(manager_client).keys() <= {"Undo"}


@pytest.mark.parametrize(
    ("person", "first"),
    [({"left_on": MONDAY + DAY * 4}, 7), ({"left_on": MONDAY - DAY * 9}, -3)],
)
def test_booking_that_begins_after_its_person_left_is_taken_back(
    person, first, manager_client
):
    book(PersonFactory(**person), first)
    press(manager_client, "Take back")
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("days", "says", "kept"),
    [
        ((7, 11), "Move to 23 Mar", (50, 14, 18)),
        ((8, 30), "Begin 23 Mar", (50, 14, 30)),
        ((-30, 12), "End 13 Mar", (50, -30, 4)),
    ],
)
def test_one_click_takes_a_booking_out_of_an_absence(days, says, kept, manager_client):
    booking = book(PersonFactory(), *days)
    away = {"starts_on": MONDAY + DAY * 7, "ends_on": MONDAY + DAY * 13}
    AbsenceFactory(person=booking.person, **away)
    press(manager_client, says)
    assert terms(booking) == kept


@pytest.mark.parametrize(
    ("days", "page"),
    [
        ({"ends_on": MONDAY - DAY}, "close"),
        ({"ends_on": MONDAY - DAY}, "edit"),
        ({"ends_on": MONDAY + DAY}, "edit"),
    ],
)
def test_what_needs_thought_leads_there_and_back(days, page, ann, manager_client):
    project = ProjectFactory(name="Churn", status="active", **days)
    book(ann, -30, 30, project=project)
    html = manager_client.get(CONFLICTS).content.decode()
    back = "?next=%2Favailability%2Fconflicts%2F%23beyond"
    assert f'href="/projects/churn/{page}/{back}"' in html


@pytest.mark.parametrize(
    ("days", "asked"),
    [
        ((-30, 30), "from=2026-03-16&to=2026-03-22"),
        ((9, 30), "from=2026-03-18&to=2026-03-22"),
        ((-30, 11), "from=2026-03-16&to=2026-03-20"),
    ],
)
def test_cover_for_an_absence_is_sought_for_just_its_days(
    days, asked, ann, manager_client
):
    booking = book(ann, *days, project=ProjectFactory(name="Churn"))
    away = {"starts_on": MONDAY + DAY * 7, "ends_on": MONDAY + DAY * 13}
    AbsenceFactory(person=ann, **away)
    assert leads_to_who_instead(manager_client, booking, asked)


def leads_to_who_instead(client, booking, asked):
    html = unescape(client.get(CONFLICTS).content.decode())
    back = "next=%2Favailability%2Fconflicts%2F%23"
    return f'href="{booking.get_absolute_url()}instead/?{asked}&{back}' in html


def test_who_instead_is_sought_from_where_it_is_too_much(radar, manager_client):
    assert leads_to_who_instead(manager_client, radar, "from=2026-03-16")


@pytest.mark.parametrize(
    ("left_on", "first"),
    [(MONDAY + DAY * 4, "2026-03-16"), (MONDAY - DAY * 9, "2026-03-09")],
)
def test_who_instead_is_sought_from_when_somebody_has_left(
    left_on, first, ann, churn, manager_client
):
    type(ann).objects.filter(pk=ann.pk).update(left_on=left_on)
    assert leads_to_who_instead(manager_client, churn, f"from={first}")


def test_no_undo_is_offered_where_nothing_could_be_booked_anew(manager_client):
    book(PersonFactory(), -30, 30, project=closed(ends_on=MONDAY - DAY))
    response = press(manager_client, "End 8 Mar")
    assert b'name="undo"' not in response.content
    assert "The last day is set." in text_of(response)
