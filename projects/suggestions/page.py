"""What a kept suggestion rested on, and what the same facts give when asked again."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import cached_property

from people.models import Level, Person, Priority
from people.models.history import listed
from people.words import full_day, period_words
from projects.candidates.markup import PART_LABELS
from projects.candidates.scoring import Facts, points_of, sort_key
from projects.models import NeedPriority, SuggestionKind
from projects.suggestions.kept import (
    FORMULA,
    factors_now,
    facts_of,
    kept_seats,
    kept_terms,
    question_of,
)
from projects.teams.facts import option
from projects.teams.model import suggest_teams

# Of those whom nothing was said of.
MOST_OTHERS = 25


@dataclass(frozen=True, slots=True)
class Considered:
    """Somebody as they were known: what was said of them then, and is again."""

    person: Person
    then: str
    again: str
    known: list[str]


class SuggestionPage:
    """A kept suggestion, explained and worked out again; three queries.

    Who was erased since is not among the people, and so may change what comes out.
    """

    def __init__(self, suggestion):
        self.suggestion, self.told = suggestion, suggestion.question
        self.question = question_of(self.told)
        rows = suggestion.considered.select_related("person")
        rows = rows.order_by("person__sort_name", "person_id")
        self.rows = {row.person_id: row for row in rows}
        self.facts = {pk: facts_of(row.facts) for pk, row in self.rows.items()}
        self.names = {need["skill"]: need["name"] for need in self.told["needs"]}
        self.bookings = list(
            suggestion.bookings.select_related("person", "project").order_by(
                "person__sort_name", "pk"
            )
        )

    # What was asked

    @property
    def window(self):
        return " – ".join(
            full_day(date.fromisoformat(day)) for day in self.told["window"]
        )

    @property
    def weights(self):
        weights = self.question.weights._asdict().items()
        return ", ".join(f"{PART_LABELS[part]} {points}" for part, points in weights)

    @property
    def needs(self):
        """Each need in words, with its seats where a team was asked for."""
        seats = self.told.get("seats", [])
        for at, need in enumerate(self.told["needs"]):
            words = [
                f"{need['name']} at {Level(need['level']).label}",
                NeedPriority(need["priority"]).label.lower(),
            ]
            if seats:
                words.append(f"{seats[at]['people'] - seats[at]['holders']} open")
            if need["welcomes_learner"]:
                words.append("learners welcome")
            if need.get("when"):
                words.append(need["when"])
            yield ", ".join(words)

    @property
    def changed(self):
        """What of the formula is not as it was, in words."""
        was, now = self.told["factors"], factors_now()
        changed = [name for name in now if now[name] != was.get(name)]
        if self.suggestion.formula != FORMULA:
            changed.append(
                f"the formula, {self.suggestion.formula} then, {FORMULA} now"
            )
        return listed(changed) if changed else ""

    # Who was looked at

    @property
    def answered(self):
        return [self.considered(pk) for pk in self.in_order if self.rows[pk].answer]

    @property
    def others(self):
        others = [pk for pk in self.in_order if not self.rows[pk].answer]
        return [self.considered(pk) for pk in others[:MOST_OTHERS]]

    @property
    def more(self):
        return max(0, len(self.rows) - len(self.answered) - MOST_OTHERS)

    @property
    def is_team(self):
        return self.suggestion.kind == SuggestionKind.TEAM

    @cached_property
    def in_order(self):
        """Candidates by the score of their facts, the best first; for teams by name."""
        if self.is_team:
            return list(self.rows)
        return sorted(self.rows, key=self.place)

    def place(self, pk):
        """What sorts candidates, and who could take over: they by what they restore."""
        key, restored = sort_key(self.question, self.facts[pk]), self.rows[pk].facts
        if self.suggestion.kind == SuggestionKind.REPLACEMENT:
            return *(-count for count in restored["restored"]), key[0]
        return key

    def considered(self, pk):
        row = self.rows[pk]
        tell = self.tell_seats if self.is_team else self.tell_rank
        again = self.seats_again if self.is_team else self.ranks_again
        return Considered(
            row.person, tell(row.answer), tell(again.get(pk, {})), self.known(pk)
        )

    def tell_rank(self, answer):
        if not answer:
            return ""
        return f"Rank {answer['rank']}, {sum(answer['points'].values()):.1f} points"

    def tell_seats(self, answer):
        if not answer:
            return ""
        holds = [self.need_name(at) for at in answer["holds"]]
        words = [f"holds {listed(holds)}"] if holds else []
        if answer["learns"] is not None:
            words.append(f"learns {self.need_name(answer['learns'])}")
        return ", ".join(words)

    def need_name(self, at):
        return self.told["needs"][at]["name"]

    def known(self, pk):
        facts, row = self.facts[pk], self.rows[pk]
        words = [
            self.known_of(skill, name, facts) for skill, name in self.names.items()
        ]
        days = f"here on {facts.days_here} of {facts.days} working days"
        words.append(f"{facts.free} % free, {days}")
        words += [
            f"{time.free} % free {period_words(*window)}"
            for window, time in facts.within.items()
        ]
        if facts.hours is not None:
            words.append(f"{facts.hours:g} h shared with the lead")
        if row.facts.get("is_locked"):
            words.append("was to be on the team")
        return [one for one in words if one]

    def known_of(self, skill, name, facts: Facts):
        words = []
        if held := facts.held.get(skill):
            words.append(Level(held.level).label)
            if held.last_used_on:
                words.append(f"last used {held.last_used_on:%b %Y}")
            if held.endorsed:
                words.append("confirmed by a colleague")
            if used := facts.used.get(skill):
                words.append(f"used on {used} finished project{'s' * (used != 1)}")
        if skill in facts.wants:
            priority = Priority(facts.wants[skill]).label.lower()
            words.append(f"wants to learn it ({priority})")
        return f"{name}: {', '.join(words)}" if words else ""

    # Worked out again

    @cached_property
    def ranks_again(self):
        return {
            pk: {
                "rank": rank,
                "points": points_of(self.question, self.facts[pk])._asdict(),
            }
            for rank, pk in enumerate(self.in_order, 1)
        }

    @cached_property
    def teams_again(self):
        seats = kept_seats(self.told)
        locked = [pk for pk, row in self.rows.items() if row.facts.get("is_locked")]
        options = [
            option(pk, facts, self.question, seats) for pk, facts in self.facts.items()
        ]
        terms = kept_terms(self.told, locked)
        seconds = settings.DIRECTORY["TEAM_SECONDS"]
        return suggest_teams(seats, options, terms, seconds=seconds)

    @cached_property
    def seats_again(self):
        """What the team of that place gives each person to do."""
        place = self.suggestion.answer["place"]
        if place > len(self.teams_again):
            return {}
        team = self.teams_again[place - 1]
        return {
            pk: {"holds": team.holds.get(pk, ()), "learns": team.learns.get(pk)}
            for pk in team.people
        }

    @property
    def is_same(self):
        return all(one.then == one.again for one in self.answered) and (
            not self.is_team
            or self.seats_again.keys()
            == {pk for pk, row in self.rows.items() if row.answer}
        )

    @property
    def said(self):
        """What was said of the whole."""
        answer = self.suggestion.answer
        if not self.is_team:
            count = answer["candidates"]
            if self.suggestion.kind == SuggestionKind.REPLACEMENT:
                return f"{count:,} could take over, first who restores most"
            return f"{count:,} candidate{'s' * (count != 1)}, in order of points"
        how = "proven best" if answer["status"] == "optimal" else "best found in time"
        return f"Team {answer['place']}, {how}"
