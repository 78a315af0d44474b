import pytest

from tests.factories import PersonFactory


@pytest.mark.parametrize("client_name", ["member_client", "manager_client"])
def test_an_address_on_a_profile_cannot_slip_a_recipient_in(client_name, request):
    person = PersonFactory(name="Eve", email="eve?bcc=rival%40evil.example@x.example")
    client = request.getfixturevalue(client_name)
    page = client.get(person.get_absolute_url()).content.decode()
    assert "mailto:eve%3Fbcc%3Drival%2540evil.example@x.example" in page
    assert "mailto:eve?" not in page
