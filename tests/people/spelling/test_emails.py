"""Which e-mails are the same, and which are refused."""

from contextlib import suppress

import idna
import pytest
from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.db import connection
from hypothesis import given
from hypothesis.strategies import from_regex

from people.accounts.accounts import account_with_email, find_account
from people.editing.pickers import PersonField
from people.spelling.emails import (
    TypedEmail,
    check_email,
    clean_email,
    fold_case,
    fold_email,
    in_letters,
    is_same_email,
    kept_email,
    plain_name,
)
from skillsdir.spreadsheet.pages.name_forms import targets
from tests.factories import PersonFactory, UserFactory

EMAIL = "dirboss.kiss@inside.example"
# Letters that capitals, or a font, make alike: dotless i, long s, the kelvin sign, full
# width, and one letter that is composed or not.
LOOK_ALIKES = [
    EMAIL.replace("i", "ı"),
    EMAIL.replace("i", "İ"),
    EMAIL.replace("s", "ſ"),
    EMAIL.replace("k", "\u212a"),
    EMAIL.replace("d", "ｄ", 1),
    EMAIL.replace("@", "＠"),
    EMAIL.replace("inside", "insıde"),
    EMAIL.replace("o", "o\u0301"),
    EMAIL.replace("o", "ó"),
]
MAILABLE = ["ana@example.com", "Ana+x@exämple.com", "o'neil@x-y.example", "a@localhost"]
REFUSED = [
    *("admın@example.com", "ａna@example.com", "ana@ｅxample.com", "zoé@example.com"),
    *("ana@e\u0308xample.com", "ana@\u212aelvin.example", f"a@{'ı' * 60}.example"),
]


def in_database(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0]


# Alike


@pytest.mark.django_db
def test_the_database_folds_as_python_does():
    letters = "".join(map(chr, [*range(1, 0xD800), *range(0xE000, 0x11000)]))
    folded = in_database('SELECT LOWER(%s COLLATE "C")', letters)
    assert folded == fold_case(letters)


@pytest.mark.parametrize("look_alike", LOOK_ALIKES)
def test_a_look_alike_is_another_e_mail(look_alike):
    assert not is_same_email(look_alike, EMAIL)
    assert is_same_email(EMAIL.upper(), EMAIL)


@pytest.mark.parametrize(
    "other",
    [
        "ana@MÜNCHEN.de",
        "ANA@xn--mnchen-3ya.de",
        "ana@XN--MNCHEN-3YA.DE",
        "Ana@müncHen.DE",
    ],
)
def test_one_mailbox_is_the_same_e_mail_however_it_is_written(other):
    assert is_same_email("ana@münchen.de", other)
    assert fold_email(other) == "ana@münchen.de"
    assert not is_same_email("ana@strasse.de", other.replace("münchen", "straße"))


@pytest.mark.parametrize("label", ["straße.", "xn--mnchen-3ya.", "MÜNCHEN."])
def test_what_is_longer_than_any_e_mail_is_left_alone(label):
    typed = "a@" + label * 40
    assert kept_email(typed) == typed
    with pytest.raises(ValidationError):
        TypedEmail(max_length=254).clean(typed)


def test_no_email_is_none_in_common():
    assert not is_same_email("", "")
    assert not is_same_email("", EMAIL)
    assert not is_same_email(EMAIL, "")


@pytest.mark.parametrize("typed", ["ＡＤＭＩＮ", "𝐚𝑑𝕞𝚒𝗇", " Admin\u3000", "ad\0min"])
def test_keyboards_that_write_other_letters_mean_the_plain_ones(typed):
    assert fold_email(plain_name(typed)) == "admin"


def test_a_name_is_cut_before_it_is_made_plain():
    assert len(plain_name("\ufdfa" * 100_000)) <= 255 * 18


@pytest.mark.django_db
@pytest.mark.parametrize("look_alike", LOOK_ALIKES[:4] + LOOK_ALIKES[6:])
def test_nobody_is_found_by_a_look_alike(look_alike):
    person = PersonFactory(email=EMAIL, user=UserFactory(username=EMAIL))
    assert account_with_email(look_alike) is None
    assert targets("person", [look_alike, EMAIL.upper()]) == {EMAIL.upper(): person.pk}
    with pytest.raises(ValidationError):
        PersonField().clean(look_alike)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["admın", "ADMİN", "admın@example.com"])
def test_a_look_alike_of_a_name_signs_nobody_in(typed):
    UserFactory(username="admin", email="admin@example.com")
    assert find_account(typed) is None


