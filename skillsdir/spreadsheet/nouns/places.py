from people.models import Location, Team
from skillsdir.spreadsheet import fields
from skillsdir.spreadsheet.fields import Field
from skillsdir.spreadsheet.nouns.base import Noun, joined, key

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
