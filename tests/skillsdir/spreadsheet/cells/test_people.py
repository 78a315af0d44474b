"""People as they are named in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.spreadsheet.cells.people import (
    PersonMention,
    find_addresses,
    people_in,
    says_no_address,
)
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
        ("Ana Lima, PhD", PersonMention("Ana Lima")),
        ("Lima, Ana, PhD", PersonMention("Ana Lima")),
        ("mailto:zoe@example.org", PersonMention(email="zoe@example.org")),
        ("Zoë Okonkwo (she/her)", ZOË),
        ("OKONKWO Zoë (Pricing)", PersonMention("Zoë Okonkwo", team="Pricing")),
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
    ("text", "addresses"),
    [
        ("cy@x.org", ["cy@x.org"]),
        ("Cy Ray <cy@x.org>", ["cy@x.org"]),
        ("'cy@x.org';", ["cy@x.org"]),
        ("“cy@x.org”", ["cy@x.org"]),
        ("o'brien@x.org", ["o'brien@x.org"]),
        ("cy@x.org, bo@x.org; cy@x.org", ["cy@x.org", "bo@x.org"]),
        ("Cy Ray", []),
        ("x" * 50_000, []),
    ],
)
def test_addresses_are_found_in_what_is_around_them(text, addresses):
    assert find_addresses(text) == addresses


@pytest.mark.parametrize("text", ["n/a", "N/A", "-", "–", "None", "keine", "no e-mail"])
def test_words_say_that_there_is_no_address(text):
    assert says_no_address(text)
    assert not says_no_address("cy@x.org")


@examples(300)
@given(st.text())
def test_any_text_names_people_or_nobody(text):
    for person in people_in(text):
        assert person.name == " ".join(person.name.split())
        assert not person.email or "@" in person.email


@pytest.mark.looks_again
@examples(100)
@given(st.text(st.characters(categories=("L",)), min_size=1), ADDRESSES)
def test_name_with_an_address_reads_back(name, email):
    (person,) = people_in(f"{name} <{email}>")
    assert person.name == name
