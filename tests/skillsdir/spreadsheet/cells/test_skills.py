"""Lists of skills in one cell, as people write them."""

import csv
from functools import cache

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from people.spelling.names import normalise
from skillsdir.spreadsheet.cells.levels import token
from skillsdir.spreadsheet.cells.skills import Mention, skills_in
from tests.thoroughness import examples

CATALOGUE = settings.BASE_DIR / "people/data/skills.csv"


@pytest.fixture(scope="module")
def keys():
    """The names and aliases of the catalogue, as they are looked up."""
    with CATALOGUE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return {
        normalise(name)
        for row in rows
        for name in [row["name"], *row["aliases"].split(";")]
    }


@pytest.fixture(scope="module")
def known(keys):
    return cache(lambda name: normalise(name) in keys)


def pairs(mentions):
    return [(mention.name, mention.level) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # One skill and its level
        ("Python", [("Python", None)]),
        ("Python (4)", [("Python", "4")]),
        ("Python(4)", [("Python", "4")]),
        ("Python [4]", [("Python", "4")]),
        ("Python: advanced", [("Python", "advanced")]),
        ("Python = 4", [("Python", "4")]),
        ("Python - 4", [("Python", "4")]),
        ("Python – expert", [("Python", "expert")]),
        ("Python —expert", [("Python", "expert")]),
        ("Python -> 4", [("Python", "4")]),
        ("Python 4/5", [("Python", "4/5")]),
        ("Python (7/10)", [("Python", "7/10")]),
        ("Python 80%", [("Python", "80%")]),
        ("Python (80 %)", [("Python", "80 %")]),
        ("Python ★★★★", [("Python", "★★★★")]),
        ("Python (★★★☆☆)", [("Python", "★★★☆☆")]),
        ("Python ***", [("Python", "***")]),
        ("Python (level 3)", [("Python", "level 3")]),
        ("Python (very good)", [("Python", "very good")]),
        ("Pythn (senior)", [("Pythn", "senior")]),
        # Lists
        (
            "Python (4); NLP – expert, SQL",
            [("Python", "4"), ("NLP", "expert"), ("SQL", None)],
        ),
        ("Python, SQL", [("Python", None), ("SQL", None)]),
        ("Python\nSQL", [("Python", None), ("SQL", None)]),
        ("Python | SQL", [("Python", None), ("SQL", None)]),
        ("Python / SQL", [("Python", None), ("SQL", None)]),
        ("Python、SQL", [("Python", None), ("SQL", None)]),
        ("Python؛ SQL", [("Python", None), ("SQL", None)]),
        ("• Python\n• SQL", [("Python", None), ("SQL", None)]),
        ("- Python\n- SQL", [("Python", None), ("SQL", None)]),
        ("1. Python\n2) SQL", [("Python", None), ("SQL", None)]),
        (" ,Python,, ;SQL; ", [("Python", None), ("SQL", None)]),
        ("Python, expert; SQL, basic", [("Python", "expert"), ("SQL", "basic")]),
        ("Python, 4, SQL, 2", [("Python", "4"), ("SQL", "2")]),
        ("Python, (4)", [("Python", "4")]),
        (
            "Expert: Python, SQL; R",
            [("Python", "Expert"), ("SQL", "Expert"), ("R", None)],
        ),
        ("Basic: R\nAdvanced: SQL", [("R", "Basic"), ("SQL", "Advanced")]),
        # Separators that are part of a name
        ("C/C++", [("C/C++", None)]),
        ("CI/CD, A/B testing (3)", [("CI/CD", None), ("A/B testing", "3")]),
        ("scikit-learn", [("scikit-learn", None)]),
        ("scikit-learn - expert", [("scikit-learn", "expert")]),
        ("TensorFlow 2 (Keras, TFX)", [("TensorFlow 2 (Keras, TFX)", None)]),
        ("Python 3", [("Python 3", None)]),
        ("Visual Basic", [("Visual Basic", None)]),
        ("Foo (bar (2)", [("Foo (bar", "2")]),
        # Nothing
        ("", []),
        (" ; , \n", []),
        ("()", []),
        ("–", []),
    ],
)
def test_cell_lists_skills(text, expected):
    assert pairs(skills_in(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C & C++: 3", [("C & C++", "3")]),
        ("NumPy & SciPy (2), R", [("NumPy & SciPy", "2"), ("R", None)]),
        ("JavaScript/JQuery", [("JavaScript/JQuery", None)]),
        ("HTML/CSS; CI/CD", [("HTML/CSS", None), ("CI/CD", None)]),
        ("Python/R/SQL", [("Python", None), ("R", None), ("SQL", None)]),
        ("Python and SQL (3)", [("Python", "3"), ("SQL", "3")]),
        ("C/C++", [("C", None), ("C++", None)]),
        (
            "Natural language processing, NLP",
            [("Natural language processing", None), ("NLP", None)],
        ),
        ("Python 3", [("Python 3", None)]),
        ("Python 3, SQL 4, R 2", [("Python", "3"), ("SQL", "4"), ("R", "2")]),
        ("Python 3, SQL, R", [("Python 3", None), ("SQL", None), ("R", None)]),
        ("Python senior, SQL mid", [("Python", "senior"), ("SQL", "mid")]),
        ("advanced Python, expert in SQL", [("Python", "advanced"), ("SQL", "expert")]),
        ("SQL (★★★)", [("SQL", "★★★")]),
        ("Python (ninja-like)", [("Python", "ninja-like")]),
        ("Python: so-so", [("Python", "so-so")]),
        # Brackets with skills
        (
            "Python (pandas, numpy)",
            [("Python", None), ("pandas", None), ("numpy", None)],
        ),
        ("TensorFlow 2 (Keras)", [("TensorFlow 2", None), ("Keras", None)]),
        (
            "Machine learning (NLP, CV): 3",
            [("Machine learning", "3"), ("NLP", "3"), ("CV", "3")],
        ),
        ("AWS (EC2, S3)", [("AWS", None), ("EC2", None), ("S3", None)]),
        ("SQL (Foo, Bar)", [("SQL (Foo, Bar)", None)]),
        ("Python (pandas, expert)", [("Python", "expert"), ("pandas", None)]),
        ("Python (pandas 3, Bar)", [("Python", None), ("pandas", "3"), ("Bar", None)]),
        ("Foo (SQL, Bar)", [("Foo", None), ("SQL", None), ("Bar", None)]),
        # Levels that nothing sets off
        ("SQL 3", [("SQL", "3")]),
        ("SQL 92", [("SQL 92", None)]),
        ("Python L3", [("Python", "L3")]),
        ("Python level 3, SQL", [("Python", "level 3"), ("SQL", None)]),
        ("Python 3 4", [("Python 3", "4")]),
        ("sk-learn 2, Excel 4", [("sk-learn", "2"), ("Excel", "4")]),
        ("sk-learn 2", [("sk-learn", "2")]),
        ("Python 3, TensorFlow 2", [("Python 3", None), ("TensorFlow 2", None)]),
        ("Python***, SQL *", [("Python", "***"), ("SQL", "*")]),
        ("Python ++", [("Python", "++")]),
        ("C++, C ++", [("C++", None), ("C ++", None)]),
        ("MySQL-Basics", [("MySQL", "Basics")]),
        ("scikit-learn, Python-3", [("scikit-learn", None), ("Python-3", None)]),
        ("Python ✓; SQL (x)", [("Python", None), ("SQL", None)]),
        (
            "Python sehr gut, SQL débutant",
            [("Python", "sehr gut"), ("SQL", "débutant")],
        ),
        ("very good in Python", [("Python", "very good")]),
        ("Level 3: Python, SQL", [("Python", "Level 3"), ("SQL", "Level 3")]),
        ("Expert - Python; 4 – SQL", [("Python", "Expert"), ("SQL", "4")]),
        ("L3 Python", [("Python", "L3")]),
        ("Python ◕, R/SQL basic", [("Python", "◕"), ("R", "basic"), ("SQL", "basic")]),
        ("Python, SQL, and R", [("Python", None), ("SQL", None), ("R", None)]),
        # No levels, or none that is known
        ("Python 3.9", [("Python 3.9", None)]),
        ("learning Python", [("Python", "learning")]),
        ("learning to rank", [("learning to rank", None)]),
        (
            "not Python; no SQL; kein R",
            [("Python", "none"), ("SQL", "none"), ("R", "none")],
        ),
        ("NoSQL", [("NoSQL", None)]),
        ("SQL Basis, Master", [("SQL Basis", None), ("Master", None)]),
        ("SQL (Basis); R: Master", [("SQL", "Basis"), ("R", "Master")]),
        ("Pythom (4), SQL", [("Pythom", "4"), ("SQL", None)]),
        ("Power, BI", [("Power, BI", None)]),
    ],
)
def test_names_that_are_known_are_kept_whole(text, expected, known):
    assert pairs(skills_in(text, known)) == expected


