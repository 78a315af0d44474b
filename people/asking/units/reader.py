"""Atoms into units: which kind of atom is read by what.

See also: `people.asking.units.sentence`.
"""

from people.asking.units import hours, levels, naming, times
from people.asking.units.sentence import Sentence, Units

# What may stand between a wish and its skills.
AFTER_WISH = (
    *("wish", "wish_tail", "passed", "has", "in", "from", "on", "level_1", "level_2"),
    *("at_least", "project", "worked_on", "stop", "free_weak", "hint_3", "hint_2"),
)
# Who speaks of a wish of their own looks for people who have the skill.
OWN = {"i", "we", "id", "im", "lets"}
STATING = {"know", "have", "use", "do"}
# Words that ask for somebody else all the same.
HELP = {
    *("mentor", "mentors", "mentoring", "teach", "teaches", "coach", "help", "helps"),
    *("explain", "show", "someone", "somebody", "anyone", "people", "person", "from"),
}


def units_of(atoms, tokens, lexicon) -> Units:
    """All that the atoms ask for, in the order of the sentence."""
    sentence = Sentence(atoms, tokens, lexicon)
    while sentence.place < len(atoms):
        start, atom = sentence.place, atoms[sentence.place]
        for kind, read in READERS:
            if kind in atom and read(sentence, atom):
                break
        else:
            kind = "rest" if atom.is_any("rest", "name") else "passed"
            sentence.loosen(kind, atom.first, atom.end)
        sentence.place = max(sentence.place, start + (sentence.place == start))
    return sentence.finish()


def read_comma(sentence, atom):
    sentence.connector = sentence.connector or "comma"
    sentence.has_comma = True
    if sentence.is_negation_used():
        sentence.negated_at = None
    return True


def read_and(sentence, atom):
    if sentence.connector != "or":
        sentence.connector = "and"
    return True


def read_or(sentence, atom):
    sentence.connector = "or"
    return True


def read_any_of(sentence, atom):
    after = sentence.ahead(sentence.place + 1, "passed", "stop", *levels.GRADES)[1]
    if "name" not in after:
        return False
    sentence.is_any = True
    return True


def read_but(sentence, atom):
    sentence.end_clause()
    sentence.connector, sentence.negated_at = "", None
    return True


def read_stop(sentence, atom):
    """“who” and a question mark begin anew; colons, strokes and brackets do not."""
    text = sentence.text(atom)
    if text.isalpha() or text in "?!":
        sentence.end_clause()
    return True


def read_not(sentence, atom):
    if sentence.negated_at is None or sentence.is_negation_used():
        sentence.negated_at = atom.first
    return True


def read_has(sentence, atom):
    """What follows “knows” is no part of the wishes before."""
    goes_on = sentence.connector and sentence.list_kind == "skill"
    is_own = is_said_of_oneself(sentence, atom)
    if is_own and sentence.text(atom).casefold() in STATING:
        sentence.end_clause("own")
    elif not goes_on and sentence.mode != "optional":
        sentence.mode = "has"
        if sentence.list_kind == "goal":
            sentence.list_kind = ""
    return True


def read_optional(sentence, atom):
    """“nice to have: Airflow”, until the clause ends."""
    sentence.end_clause("optional")
    sentence.cue = atom.first
    return True


def read_wish(sentence, atom):
    place, after = sentence.ahead(sentence.place + 1, *AFTER_WISH)
    if atom.first and sentence.tokens[atom.first - 1].word in OWN:
        sentence.end_clause("own" if is_said_of_oneself(sentence, atom) else "has")
        sentence.place = place if after.is_any("name") else sentence.place + 1
        return True
    if not after.is_any("name", "level", "any_of", "rest", *levels.LEVELS):
        sentence.loosen("passed", atom.first, atom.end)
        return True
    if "rest" in after and "name" not in after and not leads_to_name(sentence, place):
        sentence.loosen("passed", atom.first, atom.end)
        return True
    sentence.end_clause("wish")
    sentence.place = place
    return True


def is_said_of_oneself(sentence, atom):
    """Whether “I want to learn Rust” is no wish for somebody who knows it."""
    is_own = atom.first and sentence.tokens[atom.first - 1].word in {"i", "id", "im"}
    return is_own and not any(token.word in HELP for token in sentence.tokens)


def leads_to_name(sentence, place):
    """Whether a list of wishes goes on behind a word that is no skill."""
    after = sentence.ahead(place, "rest", "and", "or", "comma", "passed")[1]
    return sentence.is_skill(after)


def read_rest(sentence, atom):
    """A word in a list of wishes that is no skill is no text either."""
    reason = "wish" if sentence.mode == "wish" else "rest"
    sentence.loosen(reason, atom.first, atom.end)
    return True


def read_title(sentence, atom):
    """A kind of job beside a skill says nothing; by itself it is text."""
    before = sentence.at(sentence.place - 1)
    is_beside = "name" in before or before.is_any(*levels.GRADES)
    sentence.loosen("title" if is_beside else "rest", atom.first, atom.end)
    return True


def trouble(name):
    """Reads what is understood and cannot be asked for."""

    def read(sentence, atom):
        sentence.add_trouble(name, atom.first, atom.end)
        return True

    return read


def pass_over(sentence, atom):
    sentence.loosen("passed", atom.first, atom.end)
    return True


READERS = [
    ("name", naming.read_name),
    ("person", naming.read_person),
    ("comma", read_comma),
    ("not", read_not),
    ("but", read_but),
    ("optional_behind", naming.read_optional_word),
    ("optional", read_optional),
    ("any_of", read_any_of),
    ("days", times.read_days),
    ("share", times.read_share),
    *(
        (kind, levels.read_level)
        for kind in (*levels.GRADES, "level", "at_least", "at_most")
    ),
    ("until", times.read_until),
    ("number", times.read_number),
    ("success", times.read_success),
    ("same_zone", hours.read_same_zone),
    ("busy", times.read_busy),
    *(
        (kind, trouble(kind))
        for kind in ("part_time", "bench", "remote", "mine", "vague", "social", "idiom")
    ),
    ("free", times.read_free),
    ("free_weak", times.read_free),
    ("and", read_and),
    ("or", read_or),
    ("stop", read_stop),
    ("wish", read_wish),
    ("overlap", hours.read_overlap),
    ("named", naming.read_named),
    ("project", naming.read_project),
    ("worked_on", naming.read_worked_on),
    ("team", naming.read_team),
    ("title", read_title),
    ("has", read_has),
    ("rest", read_rest),
]
