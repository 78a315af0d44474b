"""What is denied is named and never asked for: there is no “not”."""

import pytest

from tests.people.asking.said import query_of

NOT = "there is no “not”"
# A unit of each kind, and how each may be denied.
DENIED = (
    *("not Python", "no expert in SQL", "without data warehousing", "never in Berlin"),
    *("not from team Data Engineering", "not in the marketing team", "not Julia"),
    *("not in the platform team", "not data engineering", "not Databases & storage"),
    *("has not worked on churn", "who never worked on churn", "not been on loyalty"),
    *("who has never worked on churn", "has never been on churn", "not project churn"),
    *("not the churn project", "not worked on Feature store", "not Stan Kowalski"),
    *("doesn't want to learn MLOps", "not 50 % free", "not free", "not in March 2027"),
    *("not 4 hours with New York", "no success rate over 80 %", "not go"),
    *("not in the same time zone as London", "not part time", "not on the bench"),
)


@pytest.mark.parametrize("text", DENIED)
def test_what_is_denied_is_named_and_not_asked_for(text, reading_of):
    reading = reading_of(text)
    assert (reading.pairs, reading.rest_text) == ([], "")
    assert any(NOT in one.reason for one in reading.left_out)


# Ways to deny, what of each is asked for, and what is named as denied.
WAYS = {
    "python -sql": ("skill=python", "-sql"),
    "-sql python": ("skill=python", "-sql"),
    "python (-sql)": ("skill=python", "-sql"),
    "python,-sql, -java in Berlin": ("skill=python&location=berlin", "-sql, -java"),
    "python !sql": ("skill=python", "!sql"),
    "+python -sql": ("skill=python", "-sql"),
    "python != sql": ("skill=python", "!= sql"),
    "python w/o sql": ("skill=python", "w/o sql"),
    "python sans sql": ("skill=python", "sans sql"),
    "python with no sql": ("skill=python", "no sql"),
    "python, but no SQL": ("skill=python", "no SQL"),
    "python not sql not java": ("skill=python", "not sql, not java"),
    "neither python nor sql": ("", "neither python, nor sql"),
    "neither python nor sql, in Berlin": ("location=berlin", "neither python, nor sql"),
    "neither in London nor in Berlin": ("", "neither in London, nor in Berlin"),
    "couldn't do python": ("", "couldn't do python"),
    "anywhere but London": ("", "anywhere but London"),
    "SQL, any city but London": ("skill=sql", "but London"),
    "everyone in risk & fraud but Berlin": ("team=risk-fraud-modelling", "but Berlin"),
    "unless in London": ("", "unless in London"),
    "far from London": ("", "far from London"),
    "no one in Berlin": ("", "no one in Berlin"),
    "all but juniors": ("", "all but juniors"),
    "no seniors": ("", "no seniors"),
    "no engineers": ("", "no engineers"),
    "no juniors in Berlin": ("", "no juniors in Berlin"),
    "not called Julia": ("", "not called Julia"),
    # Behind what is denied.
    "SAS not needed, R needed": ("skill=r", "SAS not needed"),
    "python needed, SAS not a must": ("skill=python", "SAS not a must"),
    "R isn't necessary": ("", "R isn't necessary"),
    "SQL is not strictly required, python": (
        "skill=python",
        "SQL is not strictly required",
    ),
    "python, SQL and SAS are not needed": ("skill=python", "SQL, SAS are not needed"),
    "python: SAS: no, SQL": ("skill=python&skill=sql", "SAS: no"),
    "python (not required: SQL)": ("skill=python", "not required: SQL"),
    "python, SQL unimportant": ("skill=python", "SQL unimportant"),
    "unwanted: SAS, SQL": ("", "unwanted: SAS, unwanted: SAS, SQL"),
    "Not required: SAS, SQL. Required: R": (
        "skill=r",
        "Not required: SAS, Not required: SAS, SQL",
    ),
    "Not required:\n- SAS\n- SQL\n\nR": (
        "skill=r",
        "Not required:\n- SAS, Not required:\n- SAS\n- SQL",
    ),
    "Not required: SAS\n- SQL\n- R": ("skill=sql&skill=r", "Not required: SAS"),
    "without SAS, SQL or R": (
        "",
        "without SAS, without SAS, SQL, without SAS, SQL or R",
    ),
    "Out of scope: SAS. R": ("skill=r", "Out of scope: SAS"),
    "R, SAS is out of scope": ("skill=r", "SAS is out of scope"),
    "without SAS, SQL": ("skill=sql", "without SAS"),
    "Berlin not required, python": ("skill=python", "Berlin not required"),
    "wants Rust, SQL not needed": ("goal=rust", "SQL not needed"),
    "not required SQL, python": ("skill=python", "not required SQL"),
    # What is free of no project.
    "not booked on Feature store, python": (
        "skill=python",
        "not booked on Feature store",
    ),
    "isn't booked on the project churn": ("", "isn't booked on the project churn"),
    # Who knows little of it.
    "nothing about SAS": ("", "nothing about SAS"),
    "strong in python, weak in SQL": ("skill=python:3", "weak in SQL"),
    "weak in python, strong in SQL": ("skill=sql:3", "weak in python"),
    "python, not only in Berlin": ("skill=python", "not only in Berlin"),
    "tired of SAS, SQL": ("skill=sql", "tired of SAS"),
    "wants to stop doing dashboards": ("", "stop doing dashboards"),
    "good at SQL, bad at R": ("skill=sql", "bad at R"),
    "allergic to Java, R": ("skill=r", "allergic to Java"),
    "R, struggling with SQL": ("skill=r", "struggling with SQL"),
    "steers clear of SAS": ("", "steers clear of SAS"),
    "zero Java, SQL": ("skill=sql", "zero Java"),
    "zero knowledge of SQL": ("", "zero knowledge of SQL"),
    "barely any SQL": ("", "barely any SQL"),
    "seldom uses SAS": ("", "seldom uses SAS"),
    "has forgotten SQL": ("", "has forgotten SQL"),
    "R people, leaving out Berlin": ("skill=r", "leaving out Berlin"),
    "next to no SQL": ("", "next to no SQL"),
    "Java-phobic SQL people": ("skill=sql", "Java-phobic"),
    "SAS haters in Berlin": ("location=berlin", "SAS haters"),
    "python, Java-averse": ("skill=python", "Java-averse"),
    "Java-sceptics, R": ("skill=r", "Java-sceptics"),
    "averse to SAS, SQL": ("skill=sql", "averse to SAS"),
    "haters of SQL": ("", "haters of SQL"),
    "who is weak in SQL, R": ("skill=r", "is weak in SQL"),
    "is missing docker": ("", "is missing docker"),
    "SQL no go, R": ("skill=r", "SQL no go"),
    "python no Go": ("skill=python", "no Go"),
    "no Go, python": ("skill=python", "no Go"),
    "docker; SQL not needed": ("skill=docker", "SQL not needed"),
    # Who is away, and who is not sure of it.
    "who isn't there in March, R": ("skill=r", "isn't there in March"),
    "they aren't there in January": ("", "aren't there in January"),
    "people not sure about SQL": ("", "not sure about SQL"),
    "R, not sure about Berlin": ("skill=r", "not sure about Berlin"),
    "R, no idea of SQL": ("skill=r", "no idea of SQL"),
    "R, never mind Berlin": ("skill=r", "never mind Berlin"),
    "R people, if not Berlin": ("skill=r", "if not Berlin"),
    "R if not in Berlin": ("skill=r", "if not in Berlin"),
    "python, SQL is lacking": ("skill=python", "SQL is lacking"),
    # Of what is no name here, too, which is no text.
    "Lisbon, not sure about Kowalski": ("location=lisbon", "not sure about Kowalski"),
    "Lisbon, not fond of blorf": ("location=lisbon", "not fond of blorf"),
    "SQL people aren't there in January": ("skill=sql", "aren't there in January"),
}


