"""Names in a sentence: what each stands for by the words around it."""

from people.asking.units.hours import add_clock
from people.asking.units.levels import GRADES, give_waiting, read_level_behind
from people.asking.units.sentence import OPTIONAL
from people.asking.units.wishes import OWN
from people.asking.words.phrases import SIGNS

# So many tokens before a project say whether people are sought for it.
FAR = 5
FITTING = {"staff", "fit", "fits", "suit", "suits"}
COULD = {"can", "could", "would", "should", "might", "may", "will", "to"}
NOT_FOR = {"worked", "works", "working", "look", "looking", "search", "searching"}
# Around a kind of project, and not one that has a name.
INDEFINITE = {"a", "an", "any", "another", "some", "new", "similar", "other"}
NEEDING = {"needs", "need", "requires", "require", "wants"}
PRONOUNS = ("one", "body")
NEAR_SKILL = ("title", "people", "level", *GRADES)


def read_name(sentence, atom):
    before, after = neighbours(sentence)
    meanings = {}
    for meaning in atom["name"]:
        meanings.setdefault(meaning.kind, meaning)
    if atom.is_careful and not is_proven(sentence, before, after):
        return False
    if "skill" in meanings:
        meanings.pop("category", None)
    only = next(iter(meanings)) if len(meanings) == 1 else None
    if is_wished(sentence) and only in ("team", "location", "project"):
        only = None
    kinds = wanted(sentence, before, after)
    kind = next((one for one in kinds if one in meanings), only)
    if kind is None and "location" in meanings and "clock" in after:
        kind = "location"
    if kind is None:
        choices = tuple(meanings.values())
        sentence.add("choice", None, atom.first, atom.end, choices=choices)
    else:
        take(sentence, meanings[kind], atom, before, after)
    return True


def take(sentence, meaning, atom, before, after):
    kind = meaning.kind
    if kind == "location" and "clock" in sentence.at(sentence.place + 1):
        zone = sentence.lexicon.zones[meaning.slug]
        add_clock(sentence, (zone, sentence.place + 1), atom.first)
        return
    if kind == "skill" and sentence.mode == "wish":
        kind = "goal"
    is_bare = says_nothing_of(kind, sentence, before, after)
    is_doubtful = sentence.mode in ("own", "lack") and kind == "skill"
    trouble = sentence.mode if is_doubtful else ""
    if kind == "project" and is_sought_for(sentence, atom.first):
        trouble = "sought"
    unit = sentence.add(
        kind, meaning, atom.first, atom.end, is_bare=is_bare, trouble=trouble
    )
    if kind == "skill":
        waiting = sentence.waiting
        if waiting and not waiting.is_used:
            give_waiting(sentence, unit)
        read_level_behind(sentence, unit)
        if waiting:
            # What stands behind one of a list is its own.
            give_waiting(sentence, unit)
    elif kind == "category" and sentence.waiting:
        sentence.waiting.is_used = True


def is_sought_for(sentence, first):
    """Whether people are sought for a project: “candidates for”, “could work on”."""
    words = " ".join(one.word for one in sentence.tokens[max(first - FAR, 0) : first])
    words = words.rpartition("?")[2].split()
    while words and words[-1] in ("the", "our", "my", "project"):
        words.pop()
    if words[-1:] == ["for"]:
        return not NOT_FOR.intersection(words[-2:])
    if not FITTING.isdisjoint(words[-1:]):
        return True
    return words[-1:] in (["on"], ["join"]) and not COULD.isdisjoint(words)


def neighbours(sentence):
    """What stands before and after a name, small words and signs apart."""
    place = sentence.place - 1
    while place >= 0 and is_small(sentence, sentence.at(place)):
        place -= 1
    after = sentence.place + 1
    while after < len(sentence.atoms) and "passed" in sentence.at(after):
        after += 1
    return sentence.at(place), sentence.at(after)


def is_small(sentence, atom):
    text = sentence.text(atom)
    return "passed" in atom or ("stop" in atom and text in SIGNS)


def wanted(sentence, before, after):
    """Kinds, those first that the words around a name make likely."""
    if is_wished(sentence):
        return ["skill", "category"]
    if "team" in after or "team" in before:
        return ["team"]
    if "project" in after or "project" in before:
        return ["project"]
    if "place" in before:
        return ["location"]
    if "worked_on" in before and "in" not in before:
        return ["project", "skill"]
    if "from" in before or "in" in before:
        first = ["team", "location"] if "from" in before else ["location", "team"]
        return first if sentence.mode == "has" else ["skill", *first]
    if sentence.mode == "wish" or sentence.waiting or "has" in before:
        return ["skill", "category"]
    if sentence.connector and sentence.list_kind in ("team", "location", "skill"):
        return [sentence.list_kind]
    return []


def is_wished(sentence):
    """Whether a wish leads right to the name, which then is no team or place."""
    return sentence.mode == "wish" and sentence.place == sentence.wish_place


def is_proven(sentence, before, after):
    """Whether the words around say that a short word names a skill: “in R”."""
    if sentence.waiting or sentence.mode == "wish":
        return True
    if sentence.connector and sentence.list_kind in ("skill", "goal"):
        return True
    if before.is_any("has", "in", *GRADES) or after.is_any(*NEAR_SKILL):
        return not is_asked_of(sentence, after)
    following = sentence.at(sentence.place + 1)
    connectors = ("and", "or", "comma", "or_else")
    if following.is_any(*connectors):
        after = sentence.ahead(sentence.place + 1, *connectors)[1]
        return sentence.is_skill(after)
    return bool(following.kinds) and sentence.text(following) == "("


