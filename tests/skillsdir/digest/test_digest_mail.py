"""`manage.py send_digest`: once a week a mail to who wants it, if anything happened."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from people.models import Person
from projects.models import Project
from skillsdir.digest.week import lines_for
from tests.conftest import sign_up
from tests.digests import age_history
from tests.factories import AssignmentFactory, PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def mia(member):
    """Of the team Data, into which Zoë & Co came this week."""
    give_news(member.person)
    return member.person


def give_news(*people):
    """Somebody came into the team of each."""
    for person in people:
        Person.objects.filter(pk=person.pk).update(team=TeamFactory())
        person.refresh_from_db()
    age_history()
    for person in people:
        PersonFactory(name="Zoë & “Co” 数", team=person.team)


def digest(capsys, *options):
    site = ["--site", "https://skills.example.com/"]
    call_command("send_digest", *site, *options, verbosity=0)
    return capsys.readouterr().out


def test_what_happened_is_mailed_with_where_it_is_found(mia, capsys, mailoutbox):
    assert digest(capsys).startswith("due: 1; mails sent: 1;")
    (mail,) = mailoutbox
    assert mail.to == ["mia@example.com"]
    zoe = Person.objects.get(name__startswith="Zoë")
    line = f"- Zoë & “Co” 数 is new in your team\n  https://skills.example.com/people/{zoe.slug}/\n"
    assert line in mail.body


def test_who_has_no_news_gets_no_mail(member, manager, capsys, mailoutbox):
    age_history()
    assert "due: 2; mails sent: 0;" in digest(capsys)
    assert mailoutbox == []


def test_a_dry_run_says_who_would_get_what_and_notes_nothing(mia, capsys, mailoutbox):
    said = digest(capsys, "--dry-run").splitlines()
    assert said[0] == "mia@example.com: Zoë & “Co” 数 is new in your team"
    assert said[1].startswith("due: 1; mails to send: 1;")
    mia.refresh_from_db()
    assert (mia.digested_at, mailoutbox) == (None, [])


def test_a_dry_run_needs_neither_address_nor_mail(mia, settings, capsys):
    settings.CAN_MAIL = False
    call_command("send_digest", site="", dry_run=True, verbosity=0)
    assert "mails to send: 1;" in capsys.readouterr().out


def test_the_second_run_mails_nobody(mia, capsys, mailoutbox):
    digest(capsys)
    assert "due: 0; mails sent: 0;" in digest(capsys)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(("ago", "mails"), [(6, 0), (7, 1)])
def test_the_next_one_comes_after_a_week_though_the_timer_is_early(
    ago, mails, mia, capsys, mailoutbox
):
    last = timezone.now() - ago * DAY + timedelta(minutes=1)
    Person.objects.filter(pk=mia.pk).update(digested_at=last)
    digest(capsys)
    assert len(mailoutbox) == mails


@pytest.mark.parametrize(("ago", "mails"), [(9, 1), (30, 0)])
def test_what_no_digest_told_is_told_for_two_weeks(ago, mails, mia, capsys, mailoutbox):
    age_history(8)
    last = timezone.now() - ago * DAY
    Person.objects.filter(pk=mia.pk).update(digested_at=last)
    digest(capsys)
    assert len(mailoutbox) == mails


def test_what_was_told_is_not_told_again(mia, capsys, mailoutbox):
    age_history(8)
    last = timezone.now() - 7 * DAY
    Person.objects.filter(pk=mia.pk).update(digested_at=last)
    digest(capsys)
    assert mailoutbox == []


@pytest.mark.parametrize(
    "fields", [{"wants_digest": False}, {"left_on": "2020-01-01"}, {"user": None}]
)
def test_who_wants_none_or_left_or_has_no_account_gets_none(
    fields, mia, capsys, mailoutbox
):
    Person.objects.filter(pk=mia.pk).update(**fields)
    digest(capsys)
    assert mailoutbox == []


def test_a_closed_account_gets_none(mia, capsys, mailoutbox):
    type(mia.user).objects.update(is_active=False)
    digest(capsys)
    assert mailoutbox == []


def refuse(self, messages):
    raise SMTPException


def test_a_mail_that_fails_is_tried_again(mia, capsys, mailoutbox, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", refuse)
        assert "mails sent: 0; not mailed, tried again next time: 1" in digest(capsys)
    assert "mails sent: 1" in digest(capsys)


def test_a_run_that_is_killed_as_it_mails_never_mails_twice(
    mia, capsys, mailoutbox, monkeypatch
):
    def die(self, messages):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", die)
        with pytest.raises(KeyboardInterrupt):
            digest(capsys)
    assert "due: 0;" in digest(capsys)


@pytest.mark.parametrize("odd", [f"a@{'ı' * 60}.example", "a@é..example"])
def test_a_bad_address_stops_nobody_else(odd, member, manager, capsys, mailoutbox):
    give_news(member.person, manager.person)
    Person.objects.filter(pk=member.person.pk).update(email=odd)
    assert "mails sent: 1; not mailed, tried again next time: 1" in digest(capsys)
    assert [mail.to for mail in mailoutbox] == [["max@example.com"]]


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_a_fault_in_one_digest_stops_nobody_else(
    options, member, manager, capsys, monkeypatch
):
    give_news(member.person, manager.person)

    def fail(person, since):
        if person == member.person:
            raise OverflowError
        return lines_for(person, since)

    monkeypatch.setattr("skillsdir.digest.mail.lines_for", fail)
    out = digest(capsys, *options)
    assert "due: 2; mails" in out
    assert ": 1; not mailed, tried again next time: 1" in out


@pytest.mark.django_db(transaction=True)
def test_of_two_runs_at_once_one_mails(mailoutbox):
    names = "mia", "ann", "ben"
    give_news(*(PersonFactory(user=sign_up(name, "Members")) for name in names))

    def run(_):
        try:
            call_command("send_digest", site="https://skills.example.com", verbosity=0)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(run, range(3)))
    assert len(mailoutbox) == len({mail.to[0] for mail in mailoutbox}) == 3


def test_who_is_mailed_keeps_the_version_of_the_profile(mia, capsys):
    digest(capsys)
    assert Person.objects.get(pk=mia.pk).version == mia.version


def test_ten_lines_are_told_at_most(mia, capsys, mailoutbox):
    AssignmentFactory.create_batch(12, person=mia, project__status="active")
    age_history()
    Project.objects.update(status="closed")
    digest(capsys)
    assert mailoutbox[0].body.count("\n- ") == 10


@pytest.mark.parametrize("options", [{"site": ""}, {"site": "skills.example.com"}])
def test_it_needs_the_address_of_the_directory(options, db):
    with pytest.raises(CommandError, match="address"):
        call_command("send_digest", **options)


# Off


def unsubscribe_of(mail):
    return mail.extra_headers["List-Unsubscribe"].strip("<>")


@pytest.fixture
def link(mia, capsys, mailoutbox):
    digest(capsys)
    (mail,) = mailoutbox
    address = unsubscribe_of(mail)
    assert address in mail.body
    return address.removeprefix("https://skills.example.com")


def test_the_link_of_the_mail_ends_it_without_signing_in(link, mia, client):
    assert "Stop the weekly digest?" in client.get(link).content.decode()
    mia.refresh_from_db()
    assert mia.wants_digest
    assert "No more weekly digests" in client.post(link).content.decode()
    mia.refresh_from_db()
    assert not mia.wants_digest


@pytest.fixture
def csrf_client():
    return Client(enforce_csrf_checks=True)


def test_mail_programs_end_it_by_themselves(link, mia, mailoutbox, csrf_client):
    headers = mailoutbox[0].extra_headers
    sent = dict([headers["List-Unsubscribe-Post"].split("=")])
    assert csrf_client.post(link, sent).status_code == 200
    mia.refresh_from_db()
    assert not mia.wants_digest


def test_the_link_ends_with_the_address_that_it_was_mailed_to(link, mia, client):
    """Who reads the old mailbox has no say in what is mailed to the new one."""
    Person.objects.filter(pk=mia.pk).update(email="mia.new@example.com")
    assert "The link does not hold" in client.post(link).content.decode()
    mia.refresh_from_db()
    assert mia.wants_digest


@pytest.mark.parametrize("token", ["x", "1", "1:", ":1", "1:1:1", "9" * 5000, "٣:x"])
def test_what_is_no_link_of_a_digest_says_so(token, client, db):
    answer = client.post(f"/digest/{token}/")
    assert (answer.status_code, answer.context["is_known"]) == (200, False)


def test_a_link_that_is_not_whole_ends_nothing(link, mia, client):
    page = client.post(link[:-2] + "/").content.decode()
    assert "The link does not hold" in page
    mia.refresh_from_db()
    assert mia.wants_digest


def test_the_own_profile_switches_it_off_and_on(member, member_client):
    for word, is_wanted in (("off", False), ("on", True)):
        sent = {"digest": word, "next": "/people/me/#mail"}
        answer = member_client.post("/people/me/digest/", sent)
        assert answer.headers["Location"] == "/people/me/#mail"
        member.person.refresh_from_db()
        assert member.person.wants_digest is is_wanted
        offered = f'value="{"off" if is_wanted else "on"}"'
        assert offered in member_client.get("/people/me/").content.decode()


def test_to_switch_it_is_no_other_version_of_the_profile(member, member_client):
    before = member.person.version
    member_client.post("/people/me/digest/", {"digest": "off"})
    member.person.refresh_from_db()
    assert member.person.version == before


# Home


def test_a_member_has_the_same_lines_on_the_home_page(mia, member_client):
    page = member_client.get("/").content.decode()
    panel = page.split('id="week"')[1].split("</section>")[0]
    assert "Zoë &amp; “Co” 数</a> is new in your team" in panel
    assert panel.count("<li") == 1


def test_a_calm_week_has_no_panel(member, member_client):
    assert 'id="week"' not in member_client.get("/").content.decode()
