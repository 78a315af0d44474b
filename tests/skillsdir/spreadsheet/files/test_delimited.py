"""Text files: the encoding and the separator are found out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.table_files import csv_chunks
from skillsdir.spreadsheet.files import text as delimited
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import UnreadableFileError
from skillsdir.spreadsheet.files.text import decode, read_delimited
from tests.skillsdir.spreadsheet.files.refusals import refusal
from tests.skillsdir.spreadsheet.workbooks import csv_file
from tests.thoroughness import examples

HEADINGS = ("Name", "E-mail", "Areas of expertise")


def rows_of(content, name="people.csv"):
    if isinstance(content, str):
        content = content.encode()
    (sheet,) = read_workbook(content, name)
    return sheet.rows


# Encodings


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Name;Team\nZoë Ødegård;Prévision\n", "utf-8"),
        ("Name;Team\nZoë Ødegård;Prévision\n", "utf-8-sig"),
        ("Name;Team\nZoë Ødegård;Prévision\n", "utf-16"),
        ("Name;Team\nZoë;Pricing\n", "cp1252"),
        ("Name;Team\nJosé Müller;SQL\nZoë;R\nAna;Python – expert\n", "cp1252"),
        ("Name;Bio\nAna;“likes” models – naïve Bayes…\n", "cp1252"),
        ("Nom;Équipe\nHélène Lefèvre;Données\nFrançois;Été\n", "cp1252"),
        ("Name;Notiz\nJürgen Größe;größer für Straße\n" * 40, "cp1252"),
        ("Imię;Zespół\nŁukasz Żółć;Gdańsk\nMałgorzata Święcka;Łódź\n", "cp1250"),
        ("Имя;Команда\nИван Петров;Данные\nОльга;Прогноз\n", "cp1251"),
        ("Όνομα;Ομάδα\nΓιώργος;Δεδομένα\n", "cp1253"),
        ("الاسم;الفريق\nمحمد;البيانات\n", "cp1256"),
        ("名前;チーム\n山田太郎;データ\n鈴木;機械学習\n", "shift_jis"),
        ("姓名;团队\n张伟;数据科学\n王芳;机器学习\n", "gb18030"),
        ("Name;Team\nAna;Pricing\n", "ascii"),
    ],
)
def test_encoding_is_found_out(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_text_of_two_encodings_is_read_line_by_line():
    """Somebody's program appended to what another one had written."""
    content = "Zoë\nJosé\n".encode() + "Müller\n".encode("cp1252")
    assert decode(content) == "Zoë\nJosé\nMüller\n"


def test_letters_that_cannot_be_made_out_name_their_line():
    content = "﻿Name\nZoë\n".encode("utf-16-le") + b"\x00\xd8"
    with pytest.raises(UnreadableFileError, match="Line"):
        decode(content)


@examples(150)
@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_become_text_or_are_refused_in_words(content):
    try:
        assert isinstance(decode(content), str)
    except UnreadableFileError as error:
        message = str(error)
        assert "cannot be made out" in message


@examples(100)
@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_utf_8_is_read_as_what_it_is(text):
    assert decode(text.encode()) == text.removeprefix("\ufeff")


# Separators


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_is_found_out(separator):
    rows = [HEADINGS, ("Ana Lima", "ana@example.org", "Python (4); SQL, R | NLP")]
    assert rows_of(csv_file(rows, separator=separator)) == rows


@pytest.mark.parametrize("skills", ["a; b", "a; b; c", "a; b; c; d", "a; b; c; d; e"])
def test_lists_in_cells_do_not_mislead(skills):
    lines = "".join(f"Ana {i},ana{i}@example.org,{skills}\n" for i in range(60))
    rows = rows_of(f"{','.join(HEADINGS)}\n{lines}")
    assert rows[1] == ("Ana 0", "ana0@example.org", skills)


def test_commas_in_cells_do_not_mislead():
    lines = "".join(f"Ana {i};a{i}@example.org;Python, SQL, R\n" for i in range(9))
    assert len(rows_of(f"{';'.join(HEADINGS)}\n{lines}")[0]) == 3


