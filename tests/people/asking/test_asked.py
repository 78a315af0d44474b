"""Sentences in the address: where they lead, and what the page says of them."""

import pytest
from django.utils.html import escape

from people.models import Location, Skill
from tests.factories import (
    ExpertiseFactory,
    LocationFactory,
    PersonFactory,
    ProjectFactory,
    SkillFactory,
    TeamFactory,
)
from tests.text import text_of


@pytest.fixture(autouse=True)
def ann(db):
    """Ann, of Berlin, knows Python and SQL."""
    places = {
        "location": LocationFactory(name="Berlin"),
        "team": TeamFactory(name="Data"),
    }
    ann = PersonFactory(name="Ann Abel", **places)
    for name in ("Python", "SQL"):
        ExpertiseFactory(person=ann, skill=SkillFactory(name=name), level=3)
    PersonFactory(name="Bob Baker", job_title="Analyst", bio="Reads zebras.")
    return ann


def asked(client, sentence, **more):
    return client.get("/people/", {"q": sentence, **more})


def test_a_sentence_leads_to_the_address_of_its_conditions(member_client):
    answer = asked(member_client, "Python in Berlin")
    query = "skill=python&location=berlin&asked=Python%20in%20Berlin"
    assert answer["Location"] == f"/people/?{query}"


def test_of_a_long_text_the_beginning_is_read_in_whole_words(member_client):
    long = f"Python in Berlin, {'and ' * 93}zebras SQL "
    answer = asked(member_client, long + "SQL " * 30)
    assert "?skill=python&location=berlin&asked=" in answer["Location"]
    page = member_client.get(answer["Location"]).content.decode()
    assert "“zebras”" in page
    assert "“…”: what follows is not read: at most 400 letters are" in page


@pytest.mark.parametrize("text", ["zebras " * 80, "x" * 500, "Python " + "x" * 400])
def test_a_long_text_is_searched_as_it_is_or_read_and_never_fails(text, member_client):
    assert asked(member_client, text).status_code in (200, 302)


def test_what_is_left_stays_text(member_client):
    answer = asked(member_client, "zebras in Berlin")
    assert "location=berlin&q=zebras&" in answer["Location"]


@pytest.mark.parametrize(
    "text", ["Ann", "Ann Abel", "ann ab", "analyst", "zebr", "covid 19", "2 zebras"]
)
def test_names_titles_and_half_words_are_text_as_ever(text, member_client):
    assert asked(member_client, text).status_code == 200


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Berlin analysts", "location=berlin&q=analysts"),
        ("senior analysts in Berlin", "location=berlin&q=analysts"),
        ("SQL analysts", "skill=sql"),
        ("Berlin statisticians", "location=berlin"),
    ],
)
def test_a_kind_of_job_is_text_unless_it_is_said_of_a_skill(text, query, member_client):
    assert f"?{query}&asked=" in asked(member_client, text)["Location"]


def test_a_kind_of_job_that_nobody_has_is_named(member_client):
    answer = asked(member_client, "Berlin statisticians")
    page = member_client.get(answer["Location"]).content.decode()
    assert "nothing here says so" in page


@pytest.mark.parametrize(
    "title",
    [
        *("Project manager", "Team lead", "Staff scientist", "Member of the board"),
        *("Head of people", "Person 0", "Capacity planner", "Not a manager"),
    ],
)
def test_a_title_that_somebody_has_is_text(title, member_client):
    PersonFactory(name="Cyd Cole", job_title=title)
    assert asked(member_client, title).status_code == 200
    assert asked(member_client, title[:-1]).status_code == 200


def test_what_the_address_asks_already_is_kept(member_client):
    answer = asked(member_client, "Python", team="data", sort="level")
    assert answer["Location"].startswith("/people/?team=data&sort=level&skill=python&")


def test_a_second_sentence_joins_the_first(member_client):
    first = asked(member_client, "Python in Berlin")["Location"]
    answer = member_client.get(f"{first}&q=with+SQL")
    assert "skill=python&location=berlin&skill=sql&" in answer["Location"]


def test_a_new_level_takes_the_place_of_the_old_one(member_client):
    answer = asked(member_client, "Python expert", skill="python:2")
    assert answer["Location"].startswith("/people/?skill=python:4&")


def test_or_is_refused_beside_skills_of_the_address(member_client):
    answer = asked(member_client, "Python or SQL", skill="python")
    assert "match=any" not in answer["Location"]


@pytest.mark.parametrize("address", ["/people/export.csv", "/availability/"])
def test_other_lists_of_people_read_sentences_too(address, manager_client):
    answer = manager_client.get(address, {"q": "Python in Berlin"})
    assert answer["Location"].startswith(f"{address}?skill=python&location=berlin")


def test_text_1_is_searched_as_it_is(member_client):
    page = asked(member_client, "Python in Berlin", text=1)
    assert page.status_code == 200
    assert "Search for these words" not in text_of(page)


def test_the_page_says_what_was_asked_and_what_was_left_out(member_client):
    sentence = "Python without SQL in Paris"
    page = member_client.get(asked(member_client, sentence)["Location"])
    said = text_of(page)
    assert f"You asked: {sentence}" in said
    assert "“without SQL”: cannot be asked for: there is no “not”" in said
    assert "“Paris”: nothing here says so" in said


