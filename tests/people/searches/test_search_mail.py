"""`manage.py notify_saved_searches`: of each new person one mail tells the owner."""

from datetime import datetime, timedelta
from smtplib import SMTPException

import pytest
import time_machine
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from people.models import Person, SavedSearch
from people.searches import mail
from tests.factories import (
    PersonFactory,
    SavedSearchFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(manager):
    """Max keeps the list of everybody and knows himself."""
    known = [manager.person.pk]
    return SavedSearchFactory(owner=manager, name="All", known_people=known)


def notify(capsys, *options):
    site = ["--site", "https://skills.example.com/"]
    call_command("notify_saved_searches", *site, *options, verbosity=0)
    return capsys.readouterr().out


def test_new_people_are_mailed_to_the_owner(search, capsys, mailoutbox):
    PersonFactory(name="Ana")
    assert "with new people: 1; mails sent: 1;" in notify(capsys)
    (mail,) = mailoutbox
    assert mail.to == ["max@example.com"]
    assert f"All: Ana\nhttps://skills.example.com/searches/{search.key}/" in mail.body


def test_the_second_run_tells_nothing_again(search, capsys, mailoutbox):
    PersonFactory()
    notify(capsys)
    assert "with new people: 0; mails sent: 0;" in notify(capsys)
    assert len(mailoutbox) == 1


def test_only_those_are_told_who_were_not_yet(search, capsys, mailoutbox):
    PersonFactory(name="Ana")
    notify(capsys)
    PersonFactory(name="Ben")
    notify(capsys)
    assert "All: Ben\n" in mailoutbox[1].body


def test_without_news_nobody_is_mailed(search, capsys, mailoutbox):
    assert "saved searches: 1; with new people: 0;" in notify(capsys)
    assert mailoutbox == []


def test_several_lists_of_one_owner_are_one_mail(search, capsys, mailoutbox):
    SavedSearchFactory(owner=search.owner, name="Again all")
    PersonFactory(name="Ana")
    assert "with new people: 2; mails sent: 1;" in notify(capsys)
    assert mailoutbox[0].subject == "2 new people on your saved searches"


def test_who_wants_no_mail_gets_a_count_alone(search, capsys, mailoutbox):
    SavedSearch.objects.update(is_mailed=False)
    PersonFactory()
    notify(capsys)
    search.refresh_from_db()
    assert (mailoutbox, search.new_count) == ([], 1)


def test_many_names_are_cut_short(search, capsys, mailoutbox):
    PersonFactory.create_batch(12)
    notify(capsys)
    assert " and 2 more\n" in mailoutbox[0].body


def test_a_dry_run_changes_and_mails_nothing(search, capsys, mailoutbox):
    PersonFactory()
    assert "mails to send: 1;" in notify(capsys, "--dry-run")
    search.refresh_from_db()
    assert (mailoutbox, search.new_count, search.told_people) == ([], 0, [])


def test_a_dry_run_says_whom_it_would_tell_of_which_search(search, capsys):
    SavedSearchFactory(owner=search.owner, name="Again all")
    SavedSearchFactory(owner=UserFactory(email="dana@example.com"), name="Dana’s")
    PersonFactory()
    lines = notify(capsys, "--dry-run").splitlines()
    assert sorted(lines[:-1]) == [
        "dana@example.com: “Dana’s”, 2 new people",
        "max@example.com: “Again all”, 2 new people",
        "max@example.com: “All”, 1 new person",
    ]
    assert lines[-1].startswith("saved searches: 3; with new people: 3; mails to send")


def test_a_dry_run_names_nobody_who_would_not_be_mailed(search, capsys):
    SavedSearch.objects.update(is_mailed=False)
    SavedSearchFactory(owner=UserFactory(email=""))
    PersonFactory()
    assert notify(capsys, "--dry-run").count("\n") == 1


def test_a_run_that_mails_prints_counts_alone(search, capsys):
    PersonFactory()
    assert notify(capsys).count("\n") == 1


def test_a_mail_that_fails_is_tried_again(search, capsys, monkeypatch):
    def refuse(self, messages):
        raise SMTPException

    PersonFactory()
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", refuse)
        said = notify(capsys)
    assert "mails sent: 0; not mailed, tried again next time: 1" in said
    assert "mails sent: 1" in notify(capsys)


def test_an_account_without_an_address_is_not_mailed(capsys, mailoutbox):
    SavedSearchFactory(owner=UserFactory(email=""))
    PersonFactory()
    assert "with new people: 1; mails sent: 0;" in notify(capsys)


def test_an_account_without_a_profile_is_mailed_by_its_own_address(capsys, mailoutbox):
    SavedSearchFactory(owner=UserFactory(email="dana@example.com"))
    PersonFactory()
    notify(capsys)
    assert mailoutbox[0].to == ["dana@example.com"]


def test_a_mail_goes_to_the_address_by_then(search, capsys, mailoutbox, monkeypatch):
    PersonFactory()
    check = mail.check

    def check_slowly(search):
        Person.objects.filter(user=search.owner).update(email="new@example.com")
        return check(search)

    monkeypatch.setattr(mail, "check", check_slowly)
    notify(capsys)
    assert [message.to for message in mailoutbox] == [["new@example.com"]]


def test_who_left_is_not_mailed(search, capsys, mailoutbox):
    type(search.owner.person).objects.update(left_on="2020-01-01")
    PersonFactory()
    notify(capsys)
    assert mailoutbox == []


def test_closed_accounts_are_passed_over(search, capsys):
    type(search.owner).objects.update(is_active=False)
    assert "saved searches: 0;" in notify(capsys)


@pytest.mark.parametrize("count", [3, 30])
def test_one_search_costs_the_same_for_3_people_and_30(
    count, search, capsys, django_assert_num_queries
):
    PersonFactory.create_batch(count)
    with django_assert_num_queries(9):
        notify(capsys)


def test_it_needs_the_address_of_the_directory(db):
    with pytest.raises(CommandError, match="address"):
        call_command("notify_saved_searches", site="")


def test_a_dry_run_needs_neither_address_nor_mail(search, settings, capsys):
    settings.CAN_MAIL = False
    PersonFactory()
    call_command("notify_saved_searches", site="", dry_run=True, verbosity=0)
    assert "with new people: 1; mails to send: 1;" in capsys.readouterr().out


def test_it_needs_a_way_to_mail(db, settings):
    settings.CAN_MAIL = False
    with pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("notify_saved_searches", site="https://skills.example.com")


# Lists that find nobody any more, and people on several


def test_of_a_list_that_finds_nobody_any_more_one_mail_tells(
    search, capsys, mailoutbox
):
    SavedSearch.objects.update(query="skill=gone")
    notify(capsys)
    notify(capsys)
    (mail,) = mailoutbox
    assert mail.subject == "Your saved search “All” finds nobody any more"
    assert "All: “gone” is not a skill here\nhttps://skills.example" in mail.body


def test_mended_and_in_trouble_again_it_is_told_again(search, capsys, mailoutbox):
    for query in ("skill=gone", "", "skill=gone"):
        SavedSearch.objects.update(query=query)
        notify(capsys)
    assert len(mailoutbox) == 2


def test_a_list_whose_days_are_over_is_told_of_and_not_counted(
    search, capsys, mailoutbox
):
    PersonFactory()
    SavedSearch.objects.update(query="free=30&from=2025-09-01&to=2025-09-25")
    notify(capsys)
    assert "they ended on 25 Sep 2025" in mailoutbox[0].body
    assert "new people" not in mailoutbox[0].body


def test_days_that_are_over_are_told_of_once_and_not_again_in_the_new_year(
    search, capsys, mailoutbox
):
    SavedSearch.objects.update(query="free=30&from=2026-12-01&to=2026-12-20")
    for day in ("2026-12-21", "2027-01-04"):
        with time_machine.travel(f"{day}T12:00:00Z"):
            notify(capsys)
    assert len(mailoutbox) == 1


def test_each_sentence_of_a_mail_of_both_kinds_begins_as_one(
    search, capsys, mailoutbox
):
    PersonFactory()
    SavedSearchFactory(owner=search.owner, name="Gone", query="skill=gone")
    notify(capsys)
    assert "\nthere are new people" in mailoutbox[0].body
    assert "\nA list that you keep" in mailoutbox[0].body


def test_who_wants_no_mail_is_told_of_no_trouble(search, capsys, mailoutbox):
    SavedSearch.objects.update(query="skill=gone", is_mailed=False)
    notify(capsys)
    assert mailoutbox == []


def test_a_dry_run_says_what_finds_nobody_and_notes_nothing(search, capsys):
    SavedSearch.objects.update(query="skill=gone")
    said = notify(capsys, "--dry-run")
    assert "max@example.com: “All” finds nobody any more: “gone” is not" in said
    assert SavedSearch.objects.get().told_trouble == ""


def test_who_is_new_on_several_lists_is_named_once(search, capsys, mailoutbox):
    known = search.known_people
    team = TeamFactory(name="Data")
    SavedSearchFactory(owner=search.owner, name="Data", query="team=data")
    SavedSearchFactory(owner=search.owner, name="Both", known_people=known)
    PersonFactory(name="Ann", team=team)
    PersonFactory(name="Ben")
    notify(capsys)
    body = mailoutbox[0].body
    assert body.count("Ann") == body.count("Ben") == 1
    assert "All, Both and Data: Ann\n" in body
    assert "All and Both: Ben\n" in body


def test_who_comes_back_after_months_is_told_of_again(
    search, capsys, mailoutbox, time_machine
):
    ann = PersonFactory(name="Ann")
    for day, left_on in ((27, None), (28, "2026-11-27"), (99, None)):
        ann.left_on = left_on
        ann.save()
        time_machine.move_to(datetime(2026, 11, 1, 12) + timedelta(days=day - 1))
        notify(capsys)
    assert [mail.body.count("All: Ann") for mail in mailoutbox] == [1, 1]
