"""Names of people in the order and the letters in which they are spoken."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skillsdir.spreadsheet.cells.names import person_name, ways_of
from skillsdir.spreadsheet.cells.people import is_figure
from tests.thoroughness import examples


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Okonkwo, Zoë", "Zoë Okonkwo"),
        ("de la Cruz,Juan", "Juan de la Cruz"),
        ("Zoë Okonkwo", "Zoë Okonkwo"),
        ("Chen, Ma", "Ma Chen"),
        ("Lima,", "Lima,"),
        ("A, B, C", "A, B, C"),
        ("", ""),
        # Surnames in capitals
        ("SILVA Ana", "Ana Silva"),
        ("Ana SILVA", "Ana Silva"),
        ("SILVA, Ana", "Ana Silva"),
        ("SILVA COSTA Ana Maria", "Ana Maria Silva Costa"),
        ("DE LA CRUZ Juan", "Juan de la Cruz"),
        ("Anna VAN DER BERG", "Anna van der Berg"),
        ("O'BRIEN Conan", "Conan O'Brien"),
        ("Karl MÜLLER-LÜDENSCHEIDT", "Karl Müller-Lüdenscheidt"),
        ("Ronald MCDONALD", "Ronald McDonald"),
        ("Ronald McDONALD", "Ronald McDONALD"),
        ("ANA SILVA", "ANA SILVA"),
        ("JR Smith", "JR Smith"),
        ("LI Wei", "LI Wei"),
        ("AJ SMITH", "AJ SMITH"),
        ("Ana Silva IBM", "Ana Silva IBM"),
        # Titles and degrees
        ("Dr. Ana Silva", "Ana Silva"),
        ("Prof. Dr. rer. nat. Ana Silva", "Ana Silva"),
        ("Silva, Dr. Ana", "Ana Silva"),
        ("Dr. Silva, Ana", "Ana Silva"),
        ("Frau Ana Silva", "Ana Silva"),
        ("Mag. Dipl.-Ing. Ana Silva", "Ana Silva"),
        ("Lima, Ana, PhD", "Ana Lima"),
        ("Ana Lima, M.Sc., MBA", "Ana Lima"),
        ("Ana Lima MSc", "Ana Lima"),
        ("Xi Chen Ma", "Xi Chen Ma"),
        ("Dr. Silva", "Dr. Silva"),
        ("Mag Silva", "Mag Silva"),
        ("Smith, M.D.", "Smith, M.D."),
        ("Martin King, Jr.", "Martin King, Jr."),
        # Quotes and brackets
        ("“Ana Silva”", "Ana Silva"),
        ("„Silva, Ana“", "Ana Silva"),
        ('Ana "Nini" Silva', 'Ana "Nini" Silva'),
        ("Ana Silva (she/her)", "Ana Silva"),
        ("Silva, Ana (EXT)", "Ana Silva"),
        ("Silva (extern), Ana", "Ana Silva"),
        ("Ana (they/them) Silva", "Ana Silva"),
        ("Ana Silva (Berlin)", "Ana Silva (Berlin)"),
        ("Silva, Ana (Berlin) [EXT]", "Ana Silva (Berlin)"),
        ("Ana (Nini) Silva", "Ana (Nini) Silva"),
        ("Lind, Bo (jr.)", "Bo Lind (jr.)"),
        # Numbers, footnotes, flags, and how somebody works
        ("Silva, Ana (20871)", "Ana Silva"),
        ("[20871] Ana Silva", "Ana Silva"),
        ("Ana Silva (Emp. No. 20871)", "Ana Silva"),
        ("P20871 | Ana Silva", "Ana Silva"),
        ("20871 Silva, Ana", "Ana Silva"),
        ("Ana Silva – 20871", "Ana Silva"),
        ("Ana Silva #0871", "Ana Silva"),
        ("Ana 208 Silva", "Ana 208 Silva"),
        ("Test Person 12", "Test Person 12"),
        ("20871", "20871"),
        ("Ana Silva (0.8 FTE)", "Ana Silva"),
        ("Silva, Ana (80 %)", "Ana Silva"),
        ("Ana Silva (Elternzeit)", "Ana Silva"),
        ("Ana Silva [part-time]", "Ana Silva"),
        ("Ana Silva (ab Mai)", "Ana Silva"),
        ("Ana Silva (since 3/2026)", "Ana Silva"),
        ("Ana Silva (back in May)", "Ana Silva"),
        ("Ana Silva (temporarily part-time)", "Ana Silva"),
        ("Ana Silva (until further notice)", "Ana Silva"),
        ("Ana Silva (bis auf Weiteres)", "Ana Silva"),
        ("Ana Silva (back on Monday)", "Ana Silva"),
        ("Ana Silva (ab Montag)", "Ana Silva"),
        ("Ana Silva (joining soon)", "Ana Silva"),
        ("Ana Silva (leaves next week)", "Ana Silva"),
        ("Ana Silva (joins Risk)", "Ana Silva (joins Risk)"),
        ("Ana Silva (from Risk)", "Ana Silva (from Risk)"),
        ("Ana Silva (Back office)", "Ana Silva (Back office)"),
        ("Ana Silva (on site)", "Ana Silva (on site)"),
        ("Ana Silva†", "Ana Silva"),
        ("* Ana Silva", "Ana Silva"),
        ("Ana Silva ²", "Ana Silva"),
        ("🇩🇪 Ana Silva", "Ana Silva"),
        ("Ana Silva ✈️", "Ana Silva"),
        ("★", "★"),
        ("(she/her)", "(she/her)"),
        ("Ana Silva (", "Ana Silva ("),
    ],
)
def test_name_is_put_as_it_is_spoken(text, name):
    assert person_name(text) == name


@examples(300)
@given(st.text(max_size=400) | st.text("AnaSILVA ,.()[]“”DrPhD'-"))
def test_any_text_has_a_name_or_none(text):
    name = person_name(text)
    assert name == " ".join(name.split())
    assert bool(name) == bool(text.split())


@pytest.mark.parametrize("sign", ["(", "()", ",", "“", "A ", "Dr. ", "MC'"])
def test_long_names_take_no_time(sign):
    assert person_name(sign * 20_000) == " ".join((sign * 20_000).split())


@pytest.mark.parametrize("sign", ["(", '["a", ', "(a)", "1 ", "#1234 ", "*", "- "])
def test_what_is_no_name_for_its_length_is_looked_at_soon(sign):
    started = time.process_time()
    text = sign * (50_000 // len(sign))
    assert person_name(text)
    assert not is_figure(text)
    assert len(ways_of(text)) < 400
    assert time.process_time() - started < 2
