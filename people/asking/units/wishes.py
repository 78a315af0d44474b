"""Wishes to learn; who would like to teach has no such wish, but the skill."""

from typing import NamedTuple

from people.asking.units import levels

# What may stand between a wish and its skills.
AFTER_WISH = (
    *("wish", "wish_tail", "passed", "has", "in", "from", "on", "level_1", "level_2"),
    *("at_least", "project", "worked_on", "stop", "free_weak", "hint_3", "hint_2"),
    "teach",
)
# What somebody passes on; by themselves they are a skill.
TEACHING = {"teaching", "mentoring", "coaching"}
TAUGHT = ("people", "hint_1", "passed", "in", "from", "on", "has")
# Before somebody who teaches: “wants a mentor”, not “wants to be a mentor”.
BEFORE_TEACHERS = {"a", "an", "the", "their", "from", "by", "with"}
BEING = {"be", "become", "being", "becoming"}
TOWARDS = {"to", "into", "toward", "towards"}
# Who speaks of a wish of their own looks for people who have the skill.
OWN = {"i", "we", "id", "im", "lets", "wed"}
# Others who speak of what they need.
ASKERS = {
    *("client", "customer", "boss", "project", "company", "stakeholder", "sponsor"),
    *("clients", "customers", "stakeholders"),
}
# Before a skill of which somebody needs a course.
NEEDS = {"needs", "need", "needing", "wants", "want", "requires", "require"}
# Words that ask for somebody else all the same.
HELP = {
    *("mentor", "mentors", "mentoring", "teach", "teaches", "coach", "help", "helps"),
    *("explain", "show", "someone", "somebody", "anyone", "people", "person", "from"),
}


def read_wish(sentence, atom):
    place, after = sentence.ahead(sentence.place + 1, *AFTER_WISH)
    if atom.first and sentence.tokens[atom.first - 1].word in OWN | ASKERS:
        sentence.end_clause("own" if is_said_of_oneself(sentence, atom) else "has")
        sentence.place = place if after.is_any("name") else sentence.place + 1
        return True
    if not after.is_any("name", "level", "any_of", "rest", *levels.LEVELS):
        sentence.loosen("passed", atom.first, atom.end)
        return True
    if "rest" in after and "name" not in after and not leads_to_name(sentence, place):
        sentence.loosen("passed", atom.first, atom.end)
        return True
    if teaches := teaching_at(sentence, place):
        return read_teaching(sentence, teaches)
    is_optional = sentence.is_optional
    sentence.end_clause("wish")
    sentence.is_optional = is_optional
    sentence.place = sentence.wish_place = place
    if move := move_from(sentence, place):
        add_left(sentence, *move.left)
        sentence.place = sentence.wish_place = move.goal
    return True


def read_wish_behind(sentence, atom):
    """“has SQL on their wish list”, “needs SQL training”: what is to be learned."""
    unit = sentence.last
    place = sentence.back(sentence.place - 1, "passed", "people", "title")
    is_skill = unit and unit.kind == "skill" and unit.end == sentence.at(place).end
    if not is_skill or sentence.connector:
        return begins_wishes(sentence, atom)
    units = list(sentence.said_together())
    before = sentence.tokens[max(units[-1].first - 2, 0) : units[-1].first]
    is_wish = "wish_behind" in atom or not NEEDS.isdisjoint(one.word for one in before)
    # “needs a Python course trainer”
    if not is_wish or sentence.at(sentence.place + 1).is_any("title", "rest"):
        return False
    for one in units:
        one.kind, one.level, one.hint = "goal", None, None
    unit.reach(unit.first, atom.end)
    sentence.list_kind = "goal"
    return True


def begins_wishes(sentence, atom):
    """“On their wish list: SQL”."""
    after = sentence.ahead(sentence.place + 1, "stop", "passed")[1]
    if "wish_behind" not in atom or not sentence.is_skill(after):
        return False
    sentence.end_clause("wish")
    return True


