from datetime import time

from people.models import Person
from people.working_hours import is_working_day
from skillsdir.spreadsheet import fields
from skillsdir.spreadsheet.entities import raw
from skillsdir.spreadsheet.fields import Field
from skillsdir.spreadsheet.nouns.base import Noun, in_order, joined, key


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
