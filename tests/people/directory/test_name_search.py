"""Names however they are written: one table for every place that looks for people."""

import pytest

from tests.factories import ExpertiseFactory, PersonFactory, SkillFactory
from tests.people.pages import ask, listed

pytestmark = [pytest.mark.django_db, pytest.mark.looks_again]

# A name as it is kept, and what people type to find it.
SPELLINGS = [
    (
        "Conan O’Brien",
        ["O'Brien", "O’Brien", "OBrien", "O Brien", "obrien", "conan o'b", "o‐brien"],
    ),
    ("Maura O'Brien", ["O`Brien", "O′Brien", "OʼBrien", "obri", "maura obrien"]),
    ("Ben OBrien", ["O'Brien", "O Brien", "OBrien", "ben o'brien"]),
    ("Eve O Brien", ["O'Brien", "obrien", "OBrien"]),
    ("Chloé d’Arcy", ["d'arcy", "darcy", "D Arcy", "chloe d'a"]),
    (
        "Jean-Luc Petit",
        ["Jean-Luc", "Jean Luc", "jeanluc", "Jean‑Luc", "jean–luc petit"],
    ),
    ("Jean Luc Grand", ["Jean-Luc", "jeanluc", "jean luc grand"]),
    ("Ann MacDonald", ["MacDonald", "Mac Donald", "mac-donald", "macd", "mac dona"]),
    ("Bob Mac Donald", ["MacDonald", "Mac Donald"]),
    ("Piet Vandenberg", ["van den berg", "Vandenberg"]),
    ("Jan van den Berg", ["van den berg", "Vandenberg", "van-den-berg"]),
    ("Jonas Weiß", ["weiss", "weiß", "WEISS", "WEIẞ", "jonas-weiss"]),
    ("Petra Weiss", ["weiss", "weiß"]),
    ("Freja Kjær", ["kjaer", "kjær", "freja-kjaer", "KJÆR"]),
    ("Jörg Müller", ["muller", "müller", "mueller", "joerg mueller", "mu\u0308ller"]),
    ("Tom Mueller", ["mueller", "müller"]),
    ("Søren Ångström", ["soren", "soeren", "søren", "angstrom", "aangstroem"]),
    ("Łukasz Đỗ", ["lukasz", "łukasz", "Do"]),
    ("Anne\u00adMarie Silva", ["annemarie"]),
    ("Ana\u00a0Costa", ["ana costa", "ana\u2009costa", "costa"]),
    ("\u202bZeev\u202c Peretz", ["zeev"]),
    ("Иван Петров", ["Иван", "петров", "ivan", "ivan petrov", "ivan-petrov"]),
    ("Ἀλέξης Ζορμπάς", ["αλεξης", "ΖΟΡΜΠΑΣ", "alexes", "zormpas"]),
    ("王伟", ["王", "王伟", "wang-wei", "wang wei"]),
    ("がく 山田", ["がく", "山"]),
    ("Ｆｕｌｌ　Ｗｉｄｔｈ", ["full", "width", "ｆｕｌｌ"]),
    ("Siân ʻOkina‑Kaʻiulani", ["okina", "kaiulani", "ka'iulani", "sian"]),
]
PAIRS = [(name, typed) for name, texts in SPELLINGS for typed in texts]


@pytest.mark.parametrize(("name", "typed"), PAIRS)
def test_a_name_is_found_as_people_write_it(name, typed, manager_client):
    person = PersonFactory(name=name)
    PersonFactory(name="Zachary Quill")
    assert listed(manager_client, f"q={typed}") == [person.slug]
    found = manager_client.get("/people/compare/", {"find": typed}).content.decode()
    assert f"person={person.slug}" in found
    assert "person=zachary-quill" not in found


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Muller", "Tom Mueller"), ("Mariana", "Maria Nascimento"), ("Rand", "Rao Dan")],
)
def test_other_names_are_others(typed, name, manager_client):
    meant = PersonFactory(name=f"Zoe {typed}")
    PersonFactory(name=name)
    assert listed(manager_client, f"q={typed}") == [meant.slug]


@pytest.mark.parametrize("name", ["Tomas Nogueira", "Ana Müller", "Mark L'Heureux"])
def test_a_name_is_found_at_every_letter_typed(name, manager_client):
    person = PersonFactory(name=name)
    ExpertiseFactory(person=PersonFactory(name="Ruth Ode"), skill__name="R")
    for length in range(1, len(name) + 1):
        assert listed(manager_client, f"q={name[:length]}") == [person.slug]


