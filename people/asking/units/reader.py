"""Atoms into units: which kind of atom is read by what.

See also: `people.asking.units.sentence`.
"""

from people.asking.units import denials, hours, levels, naming, places, times, wishes
from people.asking.units.grade_numbers import read_mark
from people.asking.units.sentence import TIMES, SentenceReader, Units
from people.asking.words.tokens import BULLET

# Of what is nice to have, all that follows: “Bonus: Spark, Kafka”.
HEADINGS = {"nice", "good", "bonus"}
STATING = {"know", "have", "use", "do"}


def units_of(atoms, tokens, lexicon) -> Units:
    """All that the atoms ask for, in the order of the sentence."""
    sentence = SentenceReader(atoms, tokens, lexicon)
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
    if not goes_on_optional(sentence):
        end_optional(sentence)
    if denials.goes_on(sentence):
        return True
    if "not" not in sentence.at(sentence.place - 1):
        sentence.end_negation()
    is_bullet = sentence.tokens[atom.first].word == BULLET
    if is_bullet and "or" not in sentence.at(sentence.place + 1):
        # Of “SQL • Python or R” it is about the last two.
        sentence.list_kind = ""
    return True


def end_optional(sentence):
    """What is nice to have ends behind its first list; a wish goes on."""
    if sentence.is_optional and sentence.list_kind:
        sentence.end_clause(sentence.mode)


def goes_on_optional(sentence):
    """Whether another skill follows behind “nice to have:”."""
    after = sentence.ahead(sentence.place + 1, "and", "passed", *levels.GRADES)[1]
    is_of_skills = sentence.is_heading and sentence.list_kind == "skill"
    return is_of_skills and sentence.is_skill(after)


def read_and(sentence, atom):
    if sentence.connector != "or":
        sentence.connector = "and"
    return True


def read_or(sentence, atom):
    """An alternative to a word that is no name here is none."""
    if "rest" in sentence.at(sentence.place - 1) and sentence.found.loose:
        _, first, end = sentence.found.loose.pop()
        sentence.loosen("unlisted", first, end)
        return True
    sentence.connector = "or"
    return True


def read_pipe(sentence, atom):
    """“Python | R” is one of them; “Python | R | Berlin” a list of different things."""
    unit = sentence.last
    places = [at for at, one in enumerate(sentence.atoms) if "pipe" in one]
    if not unit or not all(names_kind(sentence, at, unit.kind) for at in places):
        return read_comma(sentence, atom)
    if is_tight(sentence, atom) and not sentence.connectors.get(sentence.list, ()):
        # Of “SQL, Tableau|Looker” it is about the last two.
        sentence.begin_list()
        unit.list = sentence.list
    return read_or(sentence, atom)


def names_kind(sentence, place, kind):
    kinds = ("pipe", "comma", "passed", "from", "in", *levels.GRADES)
    after = sentence.ahead(place, *kinds)[1]
    return "name" in after and any(one.kind == kind for one in after["name"])


def is_tight(sentence, atom):
    before, sign = sentence.tokens[atom.first - 1], sentence.tokens[atom.first]
    return before.end == sign.start


def read_or_else(sentence, atom):
    """“Python, else R”; of “who else knows R” it says nothing."""
    unit, before = sentence.last, sentence.at(sentence.place - 1)
    is_behind = unit and unit.end >= before.first
    kind = unit.kind.replace("goal", "skill") if is_behind else ""
    if not names_kind(sentence, sentence.place + 1, kind):
        return False
    return read_or(sentence, atom)


def read_any_behind(sentence, atom):
    """“Python, R, or both”, “AWS, GCP: one is enough”: any of what stands before."""
    said = [unit for unit in sentence.found.units if unit.list == sentence.list]
    if {unit.kind for unit in said} != {"skill"}:
        return False
    if len(said) < len("AB"):
        # Of “Python R” it is not known what belongs together.
        sentence.add_trouble("idiom", atom.first, atom.end)
        return True
    sentence.connectors.setdefault(sentence.list, set()).add("any")
    said[-1].reach(said[-1].first, atom.end)
    return True


def read_any_of(sentence, atom):
    after = sentence.ahead(sentence.place + 1, "passed", "stop", *levels.GRADES)[1]
    if "name" not in after:
        return False
    sentence.is_any = True
    return True


def read_some_of(sentence, atom):
    """“at least two of Spark, Flink, Kafka”: any of them, which is said."""
    place, after = sentence.ahead(sentence.place + 1, "from", "passed", "stop")
    has_of = sentence.tokens[atom.end : atom.end + 1]
    if not has_of or has_of[0].word != "of" or "name" not in after:
        return False
    before, loose = sentence.at(sentence.place - 1), sentence.found.loose
    is_any = sentence.tokens[before.first].word == "any"
    if is_any and loose and loose[-1][1:] == (before.first, before.end):
        # “any” alone is a level.
        loose.pop()
    first = before.first if is_any or "at_least" in before else atom.first
    sentence.add_trouble("some_of", first, atom.end)
    sentence.connector, sentence.list_kind = "", ""
    sentence.is_any, sentence.place = True, place
    return True


