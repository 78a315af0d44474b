"""Reads a file with the answers given, and collects what is still to be asked."""

from collections import Counter
from contextlib import suppress

from django.utils import timezone
from django.utils.functional import cached_property

from people.fields import is_likely
from people.models import Level, Person
from skillsdir.spreadsheet.answers import (
    EDITED,
    NEW_CATEGORY,
    ChangeQuestion,
    DefaultQuestion,
    NameQuestion,
    What,
)
from skillsdir.spreadsheet.cells import levels as scales
from skillsdir.spreadsheet.cells.days import DayOrder, day_in, refusal
from skillsdir.spreadsheet.cells.projects import is_off_time
from skillsdir.spreadsheet.nouns import BY_NOUN, NOUNS
from skillsdir.spreadsheet.nouns.base import Action
from skillsdir.spreadsheet.nouns.bookings import PAST
from skillsdir.spreadsheet.nouns.entities import (
    BlankError,
    CellError,
    Entity,
    SkippedError,
    UndecidedError,
    raw,
)
from skillsdir.spreadsheet.planning.cast import Namesakes
from skillsdir.spreadsheet.planning.changes import Change
from skillsdir.spreadsheet.planning.directory import name_key
from skillsdir.spreadsheet.planning.naming import person_in

LABELS = {name(level.label): level for level in Level for name in (str, scales.token)}
ASKED = {
    "default_level": "no level is given: decide which one counts",
    "current_percent": "no percent is given: decide how much such a booking takes",
    "past_from": "no first day is given: decide when past projects began",
    "past_to": "no last day is given: decide when past projects ended",
    "twice": "two rows say different things: decide which one counts",
    "day_order": "day and month could be either way round: decide which comes first",
}
# What cells say instead of a name where they have none.
NOBODY = frozenset(("none", "n/a", "tbd", "tba", "tbc", "null", "nil", "keine", "kein"))
# What to decide for a name that is nowhere, by noun.
OPTIONS = {
    "skill": (What.USE, What.ALIAS, What.CREATE, What.SKIP),
}
ANY_NOUN = (What.USE, What.CREATE, What.SKIP)


