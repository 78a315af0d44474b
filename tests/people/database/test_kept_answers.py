"""What pages make of kept answers leaves them as they were."""

import pickle
from datetime import date

import pytest
from django.contrib.auth import get_user_model

from people.database import unchanged
from tests.bench.rows import measured_pages
from tests.conftest import signed_in
from tests.organisations import organisations

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

organisation = organisations(date(2026, 3, 10), seeds=[3])


def test_a_page_changes_no_answer_and_asks_for_no_time(organisation, monkeypatch):
    """Each question of each page twice: the second answer is what was kept."""
    monkeypatch.setattr(unchanged, "may_have_written", lambda: False)
    monkeypatch.setattr(unchanged, "snapshot_now", lambda: "as ever")
    stored, again = {}, set()
    ask_or_keep = unchanged.keep

    def keep(key, ask):
        if key in stored:
            assert ask() == pickle.loads(stored[key])
            again.add(key)
        found = ask_or_keep(key, ask)
        stored.setdefault(key, pickle.dumps(found))
        assert found == pickle.loads(stored[key])
        return found

    monkeypatch.setattr(unchanged, "keep", keep)
    users = get_user_model().objects.filter(username__in=["manager", "member"])
    readers = [signed_in(user) for user in users]
    pages = [page.address for page in measured_pages()]
    for _ in range(2):
        for reader in readers:
            for address in pages:
                reader.get(address)
    assert len(again) > 30
    assert stored.keys() == again
