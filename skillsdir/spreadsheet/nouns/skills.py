from people.models import Skill, SkillAlias, SkillCategory, SkillKind
from people.names import normalise
from skillsdir.spreadsheet import fields
from skillsdir.spreadsheet.fields import Field
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
