import csv
import tempfile
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import table_files
from people.table_files import (
    BEGINS_A_CELL,
    LIKE_A_FORMULA,
    csv_chunks,
    marked,
    neutralised,
    unmarked,
    xlsx_file,
)
from tests.people.directory.exports import sheet_rows
from tests.thoroughness import examples


def written(rows):
    return b"".join(csv_chunks(["a", "b"], rows)).decode()


def workbook(rows):
    with xlsx_file([("Sheet", ["a", "b"], rows)]) as file:
        return sheet_rows(file.read())


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "-", "'=1", "''=1", "\uff1d1", "\uff20x"]
)
def test_text_like_a_formula_gets_an_apostrophe(text):
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize("text", ["\t=1", "\r=1", " =1", "\n@x"])
def test_spaces_do_not_hide_a_formula(text):
    assert neutralised(text) == f"'{text.strip()}"


@pytest.mark.parametrize(
    "value", ["", "a=1", "'quoted'", "1-2", "a@x.org", -1, 0, None]
)
def test_other_values_stay_as_they_are(value):
    assert neutralised(value) == value


def test_one_apostrophe_less_gives_the_text_back():
    @examples(500)
    @given(st.text(st.sampled_from("'=+-@x1")))
    def holds(text):
        out = neutralised(text)
        assert (out[1:] if LIKE_A_FORMULA.match(out) else out) == text

    holds()


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("x;=1+1;y", "x;'=1+1;y"),
        ("x\n=1+1", "x\n'=1+1"),
        ("x\t@y", "x\t'@y"),
        ("x\r\n-1", "x\r'\n'-1"),
        ('x; "=1"', 'x;\' "=1"'),
        ("x;'=1", "x;''=1"),
        ("Python (4); NLP (2)", "Python (4); NLP (2)"),
    ],
)
def test_no_cell_begins_like_a_formula_where_other_signs_separate(text, out):
    assert marked(text) == out
    assert unmarked(out) == text


@pytest.mark.looks_again
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_file_cut_at_other_signs_has_no_formula(separator):
    texts = st.text(st.sampled_from("=-;\t\n\r\"' x,"), max_size=8)

    @examples(400)
    @given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=3))
    def holds(rows):
        text = written([["ana", *row] for row in rows]).removeprefix("\ufeff")
        lines = csv.reader(StringIO(text, newline=""), delimiter=separator)
        cells = [cell for line in lines for cell in line]
        assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "-")]

    holds()


def test_unmarking_gives_the_text_back():
    @examples(500)
    @given(st.text(st.sampled_from("'=-;\t\n\r\" x")))
    def holds(text):
        out = BEGINS_A_CELL.sub(r"\1'", text)
        assert unmarked(out) == text

    holds()


def test_csv_begins_with_the_mark_that_excel_looks_for():
    assert b"".join(csv_chunks(["a"], [])) == b"\xef\xbb\xbfa\r\n"


def test_csv_gives_back_what_went_in():
    texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))

    @examples(200)
    @given(st.lists(st.lists(texts, min_size=2, max_size=2), min_size=1))
    def holds(rows):
        text = StringIO(written(rows), newline="")
        _, *found = csv.reader(text)
        assert found == [[marked(value) for value in row] for row in rows]

    holds()


def test_csv_comes_in_pieces(monkeypatch):
    monkeypatch.setattr(table_files, "ROWS_A_CHUNK", 2)
    chunks = [chunk.decode("utf-8-sig") for chunk in csv_chunks(["a"], [[1], [2], [3]])]
    assert chunks == ["a\r\n1\r\n2\r\n", "3\r\n"]


def test_csv_asks_for_no_more_rows_than_a_piece_holds(monkeypatch):
    monkeypatch.setattr(table_files, "ROWS_A_CHUNK", 2)
    asked = []
    rows = ([asked.append(number)] for number in range(10))
    next(csv_chunks(["a"], rows))
    assert asked == [0, 1]


def test_workbook_keeps_text_as_text_and_numbers_as_numbers():
    rows = [["007", 7], ["http://x.example", 0], ["{=1}", ""], ["1e5", 100]]
    assert workbook(rows) == [["a", "b"], *rows]


def test_workbook_without_rows_has_headings():
    assert workbook([]) == [["a", "b"]]


def test_text_too_long_for_a_cell_is_cut():
    found = workbook([["x" * 40_000, "y" * 32_767]])[1]
    assert (len(found[0]), found[0][-1], len(found[1])) == (32_767, "…", 32_767)


@pytest.mark.parametrize(
    "text", ["李雷", "مريم", "Zoe\u0308", "a\nb", "\x0b", "_x0041_", "<&>"]
)
def test_any_writing_goes_into_a_workbook(text):
    assert workbook([[text, 1]])[1] == [text, 1]


def test_failure_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    rows = (1 / 0 for _ in range(2))
    with pytest.raises(ZeroDivisionError):
        xlsx_file([("Sheet", ["a", "b"], rows)])
    assert list(tmp_path.iterdir()) == []


def test_workbook_is_gone_once_it_is_closed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    xlsx_file([("Sheet", ["a", "b"], [["x", 1]])]).close()
    assert list(tmp_path.iterdir()) == []