# Refused


@pytest.mark.parametrize("email", MAILABLE)
def test_an_e_mail_that_can_be_mailed_is_taken(email):
    assert check_email(email) is None


@pytest.mark.parametrize("email", REFUSED)
def test_an_e_mail_in_disguise_or_that_no_mail_reaches_is_refused(email):
    with pytest.raises(ValidationError, match=r"letters|No mail can be sent"):
        check_email(email)


ONE_MAILBOX = [
    ("ana@exam\u200bple.com", "ana@example.com"),
    ("ana@exa\u00admple.com", "ana@example.com"),
    ("Ana@example\u200d.com", "ana@example.com"),
    ("ana@example\u3002com", "ana@example.com"),
    ("ana@EXÄMPLE.com", "ana@exämple.com"),
    ("ana@XN--exmple-cua.com", "ana@exämple.com"),
    ("ana@straße.example", "ana@xn--strae-oqa.example"),
    ("ana@οδος.example", "ana@xn--pxavbm.example"),
    ('"ana"@example.com', "ana@example.com"),
    ('"a\\na"@Example.com', "ana@example.com"),
]


@pytest.mark.parametrize(("email", "meant"), ONE_MAILBOX)
def test_of_all_ways_to_write_one_mailbox_one_is_taken(email, meant):
    with pytest.raises(ValidationError, match=f"Write {meant}: mail to this"):
        check_email(email)
    assert check_email(meant) is None


@pytest.mark.parametrize("email", ["ana@xn--strae-oqa.example", '"a@b"@example.com'])
def test_what_has_no_other_way_to_be_written_is_taken(email):
    assert check_email(email) is None


@pytest.mark.parametrize(
    ("email", "kept"),
    [
        ("ana@xn--mnchen-3ya.zürich", "ana@münchen.zürich"),
        ("ana@XN--MNCHEN-3YA.DE", "ana@münchen.de"),
        ("ana@MÜNCHEN.de", "ana@münchen.de"),
        ("ana@straße.de", "ana@xn--strae-oqa.de"),
        ("ana@XN--STRAE-OQA.de", "ana@xn--strae-oqa.de"),
        ("ana@ΟΔΟΣ.gr", "ana@οδοσ.gr"),
        ("Ana@xn--.example.com", "Ana@xn--.example.com"),
    ],
)
def test_a_domain_is_brought_into_letters_label_by_label(email, kept):
    assert in_letters(email) == kept


@pytest.mark.parametrize("email", ["ana@𠮷野家.jp", "ana@xn--fctt27jo60v.jp"])
def test_letters_that_django_refuses_stay_in_code(email):
    assert TypedEmail().clean(email) == "ana@xn--fctt27jo60v.jp"
    assert check_email("ana@xn--fctt27jo60v.jp") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ana@MÜNCHEN.de ", "Ana@münchen.de"),
        ("ana@straße.de", "ana@xn--strae-oqa.de"),
        ("ana@\u212aelvin.example", "ana@\u212aelvin.example"),
    ],
)
def test_what_is_typed_is_brought_into_the_form_that_is_kept(typed, kept):
    assert TypedEmail().clean(typed) == kept
    user = UserFactory.build(email=typed.strip())
    user.save()
    assert user.email == kept


@pytest.mark.parametrize(
    "text",
    [
        *("<ana@x.org>", "mailto:ana@x.org", "(ana@x.org)", "ana@x.org.", "ana@x.org;"),
        *('"ana"@x.org', "ana@x.org ben@x.org", "Ana<ana@x.org>", "ana", ""),
        *("ana@e\u0308xample.com", "ana@" + "d." * 130 + "org"),
    ],
)
def test_what_is_more_or_less_than_an_e_mail_is_none(text):
    assert clean_email("ana@MÜNCHEN.de") == "ana@münchen.de"
    with pytest.raises(ValidationError):
        clean_email(text)


@given(from_regex(r"[a-zäöüßçñéσςλабд\u200c-]{1,12}", fullmatch=True))
def test_what_is_kept_is_mailed_to_the_domain_that_was_meant(label):
    """By the standard of today; what is no domain by it leads nowhere else."""
    kept = in_letters(f"ana@{label}.example")
    assert in_letters(kept) == kept
    with suppress(idna.IDNAError):
        meant = f"ana@{idna.encode(label).decode()}.example"
        assert sanitize_address(kept, "utf-8") == meant