WAYS = (
    *("{} ({})", "{}({})", "{} [{}]", "{}: {}", "{} - {}", "{} – {}", "{} = {}"),
    *("{} -> {}", "{} (level {})", "{} L{}", "{} level {}", "{}, ({})"),
)


@pytest.mark.looks_again
@pytest.mark.parametrize("way", WAYS)
def test_level_behind_any_name_of_the_catalogue_is_read(way, known):
    with CATALOGUE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    names = [name for row in rows for name in [row["name"], *row["aliases"].split(";")]]
    names = [" ".join(name.split()) for name in names if name.strip()]
    wrong = [
        text
        for name in names
        for number in "12345"
        if (text := way.format(name, number))
        and [(one.name, token(one.level or "")) for one in skills_in(text, known)]
        != [(name, number)]
    ]
    assert not wrong


def test_bare_number_behind_a_name_of_the_catalogue_is_a_level_or_part_of_it(known):
    with CATALOGUE.open(encoding="utf-8") as lines:
        names = [row["name"] for row in csv.DictReader(lines)]
    for name in names:
        whole = known(f"{name} 3")
        expected = (f"{name} 3", None) if whole else (name, "3")
        assert pairs(skills_in(f"{name} 3", known)) == [expected]


@pytest.mark.parametrize(
    ("text", "level", "years"),
    [
        ("Python (expert, 5 years)", "expert", 5),
        ("Python (4; 3+ yrs)", "4", 3),
        ("Python (5 years of experience)", None, 5),
        ("Python: advanced (2y)", "advanced", 2),
        ("Python (over 10 years)", None, 10),
        ("Python – 1 year", None, 1),
        ("Python 5y", None, 5),
        ("Python 5+ years of experience", None, 5),
        ("Python (expert) 5 years", "expert", 5),
        ("Python 5 Jahre", None, 5),
        ("Python (3 ans)", None, 3),
    ],
)
def test_years_are_told_from_levels(text, level, years):
    assert skills_in(text) == [Mention("Python", level, years)]


