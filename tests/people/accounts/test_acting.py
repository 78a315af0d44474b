"""A request is judged when it writes, not when it begins."""

from io import BytesIO
from threading import Thread
from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from people.accounts.accounts import RoleBackend
from people.accounts.opening import open_account
from people.models import Person
from projects.models import Assignment, Project, SkillNeed
from tests.admin_pages import change, choose
from tests.conftest import signed_in
from tests.factories import PersonFactory, ProjectFactory, SkillFactory, UserFactory
from tests.people.accounts import promotions
from tests.projects.life.life_pages import row, rows
from tests.waiting import wait_for_lock

User = get_user_model()


def admin_called(name):
    user = open_account(PersonFactory(name=name, email=f"{name.lower()}@example.com"))
    user.groups.add(Group.objects.get_or_create(name="Directory admins")[0])
    return user


def sign_in(user):
    return signed_in(RoleBackend().get_user(user.pk))


def is_in(client):
    return client.get("/people/").status_code == 200


def page_of(person):
    return f"/admin/people/person/{person.pk}/change/"


# What ends what an account may


def close(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def leave(user):
    Person.objects.filter(user=user).update(left_on="2026-01-05")


def part(user):
    Person.objects.filter(user=user).update(user=None)


def demote(user):
    user.groups.clear()


def choose_password(user):
    account = User.objects.get(pk=user.pk)
    account.set_password("another horse battery")
    account.save()


def move(user):
    Person.objects.filter(user=user).update(email="new@example.com")


def sign_out(user):
    Session.objects.all().delete()


ENDS = [close, leave, part, demote, choose_password, move, sign_out]
SESSION_ENDS = [
    choose_password,
    sign_out,
    promotions.get_the_mark,
    promotions.get_a_permission,
    promotions.join_a_group_that_has_it,
]


# All that is sent comes first


class LateBody(BytesIO):
    """What is sent; something happens before its first letter comes."""

    def __init__(self, content, happens):
        super().__init__(content)
        self.happens = [happens]

    def wait(self):
        if self.happens:
            self.happens.pop()()

    def read(self, *args):
        self.wait()
        return super().read(*args)

    def readline(self, *args):
        self.wait()
        return super().readline(*args)


def post_late(client, url, data, happens):
    body = urlencode(data, doseq=True).encode()
    late = {"wsgi.input": LateBody(body, happens), "CONTENT_LENGTH": str(len(body))}
    return client.generic(
        "POST", url, b"x", "application/x-www-form-urlencoded", **late
    )


def shown_at(client, url, monkeypatch):
    """What the form of an admin page would send."""
    sent = []
    with monkeypatch.context() as patched:
        patched.setattr(client, "post", lambda url, data: sent.append(data))
        change(client, url)
    return {name: value for name, value in sent[0].items() if value is not False}


@pytest.mark.django_db
@pytest.mark.parametrize("end", ENDS)
def test_who_ends_while_the_body_comes_moves_nobody(end, monkeypatch):
    eve, vic = admin_called("Eve"), PersonFactory(email="vic@example.com")
    client = sign_in(eve)
    sent = shown_at(client, page_of(vic), monkeypatch) | {"email": "evil@example.com"}
    post_late(client, page_of(vic), sent, lambda: end(eve))
    vic.refresh_from_db()
    assert vic.email == "vic@example.com"


@pytest.mark.django_db
@pytest.mark.parametrize("end", [close, leave, part, demote])
def test_who_ends_while_the_body_comes_books_nobody(end):
    max_ = admin_called("Max")
    ProjectFactory(slug="churn"), PersonFactory(slug="zed")
    days = {"from": "2027-01-04", "to": "2027-01-29"}
    sent = {"person": "zed", "percent": "20", **days}
    post_late(sign_in(max_), "/projects/churn/book/", sent, lambda: end(max_))
    assert not Assignment.objects.exists()


@pytest.mark.django_db
def test_what_comes_late_from_who_is_here_is_written():
    max_ = admin_called("Max")
    ProjectFactory(slug="churn"), PersonFactory(slug="zed")
    days = {"from": "2027-01-04", "to": "2027-01-29"}
    sent = {"person": "zed", "percent": "20", **days}
    post_late(sign_in(max_), "/projects/churn/book/", sent, lambda: None)
    assert Assignment.objects.count() == 1


@pytest.mark.django_db
def test_a_superuser_who_ends_while_the_body_comes_makes_no_other(monkeypatch):
    sue, mate = UserFactory(is_superuser=True, email="s@example.com"), UserFactory()
    client, url = signed_in(sue), f"/admin/auth/user/{mate.pk}/change/"
    joined = {"date_joined_0": "2026-01-05", "date_joined_1": "10:00:00"}
    sent = shown_at(client, url, monkeypatch) | {"is_superuser": "on"} | joined
    post_late(client, url, sent, lambda: close(sue))
    mate.refresh_from_db()
    assert not mate.is_superuser


@pytest.mark.django_db
@pytest.mark.parametrize("end", SESSION_ENDS)
def test_a_session_that_ends_while_the_body_comes_is_over(end, monkeypatch):
    bob = admin_called("Bob")
    client = sign_in(bob)
    sent = shown_at(client, page_of(bob.person), monkeypatch)
    moved = sent | {"email": "bob2@example.com"}
    post_late(client, page_of(bob.person), moved, lambda: end(bob))
    assert not is_in(client)


# It waits for a row


def in_thread(call):
    def run():
        try:
            call()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


def while_waiting(person, send, end):
    """Send something that waits for the person's row; `end` it meanwhile."""
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        thread = in_thread(send)
        wait_for_lock()
        in_thread(end).join()
    thread.join()


def about_me(client, **values):
    form = client.get("/people/me/").context["about"]
    shown = {bound.html_name: bound.value() for bound in form}
    return {name: text for name, text in shown.items() if text is not None} | values


@pytest.mark.alike
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", SESSION_ENDS)
@pytest.mark.parametrize("page", ["admin", "me"])
def test_no_session_outlives_what_ends_it_by_moving_the_own_email(page, end):
    bob = admin_called("Bob")
    thief = sign_in(bob)
    sent = about_me(thief, email="bob2@example.com")
    send = {
        "admin": lambda: change(thief, page_of(bob.person), email="b2@example.com"),
        "me": lambda: thief.post("/people/me/", sent),
    }
    while_waiting(bob.person, send[page], lambda: end(bob))
    assert not is_in(thief)
    bob.person.refresh_from_db()
    assert bob.person.email == "bob@example.com"


@pytest.mark.django_db
def test_a_page_of_the_own_that_moves_no_email_leaves_the_session_alone():
    bob = admin_called("Bob")
    client = sign_in(bob)
    key = client.session.session_key
    assert change(client, page_of(bob.person), job_title="Lead").status_code == 302
    assert client.session.session_key == key


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["admin", "me"])
def test_who_moves_the_own_email_stays_signed_in_under_another_key(page):
    bob = admin_called("Bob")
    client, other = sign_in(bob), sign_in(bob)
    key = client.session.session_key
    if page == "admin":
        change(client, page_of(bob.person), email="bob2@example.com")
    else:
        client.post("/people/me/", about_me(client, email="bob2@example.com"))
    assert client.session.session_key != key
    assert (is_in(client), is_in(other)) == (True, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", [close, demote, leave, choose_password, sign_out])
def test_who_ends_while_waiting_for_a_row_moves_nobody(end):
    eve, vic = admin_called("Eve"), PersonFactory(email="vic@example.com")
    client = sign_in(eve)
    moved = {"email": "evil@example.com"}
    while_waiting(vic, lambda: change(client, page_of(vic), **moved), lambda: end(eve))
    vic.refresh_from_db()
    assert vic.email == "vic@example.com"


@pytest.mark.looks_again
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", [close, choose_password, sign_out])
def test_who_ends_while_waiting_for_a_row_keeps_no_page_of_their_own(end):
    bob = admin_called("Bob")
    client = sign_in(bob)
    sent = about_me(client, bio="I am here.", email="private@example.com")
    send = lambda: client.post("/people/me/", sent)  # noqa: E731
    while_waiting(bob.person, send, lambda: end(bob))
    bob.person.refresh_from_db()
    assert (bob.person.bio, bob.person.email) == ("", "bob@example.com")


@pytest.mark.django_db(transaction=True)
def test_who_is_demoted_while_waiting_marks_and_erases_nobody(settings):
    vic = PersonFactory(name="Vic", email="vic@example.com")
    sure = {"apply": "1", "is_sure": "on", "left_on": "2026-01-05"}
    for name, action in (("Eve", "mark_as_left"), ("Ida", "erase")):
        user = admin_called(name)
        client = sign_in(user)

        def send(client=client, action=action):
            choose(client, "/admin/people/person/", action, [vic], **sure)

        while_waiting(vic, send, lambda user=user: demote(user))
    vic.refresh_from_db()
    assert (vic.name, vic.left_on) == ("Vic", None)


@pytest.mark.django_db(transaction=True)
def test_who_is_demoted_while_waiting_invites_nobody(settings, mailoutbox):
    settings.CAN_MAIL = True
    eve, vic = admin_called("Eve"), PersonFactory(email="vic@example.com")
    client, people = sign_in(eve), "/admin/people/person/"
    send = lambda: choose(client, people, "invite", [vic], apply="1")  # noqa: E731
    while_waiting(vic, send, lambda: demote(eve))
    vic.refresh_from_db()
    assert vic.user is None
    assert not mailoutbox


def send_form(client, path, **values):
    form = client.get(path).context["form"]
    shown = {field.html_name: field.value() for field in form}
    shown = {name: text for name, text in shown.items() if text is not None}
    return client.post(path, shown | values)


def edit_project(client):
    return send_form(client, "/projects/churn/edit/", lead="Eve")


def book_oneself(client):
    return send_form(client, "/projects/churn/book/eve/")


def state_needs(client):
    return client.post("/projects/churn/needs/", rows(row("Python")))


def open_another(client):
    sent = {"name": "Other", "lead": "Eve", "aim": "prove", "status": "proposed"}
    return client.post("/projects/new/", sent)


def counted():
    models = (Project, Assignment, SkillNeed)
    return [list(model.objects.values()) for model in models]


ACTS = [edit_project, book_oneself, state_needs, open_another]


@pytest.fixture
def eve():
    """A directory admin who looks at a project of another's."""
    SkillFactory(name="Python")
    ProjectFactory(name="Churn", status="active", lead=PersonFactory(name="Zoe"))
    return admin_called("Eve")


@pytest.mark.alike
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", [close, demote, sign_out])
@pytest.mark.parametrize("act", ACTS)
def test_who_ends_while_waiting_staffs_nothing(act, end, eve):
    client, before = sign_in(eve), counted()
    with transaction.atomic():
        Project.objects.select_for_update().get()
        User.objects.select_for_update().get(pk=eve.pk)
        thread = in_thread(lambda: act(client))
        wait_for_lock()
        end(eve)
    thread.join()
    assert counted() == before


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_who_is_here_does_staff(act, eve):
    before = counted()
    assert act(sign_in(eve)).status_code == 302
    assert counted() != before


# Who is just being promoted


@pytest.fixture
def dora(transactional_db):
    return sign_in(admin_called("Dora"))


def while_promoting(user, send):
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        thread = in_thread(send)
        wait_for_lock()
        User.objects.filter(pk=user.pk).update(is_superuser=True, email="b@example.com")
    thread.join()
    return User.objects.filter(pk=user.pk).first()


def test_who_is_being_promoted_is_not_parted(dora):
    bob = open_account(PersonFactory(email="bob@example.com"))
    page = page_of(bob.person)
    now = while_promoting(bob, lambda: change(dora, page, user=""))
    assert now.is_active
    assert now.is_superuser
    assert now.person == bob.person


def test_who_is_being_promoted_is_not_erased(dora):
    bob = open_account(PersonFactory(name="Bob", email="bob@example.com"))
    sure, people = {"apply": "1", "is_sure": "on"}, "/admin/people/person/"
    erase = lambda: choose(dora, people, "erase", [bob.person], **sure)  # noqa: E731
    assert while_promoting(bob, erase).person.name == "Bob"


def test_who_is_being_promoted_is_not_closed_by_an_invitation(dora, settings):
    settings.CAN_MAIL = True
    nobodys = UserFactory(username="bob", email="bob@example.com", password="x")
    bob, people = PersonFactory(email="bob@example.com"), "/admin/people/person/"
    invite = lambda: choose(dora, people, "invite", [bob], apply="1")  # noqa: E731
    assert while_promoting(nobodys, invite).is_active
