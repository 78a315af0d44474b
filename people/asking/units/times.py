"""When, and how much of a week: shares, days, and success in percent."""

from math import ceil

from people.asking.units.hours import read_hours
from people.asking.units.levels import deny
from people.asking.words.days import Days
from people.asking.words.phrases import phrases
from people.asking.words.shares import OF_OTHERS, PERCENT

# So many tokens before a skill or project say what somebody did with it, and days right
# behind it when.
FAR = 5
DID = {
    *("used", "worked", "was", "were", "been", "did", "done", "built", "ran", "wrote"),
    *("delivered", "helped", "contributed", "developed", "created", "made", "knew"),
    *("took", "involved", "finished", "supported", "shipped"),
}
WHEN = {"in", "during", "throughout", "over", "within", "on", "for"}
WAS = {"was", "were"}
OVER = {"ends", "end", "ending", "ended", "finishes", "finish", "finishing", "expires"}
OVER |= {"expire", "expiring", "stops", "closes", "over", "up", "concludes"}
START = {"start", "starts", "starting", "join", "joins", "begin", "begins"}
START |= {"back", "return", "returns", "returning"}
# Before what is no day.
VERSIONS = {"v", "ver", "version", "versions", "release", "room", "section", "chapter"}
# What may stand behind “8 out of 10”, of which it is no count.
BEHIND_MARKS = ("comma", "stop", "in", "on", "and", "or", "project", "judged")
# Atoms between a percentage and the success that it is one of.
MOST_BETWEEN = 4


def read_days(sentence, atom):
    if says_when_it_was(sentence, atom):
        sentence.add_trouble("deed", atom.first, atom.end)
    else:
        days = atom["days"]
        if days.first == days.last and says_when_to_start(sentence):
            days = Days(first=days.first)
        sentence.add("days", days, atom.first, atom.end)
    return True


def says_when_to_start(sentence):
    """Whether a day is the first of more: “can start on Monday”."""
    last, place = sentence.last, sentence.back(sentence.place - 1, "passed", "stop")
    if not last or last.kind != "free" or last.end < sentence.at(place).end:
        return False
    words = {token.word for token in sentence.tokens[last.first : last.end]}
    return not START.isdisjoint(words)


def says_when_it_was(sentence, atom):
    """Whether it is when somebody did something: “used Python in 2026”."""
    last = sentence.last
    is_behind = last and last.kind in ("skill", "project") and last.end == atom.first
    if not is_behind or sentence.tokens[atom.first].word not in WHEN:
        return False
    before = sentence.tokens[max(last.first - FAR, 0) : last.first]
    words = " ".join(token.word for token in before).split(",")[-1].split()
    return not DID.isdisjoint(words)


def read_fraction(sentence, atom):
    """“3/4”: a share of a week beside other days; by itself it could be a day."""
    others = [one for one in sentence.atoms if "days" in one and "fraction" not in one]
    value = atom["fraction"] if others else (atom["fraction"], atom["days"])
    kind = "share" if others else "fraction"
    sentence.add(kind, value, atom.first, atom.end)
    return True


def read_deed(sentence, atom):
    """“who started in 2026”: what was done, with its days, which are no window."""
    place, after = sentence.ahead(sentence.place + 1, "passed", "people", "in", "on")
    if not after.is_any("days", "vague"):
        if atom.kinds.keys() != {"deed"}:
            return False
        sentence.add_trouble("deed", atom.first, atom.end)
        return True
    sentence.add_trouble("deed", atom.first, after.end)
    sentence.place = place + 1
    return True


def read_event(sentence, atom):
    """“interview on Monday”, “Friday is the deadline”: days of something else."""
    place, after = sentence.ahead(sentence.place + 1, "passed", "on", "stop")
    last, before = sentence.last, sentence.back(sentence.place - 1, "passed")
    between = sentence.tokens[atom.end : after.first]
    if "days" in after and all(token.word != "to" for token in between):
        sentence.add_trouble("event", atom.first, after.end)
        sentence.place = place + 1
    elif last and last.kind == "days" and last.end == sentence.at(before).end:
        last.trouble = last.trouble or "event"
        last.reach(last.first, atom.end)
    elif atom.kinds.keys() == {"event"}:
        return read_as_rest(sentence, atom)
    else:
        return False
    return True


def read_engaged(sentence, atom):
    """“contract ends 31 Jan”: what ends then is no time in which somebody is free."""
    kinds = ("passed", "rest", "on", "stop", "at_least")
    place, after = sentence.ahead(sentence.place + 1, *kinds)
    between = sentence.tokens[atom.end : after.first + 1]
    if "days" in after and not OVER.isdisjoint(token.word for token in between):
        sentence.add_trouble("event", atom.first, after.end)
        sentence.place = place + 1
        return True
    return read_as_rest(sentence, atom) if len(atom.kinds) == 1 else False


