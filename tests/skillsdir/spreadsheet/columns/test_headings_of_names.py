"""Which column has the names of people, where several could."""

import pytest

from tests.factories import SkillFactory
from tests.skillsdir.spreadsheet.corpus.cases import KNOWN, results_of


@pytest.fixture(autouse=True)
def catalogue(db):
    for name in KNOWN:
        SkillFactory(name=name)


PEOPLE = ["Ana Silva; email asilva@x.example", "Bo Lind; email bo@x.example"]


def people(headings, *rows):
    text = "\n".join([headings, *rows])
    return results_of({"text": text}).get("people")


OTHER_NAMES = (
    *("Stage name", "Former name", "Call name", "Father’s name", "Pen name"),
    *("Segundo nombre", "Tweede naam", "Früherer Name", "Nom d’usage", "Login name"),
    *("Spouse’s first name", "Emergency contact last name", "Bank name", "Short name"),
)


@pytest.mark.parametrize("heading", OTHER_NAMES)
@pytest.mark.parametrize("cells", [("K", ""), ("Eva", "Ulf"), ("Eva Costa", "")])
def test_another_name_is_not_the_name_beside_first_and_last_ones(heading, cells):
    rows = f"Ana,{cells[0]},Silva,asilva@x.example", f"Bo,{cells[1]},Lind,bo@x.example"
    assert people(f"First name,{heading},Last name,E-mail", *rows) == PEOPLE
    assert people(f"Vorname,{heading},Nachname,Mail", *rows) == PEOPLE


@pytest.mark.parametrize("heading", ["Middle name", "Initial", "T-shirt"])
@pytest.mark.parametrize("cells", [("M", "L"), ("A", "B"), ("S", "")])
def test_letters_of_people_are_no_levels(heading, cells):
    rows = f"Ana,{cells[0]},Silva,3,2", f"Bo,{cells[1]},Lind,2,1"
    found = results_of(
        {"text": f"First name,{heading},Last name,Python,SQL\n{rows[0]}\n{rows[1]}"}
    )
    assert found["skills"] == ["Ana Silva: Python 3, SQL 2", "Bo Lind: Python 2, SQL 1"]


@pytest.mark.parametrize("heading", ["Name", "Display name", "Employee name"])
@pytest.mark.parametrize("cells", [("Ana Silva", "Bo Lind"), ("Silva Ana", "Lind Bo")])
def test_a_name_with_both_parts_is_the_name_once_more(heading, cells):
    rows = f"{cells[0]},Ana,Silva,asilva@x.example", f"{cells[1]},Bo,Lind,bo@x.example"
    found = people(f"{heading},First name,Last name,E-mail", *rows)
    assert [sorted(line.split(";")[0].split()) for line in found] == [
        ["Ana", "Silva"],
        ["Bo", "Lind"],
    ]


PARTS = (
    *(("Legal given name", "Legal surname"), ("Official first name", "Family name")),
    *(
        ("firstname", "lastname"),
        ("FirstName", "LastName"),
        ("FIRST_NAME", "LAST_NAME"),
    ),
    *(("Employee first name", "Employee last name"), ("Vorname (Mitarbeiter)", "Name")),
)


@pytest.mark.parametrize("headings", PARTS)
def test_parts_of_names_may_say_whose_they_are(headings):
    rows = "Ana,Silva,asilva@x.example", "Bo,Lind,bo@x.example"
    assert people(f"{','.join(headings)},E-mail", *rows) == PEOPLE


WHOLE = (
    *("Your name (first and last)", "First name and surname", "Member (last, first)"),
    *(
        "الاسم Name",
        "Name / 姓名",
        "Worker name",
        "What is your name?",
        "Full legal name",
    ),
)


@pytest.mark.parametrize("heading", WHOLE)
def test_a_whole_name_may_be_asked_for_in_many_words(heading):
    rows = "Ana Silva,asilva@x.example", "Bo Lind,bo@x.example"
    assert people(f'"{heading}",E-mail', *rows) == PEOPLE


ODD = ("Coder", "Ansprechpartner", "Kto?", "Reviewed colleague", "", "Nr. 1")


@pytest.mark.parametrize("heading", ODD)
@pytest.mark.parametrize(
    "mails", [("ana", "bo.lind"), ("asilva", "b.lind"), ("as", "bl")]
)
def test_what_fits_the_mailboxes_is_the_name_whatever_its_heading(heading, mails):
    rows = f"{mails[0]}@x.example,Ana Silva,3", f"{mails[1]}@x.example,Bo Lind,2"
    found = people(f"E-mail,{heading},Python", *rows)
    assert [line.split(";")[0] for line in found] == ["Ana Silva", "Bo Lind"]


@pytest.mark.parametrize("heading", ["Favourite tool", "Mentor of", "Product"])
@pytest.mark.parametrize("cells", [("Power BI", "Qlik Sense"), ("Bo Lind", "Cy Ray")])
def test_what_does_not_fit_the_mailboxes_is_no_name(heading, cells):
    rows = f"ana.silva@x.example,{cells[0]},3", f"bo.lind@x.example,{cells[1]},2"
    found = people(f"E-mail,{heading},Python", *rows)
    names = [line for line in found if "email" in line]
    assert [line.split(";")[0] for line in names] == ["Ana Silva", "Bo Lind"]


@pytest.mark.parametrize(
    "mails", ["ana.silva bo.lind", "asilva b.lind", "silvaa lindb"]
)
def test_who_shares_a_last_name_alone_does_not_fit_the_mailbox(mails):
    ana, bo = mails.split()
    rows = f"{ana}@x.example,Tom Silva,3", f"{bo}@x.example,Eva Lind,2"
    names = " ".join(people("E-mail,Partner,Python", *rows))
    assert "Tom" not in names
    assert "Eva" not in names


def test_people_across_have_their_names_above_a_blank_corner():
    rows = "Mail,ana@x.example,bo@x.example", "Python,3,2", "SQL,1,4"
    assert people(",Ana Silva,Bo Lind", *rows) == [
        "Ana Silva; email ana@x.example",
        "Bo Lind; email bo@x.example",
    ]


def test_headings_once_more_in_words_are_no_row():
    rows = "First Name,Middle Name,Last Name,Email", "Ana,,Silva,asilva@x.example"
    found = people("FIRSTNAME,MI,LASTNAME,EMAIL", *rows, "Bo,T,Lind,bo@x.example")
    assert found == PEOPLE
