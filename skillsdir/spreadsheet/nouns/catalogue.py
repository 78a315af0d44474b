from people.models import Location, Skill, SkillAlias, SkillCategory, SkillKind, Team
from people.spelling.names import normalise
from skillsdir.spreadsheet.nouns import contents
from skillsdir.spreadsheet.nouns.base import Noun, joined, key
from skillsdir.spreadsheet.nouns.columns import SLUG, Column
from skillsdir.spreadsheet.nouns.contents import Content
from skillsdir.spreadsheet.nouns.entities import raw


def next_position(change, survey):
    """New headings follow those that are there, in the order of the file."""
    survey.last_position += 1
    return {"position": survey.last_position}


HEADING = "Languages & methods"
CATEGORIES = Noun(
    name="categories",
    model=SkillCategory,
    title="Skill categories",
    hint="Headings of the catalogue, in the order in which they are shown.",
    columns=(
        Column("name", "Category", content=contents.text(120)),
        SLUG,
        Column("position", "Order", content=contents.whole(0, 32_767, "number")),
    ),
    examples=({"name": HEADING, "position": 1},),
    keys_of=key("name"),
    label=joined("name"),
    required=("name",),
    defaults=next_position,
)


def read_category(survey, cell):
    return survey.category(str(cell.value), cell.place)


USUAL_SKILLS = ("Python", "SQL", "Forecasting")
SKILLS = Noun(
    name="skills",
    model=Skill,
    title="Skills",
    also=("catalogue", "catalog", "skill catalogue"),
    hint=(
        "The catalogue: one row a skill. Other names of it stand in one cell, with"
        " semicolons between. Skills are found by either."
    ),
    columns=(
        Column("name", "Skill", "competency", contents.text(120)),
        SLUG,
        Column(
            "category",
            "Category",
            "heading, area",
            Content(read_category, noun="category", suffix="__name"),
        ),
        Column("kind", "Kind", "type", contents.choice(SkillKind)),
        Column("description", "Description", content=contents.text(300)),
        Column("aliases", "Also called", "synonyms", source="aliases__name"),
        Column("is_active", "In use", "active", contents.yes_no),
    ),
    examples=tuple(
        {"name": name, "category": HEADING, "is_active": "yes"} for name in USUAL_SKILLS
    ),
    order=("category__position", "category__name", "name"),
    keys_of=key("name"),
    label=joined("name"),
    required=("name", "category"),
)
ALIASES = Noun(
    name="aliases",
    model=SkillAlias,
    title="Other names of skills",
    fields=(
        Column("skill", content=contents.named("skill")),
        Column("name", content=contents.text(120)),
    ),
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
    title="Teams",
    hint="One row a team. “Part of” names the larger team, if there is one.",
    columns=(
        Column("name", "Team", "department, unit", contents.text(120)),
        SLUG,
        Column("parent", "Part of", "parent team, division", contents.named("team")),
    ),
    examples=({"name": "{team}"},),
    keys_of=key("name"),
    label=joined("name"),
    required=("name",),
    rules=(is_not_own_parent,),
)
LOCATIONS = Noun(
    name="locations",
    model=Location,
    title="Locations",
    also=("offices", "sites", "places"),
    hint="One row a place. Time zones are written like Europe/Lisbon.",
    columns=(
        Column("name", "Location", "office, site, city", contents.text(120)),
        SLUG,
        Column("time_zone", "Time zone", "tz, timezone, zone", contents.time_zone),
    ),
    examples=({"name": "{location}", "time_zone": "Europe/Lisbon"},),
    keys_of=key("name"),
    label=joined("name"),
    required=("name", "time_zone"),
)