class Move(NamedTuple):
    """The places of the skills that somebody goes from, and of the one they go to."""

    left: list[int]
    goal: int


def read_move(sentence, atom):
    """“from R to Python”: who knows which, or wants to, is not said but by a wish."""
    place = sentence.ahead(sentence.place + 1, "passed")[0]
    move = move_from(sentence, place)
    if not move:
        return False
    add_left(sentence, *move.left)
    if sentence.mode == "wish":
        sentence.place = sentence.wish_place = move.goal
        return True
    add_left(sentence, move.goal)
    sentence.place = move.goal + 1
    return True


def move_from(sentence, place):
    """The move that begins with the skill at a place: “from SQL to Rust”, or `None`."""
    first = sentence.at(place)
    if not first.first or sentence.tokens[first.first - 1].word != "from":
        return None
    left = []
    while sentence.is_skill(atom := sentence.at(place)) and not names_whose(atom):
        left.append(place)
        end = place + 1
        place = sentence.ahead(end, "and", "or", "comma")[0]
    if not left or not sentence.at(end).kinds:
        return None
    if sentence.tokens[sentence.at(end).first].word not in TOWARDS:
        return None
    goal, after = sentence.ahead(end, "passed", "on", "wish_tail")
    return Move(left, goal) if names_skill(after) else None


def names_whose(atom):
    """Whether it may be a team or a place that somebody is from."""
    return any(one.kind in ("team", "location") for one in atom["name"])


def names_skill(atom):
    kinds = ("skill", "category")
    return "name" in atom and any(one.kind in kinds for one in atom["name"])


def add_left(sentence, *places):
    """Add the skills at these places as those of a move, which are not asked for."""
    for place in places:
        atom = sentence.at(place)
        kinds = {meaning.kind: meaning for meaning in atom["name"]}
        kind = "skill" if "skill" in kinds else "category"
        sentence.connector = ""
        sentence.add(kind, kinds[kind], atom.first, atom.end, trouble="move")
        sentence.list_kind = ""


def teaching_at(sentence, end):
    """Where a wish up to there is one to teach; `None` where it is one to learn."""
    for place in range(sentence.place, end + 1):
        atom = sentence.at(place)
        words = [token.word for token in sentence.tokens[: atom.first + 1]]
        if words[-1:] in (["learn"], ["learning"], ["study"]):
            return None
        is_noun = not BEFORE_TEACHERS.isdisjoint(words[-2:-1])
        if is_noun and BEING.isdisjoint(words[-3:-2]):
            continue
        is_named = words[-1] in TEACHING and is_taught(sentence, place)
        if "teach" in atom or words[-1] == "help" or is_named:
            return place
    return None


def is_taught(sentence, place):
    return "name" in what_is_taught(sentence, place)[1]


def what_is_taught(sentence, place):
    return sentence.ahead(place + 1, *TAUGHT)


def read_teaching(sentence, place):
    """“would like to teach Python”: who knows it, and no wish to learn."""
    atom = sentence.at(place)
    sentence.end_clause()
    sentence.place, after = what_is_taught(sentence, place)
    if "has" in atom:
        return True
    if sentence.is_skill(after):
        sentence.waiting = levels.Waiting(3, "hint", atom.first, atom.end)
    else:
        sentence.loosen("hint", atom.first, atom.end)
    return True


def is_said_of_oneself(sentence, atom):
    """Whether “I want to learn Rust” is no wish for somebody who knows it."""
    is_own = atom.first and sentence.tokens[atom.first - 1].word in {"i", "id", "im"}
    return is_own and not any(token.word in HELP for token in sentence.tokens)


def leads_to_name(sentence, place):
    """Whether a list of wishes goes on behind a word that is no skill."""
    after = sentence.ahead(place, "rest", "and", "or", "comma", "passed")[1]
    return sentence.is_skill(after)
