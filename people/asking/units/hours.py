"""Working hours shared with a place: “4 hours with New York”."""

from zoneinfo import available_timezones

# What may stand between shared hours and the place with which they are shared.
BETWEEN = (
    *("overlap", "has", "on", "in", "passed", "and", "at_least", "from", "hours"),
    *("or_more", "free", "free_weak", "stop", "same_zone"),
)
# “working hours like London”
ALIKE = {"like", "as", "similar"}
# What says nothing of hours by itself: “please share profiles”.
ORDINARY = {"share", "shares", "sharing", "together", "common"}
# All of a usual working day.
WHOLE_DAY = 8
MOST_WORDS = 3


def zones_by_city():
    """Time zones by the city, or the letters, that name them."""
    names = [
        name
        for name in available_timezones()
        if not name.startswith(("Etc/", "posix", "right", "SystemV", "US/"))
    ]
    by_depth = sorted(names, key=lambda name: ("/" not in name, name), reverse=True)
    return {
        name.rsplit("/", 1)[-1].replace("_", " ").casefold(): name for name in by_depth
    }


ZONES = zones_by_city()


def zone_at(sentence, place):
    """The time zone that is named at a place, and the place behind it."""
    atom = sentence.at(place)
    if "name" in atom:
        for meaning in atom["name"]:
            zone = sentence.lexicon.zones.get(meaning.slug)
            if meaning.kind == "location" and zone:
                return zone, place + 1
    for size in range(min(MOST_WORDS, len(sentence.atoms) - place), 0, -1):
        run = sentence.atoms[place : place + size]
        words = [
            token.word for one in run for token in sentence.tokens[one.first : one.end]
        ]
        if zone := ZONES.get(" ".join(words)):
            return zone, place + size
    return None


def zone_ahead(sentence, place, *kinds):
    """The zone behind words of these kinds, and the place behind it."""
    while place < len(sentence.atoms):
        if zone := zone_at(sentence, place):
            return zone
        if not sentence.at(place).is_any(*kinds):
            break
        place += 1
    return None


def add_zone(sentence, zone, hours, first):
    name, stop = zone
    stop, _ = sentence.ahead(stop, "clock")
    sentence.add("tz", (name, hours), first, sentence.at(stop - 1).end)
    place, after = sentence.ahead(stop, "passed")
    if "overlap" in after:
        sentence.last.reach(first, after.end)
        stop = place + 1
    sentence.place = stop


def read_hours(sentence, number, first, end):
    """A number of hours, which are shared if a place follows, or went before."""
    start, last = sentence.place, sentence.last
    between = sentence.atoms[start : sentence.ahead(start, *BETWEEN)[0]]
    zone = zone_ahead(sentence, start, *BETWEEN)
    if zone and any(one.is_any("overlap", "has", "and") for one in between):
        add_zone(sentence, zone, number, first)
    elif zone and any("from" in one for one in between):
        # “within 2 hours of London”: hours away, and none that are shared.
        add_clock(sentence, zone, first)
    elif last and last.kind == "tz" and last.value[1] is None:
        last.value = (last.value[0], number)
        last.reach(first, end)
    else:
        sentence.add_trouble("hours", first, end)


def add_clock(sentence, zone, first):
    """The time at a place, which is no place to be at; shared hours are offered."""
    name, stop = zone
    stop, _ = sentence.ahead(stop, "clock")
    end = sentence.at(stop - 1).end
    sentence.add("tz", (name, None), first, end, trouble="clock")
    sentence.place = stop


def read_clock(sentence, atom):
    """“time zone of London”, “business hours”; not “time” or “hours” alone."""
    if atom.is_any("free_weak", "hours"):
        return False
    is_of = "from" in sentence.at(sentence.place + 1)
    zone = zone_ahead(sentence, sentence.place + 2, "passed") if is_of else None
    if zone:
        add_clock(sentence, zone, atom.first)
    else:
        sentence.loosen("overlap", atom.first, atom.end)
    return True


def read_overlap(sentence, atom):
    number, start = None, sentence.place + 1
    if sentence.text_at(start).casefold() in ALIKE:
        alike = zone_ahead(sentence, start + 1, "passed", "on", "in")
        if alike:
            add_clock(sentence, alike, atom.first)
            return True
    zone = zone_ahead(sentence, start, *BETWEEN)
    place, after = sentence.ahead(start, *BETWEEN)
    if not zone and "number" in after:
        number = after["number"]
        zone = zone_ahead(sentence, place + 1, *BETWEEN)
    if zone:
        add_zone(sentence, zone, number, atom.first)
    elif number is None and sentence.tokens[atom.end - 1].word in ORDINARY:
        sentence.loosen("passed", atom.first, atom.end)
    else:
        sentence.loosen("overlap", atom.first, atom.end)
    return True


def read_same_zone(sentence, atom):
    if zone := zone_ahead(sentence, sentence.place + 1, "passed", "in", "on"):
        add_zone(sentence, zone, WHOLE_DAY, atom.first)
    else:
        sentence.add_trouble("zone", atom.first, atom.end)
    return True
