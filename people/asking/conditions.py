"""Conditions of the people list, made of the units of a sentence."""

from people.asking import directory
from people.asking.offers import (
    LEVEL_WORDS,
    offer_beside,
    offer_either,
    offer_of,
    offer_of_share,
    offer_of_text,
    offers_of_fraction,
    with_level,
)
from people.asking.reading import Asks, Extent, LeftOut, Offer
from people.asking.troubles import AMBIGUOUS, OFFERED, TROUBLES
from people.asking.units.sentence import OPTIONAL
from people.asking.window import window_of
from people.asking.words.days import Days
from people.asking.words.reckoning import end_of_length
from people.availability.free_people import ENOUGH
from people.lists.parameters import MOST_VALUES
from people.spelling.english import english_words

# Kinds of which one at most can be asked for.
SINGLE = {"project", "tz", "success", "judged"}
# Of a compound: “self-taught”.
STROKES = {"-", "–", "‐", "‑"}


class ReadingMaker:
    """Makes conditions of units, and says what of them cannot be asked for."""

    def __init__(self, reading, tokens, lexicon, today, may_see_rates):
        self.reading, self.tokens, self.lexicon = reading, tokens, lexicon
        self.today, self.may_see_rates = today, may_see_rates

    def make(self, found):
        self.doubt_names(found.units)
        self.ask_for_optional(found.units)
        units = [unit for unit in found.units if not self.is_trouble(unit, found)]
        self.add_skills(units, found)
        for unit in units:
            if unit.kind in ("goal", "location", "team"):
                self.add(unit.kind, unit.value.slug, unit)
        self.add_singles(units)
        self.add_time(units)
        self.add_loose(found)

    # Places in the text

    def span(self, first, end):
        return Extent(self.tokens[first].start, self.tokens[end - 1].end)

    def words(self, first, end):
        span = self.span(first, end)
        return self.reading.text[span.start : span.end]

    def add(self, name, value, unit):
        known = {one.value for one in self.reading.conditions if one.name == name}
        if str(value) not in known and len(known) >= MOST_VALUES:
            self.leave_out(unit, TROUBLES["too_many"])
            return
        span = self.span(unit.first, unit.end)
        self.reading.conditions.append(Asks(name, str(value), span))

    def leave_out(self, unit, reason, *offers):
        self.reading.leave_out(self.span(unit.first, unit.end), reason, *offers)

    # What cannot be asked for

    def doubt_names(self, units):
        """A name by itself that is somebody's name, too, is both: Julia, Stan."""
        names = [unit for unit in units if hasattr(unit.value, "slug")]
        if len(names) != 1 or not names[0].is_bare:
            return
        unit = names[0]
        if unit.kind in ("location", "team") and len(units) > 1:
            return
        word = self.tokens[unit.first].word
        if unit.end == unit.first + 1 and directory.names_of_people([word], self.today):
            unit.choices, unit.kind = (unit.value,), "choice"

    def ask_for_optional(self, units):
        """What would be nice to have is asked for where no other, or no skill, is."""
        skills = [unit for unit in units if unit.kind == "skill"]
        asked = [unit for unit in units if unit.kind in OPTIONAL]
        for those in (asked, skills):
            if all(unit.trouble for unit in those):
                for unit in those:
                    unit.trouble = unit.trouble.replace("optional", "")

    def is_trouble(self, unit, found):
        if unit.kind == "fraction" and unit.trouble in AMBIGUOUS:
            reason = TROUBLES[unit.trouble or "fraction"]
            self.leave_out(unit, reason, *offers_of_fraction(*unit.value))
            return True
        # First of all: what is denied is asked for in no other way, either.
        if unit.trouble and (unit.kind != "choice" or unit.trouble == "not"):
            self.leave_out(unit, TROUBLES[unit.trouble], *self.offers_beside(unit))
            return True
        if unit.kind == "doubtful":
            self.leave_out(unit, TROUBLES["doubtful"], offer_of(unit.value))
            return True
        if unit.kind == "choice":
            offers = [offer for one in unit.choices for offer in self.offers_of(one)]
            self.leave_out(unit, "could be several things; searched as text", *offers)
            self.reading.add_text(self.span(unit.first, unit.end))
            return True
        if unit.kind == "category":
            self.leave_out(
                unit,
                "is a heading of the catalogue: choose among its skills",
                *self.skills_under(unit.value.slug),
            )
            return True
        if unit.kind == "like_person":
            return self.look_for_person(unit)
        if unit.kind == "any_project":
            near = directory.projects_like(self.words(*unit.value))
            self.leave_out(unit, TROUBLES["any_project"], *map(offer_of, near))
            return True
        if unit.kind in ("like_team", "any_team", "like_project"):
            return self.look_for_like(unit)
        return False

    def offers_beside(self, unit):
        """What could be asked for in the place of what cannot."""
        if unit.trouble == "part_time":
            return [offer_of_share(50)]
        if unit.trouble == "bench":
            return [Offer("fully free", (("free", "100"),))]
        is_secret = unit.kind == "success" and not self.may_see_rates()
        if unit.trouble not in OFFERED or is_secret:
            return []
        if unit.kind == "category":
            return self.skills_under(unit.value.slug)
        offer = offer_beside(unit)
        return [offer] if offer else []

    def offers_of(self, meaning):
        if meaning.kind == "category":
            return self.skills_under(meaning.slug)
        return [offer_of(meaning)]

    def skills_under(self, heading):
        slugs = [named.slug for named in self.lexicon.skills_under(heading)]
        if not 0 < len(slugs) <= MOST_VALUES:
            return []
        pairs = tuple(("skill", slug) for slug in slugs)
        return [Offer(f"any skill of {heading}", (*pairs, ("match", "any")))]

    def look_for_like(self, unit):
        words = self.words(*unit.value)
        if unit.kind == "like_project":
            near = directory.projects_like(words)
            if len(near) == 1:
                unit.kind, unit.value = "project", near[0]
                span = self.span(unit.first, unit.end)
                self.reading.corrections[span] = near[0].label
                return False
            if near:
                self.leave_out(
                    unit,
                    "several projects are called so; searched as text",
                    *map(offer_of, near),
                )
                self.reading.add_text(self.span(unit.first, unit.end))
            else:
                self.leave_out(unit, "no project is called so")
            return True
        near = self.lexicon.teams_like(words)
        reason = "no team is called just so" if near else "no team is called so"
        self.leave_out(unit, reason, *map(offer_of, near))
        return True

    def look_for_person(self, unit):
        first, end = unit.value
        words = [self.tokens[place].word for place in range(first, end)]
        if end > first + 1 or directory.names_of_people(words, self.today):
            offer = offer_of_text(self.words(first, end))
            self.leave_out(unit, TROUBLES["like_person"], offer)
        else:
            self.leave_out(unit, TROUBLES["unknown"])
        return True

    # Skills

    def add_skills(self, units, found):
        skills = [unit for unit in units if unit.kind == "skill"]
        lists, kept, is_either = {unit.list for unit in skills}, [], False
        for number in sorted(lists):
            own = [unit for unit in skills if unit.list == number]
            is_any = number in found.any_of and len(own) > 1
            if number in found.mixed and len(own) > 2:
                self.refuse_list(own, TROUBLES["and_or"])
            elif is_any and len(skills) > len(own):
                self.refuse_list(own, TROUBLES["or_beside"])
            else:
                kept, is_either = [*kept, *own], is_any
        self.add_levels(kept)
        if is_either and len({unit.value.slug for unit in kept}) > 1:
            span = self.span(kept[0].first, kept[-1].end)
            self.reading.conditions.append(Asks("match", "any", span))
        else:
            offer_either(self.reading, kept, self.tokens)

    def refuse_list(self, units, reason):
        """Leave out all of a list, from its first word to its last."""
        span = self.span(units[0].first, units[-1].end)
        offers = [offer_of(unit.value, unit.level) for unit in units]
        self.reading.leave_out(span, reason, *offers)

    def add_levels(self, units):
        levels = {}
        for unit in units:
            slug = unit.value.slug
            levels[slug] = max(levels.get(slug, 1), unit.level or 1)
        for unit in units:
            slug = unit.value.slug
            value = with_level(slug, levels[slug])
            self.add("skill", value, unit)
            if unit.hint == 1:
                self.leave_out(unit, TROUBLES["at_most"])
            elif unit.hint and unit.hint > levels[slug]:
                better = with_level(slug, unit.hint)
                label = f"{unit.value.label} ({LEVEL_WORDS[unit.hint]})"
                offer = Offer(label, (("skill", better),), (("skill", value),))
                span = self.span(unit.first, unit.end)
                self.reading.offers.append(LeftOut(span, TROUBLES["hint"], (offer,)))

    # One at most of each

    def add_singles(self, units):
        seen = set()
        for unit in units:
            if unit.kind not in SINGLE:
                continue
            if unit.kind in ("success", "judged") and not self.may_see_rates():
                self.leave_out(unit, TROUBLES["rates"])
            elif unit.kind in seen:
                self.leave_out(unit, TROUBLES["second"])
            elif unit.kind == "success" and unit.value is None:
                offer = Offer("at least 70 % succeeded", (("success", "70"),))
                self.leave_out(unit, TROUBLES["no_rate"], offer)
            else:
                seen.add(unit.kind)
                self.add_single(unit)

    def add_single(self, unit):
        if unit.kind == "tz":
            zone, hours = unit.value
            self.add("tz", zone, unit)
            if hours is not None and 0.5 <= hours <= 24:
                self.add("overlap", f"{hours:g}", unit)
        else:
            self.add(unit.kind, getattr(unit.value, "slug", unit.value), unit)

    def add_time(self, units):
        days = [unit for unit in units if unit.kind == "days"]
        for unit in days:
            if unit.value == Days():
                self.leave_out(unit, TROUBLES["no_day"])
        days = [unit for unit in days if unit.value != Days()]
        first, last, trouble = window_of([unit.value for unit in days], self.today)
        for unit in days:
            length = unit.value.length
            if trouble:
                self.leave_out(unit, TROUBLES[trouble])
            elif length and last != end_of_length(first, *length):
                self.leave_out(unit, TROUBLES["length"])
                continue
            for name, day in (("from", first), ("to", last)):
                if day and not trouble:
                    self.add(name, day, unit)
        shares = {unit.value for unit in units if unit.kind == "share"}
        free = [unit for unit in units if unit.kind in ("share", "free")]
        if len(shares) > 1:
            for unit in free:
                self.leave_out(unit, TROUBLES["second"])
            return
        percent = next(iter(shares), ENOUGH)
        for unit in free:
            self.add("free", percent, unit)

    # What is left

    def add_loose(self, found):
        words = []
        asks = bool(self.reading.conditions or self.reading.left_out)
        asks = asks or any(reason == "unlisted" for reason, _, _ in found.loose)
        asks_for_skills = any(unit.kind == "skill" for unit in found.units)
        persons = sum(reason == "person" for reason, _, _ in found.loose)
        trouble_of_person = "persons" if persons > 1 else ""
        trouble_of_person = "person" if asks_for_skills else trouble_of_person
        for reason, first, end in found.loose:
            is_word = reason == "hint" or self.is_code(reason, end - 1)
            if is_word and not asks_for_skills:
                reason = "rest"
            if reason == "number" and not asks:
                reason = "rest"
            if reason == "now" and any(unit.kind == "free" for unit in found.units):
                reason = "passed"
            span = self.span(first, end)
            if reason == "rest":
                words += range(first, end)
            elif reason in ("job", "title") and not (
                asks_for_skills and self.is_short_job(first, end)
            ):
                self.add_job(first, end, asks)
            elif reason == "job":
                offer = offer_of_text(self.words(first, end))
                self.reading.offers.append(LeftOut(span, TROUBLES["job"], (offer,)))
            elif reason == "person":
                self.add_person(span, trouble_of_person)
            elif reason in TROUBLES:
                self.reading.leave_out(span, TROUBLES[reason])
            elif any(letter.isalnum() for letter in self.words(first, end)):
                self.reading.passed_over.append(span)
        self.add_rest(words, asks)

    def is_code(self, reason, place):
        """“L1 regularisation” is no level, if no skill is spoken of."""
        word = self.tokens[place].word
        return reason == "level" and word[0].isalpha() and word[-1].isdecimal()

    def is_short_job(self, first, end):
        """One word, or what stands behind “Role:”: more is of no skill."""
        return end == first + 1 or (first and self.tokens[first - 1].text == ":")

    def add_job(self, first, end, asks):
        """A kind of job is text if all of its words say something here."""
        words = {self.tokens[place].word for place in range(first, end)}
        said = directory.words_said({word.removesuffix("s") for word in words})
        if len(said) == len(words):
            self.reading.add_text(self.span(first, end))
        elif end == first + 1:
            self.leave_out_word(first, "unknown")
        else:
            self.add_rest(range(first, end - 1), asks)

    def leave_out_word(self, place, reason):
        self.reading.leave_out(self.span(place, place + 1), TROUBLES[reason])

    def add_person(self, span, trouble):
        """Somebody's name is text, but not beside skills: it is part of a story."""
        if trouble:
            offer = offer_of_text(self.reading.text[span.start : span.end])
            self.reading.leave_out(span, TROUBLES[trouble], offer)
        else:
            self.reading.add_text(span)

    def add_rest(self, places, asks):
        """Words that are text; beside conditions only those that say something here.

        Beside skills they are offered: of a longer request they would leave nobody.
        """
        words = {place: self.tokens[place].word for place in places}
        ways = {word: {word, word.removesuffix("s")} for word in words.values()}
        said = directory.words_said(set().union(*ways.values())) if asks else set()
        is_beside = any(one.name == "skill" for one in self.reading.conditions)
        for run in self.compounds(words):
            own = [ways[words[place]] for place in run if place in words]
            is_said = len(own) == len(run) and all(way & said for way in own)
            is_english = any(not english_words().isdisjoint(way) for way in own)
            span = self.span(run[0], run[-1] + 1)
            if not asks or (is_said and not is_english and not is_beside):
                self.reading.add_text(span)
            elif is_said and not is_english:
                offer = offer_of_text(self.words(run[0], run[-1] + 1))
                self.reading.leave_out(span, TROUBLES["text"], offer)
            else:
                reason = "plain" if is_said else "unknown"
                self.reading.leave_out(span, TROUBLES[reason])

    def compounds(self, words):
        """The places of words, those of “self-taught” as one; small words too."""
        runs = []
        for place, token in enumerate(self.tokens):
            gap = self.reading.text[self.tokens[place - 1].end : token.start]
            if runs and runs[-1][-1] == place - 1 and gap in STROKES:
                runs[-1].append(place)
            else:
                runs.append([place])
        asked = {
            place
            for place, token in enumerate(self.tokens)
            for one in (*self.reading.conditions, *self.reading.left_out)
            if one.span.start <= token.start and token.end <= one.span.end
        }
        for run in runs:
            if not asked.isdisjoint(run):
                yield from ([place] for place in run if place in words)
            elif not words.keys().isdisjoint(run):
                yield run
