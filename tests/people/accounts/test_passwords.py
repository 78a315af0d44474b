"""Forgotten and changed passwords, and invitations."""

import re
import threading
from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode

from people.accounts.accounts import password_links
from people.accounts.forms import POST_OFFICE, NewPasswordForm
from people.models import Person
from tests.admin_pages import choose
from tests.conftest import signed_in
from tests.factories import PersonFactory, UserFactory

PASSWORD = "correct horse battery"
PEOPLE = "/admin/people/person/"


@pytest.fixture
def mia(member):
    member.email = "mia@example.com"
    member.set_password("forgotten")
    member.save()
    return member


class BrokenMail(EmailBackend):
    def send_messages(self, messages):
        raise SMTPServerDisconnected("gone")


def ask(client, email="mia@example.com"):
    """Ask for a link, and wait until the mail is on its way."""
    page = client.post("/accounts/reset/", {"email": email}, follow=True)
    POST_OFFICE.submit(len, "").result()
    return page


def choose_password(client, link, password=PASSWORD):
    """Open the link of a mail and send the form that it leads to."""
    page = client.get(link, follow=True)
    typed = {"new_password1": password, "new_password2": password}
    return client.post(page.request["PATH_INFO"], typed, follow=True)


def link_in(mail):
    return re.search(r"http://\S+/accounts/reset/\S+", mail.body)[0]


def reset_link(user):
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return f"/accounts/reset/{uid}/{password_links.make_token(user)}/"


def left(person):
    person.left_on = timezone.localdate() - timedelta(days=1)
    person.save()


# Two at once


@pytest.mark.django_db
@pytest.mark.parametrize("right", ["is_active", "is_superuser"])
def test_choosing_a_password_gives_no_right_back_that_is_taken_meanwhile(
    right, monkeypatch
):
    user = UserFactory(is_superuser=True)
    make = Argon2PasswordHasher.encode

    def take_and_make(*args, **kwargs):
        get_user_model().objects.update(**{right: False})
        return make(*args, **kwargs)

    monkeypatch.setattr(Argon2PasswordHasher, "encode", take_and_make)
    form = NewPasswordForm(user, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert form.is_valid()
    form.save()
    user.refresh_from_db()
    assert getattr(user, right) is False
    assert user.check_password(PASSWORD)


def second_window(change):
    """A thread that does it, once, and for which nobody waits longer than it takes."""
    thread = threading.Thread(target=lambda: (change(), connection.close()))

    def begin(*args, **kwargs):
        if not thread.ident:
            thread.start()
            thread.join(timeout=0.7)

    return thread, begin


@pytest.fixture
def in_second_window(monkeypatch):
    """Begins something when a password is about to be saved; waits a while for it."""
    save, threads = NewPasswordForm.save, []

    def begin(change):
        def save_meanwhile(form):
            if not threads:
                threads.append(threading.Thread(target=in_thread, args=[change]))
                threads[0].start()
                threads[0].join(timeout=0.7)
            return save(form)

        monkeypatch.setattr(NewPasswordForm, "save", save_meanwhile)
        return threads

    return begin


def in_thread(change):
    change()
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_used_twice_at_once_works_once(in_second_window):
    user, answers = UserFactory(password="x", email="mia@example.com"), []
    link = reset_link(user)

    def use_link():
        answers.append(
            b"Your password is saved" in choose_password(Client(), link).content
        )

    threads = in_second_window(use_link)
    use_link()
    threads[0].join()
    assert sorted(answers) == [False, True]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("values", "stays"), [({"email": "new@example.com"}, True), ({"user": None}, False)]
)
def test_no_link_sets_a_password_after_the_e_mail_has_changed(
    values, stays, in_second_window
):
    PersonFactory(user=UserFactory(password="x"), email="mia@example.com")
    user, found = get_user_model().objects.get(), []

    def change_email():
        Person.objects.update(**values)
        found.append(get_user_model().objects.get().check_password(PASSWORD))

    threads = in_second_window(change_email)
    choose_password(Client(), reset_link(user))
    threads[0].join()
    # It waited: the password was there before, and went with the account.
    assert found == [stays]
    assert get_user_model().objects.get().check_password(PASSWORD) == stays


