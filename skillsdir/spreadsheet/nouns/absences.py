from people.models import Absence
from skillsdir.spreadsheet import fields
from skillsdir.spreadsheet.fields import Field
from skillsdir.spreadsheet.nouns.base import Noun, in_order, key


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
