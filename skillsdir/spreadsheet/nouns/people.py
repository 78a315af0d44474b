from dataclasses import replace
from datetime import date, time

from django.utils import timezone

from people.models import (
    Absence,
    Endorsement,
    Expertise,
    GoalStatus,
    LearningGoal,
    Level,
    Person,
    Priority,
)
from people.models.expertise import UNFINISHED
from people.working_hours import is_working_day
from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.base import (
    ANA,
    BEN,
    DONE,
    EXAMPLES_LINE,
    RUNNING,
    Action,
    Column,
    Noun,
    in_order,
    joined,
    key,
)
from skillsdir.spreadsheet.nouns.catalogue import SLUG
from skillsdir.spreadsheet.nouns.entities import CellError, raw

PERSON = Column(
    "person", "Person", "email, e-mail, name, employee, who", contents.person
)
SKILL = Column(
    "skill",
    "Skill",
    "competency, competence, technology, tool",
    contents.named("skill"),
)
LEVEL = Column(
    "level", "Level", "proficiency, rating, skill level, grade", contents.level
)
NOTE = Column("note", "Note", "comment, remarks", contents.text(300), empty="")
TEAM = Column(
    "team",
    "Team",
    "department, dept, group, unit, squad, org unit, business unit, chapter, tribe,"
    " division, organisation, organization",
    contents.named("team"),
    empty=None,
)
STARTS_ON = Column(
    "starts_on", "First day", "start, from, start date, begin", contents.first_day
)
ENDS_ON = Column(
    "ends_on", "Last day", "end, to, until, end date, finish", contents.last_day
)
# How files head the columns of people.
NAMES = (
    "full name, employee, person, who, colleague, team member, member, data scientist,"
    " consultant, staff, resource, first and last name"
)
JOBS = (
    "title, role, position, function, job, designation, profession, job role,"
    " current role"
)
PLACES = (
    "office, site, city, place, based in, country, region, base, work location, where,"
    " workplace"
)
BOSSES = (
    "line manager, reports to, boss, supervisor, team lead, lead, head,"
    " reporting manager, reporting to, team leader"
)
CAPACITIES = (
    "capacity, fte, part time, workload, working time, employment level, percent,"
    " full time equivalent, degree of employment, contract"
)
JOINED = (
    "start date, joined on, hired, since, hire date, joining date, date joined,"
    " date of joining, employed since, entry date, start"
)
LEFT = (
    "leaving date, left on, last day, end date, exit date, leaves, last working day,"
    " end"
)
KNOWS = (
    "expertise, skills, knows, competencies, strengths, skill set, skillset,"
    " technical skills, key skills, main skills, core skills, current skills,"
    " existing skills, tech stack, technologies, tools, skills and tools,"
    " skills and levels, specialities, specialties, knowledge, know how,"
    " fields of expertise, domains, methods, algorithms, skills and algorithms,"
    " competences, capabilities"
)
DID = (
    "previous projects, project history, experience, worked on, history,"
    " completed projects, finished projects, former projects, old projects,"
    " projects done, project experience, earlier projects, closed projects, portfolio,"
    " past work, previous work, past engagements"
)
SUCCESS = (
    "success, success rate of projects, project success, success %,"
    " success rate of past projects, success ratio, hit rate, win rate,"
    " project success rate, successful projects, % successful"
)
DOES = (
    "projects, works on, now on, working on, assigned to, assignments, active projects,"
    " ongoing projects, present projects, current work, current assignment,"
    " current engagement, now working on, engagements, running projects, project now"
)
WISHES = (
    "learning goals, goals, aspirations, interests, to learn, learning,"
    " aspires to learn, wants to learn next, learning interests, next skills,"
    " skills to learn, skills to develop, desired skills, development goals,"
    " would like to learn, aspiring skills, target skills, training wishes, wish list,"
    " wants to learn and deliver, future skills, development areas,"
    " skills and algorithms to learn, wants, aspirational skills"
)


def day_ends_after_it_starts(values):
    hours = (values.get("works_from", time(9)), values.get("works_to", time(17)))
    if is_working_day(*hours):
        return None
    return (
        "the working day must end after it starts; over midnight it lasts 12 hours at"
        " most"
    )


def is_not_own_manager(values):
    manager, own = raw(values.get("manager")), values.get("entity")
    return "nobody manages themselves" if manager and manager == own else None


