from datetime import time

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
from skillsdir.spreadsheet.columns import fields
from skillsdir.spreadsheet.columns.fields import CellError, Field, raw
from skillsdir.spreadsheet.nouns.base import Action, Noun, in_order, joined, key


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
    fields=(
        Field("name", fields.text(200)),
        Field("email", fields.email),
        Field("slug", fields.slug),
        Field("job_title", fields.text(200), empty=""),
        Field("team", fields.named("team"), empty=None),
        Field("location", fields.named("location"), empty=None),
        Field("manager", fields.person, empty=None),
        Field("capacity", fields.read_percent()),
        Field("works_from", fields.clock),
        Field("works_to", fields.clock),
        Field("joined_on", fields.first_day, empty=None),
        Field("left_on", fields.read_last_day, empty=None),
        Field("confirmed_at", fields.moment, empty=None),
        Field("bio", fields.text(lines=True), empty=""),
        Field(
            "success_rate",
            fields.read_percent(),
            empty=None,
            attribute="stated_success",
        ),
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
    fields=(
        Field("person", fields.person),
        Field("skill", fields.named("skill")),
        Field("level", fields.level),
        Field("last_used_on", fields.read_last_day, empty=None),
        Field("years", fields.read_whole(0, 80, "number of years"), empty=None),
        Field("note", fields.text(300), empty=""),
        Field("confirmed_at", fields.moment, empty=None),
    ),
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
    fields=(
        Field("person", fields.person),
        Field("skill", fields.named("skill")),
        Field("expertise", None),
        Field("endorsed_by", fields.person),
        Field("level", fields.level),
        Field("note", fields.text(300), empty=""),
        Field("endorsed_at", fields.moment),
        Field("answered_at", fields.moment, empty=None),
    ),
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
    fields=(
        Field("person", fields.person),
        Field("skill", fields.named("skill")),
        Field("target_level", fields.level),
        Field("priority", fields.choice(Priority)),
        Field("target_on", fields.read_last_day, empty=None),
        Field("motivation", fields.text(300), empty=""),
        Field("status", fields.choice(GoalStatus)),
        Field("set_on", fields.first_day),
    ),
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
    fields=(
        Field("person", fields.person),
        Field("starts_on", fields.first_day),
        Field("ends_on", fields.read_last_day),
    ),
    keys_of=key("person", "starts_on", "ends_on"),
    label=absence_label,
    required=("person", "starts_on", "ends_on"),
    rules=(in_order("starts_on", "ends_on", "the last day is before the first"),),
    about="person",
    within=("person", "person_id__any"),
)