def read_of_time(sentence, atom):
    """“50 % allocation”; “allocation” alone is a word like others."""
    before, after = sentence.place - 1, sentence.place + 1
    before -= "stop" in sentence.at(before)
    after = sentence.ahead(after, "stop", "passed", "at_least")[1]
    if "share" in after or "share" in sentence.at(before):
        sentence.loosen("passed", atom.first, atom.end)
        return True
    return read_as_rest(sentence, atom)


def read_as_rest(sentence, atom):
    """A word that means something beside days or shares alone."""
    if sentence.denies:
        deny(sentence, atom.first, atom.end, sentence.place + 1)
    else:
        sentence.loosen("rest", atom.first, atom.end)
    return True


def read_until(sentence, atom):
    """“until Easter”: a day that is none of the calendar's."""
    place, _ = sentence.ahead(sentence.place + 1, "passed")
    end = place
    while sentence.at(end).is_any("rest", "vague"):
        end += 1
    if end == place:
        return False
    sentence.add("days", Days(), atom.first, sentence.at(end - 1).end)
    sentence.place = end
    return True


def read_free(sentence, atom):
    """“free”; words such as “start” mean it beside days or a share alone."""
    if denies_project(sentence, atom):
        sentence.negated_at = atom.first
        return True
    if "free" not in atom and not is_about_time(sentence):
        sentence.loosen("passed", atom.first, atom.end)
        return True
    is_over = atom.first and sentence.tokens[atom.first - 1].word in WAS
    trouble = "deed" if is_over else ""
    sentence.add("free", None, atom.first - is_over, atom.end, trouble=trouble)
    return True


def denies_project(sentence, atom):
    """Whether it is “not booked” on a project, and says nothing of free time."""
    is_denial = "not" in dict(phrases().get(sentence.tokens[atom.first].word, ()))
    leading = ("worked_on", "on", "has")
    if not is_denial or not sentence.at(sentence.place + 1).is_any(*leading):
        return False
    after = sentence.ahead(sentence.place + 1, *leading, "passed")[1]
    return "project" in after or (
        "name" in after and any(one.kind == "project" for one in after["name"])
    )


def is_about_time(sentence):
    after = sentence.ahead(sentence.place + 1, "passed", "at_least", "stop")[1]
    return after.is_any("days", "share", "now")


def read_busy(sentence, atom):
    sentence.add("free", None, atom.first, atom.end, trouble="busy")
    return True


def read_share(sentence, atom):
    """A share of a week, or of judged projects, with what limits it on either side."""
    start = sentence.place
    before, after = sentence.at(start - 1), sentence.at(start + 1)
    is_most = "at_most" in before and "at_least" not in before
    first, end, place = atom.first, atom.end, start + 1
    if before.is_any("at_least", "at_most"):
        first = before.first
    if "upper" in atom:
        sentence.loosen("at_most", *atom["upper"])
    if after.is_any("or_more", "at_most") or sentence.is_plus(place):
        is_most = is_most or ("at_most" in after and "at_least" not in after)
        end, place = after.end, start + 2
    sentence.place = place
    trouble = "at_most" if is_most else ""
    if is_about_success(sentence):
        sentence.add("success", atom["share"], first, end, trouble=trouble)
    else:
        trouble = trouble or ("share" if atom["share"] is None else "")
        trouble = trouble or ("part" if is_of_others(sentence, atom, start) else "")
        kind = "success" if trouble == "part" and is_of_projects(sentence) else "share"
        sentence.add(kind, atom["share"], first, end, trouble=trouble)
    return True


def is_of_others(sentence, atom, start):
    """Whether a share is one of something else: “100% sure”, “80% of projects”."""
    before, after = sentence.at(start - 1), sentence.at(sentence.place)
    behind = sentence.ahead(sentence.place, "passed", "in", "on")[1]
    words = [token.word for token in sentence.tokens[atom.first : atom.end]]
    if "remote" in before or "remote" in behind:
        # “50 % remote”, but not “half-time, remote”
        return not {*PERCENT, "day", "days"}.isdisjoint(words)
    if PERCENT.isdisjoint(words):
        return False
    if "at_least" in before:
        before = sentence.at(start - 2)
    if before.end and sentence.tokens[before.end - 1].word in OF_OTHERS:
        return True
    if "from" in after:
        return is_of_projects(sentence) or is_of_a_skill(sentence)
    if "of_time" in before or "of_time" in sentence.at(start - 2):
        # “Allocation: 60 %”
        return False
    return is_said_of(sentence, after)