def test_title_above_the_headings_does_not_mislead():
    rows = rows_of("Our skills, as of March\n\nName;E-mail\nAna;ana@example.org\n")
    assert rows[2:] == [("Name", "E-mail"), ("Ana", "ana@example.org")]


def test_separator_that_is_announced_holds_and_is_no_row():
    assert rows_of("sep=;\nName;Team\nAna;A,B,C,D\n")[0] == ("Name", "Team")


@pytest.mark.parametrize("line", ['sep="\n', "sep=\r\n", "sep=\r", 'sep="', "sep=\n"])
def test_no_separator_is_announced_that_cannot_be_one(line):
    text = f"{line}\nName;Team\nAna;Pricing\n"
    assert ("Ana", "Pricing") in rows_of(text)


@pytest.mark.parametrize("sign", ["|", ":", " ", "x", "€"])
def test_any_other_sign_may_be_announced(sign):
    text = f"sep={sign}\nName{sign}Team\n"
    assert rows_of(text) == [("Name", "Team")]


def test_separator_of_foreign_headings_is_the_most_even():
    rows = rows_of("Nom;Équipe\nHélène;Prix, risques\nFrançois;Prix\n")
    assert rows[0] == ("Nom", "Équipe")


def test_single_column_is_one_column():
    assert rows_of("Name\nAna\nBo\n") == [("Name",), ("Ana",), ("Bo",)]


# Rows and cells


def test_line_breaks_in_quotes_do_not_begin_a_row():
    rows = rows_of('Name,Skills\nAna,"Python\r\nSQL"\nBo,R\n')
    assert rows[1:] == [("Ana", "Python\nSQL"), ("Bo", "R")]


def test_empty_lines_keep_their_numbers():
    assert rows_of("Name,Team\n\n\nAna,Pricing\n")[3] == ("Ana", "Pricing")


def test_spaces_after_separators_do_not_hide_quotes():
    rows = rows_of('Name, Skills\nAna, "Python, SQL"\n')
    assert rows[1] == ("Ana", "Python, SQL")


def test_number_kept_as_text_for_excel_is_unwrapped():
    assert rows_of('Name,Team\n="007",Pricing\n')[1] == ("007", "Pricing")


def test_old_macintosh_line_ends_are_line_ends():
    assert rows_of("Name,Team\rAna,Pricing\r") == [("Name", "Team"), ("Ana", "Pricing")]


def test_sheet_is_called_as_the_file():
    (sheet,) = read_workbook(b"Name,Team\nAna,Risk\n", "/tmp/My people.final.csv")
    assert sheet.place(1, 0) == "My people.final!A2"


def test_file_without_a_name_gets_one():
    (sheet,) = read_workbook(b"Name,Team\nAna,Risk\n", "")
    assert sheet.place(1, 1) == "Sheet1!B2"


def test_json_is_read_as_text_and_means_nothing():
    assert rows_of('{"name": "Ana"}')[0][0].startswith("{")


def test_control_characters_are_dropped():
    assert rows_of("Name,Team\nA\x07na,\x1bRisk\n")[1] == ("Ana", "Risk")


def test_zero_byte_is_no_text():
    assert "neither a spreadsheet nor text" in refusal(b"Name,Team\nA\x00na,Risk\n")


@pytest.mark.parametrize("text", ["," * 9_000_000, ("," * 299 + "\n") * 30_000])
def test_too_many_empty_cells_are_refused_before_they_are_looked_at(text, monkeypatch):
    monkeypatch.setattr(delimited, "plain_field", None)
    with pytest.raises(UnreadableFileError, match="more than 1,000,000 cells"):
        read_delimited(text.encode(), "staff")


@pytest.mark.parametrize(
    "text", ["x;=1+1;y", "a\n=1", "'=1", "x;'=1", "-1;-2", 'a\t"=1"', "; =1", "@a;\n-b"]
)
def test_what_was_exported_with_marks_comes_back_without(text):
    content = b"".join(csv_chunks(["Name", "Title"], [["Ana", text]]))
    rows = read_delimited(content, "staff").rows
    assert rows == [("Name", "Title"), ("Ana", text.strip())]
