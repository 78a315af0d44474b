"""What holds for any text, and for any order of its clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.asking.words.phrases import passed_over, phrases
from people.lists.text_search import could_be_typo
from tests.people.asking.test_sentences import given as conditions_of
from tests.thoroughness import examples

NAMES = (
    *(
        "Python",
        "R",
        "C++",
        "SQL",
        "NLP",
        "MLOps",
        "power bi",
        "Berlin",
        "Data Engineering",
    ),
    *(
        "Julia",
        "Stan Kowalski",
        "Feature store",
        "xyzzy",
        "50 %",
        "3+",
        "level 3",
        "9/3",
    ),
    *(
        "2027-03-09",
        "half-time",
        "4 h",
        ",",
        "or",
        "(4)",
        "&",
        "?",
        "’",
        "\x00",
        "%",
        "_",
    ),
)
words = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(sorted(phrases())),
    st.sampled_from(sorted(passed_over())),
    st.text(max_size=12),
)
texts = st.lists(words, max_size=14).map(" ".join)
# Each is one thing that is asked for, whatever stands beside it.
CLAUSES = (
    *("knows Python at level 3", "expert in SQL", "based in Berlin", "50 % free"),
    *("wants to learn MLOps", "from team Data Engineering", "in March 2027"),
    *("4 hours with New York", "success rate over 80 %", "worked on Feature store"),
)


@pytest.mark.looks_again
@examples(100)
@given(text=texts)
def test_every_span_lies_in_the_text(text, reading_of):
    reading = reading_of(text)
    spans = [one.span for one in (*reading.conditions, *reading.remarks)]
    spans += [*reading.rest, *reading.passed_over, *reading.corrections]
    assert all(0 <= start < end <= len(text) for start, end in spans)


@examples(100)
@given(clauses=st.lists(st.sampled_from(CLAUSES), min_size=2, unique=True))
def test_the_order_of_clauses_does_not_matter(clauses, reading_of):
    ways = {
        str(conditions_of(reading_of(", ".join(order))))
        for order in (clauses, clauses[::-1], sorted(clauses))
    }
    assert len(ways) == 1


@examples(100)
@given(clauses=st.lists(st.sampled_from(CLAUSES), min_size=1, unique=True))
def test_case_and_punctuation_do_not_matter(clauses, reading_of):
    text = ", ".join(clauses)
    asked = conditions_of(reading_of(text))
    for changed in (text.upper(), text.lower(), f"{text} ?!"):
        assert conditions_of(reading_of(changed)) == asked


SHORT = {
    "R": ["r"],
    "r": [],
    "knows r": ["r"],
    "r (4)": ["r:4"],
    "python and go": ["python", "go"],
    "go to Berlin": [],
    "C": ["c-cpp"],
    "c": [],
    "C# or C++": ["csharp", "c-cpp"],
}


def test_short_names_are_read_by_case_or_neighbour(reading_of):
    read = {text: skills_of(reading_of(text)) for text in SHORT}
    assert read == SHORT


OWN = (
    *("booking", "bookings", "leave", "leaves", "absences", "timesheets", "matrix"),
    *("planner", "outcomes", "dashboards", "candidates", "assignments", "catalogues"),
)


@pytest.mark.parametrize("word", OWN)
def test_words_of_the_pages_are_never_corrected(word, reading_of):
    assert reading_of(f"{word} in March").corrections == {}
    assert reading_of(word).corrections == {}
    assert not could_be_typo(word)


OVERLAPS = (
    *("3 hours overlap with New York", "3h overlap New York", "3 hours with New York"),
    *("at least 3 hours overlap with New York", "overlap with New York: 3 hours"),
    *("3 shared hours with New York", "3 working hours in common with New York"),
    *("3 hours of overlap with New York", "3 hour overlap with New York"),
)


@pytest.mark.parametrize("text", OVERLAPS)
def test_shared_hours_are_counted_however_they_are_called(text, reading_of):
    reading = reading_of(text)
    assert reading.pairs == [("tz", "America/New_York"), ("overlap", "3")]
    assert not reading.left_out


# Any of a list, and “and” and “or” of which nobody knows what goes first.
LISTS = {
    "either python or sql": "python sql any",
    "any of python, r and sql": "python r sql any",
    "one of python, r or sql": "python r sql any",
    "either python or r and sql": "",
    "any of python or r and sql": "",
    "python or r and sql": "",
}


@pytest.mark.parametrize("text", LISTS)
def test_and_is_never_mixed_with_or(text, reading_of):
    reading = reading_of(text)
    assert " ".join(value for _, value in reading.pairs) == LISTS[text]
    assert any("mixed" in one.reason for one in reading.left_out) == (not LISTS[text])


SOUGHT = (
    *("candidates for Churn early warning", "people for Churn early warning"),
    *("who could work on Churn early warning", "who can join Churn early warning"),
    *("who is free for the Churn early warning project", "SQL for Metric library"),
    *("staff Churn early warning", "who fits the Churn early warning project"),
)


@pytest.mark.parametrize("text", SOUGHT)
def test_who_is_sought_for_a_project_is_not_who_was_on_it(text, reading_of):
    reading = reading_of(text)
    assert "project" not in dict(reading.pairs)
    [left] = reading.left_out
    assert "candidates" in left.reason
    assert left.offers[0].pairs[0][0] == "project"


@pytest.mark.parametrize(
    "text",
    [
        *("worked for Churn early warning", "who is on Churn early warning"),
        *("looking for Churn early warning people", "Churn early warning"),
        "has worked on Churn early warning",
    ],
)
def test_who_was_on_a_project(text, reading_of):
    assert reading_of(text).pairs == [("project", "churn-early-warning")]


def skills_of(reading):
    return [value for name, value in reading.pairs if name == "skill"]


@pytest.mark.looks_again
@examples(100)
@given(text=texts)
def test_any_text_gives_a_page_or_leads_to_one(text, organisation, manager_client):
    answer = manager_client.get("/people/", {"q": text})
    if answer.status_code == 302:
        # What was read is not read again.
        answer = manager_client.get(answer["Location"])
    assert answer.status_code == 200


def test_rates_are_for_those_who_may_see_them(reading_of):
    reading = reading_of("Python, success rate over 80 %", may_see_rates=False)
    assert reading.pairs == [("skill", "python")]
    [left] = reading.left_out
    assert "project managers only" in left.reason