def is_asked_of(sentence, after):
    """Whether it is the verb of a question: “did anyone”, “does somebody”."""
    words = [token.word for token in sentence.tokens[after.first : after.end]]
    return "people" in after and words[-1].endswith(PRONOUNS)


def says_nothing_of(kind, sentence, before, after):
    """Whether nothing around a name says that it is one of that kind."""
    if sentence.waiting or sentence.mode == "wish":
        return False
    if sentence.connector and sentence.list_kind == kind:
        return False
    telling = ("has", "in", "from", "team", "place", "any_of", *GRADES)
    return not before.is_any(*telling) and not after.is_any(
        "team", "place", *NEAR_SKILL
    )


# Words that are part of a name, perhaps


def read_project(sentence, atom):
    return read_like_before(sentence, atom, "project") or read_like(
        sentence, atom, "project"
    )


def read_worked_on(sentence, atom):
    """“worked on churn”: a project's name, or part of one, if it is no other name."""
    after = sentence.ahead(sentence.place + 1, "passed", "project", "on")[1]
    if "name" in after or atom.end == atom.first + 1:
        return True
    return read_like(sentence, atom, "project") or True


def read_team(sentence, atom):
    return read_like_before(sentence, atom, "team") or read_like(sentence, atom, "team")


def read_like_before(sentence, atom, kind):
    """“marketing team”, which is none of the teams."""
    first = sentence.take_words_before(atom.first)
    if first == atom.first:
        return False
    like = f"any_{kind}" if is_of_a_kind(sentence, first, atom) else f"like_{kind}"
    sentence.add(like, (first, atom.first), first, atom.end)
    return True


def is_of_a_kind(sentence, first, atom):
    """Whether no project is meant that has a name: “a churn project”."""
    words = [token.word for token in sentence.tokens]
    return (
        not INDEFINITE.isdisjoint(words[max(first - 1, 0) : first])
        or words[atom.end - 1].endswith("s")
        or not NEEDING.isdisjoint(words[atom.end : atom.end + 1])
    )


def read_like(sentence, atom, kind):
    """“project churn”, which is the whole name of none."""
    place = sentence.ahead(sentence.place + 1, "passed", "on", "project")[0]
    end = place
    while sentence.at(end).is_any("rest"):
        end += 1
    if end == place:
        return True
    words = sentence.at(place).first, sentence.at(end - 1).end
    end += kind in sentence.at(end)
    is_any = is_of_a_kind(sentence, words[0], sentence.at(end - 1)) or (
        kind in atom and is_of_a_kind(sentence, atom.first, atom)
    )
    like = f"any_{kind}" if is_any else f"like_{kind}"
    sentence.add(like, words, atom.first, sentence.at(end - 1).end)
    sentence.place = end
    return True


def read_optional_behind(sentence, atom):
    """“Airflow a plus”, “in Lisbon if possible”; “multi gpu a plus” is no skill."""
    following = sentence.at(sentence.place + 1)
    is_before = following.is_any("name", "people", "title")
    if is_before or sentence.text_at(sentence.place + 1) == ":":
        return False
    before = sentence.at(sentence.back(sentence.place - 1, "passed"))
    if "rest" in before:
        # “Kotlin would be a plus”
        end, loose = before.end, sentence.found.loose
        loose[:] = [one for one in loose if one[1] < end]
        first = sentence.take_words_before(end)
        sentence.add_trouble("optional", first, atom.end)
        return True
    if not is_behind_unit(sentence, atom):
        return False
    sentence.make_optional(atom.end)
    return True


def is_behind_unit(sentence, atom):
    """Whether but small words stand between it and what is asked for."""
    unit, place = sentence.last, sentence.place - 1
    while sentence.at(place).is_any("passed", "stop"):
        text = sentence.text_at(place)
        if "stop" in sentence.at(place) and (text in "?!" or text.isalpha()):
            return False
        place -= 1
    is_next = unit and unit.kind in OPTIONAL and unit.end >= sentence.at(place).end
    return bool(is_next) and not sentence.connector


def read_in_place_of(sentence, atom):
    """“someone like Ana Silva”: others, by what they have in common with her."""
    place, after = sentence.ahead(sentence.place + 1, "passed")
    if atom.first and sentence.tokens[atom.first - 1].word in OWN:
        # “I'd like Ana Silva”
        return False
    is_like = sentence.text(atom).casefold() == "like"
    if "person" not in after and (is_like or "rest" not in after):
        return False
    words = (after.first, after.end)
    sentence.add("like_person", words, atom.first, after.end)
    sentence.place = place + 1
    return True


def read_person(sentence, atom):
    """Somebody's name is text."""
    tell_beside(sentence, is_sure=True)
    if sentence.denies:
        sentence.add("none", None, atom.first, atom.end)
    else:
        sentence.loosen("person", atom.first, atom.end)
    return True


def tell_beside(sentence, *, is_sure=False):
    """“mentored by Ruby” finds Ruby, which is said; “worked with Kotlin” may not."""
    before = sentence.at(sentence.place - 1)
    if "worked_beside" in before and (is_sure or "has" not in before):
        sentence.add_trouble("beside", before.first, before.end)


def read_named(sentence, atom):
    """“called Julia”: what follows is text, whatever else it means."""
    start = place = sentence.place + 1
    while sentence.at(place).is_any("rest", "name", "person"):
        place += 1
    if sentence.denies and place > start:
        sentence.add("none", None, atom.first, sentence.at(place - 1).end)
    else:
        for one in sentence.atoms[start:place]:
            sentence.loosen("rest", one.first, one.end)
    sentence.place = place
    return True