PEOPLE = Noun(
    name="people",
    model=Person,
    title="People",
    also=("staff", "directory", "data scientists", "employees", "team members"),
    hint=(
        f"One row a person; name and e-mail are enough. {EXAMPLES_LINE} Skills,"
        " projects and goals may stand in one cell, with semicolons between, or on"
        " sheets of their own. Empty cells change nothing, a dash (-) clears. Success"
        " rates are worked out from how projects ended; one that is typed is kept as"
        " stated."
    ),
    columns=(
        Column("name", "Name", NAMES, contents.text(200)),
        Column("email", "E-mail", "mail, e-mail address, contact", contents.email),
        SLUG,
        Column("job_title", "Job title", JOBS, contents.text(200), empty=""),
        TEAM,
        Column("location", "Location", PLACES, contents.named("location"), empty=None),
        Column("manager", "Manager", BOSSES, contents.person, empty=None),
        Column("capacity", "Capacity, %", CAPACITIES, contents.percentage()),
        Column("works_from", "Works from", "day starts, working from", contents.clock),
        Column("works_to", "Works to", "day ends, working to", contents.clock),
        Column("joined_on", "Joined", JOINED, contents.first_day, empty=None),
        Column("left_on", "Left", LEFT, contents.last_day, empty=None),
        Column(
            "confirmed_at",
            "Confirmed",
            "last confirmed, last updated",
            contents.moment,
            empty=None,
        ),
        Column(
            "bio",
            "About",
            "summary, description, notes",
            contents.text(lines=True),
            empty="",
        ),
        Column("expertise", "Areas of expertise", KNOWS),
        Column("past_projects", "Past projects", DID),
        Column(
            "success_rate",
            "Success rate",
            SUCCESS,
            contents.percentage(),
            empty=None,
            attribute="stated_success",
        ),
        Column("current_projects", "Current projects", DOES),
        Column("learning_goals", "Wants to learn", WISHES),
    ),
    examples=(
        {
            "name": "Ana Example",
            "email": ANA,
            "job_title": "Data scientist",
            "team": "{team}",
            "location": "{location}",
            "manager": BEN,
            "capacity": 80,
            "works_from": "09:00",
            "works_to": "17:00",
            "joined_on": date(2024, 3, 1),
            "expertise": "{skill} (Practitioner); {other} (Working)",
            "past_projects": f"{DONE} (in use)",
            "current_projects": RUNNING,
            "learning_goals": "{wish}",
        },
        {"name": "Ben Example", "email": BEN, "team": "{team}"},
    ),
    keys_of=key("email"),
    label=joined("name"),
    required=("name", "email"),
    rules=(
        day_ends_after_it_starts,
        in_order("joined_on", "left_on", "nobody leaves before joining"),
        is_not_own_manager,
    ),
    about="entity",
)


def level_asked_for(change, survey):
    """A skill without a level gets what was decided for the whole file."""
    if "level" in change.values:
        return {}
    return {"level": survey.default("default_level", change.place)}


EXPERTISE = Noun(
    name="expertise",
    model=Expertise,
    title="Expertise",
    also=("skills", "skill matrix", "competencies"),
    hint=f"One row a person and skill. {EXAMPLES_LINE} People are named by e-mail.",
    columns=(
        PERSON,
        SKILL,
        LEVEL,
        Column(
            "last_used_on", "Last used", "used until", contents.last_day, empty=None
        ),
        Column(
            "years",
            "Years",
            "years of use, experience",
            contents.whole(0, 80, "number of years"),
            empty=None,
        ),
        NOTE,
        Column(
            "confirmed_at", "Confirmed", "last confirmed", contents.moment, empty=None
        ),
    ),
    examples=(
        {"person": ANA, "skill": "{skill}", "level": "Practitioner", "years": 4},
        {"person": ANA, "skill": "{other}", "level": "Working"},
    ),
    order=("person__sort_name", "person_id", "skill__name"),
    keys_of=key("person", "skill"),
    label=joined("person", "skill"),
    required=("person", "skill"),
    defaults=level_asked_for,
    about="person",
    within=("person", "person_id__any"),
)


def endorsement_label(values):
    about = f"{values['person']}: {values['skill']}"
    return f"{about}, confirmed by {values['endorsed_by']}"


def nobody_endorses_themselves(values):
    same = raw(values["person"]) == raw(values["endorsed_by"])
    return "nobody endorses their own expertise" if same else None


def level_of_expertise(change, survey):
    """Without a level, a colleague confirms the one that is stated."""
    if "level" in change.values:
        return {"endorsed_at": timezone.now()}
    stated = survey.stated_level(change.values["person"], change.values["skill"])
    if stated is None:
        raise CellError("needs a level")
    return {"level": stated, "endorsed_at": timezone.now()}


