"""What is offered in the place of words that are not asked for."""

import tomllib
from functools import cache
from itertools import pairwise

from people.asking.reading import POSSESSIVE, Extent, LeftOut, Offer
from people.asking.troubles import TROUBLES
from people.asking.words.phrases import phrases
from people.asking.words.tokens import BREAKS
from people.spelling.english import VOCABULARY
from people.words import full_day

LEVEL_WORDS = {
    1: "any level",
    2: "Working or above",
    3: "Practitioner or above",
    4: "Expert",
}
# What the list of projects can be asked for, too; and a success of people is none.
OF_PROJECTS = {"skill", "team", "from", "to"}
OF_PEOPLE = {"success", "judged", "project"}
STATUSES = ("open", "closed", "active", "cancelled", "proposed", "staffing")


def offer_beside(unit):
    """What a unit would ask for if it could be asked for; `None` if nothing."""
    if unit.kind == "share":
        return offer_of_share(unit.value) if unit.value else None
    if unit.kind == "success":
        pair = ("success", str(unit.value))
        return (
            Offer(f"at least {unit.value} % succeeded", (pair,)) if unit.value else None
        )
    if unit.kind == "tz":
        return offer_of_zone(*unit.value)
    if unit.kind == "goal":
        pair = ("goal", unit.value.slug)
        return Offer(f"wants to learn {unit.value.label}", (pair,))
    return offer_of(unit.value, unit.level) if hasattr(unit.value, "slug") else None


def offer_of_zone(zone, hours):
    overlap = (("overlap", f"{hours:g}"),) if hours else ()
    city = zone.rsplit("/", 1)[-1].replace("_", " ")
    return Offer(f"working hours shared with {city}", (("tz", zone), *overlap))


def offer_of_share(percent):
    return Offer(f"at least {percent} % free", (("free", str(percent)),))


def offer_of_text(words):
    bare = POSSESSIVE.sub("", words)
    return Offer(f"search for “{bare}”", (("q", bare), ("text", "1")))


def offers_of_fraction(percent, days, graded=None):
    """The share and the day that a fraction may be, and the level of a skill."""
    if graded:
        skill, level = graded
        better = offer_of(skill, level)
        yield Offer(better.label, better.pairs, (("skill", skill.slug),))
    if percent:
        yield offer_of_share(percent)
    if days.first:
        day = str(days.first)
        yield Offer(f"on {full_day(days.first)}", (("from", day), ("to", day)))


def offer_either(reading, units, tokens):
    """Of “Java/Scala” both are asked for; either is offered, beside other skills each.

    “Java / Scala” is a list.
    """
    runs = [units[:1]] if units else []
    for before, unit in pairwise(units):
        end, start = tokens[before.end - 1].end, tokens[unit.first].start
        if reading.text[end:start] == "/":
            runs[-1].append(unit)
        else:
            runs.append([unit])
    for run in runs:
        labels = {unit.value.slug: unit.value.label for unit in run}
        asked = [one for one in reading.pairs if one[1].partition(":")[0] in labels]
        offers = [Offer("either of them", (("match", "any"),))]
        if len(runs) > 1:
            offers = [
                Offer(f"only {labels[pair[1].partition(':')[0]]}", (), tuple(others))
                for pair in asked
                if (others := [one for one in asked if one != pair])
            ]
        if len(asked) > 1:
            span = Extent(tokens[run[0].first].start, tokens[run[-1].end - 1].end)
            reading.offers.append(LeftOut(span, TROUBLES["either"], tuple(offers)))


def with_level(slug, level):
    return slug if not level or level < 2 else f"{slug}:{level}"


def offer_of(meaning, level=None):
    words = f" ({LEVEL_WORDS[level]})" if level and level > 1 else ""
    kind = {"location": "place"}.get(meaning.kind, meaning.kind)
    label = f"{kind} {meaning.label}{words}"
    value = with_level(meaning.slug, level) if meaning.kind == "skill" else meaning.slug
    return Offer(label, ((meaning.kind, value),))


# Projects


@cache
def words_of_projects():
    """Words of sentences about projects, by what they are."""
    table = tomllib.loads(VOCABULARY.read_text())["projects"]
    return {
        kind: frozenset(text.strip() for text in texts.split(";"))
        for kind, texts in table.items()
    }


def look_for_projects(reading, tokens, *, of_people):
    """Ask for nobody where projects are sought: they are offered on their own page.

    Those of somebody stand in their profile, but for those that they lead.
    """
    led = [one for one in reading.left_out if one.reason == TROUBLES["leads"]]
    if of_people and not led:
        return
    words, place, pairs = words_of_projects(), 0, []
    while place < len(tokens):
        word = tokens[place].word
        status = next((one for one in STATUSES if word in words[one]), None)
        if status:
            pairs.append(("needs" if status == "open" else "status", status))
        elif word not in words["before"] and tokens[place].text not in BREAKS:
            break
        place += 1
    if not are_sought(tokens, place, pairs):
        return
    if any(one.name in OF_PEOPLE for one in reading.conditions):
        return
    reading.left_out = [one for one in reading.left_out if one not in led]
    cut_head(reading, tokens[place].end)
    offer_projects(reading, pairs, tokens)


def are_sought(tokens, place, pairs):
    """Whether the word there is the subject of a sentence about projects."""
    words, said = words_of_projects(), [token.word for token in tokens[place:]]
    is_alone = len(said) == 1 and not pairs
    if not said or is_alone or said[0] not in words["subject"]:
        return False
    if said[0] in words["seats"] and ("needs", "open") not in pairs:
        return False
    kinds = dict(phrases().get("".join(said[1:2]), ()))
    # “Programs in Python”, “projects manager”
    is_verb = said[0] in words["verb"] and not place
    return not is_verb and kinds.keys().isdisjoint(("people", "title"))


def cut_head(reading, head):
    """Leave out what is read of the words up to the subject."""
    reading.conditions = [one for one in reading.conditions if one.span.end > head]
    reading.rest = [span for span in reading.rest if span.start >= head]
    reading.left_out = [one for one in reading.left_out if one.span.end > head]


def offer_projects(reading, pairs, tokens):
    tokens = [token for token in tokens if token.text not in BREAKS]
    subject = Extent(tokens[0].start, tokens[-1].end)
    asked = [one for one in reading.conditions if one.name in OF_PROJECTS]
    others = [one for one in reading.conditions if one.name not in OF_PROJECTS]
    for span in dict.fromkeys(one.span for one in others if one.name != "match"):
        reading.leave_out(span, TROUBLES["of_people"])
    pairs += [(one.name, one.value.partition(":")[0]) for one in asked]
    spans = sorted({one.span for one in asked} | set(reading.rest))
    said = [reading.text[span.start : span.end] for span in spans]
    if reading.rest_text:
        pairs.append(("q", reading.rest_text))
    label = f"projects: {', '.join(said)}" if said else "projects"
    offer = Offer(label, tuple(dict.fromkeys(pairs)))
    reading.conditions, reading.rest = [], []
    reading.left_out.append(LeftOut(subject, TROUBLES["projects_sought"], (offer,)))