def test_level_that_means_nothing_to_us_is_kept_for_a_question(known):
    """It is asked once a file, among the levels."""
    assert skills_in("SQL (blue belt)", known) == [Mention("SQL", "blue belt")]
    assert skills_in("SQL (blue belt)") == [Mention("SQL (blue belt)")]


def test_number_in_a_cell_is_read_as_its_text():
    assert skills_in(4) == [Mention("4")]


@pytest.mark.django_db
def test_reading_cells_asks_the_database_nothing(known, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert len(skills_in("Python (4); SQL, R / NLP", known)) == 4


names = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1
).map(lambda name: " ".join(name.split()))
# A name that begins with a comma comes back without it.
names = names.filter(lambda name: name[:1].isalnum())
levels = st.integers(1, 4)


def written(skills):
    """Return skills as the export writes them: Python (4); NLP (2)."""
    return "; ".join(f"{name} ({level})" for name, level in skills)


@examples(60)
@given(
    st.lists(
        st.tuples(st.integers(0, 249), levels), max_size=8, unique_by=lambda x: x[0]
    )
)
def test_what_the_export_writes_reads_back_the_same(places):
    with CATALOGUE.open(encoding="utf-8") as lines:
        catalogue = [row["name"] for row in csv.DictReader(lines)]
    skills = [(catalogue[place], level) for place, level in places]
    assert pairs(skills_in(written(skills))) == [(n, str(level)) for n, level in skills]


