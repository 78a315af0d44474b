"""What people know, who confirms it, and what they want to learn."""

from itertools import accumulate
from random import Random

from skillsdir.sample.content import COMMON, GROWTH, PHRASES, PROFILES
from skillsdir.sample.days import at, iso
from skillsdir.sample.workers import CAST, Known

# Chances of the levels 1–4, from junior to principal.
LEVELS = ((30, 50, 18, 2), (14, 44, 36, 6), (8, 30, 47, 15), (5, 22, 45, 28))
YEARS = {1: (0, 1), 2: (1, 3), 3: (2, 6), 4: (3, 9)}
GOAL_STATUSES = ("open", "in_progress", "achieved", "dropped")


class Pools:
    """Skill ids to draw from, by profile, the common ones most often."""

    def __init__(self, skill_ids):
        """`skill_ids`: id by name, for every skill of the catalogue."""
        self.skill_ids = skill_ids
        self.by_profile = {name: self.pool(PROFILES[name]) for name in PROFILES}
        self.goals = {
            name: self.ids(profile.goals + GROWTH) for name, profile in PROFILES.items()
        }

    def ids(self, names):
        return [
            self.skill_ids[name]
            for name in dict.fromkeys(names)
            if name in self.skill_ids
        ]

    def pool(self, profile):
        """Return ids and their running weights, Zipf-like in rank."""
        weights = dict.fromkeys(self.skill_ids.values(), 0.008)
        for names, scale, offset in (
            (profile.skills, 10, 3),
            (COMMON, 3, 2),
            (profile.domains, 1.5, 2),
        ):
            for rank, skill in enumerate(self.ids(names)):
                weights[skill] += scale / (rank + offset)
        return list(weights), list(accumulate(weights.values()))

    def draw(self, profile, count, random):
        skills, cumulative = self.by_profile[profile]
        drawn = random.choices(skills, cum_weights=cumulative, k=3 * count)
        return list(dict.fromkeys(drawn))[:count]


def state_skills(workers, pools, today, seed):
    """Give every worker about eight skills that go together."""
    random = Random(f"{seed} skills")
    others = list(PROFILES)
    for worker in workers:
        count = min(max(round(random.gauss(8.3, 2.4)), 2), 16)
        if worker.situation == "new":
            count = random.randint(0, 5)
        if worker.id - 1 in CAST:
            count = 8
        drawn = pools.draw(worker.profile, count, random)
        if random.random() < 0.3 and count > 5 and worker.id - 1 not in CAST:
            side = pools.draw(random.choice(others), 3, random)
            drawn = list(dict.fromkeys(drawn[:-2] + side))[:count]
        last = worker.left or today
        for skill in drawn:
            worker.skills[skill] = state_skill(worker.seniority, last, random)


def state_skill(seniority, today, random):
    level = random.choices((1, 2, 3, 4), LEVELS[seniority])[0]
    chance = random.random()
    age = int(random.expovariate(1 / (150 if level > 2 else 330)))
    return Known(
        level=level,
        last_used=None if chance < 0.08 else today - min(age, 2500),
        years=None if chance > 0.9 else random.randint(*YEARS[level]),
        note=random.choice(PHRASES["expertise_notes"])
        if random.random() < 0.15
        else "",
    )


def expertise_rows(workers):
    """Yield rows of `Expertise`; ids run in the order of workers and their skills."""
    number = 0
    for worker in workers:
        for skill, known in worker.skills.items():
            number += 1
            yield (
                number,
                worker.id,
                skill,
                known.level,
                iso(known.last_used),
                known.years,
                known.note,
            )


def endorsement_rows(workers, today, seed):
    """Yield rows of `Endorsement`: a quarter of expertise has one to three."""
    random = Random(f"{seed} endorsements")
    teams = {}
    for worker in workers:
        teams.setdefault(worker.team, []).append(worker)
    number = expertise = 0
    for worker in workers:
        team = teams[worker.team]
        for known in worker.skills.values():
            expertise += 1
            if random.random() > 0.25:
                continue
            colleagues = {
                random.choice(team).id: None for _ in range(random.randint(1, 3))
            }
            colleagues.pop(worker.id, None)
            for colleague in colleagues:
                number += 1
                yield (
                    number,
                    expertise,
                    colleague,
                    endorsed_level(known.level, random),
                    random.choice(PHRASES["endorsement_notes"])
                    if random.random() < 0.4
                    else "",
                    at(today - random.randint(1, 700), 9 + number % 8, number % 60),
                )


def endorsed_level(level, random):
    step = random.choices((-1, 0, 1), (14, 76, 10))[0]
    return min(max(level + step, 1), 4)


def goal_rows(workers, pools, today, seed):
    """Yield rows of `LearningGoal`, one and a half for each worker."""
    random = Random(f"{seed} goals")
    number = 0
    for worker in workers:
        count = random.choices(range(5), (20, 35, 25, 14, 6))[0]
        if worker.id - 1 in CAST:
            count = 3
        pool = pools.goals[worker.profile]
        for skill in random.sample(pool, min(count, len(pool))):
            number += 1
            status = random.choices(GOAL_STATUSES, (56, 24, 11, 9))[0]
            known = worker.skills.get(skill)
            if known and known.level > 2:
                status = "achieved"
            elif status == "achieved" and worker.id - 1 in CAST:
                status = "in_progress"
            elif status == "achieved" and not known:
                known = Known(random.choice((2, 2, 3)), worker.left or today, 1, "")
                worker.skills[skill] = known
            yield (
                number,
                worker.id,
                skill,
                *goal_cells(status, known, worker, today, random),
            )


def goal_cells(status, known, worker, today, random):
    """Return target level, priority, target day, motivation, status and day set."""
    last = worker.left or today
    target = random.choice((2, 2, 2, 3))
    if known and status == "achieved":
        target = known.level
    elif known:
        target = min(known.level + random.choice((1, 1, 2)), 4)
    set_on = max(last - int(random.random() ** 1.2 * 400), worker.joined)
    hoped_for = set_on + random.randint(120, 500)
    return (
        target,
        random.choices((1, 2, 3), (25, 45, 30))[0],
        iso(hoped_for) if random.random() > 0.15 else None,
        random.choice(PHRASES["motivations"]) if random.random() > 0.15 else "",
        status,
        iso(set_on),
    )


def absence_rows(workers, today, seed):
    """Yield rows of `Absence`: every seventh worker, half of them before long."""
    random = Random(f"{seed} absences")
    number = 0
    for worker in workers:
        spans = []
        if worker.situation == "away":
            spans = [(today - 10, today + 60)]
        elif worker.id % 7 == 2 and not worker.has_left:
            first = today + random.randint(-2, 24 if worker.id % 2 else 120)
            spans = [(first, first + random.choice((0, 1, 4, 4, 9, 11, 18)))]
            if random.random() < 0.5:
                earlier = today - random.randint(40, 300)
                spans.insert(0, (earlier, earlier + random.randint(1, 14)))
        for first, last in spans:
            number += 1
            yield number, worker.id, iso(first), iso(last)
