"""Who wants to learn what, and who could guide them.

Who could guide is at Practitioner or above, has some time in the next four weeks, and
does not want to learn the skill too. First come those who work at the same time as
most of the learners, for an hour a day at least, then those with the most time.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from people.availability.windows import default_window
from people.lists.listing import Listing, page_of, sift
from people.models import Expertise, LearningGoal, Level, Person, Skill, related
from people.skills.catalogue import skill_ways_out
from people.working_hours import shared_hours

MOST_LEARNERS = 8
MOST_GUIDES = 4
# Of so much of a week somebody can be guided, by who shares so many hours a day.
LEAST_FREE, LEAST_HOURS = 10, 1
# An address with many more is cut by mail programs.
MOST_WRITTEN_TO = 40


class OpenWish(NamedTuple):
    """A goal with what its filters ask for."""

    skill: Skill
    category: int
    person: int
    team: int | None
    location: int | None
    priority: int
    sort_name: str
    email: str | None
    clock: tuple[str | None, time, time]


class AbleRow(NamedTuple):
    """Somebody at Practitioner or above in a skill, as the database gives them."""

    skill: int
    person: int
    level: int
    zone: str | None
    works_from: time
    works_to: time

    @property
    def clock(self):
        return self.zone, self.works_from, self.works_to


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
    """Answer the filterset; 6 queries for a page of skills."""
    if not filterset.is_valid():
        return ExchangeListing.refused(filterset, address)
    sifted = sift(all_wishes(), filterset.checks())
    wishes = defaultdict(list)
    for wish in sifted.passed:
        wishes[wish.skill].append(wish)
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
        people=len({wish.person for wish in sifted.passed}),
        facets=filterset.facets_under(sifted),
        ways_out=[] if wishes else skill_ways_out(sifted, filterset, address),
    )


def all_wishes():
    """The open goals of everybody here for skills that are offered; two queries."""
    skills = Skill.objects.active().in_bulk()
    people = Person.objects.active().order_by().values("pk")
    rows = LearningGoal.objects.unfinished().filter(person__in=people).order_by()
    columns = (
        *("skill", "person", "person__team", "person__location", "priority"),
        *("person__sort_name", "person__email"),
        *("person__location__time_zone", "person__works_from", "person__works_to"),
    )
    return [
        OpenWish(skill, skill.category_id, *wish, tuple(clock))
        for pk, *wish, zone, first, last in rows.values_list(*columns)
        if (skill := skills.get(pk))
        if (clock := (zone, first, last))
    ]


def in_order(wishes, sort):
    skills = sorted(wishes, key=lambda skill: skill.name.casefold())
    if sort.removeprefix("-") == "learners":
        skills.sort(key=lambda skill: -len(wishes[skill]))
    return skills[::-1] if sort.startswith("-") else skills


def rows_of(wishes, *, user):
    """Rows of skills with their wishes; 3 queries."""
    able, free = able_people(wishes)
    meeting = cache(meet)
    guides = {
        skill: guides_for(of_skill, able[skill.pk], free, meeting)
        for skill, of_skill in wishes.items()
    }
    wishes = {
        skill: sorted(of_skill, key=by_wish) for skill, of_skill in wishes.items()
    }
    shown = {one.person for found in wishes.values() for one in found[:MOST_LEARNERS]}
    shown |= {row.person for found in guides.values() for row, _ in found[:MOST_GUIDES]}
    people = Person.objects.in_bulk(shown)
    own = getattr(user, "person", None)
    return [
        row_of(skill, of_skill, guides[skill], free, people, own and own.pk)
        for skill, of_skill in wishes.items()
    ]


def by_wish(wish):
    """Sorts the most pressing first, then by name."""
    return -wish.priority, wish.sort_name, wish.person


def able_people(skills):
    """Rows of who could guide, by skill, and what each has free; two queries."""
    people = Person.objects.active().order_by().values("pk")
    rows = Expertise.objects.filter(
        skill__in=skills, level__gte=Level.PRACTITIONER, person__in=people
    )
    columns = (
        *("skill", "person", "level"),
        *("person__location__time_zone", "person__works_from", "person__works_to"),
    )
    able = defaultdict(list)
    for row in map(AbleRow._make, rows.order_by().values_list(*columns)):
        able[row.skill].append(row)
    people = {row.person for rows in able.values() for row in rows}
    free = related("assignments").free_percents(people, *default_window())
    return able, free


def guides_for(wishes, able, free, meeting):
    """Pairs of a row and the number of learners who share hours, the best first.

    `meeting` is `meet`, which remembers: thousands of people have few clocks.
    """
    learners = {wish.person for wish in wishes}
    clocks = Counter(wish.clock for wish in wishes)
    shares = {
        ours: sum(n for theirs, n in clocks.items() if meeting(ours, theirs))
        for ours in {row.clock for row in able}
    }
    found = [
        (row, shares[row.clock])
        for row in able
        if free[row.person] >= LEAST_FREE and row.person not in learners
    ]
    found.sort(
        key=lambda one: (-one[1], -free[one[0].person], -one[0].level, one[0].person)
    )
    return found


def meet(ours, theirs):
    """Whether two clocks, whose zone may not be known, share an hour a day."""
    (zone, *hours), (other, *other_hours) = ours, theirs
    if not zone or not other:
        return False
    days = default_window()
    shared = shared_hours(zone, *hours, other, *days, tuple(other_hours))
    return shared >= LEAST_HOURS


def row_of(skill, wishes, guides, free, people, own):
    first = [
        ExchangeGuide(people[row.person], Level(row.level), free[row.person], shares)
        for row, shares in guides[:MOST_GUIDES]
    ]
    emails = [wish.email for wish in wishes]
    guide = [one.person.email for one in first[:1]]
    return ExchangeRow(
        skill=skill,
        learners=[people[wish.person] for wish in wishes[:MOST_LEARNERS]],
        count=len(wishes),
        guides=first,
        guide_count=len(guides),
        is_own=own in {wish.person for wish in wishes},
        write_to_learners=mail_to(skill, emails),
        write_to_all=mail_to(skill, [*guide, *emails]),
    )


def mail_to(skill, emails):
    """A link to write to the first of them who have an e-mail, hidden from others."""
    emails = list(filter(None, emails))[:MOST_WRITTEN_TO]
    if not emails:
        return ""
    to = ",".join(quote(email, safe="@") for email in emails)
    return f"mailto:?bcc={to}&subject={quote(f'Learning {skill.name} together')}"
