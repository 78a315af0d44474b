"""What the page of a project offers: the one act that its state asks for, and the rest.

Nothing is offered that would be refused.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from people.paths import path_to
from projects import rules
from projects.models import Project, ProjectStatus
from projects.needs.coverage import Coverage


class Act(NamedTuple):
    """The name of an address, and the words that lead there."""

    page: str
    words: str


FIND = Act("candidate-list", "Find candidates")
SUGGEST = Act("team-list", "Suggest teams")
EARLIEST = Act("staffing", "Earliest start")
STATE_NEEDS = Act("project-needs", "State its needs")
CONFIRM = Act("confirm-all", "Confirm")
START = Act("project-start", "Start the project")
CLOSE = Act("project-close", "Close the project")
RECORD = Act("project-close", "Record the outcome")
CANCEL = Act("project-cancel", "Cancel the project")

# In the order of a project's life, with who may.
REST = (
    (FIND, rules.may_prepare),
    (SUGGEST, rules.may_prepare),
    (EARLIEST, rules.may_start),
    (Act("shortlist", "Shortlist"), rules.may_prepare),
    (Act("project-needs", "Edit needs"), rules.may_prepare),
    (
        Act("project-edit", "Edit the project"),
        lambda user, project: rules.may_staff(user),
    ),
    (START, rules.may_start),
    (CLOSE, rules.may_close_now),
    (Act("project-close", "Correct the outcome"), rules.may_correct_outcome),
    (Act("project-reopen", "Reopen the project"), rules.may_reopen),
    (
        Act("project-history", "History"),
        lambda user, project: rules.may_see_history(user),
    ),
)


def main_act(project: Project, coverage: Coverage, tentative: int, today) -> Act | None:
    """What the project waits for, its team being as it is; `None` if for nothing.

    `tentative` is how many bookings could be confirmed.
    """
    if not project.is_live:
        is_unjudged = project.status == ProjectStatus.CLOSED and not project.outcome
        return RECORD if is_unjudged else None
    first, last = project.starts_on, project.ends_on
    has_begun = first is None or first <= today
    is_waiting = project.status in rules.WAITING
    if last and (last < today or (last == today and not is_waiting)):
        return CLOSE
    if not coverage.needs:
        return STATE_NEEDS
    if coverage.seats_nobody_has:
        return FIND
    if tentative:
        return CONFIRM
    return START if is_waiting and has_begun else None


@dataclass(frozen=True, slots=True)
class Acts:
    """What a user may do with a project, as pairs of an address and words."""

    main: tuple[str, str] | None
    is_confirming: bool
    rest: list[tuple[str, str]]
    last: tuple[str, str] | None


def acts_for(user, project, coverage, tentative, today) -> Acts:
    asked = rules.may_staff(user) and main_act(project, coverage, tentative, today)
    done = {asked.page} if asked else set()
    if not coverage.open_needs:
        done |= {FIND.page, SUGGEST.page}
    if not coverage.needs:
        done.add(EARLIEST.page)
    rest = [act for act, may in REST if act.page not in done and may(user, project)]
    return Acts(
        main=link(project, asked) if asked else None,
        is_confirming=asked == CONFIRM,
        rest=[link(project, act) for act in rest],
        last=link(project, CANCEL) if rules.may_end(user, project) else None,
    )


def link(project, act):
    if act == EARLIEST:
        return f"{reverse('projects:staffing')}?project={project.slug}", act.words
    return path_to(f"projects:{act.page}", project.slug), act.words