# Forgotten


def test_a_forgotten_password_is_chosen_anew(mia, client, mailoutbox):
    ask(client, "Mia@Example.com")
    assert b"Your password is saved" in (
        choose_password(client, link_in(mailoutbox[0])).content
    )
    mia.refresh_from_db()
    assert mia.check_password(PASSWORD)


def test_the_mail_is_plain_and_names_the_account(mia, client, mailoutbox):
    ask(client)
    assert mailoutbox[0].to == ["mia@example.com"]
    assert "Your user name is mia;" in mailoutbox[0].body
    assert mailoutbox[0].alternatives == []


def test_an_unknown_address_gets_the_same_answer_and_no_mail(mia, client, mailoutbox):
    assert ask(client, "nobody@example.com").content == ask(client).content
    assert [mail.to for mail in mailoutbox] == [["mia@example.com"]]


def test_a_link_works_once(mia, client, mailoutbox):
    ask(client)
    choose_password(client, link_in(mailoutbox[0]))
    again = client.get(link_in(mailoutbox[0]), follow=True)
    assert b"The link does not work any more" in again.content


def test_a_link_works_for_three_days(mia, client, mailoutbox, time_machine):
    ask(client)
    time_machine.move_to(timezone.now() + timedelta(days=3, hours=1))
    late = client.get(link_in(mailoutbox[0]), follow=True)
    assert b"The link does not work any more" in late.content


def test_a_weak_password_is_refused_with_the_reason(mia, client, mailoutbox):
    ask(client)
    page = choose_password(client, link_in(mailoutbox[0]), "12345678")
    assert b"This password is too common" in page.content


def test_who_left_gets_no_link(mia, client, mailoutbox):
    left(mia.person)
    ask(client)
    assert mailoutbox == []


def close(user):
    user.is_active = False
    user.save()


def leave(user):
    left(user.person)


def lose_the_password(user):
    user.set_unusable_password()
    user.save()


@pytest.mark.parametrize("shut", [close, leave, lose_the_password])
def test_a_link_of_before_opens_nothing_that_a_new_one_would_not(
    shut, mia, client, mailoutbox, settings
):
    ask(client)
    shut(mia)
    settings.SINGLE_SIGN_ON = {"name": "Example ID"}
    page = choose_password(client, link_in(mailoutbox[0]))
    assert page.status_code == 405 or b"Your password is saved" not in page.content
    mia.refresh_from_db()
    assert not mia.check_password(PASSWORD)


def test_with_single_sign_on_no_account_gets_a_first_password(
    mia, client, mailoutbox, single_sign_on
):
    mia.set_unusable_password()
    mia.save()
    ask(client)
    assert mailoutbox == []


def test_a_site_without_mail_offers_none(client, db, settings):
    settings.CAN_MAIL = False
    assert b"/accounts/reset/" not in client.get("/accounts/login/").content


# Changed


def test_a_password_is_changed_with_the_old_one(mia, member_client):
    member_client.force_login(mia)
    typed = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    page = member_client.post("/accounts/password/", typed | {"old_password": "no"})
    assert b"Your old password was entered incorrectly" in page.content
    typed["old_password"] = "forgotten"
    page = member_client.post("/accounts/password/", typed, follow=True)
    assert b"Your password is changed" in page.content