def read_some_of_these(sentence, atom):
    """“Spark, Flink, Kafka: any 2”: any of them, which is said."""
    is_any = sentence.tokens[atom.first - 1].word == "any" and atom.first
    after = sentence.ahead(sentence.place + 1, "passed", "from")[1]
    if not is_any or (after.kinds and not after.is_any("comma", "stop")):
        return False
    said = [unit for unit in sentence.found.units if unit.list == sentence.list]
    if len(said) <= atom["number"] or {unit.kind for unit in said} != {"skill"}:
        return False
    sentence.connectors.setdefault(sentence.list, set()).add("any")
    sentence.add_trouble("some_of", atom.first - 1, atom.end)
    return True


def read_but(sentence, atom):
    if denials.excepts(sentence, atom):
        return denials.read_not(sentence, atom)
    sentence.end_clause()
    sentence.connector, sentence.negated_at = "", None
    return True


def read_stop(sentence, atom):
    """“who” and a question mark begin anew; colons, strokes and brackets do not."""
    text = sentence.text(atom)
    if text.isalpha() and "optional" in sentence.at(sentence.place - 1):
        # “ideally who”
        return True
    if text in "?!":
        # “Is SQL there? No. Lisbon”
        sentence.end_negation()
    if text.isalpha() or text in "?!":
        sentence.end_clause()
    elif text == ":":
        end_optional(sentence)
    return True


def read_has(sentence, atom):
    """What follows “knows” is no part of the wishes before."""
    goes_on = sentence.connector and sentence.list_kind == "skill"
    if sentence.waiting and sentence.waiting.is_used:
        sentence.drop_waiting()
    if sentence.is_negation_used():
        sentence.negated_at = None
    is_own = wishes.is_said_of_oneself(sentence, atom)
    if is_own and sentence.text(atom).casefold() in STATING:
        sentence.end_clause("own")
    elif not goes_on:
        sentence.mode = "has"
        if sentence.list_kind == "goal":
            sentence.list_kind = ""
    return True


def read_optional(sentence, atom):
    """“nice to have: Airflow”, until the clause ends; “in Lisbon, ideally”."""
    following = sentence.at(sentence.place + 1)
    is_sign = following.kinds and sentence.text(following) in {",", ";", "?", "!", ")"}
    is_last = not following.kinds or is_sign
    if is_last and naming.is_behind_unit(sentence, atom):
        sentence.make_optional(atom.end)
        return True
    sentence.end_clause()
    sentence.is_optional, sentence.cue = True, atom.first
    words = [token.word for token in sentence.tokens[atom.first : atom.end]]
    has_colon = "stop" in following and sentence.text(following) == ":"
    sentence.is_heading = has_colon or not HEADINGS.isdisjoint(words)
    return True


def read_heading(sentence, atom):
    """“Nice: Spark”, “Spark (nice)” and “Location: Berlin”, but not “nice people”."""
    before, after = (sentence.text_at(sentence.place + step) for step in (-1, 1))
    is_of_nice = "optional_heading" in atom
    is_heading = after == ":" and not sentence.denies
    if is_of_nice and (is_heading or before + after == "()"):
        return read_optional(sentence, atom)
    return is_heading and loosen("passed")(sentence, atom)


def read_optional_weak(sentence, atom):
    """“SQL and maybe Spark”; of “maybe somebody with SQL” it says nothing."""
    kinds = ("passed", "in", "from", "has", *levels.GRADES)
    after = sentence.ahead(sentence.place + 1, *kinds)[1]
    if not sentence.last or sentence.connector == "or":
        return False
    mode, is_unit = sentence.mode, after.is_any("name", *TIMES)
    is_read = is_unit and read_optional(sentence, atom)
    sentence.mode = mode
    return is_read


def read_rest(sentence, atom):
    """A word that is no name: no text where it stands for one, or is denied."""
    if sentence.denies:
        levels.deny(sentence, atom.first, atom.end, sentence.place + 1)
    elif sentence.connector == "or":
        sentence.connector = ""
        sentence.loosen("unlisted", atom.first, atom.end)
    elif begins_another_grade(sentence):
        sentence.drop_waiting()
        sentence.loosen("rest", atom.first, atom.end)
    elif sentence.mode == "wish":
        sentence.loosen("wish", atom.first, atom.end)
    elif "name" in atom:
        sentence.add("doubtful", atom["name"][0], atom.first, atom.end)
    else:
        naming.tell_beside(sentence)
        sentence.loosen("rest", atom.first, atom.end)
    return True


