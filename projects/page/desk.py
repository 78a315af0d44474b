"""The projects that somebody looks after, with seats and the act each waits for.

They lead them, or booked somebody who is on it. Beside them those of others that nobody
closed, or of which nobody said how they ended.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from people.database.compiled import CompiledQuery, CompiledStatement, part_of_row
from people.fields import Ids
from people.words import local_day, period_words
from projects.models import (
    LIVE,
    Assignment,
    AssignmentStatus,
    Project,
)
from projects.models.assignment import not_over
from projects.models.need import filled_sql
from projects.needs.coverage import ALL_OVER, seats_in_words
from projects.needs.engineers import lacks_engineer
from projects.page.acts import CONFIRM, Act, link, main_act

# What each need asks for, nothing once its own days are over, the seats filled, and
# those if all bookings are confirmed. Then, with nothing else, each project that is
# early and has no engineer.
SEATS = """
WITH sure (id, found) AS ({sure}), maybe (id, found) AS ({maybe})
SELECT project_id, CASE WHEN ends_on < %s THEN 0 ELSE people END,
    COALESCE((SELECT found FROM sure WHERE sure.id = n.id), 0),
    COALESCE((SELECT found FROM maybe WHERE maybe.id = n.id), 0)
FROM projects_skillneed n WHERE project_id = ANY(%s::bigint[])
UNION ALL SELECT id, NULL, NULL, NULL FROM ({early}) AS early (id)
WHERE id = ANY(%s::bigint[])
"""
# Whether those whom the user booked are still here is not asked: that would join all
# people.
ON_DESK = ("id", "name", "slug", "status", "outcome", "starts_on", "ends_on")
DESK = f"""
WITH mine AS (
    SELECT id, bool_or(is_led) AS is_led FROM (
        SELECT id, true AS is_led FROM projects_project
        WHERE lead_id = (SELECT id FROM people_person WHERE user_id = %(user)s)
        UNION ALL SELECT project_id, false FROM projects_assignment
        WHERE created_by_id = %(user)s AND (ends_on IS NULL OR ends_on >= %(today)s)
    ) AS one GROUP BY id
), asked AS (
    SELECT {", ".join(ON_DESK)},
        COALESCE(is_led, false) AS is_led, is_led IS NOT NULL AS is_mine
    FROM projects_project LEFT JOIN mine USING (id)
    WHERE (status = ANY(%(live)s) AND is_led IS NOT NULL)
        OR (status = ANY(%(live)s) AND ends_on < %(today)s)
        OR (status = 'closed' AND outcome = '')
), placed AS (
    SELECT *, count(*) OVER (PARTITION BY is_mine, status) AS count,
        row_number() OVER (
            PARTITION BY is_mine, status
            ORDER BY is_led DESC, ends_on DESC NULLS LAST, id DESC
        ) AS place
    FROM asked
)
SELECT {", ".join(ON_DESK)}, is_led, is_mine, count
FROM placed WHERE place <= %(most)s ORDER BY status, place
"""


@dataclass(frozen=True, slots=True)
class DeskProject:
    """A project of `on_desk`, with its seats as `projects.needs.coverage` counts them.

    `overbooked` are ids of people who are on it. `lacks_engineer` says that an engineer
    should be there by now.
    """

    project: Project
    needs: list[int]
    found: int
    found_if_confirmed: int
    tentative: int
    overbooked: list[int]
    lacks_engineer: bool = False

    @property
    def seats_nobody_has(self):
        return sum(self.needs) - self.found_if_confirmed

    @property
    def words(self):
        if not self.project.is_live or not self.needs:
            return "" if self.needs else "No needs stated"
        if not any(self.needs):
            return ALL_OVER
        asked, more = sum(self.needs), self.found_if_confirmed - self.found
        words = f"{self.found} of {asked} seat{'s' * (asked != 1)} found"
        return seats_in_words(words, 0, more)

    @property
    def period(self):
        return period_words(self.project.starts_on, self.project.ends_on)

    @property
    def act(self) -> tuple[str, str] | None:
        """Where to go for what it waits for, and the words."""
        act = main_act(self.project, self, self.tentative, local_day())
        if act == CONFIRM:
            act = Act(act.page, f"{act.words} {self.tentative}")
        return link(self.project, act) if act else None

    def order(self):
        """Those led come first, of them the soonest."""
        starts_on = self.project.starts_on
        return not self.project.is_led, starts_on is None, starts_on, self.project.pk


def on_desk(user, most) -> list[Project]:
    """Projects of the user, `is_mine`, and others to ask about: the first of a kind.

    A kind is whose they are and their status; `count` says how many it has.
    """
    return [project_on_desk(row) for row in first_of_each_kind(user.pk, most)]


@CompiledStatement
def first_of_each_kind(user, most):
    given = {"user": user, "today": local_day(), "live": list(LIVE), "most": most}
    return DESK, given


def project_on_desk(row):
    *columns, is_led, is_mine, count = row
    project = part_of_row(Project, **dict(zip(ON_DESK, columns, strict=True)))
    project.is_led, project.is_mine, project.count = is_led, is_mine, count
    return project


def at_hand(desk, overbooked, today, most) -> list[DeskProject]:
    """The first of the user's own, those led before others; 2 queries.

    `desk` are projects of `on_desk` with as many of a kind at least.
    """
    mine = sorted((one for one in desk if one.is_mine), key=latest_first)[:most]
    ids = [one.pk for one in mine]
    seats, early = seats_at_hand(ids)
    bookings = bookings_at_hand(ids, today)
    projects = [
        DeskProject(
            project,
            [asked for asked, _, _ in seats[project.pk]],
            sum(found for _, found, _ in seats[project.pk]),
            sum(maybe for _, _, maybe in seats[project.pk]),
            sum(
                status == AssignmentStatus.TENTATIVE
                for _, status in bookings[project.pk]
            ),
            [person for person, _ in bookings[project.pk] if person in overbooked],
            project.pk in early,
        )
        for project in mine
    ]
    return sorted(projects, key=DeskProject.order)


def latest_first(project):
    """The order of `on_desk` within a kind."""
    last = project.ends_on or date.min
    return not project.is_led, -last.toordinal(), -project.pk


def seats_at_hand(projects):
    """Rows of people needed, found, and found if all is confirmed, by project.

    Of those that are not live, nobody is found: the page says nothing of their seats.
    With them the ids of the projects that lack an engineer.
    """
    seats, lacking = defaultdict(list), set()
    for project, people, *found in desk_seats(Ids(projects)):
        if people is None:
            lacking.add(project)
        else:
            seats[project].append((people, *found))
    return seats, lacking


@CompiledStatement
def desk_seats(projects):
    today = local_day()
    (sure, given), (maybe, more) = (
        filled_sql(today, with_tentative=with_tentative)
        for with_tentative in (False, True)
    )
    early = Project.objects.annotate(is_early=lacks_engineer(today)).order_by()
    early = early.filter(is_early=True).values("pk")
    early, of_day = early.query.sql_with_params()
    sql = SEATS.format(sure=sure, maybe=maybe, early=early)
    return sql, [*given, *more, today, projects, *of_day, projects]


@CompiledQuery
def rows_at_hand(projects, today):
    rows = Assignment.objects.filter(not_over(today), project_id__any=projects)
    return rows.order_by().values_list("project", "person", "status")


def bookings_at_hand(projects, today):
    """Person and status of each booking that goes on or is to come, by project."""
    bookings = defaultdict(list)
    for project, *row in rows_at_hand(Ids(projects), today):
        bookings[project].append(row)
    return bookings
