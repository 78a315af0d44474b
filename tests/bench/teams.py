"""How long the best teams take to be found and proven, without a page around them."""

import time
from random import Random
from statistics import median, quantiles

from projects.teams.model import OpenNeed, Option, Terms, suggest_teams

HEADINGS = ("people", "row", "needs", "teams", "proven", "median ms", "p95 ms")
SIZES = (500, 5000)
NEEDS = 12
# As long as a page looks for them.
SECONDS = 3
PRICES = (10_000, 1000, 100)
TERMS = Terms(person=20, unmet=1_000_000, most=40)


def team_lines(rounds, sizes=SIZES):
    """A line for each size, and for the best team alone and all three."""
    for people in sizes:
        questions = [organisation(people, seed) for seed in range(rounds)]
        suggest_teams(*questions[0], TERMS, seconds=SECONDS)
        for teams in (1, 3):
            yield team_line(people, questions, teams)


def team_line(people, questions, teams):
    seconds, found = [], []
    for needs, options in questions:
        started = time.perf_counter()
        found += suggest_teams(needs, options, TERMS, seconds=SECONDS, teams=teams)
        seconds.append(time.perf_counter() - started)
    proven = sum(one.is_optimal for one in found)
    times = median(seconds), quantiles(seconds, n=20, method="inclusive")[-1]
    row = "the best team" if teams == 1 else "… and two others"
    return [
        *(f"{people:,}", row, str(NEEDS), str(len(found)), str(proven)),
        *(f"{1000 * one:.0f}" for one in times),
    ]


def organisation(people, seed):
    """Needs and options: nearly everybody could take a seat, which is the hard case."""
    dice = Random(seed)
    needs = [
        OpenNeed(dice.choice((1, 1, 2, 3)), PRICES[at % 3], at % 2 == 0)
        for at in range(NEEDS)
    ]
    return needs, [option(dice, person) for person in range(people)]


def option(dice, person):
    presence = 25 * dice.choice((1, 1, 1, 0.9, 0.8)) + dice.choice((0, 2, 3, 4, 5))
    holds, learns, guides = {}, {}, set()
    for at in range(NEEDS):
        if dice.random() < 0.3 / (at + 1) ** 0.5:
            freshness = dice.choice((*[1] * 6, 0.95, 0.9, 0.85, 0.8, 0.7, 0.6))
            skill = 60 * freshness * dice.choice((0.9, 0.95, 1))
            holds[at] = round((skill + presence) * (3 - at % 3) / 3)
            guides |= {at} if dice.random() < 0.6 else set()
        elif dice.random() < 0.08:
            learns[at] = round(10 * dice.choice((1, 2, 3)) / 3)
    return Option(person, holds, learns, guides)
