"""One bad address stops nobody else's mail, in any run."""

from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.module_loading import import_string

from people.models import Person
from tests.admin_pages import choose
from tests.digests import age_history
from tests.factories import (
    PersonFactory,
    SavedSearchFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SITE = {"site": "https://skills.example.com", "verbosity": 0}
PEOPLE = "/admin/people/person/"
# Written before such addresses were refused.
ODD = [f"a@{'ı' * 60}.example", "a@é..example"]


class Choosy(EmailBackend):
    """Hangs up on whoever writes to somebody odd, and is used up then."""

    def open(self):
        self.is_open = True

    def close(self):
        self.is_open = False

    def send_messages(self, messages):
        if "odd@" in messages[0].to[0]:
            self.is_used_up = self.is_open
            raise SMTPRecipientsRefused({})
        if self.is_open and getattr(self, "is_used_up", False):
            raise OSError("please run connect() first")
        return super().send_messages(messages)


class Away(EmailBackend):
    def open(self):
        raise ConnectionRefusedError("nobody listens")


@pytest.fixture(params=ODD)
def two(request):
    """Somebody with an odd e-mail, and somebody after them."""
    return PersonFactory(email=request.param), PersonFactory(email="zoe@example.com")


@pytest.fixture
def everybody_is_due(db):
    """How many people are due every mail."""
    team = TeamFactory()
    for _ in range(3):
        SavedSearchFactory(owner=PersonFactory(user=UserFactory(), team=team).user)
    age_history()
    PersonFactory(name="New", team=team, email=None, confirmed_at=timezone.now())
    return 3


def faulty_once(function):
    """The function, which fails where it is called first."""
    faults = [OverflowError("of one")]

    def run(*args):
        if faults:
            raise faults.pop()
        return function(*args)

    return run


def told(mailoutbox):
    return [mail.to for mail in mailoutbox] == [["zoe@example.com"]]


def test_reminders_go_on_after_an_odd_address(two, mailoutbox, capsys):
    call_command("remind_stale", **SITE)
    assert told(mailoutbox)
    assert "tried again next time: 1" in capsys.readouterr().out


def test_news_goes_on_after_an_odd_address(two, mailoutbox, capsys):
    for person in two:
        Person.objects.filter(pk=person.pk).update(user=SavedSearchFactory().owner)
    call_command("notify_saved_searches", **SITE)
    assert told(mailoutbox)


@pytest.mark.looks_again
def test_invitations_go_on_after_an_odd_address(
    two, mailoutbox, directory_admin_client
):
    page = choose(
        directory_admin_client, PEOPLE, "invite", two, apply="1"
    ).content.decode()
    assert told(mailoutbox)
    assert "Not invited, the mail could not be sent" in page


def test_the_next_mail_begins_a_new_conversation(settings, mailoutbox):
    settings.EMAIL_BACKEND = f"{__name__}.Choosy"
    for name in ("odd", "zoe"):
        PersonFactory(email=f"{name}@example.com")
    call_command("remind_stale", **SITE)
    assert told(mailoutbox)


@pytest.mark.parametrize(
    "telling",
    [
        "people.mail.reminders.confirmed_words",
        "people.searches.mail.check",
        "skillsdir.digest.mail.lines_for",
    ],
)
def test_a_fault_in_what_one_is_told_stops_no_other(
    telling, everybody_is_due, monkeypatch, mailoutbox, capsys, caplog
):
    monkeypatch.setattr(telling, faulty_once(import_string(telling)))
    for command in ("remind_stale", "notify_saved_searches", "send_digest"):
        call_command(command, **SITE)
    assert len(mailoutbox) == 3 * everybody_is_due - 1
    assert capsys.readouterr().out.count("tried again next time: 1") == 1
    assert "OverflowError: of one" in caplog.text


@pytest.mark.parametrize("command", ["remind_stale", "notify_saved_searches"])
def test_a_run_says_that_no_mail_can_be_sent_at_all(command, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    with pytest.raises(CommandError, match="No mail can be sent: nobody listens"):
        call_command(command, **SITE)


def test_the_admin_is_told_that_no_mail_can_be_sent_at_all(
    settings, directory_admin_client
):
    settings.EMAIL_BACKEND = f"{__name__}.Away"
    people = PersonFactory.create_batch(2)
    page = choose(
        directory_admin_client, PEOPLE, "invite", people, apply="1"
    ).content.decode()
    assert "Not invited, no mail can be sent (nobody listens): Person" in page
    assert not Person.objects.exclude(user=None).exists()
