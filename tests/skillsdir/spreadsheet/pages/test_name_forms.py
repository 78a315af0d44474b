"""What unknown names mean, as it is asked and as it is decided."""

import pytest

from skillsdir.spreadsheet.answers import Decision, NameQuestion, Suggestion, What
from skillsdir.spreadsheet.pages.name_forms import name_forms, offered, targets
from skillsdir.spreadsheet.pages.rest_forms import RestForm
from skillsdir.spreadsheet.pages.step_views import (
    NameQuestions,
    chosen_noun,
    chosen_page,
)
from tests.factories import (
    PersonFactory,
    ProjectFactory,
    SkillAliasFactory,
    SkillFactory,
    TeamFactory,
)

ALL = (What.USE, What.ALIAS, What.CREATE, What.SKIP)
CATEGORIES = [("", "Choose a category"), (7, "Languages")]
SKLEARN = Suggestion(17, "scikit-learn")


def question(key="sci-kit lern", noun="skill", options=ALL, answer=None):
    return NameQuestion(
        noun, key, key, 64, ["People!F7"], (SKLEARN,), options, answer=answer
    )


def send(one, **data):
    """The form of one name as it is sent."""
    (blank,) = name_forms([one], categories=CATEGORIES)
    data = {blank.add_prefix(name): value for name, value in data.items()}
    return name_forms([one], data, categories=CATEGORIES)[0]


def decision(one, **data):
    form = send(one, **data)
    assert form.is_valid(), form.errors
    return form.decision()


def test_nothing_is_chosen_beforehand():
    (form,) = name_forms([question()])
    assert form["what"].initial == ""


def test_suggestions_come_first_then_the_other_ways():
    (form,) = name_forms([question()])
    values = [value for value, _ in form.fields["what"].choices]
    assert values == ["use:17", "other", "create", "skip"]


def test_only_what_may_be_decided_is_offered():
    (form,) = name_forms([question(options=(What.USE, What.SKIP))])
    values = [value for value, _ in form.fields["what"].choices]
    assert "create" not in values
    assert not form.may_remember


def test_a_suggestion_is_used_once():
    found = decision(question(), what="use:17")
    assert found == Decision(What.USE, 17)


def test_a_suggestion_is_remembered_as_another_name():
    found = decision(question(), what="use:17", remember="on")
    assert found == Decision(What.ALIAS, 17)


def test_names_of_teams_are_never_remembered():
    one = question(noun="team", options=(What.USE, What.SKIP))
    found = decision(one, what="use:17", remember="on")
    assert found.what == What.USE


def test_a_name_is_left_out_or_open():
    assert decision(question(), what="skip") == Decision(What.SKIP)
    assert decision(question()) is None


def test_a_new_skill_needs_a_category():
    assert "category" in send(question(), what="create").errors
    found = decision(question(), what="create", category="7")
    assert found == Decision(What.CREATE, category=7)


def test_a_new_location_needs_a_time_zone():
    one = question(noun="location")
    assert "time_zone" in send(one, what="create").errors
    assert "time_zone" in send(one, what="create", time_zone="Lisbon").errors
    found = decision(one, what="create", time_zone="Europe/Lisbon")
    assert found == Decision(What.CREATE, time_zone="Europe/Lisbon")


@pytest.mark.django_db
def test_another_skill_is_typed_by_any_of_its_names():
    skill = SkillFactory(name="scikit-learn")
    SkillAliasFactory(name="sklearn", skill=skill)
    found = decision(question(), what="other", other=" SKLearn ")
    assert found == Decision(What.USE, skill.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "nonsense", "<script>", "x" * 254])
def test_what_is_typed_and_not_found_stays(typed):
    form = send(question(), what="other", other=typed)
    assert "other" in form.errors
    assert form["other"].value() == typed


@pytest.mark.parametrize(
    "what", ["use:18", "new:17", "alias", "delete", "\x00", "use:"]
)
def test_only_what_is_offered_can_be_chosen(what):
    assert "what" in send(question(), what=what).errors


def test_an_answer_is_shown_again():
    answer = Decision(What.ALIAS, 17)
    (form,) = name_forms([question(answer=answer)])
    assert form["what"].initial == "use:17"
    assert form["remember"].initial


@pytest.mark.django_db
def test_an_answer_beyond_the_suggestions_is_offered_again():
    weka = SkillFactory(name="Weka")
    (form,) = name_forms([question(answer=Decision(What.USE, weka.pk))])
    assert (f"use:{weka.pk}", "Weka") in form.fields["what"].choices


