"""The projects: what, for whom, when, and how they ended."""

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from slugify import slugify

from people.fields import RESERVED_SLUGS
from skillsdir.sample.content import (
    PHRASES,
    PROFILES,
    SPONSORS,
    TEAMS,
    Subject,
    project_title,
)
from skillsdir.sample.days import at, friday, iso, monday

MIN_PROJECTS = 24
PEOPLE_PER_PROJECT = 3
TRIED_AGAIN = 5

# Dealt like cards, so that a small organisation has each of them too.
STATUSES = (
    *["closed"] * 12,
    *["active"] * 6,
    *["staffing"] * 2,
    *["proposed"] * 2,
    *["cancelled"] * 2,
)
# "" is a closed project whose outcome nobody has recorded yet.
OUTCOMES = (
    *["in_use"] * 4,
    *["answered"] * 2,
    *["not_met"] * 2,
    "not_adopted",
    "stopped_evidence",
    "stopped_external",
    "",
)
STAGES = {
    "in_use": ("production",),
    "answered": ("proof_of_concept", "idea", "pilot"),
    "not_met": ("proof_of_concept", "pilot"),
    "not_adopted": ("pilot", "production"),
    "stopped_evidence": ("idea", "proof_of_concept"),
    "stopped_external": ("idea", "proof_of_concept", "pilot"),
    "": ("",),
}
AIMS = {
    "in_use": ("build", "build", "operate"),
    "answered": ("explore", "prove", "advise"),
}
# Phase, first and last day of a need for the whole of its project.
EVER = ("", None, None)
ANY_AIM = ("explore", "prove", "prove", "build", "build", "operate", "advise")


@dataclass(slots=True)
class Undertaking:
    """A project in the making; days are ordinals, `team` and `lead` are ids."""

    id: int
    name: str
    slug: str
    subject: Subject
    sponsor: str
    team: int
    status: str
    starts: int | None
    ends: int | None
    aim: str
    outcome: str
    skills: list[int]
    lead: int | None = None
    crew: dict[int, None] = field(default_factory=dict)


def project_count(people):
    return max(MIN_PROJECTS, round(people / PEOPLE_PER_PROJECT))


def make_undertakings(count, pools, today, seed):
    random = Random(f"{seed} projects")
    taken = Counter(RESERVED_SLUGS)
    teams = {}
    for number, row in enumerate(TEAMS, 1):
        teams.setdefault(row.theme, []).append(number)
    statuses, outcomes = deal(STATUSES, random), deal(OUTCOMES, random)
    undertakings = []
    for number in range(count):
        subject, name = project_title(number)
        status = next(statuses)
        outcome = next(outcomes) if status == "closed" else ""
        starts, ends = choose_days(status, today, random)
        slug = slugify(name)[:72]
        taken[slug] += 1
        undertakings.append(
            Undertaking(
                id=number + 1,
                name=name,
                slug=slug if taken[slug] == 1 else f"{slug}-{taken[slug]}",
                subject=subject,
                sponsor=random.choice(SPONSORS),
                team=random.choice(teams[subject.theme]),
                status=status,
                starts=starts,
                ends=ends,
                aim=random.choice(AIMS.get(outcome, ANY_AIM)),
                outcome=outcome,
                skills=choose_skills(subject, pools, random),
            )
        )
    try_again(undertakings)
    return undertakings


def try_again(undertakings):
    """Propose anew what stopped early, so that it is there to be found."""
    stopped = [one for one in undertakings if one.outcome == "stopped_evidence"]
    proposed = [one for one in undertakings if one.status == "proposed"]
    for before, again in zip(stopped[:TRIED_AGAIN], proposed, strict=False):
        again.subject, again.team = before.subject, before.team
        again.name = f"{before.name}, another try"
        again.slug = f"{before.slug}-another-try"
        again.skills = list(before.skills)


def deal(cards, random):
    """Yield the cards for ever, shuffled anew each round."""
    while True:
        yield from random.sample(cards, len(cards))


def choose_days(status, today, random):
    """Return the first and last day; unknown ones are None."""
    length = random.randint(80, 480)
    if status == "closed":
        ends = friday(today - 12 - int(random.random() ** 1.3 * 1100))
        return monday(ends - length), ends
    if status == "active":
        starts = monday(today - random.randint(20, 380))
        chance = random.random()
        if chance < 0.15:
            return starts, None
        if chance < 0.2:
            return monday(starts - 90), friday(today - random.randint(8, 40))
        return starts, friday(today + random.randint(30, 300))
    if status == "staffing":
        starts = monday(today + random.randint(7, 60))
    elif status == "proposed":
        if random.random() < 0.35:
            return None, None
        starts = monday(today + random.randint(40, 200))
    else:
        starts = monday(today + random.randint(-150, 30))
    return starts, friday(starts + length)


