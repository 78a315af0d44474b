import pytest


@pytest.mark.django_db
def test_health_says_ok_to_anyone(client):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
