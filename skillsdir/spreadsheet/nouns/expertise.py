from people.models import Expertise
from skillsdir.spreadsheet import fields
from skillsdir.spreadsheet.fields import Field
from skillsdir.spreadsheet.nouns.base import Noun, joined, key


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