def test_wrong_old_passwords_count_as_attempts_to_sign_in(mia, member_client):
    member_client.force_login(mia)
    typed = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    for _ in range(5):
        page = member_client.post("/accounts/password/", typed | {"old_password": "no"})
    assert page.status_code == 429
    typed["old_password"] = "forgotten"
    assert member_client.post("/accounts/password/", typed).status_code == 429


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("Mia Featherstone", "featherstone"),
        ("Mia Featherstone", "miafeatherstone"),
        ("Mia-Sophie Übermann", "übermann"),
    ],
)
def test_no_password_is_like_the_name_that_somebody_has_by_now(
    name, refused, mia, member_client
):
    Person.objects.filter(user=mia).update(name=name)
    member_client.force_login(mia)
    typed = {"new_password1": refused, "new_password2": refused}
    page = member_client.post(
        "/accounts/password/", typed | {"old_password": "forgotten"}
    )
    assert "The password is too similar to the name." in page.text


def test_who_has_no_password_is_told_so(mia, member_client):
    mia.set_unusable_password()
    mia.save()
    member_client.force_login(mia)
    page = member_client.get("/accounts/password/")
    assert b"You have no password here" in page.content


def test_the_own_profile_leads_to_the_password(mia, member_client):
    member_client.force_login(mia)
    assert b'href="/accounts/password/"' in member_client.get("/people/me/").content


def test_changing_a_password_is_for_who_is_signed_in(client, db):
    page = client.get("/accounts/password/")
    assert page.headers["Location"] == "/accounts/login/?next=/accounts/password/"


# Invitations


def invite(client, *people):
    return choose(client, PEOPLE, "invite", people, apply="1").content.decode()


def test_an_invited_person_chooses_a_password_and_is_in(
    directory_admin_client, client, mailoutbox
):
    person = PersonFactory(email="zoe@example.com")
    assert "People invited: 1." in invite(directory_admin_client, person)
    choose_password(client, link_in(mailoutbox[0]))
    typed = {"username": "zoe@example.com", "password": PASSWORD}
    assert client.post("/accounts/login/", typed).status_code == 302


def give_to_nobody(person):
    Person.objects.filter(pk=person.pk).update(user=None)


def erase_profile(person):
    person.delete()


@pytest.mark.looks_again
@pytest.mark.parametrize("name", ["sue", "sue@example.com", "ＳＵＥ"])
def test_an_invitation_lets_nobody_else_try_again(
    name, directory_admin_client, client, mailoutbox
):
    """Whatever name is sent along with the first password."""
    UserFactory(username="sue", email="sue@example.com", is_superuser=True)
    wrong = {"username": "sue", "password": "wrong"}
    codes = [client.post("/accounts/login/", wrong).status_code for _ in range(5)]
    invite(directory_admin_client, PersonFactory(email="zoe@example.com"))
    link = re.search(r"/accounts/reset/\S+", mailoutbox[0].body)[0]
    there = client.get(link).headers["Location"]
    sent = {"new_password1": PASSWORD, "new_password2": PASSWORD, "username": name}
    assert client.post(there, sent).status_code == 302
    codes.append(Client().post("/accounts/login/", wrong).status_code)
    assert codes[-2:] == [429, 429]


@pytest.mark.parametrize("part", [give_to_nobody, erase_profile])
def test_an_old_invitation_opens_nothing_to_who_has_the_address_next(
    part, directory_admin_client, client, mailoutbox
):
    erin = PersonFactory(name="Erin", email="erin@example.com")
    invite(directory_admin_client, erin)
    Person.objects.filter(pk=erin.pk).update(email="erin.m@example.com")
    part(erin)
    zoe = PersonFactory(name="Zoe", email="erin@example.com")
    invite(directory_admin_client, zoe)
    choose_password(client, link_in(mailoutbox[0]))
    zoe.refresh_from_db()
    assert (len(mailoutbox), zoe.user.has_usable_password()) == (2, False)


def test_invited_people_are_members(directory_admin_client):
    person = PersonFactory()
    invite(directory_admin_client, person)
    person.refresh_from_db()
    assert [group.name for group in person.user.groups.all()] == ["Members"]


def test_inviting_twice_does_nothing_twice(directory_admin_client, mailoutbox):
    person = PersonFactory(name="Zoë")
    invite(directory_admin_client, person)
    page = invite(directory_admin_client, person)
    assert "Not invited, has an account already: Zoë." in page
    assert len(mailoutbox) == 1