def is_of_projects(sentence):
    return "project" in sentence.ahead(sentence.place, "from", "passed")[1]


def is_of_a_skill(sentence):
    """“90% of SQL”, but not “50% of a Python developer”."""
    place, after = sentence.ahead(sentence.place, "from", "passed")
    return sentence.is_skill(after) and not sentence.at(place + 1).is_any(
        "title", "people"
    )


def is_said_of(sentence, after):
    """Whether a share is one of a word behind it, in the same sentence: “90% accuracy”.

    “Urgently” and “Kotlin” say nothing of it, nor do “period:” and the “data” of a data
    engineer.
    """
    last, token = sentence.tokens[after.first - 1], sentence.tokens[after.first]
    is_next = "rest" in after and token.start == last.end + 1
    if not is_next or not token.text.islower() or token.word.endswith("ly"):
        return False
    following = sentence.ahead(sentence.place, "rest")[1]
    return "title" not in following and sentence.text_at(sentence.place + 1) != ":"


def is_about_success(sentence):
    """Whether a percentage is one of success, which is said before or after it."""
    last = sentence.last
    if last and last.kind == "success" and last.value is None:
        sentence.found.units.pop()
        sentence.list_kind = ""
        return True
    place, after = sentence.ahead(sentence.place, "passed", "from", "project")
    if "success" in after and place < sentence.place + MOST_BETWEEN:
        sentence.place = place + 1
        return True
    return False


def read_success(sentence, atom):
    fillers = ("passed", "from", "at_least", "on", "stop")
    place, after = sentence.ahead(sentence.place + 1, *fillers)
    number = after.kinds.get("number", 0)
    percent = number if number > 4 else number * 100
    if "number" in after and 0 < percent <= 100 and (number > 4 or "point" in after):
        sentence.add("success", ceil(percent), atom.first, after.end)
        sentence.place = place + 1
    else:
        sentence.add("success", None, atom.first, atom.end)
    return True


def read_number(sentence, atom):
    """What a number counts: years, judged projects, hours, people."""
    number, end = atom["number"], sentence.place + 1
    if "at_most" in sentence.at(sentence.place - 1):
        sentence.add_trouble("at_most", sentence.at(end - 2).first, atom.end)
        return True
    while sentence.is_plus(end) or "or_more" in sentence.at(end):
        end += 1
    if total := total_at(sentence, end):
        is_of_projects = sentence.at(total + 1).is_any("project", "judged")
        total += is_of_projects
        trouble = "projects" if is_of_projects else "mark"
        sentence.add_trouble(trouble, atom.first, sentence.at(total).end)
        sentence.place = total + 1
        return True
    after = sentence.at(end)
    before = sentence.at(sentence.place - 1)
    first = before.first if "at_least" in before else atom.first
    is_judged = "judged" in after or (
        "project" in after
        and any(unit.kind == "success" for unit in sentence.found.units)
    )
    if is_judged:
        sentence.add("judged", int(number), first, after.end)
    elif after.is_any("years", "project"):
        trouble = "years" if "years" in after else "projects"
        sentence.add_trouble(trouble, first, after.end)
    elif "hours" in after or is_of_hours(sentence, after):
        sentence.place = end + ("hours" in after)
        read_hours(sentence, number, atom.first, after.end)
        return True
    elif may_be_day(sentence, atom, before):
        value = (None, atom["point"])
        sentence.add("fraction", value, atom.first, atom.end, trouble="point")
        return True
    else:
        sentence.loosen("number", atom.first, atom.end)
        return True
    sentence.place = end + 1
    return True


def total_at(sentence, place):
    """Where the “10” of “8 out of 10” stands; `None` where people or so are counted."""
    words = [token.word for token in sentence.tokens[sentence.at(place).first :][:2]]
    total = sentence.ahead(place, "in", "from", "passed")[0]
    is_of = words[:1] == ["of"] or words == ["out", "of"]
    after = sentence.at(total + 1)
    if not is_of or "number" not in sentence.at(total):
        return None
    return total if not after.kinds or after.is_any(*BEHIND_MARKS) else None


def may_be_day(sentence, atom, before):
    """Whether “4.1” could be a day: not behind a tool, as its version is."""
    day = atom.kinds.get("point")
    if not day or not day.first or before.is_any("name", "at_least", "level"):
        return False
    return sentence.tokens[atom.first - 1].word not in VERSIONS or not atom.first


def is_of_hours(sentence, atom):
    """Whether what is shared is counted in hours: “3 hours overlap with”."""
    words = [token.word for token in sentence.tokens[atom.first : atom.end]]
    return "overlap" in atom and not {"hour", "hours"}.isdisjoint(words)
