import pytest

from people.models import Expertise, Person
from skillsdir.spreadsheet.applying import apply
from skillsdir.spreadsheet.undoing import undo
from tests.factories import SkillFactory
from tests.skillsdir.spreadsheet.files import told, upload

pytestmark = pytest.mark.django_db


def test_smoke(admin):
    SkillFactory(name="Python")
    SkillFactory(name="SQL")
    d = upload(
        "people",
        "name email expertise",
        ("Ana", "ana@x.org", "Python (Expert); SQL (Working)"),
        by=admin,
    )
    p = apply(d, by=admin)
    print(told(p.changes), p.counts)
    for c in p.changes:
        print(c.differences)
    assert Expertise.objects.count() == 2
    print(d.changes.values())
    e = Expertise.objects.first().events.get()
    print(e.pgh_context)
    assert undo(d, by=admin) == []
    assert not Person.objects.exists()
