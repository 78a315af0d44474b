"""The candidates of a list as rows of a table, best first: a batch at a time."""

from people.directory.cards import listed_people
from people.directory.export import batches
from people.directory.search import ids_found
from people.models import Level
from projects.candidates.cards import fit_of
from projects.candidates.listing import rank_candidates
from projects.candidates.markup import PART_LABELS, number
from projects.candidates.scoring import points_of

COLUMNS = ("rank", "slug", "name", "job_title", "team", "location", "points")
FREE = "free"


def export_headings(filterset):
    needs = [f"{one.skill} ({Level(one.level).label})" for one in filterset.needs]
    return [*COLUMNS, *PART_LABELS.values(), f"{FREE}, %", *needs]


def export_rows(filterset):
    """Yield all candidates, best first; one query a batch after those of the ranking.

    A need is told as met, near or missing, with the level that is there.
    """
    people = list(ids_found(filterset))
    ranking = rank_candidates(people, filterset)
    for ids in batches(ranking.first(len(people)).people):
        listed = listed_people(ids)
        yield from (
            candidate_row(listed[pk], ranking.rank(pk), ranking.facts(pk), filterset)
            for pk in ids
            if pk in listed
        )


def candidate_row(person, rank, facts, filterset):
    question = filterset.question
    points = points_of(question, facts)
    fits = [fit_of(need, facts, question.today) for need in filterset.needs]
    return (
        *(rank, person.slug, person.name, person.job_title, person.team),
        *(person.location, number(sum(points)), *map(number, points), facts.free),
        *(fit.short_words for fit in fits),
    )
