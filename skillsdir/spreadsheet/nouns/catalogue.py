from people.models import Location, Skill, SkillAlias, SkillCategory, SkillKind, Team
from people.spelling.names import normalise
from skillsdir.spreadsheet.columns import fields
from skillsdir.spreadsheet.columns.fields import Field, raw
from skillsdir.spreadsheet.nouns.base import Noun, joined, key


def next_position(change, survey):
    """New headings follow those that are there, in the order of the file."""
    survey.last_position += 1
    return {"position": survey.last_position}


CATEGORIES = Noun(
    name="categories",
    model=SkillCategory,
    fields=(
        Field("name", fields.text(120)),
        Field("slug", fields.slug),
        Field("position", fields.read_whole(0, 32_767, "number")),
    ),
    keys_of=key("name"),
    label=joined("name"),
    required=("name",),
    defaults=next_position,
)


def category(survey, cell):
    return survey.category(str(cell.value), cell.place)


SKILLS = Noun(
    name="skills",
    model=Skill,
    fields=(
        Field("name", fields.text(120)),
        Field("slug", fields.slug),
        Field("category", category),
        Field("kind", fields.choice(SkillKind)),
        Field("description", fields.text(300), empty=""),
        Field("is_active", fields.read_yes_no),
    ),
    keys_of=key("name"),
    label=joined("name"),
    required=("name", "category"),
)
ALIASES = Noun(
    name="aliases",
    model=SkillAlias,
    fields=(Field("skill", fields.named("skill")), Field("name", fields.text(120))),
    keys_of=lambda values: [normalise(values["name"])],
    label=lambda values: f"{values['name']} means {values['skill']}",
    required=("name", "skill"),
)


def is_not_own_parent(values):
    parent, own = raw(values.get("parent")), values.get("entity")
    return "a team cannot be part of itself" if parent and parent == raw(own) else None


TEAMS = Noun(
    name="teams",
    model=Team,
    fields=(
        Field("name", fields.text(120)),
        Field("slug", fields.slug),
        Field("parent", fields.named("team"), empty=None),
    ),
    keys_of=key("name"),
    label=joined("name"),
    required=("name",),
    rules=(is_not_own_parent,),
)
LOCATIONS = Noun(
    name="locations",
    model=Location,
    fields=(
        Field("name", fields.text(120)),
        Field("slug", fields.slug),
        Field("time_zone", fields.time_zone),
    ),
    keys_of=key("name"),
    label=joined("name"),
    required=("name", "time_zone"),
)