@pytest.mark.parametrize(
    "typed", ["T Nogueira", "T. Nogueira", "Nogueira T", "tomas n", "T N", "T. N."]
)
def test_initials_find_their_people(typed, manager_client):
    person = PersonFactory(name="Tomas Nogueira")
    PersonFactory(name="Rui Nogueira")
    PersonFactory(name="Tomas Rey")
    assert listed(manager_client, f"text=1&q={typed}") == [person.slug]


@pytest.mark.parametrize("name", ["J. R. R. Tolkien", "John Ronald Reuel Tolkien"])
@pytest.mark.parametrize(
    "typed", ["JRR Tolkien", "JR Tolkien", "Tolkien JRR", "J.R.R. Tolkien", "J Tolkien"]
)
def test_initials_may_be_written_as_one(name, typed, manager_client):
    person = PersonFactory(name=name)
    for other in ("Rita Tolkien", "Christopher Tolkien", "Jo Roe Rey", "Jan Rot"):
        PersonFactory(name=other)
    assert listed(manager_client, f"text=1&q={typed}") == [person.slug]


@pytest.mark.parametrize("typed", ["JRR", "XJR Tolkien", "JRR forecasting", "rit jro"])
def test_letters_are_initials_beside_a_name_alone(typed, manager_client):
    person = PersonFactory(name="John Ronald Reuel Tolkien", job_title="Rit")
    ExpertiseFactory(person=person, skill=SkillFactory(name="Forecasting"))
    assert listed(manager_client, f"text=1&q={typed}") == []


@pytest.mark.parametrize("typed", ["ML engineer", "qa engineer"])
def test_letters_that_are_a_word_are_no_initials(typed, manager_client):
    engineer = PersonFactory(name="Ada Quist", job_title="QA engineer, ML")
    PersonFactory(name="Mia Engineer Lund")
    PersonFactory(name="Quin Ast Engineer")
    assert listed(manager_client, f"text=1&q={typed}") == [engineer.slug]


@pytest.fixture
def ruth():
    """Ruth knows Rust and Go; Carla knows R and C; Gonzalo nothing of all that."""
    ruth = PersonFactory(name="Ruth Gomes")
    ExpertiseFactory(person=ruth, skill=SkillFactory(name="Rust"))
    ExpertiseFactory(person=ruth, skill=SkillFactory(name="Go"))
    carla = PersonFactory(name="Carla Ruiz")
    ExpertiseFactory(person=carla, skill=SkillFactory(name="R"))
    ExpertiseFactory(person=carla, skill=SkillFactory(name="C"))
    PersonFactory(name="Gonzalo Reyes")
    return ruth


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("R", ["carla-ruiz"]),
        ("C", ["carla-ruiz"]),
        ("Go", ["ruth-gomes"]),
        ("C R", ["carla-ruiz"]),
        ("Go R", []),
        ("R ust", []),
        ("Gonzalo R", ["gonzalo-reyes"]),
        ("R Gonzalo", ["gonzalo-reyes"]),
        ("Carla R", ["carla-ruiz"]),
        ("Rust R", []),
    ],
)
def test_short_names_of_skills_stay_exact(typed, slugs, ruth, manager_client):
    assert listed(manager_client, f"text=1&q={typed}") == slugs


NINE = "builds scorecards and detectors that auditors can read"


def test_every_word_counts(manager_client):
    PersonFactory(name="Ana", bio=f"{NINE} daily")
    assert listed(manager_client, f"text=1&q={NINE} daily") == ["ana"]
    assert listed(manager_client, f"text=1&q={NINE} xyzzyplugh") == []


@pytest.mark.parametrize(
    "path", ["/people/", "/projects/", "/skills/", "/availability/"]
)
def test_too_many_words_are_refused_and_counted(path, manager_client):
    words = " ".join(f"w{number}" for number in range(21))
    page = manager_client.get(path, {"q": words}).content.decode()
    assert "write at most 20 words, these are 21" in page


@pytest.mark.parametrize(
    "path", ["/people/", "/projects/", "/skills/", "/availability/"]
)
@pytest.mark.parametrize("text", ["...", "’", "🙂", "\u200b"])
def test_a_text_without_words_is_refused(path, text, manager_client):
    page = manager_client.get(path, {"q": text}).content.decode()
    assert "write letters or digits" in page


def test_a_word_that_is_corrected_is_announced(manager_client):
    PersonFactory(name="Ana Nogueira")
    page = ask(manager_client, "q=nogiuera")
    assert "nothing says “nogiuera”, shown instead: nogueira" in page.html
