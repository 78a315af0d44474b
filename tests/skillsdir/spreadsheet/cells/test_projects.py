"""Lists of projects in one cell, and how they ended."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.records.track_record import Outcome
from projects.models.choices import ProjectStatus
from skillsdir.spreadsheet.cells.projects import (
    ProjectMention,
    is_off_time,
    outcome_of,
    projects_and_percents,
    projects_in,
    status_of,
    status_refusal,
)
from tests.thoroughness import examples


def ends(text, known=()):
    found = projects_in(text, set(known).__contains__)
    return [(mention.name, mention.outcome) for mention in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Churn model", [("Churn model", None)]),
        ("Churn model (in use)", [("Churn model", "in_use")]),
        (
            "Churn model (in use) / Pricing (stopped)",
            [("Churn model", "in_use"), ("Pricing", "stopped_external")],
        ),
        (
            "Churn – failed; Pricing: live",
            [("Churn", "not_met"), ("Pricing", "in_use")],
        ),
        ("Churn, in use, Pricing", [("Churn", "in_use"), ("Pricing", None)]),
        ("Churn\nPricing", [("Churn", None), ("Pricing", None)]),
        ("• Churn\n• Pricing", [("Churn", None), ("Pricing", None)]),
        ("Churn (completed)", [("Churn", None)]),
        ("Churn (in use, 2021)", [("Churn", "in_use")]),
        ("Churn (phase 2)", [("Churn (phase 2)", None)]),
        ("R&D / Q&A", [("R&D", None), ("Q&A", None)]),
        ("Plan 2020/21", [("Plan 2020/21", None)]),
        ("", []),
        (" / ; ", []),
    ],
)
def test_cell_lists_projects(text, expected):
    assert ends(text) == expected


@pytest.mark.parametrize("outcome", Outcome)
def test_label_of_an_outcome_is_understood(outcome):
    assert ends(f"Churn ({outcome.label}); Pricing") == [
        ("Churn", outcome.value),
        ("Pricing", None),
    ]


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("Fraud, phase 2 (in use)", ["Fraud, phase 2"], [("Fraud, phase 2", "in_use")]),
        ("Churn / Retain", ["Churn / Retain"], [("Churn / Retain", None)]),
        ("Churn/Pricing", ["Churn", "Pricing"], [("Churn", None), ("Pricing", None)]),
        ("Churn/Pricing", ["Churn"], [("Churn/Pricing", None)]),
        ("Going live", ["Going live"], [("Going live", None)]),
        ("Data – live", ["Data – live"], [("Data – live", None)]),
    ],
)
def test_projects_that_are_known_are_kept_whole(text, known, expected):
    assert ends(text, known) == expected


def test_remark_is_kept_as_it_is_written():
    known = {"Churn"}.__contains__
    assert projects_in("Churn (lead, 2019–21)", known) == [
        ProjectMention("Churn", None, "lead, 2019–21")
    ]


def test_remark_without_an_outcome_is_no_part_of_the_name():
    assert projects_in("Churn (ongoing)") == [ProjectMention("Churn", None, "ongoing")]


# Outcomes in words


@pytest.mark.parametrize("outcome", Outcome)
def test_value_and_label_mean_the_outcome(outcome):
    assert outcome_of(outcome.value) == outcome_of(outcome.label) == outcome.value


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("In production", Outcome.IN_USE),
        ("SUCCESS", Outcome.IN_USE),
        ("live!", Outcome.IN_USE),
        ("decision informed", Outcome.ANSWERED),
        ("Failed", Outcome.NOT_MET),
        ("criteria not met", Outcome.NOT_MET),
        ("not used", Outcome.NOT_ADOPTED),
        ("shelved", Outcome.NOT_ADOPTED),
        ("Not feasible", Outcome.STOPPED_EVIDENCE),
        ("stopped early", Outcome.STOPPED_EVIDENCE),
        ("cancelled", Outcome.STOPPED_EXTERNAL),
        ("no budget", Outcome.STOPPED_EXTERNAL),
        ("erfolgreich", Outcome.IN_USE),
        ("en production", Outcome.IN_USE),
        ("gescheitert", Outcome.NOT_MET),
        ("échec", Outcome.NOT_MET),
        ("não utilizado", Outcome.NOT_ADOPTED),
        ("abgebrochen", Outcome.STOPPED_EXTERNAL),
        ("abgeschlossen", None),
        ("en cours", None),
        ("in use since 2020; 80 users", None),
        ("delivered", None),
        ("done", None),
        ("in use / failed", None),
        ("80 %", None),
        ("", None),
    ],
)
def test_words_mean_an_outcome_or_are_left_open(words, outcome):
    assert outcome_of(words) == outcome


def test_bare_stop_claims_nothing_learned():
    assert Outcome(outcome_of("stopped")).verdict == "unjudged"
    assert outcome_of("stopped") != Outcome.STOPPED_EVIDENCE


# Statuses in words


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("planned", ProjectStatus.PROPOSED),
        ("Open", ProjectStatus.STAFFING),
        ("in progress", ProjectStatus.ACTIVE),
        ("laufend", ProjectStatus.ACTIVE),
        ("en cours", ProjectStatus.ACTIVE),
        ("Done", ProjectStatus.CLOSED),
        ("Terminé", ProjectStatus.CLOSED),
        ("annulé", ProjectStatus.CANCELLED),
        ("stopped", ProjectStatus.CANCELLED),
        ("On hold", None),
        ("green", None),
        ("", None),
    ],
)
def test_words_mean_a_status_or_are_left_open(words, status):
    assert status_of(words) == status


@pytest.mark.parametrize("words", ["On hold", "paused", "pausiert", "en pause"])
def test_a_project_that_rests_has_no_status(words):
    assert "write Active where its people stay booked" in status_refusal(words)


@pytest.mark.parametrize("words", ["Green", "amber", "RED", "Rot", "🔴", "at risk"])
def test_a_traffic_light_is_no_status(words):
    assert "write Proposed, Staffing, Active" in status_refusal(words)


@pytest.mark.parametrize("words", ["Active", "soon", "", "Churn"])
def test_other_words_are_not_refused(words):
    assert status_refusal(words) == ""


names = st.text(st.characters(categories=("L", "N")), min_size=1)


@pytest.mark.looks_again
@examples(150)
@given(st.lists(st.tuples(names, st.sampled_from(Outcome)), max_size=4))
def test_what_the_export_writes_reads_back_the_same(projects):
    cell = "; ".join(f"{name} ({outcome.label})" for name, outcome in projects)
    assert ends(cell, {name for name, _ in projects}) == projects


@examples(300)
@given(st.text())
def test_any_text_is_a_list_of_projects(text):
    for mention in projects_in(text):
        assert mention.name.strip()
        assert mention.outcome in (None, *Outcome)


@pytest.mark.parametrize(
    "words",
    ["A/L", "Annual leave", "PTO", "Vacation", "Urlaub", "Congés", "Bench", "Ferie"],
)
def test_leave_and_the_bench_are_no_projects(words):
    assert is_off_time(words)


@pytest.mark.parametrize("words", ["Holiday demand", "Leave planning tool", "Training"])
def test_projects_that_speak_of_leave_are(words):
    assert not is_off_time(words)


SEVERAL = {
    "Churn 50 / Lake 50": [("Churn", 50), ("Lake", 50)],
    "Churn 50% / Lake 30 %": [("Churn", 50), ("Lake", 30)],
    "Churn (50%), Lake (50%)": [("Churn", 50), ("Lake", 50)],
    "Churn: 40; Lake: 60": [("Churn", 40), ("Lake", 60)],
    "Churn 0,5 / Lake 0,5": [("Churn", 50), ("Lake", 50)],
    "Churn 50%+Lake 50%": [("Churn", 50), ("Lake", 50)],
    "Churn 50\nLake 25\nOps 25": [("Churn", 50), ("Lake", 25), ("Ops", 25)],
    "A/B tests 50 / Lake 50": [("A/B tests", 50), ("Lake", 50)],
    "Churn (50 %)": [("Churn", 50)],
    "GPT 4 / GPT 5": [("GPT 4 / GPT 5", None)],
    "Churn / Lake": [("Churn / Lake", None)],
    "24/7 support": [("24/7 support", None)],
    "Customer 360": [("Customer 360", None)],
    "Churn 150% / Lake 0%": [("Churn", 150), ("Lake", 0)],
}


@pytest.mark.parametrize(("text", "found"), SEVERAL.items())
def test_a_cell_names_as_many_projects_as_it_has_shares_of(text, found):
    assert projects_and_percents(text) == found


@pytest.mark.parametrize("sign", ["a", " ", "a 50 / ", "(", "1", "a50%/"])
def test_a_long_cell_is_one_project_soon(sign):
    started = time.process_time()
    projects_and_percents(sign * 50_000)
    projects_and_percents(sign * (290 // len(sign)))
    assert time.process_time() - started < 1
