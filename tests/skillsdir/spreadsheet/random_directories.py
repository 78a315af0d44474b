"""Random directories for property tests: small, with everything that is awkward."""

import string
import unicodedata
from datetime import UTC, date, datetime, time

from hypothesis import strategies as st

from people.models import GoalStatus, Level, Person, Priority, SkillKind
from people.models.expertise import UNFINISHED
from people.records.track_record import Outcome
from people.spelling.names import fold, normalise
from people.working_hours import is_working_day
from projects.models import REASONS
from projects.models.choices import (
    Aim,
    AssignmentStatus,
    NeedPriority,
    ProjectStatus,
    Stage,
)
from tests import factories as make

ZONES = ("Europe/Lisbon", "Asia/Kolkata", "UTC")
AWKWARD = (
    *("C/C++", "A/B testing", "Natural language processing, NLP", "C#", "R", "C", "Go"),
    *("TensorFlow 2 (Keras)", "Churn [churn]", "=1+1", "-x", "+49 1", "@home", "'=x"),
    *("''-x", "李雷", "مريم", "Zoë & Söhne", "yes", "2026-03-09", "1 %", "4", "0.5"),
    *("Expert", "Ada, Ltd. (London) / Bonn", "a: b – c", '"quoted"', "<b>", "_x0041_"),
    *("e\N{COMBINING ACUTE ACCENT}té", "\N{FAMILY}", "007", "1e5", "Sales | Paris"),
)
LETTERS = string.ascii_letters + string.digits + "äß李ñم .,:/|()&%'+-=@#_\"!"


