"""`manage.py remind_stale`: one friendly mail a quarter, to who has a stale profile."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPException

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from people.models import Person
from tests.factories import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def ana():
    return PersonFactory(name="Ana", email="ana@example.com")


def remind(capsys, *options):
    site = ["--site", "https://skills.example.com/"]
    call_command("remind_stale", *site, *options, verbosity=0)
    return capsys.readouterr().out


def test_a_stale_profile_is_reminded_of(ana, capsys, mailoutbox):
    assert "stale profiles: 1; reminded: 1;" in remind(capsys)
    (mail,) = mailoutbox
    assert mail.to == ["ana@example.com"]
    assert "https://skills.example.com/people/me/" in mail.body


def test_the_second_run_reminds_nobody(ana, capsys, mailoutbox):
    remind(capsys)
    assert "reminded: 0; reminded earlier: 1" in remind(capsys)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(("days", "mails"), [(90, 1), (91, 2)])
def test_the_next_reminder_comes_after_a_quarter(
    ana, capsys, mailoutbox, time_machine, days, mails
):
    remind(capsys)
    time_machine.move_to(NOW + DAY * days, tick=False)
    remind(capsys)
    assert len(mailoutbox) == mails


def test_a_timer_that_is_an_hour_early_reminds_all_the_same(
    ana, capsys, mailoutbox, time_machine
):
    remind(capsys)
    time_machine.move_to(NOW + DAY * 91 - DAY / 24, tick=False)
    remind(capsys)
    assert len(mailoutbox) == 2


def test_a_dry_run_counts_and_mails_nobody(ana, capsys, mailoutbox):
    assert "stale profiles: 1; to remind: 1;" in remind(capsys, "--dry-run")
    ana.refresh_from_db()
    assert ana.reminded_at is None
    assert mailoutbox == []


@pytest.mark.parametrize(("days", "mails"), [(365, 0), (366, 1)])
def test_a_fresh_profile_is_not_reminded_of(ana, capsys, mailoutbox, days, mails):
    Person.objects.update(confirmed_at=NOW - DAY * days)
    remind(capsys)
    assert len(mailoutbox) == mails


def test_people_who_left_are_not_reminded(ana, capsys, mailoutbox):
    Person.objects.update(left_on=(NOW - DAY).date())
    assert "stale profiles: 0; reminded: 0;" in remind(capsys)
    assert mailoutbox == []


def test_a_mail_that_fails_is_tried_again(ana, capsys, mailoutbox, monkeypatch):
    def refuse(self, messages):
        raise SMTPException

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", refuse)
        assert "tried again next time: 1" in remind(capsys)
    assert "reminded: 1" in remind(capsys)


def test_who_has_no_account_is_told_where_to_get_one(ana, member, capsys, mailoutbox):
    remind(capsys)
    told = {mail.to[0]: "no account yet" in mail.body for mail in mailoutbox}
    assert told == {"ana@example.com": True, "mia@example.com": False}


def test_names_are_written_as_they_are(capsys, mailoutbox):
    PersonFactory(name="Zoë O'Hara & Sons")
    remind(capsys)
    assert "Hello Zoë O'Hara & Sons," in mailoutbox[0].body


def test_reminding_needs_the_address_of_the_directory(ana):
    with pytest.raises(CommandError, match="address"):
        call_command("remind_stale", site="")


def test_reminding_needs_a_way_to_mail(ana, settings):
    settings.CAN_MAIL = False
    with pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("remind_stale", site="https://skills.example.com")
