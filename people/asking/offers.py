"""What is offered in the place of words that are not asked for."""

from people.asking.reading import POSSESSIVE, Offer
from people.words import full_day

LEVEL_WORDS = {
    1: "any level",
    2: "Working or above",
    3: "Practitioner or above",
    4: "Expert",
}


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


def with_level(slug, level):
    return slug if not level or level < 2 else f"{slug}:{level}"


def offer_of(meaning, level=None):
    words = f" ({LEVEL_WORDS[level]})" if level and level > 1 else ""
    kind = {"location": "place"}.get(meaning.kind, meaning.kind)
    label = f"{kind} {meaning.label}{words}"
    value = with_level(meaning.slug, level) if meaning.kind == "skill" else meaning.slug
    return Offer(label, ((meaning.kind, value),))