def tidy(text):
    """Text as the importer keeps it: composed, and one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


lines = st.one_of(st.sampled_from(AWKWARD), st.text(LETTERS, min_size=1, max_size=30))
lines = lines.map(tidy).filter(bool)
texts = st.one_of(st.just(""), st.just("-"), lines)
paragraphs = st.one_of(texts, st.lists(lines, max_size=3).map("\n".join))
# The first of 1900 says that there is no day.
days = st.dates(date(1900, 1, 2), date(2199, 12, 31))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1))
moments = st.none() | moments.map(lambda moment: moment.replace(tzinfo=UTC))
times = st.times().map(lambda time: time.replace(microsecond=0))
levels = st.sampled_from(Level)
percents = st.integers(0, 100)


def names(key, **size):
    """Different names that the importer can tell apart."""
    named = lines.filter(lambda name: key(name).strip())
    return st.lists(named, unique_by=key, **size)


def key_of(name):
    return fold(name).strip()


def spans(draw):
    """Two days in order, the second perhaps open."""
    first, last = sorted([draw(days), draw(days)])
    return first, draw(st.sampled_from([last, None]))


def some(draw, rows):
    """One of the rows, or none."""
    return draw(st.sampled_from([None, *rows]))


def fill(data):
    """Fill the database with what `data` draws; call it within a transaction."""
    draw = data.draw
    teams = []
    for name in draw(names(key_of, max_size=3)):
        teams.append(make.TeamFactory(name=name, parent=some(draw, teams)))
    places = [
        make.LocationFactory(name=name, time_zone=draw(st.sampled_from(ZONES)))
        for name in draw(names(key_of, max_size=2))
    ]
    skills = fill_catalogue(draw)
    people = fill_people(draw, teams, places)
    projects = fill_projects(draw, teams, people, skills)
    for person in people:
        fill_profile(draw, person, people, skills)
        fill_bookings(draw, person, projects, skills)


def fill_catalogue(draw):
    categories = [
        make.SkillCategoryFactory(name=name, position=draw(st.integers(0, 99)))
        for name in draw(names(key_of, min_size=1, max_size=3))
    ]
    found = draw(names(lambda name: normalise(name).replace(" ", ""), max_size=6))
    skills = []
    for name in found[:4]:
        fields = {
            "category": draw(st.sampled_from(categories)),
            "kind": draw(st.sampled_from(SkillKind)),
            "description": draw(texts),
            "is_active": draw(st.booleans()),
        }
        skills.append(make.SkillFactory(name=name, **fields))
    for name in found[4:]:
        # A sheet lists aliases with semicolons between.
        make.SkillAliasFactory(skill=draw(st.sampled_from(skills)), name=name)
    return skills


def emails(number):
    """Of who never signs in there is none."""
    return st.sampled_from([None, *(f"{sign}{number}@example.com" for sign in "=+-a")])


def fill_people(draw, teams, places):
    people = []
    for number in range(draw(st.integers(1, 4))):
        joined_on, left_on = spans(draw)
        starts, ends = sorted(draw(st.sets(times, min_size=2, max_size=2)))
        fields = {
            "name": draw(lines),
            "email": draw(emails(number)),
            "job_title": draw(texts),
            "bio": draw(paragraphs),
            "team": some(draw, teams),
            "location": some(draw, places),
            "manager": some(draw, people),
            "capacity": draw(percents),
            "works_from": draw(st.sampled_from([time(9), starts])),
            "works_to": draw(st.sampled_from([time(17), ends])),
            "joined_on": joined_on,
            "left_on": left_on,
            "confirmed_at": draw(moments),
            "stated_success": draw(st.none() | percents),
        }
        if not is_working_day(fields["works_from"], fields["works_to"]):
            fields |= {"works_from": starts, "works_to": ends}
        people.append(make.PersonFactory(**fields))
    return people


def fill_projects(draw, teams, people, skills):
    projects = []
    for name in draw(st.lists(lines.filter(key_of), max_size=3)):
        starts_on, ends_on = spans(draw)
        status = draw(st.sampled_from(ProjectStatus))
        is_judged = status == ProjectStatus.CLOSED and draw(st.booleans())
        outcome = draw(st.sampled_from(Outcome)) if is_judged else ""
        stopped = outcome == Outcome.STOPPED_EVIDENCE
        project = make.ProjectFactory(
            name=name,
            status=status,
            starts_on=draw(st.sampled_from([None, starts_on])),
            ends_on=ends_on,
            summary=draw(paragraphs),
            sponsor=draw(texts),
            team=some(draw, teams),
            lead=some(draw, people),
            aim=draw(st.sampled_from(Aim)),
            success_criteria=draw(paragraphs),
            outcome=outcome,
            stage_reached=draw(st.sampled_from(["", *Stage])),
            outcome_note=draw(paragraphs),
            **{name: draw(paragraphs) if stopped else "" for name in REASONS},
            outcome_recorded_at=draw(moments),
        )
        for skill in draw(subsets(skills)):
            make.SkillNeedFactory(
                project=project,
                skill=skill,
                level=draw(levels),
                people=draw(st.integers(1, 9)),
                priority=draw(st.sampled_from(NeedPriority)),
                welcomes_learner=draw(st.booleans()),
            )
        projects.append(project)
    return projects


def subsets(rows):
    return (
        st.lists(st.sampled_from(rows), max_size=3, unique=True)
        if rows
        else st.just([])
    )


def fill_profile(draw, person, people, skills):
    for skill in draw(subsets(skills)):
        expertise = make.ExpertiseFactory(
            person=person,
            skill=skill,
            level=draw(levels),
            last_used_on=draw(st.none() | days),
            years=draw(st.none() | st.integers(0, 80)),
            note=draw(texts),
            confirmed_at=draw(moments),
        )
        for colleague in draw(subsets([one for one in people if one != person])):
            make.EndorsementFactory(
                expertise=expertise,
                endorsed_by=colleague,
                level=draw(levels),
                note=draw(texts),
                endorsed_at=draw(moments.filter(bool)),
                answered_at=draw(moments),
            )
    for skill in draw(subsets(skills)):
        fill_goals(draw, person, skill)
    for first, last in draw(st.sets(st.tuples(days, days), max_size=2)):
        first, last = sorted([first, last])
        make.AbsenceFactory(person=person, starts_on=first, ends_on=last)


def fill_goals(draw, person, skill):
    """One that is open or not, and one that is over, set on different days."""
    over = [one for one in GoalStatus if one not in UNFINISHED]
    set_on = draw(st.lists(days, min_size=1, max_size=2, unique=True))
    for day, statuses in zip(set_on, (GoalStatus, over), strict=False):
        make.LearningGoalFactory(
            person=person,
            skill=skill,
            target_level=draw(levels),
            priority=draw(st.sampled_from(Priority)),
            target_on=draw(st.none() | days),
            motivation=draw(texts),
            status=draw(st.sampled_from([*statuses])),
            set_on=day,
        )


def fill_bookings(draw, person, projects, skills):
    """Some from the same day, told apart by their roles."""
    for project in draw(subsets(projects)):
        day, other = draw(days), draw(days)
        roles = {day: set(), other: set()}
        for starts_on in draw(st.lists(st.sampled_from([day, other]), max_size=3)):
            role = draw(texts)
            taken = roles[starts_on]
            if taken and (role in ("", *taken) or "" in taken):
                continue
            if starts_on > last_day_to_begin(project):
                continue
            taken.add(role)
            make.AssignmentFactory(
                person=person,
                project=project,
                role=role,
                percent=draw(st.integers(1, 100)),
                starts_on=starts_on,
                ends_on=draw(st.sampled_from(last_days(project, max(day, other)))),
                status=draw(st.sampled_from(AssignmentStatus)),
                skills=draw(subsets(skills)),
                **draw(seats(person, skills)),
            )


def last_day_to_begin(project):
    """Nobody begins on a project when it is closed; closing it removes who would."""
    is_closed = project.status == ProjectStatus.CLOSED and project.ends_on
    return project.ends_on if is_closed else date.max


def last_days(project, day):
    """Nobody is booked on a closed project for ever."""
    return [day] if project.status == ProjectStatus.CLOSED else [day, None]


@st.composite
def seats(draw, person, skills):
    """What a booking teaches, if anything, and who guides."""
    if not skills or not draw(st.booleans()):
        return {}
    others = [*Person.objects.exclude(pk=person.pk)]
    mentor = draw(st.sampled_from([None, *others]))
    return {"learns": draw(st.sampled_from(skills)), "mentor": mentor}
