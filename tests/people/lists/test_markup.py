"""The HTML that lists draw themselves: what it says, and that text stays text."""

from collections import Counter
from types import SimpleNamespace

from people.lists.listing import Option
from people.lists.markup import (
    SkillTag,
    mark_list,
    record_facts,
    skill_tag_list,
    tick_box,
)
from people.models import Level
from people.skills.catalogue import SkillRow
from people.skills.figures import SkillFigures
from people.skills.rows import skill_row
from tests.factories import SkillFactory

HOSTILE = '<b>"R&D"</b>'
ESCAPED = "&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;"


def record(judged=0, successes=0, outcomes=(), learned_early=0):
    return SimpleNamespace(
        counts=SimpleNamespace(judged=judged, successes=successes),
        range_words="3 judged, too few for a rate",
        outcomes=outcomes,
        marks=mark_list(outcomes),
        learned_early=learned_early,
    )


def outcomes(*verdicts):
    return [SimpleNamespace(verdict=verdict) for verdict in verdicts]


def test_chosen_tick_box_is_ticked():
    assert " checked>" in tick_box("team", Option("data", "Data", 3, is_selected=True))
    assert " checked" not in tick_box("team", Option("data", "Data", 3))


def test_tick_box_sends_its_parameter_and_value():
    html = tick_box("team", Option("data", "Data", 3))

    assert 'type="checkbox" name="team" id="team-data" value="data"' in html


def test_label_of_a_tick_box_stays_text():
    html = tick_box("team", Option("r-d", HOSTILE, 3))

    assert f'<span class="option__label">{ESCAPED}</span>' in html


def test_level_of_a_skill_can_be_heard():
    html = skill_tag_list([SkillTag("Python", Level.EXPERT, is_asked=False)])

    assert '4<span class="visually-hidden"> (Expert)</span>' in html


def test_asked_skill_stands_out():
    asked = SkillTag("Python", Level.EXPERT, is_asked=True)
    other = SkillTag("Cobol", Level.WORKING, is_asked=False)

    assert skill_tag_list([asked, other]).count("skill--asked") == 1


def test_name_of_a_skill_stays_text():
    assert ESCAPED in skill_tag_list([SkillTag(HOSTILE, Level.EXPERT, is_asked=False)])


def test_nothing_judged_is_said_without_a_rate():
    assert record_facts(record()) == '<p class="muted">No judged projects yet</p>'


def test_successes_stand_beside_how_many_were_judged():
    ended = outcomes("success", "success", "shortfall")
    html = record_facts(record(judged=3, successes=2, outcomes=ended))

    assert "2 of 3 succeeded" in html
    assert "too few for a rate" in html


def test_marks_of_outcomes_are_empty_and_words_stand_beside_them():
    html = record_facts(record(outcomes=outcomes("success", "failure")))

    assert html.count("></i>") == 2
    assert '<span class="visually-hidden">3 judged, too few for a rate</span>' in html


def test_work_that_ended_early_with_a_lesson_is_counted():
    ended = outcomes("unjudged", "unjudged")
    html = record_facts(record(outcomes=ended, learned_early=2))
    assert "2 learned early" in html
    assert "learned early" not in record_facts(record(outcomes=ended))


def catalogue_row(figures, text="Python", *, is_ranked=False, is_told=True):
    skill = SkillFactory.build(
        name=text, description=text, slug="python", category__name=text
    )
    skill.also = [text]
    return skill_row(SkillRow(skill, figures, is_ranked, is_told))


def test_row_of_the_catalogue_escapes_every_text():
    html = catalogue_row(SkillFigures(), HOSTILE, is_ranked=True)

    assert HOSTILE not in html
    assert html.count(ESCAPED) == 4


def test_row_of_the_catalogue_links_no_number_that_is_nought():
    html = catalogue_row(SkillFigures(Counter({4: 2}), wanted=0, missing=3))

    assert '<a href="/people/?skill=python">2</a>' in html
    assert "?goal=python" not in html
    assert '<a href="/skills/python/#demand">3</a>' in html


def test_row_tells_definition_and_other_names_only_where_words_found_it():
    assert "catalogue__about" in catalogue_row(SkillFigures(), is_told=True)
    assert "catalogue__about" not in catalogue_row(SkillFigures(), is_told=False)


def test_row_names_its_category_in_a_ranking_alone():
    assert catalogue_row(SkillFigures()).count(">Python<") == 1
    assert " · Python</span>" in catalogue_row(SkillFigures(), is_ranked=True)