def test_the_page_offers_what_it_does_not_apply(member_client):
    page = member_client.get(asked(member_client, "senior Python")["Location"])
    assert '<a href="/people/?asked=senior%20Python&amp;skill=python:3">' in page.text


def test_a_link_asks_for_either_side_of_a_stroke(member_client):
    page = member_client.get(asked(member_client, "Python/SQL")["Location"])
    link = "/people/?skill=python&amp;skill=sql&amp;asked=Python%2FSQL&amp;match=any"
    assert f'<a href="{link}">either of them</a>' in page.content.decode()


def test_a_correction_is_said_with_a_way_back(member_client):
    page = member_client.get(asked(member_client, "pyhton in Berlin")["Location"])
    assert "“pyhton” is read as python" in text_of(page)
    assert escape("location=berlin&asked=") in page.text
    assert escape("&q=pyhton&text=1") in page.text


def test_a_list_of_nobody_without_a_text_is_a_page(member_client):
    page = member_client.get("/people/?skill=python:4&location=berlin")
    assert "Nobody meets all of these conditions" in text_of(page)


def test_more_skills_than_can_be_asked_for_are_named(member_client):
    names = [f"Skill {chr(65 + number)}" for number in range(21)]
    for name in names:
        SkillFactory(name=name)
    page = member_client.get(asked(member_client, ", ".join(names))["Location"])
    assert "“Skill U”: is one more than the 20" in text_of(page)
    assert page.context["list"].is_searched


def test_days_that_are_none_leave_the_others(member_client):
    answer = asked(member_client, "free in May 2099 until Easter")
    assert "from=2099-05-01&to=2099-05-31" in answer["Location"]


def test_each_word_of_a_text_that_finds_nobody_can_be_left_out(member_client):
    page = asked(member_client, "zebras blorf", text=1)
    assert "Without “blorf” 1 person" in text_of(page)
    assert '<a href="/people/?text=1&amp;q=zebras">' in page.text


def test_the_sentence_is_announced_and_changes_no_result(member_client):
    plain = member_client.get("/people/?skill=python").context["list"]
    page = member_client.get("/people/?skill=python&asked=Python+not+SQL")
    assert page.context["list"].total == plain.total
    assert "“not SQL” cannot be asked for" in page.context["list"].announcement


@pytest.mark.parametrize("asked", ["", " ", "x" * 401, "\x00", "<b>", "%", "not"])
def test_odd_sentences_in_the_address_do_no_harm(asked, member_client):
    page = member_client.get("/people/", {"asked": asked})
    assert page.status_code == 200
    assert "<b>" not in page.text


def test_a_saved_list_keeps_conditions_and_no_sentence(member_client):
    page = member_client.get("/searches/new/?skill=python&asked=Python+please")
    assert "asked" not in page.context["form"].initial["query"]


LONG = "Python experts in Berlin who want SQL, zebras, quagas"


@pytest.mark.parametrize("path", ["/people/", "/people/export.csv", "/availability/"])
def test_a_sentence_costs_few_queries(
    path, manager_client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(9):
        assert manager_client.get(path, {"q": LONG}).status_code == 302


def test_a_name_costs_no_query_more_than_a_text(
    member_client, django_assert_max_num_queries, django_assert_num_queries
):
    member_client.get("/people/")
    with django_assert_max_num_queries(10) as as_text:
        asked(member_client, "Ann", text=1)
    with django_assert_num_queries(len(as_text)):
        asked(member_client, "Ann")


def test_a_sentence_shown_costs_the_same_for_3_people_and_30(
    member_client, django_assert_max_num_queries, django_assert_num_queries
):
    address = asked(member_client, "Python in Berlin, not SQL")["Location"]
    with django_assert_max_num_queries(15) as few:
        member_client.get(address)
    python, berlin = Skill.objects.get(slug="python"), Location.objects.get()
    for person in PersonFactory.create_batch(27, location=berlin):
        ExpertiseFactory(person=person, skill=python)
    with django_assert_num_queries(len(few)):
        member_client.get(address)


def test_words_are_left_out_one_by_one_in_few_queries(
    member_client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        asked(member_client, "zebras blorf", text=1)


@pytest.mark.parametrize(
    "sentence", ["candidates for Churn radar", "who could join Churn radar"]
)
def test_who_is_sought_for_a_project_is_found_among_its_candidates(
    sentence, manager_client, member_client
):
    """Members have no page of candidates."""
    ProjectFactory(name="Churn radar")
    link = '<a href="/projects/churn-radar/candidates/">Candidates for project Churn'
    pages = [
        client.get(asked(client, sentence)["Location"]).content.decode()
        for client in (manager_client, member_client)
    ]
    assert [link in page for page in pages] == [True, False]
    assert all("project=churn-radar" in page for page in pages)
    assert manager_client.get("/projects/churn-radar/candidates/").status_code == 200
    assert member_client.get("/projects/churn-radar/candidates/").status_code == 403