def choose_skills(subject, pools, random):
    """Return the skills that the work takes, the most telling first."""
    skills = pools.ids([subject.domain])
    for profile in subject.profiles:
        core = pools.ids(PROFILES[profile].skills[:12])
        share = random.sample(core, min(4, len(core)))
        skills.extend(sorted(share, key=core.index))
    return list(dict.fromkeys(skills))


def choose_leads(undertakings, workers, manager, seed):
    """Somebody senior of the crew leads; `manager` has one project of each status."""
    random = Random(f"{seed} leads")
    seniors = {}
    for worker in workers:
        if worker.seniority >= 2 and not worker.has_left:
            seniors.setdefault(worker.team, []).append(worker.id)
    given = set()
    for undertaking in undertakings:
        if undertaking.status not in given:
            given.add(undertaking.status)
            undertaking.lead = manager
            continue
        is_over = undertaking.status in ("closed", "cancelled")
        crew = [
            worker
            for worker in (workers[number - 1] for number in undertaking.crew)
            if is_over or not worker.has_left
        ]
        if crew and random.random() < 0.8:
            best = max(worker.seniority for worker in crew)
            undertaking.lead = next(w.id for w in crew if w.seniority == best)
        elif random.random() < 0.85 and undertaking.team in seniors:
            undertaking.lead = random.choice(seniors[undertaking.team])


def project_rows(undertakings, users, today, seed):
    """Yield rows of `Project`; `users` may have recorded the outcomes."""
    random = Random(f"{seed} outcomes")
    for undertaking in undertakings:
        outcome = undertaking.outcome
        recorded = None
        if outcome:
            recorded = min(undertaking.ends + random.randint(0, 21), today - 1)
        yield (
            undertaking.id,
            undertaking.name,
            undertaking.slug,
            undertaking.subject.summary,
            undertaking.sponsor,
            undertaking.team,
            undertaking.lead,
            undertaking.aim,
            undertaking.status,
            iso(undertaking.starts),
            iso(undertaking.ends),
            random.choice(PHRASES["criteria"]) if random.random() < 0.85 else "",
            outcome,
            random.choice(STAGES[outcome]),
            random.choice(PHRASES["outcome_notes"][outcome]) if outcome else "",
            *reasons_of(undertaking),
            random.choice(users) if outcome else None,
            at(recorded, 15, 30) if outcome else None,
            over_at(undertaking, recorded, today),
        )


def over_at(undertaking, recorded, today):
    """Since when it is over, of which a trigger would say that it is now."""
    if undertaking.status == "closed":
        return at(recorded or undertaking.ends, 15, 30)
    return at(today - 1, 15, 30) if undertaking.status == "cancelled" else None


def reasons_of(undertaking):
    """What the signal, the data and the fit lacked where it stopped early."""
    if undertaking.outcome != "stopped_evidence":
        return "", "", ""
    reasons = PHRASES["reasons"]
    return tuple(reasons[undertaking.id % len(reasons)])


def need_rows(undertakings, seed):
    """Yield rows of `SkillNeed`: for all live projects, and half of those over."""
    random, phases = Random(f"{seed} needs"), Random(f"{seed} phases")
    number = 0
    for undertaking in undertakings:
        if undertaking.status == "closed" and random.random() < 0.5:
            continue
        count = random.randint(3, min(7, len(undertaking.skills)))
        wanted = random.sample(undertaking.skills, count)
        has_phases = phases.random() < 0.5
        for place, skill in enumerate(sorted(wanted, key=undertaking.skills.index)):
            number += 1
            priority = (
                "must" if place < 2 else random.choice(("must", "should", "could"))
            )
            yield (
                number,
                undertaking.id,
                skill,
                random.choices((2, 3, 4), (40, 46, 14))[0],
                random.choices((1, 2, 3), (68, 25, 7))[0],
                priority,
                random.random() < 0.35,
                *(when(undertaking, place, count) if has_phases else EVER),
            )


def when(undertaking, place, count):
    """Phase, first and last day of a need: what is most telling of the subject first.

    What comes last in the list is needed from the middle on, the rest all the time.
    """
    starts, ends = undertaking.starts, undertaking.ends
    if 0 < place < count - 1:
        return EVER
    phase = "frame" if place == 0 else "build"
    if starts is None:
        return phase, None, None
    length = (ends - starts if ends else 240) // (4 if place == 0 else 2)
    if place == 0:
        return phase, None, iso(friday(starts + length))
    return phase, iso(monday(starts + length)), None
