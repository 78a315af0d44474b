"""Somebody is named in a text field: by name, e-mail or slug."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from people.editing.pickers import PersonField
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return PersonFactory(name="Ána Silva", email="ana@example.com")


@pytest.mark.parametrize(
    "typed", ["Ána Silva", " ana  silva", "ANA@example.com", "ana-silva"]
)
def test_a_person_is_named_in_many_ways(typed, ana):
    assert PersonField().clean(typed) == ana


@pytest.mark.parametrize(
    "typed", ["Conan O'Brien", "conan o’brien", "Conan OBrien", "CONAN-O-BRIEN"]
)
def test_a_name_may_be_written_otherwise(typed):
    conan = PersonFactory(name="Conan O‘Brien", email="co@example.com")
    assert PersonField().clean(typed) == conan


@pytest.mark.parametrize("typed", ["O'Brien", "OBRIEN", "con obri", "Weiss", "weiß"])
def test_the_hint_reads_names_as_people_write_them(typed):
    PersonFactory(name="Conan O’Brien Weiß")
    with pytest.raises(ValidationError, match="Did you mean Conan O’Brien Weiß"):
        PersonField().clean(typed)


@pytest.mark.parametrize("typed", [" ", "\u00a0"])
def test_nobody_is_named_by_nothing(typed, ana):
    assert PersonField(required=False).clean(typed) is None


@pytest.mark.parametrize("typed", ["…", "’", "🙂"])
def test_nobody_is_named_by_signs(typed):
    PersonFactory(name="—")
    with pytest.raises(ValidationError, match="Nobody here is called"):
        PersonField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("Silva", "Did you mean Ána Silva?"), ("Zoë", "Write a full name or an e-mail.")],
)
def test_an_unknown_name_gets_a_hint(typed, hint, ana):
    with pytest.raises(ValidationError, match=f"Nobody here is called “{typed}”"):
        PersonField().clean(typed)
    with pytest.raises(ValidationError, match=hint.rstrip("?")):
        PersonField().clean(typed)


def test_namesakes_are_told_apart_by_their_e_mail(ana):
    other = PersonFactory(name="Ana Silva", email="silva@example.com")
    with pytest.raises(ValidationError, match=r"ana@example\.com or silva@example"):
        PersonField().clean("Ana Silva")
    assert PersonField().clean("silva@example.com") == other
    assert PersonField().prepare_value(other.pk) == "silva@example.com"


def test_namesakes_without_an_e_mail_are_told_apart_by_their_address(ana):
    other = PersonFactory(name="Ana Silva", email=None, slug="ana-2")
    words = r"write the e-mail or the address, ana@example\.com or ana-2\."
    with pytest.raises(ValidationError, match=words):
        PersonField().clean("Ana Silva")
    assert PersonField().clean("ana-2") == other
    assert PersonField().prepare_value(other.pk) == "ana-2"


@pytest.mark.parametrize("typed", ["None", "@", "-"])
def test_no_text_means_all_who_have_no_e_mail(typed):
    PersonFactory(email=None)
    with pytest.raises(ValidationError, match="Nobody here is called"):
        PersonField().clean(typed)


def test_a_person_is_shown_by_name(ana):
    assert PersonField().prepare_value(ana.pk) == "Ána Silva"
    assert PersonField().prepare_value("Ana S") == "Ana S"
    assert PersonField().prepare_value(None) is None


def test_who_left_is_only_named_where_they_stay(ana):
    ana.left_on = date(2026, 1, 30)
    ana.save()
    field = PersonField()
    with pytest.raises(ValidationError):
        field.clean("Ana Silva")
    field.kept = ana.pk
    assert field.clean("Ana Silva") == ana


def test_names_are_offered_and_escaped(ana):
    widget = PersonField().widget
    widget.offered = ['Bo "<b>"']
    html = widget.render("lead", "Ana", {"id": "id_lead"})
    assert 'list="lead-names"' in html
    assert '<option value="Bo &quot;&lt;b&gt;&quot;">' in html


@pytest.mark.parametrize("typed", ["\x00", "%", "'", "a" * 400, "😀", "__"])
def test_no_text_makes_the_field_fail(typed, ana):
    with pytest.raises(ValidationError):
        PersonField().clean(typed)


def test_a_name_takes_one_query(ana, django_assert_num_queries):
    with django_assert_num_queries(1):
        PersonField().clean("Ana Silva")
