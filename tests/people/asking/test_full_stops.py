"""What is said in one sentence is not said of the next."""

import pytest

from tests.people.asking.said import query_of

SENTENCES = {
    "R isn't necessary. docker": "skill=docker",
    "python needed, SAS not a must. docker": "skill=python&skill=docker",
    "no seniors. docker": "skill=docker",
    "no Next.js. docker": "skill=docker",
    "SQL, rarely needed. docker": "skill=sql&skill=docker",
    "docker. haters of SQL": "skill=docker",
    "docker people who are averse to SQL": "skill=docker",
    "docker. isn't there anyone with SQL?": "skill=docker&skill=sql",
    "would like to learn Python. docker": "goal=python&skill=docker",
    "docker. on their wish list: SQL": "skill=docker&goal=sql",
    "above level 2 in SQL. docker": "skill=sql:3&skill=docker",
    "docker. L3 SQL": "skill=docker&skill=sql:3",
    "expert: SQL, python. docker": "skill=sql:4&skill=python:4&skill=docker",
    "python, R, or both. docker": "skill=docker",
    "SQL, Spark preferably. docker": "skill=sql&skill=docker",
    "SQL in Berlin ideally. docker": "skill=sql&skill=docker",
    "Berlin preferred. docker": "skill=docker",
    "SQL.\nThursday 10th. Berlin": (
        "skill=sql&from=2026-12-10&to=2026-12-10&location=berlin"
    ),
    "Python 3.11. docker from March": "skill=python&skill=docker&from=2027-03-01",
    "SQL version 4.1. docker": "skill=sql&skill=docker",
    "knows R. docker, too": "skill=r&skill=docker",
    "SQL. Expert. Lisbon": "skill=sql:4&location=lisbon",
    "SQL. Level 3. docker": "skill=sql:3&skill=docker",
    "SQL. Or docker": "skill=sql&skill=docker&match=any",
    "docker at level 3. Lisbon": "skill=docker:3&location=lisbon",
    "SQL at level 4. Marketing": "skill=sql:4",
    "no SQL... docker": "skill=docker",
    "averse to Java. worked on Metric library": "project=metric-library",
    "SQL: no. docker": "skill=docker",
    "is SQL there? no. docker": "skill=sql&skill=docker",
    "Node.js 3.11. docker": "skill=javascript&skill=docker",
    "SQL... isn't there anyone with docker?": "skill=sql&skill=docker",
}
# Where a point ends no sentence.
WITHIN = {
    "from 4. January, SQL": "skill=sql&from=2027-01-04",
    "SQL from the 1. of March": "skill=sql&from=2027-03-01",
    "SQL in Jan. 2027": "skill=sql&from=2027-01-01&to=2027-01-31",
    "not, resp. SQL": "",
    "approx. 50 % free": "free=50",
    "min. practitioner in SQL": "skill=sql:3",
    "experts in SQL, R etc. in Lisbon": "skill=sql:4&skill=r:4&location=lisbon",
    "R. Kumar": "",
    "SQL from 4.1. in Lisbon": "skill=sql&from=2027-01-04&location=lisbon",
    "SQL 4.1. bis 15.2.": "skill=sql&from=2027-01-04&to=2027-02-15",
    "SQL, 4.1. Lisbon": "skill=sql&from=2027-01-04&to=2027-01-04&location=lisbon",
    "St. Gallen": "",
    "SQL from Jan. - March": "skill=sql&from=2027-01-01&to=2027-03-31",
    "SQL, Mon. to Wed.": "skill=sql&from=2026-11-30&to=2026-12-02",
    "no Ph.D. in statistics, SQL": "skill=sql",
    "no adv. SQL": "",
    "not req. SQL": "",
    "docker, no. 5 SQL": "skill=docker",
}


# Lists of points, also those that were pasted into one line.
POINTS = {
    "- SQL\n- expert in R\n- advanced Excel": (
        "skill=sql&skill=r:4&skill=microsoft-excel:3",
        0,
    ),
    "Must: • SQL (2) • dbt • Java: no": ("skill=sql:2&skill=dbt", 1),
    "Must: 1. SQL 2. R Nice to have: 1. Spark 2. Kafka": ("skill=sql&skill=r", 2),
    "wants to learn • Rust • Go": ("goal=rust&goal=go", 0),
    "wants to learn: • Rust • Go expert": ("skill=go:4&goal=rust", 0),
    "• SQL • Python or R": ("skill=sql", 1),
    "Experts in: • SQL • R or docker": ("skill=sql:4", 1),
    "Experts in: • R • or docker": ("skill=r:4&skill=docker:4&match=any", 0),
    "SQL. Nice to have:\n1. Spark\n2. Kafka": ("skill=sql", 2),
    "SQL; nice to have: 1. Spark 2. Kafka": ("skill=sql", 2),
    "wants to learn: 1. SQL 2. R": ("goal=sql&goal=r", 0),
    "Experts in:\n1. SQL\n2. R": ("skill=sql:4&skill=r:4", 0),
    "1) SQL (2)\n2) docker": ("skill=sql:2&skill=docker", 0),
    "1. no SQL 2. docker": ("skill=docker", 1),
    # And what is none.
    "1. SQL at level 2. docker": ("skill=sql:2&skill=docker", 0),
    "SQL · docker": ("skill=sql&skill=docker", 0),
    "1. Jan, SQL": ("skill=sql&from=2027-01-01&to=2027-01-01", 0),
    "SQL, 2. Berlin": ("skill=sql&location=berlin", 1),
}


@pytest.mark.parametrize("text", POINTS)
def test_what_begins_the_points_of_a_list_says_nothing(text, reading_of):
    reading = reading_of(text)
    asked = sorted(query_of(reading).split("&"))
    query, left = POINTS[text]
    assert (asked, len(reading.left_out)) == (sorted(query.split("&")), left)


@pytest.mark.parametrize("text", SENTENCES)
def test_a_full_stop_ends_what_is_said(text, reading_of):
    asked = query_of(reading_of(text))
    assert sorted(asked.split("&")) == sorted(SENTENCES[text].split("&"))


@pytest.mark.parametrize("text", WITHIN)
def test_a_point_within_a_sentence_ends_nothing(text, reading_of):
    asked = query_of(reading_of(text))
    assert sorted(asked.split("&")) == sorted(WITHIN[text].split("&"))
