"""Keeping a suggestion that somebody acts upon, with the facts as they were before."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse

from people.directory.search import search
from people.editing.views import page_before
from projects.candidates.filters import CandidateFilterSet
from projects.candidates.listing import open_needs, rank_candidates
from projects.candidates.scoring import points_of
from projects.models import ConsideredPerson, Suggestion, SuggestionKind
from projects.needs.coverage import coverage_of
from projects.suggestions.kept import FORMULA, told_facts, told_question, told_seats
from projects.teams.facts import gather_facts
from projects.teams.filters import TeamFilterSet
from projects.teams.members import SIGNED

# Of candidates those who stood before who was booked, and so many at least.
LEAST_CANDIDATES, MOST_CANDIDATES = 25, 200


@dataclass(frozen=True, slots=True)
class Basis:
    """A suggestion to keep once somebody is booked; people by id, facts and answer."""

    suggestion: Suggestion
    people: dict[int, tuple[dict, dict]]

    def keep(self, bookings, by):
        """Keep it, if it is what the bookings came of."""
        if not any(booking.person_id in self.people for booking in bookings):
            return
        self.suggestion.made_by = by
        self.suggestion.save()
        self.suggestion.bookings.set(bookings)
        ConsideredPerson.objects.bulk_create(
            ConsideredPerson(
                suggestion=self.suggestion, person_id=person, facts=facts, answer=answer
            )
            for person, (facts, answer) in self.people.items()
        )


@contextmanager
def keep_suggestion(request, project, people):
    """Keep what the new bookings came of that are added to the list within.

    `people` are those whom they are about to be for. Bookings and what is kept of
    them are one transaction.
    """
    made, basis = [], find_basis(request, project, people)
    with transaction.atomic():
        yield made
        if made and basis:
            basis.keep(made, by=request.user)


def find_basis(request, project, people) -> Basis | None:
    """What the people whom a form is about to book were suggested by, if anything.

    That is the team that it sends, or the candidates of the page where it stood.
    """
    if "check" in request.POST:
        return None
    if signed := request.POST.get("suggested"):
        try:
            said = signing.loads(signed, salt=SIGNED)
        except signing.BadSignature:
            return None
        return team_basis(request, project, said)
    path, _, query = page_before(request, "/").partition("#")[0].partition("?")
    if path == reverse("projects:candidate-list", args=[project.slug]):
        return candidates_basis(request, project, QueryDict(query), people)
    return None


def team_basis(request, project, said):
    coverage = coverage_of([project])[project.pk]
    filterset = TeamFilterSet(
        QueryDict(said["query"]), request=request, project=project, coverage=coverage
    )
    needs = [covered.need for covered in coverage.open_needs]
    # Somebody may have changed the needs since the page was made.
    if not filterset.is_valid() or [need.pk for need in needs] != said["needs"]:
        return None
    facts = gather_facts(filterset)
    told = told_question(filterset.question, needs, filterset.criteria["window"])
    told |= told_seats(facts.needs, facts.terms)
    slugs = {need.skill_id: need.skill.slug for need in needs}
    people = {}
    for person in facts.known.keys() & set(said["among"]):
        seats = {
            "holds": said["holds"].get(f"{person}", ()),
            "learns": said["learns"].get(f"{person}"),
        }
        is_locked = person in facts.terms.locked
        known = told_facts(facts.known[person].facts, slugs) | {"is_locked": is_locked}
        is_on = seats["holds"] or seats["learns"] is not None
        people[person] = known, seats if is_on else {}
    answer = {name: said[name] for name in ("place", "status", "objective")}
    return Basis(new_suggestion(project, SuggestionKind.TEAM, told, answer), people)


def candidates_basis(request, project, params, people):
    filterset = CandidateFilterSet(
        params, request=request, project=project, needs=open_needs(project)
    )
    if not filterset.needs or not filterset.is_valid():
        return None
    listed = search(filterset).people
    ranking = rank_candidates(listed, filterset)
    ranking.first(min(MOST_CANDIDATES, len(listed)))
    in_order = [person for *_, (_, person) in ranking.field[:MOST_CANDIDATES]]
    booked = {person.pk for person in people}
    last = max((at for at, one in enumerate(in_order, 1) if one in booked), default=0)
    question = filterset.question
    slugs = {need.skill_id: need.skill.slug for need in filterset.needs}
    kept = {}
    for rank, person in enumerate(in_order[: max(last, LEAST_CANDIDATES)], 1):
        facts = ranking.facts(person)
        points = points_of(question, facts)._asdict()
        said = {"rank": rank, "points": points} if person in booked else {}
        kept[person] = told_facts(facts, slugs), said
    told = told_question(question, filterset.needs, filterset.criteria["window"])
    answer = {"candidates": len(listed)}
    kind = SuggestionKind.CANDIDATES
    return Basis(new_suggestion(project, kind, told, answer), kept)


def new_suggestion(project, kind, question, answer):
    return Suggestion(
        project=project, kind=kind, formula=FORMULA, question=question, answer=answer
    )