class Survey:
    """What a file says, line by line; `changes` by noun, `asked` by question.

    `seen` is who had which e-mail in the dry run that somebody saw: ids, by e-mail.
    """

    def __init__(self, answers, directory, seen, cast, exported_at=None):
        self.answers = answers
        self.seen = seen
        # One moment for all that is stamped: two mentions then say the same.
        self.now = timezone.now()
        self.directory = directory
        self.cast = cast
        # Until when the file knows what stood here, if it was exported from here.
        self.exported_at = exported_at
        # Of rows of people: whom a name means, what else is said of who is asked, and
        # which question that is, by sheet and row.
        self.bearers = {}
        self.said = {}
        self.meant = {}
        self.watched = {}
        self.emails = None
        self.changes = {noun: [] for noun in NOUNS}
        self.asked = {}
        self.defaults = {}
        self.tokens = Counter()
        categories = directory.by_pk["category"].values()
        positions = [category.values["position"] for category in categories]
        self.last_position = max(positions, default=0)
        self.known = {"skill": {}, "project": {}}
        # Time zones by the key of the location beside which they stand.
        self.zones = {}
        # In which phases a project is mentioned, and what was compared, by noun.
        self.phases = {}
        self.outcomes = {}
        self.indexes = {}

    # Changes

    def want(self, noun, values, place, *, entity=None, line=None):
        """Note what the file says of a row of the directory."""
        change = Change(NOUNS[noun], place, values, entity=entity, line=line)
        self.changes[noun].append(change)
        if entity and entity.change is None:
            entity.change = change
        return change

    def reject(self, noun, place, label, why):
        self.changes[noun].append(Change.rejection(NOUNS[noun], place, label, why))

    def leave_out(self, noun, place, label, why):
        """Note that a row is not touched because somebody decided so."""
        change = Change(NOUNS[noun], place, {})
        change.name, change.why, change.action = label, why, Action.LEFT_OUT
        self.changes[noun].append(change)

    def note_outcome(self, project, outcome, place):
        """Note how a project ended, which is over with that."""
        self.phases.setdefault(project, set()).add(PAST)
        self.outcomes.setdefault(project, {}).setdefault(outcome, place)

    # Questions

    def ask(self, noun, key, name, place):
        """The question about a name, counted once more."""
        question = self.asked.get((noun, key))
        if question is None:
            question = self.asked[noun, key] = NameQuestion(
                noun,
                key,
                name,
                options=OPTIONS.get(noun, ANY_NOUN),
                answer=self.answers.decided(noun, key),
                time_zone=self.zones.get(key, "") if noun == "location" else "",
            )
        question.ask_at(place)
        return question

    def default(self, name, place):
        """What was decided for cells that say nothing."""
        question = self.defaults.get(name)
        if question is None:
            question = DefaultQuestion(name, answer=self.answers.default(name))
            self.defaults[name] = question
        question.ask_at(place)
        if question.answer is None:
            raise UndecidedError(ASKED[name])
        return question.answer

    def which_counts(self, place):
        """Which of two rows counts that say different things; "" while that is open."""
        with suppress(UndecidedError):
            return self.default("twice", place)
        return ""

    def ask_of_change(self, change, name, old, new):
        """The question whether a field of people who are here may change."""
        question = self.watch(name, change.of.heading(name))
        words = (change.of.words(name, value) for value in (old, new))
        question.ask_of(str(change.entity or change.label), *words)
        return question

    def ask_of_edit(self, change, old, new):
        """Whether what was edited here becomes as the file says; `None`: undecided."""
        question = self.watch(EDITED, "What was edited here since")
        question.ask_of(change.label, old, new)
        return question.answer

    def watch(self, name, label):
        question = self.watched.get(name)
        if question is None:
            question = ChangeQuestion(name, label, self.answers.changes.get(name))
            self.watched[name] = question
        return question

    # Plain values

    def level(self, value, place):
        """The level that a cell means, 1–4."""
        if value in LABELS:
            return LABELS[value]
        token = scales.token(value)
        if token in LABELS:
            return LABELS[token]
        self.tokens[token] += 1
        level = self.answers.levels.get(token)
        if level is None:
            raise UndecidedError(f"decide which level “{value}” is")
        if level == scales.NOT_AT_ALL:
            raise SkippedError(f"“{value}” means that there is no such skill")
        return Level(level)

    def order_of(self, cell):
        """How the cell's column writes days; asked where that cannot be told."""
        order = cell.table.order(cell.column)
        if order == DayOrder.AMBIGUOUS and self.is_ambiguous(cell.value):
            return DayOrder(self.default("day_order", cell.place))
        return DayOrder.DAY_FIRST if order == DayOrder.AMBIGUOUS else order

    def is_ambiguous(self, value):
        readings = {day_in(value, order) for order in DayOrder if order != "ambiguous"}
        return len(readings) > 1

    def day(self, cell, *, last=False):
        day = day_in(cell.value, self.order_of(cell), last=last)
        if day is None or not is_likely(day):
            raise CellError(refusal(cell.value))
        return day

    # Names

    def name(self, noun, text, place):
        """What a name means: found, or as it was decided."""
        text = " ".join(text.split())
        key = name_key(noun, text)
        if not key:
            raise CellError(f"“{text}” is no name: it has no letters")
        entities = self.directory.find(noun, key)
        is_one = len(entities) == 1
        entity = entities[0] if is_one else self.directory.addressed(noun, text)
        if entity and self.is_as_decided(noun, key, entity):
            return entity
        if entity is None and text.casefold() in NOBODY:
            raise BlankError(f"“{text}” names none: taken as empty")
        if entity is None and noun == "project" and is_off_time(text):
            raise SkippedError(f"“{text}” says that there is no project: left out")
        if len(text) > BY_NOUN[noun].model._meta.get_field("name").max_length:
            raise CellError(f"“{text[:40]}…” is too long for a name")
        question = self.ask(noun, key, text, place)
        return self.decided(question)

    def is_as_decided(self, noun, key, entity):
        """Whether nothing else was decided: the name may be the entity's only since."""
        answer = self.answers.decided(noun, key)
        if answer is None:
            return True
        if answer.what == What.CREATE:
            # Of people, somebody new is nobody who is here.
            return noun != "person" or entity is None or entity.pk is None
        return bool(entity) and answer.target == self.directory.target_of(noun, entity)

    def decided(self, question):
        """The entity of a question's answer, or why there is none."""
        answer, name = question.answer, question.name
        if question.gone:
            raise UndecidedError(f"what “{name}” was to mean is gone: decide anew")
        if answer is None:
            raise UndecidedError(f"decide what “{name}” is")
        if answer.what not in question.options:
            question.answer = None
            raise UndecidedError(f"“{name}” is here by now: decide anew")
        if answer.what == What.SKIP:
            raise SkippedError(f"“{name}” is left out, as decided")
        if answer.what == What.CREATE:
            return self.create(question)
        entity = self.directory.target(question.noun, answer.target)
        if entity is None:
            question.gone, question.answer = answer.target, None
            return self.decided(question)
        if answer.what == What.ALIAS:
            self.add_alias(question, entity)
        return entity

    def create(self, question):
        """A new entity for a name, found from now on wherever it stands."""
        values = {"name": question.name, **self.needed(question)}
        return self.add_new(question.noun, values, question.places[0])

    def add_new(self, noun, values, place):
        entity = Entity(label=values["name"])
        self.want(BY_NOUN[noun].name, values, place, entity=entity)
        self.directory.add(noun, entity)
        return entity

    def needed(self, question):
        """What a new row needs beside its name."""
        answer = question.answer
        if question.noun == "skill" and answer.category == NEW_CATEGORY:
            return {"category": self.category(NEW_CATEGORY, question.places[0])}
        if question.noun == "skill":
            category = self.directory.target("category", answer.category)
            if category is None:
                raise UndecidedError(f"decide of which category “{question.name}” is")
            return {"category": category}
        if question.noun == "location":
            zone = answer.time_zone or question.time_zone
            if not zone:
                raise UndecidedError(f"decide in which time zone “{question.name}” is")
            return {"time_zone": zone}
        return {}

    def add_alias(self, question, skill):
        """Let the name mean the skill from now on, in this file as well."""
        others = self.directory.by_name["skill"][question.key]
        if others and skill not in others:
            raise CellError(f"“{question.name}” means {others[0]} by now: decide anew")
        values = {"skill": skill, "name": question.name}
        self.want("aliases", values, question.places[0])
        others.append(skill)

    def category(self, text, place):
        """A heading of the catalogue; sheets of skills make new ones as they go."""
        text = " ".join(text.split())
        categories = self.directory.find("category", name_key("category", text))
        if categories:
            return categories[0]
        if not name_key("category", text) or len(text) > 120:
            raise CellError(f"“{text[:40]}” is no name for a category")
        return self.add_new("category", {"name": text}, place)

    def knows_skill(self, name):
        return self.knows("skill", name)

    def knows_project(self, name):
        return self.knows("project", name)

    def knows(self, noun, name):
        """Whether a name is here, or decided about: asked again and again of lists."""
        known = self.known[noun].get(name)
        if known is None:
            key = name_key(noun, name)
            meant = self.directory.find(noun, key) or self.answers.decided(noun, key)
            known = self.known[noun][name] = bool(meant)
        return known

    # People

    def person(self, text, place):
        return person_in(self, text, place)

    @cached_property
    def namesakes(self):
        """Who bears which name: everybody here, and whom the file has rows of."""
        people = Person.objects.order_by().values_list("pk", "name")
        here = [(frozenset([pk]), name) for pk, name in people]
        return Namesakes([*here, *self.cast.rows])

    # What other rows say

    def stated_level(self, person, skill):
        """The level of a person in a skill as it will be; `None` if there is none."""
        values = self.indexes["expertise"].values((raw(person), raw(skill)))
        return values and values.get("level")
