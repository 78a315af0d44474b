"""The tag of every template says what Django's own says."""

from datetime import date

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix

from people.models import Level, Person

ASKED = [
    ("people:person-list", []),
    ("people:person-detail", ["ana-silva"]),
    ("people:me-absence-remove", [7]),
    ("projects:booking-detail", ["churn", 12]),
    ("projects:book", ["churn", "ana-silva"]),
    ("admin:index", []),
    ("admin:people_person_change", [3]),
    ("spreadsheet:import", [9]),
]


def say(source, **values):
    return Template(source).render(Context(values))


def written(name, parts):
    places = " ".join(f"part{place}" for place, _ in enumerate(parts))
    values = {f"part{place}": part for place, part in enumerate(parts)}
    return say(f"{{% url '{name}' {places} %}}", **values)


@pytest.mark.parametrize(("name", "parts"), ASKED)
def test_path_is_what_reverse_says(name, parts):
    assert written(name, parts) == reverse(name, args=parts)


@pytest.mark.parametrize(("name", "parts"), ASKED)
def test_path_begins_where_the_site_is(name, parts):
    set_script_prefix("/directory/")
    try:
        assert written(name, parts) == reverse(name, args=parts)
        assert written(name, parts).startswith("/directory/")
    finally:
        set_script_prefix("/")


def test_path_is_kept_under_a_name():
    source = "{% url 'people:person-detail' slug as there %}[{{ there }}]"

    assert (
        say(source, slug="ana") == f"[{reverse('people:person-detail', args=['ana'])}]"
    )


def test_path_takes_names_of_parts():
    source = "{% url 'people:person-detail' slug=who %}"

    assert say(source, who="ana") == reverse("people:person-detail", args=["ana"])


@pytest.mark.parametrize("part", ["", "a b", "a/b", "ä", "<b>", 1.5, "x\n"])
def test_what_is_no_part_of_a_path_is_refused(part):
    with pytest.raises(NoReverseMatch):
        written("people:person-detail", [part])


@pytest.mark.parametrize("name", ["people:nowhere", "nowhere", "nowhere:at-all", ""])
def test_path_to_nowhere_is_refused_or_nothing(name):
    with pytest.raises(NoReverseMatch):
        written(name, ["ana"])
    assert say(f"{{% url '{name}' 'ana' as there %}}[{{{{ there }}}}]") == "[]"


@pytest.mark.parametrize("level", Level)
def test_level_is_a_digit_and_a_word(level):
    html = say("{% level_mark level %}", level=level)

    assert f">{level.value}<" in html
    assert html.count(level.label) == 2


def test_name_leads_to_who_is_here():
    ana = Person(name="Ana <b>", slug="ana")

    assert say("{% person_link ana %}", ana=ana) == (
        '<a href="/people/ana/">Ana &lt;b&gt;</a>'
    )


def test_name_of_who_left_tells_when():
    ana = Person(name="Ana <b>", slug="ana", left_on=date(2026, 3, 9))

    assert say("{% person_link ana %}", ana=ana) == (
        'Ana &lt;b&gt; <span class="tag">left 9 Mar 2026</span>'
    )
