"""A few people side by side: what each has of what is needed, and from when."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Window
from django.http import QueryDict

from people.comparison.form import MOST_PEOPLE
from people.directory.cards import PersonCard, person_cards
from people.lists.addresses import PARAMETER, Address
from people.lists.text_search import called
from people.models import Expertise, Level, Person, Skill, related
from people.words import local_day, window_words

MOST_FOUND = 6
SHORT = {1: "one level short", 2: "two levels short", 3: "three levels short"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one person has in one skill; `asked` is the level needed, if one is."""

    level: Level | None = None
    last_used_on: date | None = None
    wants: bool = False
    asked: int | None = None

    @property
    def is_met(self):
        return self.asked is not None and (self.level or 0) >= self.asked

    @property
    def verdict(self):
        """The need as met, near or missing, in words."""
        if self.asked is None or self.is_met:
            return "Met" if self.is_met else ""
        if self.level is None:
            return "Missing"
        gap = self.asked - self.level
        return f"{'Near' if gap < 3 else 'Missing'}: {SHORT[gap]}"


@dataclass(frozen=True, slots=True)
class Line:
    """A skill, or a need of the project, across all who are compared."""

    skill: Skill
    cells: list[Cell]
    need: object = None

    @property
    def is_different(self):
        return len({(cell.level, cell.wants) for cell in self.cells}) > 1

    @property
    def asked(self):
        return Level(self.need.level).or_above if self.need else ""


@dataclass(frozen=True, slots=True)
class Column:
    """One of the people, what they work on now, and the address without them."""

    card: PersonCard
    current: list
    href: str
    met: str = ""

    @property
    def person(self):
        return self.card.person


class Comparison:
    """All that the page shows; as many queries for six people as for one."""

    def __init__(self, criteria, address, *, user):
        chosen = criteria["people"]
        self.project, self.asked = criteria["project"], criteria["asked"]
        window = criteria["window"]
        ids = [person.pk for person in chosen[:MOST_PEOPLE]]
        cards = person_cards(ids, user=user, window=window, percent=self.asked)
        lines = lines_of(cards, self.project)
        self.window = window_words({"window": window})
        self.columns = columns_of(cards, lines if self.project else [], address)
        self.left_out = chosen[MOST_PEOPLE:]
        self.only_differences = criteria.get("only") == "differences"
        self.lines = [
            line for line in lines if line.is_different or not self.only_differences
        ]
        self.line_count = len(lines)
        self.toggle = (
            address.href(address.pairs(but=["only"]))
            if self.only_differences
            else address.with_value("only", "differences")
        )
        self.chosen = chosen
        self.without_project = address.href(address.pairs(but=["project"]))
        # The parameters with which a list has those who are compared ticked.
        self.carried = carried(chosen, criteria, address)
        # The first of who was looked for, each with the address that has them too.
        people = people_named(criteria.get("find"), but=chosen)
        self.found = [(person, with_person(address, person)) for person in people]
        self.found_count = people[0].count if people else 0
        # The list with all of them, and with those ticked who are compared.
        self.all_found = carried(chosen, criteria, address, q=criteria.get("find"))

    def with_ticks(self, href):
        """The address of a list with those ticked who are compared, and nobody else."""
        path, _, query = href.partition("#")[0].partition("?")
        address = Address(path, QueryDict(query))
        ticks = [(PARAMETER, person.slug) for person in self.chosen]
        return address.href([*address.pairs(but=[PARAMETER]), *ticks])


def carried(chosen, criteria, address, **asked_too):
    """The query of a list that has the people ticked, and asks for the same time."""
    name = "percent" if criteria["project"] else "free"
    pairs = [pair for pair in address.pairs() if pair[0] in {"from", "to"}]
    asked = [(name, criteria["asked"])] if criteria["asked"] else []
    ticks = [(PARAMETER, person.slug) for person in chosen]
    return replace(address, path="").href([*asked_too.items(), *pairs, *asked, *ticks])


def with_person(address, person):
    return address.href([*address.pairs(but=["find"]), ("person", person.slug)])


def columns_of(cards, needed, address):
    current = current_bookings([card.person.pk for card in cards])
    return [
        Column(
            card=card,
            current=current[card.person.pk],
            href=address.without("person", card.person.slug),
            met=met_words([line.cells[place] for line in needed]),
        )
        for place, card in enumerate(cards)
    ]


def met_words(cells):
    return f"{sum(cell.is_met for cell in cells)} of {len(cells)}" if cells else ""


def current_bookings(people):
    """What each works on today, tentatively too."""
    today = local_day()
    bookings = {person: [] for person in people}
    rows = related("assignments").loading(today, today).filter(person__in=people)
    for row in rows.select_related("project"):
        bookings[row.person_id].append(row)
    return bookings


def lines_of(cards, project):
    """The needs of the project, musts first; without one, all skills that they have."""
    rows = list(
        Expertise.objects.filter(
            person__in=[card.person.pk for card in cards]
        ).select_related("skill")
    )
    stated = {(row.person_id, row.skill_id): row for row in rows}
    if project:
        asked = [(need.skill, need) for need in needs_of(project)]
    else:
        asked = [(skill, None) for skill in shared_first(rows)]
    return [
        Line(skill, [cell(card, skill, need, stated) for card in cards], need)
        for skill, need in asked
    ]


def needs_of(project):
    priority = project.needs.model._meta.get_field("priority")
    order = [value for value, _ in priority.choices]
    needs = project.needs.select_related("skill")
    return sorted(needs, key=lambda need: (order.index(need.priority), need.pk))


def shared_first(rows):
    """Each skill once: what most of them have, then what somebody knows best."""
    skills = {row.skill_id: row.skill for row in rows}
    have = Counter(row.skill_id for row in rows)
    best = {}
    for row in rows:
        best[row.skill_id] = max(row.level, best.get(row.skill_id, 0))
    return sorted(
        skills.values(),
        key=lambda skill: (-have[skill.pk], -best[skill.pk], skill.name.casefold()),
    )


def cell(card, skill, need, stated):
    row = stated.get((card.person.pk, skill.pk))
    return Cell(
        level=Level(row.level) if row else None,
        last_used_on=row.last_used_on if row else None,
        wants=any(goal.name == skill.name for goal in card.goals),
        asked=need.level if need else None,
    )


def people_named(text, *, but):
    """The first few people who are called so, each with the `count` of all."""
    people = Person.objects.for_directory().exclude(pk__in=[one.pk for one in but])
    found = people.filter(called(text or "")).annotate(count=Window(Count("pk")))
    return list(found[:MOST_FOUND])
