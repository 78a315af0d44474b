"""Sentences as people type them, turned into conditions of the people list.

Nothing is guessed silently: what could be two things is offered, what cannot be asked
for is named, and what is left is searched as text. No model is asked, and the same
sentence means the same each time.
"""

from dataclasses import replace
from datetime import date

from people.asking import directory
from people.asking.conditions import ReadingMaker
from people.asking.offers import look_for_projects
from people.asking.reading import Extent, LeftOut, Reading
from people.asking.troubles import TROUBLES
from people.asking.units.reader import units_of
from people.asking.words.atoms import Known, atoms_of
from people.asking.words.calendar import MONTHS
from people.asking.words.names import Lexicon
from people.asking.words.salutations import without_salutations
from people.asking.words.tokens import tokens_of, with_denials, with_stops

LONGEST_SENTENCE = 400
# Behind what is read of a longer text.
CUT = " …"
UNREAD = f"what follows is not read: at most {LONGEST_SENTENCE} letters are"


def read(text: str, lexicon: Lexicon, today: date, *, may_see_rates: bool) -> Reading:
    """Read a sentence; 0 to 4 queries, none of them over everybody."""
    text = cut_to_length(text)
    salutations = without_salutations(text, tokens_of(text), lexicon)
    tokens = with_stops(text, with_denials(salutations.tokens))
    projects = directory.projects_said(text, tokens)
    people = directory.people_said(text, tokens, lexicon, today)
    people |= called_by_title(tokens, salutations.titles)
    known = Known(lexicon, today, projects, people)
    reading = Reading(text)
    atoms = atoms_of(tokens, known)
    if meant := directory.people_meant(tokens, atoms, today):
        known = replace(known, people=people | meant)
        atoms = atoms_of(tokens, known)
    tokens, atoms = correct(reading, tokens, atoms, known)
    maker = ReadingMaker(reading, tokens, lexicon, today, may_see_rates)
    maker.make(units_of(atoms, tokens, lexicon))
    look_for_projects(reading, tokens, of_people=bool(people))
    for span in salutations.found:
        reading.leave_out(Extent(*span), TROUBLES["salutation"])
    if not reading.is_plain and is_but_text(reading, tokens, today):
        reading = Reading(text)
        reading.add_text(Extent(tokens[0].start, tokens[-1].end))
    passed = (*salutations.titles, *salutations.passed)
    reading.passed_over += [Extent(*span) for span in passed]
    if text.endswith(CUT) and len(text) > LONGEST_SENTENCE // 2:
        reading.unread.append(LeftOut(Extent(len(text) - 1, len(text)), UNREAD))
    return reading


def called_by_title(tokens, titles):
    """“May” of “Dr. May”, which is a name whatever else it says."""
    starts = {end + gap for _, end in titles for gap in (len(" "), len(". "))}
    return {
        (place, place + 1)
        for place, token in enumerate(tokens)
        if token.start in starts
        and (directory.is_vocabulary(token.word) or token.word in MONTHS)
    }


def cut_to_length(text):
    """What is read of a text: of one that is too long its beginning, in whole words."""
    if len(text) <= LONGEST_SENTENCE:
        return text
    kept = text[: LONGEST_SENTENCE - len(CUT) + 1]
    return (kept.rpartition(" ")[0] or kept[:-1]).rstrip() + CUT


def is_but_text(reading, tokens, today):
    """Whether what asks for nobody is the beginning of a name or a title: “Mar”."""
    names = {one.name for one in reading.conditions} - {"from", "to"}
    if not names and (len(tokens) == 1 or directory.is_said(reading.text, today)):
        return True
    return directory.is_begun_name(tokens, today)


def correct(reading, tokens, atoms, known):
    """The atoms with unknown words as the words of names that they are most like."""
    rest = {tokens[atom.first].word for atom in atoms if "rest" in atom}
    nearest = {
        word: name
        for word in sorted(rest)
        if (name := directory.nearest_word(word, known.lexicon))
    }
    for word in directory.words_said(nearest):
        del nearest[word]
    if not nearest:
        return tokens, atoms
    mended = [
        token._replace(word=nearest.get(token.word, token.word)) for token in tokens
    ]
    atoms = atoms_of(mended, known)
    lost = {
        place
        for atom in atoms
        if "rest" in atom
        for place in range(atom.first, atom.end)
    }
    for place, (token, other) in enumerate(zip(tokens, mended, strict=True)):
        if token.word != other.word and place in lost:
            # It is part of no name even so.
            mended[place] = token
        elif token.word != other.word:
            reading.corrections[Extent(token.start, token.end)] = other.word
    return mended, atoms