ENDORSEMENTS = Noun(
    name="endorsements",
    model=Endorsement,
    title="Endorsements",
    also=("confirmations",),
    hint=(
        f"One row a colleague who confirms a level. {EXAMPLES_LINE} The level must be"
        " stated under Expertise, or in the directory."
    ),
    columns=(
        replace(PERSON, source="expertise__person"),
        replace(SKILL, source="expertise__skill"),
        Column("endorsed_by", "Confirmed by", "colleague", contents.person),
        LEVEL,
        NOTE,
        Column("endorsed_at", "Confirmed on", "date, endorsed on", contents.moment),
        Column("answered_at", "Answered on", content=contents.moment, empty=None),
    ),
    fields=(Column("expertise", content=contents.derived),),
    examples=(
        {
            "person": ANA,
            "skill": "{skill}",
            "endorsed_by": BEN,
            "level": "Practitioner",
        },
    ),
    order=("endorsed_at", "pk"),
    keys_of=key("expertise", "endorsed_by"),
    label=endorsement_label,
    required=("person", "skill", "endorsed_by"),
    defaults=level_of_expertise,
    rules=(nobody_endorses_themselves,),
    about="person",
    virtual=("person", "skill"),
    within=("person", "expertise__person_id__any"),
)


# Of a finished goal only the day on which it was set tells it from others.


def person_and_skill(values):
    return raw(values["person"]), raw(values["skill"])


def is_finished(values):
    return values.get("status", GoalStatus.OPEN) not in UNFINISHED


def goal_keys(values):
    at = (*person_and_skill(values), values.get("set_on"))
    if is_finished(values):
        return [at, person_and_skill(values)] if not values.get("set_on") else [at]
    return [person_and_skill(values), at]


def stored_goal_keys(values):
    at = (*person_and_skill(values), values.get("set_on"))
    return [at] if is_finished(values) else [person_and_skill(values), at]


def goal_defaults(change, survey):
    """A goal without a level is one above what the person has, or Working."""
    values = change.values
    if is_finished(values) and not values.get("set_on"):
        raise CellError("a finished goal needs the day on which it was set")
    stated = survey.stated_level(values["person"], values["skill"])
    return {
        "target_level": min(stated + 1, Level.EXPERT) if stated else Level.WORKING,
        "set_on": timezone.localdate(),
    }


def leave_out_reached(survey):
    """Leave goals alone that would be reached by what is stated already.

    Such a line is no mistake that should hold up the file: nothing comes of it.
    """
    index = survey.indexes["goals"]
    written = {Action.ADDED, Action.CHANGED}
    for change in survey.changes["goals"]:
        if change.action not in written:
            continue
        _, old = index.find(change)
        values = (old or {}) | change.after
        level = survey.stated_level(change.values["person"], change.values["skill"])
        if not is_finished(values) and (level or 0) >= values["target_level"]:
            label = Level(level).label
            change.leave_out(f"reached already: {change.label} is stated at {label}")


GOALS = Noun(
    name="goals",
    model=LearningGoal,
    title="Learning goals",
    also=("goals", "aspirations"),
    hint=f"One row a skill that somebody wants to learn next. {EXAMPLES_LINE}",
    columns=(
        PERSON,
        SKILL,
        Column("target_level", "To level", "level, target", contents.level),
        Column("priority", "Priority", content=contents.choice(Priority)),
        Column(
            "target_on", "Until", "target date, by, due", contents.last_day, empty=None
        ),
        Column(
            "motivation", "Why", "reason, note, comment", contents.text(300), empty=""
        ),
        Column("status", "Status", content=contents.choice(GoalStatus)),
        Column("set_on", "Set on", "since, date", contents.first_day),
    ),
    examples=({"person": ANA, "skill": "{wish}", "priority": "Next"},),
    order=("person__sort_name", "person_id", "set_on", "pk"),
    keys_of=goal_keys,
    keys_of_row=stored_goal_keys,
    label=joined("person", "skill"),
    required=("person", "skill"),
    defaults=goal_defaults,
    about="person",
    within=("person", "person_id__any"),
    # Of a person and a skill one goal at most is unfinished.
    gives_way=is_finished,
)


def absence_label(values):
    return f"{values['person']}: {values['starts_on']} – {values['ends_on']}"


ABSENCES = Noun(
    name="absences",
    model=Absence,
    title="Absences",
    also=("holidays", "leave", "vacation"),
    hint=(
        f"One row a time away, both days included; no reason is kept. {EXAMPLES_LINE}"
    ),
    columns=(PERSON, STARTS_ON, ENDS_ON),
    examples=(
        {"person": ANA, "starts_on": date(2026, 8, 3), "ends_on": date(2026, 8, 14)},
    ),
    order=("person__sort_name", "person_id", "starts_on", "pk"),
    keys_of=key("person", "starts_on", "ends_on"),
    label=absence_label,
    required=("person", "starts_on", "ends_on"),
    rules=(in_order("starts_on", "ends_on", "the last day is before the first"),),
    about="person",
    within=("person", "person_id__any"),
)
