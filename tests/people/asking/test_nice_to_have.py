"""What would be nice to have is named and not asked for, of whatever kind it is."""

import pytest

from tests.people.asking.said import query_of

NICE = "is only nice to have"
# What is asked for, and what is named as nice to have.
OPTIONAL = {
    "SQL, preferably in Berlin": ("skill=sql", "preferably in Berlin"),
    "preferably Berlin, SQL": ("skill=sql", "preferably Berlin"),
    "Python required, Lisbon preferred": ("skill=python", "Lisbon preferred"),
    "SQL in Berlin ideally": ("skill=sql", "Berlin ideally"),
    "ideally in London: Tableau": ("skill=tableau", "ideally in London"),
    "half time would be nice, Spark": (
        "skill=apache-spark",
        "half time would be nice",
    ),
    "ideally full time, SQL": ("skill=sql", "ideally full time"),
    "Python, optional: full time": ("skill=python", "optional: full time"),
    "Python, ideally from March": ("skill=python", "ideally from March"),
    "SQL free from March, half time if possible": (
        "skill=sql&from=2027-03-01&free=50",
        "half time if possible",
    ),
    "SQL, Lisbon if possible, free in January": (
        "skill=sql&from=2027-01-01&to=2027-01-31&free=50",
        "Lisbon if possible",
    ),
    "SQL, ideally from team Data Engineering": (
        "skill=sql",
        "ideally from team Data Engineering",
    ),
    "SQL, ideally 4 hours with London": ("skill=sql", "ideally 4 hours with London"),
    "ideally who worked on Metric library, SQL": (
        "skill=sql",
        "ideally who worked on Metric library",
    ),
    "Spark, ideally interested in Kafka": (
        "skill=apache-spark",
        "ideally interested in Kafka",
    ),
    "SQL, Spark preferably": ("skill=sql", "Spark preferably"),
    "SQL, ideally Spark, Kafka": ("skill=sql&skill=apache-kafka", "ideally Spark"),
    "SQL; good to have Spark, Kafka": (
        "skill=sql",
        "good to have Spark, Kafka",
    ),
    "Bonus: Spark, Kafka. Must: SQL": (
        "skill=sql",
        "Bonus: Spark, Kafka",
    ),
    "SQL, docker is a big plus": ("skill=sql", "docker is a big plus"),
    "SQL, docker would be an advantage": ("skill=sql", "docker would be an advantage"),
    "SQL, docker would be helpful": ("skill=sql", "docker would be helpful"),
    "SQL, docker wouldn't hurt": ("skill=sql", "docker wouldn't hurt"),
    "SQL, docker is preferable": ("skill=sql", "docker is preferable"),
    "SQL, desired: docker": ("skill=sql", "desired: docker"),
    "SQL, extra points for docker": ("skill=sql", "extra points for docker"),
    "SQL. Would be great if they know docker": (
        "skill=sql",
        "Would be great if they know docker",
    ),
    "SQL and maybe Spark": ("skill=sql", "maybe Spark"),
    "Must: SQL. Nice: Spark": ("skill=sql", "Nice: Spark"),
    "Must: SQL Plus: Spark": ("skill=sql", "Plus: Spark"),
    "SQL people, perhaps in Berlin": ("skill=sql", "perhaps in Berlin"),
    "SQL possibly half time": ("skill=sql", "possibly half time"),
    "wants to learn SQL and maybe docker": ("goal=sql", "maybe docker"),
    "SQL (must), Spark (nice), docker (plus), R (bonus)": (
        "skill=sql",
        "Spark (nice, docker (plus, R (bonus",
    ),
    "strong SQL; Spark nice but not needed": (
        "skill=sql:3",
        "Spark nice but not needed",
    ),
    "SQL, docker if at all possible": ("skill=sql", "docker if at all possible"),
    "SQL but docker is secondary": ("skill=sql", "docker is secondary"),
    "Must: SQL\nShould: Spark\nCould: Kafka\nWon't: R": (
        "skill=sql",
        "Should: Spark, Could: Kafka",
    ),
    # It ends with its line, and what stands below it at an empty one.
    "SQL\nOptional: Spark\nStart: 1 Feb\nEffort: 50%": (
        "skill=sql&from=2027-02-01&free=50",
        "Optional: Spark",
    ),
    "SQL\nIdeally Spark\nfrom 1 March\n50%": (
        "skill=sql&from=2027-03-01&free=50",
        "Ideally Spark",
    ),
    "SQL\nIdeally with Spark\nand Kafka": ("skill=sql", "Ideally with Spark, Kafka"),
    "SQL, ideally\nSpark": ("skill=sql", "ideally\nSpark"),
    "- SQL\n- Optional: Spark\n- R": ("skill=sql&skill=r", "Optional: Spark"),
    "Nice to have:\nSpark\nKafka\n\nSQL": ("skill=sql", "Nice to have:\nSpark, Kafka"),
    # A line that ends with a comma goes on; so does a list with empty lines between.
    "SQL. Nice to have: Spark, Kafka,\nDocker, R": (
        "skill=sql",
        "Nice to have: Spark, Kafka, Docker, R",
    ),
    "SQL. Optional: Spark,\nStart: 1 Feb": (
        "skill=sql&from=2027-02-01",
        "Optional: Spark",
    ),
    "SQL\nNice to have:\n\n- Spark\n\n- Kafka": (
        "skill=sql",
        "Nice to have:\n\n- Spark, Kafka",
    ),
    "Nice to have\n- Spark\n- Kafka\nMust have\n- SQL\n- R": (
        "skill=sql&skill=r",
        "Nice to have\n- Spark, Kafka",
    ),
    "ideally full time but half-time is fine, SQL": (
        "skill=sql&free=50",
        "ideally full time",
    ),
}


