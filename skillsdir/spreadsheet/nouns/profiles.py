"""What a profile holds beside the person: skills, confirmations, goals, absences."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from people.models import (
    Absence,
    Endorsement,
    Expertise,
    GoalStatus,
    LearningGoal,
    Level,
    Priority,
)
from people.models.expertise import UNFINISHED
from people.words import local_day
from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.base import Action, Noun, in_order, joined, key
from skillsdir.spreadsheet.nouns.columns import (
    ANA,
    APPROVAL,
    BEN,
    ENDS_ON,
    EXAMPLES_LINE,
    FIRST_NAME,
    LAST_NAME,
    LEAVE_TYPE,
    LEVEL,
    NOTE,
    PERSON,
    SKILL,
    SPAN,
    STANDING,
    STARTS_ON,
    TARGETS,
    TICKED_LEVEL,
    TO_REACH,
    Column,
)
from skillsdir.spreadsheet.nouns.entities import CellError, raw


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
    hint=f"One row a person and skill. {EXAMPLES_LINE} People are named by e-mail."
    " Who has none is named with the address of the profile: Ana Silva [ana-silva].",
    columns=(
        PERSON,
        SKILL,
        LEVEL,
        Column("last_used_on", "Last used", "used until", contents.last_day),
        Column(
            "years",
            "Years",
            "years of use, experience",
            contents.years,
        ),
        NOTE,
        Column("confirmed_at", "Confirmed", "last confirmed", contents.moment),
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
    spread=(FIRST_NAME, LAST_NAME, STANDING, TO_REACH, TICKED_LEVEL),
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
        Column("answered_at", "Answered on", content=contents.moment),
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
        "set_on": local_day(),
    }


def tell_reached(survey):
    """Note at levels which goals are achieved with them: the database closes those."""
    goals = survey.indexes["goals"]
    for change in survey.changes["expertise"]:
        if change.action in (Action.ADDED, Action.CHANGED) and "level" in change.after:
            goal = goals.values(person_and_skill(change.values))
            if goal and reaches(change.after["level"], goal):
                tell_goal(change, "achieves the goal to reach", goal["target_level"])
    tell_missed(survey.changes["expertise"])


def tell_missed(changes):
    """Note at levels that go down which goals are open again. A query, if any does."""
    lowered = {
        person_and_skill(change.values): change
        for change in changes
        if change.action is Action.CHANGED
        and change.after.get("level", Level.EXPERT) < change.before.get("level", 0)
    }
    if not lowered:
        return
    people = {person for person, _ in lowered}
    goals = LearningGoal.objects.filter(person__in=people, reached_from__gt="")
    for person, skill, target in goals.order_by("pk").values_list(
        *("person", "skill", "target_level")
    ):
        change = lowered.get((person, skill))
        if change and change.after["level"] < target:
            tell_goal(change, "opens again the goal to reach", target)


def tell_goal(change, words, target):
    change.note(f"{words} {Level(target).label}")


def reaches(level, goal):
    """Whether a goal is here, open, and reached by the level."""
    is_here = "target_level" in goal and goal.get("status")
    return is_here and not is_finished(goal) and level >= goal["target_level"]


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
        Column("target_level", "To level", f"level, {TARGETS}", contents.level),
        Column("priority", "Priority", content=contents.choice(Priority)),
        Column("target_on", "Until", "target date, by, due", contents.last_day),
        Column("motivation", "Why", "reason, note, comment", contents.text(300)),
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
    spread=(FIRST_NAME, LAST_NAME),
)


def absence_label(values):
    return f"{values['person']}: {values['starts_on']} – {values['ends_on']}"


ABSENCES = Noun(
    name="absences",
    model=Absence,
    title="Absences",
    also=("holidays", "leave", "vacation", "leaves", "time off", "pto", "urlaub"),
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
    spread=(FIRST_NAME, LAST_NAME, SPAN, APPROVAL, LEAVE_TYPE),
)