def read_degree(sentence, atom):
    """A word like others; “Education:” before it is its heading, and no skill."""
    unit, sign = sentence.last, sentence.at(sentence.place - 1)
    if unit and unit.end == sign.first and sentence.text_at(sentence.place - 1) == ":":
        sentence.loosen("passed", unit.first, unit.end)
        sentence.found.units.pop()
    return read_rest(sentence, atom)


def read_weak_not(sentence, atom):
    """“zero SQL”, “averse to SQL”; of “zero shot” it is a word."""
    kinds = ("passed", "in", "has", "level_1", "from", "on")
    after = sentence.ahead(sentence.place + 1, *kinds)[1]
    return ("name" in after and denials.read_not(sentence, atom)) or read_rest(
        sentence, atom
    )


def begins_another_grade(sentence):
    """Whether a word stands where a level did: “strong in SQL, fond of Python”."""
    is_used = sentence.waiting and sentence.waiting.is_used
    after = sentence.at(sentence.place + 1)
    return bool(is_used and sentence.connector) and after.is_any("in", "from", "on")


def read_title(sentence, atom):
    """A kind of job beside a skill says nothing; by itself it is text."""
    before = sentence.at(sentence.place - 1)
    if sentence.denies:
        levels.deny(sentence, atom.first, atom.end, sentence.place + 1)
        return True
    if "name" in before or before.is_any(*levels.GRADES):
        sentence.loosen("title", atom.first, atom.end)
        return True
    sentence.loosen("job", sentence.take_words_before(atom.first), atom.end)
    return True


def trouble(name):
    """Reads what is understood and cannot be asked for."""

    def read(sentence, atom):
        sentence.add_trouble(name, atom.first, atom.end)
        return True

    return read


def loosen(reason):
    """Reads what is part of no unit."""

    def read(sentence, atom):
        sentence.loosen(reason, atom.first, atom.end)
        return True

    return read


READERS = [
    ("name", naming.read_name),
    ("person", naming.read_person),
    ("elsewhere", places.read_elsewhere),
    ("in_place_of", naming.read_in_place_of),
    ("deed", times.read_deed),
    ("event", times.read_event),
    ("engaged", times.read_engaged),
    ("pipe", read_pipe),
    ("comma", read_comma),
    ("or_else", read_or_else),
    ("any_behind", read_any_behind),
    ("no_denial", loosen("passed")),
    ("lack", denials.read_lack),
    ("failure", denials.read_failure),
    ("not_behind", denials.read_not_behind),
    *((kind, read_weak_not) for kind in ("not_name", "not_behind")),
    ("not", denials.read_not),
    ("but", read_but),
    ("wish_behind", wishes.read_wish_behind),
    ("wish_behind_need", wishes.read_wish_behind),
    ("optional_behind", naming.read_optional_behind),
    ("optional", read_optional),
    *((kind, read_heading) for kind in ("optional_heading", "heading")),
    ("optional_weak", read_optional_weak),
    ("any_of", read_any_of),
    ("days", read_mark),
    ("fraction", times.read_fraction),
    ("days", times.read_days),
    ("share", times.read_share),
    *(
        (kind, levels.read_level)
        for kind in (*levels.GRADES, "level", "at_least", "at_most")
    ),
    ("until", times.read_until),
    ("number", read_some_of),
    ("number", read_some_of_these),
    ("number", times.read_number),
    ("of_time", times.read_of_time),
    ("now", loosen("now")),
    ("success", times.read_success),
    ("same_zone", hours.read_same_zone),
    ("busy", times.read_busy),
    *(
        (kind, trouble(kind))
        for kind in (
            *("part_time", "bench", "remote", "mine", "vague", "social", "idiom"),
            *("leads", "region"),
        )
    ),
    ("free", times.read_free),
    ("free_weak", times.read_free),
    ("and", read_and),
    ("or", read_or),
    ("stop", read_stop),
    ("wish", wishes.read_wish),
    ("from", wishes.read_move),
    ("overlap", hours.read_overlap),
    ("clock", hours.read_clock),
    ("named", naming.read_named),
    ("project", naming.read_project),
    ("worked_on", naming.read_worked_on),
    ("team", naming.read_team),
    ("title", read_title),
    ("has", read_has),
    ("degree", read_degree),
    ("rest", read_rest),
    # Not where they would say something.
    ("passed", loosen("passed")),
    *(
        (kind, read_rest)
        for kind in ("wish_behind_need", "or_else", "optional_heading", "heading")
    ),
    ("wish_behind", trouble("idiom")),
    # What is a name, and a word of every sentence: go.
    ("name", read_rest),
]