@pytest.mark.parametrize("text", OPTIONAL)
def test_what_is_nice_to_have_is_no_must(text, reading_of):
    reading = reading_of(text)
    nice = [one for one in reading.left_out if NICE in one.reason]
    named = ", ".join(text[one.span.start : one.span.end] for one in nice)
    assert (query_of(reading), named) == OPTIONAL[text]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("SQL, preferably in Berlin", ("location", "berlin")),
        ("SQL, ideally full time", ("free", "100")),
        ("SQL, ideally wants to learn Rust", ("goal", "rust")),
        ("SQL, ideally from team Data Engineering", ("team", "data-engineering")),
    ],
)
def test_what_is_nice_to_have_is_offered(text, pair, reading_of):
    [left] = reading_of(text).left_out
    assert [offer.pairs for offer in left.offers] == [(pair,)]


# Musts beside it stay musts, and what would be nice is asked for where nothing else is.
ASKED = {
    "Python in Lisbon, Spark a plus": "skill=python&location=lisbon",
    "Python, ideally Spark, in Berlin": "skill=python&location=berlin",
    "Berlin preferred": "location=berlin",
    "preferably free from March": "from=2027-03-01&free=50",
    "ideally Spark in Lisbon": "skill=apache-spark&location=lisbon",
    "ideally Spark, Lisbon": "skill=apache-spark&location=lisbon",
    "Berlin, preferred skills: Spark": "skill=apache-spark&location=berlin",
    "no Java, ideally Spark": "skill=apache-spark",
    "maybe somebody with Spark in Lisbon": "skill=apache-spark&location=lisbon",
    "Spark or maybe Kafka": "skill=apache-spark&skill=apache-kafka&match=any",
    "helpful people with Spark": "skill=apache-spark",
    "SQL plus Spark, nice people": "skill=sql&skill=apache-spark",
}


@pytest.mark.parametrize("behind", ["a plus", "is optional", "would be an asset"])
def test_what_is_no_skill_here_is_no_must_either(behind, reading_of):
    reading = reading_of(f"Berlin, blorf {behind}")
    [left] = reading.left_out
    assert (query_of(reading), reading.rest_text) == ("location=berlin", "")
    assert reading.text[slice(*left.span)] == f"blorf {behind}"


@pytest.mark.parametrize("text", ASKED)
def test_musts_beside_what_is_nice_to_have(text, reading_of):
    assert query_of(reading_of(text)) == ASKED[text]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("SQL. Good to have: Python. Start 4 Jan 2027", ["sql", "2027-01-04"]),
        ("SQL. Bonus: R, docker. From 4 January", ["sql", "2027-01-04"]),
        ("SQL, ideally in Lisbon", ["sql"]),
    ],
)
def test_days_of_another_sentence_are_not_but_nice_to_have(text, pairs, reading_of):
    assert [value for _, value in reading_of(text).pairs] == pairs
