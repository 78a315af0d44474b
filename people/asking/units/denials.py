"""“Not” and “but”: what each takes away, before it or behind it."""

from people.asking.units.levels import GRADES
from people.asking.units.naming import is_behind_unit

# “But” takes something away from these, as far as they stand so many tokens before it.
EVERY = {
    *("all", "any", "every", "each", "anywhere", "everywhere", "anything"),
    *("everything", "anyone", "anybody", "everyone", "everybody", "whoever"),
    *("whatever", "whichever"),
}
FAR = 5
WITHOUT = {"without", "w/o", "sans"}
# What may follow a “not” that is about what stands before it.
ENDS = {",", ";", ")", "|", "?", "!"}
# Behind “isn't” and its like at the beginning, the subject of a question.
SUBJECTS = {
    *("there", "anyone", "anybody", "someone", "somebody", "we", "you", "they", "any"),
    *("one", "people", "i", "he", "she", "it"),
}
OF_FAILURE = ("passed", "at_most", "at_least", "share", "number", "percent", "level")


def read_not(sentence, atom):
    if asks(sentence, atom):
        sentence.loosen("passed", atom.first, atom.end)
        return True
    if denies_before(sentence, atom) or says_also(sentence, atom):
        return True
    if sentence.negated_at is None or sentence.is_negation_used():
        sentence.negated_at = atom.first
    return True


def asks(sentence, atom):
    """“Doesn't anyone know SQL?”, “Isn't there”: a question denies nothing."""
    place = sentence.place - 1
    while "passed" in sentence.at(place) and not is_subject(sentence, place):
        place -= 1
    before = sentence.at(place)
    is_sign = before.is_any("stop", "comma") and not sentence.text(before).isalpha()
    is_first = not before.kinds or is_sign or "but" in before
    words = [token.word for token in sentence.tokens[atom.first : atom.end + 2]]
    if not words[0].endswith("nt") or atom.end > atom.first + 1 or not words[1:]:
        return False
    # “half-time isn't there anyone with SQL”
    is_there = words[1] == "there" and not SUBJECTS.isdisjoint(words[2:])
    return is_there or (is_first and words[1] in SUBJECTS)


def is_subject(sentence, place):
    """Whether it is who does not: “they aren't there”."""
    return sentence.text_at(place).casefold() in SUBJECTS


def read_lack(sentence, atom):
    """“We have no SQL people”: are they sought? They are offered."""
    sentence.end_clause("lack")
    sentence.negated_at = None
    return True


def goes_on(sentence):
    """Whether a comma ends no denial: “not needed: SQL, R”, “without SQL, R or Go”."""
    if not sentence.is_negation_used() or sentence.list_kind != "skill":
        return False
    place, after = sentence.ahead(sentence.place + 1, "and", "or", "passed", *GRADES)
    if not sentence.is_skill(after):
        return False
    denied = sentence.tokens[sentence.last.first : sentence.last.end]
    if denied[0].word in WITHOUT:
        return leads_to_or(sentence, place)
    lines = [one.line for one in denied if one.text == ":"]
    below = sentence.tokens[after.first].line - denied[-1].line
    is_column = bool(lines) and denied[-1].line > lines[-1]
    return bool(lines) and below <= is_column


def leads_to_or(sentence, place):
    """Whether the list that goes on there has an “or”, behind commas and skills."""
    while sentence.is_skill(sentence.at(place)) or "comma" in sentence.at(place):
        place += 1
    return sentence.at(place).is_any("or", "and")


def read_failure(sentence, atom):
    """“failure rate under 20 %”, with its figures."""
    place = sentence.ahead(sentence.place + 1, *OF_FAILURE)[0]
    place = sentence.back(place - 1, "passed") + 1
    sentence.add_trouble("failure", atom.first, sentence.at(place - 1).end)
    sentence.place = place
    return True


def read_not_behind(sentence, atom):
    """“Java-phobic”, “SAS haters”."""
    if not is_behind_unit(sentence, atom):
        return False
    sentence.deny_last(atom.end)
    return True


def says_also(sentence, atom):
    """“not only Python but SQL”; not only in Berlin is anywhere."""
    is_only = sentence.tokens[atom.end - 1].word in {"only", "just", "merely"}
    after = sentence.ahead(sentence.place + 1, "passed", "has", *GRADES)[1]
    return is_only and sentence.is_skill(after)


def denies_before(sentence, atom):
    """Deny what stands before a “not”: “SAS not needed”, “SQL: no”."""
    if not is_behind_unit(sentence, atom):
        return False
    place = sentence.place + 1
    while "passed" in sentence.at(place) and "needed" not in sentence.at(place):
        place += 1
    is_needed = "needed" in sentence.at(place)
    if not is_needed and sentence.at(sentence.place + 1).kinds:
        following = sentence.text_at(sentence.place + 1)
        if following not in ENDS:
            return False
    stop = place + 1 if is_needed else sentence.place + 1
    has_colon = sentence.text_at(stop) == ":"
    after = sentence.ahead(stop + has_colon, "passed", "has", "on")[1]
    if sentence.is_skill(after):
        return False
    sentence.deny_last(sentence.at(stop - 1).end)
    sentence.place = stop
    return True


def excepts(sentence, atom):
    """Whether “but” takes something away: “any office but London”."""
    before = sentence.tokens[max(atom.first - FAR, 0) : atom.first]
    after = sentence.ahead(sentence.place + 1, "passed", "in", "from", "on")[1]
    return after.is_any("name", "person", "rest", "title", *GRADES) and any(
        token.word in EVERY for token in before
    )
