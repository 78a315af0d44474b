"""Random organisations that look for a team, and two judges of the teams they get.

Both are written from the rules of the domain and not from `projects.teams.model`: one
checks every rule of a team, the other tries all teams of a small organisation.
"""

from itertools import combinations
from random import Random

from projects.teams.model import OpenNeed, Option, Terms

PRICES = {"must": 10_000, "should": 1000, "could": 100}


def organisation(seed, people=5, needs=4):
    """Needs, options and terms; as many people and needs as that at most."""
    dice = Random(seed)
    needs = [random_need(dice) for _ in range(dice.randint(0, needs))]
    options = [random_option(dice, n, needs) for n in range(dice.randint(0, people))]
    terms = Terms(
        person=dice.choice([0, 20, 150]),
        unmet=100_000,
        most=dice.choice([1, 2, 3, people]),
        least=dice.choice([0, 0, 0, 2, 4]),
        locked=frozenset(n for n in range(people) if dice.random() < 0.08),
    )
    return needs, options, terms


def random_need(dice):
    people = dice.choice([1, 1, 2, 3, 4])
    holders = dice.choice([0, 0, 0, 1, 4])
    return OpenNeed(
        people=people,
        price=dice.choice(list(PRICES.values())),
        welcomes_learner=dice.random() < 0.6,
        holders=holders,
        guides=dice.randint(0, holders),
        learners=dice.choice([0, 0, 0, 1, 3]),
    )


def random_option(dice, person, needs):
    holds, learns, guides = {}, {}, set()
    for at in range(len(needs)):
        if dice.random() < 0.5:
            holds[at] = dice.randint(0, 100)
            guides |= {at} if dice.random() < 0.6 else set()
        elif dice.random() < 0.5:
            learns[at] = dice.randint(0, 10)
    return Option(person, holds, learns, guides)


# Checks every rule


def broken_rules(team, needs, options, terms):
    """The rules that a suggested team breaks, and what it says wrongly of itself."""
    options = {one.person: one for one in options}
    people = set(team.holds) | set(team.learns)
    rules = {
        "knows its people": people <= options.keys(),
        "holds what it can": all(
            at in options[person].holds
            for person, places in team.holds.items()
            for at in places
        ),
        "learns what it wants": all(
            at in options[person].learns and needs[at].welcomes_learner
            for person, at in team.learns.items()
        ),
        "three needs a person": all(
            1 <= len(set(team.holds.get(one, ()))) + (one in team.learns) <= 3
            for one in people
        ),
        "size": len(people) <= terms.most,
    }
    worth = worth_by_hand(team.holds, team.learns, needs, options, terms)
    rules["seats add up"] = worth is not None
    rules["objective"] = worth is None or worth[0] == team.objective
    rules["shortages"] = worth is None or worth[1] == team.shortages
    return [name for name, holds in rules.items() if not holds]


def worth_by_hand(holds, learns, needs, options, terms):
    """Points and shortages of a team, or `None` if it breaks a rule of a need."""
    points, shortages = 0, []
    for at, need in enumerate(needs):
        holders = [one for one, places in holds.items() if at in places]
        learners = [one for one, place in learns.items() if place == at]
        guides = need.guides + sum(at in options[one].guides for one in holders)
        free = max(0, need.people - need.holders) - len(holders) - len(learners)
        room = min(need.people - 1, 2 * guides) - len(learners)
        if free < 0 or (learners and room < 0):
            return None
        short = free - max(0, min(need.learners, free, room))
        points += sum(options[one].holds[at] for one in holders)
        points += sum(options[one].learns[at] for one in learners)
        points -= need.price * short
        shortages.append(short)
    people = set(holds) | set(learns)
    unmet = len(terms.locked - people) + max(0, terms.least - len(people))
    return points - terms.person * len(people) - terms.unmet * unmet, tuple(shortages)


# Tries all teams


def all_teams(needs, options, terms):
    """What each team is worth at best, by the ids of its people."""
    by_person = {one.person: one for one in options}
    found = {}

    def go_on(rest, holds, learns):
        if not rest:
            if worth := worth_by_hand(holds, learns, needs, by_person, terms):
                people = frozenset(holds) | frozenset(learns)
                found[people] = max(worth[0], found.get(people, worth[0]))
            return
        one, *others = rest
        go_on(others, holds, learns)
        if len(holds.keys() | learns.keys()) == terms.most:
            return
        for held, learned in roles(one, needs):
            more = ({one.person: held} if held else {}), learned
            go_on(others, holds | more[0], learns | more[1])

    go_on(list(options), {}, {})
    return found


def roles(option, needs):
    """All that somebody could do on a team: needs held, and one that is learned."""
    held = [
        places for count in range(4) for places in combinations(option.holds, count)
    ]
    learned = [at for at in option.learns if needs[at].welcomes_learner]
    for places in held:
        if places:
            yield places, {}
        if len(places) < 3:
            for at in learned:
                yield places, {option.person: at}


def differ(team, other):
    """Whether one has two people whom the other has not."""
    return max(len(team - other), len(other - team)) >= 2
