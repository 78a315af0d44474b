"""Projects, and the same ones in other words: synonyms, order, words left out, typos.

Each text is made of a few hundred words in four sentences, so that any two projects
have some words and skills in common by chance.
"""

from dataclasses import dataclass, replace
from random import Random

from projects.models import Aim, Project, SkillNeed

# Each with how somebody else may say it.
SYNONYMS = {
    "forecast": "predict",
    "rank": "order",
    "detect": "spot",
    "explain": "justify",
    "route": "dispatch",
    "summarise": "condense",
    "price": "cost",
    "match": "pair",
    "classify": "label",
    "translate": "convert",
    "schedule": "plan",
    "simulate": "model",
    "cluster": "group",
    "estimate": "gauge",
    "monitor": "watch",
    "recommend": "suggest",
    "extract": "read",
    "audit": "check",
    "customers": "clients",
    "invoices": "bills",
    "parcels": "packages",
    "turbines": "windmills",
    "patients": "cases",
    "contracts": "agreements",
    "vans": "vehicles",
    "complaints": "grievances",
    "claims": "losses",
    "tickets": "requests",
    "machines": "equipment",
    "suppliers": "vendors",
    "shifts": "rosters",
    "loans": "credits",
    "leads": "prospects",
    "returns": "refunds",
    "meters": "sensors",
    "cards": "payments",
    "trials": "studies",
    "harvests": "crops",
    "warehouses": "depots",
    "pumps": "valves",
    "tenders": "bids",
    "pallets": "crates",
    "calls": "conversations",
    "letters": "mail",
    "tyres": "wheels",
    "buyers": "purchasers",
    "nurses": "carers",
    "planners": "schedulers",
    "inspectors": "examiners",
    "traders": "dealers",
    "drivers": "couriers",
    "auditors": "reviewers",
    "engineers": "technicians",
    "agents": "advisers",
    "weekly": "every week",
    "nightly": "overnight",
    "hourly": "each hour",
    "monthly": "every month",
    "quarterly": "each quarter",
    "daily": "every day",
    "error": "mistakes",
    "costs": "spending",
    "delays": "lateness",
    "waste": "scrap",
    "churn": "attrition",
    "fraud": "abuse",
    "stock": "inventory",
    "downtime": "outages",
    "emissions": "exhaust",
    "overtime": "extra hours",
    "margin": "profit",
    "quality": "accuracy",
    "queues": "waiting",
}
WORDS = list(SYNONYMS)
VERBS, THINGS, PEOPLE = WORDS[:18], WORDS[18:45], WORDS[45:54]
RHYTHMS, GAINS = WORDS[54:60], WORDS[60:]
PLACES = [
    *("Iberia", "Nordics", "Poland", "Bavaria", "Ireland", "Benelux", "Balkans"),
    *("Gulf", "Kenya", "Ghana", "India", "Singapore", "Japan", "Korea", "Australia"),
    *("Texas", "Ontario", "Mexico", "Brazil", "Chile", "Andes", "wholesale"),
    *("online", "retail", "headquarters", "partners"),
]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Plan:
    name: str
    sentences: tuple[str, ...]
    skills: tuple
    aim: str


def make_plan(random, skills):
    verb, thing = random.choice(VERBS), random.choice(THINGS)
    people, place = random.choice(PEOPLE), random.choice(PLACES)
    other, gain = random.choice(THINGS), random.choice(GAINS)
    rhythm, more = random.choice(RHYTHMS), random.choice(GAINS)
    # A few skills are in most of the projects, and most in a few.
    weights = [1 / (place + 3) for place in range(len(skills))]
    return Plan(
        name=f"{verb} {thing} {place}",
        sentences=(
            f"We {verb} {thing} {rhythm} for the {people} in {place}.",
            f"The data come from {other} and {random.choice(THINGS)} of two years.",
            f"{random.randint(3, 40)} percent less {gain} and {more} as well.",
            f"Used by all {people} for a quarter without help.",
        ),
        skills=tuple(dict.fromkeys(random.choices(skills, weights, k=6))),
        aim=random.choice(Aim.values),
    )


def reworded(plan, random, skills):
    """The same project as somebody else would write it who knows nothing of it.

    A third of the words that have one are said by a synonym, a sixth of the words is
    left out, one in ten has a typo; the sentences stand in another order; a third of
    the skills is not asked for, and another one is; the aim may be another.
    """
    kept = random.sample(plan.skills, max(1, round(len(plan.skills) * 2 / 3)))
    return replace(
        plan,
        name=in_other_words(plan.name, random, shuffles=True),
        sentences=tuple(
            in_other_words(one, random)
            for one in random.sample(plan.sentences, len(plan.sentences))
        ),
        skills=tuple(dict.fromkeys([*kept, random.choice(skills)])),
        aim=plan.aim if random.random() < 0.7 else random.choice(Aim.values),
    )


def in_other_words(text, random, *, shuffles=False):
    words = text.rstrip(".").split()
    words = random.sample(words, len(words)) if shuffles else words
    kept = [word for word in words if random.random() > 1 / 6] or words[:1]
    return " ".join(said_otherwise(word, random) for word in kept)


def said_otherwise(word, random):
    if random.random() < 1 / 3:
        word = SYNONYMS.get(word, word)
    return with_typo(word, random) if random.random() < 0.1 else word


def with_typo(word, random):
    """Two letters swapped, one left out, doubled or another."""
    place = random.randrange(len(word))
    head, letter, tail = word[:place], word[place], word[place + 1 :]
    return random.choice(
        [
            head + tail[:1] + letter + tail[1:],
            head + tail,
            head + letter + letter + tail,
            head + random.choice(LETTERS) + tail,
        ]
    )


def make_projects(plans):
    """Store the plans with their needs; the projects in the same order."""
    start = Project.objects.count()
    projects = Project.objects.bulk_create(
        Project(
            name=plan.name,
            slug=f"plan-{number}",
            summary=" ".join(plan.sentences[:-1]),
            success_criteria=plan.sentences[-1],
            aim=plan.aim,
        )
        for number, plan in enumerate(plans, start)
    )
    SkillNeed.objects.bulk_create(
        SkillNeed(project=project, skill=skill)
        for project, plan in zip(projects, plans, strict=True)
        for skill in plan.skills
    )
    return projects


def make_twins(count, twins, skills, seed):
    """So many projects, and pairs of the first ones with a twin among them all."""
    random = Random(seed)
    plans = [make_plan(random, skills) for _ in range(count - twins)]
    others = [reworded(plan, random, skills) for plan in plans[:twins]]
    projects = make_projects([*plans, *others])
    return list(zip(projects[:twins], projects[count - twins :], strict=True))
