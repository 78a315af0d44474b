"""Who wants to learn what, and who could guide them.

Who could guide is at Practitioner or above, has some time in the next four weeks, and
does not want to learn the skill too. First come those who work at the same time as
most of the learners, for an hour a day at least, then those with the most time.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, partial
from heapq import nsmallest
from itertools import repeat
from typing import NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg

from people.availability.windows import default_window
from people.fields import Ids
from people.lists.listing import Listing, page_of, sift
from people.models import Expertise, LearningGoal, Level, Person, Skill, related
from people.paths import mail_link
from people.skills.catalogue import skill_ways_out
from people.working_hours import shared_hours

MOST_LEARNERS = 8
MOST_GUIDES = 4
# Of so much of a week somebody can be guided, by who shares so many hours a day.
LEAST_FREE, LEAST_HOURS = 10, 1
CLOCK = ("location__time_zone", "works_from", "works_to")
# Of who is erased while the page is made.
UNKNOWN = (None, None, None)
# An address with many more is cut by mail programs.
MOST_WRITTEN_TO = 40


class OpenWish(NamedTuple):
    """A goal with what its filters ask for."""

    skill: Skill
    category: int
    pk: int
    person: int
    team: int | None
    location: int | None


class Learner(NamedTuple):
    """Who has a goal, with what they are sorted by."""

    priority: int
    sort_name: str
    person: int
    email: str | None


class Able(NamedTuple):
    """Somebody at Practitioner or above in a skill, with some time."""

    person: int
    level: int
    free: int


@dataclass(frozen=True, slots=True)
class ExchangeGuide:
    """Somebody who could guide, and with how many of the learners they share hours."""

    person: Person
    level: Level
    free: int
    shares: int


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """A skill with the first of those who want it and of those who could guide."""

    skill: Skill
    learners: list[Person]
    count: int
    guides: list[ExchangeGuide]
    guide_count: int
    is_own: bool
    write_to_learners: str
    write_to_all: str

    @property
    def more(self):
        return self.count - len(self.learners)

    @property
    def learners_words(self):
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
    """Answer the filterset; 8 queries for a page of skills."""
    if not filterset.is_valid():
        return ExchangeListing.refused(filterset, address)
    sifted = sift(all_wishes(), filterset.checks())
    wishes = defaultdict(list)
    for wish in sifted.passed:
        wishes[wish.skill.pk].append(wish)
    page = page_of(
        in_order(wishes, filterset.criteria["sort"]), filterset.criteria["page"]
    )
    page.object_list = rows_of(
        {skill: wishes[skill.pk] for skill in page.object_list}, user=user
    )
    return ExchangeListing.answered(
        filterset,
        address,
        total=len(wishes),
        page=page,
        people=len({wish.person for wish in sifted.passed}),
        facets=filterset.facets_under(sifted),
        ways_out=[] if wishes else skill_ways_out(sifted, filterset, address),
    )


def all_wishes():
    """The open goals of everybody here for skills that are offered; two queries."""
    skills = Skill.objects.active().in_bulk()
    people = Person.objects.active().order_by().values("pk")
    rows = LearningGoal.objects.unfinished().filter(person__in=people).order_by()
    arrays = gather("pk", "person", "person__team", "person__location")
    return [
        wish
        for key, *columns in rows.values_list("skill").annotate(**arrays)
        if (skill := skills.get(key))
        for wish in map(
            OpenWish._make,
            zip(repeat(skill), repeat(skill.category_id), *columns, strict=False),
        )
    ]


def gather(*columns):
    """Arrays of columns, in one order: thousands of values in a row of the answer."""
    return {f"all_{column}": ArrayAgg(column) for column in columns}


def in_order(wishes, sort):
    skills = [found[0].skill for found in wishes.values()]
    skills.sort(key=lambda skill: skill.name.casefold())
    if sort.removeprefix("-") == "learners":
        skills.sort(key=lambda skill: -len(wishes[skill.pk]))
    return skills[::-1] if sort.startswith("-") else skills


def rows_of(wishes, *, user):
    """Rows of skills with their wishes; 6 queries."""
    learners, able = learners_of(wishes), able_people(wishes)
    clocks = clocks_of(
        {
            one.person
            for of in (learners, able)
            for found in of.values()
            for one in found
        }
    )
    meeting = cache(partial(meet, default_window()))
    guides = {
        skill: guides_for(learners[skill.pk], able[skill.pk], clocks, meeting)
        for skill in wishes
    }
    shown = {one.person for found in learners.values() for one in found[:MOST_LEARNERS]}
    shown |= {one.person for found, _ in guides.values() for one, _ in found}
    people = Person.objects.in_bulk(shown)
    own = getattr(user, "person", None)
    return [
        row_of(skill, learners[skill.pk], *guides[skill], people, own and own.pk)
        for skill in wishes
    ]


def learners_of(wishes):
    """Who has these wishes, by skill, the most pressing first; a query."""
    goals = LearningGoal.objects.filter(
        pk__any=Ids(wish.pk for found in wishes.values() for wish in found)
    )
    columns = ("priority", "person__sort_name", "person", "person__email")
    rows = goals.order_by().values_list("skill").annotate(**gather(*columns))
    learners = defaultdict(list)
    for skill, *columns in rows:
        learners[skill] = sorted(
            map(Learner._make, zip(*columns, strict=True)), key=by_wish
        )
    return learners


def by_wish(learner):
    """Sorts the most pressing first, then by name."""
    return -learner.priority, learner.sort_name, learner.person


def able_people(skills):
    """Who could guide and has some time, by skill; two queries."""
    here = Person.objects.active().order_by().values("pk")
    rows = Expertise.objects.filter(
        skill__in=skills, level__gte=Level.PRACTITIONER, person__in=here
    )
    rows = list(
        rows.order_by().values_list("skill").annotate(**gather("person", "level"))
    )
    people = {person for _, of_skill, _ in rows for person in of_skill}
    free = related("assignments").free_percents(people, *default_window())
    able = defaultdict(list)
    for skill, *columns in rows:
        for person, level in zip(*columns, strict=True):
            if free[person] >= LEAST_FREE:
                able[skill].append(Able(person, level, free[person]))
    return able


def clocks_of(people):
    """The zone and the working hours of each; a query."""
    rows = Person.objects.filter(pk__any=Ids(people)).order_by()
    rows = rows.values_list(*CLOCK).annotate(**gather("pk"))
    clocks = defaultdict(lambda: UNKNOWN)
    for *clock, people in rows:
        clocks.update(dict.fromkeys(people, tuple(clock)))
    return clocks


def guides_for(learners, able, clocks, meeting):
    """The best with the number of learners who share hours with them, and how many.

    `meeting` is `meet`, which remembers: thousands of people have few clocks.
    """
    learning = {learner.person for learner in learners}
    learn_by = Counter(clocks[person] for person in learning)
    shares = {
        ours: sum(n for theirs, n in learn_by.items() if meeting(ours, theirs))
        for ours in {clocks[one.person] for one in able}
    }
    found = [
        (one, shares[clocks[one.person]]) for one in able if one.person not in learning
    ]
    return nsmallest(MOST_GUIDES, found, key=by_use), len(found)


def by_use(guide):
    """Sorts who shares hours with most learners first, then who has the most time."""
    one, shares = guide
    return -shares, -one.free, -one.level, one.person


def meet(days, ours, theirs):
    """Whether two clocks, whose zone may not be known, share an hour a day."""
    (zone, *hours), (other, *other_hours) = ours, theirs
    if not zone or not other:
        return False
    shared = shared_hours(zone, *hours, other, *days, tuple(other_hours))
    return shared >= LEAST_HOURS


def row_of(skill, learners, guides, guide_count, people, own):
    guides = [
        ExchangeGuide(people[one.person], Level(one.level), one.free, shares)
        for one, shares in guides
        if one.person in people
    ]
    emails = [learner.email for learner in learners]
    guide = [one.person.email for one in guides[:1]]
    return ExchangeRow(
        skill=skill,
        learners=[
            people[learner.person]
            for learner in learners[:MOST_LEARNERS]
            if learner.person in people
        ],
        count=len(learners),
        guides=guides,
        guide_count=guide_count,
        is_own=own in {learner.person for learner in learners},
        write_to_learners=mail_to(skill, emails),
        write_to_all=mail_to(skill, [*guide, *emails]),
    )


def mail_to(skill, emails):
    """A link to write to the first of them who have an e-mail, hidden from others."""
    emails = list(filter(None, emails))[:MOST_WRITTEN_TO]
    return mail_link(emails, hidden=True, subject=f"Learning {skill.name} together")