@pytest.mark.looks_again
@examples(150)
@given(st.lists(st.tuples(names, levels), max_size=5))
def test_any_known_names_read_back_the_same(skills):
    own = {name for name, _ in skills}
    read = skills_in(written(skills), own.__contains__)
    assert pairs(read) == [(name, str(level)) for name, level in skills]


@pytest.mark.parametrize("name", ["17:00", "A1: basics", "4 – tops", "Expert: R"])
@pytest.mark.parametrize("before", ["", "SQL (2); "])
def test_known_name_that_begins_as_a_heading_reads_back_the_same(name, before):
    read = skills_in(f"{before}{name} (4)", {name, "SQL", "R"}.__contains__)
    assert pairs(read)[-1] == (name, "4")


def test_known_name_that_ends_in_a_separator_reads_back_the_same():
    read = skills_in("Mid· (4); SQL (2)", {"Mid·", "SQL"}.__contains__)
    assert pairs(read) == [("Mid·", "4"), ("SQL", "2")]


@pytest.mark.parametrize("name", ["4", "0.5", "Expert", "1 %", "yes"])
@pytest.mark.parametrize("last", ["{}", "SQL; {}", "{}; SQL", "{} (2)"])
def test_behind_a_name_with_separators_a_skill_called_like_a_level_is_one(name, last):
    keys = {*map(normalise, ("Sales | Paris", "SQL", name))}

    def mentions(text):
        return pairs(skills_in(text, lambda entry: normalise(entry) in keys))

    rest = mentions(last.format(name))
    assert name in dict(rest)
    assert mentions(f"Sales | Paris; {last.format(name)}") == [
        ("Sales | Paris", None),
        *rest,
    ]


@examples(300)
@given(st.text())
def test_any_text_is_a_list_of_named_skills(text):
    for mention in skills_in(text):
        assert any(letter.isalnum() for letter in mention.name)
        assert mention.level is None or mention.level.strip()


@examples(200)
@given(st.text("aPy34()[]{};,/|–-:★% \n•&x", max_size=40), st.sampled_from("aPy3"))
def test_any_mess_of_separators_is_survived(text, name):
    for mention in skills_in(text, lambda each: each == name):
        assert mention.name == " ".join(mention.name.split())


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Data: mining – expert", Mention("Data: mining", "expert")),
        ("Python: 4 - 5 years", Mention("Python", "4", 5)),
        ("Python – advanced (5 years)", Mention("Python", "advanced", 5)),
        ("Python (4) – 3 years", Mention("Python", "4", 3)),
    ],
)
def test_last_mark_sets_off_the_level(text, mention):
    assert skills_in(text) == [mention]


def test_long_lists_are_split_without_looking_for_longer_names(known):
    """Two hundred skills in a cell are none of a person's."""
    assert len(skills_in("Foo, " * 500, known)) == 500


def test_cell_full_of_brackets_takes_no_time():
    assert skills_in("(" * 16_000 + ")" * 16_000) == []
    assert len(skills_in(",(x)" * 8_000)) == 8_000


@pytest.mark.looks_again
@pytest.mark.parametrize(
    "words", ["5 years ", "(5 years) ", "- 5 years ", "good ", "3 "]
)
def test_entry_full_of_remarks_takes_no_time(words, known):
    assert len(skills_in(f"Python {words * 4_000}", known)) == 1
