from people.models import Location, Team
from skillsdir.spreadsheet import fields
from skillsdir.spreadsheet.entities import raw
from skillsdir.spreadsheet.fields import Field
from skillsdir.spreadsheet.nouns.base import Noun, joined, key


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
