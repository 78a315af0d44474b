"""What a replacement rested on, to be kept with the bookings that it came to."""

from projects.candidates.scoring import points_of
from projects.handovers.seats import by_priority_first
from projects.models import SuggestionKind
from projects.suggestions.keeping import LEAST_CANDIDATES, Basis, new_suggestion
from projects.suggestions.kept import told_facts, told_question


def replacement_basis(page, people) -> Basis:
    """Those of a `HandoverPage` who are free enough: the people, and who stood before.

    As candidates have, they have their rank and points; and what they would restore.
    """
    handover, free = page.handover, list(page.replacements.of.values())
    booked = {person.pk for person in people}
    ranks = [at for at, one in enumerate(free, 1) if one.person in booked]
    needs = [one.need for one in handover.lost]
    slugs = {need.skill_id: need.skill.slug for need in needs}
    kept = {}
    for rank, one in enumerate(free[: max([*ranks, LEAST_CANDIDATES])], 1):
        points = points_of(handover.question, one.facts)._asdict()
        restored = by_priority_first(handover.lost, one.restores)
        known = told_facts(one.facts, slugs) | {"restored": restored}
        said = {"rank": rank, "points": points} if one.person in booked else {}
        kept[one.person] = known, said
    told = told_question(handover.question, needs, handover.window)
    answer = {"candidates": len(free)}
    kind = SuggestionKind.REPLACEMENT
    return Basis(new_suggestion(page.booking.project, kind, told, answer), kept)
