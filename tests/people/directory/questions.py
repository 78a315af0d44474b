"""Random questions to the people list."""

from datetime import date, timedelta
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from tests.brute_force import Question, knows

ZONES = ("Europe/London", "Asia/Kolkata", "America/New_York", "Pacific/Auckland")
SORTS = ("name", "level", "free", "success", "confirmed")


def subsets(values, most, least=1):
    return st.lists(
        st.sampled_from(values), min_size=least, max_size=most, unique=True
    ).map(tuple)


def questions(world):
    """Combinations of all parameters; those that leave few people come seldom."""
    people = world.people
    skills = sorted({slug for one in people for slug in one.levels})
    levels = st.tuples(st.sampled_from(skills), st.integers(1, 4))
    known_together = st.sampled_from([one for one in people if one.levels]).flatmap(
        lambda one: subsets(sorted((slug, 1) for slug in one.levels), 3, 0)
    )
    return st.builds(
        Question,
        q=seldom(texts(world), ""),
        skill=st.one_of(
            st.lists(levels, max_size=2, unique_by=lambda pair: pair[0]).map(tuple),
            known_together,
        ),
        match=st.sampled_from(("all", "any")),
        goal=seldom(subsets(sorted({g for one in people for g in one.goals}), 15), ()),
        free=seldom(st.integers(1, 100), None, 3),
        team=seldom(subsets(sorted({one.team for one in people}), 5), ()),
        location=seldom(subsets(sorted({one.location for one in people}), 4), ()),
        tz=seldom(st.sampled_from(ZONES), "", 3),
        overlap=st.sampled_from((0.5, 1, 2, 3.5, 4, 5.5, 8)),
        success=seldom(st.integers(0, 100), None, 4),
        judged=st.integers(1, 6),
        project=seldom(st.sampled_from(sorted(projects_of(world))), "", 9),
        sort=st.sampled_from([s for name in SORTS for s in (name, f"-{name}")]),
    ).flatmap(with_window(world.today))


def seldom(strategy, nothing, rarity=2):
    chance = st.integers(0, rarity)
    return chance.flatmap(lambda n: st.just(nothing) if n else strategy)


def texts(world):
    """One or two words that exist: whole, only their beginnings, or in the plural."""
    words = st.sampled_from(sorted(world.words))
    starts = st.tuples(words, st.integers(3, 9)).map(lambda pair: pair[0][: pair[1]])
    found = st.one_of(words, starts).filter(lambda word: knows(world, word))
    plurals = words.map(lambda word: f"{word}s").filter(
        lambda word: len(word) > 3 and not word.endswith("ss")
    )
    found = st.one_of(found, found, plurals)
    return st.lists(found, min_size=1, max_size=2).map(" ".join)


def projects_of(world):
    return {stint.project.slug for one in world.people for stint in one.stints}


def with_window(today):
    starts = st.integers(-30, 120).map(lambda days: today + timedelta(days=days))

    def add(question):
        return st.one_of(
            st.just(question),
            starts.map(lambda start: Question(**vars(question) | {"start": start})),
            st.tuples(starts, st.integers(0, 90)).map(
                lambda pair: Question(
                    **vars(question)
                    | {"start": pair[0], "end": pair[0] + timedelta(days=pair[1])}
                )
            ),
        )

    return add


def address(question, **more):
    """The address that asks it, in the grammar of the product's contract."""
    names = {"start": "from", "end": "to"}
    pairs = []
    for name, value in (vars(question) | more).items():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, tuple):
                one = f"{one[0]}:{one[1]}"
            if one not in (None, ""):
                shown = one.isoformat() if isinstance(one, date) else one
                pairs.append((names.get(name, name), shown))
    if question.q:
        # As it is, not as a sentence.
        pairs.append(("text", "1"))
    return f"/people/?{urlencode(pairs, quote_via=quote)}"
