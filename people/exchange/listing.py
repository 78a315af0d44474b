"""Who wants to learn what, and who could guide them.

Who could guide is at Practitioner or above, has some time in the next four weeks, and
does not want to learn the skill too. First come those who work at the same time as
most of the learners, for an hour a day at least, then those with the most time.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain, repeat
from operator import neg
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg

from people.availability.windows import default_window
from people.database.unchanged import fetch_values
from people.exchange.markup import exchange_section
from people.exchange.meetings import all_meetings, clocks_of
from people.fields import Ids
from people.lists.listing import Listing, page_of, sift
from people.models import Expertise, LearningGoal, Level, Person, Skill, related
from people.paths import mail_link, path_to
from people.skills.catalogue import skill_ways_out

MOST_LEARNERS = 8
MOST_GUIDES = 4
# Of so much of a week somebody can be guided.
LEAST_FREE = 10
# An address with many more is cut by mail programs.
MOST_WRITTEN_TO = 40


class WishGroup(NamedTuple):
    """Who wants a skill in one team and place, and how much, by person."""

    skill: Skill
    category: int
    team: int | None
    location: int | None
    people: list[int]
    priorities: list[int]


class Addressee(NamedTuple):
    """Somebody as they are named and written to; names sort by `sort_name`."""

    pk: int
    name: str
    slug: str
    sort_name: str
    email: str | None

    def get_absolute_url(self):
        return path_to("people:person-detail", self.slug)


@dataclass(frozen=True, slots=True)
class ExchangeGuide:
    """Somebody who could guide, and with how many of the learners they share hours."""

    person: Addressee
    level: Level
    free: int
    shares: int


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """A skill with the first of those who want it and of those who could guide."""

    skill: Skill
    learners: list[Addressee]
    count: int
    written_to: int
    guides: list[ExchangeGuide]
    guide_count: int
    able_count: int
    is_own: bool
    write_to_learners: str
    write_to_all: str | None

    @property
    def section(self):
        return exchange_section(self)

    @property
    def more(self):
        return self.count - len(self.learners)

    @property
    def learners_words(self):
        if self.written_to < self.count:
            return f"{self.written_to} of {self.count}"
        if self.count == 1:
            return self.learners[0].name
        return "both" if self.count == 2 else f"all {self.count}"

    @property
    def more_guides(self):
        return self.guide_count - len(self.guides)


@dataclass(frozen=True, kw_only=True)
class ExchangeListing(Listing):
    one, many = "skill", "skills"

    people: int = 0


def exchange_listing(filterset, address, *, user) -> ExchangeListing:
    """Answer the filterset; 6 queries for a page of skills."""
    if not filterset.is_valid():
        return ExchangeListing.refused(filterset, address)
    sifted = sift(all_wishes(filterset.catalogue.skills), filterset.checks())
    wishes = by_skill(sifted.passed)
    page = page_of(
        in_order(wishes, filterset.criteria["sort"]), filterset.criteria["page"]
    )
    page.object_list = rows_of(
        {skill: wishes[skill] for skill in page.object_list}, user=user
    )
    return ExchangeListing.answered(
        filterset,
        address,
        total=len(wishes),
        page=page,
        people=len(people_of(sifted.passed)),
        facets=filterset.facets_under(sifted),
        ways_out=[]
        if wishes
        else skill_ways_out(sifted, filterset, address, count=count_goals),
    )


def all_wishes(skills):
    """The open goals of everybody here for the skills; one query."""
    skills = {skill.pk: skill for skill in skills}
    people = Person.objects.active().order_by().values("pk")
    rows = LearningGoal.objects.unfinished().filter(person__in=people).order_by()
    rows = rows.values_list("skill", "person__team", "person__location")
    groups = fetch_values(rows.annotate(**gather("person", "priority")))
    return [
        WishGroup(skills[skill], skills[skill].category_id, *group)
        for skill, *group in groups
        if skill in skills
    ]


def by_skill(groups):
    found = defaultdict(list)
    for group in groups:
        found[group.skill.pk].append(group)
    return {groups[0].skill: groups for groups in found.values()}


def gather(*columns):
    """Arrays of columns, in one order: thousands of values in a row of the answer."""
    return {f"all_{column}": ArrayAgg(column) for column in columns}


def count_goals(groups):
    """Nobody has two open goals for a skill."""
    return sum(len(group.people) for group in groups)


def people_of(groups):
    return set().union(*(group.people for group in groups))


def in_order(wishes, sort):
    skills = sorted(wishes, key=lambda skill: skill.name.casefold())
    if sort.removeprefix("-") == "learners":
        skills.sort(key=lambda skill: -count_goals(wishes[skill]))
    return skills[::-1] if sort.startswith("-") else skills


def rows_of(wishes, *, user):
    """Rows of skills with the groups of their goals; 4 queries."""
    learning = {skill.pk: people_of(groups) for skill, groups in wishes.items()}
    able, days = able_people(learning), default_window()
    free = related("assignments").free_percents(
        set().union(*(people for people, _ in able.values())), *days
    )
    clocks = clocks_of(free.keys() | set().union(*learning.values()))
    meetings = all_meetings(frozenset(clocks.values()), days)
    guides = {
        skill: guides_for(people, able[skill], free, clocks, meetings)
        for skill, people in learning.items()
    }
    first = {skill.pk: first_learners(groups) for skill, groups in wishes.items()}
    found = chain.from_iterable(found for found, _ in guides.values())
    named = addressees({pk for *_, pk in chain(found, *first.values())})
    own = getattr(user, "person", None)
    return [
        row_of(
            skill,
            learners_named(first[skill.pk], named),
            guides_named(guides[skill.pk][0], named),
            count=count_goals(groups),
            guide_count=guides[skill.pk][1],
            able_count=len({*able[skill.pk][0]} - learning[skill.pk]),
            is_own=own is not None and own.pk in learning[skill.pk],
        )
        for skill, groups in wishes.items()
    ]


def first_learners(groups):
    """As many as can be written to, as numbers that sort the most pressing first."""
    goals = chain.from_iterable(
        zip(map(neg, group.priorities), group.people, strict=True) for group in groups
    )
    return sorted(goals)[:MOST_WRITTEN_TO]


def addressees(people):
    """Those of them who are still there; a query."""
    rows = Person.objects.filter(pk__any=Ids(people)).order_by()
    return {
        pk: Addressee(pk, *row) for pk, *row in rows.values_list(*Addressee._fields)
    }


def learners_named(first, named):
    """The most pressing first, and of those the first by name."""
    found = [(at, named[person]) for at, person in first if person in named]
    found.sort(key=lambda one: (one[0], one[1].sort_name, one[1].pk))
    return [learner for _, learner in found]


def able_people(skills):
    """Who is at Practitioner or above and is here, and their levels, by skill."""
    here = Person.objects.active().order_by().values("pk")
    rows = Expertise.objects.filter(
        skill__in=skills, level__gte=Level.PRACTITIONER, person__in=here
    )
    rows = rows.order_by().values_list("skill").annotate(**gather("person", "level"))
    columns_of = {skill: columns for skill, *columns in fetch_values(rows)}
    return defaultdict(lambda: ((), ())) | columns_of


def guides_for(learning, able, free, clocks, meetings):
    """The best, as numbers that sort the best first, and how many there are.

    First is who shares hours with most learners, then who has the most time."""
    learn_by = Counter([clocks[person] for person in learning])
    shares = {
        ours: sum(map(learn_by.get, meetings[ours], repeat(0)))
        for ours in {clocks[person] for person in able[0]}
    }
    found = [
        (-shares[clocks[person]], -free[person], -level, person)
        for person, level in zip(*able, strict=True)
        if free[person] >= LEAST_FREE and person not in learning
    ]
    return nsmallest(MOST_GUIDES, found), len(found)


def guides_named(found, named):
    return [
        ExchangeGuide(named[person], Level(-level), -free, -shares)
        for shares, free, level, person in found
        if person in named
    ]


def row_of(skill, learners, guides, **figures):
    emails = [learner.email for learner in learners if learner.email]
    guide = guides[0].person.email if guides else None
    subject = f"Learning {skill.name} together"
    return ExchangeRow(
        skill=skill,
        learners=learners[:MOST_LEARNERS],
        guides=guides,
        written_to=len(emails),
        write_to_learners=mail_link(emails, hidden=True, subject=subject),
        write_to_all=guide
        and mail_link([guide, *emails], hidden=True, subject=subject),
        **figures,
    )
