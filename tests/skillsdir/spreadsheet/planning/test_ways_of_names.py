"""Names that a file writes in several ways, and what it notes beside them."""

import pytest

from skillsdir.spreadsheet.columns.evidence import fits_mailbox
from skillsdir.spreadsheet.columns.remembered import guessed
from skillsdir.spreadsheet.planning.plan import plan
from tests.factories import SkillFactory
from tests.skillsdir.spreadsheet.corpus.cases import KNOWN, results_of, sheets_of
from tests.skillsdir.spreadsheet.sent_files import planned, table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue():
    for name in KNOWN:
        SkillFactory(name=name)


WAYS = (
    *(
        ("Ina Boll (née Richter)", "Ina Boll"),
        ("Ina Boll (née Richter)", "Ina Richter"),
    ),
    *(("Ina Boll (geb. Richter)", "Ina Richter"), ('Jo "Bob" Lind', "Bob Lind")),
    *(("Jo „Bob“ Lind", "Jo Lind"), ("Ana (Nini) Silva", "Nini Silva")),
    *(("Jörg Strauß", "JOERG STRAUSS"), ("Søren Å. Bø", "Soeren Å. Boe")),
    *(
        ("王伟", "王 伟"),
        ("Anne-Marie Li", "Annemarie Li"),
        ("Ana O’Neil", "Ana ONeil"),
    ),
)


@pytest.mark.parametrize(("written", "other"), WAYS)
def test_who_may_be_one_of_the_file_is_asked_about(written, other):
    lead = table("projects", "name lead", ("Churn", other))
    for row in ((written, ""), (written, "one@x.example")):
        plan = planned(table("people", "name email", row), lead)
        asked = [one for one in plan.questions.of("person") if one.calls != written]
        near = [each.label for one in asked for each in one.namesakes]
        assert len(near) == len(asked) <= 1
        assert all(label.startswith(written) for label in near)


@pytest.mark.parametrize(("written", "other"), WAYS)
def test_so_is_who_stands_in_another_sheet(written, other):
    texts = {
        "Data 1": f"Name,Team\n{written!r},Risk".replace("'", ""),
        "Data 2": f"Name,Python,SQL\n{other!r},3,2".replace("'", ""),
    }
    sheets = sheets_of({"sheets": texts})
    questions = plan(sheets, guessed(sheets)).questions.of("person")
    names = {one.name: len(one.namesakes) for one in questions}
    assert [*names.values()] in ([0], [0, 1])


def test_brackets_tell_people_of_one_sheet_apart():
    rows = ("Ana Silva (DS)",), ("Ana Silva (Risk)",)
    asked = planned(table("people", "name", *rows)).questions.of("person")
    assert [len(one.namesakes) for one in asked] == [0, 0]


@pytest.mark.parametrize("beside", ["({})", "[No. {}]", "- {}"])
def test_numbers_beside_a_name_tell_people_apart_and_are_no_part_of_it(beside):
    rows = [f"Ana Silva {beside.format(n)}" for n in (20871, 20872)]
    text = f"Worker,Python,SQL\n{rows[0]},3,2\n{rows[1]},1,4\n{rows[0]},3,2"
    found = results_of({"text": text})
    assert found["people"] == ["Ana Silva", "Ana Silva"]


LISTS = (
    *("{} (20871)", "20871 - {}", "{} (on leave)", "{} (60%)", "{} (since May)", "{}*"),
    *("{} 🇵🇹", "{} [Azubi]"),
)


@pytest.mark.parametrize("beside", LISTS)
@pytest.mark.parametrize("heading", ["Worker", "Name", "Kto?"])
def test_a_list_is_one_of_skills_whatever_stands_beside_the_names(heading, beside):
    names = [beside.format(name) for name in ("Ana Silva", "Bo Lind")]
    rows = f"{names[0]},Python,3\n{names[0]},SQL,2\n{names[1]},R,1"
    found = results_of({"text": f"{heading},Skill,Proficiency\n{rows}"})
    assert found["people"] == ["Ana Silva", "Bo Lind"]
    assert found["skills"] == ["Ana Silva: Python 3, SQL 2", "Bo Lind: R 1"]


WORDS_OF_LEAVING = (
    *("terminated", "Left", "retired", "ausgeschieden", "left the company"),
    *("former employee", "ehemalige Mitarbeiterin", "ancien collaborateur"),
)


@pytest.mark.parametrize("word", WORDS_OF_LEAVING)
def test_who_has_left_says_a_bracket_is_left_out(word):
    rows = f"Ana Silva,3,2\nBo Lind ({word}),1,4"
    found = results_of({"text": f"Name,Python,SQL\n{rows}"})
    assert (found["people"], found["not_taken"]) == (["Ana Silva"], ["3 row"])


@pytest.mark.parametrize(
    "words", ["former Elm", "former Data", "no PMP", "left-handed"]
)
def test_what_was_otherwise_before_is_no_leaving(words):
    found = results_of({"text": f"Name,Python,SQL\nAna Silva ({words}),3,2"})
    assert found["people"] == [f"Ana Silva ({words})"]


@pytest.mark.parametrize("sign", ["-", "–", "—"])
def test_a_sign_sets_the_e_mail_off_from_the_name(sign):
    text = f"Person,Python,SQL\nAna Silva {sign} ana@x.example,3,2"
    assert results_of({"text": text})["people"] == ["Ana Silva; email ana@x.example"]


@pytest.mark.parametrize("count", [1, 20])
def test_other_ways_to_write_names_cost_no_query(count, django_assert_max_num_queries):
    rows = [(f"Ina Boll{n} (née Richter)", f"Ina Richter{n}") for n in range(count)]
    with django_assert_max_num_queries(40):
        planned(table("people", "name manager", *rows))


MAILBOXES = (
    *(("Siobhán O'Neill", "siobhan.oneill"), ("Jürgen Müller", "juergen.mueller")),
    *(("Sven van der Berg", "s.vanderberg"), ("Jean-Luc Picard", "jl.picard")),
    *(("Mark Price", "markp"), ("Ana Silva", "asilva"), ("Ana Silva", "ana.silva2")),
)
OTHERS = (
    *(("Tom Silva", "ana.silva"), ("Tom Silva", "asilva"), ("Bo Lind", "info")),
    *(("Jürgen Müller", "anna.mueller"), ("Sven van der Berg", "h.vanderberg")),
)


@pytest.mark.parametrize(("name", "box"), MAILBOXES)
def test_a_mailbox_is_of_whose_names_it_begins(name, box):
    assert fits_mailbox(name, f"{box}@x.example")


@pytest.mark.parametrize(("name", "box"), OTHERS)
def test_a_mailbox_of_another_first_name_is_not_theirs(name, box):
    assert not fits_mailbox(name, f"{box}@x.example")


def test_a_long_text_has_no_mailbox():
    assert not fits_mailbox("Ana " * 20_000, "ana.ana@x.example")
