"""Colleagues confirm stated levels, or suggest others in private."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from people.models import Endorsement
from people.profiles.endorsing import record_endorsement
from tests.conftest import sign_up, signed_in
from tests.factories import EndorsementFactory, ExpertiseFactory, PersonFactory
from tests.text import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
ENDORSE = "/people/ana-silva/endorse/python/"
WITHDRAW = "/people/ana-silva/endorse/python/withdraw/"


@pytest.fixture
def monday(time_machine):
    time_machine.move_to(datetime(2026, 3, 2, 10, tzinfo=UTC))


@pytest.fixture
def ana():
    return PersonFactory(name="Ana Silva", user=sign_up("ana", "Members"))


@pytest.fixture
def stated(ana, python):
    return ExpertiseFactory(person=ana, skill=python, level=3)


def profile(client, slug="ana-silva"):
    return text_of(client.get(f"/people/{slug}/"))


def test_a_colleague_confirms_with_one_click(member_client, stated):
    assert f'action="{ENDORSE}"' in (
        member_client.get("/people/ana-silva/").content.decode()
    )
    member_client.post(ENDORSE, {"level": 3})
    assert "1 colleague, Mar 2026" in profile(member_client)


def test_confirming_again_is_an_update(member_client, stated):
    for level in (3, 3, 4):
        member_client.post(ENDORSE, {"level": level})
    assert [said.level for said in stated.endorsements.all()] == [4]


@pytest.mark.parametrize(("level", "is_confirmed"), [(2, False), (3, True), (4, True)])
def test_the_stated_level_or_above_confirms(member_client, stated, level, is_confirmed):
    EndorsementFactory(expertise=stated, level=level)
    assert ("1 colleague" in profile(member_client)) is is_confirmed


def test_a_confirmation_can_be_withdrawn(member_client, member, stated):
    EndorsementFactory(expertise=stated, endorsed_by=member.person)
    assert "You confirmed it, Mar 2026" in profile(member_client)
    member_client.post(WITHDRAW)
    assert "You confirmed it" not in profile(member_client)


def test_withdrawing_leaves_what_others_say(member_client, stated):
    EndorsementFactory(expertise=stated)
    member_client.post(WITHDRAW)
    assert stated.endorsements.count() == 1


def test_a_confirmation_lapses_after_two_years(member_client, member, stated):
    long_ago = datetime(2024, 3, 1, tzinfo=UTC)
    EndorsementFactory(
        expertise=stated, endorsed_by=member.person, endorsed_at=long_ago
    )
    assert "You confirmed it" not in profile(member_client)


@pytest.mark.parametrize("path", [ENDORSE, WITHDRAW])
def test_nobody_confirms_the_own_level(ana, stated, path):
    assert signed_in(ana.user).post(path, {"level": 3}).status_code == 403
    assert not Endorsement.objects.exists()


def test_endorsing_refuses_the_own_level(ana, stated):
    with pytest.raises(PermissionDenied):
        record_endorsement(expertise=stated, level=4, by=ana)


@pytest.mark.parametrize("path", [ENDORSE, WITHDRAW])
def test_an_account_without_a_person_confirms_nothing(admin_client, stated, path):
    assert admin_client.post(path, {"level": 3}).status_code == 403
    assert "Other level" not in profile(admin_client)


@pytest.mark.parametrize("path", [ENDORSE, WITHDRAW])
def test_strangers_are_asked_to_sign_in(client, stated, path):
    assert client.post(path)["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("cast", ["member", "manager"])
def test_every_colleague_may_say_another_level(request, cast, stated):
    client = request.getfixturevalue(f"{cast}_client")
    assert "Ana Silva says Practitioner" in text_of(client.get(ENDORSE))


def test_levels_of_people_who_left_are_not_found(member_client, ana, stated):
    ana.left_on = datetime(2026, 2, 27).date()
    ana.save()
    assert member_client.get(ENDORSE).status_code == 404


def test_a_skill_that_is_not_stated_is_not_found(member_client, ana, forecasting):
    path = "/people/ana-silva/endorse/forecasting/"
    assert member_client.post(path, {"level": 3}).status_code == 404


@pytest.mark.parametrize("level", ["", "5", "x"])
def test_a_level_that_is_none_is_refused_and_the_note_kept(
    member_client, stated, level
):
    response = member_client.post(ENDORSE, {"level": level, "note": "On Radar"})
    assert 'value="On Radar"' in response.content.decode()
    assert not stated.endorsements.exists()


@pytest.fixture
def suggestion(stated):
    return EndorsementFactory(expertise=stated, level=4, note="Teaches us all")


def test_a_suggestion_is_shown_to_the_person(ana, suggestion):
    page = text_of(signed_in(ana.user).get("/people/me/"))
    assert f"{suggestion.endorsed_by} says Expert; you say Practitioner" in page
    assert "Teaches us all" in page


def test_a_suggestion_is_shown_to_the_manager(manager, manager_client, suggestion, ana):
    ana.manager = manager.person
    ana.save()
    assert "Teaches us all" in profile(manager_client)


@pytest.mark.parametrize("cast", ["member", "manager", "admin"])
def test_a_suggestion_is_hidden_from_everybody_else(request, cast, suggestion):
    client = request.getfixturevalue(f"{cast}_client")
    assert "Teaches us all" not in profile(client)


def test_a_suggestion_is_taken_over_and_then_confirms(ana, suggestion):
    client = signed_in(ana.user)
    client.post(f"/people/me/suggestions/{suggestion.pk}/", {"answer": "take"})
    suggestion.expertise.refresh_from_db()
    assert suggestion.expertise.level == 4
    assert "1 colleague" in profile(client)


def test_a_dismissed_suggestion_is_not_shown_again(ana, suggestion):
    client = signed_in(ana.user)
    client.post(f"/people/me/suggestions/{suggestion.pk}/", {"answer": "dismiss"})
    suggestion.expertise.refresh_from_db()
    assert suggestion.expertise.level == 3
    assert "Teaches us all" not in text_of(client.get("/people/me/"))


def test_a_suggestion_answered_twice_is_not_found(ana, suggestion):
    client = signed_in(ana.user)
    path = f"/people/me/suggestions/{suggestion.pk}/"
    client.post(path, {"answer": "dismiss"})
    assert client.post(path, {"answer": "take"}).status_code == 404
