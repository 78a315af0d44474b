"""Places where somebody was or would go, before which other words stand."""

BETWEEN_PLACES = ("passed", "and", "or", "comma", "on", "team")


def read_elsewhere(sentence, atom):
    """“used to work in Berlin”, “can travel to Oslo or Rome”: nobody is there now."""
    first, place = atom.first, sentence.place
    while meaning := place_named(sentence, place + 1):
        place, after = sentence.ahead(place + 1, *BETWEEN_PLACES)
        trouble = "elsewhere" if sentence.negated_at is None else ""
        sentence.add(meaning.kind, meaning, first, after.end, trouble=trouble)
        first = sentence.ahead(place + 1, *BETWEEN_PLACES)[1].first
    if place == sentence.place:
        return False
    sentence.place = place + 1
    sentence.list_kind = ""
    return True


def place_named(sentence, place):
    """The place or team that is named there, if it can be no skill."""
    after = sentence.ahead(place, *BETWEEN_PLACES)[1]
    kinds = {one.kind: one for one in after["name"]} if "name" in after else {}
    return kinds.get("location", kinds.get("team")) if "skill" not in kinds else None
