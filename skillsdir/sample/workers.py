"""The people: who they are, where and when they work."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from random import Random

from slugify import slugify

from people.fields import RESERVED_SLUGS
from skillsdir.sample.content import (
    CULTURES,
    EMAIL_DOMAIN,
    LOCATIONS,
    PHRASES,
    PROFILES,
    TEAMS,
)
from skillsdir.sample.days import monday

HOURS = ((9, 17), (8, 16), (10, 18))
SENIORITY = ("Junior", "", "Senior", "Principal")
REPORTS = 8


@dataclass(slots=True)
class Known:
    """What a worker states about a skill; `last_used` is an ordinal."""

    level: int
    last_used: int | None
    years: int | None
    note: str


@dataclass(slots=True)
class Worker:
    """A person in the making; days are ordinals, `team` and `location` are ids."""

    id: int
    name: str
    slug: str
    email: str | None
    profile: str
    seniority: int
    title: str
    team: int
    theme: str
    location: int
    situation: str
    joined: int
    left: int | None
    capacity: int
    hours: tuple[int, int]
    bio: str
    confirmed: int | None
    manager: int | None = None
    skills: dict[int, Known] = field(default_factory=dict)

    @property
    def has_left(self):
        return self.left is not None


# The people behind the sign-ins: place in the list, name, team, profile.
CAST = {
    0: ("Harriet Okonkwo", "Customer Analytics", "delivery"),
    1: ("Tomás Nogueira", "Language & Documents", "language"),
}


def situation_of(number):
    """What is special about the person with this number.

    By number rather than by chance, so that a small organisation has each of them.
    """
    if number in CAST:
        return "usual"
    if number % 120 == 9:
        return "away"
    for step, place, situation in (
        (25, 7, "left"),
        (25, 12, "overbooked"),
        (33, 20, "new"),
        (13, 5, "idle"),
    ):
        if number % step == place:
            return situation
    return "usual"


def email_of(number, slug):
    """Some never sign in, and need none."""
    is_without = number % 40 == 17
    return None if is_without else f"{slug.replace('-', '.')}@{EMAIL_DOMAIN}"


def make_workers(count, today, seed):
    """Return `count` workers with ids from 1, managers chosen."""
    random = Random(f"{seed} workers")
    taken = Counter(RESERVED_SLUGS)
    workers = [make_worker(number, today, random, taken) for number in range(count)]
    choose_managers(workers)
    return workers


def make_worker(number, today, random, taken):
    team = choose_team(number, random)
    profile = choose_profile(TEAMS[team - 1].profiles, random)
    name = choose_name(number, random)
    if number in CAST:
        name, team_name, profile = CAST[number]
        team = next(i for i, row in enumerate(TEAMS, 1) if row.name == team_name)
    seniority = random.choices(range(4), (20, 42, 28, 10))[0]
    if number in CAST:
        seniority = 2
    situation = situation_of(number)
    joined, left = choose_employment(situation, number in CAST, today, random)
    capacity, hours = choose_hours(number, random)
    slug = free_slug(name, taken)
    return Worker(
        id=number + 1,
        name=name,
        slug=slug,
        email=email_of(number, slug),
        profile=profile,
        seniority=seniority,
        title=choose_title(profile, seniority, random),
        team=team,
        theme=TEAMS[team - 1].theme,
        location=random.choices(
            range(1, len(LOCATIONS) + 1), [row.share for row in LOCATIONS]
        )[0],
        situation=situation,
        joined=joined,
        left=left,
        capacity=capacity,
        hours=hours,
        bio=choose_bio(profile, random),
        confirmed=choose_confirmed(number, joined, left or today, random),
    )


def choose_title(profile, seniority, random):
    """Return a title; the ranks in titles follow seniority only roughly, as ever."""
    title = random.choice(PROFILES[profile].titles)
    has_rank = title.split()[0] in SENIORITY
    return title if has_rank else f"{SENIORITY[seniority]} {title}".strip()


def choose_team(number, random):
    if 2 <= number < len(TEAMS) + 2:
        return number - 1
    return random.choices(range(1, len(TEAMS) + 1), [row.share for row in TEAMS])[0]


def choose_profile(weights, random):
    return random.choices(list(weights), list(weights.values()))[0]


CULTURE_WEIGHTS = list(accumulate(culture.weight for culture in CULTURES))
IN_OWN_SCRIPT = [culture for culture in CULTURES if culture.own_script]


def choose_name(number, random):
    """Every fortieth person writes the name in its own script, some have two."""
    if number % 40 == 17:
        culture = IN_OWN_SCRIPT[number // 40 % len(IN_OWN_SCRIPT)]
        return random.choice(culture.own_script)
    culture = random.choices(CULTURES, cum_weights=CULTURE_WEIGHTS)[0]
    given, family = random.choice(culture.given), random.choice(culture.family)
    if culture.is_double_barrelled and random.random() < 0.12:
        other = random.choice(random.choice(CULTURES).family)
        if other != family:
            family = f"{family}-{other}"
    return f"{given} {family}"


@cache
def stem_of(name):
    return slugify(name)[:72]


def free_slug(name, taken):
    stem = stem_of(name)
    taken[stem] += 1
    return stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"


def choose_employment(situation, in_cast, today, random):
    """Return the first day and, for people who left, the last."""
    if situation == "new":
        return monday(today - random.randint(3, 40)), None
    years = 5 if in_cast else 0.4 + random.random() ** 1.4 * 11
    joined = monday(today - int(years * 365))
    if situation != "left":
        return joined, None
    left = today - random.randint(5, 500)
    return monday(left - random.randint(300, 2500)), left


def choose_hours(number, random):
    """Return capacity in percent and the local hours from and to."""
    if number not in CAST and number % 7 == 4:
        capacity = random.choice((40, 50, 60, 60, 80, 80, 90))
        return capacity, (9, 13 if capacity <= 50 else 15)
    return 100, random.choices(HOURS, (76, 13, 11))[0]


def choose_bio(profile, random):
    if random.random() < 0.2:
        return ""
    return f"{PROFILES[profile].bio} {random.choice(PHRASES['bio_tails'])}"


def choose_confirmed(number, joined, last, random):
    """Return the day of the last confirmation: some are stale, some never came."""
    if last - joined < 60:
        return None
    if number % 20 == 6:
        return None
    age = random.randint(0, 330)
    if number not in CAST and number % 6 == 3:
        age = random.randint(370, 900)
    return max(last - age, joined + 1)


def choose_managers(workers):
    """Each team is a tree, eight reports to a manager, the most senior on top."""
    parents = {row.name: row.parent for row in TEAMS}
    names = [row.name for row in TEAMS]
    ranked = {name: [] for name in names}
    for worker in sorted(workers, key=lambda worker: -worker.seniority):
        if not worker.has_left:
            ranked[names[worker.team - 1]].append(worker)
    for name, team in ranked.items():
        for place, worker in enumerate(team[1:]):
            worker.manager = team[place // REPORTS].id
        parent = ranked.get(parents[name])
        if team and parent:
            team[0].manager = parent[0].id
    for worker in workers:
        team = ranked[names[worker.team - 1]]
        if worker.has_left and team:
            worker.manager = team[0].id