@pytest.mark.django_db
def test_a_person_who_was_typed_is_offered_by_name_and_e_mail():
    cleo = PersonFactory(name="Cleo", email="cleo@example.com")
    (form,) = name_forms([question("x", "person", answer=Decision(What.USE, cleo.pk))])
    assert dict(form.fields["what"].choices)[form["what"].initial] == (
        "Cleo, cleo@example.com"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 30])
def test_answers_beyond_the_suggestions_take_one_query(
    count, django_assert_num_queries
):
    people = PersonFactory.create_batch(count)
    answers = [Decision(What.USE, person.pk) for person in people]
    asked = [question(str(each.target), "person", answer=each) for each in answers]
    with django_assert_num_queries(1):
        name_forms(asked)


@pytest.mark.django_db
@pytest.mark.parametrize("target", [4711, "cleo@example.com"])
def test_an_answer_that_is_not_here_is_not_offered(target):
    (form,) = name_forms([question("x", "person", answer=Decision(What.USE, target))])
    assert str(target) not in str(form["what"])
    assert "checked" not in str(form["what"])


@pytest.mark.django_db
def test_names_of_a_page_are_looked_up_together(django_assert_max_num_queries):
    SkillFactory(name="scikit-learn")
    questions = [question(f"name {number}") for number in range(25)]
    forms = name_forms(questions)
    data = {form.add_prefix("what"): "other" for form in forms}
    data |= {form.add_prefix("other"): "SciKit-Learn" for form in forms}
    with django_assert_max_num_queries(3):
        sent = name_forms(questions, data)
        assert all(form.is_valid() for form in sent)


# What is typed


@pytest.mark.django_db
def test_teams_are_found_in_any_case():
    team = TeamFactory(name="Data Platform")
    found = targets("team", ["data–platform", "DATA PLATFORM", "Data"])
    assert found == {"data–platform": team.pk, "DATA PLATFORM": team.pk}


@pytest.mark.django_db
def test_a_name_that_two_projects_have_is_not_found():
    ProjectFactory.create_batch(2, name="Pricing")
    assert targets("project", ["Pricing"]) == {}


@pytest.mark.django_db
def test_people_are_found_by_their_e_mail_or_a_name_that_nobody_else_has():
    cleo = PersonFactory(name="Cleo", email="Cleo@example.com")
    PersonFactory.create_batch(2, name="Bo Li")
    found = targets("person", ["cleo@example.com", "CLEO", "Bo Li"])
    assert found == {"cleo@example.com": cleo.pk, "CLEO": cleo.pk}


@pytest.mark.django_db
def test_people_are_offered_by_name_and_namesakes_by_e_mail():
    PersonFactory(name="Cleo")
    PersonFactory(name="Bo Li", email="a@example.com")
    PersonFactory(name="bo li", email="b@example.com")
    SkillFactory(name="Python")
    assert sorted(offered("person")) == ["Cleo", "a@example.com", "b@example.com"]
    assert list(offered("skill")) == ["Python"]


# All that are open


def rest(noun, **data):
    data = {f"all-{name}": value for name, value in data.items()}
    return RestForm(data, noun=noun, categories=CATEGORIES)


@pytest.fixture
def skills():
    answered = question("answered", answer=Decision(What.SKIP))
    return NameQuestions("skill", "Skills", [question("a"), answered, question("b")])


def test_all_that_are_open_are_left_out(skills):
    form = rest(skills, rest="skip")
    assert form.is_valid()
    assert form.decisions() == {"a": Decision(What.SKIP), "b": Decision(What.SKIP)}


def test_all_that_are_open_are_added_to_a_category(skills):
    assert "category" in rest(skills, rest="create").errors
    form = rest(skills, rest="create", category="7")
    assert form.is_valid()
    assert form.decisions()["a"] == Decision(What.CREATE, category=7)


def test_without_the_button_nothing_is_decided_for_all(skills):
    form = rest(skills, category="7")
    assert form.is_valid()
    assert form.decisions() == {}


def test_people_are_not_added_all_at_once():
    people = NameQuestions("person", "People", [question("ann", "person")])
    assert "rest" in rest(people, rest="create").errors


# Which names a page shows


def test_the_first_noun_with_something_open_is_shown(skills):
    done = NameQuestions("team", "Teams", [question(answer=Decision(What.SKIP))])
    assert chosen_noun([done, skills], None) is skills
    assert chosen_noun([done, skills], "team") is done
    assert chosen_noun([done], "nonsense") is done
    assert chosen_noun([], "team") is None


def test_the_first_page_with_something_open_is_shown():
    answered = [question(str(n), answer=Decision(What.SKIP)) for n in range(30)]
    noun = NameQuestions("skill", "Skills", [*answered, question("open")])
    assert chosen_page(noun, None).number == 2
    assert chosen_page(noun, "1").number == 1
    assert chosen_page(noun, "x").number == 1