def test_who_was_not_invited_is_named_with_the_reason(directory_admin_client, mia):
    gone, taken = PersonFactory(name="Gil"), PersonFactory(name="Tom", email="t@x.org")
    left(gone)
    UserFactory(email="T@x.org", is_staff=True)
    page = invite(directory_admin_client, gone, taken, mia.person)
    assert "has left: Gil." in page
    reason = "another&#x27;s account, or a closed one, has this e-mail: Tom."
    assert reason in page
    assert "has an account already: Mia Member." in page


def test_who_could_not_be_mailed_can_be_invited_again(
    directory_admin_client, settings, mailoutbox
):
    person = PersonFactory()
    settings.EMAIL_BACKEND = f"{__name__}.BrokenMail"
    assert "the mail could not be sent" in invite(directory_admin_client, person)
    assert not get_user_model().objects.filter(email=person.email).exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert "People invited: 1." in invite(directory_admin_client, person)


def test_with_single_sign_on_the_invitation_asks_for_no_password(
    directory_admin_client, mailoutbox, single_sign_on
):
    invite(directory_admin_client, PersonFactory())
    assert "Sign in with Example ID here:" in mailoutbox[0].body
    assert "/accounts/reset/" not in mailoutbox[0].body


def test_without_mail_nobody_is_invited(directory_admin_client, settings, mailoutbox):
    settings.CAN_MAIL = False
    assert "can set EMAIL_URL" in invite(directory_admin_client, PersonFactory())
    assert mailoutbox == []


def test_who_is_to_be_mailed_is_asked_first(directory_admin_client, mailoutbox, mia):
    people = [PersonFactory(name="Ana", email="ana@example.com"), mia.person]
    page = choose(directory_admin_client, PEOPLE, "invite", people).content.decode()
    assert "Mail 1 person?" in page
    assert "<strong>Ana</strong>, ana@example.com" in page
    assert "Mia Member: has an account already" in page
    assert mailoutbox == []


def test_who_was_invited_is_signed_in_and_sees_the_first_steps(
    directory_admin_client, client, mailoutbox
):
    invite(directory_admin_client, PersonFactory(name="Ana"))
    page = choose_password(client, link_in(mailoutbox[0]))
    assert page.redirect_chain[-1] == ("/people/me/", 302)
    assert "Welcome: three steps" in page.content.decode()


@pytest.mark.parametrize("act", ["steps", "confirm"])
def test_the_first_steps_end_when_they_are_dismissed_or_done(act, mia):
    client = signed_in(mia)
    assert "Welcome" in client.get("/people/me/").content.decode()
    client.post(f"/people/me/{act}/")
    assert "Welcome" not in client.get("/people/me/").content.decode()


@pytest.mark.parametrize(
    ("state", "shown"),
    [("none", "Nell"), ("invited", "Ivo"), ("signed-in", "Sia"), ("", "Nell")],
)
def test_the_list_of_people_says_who_was_invited_and_came(
    directory_admin_client, state, shown
):
    PersonFactory(name="Nell")
    PersonFactory(name="Ivo", user=UserFactory())
    PersonFactory(name="Sia", user=UserFactory(last_login=timezone.now()))
    page = directory_admin_client.get(f"{PEOPLE}?account={state}")
    names = {person.name for person in page.context["cl"].result_list}
    others = {"Nell", "Ivo", "Sia"} - {shown}
    assert shown in names
    assert not names & others or not state


def test_the_list_of_people_dates_the_last_sign_in(directory_admin_client):
    last = datetime(2026, 3, 2, 10, tzinfo=UTC)
    PersonFactory(name="Sia", user=UserFactory(last_login=last))
    PersonFactory(name="Ivo", user=UserFactory())
    page = directory_admin_client.get(PEOPLE).content.decode()
    for words in ("2 Mar 2026", "never"):
        assert f'<td class="field-account">{words}</td>' in page
