from people.models import Level
from projects.models import SkillNeed
from projects.models.choices import NeedPriority
from skillsdir.spreadsheet import fields
from skillsdir.spreadsheet.fields import Field
from skillsdir.spreadsheet.nouns.base import Noun, joined, key


def need_label(values):
    level = values.get("level")
    stem = joined("project", "skill")(values)
    return f"{stem} ({Level(level).label})" if level else stem


NEEDS = Noun(
    name="needs",
    model=SkillNeed,
    fields=(
        Field("project", fields.named("project")),
        Field("skill", fields.named("skill")),
        Field("level", fields.level),
        Field("people", fields.read_whole(1, 1000, "number of people")),
        Field("priority", fields.choice(NeedPriority)),
        Field("welcomes_learner", fields.read_yes_no),
    ),
    keys_of=key("project", "skill", "level"),
    label=need_label,
    required=("project", "skill", "level"),
    within=("project", "project_id__any"),
)
