from django.utils import timezone

from people.models import GoalStatus, LearningGoal, Level, Priority
from people.models.expertise import UNFINISHED
from skillsdir.spreadsheet import fields
from skillsdir.spreadsheet.changes import Action
from skillsdir.spreadsheet.entities import CellError, raw
from skillsdir.spreadsheet.fields import Field
from skillsdir.spreadsheet.nouns.base import Noun, joined

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