@pytest.mark.parametrize("text", WAYS)
def test_ways_to_deny(text, reading_of):
    reading = reading_of(text)
    denied = [
        text[one.span.start : one.span.end]
        for one in reading.left_out
        if NOT in one.reason
    ]
    asked = query_of(reading)
    assert (asked, ", ".join(denied)) == WAYS[text]
    assert reading.rest_text in ("", "city")


# What looks like a denial and is none.
AFFIRMED = {
    "python - sql": "skill=python&skill=sql",
    "data engineer - Lisbon": "location=lisbon",
    "NoSQL": "skill=mongodb-document-stores",
    "No-SQL, SQL": "skill=mongodb-document-stores&skill=sql",
    "python but in london": "skill=python&location=london",
    "anyone with python but free in january": (
        "skill=python&from=2027-01-01&to=2027-01-31&free=50"
    ),
    "anyone who knows python, but wants to learn SQL": "skill=python&goal=sql",
    "not only python but also SQL": "skill=python&skill=sql",
    "not only good at python but also at SQL": "skill=python&skill=sql",
    "nothing to do in January": "from=2027-01-01&to=2027-01-31&free=50",
    "python, not booked on Friday": (
        "skill=python&from=2026-12-04&to=2026-12-04&free=50"
    ),
    "weak supervision": "skill=active-weakly-supervised-learning",
    "python mandatory": "skill=python",
    # Questions, and what is said of the search and not of people.
    "isn't there anyone with SQL?": "skill=sql",
    "so isn't there anyone with SQL": "skill=sql",
    "half time isn't there anyone with SQL?": "skill=sql&free=50",
    "SQL or isn't there someone with R": "skill=sql&skill=r&match=any",
    "not sure whether there is someone with SQL": "skill=sql",
    "hey, aren't there any R people": "skill=r",
    "doesn't somebody know SQL?": "skill=sql",
    "don't we have someone with docker in Lisbon": "skill=docker&location=lisbon",
    "I couldn't find anyone with SQL": "skill=sql",
    "not sure who knows docker": "skill=docker",
    "we don't know anybody with R": "skill=r",
    "please do not hesitate to suggest SQL people": "skill=sql",
    "there is no doubt they know SQL": "skill=sql",
    "I have no idea who knows R": "skill=r",
    "why not R?": "skill=r",
    "who is not afraid of SQL": "skill=sql",
    "not scared of SQL and R": "skill=sql&skill=r",
    "doesn't shy away from SQL": "skill=sql",
    "wouldn't mind SQL": "skill=sql",
    "can't wait to learn Rust": "goal=rust",
    "we are short of docker people": "skill=docker",
    "our team lacks an R developer": "skill=r",
    # Words, where no name is behind them.
    "zero fuss, SQL": "skill=sql",
    "SQL, abandoned baskets": "skill=sql",
    "python missing values": "skill=python",
    "SQL, rarely needed": "skill=sql",
    "free Jan -Mar": "from=2027-01-01&to=2027-03-31&free=50",
}


@pytest.mark.parametrize("text", AFFIRMED)
def test_what_is_no_denial(text, reading_of):
    reading = reading_of(text)
    assert query_of(reading) == AFFIRMED[text]
    assert not any(NOT in one.reason for one in reading.left_out)


LACKING = ("we have no SQL people", "nobody in my team knows SQL", "we don't have SQL")


@pytest.mark.parametrize("text", LACKING)
def test_what_somebody_has_not_is_offered(text, reading_of):
    reading = reading_of(text)
    [left] = reading.left_out
    assert (reading.pairs, left.offers[0].pairs) == ([], (("skill", "sql"),))


FAILED = (
    *("failure rate under 20 %", "low success rate", "at most 3 failed projects"),
    *("poor track record below 50 %", "unsuccessful projects"),
)


@pytest.mark.parametrize("text", FAILED)
def test_failure_is_no_condition(text, reading_of):
    reading = reading_of(f"SQL, {text}")
    assert (reading.pairs, reading.rest_text) == ([("skill", "sql")], "")
    assert any("success rate of at least" in one.reason for one in reading.left_out)


def test_missing_values_are_a_text(reading_of):
    assert reading_of("missing values").is_plain
