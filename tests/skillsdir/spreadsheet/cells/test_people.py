"""People as they are named in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.spreadsheet.cells.people import PersonMention, people_in, person_name
from tests.thoroughness import examples

ADDRESSES = st.from_regex(r"[a-z]{1,9}(\.[a-z]{1,9})?@[a-z]{1,9}\.org", fullmatch=True)
ZOË = PersonMention("Zoë Okonkwo")
BOTH = PersonMention("Zoë Okonkwo", "zoe@example.org")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Zoë Okonkwo", ZOË),
        ("  Zoë   Okonkwo ", ZOË),
        ("Okonkwo, Zoë", ZOË),
        ("zoe@example.org", PersonMention(email="zoe@example.org")),
        ("<zoe@example.org>", PersonMention(email="zoe@example.org")),
        (
            "Zoë Okonkwo <zoe@example.org>",
            BOTH,
        ),
        (
            "Okonkwo, Zoë <zoe@example.org>",
            BOTH,
        ),
        (
            "Zoë Okonkwo (zoe@example.org)",
            BOTH,
        ),
        (
            "zoe@example.org (Zoë Okonkwo)",
            BOTH,
        ),
        ("Zoë Okonkwo (Pricing)", PersonMention("Zoë Okonkwo", team="Pricing")),
        ("Zoë Okonkwo [Data & AI]", PersonMention("Zoë Okonkwo", team="Data & AI")),
        ("王芳", PersonMention("王芳")),
        ("O'Brien, Conan", PersonMention("Conan O'Brien")),
        ("Ana Lima, PhD", PersonMention("Ana Lima, PhD")),
        ("Martin King, Jr.", PersonMention("Martin King, Jr.")),
    ],
)
def test_cell_names_one_person(text, person):
    assert people_in(text) == [person]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Lima; Bo Chen", ["Ana Lima", "Bo Chen"]),
        ("Ana Lima / Bo Chen", ["Ana Lima", "Bo Chen"]),
        ("Ana Lima\nBo Chen", ["Ana Lima", "Bo Chen"]),
        ("Ana Lima, Bo Chen", ["Ana Lima", "Bo Chen"]),
        ("Ana, Bo, Cy", ["Ana", "Bo", "Cy"]),
        ("Lima, Ana; Chen, Bo", ["Ana Lima", "Bo Chen"]),
        ("", []),
        (" ; ", []),
    ],
)
def test_cell_names_several_people(text, names):
    assert [person.name for person in people_in(text)] == names


def test_addresses_are_listed_by_commas_too():
    people = people_in("ana@example.org, Bo <bo@example.org>")
    assert [person.email for person in people] == ["ana@example.org", "bo@example.org"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Okonkwo, Zoë", "Zoë Okonkwo"),
        ("de la Cruz,Juan", "Juan de la Cruz"),
        ("Zoë Okonkwo", "Zoë Okonkwo"),
        ("Lima, Ana, PhD", "Lima, Ana, PhD"),
        ("Lima,", "Lima,"),
        ("Smith, M.D.", "Smith, M.D."),
        ("", ""),
    ],
)
def test_name_is_put_in_the_order_it_is_spoken(text, name):
    assert person_name(text) == name


@examples(300)
@given(st.text())
def test_any_text_names_people_or_nobody(text):
    for person in people_in(text):
        assert person.name == " ".join(person.name.split())
        assert not person.email or "@" in person.email


@examples(100)
@given(st.text(st.characters(categories=("L",)), min_size=1), ADDRESSES)
def test_name_with_an_address_reads_back(name, email):
    (person,) = people_in(f"{name} <{email}>")
    assert person.name == name
